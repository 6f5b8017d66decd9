//! Numbers: their units, hours, groups of thousands.

use crate::i18n::typography::line::{at, before, is_blank, is_break, is_word};
use crate::i18n::typography::words::{MAX_UNIT, is_unit};

/// Money, percents and degrees glued to their number.
pub(super) fn takes_unit(text: &str, idx: usize, sign: char) -> bool {
    let end = idx + sign.len_utf8();
    let is_last =
        |ch: Option<char>| ch.is_none_or(|ch| !is_word(ch) && !matches!(ch, '%' | '$' | '€' | '¢'));
    before(text, idx).is_some_and(|ch| ch.is_ascii_digit())
        && match sign {
            '%' | '$' | '€' | '¢' => is_last(at(text, end)),
            '°' => matches!(at(text, end), Some('C' | 'F')) && is_last(at(text, end + 1)),
            _ => false,
        }
}

/// The symbol of a unit and nothing more.
pub(super) fn starts_unit(text: &str, start: usize) -> bool {
    let is_part = |ch: &char| ch.is_alphabetic() || matches!(ch, '°' | '²' | '³');
    let word = text[start..].chars().take(MAX_UNIT + 1).take_while(is_part);
    let (n_chars, length) = word.fold((0, 0), |(n, length), ch| (n + 1, length + ch.len_utf8()));
    if n_chars == 0 || n_chars > MAX_UNIT {
        return false;
    }
    let end = start + length;
    // `3 m'a dit`: an elided word.
    let is_whole = at(text, end).is_none_or(|ch| !is_word(ch) && !matches!(ch, '\'' | '’'));
    is_whole && is_unit(&text[start..end])
}

/// `a.m.`, `p.m.`
pub(super) fn starts_half(text: &str, start: usize) -> bool {
    matches!(text.as_bytes()[start..], [b'a' | b'p', b'.', b'm', b'.', ..])
}

/// The index after the nearest sign on the left of `idx`, over one gap at most.
fn back_over_gap(text: &str, idx: usize) -> Option<usize> {
    let blanks = text[..idx].chars().rev().take(2).take_while(|ch| is_blank(*ch));
    let end = idx - blanks.map(char::len_utf8).sum::<usize>();
    before(text, end).filter(|ch| !is_blank(*ch)).map(|_| end)
}

/// Whether the `h` at `idx` follows one or two digits that stand alone, and ends
/// there or before two digits of minutes.
pub(super) fn is_hour(text: &str, idx: usize) -> bool {
    let Some(end) = back_over_gap(text, idx) else {
        return false;
    };
    let n_digits = digits_before(text, end, 3);
    let stands = |ch: char| !is_word(ch) && !matches!(ch, '.' | ',' | ':' | '-' | '/' | '_');
    (1..=2).contains(&n_digits)
        && before(text, end - n_digits).is_none_or(stands)
        && match at(text, idx + 1) {
            None => true,
            Some(ch) if ch.is_ascii_digit() => is_two_digits(text, idx + 1),
            Some(ch) => !is_word(ch) && !matches!(ch, '\'' | '’' | '-' | '/' | '_'),
        }
}

/// Whether two digits of minutes at `idx` follow an hour and its `h`.
pub(super) fn is_minute(text: &str, idx: usize) -> bool {
    is_two_digits(text, idx) && hour_sign_before(text, idx).is_some_and(|h| is_hour(text, h))
}

/// The `h` before `idx`, over one space at most.
fn hour_sign_before(text: &str, idx: usize) -> Option<usize> {
    let end = match before(text, idx)? {
        ch if is_blank(ch) => idx - ch.len_utf8(),
        _ => idx,
    };
    text[..end].ends_with('h').then(|| end - 1)
}

/// `00` to `59`, then no letter or digit.
fn is_two_digits(text: &str, idx: usize) -> bool {
    matches!(text.as_bytes()[idx..], [b'0'..=b'5', b'0'..=b'9', ..])
        && at(text, idx + 2).is_none_or(|ch| !is_word(ch) && !matches!(ch, '-' | '/' | '_'))
}

/// How many digits end at `end`, counting no more than `most`.
fn digits_before(text: &str, end: usize, most: usize) -> usize {
    let before = text.as_bytes()[..end].iter().rev();
    before.take(most).take_while(|b| b.is_ascii_digit()).count()
}

/// Groups of thousands: judged once, then remembered.
#[derive(Default)]
pub(super) struct Groups {
    /// End of the row judged last.
    end: usize,
    /// Whether it is one number.
    is_number: bool,
}

impl Groups {
    /// Whether a space between two digits stands inside one number: `24 350`.
    /// The left digit ends at `end`, the right one stands at `start`.
    pub(super) fn hold(&mut self, text: &str, (end, start): (usize, usize)) -> bool {
        if start >= self.end {
            self.judge(text, end);
        }
        self.is_number
    }

    fn judge(&mut self, text: &str, mut end: usize) {
        let first = digits_before(text, end, 4);
        let start = end - first;
        let is_free = |ch: char| !is_word(ch) && !matches!(ch, ',' | '.' | '-' | '+' | '/' | ':');
        let mut is_number = first <= 3
            && at(text, start) != Some('0')
            && before(text, start).is_none_or(is_free)
            && !is_minute_of(text, start);
        while let Some(ch) = at(text, end).filter(|ch| is_blank(*ch) && !is_break(*ch)) {
            let group = end + ch.len_utf8();
            let digits = text.as_bytes()[group..].iter();
            let n_digits = digits.take_while(|b| b.is_ascii_digit()).count();
            if n_digits == 0 {
                break;
            }
            is_number &= n_digits == 3;
            end = group + n_digits;
        }
        let is_open = |ch: char| is_word(ch) || matches!(ch, '-' | '/' | ':' | '_');
        self.end = end;
        self.is_number = is_number && !at(text, end).is_some_and(is_open);
    }
}

/// Whether the digits at `start` follow an hour: `14 h 30`.
fn is_minute_of(text: &str, start: usize) -> bool {
    hour_sign_before(text, start)
        .and_then(|h| back_over_gap(text, h))
        .is_some_and(|end| digits_before(text, end, 1) == 1)
}
