//! Where each text stands: its section, its id, its address, its set.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use crate::base::fold::slugify;
use crate::base::paths::check_segment;
use crate::base::{LangIdx, OutputPath, SourceId, Span, UrlPath};
use crate::config::Settings;
use crate::diag::catalog::{files, front, translations};
use crate::diag::{Diagnostic, Outcome};
use crate::i18n::typography::Rules;
use crate::markup::{ExpandEnv, Facts, NoFragments, expand};
use crate::site::resolve::claims::{Claims, Owner};
use crate::site::resolve::meta::meta;
use crate::site::{Article, ArticleIdx, PageRef, Section, SectionIdx, Site, Text, TranslationSet};
use crate::source::{FrontMatter, PageKind, ParsedPage, name_as_title};

/// A site whose pages have their place, and what is resolved later.
pub(super) struct Placed {
    pub(super) site: Site,
    /// Tags as written, by article.
    pub(super) tags: Vec<Vec<(String, Span)>>,
    /// Related ids as written, by article; none: computed.
    pub(super) related: Vec<Option<Vec<(String, Span)>>>,
    /// Aliases as written.
    pub(super) aliases: Vec<(PageRef, String, Span)>,
}

pub(super) fn place(
    pages: Vec<ParsedPage>,
    settings: &Settings,
    claims: &mut Claims,
) -> Outcome<Placed> {
    let mut placer = Placer {
        settings,
        claims,
        placed: Placed {
            site: Site::default(),
            tags: Vec::new(),
            related: Vec::new(),
            aliases: Vec::new(),
        },
        by_folder: BTreeMap::new(),
        ids: BTreeMap::new(),
        diagnostics: Vec::new(),
    };
    placer.claim_made_files();
    let (sections, articles): (Vec<_>, Vec<_>) =
        pages.into_iter().partition(|page| page.kind == PageKind::Section);
    placer.sections(sections, &articles);
    placer.articles(articles);
    placer.sets();
    Outcome { value: placer.placed, diagnostics: placer.diagnostics }
}

struct Placer<'p> {
    settings: &'p Settings,
    claims: &'p mut Claims,
    placed: Placed,
    by_folder: BTreeMap<(LangIdx, Utf8PathBuf), SectionIdx>,
    /// First place of each id, by kind, language and id.
    ids: BTreeMap<(bool, LangIdx, String), Span>,
    diagnostics: Vec<Diagnostic>,
}

impl Placer<'_> {
    /// The files guichet makes besides pages: nobody else may have their names.
    fn claim_made_files(&mut self) {
        let mut made = [
            "/",
            "/404.html",
            "/sitemap.xml",
            "/robots.txt",
            "/llms.txt",
            "/llms-full.txt",
            // The list of published files; `output`, which writes it, is above.
            "/.guichet-manifest",
        ]
        .map(str::to_owned)
        .to_vec();
        for language in &self.settings.languages {
            let code = &language.code;
            made.extend(["atom.xml", "llms.txt", "llms-full.txt"].map(|f| format!("/{code}/{f}")));
        }
        let at = Span::file(SourceId(0));
        self.claims.claim_folder("assets", at);
        for url in made {
            let segments = url.trim_start_matches('/');
            let url = OutputPath::new(segments)
                .map_or_else(|_| UrlPath::page([]), |path| UrlPath::file(&path));
            self.claims.claim(&url, at, Owner::Made);
        }
    }

    /// Makes a section of every folder that has a text below it.
    fn sections(&mut self, texts: Vec<ParsedPage>, articles: &[ParsedPage]) {
        let mut folders: BTreeMap<(LangIdx, Utf8PathBuf), Option<ParsedPage>> = BTreeMap::new();
        for lang in self.settings.langs() {
            folders.insert((lang, Utf8PathBuf::new()), None);
        }
        let places = texts.iter().map(|page| (page.lang, page.place.as_path()));
        let parents = articles.iter().filter_map(|page| Some((page.lang, page.place.parent()?)));
        for (lang, place) in places.chain(parents) {
            for folder in place.ancestors() {
                folders.entry((lang, folder.to_owned())).or_default();
            }
        }
        for text in texts {
            folders.insert((text.lang, text.place.clone()), Some(text));
        }
        // Folders sort before what is in them, so a parent is always there.
        for ((lang, folder), text) in folders {
            self.section(lang, folder, text);
        }
    }

    fn section(&mut self, lang: LangIdx, folder: Utf8PathBuf, text: Option<ParsedPage>) {
        let parent = folder.parent().and_then(|up| self.by_folder.get(&(lang, up.to_owned())));
        let parent = parent.copied();
        let mut page = text.unwrap_or_else(|| self.implied(lang, &folder));
        let id = self.id(&page).unwrap_or_else(|id| id);
        let url = self.url(&page, parent);
        self.claims.claim(&url, slug_span(&page), Owner::Page);
        let language = self.settings.language(lang);
        self.fill(&mut page);
        let first = page.facts.first_paragraph.clone().unwrap_or_default();
        let rules = Rules::for_tag(&language.tag);
        let mut meta = meta(&page.front, std::mem::take(&mut page.title), &first, rules);
        if parent.is_none() && page.front.description.is_none() && first.is_empty() {
            meta.description.clone_from(&language.description);
        }
        let idx = SectionIdx(number(self.placed.site.sections.len()));
        self.aliases(PageRef::Section(idx), &page.front);
        let text = text_of(page);
        let section = Section { id, lang, url, parent, meta, text, set: 0 };
        self.placed.site.sections.push(section);
        self.by_folder.insert((lang, folder), idx);
    }

    /// A folder without `_index.md`.
    fn implied(&self, lang: LangIdx, folder: &Utf8Path) -> ParsedPage {
        let language = self.settings.language(lang);
        let title = folder.file_name().map_or_else(|| language.title.clone(), name_as_title);
        let path = Utf8PathBuf::from(format!("content/{}", language.code)).join(folder);
        ParsedPage {
            lang,
            path,
            source: SourceId(0),
            kind: PageKind::Section,
            place: folder.to_owned(),
            front: FrontMatter::default(),
            title: Rules::for_tag(&language.tag).apply_str(&title),
            facts: Facts::default(),
            written: None,
        }
    }

    fn articles(&mut self, mut pages: Vec<ParsedPage>) {
        pages.sort_by(|a, b| (a.lang, &a.place, &a.path).cmp(&(b.lang, &b.place, &b.path)));
        for page in pages {
            self.article(page);
        }
    }

    fn article(&mut self, mut page: ParsedPage) {
        let lang = page.lang;
        let Ok(id) = self.id(&page) else { return };
        let folder = page.place.parent().unwrap_or(Utf8Path::new("")).to_owned();
        let Some(section) = self.by_folder.get(&(lang, folder)).copied() else { return };
        let url = self.url(&page, Some(section));
        self.claims.claim(&url, slug_span(&page), Owner::Page);
        self.fill(&mut page);
        let first = page.facts.first_paragraph.clone().unwrap_or_default();
        let rules = Rules::for_tag(&self.settings.language(lang).tag);
        let meta = meta(&page.front, std::mem::take(&mut page.title), &first, rules);
        let idx = ArticleIdx(number(self.placed.site.articles.len()));
        self.aliases(PageRef::Article(idx), &page.front);
        self.placed.tags.push(std::mem::take(&mut page.front.tags));
        self.placed.related.push(page.front.related.take());
        let text = text_of(page);
        self.placed.site.articles.push(Article {
            id,
            lang,
            url,
            section,
            meta,
            text,
            set: 0,
            tags: Vec::new(),
            related: Vec::new(),
            previous: None,
            next: None,
        });
    }

    /// Replaces the variables of a title and a summary in front matter; those of
    /// a heading were replaced with the text.
    fn fill(&mut self, page: &mut ParsedPage) {
        let variables = &self.settings.language(page.lang).variables;
        let env = ExpandEnv { variables, fragments: &NoFragments, path: "" };
        let title = page.front.title.as_ref().map(|(_, span)| (&mut page.title, *span));
        let file = Span::file(page.source);
        let description = page.front.description.as_mut().map(|text| (text, file));
        for (text, at) in title.into_iter().chain(description) {
            if !text.contains("{{") {
                continue;
            }
            let expanded = expand(text, 0, page.source, &env);
            let problems = expanded.diagnostics.into_iter();
            self.diagnostics.extend(problems.map(|problem| Diagnostic { span: at, ..problem }));
            expanded.value.text.text().clone_into(text);
        }
    }

    fn aliases(&mut self, page: PageRef, front: &FrontMatter) {
        let aliases = front.aliases.iter().map(|(alias, span)| (page, alias.clone(), *span));
        self.placed.aliases.extend(aliases);
    }

    /// The id of a text; the error is an id that somebody else has already.
    fn id(&mut self, page: &ParsedPage) -> Result<String, String> {
        let mut at = Span::file(page.source);
        let mut id = page.place.as_str().to_owned();
        if let Some((written, span)) = &page.front.id {
            if is_id(written) {
                id.clone_from(written);
                at = *span;
            } else {
                self.diagnostics.push(front::bad_id(*span, written));
            }
        }
        let key = (page.kind != PageKind::Section, page.lang, id.clone());
        if let Some(first) = self.ids.get(&key) {
            self.diagnostics.push(translations::duplicate_id(at, &id, *first));
            return Err(id);
        }
        self.ids.insert(key, at);
        Ok(id)
    }

    /// The address of a page below its section; a home has none above it.
    fn url(&mut self, page: &ParsedPage, parent: Option<SectionIdx>) -> UrlPath {
        let (Some(parent), Some(name)) = (parent, page.place.file_name()) else {
            return UrlPath::page([self.settings.language(page.lang).code.as_str()]);
        };
        let at = Span::file(page.source);
        let mut segment = slugify(name);
        if let Some((slug, span)) = &page.front.slug {
            if is_slug(slug) {
                segment.clone_from(slug);
            } else {
                self.diagnostics.push(front::bad_slug(*span, slug));
            }
        }
        if segment.is_empty() || check_segment(&segment).is_err() {
            self.diagnostics.push(files::bad_file_name(at, name));
            segment = String::from("page");
        }
        let above = &self.placed.site.section(parent).url;
        let below = |segment: &str| UrlPath::page(above.as_str().split('/').chain([segment]));
        let url = below(&segment);
        if OutputPath::new(url.markdown_twin().as_str()).is_ok() {
            return url;
        }
        // Segments that are fine one by one, and too long together.
        self.diagnostics.push(files::bad_file_name(at, page.place.as_str()));
        above.clone()
    }

    /// Groups pages by id: the same id in two languages is a translation.
    fn sets(&mut self) {
        let site = &mut self.placed.site;
        let n_langs = self.settings.languages.len();
        let mut by_id: BTreeMap<(bool, String), usize> = BTreeMap::new();
        let mut sets: Vec<TranslationSet> = Vec::new();
        for page in site.pages() {
            let (key, lang) = match page {
                PageRef::Article(idx) => ((true, site.article(idx).id.clone()), site.lang(page)),
                PageRef::Section(idx) => ((false, site.section(idx).id.clone()), site.lang(page)),
            };
            let set = *by_id.entry(key).or_insert_with(|| {
                sets.push(TranslationSet { pages: vec![None; n_langs] });
                sets.len() - 1
            });
            sets[set].pages[lang.idx()].get_or_insert(page);
            match page {
                PageRef::Article(idx) => site.articles[idx.0 as usize].set = set,
                PageRef::Section(idx) => site.sections[idx.0 as usize].set = set,
            }
        }
        site.sets = sets;
    }
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
