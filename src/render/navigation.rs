//! The navigation beside the text: made once for each section, shared by the
//! pages that stand in it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use tera::{Context, Value};

use crate::base::{Digest, LangIdx};
use crate::render::key::Key;
use crate::render::places::Places;
use crate::render::shared::{Links, set};
use crate::site::{ArticleIdx, Node, PageRef, SectionIdx};
use crate::theme::{Engine, Fault};

/// How many articles, and how many sections, of an open section the navigation
/// lists. The rest is on the section's own page.
pub(super) const MAX_LISTED: usize = 60;

/// The template of the navigation.
pub(super) const TEMPLATE: &str = "nav.html";

/// How many articles a section shows on the page above it.
const MAX_SHOWN: usize = 6;

/// The navigation of every section. What of it is wanted is made once.
pub(super) struct Navigation<'a> {
    places: Places<'a>,
    bars: BTreeMap<SectionIdx, Bar>,
    /// By language: every section of the tree as it shows when it is closed.
    closed: Vec<OnceLock<BTreeMap<SectionIdx, Value>>>,
}

/// The navigation of the pages that stand in one section.
struct Bar {
    lang: LangIdx,
    /// The open sections, from the top down.
    path: Vec<SectionIdx>,
    value: OnceLock<Value>,
    digest: OnceLock<Digest>,
    html: OnceLock<Result<String, Box<Fault>>>,
}

/// A section in the navigation.
struct Item<'n> {
    section: SectionIdx,
    /// What an open section shows; none when it is closed.
    open: Option<Open<'n>>,
}

struct Open<'n> {
    articles: &'n [ArticleIdx],
    n_more: usize,
    sections: Vec<Item<'n>>,
}

impl<'a> Navigation<'a> {
    /// Finds the place of each section of each language.
    pub(super) fn new(places: Places<'a>) -> Self {
        let mut bars = BTreeMap::new();
        for (tree, lang) in places.site.trees.iter().zip(places.settings.langs()) {
            let mut stack = vec![(tree, Vec::new())];
            while let Some((node, path)) = stack.pop() {
                if places.site.section(node.section).lang != lang {
                    continue;
                }
                for below in &node.sections {
                    let mut path = path.clone();
                    path.push(below.section);
                    stack.push((below, path));
                }
                let (value, digest, html) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
                bars.insert(node.section, Bar { lang, path, value, digest, html });
            }
        }
        let closed = places.site.trees.iter().map(|_| OnceLock::new()).collect();
        Self { places, bars, closed }
    }

    /// The navigation of the pages that stand in a section, its own page included.
    pub(super) fn value(&self, section: SectionIdx, links: &Links<'_>) -> Value {
        let Some(bar) = self.bars.get(&section) else { return nothing() };
        let make = || {
            let closed = self.closed[bar.lang.idx()].get_or_init(|| self.closed(links, bar.lang));
            let maker = Maker { links, lang: bar.lang, closed };
            maker.values(&self.items(bar))
        };
        bar.value.get_or_init(make).clone()
    }

    /// The same as the theme's `nav.html` shows it, made once; the link to the page at
    /// `url` is marked.
    ///
    /// # Errors
    /// What is wrong in the template.
    pub(super) fn html(
        &self,
        section: SectionIdx,
        links: &Links<'_>,
        engine: &Engine,
        url: &str,
    ) -> Result<String, &Fault> {
        let Some(bar) = self.bars.get(&section) else { return Ok(String::new()) };
        let make = || {
            let mut context = Context::new();
            context.insert_value("nav", self.value(section, links));
            engine.render(TEMPLATE, &context)
        };
        match bar.html.get_or_init(make) {
            Ok(html) => Ok(mark_current(html, url)),
            Err(fault) => Err(fault),
        }
    }

    /// The digest of everything that [`Navigation::value`] is made from.
    pub(super) fn digest(&self, section: SectionIdx, links: &Links<'_>) -> Option<Digest> {
        let bar = self.bars.get(&section)?;
        let make = || {
            let mut key = Key::default();
            add_items(&mut key, links, &self.items(bar));
            key.digest()
        };
        Some(*bar.digest.get_or_init(make))
    }

    fn items(&self, bar: &Bar) -> Vec<Item<'a>> {
        items(&self.places.site.trees[bar.lang.idx()].sections, &bar.path)
    }

    fn closed(&self, links: &Links<'_>, lang: LangIdx) -> BTreeMap<SectionIdx, Value> {
        let mut closed = BTreeMap::new();
        let mut stack: Vec<&Node> = self.places.site.trees[lang.idx()].sections.iter().collect();
        while let Some(node) = stack.pop() {
            let link = links.get(PageRef::Section(node.section), lang);
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
}

/// Says of every link to `url` that it is the page itself. Addresses are of letters,
/// digits and percent signs: a template writes them as they are.
fn mark_current(html: &str, url: &str) -> String {
    let link = format!("href=\"{url}\"");
    html.replace(&link, &format!("{link} aria-current=\"page\""))
}

/// The items of `nodes`, open along `path`. Calls itself once for each section of
/// the path, which is as deep as folders are.
fn items<'n>(nodes: &'n [Node], path: &[SectionIdx]) -> Vec<Item<'n>> {
    let is_open = |node: &Node| path.first() == Some(&node.section);
    // The open section is always there, the closed ones up to a limit.
    let shown = nodes.iter().enumerate().filter(|(n, node)| *n < MAX_LISTED || is_open(node));
    let item = |(_, node): (usize, &'n Node)| {
        let rest = path.split_first().filter(|_| is_open(node)).map(|(_, rest)| rest);
        Item { section: node.section, open: rest.map(|rest| open(node, rest)) }
    };
    shown.map(item).collect()
}

fn open<'n>(node: &'n Node, path: &[SectionIdx]) -> Open<'n> {
    let n_listed = node.articles.len().min(MAX_LISTED);
    let closed = node.sections.iter().skip(MAX_LISTED);
    let n_sections = closed.filter(|below| path.first() != Some(&below.section)).count();
    Open {
        articles: &node.articles[..n_listed],
        n_more: node.articles.len() - n_listed + n_sections,
        sections: items(&node.sections, path),
    }
}

fn add_items(key: &mut Key, links: &Links<'_>, items: &[Item<'_>]) {
    key.number(items.len());
    for item in items {
        key.add(links.digest(PageRef::Section(item.section)).as_bytes());
        let Some(open) = &item.open else { continue };
        key.add(b"open");
        key.number(open.n_more);
        links.add_list(key, open.articles);
        add_items(key, links, &open.sections);
    }
}

/// An empty list.
pub(super) fn nothing() -> Value {
    Value::from(Vec::<Value>::new())
}

struct Maker<'m, 'a> {
    links: &'m Links<'a>,
    lang: LangIdx,
    closed: &'m BTreeMap<SectionIdx, Value>,
}

impl Maker<'_, '_> {
    fn values(&self, items: &[Item<'_>]) -> Value {
        let value = |item: &Item<'_>| match &item.open {
            Some(open) => self.open(item.section, open),
            None => self.closed.get(&item.section).cloned().unwrap_or_else(Value::none),
        };
        Value::from(items.iter().map(value).collect::<Vec<Value>>())
    }

    fn open(&self, section: SectionIdx, open: &Open<'_>) -> Value {
        let link = self.links.get(PageRef::Section(section), self.lang);
        let mut item = link.into_map().unwrap_or_default();
        set(&mut item, "is_open", Value::from(true));
        set(&mut item, "children", self.links.list(open.articles, self.lang));
        set(&mut item, "more", Value::from(open.n_more));
        set(&mut item, "sections", self.values(&open.sections));
        Value::from(item)
    }
}

/// The sections below a page, each with its first articles.
pub(super) fn section_cards(links: &Links<'_>, nodes: &[Node], lang: LangIdx) -> Value {
    let card = |node: &Node| {
        let link = links.get(PageRef::Section(node.section), lang);
        let mut card = link.into_map().unwrap_or_default();
        set(&mut card, "n_articles", Value::from(count(node)));
        set(&mut card, "children", links.list(shown(node), lang));
        Value::from(card)
    };
    Value::from(nodes.iter().map(card).collect::<Vec<Value>>())
}

/// Adds everything that [`section_cards`] is made from.
pub(super) fn add_cards(key: &mut Key, links: &Links<'_>, nodes: &[Node]) {
    key.number(nodes.len());
    for node in nodes {
        key.add(links.digest(PageRef::Section(node.section)).as_bytes());
        key.number(count(node));
        links.add_list(key, shown(node));
    }
}

/// The articles that a card shows.
fn shown(node: &Node) -> &[ArticleIdx] {
    &node.articles[..node.articles.len().min(MAX_SHOWN)]
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
