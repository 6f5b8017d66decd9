//! Bare addresses in text (GFM §6.9, "Autolinks (extension)"), found in one
//! pass over text that the parser is done with.
//!
//! Differences from GFM, each for readers of French: a no-break space and
//! quotation marks (« » “ ”) end an address.

use std::ops::Range;

/// The longest domain looked at, in bytes: names end at 253 (RFC 1035 §2.3.4).
const MAX_DOMAIN: usize = 255;

/// An address in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    /// What goes before the text to make a destination.
    pub(super) scheme: &'static str,
}

/// Whether a text is worth searching.
pub(super) fn may_hold(text: &str) -> bool {
    text.contains("://") || text.contains('@') || text.contains("www.")
}

/// Finds addresses, in order. `before` is the character before the text.
pub(super) fn find(text: &str, before: Option<char>) -> Vec<Found> {
    let mut all = Vec::new();
    let mut done = 0;
    let mut pos = 0;
    // A backslash in the middle of a name: the author wants text.
    let is_cut = |found: &Found| found.range.start == 0 && before == Some('\\');
    while let Some(idx) = text[pos..].find(['w', 'W', ':', '@']) {
        let at = pos + idx;
        let found = match text.as_bytes()[at] {
            b'@' => email(text, at, done).filter(|found| !is_cut(found)),
            b':' => url(text, at, done),
            _ => www(text, at, before),
        };
        pos = at + 1;
        if let Some(found) = found {
            done = found.range.end;
            pos = done;
            all.push(found);
        }
    }
    all
}

/// `www.` at the start of a word.
fn www(text: &str, at: usize, before: Option<char>) -> Option<Found> {
    let starts = text.get(at..at + 4).is_some_and(|word| word.eq_ignore_ascii_case("www."));
    let previous = text[..at].chars().next_back().or(before.filter(|_| at == 0));
    let is_word_start = previous.is_none_or(|c| c.is_whitespace() || "*_~([«“\"'".contains(c));
    if !starts || !is_word_start {
        return None;
    }
    let domain = domain_len(&text[at..], false)?;
    Some(Found { range: at..link_end(text, at, at + domain), scheme: "http://" })
}

/// `http://`, `https://`, `ftp://` where a scheme may start.
fn url(text: &str, at: usize, done: usize) -> Option<Found> {
    if !text[at..].starts_with("://") {
        return None;
    }
    let letters = text[done..at].bytes().rev().take(6).take_while(u8::is_ascii_alphabetic).count();
    let start = at - letters;
    let scheme = &text[start..at];
    if !["http", "https", "ftp"].iter().any(|known| known.eq_ignore_ascii_case(scheme)) {
        return None;
    }
    let host = at + 3;
    if !text[host..].starts_with(is_host_char) {
        return None;
    }
    let domain = domain_len(&text[host..], true)?;
    Some(Found { range: start..link_end(text, start, host + domain), scheme: "" })
}

/// `name@example.ca`, with `mailto:` before it or not.
fn email(text: &str, at: usize, done: usize) -> Option<Found> {
    let is_local = |b: &u8| b.is_ascii_alphanumeric() || b".+-_".contains(b);
    let n_local = text[done..at].bytes().rev().take(MAX_DOMAIN).take_while(is_local).count();
    let rest = &text.as_bytes()[at + 1..];
    let mut n_dots = 0;
    let mut len = 0;
    while len < rest.len().min(MAX_DOMAIN) {
        match rest[len] {
            b'.' if rest.get(len + 1).is_some_and(u8::is_ascii_alphanumeric) => n_dots += 1,
            b'-' | b'_' => {}
            b if b.is_ascii_alphanumeric() => {}
            _ => break,
        }
        len += 1;
    }
    let ends_well = len > 0 && rest[len - 1].is_ascii_alphanumeric();
    let is_mail = n_local > 0 && n_dots > 0 && ends_well && rest.get(len) != Some(&b'@');
    if !is_mail {
        return None;
    }
    let mut start = at - n_local;
    let has_scheme = text[done..start].ends_with("mailto:");
    if has_scheme {
        start -= "mailto:".len();
    }
    let scheme = if has_scheme { "" } else { "mailto:" };
    Some(Found { range: start..at + 1 + len, scheme })
}

/// The length of a domain: letters, digits, hyphens and underscores in parts
/// separated by periods, no underscore in the last two parts.
fn domain_len(text: &str, may_be_short: bool) -> Option<usize> {
    let (mut before_last, mut last) = (0, 0);
    let mut len = 0;
    for c in text.chars() {
        match c {
            '_' => last += 1,
            '.' => {
                before_last = last;
                last = 0;
            }
            c if c == '-' || is_host_char(c) => {}
            _ => break,
        }
        len += c.len_utf8();
        if len > MAX_DOMAIN {
            return None;
        }
    }
    // The last period ends the sentence.
    let domain = text[..len].trim_end_matches('.');
    let is_valid = before_last == 0 && last == 0 && (may_be_short || domain.contains('.'));
    is_valid.then_some(domain.len())
}

fn is_host_char(c: char) -> bool {
    c.is_alphanumeric() || (!c.is_ascii() && !c.is_whitespace() && !is_quote(c))
}

fn is_quote(c: char) -> bool {
    matches!(c, '«' | '»' | '“' | '”' | '‘' | '’' | '‹' | '›' | '…' | '–' | '—')
}

/// Where an address ends: at a space, `<` or a quotation mark, without the
/// punctuation that belongs to the sentence (GFM §6.9, path validation).
fn link_end(text: &str, start: usize, from: usize) -> usize {
    let is_end = |c: char| c.is_whitespace() || matches!(c, '<' | '«' | '»' | '“' | '”');
    let mut end = text[from..].find(is_end).map_or(text.len(), |len| from + len);
    let bytes = text.as_bytes();
    let n_open = text[start..end].matches('(').count();
    let mut n_close = text[start..end].matches(')').count();
    while end > from {
        match bytes[end - 1] {
            b')' if n_close > n_open => n_close -= 1,
            b'?' | b'!' | b'.' | b',' | b':' | b'*' | b'_' | b'~' | b'\'' | b'"' => {}
            b';' => {
                let name = bytes[from..end - 1].iter().rev();
                let letters = name.take(40).take_while(|b| b.is_ascii_alphanumeric()).count();
                let is_entity = letters > 0 && bytes[end - 2 - letters] == b'&';
                end -= if is_entity { letters + 1 } else { 0 };
            }
            _ => break,
        }
        end -= 1;
    }
    end.max(from)
}

#[cfg(test)]
mod tests {
    use super::find;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = find(text, None)
            .into_iter()
            .map(|found| format!("{}{}", found.scheme, &text[found.range]))
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn web_addresses_are_found() {
        check("voir www.example.ca.", &["http://www.example.ca"]);
        check("(https://a.example/x_(y))", &["https://a.example/x_(y)"]);
        check("https://a.example/?q=1&hl=fr, puis", &["https://a.example/?q=1&hl=fr"]);
        check("« https://a.example/é » et", &["https://a.example/é"]);
        check("«https://a.example/»", &["https://a.example/"]);
        check("https://a.example\u{a0}: voir", &["https://a.example"]);
        check("FTP://a.example/;&amp;", &["FTP://a.example/"]);
        check("www.a.example/))+ok", &["http://www.a.example/))+ok"]);
        check("http://localhost", &["http://localhost"]);
    }

    #[test]
    fn mail_addresses_are_found() {
        check("a.b+c@x-y.example.ca.", &["mailto:a.b+c@x-y.example.ca"]);
        check("mailto:a@b.example!", &["mailto:a@b.example"]);
        check("a@b.example/x", &["mailto:a@b.example"]);
    }

    #[test]
    fn what_only_looks_like_an_address_stays_text() {
        for text in [
            "awww.example.ca",
            "www.a_b.c",
            "www.",
            "www",
            "xhttp://a.example",
            "http://",
            "http:// a",
            "a@b",
            "a@b.c-",
            "a@b.c_",
            "@b.example",
            "a@b.example@c",
            "javascript://a.example",
            "note: x@ y",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn the_character_before_counts() {
        assert!(find("www.a.example", Some('x')).is_empty());
        assert_eq!(find("www.a.example", Some(' ')).len(), 1);
    }
}
