//! Spaces: which must not break, which are missing, which are too many.
//!
//! Every rule looks at two neighbors and what lies between them, a gap or
//! nothing; so what one rule does to a gap is nothing that another rule sees.

use super::Kind;
use super::cells::{Cells, NARROW, NBSP, OPAQUE, is_blank, is_narrow, is_tie, is_word};
use super::words::{MAX_UNIT, is_before_name, is_before_number, is_unit};

/// Adjusts the spaces of a block.
pub(super) fn adjust(cells: &mut Cells, kind: Kind) {
    let mut groups = Groups::default();
    let mut left: Option<usize> = None;
    for right in 0..cells.all.len() {
        if is_blank(cells.all[right].ch) {
            continue;
        }
        if let Some(left) = left {
            if left + 1 < right {
                gap(cells, kind, &mut groups, (left, right));
            } else if kind.is_french() && may_part(cells.all[left].ch, cells.all[right].ch) {
                glue(cells, kind, right);
            }
        }
        left = Some(right);
    }
}

/// Whether [`glue`] has something to say about two neighbors; most it has not.
fn may_part(l: char, r: char) -> bool {
    l == '«'
        || matches!(r, '»' | ':' | ';' | '!' | '?' | '%' | '$' | '€' | '¢' | '°')
        || r == 'h' && l.is_ascii_digit()
        || l == 'h' && r.is_ascii_digit()
}

/// What becomes of a gap.
enum Change {
    Keep,
    Remove,
    Set(char),
}

fn gap(cells: &mut Cells, kind: Kind, groups: &mut Groups, (left, right): (usize, usize)) {
    let inside = left + 1..right;
    let has_break = cells.all[inside.clone()].iter().any(|cell| cell.is_break() || !cell.is_text());
    if has_break {
        return;
    }
    let around = if kind.is_french() { around_signs(cells, kind, (left, right)) } else { None };
    let change = around.unwrap_or_else(|| {
        let holds = inside.len() == 1
            && !is_tie(cells.all[left + 1].ch)
            && holds_together(cells, kind, groups, (left, right));
        if holds { Change::Set(NBSP) } else { Change::Keep }
    });
    let kept = match change {
        Change::Keep => return,
        Change::Remove => 0,
        Change::Set(space) => {
            cells.set(left + 1, space);
            1
        }
    };
    for idx in inside.skip(kept) {
        cells.remove(idx);
    }
}

/// French: the spaces before and after signs; none if no rule applies.
fn around_signs(cells: &Cells, kind: Kind, (left, right): (usize, usize)) -> Option<Change> {
    let (l, r) = (cells.all[left].ch, cells.all[right].ch);
    let single = (right - left == 2).then(|| cells.all[left + 1].ch);
    let tie = |space: char| {
        let is_right = single.is_some_and(|ch| ch == space || space == NBSP && is_tie(ch));
        if is_right { Change::Keep } else { Change::Set(space) }
    };
    if l == '«' || r == '»' {
        return Some(tie(NBSP));
    }
    if opens(l) || l == ':' {
        return None;
    }
    if r == ':' && ends_label(cells, right) {
        return Some(tie(NBSP));
    }
    if !matches!(r, ';' | '!' | '?') || !ends_clause(cells, right) {
        return None;
    }
    if kind == Kind::FrenchFrance {
        return Some(tie(NARROW));
    }
    // The OQLF allows a thin space, which no one types by accident.
    let is_thin = cells.all[left + 1..right].iter().all(|cell| is_narrow(cell.ch));
    Some(if is_thin { Change::Keep } else { Change::Remove })
}

/// French: the spaces that are missing between two neighbors.
fn glue(cells: &mut Cells, kind: Kind, right: usize) {
    let left = right - 1;
    let (l, r) = (&cells.all[left], &cells.all[right]);
    let (can_after, can_before) = (l.is_text(), r.is_text());
    let is_inside = l.is_protected && r.is_protected;
    let (l, r) = (l.ch, r.ch);
    if l == '«' && can_after {
        cells.insert_after(left, NBSP);
    } else if !can_before || is_inside {
    } else if r == '»' || r == ':' && takes_colon(cells, right) || takes_unit(cells, right) {
        cells.insert_before(right, NBSP);
    } else if kind == Kind::FrenchFrance && matches!(r, ';' | '!' | '?') {
        if closes(l) && ends_clause(cells, right) {
            cells.insert_before(right, NARROW);
        }
    } else if (r == 'h' && is_hour(cells, right)) || (l == 'h' && is_minute(cells, right)) {
        cells.insert_before(right, NBSP);
    }
}

/// Whether the two sides of a plain space may not part.
fn holds_together(
    cells: &Cells,
    kind: Kind,
    groups: &mut Groups,
    (left, right): (usize, usize),
) -> bool {
    let (l, r) = (cells.all[left].ch, cells.all[right].ch);
    if l.is_ascii_digit() {
        let is_tied = match r {
            '%' | '$' | '€' | '¢' | '£' => {
                !cells.at(right + 1).is_some_and(|ch| ch.is_ascii_digit())
            }
            'h' if kind.is_french() && is_hour(cells, right) => true,
            '0'..='9' => kind.is_french() && groups.hold(cells, (left, right)),
            _ => starts_unit(cells, right) || kind == Kind::English && starts_half(cells, right),
        };
        return is_tied;
    }
    kind.is_french() && (is_minute(cells, right) || follows_abbreviation(cells, left, r))
}

/// The symbol of a unit and nothing more.
fn starts_unit(cells: &Cells, start: usize) -> bool {
    let is_part = |ch: char| ch.is_alphabetic() || matches!(ch, '°' | '²' | '³');
    let word: String = cells.all[start..]
        .iter()
        .take(MAX_UNIT + 1)
        .map(|c| c.ch)
        .take_while(|c| is_part(*c))
        .collect();
    let end = start + word.chars().count();
    // `3 m'a dit`: an elided word.
    let is_whole = cells.at(end).is_none_or(|ch| !is_word(ch) && !matches!(ch, '\'' | '’'));
    is_whole && is_unit(&word)
}

/// `a.m.`, `p.m.`
fn starts_half(cells: &Cells, start: usize) -> bool {
    let is = |idx: usize, ch: char| cells.at(start + idx) == Some(ch);
    (is(0, 'a') || is(0, 'p')) && is(1, '.') && is(2, 'm') && is(3, '.')
}

fn follows_abbreviation(cells: &Cells, left: usize, next: char) -> bool {
    if !next.is_ascii_digit() && !next.is_uppercase() {
        return false;
    }
    let has_period = cells.all[left].ch == '.';
    let end = left + usize::from(!has_period);
    let is_part = |ch: char| ch.is_alphabetic() || matches!(ch, '°' | 'º');
    let length = cells.all[..end].iter().rev().take(6).take_while(|c| is_part(c.ch)).count();
    let start = end - length;
    let is_whole = cells.before(start).is_none_or(|ch| !is_word(ch) && ch != '.' && ch != '-');
    let word: String = cells.all[start..end].iter().map(|cell| cell.ch).collect();
    is_whole
        && if next.is_ascii_digit() {
            is_before_number(&word, has_period)
        } else {
            is_before_name(&word, has_period)
        }
}

/// The index of the nearest sign on the left of `idx`, over one gap at most.
fn back_over_gap(cells: &Cells, idx: usize) -> Option<usize> {
    let n_blank =
        cells.all[..idx].iter().rev().take(2).take_while(|cell| is_blank(cell.ch)).count();
    (idx - n_blank).checked_sub(1).filter(|idx| !is_blank(cells.all[*idx].ch))
}

/// Whether the `h` at `idx` follows one or two digits that stand alone, and ends
/// there or before two digits of minutes.
fn is_hour(cells: &Cells, idx: usize) -> bool {
    let Some(last) = back_over_gap(cells, idx) else {
        return false;
    };
    let is_digit = |cell: &&super::cells::Cell| cell.ch.is_ascii_digit();
    let n_digits = cells.all[..=last].iter().rev().take(3).take_while(is_digit).count();
    let stands = |ch: char| !is_word(ch) && !matches!(ch, '.' | ',' | ':' | '-' | '/' | '_');
    (1..=2).contains(&n_digits)
        && cells.before(last + 1 - n_digits).is_none_or(stands)
        && match cells.at(idx + 1) {
            None => true,
            Some(ch) if ch.is_ascii_digit() => is_two_digits(cells, idx + 1),
            Some(ch) => !is_word(ch) && !matches!(ch, '\'' | '’' | '-' | '/' | '_'),
        }
}

/// Whether two digits of minutes at `idx` follow an hour and its `h`.
fn is_minute(cells: &Cells, idx: usize) -> bool {
    is_two_digits(cells, idx)
        && back_over_gap(cells, idx)
            .is_some_and(|h| cells.all[h].ch == 'h' && h + 2 >= idx && is_hour(cells, h))
}

/// `00` to `59`, then no letter or digit.
fn is_two_digits(cells: &Cells, idx: usize) -> bool {
    cells.at(idx).is_some_and(|ch| matches!(ch, '0'..='5'))
        && cells.at(idx + 1).is_some_and(|ch| ch.is_ascii_digit())
        && cells.at(idx + 2).is_none_or(|ch| !is_word(ch) && !matches!(ch, '-' | '/' | '_'))
}

/// A colon glued to what it ends: `Note: x`, not `C: x`, `14:30`, `a::b`.
fn takes_colon(cells: &Cells, idx: usize) -> bool {
    let l = cells.all[idx - 1].ch;
    let is_lone_capital =
        l.is_uppercase() && !idx.checked_sub(2).is_some_and(|idx| is_word(cells.all[idx].ch));
    closes(l) && l != '…' && !is_lone_capital && ends_label(cells, idx)
}

/// Money, percents and degrees glued to their number.
fn takes_unit(cells: &Cells, idx: usize) -> bool {
    let next = cells.at(idx + 1);
    let is_last = |ch: Option<char>| ch.is_none_or(|ch| !is_word(ch) && !"%$€¢".contains(ch));
    cells.all[idx - 1].ch.is_ascii_digit()
        && match cells.all[idx].ch {
            '%' | '$' | '€' | '¢' => is_last(next),
            '°' => matches!(next, Some('C' | 'F')) && is_last(cells.at(idx + 2)),
            _ => false,
        }
}

/// Whether a colon ends what stands before it.
fn ends_label(cells: &Cells, idx: usize) -> bool {
    cells.at(idx + 1).is_none_or(|ch| is_blank(ch) || matches!(ch, '»' | '”'))
}

/// Whether `;` `!` `?` ends a clause: `!important`, `?page=2` and `;)` do not.
fn ends_clause(cells: &Cells, idx: usize) -> bool {
    let is_semicolon = cells.all[idx].ch == ';';
    let rest = cells.all[idx + 1..].iter().map(|cell| cell.ch);
    let next = if is_semicolon {
        rest.take(1).next()
    } else {
        rest.skip_while(|ch| matches!(ch, '!' | '?' | '.' | '…')).take(1).next()
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

/// Groups of thousands: judged once, then remembered.
#[derive(Default)]
struct Groups {
    /// End of the row judged last.
    end: usize,
    /// Whether it is one number.
    is_number: bool,
}

impl Groups {
    /// Whether a space between two digits stands inside one number: `24 350`.
    fn hold(&mut self, cells: &Cells, (left, right): (usize, usize)) -> bool {
        if right >= self.end {
            self.judge(cells, left);
        }
        self.is_number
    }

    fn judge(&mut self, cells: &Cells, left: usize) {
        let is_digit = |cell: &&super::cells::Cell| cell.ch.is_ascii_digit();
        let first = cells.all[..=left].iter().rev().take(4).take_while(is_digit).count();
        let start = left + 1 - first;
        let is_free = |ch: char| !is_word(ch) && !matches!(ch, ',' | '.' | '-' | '+' | '/' | ':');
        let mut is_number = first <= 3
            && cells.all[start].ch != '0'
            && cells.before(start).is_none_or(is_free)
            && !is_minute_of(cells, start);
        let mut end = left + 1;
        while cells.all.get(end).is_some_and(|cell| is_blank(cell.ch) && !cell.is_break()) {
            let n_digits = cells.all[end + 1..].iter().take_while(is_digit).count();
            if n_digits == 0 {
                break;
            }
            is_number &= n_digits == 3;
            end += 1 + n_digits;
        }
        let is_open = |ch: char| is_word(ch) || matches!(ch, '-' | '/' | ':' | '_');
        self.end = end;
        self.is_number = is_number && !cells.at(end).is_some_and(is_open);
    }
}

/// Whether the digits at `start` follow an hour: `14 h 30`.
fn is_minute_of(cells: &Cells, start: usize) -> bool {
    back_over_gap(cells, start)
        .is_some_and(|h| cells.all[h].ch == 'h' && h + 2 >= start && is_hour_before(cells, h))
}

fn is_hour_before(cells: &Cells, h: usize) -> bool {
    back_over_gap(cells, h).is_some_and(|digit| cells.all[digit].ch.is_ascii_digit())
}
