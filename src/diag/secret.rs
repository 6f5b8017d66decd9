//! What looks like a password or a token is not shown, wherever it was written.

use std::borrow::Cow;

/// How tokens begin, as their issuers say so that they are found: Stripe, GitHub,
/// GitLab, Slack, Amazon, Google, npm, `PyPI`, `SendGrid`, JSON Web Tokens.
const BEGINNINGS: [&str; 22] = [
    "sk_live_",
    "sk_test_",
    "rk_live_",
    "whsec_",
    "ghp_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
    "github_pat_",
    "glpat-",
    "xoxa-",
    "xoxb-",
    "xoxp-",
    "xoxr-",
    "AKIA",
    "ASIA",
    "AIza",
    "npm_",
    "pypi-",
    "SG.",
    "eyJ",
];

/// The least length of a token.
const MIN_LEN: usize = 16;

/// The text with a star for each sign of a token in it: places stay right.
pub fn hide_secrets(text: &str) -> Cow<'_, str> {
    if !BEGINNINGS.iter().any(|beginning| text.contains(beginning)) {
        return Cow::Borrowed(text);
    }
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '+' | '=');
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(|c| !is_part(c)) {
        let len = word.trim_end_matches(|c| !is_part(c)).len();
        let (token, rest) = word.split_at(len);
        let is_token = len >= MIN_LEN && BEGINNINGS.iter().any(|start| token.starts_with(start));
        if is_token {
            out.extend(std::iter::repeat_n('*', len));
        } else {
            out.push_str(token);
        }
        out.push_str(rest);
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::hide_secrets;

    #[test]
    fn tokens_become_stars_of_the_same_length() {
        for (text, shown) in [
            ("key: \"sk_live_0123456789\" é", "key: \"******************\" é"),
            ("ghp_0123456789ab,x", "****************,x"),
            ("eyJhbGciOiJIUzI1.eyJzdWIi.c2ln", "******************************"),
            ("[npm_](npm_install.md)", "[npm_](npm_install.md)"),
            ("AKIA", "AKIA"),
            ("été", "été"),
        ] {
            assert_eq!(hide_secrets(text), shown);
        }
    }
}
