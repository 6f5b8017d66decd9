//! An article → its stems, field by field. This is what a build keeps for the next:
//! it depends on the article and on the program alone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::answers::entry::Entry;
use crate::answers::grammar::Grammar;
use crate::answers::index::{MAX_QUESTIONS, Posting};
use crate::answers::lexicon::Lexicon;

/// Units of UTF-16 that a line has at the most, but for a sentence that is longer.
const LONGEST_LINE: usize = 320;

/// Bytes of a stem that the index has.
const MAX_STEM: usize = 64;

/// An article taken apart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Units {
    /// Each stem and where it stands, sorted by stem: times in the text; bits for
    /// heading and summary; bits for the units.
    pub stems: Vec<(String, u8, u8, u32)>,
    /// Stems of the title, then of each question: how many.
    pub units: Vec<u32>,
    /// Stems of the text, each time they stand there.
    pub n_words: u32,
    /// The text as the index carries it.
    pub text: String,
}

/// In a heading.
pub(super) const IN_HEADING: u8 = 1;
/// In the description or a tag.
pub(super) const IN_SUMMARY: u8 = 2;

impl Units {
    /// Takes an article apart; with a lexicon, under the words of another language too.
    pub fn of(entry: &Entry, grammar: &Grammar, lexicon: Option<&Lexicon>) -> Self {
        let stems = |text: &str| match lexicon {
            Some(lexicon) => lexicon.translate(&grammar.terms(text)),
            None => grammar.stems(text),
        };
        let mut found: BTreeMap<String, Posting> = BTreeMap::new();
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
        let stem = |(stem, posting): (String, Posting)| {
            let heading = if posting.in_heading { IN_HEADING } else { 0 };
            let summary = if posting.in_summary { IN_SUMMARY } else { 0 };
            (stem, posting.body, heading | summary, posting.units)
        };
        // What is longer is no word that anybody types.
        found.retain(|stem, _| stem.len() <= MAX_STEM);
        let stems = found.into_iter().map(stem).collect();
        Self { stems, units, n_words, text: text(entry) }
    }
}

/// The text of an article as the index carries it: lines, each at most a few
/// sentences long, and headings as `#id words`.
fn text(entry: &Entry) -> String {
    let mut out = String::new();
    let mut n_headings = 0;
    for (heading, line) in &entry.lines {
        if *heading as usize > n_headings {
            n_headings = *heading as usize;
            if let Some((_, id, words)) = entry.headings.get(n_headings - 1) {
                out.extend(["#", id, " ", words, "\n"]);
            }
        }
        // A line that opens with the sign is no heading.
        let line = line.trim_start_matches('#').trim_start();
        for piece in pieces(line) {
            out.extend([piece, "\n"]);
        }
    }
    out
}

/// Whole sentences in a row, as many as a line may have.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut end, mut before) = (0, 0, ' ');
    let units = |text: &str| text.encode_utf16().count();
    let breaks = line.char_indices().filter(|(at, c)| {
        let is_break = *c == ' ' && matches!(before, '.' | '!' | '?' | '…') && *at > 0;
        before = *c;
        is_break
    });
    for at in breaks.map(|(at, _)| at).chain([line.len()]) {
        if end > start && units(&line[start..at]) > LONGEST_LINE {
            pieces.push(&line[start..end]);
            start = end + 1;
        }
        end = at;
    }
    if end > start {
        pieces.push(&line[start..end]);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Units, pieces};
    use crate::answers::entry::Entry;
    use crate::answers::terms::Tongue;

    #[test]
    fn long_lines_are_parted_between_sentences() {
        let sentence =
            "Une phrase assez longue pour que quatre en fassent trop dans une seule ligne, donc.";
        let line = [sentence; 5].join(" ");
        let pieces = pieces(&line);
        assert_eq!(pieces.len(), 2);
        assert_eq!(pieces.join(" "), line);
        assert!(super::pieces("").is_empty());
        let endless = "mot ".repeat(500);
        assert_eq!(super::pieces(&endless).concat(), endless);
    }

    #[test]
    fn every_field_leaves_its_mark() {
        let entry = Entry {
            title: "Renouveler".to_owned(),
            questions: vec!["prolonger mon prêt".to_owned()],
            description: "Trois conditions".to_owned(),
            headings: vec![(2, "online".to_owned(), "En ligne".to_owned())],
            lines: vec![(1, "# Renouveler, renouveler.".to_owned())],
            ..Entry::default()
        };
        let units = Units::of(&entry, &Tongue::of("fr", &[]).grammar, None);
        let of = |stem: &str| units.stems.iter().find(|found| found.0 == stem).cloned();
        assert_eq!(of("renouvel").map(|s| (s.1, s.2, s.3)), Some((2, 0, 1)));
        assert_eq!(of("prolong").map(|s| (s.1, s.2, s.3)), Some((0, 0, 2)));
        assert_eq!(of("lign").map(|s| (s.1, s.2, s.3)), Some((0, 1, 0)));
        assert_eq!(of("condit").map(|s| (s.1, s.2, s.3)), Some((0, 2, 0)));
        assert_eq!(units.units, [1, 2]);
        assert_eq!(units.text, "#online En ligne\nRenouveler, renouveler.\n");
    }
}
