//! What must hold on every page of every site.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{ElementRef, Html};

use crate::published::{Published, Target, attr, attrs, decode, select};

/// Attributes that hold an address.
const ADDRESSES: &[&str] = &["href", "src", "poster", "data", "action", "cite"];

/// Looks at a whole site and says what is wrong with it.
pub(crate) fn faults(site: &Published) -> Vec<String> {
    let ids: BTreeMap<&str, BTreeSet<String>> =
        site.pages().map(|path| (path, ids(&site.page(path)))).collect();
    let mut faults = Vec::new();
    for path in site.pages() {
        let page = site.page(path);
        inline(path, &page, &mut faults);
        addresses(site, &ids, path, &mut faults);
        twice(path, &page, &mut faults);
        if is_redirect(&page) {
            continue;
        }
        shell(path, &page, &mut faults);
        if path != "404.html" {
            canonical(site, path, &mut faults);
            if !says_nothing(site, path) {
                editions(site, path, &mut faults);
            }
            switch(site, path, &mut faults);
            twins(site, &ids, path, &mut faults);
        }
    }
    faults
}

/// Pages that name neither their editions nor the default.
pub(crate) fn without_editions(site: &Published) -> Vec<&str> {
    let pages = site.pages().filter(|path| *path != "404.html");
    let pages = pages.filter(|path| !is_redirect(&site.page(path)));
    pages.filter(|path| !site.editions(path).contains_key("x-default")).collect()
}

/// A page of a tag, or one that no search engine may list: whether these name
/// their editions is asked once, by [`without_editions`].
fn says_nothing(site: &Published, path: &str) -> bool {
    let is_apart = path.get(2..).is_some_and(|below| below.starts_with("/tags/"))
        || !select(&site.page(path), "meta[name=robots]").is_empty();
    is_apart && site.editions(path).is_empty()
}

#[track_caller]
pub(crate) fn is_sound(site: &Published) {
    let faults = faults(site);
    let n_faults = faults.len();
    assert!(faults.is_empty(), "{n_faults} faults:\n{}", faults[..n_faults.min(30)].join("\n"));
}

pub(crate) fn is_redirect(page: &Html) -> bool {
    !select(page, "meta[http-equiv=refresh i]").is_empty()
}

fn ids(page: &Html) -> BTreeSet<String> {
    attrs(page, "[id]", "id").into_iter().collect()
}

fn inline(path: &str, page: &Html, faults: &mut Vec<String>) {
    for script in select(page, "script") {
        let is_data = attr(&script, "type") == "application/ld+json";
        if script.attr("src").is_none() && !is_data {
            faults.push(format!("{path}: a script in the page"));
        }
    }
    if !select(page, "style, [style]").is_empty() {
        faults.push(format!("{path}: a style in the page"));
    }
    for element in select(page, "*") {
        for (name, _) in element.value().attrs() {
            if name.starts_with("on") {
                faults.push(format!("{path}: handler {name}"));
            }
        }
    }
}

fn addresses(
    site: &Published,
    ids: &BTreeMap<&str, BTreeSet<String>>,
    path: &str,
    faults: &mut Vec<String>,
) {
    let page = site.page(path);
    for element in select(&page, "*") {
        for address in addresses_of(&element) {
            match site.target(path, &address) {
                Target::Elsewhere => {}
                Target::Astray => faults.push(format!("{path}: {address} leaves the site")),
                Target::Inside(file, fragment) => {
                    if !site.has(&file) {
                        faults.push(format!("{path}: {address} leads to no file"));
                    } else if let Some(id) = fragment.filter(|id| !id.is_empty())
                        && let Some(known) = ids.get(file.as_str())
                        && !known.contains(&id)
                    {
                        faults.push(format!("{path}: {address} leads to no id"));
                    }
                }
            }
        }
    }
}

fn addresses_of(element: &ElementRef<'_>) -> Vec<String> {
    let mut found: Vec<String> =
        ADDRESSES.iter().filter_map(|name| element.attr(name)).map(str::to_owned).collect();
    if let Some(set) = element.attr("srcset") {
        let each = set.split(',').filter_map(|source| source.split_whitespace().next());
        found.extend(each.map(str::to_owned));
    }
    if element.attr("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("refresh")) {
        let content = attr(element, "content");
        let url = content.split_once("url=").or_else(|| content.split_once("URL="));
        found.push(url.map_or(content.clone(), |(_, url)| url.trim_matches('\'').to_owned()));
    }
    found
}

fn twice(path: &str, page: &Html, faults: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for id in attrs(page, "[id]", "id") {
        if !seen.insert(id.clone()) {
            faults.push(format!("{path}: id {id} twice"));
        }
    }
}

fn shell(path: &str, page: &Html, faults: &mut Vec<String>) {
    let lang = attrs(page, "html", "lang").concat();
    let expected: &[&str] = match path.split('/').next() {
        Some("fr") => &["fr-CA"],
        Some("en") => &["en-CA"],
        _ => &["fr-CA", "en-CA"],
    };
    if !expected.contains(&lang.as_str()) {
        faults.push(format!("{path}: html lang is {lang:?}"));
    }
    for css in ["title", "main", "h1"] {
        let n = select(page, css).iter().filter(|found| is_of_html(found)).count();
        if n != 1 {
            faults.push(format!("{path}: {n} × {css}"));
        }
    }
}

/// Not the `<title>` of a drawing.
fn is_of_html(element: &ElementRef<'_>) -> bool {
    element.value().name.ns.ends_with("xhtml")
}

fn canonical(site: &Published, path: &str, faults: &mut Vec<String>) {
    let found = attrs(&site.page(path), "head link[rel=canonical]", "href");
    let read: Vec<String> = found.iter().map(|url| decode(url)).collect();
    if read != [site.address(path)] {
        faults.push(format!("{path}: canonical is {found:?}"));
    }
}

fn editions(site: &Published, path: &str, faults: &mut Vec<String>) {
    let editions = site.editions(path);
    if !editions.contains_key("x-default") {
        faults.push(format!("{path}: no x-default in {editions:?}"));
    }
    let own = site.address(path);
    let is_own = |tag: &str, url: &str| tag != "x-default" && decode(url) == own;
    if path != "index.html" && !editions.iter().any(|(tag, url)| is_own(tag, url)) {
        faults.push(format!("{path}: not in its own hreflang set {editions:?}"));
    }
    for (tag, url) in &editions {
        if !url.starts_with(&site.base) {
            faults.push(format!("{path}: hreflang {tag} is not a whole address: {url}"));
            continue;
        }
        let Target::Inside(file, None) = site.target(path, url) else {
            faults.push(format!("{path}: hreflang {tag} {url}"));
            continue;
        };
        if !site.has(&file) {
            faults.push(format!("{path}: hreflang {tag} {url} leads to no file"));
        } else if tag != "x-default" && path != "index.html" {
            if site.editions(&file) != editions {
                faults.push(format!("{path}: {file} has other editions"));
            }
            if attrs(&site.page(&file), "html", "lang") != [tag.clone()] {
                faults.push(format!("{path}: {file} is not in {tag}"));
            }
        }
    }
}

/// The button of the other language leads to the twin that hreflang names.
fn switch(site: &Published, path: &str, faults: &mut Vec<String>) {
    if path == "index.html" {
        return;
    }
    let page = site.page(path);
    let own = attrs(&page, "html", "lang").concat();
    for (tag, url) in site.editions(path) {
        if tag == "x-default" || tag == own {
            continue;
        }
        let Target::Inside(twin, _) = site.target(path, &url) else { continue };
        let css = format!("header a[hreflang={tag}]");
        let leads = attrs(&page, &css, "href");
        let leads: Vec<Target> = leads.iter().map(|url| site.target(path, url)).collect();
        if leads != [Target::Inside(twin.clone(), None)] {
            faults.push(format!("{path}: the switch leads to {leads:?}, not to {twin}"));
        }
    }
}

/// Each heading that names its counterpart names one that exists.
fn twins(
    site: &Published,
    ids: &BTreeMap<&str, BTreeSet<String>>,
    path: &str,
    faults: &mut Vec<String>,
) {
    let page = site.page(path);
    for (code, tag) in [("fr", "fr-CA"), ("en", "en-CA")] {
        let name = format!("data-twin-{code}");
        for id in attrs(&page, &format!("[{name}]"), &name) {
            let switch = attrs(&page, &format!("header a[hreflang={tag}]"), "href").concat();
            let Target::Inside(twin, _) = site.target(path, &switch) else {
                faults.push(format!("{path}: a heading has a twin, the page has none"));
                continue;
            };
            if !ids.get(twin.as_str()).is_some_and(|known| known.contains(&id)) {
                faults.push(format!("{path}: twin heading {id} is not in {twin}"));
            }
        }
    }
}
