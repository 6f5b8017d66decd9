//! Files for machines: sitemap, robots, news feeds, `llms.txt`, headers of hosts.
//!
//! Only articles for everybody are in them ([`crate::site::Meta::is_public`]). No
//! clock is read: dates are those that authors wrote.

mod atom;
mod headers;
mod llms;
mod sitemap;
mod xml;

use rayon::prelude::*;

use crate::base::{Content, Digest, Failure, LangIdx, OutputPath, Sink, UrlPath};
use crate::render::key::Key;
use crate::render::pages::Keys;
use crate::render::places::Places;
use crate::render::shared::Shared;

/// Makes the files for machines. `keys` are the digests of what the pages are made
/// from: what lists pages depends on nothing else.
///
/// # Errors
/// What the sink says, and [`Failure::Lost`].
pub(super) fn machines(shared: &Shared<'_>, keys: &Keys, sink: &dyn Sink) -> Result<(), Failure> {
    let places = &shared.places;
    let put = |url: &UrlPath, text: String, key: Option<Digest>| {
        sink.put(&url.output(), Content::Bytes(text.into_bytes()), key)
    };
    let lists = || {
        for (name, text) in sitemap::sitemaps(places) {
            put(&at_top(&name), text, None)?;
        }
        if places.settings.has_headers {
            for (url, text) in headers::headers(places.settings) {
                put(&url, text, None)?;
            }
        }
        put(&at_top("robots.txt"), robots(places), None)
    };
    let of_language = |lang: LangIdx| {
        put(&places.language_file(lang, "atom.xml"), atom::feed(places, lang), None)?;
        let parts = llms::parts(places, lang);
        put(&llms::file(places, lang, "llms.txt"), llms::index(places, lang, &parts), None)?;
        let url = llms::file(places, lang, "llms-full.txt");
        let key = key_of(shared, lang, &parts, keys);
        if key.is_some_and(|key| sink.keep(&url.output(), key)) {
            return Ok(());
        }
        put(&url, llms::full(&shared.texts, lang, &parts)?, key)
    };
    let langs: Vec<LangIdx> = places.settings.langs().collect();
    let (lists, languages) = rayon::join(lists, || langs.into_par_iter().try_for_each(of_language));
    lists.and(languages)
}

/// The digest of what `llms-full.txt` is made from: the articles in their order.
fn key_of(shared: &Shared<'_>, lang: LangIdx, parts: &[llms::Part], keys: &Keys) -> Option<Digest> {
    let mut key = Key::default();
    key.add(shared.bases[lang.idx()].as_bytes());
    for idx in parts.iter().flat_map(|part| &part.articles) {
        key.add(keys.get(idx.0 as usize).copied().flatten()?.as_bytes());
    }
    key.whole()
}

/// `robots.txt` (RFC 9309): everything may be read, and here is the list.
fn robots(places: &Places<'_>) -> String {
    let sitemap = places.settings.base_url.absolute("/sitemap.xml");
    format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n")
}

/// A file at the top of the output.
fn at_top(name: &str) -> UrlPath {
    OutputPath::new(name).map_or_else(|_| UrlPath::page([]), |path| UrlPath::file(&path))
}

#[cfg(test)]
mod tests;
