//! A backtracking regex engine with the semantics of CPython's _sre.
