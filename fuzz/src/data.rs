//! What authors write as data: front matter and `guichet.toml`.

use guichet::base::lang::is_language_code;
use guichet::config;
use guichet::source::split;

use crate::inside::path_fault;
use crate::texts::{SOURCE, span_is_inside, spans_are_inside, text};

/// Places lie in the text, the body begins in it.
pub fn front_matter(data: &[u8]) {
    let text = text(data);
    let outcome = split(&text, SOURCE);
    spans_are_inside(&outcome.diagnostics, &text);
    let (front, body) = outcome.value;
    assert!(text.is_char_boundary(body), "{body} of {text:?}");
    let single = [&front.title, &front.id, &front.slug, &front.template].into_iter().flatten();
    let related = front.related.iter().flatten();
    for (_, span) in single.chain(related).chain(&front.tags).chain(&front.aliases) {
        span_is_inside(*span, &text);
    }
    let extra = front.extra.to_string();
    assert!(extra.len() <= text.len() * 8 + 64, "{extra:?} from {text:?}");
}

/// Places lie in the text, settings can be used.
pub fn config(data: &[u8]) {
    let text = text(data);
    let outcome = config::read(&text, SOURCE);
    spans_are_inside(&outcome.diagnostics, &text);
    let settings = outcome.value;
    assert!(settings.default_language.idx() < settings.languages.len(), "{text:?}");
    for language in &settings.languages {
        assert!(is_language_code(&language.code), "{:?}", language.code);
        assert_eq!(path_fault(&language.code), None);
        assert!(is_language_code(&language.tag), "{:?}", language.tag);
    }
    let base = settings.base_url.absolute("/fr/");
    let read = ::url::Url::parse(&base);
    // A host that no browser could reach is refused late, by people.
    if let Ok(read) = read {
        assert!(matches!(read.scheme(), "http" | "https"), "{base:?}");
        assert!(read.path().ends_with("/fr/"), "{base:?} is {read}");
        assert!(read.query().is_none() && read.fragment().is_none(), "{base:?} is {read}");
    }
}
