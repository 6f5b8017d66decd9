//! A question → an answer: which language it is in, what fits best, how sure that is.

use std::sync::OnceLock;

use crate::answers::confidence::Signs;
use crate::answers::index::Index;
use crate::answers::passage::{Lines, Passage};
use crate::answers::query::{Concept, MAX_LETTERS, concepts};
use crate::answers::rank::{Found, rank};
use crate::answers::wire;
use crate::answers::words::words;

/// The indexes of a site, ready to be asked.
#[derive(Debug, Default)]
pub struct Engine {
    indexes: Vec<Index>,
    /// Texts taken apart, made when they are first shown.
    lines: Vec<Vec<OnceLock<Lines>>>,
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Whether it is worth showing; else a person is.
    pub is_answered: bool,
    /// From 0 to 1.
    pub confidence: f64,
    /// Articles, best first.
    pub hits: Vec<Hit>,
}

/// An article that may answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hit {
    /// `fr/loans/renewals`.
    pub article: String,
    /// Code of its language.
    pub lang: String,
    /// How well it fits.
    pub score: f64,
    /// Title.
    pub title: String,
    /// Address below the host.
    pub url: String,
    /// The place that answers.
    pub passage: Passage,
}

/// How a question is asked.
#[derive(Clone, Copy, Debug)]
pub struct AskOptions<'a> {
    /// Code of the language of the page.
    pub lang: &'a str,
    /// Most hits.
    pub top: usize,
}

/// How a question was understood.
#[derive(Clone, Debug, Default)]
pub struct Understood {
    /// The index that was searched.
    pub lang: String,
    /// What it asks about.
    pub concepts: Vec<Concept>,
    found: Vec<Found>,
    /// What the search looks like.
    pub signs: Option<Signs>,
    confidence: f64,
    index: usize,
}

/// How much surer another language must make to be preferred.
const SURER: f64 = 0.15;

impl Engine {
    /// An engine over the indexes of a site, in the order of its languages.
    pub fn new(indexes: Vec<Index>) -> Self {
        let cells = |index: &Index| index.docs.iter().map(|_| OnceLock::new()).collect();
        let lines = indexes.iter().map(cells).collect();
        Self { indexes, lines }
    }

    /// An engine over the files of indexes: those of the languages that are there.
    pub fn read(langs: &[&str], file: &dyn Fn(&str) -> Option<String>) -> Self {
        let heads = langs.iter().map(|lang| format!("{lang}.js"));
        Self::new(heads.filter_map(|head| wire::read(&head, file)).collect())
    }

    /// The ways to say a concept that the index has, with what each counts.
    pub fn ways(&self, understood: &Understood, concept: &Concept) -> Vec<(String, f64)> {
        let Some(index) = self.indexes.get(understood.index) else { return Vec::new() };
        let stem = |stem: &usize| index.stems[*stem].as_str();
        let words = |stems: &[usize]| stems.iter().map(stem).collect::<Vec<_>>().join("+");
        concept.ways.iter().map(|(stems, weight)| (words(stems), *weight)).collect()
    }

    /// Answers a question.
    pub fn ask(&self, question: &str, options: AskOptions<'_>) -> Answer {
        self.answer(&self.understand(question, options.lang), options.top)
    }

    /// Takes a question apart and searches.
    pub fn understand(&self, question: &str, lang: &str) -> Understood {
        let Some(page) = self.indexes.iter().position(|index| index.lang == lang) else {
            return match self.indexes.first() {
                Some(first) => self.understand(question, &first.lang),
                None => Understood::default(),
            };
        };
        let question: String = question.chars().take(MAX_LETTERS).collect();
        let (main, is_sure) = self.language(&question, page);
        let mut best = self.search(main, &question);
        if !is_sure && !self.indexes[page].is_enough(best.confidence) {
            let others = (0..self.indexes.len()).filter(|other| *other != page);
            for other in std::iter::once(page).chain(others).filter(|other| *other != main) {
                let found = self.search(other, &question);
                if found.confidence > best.confidence + SURER {
                    best = found;
                }
            }
        }
        best
    }

    /// The index of the language that a question is in: that of the page, unless
    /// more of its words are little words of another language; and whether it has any
    /// little word of that language at all.
    fn language(&self, question: &str, page: usize) -> (usize, bool) {
        let index = &self.indexes[page];
        let mut counts = vec![0.0; self.indexes.len()];
        let mut n_known = 0.0;
        for word in words(question) {
            if word.text.len() < 2 {
                continue;
            }
            let is_ours = index.grammar.stops.contains(&word.text);
            let mut is_theirs = false;
            for (other, count) in counts.iter_mut().enumerate().filter(|(other, _)| *other != page)
            {
                if self.indexes[other].grammar.stops.contains(&word.text) {
                    is_theirs = true;
                    *count += if is_ours { 0.0 } else { 1.0 };
                }
            }
            if is_ours && !is_theirs {
                counts[page] += 1.0;
            } else if !is_ours && !is_theirs && index.knows(&word.text) {
                n_known += 0.5;
            }
        }
        let (mut best, mut most) = (page, counts[page] + n_known);
        for (other, count) in counts.iter().enumerate() {
            if *count > most {
                (best, most) = (other, *count);
            }
        }
        (best, counts[best] > 0.0)
    }

    fn search(&self, idx: usize, question: &str) -> Understood {
        let index = &self.indexes[idx];
        let concepts = concepts(index, &index.grammar.terms(question));
        let found = rank(index, &concepts);
        let signs = Signs::of(&concepts, &found);
        let confidence = if found.is_empty() { 0.0 } else { signs.confidence() };
        let lang = index.lang.clone();
        Understood { lang, concepts, found, signs: Some(signs), confidence, index: idx }
    }

    /// What is shown of what was found.
    pub fn answer(&self, understood: &Understood, top: usize) -> Answer {
        let Some(index) = self.indexes.get(understood.index) else { return Answer::default() };
        let hit = |found: &Found| {
            let doc = &index.docs[found.doc];
            let lines = &self.lines[understood.index][found.doc];
            let lines = lines.get_or_init(|| Lines::of(index, found.doc));
            Hit {
                article: doc.article.clone(),
                lang: doc.lang.clone(),
                score: found.score,
                title: doc.title.clone(),
                url: doc.url.clone(),
                passage: lines.best(&understood.concepts),
            }
        };
        Answer {
            is_answered: !understood.found.is_empty() && index.is_enough(understood.confidence),
            confidence: understood.confidence,
            hits: understood.found.iter().take(top).map(hit).collect(),
        }
    }
}
