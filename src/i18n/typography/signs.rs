//! Quotes, apostrophes, dashes and ellipses: one sign for another, no space.

use std::ops::Range;

use memchr::{memchr_iter, memchr2_iter};

use super::Kind;
use super::line::{Edit, Line, OPAQUE, at, before, is_blank, is_break, is_word};
use super::protect::Protected;

/// Replaces the signs of typewriters.
pub(super) fn replace(line: &mut Line, protected: &mut Protected, kind: Kind) {
    let mut edits = Vec::new();
    double_quotes(&line.text, protected, kind, &mut edits);
    line.change(&edits);
    protected.follow(&edits);
    edits.clear();
    if kind.is_french() {
        apostrophes(&line.text, protected, &mut edits);
    } else {
        single_quotes(&line.text, protected, &mut edits);
    }
    dots_and_dashes(line, protected, &mut edits);
    edits.sort_unstable_by_key(|edit| edit.range.start);
    line.change(&edits);
    protected.follow(&edits);
}

/// Puts a sign in the place of one byte.
fn sign(idx: usize, put: &'static str) -> Edit {
    Edit { range: idx..idx + 1, put }
}

/// What a straight double quote may be, by its neighbors.
enum Role {
    Open,
    Close,
    /// Closes what is open, if anything.
    Unclear,
}

/// Straight quotes in pairs become curly ones or guillemets. A lone one stays:
/// it may be inches, or a mistake that only the author can mend.
fn double_quotes(text: &str, protected: &Protected, kind: Kind, edits: &mut Vec<Edit>) {
    let mut waiting: Vec<usize> = Vec::new();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for idx in memchr_iter(b'"', text.as_bytes()) {
        if protected.has(idx) {
            continue;
        }
        match role(text, idx) {
            Role::Open => waiting.push(idx),
            Role::Close | Role::Unclear => {
                pairs.extend(waiting.pop().map(|open| (open, idx)));
            }
        }
    }
    if pairs.is_empty() {
        return;
    }
    pairs.sort_unstable();
    let mut depth = 0_usize;
    let mut closing: Vec<(usize, &'static str)> = Vec::new();
    let mut opening = pairs.into_iter().peekable();
    // « and » begin with C2 in UTF-8.
    for idx in memchr2_iter(b'"', 0xc2, text.as_bytes()) {
        if let Some((_, put)) = closing.pop_if(|(at, _)| *at == idx) {
            edits.push(sign(idx, put));
            depth -= usize::from(put == "»");
        } else if let Some((_, end)) = opening.next_if(|(at, _)| *at == idx) {
            let is_outer = kind.is_french() && depth == 0;
            edits.push(sign(idx, if is_outer { "«" } else { "“" }));
            depth += usize::from(is_outer);
            closing.push((end, if is_outer { "»" } else { "”" }));
        } else if closing.is_empty() {
            // Guillemets that the author typed.
            match at(text, idx) {
                Some('«') => depth += 1,
                Some('»') => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
    }
}

fn role(text: &str, idx: usize) -> Role {
    let can_open = at(text, idx + 1).is_some_and(may_begin);
    match before(text, idx) {
        Some(ch) if !precedes_opening(ch) => Role::Close,
        _ if can_open => Role::Open,
        _ => Role::Unclear,
    }
}

/// What may stand before an opening quote.
fn precedes_opening(ch: char) -> bool {
    is_blank(ch)
        || matches!(
            ch,
            '(' | '['
                | '{'
                | '<'
                | '«'
                | '“'
                | '‘'
                | '\''
                | '’'
                | '-'
                | '–'
                | '—'
                | '/'
                | ':'
                | '='
        )
}

/// What may stand after an opening quote.
fn may_begin(ch: char) -> bool {
    is_word(ch)
        || matches!(
            ch,
            '(' | '['
                | '{'
                | '«'
                | '“'
                | '‘'
                | '\''
                | '’'
                | '-'
                | '–'
                | '—'
                | '/'
                | '\\'
                | '.'
                | '…'
                | '#'
                | '@'
                | '&'
                | '+'
                | '*'
                | '~'
                | '_'
                | '$'
        )
}

/// French: elision. Straight single quotes round words stay.
fn apostrophes(text: &str, protected: &Protected, edits: &mut Vec<Edit>) {
    for idx in memchr_iter(b'\'', text.as_bytes()) {
        let is_after = before(text, idx).is_some_and(|ch| ch == OPAQUE || ch.is_alphabetic());
        let is_before =
            at(text, idx + 1).is_some_and(|ch| is_word(ch) || matches!(ch, '"' | '«' | '“'));
        if is_after && is_before && !protected.has(idx) {
            edits.push(sign(idx, "’"));
        }
    }
}

/// English: apostrophes, and single quotes in pairs.
fn single_quotes(text: &str, protected: &Protected, edits: &mut Vec<Edit>) {
    let mut waiting: Option<usize> = None;
    for idx in memchr_iter(b'\'', text.as_bytes()) {
        if protected.has(idx) {
            continue;
        }
        let left = before(text, idx).unwrap_or(' ');
        let right = at(text, idx + 1).unwrap_or(' ');
        if is_word(left) && is_word(right) {
            edits.push(sign(idx, "’"));
        } else if !precedes_opening(left) {
            if let Some(open) = waiting.take() {
                edits.push(sign(open, "‘"));
                edits.push(sign(idx, "’"));
            } else if !left.is_numeric() {
                edits.push(sign(idx, "’"));
            }
        } else if right.is_ascii_digit() && at(text, idx + 2).is_some_and(|c| c.is_ascii_digit()) {
            // ’90s
            edits.push(sign(idx, "’"));
        } else if !is_blank(right)
            && let Some(open) = waiting.replace(idx)
        {
            edits.push(sign(open, "’"));
        }
    }
    edits.extend(waiting.map(|open| sign(open, "’")));
}

fn dots_and_dashes(line: &Line, protected: &Protected, edits: &mut Vec<Edit>) {
    let text = line.text.as_str();
    let bytes = text.as_bytes();
    let mut end = 0;
    for idx in memchr2_iter(b'.', b'-', bytes) {
        if idx < end {
            continue;
        }
        let b = bytes[idx];
        end = idx + bytes[idx..].iter().take_while(|next| **next == b).count();
        let put = match (b, end - idx) {
            (b'.', 3) if !has_ellipsis_beside(text, idx..end) => "…",
            (b'-', 2) if is_dash(text, idx..end) => "–",
            (b'-', 3) if is_dash(text, idx..end) => "—",
            (b'-', 1) if joins_clauses(text, idx) => "–",
            _ => continue,
        };
        let range = idx..end;
        if line.is_in_one_run(&range) && !protected.touches(&range) {
            edits.push(Edit { range, put });
        }
    }
}

fn has_ellipsis_beside(text: &str, range: Range<usize>) -> bool {
    before(text, range.start) == Some('…') || at(text, range.end) == Some('…')
}

/// Not an arrow, a comment, a line drawn with signs.
fn is_dash(text: &str, range: Range<usize>) -> bool {
    let is_drawing = |ch: Option<char>| {
        ch.is_some_and(|ch| matches!(ch, '<' | '>' | '!' | '|' | '+' | '=' | '–' | '—'))
    };
    !is_drawing(before(text, range.start)) && !is_drawing(at(text, range.end))
}

/// ` - ` between words; between numbers it may be a minus.
fn joins_clauses(text: &str, idx: usize) -> bool {
    let is_no_space = |ch: char| !is_blank(ch) || is_break(ch);
    // Most hyphens stand inside words.
    if before(text, idx).is_none_or(is_no_space) || at(text, idx + 1).is_none_or(is_no_space) {
        return false;
    }
    // What is found first on either side is no space; a break is neither end nor start.
    let left = text[..idx].chars().rev().find(|ch| is_no_space(*ch));
    let right = text[idx + 1..].chars().find(|ch| is_no_space(*ch));
    match (left, right) {
        (Some(left), Some(right)) => {
            let is_end = |ch: char| is_word(ch) || matches!(ch, ')' | '»' | '”' | '"' | '.' | '…');
            let is_start = |ch: char| is_word(ch) || matches!(ch, '(' | '«' | '“' | '"');
            is_end(left) && is_start(right) && !(left.is_numeric() && right.is_numeric())
        }
        _ => false,
    }
}
