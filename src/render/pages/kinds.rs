//! The values of each kind of page.

use tera::Value;

use crate::base::{LangIdx, Span, UrlPath};
use crate::diag::Diagnostic;
use crate::diag::catalog::theme;
use crate::diag::nearest::nearest;
use crate::render::navigation::{nothing, section_cards};
use crate::render::pages::outline::outline;
use crate::render::pages::{Draft, Press};
use crate::render::places::{Hreflang, Places};
use crate::render::shared::{map, set, value};
use crate::render::views::{
    AlternateView, CrumbView, DateView, HreflangView, MetaView, PageView, TagView,
};
use crate::render::{body, markdown};
use crate::site::{Article, Audience, Meta, Node, PageRef, Section, SectionIdx, Tag, TagIdx};

/// Shared values that a kind of page does not have.
const LISTS: [&str; 5] = ["related", "children", "sections", "entries", "all_tags"];

impl Press<'_> {
    /// An article, a section or a home.
    pub(super) fn page(&self, page: PageRef) -> Draft {
        let places = &self.shared.places;
        let (lang, text, meta) =
            (places.site.lang(page), places.site.text(page), places.site.meta(page));
        let mut diagnostics = Vec::new();
        let template = self.template(page, &mut diagnostics);
        let content = body::html(&self.shared, text, lang);
        let view = PageView {
            kind: kind(places, page),
            title: &meta.title,
            description: &meta.description,
            url: places.rooted(places.site.url(page)),
            canonical: places.absolute(places.site.url(page)),
            markdown_url: Some(places.rooted(&Places::twin(places.site.url(page)))),
            is_indexed: places.is_indexed(page),
            alternates: self.switch(|other| places.switch(page, other), Some(lang)),
            hreflang: hreflang(places.hreflang(page)),
            outline: outline(places, page, lang),
            breadcrumbs: self.breadcrumbs(&places.site.ancestors(page)),
            tags: self.tags_of(page),
        };
        let mut map = self.with_meta(&view, meta, lang);
        set(&mut map, "content", Value::safe_string(&content));
        let nav = match page {
            PageRef::Article(idx) => self.article(&mut map, places.site.article(idx)),
            PageRef::Section(idx) => self.section(&mut map, idx, places.site.section(idx)),
        };
        Draft {
            template,
            lang,
            url: places.site.url(page).clone(),
            origin: Some(Span::file(text.source)),
            page: map,
            nav,
            more: Vec::new(),
            markdown: Some(markdown::page(places, page, self.node(page))),
            diagnostics,
        }
    }

    fn article(&self, map: &mut tera::Map, article: &Article) -> Value {
        let (places, links, lang) = (&self.shared.places, &self.shared.links, article.lang);
        for (name, neighbour) in [("previous", article.previous), ("next", article.next)] {
            if let Some(idx) = neighbour {
                set(map, name, links.get(places, PageRef::Article(idx), lang));
            }
        }
        set(map, "related", links.list(places, &article.related, lang));
        self.shared.navigation.of(article.section)
    }

    fn section(&self, map: &mut tera::Map, idx: SectionIdx, section: &Section) -> Value {
        let (places, links, lang) = (&self.shared.places, &self.shared.links, section.lang);
        if let Some(node) = self.nodes.get(&idx) {
            set(map, "children", links.list(places, &node.articles, lang));
            set(map, "sections", section_cards(places, links, &node.sections, lang));
        }
        self.shared.navigation.of(idx)
    }

    fn node(&self, page: PageRef) -> Option<&Node> {
        match page {
            PageRef::Article(_) => None,
            PageRef::Section(idx) => self.nodes.get(&idx).copied(),
        }
    }

    /// The template of a page; one that is asked for and does not exist is said.
    fn template(&self, page: PageRef, diagnostics: &mut Vec<Diagnostic>) -> String {
        let places = &self.shared.places;
        let meta = places.site.meta(page);
        if let Some(name) = &meta.template {
            let file = format!("{name}.html");
            if self.shared.theme.has_template(&file) {
                return file;
            }
            let known = self.shared.theme.template_names();
            let near = nearest(name, known.filter_map(|known| known.strip_suffix(".html")));
            let at = Span::file(places.site.text(page).source);
            diagnostics.push(theme::unknown_template(at, name, near));
        }
        let is_guide = meta.provider.is_some() && self.shared.theme.has_template("guide.html");
        match kind(places, page) {
            "article" if is_guide => "guide.html".to_owned(),
            kind => format!("{kind}.html"),
        }
    }

    /// A tag.
    pub(super) fn tag(&self, idx: TagIdx) -> Draft {
        let places = &self.shared.places;
        let tag = places.site.tag(idx);
        let home = places.site.home(tag.lang);
        let mut view = self.plain("tag", &tag.name, &tag.url);
        view.is_indexed = places.is_tag_indexed(idx);
        view.alternates = self.tag_switch(tag.lang, &tag.url, Some(idx));
        view.hreflang = hreflang(places.tag_hreflang(idx, |_| true));
        view.breadcrumbs = self.breadcrumbs(&[home]);
        if let Some(url) = places.tags_page(tag.lang) {
            let title = self.shared.theme.words(tag.lang).text("tags-title").unwrap_or_default();
            view.breadcrumbs.push(CrumbView { title, name: title, url: places.rooted(&url) });
        }
        view.markdown_url = Some(places.rooted(&Places::twin(&tag.url)));
        let mut map = Self::without_meta(&view);
        let entries = self.shared.links.list(places, &tag.articles, tag.lang);
        set(&mut map, "entries", entries);
        let nav = self.shared.navigation.of(home);
        let markdown = Some(markdown::list(places, &tag.name, &tag.articles));
        Draft { nav, markdown, ..draft("tag.html", tag.lang, tag.url.clone(), map) }
    }

    /// The tags of a language.
    pub(super) fn tags(&self, lang: LangIdx) -> Draft {
        let places = &self.shared.places;
        let url = places.tags_page(lang).unwrap_or_else(|| UrlPath::page([]));
        let title = self.shared.theme.words(lang).text("tags-title").unwrap_or_default();
        let home = places.site.home(lang);
        let mut view = self.plain("tags", title, &url);
        view.is_indexed = true;
        view.alternates = self.tag_switch(lang, &url, None);
        view.hreflang = hreflang(places.tags_hreflang());
        view.breadcrumbs = self.breadcrumbs(&[home]);
        view.markdown_url = Some(places.rooted(&Places::twin(&url)));
        let tags: Vec<&Tag> = places.site.tags.iter().filter(|tag| tag.lang == lang).collect();
        let views: Vec<TagView<'_>> = tags
            .iter()
            .map(|tag| TagView {
                name: &tag.name,
                url: places.rooted(&tag.url),
                n: tag.articles.len(),
            })
            .collect();
        let mut map = Self::without_meta(&view);
        set(&mut map, "all_tags", value(&views));
        let nav = self.shared.navigation.of(home);
        let markdown = Some(markdown::tags(places, title, &tags));
        Draft { nav, markdown, ..draft("tags.html", lang, url, map) }
    }

    /// The page of choice, `/`.
    pub(super) fn root(&self) -> Draft {
        let places = &self.shared.places;
        let lang = places.settings.default_language;
        let language = places.settings.language(lang);
        let url = UrlPath::page([]);
        let mut view = self.plain("root", &language.title, &url);
        view.description = &language.description;
        view.is_indexed = true;
        view.hreflang = hreflang(places.home_hreflang());
        view.markdown_url = Some(places.rooted(&Places::twin(&url)));
        let map = Self::without_meta(&view);
        let markdown = Some(markdown::languages(places, &language.title));
        Draft { markdown, ..draft("root.html", lang, url, map) }
    }

    /// `404.html`.
    pub(super) fn not_found(&self) -> Draft {
        let lang = self.shared.places.settings.default_language;
        let title = self.shared.theme.words(lang).text("not-found-title").unwrap_or_default();
        let url = crate::base::OutputPath::new("404.html")
            .map_or_else(|_| UrlPath::page([]), |path| UrlPath::file(&path));
        let map = Self::without_meta(&self.plain("not-found", title, &url));
        draft("404.html", lang, url, map)
    }

    /// The page at an old address.
    pub(super) fn redirect(&self, idx: usize) -> Draft {
        let places = &self.shared.places;
        let redirect = &places.site.redirects[idx];
        let there = places.site.url(redirect.to);
        let lang = places.site.lang(redirect.to);
        let more = vec![
            ("target", Value::from(places.rooted(there))),
            ("canonical", Value::from(places.absolute(there))),
        ];
        let origin = Some(Span::file(places.site.text(redirect.to).source));
        let from = redirect.from.clone();
        Draft { origin, more, ..draft("redirect.html", lang, from, tera::Map::default()) }
    }

    /// A page without text; it is not indexed unless the caller says so.
    fn plain<'s>(&'s self, kind: &'static str, title: &'s str, url: &UrlPath) -> PageView<'s> {
        let places = &self.shared.places;
        PageView {
            kind,
            title,
            description: "",
            url: places.rooted(url),
            canonical: places.absolute(url),
            markdown_url: None,
            is_indexed: false,
            alternates: self.switch(|lang| (places.home(lang), false), None),
            hreflang: Vec::new(),
            outline: Vec::new(),
            breadcrumbs: Vec::new(),
            tags: Vec::new(),
        }
    }

    fn with_meta(&self, view: &PageView<'_>, meta: &Meta, lang: LangIdx) -> tera::Map {
        let tag = &self.shared.places.settings.language(lang).tag;
        let date = |date: Option<crate::base::Date>| date.map(|date| DateView::new(date, tag));
        let nothing = serde_json::Value::Object(serde_json::Map::new());
        let meta = MetaView {
            date: date(meta.date),
            updated: date(meta.updated),
            review_by: date(meta.review_by),
            owner: meta.owner.as_deref(),
            audience: match meta.audience {
                Audience::Patron => "patron",
                Audience::Staff => "staff",
            },
            provider: meta.provider.as_deref(),
            questions: &meta.questions,
            extra: if meta.extra.is_null() { &nothing } else { &meta.extra },
        };
        complete(view, &meta)
    }

    fn without_meta(view: &PageView<'_>) -> tera::Map {
        let nothing = serde_json::Value::Object(serde_json::Map::new());
        let meta = MetaView {
            date: None,
            updated: None,
            review_by: None,
            owner: None,
            audience: "patron",
            provider: None,
            questions: &[],
            extra: &nothing,
        };
        complete(view, &meta)
    }

    /// The switch: `there` says where it leads in a language, and whether the
    /// page is missing there.
    fn switch(
        &self,
        there: impl Fn(LangIdx) -> (String, bool),
        current: Option<LangIdx>,
    ) -> Vec<AlternateView<'_>> {
        let settings = self.shared.places.settings;
        let alternate = |lang: LangIdx| {
            let language = settings.language(lang);
            let (url, is_missing) = there(lang);
            AlternateView {
                code: &language.code,
                tag: &language.tag,
                name: &language.name,
                url,
                is_current: Some(lang) == current,
                is_missing,
            }
        };
        settings.langs().map(alternate).collect()
    }

    /// The switch of the page of a tag, and of the page of all tags.
    fn tag_switch(
        &self,
        current: LangIdx,
        own: &UrlPath,
        tag: Option<TagIdx>,
    ) -> Vec<AlternateView<'_>> {
        let places = &self.shared.places;
        let same = |lang: LangIdx| -> Option<TagIdx> {
            places.site.tag(tag?).editions.get(lang.idx()).copied().flatten()
        };
        let there = |lang: LangIdx| match places.tags_page(lang) {
            _ if lang == current => (places.rooted(own), false),
            Some(_) if same(lang).is_some() => {
                let url = same(lang).map(|tag| places.rooted(&places.site.tag(tag).url));
                (url.unwrap_or_default(), false)
            }
            Some(url) => (places.rooted(&url), tag.is_some()),
            None => (places.home(lang), true),
        };
        self.switch(there, Some(current))
    }

    fn breadcrumbs(&self, sections: &[SectionIdx]) -> Vec<CrumbView<'_>> {
        let site = self.shared.places.site;
        let crumb = |idx: &SectionIdx| {
            let section = site.section(*idx);
            // A home's title greets the reader; on the way back its name serves.
            let language = self.shared.places.settings.language(section.lang);
            let is_home = section.parent.is_none();
            let title = if is_home { &language.title } else { &section.meta.title };
            CrumbView { title, name: title, url: self.shared.places.rooted(&section.url) }
        };
        sections.iter().map(crumb).collect()
    }

    fn tags_of(&self, page: PageRef) -> Vec<CrumbView<'_>> {
        let PageRef::Article(idx) = page else { return Vec::new() };
        let site = self.shared.places.site;
        let crumb = |idx: &TagIdx| {
            let tag = site.tag(*idx);
            CrumbView {
                title: &tag.name,
                name: &tag.name,
                url: self.shared.places.rooted(&tag.url),
            }
        };
        site.article(idx).tags.iter().map(crumb).collect()
    }
}

fn kind(places: &Places<'_>, page: PageRef) -> &'static str {
    match page {
        PageRef::Article(_) => "article",
        PageRef::Section(_) if places.is_home(page) => "home",
        PageRef::Section(_) => "section",
    }
}

fn hreflang(editions: Hreflang) -> Vec<HreflangView> {
    editions.into_iter().map(|(tag, href)| HreflangView { tag, href }).collect()
}

/// The map of a page: its view, its front matter, and empty what it lacks, so
/// that no template meets an undefined name.
fn complete(view: &PageView<'_>, meta: &MetaView<'_>) -> tera::Map {
    let mut page = map(view);
    page.extend(map(meta));
    set(&mut page, "content", Value::safe_string(""));
    for name in ["previous", "next"] {
        set(&mut page, name, Value::none());
    }
    for name in LISTS {
        set(&mut page, name, nothing());
    }
    page
}

fn draft(template: &str, lang: LangIdx, url: UrlPath, page: tera::Map) -> Draft {
    Draft {
        template: template.to_owned(),
        lang,
        url,
        origin: None,
        page,
        nav: nothing(),
        more: Vec::new(),
        markdown: None,
        diagnostics: Vec::new(),
    }
}
