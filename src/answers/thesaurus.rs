//! Which words of a language say the same thing.

use std::collections::{BTreeMap, BTreeSet};

use crate::answers::grammar::Grammar;
use crate::answers::index::Link;

/// The thesaurus of a language.
#[derive(Clone, Debug, Default)]
pub struct Thesaurus {
    links: BTreeMap<String, Vec<Link>>,
}

/// How much a word counts that says the same, in hundredths.
const SAME: u8 = 75;

/// How much a word counts that another one leads to.
const LEADS: u8 = 60;

impl Thesaurus {
    /// Reads lines: `a = b = c` say the same; `a, b > c, d` leads one way.
    pub fn read<'l, L>(lines: L, grammar: &Grammar) -> Self
    where
        L: IntoIterator<Item = &'l str>,
    {
        let mut found: BTreeMap<String, BTreeMap<Vec<String>, u8>> = BTreeMap::new();
        let mut add = |from: &str, to: &str, weight: u8| {
            let (key, _) = forms(from, grammar);
            let (_, stems) = forms(to, grammar);
            if stems.is_empty() || key.is_empty() || key == stems.join(" ") {
                return;
            }
            let known = found.entry(key).or_default().entry(stems).or_default();
            *known = weight.max(*known);
        };
        for line in lines {
            if let Some((from, to)) = line.split_once('>') {
                for from in from.split(',') {
                    to.split(',').for_each(|to| add(from, to, LEADS));
                }
                continue;
            }
            let group: Vec<&str> = line.split('=').collect();
            for from in &group {
                for to in group.iter().filter(|to| *to != from) {
                    add(from, to, SAME);
                }
            }
        }
        let link = |(stems, weight)| Link { stems, weight };
        let links = found.into_iter().map(|(key, to)| (key, to.into_iter().map(link).collect()));
        Self { links: links.collect() }
    }

    /// The links that lead to something that the index has.
    pub fn links(&self, stems: &[String]) -> BTreeMap<String, Vec<Link>> {
        let known: BTreeSet<&str> = stems.iter().map(String::as_str).collect();
        let mut links = BTreeMap::new();
        for (key, to) in &self.links {
            let is_known = |link: &&Link| link.stems.iter().all(|stem| known.contains(&**stem));
            let to: Vec<Link> = to.iter().filter(is_known).cloned().collect();
            if !to.is_empty() {
                links.insert(key.clone(), to);
            }
        }
        links
    }
}

/// The terms of a phrase: all of them, joined, and those that are no stop words.
fn forms(phrase: &str, grammar: &Grammar) -> (String, Vec<String>) {
    let terms = grammar.terms(phrase);
    let all: Vec<&str> = terms.iter().map(|term| term.stem.as_str()).collect();
    let stems = terms.iter().filter(|term| !term.is_stop).map(|term| term.stem.clone());
    (all.join(" "), stems.collect())
}
