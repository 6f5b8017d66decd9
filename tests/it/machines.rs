//! Files for machines: sitemap, feeds, llms.txt, Markdown twins, robots.

use roxmltree::{Document, Node};

use crate::inspect::{is_redirect, is_sound};
use crate::published::{Published, attrs, select, texts};
use crate::site::Site;

const BASE: &str = "https://aide.example.ca/";

fn built() -> Published {
    Site::copy_of("editions").build()
}

fn named<'a>(node: &Node<'a, 'a>, name: &'static str) -> Vec<Node<'a, 'a>> {
    node.descendants().filter(|child| child.tag_name().name() == name).collect()
}

fn text_of<'a>(node: &Node<'a, 'a>, name: &'static str) -> Option<&'a str> {
    named(node, name).first().and_then(Node::text)
}

#[test]
fn the_sitemap_lists_every_page_with_its_editions() {
    let site = built();
    let sitemap = Document::parse(site.text("sitemap.xml")).unwrap();
    let root = sitemap.root_element();
    assert_eq!(root.tag_name().name(), "urlset");
    assert_eq!(root.tag_name().namespace(), Some("http://www.sitemaps.org/schemas/sitemap/0.9"));
    let mut listed = Vec::new();
    for url in named(&root, "url") {
        let loc = text_of(&url, "loc").unwrap();
        let path = format!("{}index.html", loc.strip_prefix(BASE).unwrap());
        assert!(site.has(&path), "{loc}");
        let links = named(&url, "link");
        let found: Vec<(String, String)> = links
            .iter()
            .map(|link| {
                assert_eq!(link.tag_name().namespace(), Some("http://www.w3.org/1999/xhtml"));
                assert_eq!(link.attribute("rel"), Some("alternate"));
                (
                    link.attribute("hreflang").unwrap().to_owned(),
                    link.attribute("href").unwrap().to_owned(),
                )
            })
            .collect();
        let editions = site.editions(&path);
        if editions.len() > 2 {
            assert_eq!(
                found.into_iter().collect::<std::collections::BTreeMap<_, _>>(),
                editions,
                "{loc}"
            );
        }
        listed.push(path);
    }
    for path in [
        "fr/emprunter/renouveler-un-pret/index.html",
        "en/borrowing/renew/index.html",
        "fr/index.html",
        "fr/emprunter/permis/index.html",
    ] {
        assert!(listed.contains(&path.to_owned()), "{path}: {listed:?}");
    }
    assert!(!listed.iter().any(|path| is_redirect(&site.page(path))));
    assert!(!listed.contains(&"404.html".to_owned()));
    let n_listed = listed.len();
    listed.sort();
    listed.dedup();
    assert_eq!(listed.len(), n_listed, "each once");
}

#[test]
fn last_changes_come_from_the_content_alone() {
    let site = built();
    let sitemap = Document::parse(site.text("sitemap.xml")).unwrap();
    let lastmod = |loc: &str| {
        let urls = named(&sitemap.root_element(), "url");
        let url = urls.into_iter().find(|url| text_of(url, "loc") == Some(loc)).unwrap();
        text_of(&url, "lastmod").map(str::to_owned)
    };
    let french = lastmod(&format!("{BASE}fr/emprunter/renouveler-un-pret/"));
    assert_eq!(french.as_deref(), Some("2026-02-10"));
    let english = lastmod(&format!("{BASE}en/borrowing/renew/"));
    assert_eq!(english.as_deref(), Some("2026-03-15"));
    assert_eq!(lastmod(&format!("{BASE}fr/emprunter/permis/")), None, "no date, no lastmod");
}

#[test]
fn the_feed_of_each_language_is_valid_atom() {
    let site = built();
    for (lang, path) in [("fr", "fr/atom.xml"), ("en", "en/atom.xml")] {
        let feed = Document::parse(site.text(path)).unwrap();
        let root = feed.root_element();
        assert_eq!(root.tag_name().name(), "feed");
        assert_eq!(root.tag_name().namespace(), Some("http://www.w3.org/2005/Atom"));
        assert_eq!(
            root.attribute(("http://www.w3.org/XML/1998/namespace", "lang")),
            Some(if lang == "fr" { "fr-CA" } else { "en-CA" })
        );
        let own =
            |name: &str| root.children().filter(|child| child.tag_name().name() == name).count();
        assert_eq!((own("id"), own("title"), own("updated")), (1, 1, 1), "{path}");
        let is_self = |link: &Node<'_, '_>| {
            link.attribute("rel") == Some("self")
                && link.attribute("href") == Some(format!("{BASE}{path}").as_str())
        };
        assert!(root.children().any(|link| link.tag_name().name() == "link" && is_self(&link)));
        let entries = named(&root, "entry");
        assert!(entries.len() >= 2, "{path}");
        let mut ids: Vec<&str> = Vec::new();
        for entry in &entries {
            for name in ["id", "title", "updated", "link"] {
                assert_eq!(
                    entry.children().filter(|child| child.tag_name().name() == name).count().min(1),
                    1,
                    "{path}: {name}"
                );
            }
            assert!(own("author") == 1 || !named(entry, "author").is_empty(), "{path}: an author");
            let href = named(entry, "link")[0].attribute("href").unwrap();
            assert!(href.starts_with(&format!("{BASE}{lang}/")), "{href}");
            assert!(site.has(&site.follow("index.html", href)));
            ids.push(text_of(entry, "id").unwrap());
            let updated = text_of(entry, "updated").unwrap();
            assert!(updated.len() >= 20 && updated.contains('T'), "RFC 3339: {updated}");
        }
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), entries.len());
        let dates: Vec<&str> =
            entries.iter().map(|entry| text_of(entry, "updated").unwrap()).collect();
        assert!(dates.is_sorted_by(|a, b| a >= b), "newest first: {dates:?}");
        assert_eq!(text_of(&root, "updated"), dates.first().copied(), "the newest of its entries");
    }
}

#[test]
fn a_feed_says_the_same_on_another_day() {
    let site = Site::copy_of("editions");
    let today = site.build();
    let run = site.run(&["build", "--date", "2031-01-01"]);
    assert_eq!(run.code, 0, "{run}");
    let later = Published::read(&site.path("public"), BASE);
    for (path, bytes) in &today.files {
        assert!(later.files.get(path) == Some(bytes), "{path} depends on the day");
    }
}

#[test]
fn llms_txt_follows_the_convention() {
    let site = built();
    for (path, lang) in [("llms.txt", "fr"), ("en/llms.txt", "en")] {
        let text = site.text(path);
        let mut lines = text.lines().filter(|line| !line.is_empty());
        assert!(lines.next().unwrap().starts_with("# "), "{path}");
        assert_eq!(text.lines().filter(|line| line.starts_with("# ")).count(), 1, "{path}");
        assert!(text.contains("\n## "), "{path}");
        assert!(!text.contains("\n### "), "{path}");
        let mut n_links = 0;
        let mut in_section = false;
        for line in lines {
            in_section |= line.starts_with("## ");
            let Some(item) = line.strip_prefix("- ") else { continue };
            assert!(in_section, "{path}: a list before the sections");
            let url = item.split("](").nth(1).and_then(|rest| rest.split(')').next());
            let url = url.unwrap_or_else(|| panic!("{path}: {line}"));
            assert!(url.starts_with(BASE), "{path}: {url}");
            let file = site.follow("index.html", url);
            n_links += usize::from(file.starts_with(lang));
        }
        assert!(n_links >= 6, "{path}: {n_links}");
    }
    assert!(site.text("llms.txt").contains("En ligne, au comptoir ou par téléphone."), "notes");
}

#[test]
fn llms_full_holds_every_article_for_patrons() {
    let site = built();
    let text = site.text("llms-full.txt");
    for words in ["Rien à payer.", "Au comptoir.", "ORIGINAL-FRANCAIS", "Partout."] {
        assert!(text.contains(words), "{words}");
    }
    assert!(!text.contains("{{"));
}

#[test]
fn beside_each_page_its_markdown_is_clean() {
    let site = built();
    let n_pages = site
        .pages()
        .filter(|path| path.ends_with("/index.html") && !is_redirect(&site.page(path)))
        .count();
    let n_twins = site.files.keys().filter(|path| path.ends_with("/index.md")).count();
    assert!(n_twins + 8 >= n_pages, "{n_twins} of {n_pages}");
    let text = site.text("fr/emprunter/renouveler-un-pret/index.md");
    assert!(
        text.contains("Un prêt dure 14 jours.") || text.contains("Un prêt dure 14\u{a0}jours."),
        "{text}"
    );
    assert!(text.contains("0,25"), "{text}");
    assert!(text.contains("Écrivez au comptoir."), "{text}");
    assert!(text.contains("Comment renouveler un prêt"), "{text}");
    assert!(text.contains(&format!("({BASE}fr/emprunter/frais/#paying)")), "{text}");
    for sign in ["{{", "+++", "](fines.md", "](/"] {
        assert!(!text.contains(sign), "{sign}: {text}");
    }
    let english = site.text("en/borrowing/renew/index.md");
    assert!(english.contains(&format!("({BASE}en/borrowing/fines/#paying)")), "{english}");
    let images = site.text("en/spaces/rooms/index.md");
    assert!(images.contains(&format!("]({BASE}")), "{images}");
}

#[test]
fn each_page_announces_its_markdown() {
    let site = built();
    let path = "fr/emprunter/frais/index.html";
    let link = attrs(&site.page(path), "link[type=\"text/markdown\"]", "href");
    assert_eq!(site.follow(path, &link.concat()), "fr/emprunter/frais/index.md");
}

#[test]
fn robots_txt_names_the_sitemap() {
    let site = built();
    let robots = site.text("robots.txt");
    assert!(robots.contains(&format!("Sitemap: {BASE}sitemap.xml")), "{robots}");
    assert!(robots.to_lowercase().contains("user-agent: *"), "{robots}");
}

#[test]
fn the_page_of_lost_addresses_speaks_both_languages_and_works_anywhere() {
    let site = built();
    let page = site.page("404.html");
    let leads: Vec<String> =
        attrs(&page, "a[href]", "href").iter().map(|href| site.follow("404.html", href)).collect();
    assert!(leads.contains(&"fr/index.html".to_owned()), "{leads:?}");
    assert!(leads.contains(&"en/index.html".to_owned()), "{leads:?}");
    let words = texts(&page, "main").concat();
    assert!(words.contains("introuvable") && words.contains("not found"), "{words}");
    for href in attrs(&page, "[href]", "href").into_iter().chain(attrs(&page, "[src]", "src")) {
        let is_whole =
            href.starts_with('/') || href.starts_with('#') || href.starts_with("https://");
        assert!(is_whole, "relative to an unknown address: {href}");
    }
    assert!(!site.text("sitemap.xml").contains("404"));
}

#[test]
fn a_base_with_a_path_stands_before_every_address() {
    let base = "https://x.example/aide/";
    let published = Site::copy_of("editions").build_with(&["--base-url", base]);
    is_sound(&published);
    for path in published.pages() {
        let page = published.page(path);
        for name in ["href", "src"] {
            for element in select(&page, &format!("[{name}^=\"/\"]")) {
                let address = element.attr(name).unwrap();
                assert!(address.starts_with("/aide/"), "{path}: {address}");
            }
        }
    }
    assert_eq!(published.where_is("aide.example.ca"), Vec::<&str>::new());
    for path in
        ["sitemap.xml", "robots.txt", "fr/atom.xml", "llms.txt", "fr/emprunter/frais/index.md"]
    {
        assert!(published.text(path).contains(base), "{path}");
    }
    let without = Site::copy_of("editions").build_with(&["--base-url", "https://x.example/aide"]);
    assert!(without.files == published.files, "with or without the last slash");
}

#[test]
fn what_no_reader_sees_is_not_in_the_files_for_machines() {
    let site = Site::small();
    site.write(
        "content/fr/x.md",
        "# T <!-- CANARY1 -->\n\nTexte. <!-- CANARY2 --> Suite.\n\n<!--\nCANARY3\n-->\n\n\
         > <div onclick=\"CANARY4\">Visible\n> <!-- CANARY5 --></div>\n\n\
         `<!-- kept -->`\n\n```\n<!-- kept too -->\n```\n",
    );
    let run = site.run(&crate::site::build_args(&[]));
    assert_eq!(run.code, 0, "{run}");
    let published = Published::read(&site.path("public"), "https://aide.example.ca/");
    for path in ["fr/x/index.md", "llms-full.txt", "fr/x/index.html"] {
        let text = published.text(path);
        assert!(!text.contains("CANARY"), "{path}: {text}");
    }
    let twin = published.text("fr/x/index.md");
    for kept in
        ["Texte.  Suite.", "> <div>Visible\n> </div>", "`<!-- kept -->`", "<!-- kept too -->"]
    {
        assert!(twin.contains(kept), "{kept}: {twin}");
    }
}
