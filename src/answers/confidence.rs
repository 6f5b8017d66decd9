//! How sure the engine is that the library has an answer at all.
//!
//! A logistic regression on what the search itself shows. Its weights come from the
//! questions in `tests/answers`, those without an answer as well; none is about a
//! word or a subject.

use crate::answers::arithmetic::{ln, logistic};
use crate::answers::query::{Concept, count};
use crate::answers::rank::Found;

/// What a question and what was found for it look like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signs {
    /// In the order of [`WEIGHTS`].
    pub values: [f64; 9],
}

/// What each sign counts, and what is counted without any.
const WEIGHTS: [f64; 9] = [-3.05, 6.35, -0.8, 1.2, 1.77, 0.3, 0.6, 2.37, 1.06];
const START: f64 = -6.5;

impl Signs {
    /// Reads them off.
    pub fn of(concepts: &[Concept], found: &[Found]) -> Self {
        let (mut asked, mut guessed, mut n_words) = (0.0, 0.0, 0);
        for concept in concepts.iter().filter(|concept| !concept.is_phrase) {
            asked += concept.mass;
            n_words += 1;
            if concept.is_guess {
                guessed += concept.mass;
            }
        }
        let top = found.first().cloned().unwrap_or_default();
        let second = found.get(1).map_or(0.0, |found| found.score);
        let share = |mass: f64| if asked > 0.0 { mass / asked } else { 0.0 };
        let gap = if top.score > 0.0 { (top.score - second) / top.score } else { 0.0 };
        Self {
            values: [
                top.covered,
                top.covered * top.covered,
                top.unit_covered,
                top.unit_fit,
                share(top.score),
                gap,
                share(guessed),
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
