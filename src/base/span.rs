//! A place in a source file: a file number and a range of bytes.

use serde::{Deserialize, Serialize};

/// The number of a source file in the table that the read step makes.
///
/// Lines and columns are computed only when a diagnostic is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceId(pub u32);

/// A range of bytes `start..end` in one source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Makes a span from byte offsets; offsets beyond 4 GiB are clamped.
    pub fn new(source: SourceId, range: std::ops::Range<usize>) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { source, start: clamp(range.start), end: clamp(range.end.max(range.start)) }
    }

    /// Makes a span of whole characters of `text` from the offsets of a parser that
    /// may point behind the end or into a character.
    pub fn in_text(source: SourceId, range: std::ops::Range<usize>, text: &str) -> Self {
        let start = text.floor_char_boundary(range.start);
        let end = text.ceil_char_boundary(range.end.max(start));
        Self::new(source, start..end)
    }

    /// The very beginning of a file, for what concerns the file as a whole.
    pub fn file(source: SourceId) -> Self {
        Self { source, start: 0, end: 0 }
    }

    /// The range as `usize` offsets.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The table of source files, in the order they were read.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    paths: Vec<crate::base::ContentPath>,
}

impl Sources {
    /// Adds a file, named by its path below the site's root.
    pub fn add(&mut self, path: impl Into<crate::base::ContentPath>) -> SourceId {
        self.paths.push(path.into());
        SourceId(u32::try_from(self.paths.len() - 1).unwrap_or(u32::MAX))
    }

    /// Every file with its number.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &camino::Utf8Path)> {
        let numbered = self.paths.iter().enumerate();
        numbered
            .filter_map(|(idx, path)| Some((SourceId(u32::try_from(idx).ok()?), path.as_path())))
    }

    /// The path of a file.
    pub fn path(&self, id: SourceId) -> &camino::Utf8Path {
        self.paths.get(id.0 as usize).map_or(camino::Utf8Path::new("?"), |path| path.as_path())
    }
}

#[cfg(test)]
mod tests {
    use super::{SourceId, Span};

    #[test]
    fn places_of_foreign_parsers_get_whole_characters() {
        let range = |range| Span::in_text(SourceId(0), range, "aéb").range();
        assert_eq!(range(1..2), 1..3);
        assert_eq!(range(2..2), 1..3);
        assert_eq!(range(3..9), 3..4);
        assert_eq!(range(9..9), 4..4);
    }
}
