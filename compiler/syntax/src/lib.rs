//! Text to AST.
