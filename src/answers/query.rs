//! A question → what it asks about, as stems of an index.

use crate::answers::arithmetic::ln;
use crate::answers::fuzzy::similar;
use crate::answers::grammar::Term;
use crate::answers::index::Index;

/// Letters of a question that are read.
pub const MAX_LETTERS: usize = 1000;

/// Terms of a question that are read.
const MAX_TERMS: usize = 48;

/// What counts of the words of a phrase that was understood.
const INSIDE: f64 = 0.8;

/// Longest phrase that the thesaurus knows, in words.
const MAX_PHRASE: usize = 4;

/// One thing that a question asks about, and the ways to say it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Concept {
    /// The word of the question; several for a phrase.
    pub words: String,
    /// The ways to say it, each with how much it counts.
    pub ways: Vec<(Vec<usize>, f64)>,
    /// How much finding it tells.
    pub mass: f64,
    /// Whether it is a phrase, whose words are asked on their own as well.
    pub is_phrase: bool,
    /// How much of it counts: less when a phrase that holds the word was understood.
    pub share: f64,
}

/// The words of a question that tell something, and the ways to say them.
pub fn concepts(index: &Index, terms: &[Term]) -> Vec<Concept> {
    let terms = &terms[..terms.len().min(MAX_TERMS)];
    let mut concepts: Vec<Concept> = Vec::new();
    for term in terms.iter().filter(|term| !term.is_stop) {
        if concepts.iter().all(|concept| concept.words != term.stem) {
            concepts.push(of_word(index, term));
        }
    }
    for n_words in 1..=MAX_PHRASE {
        for window in terms.windows(n_words) {
            if n_words == 1 && !window[0].is_stop {
                continue;
            }
            let words: Vec<&str> = window.iter().map(|term| term.stem.as_str()).collect();
            let words = words.join(" ");
            let mut concept = Concept { is_phrase: true, share: 1.0, words, ..Concept::default() };
            follow(index, &mut concept, 1.0);
            if !concept.ways.is_empty() {
                weigh(index, &mut concept);
                if n_words > 1 {
                    let inside =
                        |of: &&mut Concept| window.iter().any(|term| term.stem == of.words);
                    concepts.iter_mut().filter(inside).for_each(|of| of.share *= INSIDE);
                }
                concepts.push(concept);
            }
        }
    }
    concepts
}

fn of_word(index: &Index, term: &Term) -> Concept {
    let stem = term.stem.as_str();
    let mut concept = Concept { words: stem.to_owned(), share: 1.0, ..Concept::default() };
    if let Some(own) = index.stem(stem) {
        concept.ways.push((vec![own], 1.0));
    }
    follow(index, &mut concept, 1.0);
    if concept.ways.is_empty() {
        for (near, weight) in similar(index, stem, &term.word) {
            if let Some(own) = index.stem(&near) {
                concept.ways.push((vec![own], weight));
            }
            let words = std::mem::replace(&mut concept.words, near);
            follow(index, &mut concept, weight);
            concept.words = words;
        }
    }
    weigh(index, &mut concept);
    concept
}

/// Adds what the thesaurus leads to.
fn follow(index: &Index, concept: &mut Concept, weight: f64) {
    for link in index.links.get(&concept.words).map_or(&[][..], Vec::as_slice) {
        let stems: Vec<usize> = link.stems.iter().filter_map(|stem| index.stem(stem)).collect();
        concept.ways.push((stems, weight * (f64::from(link.weight) / 100.0)));
    }
}

/// The word's own rarity; else that of the best way to say it.
fn weigh(index: &Index, concept: &mut Concept) {
    let mut mass = 0.0;
    for (stems, weight) in &concept.ways {
        let mut sum = 0.0;
        for stem in stems {
            sum += idf(index, *stem);
        }
        let own = sum / count(stems.len()) * weight;
        mass = if own > mass { own } else { mass };
    }
    if concept.ways.is_empty() {
        mass = ln(1.0 + (count(index.docs.len()) + 0.5) / 0.5);
    }
    concept.mass = mass;
}

/// How much a stem tells: the fewer articles have it, the more.
pub fn idf(index: &Index, stem: usize) -> f64 {
    let n_with = count(index.postings[stem].len());
    ln(1.0 + (count(index.docs.len()) - n_with + 0.5) / (n_with + 0.5))
}

/// A count as a number: counts are small.
pub fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}
