//! The text of a block as one line, and what changes in it.

use std::ops::Range;

use super::Run;

/// Stands for what is not text, and counts as a letter.
pub(super) const OPAQUE: char = '\u{fffc}';
/// Non-breaking space.
const NBSP: char = '\u{a0}';
/// Narrow non-breaking space.
pub(super) const NARROW: char = '\u{202f}';
/// Thin space.
const THIN: char = '\u{2009}';

/// The texts of all runs, one after the other.
///
/// A break is a line feed, anything else that is not text [`OPAQUE`]: no rule
/// changes either, so a character need not know whether it is text.
pub(super) struct Line {
    pub(super) text: String,
    /// Where each run ends, in bytes.
    ends: Vec<usize>,
    is_changed: bool,
}

/// A change. It belongs to the run that holds the byte at its start.
pub(super) struct Edit {
    /// What goes, in bytes; empty if something is only put in.
    pub(super) range: Range<usize>,
    /// What comes in its place.
    pub(super) put: &'static str,
}

impl Line {
    pub(super) fn gather(runs: &mut [Run<'_>]) -> Self {
        if let [Run::Text(text)] = runs {
            let text = std::mem::take(*text);
            return Self { ends: vec![text.len()], text, is_changed: false };
        }
        let length = runs.iter().map(|run| if let Run::Text(text) = run { text.len() } else { 3 });
        let mut text = String::with_capacity(length.sum());
        let mut ends = Vec::with_capacity(runs.len());
        for run in runs {
            match run {
                Run::Text(words) => text.push_str(words),
                Run::Opaque => text.push(OPAQUE),
                Run::Break => text.push('\n'),
            }
            ends.push(text.len());
        }
        Self { text, ends, is_changed: false }
    }

    /// Gives the runs their text; all of it stands in the line if there is one.
    pub(super) fn scatter(self, runs: &mut [Run<'_>]) {
        if let [Run::Text(text)] = runs {
            **text = self.text;
            return;
        }
        if !self.is_changed {
            return;
        }
        let mut start = 0;
        for (run, end) in runs.iter_mut().zip(self.ends) {
            if let Run::Text(words) = run {
                words.clear();
                words.push_str(&self.text[start..end]);
            }
            start = end;
        }
    }

    /// Makes changes that stand in the order of the text.
    pub(super) fn change(&mut self, edits: &[Edit]) {
        if edits.is_empty() {
            return;
        }
        self.is_changed = true;
        let mut text = String::with_capacity(self.text.len() + 2 * edits.len());
        let mut edits = edits.iter().peekable();
        let mut done = 0;
        for end in &mut self.ends {
            while let Some(edit) = edits.next_if(|edit| edit.range.start < *end) {
                text.push_str(&self.text[done..edit.range.start]);
                text.push_str(edit.put);
                done = edit.range.end;
            }
            if done < *end {
                text.push_str(&self.text[done..*end]);
                done = *end;
            }
            *end = text.len();
        }
        self.text = text;
    }

    /// Whether one run holds all of a range that is not empty.
    pub(super) fn is_in_one_run(&self, range: &Range<usize>) -> bool {
        let idx = self.ends.partition_point(|end| *end <= range.start);
        self.ends.get(idx).is_some_and(|end| range.end <= *end)
    }
}

/// A set of bytes.
pub(super) struct Bytes([bool; 256]);

impl Bytes {
    pub(super) const fn of(all: &[u8]) -> Self {
        let mut set = [false; 256];
        let mut idx = 0;
        while idx < all.len() {
            set[all[idx] as usize] = true;
            idx += 1;
        }
        Self(set)
    }

    /// The indices of the bytes of a text that are in the set.
    pub(super) fn find<'a>(&'a self, text: &'a str) -> Found<'a> {
        Found { set: self, rest: text.as_bytes(), start: 0, bits: 0 }
    }
}

/// The bytes of a set, found [`BLOCK`] at a time: where they stand is nothing that
/// a processor can guess, so it is better not asked at each byte.
pub(super) struct Found<'a> {
    set: &'a Bytes,
    /// What follows the block.
    rest: &'a [u8],
    /// Where the block starts.
    start: usize,
    /// What is left in the block: a bit for each byte.
    bits: u32,
}

const BLOCK: usize = 8;

impl Iterator for Found<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.bits == 0 {
            let has = |b: &u8| u32::from(self.set.0[usize::from(*b)]);
            let bits_of = |block: &[u8]| block.iter().rev().fold(0, |bits, b| bits << 1 | has(b));
            if let Some((block, rest)) = self.rest.split_first_chunk::<BLOCK>() {
                // Of a known length: twice as fast.
                self.bits = bits_of(block);
                self.rest = rest;
            } else if self.rest.is_empty() {
                return None;
            } else {
                self.bits = bits_of(std::mem::take(&mut self.rest));
            }
            self.start += BLOCK;
        }
        let idx = self.start - BLOCK + self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        Some(idx)
    }
}

/// The character at an index of a text; none at its end.
pub(super) fn at(text: &str, idx: usize) -> Option<char> {
    match text.as_bytes().get(idx)? {
        b if b.is_ascii() => Some(char::from(*b)),
        _ => text.get(idx..)?.chars().next(),
    }
}

/// The character before an index of a text.
pub(super) fn before(text: &str, idx: usize) -> Option<char> {
    match text.as_bytes().get(idx.checked_sub(1)?)? {
        b if b.is_ascii() => Some(char::from(*b)),
        _ => text.get(..idx)?.chars().next_back(),
    }
}

/// The index before the blanks that end at `idx`.
pub(super) fn before_blanks(text: &str, mut idx: usize) -> usize {
    while let Some(ch) = before(text, idx).filter(|ch| is_blank(*ch)) {
        idx -= ch.len_utf8();
    }
    idx
}

/// The index after the blanks that start at `idx`.
pub(super) fn after_blanks(text: &str, mut idx: usize) -> usize {
    while let Some(ch) = at(text, idx).filter(|ch| is_blank(*ch)) {
        idx += ch.len_utf8();
    }
    idx
}

/// A space of any width or a line break.
pub(super) fn is_blank(ch: char) -> bool {
    if ch.is_ascii() {
        ch == ' ' || ch.is_ascii_whitespace() || ch == '\u{b}'
    } else {
        ch.is_whitespace()
    }
}

/// A line break, or white space that is not a space.
pub(super) fn is_break(ch: char) -> bool {
    matches!(ch, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}')
}

/// Whether a space of this kind holds two words together.
pub(super) fn is_tie(ch: char) -> bool {
    matches!(ch, NBSP | NARROW)
}

/// A narrow space, breaking or not.
pub(super) fn is_narrow(ch: char) -> bool {
    matches!(ch, NARROW | THIN)
}

/// A letter or digit, or what counts as one.
pub(super) fn is_word(ch: char) -> bool {
    ch == OPAQUE || ch.is_alphanumeric()
}
