//! The articles of a site → the index of each language.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::answers::build::Builder;
use crate::answers::entry::Entry;
use crate::answers::index::Index;
use crate::answers::lexicon::Lexicon;
use crate::answers::terms::{Tongue, dictionary};
use crate::answers::units::Units;
use crate::base::{Depot, Failure};

/// The index of each language: its articles, then those of other languages that it
/// lacks. `entries` are by language, then by id; so is every index.
///
/// # Errors
/// [`Failure::Lost`] when the depot no longer has a text.
pub fn assemble(
    mut entries: Vec<Entry>,
    tongues: &[Tongue],
    depot: &dyn Depot,
) -> Result<Vec<Index>, Failure> {
    let has_missing =
        (0..tongues.len()).any(|lang| entries.iter().any(|entry| is_missing(entry, lang)));
    if has_missing {
        entries.par_iter_mut().try_for_each(|entry| entry.read(depot))?;
    }
    let units = |entry: &mut Entry| entry.units(&tongues[usize::from(entry.lang)], depot);
    let units: Vec<Units> = entries.par_iter_mut().map(units).collect::<Result<_, _>>()?;
    let mut own: Vec<Vec<(usize, Units)>> = tongues.iter().map(|_| Vec::new()).collect();
    for (idx, units) in units.into_iter().enumerate() {
        own[usize::from(entries[idx].lang)].push((idx, units));
    }
    let indexes = own.into_par_iter().enumerate();
    Ok(indexes.map(|(lang, own)| index(&entries, tongues, lang, own)).collect())
}

fn index(entries: &[Entry], tongues: &[Tongue], lang: usize, own: Vec<(usize, Units)>) -> Index {
    let mut builder = Builder::default();
    for (idx, units) in own {
        builder.add(&entries[idx], units, tongues);
    }
    let mut lexicons: BTreeMap<u8, Lexicon> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| is_missing(entry, lang)) {
        let lexicon = lexicons
            .entry(entry.lang)
            .or_insert_with(|| lexicon(entries, tongues, entry.lang, lang));
        let grammar = &tongues[usize::from(entry.lang)].grammar;
        builder.add(entry, Units::of(entry, grammar, Some(lexicon)), tongues);
    }
    builder.finish(&tongues[lang], tongues)
}

/// Whether an article is in no edition of a language, and is the first of those it has.
fn is_missing(entry: &Entry, lang: usize) -> bool {
    let has = entry.editions.iter().any(|edition| usize::from(*edition) == lang);
    usize::from(entry.lang) != lang && !has && entry.editions.first() == Some(&entry.lang)
}

/// What the words of one language are in another: the program's dictionary, and what
/// the articles that exist in both say.
fn lexicon(entries: &[Entry], tongues: &[Tongue], from: u8, to: usize) -> Lexicon {
    let (ours, theirs) = (&tongues[usize::from(from)], &tongues[to]);
    let twins: BTreeMap<usize, &Entry> = entries
        .iter()
        .filter(|entry| usize::from(entry.lang) == to)
        .map(|entry| (entry.set, entry))
        .collect();
    let mut wanted = BTreeSet::new();
    let mut pairs = Vec::new();
    for entry in entries.iter().filter(|entry| entry.lang == from) {
        match twins.get(&entry.set) {
            Some(twin) => pairs.extend(
                aligned(entry, twin)
                    .into_iter()
                    .map(|(own, other)| (ours.grammar.stems(own), theirs.grammar.stems(other))),
            ),
            None => texts(entry).for_each(|text| wanted.extend(ours.grammar.stems(text))),
        }
    }
    let mut lexicon = dictionary(ours, theirs);
    lexicon.learn(&pairs, &wanted);
    lexicon
}

/// Every text of an article.
fn texts(entry: &Entry) -> impl Iterator<Item = &str> {
    let short = [&entry.title, &entry.description].into_iter();
    let short = short.chain(&entry.questions).chain(&entry.tags);
    let headings = entry.headings.iter().map(|(_, _, text)| text.as_str());
    let lines = entry.lines.iter().map(|(_, text)| text.as_str());
    short.map(String::as_str).chain(headings).chain(lines)
}

/// What says the same in two editions of an article: lines and headings too, where
/// there are as many.
fn aligned<'e>(own: &'e Entry, other: &'e Entry) -> Vec<(&'e str, &'e str)> {
    let mut pairs: Vec<(&str, &str)> =
        vec![(&own.title, &other.title), (&own.description, &other.description)];
    if own.headings.len() == other.headings.len() {
        let both = own.headings.iter().zip(&other.headings);
        pairs.extend(both.map(|(own, other)| (own.2.as_str(), other.2.as_str())));
    }
    if own.lines.len() == other.lines.len() {
        let both = own.lines.iter().zip(&other.lines);
        pairs.extend(both.map(|(own, other)| (own.1.as_str(), other.1.as_str())));
    }
    pairs
}
