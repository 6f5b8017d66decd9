//! Articles taken apart → the index of a language.

use std::collections::BTreeMap;

use crate::answers::entry::Entry;
use crate::answers::index::{Doc, Index, Posting, THRESHOLD, average};
use crate::answers::terms::Tongue;
use crate::answers::units::{IN_HEADING, IN_SUMMARY, Units};

/// Puts an index together.
#[derive(Default)]
pub struct Builder {
    postings: BTreeMap<String, Vec<Posting>>,
    docs: Vec<Doc>,
}

impl Builder {
    /// Adds an article.
    pub fn add(&mut self, entry: &Entry, units: Units, tongues: &[Tongue]) {
        let doc = u32::try_from(self.docs.len()).unwrap_or(u32::MAX);
        for (stem, body, bits, units) in units.stems {
            let (in_heading, in_summary) = (bits & IN_HEADING != 0, bits & IN_SUMMARY != 0);
            let posting = Posting { doc, body, in_heading, in_summary, units };
            self.postings.entry(stem).or_default().push(posting);
        }
        let code = &tongues[usize::from(entry.lang)].code;
        self.docs.push(Doc {
            article: format!("{code}/{}", entry.id),
            lang: code.clone(),
            title: entry.title.clone(),
            url: entry.url.clone(),
            n_words: units.n_words,
            units: units.units,
            text: units.text,
        });
    }

    /// The index of a language; `all` are those of the site.
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
