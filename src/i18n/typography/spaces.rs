//! Spaces: which must not break, which are missing, which are too many.
//!
//! Every rule looks at two neighbors and what lies between them, a gap or
//! nothing; so what one rule does to a gap is nothing that another rule sees.
//! A rule always has a sign, a digit or a title (`Mme`) on one side: only these
//! are looked for.

mod numbers;

use super::Kind;
use super::line::{
    Bytes, Edit, NARROW, OPAQUE, after_blanks, at, before, before_blanks, is_blank, is_break,
    is_narrow, is_tie, is_word,
};
use super::protect::Protected;
use super::words::{MAX_TITLE, is_before_name, is_before_number};

use numbers::{Groups, is_hour, is_minute, starts_half, starts_unit, takes_unit};

/// How the characters begin that may be one side of a rule. The last two are the
/// first bytes of « » ° ¢ and of € in UTF-8.
static TRIGGERS: Bytes = Bytes::of(b"0123456789:;!?%$MD\xc2\xe2");

/// The changes of spaces in a block, in order.
pub(super) fn adjust(text: &str, protected: &Protected, kind: Kind) -> Vec<Edit> {
    let mut pass =
        Pass { text, protected, kind, groups: Groups::default(), edits: Vec::new(), done: 0 };
    for idx in TRIGGERS.find(text) {
        pass.look(idx);
    }
    pass.edits
}

/// What becomes of a gap.
enum Change {
    Keep,
    Remove,
    Set(&'static str),
}

/// One way through a text.
struct Pass<'a> {
    text: &'a str,
    protected: &'a Protected,
    kind: Kind,
    groups: Groups,
    edits: Vec<Edit>,
    /// Where the right side of the last pair stands.
    done: usize,
}

/// Two neighbors: the end of the left one, the start of the right one, and both.
#[derive(Clone, Copy)]
struct Pair {
    end: usize,
    start: usize,
    l: char,
    r: char,
}

impl Pass<'_> {
    /// Looks at what begins at a trigger, and at its neighbors.
    fn look(&mut self, idx: usize) {
        let bytes = self.text.as_bytes();
        let next = bytes.get(idx + 1).copied();
        match (bytes[idx], next) {
            (b'0'..=b'9', _) => {
                let is_first = idx > 0 && !bytes[idx - 1].is_ascii_digit();
                if is_first && self.kind.is_french() {
                    self.left_pair(idx);
                }
                if next.is_some_and(|b| !b.is_ascii_digit()) {
                    self.right_pair(idx + 1);
                }
            }
            _ if !self.kind.is_french() => {}
            (b'M' | b'D', _) => {
                let word = bytes[idx..].iter().take(MAX_TITLE + 1);
                let length = word.take_while(|b| b.is_ascii_alphabetic() || **b == b'.').count();
                if length <= MAX_TITLE {
                    self.right_pair(idx + length);
                }
            }
            (0xc2, Some(0xab)) => self.right_pair(idx + 2),
            (0xc2, Some(0xbb | 0xb0 | 0xa2)) | (0xe2, Some(0x82)) => self.left_pair(idx),
            (0xc2 | 0xe2, _) => {}
            _ => self.left_pair(idx),
        }
    }

    fn left_pair(&mut self, start: usize) {
        self.pair(before_blanks(self.text, start), start);
    }

    fn right_pair(&mut self, end: usize) {
        self.pair(end, after_blanks(self.text, end));
    }

    fn pair(&mut self, end: usize, start: usize) {
        if start <= self.done {
            return;
        }
        let (Some(l), Some(r)) = (before(self.text, end), at(self.text, start)) else {
            return;
        };
        self.done = start;
        let pair = Pair { end, start, l, r };
        if end < start {
            self.gap(pair);
        } else if self.kind.is_french() {
            let put = self.glue(pair);
            // The space after « goes where it stands.
            let end = if l == '«' { end - l.len_utf8() } else { end };
            self.edits.extend(put.map(|put| Edit { range: end..start, put }));
        }
    }

    fn gap(&mut self, pair: Pair) {
        let gap = &self.text[pair.end..pair.start];
        if gap.contains(is_break) {
            return;
        }
        let single = at(gap, 0).filter(|ch| ch.len_utf8() == gap.len());
        let around = if self.kind.is_french() { self.around_signs(pair, single) } else { None };
        let change = around.unwrap_or_else(|| {
            let is_loose = single.is_some_and(|ch| !is_tie(ch));
            if is_loose && self.holds_together(pair) { Change::Set("\u{a0}") } else { Change::Keep }
        });
        let put = match change {
            Change::Keep => return,
            Change::Remove => "",
            Change::Set(space) => space,
        };
        self.edits.push(Edit { range: pair.end..pair.start, put });
    }

    /// French: the spaces before and after signs; none if no rule applies.
    fn around_signs(&self, pair: Pair, single: Option<char>) -> Option<Change> {
        let Pair { end, start, l, r } = pair;
        let no_break = || {
            if single.is_some_and(is_tie) { Change::Keep } else { Change::Set("\u{a0}") }
        };
        if l == '«' || r == '»' {
            return Some(no_break());
        }
        if opens(l) || l == ':' {
            return None;
        }
        if r == ':' && ends_label(self.text, start) {
            return Some(no_break());
        }
        if !matches!(r, ';' | '!' | '?') || !ends_clause(self.text, start) {
            return None;
        }
        if self.kind == Kind::FrenchFrance {
            let is_right = single == Some(NARROW);
            return Some(if is_right { Change::Keep } else { Change::Set("\u{202f}") });
        }
        // The OQLF allows a thin space, which no one types by accident.
        let is_thin = self.text[end..start].chars().all(is_narrow);
        Some(if is_thin { Change::Keep } else { Change::Remove })
    }

    /// French: the spaces that are missing between two neighbors.
    fn glue(&self, Pair { end, start, l, r }: Pair) -> Option<&'static str> {
        let text = self.text;
        if l == '«' {
            return Some("«\u{a0}");
        }
        let can_part = matches!(r, '»' | ':' | ';' | '!' | '?' | '%' | '$' | '€' | '¢' | '°')
            || r == 'h' && l.is_ascii_digit()
            || l == 'h' && r.is_ascii_digit();
        if !can_part || self.protected.has(end - 1) && self.protected.has(start) {
            return None;
        }
        let is_parted = match r {
            '»' => true,
            ':' => takes_colon(text, start),
            ';' | '!' | '?' => {
                let is_narrow =
                    self.kind == Kind::FrenchFrance && closes(l) && ends_clause(text, start);
                return is_narrow.then_some("\u{202f}");
            }
            'h' => is_hour(text, start),
            '0'..='9' => is_minute(text, start),
            _ => takes_unit(text, start, r),
        };
        is_parted.then_some("\u{a0}")
    }

    /// Whether the two sides of a plain space may not part.
    fn holds_together(&mut self, Pair { end, start, l, r }: Pair) -> bool {
        let (text, is_french) = (self.text, self.kind.is_french());
        if l.is_ascii_digit() {
            return match r {
                '%' | '$' | '€' | '¢' | '£' => {
                    !at(text, start + r.len_utf8()).is_some_and(|ch| ch.is_ascii_digit())
                }
                'h' if is_french && is_hour(text, start) => true,
                '0'..='9' => is_french && self.groups.hold(text, (end, start)),
                _ => starts_unit(text, start) || !is_french && starts_half(text, start),
            };
        }
        is_french && (is_minute(text, start) || follows_abbreviation(text, end, r))
    }
}

fn follows_abbreviation(text: &str, end: usize, next: char) -> bool {
    if !next.is_ascii_digit() && !next.is_uppercase() {
        return false;
    }
    let has_period = text[..end].ends_with('.');
    let end = end - usize::from(has_period);
    let is_part = |ch: &char| ch.is_alphabetic() || matches!(ch, '°' | 'º');
    let word = text[..end].chars().rev().take(6).take_while(is_part);
    let start = end - word.map(char::len_utf8).sum::<usize>();
    let is_whole = before(text, start).is_none_or(|ch| !is_word(ch) && ch != '.' && ch != '-');
    let word = &text[start..end];
    is_whole
        && if next.is_ascii_digit() {
            is_before_number(word, has_period)
        } else {
            is_before_name(word, has_period)
        }
}

/// A colon glued to what it ends: `Note: x`, not `C: x`, `14:30`, `a::b`.
fn takes_colon(text: &str, idx: usize) -> bool {
    let Some(l) = before(text, idx) else {
        return false;
    };
    let is_lone_capital =
        l.is_uppercase() && !before(text, idx - l.len_utf8()).is_some_and(is_word);
    closes(l) && l != '…' && !is_lone_capital && ends_label(text, idx)
}

/// Whether a colon ends what stands before it.
fn ends_label(text: &str, idx: usize) -> bool {
    at(text, idx + 1).is_none_or(|ch| is_blank(ch) || matches!(ch, '»' | '”'))
}

/// Whether `;` `!` `?` ends a clause: `!important`, `?page=2` and `;)` do not.
fn ends_clause(text: &str, idx: usize) -> bool {
    let is_semicolon = text[idx..].starts_with(';');
    let rest = &text[idx + 1..];
    let next = if is_semicolon {
        at(rest, 0)
    } else {
        rest.chars().find(|ch| !matches!(ch, '!' | '?' | '.' | '…'))
    };
    next.is_none_or(|ch| {
        let is_closing = matches!(ch, ')' | ']' | '"' | '\'' | '’' | ',');
        is_blank(ch) || matches!(ch, '»' | '”') || !is_semicolon && is_closing
    })
}

/// What a sign may follow without a space.
fn closes(ch: char) -> bool {
    is_word(ch)
        || matches!(ch, ')' | ']' | '»' | '”' | '’' | '%' | '$' | '€' | '¢' | '…')
        || ch == OPAQUE
}

fn opens(ch: char) -> bool {
    matches!(ch, '(' | '[' | '{' | '<' | '«' | '“' | '‘' | '¿' | '¡')
}
