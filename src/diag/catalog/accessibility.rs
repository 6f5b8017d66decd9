//! What keeps readers out, reported by `check` only (area 10).

use crate::base::Span;
use crate::diag::{Code, Diagnostic, Severity};

/// The codes of this area.
pub(super) static CODES: &[&Code] = &[
    &MISSING_ALT,
    &VAGUE_ALT,
    &HEADING_JUMP,
    &SECOND_H1,
    &VAGUE_LINK,
    &ADDRESS_AS_LINK,
    &EMPTY_LINK,
    &EMPTY_HEADER,
];

static MISSING_ALT: Code = Code { number: "G1001", name: "missing-alt", level: Severity::Warning };

/// An image without alternative text.
pub fn missing_alt(at: Span, image: &str) -> Diagnostic {
    Diagnostic::new(&MISSING_ALT, at).text("image", image)
}

static VAGUE_ALT: Code = Code { number: "G1002", name: "vague-alt", level: Severity::Warning };

/// Alternative text that names the file or the kind of image and not what it shows.
pub fn vague_alt(at: Span, alt: &str) -> Diagnostic {
    Diagnostic::new(&VAGUE_ALT, at).text("alt", alt)
}

static HEADING_JUMP: Code =
    Code { number: "G1003", name: "heading-jump", level: Severity::Warning };

/// A heading more than one level below the one before it; `right` is the level it may have.
pub fn heading_jump(at: Span, level: u8, right: u8) -> Diagnostic {
    Diagnostic::new(&HEADING_JUMP, at).number("level", level.into()).number("right", right.into())
}

static SECOND_H1: Code = Code { number: "G1004", name: "second-h1", level: Severity::Warning };

/// A heading of level 1 in a page that has its title.
pub fn second_h1(at: Span, title: &str) -> Diagnostic {
    Diagnostic::new(&SECOND_H1, at).text("title", title)
}

static VAGUE_LINK: Code = Code { number: "G1005", name: "vague-link", level: Severity::Warning };

/// Words of a link that do not say where it leads.
pub fn vague_link(at: Span, words: &str) -> Diagnostic {
    Diagnostic::new(&VAGUE_LINK, at).text("words", words)
}

static ADDRESS_AS_LINK: Code =
    Code { number: "G1006", name: "address-as-link", level: Severity::Warning };

/// A link whose words are its address.
pub fn address_as_link(at: Span, address: &str) -> Diagnostic {
    Diagnostic::new(&ADDRESS_AS_LINK, at).text("address", address)
}

static EMPTY_LINK: Code = Code { number: "G1007", name: "empty-link", level: Severity::Warning };

/// A link without words.
pub fn empty_link(at: Span) -> Diagnostic {
    Diagnostic::new(&EMPTY_LINK, at)
}

static EMPTY_HEADER: Code =
    Code { number: "G1008", name: "empty-header", level: Severity::Warning };

/// A column of a table, or all, without a header.
pub fn empty_header(at: Span, n_columns: usize) -> Diagnostic {
    Diagnostic::new(&EMPTY_HEADER, at).number("columns", n_columns)
}
