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
    &MISSING_THEME_FILE,
    &SCRIPT_CIRCLE,
    &UNTRANSLATED_STRINGS,
    &TEMPLATE_LIMIT,
    &LOW_CONTRAST,
    &MISSING_PICTURE,
    &LOW_CONTRAST_STYLE,
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

static MISSING_THEME_FILE: Code =
    Code { number: "G0607", name: "missing-theme-file", level: Severity::Error };

static SCRIPT_CIRCLE: Code =
    Code { number: "G0608", name: "script-circle", level: Severity::Error };

/// A template that cannot be read or run; `template` is its name and line, `page`
/// the text whose page it was making.
pub fn template_error(at: Span, template: &str, reason: &str, page: Option<Span>) -> Diagnostic {
    let found =
        Diagnostic::new(&TEMPLATE_ERROR, at).text("template", template).text("reason", reason);
    match page {
        Some(page) => found.also("page", page),
        None => found,
    }
}

/// A file of interface strings that is not Fluent.
pub fn bad_strings(at: Span, reason: &str) -> Diagnostic {
    Diagnostic::new(&BAD_STRINGS, at).text("reason", reason)
}

/// A template (its name and line) asks for a string that does not exist.
pub fn missing_string(
    at: Span,
    key: &str,
    lang: &str,
    template: &str,
    nearest: Option<&str>,
) -> Diagnostic {
    Diagnostic::new(&MISSING_STRING, at)
        .text("key", key)
        .text("lang", lang)
        .text("template", template)
        .nearest(nearest)
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

/// `theme.toml` or a script names a file that the theme does not have.
pub fn missing_theme_file(at: Span, name: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(&MISSING_THEME_FILE, at).text("name", name).nearest(nearest)
}

/// Scripts that import each other in a circle: none can get its final name first.
pub fn script_circle(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(&SCRIPT_CIRCLE, at).text("name", name)
}

static UNTRANSLATED_STRINGS: Code =
    Code { number: "G0609", name: "untranslated-strings", level: Severity::Warning };

/// A language whose interface strings nobody has written (reported by `check`).
pub fn untranslated_strings(at: Span, lang: &str, code: &str) -> Diagnostic {
    Diagnostic::new(&UNTRANSLATED_STRINGS, at).text("lang", lang).text("code", code)
}

static TEMPLATE_LIMIT: Code =
    Code { number: "G0610", name: "template-limit", level: Severity::Error };

/// A template (its name and line) that takes more than it may; `what` is a variant
/// of the message, `page` the text whose page it was making.
pub fn template_limit(
    at: Span,
    template: &str,
    what: &str,
    limit: usize,
    page: Option<Span>,
) -> Diagnostic {
    let found = Diagnostic::new(&TEMPLATE_LIMIT, at)
        .text("template", template)
        .text("what", what)
        .number("limit", limit);
    match page {
        Some(page) => found.also("page", page),
        None => found,
    }
}

static LOW_CONTRAST: Code = Code { number: "G0611", name: "low-contrast", level: Severity::Error };

/// A color that cannot be read where the theme uses it; `place` is a variant of the
/// message, `ratio` the contrast there, `nearest` the nearest color that passes.
pub fn low_contrast(
    at: Span,
    color: &str,
    place: &str,
    ratio: f64,
    nearest: Option<&str>,
) -> Diagnostic {
    let ratio = format!("{ratio:.2}");
    Diagnostic::new(&LOW_CONTRAST, at)
        .text("color", color)
        .text("place", place)
        .text("ratio", &ratio)
        .text("virgule", &ratio.replace('.', ","))
        .nearest(nearest)
}

static MISSING_PICTURE: Code =
    Code { number: "G0612", name: "missing-picture", level: Severity::Error };

/// The logo or the icon that the configuration names is neither in the theme nor in
/// `static/`, or is no picture.
pub fn missing_picture(at: Span, name: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(&MISSING_PICTURE, at).text("name", name).nearest(nearest)
}

static LOW_CONTRAST_STYLE: Code =
    Code { number: "G0613", name: "low-contrast-style", level: Severity::Warning };

/// A style of the site makes a color (its custom property and value) hard to see;
/// `place` is as for [`low_contrast`], then the contrast there and the least.
pub fn low_contrast_style(
    at: Span,
    (name, color): (&str, &str),
    place: &str,
    (ratio, least): (f64, f64),
    nearest: Option<&str>,
) -> Diagnostic {
    let (ratio, least) = (format!("{ratio:.2}"), least.to_string());
    Diagnostic::new(&LOW_CONTRAST_STYLE, at)
        .text("name", name)
        .text("color", color)
        .text("place", place)
        .text("ratio", &ratio)
        .text("virgule", &ratio.replace('.', ","))
        .text("least", &least)
        .text("moins", &least.replace('.', ","))
        .nearest(nearest)
}
