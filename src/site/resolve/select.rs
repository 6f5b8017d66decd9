//! Which texts are published on the day of the build.

use std::collections::BTreeSet;

use camino::Utf8PathBuf;

use crate::base::{ContentPath, LangIdx};
use crate::site::resolve::Selection;
use crate::source::{FrontMatter, PageKind, ParsedPage};

/// The texts that take part, and the paths of those that do not.
pub(super) struct Chosen {
    pub(super) shown: Vec<ParsedPage>,
    pub(super) hidden: BTreeSet<ContentPath>,
}

pub(super) fn select(mut pages: Vec<ParsedPage>, selection: Selection) -> Chosen {
    // A section that is not published takes everything below it along.
    let closed: BTreeSet<(LangIdx, Utf8PathBuf)> = pages
        .iter()
        .filter(|page| page.kind == PageKind::Section && !is_shown(&page.front, selection))
        .map(|page| (page.lang, page.place.clone()))
        .collect();
    let is_hidden = |page: &mut ParsedPage| {
        let is_below = !closed.is_empty()
            && page
                .place
                .ancestors()
                .skip(1)
                .any(|folder| closed.contains(&(page.lang, folder.to_owned())));
        is_below || !is_shown(&page.front, selection)
    };
    let hidden = pages.extract_if(.., is_hidden).map(|page| page.path).collect();
    Chosen { shown: pages, hidden }
}

/// A text is shown from the day it is published on until the day before it expires.
fn is_shown(front: &FrontMatter, selection: Selection) -> bool {
    let is_ready = !front.is_draft || selection.with_drafts;
    let is_due = front.publish_on.is_none_or(|day| day <= selection.date);
    let is_over = front.expires_on.is_some_and(|day| day <= selection.date);
    is_ready && is_due && !is_over
}
