//! What a site loses sight of as it grows, reported by `check` only (area 12).

use crate::base::Span;
use crate::diag::{Code, Diagnostic, Severity};

/// The codes of this area.
pub(super) static CODES: &[&Code] = &[
    &MISSING_DESCRIPTION,
    &DUPLICATE_TITLE,
    &DUPLICATE_DESCRIPTION,
    &REVIEW_OVERDUE,
    &ORPHAN_PAGE,
    &UNUSED_FILE,
    &OVERSIZED_IMAGE,
];

static MISSING_DESCRIPTION: Code =
    Code { number: "G1201", name: "missing-description", level: Severity::Warning };

/// A page without a description of its own.
pub fn missing_description(at: Span) -> Diagnostic {
    Diagnostic::new(&MISSING_DESCRIPTION, at)
}

static DUPLICATE_TITLE: Code =
    Code { number: "G1202", name: "duplicate-title", level: Severity::Warning };

/// Two articles of one language with the same title.
pub fn duplicate_title(at: Span, title: &str, first: Span) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_TITLE, at).text("title", title).also("first", first)
}

static DUPLICATE_DESCRIPTION: Code =
    Code { number: "G1203", name: "duplicate-description", level: Severity::Warning };

/// Two pages of one language with the same description.
pub fn duplicate_description(at: Span, first: Span) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_DESCRIPTION, at).also("first", first)
}

static REVIEW_OVERDUE: Code =
    Code { number: "G1204", name: "review-overdue", level: Severity::Warning };

/// A page that somebody was to read again before today.
pub fn review_overdue(at: Span, date: &str, owner: Option<&str>) -> Diagnostic {
    Diagnostic::new(&REVIEW_OVERDUE, at)
        .text("date", date)
        .text("owner", owner.unwrap_or_default())
        .number("owned", usize::from(owner.is_some()))
}

static ORPHAN_PAGE: Code = Code { number: "G1205", name: "orphan-page", level: Severity::Warning };

/// An article that no text leads to and no article lists as related.
pub fn orphan_page(at: Span, id: &str) -> Diagnostic {
    Diagnostic::new(&ORPHAN_PAGE, at).text("id", id)
}

static UNUSED_FILE: Code = Code { number: "G1206", name: "unused-file", level: Severity::Warning };

/// A file that nothing shows or leads to.
pub fn unused_file(at: Span, path: &str) -> Diagnostic {
    Diagnostic::new(&UNUSED_FILE, at).text("path", path)
}

static OVERSIZED_IMAGE: Code =
    Code { number: "G1207", name: "oversized-image", level: Severity::Warning };

/// An image much larger than what a page shows of it; no width when only its bytes are
/// too many.
pub fn oversized_image(at: Span, path: &str, width: Option<u32>, kib: u64) -> Diagnostic {
    Diagnostic::new(&OVERSIZED_IMAGE, at)
        .text("path", path)
        .number("width", width.unwrap_or(0) as usize)
        .number("kib", usize::try_from(kib).unwrap_or(usize::MAX))
}
