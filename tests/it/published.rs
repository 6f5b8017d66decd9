//! What a build wrote, read as a browser, a search engine and a reader would.

use std::collections::BTreeMap;
use std::path::Path;

use scraper::{ElementRef, Html, Selector};

use crate::site::files_in;

/// The files of a published site.
pub(crate) struct Published {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// Where the site says it is, with its last slash.
    pub(crate) base: String,
}

/// One address of a page, cut where it points to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A file of the site, and an id in it.
    Inside(String, Option<String>),
    /// Another site, a mailbox, a telephone.
    Elsewhere,
    /// On this host, but not below the address of the site.
    Astray,
}

impl Published {
    pub(crate) fn read(folder: &Path, base: &str) -> Self {
        Self { files: files_in(folder), base: base.to_owned() }
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    #[track_caller]
    pub(crate) fn text(&self, path: &str) -> &str {
        let Some(bytes) = self.files.get(path) else {
            panic!("{path} is not in {:#?}", self.files.keys().collect::<Vec<_>>())
        };
        std::str::from_utf8(bytes).unwrap()
    }

    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> Html {
        Html::parse_document(self.text(path))
    }

    /// Paths of the HTML pages, redirects included.
    pub(crate) fn pages(&self) -> impl Iterator<Item = &str> {
        self.files
            .keys()
            .map(String::as_str)
            .filter(|path| path.rsplit_once('.').is_some_and(|(_, end)| end == "html"))
    }

    /// Every text of the site in which a word stands.
    pub(crate) fn where_is(&self, word: &str) -> Vec<&str> {
        let holds = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(word);
        let found = self.files.iter().filter(|(_, bytes)| holds(bytes));
        found.map(|(path, _)| path.as_str()).collect()
    }

    /// The public address of a file.
    pub(crate) fn address(&self, path: &str) -> String {
        let path = path.strip_suffix("index.html").unwrap_or(path);
        format!("{}{path}", self.base)
    }

    /// Path of the site on its host, with slashes around it.
    fn prefix(&self) -> &str {
        let after_scheme = self.base.find("://").map_or(0, |at| at + 3);
        let slash = self.base[after_scheme..].find('/').unwrap();
        &self.base[after_scheme + slash..]
    }

    /// Where an address that stands in the page `from` leads.
    pub(crate) fn target(&self, from: &str, address: &str) -> Target {
        let (address, fragment) = match address.split_once('#') {
            Some((before, after)) => (before, Some(decode(after))),
            None => (address, None),
        };
        let address = address.split('?').next().unwrap_or_default();
        let path = if let Some(below) = address.strip_prefix(&self.base) {
            below.to_owned()
        } else if has_scheme(address) || address.starts_with("//") {
            return Target::Elsewhere;
        } else if address.starts_with('/') {
            let Some(below) = address.strip_prefix(self.prefix()) else { return Target::Astray };
            below.to_owned()
        } else if address.is_empty() {
            return Target::Inside(from.to_owned(), fragment);
        } else {
            let folder = from.rfind('/').map_or("", |at| &from[..=at]);
            join(folder, address)
        };
        let mut path = decode(&path);
        if path.is_empty() || path.ends_with('/') {
            path.push_str("index.html");
        }
        Target::Inside(path, fragment)
    }

    /// Where a link of a page leads, which must be a file of the site.
    #[track_caller]
    pub(crate) fn follow(&self, from: &str, address: &str) -> String {
        match self.target(from, address) {
            Target::Inside(path, _) if self.has(&path) => path,
            target => panic!("{from}: {address} leads to {target:?}"),
        }
    }

    /// The pages that hreflang names, by language.
    pub(crate) fn editions(&self, path: &str) -> BTreeMap<String, String> {
        let page = self.page(path);
        let links = select(&page, "head link[rel=alternate][hreflang]");
        links.iter().map(|link| (attr(link, "hreflang"), attr(link, "href"))).collect()
    }
}

/// The elements that a CSS selector finds.
#[track_caller]
pub(crate) fn select<'a>(page: &'a Html, css: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(css).unwrap()).collect()
}

/// An attribute, or nothing.
pub(crate) fn attr(element: &ElementRef<'_>, name: &str) -> String {
    element.attr(name).unwrap_or_default().to_owned()
}

/// An attribute of all that a selector finds, in order.
pub(crate) fn attrs(page: &Html, css: &str, name: &str) -> Vec<String> {
    select(page, css).iter().map(|element| attr(element, name)).collect()
}

/// The words of an element, spaces made one.
pub(crate) fn words(element: &ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of all that a selector finds, in order.
pub(crate) fn texts(page: &Html, css: &str) -> Vec<String> {
    select(page, css).iter().map(words).collect()
}

fn has_scheme(address: &str) -> bool {
    let scheme = address.split([':', '/', '#', '?']).next().unwrap_or_default();
    address[scheme.len()..].starts_with(':')
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
}

fn join(folder: &str, address: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in address.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    let slash = if address.ends_with(['/', '.']) && !parts.is_empty() { "/" } else { "" };
    format!("{}{slash}", parts.join("/"))
}

/// Percent signs of an address made letters again.
pub(crate) fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).and_then(|pair| std::str::from_utf8(pair).ok());
        match hex.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) if bytes[at] == b'%' => {
                out.push(byte);
                at += 3;
            }
            _ => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap()
}
