//! Entries → the index of a language.

use std::collections::BTreeMap;

use crate::answers::entry::Entry;
use crate::answers::index::{Doc, Index, MAX_QUESTIONS, Posting, THRESHOLD, average};
use crate::answers::lexicon::Lexicon;
use crate::answers::terms::Tongue;

/// Puts an index together.
#[derive(Default)]
pub struct Builder {
    postings: BTreeMap<String, Vec<Posting>>,
    docs: Vec<Doc>,
}

impl Builder {
    /// Adds an article.
    pub fn add(&mut self, entry: &Entry, tongues: &[Tongue], lexicon: Option<&Lexicon>) {
        let tongue = &tongues[usize::from(entry.lang)];
        let mut found: BTreeMap<String, Posting> = BTreeMap::new();
        let doc = u32::try_from(self.docs.len()).unwrap_or(u32::MAX);
        let stems = |text: &str| -> Vec<String> {
            let terms = tongue.grammar.terms(text);
            if let Some(lexicon) = lexicon {
                return lexicon.translate(&terms);
            }
            terms.into_iter().filter(|term| !term.is_stop).map(|term| term.stem).collect()
        };
        let mut units = Vec::new();
        let asked = entry.questions.iter().take(MAX_QUESTIONS);
        for (unit, text) in std::iter::once(&entry.title).chain(asked).enumerate() {
            let mut stems = stems(text);
            stems.sort();
            stems.dedup();
            units.push(u32::try_from(stems.len()).unwrap_or(u32::MAX));
            for stem in stems {
                found.entry(stem).or_default().units |= 1 << unit;
            }
        }
        for text in std::iter::once(&entry.description).chain(&entry.tags) {
            for stem in stems(text) {
                found.entry(stem).or_default().in_summary = true;
            }
        }
        for (_, _, text) in &entry.headings {
            for stem in stems(text) {
                found.entry(stem).or_default().in_heading = true;
            }
        }
        let mut n_words = 0;
        for (_, text) in &entry.lines {
            for stem in stems(text) {
                let posting = found.entry(stem).or_default();
                posting.body = (posting.body + 1).min(3);
                n_words += 1;
            }
        }
        for (stem, posting) in found {
            self.postings.entry(stem).or_default().push(Posting { doc, ..posting });
        }
        self.docs.push(Doc {
            article: format!("{}/{}", tongue.code, entry.id),
            lang: tongue.code.clone(),
            title: entry.title.clone(),
            url: entry.url.clone(),
            n_words,
            units,
            text: text(entry),
        });
    }

    /// The index of a language.
    pub fn finish(self, tongue: &Tongue, all: &[Tongue]) -> Index {
        let others = all.iter().filter(|other| other.code != tongue.code);
        let stops = |other: &Tongue| {
            let stops: Vec<&str> = other.grammar.stops.iter().map(String::as_str).collect();
            (other.code.clone(), stops.join(" "))
        };
        let (stems, postings): (Vec<_>, Vec<_>) = self.postings.into_iter().unzip();
        Index {
            threshold: THRESHOLD,
            average: average(&self.docs),
            lang: tongue.code.clone(),
            grammar: tongue.grammar.clone(),
            others: others.map(stops).collect(),
            links: tongue.thesaurus.links(&stems),
            docs: self.docs,
            stems,
            postings,
        }
    }
}

/// The text of an article as the index carries it.
fn text(entry: &Entry) -> String {
    let mut out = String::new();
    let mut n_headings = 0;
    for (heading, line) in &entry.lines {
        if *heading as usize > n_headings {
            n_headings = *heading as usize;
            if let Some((_, id, words)) = entry.headings.get(n_headings - 1) {
                out.push_str(&format!("#{id} {words}\n"));
            }
        }
        // A line that opens with the sign is no heading.
        let line = line.trim_start_matches('#').trim_start();
        if !line.is_empty() {
            out.extend([line, "\n"]);
        }
    }
    out
}
