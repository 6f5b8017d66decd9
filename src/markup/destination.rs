//! Destinations of links: those that would run code, and how others are written.

/// Whether following a destination could run code or show a page made up by
/// its author: `javascript:`, `vbscript:`, `data:`.
///
/// Read as browsers do (WHATWG URL, "basic URL parser"): control characters and
/// spaces are dropped, case does not count. What is still an HTML entity is
/// read too, in case the text is decoded once more on its way.
pub fn is_unsafe_destination(dest: &str) -> bool {
    // The longest scheme looked for has ten letters; noise between is skipped.
    let mut scheme = String::new();
    let mut rest = dest;
    while let Some((c, after)) = next_char(rest) {
        rest = after;
        match c {
            ':' => return matches!(scheme.as_str(), "javascript" | "vbscript" | "data"),
            c if is_noise(c) => {}
            c if c.is_ascii_alphanumeric() && scheme.len() < 10 => {
                scheme.push(c.to_ascii_lowercase());
            }
            _ => return false,
        }
    }
    false
}

/// The next character, an entity decoded.
fn next_char(text: &str) -> Option<(char, &str)> {
    let c = text.chars().next()?;
    if c == '&'
        && let Some(found) = entity(&text[1..])
    {
        return Some(found);
    }
    Some((c, &text[c.len_utf8()..]))
}

/// Decodes what follows `&`: the numeric entities, with or without semicolon,
/// and the named ones of the signs that matter here.
fn entity(text: &str) -> Option<(char, &str)> {
    for (name, c) in [("colon;", ':'), ("Tab;", '\t'), ("NewLine;", '\n'), ("nbsp;", '\u{a0}')] {
        if let Some(rest) = text.strip_prefix(name) {
            return Some((c, rest));
        }
    }
    let digits = text.strip_prefix('#')?;
    let (digits, radix) = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16),
        None => (digits, 10),
    };
    let len = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    let significant = digits[..len].trim_start_matches('0');
    let code = u32::from_str_radix(significant, radix).ok()?;
    let rest = &digits[len..];
    Some((char::from_u32(code)?, rest.strip_prefix(';').unwrap_or(rest)))
}

/// What a browser drops, and what cannot be seen.
fn is_noise(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fffd}')
}

/// A destination as it is written in an attribute, before HTML escaping: what
/// may not stand in an address is percent-encoded, what is encoded stays.
pub fn encode_destination(dest: &str) -> String {
    let mut out = String::with_capacity(dest.len());
    for byte in dest.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=%".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend([byte >> 4, byte & 15].map(hex_digit));
        }
    }
    out
}

fn hex_digit(n: u8) -> char {
    char::from_digit(u32::from(n), 16).unwrap_or('0').to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::{encode_destination, is_unsafe_destination};

    #[test]
    fn destinations_that_run_code_are_found() {
        for dest in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "  javascript:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript:alert(1)",
            "java\u{0}script:alert(1)",
            "\u{1}javascript:alert(1)",
            "\u{a0}javascript:alert(1)",
            "javascript\n:alert(1)",
            "javascript&colon;alert(1)",
            "javascript&#58;alert(1)",
            "javascript&#x3a;alert(1)",
            "javascript&#0000058alert(1)",
            "&#106;avascript:alert(1)",
            "&#x6A;avascript:alert(1)",
            "java&Tab;script:alert(1)",
            "java&NewLine;script:alert(1)",
            "java&#10;script:alert(1)",
            "java\u{ad}script:alert(1)",
            "\u{feff}javascript:alert(1)",
            "javascript://example.com/%0aalert(1)",
            "vbscript:msgbox(1)",
            "VBScript:x",
            "data:text/html;base64,PHNjcmlwdD4=",
            "data:image/svg+xml,<svg onload=alert(1)>",
            "data:image/png;base64,AAAA",
            "DATA:,",
            " data :x",
        ] {
            assert!(is_unsafe_destination(dest), "{dest:?}");
        }
    }

    #[test]
    fn other_destinations_are_left_alone() {
        for dest in [
            "",
            "#javascript:x",
            "/javascript:alert(1)",
            "./data:x",
            "?data:x",
            "javascript",
            "javascript.md",
            "javascript%3Aalert(1)",
            "https://example.ca/javascript:alert(1)",
            "mailto:a@example.ca",
            "tel:+14185550142",
            "données:x",
            "metadata:x",
            "&amp;colon;x",
            "database.md#data:x",
        ] {
            assert!(!is_unsafe_destination(dest), "{dest:?}");
        }
    }

    #[test]
    fn addresses_are_encoded_once() {
        assert_eq!(encode_destination("/prêt à.md"), "/pr%C3%AAt%20%C3%A0.md");
        assert_eq!(encode_destination("a%20b?x=[1]&y"), "a%20b?x=%5B1%5D&y");
    }
}
