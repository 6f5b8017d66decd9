//! Spaces that no rule wants, and what stands for an apostrophe.

use std::ops::Range;

use crate::checks::signs::{Found, Language, Problem, is_technical, tokens};

/// What French elides, before an apostrophe.
const ELIDED: [&str; 15] = [
    "l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu",
    "quelqu",
];

pub(super) fn check(text: &str, language: Language) -> Vec<Found> {
    let mut found = Vec::new();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |idx: usize| chars.get(idx).map(|(_, ch)| *ch);
    let end = |idx: usize| chars.get(idx).map_or(text.len(), |(at, _)| *at);
    for (idx, (start, ch)) in chars.iter().enumerate() {
        let before = idx.checked_sub(1).and_then(at);
        let after = at(idx + 1);
        let range = |len: usize| *start..end(idx + len);
        match ch {
            ' ' | '\u{a0}' => {
                if let Some(problem) = gap(before, after, at(idx + 2), language) {
                    found.push((range(2), problem));
                }
            }
            '(' if matches!(after, Some(' ' | '\u{a0}')) && at(idx + 2) != Some(')') => {
                found.push((range(2), Problem::Space("inside", "(".to_owned())));
            }
            '\u{b4}' | '\u{2018}' | '`'
                if before.is_some_and(char::is_alphabetic)
                    && after.is_some_and(char::is_alphabetic) =>
            {
                found.push((range(1), Problem::Apostrophe(*ch)));
            }
            '\'' | '’' if language == Language::French && after == Some(' ') => {
                let next = at(idx + 2).filter(|next| next.is_alphabetic());
                if let Some(from) = elided(text, *start).filter(|_| next.is_some()) {
                    found.push((from..end(idx + 2), Problem::Space("elision", ch.to_string())));
                }
            }
            _ => {}
        }
    }
    found.extend(glued(text));
    found
}

/// A space, by what stands around it.
fn gap(
    before: Option<char>,
    sign: Option<char>,
    next: Option<char>,
    language: Language,
) -> Option<Problem> {
    let sign = sign?;
    let before = before?;
    let is_after_word = before.is_alphanumeric() || matches!(before, ')' | '»' | '”' | '\u{fffc}');
    let ends = next.is_none_or(char::is_whitespace);
    let is_lost = match sign {
        ',' | '.' => ends,
        ';' | ':' | '!' | '?' => ends && language == Language::English,
        ')' => {
            let is_inside = is_after_word || before == '.';
            return is_inside.then(|| Problem::Space("inside", ")".to_owned()));
        }
        _ => false,
    };
    (is_lost && is_after_word).then(|| Problem::Space("before", sign.to_string()))
}

/// Where the elided word before an apostrophe begins.
fn elided(text: &str, apostrophe: usize) -> Option<usize> {
    let word = text[..apostrophe].chars().rev().take(7).take_while(|ch| ch.is_alphabetic());
    let start = apostrophe - word.map(char::len_utf8).sum::<usize>();
    let before = text[..start].chars().next_back();
    let is_start = before.is_none_or(|ch| ch.is_whitespace() || matches!(ch, '«' | '(' | '“'));
    let is_elided = ELIDED.contains(&text[start..apostrophe].to_lowercase().as_str());
    (is_start && is_elided).then_some(start)
}

/// Commas and semicolons between two words without a space.
fn glued(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for (start, token) in tokens(text).filter(|(_, token)| !is_technical(token)) {
        for (at, sign) in token.match_indices([',', ';']) {
            let (left, right) = (&token[..at], &token[at + 1..]);
            // `TL;DR` is one word, and `&eacute;` a letter.
            let is_low = left.chars().next_back().is_some_and(char::is_lowercase);
            let is_glued = n_letters(left.chars().rev()) > 1 && n_letters(right.chars()) > 1;
            if is_low && is_glued && !token.contains('&') {
                let last = left.chars().next_back().map_or(1, char::len_utf8);
                let first = right.chars().next().map_or(1, char::len_utf8);
                let range: Range<usize> = start + at - last..start + at + 1 + first;
                found.push((range, Problem::Space("missing", sign.to_owned())));
            }
        }
    }
    found
}

/// How many letters come first, of the first few.
fn n_letters(chars: impl Iterator<Item = char>) -> usize {
    chars.take(4).take_while(|ch| ch.is_alphabetic()).count()
}
