//! The diagnostics of one compilation.

use crate::codes::Level;
use crate::diagnostic::Diagnostic;

/// Collects diagnostics from the stages; each stage keeps going after an error so that one run shows them all.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    pub fn new() -> Self {
        Diagnostics::default()
    }

    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    pub fn extend(&mut self, other: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(other);
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn has_errors(&self) -> bool {
        self.list
            .iter()
            .any(|diagnostic| diagnostic.level == Level::Error)
    }

    pub fn count(&self, level: Level) -> usize {
        self.list
            .iter()
            .filter(|diagnostic| diagnostic.level == level)
            .count()
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// Orders by file, then by position, and removes repetitions; what has no place comes first. The order of
    /// diagnostics at the same position stays.
    pub fn sort(&mut self) {
        self.list
            .sort_by_key(|diagnostic| diagnostic.place.map(|(file, span)| (file, span.start())));
        self.list.dedup();
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}
