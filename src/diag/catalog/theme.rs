//! What may be wrong in templates and interface strings (area 06).

use crate::base::Span;
use crate::diag::{Code, Diagnostic, Severity};

/// The codes of this area.
pub(super) static CODES: &[&Code] = &[
    &TEMPLATE_ERROR,
    &BAD_STRINGS,
    &MISSING_STRING,
    &UNKNOWN_TEMPLATE,
    &UNKNOWN_THEME,
    &UNUSED_STRING,
];

static TEMPLATE_ERROR: Code =
    Code { number: "G0601", name: "template-error", level: Severity::Error };

static BAD_STRINGS: Code = Code { number: "G0602", name: "bad-strings", level: Severity::Error };

static MISSING_STRING: Code =
    Code { number: "G0603", name: "missing-string", level: Severity::Error };

static UNKNOWN_TEMPLATE: Code =
    Code { number: "G0604", name: "unknown-template", level: Severity::Error };

static UNKNOWN_THEME: Code =
    Code { number: "G0605", name: "unknown-theme", level: Severity::Error };

static UNUSED_STRING: Code =
    Code { number: "G0606", name: "unused-string", level: Severity::Warning };

/// A template that cannot be read or run.
pub fn template_error(at: Span, reason: &str) -> Diagnostic {
    Diagnostic::new(&TEMPLATE_ERROR, at).text("reason", reason)
}

/// A file of interface strings that is not Fluent.
pub fn bad_strings(at: Span, reason: &str) -> Diagnostic {
    Diagnostic::new(&BAD_STRINGS, at).text("reason", reason)
}

/// A template asks for a string that no language has.
pub fn missing_string(at: Span, key: &str, lang: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(&MISSING_STRING, at).text("key", key).text("lang", lang).nearest(nearest)
}

/// An article asks for a template the theme does not have.
pub fn unknown_template(at: Span, name: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_TEMPLATE, at).text("name", name).nearest(nearest)
}

/// The theme named in the configuration does not exist.
pub fn unknown_theme(at: Span, name: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_THEME, at).text("name", name).nearest(nearest)
}

/// A string that overrides nothing: no template uses it.
pub fn unused_string(at: Span, key: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(&UNUSED_STRING, at).text("key", key).nearest(nearest)
}
