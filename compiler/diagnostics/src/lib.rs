//! Diagnostics: the table of codes, and their rendering.
