//! Styles of a drawing without what loads.

/// Words of which a style that holds one loads or runs something in some browser.
const LOADING: [&str; 6] =
    ["image-set(", "src(", "cross-fade(", "expression(", "-moz-binding", "behavior:"];

/// A style without what loads, and what that was; none when nothing does. What is
/// left of one that hides what it says is nothing.
pub(super) fn clean(css: &str) -> Option<(String, String)> {
    let lower = css.to_ascii_lowercase();
    if let Some(word) = LOADING.iter().find(|word| lower.contains(**word)) {
        return Some((String::new(), (*word).to_owned()));
    }
    let is_hiding = |pair: &[u8]| pair[0] == b'\\' && pair[1].is_ascii_alphanumeric();
    // An escaped letter makes one word look like another (CSS Syntax 3, §4.3.7); signs
    // are not escaped where a function or a rule begins.
    if lower.contains(['@', '(']) && css.as_bytes().windows(2).any(is_hiding) {
        return Some((String::new(), "\\".to_owned()));
    }
    let (mut out, mut what, mut at) = (String::new(), None, 0);
    let mut from = 0;
    while let Some(next) = next_word(&lower, from) {
        if lower[next..].starts_with("@import") {
            let end = lower[next..].find(';').map_or(lower.len(), |len| next + len + 1);
            out.push_str(&css[at..next]);
            (at, from) = (end, end);
            what.get_or_insert_with(|| "@import".to_owned());
            continue;
        }
        let end = lower[next..].find(')').map_or(lower.len(), |len| next + len + 1);
        let inside = lower[next + 4..end].trim_end_matches(')');
        let inside = inside.trim().trim_matches(['"', '\'']).trim();
        from = end;
        if !(inside.is_empty() || inside.starts_with('#') || is_raster(inside) || is_font(inside)) {
            out.push_str(&css[at..next]);
            out.push_str("url(#)");
            at = end;
            let shown: String = inside.chars().take(40).collect();
            what.get_or_insert_with(|| format!("url({shown})"));
        }
    }
    let what = what?;
    out.push_str(&css[at..]);
    Some((out, what))
}

/// Where the next rule or function that loads begins.
fn next_word(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += text[at..].find(['@', 'u'])?;
        if ["@import", "url("].iter().any(|word| text[at..].starts_with(word)) {
            return Some(at);
        }
        at += 1;
    }
}

/// Whether an address (lower case) holds an image of pixels itself.
pub(super) fn is_raster(lower: &str) -> bool {
    ["png", "jpeg", "jpg", "gif", "webp", "avif"].iter().any(|kind| {
        let rest = lower.strip_prefix("data:image/").and_then(|rest| rest.strip_prefix(kind));
        rest.is_some_and(|rest| rest.starts_with([';', ',']))
    })
}

/// Whether an address (lower case) holds a font itself.
fn is_font(lower: &str) -> bool {
    [
        "data:font/",
        "data:application/font",
        "data:application/x-font",
        "data:application/vnd.ms-fontobject",
    ]
    .iter()
    .any(|start| lower.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn what_loads_is_cut_out_and_the_rest_stays() {
        for harmless in [
            ".a{fill:url(#g)}",
            "fill: url( '#g' ); stroke: red",
            "@font-face{src:url(data:font/woff2;base64,AA)}",
            "-inkscape-font-specification:'sans\\, bold'",
            "content:'\\201C'",
            "",
        ] {
            assert_eq!(clean(harmless), None, "{harmless}");
        }
        for (css, left, what) in [
            (".a{fill:url(x.svg#g)}b{c:d}", ".a{fill:url(#)}b{c:d}", "url(x.svg#g)"),
            ("@IMPORT 'https://x/y.css'; a{}", " a{}", "@import"),
            ("a{b:URL( \"//x\" )", "a{b:url(#)", "url(//x)"),
            ("@import url(//x)", "", "@import"),
            ("a{b:\\75rl(//x)}", "", "\\"),
            ("a{b:image-set('//x' 1x)}", "", "image-set("),
            ("a{b:url(//x", "a{b:url(#)", "url(//x)"),
        ] {
            assert_eq!(clean(css), Some((left.to_owned(), what.to_owned())), "{css}");
        }
    }
}
