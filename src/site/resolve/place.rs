//! Where each text stands: its section, its id, its address, its set.
//!
//! Sections come first, one after the other, since the address of one is below that
//! of another; then articles, on every core.

use std::cmp::Ordering;

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use crate::base::fold::slugify;
use crate::base::paths::{MAX_OUTPUT, by_parts, check_segment, folder_of, name_of};
use crate::base::{LangIdx, SourceId, Span, UrlPath};
use crate::config::Settings;
use crate::diag::catalog::{files, front, translations};
use crate::diag::{Diagnostic, Outcome};
use crate::i18n::typography::Rules;
use crate::markup::{ExpandEnv, Facts, NoFragments, expand};
use crate::site::resolve::lookup::Lookup;
use crate::site::resolve::meta::meta;
use crate::site::{Article, ArticleIdx, PageRef, Section, SectionIdx, Site, Text, TranslationSet};
use crate::source::{FrontMatter, PageKind, ParsedPage, name_as_title};

/// A site whose pages have their place, and what is resolved later.
pub(super) struct Placed {
    pub(super) site: Site,
    /// Where the address of each section, then of each article, was decided.
    pub(super) decided: Vec<Span>,
    /// Tags as written, by article.
    pub(super) tags: Vec<Vec<(String, Span)>>,
    /// Related ids as written, by article; none: computed.
    pub(super) related: Vec<Option<Vec<(String, Span)>>>,
    /// Aliases as written.
    pub(super) aliases: Vec<(PageRef, String, Span)>,
}

pub(super) fn place(pages: Vec<ParsedPage>, settings: &Settings) -> Outcome<Placed> {
    let rules = settings.languages.iter().map(|l| Rules::for_tag(&l.tag)).collect();
    let folders = folders(&pages, settings);
    let (sections, articles) = split(pages);
    let placed = Placed {
        site: Site::default(),
        decided: Vec::with_capacity(folders.len() + articles.len()),
        tags: Vec::with_capacity(articles.len()),
        related: Vec::with_capacity(articles.len()),
        aliases: Vec::new(),
    };
    let placer = Placer { settings, rules, folders: &folders };
    let mut outcome = Outcome::clean(placed);
    placer.sections(sections, &mut outcome);
    placer.articles(articles, &mut outcome);
    sets(&mut outcome.value.site, settings.languages.len());
    outcome
}

/// A folder below a language's, without slashes at its ends.
type Folder = (LangIdx, String);

fn by_place(a: (LangIdx, &str), b: (LangIdx, &str)) -> Ordering {
    a.0.cmp(&b.0).then_with(|| by_parts(a.1, b.1))
}

fn place_of(page: &ParsedPage) -> (LangIdx, &str) {
    (page.lang, page.place.as_str())
}

/// Every folder that has a text below it: each is a section, and its index here is
/// that of the section. Folders come before what is in them.
fn folders(pages: &[ParsedPage], settings: &Settings) -> Vec<Folder> {
    let mut folders: Vec<(LangIdx, &str)> = settings.langs().map(|lang| (lang, "")).collect();
    let mut last = (LangIdx(0), "");
    for page in pages {
        let (lang, place) = place_of(page);
        let start = if page.kind == PageKind::Section { place } else { folder_of(place) };
        let mut folder = start;
        // The folders of the page before are known, with those above.
        let is_known = |folder: &str| {
            let rest = last.1.strip_prefix(folder).filter(|_| last.0 == lang);
            folder.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        while !is_known(folder) {
            folders.push((lang, folder));
            folder = folder_of(folder);
        }
        last = (lang, start);
    }
    folders.par_sort_unstable_by(|a, b| by_place(*a, *b));
    folders.dedup();
    folders.into_iter().map(|(lang, folder)| (lang, folder.to_owned())).collect()
}

/// The texts of sections, and articles, each by language and place.
fn split(pages: Vec<ParsedPage>) -> (Vec<ParsedPage>, Vec<ParsedPage>) {
    let is_section = |idx: &usize| pages[*idx].kind == PageKind::Section;
    let (mut sections, mut articles): (Vec<usize>, Vec<usize>) =
        (0..pages.len()).partition(is_section);
    sections.sort_by(|a, b| by_place(place_of(&pages[*a]), place_of(&pages[*b])));
    articles.par_sort_unstable_by(|a, b| {
        let (a, b) = (&pages[*a], &pages[*b]);
        by_place(place_of(a), place_of(b)).then_with(|| by_parts(a.path.as_str(), b.path.as_str()))
    });
    let mut slots: Vec<Option<ParsedPage>> = pages.into_iter().map(Some).collect();
    let mut taken =
        |order: Vec<usize>| order.into_iter().filter_map(|idx| slots[idx].take()).collect();
    (taken(sections), taken(articles))
}

struct Placer<'p> {
    settings: &'p Settings,
    /// By [`LangIdx`].
    rules: Vec<Rules>,
    folders: &'p [Folder],
}

/// An article with its place, and what is resolved later.
struct Made {
    article: Box<Article>,
    decided: Span,
    tags: Vec<(String, Span)>,
    related: Option<Vec<(String, Span)>>,
    aliases: Vec<(String, Span)>,
}

/// The first place of each id of a kind of page, by language and id.
type Ids<'i> = Lookup<(LangIdx, &'i str), Span>;

impl Placer<'_> {
    fn section_at(&self, lang: LangIdx, folder: &str) -> Option<SectionIdx> {
        let found = self.folders.binary_search_by(|(of, at)| by_place((*of, at), (lang, folder)));
        found.ok().map(|idx| SectionIdx(number(idx)))
    }

    /// Makes a section of every folder.
    fn sections(&self, texts: Vec<ParsedPage>, outcome: &mut Outcome<Placed>) {
        let mut texts = texts.into_iter().peekable();
        let pages: Vec<ParsedPage> = self
            .folders
            .iter()
            .map(|(lang, folder)| {
                let mut page = None;
                // Of two texts of one folder the last is the section's.
                while let Some(text) = texts.next_if(|text| place_of(text) == (*lang, folder)) {
                    page = Some(text);
                }
                page.unwrap_or_else(|| self.implied(*lang, folder))
            })
            .collect();
        let mut ids = Ids::with_capacity(pages.len());
        let checked: Vec<Checked> = pages.iter().map(|page| check_id(page, &mut ids)).collect();
        for (page, checked) in pages.into_iter().zip(checked) {
            outcome.diagnostics.extend(checked.said);
            self.section(page, outcome);
        }
    }

    fn section(&self, mut page: ParsedPage, outcome: &mut Outcome<Placed>) {
        let Outcome { value: placed, diagnostics: said } = outcome;
        let lang = page.lang;
        let place = page.place.as_str();
        let parent = Some(folder_of(place)).filter(|_| !place.is_empty());
        let parent = parent.and_then(|folder| self.section_at(lang, folder));
        let above = parent.map(|idx| &placed.site.section(idx).url);
        let url = self.url(&page, above, said);
        placed.decided.push(slug_span(&page));
        let id = id_of(&mut page);
        self.fill(&mut page, said);
        let first = page.facts.first_paragraph.as_deref().unwrap_or_default();
        let is_silent = page.front.description.is_none() && first.is_empty();
        let title = std::mem::take(&mut page.title);
        let mut meta = meta(&mut page.front, title, first, self.rules[lang.idx()]);
        if parent.is_none() && is_silent {
            meta.description.clone_from(&self.settings.language(lang).description);
        }
        let idx = PageRef::Section(SectionIdx(number(placed.site.sections.len())));
        let aliases = std::mem::take(&mut page.front.aliases).into_iter();
        placed.aliases.extend(aliases.map(|(alias, span)| (idx, alias, span)));
        let text = text_of(page);
        placed.site.sections.push(Section { id, lang, url, parent, meta, text, set: 0 });
    }

    /// A folder without `_index.md`.
    fn implied(&self, lang: LangIdx, folder: &str) -> ParsedPage {
        let language = self.settings.language(lang);
        let place = Utf8Path::new(folder);
        let title = place.file_name().map_or_else(|| language.title.clone(), name_as_title);
        let path = Utf8PathBuf::from(format!("content/{}", language.code)).join(folder);
        ParsedPage {
            lang,
            path,
            source: SourceId(0),
            kind: PageKind::Section,
            place: place.to_owned(),
            front: Box::default(),
            title: self.rules[lang.idx()].apply_str(&title),
            facts: Facts::default(),
            written: None,
        }
    }

    fn articles(&self, pages: Vec<ParsedPage>, outcome: &mut Outcome<Placed>) {
        let mut ids = Ids::with_capacity(pages.len());
        let checked: Vec<Checked> = pages.iter().map(|page| check_id(page, &mut ids)).collect();
        let Outcome { value: placed, diagnostics } = outcome;
        let site = &placed.site;
        let made: Vec<(Option<Made>, Vec<Diagnostic>)> = pages
            .into_par_iter()
            .zip(checked)
            .map(|(page, Checked { is_first, mut said })| {
                let made = if is_first { self.article(site, page, &mut said) } else { None };
                (made, said)
            })
            .collect();
        placed.site.articles.reserve_exact(made.len());
        for (made, said) in made {
            diagnostics.extend(said);
            let Some(made) = made else { continue };
            let idx = PageRef::Article(ArticleIdx(number(placed.site.articles.len())));
            placed.aliases.extend(made.aliases.into_iter().map(|(alias, at)| (idx, alias, at)));
            placed.decided.push(made.decided);
            placed.tags.push(made.tags);
            placed.related.push(made.related);
            placed.site.articles.push(*made.article);
        }
    }

    fn article(
        &self,
        site: &Site,
        mut page: ParsedPage,
        said: &mut Vec<Diagnostic>,
    ) -> Option<Made> {
        let lang = page.lang;
        let section = self.section_at(lang, folder_of(page.place.as_str()))?;
        let url = self.url(&page, Some(&site.section(section).url), said);
        let decided = slug_span(&page);
        let id = id_of(&mut page);
        self.fill(&mut page, said);
        let first = page.facts.first_paragraph.as_deref().unwrap_or_default();
        let title = std::mem::take(&mut page.title);
        let meta = meta(&mut page.front, title, first, self.rules[lang.idx()]);
        let FrontMatter { tags, related, aliases, .. } = *std::mem::take(&mut page.front);
        let article = Box::new(Article {
            id,
            lang,
            url,
            section,
            meta,
            text: text_of(page),
            set: 0,
            tags: Vec::new(),
            related: Vec::new(),
            previous: None,
            next: None,
        });
        Some(Made { article, decided, tags, related, aliases })
    }

    /// Replaces the variables of a title and a summary in front matter; those of
    /// a heading were replaced with the text.
    fn fill(&self, page: &mut ParsedPage, said: &mut Vec<Diagnostic>) {
        let variables = &self.settings.language(page.lang).variables;
        let env = ExpandEnv { variables, fragments: &NoFragments, path: "" };
        let title = page.front.title.as_ref().map(|(_, span)| (&mut page.title, *span));
        let description = page.front.description.as_mut().map(|(text, span)| (text, *span));
        for (text, at) in title.into_iter().chain(description) {
            if !text.contains("{{") {
                continue;
            }
            let expanded = expand(text, 0, page.source, &env);
            let problems = expanded.diagnostics.into_iter();
            said.extend(problems.map(|problem| Diagnostic { span: at, ..problem }));
            expanded.value.text.text().clone_into(text);
        }
    }

    /// The address of a page below its section; a home has none above it.
    fn url(
        &self,
        page: &ParsedPage,
        above: Option<&UrlPath>,
        said: &mut Vec<Diagnostic>,
    ) -> UrlPath {
        let code = self.settings.language(page.lang).code.as_str();
        let name = name_of(page.place.as_str());
        let Some(above) = above.filter(|_| !name.is_empty()) else { return UrlPath::page([code]) };
        let at = Span::file(page.source);
        let mut segment = slugify(name);
        if let Some((slug, span)) = &page.front.slug {
            if is_slug(slug) {
                segment.clone_from(slug);
            } else {
                said.push(front::bad_slug(*span, slug));
            }
        }
        if segment.is_empty() || check_segment(&segment).is_err() {
            said.push(files::bad_file_name(at, name));
            segment = String::from("page");
        }
        let url = above.below(&segment);
        // Segments that are fine one by one, and may be too long together.
        let len = url.as_str().len() - 1 + "index.md".len();
        if len <= MAX_OUTPUT && check_segment(code).is_ok() {
            return url;
        }
        said.push(files::bad_file_name(at, page.place.as_str()));
        above.clone()
    }
}

/// What is said about the id of a page.
struct Checked {
    /// Whether no other page has it already.
    is_first: bool,
    said: Vec<Diagnostic>,
}

fn check_id<'i>(page: &'i ParsedPage, ids: &mut Ids<'i>) -> Checked {
    let mut said = Vec::new();
    let (mut id, mut at) = (page.place.as_str(), Span::file(page.source));
    if let Some((written, span)) = &page.front.id {
        if is_id(written) {
            (id, at) = (written, *span);
        } else {
            said.push(front::bad_id(*span, written));
        }
    }
    let first = ids.get(&(page.lang, id)).copied();
    match first {
        Some(first) => said.push(translations::duplicate_id(at, id, first)),
        None => ids.insert((page.lang, id), at),
    }
    Checked { is_first: first.is_none(), said }
}

/// Takes the id out of a page that needs it no more: the one written, else its place.
fn id_of(page: &mut ParsedPage) -> String {
    let place = std::mem::take(&mut page.place).into_string();
    let written = page.front.id.take().map(|(id, _)| id);
    written.filter(|id| is_id(id)).unwrap_or(place)
}

/// Groups pages by id: the same id in two languages is a translation.
fn sets(site: &mut Site, n_langs: usize) {
    let mut sets: Vec<TranslationSet> = Vec::with_capacity(site.articles.len());
    let articles = site.articles.iter().map(|article| (article.id.as_str(), article.lang));
    let sections = site.sections.iter().map(|section| (section.id.as_str(), section.lang));
    let articles = group(articles, |idx| PageRef::Article(ArticleIdx(idx)), &mut sets, n_langs);
    let sections = group(sections, |idx| PageRef::Section(SectionIdx(idx)), &mut sets, n_langs);
    for (article, set) in site.articles.iter_mut().zip(articles) {
        article.set = set;
    }
    for (section, set) in site.sections.iter_mut().zip(sections) {
        section.set = set;
    }
    site.sets = sets;
}

/// The set of each page of one kind.
fn group<'i>(
    pages: impl ExactSizeIterator<Item = (&'i str, LangIdx)>,
    page_ref: impl Fn(u32) -> PageRef,
    sets: &mut Vec<TranslationSet>,
    n_langs: usize,
) -> Vec<usize> {
    let mut by_id: Lookup<&str, usize> = Lookup::with_capacity(pages.len());
    let set_of = |(idx, (id, lang)): (u32, (&'i str, LangIdx))| {
        let set = *by_id.or_insert(id, sets.len());
        if set == sets.len() {
            sets.push(TranslationSet { pages: vec![None; n_langs] });
        }
        sets[set].pages[lang.idx()].get_or_insert(page_ref(idx));
        set
    };
    (0..).zip(pages).map(set_of).collect()
}

/// Where the address of a page was decided.
fn slug_span(page: &ParsedPage) -> Span {
    page.front.slug.as_ref().map_or(Span::file(page.source), |(_, span)| *span)
}

fn text_of(page: ParsedPage) -> Text {
    let ParsedPage { path, source, facts, written, .. } = page;
    Text { path, source, facts, written, targets: Vec::new() }
}

/// An id is made of portable segments.
fn is_id(id: &str) -> bool {
    id.len() <= 500 && id.split('/').all(|segment| check_segment(segment).is_ok())
}

/// A slug is one portable segment without spaces or signs that addresses reserve.
fn is_slug(slug: &str) -> bool {
    let has_bad_sign =
        slug.chars().any(|c| c.is_whitespace() || "#%&?+=;,@!'()[]{}`^~".contains(c));
    !has_bad_sign && check_segment(slug).is_ok()
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
