//! Copies a text without some of its pieces, in runs as long as they can be.

use std::ops::Range;

/// A text being cut.
pub(super) struct Cutter<'a> {
    source: &'a str,
    out: String,
    /// Where the run begins that is not copied yet.
    from: usize,
}

/// A state to come back to.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    length: usize,
    from: usize,
}

impl<'a> Cutter<'a> {
    /// Nothing cut yet.
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, out: String::with_capacity(source.len()), from: 0 }
    }

    /// Puts `with` in the place of a range that comes after all former ones. Its
    /// ends stand beside ASCII.
    pub(super) fn replace(&mut self, range: Range<usize>, with: &str) {
        self.out.push_str(&self.source[self.from..range.start]);
        self.out.push_str(with);
        self.from = range.end;
    }

    /// Leaves a range out, as [`Cutter::replace`].
    pub(super) fn cut(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.out.push_str(&self.source[self.from..range.start]);
            self.from = range.end;
        }
    }

    /// One space in the place of a range.
    pub(super) fn space(&mut self, range: Range<usize>) {
        if self.source.as_bytes().get(range.start) == Some(&b' ') && !range.is_empty() {
            self.cut(range.start + 1..range.end);
        } else {
            self.replace(range, " ");
        }
    }

    /// The state now.
    pub(super) fn mark(&self) -> Mark {
        Mark { length: self.out.len(), from: self.from }
    }

    /// Undoes what was done since the mark.
    pub(super) fn undo(&mut self, mark: Mark) {
        self.out.truncate(mark.length);
        self.from = mark.from;
    }

    /// The text, the rest copied.
    pub(super) fn finish(mut self) -> String {
        self.out.push_str(&self.source[self.from..]);
        self.out
    }
}
