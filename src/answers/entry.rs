//! What the answer engine reads of an article.

use serde::{Deserialize, Serialize};

use crate::base::{Depot, Failure, Shelf};
use crate::config::Settings;
use crate::markup::Passages;
use crate::site::{Article, Audience, Site};
use crate::source::passages_key;

/// One article, as the engine sees it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Article id, shared by translations.
    pub id: String,
    /// Index of its language.
    pub lang: u8,
    /// Address below the host.
    pub url: String,
    /// Title.
    pub title: String,
    /// Summary.
    pub description: String,
    /// How patrons ask it.
    pub questions: Vec<String>,
    /// Names of its tags.
    pub tags: Vec<String>,
    /// Headings in order: level, id, words.
    pub headings: Vec<(u8, String, String)>,
    /// Lines: number of headings before it, words.
    pub lines: Vec<(u32, String)>,
    /// What it shares with its translations: a number.
    pub set: usize,
    /// The languages it exists in, by index.
    pub editions: Vec<u8>,
}

/// The articles that search finds, by language then id.
///
/// # Errors
/// [`Failure::Lost`] when the depot no longer has a text.
pub fn entries(site: &Site, settings: &Settings, depot: &dyn Depot) -> Result<Vec<Entry>, Failure> {
    let found = site.articles.iter().filter(|article| is_found(article));
    found.map(|article| entry(site, settings, depot, article)).collect()
}

/// Whether search finds an article. Drafts and what has expired are in no [`Site`].
pub fn is_found(article: &Article) -> bool {
    article.meta.in_search && article.meta.audience == Audience::Patron
}

fn entry(
    site: &Site,
    settings: &Settings,
    depot: &dyn Depot,
    article: &Article,
) -> Result<Entry, Failure> {
    let passages = match article.text.written {
        Some(written) => {
            let bytes = depot.get(Shelf::Large, passages_key(written)).ok_or(Failure::Lost)?;
            Passages::from_bytes(&bytes).ok_or(Failure::Lost)?
        }
        None => Passages::default(),
    };
    let pages = site.sets[article.set].pages.iter().zip(0u8..);
    let is_public = |page: &crate::site::PageRef| matches!(page, crate::site::PageRef::Article(idx) if is_found(site.article(*idx)));
    Ok(Entry {
        id: article.id.clone(),
        lang: article.lang.0,
        set: article.set,
        url: settings.base_url.rooted(&article.url.encoded()),
        title: article.meta.title.clone(),
        description: article.meta.description.clone(),
        questions: article.meta.questions.clone(),
        tags: article.tags.iter().map(|idx| site.tag(*idx).name.clone()).collect(),
        headings: article
            .text
            .facts
            .headings
            .iter()
            .map(|heading| (heading.level, heading.id.clone(), heading.text.clone()))
            .collect(),
        lines: passages.lines.into_iter().map(|line| (line.heading, line.text)).collect(),
        editions: pages
            .filter(|(page, _)| page.as_ref().is_some_and(is_public))
            .map(|(_, lang)| lang)
            .collect(),
    })
}
