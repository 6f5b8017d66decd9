//! `sitemap.xml` (sitemaps.org protocol 0.9), each address with its editions in
//! other languages (`xhtml:link`, as Google Search Central documents them).

use crate::base::{Date, UrlPath};
use crate::i18n::dates::format_iso;
use crate::render::machines::xml::Xml;
use crate::render::places::{Hreflang, Places};
use crate::site::TagIdx;

/// Most addresses in one file; the protocol allows 50,000.
const MAX_URLS: usize = 45_000;

/// Most bytes in one file; the protocol allows 50 MiB.
const MAX_BYTES: usize = 45 * 1024 * 1024;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// A page in the sitemap.
struct Entry {
    href: String,
    changed: Option<Date>,
    editions: Hreflang,
}

/// The sitemap by file name: one file, or an index and its parts.
pub(super) fn sitemaps(places: &Places<'_>) -> Vec<(String, String)> {
    files(entries(places), MAX_URLS, |name| places.settings.base_url.absolute(&format!("/{name}")))
}

/// The names of the files, as far as the number of addresses tells: where they are so
/// long that a file is full before that, there are more.
pub(super) fn expected(places: &Places<'_>) -> Vec<String> {
    let tags = (0..).map(TagIdx).zip(&places.site.tags);
    let n_urls = 1
        + places.site.pages().filter(|page| places.site.meta(*page).is_public()).count()
        + places.settings.langs().filter(|lang| places.tags_page(*lang).is_some()).count()
        + tags.filter(|(tag, _)| places.is_tag_indexed(*tag)).count();
    let n_parts = n_urls.div_ceil(MAX_URLS);
    let last = "sitemap.xml".to_owned();
    match n_parts {
        0 | 1 => vec![last],
        _ => (1..=n_parts).map(part_name).chain([last]).collect(),
    }
}

fn part_name(number: usize) -> String {
    format!("sitemap-{number}.xml")
}

fn entries<'a>(places: &'a Places<'_>) -> impl Iterator<Item = Entry> + 'a {
    let root = Entry {
        href: places.absolute(&UrlPath::page([])),
        changed: None,
        editions: places.home_hreflang(),
    };
    let pages = places.site.pages().filter(|page| places.site.meta(*page).is_public());
    let pages = pages.map(|page| Entry {
        href: places.absolute(places.site.url(page)),
        changed: places.site.meta(page).last_change(),
        editions: places.public_hreflang(page),
    });
    let lists = places.settings.langs().filter_map(|lang| places.tags_page(lang));
    let lists = lists.map(|url| Entry {
        href: places.absolute(&url),
        changed: None,
        editions: places.tags_hreflang(),
    });
    let indexes = places.settings.langs().filter_map(|lang| places.index(lang));
    let indexes = indexes.map(|url| Entry {
        href: places.absolute(url),
        changed: None,
        editions: places.index_hreflang(),
    });
    let n_tags = u32::try_from(places.site.tags.len()).unwrap_or(u32::MAX);
    let tags = (0..n_tags).map(TagIdx).filter(|tag| places.is_tag_indexed(*tag)).map(|tag| Entry {
        href: places.absolute(&places.site.tag(tag).url),
        changed: None,
        editions: places.tag_hreflang(tag, |other| places.is_tag_indexed(other)),
    });
    std::iter::once(root).chain(pages).chain(indexes).chain(lists).chain(tags)
}

fn files(
    entries: impl Iterator<Item = Entry>,
    max_urls: usize,
    address: impl Fn(&str) -> String,
) -> Vec<(String, String)> {
    let mut parts: Vec<Xml> = Vec::new();
    let mut n_urls = max_urls;
    for entry in entries {
        let is_full = n_urls >= max_urls || parts.last().is_none_or(|xml| xml.len() >= MAX_BYTES);
        if is_full {
            parts.push(start());
            n_urls = 0;
        }
        if let Some(xml) = parts.last_mut() {
            write(xml, &entry);
        }
        n_urls += 1;
    }
    let mut texts: Vec<String> = parts
        .into_iter()
        .map(|mut xml| {
            xml.close("urlset");
            xml.finish()
        })
        .collect();
    if texts.len() == 1 {
        return vec![("sitemap.xml".to_owned(), texts.remove(0))];
    }
    let mut index = Xml::new();
    index.open("sitemapindex", &[("xmlns", NAMESPACE)]);
    let mut files = Vec::new();
    for (idx, text) in texts.into_iter().enumerate() {
        let name = part_name(idx + 1);
        index.open("sitemap", &[]);
        index.element("loc", &address(&name));
        index.close("sitemap");
        files.push((name, text));
    }
    index.close("sitemapindex");
    files.push(("sitemap.xml".to_owned(), index.finish()));
    files
}

fn start() -> Xml {
    let mut xml = Xml::new();
    let xhtml = "http://www.w3.org/1999/xhtml";
    xml.open("urlset", &[("xmlns", NAMESPACE), ("xmlns:xhtml", xhtml)]);
    xml
}

fn write(xml: &mut Xml, entry: &Entry) {
    xml.open("url", &[]);
    xml.element("loc", &entry.href);
    if let Some(date) = entry.changed {
        xml.element("lastmod", &format_iso(date));
    }
    for (tag, href) in &entry.editions {
        xml.empty("xhtml:link", &[("rel", "alternate"), ("hreflang", tag), ("href", href)]);
    }
    xml.close("url");
}

#[cfg(test)]
mod tests {
    use super::{Entry, files};

    #[test]
    fn many_addresses_become_an_index_and_parts() {
        let entry = |n: usize| Entry {
            href: format!("https://a.example/{n}/"),
            changed: None,
            editions: Vec::new(),
        };
        let made = files((0..5).map(entry), 2, |name| format!("https://a.example/{name}"));
        let names: Vec<&str> = made.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]);
        let index = roxmltree::Document::parse(&made[3].1).unwrap();
        let locs = index.descendants().filter(|node| node.has_tag_name((super::NAMESPACE, "loc")));
        assert_eq!(locs.count(), 3);
        for (_, text) in &made {
            roxmltree::Document::parse(text).unwrap();
        }
    }
}
