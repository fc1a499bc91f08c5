//! Text algorithms: number formatting and parsing, Unicode, the format mini-language.
