//! What pages say of themselves, and what leads to them.
//!
//! Titles are compared among articles only: two sections may each have an `Overview`
//! as their own page's name. No page can be hidden from the navigation, so an article
//! is an orphan when nothing but lists leads to it: no link in a text, no related
//! article, written or computed.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::fold::collision_key;
use crate::base::{LangIdx, Span};
use crate::checks::CheckContext;
use crate::checks::texts::{Read, Seen};
use crate::diag::Diagnostic;
use crate::diag::catalog::upkeep as said;
use crate::site::{PageRef, Target};

pub(super) fn check(ctx: &CheckContext<'_>, read: &Read) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    descriptions(ctx, read, &mut found);
    titles(ctx, read, &mut found);
    let overdue = read.pages.iter().filter_map(|(page, seen)| review(ctx, *page, seen));
    found.extend(overdue);
    orphans(ctx, read, &mut found);
    found
}

/// Missing and repeated descriptions.
fn descriptions(ctx: &CheckContext<'_>, read: &Read, found: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<(LangIdx, String), Span> = BTreeMap::new();
    for (page, seen) in &read.pages {
        let lang = ctx.site.lang(*page);
        let Some((text, at)) = &seen.description else {
            if !is_described_by_settings(ctx, *page) {
                found.push(said::missing_description(seen.title));
            }
            continue;
        };
        match first.get(&(lang, plain(text))) {
            Some(first) => found.push(said::duplicate_description(*at, *first)),
            None => {
                first.insert((lang, plain(text)), *at);
            }
        }
    }
}

/// Whether a page is the home of a language, which has the description of the site.
fn is_described_by_settings(ctx: &CheckContext<'_>, page: PageRef) -> bool {
    let language = ctx.settings.language(ctx.site.lang(page));
    let is_home = matches!(page, PageRef::Section(idx) if ctx.site.section(idx).parent.is_none());
    is_home && !language.description.is_empty()
}

fn titles(ctx: &CheckContext<'_>, read: &Read, found: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<(LangIdx, String), Span> = BTreeMap::new();
    let articles = read.pages.iter().filter(|(page, _)| matches!(page, PageRef::Article(_)));
    for (page, seen) in articles {
        let title = &ctx.site.meta(*page).title;
        let key = (ctx.site.lang(*page), plain(title));
        match first.get(&key) {
            Some(first) => found.push(said::duplicate_title(seen.title, title, *first)),
            None => {
                first.insert(key, seen.title);
            }
        }
    }
}

/// Lower case, one space between words.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    collision_key(&words.join(" "))
}

fn review(ctx: &CheckContext<'_>, page: PageRef, seen: &Seen) -> Option<Diagnostic> {
    let (day, at) = seen.review_by.filter(|(day, _)| *day < ctx.date)?;
    let owner = ctx.site.meta(page).owner.as_deref();
    Some(said::review_overdue(at, &day.to_string(), owner))
}

fn orphans(ctx: &CheckContext<'_>, read: &Read, found: &mut Vec<Diagnostic>) {
    let mut reached: BTreeSet<PageRef> = BTreeSet::new();
    for page in ctx.site.pages() {
        let targets = ctx.site.text(page).targets.iter().filter_map(|target| match target {
            Target::Page { page: to, .. } if *to != page => Some(*to),
            _ => None,
        });
        reached.extend(targets);
        if let PageRef::Article(idx) = page {
            let related = ctx.site.article(idx).related.iter();
            reached.extend(related.map(|to| PageRef::Article(*to)));
        }
    }
    for (page, seen) in &read.pages {
        if let PageRef::Article(idx) = page
            && !reached.contains(page)
        {
            found.push(said::orphan_page(seen.title, &ctx.site.article(*idx).id));
        }
    }
}
