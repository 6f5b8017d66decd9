//! A small site made by hand: French and English, translated slugs, a missing
//! translation, staff, tags, a redirect, a base path.

use std::sync::LazyLock;

use crate::base::date::parse_date;
use crate::base::{
    Depot, Digest, LangIdx, MappedText, MemoryDepot, OutputPath, Shelf, SourceId, Sources, Span,
    Stamp, UrlPath,
};
use crate::config::{self, HtmlPolicy, Settings};
use crate::i18n::Words;
use crate::markup::doc::{Block, Heading, Inline, LinkId, LinkKind, RawLink};
use crate::markup::doc_html::{self, DocContext};
use crate::markup::{Doc, Facts, twin};
use crate::site::{
    Alphabet, Article, ArticleIdx, Asset, Audience, IndexEntry, Letter, Meta, Node, PageRef,
    Redirect, Section, SectionIdx, Site, Tag, TagIdx, Target, Text, TranslationSet,
};
use crate::source::{body_key, twin_key};

pub(super) const CONFIG: &str = "title = \"Bibliothèque\"\nbase_url = \"https://a.example/aide/\"\n\
    default_language = \"fr\"\n[languages.fr]\nname = \"Français\"\ndescription = \"Tout & plus\"\n\
    [languages.en]\nname = \"English\"\ntitle = \"Library\"\n[theme]\naccent = \"teal\"\n";

pub(super) const FR: LangIdx = LangIdx(0);
pub(super) const EN: LangIdx = LangIdx(1);

/// Where the texts of the samples are.
pub(super) static DEPOT: LazyLock<MemoryDepot> = LazyLock::new(MemoryDepot::default);

/// The settings of the sample.
pub(super) fn settings() -> Settings {
    let mut sources = Sources::default();
    let source = sources.add("guichet.toml");
    config::read(CONFIG, source).value
}

pub(super) fn url(path: &str) -> UrlPath {
    UrlPath::page(path.split('/'))
}

pub(super) fn meta(title: &str) -> Meta {
    Meta {
        title: title.to_owned(),
        description: format!("Résumé de {title}"),
        questions: vec!["Comment ?".to_owned()],
        weight: 0,
        date: parse_date("2026-01-02"),
        updated: parse_date("2026-03-01"),
        review_by: None,
        owner: None,
        audience: Audience::Patron,
        provider: None,
        template: None,
        in_search: true,
        in_feeds: true,
        extra: serde_json::Value::Null,
    }
}

/// A text with a heading for each id and a paragraph with a link for each target.
pub(super) fn text(number: u32, ids: &[&str], links: Vec<(&str, Target)>) -> Text {
    let source = SourceId(number);
    let mut markdown = String::from("# Titre\n\n");
    let mut doc = Doc::default();
    for id in ids {
        markdown.extend(["## ", id, "\n\n"]);
        doc.blocks.push(Block::Heading(Heading {
            level: 2,
            id: (*id).to_owned(),
            is_explicit: false,
            classes: Vec::new(),
            inlines: vec![Inline::Text((*id).to_owned())],
            span: Span::file(source),
        }));
    }
    let mut targets = Vec::new();
    for (written, target) in links {
        let start = markdown.len();
        markdown.push_str(written);
        let link = LinkId(u32::try_from(targets.len()).unwrap());
        let span = Span::new(source, start..markdown.len());
        let inside = written.split_once("](").and_then(|(_, rest)| rest.split_once(')'));
        let dest = inside.map_or("", |(dest, _)| dest).to_owned();
        doc.links.push(RawLink { dest, kind: LinkKind::Link, span });
        markdown.push_str("\n\n");
        let words = vec![Inline::Text("lien".to_owned())];
        let inline = Inline::Link { link, title: String::new(), inlines: words };
        doc.blocks.push(Block::Paragraph(vec![inline]));
        targets.push(target);
    }
    let path = format!("content/{number}.md").into();
    let markdown = MappedText::verbatim(source, &markdown, 0);
    let words = Words::new("fr", &[]).0;
    let ctx = DocContext { words: &words, highlight: &|_| None, html: HtmlPolicy::Safe };
    let written = Digest::of_parts([format!("{number}").as_bytes(), markdown.text().as_bytes()]);
    let body = doc_html::write(&doc, &ctx).to_bytes();
    DEPOT.put(Shelf::Large, body_key(written), body);
    let twin = twin(&markdown, &doc, HtmlPolicy::Safe).to_bytes();
    DEPOT.put(Shelf::Large, twin_key(written), twin);
    Text { path, source, facts: Facts::of(&doc), written: Some(written), targets }
}

fn section(id: &str, lang: LangIdx, path: &str, set: usize) -> Section {
    let title = if id.is_empty() { format!("Accueil {}", lang.0) } else { format!("Section {id}") };
    let parent = (!id.is_empty()).then_some(SectionIdx(u32::from(lang.0) * 2));
    let description = String::new();
    let meta = Meta { date: None, updated: None, description, ..meta(&title) };
    Section {
        id: id.to_owned(),
        lang,
        url: url(path),
        parent,
        meta,
        text: text(90, &[], vec![]),
        set,
    }
}

fn article(id: &str, lang: LangIdx, path: &str, set: usize) -> Article {
    Article {
        id: id.to_owned(),
        lang,
        url: url(path),
        section: SectionIdx(u32::from(lang.0) * 2 + 1),
        meta: meta(id),
        text: text(10 + u32::try_from(set).unwrap(), &[], vec![]),
        set,
        tags: Vec::new(),
        related: Vec::new(),
        previous: None,
        next: None,
    }
}

/// The articles of the sample.
fn articles() -> Vec<Article> {
    let (fines, renewals) = (PageRef::Article(ArticleIdx(1)), PageRef::Article(ArticleIdx(0)));
    let mut first = article("loans/renewals", FR, "fr/prêts/renouveler", 2);
    first.meta.title = "Renouveler <un> prêt".to_owned();
    first.meta.description = "Avec \"art\" & \u{b}soin".to_owned();
    let far =
        Target::Page { page: PageRef::Article(ArticleIdx(3)), query: String::new(), anchor: None };
    let near = Target::Page { page: fines, query: String::new(), anchor: Some("été".to_owned()) };
    first.text = text(
        1,
        &["frais", "délais"],
        vec![
            ("[lien](fines.md#été \"t\")", near),
            ("[lien](../en/x.md)", far),
            (
                "[lien](https://b.example/?q=a b)",
                Target::External("https://b.example/?q=a b".to_owned()),
            ),
            ("[lien](plan.pdf)", Target::Local(pdf().url, "#p=2".to_owned())),
            ("[lien](#frais)", Target::Anchor("frais".to_owned())),
            ("[lien](nulle-part.md)", Target::Broken),
        ],
    );
    first.tags = vec![TagIdx(0)];
    first.related = vec![ArticleIdx(1)];
    first.next = Some(ArticleIdx(1));
    let mut second = article("loans/fines", FR, "fr/prêts/amendes", 3);
    second.meta.updated = parse_date("2026-04-05");
    second.previous = Some(ArticleIdx(0));
    second.meta.provider = Some("tawk".to_owned());
    let mut staff = article("loans/staff", FR, "fr/prêts/personnel", 4);
    staff.meta.audience = Audience::Staff;
    let mut english = article("loans/renewals", EN, "en/loans/renewals", 2);
    english.text = text(
        4,
        &["fees", "delays"],
        vec![("[link](a.md)", Target::Page { page: renewals, query: String::new(), anchor: None })],
    );
    vec![first, second, staff, english]
}

/// The sample. Sections: 0 and 2 homes, 1 and 3 `loans`. Articles: 0 renewals in
/// French, 1 fines (French only), 2 for staff (French only), 3 renewals in English.
pub(super) fn site() -> Site {
    let article = |idx: u32| PageRef::Article(ArticleIdx(idx));
    let pages = |fr: PageRef, en: Option<PageRef>| TranslationSet { pages: vec![Some(fr), en] };
    let at = |idx: u32| PageRef::Section(SectionIdx(idx));
    Site {
        articles: articles(),
        sections: vec![
            section("", FR, "fr", 0),
            section("loans", FR, "fr/prêts", 1),
            section("", EN, "en", 0),
            section("loans", EN, "en/loans", 1),
        ],
        tags: vec![Tag {
            name: "Prêt & co".to_owned(),
            lang: FR,
            url: url("fr/étiquettes/pret-co"),
            articles: vec![ArticleIdx(0)],
            editions: vec![Some(TagIdx(0)), None],
        }],
        trees: vec![tree(0, 1, vec![0, 1, 2]), tree(2, 3, vec![3, 1])],
        sets: vec![
            pages(at(0), Some(at(2))),
            pages(at(1), Some(at(3))),
            pages(article(0), Some(article(3))),
            pages(article(1), None),
            pages(article(2), None),
        ],
        redirects: vec![Redirect { from: url("vieux"), to: article(0) }],
        pictures: std::collections::BTreeMap::new(),
        assets: vec![pdf()],
        alphabets: [("fr", 0), ("en", 3)].map(|(code, idx)| alphabet(code, idx)).to_vec(),
        asked: vec![vec![ArticleIdx(0)], Vec::new()],
    }
}

/// An index of one subject and one title.
fn alphabet(code: &str, idx: u32) -> Alphabet {
    let at = url(&format!("{code}/a-z"));
    let entry = |name: &str, tag: Option<TagIdx>, idx: u32| IndexEntry {
        name: name.to_owned(),
        tag,
        articles: vec![ArticleIdx(idx)],
    };
    let letter = |initial: &str, entry: IndexEntry| Letter {
        initial: initial.to_owned(),
        url: at.below(&initial.to_lowercase()),
        entries: vec![entry],
    };
    let tag = (code == "fr").then_some(TagIdx(0));
    let letters =
        vec![letter("P", entry("Prêt & co", tag, idx)), letter("S", entry("S", None, idx))];
    Alphabet { url: at, letters, is_split: code == "en" }
}

fn pdf() -> Asset {
    let path = OutputPath::new("fr/prêts/plan.pdf").unwrap();
    Asset {
        url: UrlPath::file(&path),
        path: "content/fr/loans/plan.pdf".into(),
        source: SourceId(0),
        stamp: Stamp::default(),
    }
}

fn tree(home: u32, section: u32, articles: Vec<u32>) -> Node {
    let articles = articles.into_iter().map(ArticleIdx).collect();
    let below = Node { section: SectionIdx(section), articles, sections: Vec::new() };
    Node { section: SectionIdx(home), articles: Vec::new(), sections: vec![below] }
}

/// The sample with `n_more` further French articles in its section.
pub(super) fn long_site(n_more: u32) -> Site {
    let mut site = site();
    for idx in 0..n_more {
        let set = site.sets.len();
        let page = ArticleIdx(u32::try_from(site.articles.len()).unwrap());
        let mut more = article(&format!("loans/x{idx}"), FR, &format!("fr/prêts/x{idx}"), set);
        more.text = text(100 + idx, &["a", "b"], vec![]);
        site.articles.push(more);
        site.sets.push(TranslationSet { pages: vec![Some(PageRef::Article(page)), None] });
        site.trees[0].sections[0].articles.push(page);
    }
    site
}
