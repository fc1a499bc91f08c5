//! Symbols are shared: one allocation for each distinct name of a program.

use std::collections::HashSet;

use taipan_hir::Symbol;

#[derive(Default)]
pub struct Interner {
    names: HashSet<Symbol>,
}

impl Interner {
    pub fn intern(&mut self, name: &str) -> Symbol {
        if let Some(symbol) = self.names.get(name) {
            return symbol.clone();
        }
        let symbol: Symbol = name.into();
        self.names.insert(symbol.clone());
        symbol
    }
}
