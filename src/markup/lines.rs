//! Lines that the CommonMark parser must not read by itself: the opening and
//! closing lines of containers and the labels of tabs.
//!
//! Each becomes the line of an ATX heading **of the same length**: a heading
//! ends the paragraph, list or table before it, as such a line must, and every
//! byte keeps its place. Headings at the recorded places are then read as
//! container lines; inside code the text is taken from the original.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::markup::parse::MAX_DEPTH;

/// The text for the CommonMark parser.
pub(super) struct Neutral<'a> {
    /// As long as the original, byte for byte.
    pub(super) text: Cow<'a, str>,
    /// The container lines, in order.
    pub(super) markers: Vec<Marker>,
    /// Where the first line that opens too many quotes and items was cut.
    pub(super) too_deep: Option<usize>,
}

/// A line that looks like one of a container.
#[derive(Clone, Debug)]
pub(super) struct Marker {
    /// The line from its first colon or equals sign to its end.
    pub(super) line: Range<usize>,
    /// What it does.
    pub(super) kind: MarkerKind,
}

/// What a container line does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MarkerKind {
    /// `:::name Title`; the name's place and the number of colons.
    Open { name: Range<usize>, n_colons: usize },
    /// `:::`.
    Close { n_colons: usize },
    /// `== Label`.
    Panel,
}

/// The control character that hides a sign from the parser.
///
/// A colon: the parser takes `:x` at the start of a line for a definition,
/// whose colon is followed by a space. The mark of a quote or an item after
/// too many of them: the parser looks at every open one on every line.
pub(super) const HIDDEN: char = '\u{1}';

/// Leaves container lines as they are.
pub(super) fn untouched(text: &str) -> Neutral<'_> {
    scan(text, |_, _, _| {})
}

/// Finds container lines, except those that start at a place in `skip`.
pub(super) fn neutralize<'a>(text: &'a str, skip: &BTreeSet<usize>) -> Neutral<'a> {
    scan(text, |scan, pos, end| {
        if !skip.contains(&pos) {
            scan.line(pos, end);
        }
    })
}

fn scan<'a>(text: &'a str, on_line: impl Fn(&mut Scan<'a>, usize, usize)) -> Neutral<'a> {
    let mut scan = Scan { text, ..Scan::default() };
    let mut start = 0;
    while start < text.len() {
        let end = text[start..].find('\n').map_or(text.len(), |len| start + len);
        let line = &text[start..end];
        let prefix = prefix(line);
        match prefix.cut {
            Some(cut) if !is_rule(line) => scan.cut(start + cut),
            _ => on_line(&mut scan, start + prefix.len, end),
        }
        start = end + 1;
    }
    let Scan { mut out, done, markers, too_deep, .. } = scan;
    if done == 0 {
        return Neutral { text: Cow::Borrowed(text), markers, too_deep };
    }
    out.push_str(&text[done..]);
    Neutral { text: Cow::Owned(out), markers, too_deep }
}

#[derive(Default)]
struct Scan<'a> {
    text: &'a str,
    out: String,
    /// How much of the text is in `out`.
    done: usize,
    markers: Vec<Marker>,
    has_tabs: bool,
    too_deep: Option<usize>,
}

impl Scan<'_> {
    /// Looks at what stands between `pos` and the end of a line.
    fn line(&mut self, pos: usize, end: usize) {
        let rest = self.text[pos..end].trim_end();
        match rest.as_bytes().first() {
            Some(b':') => self.colons(pos, rest),
            Some(b'=') if self.has_tabs && is_panel(rest) => {
                self.mark(pos..pos + 2, pos + rest.len(), MarkerKind::Panel);
            }
            _ => {}
        }
    }

    fn cut(&mut self, pos: usize) {
        self.too_deep.get_or_insert(pos);
        self.replace(pos..pos + 1, |out| out.push(HIDDEN));
    }

    fn colons(&mut self, pos: usize, rest: &str) {
        let n_colons = rest.len() - rest.trim_start_matches(':').len();
        let after = rest[n_colons..].trim_start_matches([' ', '\t']);
        if n_colons >= 3 && after.is_empty() {
            let kind = MarkerKind::Close { n_colons };
            self.mark(pos..pos + n_colons, pos + rest.len(), kind);
        } else if n_colons >= 3 && after.starts_with(char::is_alphabetic) {
            let start = pos + rest.len() - after.len();
            let len = after
                .find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'))
                .unwrap_or(after.len());
            let name = start..start + len;
            self.has_tabs |= &self.text[name.clone()] == "tabs";
            let covered = pos..name.end;
            self.mark(covered, pos + rest.len(), MarkerKind::Open { name, n_colons });
        } else if !(n_colons == 1 && (after.is_empty() || after.len() < rest.len() - 1))
            && !rest.bytes().all(|b| b":-| \t".contains(&b))
        {
            self.replace(pos..pos + 1, |out| out.push(HIDDEN));
        }
    }

    /// Replaces what a line starts with by the sign of a heading.
    fn mark(&mut self, covered: Range<usize>, end: usize, kind: MarkerKind) {
        self.markers.push(Marker { line: covered.start..end, kind });
        let n_spaces = covered.len() - 1;
        self.replace(covered, |out| {
            out.push('#');
            out.extend(std::iter::repeat_n(' ', n_spaces));
        });
    }

    fn replace(&mut self, range: Range<usize>, write: impl FnOnce(&mut String)) {
        self.out.push_str(&self.text[self.done..range.start]);
        write(&mut self.out);
        self.done = range.end;
    }
}

/// `== Label`; `==` alone underlines a heading.
fn is_panel(rest: &str) -> bool {
    let label = rest.strip_prefix("==").unwrap_or_default();
    label.starts_with([' ', '\t']) && !label.trim().is_empty()
}

/// Whether a line is a rule: one sign and spaces.
fn is_rule(line: &str) -> bool {
    let mut signs = line.bytes().filter(|b| !matches!(b, b' ' | b'\t' | b'\r'));
    match signs.next() {
        Some(first @ (b'-' | b'*')) => signs.all(|b| b == first),
        _ => false,
    }
}

/// What opens a line inside quotes and list items: spaces, `>`, bullets and
/// numbers.
struct Prefix {
    len: usize,
    /// Where the first mark after [`MAX_DEPTH`] of them stands.
    cut: Option<usize>,
}

/// The length of what opens a line inside quotes and list items.
pub(super) fn prefix_len(line: &str) -> usize {
    prefix(line).len
}

fn prefix(line: &str) -> Prefix {
    let bytes = line.as_bytes();
    let mut pos = 0;
    let mut n_marks = 0;
    let mut cut = None;
    loop {
        while matches!(bytes.get(pos), Some(b' ' | b'\t')) {
            pos += 1;
        }
        let mark_len = match bytes.get(pos) {
            Some(b'>') => 1,
            Some(b'-' | b'+' | b'*') if matches!(bytes.get(pos + 1), Some(b' ' | b'\t')) => 2,
            Some(b'0'..=b'9') => number_len(&bytes[pos..]).unwrap_or(0),
            _ => 0,
        };
        if mark_len == 0 {
            return Prefix { len: pos, cut };
        }
        n_marks += 1;
        if n_marks > MAX_DEPTH && cut.is_none() {
            cut = Some(pos);
        }
        pos += mark_len;
    }
}

/// The length of `12. ` or `12) `.
fn number_len(bytes: &[u8]) -> Option<usize> {
    let n_digits = bytes.iter().take(10).take_while(|b| b.is_ascii_digit()).count();
    let is_marker = n_digits <= 9
        && matches!(bytes.get(n_digits), Some(b'.' | b')'))
        && matches!(bytes.get(n_digits + 1), Some(b' ' | b'\t'));
    is_marker.then_some(n_digits + 2)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{MarkerKind, neutralize, prefix_len};

    #[test]
    fn container_lines_become_headings_of_the_same_length() {
        let text = ":::tabs\n== A\n  ::::note *T*\n> - :::\n::: \n";
        let neutral = neutralize(text, &BTreeSet::new());
        assert_eq!(neutral.text, "#      \n#  A\n  #        *T*\n> - #  \n#   \n");
        assert_eq!(neutral.text.len(), text.len());
        assert_eq!(neutral.markers.len(), 5);
        assert_eq!(neutral.markers[2].kind, MarkerKind::Open { name: 19..23, n_colons: 4 });
    }

    #[test]
    fn other_lines_stay() {
        for text in ["== A\n", "a\n: definition\n", ":-: | :-\n", "a ::: b\n", "a\n:\n"] {
            let neutral = neutralize(text, &BTreeSet::new());
            assert_eq!(neutral.text, text);
            assert!(neutral.markers.is_empty());
        }
        assert_eq!(neutralize(":) x\n:::!\n", &BTreeSet::new()).text, "\u{1}) x\n\u{1}::!\n");
    }

    #[test]
    fn prefixes_of_quotes_and_items_are_passed() {
        assert_eq!(prefix_len("> 1. - x"), 7);
        assert_eq!(prefix_len("1.x"), 0);
        assert_eq!(prefix_len("   > >"), 6);
    }
}
