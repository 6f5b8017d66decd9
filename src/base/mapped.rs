//! Text made from pieces of sources that remembers where each piece is from.
//!
//! Variables and includes are expanded before Markdown is parsed; a diagnostic
//! must still point into the file that the editor wrote.

use crate::base::span::{SourceId, Span};

/// Expanded text and the origin of each of its pieces.
#[derive(Clone, Debug, Default)]
pub struct MappedText {
    text: String,
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where the piece starts in the expanded text.
    start: usize,
    /// Where it comes from.
    origin: Span,
    /// Whether its bytes are those of the origin, one for one.
    is_verbatim: bool,
}

impl MappedText {
    /// A whole source text, or its end from byte `offset` on.
    pub fn verbatim(source: SourceId, text: &str, offset: usize) -> Self {
        let mut mapped = Self::default();
        mapped.push_verbatim(source, offset, &text[offset..]);
        mapped
    }

    /// The expanded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Appends `slice`, which stands at byte `offset` of `source`.
    pub fn push_verbatim(&mut self, source: SourceId, offset: usize, slice: &str) {
        let origin = Span::new(source, offset..offset + slice.len());
        self.push(origin, true, slice);
    }

    /// Appends text that replaces `origin` (the value of a variable, a line
    /// break that the parser needs).
    pub fn push_replaced(&mut self, origin: Span, text: &str) {
        self.push(origin, false, text);
    }

    /// Appends a range of another mapped text, keeping its origins.
    pub fn push_slice(&mut self, from: &Self, range: std::ops::Range<usize>) {
        let mut pos = range.start;
        let mut idx = from.piece_at(pos);
        while pos < range.end {
            let piece = from.pieces[idx];
            let end =
                from.pieces.get(idx + 1).map_or(from.text.len(), |next| next.start).min(range.end);
            let slice = &from.text[pos..end];
            if piece.is_verbatim {
                let offset = piece.origin.start as usize + (pos - piece.start);
                self.push_verbatim(piece.origin.source, offset, slice);
            } else {
                self.push_replaced(piece.origin, slice);
            }
            pos = end;
            idx += 1;
        }
    }

    /// The place in a source that a range of the expanded text comes from.
    ///
    /// A range over several pieces gives the part in the first one's source.
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        if self.pieces.is_empty() {
            return Span::file(SourceId(0));
        }
        let first = self.pieces[self.piece_at(range.start)];
        let last = self.pieces[self.piece_at(range.end.saturating_sub(1).max(range.start))];
        let start = Self::origin_of(first, range.start, first.origin.start);
        let end = if last.origin.source == first.origin.source {
            Self::origin_of(last, range.end, last.origin.end).max(start)
        } else {
            first.origin.end
        };
        Span { source: first.origin.source, start, end }
    }

    /// Where places of the sources stand in the expanded text: the inverse of
    /// [`MappedText::span`]. A place that the text holds twice (a file included
    /// twice) gives one range for each time it is asked for. None for what comes
    /// from a replaced piece.
    pub fn positions(&self, spans: &[Span]) -> Vec<Option<std::ops::Range<usize>>> {
        let mut order: Vec<usize> =
            (0..self.pieces.len()).filter(|idx| self.pieces[*idx].is_verbatim).collect();
        let key = |idx: usize| {
            let origin = self.pieces[idx].origin;
            (origin.source, origin.start, idx)
        };
        order.sort_by_key(|idx| key(*idx));
        let mut used = std::collections::BTreeSet::new();
        let mut find = |span: &Span| {
            let end = order
                .partition_point(|idx| (key(*idx).0, key(*idx).1) <= (span.source, span.start));
            let holds = |idx: &&usize| {
                let origin = self.pieces[**idx].origin;
                origin.source == span.source && origin.end > span.start
            };
            let holders = order[..end].iter().rev().take_while(holds);
            let start_at = |idx: usize| {
                let piece = self.pieces[idx];
                piece.start + (span.start - piece.origin.start) as usize
            };
            let starts = holders.map(|idx| (start_at(*idx), *idx));
            let (start, idx) =
                starts.filter(|(start, _)| !used.contains(&(*start, span.end))).min()?;
            let end = self.end_position(idx, *span)?;
            used.insert((start, span.end));
            Some(start..end.max(start))
        };
        spans.iter().map(&mut find).collect()
    }

    /// Where `span` ends, looked for from a piece on; a link is short, so only a
    /// few pieces ahead.
    fn end_position(&self, from: usize, span: Span) -> Option<usize> {
        let pieces = self.pieces[from..].iter().take(64);
        let mut ends = pieces.filter(|piece| {
            let origin = piece.origin;
            let is_inside = origin.start <= span.end && span.end <= origin.end;
            piece.is_verbatim && origin.source == span.source && is_inside
        });
        let piece = ends.next()?;
        Some(piece.start + (span.end - piece.origin.start) as usize)
    }

    fn origin_of(piece: Piece, pos: usize, replaced: u32) -> u32 {
        if piece.is_verbatim {
            let delta = u32::try_from(pos.saturating_sub(piece.start)).unwrap_or(u32::MAX);
            piece.origin.start.saturating_add(delta).min(piece.origin.end)
        } else {
            replaced
        }
    }

    fn piece_at(&self, pos: usize) -> usize {
        self.pieces.partition_point(|piece| piece.start <= pos).saturating_sub(1)
    }

    fn push(&mut self, origin: Span, is_verbatim: bool, text: &str) {
        if text.is_empty() && is_verbatim && !self.pieces.is_empty() {
            return;
        }
        self.pieces.push(Piece { start: self.text.len(), origin, is_verbatim });
        self.text.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::MappedText;
    use crate::base::span::{SourceId, Span};

    #[test]
    fn spans_point_into_the_sources() {
        let mut mapped = MappedText::default();
        mapped.push_verbatim(SourceId(1), 10, "abc");
        mapped.push_replaced(Span::new(SourceId(1), 13..20), "VALUE");
        mapped.push_verbatim(SourceId(1), 20, "def");
        assert_eq!(mapped.text(), "abcVALUEdef");
        assert_eq!(mapped.span(1..2), Span::new(SourceId(1), 11..12));
        assert_eq!(mapped.span(4..6), Span::new(SourceId(1), 13..20));
        assert_eq!(mapped.span(9..11), Span::new(SourceId(1), 21..23));
        let mut again = MappedText::default();
        again.push_slice(&mapped, 2..10);
        assert_eq!(again.text(), "cVALUEde");
        assert_eq!(again.span(7..8), Span::new(SourceId(1), 21..22));
    }
    #[test]
    fn places_are_found_again_in_the_text() {
        let mut mapped = MappedText::default();
        mapped.push_verbatim(SourceId(1), 10, "ab [");
        mapped.push_replaced(Span::new(SourceId(1), 14..20), "VALUE");
        mapped.push_verbatim(SourceId(1), 20, "](x) c");
        mapped.push_verbatim(SourceId(2), 0, "[y]");
        mapped.push_verbatim(SourceId(2), 0, "[y]");
        let link = Span::new(SourceId(1), 13..24);
        let twice = Span::new(SourceId(2), 0..3);
        let replaced = Span::new(SourceId(1), 14..20);
        let elsewhere = Span::new(SourceId(9), 0..1);
        let found = mapped.positions(&[link, twice, twice, twice, replaced, elsewhere]);
        assert_eq!(found, [Some(3..13), Some(15..18), Some(18..21), None, None, None]);
        assert_eq!(mapped.span(3..13), link);
        assert_eq!(&mapped.text()[3..13], "[VALUE](x)");
    }
}
