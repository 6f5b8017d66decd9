//! Keeps nesting shallow, before a parser that builds a tree sees it.
//!
//! Parsers search the open elements at each tag: a hundred thousand `<div>` would
//! take them minutes. Browsers stop at 512 levels; so few are never reached by
//! an article that people wrote.

use std::borrow::Cow;

use crate::html::tokens::{Token, Tokens, is_void};

/// Elements that may be open at once.
pub(super) const MAX_DEPTH: usize = 200;

/// Leaves out start tags below [`MAX_DEPTH`].
pub(super) fn limited(html: &str) -> Cow<'_, str> {
    let mut open: Vec<&str> = Vec::new();
    let mut kept = String::new();
    let mut copied = 0;
    for (token, range) in Tokens::new(html) {
        match token {
            Token::Start(tag) if !is_void(&tag.lower_name()) => {
                if open.last().is_some_and(|last| closes_itself(last, tag.name)) {
                    open.pop();
                }
                if open.len() < MAX_DEPTH {
                    open.push(tag.name);
                } else {
                    kept.push_str(&html[copied..range.start]);
                    copied = range.end;
                }
            }
            Token::End(tag) => close(&mut open, tag.name),
            _ => {}
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    kept.push_str(&html[copied..]);
    Cow::Owned(kept)
}

/// Takes the element off the list if a parser surely closes it; when in doubt
/// it stays, and the list says more than the parser's.
fn close(open: &mut Vec<&str>, name: &str) {
    for idx in (0..open.len()).rev() {
        let other = open[idx];
        if other.eq_ignore_ascii_case(name) {
            open.truncate(idx);
            return;
        }
        if !closes(name, other) {
            return;
        }
    }
}

/// Whether `</name>` surely closes an element `other` inside `name`. Never a
/// formatting element: parsers open those again further on.
fn closes(name: &str, other: &str) -> bool {
    if is_one_of(name, &["table", "thead", "tbody", "tfoot", "tr", "td", "th"]) {
        return is_one_of(other, &["thead", "tbody", "tfoot", "tr", "td", "th"])
            || is_one_of(other, PLAIN);
    }
    let is_list = is_one_of(other, &["ul", "ol"]);
    is_one_of(name, PLAIN)
        && is_one_of(other, PLAIN)
        && !(is_list && is_one_of(name, &["li", "dd", "dt"]))
        && !name.eq_ignore_ascii_case("p")
}

const PLAIN: &[&str] = &[
    "div",
    "section",
    "details",
    "summary",
    "figure",
    "blockquote",
    "p",
    "dl",
    "dd",
    "dt",
    "ul",
    "ol",
    "li",
];

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|other| other.eq_ignore_ascii_case(name))
}

fn closes_itself(open: &str, name: &str) -> bool {
    open.eq_ignore_ascii_case(name) && is_one_of(name, &["p", "li", "dt", "dd", "tr", "td", "th"])
}

#[cfg(test)]
mod tests {
    use super::{MAX_DEPTH, limited};

    #[test]
    fn only_what_is_too_deep_goes() {
        let fine = "<ul><li>a<li>b</ul><div><p>x<p>y</div>".repeat(500);
        assert!(limited(&fine) == fine);
        let deep = format!("{}x", "<div>".repeat(MAX_DEPTH + 5));
        assert_eq!(limited(&deep), format!("{}x", "<div>".repeat(MAX_DEPTH)));
        let crossed = "<b><div></b>".repeat(MAX_DEPTH * 2);
        assert!(limited(&crossed).matches("<div>").count() <= MAX_DEPTH);
    }
}
