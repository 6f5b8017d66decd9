//! Values that many pages show, made once.
//!
//! A template value is counted by reference: putting one into a page costs the
//! same however large it is.

use tera::value::Key;
use tera::{Context, Map, Value};

use crate::base::LangIdx;
use crate::code::Highlighter;
use crate::config::Settings;
use crate::render::Look;
use crate::render::navigation::Navigation;
use crate::render::places::Places;
use crate::render::views::{
    AssetsView, FileView, LangView, LanguageView, LinkView, ScriptView, SiteView,
};
use crate::site::{ArticleIdx, PageRef, Site};
use crate::theme::{Engine, Linked, Theme};

/// What every page needs.
pub(super) struct Shared<'a> {
    pub(super) places: Places<'a>,
    pub(super) theme: &'a Theme,
    /// Colors code.
    pub(super) highlighter: &'a Highlighter,
    /// The templates, by language.
    pub(super) engines: Vec<Engine>,
    /// Links to every page.
    pub(super) links: Links,
    /// The navigation of every section.
    pub(super) navigation: Navigation,
}

impl<'a> Shared<'a> {
    /// Makes the values of a site.
    pub(super) fn new(site: &'a Site, settings: &'a Settings, look: Look<'a>) -> Self {
        let Look { theme, highlighter } = look;
        let places = Places { site, settings };
        let languages: Vec<LanguageView<'_>> =
            settings.langs().map(|lang| language_view(&places, lang)).collect();
        let globals =
            Globals { languages: value(&languages), assets: value(&assets_view(&places, theme)) };
        let engines = settings
            .langs()
            .map(|lang| {
                let mut context = Context::new();
                context.insert_value("site", value(&site_view(&places, lang)));
                context.insert_value("lang", value(&languages[lang.idx()]));
                context.insert_value("languages", globals.languages.clone());
                context.insert_value("assets", globals.assets.clone());
                theme.engine(settings, lang, context)
            })
            .collect();
        let links = Links::new(&places);
        let navigation = Navigation::new(&places, &links);
        Self { places, theme, highlighter, engines, links, navigation }
    }
}

struct Globals {
    languages: Value,
    assets: Value,
}

/// A view as a template value. Views are plain data: turning one into a value
/// cannot fail, and if it did the template would say what it misses.
pub(super) fn value<T: serde::Serialize + ?Sized>(view: &T) -> Value {
    Value::try_from_serializable(view).unwrap_or_else(|_| Value::none())
}

/// A view as a map that can be added to.
pub(super) fn map<T: serde::Serialize + ?Sized>(view: &T) -> Map {
    value(view).into_map().unwrap_or_default()
}

/// Sets a value of a map.
pub(super) fn set(map: &mut Map, name: &'static str, value: Value) {
    map.insert(Key::Str(name), value);
}

fn site_view<'a>(places: &Places<'a>, lang: LangIdx) -> SiteView<'a> {
    let language = places.settings.language(lang);
    SiteView {
        title: &language.title,
        description: &language.description,
        url: places.home(lang),
        root_url: places.settings.base_url.rooted("/"),
        base_url: places.settings.base_url.absolute("/"),
        feed_url: places.rooted(&places.language_file(lang, "atom.xml")),
        tags_url: places.tags_page(lang).map(|url| places.rooted(&url)),
        theme: &places.settings.theme.options,
        variables: &language.variables,
    }
}

fn language_view<'a>(places: &Places<'a>, lang: LangIdx) -> LanguageView<'a> {
    let language = places.settings.language(lang);
    LanguageView {
        code: &language.code,
        tag: &language.tag,
        name: &language.name,
        dir: language.dir.as_str(),
        home_url: places.home(lang),
        is_default: lang == places.settings.default_language,
        title: &language.title,
        description: &language.description,
    }
}

fn assets_view(places: &Places<'_>, theme: &Theme) -> AssetsView {
    let file = |linked: &Linked| FileView {
        url: places.rooted(&linked.url),
        integrity: linked.integrity.clone(),
    };
    let script = |script: &crate::theme::Script| ScriptView {
        url: places.rooted(&script.file.url),
        integrity: script.file.integrity.clone(),
        is_blocking: script.is_blocking,
    };
    AssetsView {
        styles: theme.assets.styles.as_ref().map(file),
        scripts: theme.assets.scripts.iter().map(script).collect(),
        favicon: theme.assets.favicon.as_ref().map(|linked| places.rooted(&linked.url)),
    }
}

/// A link to every page, as pages of its language and as pages of others show it.
pub(super) struct Links {
    n_articles: usize,
    own: Vec<Value>,
    foreign: Vec<Value>,
}

impl Links {
    fn new(places: &Places<'_>) -> Self {
        let mut links =
            Self { n_articles: places.site.articles.len(), own: Vec::new(), foreign: Vec::new() };
        for page in places.site.pages() {
            let meta = places.site.meta(page);
            let language = places.settings.language(places.site.lang(page));
            let lang = LangView { code: &language.code, tag: &language.tag, name: &language.name };
            let mut view = LinkView {
                title: &meta.title,
                url: places.rooted(places.site.url(page)),
                description: &meta.description,
                lang: None,
            };
            links.own.push(value(&view));
            view.lang = Some(lang);
            links.foreign.push(value(&view));
        }
        links
    }

    /// The link to a page of `target` in a page of `viewer`.
    pub(super) fn get(&self, places: &Places<'_>, page: PageRef, viewer: LangIdx) -> Value {
        let idx = match page {
            PageRef::Article(idx) => idx.0 as usize,
            PageRef::Section(idx) => self.n_articles + idx.0 as usize,
        };
        let is_own = places.site.lang(page) == viewer;
        if is_own { self.own[idx].clone() } else { self.foreign[idx].clone() }
    }

    /// The links to some articles.
    pub(super) fn list(
        &self,
        places: &Places<'_>,
        articles: &[ArticleIdx],
        viewer: LangIdx,
    ) -> Value {
        let links = articles.iter().map(|idx| self.get(places, PageRef::Article(*idx), viewer));
        Value::from(links.collect::<Vec<Value>>())
    }
}
