//! Scopes, symbols and the import graph.
