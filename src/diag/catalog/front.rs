//! What may be wrong in an article's front matter (area 02).

use crate::base::Span;
use crate::diag::{Code, Diagnostic, Severity};

/// The codes of this area.
pub(super) static CODES: &[&Code] = &[
    &UNCLOSED_FRONT_MATTER,
    &UNKNOWN_KEY,
    &MISSING_TITLE,
    &EXPIRES_BEFORE_PUBLISH,
    &FRONT_MATTER_TOO_LONG,
    &BAD_ID,
    &BAD_SLUG,
    &UNKNOWN_RELATED,
    &EMPTY_TITLE,
    &UNKNOWN_PROVIDER,
    &LATE_FRONT_MATTER,
    &WRONG_FENCE,
];

static UNCLOSED_FRONT_MATTER: Code =
    Code { number: "G0201", name: "unclosed-front-matter", level: Severity::Error };

static UNKNOWN_KEY: Code = Code { number: "G0202", name: "unknown-key", level: Severity::Warning };

static MISSING_TITLE: Code =
    Code { number: "G0203", name: "missing-title", level: Severity::Error };

static EXPIRES_BEFORE_PUBLISH: Code =
    Code { number: "G0204", name: "expires-before-publish", level: Severity::Warning };

static FRONT_MATTER_TOO_LONG: Code =
    Code { number: "G0205", name: "front-matter-too-long", level: Severity::Error };

static BAD_ID: Code = Code { number: "G0206", name: "bad-id", level: Severity::Error };

static BAD_SLUG: Code = Code { number: "G0207", name: "bad-slug", level: Severity::Error };

static UNKNOWN_RELATED: Code =
    Code { number: "G0208", name: "unknown-related", level: Severity::Warning };

static EMPTY_TITLE: Code = Code { number: "G0209", name: "empty-title", level: Severity::Error };

static UNKNOWN_PROVIDER: Code =
    Code { number: "G0210", name: "unknown-provider", level: Severity::Warning };

static LATE_FRONT_MATTER: Code =
    Code { number: "G0211", name: "late-front-matter", level: Severity::Error };

static WRONG_FENCE: Code = Code { number: "G0212", name: "wrong-fence", level: Severity::Error };

/// The front matter is opened and never closed.
pub fn unclosed_front_matter(at: Span, fence: &str) -> Diagnostic {
    Diagnostic::new(&UNCLOSED_FRONT_MATTER, at).text("fence", fence)
}

/// A front matter key that guichet does not know.
pub fn unknown_key(at: Span, key: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_KEY, at).text("key", key).nearest(nearest)
}

/// No `title` and no heading that could be one.
pub fn missing_title(at: Span) -> Diagnostic {
    Diagnostic::new(&MISSING_TITLE, at)
}

/// `expires_on` is not after `publish_on`.
pub fn expires_before_publish(at: Span) -> Diagnostic {
    Diagnostic::new(&EXPIRES_BEFORE_PUBLISH, at)
}

/// Front matter longer than the limit in bytes.
pub fn front_matter_too_long(at: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(&FRONT_MATTER_TOO_LONG, at).number("limit", limit)
}

/// An `id` that cannot be an article id.
pub fn bad_id(at: Span, id: &str) -> Diagnostic {
    Diagnostic::new(&BAD_ID, at).text("id", id)
}

/// A `slug` that cannot be a segment of an address.
pub fn bad_slug(at: Span, slug: &str) -> Diagnostic {
    Diagnostic::new(&BAD_SLUG, at).text("slug", slug)
}

/// `related` names an article that does not exist.
pub fn unknown_related(at: Span, id: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_RELATED, at).text("id", id).nearest(nearest)
}

/// A `title` without any letter.
pub fn empty_title(at: Span) -> Diagnostic {
    Diagnostic::new(&EMPTY_TITLE, at)
}

/// `provider` names a chat tool that guichet does not know.
pub fn unknown_provider(at: Span, provider: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_PROVIDER, at).text("provider", provider).nearest(nearest)
}

/// Front matter that does not begin on the first line.
pub fn late_front_matter(at: Span, fence: &str) -> Diagnostic {
    Diagnostic::new(&LATE_FRONT_MATTER, at).text("fence", fence)
}

/// Front matter written in one language between the lines of the other: `written`
/// is what it seems to be, `right` the lines that go with that.
pub fn wrong_fence(at: Span, written: &str, fence: &str, right: &str) -> Diagnostic {
    Diagnostic::new(&WRONG_FENCE, at)
        .text("written", written)
        .text("fence", fence)
        .text("right", right)
}
