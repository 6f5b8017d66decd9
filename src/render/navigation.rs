//! The navigation beside the text: made once for each section, shared by the
//! pages that stand in it.

use std::collections::BTreeMap;

use tera::Value;

use crate::base::LangIdx;
use crate::render::places::Places;
use crate::render::shared::{Links, set};
use crate::site::{Node, PageRef, SectionIdx};

/// How many articles, and how many sections, of an open section the navigation
/// lists. The rest is on the section's own page.
pub(super) const MAX_LISTED: usize = 60;

/// How many articles a section shows on the page above it.
const MAX_SHOWN: usize = 6;

/// The navigation of every section, and where each stands in its language's tree.
pub(super) struct Navigation {
    /// By section: the navigation of pages that stand in it.
    bars: BTreeMap<SectionIdx, Value>,
}

impl Navigation {
    /// Makes the navigation of each section of each language.
    pub(super) fn new(places: &Places<'_>, links: &Links) -> Self {
        let mut bars = BTreeMap::new();
        for (tree, lang) in places.site.trees.iter().zip(places.settings.langs()) {
            let closed = closed_items(places, links, tree, lang);
            let maker = Maker { places, links, lang, closed };
            let mut stack = vec![(tree, Vec::new())];
            while let Some((node, path)) = stack.pop() {
                if places.site.section(node.section).lang != lang {
                    continue;
                }
                bars.insert(node.section, maker.items(&tree.sections, &path));
                for below in &node.sections {
                    let mut path = path.clone();
                    path.push(below.section);
                    stack.push((below, path));
                }
            }
        }
        Self { bars }
    }

    /// The navigation of the pages that stand in a section, its own page included.
    pub(super) fn of(&self, section: SectionIdx) -> Value {
        self.bars.get(&section).cloned().unwrap_or_else(nothing)
    }
}

/// An empty list.
pub(super) fn nothing() -> Value {
    Value::from(Vec::<Value>::new())
}

struct Maker<'m, 'a> {
    places: &'m Places<'a>,
    links: &'m Links,
    lang: LangIdx,
    /// Every section of the tree as it shows when it is closed.
    closed: BTreeMap<SectionIdx, Value>,
}

impl Maker<'_, '_> {
    /// The items of `nodes`, open along `path`. Calls itself once for each
    /// section of the path, which is as deep as folders are.
    fn items(&self, nodes: &[Node], path: &[SectionIdx]) -> Value {
        let is_open = |node: &Node| path.first() == Some(&node.section);
        let item = |node: &Node| match path.split_first() {
            Some((_, rest)) if is_open(node) => self.open(node, rest),
            _ => self.closed.get(&node.section).cloned().unwrap_or_else(Value::none),
        };
        // The open section is always there, the closed ones up to a limit.
        let shown = nodes.iter().enumerate().filter(|(n, node)| *n < MAX_LISTED || is_open(node));
        Value::from(shown.map(|(_, node)| item(node)).collect::<Vec<Value>>())
    }

    fn open(&self, node: &Node, path: &[SectionIdx]) -> Value {
        let n_listed = node.articles.len().min(MAX_LISTED);
        let link = self.links.get(self.places, PageRef::Section(node.section), self.lang);
        let mut item = link.into_map().unwrap_or_default();
        set(&mut item, "is_open", Value::from(true));
        let listed = &node.articles[..n_listed];
        set(&mut item, "children", self.links.list(self.places, listed, self.lang));
        let closed = node.sections.iter().skip(MAX_LISTED);
        let n_sections = closed.filter(|below| path.first() != Some(&below.section)).count();
        let n_more = node.articles.len() - n_listed + n_sections;
        set(&mut item, "more", Value::from(n_more));
        set(&mut item, "sections", self.items(&node.sections, path));
        Value::from(item)
    }
}

fn closed_items(
    places: &Places<'_>,
    links: &Links,
    tree: &Node,
    lang: LangIdx,
) -> BTreeMap<SectionIdx, Value> {
    let mut closed = BTreeMap::new();
    let mut stack: Vec<&Node> = tree.sections.iter().collect();
    while let Some(node) = stack.pop() {
        let link = links.get(places, PageRef::Section(node.section), lang);
        let mut item = link.into_map().unwrap_or_default();
        set(&mut item, "is_open", Value::from(false));
        set(&mut item, "children", nothing());
        set(&mut item, "more", Value::from(0_u64));
        set(&mut item, "sections", nothing());
        closed.insert(node.section, Value::from(item));
        stack.extend(&node.sections);
    }
    closed
}

/// The sections below a page, each with its first articles.
pub(super) fn section_cards(
    places: &Places<'_>,
    links: &Links,
    nodes: &[Node],
    lang: LangIdx,
) -> Value {
    let card = |node: &Node| {
        let link = links.get(places, PageRef::Section(node.section), lang);
        let mut card = link.into_map().unwrap_or_default();
        set(&mut card, "n_articles", Value::from(count(node)));
        let shown = &node.articles[..node.articles.len().min(MAX_SHOWN)];
        set(&mut card, "children", links.list(places, shown, lang));
        Value::from(card)
    };
    Value::from(nodes.iter().map(card).collect::<Vec<Value>>())
}

/// The articles of a section and of those below.
fn count(node: &Node) -> usize {
    let mut n_articles = 0;
    let mut stack = vec![node];
    while let Some(node) = stack.pop() {
        n_articles += node.articles.len();
        stack.extend(&node.sections);
    }
    n_articles
}

/// The place of every section in the tree of its language.
pub(super) fn nodes_by_section<'a>(places: &Places<'a>) -> BTreeMap<SectionIdx, &'a Node> {
    let mut nodes = BTreeMap::new();
    for (tree, lang) in places.site.trees.iter().zip(places.settings.langs()) {
        let mut stack = vec![tree];
        while let Some(node) = stack.pop() {
            if places.site.section(node.section).lang == lang {
                nodes.insert(node.section, node);
            }
            stack.extend(&node.sections);
        }
    }
    nodes
}
