//! Words of one language → words of another, for articles that exist in one only.
//!
//! Such an article stands in the index of each language that lacks it, under its own
//! words and under what they are in that language: so a question is searched in one
//! index only. Words come from a short dictionary and from the site itself: what is
//! said on the same line of an article and of its translation.

use std::collections::{BTreeMap, BTreeSet};

use crate::answers::grammar::{Grammar, Term};

/// Longest phrase of the dictionary, in words.
const MAX_PHRASE: usize = 4;

/// Pairs of lines that are learned from: enough for every common word.
const MAX_PAIRS: usize = 20_000;

/// Words of a line that are learned from.
const MAX_WORDS: usize = 60;

/// Translates from one language to another.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    phrases: BTreeMap<String, BTreeSet<String>>,
    learned: BTreeMap<String, Vec<String>>,
}

impl Lexicon {
    /// Reads a dictionary of `phrase = phrase`.
    pub fn read<'l>(
        lines: impl IntoIterator<Item = (&'l str, &'l str)>,
        from: &Grammar,
        to: &Grammar,
    ) -> Self {
        let mut phrases: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (ours, theirs) in lines {
            let key = joined(&from.terms(ours));
            let stems = to.terms(theirs).into_iter().filter(|term| !term.is_stop);
            phrases.entry(key).or_default().extend(stems.map(|term| term.stem));
        }
        Self { phrases, learned: BTreeMap::new() }
    }

    /// Learns what the `wanted` stems are from lines that say the same.
    pub fn learn(&mut self, pairs: &[(Vec<String>, Vec<String>)], wanted: &BTreeSet<String>) {
        let mut ours: BTreeMap<&str, f64> = BTreeMap::new();
        let mut theirs: BTreeMap<&str, f64> = BTreeMap::new();
        let mut both: BTreeMap<(&str, &str), f64> = BTreeMap::new();
        for (from, to) in pairs.iter().take(MAX_PAIRS) {
            let from: BTreeSet<&str> = from.iter().take(MAX_WORDS).map(String::as_str).collect();
            let to: BTreeSet<&str> = to.iter().take(MAX_WORDS).map(String::as_str).collect();
            for stem in &to {
                *theirs.entry(stem).or_default() += 1.0;
            }
            for stem in from.into_iter().filter(|stem| wanted.contains(*stem)) {
                *ours.entry(stem).or_default() += 1.0;
                for other in &to {
                    *both.entry((stem, other)).or_default() += 1.0;
                }
            }
        }
        let mut best: BTreeMap<&str, Vec<(f64, &str)>> = BTreeMap::new();
        for ((stem, other), n) in &both {
            let dice = 2.0 * n / (ours[stem] + theirs[other]);
            if *n >= 2.0 && dice >= 0.45 {
                best.entry(stem).or_default().push((dice, other));
            }
        }
        for (stem, mut found) in best {
            found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
            let least = found[0].0 * 0.8;
            let kept = found.into_iter().take(2).filter(|(dice, _)| *dice >= least);
            self.learned.insert(stem.to_owned(), kept.map(|(_, other)| other.to_owned()).collect());
        }
    }

    /// What some terms are in the other language, besides themselves.
    pub fn translate(&self, terms: &[Term]) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let mut idx = 0;
        while idx < terms.len() {
            let lengths = (1..=MAX_PHRASE.min(terms.len() - idx)).rev();
            let found = lengths.map(|n| (n, &terms[idx..idx + n])).find_map(|(n, window)| {
                if n == 1 && window[0].is_stop {
                    return None;
                }
                self.phrases.get(&joined(window)).map(|stems| (n, stems))
            });
            let end = idx + found.map_or(1, |(n, _)| n);
            for term in terms[idx..end].iter().filter(|term| !term.is_stop) {
                out.push(term.stem.clone());
                if found.is_none() {
                    out.extend(self.learned.get(&term.stem).into_iter().flatten().cloned());
                }
            }
            out.extend(found.into_iter().flat_map(|(_, stems)| stems.iter().cloned()));
            idx = end;
        }
        out
    }
}

fn joined(terms: &[Term]) -> String {
    let stems: Vec<&str> = terms.iter().map(|term| term.stem.as_str()).collect();
    stems.join(" ")
}
