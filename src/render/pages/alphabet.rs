//! The index from A to Z: one page, or one for each letter.

use tera::{Map, Value};

use crate::base::{LangIdx, UrlPath};
use crate::render::key::Key;
use crate::render::pages::Press;
use crate::render::pages::inputs::{Inputs, Twin};
use crate::render::places::Places;
use crate::render::shared::{Links, set};
use crate::render::views::{CrumbView, HreflangView};
use crate::site::{Alphabet, IndexEntry, Letter};

/// Most articles listed under one subject; those of more are on the page of the tag.
const MAX_LISTED: usize = 100;

/// What a page of an index shows.
#[derive(Clone, Copy)]
pub(in crate::render) struct IndexPage<'a> {
    /// The index.
    pub(in crate::render) alphabet: &'a Alphabet,
    /// Which letter it shows; none for the first page.
    pub(in crate::render) letter: Option<usize>,
}

impl<'a> IndexPage<'a> {
    /// Whether the page lists what stands under a letter.
    pub(in crate::render) fn shows(&self, letter: usize) -> bool {
        !self.alphabet.is_split || self.letter == Some(letter)
    }

    /// The letters with what the page lists under each.
    pub(in crate::render) fn letters(
        &self,
    ) -> impl Iterator<Item = (&'a Letter, &'a [IndexEntry])> {
        let page = *self;
        page.alphabet.letters.iter().enumerate().map(move |(idx, letter)| {
            let entries: &[IndexEntry] = if page.shows(idx) { &letter.entries } else { &[] };
            (letter, entries)
        })
    }

    /// Adds everything that [`IndexPage::value`] is made from.
    pub(super) fn add(&self, key: &mut Key, places: &Places<'_>, links: &Links<'_>) {
        key.view(&(self.alphabet.is_split, self.letter));
        for (letter, entries) in self.letters() {
            key.view(&(&letter.initial, letter.url.as_str(), entries.len()));
            for entry in entries {
                key.view(&(&entry.name, tag_url(places, entry)));
                links.add_list(key, &entry.articles);
            }
        }
    }

    /// The letters, for the template.
    pub(super) fn value(&self, places: &Places<'_>, links: &Links<'_>, lang: LangIdx) -> Value {
        let entry = |entry: &IndexEntry| {
            let is_long = entry.tag.is_some() && entry.articles.len() > MAX_LISTED;
            let listed = if is_long { &[][..] } else { &entry.articles };
            let mut map = Map::default();
            set(&mut map, "name", Value::from(entry.name.as_str()));
            set(&mut map, "url", Value::from(tag_url(places, entry).as_str()));
            set(&mut map, "n_articles", Value::from(entry.articles.len()));
            set(&mut map, "articles", links.list(listed, lang));
            Value::from(map)
        };
        let letters = self.letters().enumerate().map(|(idx, (letter, entries))| {
            let mut map = Map::default();
            set(&mut map, "initial", Value::from(letter.initial.as_str()));
            set(&mut map, "id", Value::from(segment(&letter.url)));
            let url = self.alphabet.is_split.then(|| places.rooted(&letter.url));
            set(&mut map, "url", Value::from(url.unwrap_or_default().as_str()));
            set(&mut map, "is_current", Value::from(self.letter == Some(idx)));
            set(&mut map, "n_entries", Value::from(letter.entries.len()));
            set(&mut map, "entries", Value::from(entries.iter().map(entry).collect::<Vec<_>>()));
            Value::from(map)
        });
        Value::from(letters.collect::<Vec<Value>>())
    }
}

/// The address of the page of an entry's tag, or nothing.
fn tag_url(places: &Places<'_>, entry: &IndexEntry) -> String {
    entry.tag.map(|tag| places.rooted(&places.site.tag(tag).url)).unwrap_or_default()
}

/// The last segment of a page's address.
fn segment(url: &UrlPath) -> &str {
    crate::base::paths::name_of(url.as_str().trim_end_matches('/'))
}

impl Press<'_> {
    /// A page of the index of a language.
    pub(super) fn index(&self, lang: LangIdx, letter: Option<usize>) -> Inputs<'_> {
        let places = &self.shared.places;
        let alphabet = &places.site.alphabets[lang.idx()];
        let page = IndexPage { alphabet, letter };
        let name = self.shared.theme.words(lang).text("index-title").unwrap_or_default();
        let shown = letter.and_then(|idx| alphabet.letters.get(idx));
        let url = shown.map_or(&alphabet.url, |letter| &letter.url);
        let mut view = self.plain("index", shown.map_or(name, |letter| &letter.initial), url);
        view.alternates = self.switch(|other| self.other_index(other, lang, url), Some(lang));
        view.breadcrumbs = self.breadcrumbs(&[places.site.home(lang)]);
        if shown.is_some() {
            let url = places.rooted(&alphabet.url);
            view.breadcrumbs.push(CrumbView { title: name, name, url });
        } else {
            view.is_indexed = true;
            let editions = places.index_hreflang().into_iter();
            view.hreflang = editions.map(|(tag, href)| HreflangView { tag, href }).collect();
        }
        view.markdown_url = Some(places.rooted(&Places::twin(url)));
        Inputs {
            index: Some(page),
            nav: Some(places.site.home(lang)),
            twin: Some(Twin::Index(name, page)),
            ..Inputs::new("index.html".to_owned(), lang, url.clone(), view)
        }
    }

    /// Where the switch leads from a page of an index.
    fn other_index(&self, other: LangIdx, own: LangIdx, url: &UrlPath) -> (String, bool) {
        let places = &self.shared.places;
        match places.index(other) {
            _ if other == own => (places.rooted(url), false),
            Some(url) => (places.rooted(url), false),
            None => (places.home(other), true),
        }
    }
}
