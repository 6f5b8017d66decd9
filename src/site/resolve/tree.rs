//! The navigation of each language, and each article's neighbours.
//!
//! A language lists everything: what it lacks stands where the translation
//! would, in the language it exists in.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::base::LangIdx;
use crate::config::Settings;
use crate::i18n::collation::Collator;
use crate::site::{ArticleIdx, Meta, Node, PageRef, SectionIdx, Site, TranslationSet};

/// Builds the trees and the neighbours.
pub(super) fn build(mut site: Site, settings: &Settings) -> Site {
    site.trees = settings.langs().map(|lang| tree(&site, settings, lang)).collect();
    let mut chains = Vec::new();
    for (lang, tree) in settings.langs().zip(&site.trees) {
        collect_chains(&site, lang, tree, &mut chains);
    }
    for chain in chains {
        for pair in chain.windows(2) {
            site.articles[pair[0].0 as usize].next = Some(pair[1]);
            site.articles[pair[1].0 as usize].previous = Some(pair[0]);
        }
    }
    site
}

/// What stands directly below a section.
#[derive(Default)]
struct Below {
    articles: Vec<ArticleIdx>,
    sections: Vec<SectionIdx>,
}

fn tree(site: &Site, settings: &Settings, lang: LangIdx) -> Node {
    let mut below: BTreeMap<SectionIdx, Below> = BTreeMap::new();
    let mut home = SectionIdx(0);
    for set in &site.sets {
        match representative(set, settings, lang) {
            Some(PageRef::Section(idx)) => match site.section(idx).parent {
                Some(parent) => {
                    let shown = shown_as(site, settings, lang, parent);
                    below.entry(shown).or_default().sections.push(idx);
                }
                None => home = idx,
            },
            Some(PageRef::Article(idx)) => {
                let shown = shown_as(site, settings, lang, site.article(idx).section);
                below.entry(shown).or_default().articles.push(idx);
            }
            None => {}
        }
    }
    let collator = Collator::for_tag(&settings.language(lang).tag);
    let ctx = Ctx { site, collator: &collator, below: &below };
    ctx.node(home)
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

struct Ctx<'c> {
    site: &'c Site,
    collator: &'c Collator,
    below: &'c BTreeMap<SectionIdx, Below>,
}

impl Ctx<'_> {
    /// Folders are at most 64 deep (see `files::Disk`), so this ends early.
    fn node(&self, section: SectionIdx) -> Node {
        let mut node = Node { section, articles: Vec::new(), sections: Vec::new() };
        let Some(below) = self.below.get(&section) else { return node };
        node.articles.clone_from(&below.articles);
        node.articles
            .sort_by(|a, b| self.compare(&self.site.article(*a).meta, &self.site.article(*b).meta));
        let mut sections = below.sections.clone();
        sections
            .sort_by(|a, b| self.compare(&self.site.section(*a).meta, &self.site.section(*b).meta));
        node.sections = sections.into_iter().map(|section| self.node(section)).collect();
        node
    }

    fn compare(&self, a: &Meta, b: &Meta) -> Ordering {
        a.weight.cmp(&b.weight).then_with(|| self.collator.compare(&a.title, &b.title))
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
