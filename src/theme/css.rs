//! A light minifier of style sheets: comments and needless spaces go, nothing
//! is rewritten. Strings and `url(…)` stay byte for byte.

/// The style sheet without comments and needless spaces.
pub(super) fn minify(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let mut has_space = false;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.find("*/").map_or("", |end| &comment[end + 2..]);
            has_space = true;
            continue;
        }
        if c.is_ascii_whitespace() {
            rest = &rest[1..];
            has_space = true;
            continue;
        }
        // A space after a colon means nothing; one before it does (`a :hover`).
        let is_tight = out.is_empty()
            || out.ends_with(['{', '}', ';', ',', ':', '>']) && !out.ends_with("\\:")
            || matches!(c, '{' | '}' | ';' | ',' | '>');
        if has_space && !is_tight {
            out.push(' ');
        }
        has_space = false;
        if c == '}' && out.ends_with(';') {
            out.pop();
        }
        let len = token_len(rest, &out);
        out.push_str(&rest[..len]);
        rest = &rest[len..];
    }
    out
}

/// The length of what stands at the start of `rest` and must stay as it is.
fn token_len(rest: &str, before: &str) -> usize {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    match rest.as_bytes().first() {
        Some(quote @ (b'"' | b'\'')) => string_len(rest, *quote),
        Some(b'(') if before.len() >= 3 && ends_with_url(before) => {
            let is_quoted = rest[1..].trim_start().starts_with(['"', '\'']);
            if is_quoted { 1 } else { rest.find(')').map_or(rest.len(), |end| end + 1) }
        }
        Some(b'\\') => first + rest[first..].chars().next().map_or(0, char::len_utf8),
        _ => first,
    }
}

fn ends_with_url(before: &str) -> bool {
    before.as_bytes()[before.len() - 3..].eq_ignore_ascii_case(b"url")
}

/// The length of a string with its quotes; an unclosed one ends with its line.
fn string_len(rest: &str, quote: u8) -> usize {
    let bytes = rest.as_bytes();
    let mut idx = 1;
    while idx < bytes.len() {
        match bytes[idx] {
            b'\\' => idx += 2,
            b'\n' => return idx,
            b if b == quote => return idx + 1,
            _ => idx += 1,
        }
    }
    // A backslash before the end may have stepped over it, or into a character.
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::minify;

    #[test]
    fn comments_and_spaces_go_and_strings_stay() {
        for (css, small) in [
            ("/* a */\n:root {\n  --x: 1px;\n}\n", ":root{--x:1px}"),
            ("a :hover , b > c { color : red ; }", "a :hover,b>c{color :red}"),
            ("p { width: calc( 1px + 2px ); }", "p{width:calc( 1px + 2px )}"),
            ("q::before { content: \"/* « ; } \"; }", "q::before{content:\"/* « ; } \"}"),
            ("a{background:url(//x/*y.png)}", "a{background:url(//x/*y.png)}"),
            ("a{background:url( 'x;  y.svg' )}", "a{background:url( 'x;  y.svg' )}"),
            ("a{content:'\\'';  color:red}", "a{content:'\\'';color:red}"),
            (
                "@media (width > 1em) and (hover) { a { b: c } }",
                "@media (width>1em) and (hover){a{b:c}}",
            ),
            ("a { } /* open", "a{}"),
            (".md\\:x { a: b }", ".md\\:x{a:b}"),
            (".md\\: x { a: b }", ".md\\: x{a:b}"),
            ("a{content:\"open\nb{c: d}", "a{content:\"open b{c:d}"),
        ] {
            assert_eq!(minify(css), small, "{css}");
        }
    }
}
