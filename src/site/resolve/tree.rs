//! The navigation of each language, and each article's neighbours.
//!
//! A language lists everything: what it lacks stands where the translation
//! would, in the language it exists in.

use rayon::prelude::*;

use crate::base::LangIdx;
use crate::config::Settings;
use crate::i18n::collation::Collator;
use crate::site::{ArticleIdx, Meta, Node, PageRef, SectionIdx, Site, TranslationSet};

/// The trees, and the articles of each section in the order of their own language.
pub(super) struct Built {
    trees: Vec<Node>,
    chains: Vec<Vec<ArticleIdx>>,
}

/// Builds the trees.
pub(super) fn build(site: &Site, settings: &Settings) -> Built {
    let trees: Vec<Node> = settings.langs().map(|lang| tree(site, settings, lang)).collect();
    let mut chains = Vec::new();
    for (lang, tree) in settings.langs().zip(&trees) {
        collect_chains(site, lang, tree, &mut chains);
    }
    Built { trees, chains }
}

/// Gives the site its trees, and articles their neighbours.
pub(super) fn store(site: &mut Site, built: Built) {
    for chain in built.chains {
        for pair in chain.windows(2) {
            site.articles[pair[0].0 as usize].next = Some(pair[1]);
            site.articles[pair[1].0 as usize].previous = Some(pair[0]);
        }
    }
    site.trees = built.trees;
}

/// What stands directly below a section.
#[derive(Clone, Default)]
struct Below {
    articles: Vec<ArticleIdx>,
    sections: Vec<SectionIdx>,
}

fn tree(site: &Site, settings: &Settings, lang: LangIdx) -> Node {
    let mut below = vec![Below::default(); site.sections.len()];
    let mut home = SectionIdx(0);
    for set in &site.sets {
        match representative(set, settings, lang) {
            Some(PageRef::Section(idx)) => match site.section(idx).parent {
                Some(parent) => {
                    let shown = shown_as(site, settings, lang, parent);
                    below[shown.0 as usize].sections.push(idx);
                }
                None => home = idx,
            },
            Some(PageRef::Article(idx)) => {
                let shown = shown_as(site, settings, lang, site.article(idx).section);
                below[shown.0 as usize].articles.push(idx);
            }
            None => {}
        }
    }
    let collator = Collator::for_tag(&settings.language(lang).tag);
    let compare = |a: &Meta, b: &Meta| {
        a.weight.cmp(&b.weight).then_with(|| collator.compare(&a.title, &b.title))
    };
    below.par_iter_mut().for_each(|below| {
        below.articles.par_sort_by(|a, b| compare(&site.article(*a).meta, &site.article(*b).meta));
        below.sections.par_sort_by(|a, b| compare(&site.section(*a).meta, &site.section(*b).meta));
    });
    node(home, &mut below)
}

/// Folders are at most 64 deep (see `files::Disk`), so this ends early.
fn node(section: SectionIdx, below: &mut [Below]) -> Node {
    let Below { articles, sections } = std::mem::take(&mut below[section.0 as usize]);
    let sections = sections.into_iter().map(|section| node(section, below)).collect();
    Node { section, articles, sections }
}

/// The page that stands for a set in a language: its own, else the default
/// language's, else the first there is.
fn representative(set: &TranslationSet, settings: &Settings, lang: LangIdx) -> Option<PageRef> {
    let own = set.pages[lang.idx()];
    let main = set.pages[settings.default_language.idx()];
    own.or(main).or_else(|| set.pages.iter().flatten().next().copied())
}

/// The section that stands for `section` in a language.
fn shown_as(site: &Site, settings: &Settings, lang: LangIdx, section: SectionIdx) -> SectionIdx {
    match representative(site.set(PageRef::Section(section)), settings, lang) {
        Some(PageRef::Section(idx)) => idx,
        Some(PageRef::Article(_)) | None => section,
    }
}

/// The articles of each section in the language's own order.
fn collect_chains(site: &Site, lang: LangIdx, node: &Node, chains: &mut Vec<Vec<ArticleIdx>>) {
    let own = |idx: &ArticleIdx| site.article(*idx).lang == lang;
    chains.push(node.articles.iter().copied().filter(own).collect());
    for section in &node.sections {
        collect_chains(site, lang, section, chains);
    }
}
