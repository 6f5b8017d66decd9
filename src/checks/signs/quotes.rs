//! Quotation marks: in pairs, and of the language.

use std::ops::Range;

use crate::checks::signs::{Found, Language, Problem};

/// What tells that a line is code that was not written as such.
const CODE: [&str; 4] = ["\":", "=\"", "{\"", "\",\""];

/// A straight double quote that has no other in its line. One after a digit may be
/// inches, and closes what is open or says nothing.
pub(super) fn straight(text: &str) -> Vec<Found> {
    let mut open: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    if !text.contains('"') || CODE.iter().any(|code| text.contains(code)) {
        return found;
    }
    let mut lost = Vec::new();
    for (at, _) in text.match_indices('"') {
        let before = text[..at].chars().next_back();
        let after = text[at + 1..].chars().next();
        let can_open = before.is_none_or(|ch| ch.is_whitespace() || "([{«“-–—/:='’".contains(ch));
        let can_close = after.is_none_or(|ch| ch.is_whitespace() || ".,;:!?)]»”".contains(ch));
        if can_open && (open.is_empty() || !can_close) {
            open.push(at);
        } else if open.pop().is_none() && !before.is_some_and(|ch| ch.is_ascii_digit()) {
            lost.push(at);
        }
    }
    lost.extend(open);
    found.extend(lost.into_iter().map(|at| (at..at + 1, Problem::Unpaired('"'))));
    found
}

/// An opening mark that waits for its pair: line and byte.
type Open = (usize, usize);

/// Typed marks over the lines of a text: `« »` and `“ ”`.
pub(super) fn curly(lines: &[&str], language: Language) -> Vec<(usize, Range<usize>, Problem)> {
    let mut found = Vec::new();
    let (mut guillemets, mut curls): (Vec<Open>, Vec<Open>) = (Vec::new(), Vec::new());
    for (idx, text) in lines.iter().enumerate() {
        for (at, mark) in text.match_indices(['«', '»', '“', '”']) {
            let range = at..at + mark.len();
            if is_no_mark(text, &range) {
                continue;
            }
            let is_first = text[..at].trim().is_empty();
            let open = if matches!(mark, "«" | "»") { &mut guillemets } else { &mut curls };
            match mark {
                // Each paragraph of a long quotation opens it again.
                "«" | "“" if is_first && open.iter().any(|(line, _)| *line < idx) => {}
                "«" | "“" => {
                    open.push((idx, at));
                    let is_foreign = match language {
                        Language::French => mark == "“" && guillemets.is_empty(),
                        Language::English => mark == "«",
                    };
                    if is_foreign {
                        let sign = mark.chars().next().unwrap_or('“');
                        found.push((idx, range, Problem::Foreign(sign)));
                    }
                }
                _ => {
                    let sign = mark.chars().next().unwrap_or('”');
                    if open.pop().is_none() {
                        found.push((idx, range, Problem::Unpaired(sign)));
                    }
                }
            }
        }
    }
    for (open, sign) in [(guillemets, '«'), (curls, '“')] {
        let left = open.into_iter();
        found.extend(
            left.map(|(line, at)| (line, at..at + sign.len_utf8(), Problem::Unpaired(sign))),
        );
    }
    found
}

/// Whether a sign is inches behind a digit, or spoken of: `(»)`.
fn is_no_mark(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let is_inches = &text[range.clone()] == "”" && before.is_some_and(|ch| ch.is_ascii_digit());
    is_inches || before == Some('(') && after == Some(')')
}
