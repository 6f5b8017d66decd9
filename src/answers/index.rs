//! The index of one language in memory: what the files of the index say.

use std::collections::BTreeMap;

use crate::answers::grammar::Grammar;

/// The index of one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    /// The language's code.
    pub lang: String,
    /// How sure an answer must be to be shown, in thousandths.
    pub threshold: u32,
    /// How its words are taken apart.
    pub grammar: Grammar,
    /// The little words of the other languages, by code, parted by spaces.
    pub others: Vec<(String, String)>,
    /// The articles: those of the language, and those that exist in others only.
    pub docs: Vec<Doc>,
    /// Words of a text, on average, and one.
    pub average: f64,
    /// Stems, sorted.
    pub stems: Vec<String>,
    /// Where each stem stands.
    pub postings: Vec<Vec<Posting>>,
    /// Other words for stems and phrases, by stems joined by spaces.
    pub links: BTreeMap<String, Vec<Link>>,
}

/// An article of the index.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Doc {
    /// `fr/loans/renewals`.
    pub article: String,
    /// Code of its language.
    pub lang: String,
    /// Title.
    pub title: String,
    /// Address below the host.
    pub url: String,
    /// Words of its text that are in the index.
    pub n_words: u32,
    /// The stems of its title, then of each question: how many.
    pub units: Vec<u32>,
    /// Its text; the lines that open with `#` are headings: `#id` and the words.
    pub text: String,
}

/// Where a stem stands in an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Posting {
    /// Index into [`Index::docs`].
    pub doc: u32,
    /// How often in the text, 3 for more.
    pub body: u8,
    /// In a heading.
    pub in_heading: bool,
    /// In the description or a tag.
    pub in_summary: bool,
    /// In which units: bit 0 for the title, then one for each question.
    pub units: u32,
}

/// Other words for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Their stems.
    pub stems: Vec<String>,
    /// How much they count, in hundredths.
    pub weight: u8,
}

/// How sure an answer must be to be shown, unless the site says otherwise: thousandths.
pub const THRESHOLD: u32 = 500;

/// Questions of an article that count: [`Posting::units`] has no more bits.
pub const MAX_QUESTIONS: usize = 30;

/// Words of a text, on average, and one.
pub fn average(docs: &[Doc]) -> f64 {
    let (mut n_words, mut n_docs) = (0.0, 0.0);
    for doc in docs {
        n_words += f64::from(doc.n_words);
        n_docs += 1.0;
    }
    if n_docs > 0.0 { n_words / n_docs + 1.0 } else { 1.0 }
}

impl Index {
    /// Whether an answer with this confidence is worth showing.
    pub fn is_enough(&self, confidence: f64) -> bool {
        confidence >= f64::from(self.threshold) / 1000.0
    }

    /// Whether a word is in it, or leads to one that is.
    pub fn knows(&self, word: &str) -> bool {
        let stem = self.grammar.stem(word);
        self.stem(&stem).is_some() || self.links.contains_key(&stem)
    }

    /// The number of a stem.
    pub fn stem(&self, stem: &str) -> Option<usize> {
        self.stems.binary_search_by(|known| known.as_str().cmp(stem)).ok()
    }
}
