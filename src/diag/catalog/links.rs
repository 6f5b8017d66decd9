//! What may be wrong with links, anchors and images (area 04).

use crate::base::Span;
use crate::diag::{Code, Diagnostic, Severity};

/// The codes of this area.
pub(super) static CODES: &[&Code] = &[
    &BROKEN_LINK,
    &BROKEN_ANCHOR,
    &MISSING_IMAGE,
    &MISSING_FILE,
    &UNSAFE_LINK,
    &LINK_CASE,
    &LINK_OUTSIDE,
    &LINK_TO_HIDDEN,
];

static BROKEN_LINK: Code = Code { number: "G0401", name: "broken-link", level: Severity::Error };

static BROKEN_ANCHOR: Code =
    Code { number: "G0402", name: "broken-anchor", level: Severity::Error };

static MISSING_IMAGE: Code =
    Code { number: "G0403", name: "missing-image", level: Severity::Error };

static MISSING_FILE: Code = Code { number: "G0404", name: "missing-file", level: Severity::Error };

static UNSAFE_LINK: Code = Code { number: "G0405", name: "unsafe-link", level: Severity::Error };

static LINK_CASE: Code = Code { number: "G0406", name: "link-case", level: Severity::Error };

static LINK_OUTSIDE: Code = Code { number: "G0407", name: "link-outside", level: Severity::Error };

static LINK_TO_HIDDEN: Code =
    Code { number: "G0408", name: "link-to-hidden", level: Severity::Error };

/// A link to a page that does not exist.
pub fn broken_link(at: Span, target: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(&BROKEN_LINK, at).text("target", target).nearest(nearest)
}

/// A link to a heading that does not exist.
pub fn broken_anchor(at: Span, anchor: &str, page: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(&BROKEN_ANCHOR, at).text("anchor", anchor).text("page", page).nearest(nearest)
}

/// An image that does not exist.
pub fn missing_image(at: Span, target: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(&MISSING_IMAGE, at).text("target", target).nearest(nearest)
}

/// A link to a file that does not exist.
pub fn missing_file(at: Span, target: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(&MISSING_FILE, at).text("target", target).nearest(nearest)
}

/// A link with a scheme that can run code.
pub fn unsafe_link(at: Span, target: &str) -> Diagnostic {
    Diagnostic::new(&UNSAFE_LINK, at).text("target", target)
}

/// A link that differs from the file's name by upper and lower case.
pub fn link_case(at: Span, target: &str, actual: &str) -> Diagnostic {
    Diagnostic::new(&LINK_CASE, at).text("target", target).text("actual", actual)
}

/// A link to a file outside the site.
pub fn link_outside(at: Span, target: &str) -> Diagnostic {
    Diagnostic::new(&LINK_OUTSIDE, at).text("target", target)
}

/// A link to an article that is a draft, scheduled or expired.
pub fn link_to_hidden(at: Span, target: &str) -> Diagnostic {
    Diagnostic::new(&LINK_TO_HIDDEN, at).text("target", target)
}
