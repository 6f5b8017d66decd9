//! What the preview adds to a page on its way out. The artifacts never have it.

use std::fmt::Write;

/// Where the client script is.
pub(super) const SCRIPT: &str = "/.guichet/reload.js";

/// The page with the script that reloads it, and with a policy that lets the script
/// run and ask for events. `version` says which build the page is of.
pub(super) fn inject(html: &str, version: &str) -> String {
    let mut out = String::with_capacity(html.len() + 200);
    let end = find_last(html, "</body").unwrap_or(html.len());
    let (head, tail) = html.split_at(end);
    match policy_in(head) {
        Some((start, end)) => {
            out.push_str(&head[..start]);
            out.push_str(&widen(&head[start..end]));
            out.push_str(&head[end..]);
        }
        None => out.push_str(head),
    }
    // Writing into a string cannot fail.
    let _ = write!(out, "<script type=\"module\" src=\"{SCRIPT}?v={version}\"></script>");
    out.push_str(tail);
    out
}

/// Adds `'self'` to the sources of scripts and connections. The default theme has
/// both already, and then nothing changes.
fn widen(policy: &str) -> String {
    let mut directives: Vec<Vec<&str>> =
        policy.split(';').map(|part| part.split_ascii_whitespace().collect()).collect();
    directives.retain(|words| !words.is_empty());
    let find = |directives: &[Vec<&str>], name: &str| {
        directives.iter().position(|words| words[0].eq_ignore_ascii_case(name))
    };
    let default = find(&directives, "default-src").map(|idx| directives[idx].clone());
    for name in ["script-src", "script-src-elem", "connect-src"] {
        let idx = match (find(&directives, name), &default) {
            (Some(idx), _) => idx,
            (None, Some(default)) if name != "script-src-elem" => {
                let mut words = default.clone();
                words[0] = name;
                directives.push(words);
                directives.len() - 1
            }
            (None, _) => continue,
        };
        let words = &mut directives[idx];
        if !words.contains(&"'self'") {
            words.retain(|word| *word != "'none'");
            words.push("'self'");
        }
    }
    directives.iter().map(|words| words.join(" ")).collect::<Vec<_>>().join("; ")
}

/// The range of the policy in the first `<meta http-equiv=content-security-policy>`.
fn policy_in(html: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(start) = find(html, "<meta", from) {
        let end = start + html[start..].find('>')?;
        if find(&html[..end], "content-security-policy", start).is_some() {
            let value = find(&html[..end], "content=", start)? + "content=".len();
            let quote = html[value..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let length = html[value + 1..].find(quote)?;
            return Some((value + 1, value + 1 + length));
        }
        from = end;
    }
    None
}

/// The first place of an ASCII word from `from` on, whatever its case.
fn find(text: &str, word: &str, from: usize) -> Option<usize> {
    let windows = text.as_bytes().get(from..)?.windows(word.len());
    windows.enumerate().find(|(_, bytes)| is(bytes, word)).map(|(idx, _)| from + idx)
}

fn find_last(text: &str, word: &str) -> Option<usize> {
    let windows = text.as_bytes().windows(word.len());
    windows.enumerate().rev().find(|(_, bytes)| is(bytes, word)).map(|(idx, _)| idx)
}

fn is(bytes: &[u8], word: &str) -> bool {
    bytes.eq_ignore_ascii_case(word.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{inject, widen};

    const TAG: &str = "<script type=\"module\" src=\"/.guichet/reload.js?v=1\"></script>";

    #[test]
    fn the_script_stands_before_the_last_end_of_the_body() {
        let page = "<body><pre>&lt;/body></pre></BODY></html>";
        let expected = format!("<body><pre>&lt;/body></pre>{TAG}</BODY></html>");
        assert_eq!(inject(page, "1"), expected);
        assert_eq!(inject("été", "1"), format!("été{TAG}"));
        assert_eq!(inject("", "1"), TAG);
    }

    #[test]
    fn the_policy_of_the_page_lets_the_script_in() {
        let page = "<meta charset=utf-8><META http-equiv=Content-Security-Policy content=\"default-src 'none'\"><p>";
        let out = inject(page, "1");
        let policy = "content=\"default-src 'none'; script-src 'self'; connect-src 'self'\"";
        assert!(out.contains(policy), "{out}");
    }

    #[test]
    fn a_policy_that_is_wide_enough_stays() {
        for policy in [
            "default-src 'self'; script-src 'self'; connect-src 'self'",
            "img-src 'self'",
            "script-src 'self'; connect-src 'self' https://x.example",
        ] {
            assert_eq!(widen(policy), policy);
        }
        assert_eq!(
            widen("script-src 'none';connect-src a"),
            "script-src 'self'; connect-src a 'self'"
        );
        assert_eq!(
            widen("default-src b"),
            "default-src b; script-src b 'self'; connect-src b 'self'"
        );
    }
}
