//! The scripts of a text, as a browser finds them.

use std::ops::Range;

/// A script: its opening tag and what it holds, in bytes of the text.
#[derive(Debug)]
pub(super) struct Script {
    pub(super) tag: Range<usize>,
    pub(super) code: Range<usize>,
    pub(super) is_unclosed: bool,
}

/// The text with ASCII letters in lower case: places stay the same.
pub(super) fn lower(text: &str) -> String {
    text.to_ascii_lowercase()
}

/// Every place of `mark`.
pub(super) fn find<'t>(text: &'t str, mark: &'t str) -> impl Iterator<Item = usize> + 't {
    text.match_indices(mark).map(|(at, _)| at)
}

/// The scripts, in order; those in comments are none.
pub(super) fn scripts(text: &str, lowered: &str) -> Vec<Script> {
    let mut found = Vec::new();
    let mut pos = 0;
    while let Some(at) = lowered[pos..].find('<').map(|idx| pos + idx) {
        let rest = &lowered[at..];
        if rest.starts_with("<!--") {
            let end = rest.find("-->").map_or(text.len(), |idx| at + idx + 3);
            pos = end;
        } else if is_tag(rest, "<script") {
            let tag_end = tag_end(text, at);
            let close = close_of(&lowered[tag_end..]).map(|idx| tag_end + idx);
            let end = close.unwrap_or(text.len());
            found.push(Script {
                tag: at..tag_end,
                code: tag_end..end,
                is_unclosed: close.is_none(),
            });
            pos = end.max(at + 1);
        } else {
            pos = at + 1;
        }
    }
    found
}

fn is_tag(rest: &str, name: &str) -> bool {
    rest.strip_prefix(name)
        .is_some_and(|after| after.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/'))
}

fn close_of(lowered: &str) -> Option<usize> {
    find(lowered, "</script").find(|at| is_tag(&lowered[*at..], "</script"))
}

/// Where a tag ends: after its `>`, quotes counted.
fn tag_end(text: &str, start: usize) -> usize {
    let mut quote = None;
    for (idx, c) in text[start..].char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, '>') => return start + idx + 1,
            _ => {}
        }
    }
    // A quote that is never closed: the first `>` ends it after all.
    text[start..].find('>').map_or(text.len(), |idx| start + idx + 1)
}

/// The value of an attribute of a tag and its place in the tag. Curly quotes count
/// as quotes here: what they spoil is said elsewhere.
pub(super) fn attribute(tag: &str, name: &str) -> Option<(String, usize)> {
    let lowered = lower(tag);
    for at in find(&lowered, name) {
        let is_start = tag[..at].ends_with(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
        let after = tag[at + name.len()..].trim_start();
        let Some(value) = after.strip_prefix('=').filter(|_| is_start) else { continue };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\'' | '“' | '”' | '«'));
        let (body, end) = match quote {
            Some('“' | '”') => (&value['“'.len_utf8()..], value[3..].find(['“', '”'])),
            Some('«') => (&value['«'.len_utf8()..], value[2..].find('»')),
            Some(quote) => (&value[1..], value[1..].find(quote)),
            None => (value, value.find(|c: char| c.is_whitespace() || c == '>')),
        };
        let text = &body[..end.unwrap_or(body.len())];
        let place = body.as_ptr() as usize - tag.as_ptr() as usize;
        return Some((text.to_owned(), place));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{attribute, lower, scripts};

    #[test]
    fn scripts_are_found_with_their_ends() {
        let text = "<p>a</p><!-- <script> --><SCRIPT src='a>b'></script>\n<script>x<y</script >\
                    <scripts><script a=\"b>c";
        let found = scripts(text, &lower(text));
        let shown: Vec<(&str, &str, bool)> = found
            .iter()
            .map(|s| (&text[s.tag.clone()], &text[s.code.clone()], s.is_unclosed))
            .collect();
        assert_eq!(
            shown,
            [
                ("<SCRIPT src='a>b'>", "", false),
                ("<script>", "x<y", false),
                ("<script a=\"b>", "c", true),
            ]
        );
    }

    #[test]
    fn attributes_are_read_in_every_kind_of_quote() {
        let tag = "<script src=\"a\" Data-Lang='fr' id=x nonce = “n” lang=«é»>";
        let value = |name: &str| attribute(tag, name).map(|(value, _)| value);
        assert_eq!(value("src").as_deref(), Some("a"));
        assert_eq!(value("data-lang").as_deref(), Some("fr"));
        assert_eq!(value("id").as_deref(), Some("x"));
        assert_eq!(value("nonce").as_deref(), Some("n"));
        assert_eq!(value("lang").as_deref(), Some("é"));
        assert_eq!(value("type"), None);
        let (text, at) = attribute(tag, "nonce").unwrap();
        assert_eq!(&tag[at..at + text.len()], "n");
    }
}
