//! Concepts → articles, best first.
//!
//! An article has what its words are worth (BM25 over its fields), and what its best
//! unit is worth: its title, or one of the questions that its author foresaw. What a
//! concept adds is that of the best way to say it, so that a word with many synonyms
//! counts once.

use crate::answers::index::{Doc, Index, Posting};
use crate::answers::query::{Concept, count, idf};

/// How soon more of a word adds little (BM25).
const K1: f64 = 2.0;
/// How much long texts are held back (BM25).
const B: f64 = 0.35;
/// What a word in the text counts, each time.
const BODY: f64 = 0.9;
/// What a word in a heading counts.
const HEADING: f64 = 0.8;
/// What a word in the description or a tag counts.
const SUMMARY: f64 = 2.2;
/// What a word in the title counts.
const TITLE: f64 = 2.0;
/// What the title counts as a unit.
const TITLE_UNIT: f64 = 1.4;
/// What a question counts as a unit.
const QUESTION_UNIT: f64 = 1.1;
/// Which part of a unit's worth depends on how much of it was asked.
const FIT: f64 = 0.7;
/// What a phrase counts.
const PHRASE: f64 = 0.95;
/// What an article in another language than the index counts.
const FOREIGN: f64 = 0.82;
/// What some words of a way to say it count, in place of all.
const PARTLY: f64 = 0.3;

/// An article that was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Index into [`Index::docs`].
    pub doc: usize,
    /// How well it fits.
    pub score: f64,
    /// Share of what is asked that is in it.
    pub covered: f64,
    /// Share of its best unit that is asked.
    pub unit_fit: f64,
}

/// What is known of the articles while concepts are gone through.
struct Sums {
    /// Where the units of each article start.
    starts: Vec<usize>,
    score: Vec<f64>,
    covered: Vec<f64>,
    unit: Vec<f64>,
    unit_matches: Vec<f64>,
}

/// The best way to say one concept, for each article and unit it is in.
#[derive(Default)]
struct Best {
    docs: Vec<usize>,
    score: Vec<f64>,
    weight: Vec<f64>,
    units: Vec<usize>,
    unit: Vec<f64>,
}

/// What one way of several words adds up to in an article.
#[derive(Clone, Copy, Default)]
struct Part {
    score: f64,
    units: u32,
    n_stems: usize,
}

/// Scores every article that has something of what is asked; the best first.
pub fn rank(index: &Index, concepts: &[Concept]) -> Vec<Found> {
    let mut sums = Sums::new(index);
    let (n_docs, n_units) = (index.docs.len(), sums.unit.len());
    let mut best = Best {
        score: vec![0.0; n_docs],
        weight: vec![0.0; n_docs],
        unit: vec![0.0; n_units],
        ..Best::default()
    };
    let mut parts = vec![Part::default(); n_docs];
    for concept in concepts {
        for (stems, weight) in &concept.ways {
            say(index, &sums.starts, stems, *weight, (&mut parts, &mut best));
        }
        sums.add(concept, &mut best);
    }
    let mut asked = 0.0;
    for concept in concepts.iter().filter(|concept| !concept.is_phrase) {
        asked += concept.mass;
    }
    let found = (0..n_docs).map(|doc| sums.found(index, doc, asked));
    let mut found: Vec<Found> = found.filter(|found| found.score > 0.0).collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.doc.cmp(&b.doc)));
    found
}

/// Goes through the articles that say something in one way.
fn say(
    index: &Index,
    starts: &[usize],
    stems: &[usize],
    weight: f64,
    (parts, best): (&mut [Part], &mut Best),
) {
    let share = weight / count(stems.len());
    let mut touched: Vec<usize> = Vec::new();
    let mut mass = 0.0;
    for stem in stems {
        let idf = idf(index, *stem);
        mass += idf;
        for posting in &index.postings[*stem] {
            let doc = posting.doc as usize;
            let part = &mut parts[doc];
            if part.n_stems == 0 {
                touched.push(doc);
                part.units = posting.units;
            }
            part.score += idf * enough(&index.docs[doc], posting, index.average);
            part.units &= posting.units;
            part.n_stems += 1;
        }
    }
    for doc in touched {
        let part = std::mem::take(&mut parts[doc]);
        let is_whole = part.n_stems == stems.len();
        let score = part.score * share * if is_whole { 1.0 } else { PARTLY };
        best.in_doc(doc, score, if is_whole { weight } else { 0.0 });
        if is_whole {
            best.in_units(starts[doc], part.units, mass * share);
        }
    }
}

/// How much of a stem is there, from 0 to 1 (BM25 over fields).
fn enough(doc: &Doc, posting: &Posting, average: f64) -> f64 {
    let length = 1.0 - B + B * f64::from(doc.n_words) / average;
    let mut n = BODY * f64::from(posting.body) / length;
    if posting.in_heading {
        n += HEADING;
    }
    if posting.in_summary {
        n += SUMMARY;
    }
    if posting.units & 1 == 1 {
        n += TITLE;
    }
    n / (K1 + n)
}

impl Best {
    fn in_doc(&mut self, doc: usize, score: f64, weight: f64) {
        if self.score[doc] == 0.0 && self.weight[doc] == 0.0 {
            self.docs.push(doc);
        }
        if score > self.score[doc] {
            self.score[doc] = score;
        }
        if weight > self.weight[doc] {
            self.weight[doc] = weight;
        }
    }

    fn in_units(&mut self, start: usize, mut units: u32, mass: f64) {
        while units != 0 {
            let unit = start + units.trailing_zeros() as usize;
            if self.unit[unit] == 0.0 {
                self.units.push(unit);
            }
            if mass > self.unit[unit] {
                self.unit[unit] = mass;
            }
            units &= units - 1;
        }
    }
}

impl Sums {
    fn new(index: &Index) -> Self {
        let mut starts = Vec::with_capacity(index.docs.len());
        let mut n_units = 0;
        for doc in &index.docs {
            starts.push(n_units);
            n_units += doc.units.len();
        }
        let zeros = |n: usize| vec![0.0; n];
        let n_docs = index.docs.len();
        Self {
            starts,
            score: zeros(n_docs),
            covered: zeros(n_docs),
            unit: zeros(n_units),
            unit_matches: zeros(n_units),
        }
    }

    /// Adds what a concept is worth, and clears `best` for the next.
    fn add(&mut self, concept: &Concept, best: &mut Best) {
        let share = if concept.is_phrase { PHRASE } else { concept.share };
        for doc in best.docs.drain(..) {
            self.score[doc] += std::mem::take(&mut best.score[doc]) * share;
            let weight = std::mem::take(&mut best.weight[doc]);
            if !concept.is_phrase {
                self.covered[doc] += concept.mass * weight;
            }
        }
        for unit in best.units.drain(..) {
            self.unit[unit] += std::mem::take(&mut best.unit[unit]) * share;
            if !concept.is_phrase {
                self.unit_matches[unit] += 1.0;
            }
        }
    }

    fn found(&self, index: &Index, idx: usize, asked: f64) -> Found {
        let doc = &index.docs[idx];
        let mut top = (0.0, 0.0);
        for (nth, n_stems) in doc.units.iter().enumerate() {
            let unit = self.starts[idx] + nth;
            let fit = self.unit_matches[unit] / (f64::from(*n_stems) + 0.5);
            let fit = if fit > 1.0 { 1.0 } else { fit };
            let weight = if nth == 0 { TITLE_UNIT } else { QUESTION_UNIT };
            let worth = weight * self.unit[unit] * (1.0 - FIT + FIT * fit);
            if worth > top.0 {
                top = (worth, fit);
            }
        }
        let foreign = if doc.lang == index.lang { 1.0 } else { FOREIGN };
        Found {
            doc: idx,
            score: (self.score[idx] + top.0) * foreign,
            covered: if asked > 0.0 { self.covered[idx] / asked } else { 0.0 },
            unit_fit: top.1,
        }
    }
}
