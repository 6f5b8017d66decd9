//! The headings of a page, and which headings of its translations say the same.

use std::collections::BTreeMap;

use crate::base::LangIdx;
use crate::markup::HeadingFact;
use crate::render::places::Places;
use crate::render::views::OutlineView;
use crate::site::{PageRef, twins};

/// The headings of level 2 and 3.
pub(super) fn outline<'a>(
    places: &Places<'a>,
    page: PageRef,
    lang: LangIdx,
) -> Vec<OutlineView<'a>> {
    let facts = &places.site.text(page).facts;
    let entries: Vec<&HeadingFact> = facts.outline().collect();
    let listed = |level: u8| (2..=3).contains(&level);
    if !entries.iter().any(|entry| listed(entry.level)) {
        return Vec::new();
    }
    let editions = &places.site.set(page).pages;
    let others: Vec<(&str, BTreeMap<String, String>)> = places
        .settings
        .langs()
        .filter(|other| *other != lang)
        .filter_map(|other| {
            let there = editions.get(other.idx()).copied().flatten()?;
            let pairs = twins(facts, &places.site.text(there).facts);
            Some((places.settings.language(other).code.as_str(), pairs))
        })
        .collect();
    entries
        .into_iter()
        .filter(|entry| listed(entry.level))
        .map(|entry| {
            let twins = others
                .iter()
                .filter_map(|(code, pairs)| Some((*code, pairs.get(&entry.id)?.clone())))
                .collect();
            OutlineView { level: entry.level, id: &entry.id, text: &entry.text, twins }
        })
        .collect()
}
