//! What the answer engine reads of an article.

use crate::answers::terms::Tongue;
use crate::answers::units::Units;
use crate::base::{Depot, Digest, Failure, PROGRAM, Shelf};
use crate::config::Settings;
use crate::markup::Passages;
use crate::site::{Article, Audience, PageRef, Site};
use crate::source::passages_key;

/// One article, as the engine sees it.
#[derive(Clone, Debug, Default, PartialEq)]
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
    /// Lines: number of headings before it, words. Read when they are needed.
    pub lines: Vec<(u32, String)>,
    /// What it shares with its translations: a number.
    pub set: usize,
    /// The languages it exists in, by index.
    pub editions: Vec<u8>,
    /// The key of its text in the depot.
    pub written: Option<Digest>,
}

/// The articles that search finds, by language then id, without their lines.
pub fn entries(site: &Site, settings: &Settings) -> Vec<Entry> {
    let found = site.articles.iter().filter(|article| is_found(article));
    found.map(|article| entry(site, settings, article)).collect()
}

/// Whether search finds an article. Drafts and what has expired are in no [`Site`].
pub fn is_found(article: &Article) -> bool {
    article.meta.in_search && article.meta.audience == Audience::Patron
}

impl Entry {
    /// Its lines, from the depot.
    ///
    /// # Errors
    /// [`Failure::Lost`] when the depot no longer has them.
    pub fn read(&mut self, depot: &dyn Depot) -> Result<(), Failure> {
        if let (Some(written), true) = (self.written, self.lines.is_empty()) {
            let bytes = depot.get(Shelf::Large, passages_key(written)).ok_or(Failure::Lost)?;
            let passages = Passages::from_bytes(&bytes).ok_or(Failure::Lost)?;
            self.lines = passages.lines.into_iter().map(|line| (line.heading, line.text)).collect();
        }
        Ok(())
    }

    /// The article taken apart, as an earlier build left it or anew.
    ///
    /// # Errors
    /// [`Failure::Lost`] when the depot no longer has its lines.
    pub fn units(&mut self, tongue: &Tongue, depot: &dyn Depot) -> Result<Units, Failure> {
        let key = self.key(tongue);
        let kept = key.and_then(|key| depot.get(Shelf::Large, key));
        if let Some(units) = kept.and_then(|bytes| postcard::from_bytes(&bytes).ok()) {
            return Ok(units);
        }
        self.read(depot)?;
        let units = Units::of(self, &tongue.grammar, None);
        if let (Some(key), Ok(bytes)) = (key, postcard::to_allocvec(&units)) {
            depot.put(Shelf::Large, key, bytes);
        }
        Ok(units)
    }

    /// The digest of everything that its units depend on; headings and lines depend
    /// on the text alone.
    fn key(&self, tongue: &Tongue) -> Option<Digest> {
        let written = self.written?;
        let lists = [&self.questions, &self.tags].map(|list| format!("{list:?}"));
        Some(Digest::of_parts([
            &written.as_bytes()[..],
            b"units",
            PROGRAM.as_bytes(),
            tongue.primary.as_bytes(),
            self.title.as_bytes(),
            self.description.as_bytes(),
            lists[0].as_bytes(),
            lists[1].as_bytes(),
        ]))
    }
}

fn entry(site: &Site, settings: &Settings, article: &Article) -> Entry {
    let pages = site.sets[article.set].pages.iter().zip(0u8..);
    let is_public =
        |page: &PageRef| matches!(page, PageRef::Article(idx) if is_found(site.article(*idx)));
    let headings = article.text.facts.headings.iter();
    Entry {
        id: article.id.clone(),
        lang: article.lang.0,
        set: article.set,
        url: settings.base_url.rooted(&article.url.encoded()),
        title: article.meta.title.clone(),
        description: article.meta.description.clone(),
        questions: article.meta.questions.clone(),
        tags: article.tags.iter().map(|idx| site.tag(*idx).name.clone()).collect(),
        headings: headings
            .map(|heading| (heading.level, heading.id.clone(), heading.text.clone()))
            .collect(),
        lines: Vec::new(),
        editions: pages
            .filter(|(page, _)| page.as_ref().is_some_and(is_public))
            .map(|(_, lang)| lang)
            .collect(),
        written: article.text.written,
    }
}
