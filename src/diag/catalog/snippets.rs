//! What may be wrong in the ids of a chat tool, and in what was pasted into a
//! catalogue (area 13).

use crate::base::Span;
use crate::diag::{Code, Diagnostic, Severity};

/// The codes of this area.
pub(super) static CODES: &[&Code] = &[
    &BAD_PROVIDER_ID,
    &ESCAPED_SCRIPT,
    &BREAK_IN_SCRIPT,
    &CURLY_QUOTES,
    &TWO_WIDGETS,
    &DEAD_PLUGIN,
    &OBSOLETE_SNIPPET,
    &INSECURE_ADDRESS,
    &OTHER_LANGUAGE,
    &PLACEHOLDER_ID,
    &BLOCKED_SCRIPT,
    &UNCLOSED_SCRIPT,
    &NO_SNIPPET,
];

static BAD_PROVIDER_ID: Code =
    Code { number: "G1301", name: "bad-provider-id", level: Severity::Error };
static ESCAPED_SCRIPT: Code =
    Code { number: "G1302", name: "escaped-script", level: Severity::Error };
static BREAK_IN_SCRIPT: Code =
    Code { number: "G1303", name: "break-in-script", level: Severity::Error };
static CURLY_QUOTES: Code = Code { number: "G1304", name: "curly-quotes", level: Severity::Error };
static TWO_WIDGETS: Code = Code { number: "G1305", name: "two-widgets", level: Severity::Error };
static DEAD_PLUGIN: Code = Code { number: "G1306", name: "dead-plugin", level: Severity::Error };
static OBSOLETE_SNIPPET: Code =
    Code { number: "G1307", name: "obsolete-snippet", level: Severity::Error };
static INSECURE_ADDRESS: Code =
    Code { number: "G1308", name: "insecure-address", level: Severity::Error };
static OTHER_LANGUAGE: Code =
    Code { number: "G1309", name: "snippet-language", level: Severity::Warning };
static PLACEHOLDER_ID: Code =
    Code { number: "G1310", name: "placeholder-id", level: Severity::Error };
static BLOCKED_SCRIPT: Code =
    Code { number: "G1311", name: "blocked-script", level: Severity::Error };
static UNCLOSED_SCRIPT: Code =
    Code { number: "G1312", name: "unclosed-script", level: Severity::Error };
static NO_SNIPPET: Code = Code { number: "G1313", name: "no-snippet", level: Severity::Warning };

/// An id that cannot be one of the provider; `shape` is a variant of the message.
pub fn bad_provider_id(at: Span, key: &str, value: &str, shape: &str) -> Diagnostic {
    Diagnostic::new(&BAD_PROVIDER_ID, at).text("key", key).text("value", value).text("shape", shape)
}

/// A script that readers see as text.
pub fn escaped_script(at: Span) -> Diagnostic {
    Diagnostic::new(&ESCAPED_SCRIPT, at)
}

/// Tags of paragraphs and line breaks inside a script.
pub fn break_in_script(at: Span) -> Diagnostic {
    Diagnostic::new(&BREAK_IN_SCRIPT, at)
}

/// Typographic quotes where code needs straight ones.
pub fn curly_quotes(at: Span) -> Diagnostic {
    Diagnostic::new(&CURLY_QUOTES, at)
}

/// A second snippet of a chat tool.
pub fn two_widgets(at: Span, provider: &str, first: Span) -> Diagnostic {
    Diagnostic::new(&TWO_WIDGETS, at).text("provider", provider).also("first", first)
}

/// Messenger's plugin for sites, which stopped on 9 May 2024.
pub fn dead_plugin(at: Span) -> Diagnostic {
    Diagnostic::new(&DEAD_PLUGIN, at)
}

/// A snippet of Zopim, which Zendesk replaced.
pub fn obsolete_snippet(at: Span) -> Diagnostic {
    Diagnostic::new(&OBSOLETE_SNIPPET, at)
}

/// A script asked for without encryption.
pub fn insecure_address(at: Span, url: &str) -> Diagnostic {
    Diagnostic::new(&INSECURE_ADDRESS, at).text("url", url)
}

/// A snippet that says another language than the page it stands in.
pub fn other_language(at: Span, snippet: &str, page: &str) -> Diagnostic {
    Diagnostic::new(&OTHER_LANGUAGE, at).text("snippet", snippet).text("page", page)
}

/// The name of an id in the place of the id; `shape` is a variant of the message.
pub fn placeholder_id(at: Span, value: &str, shape: &str) -> Diagnostic {
    Diagnostic::new(&PLACEHOLDER_ID, at).text("value", value).text("shape", shape)
}

/// A script that the page's own Content-Security-Policy forbids; `kind` is a variant.
pub fn blocked_script(at: Span, kind: &str, host: &str) -> Diagnostic {
    Diagnostic::new(&BLOCKED_SCRIPT, at).text("kind", kind).text("host", host)
}

/// A script without its end.
pub fn unclosed_script(at: Span) -> Diagnostic {
    Diagnostic::new(&UNCLOSED_SCRIPT, at)
}

/// No snippet of a known chat tool at all.
pub fn no_snippet(at: Span) -> Diagnostic {
    Diagnostic::new(&NO_SNIPPET, at)
}
