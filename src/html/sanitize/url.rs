//! Which addresses may stand in a link or an image.

use std::borrow::Cow;

/// The schemes that an address may have.
pub(super) const SCHEMES: &[&str] = &["http", "https", "mailto", "sms", "tel"];

/// Whether an address (without character references) may be followed or shown:
/// relative, or with a scheme of the list. Everything else (`javascript:`,
/// `data:`, `vbscript:`, `blob:` …) may run or hide something.
///
/// The address is read as browsers read it (URL standard §4.4): control
/// characters and spaces around it are nothing, tabs and line breaks inside it
/// are nothing either.
pub fn is_safe_url(url: &str) -> bool {
    let url = url.trim_matches(|c: char| c <= ' ');
    let mut scheme = String::new();
    for c in url.chars() {
        match c {
            '\t' | '\n' | '\r' => {}
            ':' => return SCHEMES.contains(&scheme.as_str()),
            '/' | '?' | '#' | '\\' => return true,
            _ => scheme.push(c.to_ascii_lowercase()),
        }
        // Longer than any scheme of the list; only a colon could still matter.
        if scheme.len() > 64 {
            return !url.contains(':');
        }
    }
    true
}

/// Whether a raw attribute value, with its character references, is safe. A
/// reference that this module does not know, where a scheme could be, is refused.
pub(super) fn is_safe_raw_url(raw: &str) -> bool {
    let url = decode(raw);
    let head = url.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let is_unclear = head.match_indices('&').any(|(idx, _)| {
        let rest = head[idx + 1..].trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        rest.starts_with(';') && !head[idx + 1..].starts_with(';')
    });
    !is_unclear && is_safe_url(&url)
}

/// Replaces the character references that matter in addresses and ids: numeric
/// ones, ASCII signs, the letters of French. Others stay as written.
pub(super) fn decode(raw: &str) -> Cow<'_, str> {
    let raw = if raw.contains('\0') {
        Cow::Owned(raw.replace('\0', "\u{fffd}"))
    } else {
        Cow::Borrowed(raw)
    };
    if !raw.contains('&') {
        return raw;
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest: &str = &raw;
    while let Some(idx) = rest.find('&') {
        out.push_str(&rest[..idx]);
        rest = &rest[idx..];
        if let Some((c, length)) = reference(rest) {
            out.push(c);
            rest = &rest[length..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character that the reference at the start of `text` means, and its length.
fn reference(text: &str) -> Option<(char, usize)> {
    let body = &text[1..];
    if let Some(number) = body.strip_prefix('#') {
        return numeric(number).map(|(c, length)| (c, length + 2));
    }
    let end = body.find(|c: char| !c.is_ascii_alphanumeric())?;
    if end > 8 || !body[end..].starts_with(';') {
        return None;
    }
    NAMED.iter().find(|(name, _)| *name == &body[..end]).map(|(_, c)| (*c, end + 2))
}

/// The text after `&#`: digits in base ten or, after `x`, sixteen; the
/// semicolon may be missing.
fn numeric(text: &str) -> Option<(char, usize)> {
    let (digits, radix, skipped) = match text.as_bytes().first()? {
        b'x' | b'X' => (&text[1..], 16, 1),
        _ => (text, 10, 0),
    };
    let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    if length == 0 {
        return None;
    }
    let significant = digits[..length].trim_start_matches('0');
    let code = match significant {
        "" => 0,
        _ => u32::from_str_radix(significant, radix).unwrap_or(u32::MAX),
    };
    let c = char::from_u32(code).filter(|c| *c != '\0').unwrap_or('\u{fffd}');
    let semicolon = usize::from(digits[length..].starts_with(';'));
    Some((c, skipped + length + semicolon))
}

const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("AMP", '&'),
    ("lt", '<'),
    ("LT", '<'),
    ("gt", '>'),
    ("GT", '>'),
    ("quot", '"'),
    ("QUOT", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("colon", ':'),
    ("Tab", '\t'),
    ("NewLine", '\n'),
    ("sol", '/'),
    ("bsol", '\\'),
    ("quest", '?'),
    ("num", '#'),
    ("lpar", '('),
    ("rpar", ')'),
    ("period", '.'),
    ("comma", ','),
    ("semi", ';'),
    ("excl", '!'),
    ("lowbar", '_'),
    ("percnt", '%'),
    ("plus", '+'),
    ("equals", '='),
    ("commat", '@'),
    ("lbrack", '['),
    ("lsqb", '['),
    ("rbrack", ']'),
    ("rsqb", ']'),
    ("lcub", '{'),
    ("lbrace", '{'),
    ("rcub", '}'),
    ("rbrace", '}'),
    ("grave", '`'),
    ("Hat", '^'),
    ("vert", '|'),
    ("ast", '*'),
    ("dollar", '$'),
    ("agrave", 'à'),
    ("acirc", 'â'),
    ("ccedil", 'ç'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("icirc", 'î'),
    ("iuml", 'ï'),
    ("ocirc", 'ô'),
    ("ugrave", 'ù'),
    ("ucirc", 'û'),
    ("uuml", 'ü'),
    ("oelig", 'œ'),
    ("Agrave", 'À'),
    ("Ccedil", 'Ç'),
    ("Eacute", 'É'),
    ("Egrave", 'È'),
    ("Ecirc", 'Ê'),
    ("rsquo", '’'),
];

#[cfg(test)]
mod tests {
    use super::{is_safe_raw_url, is_safe_url};

    #[test]
    fn relative_and_common_addresses_are_safe() {
        for url in [
            "",
            "a",
            "/a",
            "../a b",
            "#x",
            "?q=a:b",
            "//cdn.example/x",
            "https://a.example/é",
            "HTTP://a",
            "mailto:a@b.c",
            "tel:+1",
            "a/b:c",
            "\thttps://a",
            "C/:x",
            "fiche.html#a:b",
        ] {
            assert!(is_safe_url(url), "{url:?}");
        }
    }

    #[test]
    fn disguised_schemes_are_refused() {
        for url in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:x",
            "java\nscript:x",
            " \u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "blob:x",
            "file:///etc",
            "java\u{fffd}script:x",
            "ｊavascript:x",
            "javascript\u{a0}:x",
            "x:y",
            ":x",
            "livescript:x",
            "view-source:http://a",
            "feed:javascript:x",
            "jar:x",
            "filesystem:x",
            "ws:x",
        ] {
            assert!(!is_safe_url(url), "{url:?}");
        }
        assert!(!is_safe_url(&format!("{}javascript:x", "a".repeat(100))));
    }

    #[test]
    fn references_are_seen_through() {
        for raw in [
            "java&#115;cript:x",
            "java&#x73;cript:x",
            "java&#0000115cript:x",
            "&#106avascript:x",
            "javascript&colon;x",
            "java&Tab;script:x",
            "java&NewLine;script:x",
            "java&#9;script:x",
            "java&#10script:x",
            "&#x6A&#x61&#x76&#x61script:x",
            "java&unknown;script:x",
            "javascript&colonx;x",
            "&#x0;javascript:x",
        ] {
            assert!(!is_safe_raw_url(raw), "{raw:?}");
        }
        for raw in
            ["?a=1&amp;b=2", "?a=1&copy=2", "a&b", "&eacute;t&eacute;.html", "/x&zwj;:y", "&;a"]
        {
            assert!(is_safe_raw_url(raw), "{raw:?}");
        }
    }
}
