//! What needs the whole tree: numbers of footnotes, ids of headings,
//! typography.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::Span;
use crate::base::fold::slugify;
use crate::diag::Diagnostic;
use crate::diag::catalog::markup as catalog;
use crate::i18n::typography::{Rules, Run};
use crate::markup::build::Built;
use crate::markup::doc::{Block, Doc, Heading, Inline, LinkKind, RawHtml, RawLink};
use crate::markup::plain::plain_inlines;
use crate::markup::raw_html::collect_values;
use crate::markup::walk::{Node, visit, visit_inlines, visit_raw_html};

/// The id of a heading without a letter or digit.
const FALLBACK_ID: &str = "section";

/// How the ids of the theme begin; no heading may have one.
const THEME_PREFIX: &str = "g-";

/// Completes a tree.
pub(super) fn finish(built: &mut Built, typography: Option<&Rules>) {
    number_footnotes(&mut built.doc);
    name_headings(&mut built.doc, &mut built.diagnostics);
    if let Some(rules) = typography {
        set_type(&mut built.doc, *rules);
    }
}

/// Orders footnotes by first mark, in the text and then in the notes
/// themselves; those never marked are left out.
fn number_footnotes(doc: &mut Doc) {
    if doc.footnotes.is_empty() {
        return;
    }
    let mut numbers: Vec<Option<u32>> = vec![None; doc.footnotes.len()];
    let mut counts: Vec<u32> = vec![0; doc.footnotes.len()];
    let mut order: Vec<usize> = Vec::new();
    let mut number = |blocks: &mut [Block], order: &mut Vec<usize>| {
        visit(blocks, &mut |node| {
            let Node::Line(inlines) = node else { return };
            visit_inlines(inlines, &mut |inline| {
                let Inline::FootnoteMark { footnote, nth } = inline else { return };
                let idx = *footnote as usize;
                let next = u32::try_from(order.len()).unwrap_or(u32::MAX);
                *footnote = *numbers[idx].get_or_insert(next);
                if *footnote == next {
                    order.push(idx);
                }
                counts[idx] += 1;
                *nth = counts[idx];
            });
        });
    };
    number(&mut doc.blocks, &mut order);
    let mut done = 0;
    while done < order.len() {
        number(&mut doc.footnotes[order[done]].blocks, &mut order);
        done += 1;
    }
    let mut notes: Vec<_> = std::mem::take(&mut doc.footnotes).into_iter().map(Some).collect();
    for idx in order {
        if let Some(mut note) = notes[idx].take() {
            note.n_marks = counts[idx];
            doc.footnotes.push(note);
        }
    }
}

/// Gives every heading an id of its own. What the author wrote comes first, so
/// that a heading added above cannot take it away.
fn name_headings(doc: &mut Doc, diagnostics: &mut Vec<Diagnostic>) {
    let mut names = Names::default();
    if doc.has_raw_html {
        visit_raw_html(doc, &mut |raw| names.reserve(raw));
    }
    each_heading(doc, &mut |heading| {
        if heading.is_explicit && heading.id.starts_with(THEME_PREFIX) {
            diagnostics.push(catalog::reserved_heading_id(heading.span, &heading.id));
            heading.id = apart(&heading.id);
        }
        if heading.is_explicit && !names.taken.contains(&heading.id) {
            names.taken.insert(heading.id.clone());
            names.explicit.insert(heading.id.clone(), heading.span);
        }
    });
    each_heading(doc, &mut |heading| {
        if heading.is_explicit {
            match names.explicit.get(&heading.id) {
                Some(first) if *first == heading.span => return,
                Some(first) => {
                    let (at, id) = (heading.span, &heading.id);
                    diagnostics.push(catalog::duplicate_heading_id(at, id, *first));
                }
                None => {
                    if let Some(first) = names.raw.get(&heading.id) {
                        let (at, id) = (heading.span, &heading.id);
                        diagnostics.push(catalog::duplicate_heading_id(at, id, *first));
                    }
                }
            }
        } else {
            heading.id = slugify(&plain_inlines(&heading.inlines));
            if heading.id.starts_with(THEME_PREFIX) {
                heading.id = apart(&heading.id);
            }
        }
        heading.id = names.free(std::mem::take(&mut heading.id));
    });
}

/// An id that cannot be one of the theme's.
fn apart(id: &str) -> String {
    format!("{FALLBACK_ID}-{id}")
}

#[derive(Default)]
struct Names {
    /// The ids of raw HTML, each with its first place.
    raw: BTreeMap<String, Span>,
    taken: BTreeSet<String>,
    explicit: BTreeMap<String, Span>,
    /// The last number tried after each name.
    counts: BTreeMap<String, u32>,
}

impl Names {
    /// Takes the ids that raw HTML gives.
    fn reserve(&mut self, raw: &RawHtml) {
        let mut ids = Vec::new();
        collect_values(&raw.html, "id=", &mut ids);
        for id in ids {
            self.taken.insert(id.clone());
            self.raw.entry(id).or_insert(raw.span);
        }
    }

    fn free(&mut self, mut base: String) -> String {
        if base.is_empty() {
            FALLBACK_ID.clone_into(&mut base);
        }
        let mut name = base.clone();
        while !self.taken.insert(name.clone()) {
            let count = self.counts.entry(base.clone()).or_insert(1);
            *count += 1;
            name = format!("{base}-{count}");
        }
        name
    }
}

fn each_heading(doc: &mut Doc, f: &mut dyn FnMut(&mut Heading)) {
    let mut on_node = |node: Node<'_>| {
        if let Node::Block(Block::Heading(heading)) = node {
            f(heading);
        }
    };
    visit(&mut doc.blocks, &mut on_node);
    for footnote in &mut doc.footnotes {
        visit(&mut footnote.blocks, &mut on_node);
    }
}

/// Applies the typographic rules to every line.
fn set_type(doc: &mut Doc, rules: Rules) {
    let Doc { blocks, links, footnotes, .. } = doc;
    let mut on_node = |node: Node<'_>| {
        if let Node::Line(inlines) = node
            && !inlines.is_empty()
        {
            let mut runs = Vec::with_capacity(inlines.len());
            gather(inlines, links, &mut runs);
            rules.apply(&mut runs);
        }
    };
    visit(blocks, &mut on_node);
    for footnote in footnotes {
        visit(&mut footnote.blocks, &mut on_node);
    }
}

fn gather<'a>(inlines: &'a mut [Inline], links: &[RawLink], runs: &mut Vec<Run<'a>>) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => runs.push(Run::Text(text)),
            Inline::Emphasis(inside) | Inline::Strong(inside) | Inline::Strikethrough(inside) => {
                gather(inside, links, runs);
            }
            Inline::Link { link, inlines, .. } => {
                let kind = links.get(link.0 as usize).map(|link| link.kind);
                if kind == Some(LinkKind::Autolink) {
                    runs.push(Run::Opaque);
                } else {
                    gather(inlines, links, runs);
                }
            }
            Inline::SoftBreak | Inline::HardBreak => runs.push(Run::Break),
            Inline::Code(_) | Inline::Image { .. } | Inline::TaskMark(_) => runs.push(Run::Opaque),
            // What takes no room between words.
            Inline::FootnoteMark { .. } | Inline::Html(_) => {}
        }
    }
}
