//! What a page may load and do: a content security policy (W3C CSP Level 3), in the
//! page itself and in the headers of its host.

use crate::config::{Feedback, Receiver};

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

/// The policy that stands in every page. Where votes go to another host or to a
/// mailbox, forms may lead there, and scripts may send them to the host.
pub(super) fn policy(feedback: Option<&Feedback>) -> String {
    let receiver = feedback.map(|feedback| &feedback.receiver);
    let more = |rule: &str| match (rule, receiver) {
        ("form-action" | "connect-src", Some(Receiver::There(host))) => format!(" {host}"),
        ("form-action", Some(Receiver::Mail)) => " mailto:".to_owned(),
        _ => String::new(),
    };
    RULES.map(|(rule, sources)| format!("{rule} {sources}{}", more(rule))).join("; ")
}

/// The policy for the headers of a host: the same, and what a page cannot say.
pub(super) fn policy_of_headers(feedback: Option<&Feedback>) -> String {
    let (rule, sources) = FRAMES;
    format!("{}; {rule} {sources}", policy(feedback))
}
