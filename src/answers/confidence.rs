//! How sure the engine is that the library has an answer at all.
//!
//! A logistic regression on what the search itself shows. Its weights come from the
//! questions of `tests/answers` that choices are made on, those without an answer as
//! well, each kind counted alike; none is about a word or a subject.

use crate::answers::arithmetic::{ln, logistic};
use crate::answers::query::{Concept, count};
use crate::answers::rank::Found;

/// What a question and what was found for it look like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signs {
    /// In the order of [`WEIGHTS`].
    pub values: [f64; 6],
}

/// What each sign counts, and what is counted without any.
const WEIGHTS: [f64; 6] = [-2.08, 4.6, 0.95, 1.76, 1.22, 1.38];
const START: f64 = -5.4;

impl Signs {
    /// Reads them off: how much of what is asked the first article says, and its
    /// square; how much of its best unit is asked; what it is worth beside what is
    /// asked; how many words are asked; what it is worth.
    pub fn of(concepts: &[Concept], found: &[Found]) -> Self {
        let (mut asked, mut n_words) = (0.0, 0);
        for concept in concepts.iter().filter(|concept| !concept.is_phrase) {
            asked += concept.mass;
            n_words += 1;
        }
        let top = found.first().cloned().unwrap_or_default();
        Self {
            values: [
                top.covered,
                top.covered * top.covered,
                top.unit_fit,
                if asked > 0.0 { top.score / asked } else { 0.0 },
                ln(1.0 + count(n_words)),
                ln(1.0 + top.score),
            ],
        }
    }

    /// From 0 to 1.
    pub fn confidence(&self) -> f64 {
        let mut sum = START;
        for (value, weight) in self.values.iter().zip(WEIGHTS) {
            sum += value * weight;
        }
        logistic(sum)
    }
}
