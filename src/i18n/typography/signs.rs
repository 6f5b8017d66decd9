//! Quotes, apostrophes, dashes and ellipses: one sign for another, no space.

use super::Kind;
use super::cells::{Cells, OPAQUE, is_blank, is_word};

/// Replaces the signs of typewriters.
pub(super) fn replace(cells: &mut Cells, kind: Kind) {
    if cells.has('"') {
        double_quotes(cells, kind);
    }
    if cells.has('\'') {
        if kind.is_french() {
            apostrophes(cells);
        } else {
            single_quotes(cells);
        }
    }
    dots_and_dashes(cells);
    cells.compact();
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
fn double_quotes(cells: &mut Cells, kind: Kind) {
    let mut waiting: Vec<usize> = Vec::new();
    let mut partner_of: Vec<(usize, usize)> = Vec::new();
    for idx in 0..cells.all.len() {
        let cell = &cells.all[idx];
        if cell.ch != '"' || cell.is_protected || !cell.is_text() {
            continue;
        }
        match role(cells, idx) {
            Role::Open => waiting.push(idx),
            Role::Close | Role::Unclear => {
                partner_of.extend(waiting.pop().map(|open| (open, idx)));
            }
        }
    }
    partner_of.sort_unstable();
    let mut depth = 0_usize;
    let mut closing: Vec<(usize, char)> = Vec::new();
    let mut opening = partner_of.into_iter().peekable();
    for idx in 0..cells.all.len() {
        if let Some((_, sign)) = closing.pop_if(|(at, _)| *at == idx) {
            cells.set(idx, sign);
            depth -= usize::from(sign == '»');
        } else if let Some((_, end)) = opening.next_if(|(at, _)| *at == idx) {
            let is_outer = kind.is_french() && depth == 0;
            cells.set(idx, if is_outer { '«' } else { '“' });
            depth += usize::from(is_outer);
            closing.push((end, if is_outer { '»' } else { '”' }));
        } else if closing.is_empty() {
            // Guillemets that the author typed.
            match cells.all[idx].ch {
                '«' => depth += 1,
                '»' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
    }
}

fn role(cells: &Cells, idx: usize) -> Role {
    let can_open = cells.at(idx + 1).is_some_and(may_begin);
    match cells.before(idx) {
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
fn apostrophes(cells: &mut Cells) {
    for idx in 1..cells.all.len() {
        let cell = &cells.all[idx];
        if cell.ch != '\'' || cell.is_protected || !cell.is_text() {
            continue;
        }
        let is_after = cells.before(idx).is_some_and(|ch| ch == OPAQUE || ch.is_alphabetic());
        let is_before =
            cells.at(idx + 1).is_some_and(|ch| is_word(ch) || matches!(ch, '"' | '«' | '“'));
        if is_after && is_before {
            cells.set(idx, '’');
        }
    }
}

/// English: apostrophes, and single quotes in pairs.
fn single_quotes(cells: &mut Cells) {
    let mut waiting: Option<usize> = None;
    for idx in 0..cells.all.len() {
        let cell = &cells.all[idx];
        if cell.ch != '\'' || cell.is_protected || !cell.is_text() {
            continue;
        }
        let before = cells.before(idx).unwrap_or(' ');
        let after = cells.at(idx + 1).unwrap_or(' ');
        if is_word(before) && is_word(after) {
            cells.set(idx, '’');
        } else if !precedes_opening(before) {
            if let Some(open) = waiting.take() {
                cells.set(open, '‘');
                cells.set(idx, '’');
            } else if !before.is_numeric() {
                cells.set(idx, '’');
            }
        } else if after.is_ascii_digit() && cells.at(idx + 2).is_some_and(|c| c.is_ascii_digit()) {
            // ’90s
            cells.set(idx, '’');
        } else if !is_blank(after)
            && let Some(open) = waiting.replace(idx)
        {
            cells.set(open, '’');
        }
    }
    if let Some(open) = waiting {
        cells.set(open, '’');
    }
}

fn dots_and_dashes(cells: &mut Cells) {
    let mut idx = 0;
    while idx < cells.all.len() {
        let ch = cells.all[idx].ch;
        if ch != '.' && ch != '-' {
            idx += 1;
            continue;
        }
        let length = cells.all[idx..].iter().take_while(|cell| cell.ch == ch).count();
        let sides = (cells.before(idx), cells.at(idx + length));
        let sign = match (ch, length) {
            ('.', 3) if sides.0 != Some('…') && sides.1 != Some('…') => Some('…'),
            ('-', 2) if is_dash(sides) => Some('–'),
            ('-', 3) if is_dash(sides) => Some('—'),
            ('-', 1) if joins_clauses(cells, idx) => Some('–'),
            _ => None,
        };
        if let Some(sign) = sign
            && cells.is_row(idx, length, ch)
        {
            cells.set(idx, sign);
            for extra in idx + 1..idx + length {
                cells.remove(extra);
            }
        }
        idx += length;
    }
}

/// Not an arrow, a comment, a line drawn with signs.
fn is_dash((before, after): (Option<char>, Option<char>)) -> bool {
    let is_drawing = |ch: Option<char>| {
        ch.is_some_and(|ch| matches!(ch, '<' | '>' | '!' | '|' | '+' | '=' | '–' | '—'))
    };
    !is_drawing(before) && !is_drawing(after)
}

/// ` - ` between words; between numbers it may be a minus.
fn joins_clauses(cells: &Cells, idx: usize) -> bool {
    let is_space = |cell: &&super::cells::Cell| is_blank(cell.ch) && !cell.is_break();
    let n_before = cells.all[..idx].iter().rev().take_while(is_space).count();
    let n_after = cells.all[idx + 1..].iter().take_while(is_space).count();
    if n_before == 0 || n_after == 0 {
        return false;
    }
    match (cells.before(idx - n_before), cells.at(idx + 1 + n_after)) {
        (Some(left), Some(right)) => {
            let is_end = |ch: char| is_word(ch) || matches!(ch, ')' | '»' | '”' | '"' | '.' | '…');
            let is_start = |ch: char| is_word(ch) || matches!(ch, '(' | '«' | '“' | '"');
            is_end(left) && is_start(right) && !(left.is_numeric() && right.is_numeric())
        }
        _ => false,
    }
}
