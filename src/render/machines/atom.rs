//! News feeds (RFC 4287): the articles of a language that changed last.

use crate::base::paths::encode_path;
use crate::base::{Date, LangIdx};
use crate::i18n::dates::format_iso;
use crate::render::machines::xml::Xml;
use crate::render::markdown::flat;
use crate::render::places::Places;
use crate::site::{Article, PageRef};

/// How many articles a feed carries.
const MAX_ENTRIES: usize = 50;

/// The time of a feed without a dated article; the format wants one.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// The feed of a language. Articles without a date are not news.
pub(super) fn feed(places: &Places<'_>, lang: LangIdx) -> String {
    let language = places.settings.language(lang);
    let home = places.absolute(places.site.url(PageRef::Section(places.site.home(lang))));
    let own = places.absolute(&places.language_file(lang, "atom.xml"));
    let entries = newest(places, lang);
    let mut xml = Xml::new();
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", &language.tag)]);
    xml.element("id", &home);
    xml.element("title", &flat(&language.title));
    if !language.description.is_empty() {
        xml.element("subtitle", &flat(&language.description));
    }
    let updated = entries.first().map_or_else(|| NEVER.to_owned(), |(date, _)| timestamp(*date));
    xml.element("updated", &updated);
    xml.open("author", &[]);
    xml.element("name", &flat(&language.title));
    xml.close("author");
    let kind = "application/atom+xml";
    xml.empty("link", &[("rel", "self"), ("type", kind), ("href", &own)]);
    let page = [("rel", "alternate"), ("type", "text/html"), ("hreflang", &*language.tag)];
    xml.empty("link", &[page[0], page[1], page[2], ("href", &home)]);
    for (date, article) in entries {
        xml.open("entry", &[]);
        // The id outlives a change of the address: it names the article, not its slug.
        xml.element("id", &format!("{home}#{}", encode_path(&article.id)));
        xml.element("title", &flat(&article.meta.title));
        if let Some(date) = article.meta.date {
            xml.element("published", &timestamp(date));
        }
        xml.element("updated", &timestamp(date));
        let href = places.absolute(&article.url);
        xml.empty("link", &[page[0], page[1], page[2], ("href", &href)]);
        for tag in &article.tags {
            xml.empty("category", &[("term", &places.site.tag(*tag).name)]);
        }
        xml.element("summary", &flat(&article.meta.description));
        xml.close("entry");
    }
    xml.close("feed");
    xml.finish()
}

/// The articles that changed last, newest first, then by id.
fn newest<'a>(places: &Places<'a>, lang: LangIdx) -> Vec<(Date, &'a Article)> {
    let articles = places.site.articles.iter();
    let mut dated: Vec<(Date, &Article)> = articles
        .filter(|article| article.lang == lang && article.meta.is_public())
        .filter_map(|article| Some((article.meta.last_change()?, article)))
        .collect();
    dated.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
    dated.truncate(MAX_ENTRIES);
    dated
}

/// Midnight, universal time (RFC 3339).
fn timestamp(date: Date) -> String {
    format!("{}T00:00:00Z", format_iso(date))
}
