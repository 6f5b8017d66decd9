//! What a page may load and do: a content security policy (W3C CSP Level 3), in the
//! page itself and in the headers of its host.

/// Everything comes from the site itself, no script or style stands in a page, and no
/// text becomes code.
const RULES: [(&str, &str); 9] = [
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),
    ("font-src", "'self'"),
    ("connect-src", "'self'"),
    ("form-action", "'self'"),
    ("base-uri", "'none'"),
    ("require-trusted-types-for", "'script'"),
];

/// Who may show a page in a frame: a rule that counts only in a header.
const FRAMES: (&str, &str) = ("frame-ancestors", "'self'");

/// The policy that stands in every page.
pub(super) fn policy() -> String {
    written(&RULES)
}

/// The policy for the headers of a host: the same, and what a page cannot say.
pub(super) fn policy_of_headers() -> String {
    format!("{}; {}", policy(), written(&[FRAMES]))
}

fn written(rules: &[(&str, &str)]) -> String {
    let rules: Vec<String> = rules.iter().map(|(name, value)| format!("{name} {value}")).collect();
    rules.join("; ")
}
