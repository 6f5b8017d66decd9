//! What may be wrong in the Markdown text (area 03).

use crate::base::Span;
use crate::diag::{Code, Diagnostic, Severity};

/// The codes of this area.
pub(super) static CODES: &[&Code] = &[
    &UNKNOWN_VARIABLE,
    &BAD_EXPANSION,
    &MISSING_INCLUDE,
    &INCLUDE_CYCLE,
    &INCLUDE_TOO_DEEP,
    &EXPANSION_TOO_LONG,
    &UNKNOWN_CONTAINER,
    &UNCLOSED_CONTAINER,
    &STRAY_CONTAINER_END,
    &EMPTY_TABS,
    &DUPLICATE_HEADING_ID,
    &UNKNOWN_CODE_LANGUAGE,
    &HTML_DROPPED,
    &NESTED_TOO_DEEP,
    &CODE_TOO_LONG,
    &UNDEFINED_FOOTNOTE,
    &STEPS_WITHOUT_LIST,
    &TOO_MANY_EXPANSIONS,
    &RESERVED_HEADING_ID,
    &CODE_TOO_SLOW,
    &TOO_MANY_LINKS,
];

static UNKNOWN_VARIABLE: Code =
    Code { number: "G0301", name: "unknown-variable", level: Severity::Error };

static BAD_EXPANSION: Code =
    Code { number: "G0302", name: "bad-expansion", level: Severity::Error };

static MISSING_INCLUDE: Code =
    Code { number: "G0303", name: "missing-include", level: Severity::Error };

static INCLUDE_CYCLE: Code =
    Code { number: "G0304", name: "include-cycle", level: Severity::Error };

static INCLUDE_TOO_DEEP: Code =
    Code { number: "G0305", name: "include-too-deep", level: Severity::Error };

static EXPANSION_TOO_LONG: Code =
    Code { number: "G0306", name: "expansion-too-long", level: Severity::Error };

static UNKNOWN_CONTAINER: Code =
    Code { number: "G0307", name: "unknown-container", level: Severity::Error };

static UNCLOSED_CONTAINER: Code =
    Code { number: "G0308", name: "unclosed-container", level: Severity::Error };

static STRAY_CONTAINER_END: Code =
    Code { number: "G0309", name: "stray-container-end", level: Severity::Error };

static EMPTY_TABS: Code = Code { number: "G0310", name: "empty-tabs", level: Severity::Warning };

static DUPLICATE_HEADING_ID: Code =
    Code { number: "G0311", name: "duplicate-heading-id", level: Severity::Error };

static RESERVED_HEADING_ID: Code =
    Code { number: "G0319", name: "reserved-heading-id", level: Severity::Error };

static UNKNOWN_CODE_LANGUAGE: Code =
    Code { number: "G0312", name: "unknown-code-language", level: Severity::Warning };

static HTML_DROPPED: Code =
    Code { number: "G0313", name: "html-dropped", level: Severity::Warning };

static NESTED_TOO_DEEP: Code =
    Code { number: "G0314", name: "nested-too-deep", level: Severity::Error };

static CODE_TOO_LONG: Code =
    Code { number: "G0315", name: "code-too-long", level: Severity::Warning };

static CODE_TOO_SLOW: Code =
    Code { number: "G0320", name: "code-too-slow", level: Severity::Warning };

static TOO_MANY_LINKS: Code =
    Code { number: "G0321", name: "too-many-links", level: Severity::Error };

static UNDEFINED_FOOTNOTE: Code =
    Code { number: "G0316", name: "undefined-footnote", level: Severity::Warning };

static STEPS_WITHOUT_LIST: Code =
    Code { number: "G0317", name: "steps-without-list", level: Severity::Warning };

static TOO_MANY_EXPANSIONS: Code =
    Code { number: "G0318", name: "too-many-expansions", level: Severity::Error };

/// A `{{ name }}` that `[variables]` does not define.
pub fn unknown_variable(at: Span, name: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_VARIABLE, at).text("name", name).nearest(nearest)
}

/// Braces that are neither a variable nor an include.
pub fn bad_expansion(at: Span, text: &str) -> Diagnostic {
    Diagnostic::new(&BAD_EXPANSION, at).text("text", text)
}

/// An include of a file that does not exist.
pub fn missing_include(at: Span, path: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(&MISSING_INCLUDE, at).text("path", path).nearest(nearest)
}

/// An include that includes itself, directly or not.
pub fn include_cycle(at: Span, chain: &str) -> Diagnostic {
    Diagnostic::new(&INCLUDE_CYCLE, at).text("chain", chain)
}

/// Includes nested deeper than the limit.
pub fn include_too_deep(at: Span, limit: usize, chain: &str) -> Diagnostic {
    Diagnostic::new(&INCLUDE_TOO_DEEP, at).number("limit", limit).text("chain", chain)
}

/// Expanded text longer than the limit in bytes.
pub fn expansion_too_long(at: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(&EXPANSION_TOO_LONG, at).number("limit", limit)
}

/// A `:::name` that does not exist.
pub fn unknown_container(at: Span, name: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_CONTAINER, at).text("name", name).nearest(nearest)
}

/// A `:::name` without its closing `:::`.
pub fn unclosed_container(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(&UNCLOSED_CONTAINER, at).text("name", name)
}

/// A closing `:::` that closes nothing.
pub fn stray_container_end(at: Span) -> Diagnostic {
    Diagnostic::new(&STRAY_CONTAINER_END, at)
}

/// A `:::tabs` without any `== Label` panel.
pub fn empty_tabs(at: Span) -> Diagnostic {
    Diagnostic::new(&EMPTY_TABS, at)
}

/// Two headings with the same explicit id.
pub fn duplicate_heading_id(at: Span, id: &str, first: Span) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_HEADING_ID, at).text("id", id).also("first", first)
}

/// A fenced block in a language that cannot be coloured.
pub fn unknown_code_language(at: Span, name: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_CODE_LANGUAGE, at).text("name", name).nearest(nearest)
}

/// Raw HTML that is not on the allow-list.
pub fn html_dropped(at: Span, what: &str) -> Diagnostic {
    Diagnostic::new(&HTML_DROPPED, at).text("what", what)
}

/// Markdown nested deeper than the limit.
pub fn nested_too_deep(at: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(&NESTED_TOO_DEEP, at).number("limit", limit)
}

/// A code block too long to be coloured.
pub fn code_too_long(at: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(&CODE_TOO_LONG, at).number("limit", limit)
}

/// A code block whose grammar used up its steps.
pub fn code_too_slow(at: Span) -> Diagnostic {
    Diagnostic::new(&CODE_TOO_SLOW, at)
}

/// More links and images in one text than the limit.
pub fn too_many_links(at: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(&TOO_MANY_LINKS, at).number("limit", limit)
}

/// A footnote mark without its note.
pub fn undefined_footnote(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(&UNDEFINED_FOOTNOTE, at).text("name", name)
}

/// A `:::steps` that holds no ordered list.
pub fn steps_without_list(at: Span) -> Diagnostic {
    Diagnostic::new(&STEPS_WITHOUT_LIST, at)
}

/// More variables and includes in one article than the limit.
pub fn too_many_expansions(at: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(&TOO_MANY_EXPANSIONS, at).number("limit", limit)
}

/// An id of a heading that begins like those of the theme.
pub fn reserved_heading_id(at: Span, id: &str) -> Diagnostic {
    Diagnostic::new(&RESERVED_HEADING_ID, at).text("id", id)
}
