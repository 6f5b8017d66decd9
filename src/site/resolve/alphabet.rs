//! The index of each language, from A to Z.
//!
//! Titles are questions and nearly all begin with the same few words: an index of
//! titles would stand under C for *Comment* and H for *How*. So it is an index of
//! subjects, as at the end of a book; the subjects are the tags.

use std::collections::BTreeMap;

use crate::base::fold::slugify;
use crate::base::paths::check_segment;
use crate::base::{LangIdx, SourceId, Span, UrlPath};
use crate::config::Settings;
use crate::i18n::collation::Collator;
use crate::site::resolve::claims::{Claims, Owner};
use crate::site::{Alphabet, ArticleIdx, IndexEntry, Letter, Site, TagIdx};

/// Most lines of an index on one page; with more, each letter has its own.
const MAX_LINES: usize = 800;

/// The address of the index of a language.
pub(super) fn index_of(code: &str) -> UrlPath {
    UrlPath::page([code, "a-z"])
}

/// Makes the index of each language. Articles that search leaves out are not in it.
pub(super) fn resolve(site: &Site, settings: &Settings, claims: &mut Claims) -> Vec<Alphabet> {
    settings.langs().map(|lang| alphabet(site, settings, lang, claims)).collect()
}

fn alphabet(site: &Site, settings: &Settings, lang: LangIdx, claims: &mut Claims) -> Alphabet {
    let language = settings.language(lang);
    let url = index_of(&language.code);
    let collator = Collator::for_tag(&language.tag);
    let mut entries = entries(site, lang);
    entries.sort_by(|a, b| {
        collator.compare(&a.name, &b.name).then_with(|| a.articles.cmp(&b.articles))
    });
    let n_lines: usize = entries.iter().map(|entry| entry.articles.len()).sum();
    let mut letters: Vec<Letter> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for entry in entries {
        let initial = initial(&collator, &entry.name);
        let slug = Some(slugify(&initial)).filter(|slug| check_segment(slug).is_ok());
        let slug = slug.unwrap_or_else(|| "0-9".to_owned());
        let place = *places.entry(slug).or_insert_with_key(|slug| {
            letters.push(Letter { initial, url: url.below(slug), entries: Vec::new() });
            letters.len() - 1
        });
        letters[place].entries.push(entry);
    }
    let is_split = n_lines > MAX_LINES;
    for letter in letters.iter().filter(|_| is_split) {
        claims.claim(&letter.url, Span::file(SourceId(0)), Owner::Made);
    }
    Alphabet { url, letters, is_split }
}

fn entries(site: &Site, lang: LangIdx) -> Vec<IndexEntry> {
    let is_listed = |idx: &ArticleIdx| site.article(*idx).meta.in_search;
    let tags = (0..).map(TagIdx).zip(&site.tags).filter(|(_, tag)| tag.lang == lang);
    let subjects = tags.map(|(idx, tag)| IndexEntry {
        name: tag.name.clone(),
        tag: Some(idx),
        articles: tag.articles.iter().copied().filter(is_listed).collect(),
    });
    let articles = (0..).map(ArticleIdx).zip(&site.articles);
    let alone = articles
        .filter(|(idx, article)| article.lang == lang && article.tags.is_empty() && is_listed(idx));
    let titles = alone.map(|(idx, article)| IndexEntry {
        name: article.meta.title.clone(),
        tag: None,
        articles: vec![idx],
    });
    subjects.chain(titles).filter(|entry| !entry.articles.is_empty()).collect()
}

/// The letter a name stands under: `A` to `Z`, another script's own, else `#`.
fn initial(collator: &Collator, name: &str) -> String {
    let latin = collator.initial(name);
    let first = name.chars().find(|c| c.is_alphanumeric());
    match first.filter(|c| latin == "#" && c.is_alphabetic()) {
        Some(letter) => letter.to_uppercase().collect(),
        None => latin,
    }
}

#[cfg(test)]
mod tests {
    use super::initial;
    use crate::i18n::collation::Collator;

    #[test]
    fn names_stand_under_the_letters_of_their_script() {
        let collator = Collator::for_tag("fr-CA");
        for (name, wanted) in
            [("Écran", "E"), ("3D", "#"), ("…", "#"), ("كتاب", "ك"), ("λόγος", "Λ"), ("œuvre", "O")]
        {
            assert_eq!(initial(&collator, name), wanted, "{name}");
        }
    }
}
