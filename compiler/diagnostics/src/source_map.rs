//! The texts of a compilation: which file an id names, and which line an offset is on.

use ruff_text_size::{TextRange, TextSize};
use std::sync::Arc;

/// A file of a [`SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A position as users count: both from 1, the column in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineColumn {
    pub line: u32,
    pub column: u32,
}

/// One source text. Its line ends are `\n` only; offsets are bytes of this text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    path: String,
    text: Arc<str>,
    line_starts: Vec<u32>,
}

impl SourceFile {
    /// The path as messages and tracebacks show it.
    pub fn path(&self) -> &str {
        &self.path
    }

    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The number of lines; a final line end does not begin another.
    pub fn line_count(&self) -> u32 {
        let starts = self.line_starts.len() as u32;
        if starts > 1 && self.line_starts[self.line_starts.len() - 1] as usize == self.text.len() {
            starts - 1
        } else {
            starts
        }
    }

    /// The line, from 1, that `offset` is on.
    pub fn line(&self, offset: TextSize) -> u32 {
        self.line_starts
            .partition_point(|start| *start <= offset.to_u32()) as u32
    }

    pub fn line_column(&self, offset: TextSize) -> LineColumn {
        let line = self.line(offset);
        let start = self.line_starts[line as usize - 1] as usize;
        let end = offset.to_usize().min(self.text.len());
        let column = self.text.as_bytes()[start..end]
            .iter()
            .filter(|byte| (**byte as i8) >= -0x40)
            .count();
        LineColumn {
            line,
            column: column as u32 + 1,
        }
    }

    /// The bytes of `line` (from 1) without its line end.
    pub fn line_range(&self, line: u32) -> TextRange {
        let start = self.line_starts[line as usize - 1];
        let end = match self.line_starts.get(line as usize) {
            Some(next) => next - 1,
            None => self.text.len() as u32,
        };
        TextRange::new(start.into(), end.into())
    }

    pub fn line_text(&self, line: u32) -> &str {
        &self.text[self.line_range(line)]
    }
}

/// The texts of a compilation. Ids are handed out in the order of [`SourceMap::add`].
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    pub fn new() -> Self {
        SourceMap::default()
    }

    /// `path` as messages show it; `text` decoded, with `\n` line ends, at most 4 GiB.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let text = text.into();
        assert!(
            u32::try_from(text.len()).is_ok(),
            "a source text of more than 4 GiB"
        );
        let mut line_starts = vec![0];
        let bytes = text.as_bytes();
        line_starts.extend(
            (0..bytes.len())
                .filter(|index| bytes[*index] == b'\n')
                .map(|index| index as u32 + 1),
        );
        self.files.push(SourceFile {
            path: path.into(),
            text,
            line_starts,
        });
        FileId(self.files.len() as u32 - 1)
    }

    pub fn file(&self, file: FileId) -> &SourceFile {
        &self.files[file.0 as usize]
    }

    pub fn path(&self, file: FileId) -> &str {
        self.file(file).path()
    }

    pub fn text(&self, file: FileId) -> &Arc<str> {
        self.file(file).text()
    }

    pub fn line_column(&self, file: FileId, offset: TextSize) -> LineColumn {
        self.file(file).line_column(offset)
    }

    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files
            .iter()
            .enumerate()
            .map(|(index, file)| (FileId(index as u32), file))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_code_points() {
        let mut map = SourceMap::new();
        let file = map.add("a.py", "a\näß = 1\n\nlast");
        let file = map.file(file);
        let place = |offset: u32| {
            let place = file.line_column(offset.into());
            (place.line, place.column)
        };
        assert_eq!(place(0), (1, 1));
        assert_eq!(place(1), (1, 2));
        assert_eq!(place(6), (2, 3));
        assert_eq!(place(11), (3, 1));
        assert_eq!(place(16), (4, 5));
        assert_eq!(file.line_text(2), "äß = 1");
        assert_eq!(file.line_text(3), "");
        assert_eq!(file.line_text(4), "last");
        assert_eq!(file.line_count(), 4);
    }

    #[test]
    fn a_final_line_end_begins_no_line() {
        let mut map = SourceMap::new();
        let one = map.add("a.py", "a\n");
        let empty = map.add("b.py", "");
        assert_eq!(map.file(one).line_count(), 1);
        assert_eq!(map.file(empty).line_count(), 1);
    }
}
