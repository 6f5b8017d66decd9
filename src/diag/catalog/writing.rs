//! What is amiss in the words themselves, reported by `check` only (area 11).

use crate::base::Span;
use crate::diag::{Code, Diagnostic, Severity};

/// The codes of this area.
pub(super) static CODES: &[&Code] = &[
    &UNPAIRED_QUOTE,
    &FOREIGN_QUOTES,
    &MISPLACED_SPACE,
    &WRONG_APOSTROPHE,
    &WRONG_ORDINAL,
    &MISSING_LIGATURE,
    &MISSING_ACCENT,
    &FOREIGN_PASSAGE,
];

static UNPAIRED_QUOTE: Code =
    Code { number: "G1101", name: "unpaired-quote", level: Severity::Warning };

/// A quotation mark without its pair.
pub fn unpaired_quote(at: Span, sign: &str) -> Diagnostic {
    Diagnostic::new(&UNPAIRED_QUOTE, at).text("sign", sign)
}

static FOREIGN_QUOTES: Code =
    Code { number: "G1102", name: "foreign-quotes", level: Severity::Warning };

/// Quotation marks of another language.
pub fn foreign_quotes(at: Span, sign: &str, right: &str) -> Diagnostic {
    Diagnostic::new(&FOREIGN_QUOTES, at).text("sign", sign).text("right", right)
}

static MISPLACED_SPACE: Code =
    Code { number: "G1103", name: "misplaced-space", level: Severity::Warning };

/// A space too many or too few; `kind` is a variant of the message, `sign` what it stands at.
pub fn misplaced_space(at: Span, kind: &str, sign: &str) -> Diagnostic {
    Diagnostic::new(&MISPLACED_SPACE, at).text("kind", kind).text("sign", sign)
}

static WRONG_APOSTROPHE: Code =
    Code { number: "G1104", name: "wrong-apostrophe", level: Severity::Warning };

/// Another sign in the place of an apostrophe.
pub fn wrong_apostrophe(at: Span, sign: &str) -> Diagnostic {
    Diagnostic::new(&WRONG_APOSTROPHE, at).text("sign", sign)
}

static WRONG_ORDINAL: Code =
    Code { number: "G1105", name: "wrong-ordinal", level: Severity::Warning };

/// A French ordinal that is not abbreviated as it should be.
pub fn wrong_ordinal(at: Span, written: &str, right: &str) -> Diagnostic {
    Diagnostic::new(&WRONG_ORDINAL, at).text("written", written).text("right", right)
}

static MISSING_LIGATURE: Code =
    Code { number: "G1106", name: "missing-ligature", level: Severity::Warning };

/// A French word with `oe` for `œ`.
pub fn missing_ligature(at: Span, written: &str, right: &str) -> Diagnostic {
    Diagnostic::new(&MISSING_LIGATURE, at).text("written", written).text("right", right)
}

static MISSING_ACCENT: Code =
    Code { number: "G1107", name: "missing-accent", level: Severity::Warning };

/// A French capital without its accent.
pub fn missing_accent(at: Span, written: &str, right: &str) -> Diagnostic {
    Diagnostic::new(&MISSING_ACCENT, at).text("written", written).text("right", right)
}

static FOREIGN_PASSAGE: Code =
    Code { number: "G1108", name: "foreign-passage", level: Severity::Warning };

/// A passage in another language than its page; `lang` is its primary subtag, `n_more` how
/// many more there are in the text.
pub fn foreign_passage(at: Span, lang: &str, n_more: usize) -> Diagnostic {
    Diagnostic::new(&FOREIGN_PASSAGE, at).text("lang", lang).number("more", n_more)
}
