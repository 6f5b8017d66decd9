//! What an author wrote, line by line, with the place of every word: for checks of
//! quality, which point at words that the tree of an article has no place for.
//!
//! The text is read a second time, event by event; a build never does this.

mod read;
mod tags;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::base::MappedText;
use crate::markup::autolink;

/// Stands in [`Line::text`] for what is no text: code, an image.
pub const OPAQUE: char = '\u{fffc}';

/// The words of a text. Every range that is called a place is one of bytes of the
/// expanded text.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// Paragraphs, headings, cells, labels, in order.
    pub lines: Vec<Line>,
    /// Headings, in order; the lines of containers are none.
    pub headings: Vec<HeadingAt>,
    /// Links, in order of their ends.
    pub links: Vec<LinkAt>,
    /// Images, in order.
    pub images: Vec<ImageAt>,
    /// The first rows of tables, in order.
    pub heads: Vec<HeadAt>,
    /// Raw HTML, comments left out.
    pub raw: Vec<String>,
}

/// What a line of words is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A paragraph, or an item without one.
    Paragraph,
    /// A heading.
    Heading,
    /// A cell of a table.
    Cell,
    /// The title of a container, a tab, a term.
    Label,
}

/// Words that stand together.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is.
    pub kind: LineKind,
    /// As written, without marks; `\n` for a break, [`OPAQUE`] for code and images.
    pub text: String,
    /// Ranges of the text that are likely another's words: emphasis, links.
    pub apart: Vec<Range<usize>>,
    /// Ranges of the text in elements that name their language.
    pub langs: Vec<Range<usize>>,
    /// Ranges of the text that are the words of links.
    pub links: Vec<Range<usize>>,
    /// Whether it stands in a quote.
    pub is_quoted: bool,
    /// Whether an element around it names its language.
    pub has_lang: bool,
    spots: Vec<Spot>,
}

/// Where a piece of a line comes from.
#[derive(Clone, Debug)]
struct Spot {
    /// First byte in the line.
    at: usize,
    place: Range<usize>,
    /// Whether its bytes are those of the place, one for one.
    is_exact: bool,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingAt {
    /// 1 to 6.
    pub level: u8,
    /// Its words.
    pub text: String,
    /// Its place.
    pub place: Range<usize>,
    /// Whether nothing stands before it.
    pub is_first: bool,
}

/// A link with words; bare addresses are [`Prose::addresses`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkAt {
    /// Its words, code and alternative texts included.
    pub words: String,
    /// Whether an image is part of it.
    pub has_image: bool,
    /// Whether it is an address between `<` and `>`.
    pub is_address: bool,
    /// Its place.
    pub place: Range<usize>,
}

/// An image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageAt {
    /// Its alternative text; none for an `<img>` that has no `alt`.
    pub alt: Option<String>,
    /// Its file, as written.
    pub dest: String,
    /// Whether it is an `<img>`.
    pub is_raw: bool,
    /// Its place.
    pub place: Range<usize>,
}

/// The first row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadAt {
    /// For each cell, whether it has no words and no image.
    pub is_empty: Vec<bool>,
    /// The place of each cell.
    pub cells: Vec<Range<usize>>,
    /// The place of the row.
    pub place: Range<usize>,
}

impl Prose {
    /// Reads the words of an expanded text.
    pub fn of(mapped: &MappedText) -> Self {
        read::read(mapped)
    }

    /// Bare addresses that become links: what is written, and its place.
    pub fn addresses(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        self.lines.iter().flat_map(|line| {
            let found = if autolink::may_hold(&line.text) {
                autolink::find(&line.text, None)
            } else {
                Vec::new()
            };
            let is_bare = |range: &Range<usize>| {
                // Links do not overlap and are in order.
                let after = line.links.partition_point(|link| link.end <= range.start);
                line.links.get(after).is_none_or(|link| link.start >= range.end)
            };
            let ranges = found.into_iter().map(|found| found.range).filter(is_bare);
            let ranges: Vec<_> = ranges.collect();
            ranges.into_iter().map(|range| (&line.text[range.clone()], line.place(range)))
        })
    }
}

impl Line {
    /// The place of some of its bytes.
    pub fn place(&self, range: Range<usize>) -> Range<usize> {
        let start = self.spot(range.start).map_or(0, |spot| spot.offset(range.start).start);
        let last = range.end.saturating_sub(1).max(range.start);
        let end = self.spot(last).map_or(start, |spot| {
            if spot.is_exact {
                spot.place.start + (range.end.max(range.start) - spot.at)
            } else {
                spot.place.end
            }
        });
        start..end.max(start)
    }

    /// The place of the whole line.
    pub fn whole(&self) -> Range<usize> {
        self.place(0..self.text.len())
    }

    fn spot(&self, at: usize) -> Option<&Spot> {
        let idx = self.spots.partition_point(|spot| spot.at <= at);
        self.spots.get(idx.saturating_sub(1))
    }
}

impl Spot {
    fn offset(&self, at: usize) -> Range<usize> {
        if !self.is_exact {
            return self.place.clone();
        }
        let start = (self.place.start + at.saturating_sub(self.at)).min(self.place.end);
        start..self.place.end
    }
}
