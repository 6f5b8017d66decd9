//! The text of a block as one row of characters that know their run.

use super::Run;

/// Stands for what is not text, and counts as a letter.
pub(super) const OPAQUE: char = '\u{fffc}';
/// Non-breaking space.
pub(super) const NBSP: char = '\u{a0}';
/// Narrow non-breaking space.
pub(super) const NARROW: char = '\u{202f}';
/// Thin space.
const THIN: char = '\u{2009}';
/// The run of what is not text.
const NO_RUN: u32 = u32::MAX;

/// A character in its place.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// The character, or what replaces it.
    pub(super) ch: char,
    /// Number of its run.
    run: u32,
    /// Whether it belongs to an address, a path, an option.
    pub(super) is_protected: bool,
    /// Whether it was taken out.
    is_gone: bool,
    /// A space put before it.
    before: Option<char>,
    /// A space put after it.
    after: Option<char>,
}

/// All characters of a block.
pub(super) struct Cells {
    /// In reading order.
    pub(super) all: Vec<Cell>,
    is_changed: bool,
}

impl Cell {
    /// Whether it may be changed.
    pub(super) fn is_text(&self) -> bool {
        self.run != NO_RUN
    }

    /// A line break, or white space that is not a space.
    pub(super) fn is_break(&self) -> bool {
        matches!(self.ch, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}')
    }
}

impl Cells {
    pub(super) fn gather(runs: &[Run<'_>]) -> Self {
        let length = runs.iter().map(|run| if let Run::Text(text) = run { text.len() } else { 1 });
        let mut all = Vec::with_capacity(length.sum());
        for (run, number) in runs.iter().zip(0..) {
            match run {
                Run::Text(text) => all.extend(text.chars().map(|ch| cell(ch, number))),
                Run::Opaque => all.push(cell(OPAQUE, NO_RUN)),
                Run::Break => all.push(cell('\n', NO_RUN)),
            }
        }
        Self { all, is_changed: false }
    }

    /// Writes the runs anew if something changed.
    pub(super) fn scatter(self, runs: &mut [Run<'_>]) {
        if !self.is_changed {
            return;
        }
        let mut cells = self.all.iter().peekable();
        for (run, number) in runs.iter_mut().zip(0..) {
            let Run::Text(text) = run else {
                cells.next();
                continue;
            };
            text.clear();
            while let Some(cell) = cells.next_if(|cell| cell.run == number) {
                if cell.is_gone {
                    continue;
                }
                if let Some(space) = cell.before {
                    text.push(space);
                }
                text.push(cell.ch);
                if let Some(space) = cell.after {
                    text.push(space);
                }
            }
        }
    }

    pub(super) fn set(&mut self, idx: usize, ch: char) {
        self.is_changed |= self.all[idx].ch != ch;
        self.all[idx].ch = ch;
    }

    pub(super) fn remove(&mut self, idx: usize) {
        self.is_changed = true;
        self.all[idx].is_gone = true;
    }

    /// Forgets what was removed, so that neighbors are neighbors.
    pub(super) fn compact(&mut self) {
        self.all.retain(|cell| !cell.is_gone);
    }

    pub(super) fn insert_before(&mut self, idx: usize, space: char) {
        self.is_changed = true;
        self.all[idx].before = Some(space);
    }

    pub(super) fn insert_after(&mut self, idx: usize, space: char) {
        self.is_changed = true;
        self.all[idx].after = Some(space);
    }

    /// Whether a sign stands anywhere.
    pub(super) fn has(&self, sign: char) -> bool {
        self.all.iter().any(|cell| cell.ch == sign)
    }

    /// The character at an index; none beyond either end.
    pub(super) fn at(&self, idx: usize) -> Option<char> {
        self.all.get(idx).map(|cell| cell.ch)
    }

    /// The character before an index.
    pub(super) fn before(&self, idx: usize) -> Option<char> {
        idx.checked_sub(1).and_then(|idx| self.at(idx))
    }

    /// Whether `length` characters from `idx` are one in one run, unprotected.
    pub(super) fn is_row(&self, idx: usize, length: usize, ch: char) -> bool {
        let first = &self.all[idx];
        first.is_text()
            && self.all.get(idx..idx + length).is_some_and(|row| {
                row.iter().all(|c| c.ch == ch && c.run == first.run && !c.is_protected)
            })
    }
}

fn cell(ch: char, run: u32) -> Cell {
    Cell { ch, run, is_protected: false, is_gone: false, before: None, after: None }
}

/// A space of any width or a line break.
pub(super) fn is_blank(ch: char) -> bool {
    if ch.is_ascii() {
        ch == ' ' || ch.is_ascii_whitespace() || ch == '\u{b}'
    } else {
        ch.is_whitespace()
    }
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
