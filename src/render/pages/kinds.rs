//! What each kind of page is made from.

use crate::base::{LangIdx, Span, UrlPath};
use crate::diag::Diagnostic;
use crate::diag::catalog::theme;
use crate::diag::nearest::nearest;
use crate::render::body;
use crate::render::cards;
use crate::render::pages::Press;
use crate::render::pages::inputs::{Inputs, Target, Twin};
use crate::render::pages::outline::outline;
use crate::render::places::{Hreflang, Places};
use crate::render::views::{AlternateView, CrumbView, HreflangView, PageView, TagView};
use crate::site::{PageRef, SectionIdx, Tag, TagIdx};

impl<'a> Press<'a> {
    /// An article, a section or a home.
    pub(super) fn page(&self, page: PageRef) -> Inputs<'_> {
        let places = &self.shared.places;
        let (lang, text, meta) =
            (places.site.lang(page), places.site.text(page), places.site.meta(page));
        let mut diagnostics = Vec::new();
        let template = self.template(page, &mut diagnostics);
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
            id: places.site.id(page),
            edit_url: places.edit_url(page),
            card: cards::view(self.shared, page),
        };
        let mut inputs = Inputs {
            origin: Some(Span::file(text.source)),
            meta: Some(meta),
            body: Some((text, body::resolve(places, text, lang))),
            diagnostics,
            ..Inputs::new(template, lang, places.site.url(page).clone(), view)
        };
        match page {
            PageRef::Article(idx) => {
                let article = places.site.article(idx);
                inputs.beside = [article.previous, article.next];
                inputs.related = &article.related;
                inputs.nav = Some(article.section);
                inputs.twin = Some(Twin::Page(page, None));
            }
            PageRef::Section(idx) => {
                let node = self.nodes.get(&idx).copied();
                inputs.children = node.map_or(&[], |node| &node.articles);
                inputs.sections = node.map_or(&[], |node| &node.sections);
                inputs.nav = Some(idx);
                if places.is_home(page) {
                    let asked = places.site.asked.get(lang.idx());
                    inputs.asked = asked.map_or(&[], Vec::as_slice);
                }
                inputs.twin = Some(Twin::Page(page, node));
            }
        }
        inputs
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
    pub(super) fn tag(&self, idx: TagIdx) -> Inputs<'_> {
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
        Inputs {
            entries: &tag.articles,
            nav: Some(home),
            twin: Some(Twin::List(&tag.name, &tag.articles)),
            ..Inputs::new("tag.html".to_owned(), tag.lang, tag.url.clone(), view)
        }
    }

    /// The tags of a language.
    pub(super) fn tags(&self, lang: LangIdx) -> Inputs<'_> {
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
        let tag_view = |tag: &&'a Tag| TagView {
            name: &tag.name,
            url: places.rooted(&tag.url),
            n: tag.articles.len(),
        };
        Inputs {
            all_tags: tags.iter().map(tag_view).collect(),
            nav: Some(home),
            twin: Some(Twin::Tags(title, tags)),
            ..Inputs::new("tags.html".to_owned(), lang, url, view)
        }
    }

    /// The page of choice, `/`.
    pub(super) fn root(&self) -> Inputs<'_> {
        let places = &self.shared.places;
        let lang = places.settings.default_language;
        let language = places.settings.language(lang);
        let url = UrlPath::page([]);
        let mut view = self.plain("root", &language.title, &url);
        view.description = &language.description;
        view.card = cards::view(self.shared, PageRef::Section(places.site.home(lang)));
        view.is_indexed = true;
        view.hreflang = hreflang(places.home_hreflang());
        view.markdown_url = Some(places.rooted(&Places::twin(&url)));
        Inputs {
            twin: Some(Twin::Languages(&language.title)),
            ..Inputs::new("root.html".to_owned(), lang, url, view)
        }
    }

    /// `404.html`.
    pub(super) fn not_found(&self) -> Inputs<'_> {
        let lang = self.shared.places.settings.default_language;
        let title = self.shared.theme.words(lang).text("not-found-title").unwrap_or_default();
        let url = crate::base::OutputPath::new("404.html")
            .map_or_else(|_| UrlPath::page([]), |path| UrlPath::file(&path));
        let view = self.plain("not-found", title, &url);
        Inputs::new("404.html".to_owned(), lang, url, view)
    }

    /// The page at an old address.
    pub(super) fn redirect(&self, idx: usize) -> Inputs<'_> {
        let places = &self.shared.places;
        let redirect = &places.site.redirects[idx];
        let there = places.site.url(redirect.to);
        let lang = places.site.lang(redirect.to);
        let target = Target { url: places.rooted(there), canonical: places.absolute(there) };
        let view = self.plain("redirect", "", &redirect.from);
        Inputs {
            origin: Some(Span::file(places.site.text(redirect.to).source)),
            target: Some(target),
            ..Inputs::new("redirect.html".to_owned(), lang, redirect.from.clone(), view)
        }
    }

    /// A page without text; it is not indexed unless the caller says so.
    pub(super) fn plain<'s>(
        &'s self,
        kind: &'static str,
        title: &'s str,
        url: &UrlPath,
    ) -> PageView<'s> {
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
            id: "",
            edit_url: None,
            card: None,
        }
    }

    /// The switch: `there` says where it leads in a language, and whether the
    /// page is missing there.
    pub(super) fn switch(
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

    pub(super) fn breadcrumbs(&self, sections: &[SectionIdx]) -> Vec<CrumbView<'_>> {
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
