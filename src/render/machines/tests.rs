//! Files for machines, of the sample site.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use crate::base::date::parse_date;
use crate::base::{Artifacts, Content, Gather, OutputPath, Sources};
use crate::files::Memory;
use crate::render::body::Texts;
use crate::render::machines::machines;
use crate::render::places::Places;
use crate::render::sample::{DEPOT, long_site, settings, site};
use crate::render::shared::Shared;
use crate::site::Site;
use crate::theme::{self, Builtin};

const ATOM: &str = "http://www.w3.org/2005/Atom";

fn read(files: &Artifacts, path: &str) -> String {
    match &files.get(&OutputPath::new(path).unwrap()).unwrap().bytes {
        Content::Bytes(bytes) => String::from_utf8(bytes.clone()).unwrap(),
        Content::Copy(from) => from.to_string(),
    }
}

fn made(site: &Site, path: &str) -> String {
    let settings = settings();
    let builtin = Builtin { files: BTreeMap::new(), strings: BTreeMap::new() };
    let mut sources = Sources::default();
    let theme = theme::load_over(&builtin, &Memory::default(), &settings, &mut sources);
    let places = Places { site, settings: &settings };
    let theme = theme.unwrap().value;
    let shared = Shared::new(Texts { places, depot: &*DEPOT }, &theme);
    let gather = Gather::default();
    machines(&shared, &vec![None; site.pages().count()], &gather).unwrap();
    read(&gather.into_artifacts(), path)
}

fn text<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.children().find(|child| child.tag_name().name() == name).and_then(|child| child.text())
}

#[test]
fn the_sitemap_lists_public_pages_with_all_editions() {
    let xml = made(&site(), "sitemap.xml");
    let document = Document::parse(&xml).unwrap();
    let urls: Vec<Node<'_, '_>> =
        document.root_element().children().filter(Node::is_element).collect();
    let locs: Vec<&str> = urls.iter().filter_map(|url| text(*url, "loc")).collect();
    assert_eq!(
        locs,
        [
            "https://a.example/aide/",
            "https://a.example/aide/fr/pr%C3%AAts/renouveler/",
            "https://a.example/aide/fr/pr%C3%AAts/amendes/",
            "https://a.example/aide/en/loans/renewals/",
            "https://a.example/aide/fr/",
            "https://a.example/aide/fr/pr%C3%AAts/",
            "https://a.example/aide/en/",
            "https://a.example/aide/en/loans/",
            "https://a.example/aide/fr/a-z/",
            "https://a.example/aide/en/a-z/",
            "https://a.example/aide/fr/%C3%A9tiquettes/",
            "https://a.example/aide/fr/%C3%A9tiquettes/pret-co/",
        ]
    );
    assert_eq!(text(urls[1], "lastmod"), Some("2026-03-01"));
    assert_eq!(text(urls[5], "lastmod"), None);
    let editions = |idx: usize| -> Vec<(&str, &str)> {
        let links = urls[idx].children().filter(|child| child.tag_name().name() == "link");
        links
            .map(|link| (link.attribute("hreflang").unwrap(), link.attribute("href").unwrap()))
            .collect()
    };
    assert_eq!(editions(1), editions(3), "editions are reciprocal");
    assert_eq!(editions(0), editions(4));
    assert_eq!(
        editions(3),
        [
            ("fr-CA", "https://a.example/aide/fr/pr%C3%AAts/renouveler/"),
            ("en-CA", "https://a.example/aide/en/loans/renewals/"),
            ("x-default", "https://a.example/aide/fr/pr%C3%AAts/renouveler/"),
        ]
    );
}

#[test]
fn robots_may_read_everything_and_find_the_sitemap() {
    assert_eq!(
        made(&site(), "robots.txt"),
        "User-agent: *\nAllow: /\n\nSitemap: https://a.example/aide/sitemap.xml\n"
    );
}

#[test]
fn feeds_carry_public_articles_newest_first() {
    let xml = made(&site(), "fr/atom.xml");
    let document = Document::parse(&xml).unwrap();
    let feed = document.root_element();
    assert_eq!(feed.tag_name().namespace(), Some(ATOM));
    assert_eq!(feed.attribute(("http://www.w3.org/XML/1998/namespace", "lang")), Some("fr-CA"));
    assert_eq!(text(feed, "updated"), Some("2026-04-05T00:00:00Z"));
    let entries: Vec<Node<'_, '_>> =
        feed.children().filter(|child| child.has_tag_name((ATOM, "entry"))).collect();
    let ids: Vec<&str> = entries.iter().filter_map(|entry| text(*entry, "id")).collect();
    assert_eq!(
        ids,
        ["https://a.example/aide/fr/#loans/fines", "https://a.example/aide/fr/#loans/renewals",]
    );
    assert_eq!(text(entries[1], "title"), Some("Renouveler <un> prêt"));
    assert_eq!(text(entries[1], "summary"), Some("Avec \"art\" & soin"));
    assert_eq!(text(entries[1], "published"), Some("2026-01-02T00:00:00Z"));
    for name in ["id", "title", "updated", "author"] {
        let n = feed.children().filter(|child| child.has_tag_name((ATOM, name))).count();
        assert_eq!(n, 1, "{name}");
    }
}

#[test]
fn feeds_are_short_and_do_without_dates() {
    let xml = made(&long_site(80), "fr/atom.xml");
    let document = Document::parse(&xml).unwrap();
    let entries = document.descendants().filter(|node| node.has_tag_name((ATOM, "entry")));
    assert_eq!(entries.count(), 50);
    let mut undated = site();
    for article in &mut undated.articles {
        (article.meta.date, article.meta.updated) = (None, None);
    }
    let xml = made(&undated, "fr/atom.xml");
    let document = Document::parse(&xml).unwrap();
    assert_eq!(text(document.root_element(), "updated"), Some("1970-01-01T00:00:00Z"));
}

#[test]
fn an_update_before_the_first_version_is_still_the_last_change() {
    let mut site = site();
    site.articles[0].meta.updated = parse_date("2025-12-31");
    let xml = made(&site, "fr/atom.xml");
    assert!(xml.contains("<updated>2025-12-31T00:00:00Z</updated>"));
}

#[test]
fn the_list_for_language_models_has_a_part_per_section_and_leads_to_the_other_language() {
    assert_eq!(
        made(&site(), "llms.txt"),
        "# Bibliothèque\n\n> Tout & plus\n\n## Section loans\n\n\
         - [Renouveler <un> prêt](https://a.example/aide/fr/pr%C3%AAts/renouveler/index.md): Avec \"art\" & soin\n\
         - [loans/fines](https://a.example/aide/fr/pr%C3%AAts/amendes/index.md): Résumé de loans/fines\n\n\
         ## Français, English\n\n- [English](https://a.example/aide/en/llms.txt): Library\n"
    );
    let english = made(&site(), "en/llms.txt");
    assert!(english.contains("- [Français](https://a.example/aide/llms.txt): Bibliothèque\n"));
    assert!(!english.contains("fines"), "what is not translated is in the other list");
}

#[test]
fn the_full_text_leaves_staff_out() {
    let full = made(&site(), "llms-full.txt");
    assert!(
        full.contains("\n---\n\nhttps://a.example/aide/fr/pr%C3%AAts/amendes/\n\n# loans/fines\n")
    );
    assert!(!full.contains("personnel"));
    assert!(made(&site(), "en/llms-full.txt").starts_with("# Library\n\n---\n"));
}
