//! Values that many pages show, made once.
//!
//! A template value is counted by reference: putting one into a page costs the
//! same however large it is.

use std::sync::OnceLock;

use rayon::prelude::*;
use tera::{Context, Map, Value};

use crate::base::{Digest, LangIdx, PROGRAM};
use crate::cards::Palette;
use crate::config::{Contact, Receiver};
use crate::i18n::typography::Rules;
use crate::render::body::Texts;
use crate::render::cards;
use crate::render::key::Key;
use crate::render::navigation::Navigation;
use crate::render::places::Places;
use crate::render::policy;
use crate::render::views::{
    AssetsView, ContactView, FeedbackView, FileView, HoursView, LangView, LanguageView, LinkView,
    PictureView, ScriptView, SiteView,
};
use crate::site::{ArticleIdx, Audience, PageRef};
use crate::theme::{Engine, Linked, Picture, Theme};

/// What every page needs.
pub(super) struct Shared<'a> {
    pub(super) texts: Texts<'a>,
    pub(super) places: Places<'a>,
    pub(super) theme: &'a Theme,
    /// The colors of cards; none when pages have none.
    pub(super) palette: Option<Palette>,
    /// The templates, by language.
    pub(super) engines: Vec<Engine>,
    /// The digest of everything that all pages of a language are made from: the
    /// program, the theme, the strings, the values of the whole site.
    pub(super) bases: Vec<Digest>,
    /// Links to every page.
    pub(super) links: Links<'a>,
    /// The navigation of every section.
    pub(super) navigation: Navigation<'a>,
}

impl<'a> Shared<'a> {
    /// Makes the values of a site.
    pub(super) fn new(texts: Texts<'a>, theme: &'a Theme) -> Self {
        let places = texts.places;
        let settings = places.settings;
        let languages: Vec<LanguageView<'_>> =
            settings.langs().map(|lang| language_view(&places, lang)).collect();
        let assets = assets_view(&places, theme);
        let globals = Globals { languages: value(&languages), assets: value(&assets) };
        let mut bases = Vec::new();
        let engine = |lang: LangIdx| {
            let site = site_view(&places, lang);
            let mut key = Key::default();
            key.add(PROGRAM.as_bytes());
            key.add(theme.digest.as_bytes());
            key.view(&(&site, lang.0, &languages, &assets));
            key.view(&(&settings.base_url.absolute("/"), format!("{:?}", settings.html)));
            bases.push(key.digest());
            let mut context = Context::new();
            context.insert_value("site", value(&site));
            context.insert_value("lang", value(&languages[lang.idx()]));
            context.insert_value("languages", globals.languages.clone());
            context.insert_value("assets", globals.assets.clone());
            theme.engine(settings, lang, context)
        };
        let engines = settings.langs().map(engine).collect();
        let links = Links::new(places);
        let navigation = Navigation::new(places);
        let palette = cards::palette(&places, &theme.assets.look);
        Self { texts, places, theme, palette, engines, bases, links, navigation }
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
    map.insert(tera::value::Key::Str(name), value);
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
        index_url: index_url(places, lang),
        search_url: index_url(places, lang),
        contact: contact_view(places, lang),
        feedback: feedback_view(places),
        theme: &places.settings.theme.options,
        variables: &language.variables,
    }
}

fn index_url(places: &Places<'_>, lang: LangIdx) -> String {
    places.index(lang).map_or_else(|| places.home(lang), |url| places.rooted(url))
}

/// How to reach a person; none when the site says nothing.
fn contact_view<'a>(places: &Places<'a>, lang: LangIdx) -> Option<ContactView<'a>> {
    let language = places.settings.language(lang);
    let contact = &language.contact;
    let rules = Rules::for_tag(&language.tag);
    let hours = contact.hours.iter().map(|line| HoursView {
        days: rules.apply_str(&line.days),
        hours: rules.apply_str(&line.hours),
    });
    (*contact != Contact::default()).then(|| ContactView {
        hours: hours.collect(),
        phone: contact.phone.as_deref(),
        phone_url: contact.phone.as_deref().map(phone_url),
        email: contact.email.as_deref(),
        form: contact.form.as_ref().and_then(|place| places.reached(place, lang)),
        chat: contact.chat.as_ref().and_then(|place| places.reached(place, lang)),
    })
}

/// `418 555-0142, poste 12` → `tel:4185550142;ext=12` (RFC 3966).
fn phone_url(phone: &str) -> String {
    let at = phone.find(char::is_alphabetic).unwrap_or(phone.len());
    let (number, extension) = phone.split_at(at);
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let plus = if number.trim_start().starts_with('+') { "+" } else { "" };
    let extension = Some(digits(extension)).filter(|digits| !digits.is_empty());
    let extension = extension.map(|digits| format!(";ext={digits}")).unwrap_or_default();
    format!("tel:{plus}{}{extension}", digits(number))
}

fn feedback_view(places: &Places<'_>) -> Option<FeedbackView> {
    let feedback = places.settings.feedback.as_ref()?;
    let action = match &feedback.receiver {
        Receiver::Here => places.settings.base_url.rooted(&feedback.action),
        Receiver::There(_) | Receiver::Mail => feedback.action.clone(),
    };
    Some(FeedbackView { action, is_mail: feedback.receiver == Receiver::Mail })
}

fn language_view<'a>(places: &Places<'a>, lang: LangIdx) -> LanguageView<'a> {
    let language = places.settings.language(lang);
    LanguageView {
        code: &language.code,
        tag: &language.tag,
        name: &language.name,
        dir: language.dir.as_str(),
        home_url: places.home(lang),
        index_url: index_url(places, lang),
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
    let picture = |picture: &Picture| PictureView {
        url: places.rooted(&picture.url),
        kind: picture.kind,
        width: picture.size.map(|(width, _)| width),
        height: picture.size.map(|(_, height)| height),
    };
    AssetsView {
        styles: theme.assets.styles.as_ref().map(file),
        scripts: theme.assets.scripts.iter().map(script).collect(),
        favicon: theme.assets.favicon.as_ref().map(picture),
        logo: theme.assets.logo.as_ref().map(picture),
        theme_color: theme.assets.look.band.hex(),
        theme_color_dark: theme.assets.look.dark_band.hex(),
        policy: policy::policy(places.settings.feedback.as_ref()),
    }
}

/// A link to every page, as pages of its language and as pages of others show it.
/// What of it is wanted is made once.
pub(super) struct Links<'a> {
    places: Places<'a>,
    /// By page, articles first: as its own language shows it, and as others do.
    values: Vec<[OnceLock<Value>; 2]>,
    digests: Vec<Digest>,
}

impl<'a> Links<'a> {
    fn new(places: Places<'a>) -> Self {
        let pages: Vec<PageRef> = places.site.pages().collect();
        let digest = |page: &PageRef| {
            let mut key = Key::default();
            key.view(&view(&places, *page, true));
            key.digest()
        };
        let digests = pages.par_iter().map(digest).collect();
        let values = pages.iter().map(|_| [OnceLock::new(), OnceLock::new()]).collect();
        Self { places, values, digests }
    }

    /// The link to a page in a page of `viewer`.
    pub(super) fn get(&self, page: PageRef, viewer: LangIdx) -> Value {
        let is_foreign = self.places.site.lang(page) != viewer;
        let made = &self.values[self.idx(page)][usize::from(is_foreign)];
        made.get_or_init(|| value(&view(&self.places, page, is_foreign))).clone()
    }

    /// The links to some articles.
    pub(super) fn list(&self, articles: &[ArticleIdx], viewer: LangIdx) -> Value {
        let links = articles.iter().map(|idx| self.get(PageRef::Article(*idx), viewer));
        Value::from(links.collect::<Vec<Value>>())
    }

    /// The digest of everything a link is made from, but the language of the viewer.
    pub(super) fn digest(&self, page: PageRef) -> Digest {
        self.digests[self.idx(page)]
    }

    /// Adds the digests of the links to some articles.
    pub(super) fn add_list(&self, key: &mut Key, articles: &[ArticleIdx]) {
        key.number(articles.len());
        for idx in articles {
            key.add(self.digest(PageRef::Article(*idx)).as_bytes());
        }
    }

    fn idx(&self, page: PageRef) -> usize {
        match page {
            PageRef::Article(idx) => idx.0 as usize,
            PageRef::Section(idx) => self.places.site.articles.len() + idx.0 as usize,
        }
    }
}

fn view<'a>(places: &Places<'a>, page: PageRef, is_foreign: bool) -> LinkView<'a> {
    let meta = places.site.meta(page);
    let language = places.settings.language(places.site.lang(page));
    let lang = LangView { code: &language.code, tag: &language.tag, name: &language.name };
    LinkView {
        title: &meta.title,
        url: places.rooted(places.site.url(page)),
        description: &meta.description,
        is_staff: meta.audience == Audience::Staff,
        lang: is_foreign.then_some(lang),
    }
}

#[cfg(test)]
mod tests {
    use super::phone_url;

    #[test]
    fn numbers_become_addresses_with_their_extension() {
        for (phone, wanted) in [
            ("418 555\u{2011}0142", "tel:4185550142"),
            ("+1 (418) 555-0142, poste 12", "tel:+14185550142;ext=12"),
            ("811", "tel:811"),
        ] {
            assert_eq!(phone_url(phone), wanted);
        }
    }
}
