//! Everything a page is made from, as plain values.
//!
//! A page is a function of its inputs and of what all pages of its language share:
//! [`Inputs::context`] gives them to the template, [`Inputs::key`] is their digest,
//! and nothing else of the site reaches a template. A page whose digest is that of
//! an earlier build need not be made.

use std::collections::BTreeSet;

use tera::{Context, Map, Value};

use crate::base::date::parse_date;
use crate::base::fold::fold;
use crate::base::{Digest, Failure, LangIdx, Span, UrlPath};
use crate::diag::Diagnostic;
use crate::markup::doc_html::ResolvedLink;
use crate::render::key::Key;
use crate::render::markdown;
use crate::render::navigation::{TEMPLATE, add_cards, nothing, section_cards};
use crate::render::pages::alphabet::IndexPage;
use crate::render::shared::{Shared, map, set, value};
use crate::render::structured::structured;
use crate::render::views::{DateView, MetaView, PageView, TagView};
use crate::site::{ArticleIdx, Audience, Meta, Node, PageRef, SectionIdx, Tag, Text};
use crate::theme::Fault;

/// How much of a first paragraph is its opening, in bytes.
const MAX_OPENING: usize = 1_000;

/// What one page is made from.
pub(super) struct Inputs<'a> {
    /// The template's name.
    pub(super) template: String,
    /// The language of strings and shared values.
    pub(super) lang: LangIdx,
    /// Where it goes.
    pub(super) url: UrlPath,
    /// The text it is made of, for messages.
    pub(super) origin: Option<Span>,
    /// The page itself.
    pub(super) view: PageView<'a>,
    /// What front matter says, if there is any.
    pub(super) meta: Option<&'a Meta>,
    /// Its text, and where the links of it lead.
    pub(super) body: Option<(&'a Text, Vec<ResolvedLink>)>,
    /// The articles before and after it.
    pub(super) beside: [Option<ArticleIdx>; 2],
    /// Articles about the same.
    pub(super) related: &'a [ArticleIdx],
    /// The articles of a section.
    pub(super) children: &'a [ArticleIdx],
    /// The sections of a section.
    pub(super) sections: &'a [Node],
    /// The articles of a tag.
    pub(super) entries: &'a [ArticleIdx],
    /// The articles that a home puts forward.
    pub(super) asked: &'a [ArticleIdx],
    /// The index it is a page of.
    pub(super) index: Option<IndexPage<'a>>,
    /// The tags of a language.
    pub(super) all_tags: Vec<TagView<'a>>,
    /// The section whose navigation it shows.
    pub(super) nav: Option<SectionIdx>,
    /// Where an old address leads.
    pub(super) target: Option<Target>,
    /// The Markdown beside it.
    pub(super) twin: Option<Twin<'a>>,
    /// What is wrong already.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Where an old address leads.
pub(super) struct Target {
    pub(super) url: String,
    pub(super) canonical: String,
}

/// The Markdown for machines.
pub(super) enum Twin<'a> {
    /// Of a text; of a section with what stands in it.
    Page(PageRef, Option<&'a Node>),
    /// Of a tag: its name and articles.
    List(&'a str, &'a [ArticleIdx]),
    /// Of the tags of a language.
    Tags(&'a str, Vec<&'a Tag>),
    /// Of a page of an index: the title of the index.
    Index(&'a str, IndexPage<'a>),
    /// Of the page of choice.
    Languages(&'a str),
}

impl<'a> Inputs<'a> {
    /// A page without text.
    pub(super) fn new(template: String, lang: LangIdx, url: UrlPath, view: PageView<'a>) -> Self {
        Self {
            template,
            lang,
            url,
            origin: None,
            view,
            meta: None,
            body: None,
            beside: [None, None],
            related: &[],
            children: &[],
            sections: &[],
            entries: &[],
            asked: &[],
            index: None,
            all_tags: Vec::new(),
            nav: None,
            target: None,
            twin: None,
            diagnostics: Vec::new(),
        }
    }

    /// The digest of everything the page and its twin are made from.
    pub(super) fn key(&self, shared: &Shared<'_>) -> Option<Digest> {
        let links = &shared.links;
        let mut key = Key::default();
        key.add(shared.bases[self.lang.idx()].as_bytes());
        key.view(&(&self.template, &self.view));
        if let Some(meta) = self.meta {
            key.view(&meta_view(meta, &shared.places.settings.language(self.lang).tag));
            key.view(&(meta.in_feeds, meta.in_search));
        }
        if let Some((text, targets)) = &self.body {
            let written = text.written.as_ref().map(|written| &written.as_bytes()[..]);
            key.add(written.unwrap_or_default());
            key.view(targets);
        }
        for beside in self.beside {
            let page = beside.map(PageRef::Article);
            key.add(page.map(|page| links.digest(page)).as_ref().map_or(&[], |d| d.as_bytes()));
        }
        for list in [self.related, self.children, self.entries, self.asked] {
            links.add_list(&mut key, list);
        }
        add_cards(&mut key, links, self.sections);
        key.view(&self.all_tags);
        key.view(&self.index.is_some());
        if let Some(index) = &self.index {
            index.add(&mut key, &shared.places, links);
        }
        let nav = self.nav.and_then(|section| shared.navigation.digest(section, links));
        key.add(nav.as_ref().map_or(&[], |digest| digest.as_bytes()));
        key.view(&self.target.as_ref().map(|target| (&target.url, &target.canonical)));
        key.whole()
    }

    /// What the template sees.
    ///
    /// # Errors
    /// [`Failure::Lost`].
    pub(super) fn context(&self, shared: &Shared<'_>) -> Result<Context, Failure> {
        let mut context = Context::new();
        if let Some(target) = &self.target {
            context.insert_value("target", Value::from(target.url.as_str()));
            context.insert_value("canonical", Value::from(target.canonical.as_str()));
            context.insert_value("page", Value::from(Map::default()));
            context.insert_value("nav", nothing());
            return Ok(context);
        }
        context.insert_value("page", Value::from(self.page(shared)?));
        let nav = self.nav.map(|section| shared.navigation.value(section, &shared.links));
        context.insert_value("nav", nav.unwrap_or_else(nothing));
        Ok(context)
    }

    /// The navigation as the theme shows it, the page's own link marked.
    ///
    /// # Errors
    /// What is wrong in the template.
    pub(super) fn nav_html<'s>(&self, shared: &'s Shared<'_>) -> Result<Value, &'s Fault> {
        let section = self.nav.filter(|_| shared.theme.has_template(TEMPLATE));
        let Some(section) = section else { return Ok(Value::safe_string("")) };
        let engine = &shared.engines[self.lang.idx()];
        let html = shared.navigation.html(section, &shared.links, engine, &self.view.url)?;
        Ok(Value::safe_string(&html))
    }

    /// `page`: every name is there, empty where the page has nothing, so that no
    /// template meets an undefined one.
    fn page(&self, shared: &Shared<'_>) -> Result<Map, Failure> {
        let (links, lang) = (&shared.links, self.lang);
        let mut page = map(&self.view);
        let tag = &shared.places.settings.language(lang).tag;
        page.extend(self.meta.map_or_else(no_meta, |meta| map(&meta_view(meta, tag))));
        let html = match &self.body {
            Some((text, targets)) => shared.texts.html(text, targets)?,
            None => String::new(),
        };
        set(&mut page, "content", Value::safe_string(&html));
        let facts = self.body.as_ref().map(|(text, _)| &text.facts);
        let data = structured(&shared.places, lang, &self.view, (self.meta, facts));
        set(&mut page, "structured", data.map_or_else(Value::none, |d| Value::safe_string(&d)));
        for (name, beside) in ["previous", "next"].into_iter().zip(self.beside) {
            let link = beside.map(|idx| links.get(PageRef::Article(idx), lang));
            set(&mut page, name, link.unwrap_or_else(Value::none));
        }
        set(&mut page, "related", links.list(self.related, lang));
        set(&mut page, "children", links.list(self.children, lang));
        set(&mut page, "entries", links.list(self.entries, lang));
        set(&mut page, "asked", links.list(self.asked, lang));
        let letters = self.index.map(|index| index.value(&shared.places, links, lang));
        set(&mut page, "letters", letters.unwrap_or_else(nothing));
        let lead = self.body.as_ref().and_then(|(text, _)| lead(self.view.description, text));
        set(&mut page, "lead", Value::from(lead.unwrap_or_default()));
        set(&mut page, "sections", section_cards(links, self.sections, lang));
        set(&mut page, "all_tags", value(&self.all_tags));
        Ok(page)
    }

    /// The Markdown beside the page.
    ///
    /// # Errors
    /// [`Failure::Lost`].
    pub(super) fn markdown(&self, shared: &Shared<'_>) -> Result<Option<String>, Failure> {
        let places = &shared.places;
        Ok(match &self.twin {
            Some(Twin::Page(page, node)) => Some(markdown::page(&shared.texts, *page, *node)?),
            Some(Twin::List(name, articles)) => Some(markdown::list(places, name, articles)),
            Some(Twin::Tags(title, tags)) => Some(markdown::tags(places, title, tags)),
            Some(Twin::Index(title, index)) => Some(markdown::index(places, title, *index)),
            Some(Twin::Languages(title)) => Some(markdown::languages(places, title)),
            None => None,
        })
    }
}

fn meta_view<'m>(meta: &'m Meta, tag: &str) -> MetaView<'m> {
    let date = |date: Option<crate::base::Date>| date.map(|date| DateView::new(date, tag));
    MetaView {
        date: date(meta.date),
        updated: date(meta.updated),
        review_by: date(meta.review_by),
        owner: meta.owner.as_deref(),
        audience: match meta.audience {
            Audience::Patron => "patron",
            Audience::Staff => "staff",
        },
        reviewed: date(reviewed(meta)),
        provider: meta.provider.as_deref(),
        questions: &meta.questions,
        extra: if meta.extra.is_null() { &NOTHING } else { &meta.extra },
    }
}

/// `reviewed` under `extra`: the day somebody last checked that the text is right.
fn reviewed(meta: &Meta) -> Option<crate::base::Date> {
    parse_date(meta.extra.get("reviewed")?.as_str()?)
}

/// The part of a description's words that the opening of the text may hold before
/// the text says the same.
const MAX_SHARED: f64 = 0.6;

/// The description, when the text does not open with it.
fn lead<'d>(description: &'d str, text: &Text) -> Option<&'d str> {
    let first = text.facts.first_paragraph.as_deref().unwrap_or_default();
    let words = |text: &str| -> BTreeSet<String> {
        let folded = fold(text);
        let words = folded.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| word.chars().count() > 3).map(str::to_owned).collect()
    };
    let said = words(description);
    let opening = words(&first[..first.floor_char_boundary(MAX_OPENING)]);
    let n_shared = said.intersection(&opening).count();
    #[expect(clippy::cast_precision_loss, reason = "a description has a few words")]
    let is_said = n_shared as f64 > MAX_SHARED * said.len() as f64;
    (!description.is_empty() && !is_said).then_some(description)
}

fn no_meta() -> Map {
    map(&MetaView {
        date: None,
        updated: None,
        review_by: None,
        owner: None,
        audience: "patron",
        reviewed: None,
        provider: None,
        questions: &[],
        extra: &NOTHING,
    })
}

/// An empty table.
static NOTHING: std::sync::LazyLock<serde_json::Value> =
    std::sync::LazyLock::new(|| serde_json::Value::Object(serde_json::Map::new()));
