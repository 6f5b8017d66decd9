//! What the engine knows of a language: the words that say nothing, and the endings
//! that do not change what a word is about.
//!
//! Both stand in `i18n/terms/<language>.toml` and go into the index, so that the
//! browser takes words apart exactly as the build did.

use std::collections::BTreeSet;

use crate::answers::words::{Word, fold_word, words};

/// The grammar of a language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grammar {
    /// Words that are in too many questions to tell them apart, folded.
    pub stops: BTreeSet<String>,
    /// Steps of endings; in each, the first that fits is replaced.
    pub steps: Vec<Vec<Ending>>,
    /// What may be glued to the front of a word by those who leave out apostrophes.
    pub glued: Vec<String>,
}

/// An ending that is cut off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The letters.
    pub from: String,
    /// What stands in their place.
    pub to: String,
    /// Least bytes before them.
    pub least: usize,
}

/// A word of a text, as the index knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The stem; the word itself when it is a stop word.
    pub stem: String,
    /// The word, folded.
    pub word: String,
    /// Whether the index leaves it out.
    pub is_stop: bool,
    /// Bytes of the text it stands on.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

impl Grammar {
    /// Reads the lists as they are written: words parted by spaces; steps of
    /// `ending`, `ending>other`, each maybe after `3:`, its least bytes before.
    pub fn read(stops: &str, steps: &[String], glued: &str) -> Self {
        let ending = |least: &mut usize, text: &str| {
            if let Ok(number) = text.parse() {
                *least = number;
                return None;
            }
            let (from, to) = text.split_once('>').unwrap_or((text, ""));
            Some(Ending { from: from.to_owned(), to: to.to_owned(), least: *least })
        };
        let step = |step: &String| {
            let mut least = 3;
            step.split_whitespace().filter_map(|text| ending(&mut least, text)).collect()
        };
        Self {
            stops: stops.split_whitespace().map(fold_word).collect(),
            steps: steps.iter().map(step).collect(),
            glued: glued.split_whitespace().map(str::to_owned).collect(),
        }
    }

    /// A word without its endings.
    pub fn stem(&self, word: &str) -> String {
        let mut stem = word.to_owned();
        if !word.is_ascii() {
            return stem;
        }
        for step in &self.steps {
            let fits = |ending: &&Ending| {
                stem.len() >= ending.from.len() + ending.least && stem.ends_with(&ending.from)
            };
            if let Some(ending) = step.iter().find(fits) {
                stem.truncate(stem.len() - ending.from.len());
                stem.push_str(&ending.to);
            }
        }
        stem
    }

    /// The terms of a text, stop words marked.
    pub fn terms(&self, text: &str) -> Vec<Term> {
        words(text).into_iter().map(|word| self.term(word)).collect()
    }

    /// The stems of a text that are no stop words.
    pub fn stems(&self, text: &str) -> Vec<String> {
        let terms = self.terms(text).into_iter().filter(|term| !term.is_stop);
        terms.map(|term| term.stem).collect()
    }

    fn term(&self, word: Word) -> Term {
        let Word { text, start, end } = word;
        let is_lone = text.len() == 1 && !text.as_bytes()[0].is_ascii_digit();
        let is_stop = is_lone || self.stops.contains(&text);
        let stem = if is_stop { text.clone() } else { self.stem(&text) };
        Term { stem, word: text, is_stop, start, end }
    }
}
