//! What an editor of rich text does to code.

use std::ops::Range;

/// What spoils a script, each the first of its kind.
#[derive(Debug, Default)]
pub(super) struct Spoiled {
    /// A tag or an entity where code should be.
    pub(super) markup: Option<Range<usize>>,
    /// A curly quote where code should be.
    pub(super) quote: Option<Range<usize>>,
}

const MARKUP: [&str; 9] =
    ["<br", "<p>", "<p ", "</p>", "<div", "</div>", "&nbsp;", "&quot;", "&lt;"];

const CURLY: [char; 8] = ['“', '”', '„', '‘', '’', '«', '»', '\u{2033}'];

/// Reads code outside its strings and comments.
pub(super) fn spoiled(code: &str) -> Spoiled {
    let mut found = Spoiled::default();
    let mut state = State::Code;
    let mut chars = code.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let rest = &code[at..];
        match state {
            State::Code => {
                if found.markup.is_none()
                    && let Some(mark) = MARKUP.iter().find(|mark| starts_with(rest, mark))
                {
                    found.markup = Some(at..at + mark.len());
                }
                if found.quote.is_none() && CURLY.contains(&c) {
                    found.quote = Some(at..at + c.len_utf8());
                }
                state = match c {
                    '"' | '\'' | '`' => State::Text(c),
                    '/' if rest.starts_with("//") => State::Line,
                    '/' if rest.starts_with("/*") => State::Block,
                    _ => State::Code,
                };
            }
            State::Text(_) if c == '\\' => drop(chars.next()),
            State::Text(quote) if c == quote || (c == '\n' && quote != '`') => state = State::Code,
            State::Line if c == '\n' => state = State::Code,
            State::Block if rest.starts_with("*/") => {
                chars.next();
                state = State::Code;
            }
            State::Text(_) | State::Line | State::Block => {}
        }
    }
    found
}

#[derive(Clone, Copy)]
enum State {
    Code,
    Text(char),
    Line,
    Block,
}

fn starts_with(text: &str, mark: &str) -> bool {
    let start = text.get(..mark.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(mark))
}

/// The curly quotes that open the values of attributes.
pub(super) fn curly_in_tag(tag: &str) -> Option<Range<usize>> {
    tag.match_indices('=').find_map(|(at, _)| {
        let value = tag[at + 1..].trim_start();
        let quote = value.chars().next().filter(|c| CURLY.contains(c))?;
        let start = tag.len() - value.len();
        Some(start..start + quote.len_utf8())
    })
}

/// The language that a script sets, and its place: `locale: 'fr'`,
/// `zE('messenger:set', 'locale', 'fr-ca')`, `setLocale("fr")`.
pub(super) fn locale(code: &str) -> Option<(String, usize)> {
    let lowered = code.to_ascii_lowercase();
    for (at, mark) in lowered.match_indices("locale") {
        let after = at + mark.len();
        let rest = &code[after..];
        let skipped = rest.len() - rest.trim_start_matches(['"', '\'', ' ', ',', ':', '(']).len();
        let has_quote = rest[..skipped].ends_with(['"', '\'']);
        let value = &rest[skipped..];
        let len = value.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
        let value = &value[..len.unwrap_or(value.len())];
        let is_tag = (2..=3).contains(&value.split(['-', '_']).next().map_or(0, str::len));
        if has_quote && is_tag {
            return Some((value.to_owned(), after + skipped));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{curly_in_tag, locale, spoiled};

    #[test]
    fn only_code_is_spoiled_not_its_strings() {
        let fine = "var a = \"<br>\"; // l’été <p>\n/* “ */ b = 'il s\\'agit de <p> ”';";
        let found = spoiled(fine);
        assert!(found.markup.is_none() && found.quote.is_none(), "{found:?}");
        let broken = spoiled("var a = 1;<br />\nb(“x”);");
        assert_eq!(broken.markup, Some(10..13));
        assert_eq!(broken.quote, Some(19..22));
        assert!(spoiled("a &nbsp; b").markup.is_some());
        assert!(curly_in_tag("<script src=“x”>").is_some());
        assert!(curly_in_tag("<script src=\"x\" title=\"l’été\">").is_none());
    }

    #[test]
    fn the_language_of_a_snippet_is_read_from_its_calls() {
        for (code, lang) in [
            ("zE(\"messenger:set\", \"locale\", \"fr-ca\")", Some("fr-ca")),
            ("zE('webWidget', 'setLocale', 'en-us')", Some("en-us")),
            ("window.CRISP_RUNTIME_CONFIG = { locale: \"fr\" };", Some("fr")),
            ("locale: document.documentElement.lang", None),
            ("", None),
        ] {
            assert_eq!(locale(code).map(|(value, _)| value).as_deref(), lang, "{code}");
        }
    }
}
