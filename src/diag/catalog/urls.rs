//! What may be wrong with addresses of pages (area 08).

use crate::base::Span;
use crate::diag::{Code, Diagnostic, Severity};

/// The codes of this area.
pub(super) static CODES: &[&Code] = &[
    &DUPLICATE_URL,
    &ALIAS_OVER_PAGE,
    &DUPLICATE_ALIAS,
    &BAD_ALIAS,
    &ALIAS_CYCLE,
    &STATIC_CLASH,
    &URL_COLLISION,
    &BAD_TAG,
];

static DUPLICATE_URL: Code =
    Code { number: "G0801", name: "duplicate-url", level: Severity::Error };

static ALIAS_OVER_PAGE: Code =
    Code { number: "G0802", name: "alias-over-page", level: Severity::Error };

static DUPLICATE_ALIAS: Code =
    Code { number: "G0803", name: "duplicate-alias", level: Severity::Error };

static BAD_ALIAS: Code = Code { number: "G0804", name: "bad-alias", level: Severity::Error };

static ALIAS_CYCLE: Code = Code { number: "G0805", name: "alias-cycle", level: Severity::Error };

static STATIC_CLASH: Code = Code { number: "G0806", name: "static-clash", level: Severity::Error };

static URL_COLLISION: Code =
    Code { number: "G0807", name: "url-collision", level: Severity::Error };

static BAD_TAG: Code = Code { number: "G0808", name: "bad-tag", level: Severity::Error };

/// Two pages with the same address.
pub fn duplicate_url(at: Span, url: &str, first: Span) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_URL, at).text("url", url).also("first", first)
}

/// An alias that is the address of a page.
pub fn alias_over_page(at: Span, alias: &str, first: Span) -> Diagnostic {
    Diagnostic::new(&ALIAS_OVER_PAGE, at).text("alias", alias).also("first", first)
}

/// The same alias on two articles.
pub fn duplicate_alias(at: Span, alias: &str, first: Span) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_ALIAS, at).text("alias", alias).also("first", first)
}

/// An alias that is not a safe path of this site.
pub fn bad_alias(at: Span, alias: &str) -> Diagnostic {
    Diagnostic::new(&BAD_ALIAS, at).text("alias", alias)
}

/// An alias that leads to itself.
pub fn alias_cycle(at: Span, alias: &str) -> Diagnostic {
    Diagnostic::new(&ALIAS_CYCLE, at).text("alias", alias)
}

/// A file of `static/` or an asset where a page is; `first` is the page, if a
/// file of the site decides its place.
pub fn static_clash(at: Span, path: &str, first: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::new(&STATIC_CLASH, at).text("path", path);
    match first {
        Some(first) => diagnostic.also("first", first),
        None => diagnostic,
    }
}

/// Two addresses that differ only by case or Unicode form.
pub fn url_collision(at: Span, url: &str, other: &str, first: Span) -> Diagnostic {
    Diagnostic::new(&URL_COLLISION, at).text("url", url).text("other", other).also("first", first)
}

/// A tag without a letter or a digit: no address can be made of it.
pub fn bad_tag(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(&BAD_TAG, at).text("name", name)
}
