//! Two languages that tell the truth: twins, switches, missing translations.

#![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

use crate::inspect::{is_sound, without_editions};
use crate::published::{Published, attr, attrs, select, texts, words};
use crate::site::Site;

const BASE: &str = "https://aide.example.ca/";

/// Pages that are translations of each other.
const TWINS: [(&str, &str); 9] = [
    ("fr/", "en/"),
    ("fr/emprunter/", "en/borrowing/"),
    ("fr/emprunter/renouveler-un-pret/", "en/borrowing/renew/"),
    ("fr/emprunter/frais/", "en/borrowing/fines/"),
    ("fr/emprunter/emprunter-a-distance/", "en/borrowing/remote-access/"),
    ("fr/emprunter/speciales/", "en/borrowing/special/"),
    ("fr/emprunter/speciales/cartes/", "en/borrowing/special/maps/"),
    ("fr/aide/clavarder/", "en/help/chat/"),
    ("fr/spaces/rooms/", "en/spaces/rooms/"),
];

const ONLY_FRENCH: &str = "fr/emprunter/permis/index.html";
const ONLY_ENGLISH: &str = "en/borrowing/proxy-trouble/index.html";

fn built() -> Published {
    Site::copy_of("editions").build()
}

fn file(url: &str) -> String {
    format!("{url}index.html")
}

#[test]
fn every_page_of_a_translated_site_is_sound() {
    is_sound(&built());
}

#[test]
fn every_page_names_its_editions_and_the_default() {
    assert_eq!(without_editions(&built()), Vec::<&str>::new());
}

#[test]
fn the_fixture_builds_without_a_warning() {
    assert_eq!(Site::copy_of("editions").warnings().len(), 0);
}

#[test]
fn slugs_of_sections_and_articles_make_the_addresses() {
    let site = built();
    for (french, english) in TWINS {
        assert!(site.has(&file(french)), "{french} {:#?}", site.files.keys());
        assert!(site.has(&file(english)), "{english} {:#?}", site.files.keys());
    }
}

#[test]
fn twins_name_each_other_and_the_default() {
    let site = built();
    for (french, english) in TWINS {
        for path in [french, english] {
            let editions = site.editions(&file(path));
            assert_eq!(editions["fr-CA"], format!("{BASE}{french}"), "{path}");
            assert_eq!(editions["en-CA"], format!("{BASE}{english}"), "{path}");
            assert!(editions.contains_key("x-default"), "{path}");
        }
    }
}

#[test]
fn a_section_may_have_another_path_in_each_language() {
    let site = built();
    let editions = site.editions("fr/aide/index.html");
    assert_eq!(editions.get("en-CA"), Some(&format!("{BASE}en/help/")), "{editions:?}");
}

#[test]
fn the_switch_leads_to_the_same_article() {
    let site = built();
    for (french, english) in TWINS {
        for (from, to, tag) in [(french, english, "en-CA"), (english, french, "fr-CA")] {
            let from = file(from);
            let page = site.page(&from);
            let switch = attrs(&page, &format!("header a[hreflang={tag}]"), "href");
            assert_eq!(switch.len(), 1, "{from}");
            assert_eq!(site.follow(&from, &switch[0]), file(to));
        }
    }
}

#[test]
fn headings_know_their_counterparts() {
    let site = built();
    let twins = |path: &str, lang: &str| {
        let page = site.page(path);
        let name = format!("data-twin-{lang}");
        let links = select(&page, &format!("a[{name}]"));
        links
            .iter()
            .map(|link| format!("{} {}", attr(link, "href"), attr(link, &name)))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        twins("fr/emprunter/renouveler-un-pret/index.html", "en"),
        ["#online online", "#fees fees", "#exceptions exceptions"],
    );
    assert_eq!(
        twins("fr/emprunter/speciales/cartes/index.html", "en"),
        ["#echelle scale", "#pret loan"],
    );
    assert_eq!(
        twins("en/borrowing/special/maps/index.html", "fr"),
        ["#scale echelle", "#loan pret"],
    );
}

#[test]
fn a_missing_translation_is_no_page() {
    let site = built();
    for path in ["en/borrowing/only-french/", "en/borrowing/permis/", "fr/emprunter/only-english/"]
    {
        assert!(!site.has(&file(path)), "{path}");
    }
    assert!(site.has(ONLY_FRENCH) && site.has(ONLY_ENGLISH));
    let english: Vec<_> = site.where_is("ORIGINAL-FRANCAIS");
    assert!(english.iter().all(|path| !path.starts_with("en/")), "{english:?}");
    let french: Vec<_> = site.where_is("ENGLISH-ORIGINAL");
    assert!(french.iter().all(|path| !path.starts_with("fr/")), "{french:?}");
    assert!(!site.has("en/seul/archives/index.html"));
}

#[test]
fn hreflang_names_no_translation_that_is_missing() {
    let site = built();
    let editions = site.editions(ONLY_FRENCH);
    assert!(!editions.contains_key("en-CA"), "{editions:?}");
    assert_eq!(editions["fr-CA"], format!("{BASE}fr/emprunter/permis/"));
    let editions = site.editions(ONLY_ENGLISH);
    assert!(!editions.contains_key("fr-CA"), "{editions:?}");
    assert_eq!(editions["en-CA"], format!("{BASE}en/borrowing/proxy-trouble/"));
}

#[test]
fn the_switch_of_an_untranslated_page_leads_somewhere_true() {
    let site = built();
    for (path, tag) in [(ONLY_FRENCH, "en-CA"), (ONLY_ENGLISH, "fr-CA")] {
        let page = site.page(path);
        let switch = select(&page, &format!("header a[hreflang={tag}]"));
        assert_eq!(switch.len(), 1, "{path}");
        let twin = site.follow(path, &attr(&switch[0], "href"));
        assert_eq!(attrs(&site.page(&twin), "html", "lang"), [tag], "{path} {twin}");
        let own = site.page(path);
        let said = words(&select(&own, &format!("header a[hreflang={tag}]"))[0]);
        assert!(said.split(' ').count() > 1, "it says that the page is missing: {said}");
    }
}

#[test]
fn navigation_lists_the_original_marked_with_its_language() {
    let site = built();
    let cases = [
        ("en/borrowing/index.html", ONLY_FRENCH, "fr-CA", "Le permis de lecteur"),
        ("fr/emprunter/index.html", ONLY_ENGLISH, "en-CA", "Trouble with a proxy"),
    ];
    for (from, original, tag, title) in cases {
        let page = site.page(from);
        let links = select(&page, "nav a[href]");
        let leads = |href: &str| {
            site.target(from, href) == crate::published::Target::Inside(original.to_owned(), None)
        };
        let found: Vec<_> = links.iter().filter(|link| leads(&attr(link, "href"))).collect();
        assert_eq!(found.len(), 1, "{from} lists {original} once");
        assert_eq!(attr(found[0], "hreflang"), tag);
        assert!(words(found[0]).contains(title), "{}", words(found[0]));
        let marked = found[0].attr("lang") == Some(tag)
            || found[0].descendent_elements().any(|part| part.attr("lang") == Some(tag));
        assert!(marked, "the title is in its language: {}", found[0].html());
    }
}

#[test]
fn a_section_that_is_not_translated_is_listed_too() {
    let site = built();
    let leads = |path: &str, css: &str| -> Vec<String> {
        let links = attrs(&site.page(path), css, "href");
        links.iter().map(|href| site.follow(path, href)).collect()
    };
    let menu = leads("en/borrowing/index.html", "nav.menu a[href]");
    let own = "en/seul/index.html".to_owned();
    if menu.contains(&own) {
        let listed = leads(&own, "main a[href]");
        assert!(listed.contains(&"fr/seul/archives/index.html".to_owned()), "{listed:?}");
    } else {
        assert!(menu.contains(&"fr/seul/index.html".to_owned()), "{menu:?}");
    }
}

#[test]
fn a_link_leads_to_the_edition_of_the_reader() {
    let site = built();
    let links =
        |path: &str| -> Vec<String> { attrs(&site.page(path), "main .content a[href]", "href") };
    let cases = [
        ("fr/emprunter/frais/", "fr/emprunter/renouveler-un-pret/#fees"),
        ("fr/emprunter/frais/", "fr/emprunter/emprunter-a-distance/#vpn"),
        ("en/borrowing/fines/", "en/borrowing/renew/#fees"),
        ("en/borrowing/fines/", "en/borrowing/remote-access/#vpn"),
        ("en/borrowing/renew/", "en/borrowing/fines/#paying"),
        ("en/borrowing/renew/", "en/borrowing/remote-access/"),
        ("fr/aide/clavarder/", "fr/spaces/rooms/"),
        ("en/help/chat/", "en/spaces/rooms/"),
    ];
    for (from, to) in cases {
        let from = file(from);
        let found = links(&from);
        let expected = site.target("index.html", &format!("/{to}"));
        assert!(found.iter().any(|href| site.target(&from, href) == expected), "{to}: {found:?}");
    }
}

#[test]
fn a_link_to_an_untranslated_article_leads_to_the_original_and_says_so() {
    let site = built();
    let cases = [
        ("en/borrowing/renew/index.html", ONLY_FRENCH, "fr-CA"),
        ("fr/emprunter/renouveler-un-pret/index.html", ONLY_ENGLISH, "en-CA"),
    ];
    for (from, original, tag) in cases {
        let page = site.page(from);
        let links = select(&page, &format!("main a[hreflang={tag}]"));
        let leads =
            |link: &&scraper::ElementRef<'_>| site.follow(from, &attr(link, "href")) == original;
        assert_eq!(links.iter().filter(leads).count(), 1, "{from}");
    }
}

#[test]
fn the_root_offers_both_languages() {
    let site = built();
    let page = site.page("index.html");
    let leads: Vec<String> = attrs(&page, "a[href]", "href")
        .iter()
        .map(|href| site.follow("index.html", href))
        .collect();
    assert!(leads.contains(&"fr/index.html".to_owned()), "{leads:?}");
    assert!(leads.contains(&"en/index.html".to_owned()), "{leads:?}");
    let langs = attrs(&page, "a[hreflang]", "hreflang");
    assert!(langs.contains(&"fr-CA".to_owned()) && langs.contains(&"en-CA".to_owned()));
    let editions = site.editions("index.html");
    assert_eq!(editions["x-default"], BASE, "{editions:?}");
}

#[test]
fn an_image_that_one_language_lacks_comes_from_the_default_one() {
    let site = built();
    for path in ["fr/spaces/rooms/index.html", "en/spaces/rooms/index.html"] {
        let page = site.page(path);
        let src = attrs(&page, "main figure img", "src");
        assert_eq!(src.len(), 1, "{path}");
        let image = site.follow(path, &src[0]);
        assert!(site.text(&image).contains("M1 1h38v18H1z"), "{image}");
    }
}

#[test]
fn a_tag_of_france_is_written_as_such() {
    let site = Site::small();
    let config = site.read("guichet.toml").replace("\"Français\"", "\"Français\"\ntag = \"fr-FR\"");
    site.write("guichet.toml", config);
    let published = site.build();
    assert_eq!(attrs(&published.page("fr/good/index.html"), "html", "lang"), ["fr-FR"]);
    assert!(published.editions("en/good/index.html").contains_key("fr-FR"));
}

#[test]
fn a_link_keeps_its_question() {
    let site = Site::small();
    site.write("content/fr/x.md", "# T\n\n## H\n\n[e](good.md?x=1) [f](x.md?y=é#h)\n");
    let published = site.build();
    let links = attrs(&published.page("fr/x/index.html"), "main .content a[href]", "href");
    for end in ["/fr/good/?x=1", "/fr/x/?y=%C3%A9#h"] {
        assert!(links.iter().any(|href| href.ends_with(end)), "{links:?}");
    }
}

#[test]
fn a_translation_shares_the_files_of_its_original() {
    let site = Site::small();
    site.write("content/fr/guide/index.md", "+++\nid = \"venn\"\n+++\n# Guide\n\n![v](v.svg)\n");
    site.write("content/fr/guide/v.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    site.write("content/en/sets.md", "+++\nid = \"venn\"\n+++\n# Sets\n\n![v](v.svg)\n");
    let images = attrs(&site.build().page("en/sets/index.html"), "main img", "src");
    assert!(images[0].ends_with("/fr/guide/v.svg"), "{images:?}");
}

#[test]
fn a_title_and_a_summary_hold_variables() {
    let site = Site::small();
    let config = std::fs::read_to_string(site.path("guichet.toml")).unwrap();
    site.write("guichet.toml", format!("{config}\n[variables]\nplace = \"Laurier\"\n"));
    site.write(
        "content/fr/x.md",
        "+++\ntitle = \"Chez {{ place }}\"\ndescription = \"À {{ place }}\"\n+++\nTexte.\n",
    );
    let page = site.build().page("fr/x/index.html");
    assert_eq!(texts(&page, "main h1").concat().trim(), "Chez Laurier");
    assert_eq!(attrs(&page, "meta[name=description]", "content"), ["À Laurier"]);
    site.write("content/fr/x.md", "+++\ntitle = \"Chez {{ nobody }}\"\n+++\nTexte.\n");
    let problems = site.refused();
    assert_eq!((problems[0].line, problems[0].code.as_str()), (2, "G0301"), "{problems:#?}");
}
