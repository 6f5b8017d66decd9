//! What may be wrong between the languages (area 05).

use crate::base::Span;
use crate::diag::{Code, Diagnostic, Severity};

/// The codes of this area.
pub(super) static CODES: &[&Code] =
    &[&DUPLICATE_ID, &MISSING_TRANSLATION, &STALE_TRANSLATION, &UNDECLARED_LANGUAGE];

static DUPLICATE_ID: Code = Code { number: "G0501", name: "duplicate-id", level: Severity::Error };

static MISSING_TRANSLATION: Code =
    Code { number: "G0502", name: "missing-translation", level: Severity::Warning };

static STALE_TRANSLATION: Code =
    Code { number: "G0503", name: "stale-translation", level: Severity::Warning };

static UNDECLARED_LANGUAGE: Code =
    Code { number: "G0504", name: "undeclared-language", level: Severity::Warning };

/// Two articles of one language with the same id.
pub fn duplicate_id(at: Span, id: &str, first: Span) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_ID, at).text("id", id).also("first", first)
}

/// An article that lacks a language (reported by `check`).
pub fn missing_translation(at: Span, lang: &str, id: &str) -> Diagnostic {
    Diagnostic::new(&MISSING_TRANSLATION, at).text("lang", lang).text("id", id)
}

/// A translation older than its original (reported by `check`).
pub fn stale_translation(at: Span, lang: &str, id: &str) -> Diagnostic {
    Diagnostic::new(&STALE_TRANSLATION, at).text("lang", lang).text("id", id)
}

/// A folder of `content/` that no language declares.
pub fn undeclared_language(at: Span, code: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(&UNDECLARED_LANGUAGE, at).text("code", code).nearest(nearest)
}
