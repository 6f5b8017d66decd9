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

use crate::base::{Content, Digest, Failure, LangIdx, OutputPath, Pieces, Sink, UrlPath};
use crate::render::key::Key;
use crate::render::pages::Keys;
use crate::render::places::Places;
use crate::render::shared::Shared;
use crate::site::{ArticleIdx, PageRef, TagIdx};

/// Makes the files for machines. `keys` are the digests of what the pages are made
/// from: what lists pages depends on nothing else.
///
/// # Errors
/// What the sink says, and [`Failure::Lost`].
pub(super) fn machines(shared: &Shared<'_>, keys: &Keys, sink: &dyn Sink) -> Result<(), Failure> {
    let machines = Machines { shared, keys, sink };
    let langs: Vec<LangIdx> = shared.places.settings.langs().collect();
    let (lists, languages) = rayon::join(
        || machines.lists(),
        || langs.par_iter().try_for_each(|lang| machines.lists_of(*lang)),
    );
    lists.and(languages)?;
    // One after the other: each is made on every core, and is long.
    langs.into_iter().try_for_each(|lang| machines.full(lang))
}

/// What the files are made from, and where they go.
struct Machines<'m> {
    shared: &'m Shared<'m>,
    keys: &'m Keys,
    sink: &'m dyn Sink,
}

impl Machines<'_> {
    /// The files of the whole site.
    fn lists(&self) -> Result<(), Failure> {
        let places = &self.shared.places;
        self.put(&at_top("robots.txt"), robots(places), None)?;
        if places.settings.has_headers {
            for (url, text) in headers::headers(places.settings) {
                self.put(&url, text, None)?;
            }
        }
        let key = self.key_of_sitemap();
        let part = |idx: usize, n_parts: usize| {
            let numbers = [idx as u64, n_parts as u64].map(u64::to_le_bytes);
            Digest::of_parts([&key.as_bytes()[..], &numbers[0], &numbers[1]])
        };
        let is_kept = |name: &str, key: Digest| self.sink.keep(&at_top(name).output(), key);
        let names = sitemap::expected(places);
        let mut expected = names.iter().enumerate();
        if expected.all(|(idx, name)| is_kept(name, part(idx, names.len()))) {
            return Ok(());
        }
        let files = sitemap::sitemaps(places);
        let n_parts = files.len();
        let mut files = files.into_iter().enumerate();
        files.try_for_each(|(idx, (name, text))| {
            self.put(&at_top(&name), text, Some(part(idx, n_parts)))
        })
    }

    /// The files of a language that list its articles.
    fn lists_of(&self, lang: LangIdx) -> Result<(), Failure> {
        let places = &self.shared.places;
        self.put(&places.language_file(lang, "atom.xml"), atom::feed(places, lang), None)?;
        let parts = llms::parts(places, lang);
        let url = llms::file(places, lang, "llms.txt");
        let mut key = Key::default();
        key.add(self.shared.bases[lang.idx()].as_bytes());
        for part in &parts {
            key.add(part.title.as_bytes());
            self.shared.links.add_list(&mut key, &part.articles);
        }
        let key = key.digest();
        if self.sink.keep(&url.output(), key) {
            return Ok(());
        }
        self.put(&url, llms::index(places, lang, &parts), Some(key))
    }

    /// The file of all texts of a language: an article a piece, of which an edit changes
    /// one.
    fn full(&self, lang: LangIdx) -> Result<(), Failure> {
        let places = &self.shared.places;
        let articles = llms::articles(&llms::parts(places, lang));
        let base = self.shared.bases[lang.idx()];
        let key_of = |idx: &ArticleIdx| self.keys.get(idx.0 as usize).copied().flatten();
        let start = Digest::of_parts([&base.as_bytes()[..], b"start"]);
        let keys: Vec<Option<Digest>> =
            std::iter::once(Some(start)).chain(articles.iter().map(key_of)).collect();
        let mut key = Key::default();
        let is_known = keys
            .iter()
            .all(|piece| piece.as_ref().map(|piece| key.add(piece.as_bytes())).is_some());
        let key = is_known.then(|| key.digest());
        let path = llms::file(places, lang, "llms-full.txt").output();
        if key.is_some_and(|key| self.sink.keep(&path, key)) {
            return Ok(());
        }
        let one = |number: usize| {
            let text = match number.checked_sub(1) {
                None => llms::start(places, lang),
                Some(idx) => llms::article(&self.shared.texts, articles[idx])?,
            };
            Ok(text.into_bytes())
        };
        self.sink.put_pieces(&path, Pieces { keys: &keys, one: &one }, key)
    }

    /// The digest of everything that the sitemap is made from.
    fn key_of_sitemap(&self) -> Digest {
        let (places, site) = (&self.shared.places, self.shared.places.site);
        let mut key = Key::default();
        for base in &self.shared.bases {
            key.add(base.as_bytes());
        }
        let number_of = |page: PageRef| match page {
            PageRef::Article(idx) => idx.0 as usize,
            PageRef::Section(idx) => site.articles.len() + idx.0 as usize,
        };
        for page in site.pages() {
            let meta = site.meta(page);
            key.add(self.shared.links.digest(page).as_bytes());
            key.view(&(meta.is_public(), meta.last_change()));
            for edition in &site.set(page).pages {
                key.number(edition.map_or(0, |page| number_of(page) + 1));
            }
        }
        for (idx, tag) in (0..).map(TagIdx).zip(&site.tags) {
            key.add(tag.url.as_str().as_bytes());
            key.number(tag.lang.idx());
            key.number(usize::from(places.is_tag_indexed(idx)));
            for edition in &tag.editions {
                key.number(edition.map_or(0, |tag| tag.0 as usize + 1));
            }
        }
        key.digest()
    }

    fn put(&self, url: &UrlPath, text: String, key: Option<Digest>) -> Result<(), Failure> {
        self.sink.put(&url.output(), Content::Bytes(text.into_bytes()), key)
    }
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
