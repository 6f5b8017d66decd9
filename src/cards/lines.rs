//! A title in lines: few, of about one length, large.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::cards::font::Type;

/// Most characters of a text that are looked at.
const MAX_CHARS: usize = 300;

/// Most lines of a title.
pub(super) const MAX_LINES: usize = 4;

/// What a title becomes.
pub(super) struct Title<'t> {
    pub(super) letters: &'t Type,
    pub(super) lines: Vec<Vec<char>>,
}

/// The characters of a text that can be drawn; none when it is in a script without
/// letters here. Signs without a letter (an emoji) are left out.
pub(super) fn drawable(text: &str, letters: &Type) -> Option<Vec<char>> {
    let mut chars: Vec<char> = Vec::new();
    for c in text.nfc().take(MAX_CHARS) {
        let c = if c.is_whitespace() && !is_firm_space(c) { ' ' } else { c };
        if c == ' ' && chars.last().is_none_or(|last| *last == ' ') {
            continue;
        }
        // A hyphen that shows only at the end of a line, which this one does not.
        if c == '\u{ad}' {
            continue;
        }
        if letters.has(c) {
            chars.push(c);
        } else if c.is_alphanumeric() {
            return None;
        }
    }
    while chars.last() == Some(&' ') {
        chars.pop();
    }
    chars.iter().any(|c| c.is_alphanumeric()).then_some(chars)
}

fn is_firm_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// Sets a title: at the largest size at which it has few enough lines. `sizes`,
/// largest first, each with the most lines that suit it.
pub(super) fn set<'t>(text: &[char], sizes: &[(&'t Type, usize)], width: f32) -> Option<Title<'t>> {
    let mut last = None;
    for (letters, most) in sizes {
        let places = letters.pen_places(text);
        let lines = wrap(text, &places, width);
        let is_whole = lines.iter().all(|line| is_between_words(text, line.end));
        if lines.len() <= *most && is_whole {
            let lines = even(text, &places, width, lines);
            let lines = lines.into_iter().map(|line| text[line].to_vec()).collect();
            return Some(Title { letters, lines });
        }
        last = Some((letters, lines));
    }
    // Too long even for the smallest size.
    let (letters, lines) = last?;
    let is_cut = lines.len() > MAX_LINES;
    let mut shown: Vec<Vec<char>> =
        lines.into_iter().take(MAX_LINES).map(|line| text[line].to_vec()).collect();
    if is_cut && let Some(line) = shown.last_mut() {
        end_early(line, letters, width);
    }
    Some(Title { letters, lines: shown })
}

/// A text on one line, cut where it must be.
pub(super) fn one_line(text: &[char], letters: &Type, width: f32) -> Vec<char> {
    let mut line = text.to_vec();
    if letters.pen_places(text).last().is_some_and(|end| *end > width) {
        let places = letters.pen_places(text);
        line.truncate(places.iter().take_while(|place| **place <= width).count());
        if let Some(space) = line.iter().rposition(|c| *c == ' ') {
            line.truncate(space);
        }
        end_early(&mut line, letters, width);
    }
    line
}

/// Gives a line an ellipsis, and takes away the words that leave no room for it.
fn end_early(line: &mut Vec<char>, letters: &Type, width: f32) {
    while let Some(last) = line.last() {
        let is_loose = !last.is_alphanumeric() && !matches!(last, ')' | '»' | '”');
        let is_wide = letters.pen_places(line).last().is_some_and(|end| end + letters.size > width);
        if !is_loose && !is_wide {
            break;
        }
        line.pop();
    }
    line.push('…');
}

/// Breaks as late as possible; a word wider than a line is cut.
fn wrap(text: &[char], places: &[f32], width: f32) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let fits = |end: usize| places[end] - places[start] <= width;
        let mut end = start + 1;
        let mut good = None;
        while end <= text.len() && fits(end) {
            if end == text.len() || is_break(text, end) {
                good = Some(end);
            }
            end += 1;
        }
        let end = good.unwrap_or(end - 1).max(start + 1);
        lines.push(start..end);
        start = end;
        while text.get(start) == Some(&' ') {
            start += 1;
        }
    }
    lines
}

/// Whether a line may end before the character at `at`.
fn is_break(text: &[char], at: usize) -> bool {
    let (before, next) = (text[at - 1], text[at]);
    next == ' ' || matches!(before, '-' | '–' | '—' | '/') && next.is_alphabetic() && at > 1
}

fn is_between_words(text: &[char], at: usize) -> bool {
    at >= text.len() || is_break(text, at)
}

/// The same number of lines, as narrow as can be.
fn even(text: &[char], places: &[f32], width: f32, lines: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let (mut low, mut high) = (width / 3.0, width);
    let mut best = lines;
    for _ in 0..10 {
        let middle = f32::midpoint(low, high);
        let tried = wrap(text, places, middle);
        let is_whole = tried.iter().all(|line| is_between_words(text, line.end));
        if is_whole && tried.len() <= best.len() {
            (best, high) = (tried, middle);
        } else {
            low = middle;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::{MAX_LINES, drawable, set};
    use crate::cards::font::Type;

    fn letters(size: f32) -> Type {
        Type::new(include_bytes!("fonts/literata.ttf"), size)
    }

    fn lines(text: &str) -> Vec<String> {
        let (large, small) = (letters(90.0), letters(60.0));
        let text = drawable(text, &large).unwrap();
        let title = set(&text, &[(&large, 2), (&small, MAX_LINES)], 1000.0).unwrap();
        title.lines.iter().map(|line| line.iter().collect()).collect()
    }

    #[test]
    fn lines_are_of_about_one_length() {
        assert_eq!(lines("Renouveler un prêt"), ["Renouveler un prêt"]);
        assert_eq!(
            lines("Comment renouveler un document en ligne\u{a0}?"),
            ["Comment renouveler", "un document en ligne\u{a0}?"]
        );
    }

    #[test]
    fn what_is_too_long_ends_early() {
        let long = lines(&"Un titre qui ne finit jamais, ".repeat(20));
        assert_eq!(long.len(), MAX_LINES);
        assert!(long[3].ends_with('…') && !long[3].contains(",…"), "{long:?}");
        let word = lines(&"anticonstitutionnellement".repeat(9));
        assert!(word.len() <= MAX_LINES);
    }

    #[test]
    fn other_scripts_are_not_drawn_and_signs_are_left_out() {
        let letters = letters(60.0);
        assert!(drawable("المكتبة", &letters).is_none());
        assert!(drawable("図書館", &letters).is_none());
        assert!(drawable(" ⭐ ", &letters).is_none());
        let shown: String =
            drawable("Pre\u{302}ts 📚  et\u{ad} cie", &letters).unwrap().iter().collect();
        assert_eq!(shown, "Prêts et cie");
    }
}
