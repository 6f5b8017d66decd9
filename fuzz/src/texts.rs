//! Bytes as the texts that guichet gets to see.

use guichet::base::{SourceId, Span};
use guichet::diag::Diagnostic;
use guichet::source::decode::decode;

use crate::inside::span_faults;

/// The only source of most targets.
pub(crate) const SOURCE: SourceId = SourceId(0);

/// The bytes of a file as its text, with the places of what is said of it checked.
pub(crate) fn text(data: &[u8]) -> String {
    let outcome = decode(data, SOURCE);
    let text = outcome.value;
    assert!(!text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')), "{text:?}");
    spans_are_inside(&outcome.diagnostics, &text);
    text
}

/// Every place lies in the one text there is.
pub(crate) fn spans_are_inside(said: &[Diagnostic], text: &str) {
    let faults = span_faults(said, |source| (source == SOURCE).then_some(text));
    assert!(faults.is_empty(), "{faults:?} in {text:?}");
}

/// A place lies in a text.
pub(crate) fn span_is_inside(span: Span, text: &str) {
    assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
}
