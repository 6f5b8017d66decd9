//! What may be wrong with files of the site (area 07).

use crate::base::Span;
use crate::diag::{Code, Diagnostic, Severity};

/// The codes of this area.
pub(super) static CODES: &[&Code] = &[
    &NOT_UTF8,
    &CONTROL_CHARACTER,
    &FILE_TOO_LARGE,
    &SYMLINK_SKIPPED,
    &NOT_A_FILE,
    &BAD_FILE_NAME,
    &VANISHED_FILE,
    &HTML_FILE,
    &NOT_MARKDOWN,
    &IMAGE_POSITION,
    &IMAGE_DAMAGED,
    &IMAGE_TOO_LARGE,
    &DRAWING_CLEANED,
];

static NOT_UTF8: Code = Code { number: "G0701", name: "not-utf8", level: Severity::Error };

static CONTROL_CHARACTER: Code =
    Code { number: "G0702", name: "control-character", level: Severity::Warning };

static FILE_TOO_LARGE: Code =
    Code { number: "G0703", name: "file-too-large", level: Severity::Error };

static SYMLINK_SKIPPED: Code =
    Code { number: "G0704", name: "symlink-skipped", level: Severity::Warning };

static NOT_A_FILE: Code = Code { number: "G0705", name: "not-a-file", level: Severity::Warning };

static BAD_FILE_NAME: Code =
    Code { number: "G0706", name: "bad-file-name", level: Severity::Error };

static VANISHED_FILE: Code =
    Code { number: "G0707", name: "vanished-file", level: Severity::Error };

static HTML_FILE: Code = Code { number: "G0708", name: "html-file", level: Severity::Error };

/// A text file that is not UTF-8; `guess` names the likely encoding.
pub fn not_utf8(at: Span, guess: &str) -> Diagnostic {
    Diagnostic::new(&NOT_UTF8, at).text("guess", guess)
}

/// A control character in text; it is replaced.
pub fn control_character(at: Span, sign: &str) -> Diagnostic {
    Diagnostic::new(&CONTROL_CHARACTER, at).text("sign", sign)
}

/// A text file larger than the limit in bytes.
pub fn file_too_large(at: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(&FILE_TOO_LARGE, at).number("limit", limit)
}

/// A symbolic link that leaves the site, dangles or loops.
pub fn symlink_skipped(at: Span, target: &str) -> Diagnostic {
    Diagnostic::new(&SYMLINK_SKIPPED, at).text("target", target)
}

/// Something that is neither a file nor a folder (a pipe, a device).
pub fn not_a_file(at: Span) -> Diagnostic {
    Diagnostic::new(&NOT_A_FILE, at)
}

/// A file name that cannot be an output name on every system.
pub fn bad_file_name(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(&BAD_FILE_NAME, at).text("name", name)
}

/// A file that disappeared or could not be read during the build.
pub fn vanished_file(at: Span) -> Diagnostic {
    Diagnostic::new(&VANISHED_FILE, at)
}

/// A file beside a text that browsers or servers run as a page.
pub fn html_file(at: Span, path: &str) -> Diagnostic {
    Diagnostic::new(&HTML_FILE, at).text("path", path)
}

static NOT_MARKDOWN: Code =
    Code { number: "G0709", name: "not-markdown", level: Severity::Warning };

/// A file that looks like a text but is not named `.md`.
pub fn not_markdown(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(&NOT_MARKDOWN, at).text("name", name)
}

static IMAGE_POSITION: Code =
    Code { number: "G0710", name: "image-position", level: Severity::Warning };

/// A published image that holds the place where it was taken.
pub fn image_position(at: Span, path: &str) -> Diagnostic {
    Diagnostic::new(&IMAGE_POSITION, at).text("path", path)
}

static IMAGE_DAMAGED: Code =
    Code { number: "G0711", name: "image-damaged", level: Severity::Warning };

/// An image that cannot be read, or not to its end.
pub fn image_damaged(at: Span, path: &str) -> Diagnostic {
    Diagnostic::new(&IMAGE_DAMAGED, at).text("path", path)
}

static IMAGE_TOO_LARGE: Code =
    Code { number: "G0712", name: "image-too-large", level: Severity::Warning };

/// An image of more than so many millions of `unit`: `pixels` or `bytes`.
pub fn image_too_large(at: Span, path: &str, (limit, unit): (usize, &str)) -> Diagnostic {
    let diagnostic = Diagnostic::new(&IMAGE_TOO_LARGE, at).text("path", path);
    diagnostic.number("limit", limit).text("unit", unit)
}

static DRAWING_CLEANED: Code =
    Code { number: "G0713", name: "drawing-cleaned", level: Severity::Warning };

/// A drawing (SVG) out of which something that runs or loads was taken.
pub fn drawing_cleaned(at: Span, path: &str, removed: &str) -> Diagnostic {
    Diagnostic::new(&DRAWING_CLEANED, at).text("path", path).text("removed", removed)
}
