//! Every text read again, on every core: what its words have amiss, and what the
//! other checks need of it.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::base::{Date, Span};
use crate::checks::{CheckContext, accessibility, files, passages, signs};
use crate::diag::Diagnostic;
use crate::i18n::{Identifier, Rules};
use crate::markup::Prose;
use crate::site::{PageRef, Text};
use crate::source::{Again, FrontMatter, Reader};

/// What was found in all texts.
#[derive(Default)]
pub(super) struct Read {
    pub(super) diagnostics: Vec<Diagnostic>,
    /// By page; none for sections without a text.
    pub(super) pages: BTreeMap<PageRef, Seen>,
    /// Words that may be names of files, from where links are not followed: front
    /// matter, raw HTML, texts that are no page.
    pub(super) names: BTreeSet<String>,
}

/// Where a page says what it says of itself.
pub(super) struct Seen {
    /// Its title.
    pub(super) title: Span,
    /// The description it was given, and where.
    pub(super) description: Option<(String, Span)>,
    /// When it is to be read again, and where that is said.
    pub(super) review_by: Option<(Date, Span)>,
}

/// What was found in one text.
struct One {
    page: Option<(PageRef, Seen)>,
    diagnostics: Vec<Diagnostic>,
    names: BTreeSet<String>,
}

pub(super) fn read(ctx: &CheckContext<'_>, again: &Again, reader: &Reader<'_>) -> Read {
    let known = passages::learn(ctx, reader);
    let pages: Vec<PageRef> =
        ctx.site.pages().filter(|page| ctx.site.text(*page).written.is_some()).collect();
    let of_pages: BTreeSet<_> = pages.iter().map(|page| ctx.site.text(*page).source).collect();
    let others: Vec<_> = again.sources().filter(|source| !of_pages.contains(source)).collect();
    let mut all: Vec<One> =
        pages.par_iter().filter_map(|page| page_text(ctx, reader, *page, &known)).collect();
    let other = |source| {
        let written = reader.read(source)?;
        let mut names = BTreeSet::new();
        files::names_into(&written.head, &mut names);
        files::names_into(written.body.text(), &mut names);
        Some(One { page: None, diagnostics: Vec::new(), names })
    };
    all.par_extend(others.into_par_iter().filter_map(other));
    let mut read = Read::default();
    for one in all {
        read.diagnostics.extend(one.diagnostics);
        read.pages.extend(one.page);
        read.names.extend(one.names);
    }
    read
}

fn page_text(
    ctx: &CheckContext<'_>,
    reader: &Reader<'_>,
    page: PageRef,
    known: &Identifier,
) -> Option<One> {
    let text = ctx.site.text(page);
    let written = reader.read(text.source)?;
    let tag = ctx.settings.language(ctx.site.lang(page)).tag.as_str();
    let prose = Prose::of(&written.body);
    let mut names = BTreeSet::new();
    files::names_into(&written.head, &mut names);
    prose.raw.iter().for_each(|html| files::names_into(html, &mut names));
    let has_title = written.front.title.is_some();
    let title = Rules::for_tag(tag);
    let is_title =
        |heading: &str| !has_title || title.apply_str(heading) == ctx.site.meta(page).title;
    let place = |range| written.body.span(range);
    let words = accessibility::Words { tag, vague: &ctx.settings.vague_links };
    let mut diagnostics = accessibility::check(&prose, &words, &is_title, &place);
    let passages = passages::find(&prose, tag, known);
    diagnostics.extend(signs::check(&prose, tag, &passages, &place));
    diagnostics.extend(passages::check(&prose, &passages, &place));
    match passages::check_front(&written.front, tag, known) {
        Some(foreign) => diagnostics.push(foreign),
        None => diagnostics.extend(signs::check_front(&written.front, tag)),
    }
    let seen = seen(text, written.front, &prose, &place);
    Some(One { page: Some((page, seen)), diagnostics, names })
}

fn seen(
    text: &Text,
    front: FrontMatter,
    prose: &Prose,
    place: &dyn Fn(std::ops::Range<usize>) -> Span,
) -> Seen {
    let heading = prose.headings.first().filter(|heading| heading.is_first);
    let title = front
        .title
        .map(|(_, span)| span)
        .or_else(|| heading.map(|heading| place(heading.place.clone())))
        .unwrap_or_else(|| Span::file(text.source));
    let description = front.description.filter(|(text, _)| !text.trim().is_empty());
    Seen { title, description, review_by: front.review_by }
}
