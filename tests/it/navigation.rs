//! Order, trail, neighbors, tags and related articles.

use scraper::Html;

use crate::inspect::is_sound;
use crate::published::{Published, attr, attrs, select, texts, words};
use crate::site::Site;

/// Titles in the order in which they are written to disk: not the right one.
const TITLES: [&str; 7] = ["Zotero", "École", "eau", "Étude", "Ebène", "Avis", "etc"];

fn sorted() -> Site {
    let site = Site::small();
    for (n, title) in TITLES.iter().enumerate() {
        site.write(
            &format!("content/fr/sec/f{n}.md"),
            format!("+++\ntitle = \"{title}\"\n+++\nT.\n"),
        );
    }
    site.write("content/fr/sec/last.md", "+++\ntitle = \"Aaa\"\nweight = 5\n+++\nT.\n");
    site.write("content/fr/sec/first.md", "+++\ntitle = \"Zzz\"\nweight = -1\n+++\nT.\n");
    site.write("content/fr/sec/_index.md", "+++\ntitle = \"La section\"\n+++\nT.\n");
    site
}

const ORDER: [&str; 9] = ["Zzz", "Avis", "eau", "Ebène", "École", "etc", "Étude", "Zotero", "Aaa"];

/// Titles of the links in `css` that lead to articles of the section.
fn listed(site: &Published, path: &str, css: &str) -> Vec<String> {
    let page = site.page(path);
    let links = select(&page, css);
    let inside = links.iter().filter(|link| {
        let to = site.follow(path, &attr(link, "href"));
        to.starts_with("fr/sec/") && to != "fr/sec/index.html"
    });
    inside.map(|link| title_of(site, path, &attr(link, "href"))).collect()
}

fn title_of(site: &Published, path: &str, href: &str) -> String {
    texts(&site.page(&site.follow(path, href)), "h1").concat()
}

#[test]
fn articles_come_by_weight_then_title_in_the_order_of_the_language() {
    let published = sorted().build();
    assert_eq!(listed(&published, "fr/sec/index.html", "nav.menu a[href], nav a[href]"), ORDER);
    assert_eq!(listed(&published, "fr/sec/index.html", "main a[href]"), ORDER);
}

#[test]
fn neighbors_follow_the_same_order() {
    let published = sorted().build();
    let mut path = "fr/sec/first/index.html".to_owned();
    let mut seen = vec!["Zzz".to_owned()];
    for _ in 1..ORDER.len() {
        let next = attrs(&published.page(&path), "a[rel=next]", "href");
        assert_eq!(next.len(), 1, "{path} {seen:?}");
        let to = published.follow(&path, &next[0]);
        let back = attrs(&published.page(&to), "a[rel=prev]", "href");
        assert_eq!(published.follow(&to, &back.concat()), path);
        path = to;
        seen.push(texts(&published.page(&path), "h1").concat());
    }
    assert_eq!(seen, ORDER);
}

#[test]
fn the_trail_goes_from_the_home_page_to_the_section() {
    let published = Site::copy_of("editions").build();
    let path = "fr/emprunter/speciales/cartes/index.html";
    let page = published.page(path);
    let trail = trail(&page);
    let leads: Vec<String> = trail.iter().map(|(href, _)| published.follow(path, href)).collect();
    assert_eq!(
        leads,
        ["fr/index.html", "fr/emprunter/index.html", "fr/emprunter/speciales/index.html"],
        "{trail:?}",
    );
    assert_eq!(trail[1].1, "Emprunter");
    assert_eq!(trail[2].1, "Collections spéciales");
}

fn trail(page: &Html) -> Vec<(String, String)> {
    let label = "nav[aria-label=\"Fil d’Ariane\"] a[href], nav.breadcrumbs a[href], .breadcrumbs a[href], nav.trail a[href]";
    let links = select(page, label);
    links.iter().map(|link| (attr(link, "href"), words(link))).collect()
}

#[test]
fn a_section_has_its_own_place_in_the_menu() {
    let published = Site::copy_of("editions").build();
    let page = published.page("fr/emprunter/frais/index.html");
    let here = select(&page, "nav a[aria-current=page]");
    assert_eq!(here.len(), 1);
    assert_eq!(words(&here[0]), "Les frais de retard");
}

#[test]
fn each_tag_has_a_page_in_each_language_that_uses_it() {
    let site = Site::copy_of("editions");
    let published = site.build();
    is_sound(&published);
    let article = "fr/emprunter/renouveler-un-pret/index.html";
    let tags = |path: &str| -> Vec<(String, String)> {
        let page = published.page(path);
        let links = select(&page, "main .tags a[href], .tags a[href]");
        links
            .iter()
            .map(|link| (words(link), published.follow(path, &attr(link, "href"))))
            .collect()
    };
    let own = tags(article);
    let mut names: Vec<&str> = own.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Koha", "Prêts"]);
    for (_, tag) in &own {
        let leads = attrs(&published.page(tag), "main a[href]", "href");
        let leads: Vec<String> = leads.iter().map(|href| published.follow(tag, href)).collect();
        assert!(leads.contains(&article.to_owned()), "{tag} lists {leads:?}");
        assert!(leads.iter().all(|to| to.starts_with("fr/")), "{tag} lists {leads:?}");
    }
    let english = tags("en/borrowing/renew/index.html");
    assert_eq!(english.len(), 2);
    assert!(english.iter().all(|(_, path)| path.starts_with("en/")), "{english:?}");
}

#[test]
fn tags_that_differ_by_accents_or_signs_keep_apart_or_are_refused() {
    let site = Site::small();
    site.write("content/fr/t1.md", "+++\ntitle = \"Un\"\ntags = [\"C++\", \"prêt\"]\n+++\nT.\n");
    site.write(
        "content/fr/t2.md",
        "+++\ntitle = \"Deux\"\ntags = [\"C#\", \"PEB & co\", \"../x\", \"日本\"]\n+++\nT.\n",
    );
    let run = site.run(&crate::site::build_args(&[]));
    if run.code == 0 {
        let published = Published::read(&site.path("public"), "https://aide.example.ca/");
        is_sound(&published);
        let of = |path: &str| -> Vec<String> {
            let links = attrs(&published.page(path), ".tags a[href]", "href");
            links.iter().map(|href| published.follow(path, href)).collect()
        };
        let (one, two) = (of("fr/t1/index.html"), of("fr/t2/index.html"));
        assert_eq!((one.len(), two.len()), (2, 4));
        assert!(!two.contains(&one[0]), "C++ and C# share a page");
    } else {
        assert_eq!(run.code, 1, "{run}");
    }
}

#[test]
fn related_articles_are_those_given_in_the_order_given() {
    let site = sorted();
    site.write(
        "content/fr/sec/f0.md",
        "+++\ntitle = \"Zotero\"\nrelated = [\"sec/f3\", \"good\"]\n+++\nT.\n",
    );
    let published = site.build();
    let path = "fr/sec/f0/index.html";
    let found = attrs(&published.page(path), "aside a[href]", "href");
    let found: Vec<String> = found.iter().map(|href| published.follow(path, href)).collect();
    assert_eq!(found, ["fr/sec/f3/index.html", "fr/good/index.html"]);
}

#[test]
fn related_articles_are_never_in_another_language() {
    let site = crate::repeatable::large();
    let published = site.build();
    let mut n_related = 0;
    for path in published.pages().filter(|path| path.len() > 4 && *path != "index.html") {
        let lang = &path[..3];
        for href in attrs(&published.page(path), "aside.related a[href]", "href") {
            let to = published.follow(path, &href);
            assert!(to.starts_with(lang), "{path} relates to {to}");
            assert_ne!(to, path);
            n_related += 1;
        }
    }
    assert!(n_related > 15, "related articles are computed: {n_related}");
}

#[test]
fn an_unknown_related_article_is_reported_at_its_place() {
    let site = Site::small();
    site.write(
        "content/fr/r.md",
        "+++\ntitle = \"R\"\nrelated = [\n  \"good\",\n  \"goood\",\n]\n+++\nT.\n",
    );
    let problems = site.warnings();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert_eq!((problems[0].line, problems[0].column), (5, 3), "{problems:#?}");
    assert!(problems[0].text.contains("good"));
}

#[test]
fn a_tag_without_a_letter_is_refused_and_the_same_tag_names_its_editions() {
    let site = Site::small();
    for lang in ["fr", "en"] {
        let text = "+++\ntitle = \"T\"\ntags = [\"Koha\", \"C++\", \"C#\"]\n+++\nT.\n";
        site.write(&format!("content/{lang}/t.md"), text);
    }
    let published = site.build();
    is_sound(&published);
    for slug in ["koha", "c", "c-2"] {
        let editions = published.editions(&format!("fr/tags/{slug}/index.html"));
        assert!(editions["en-CA"].ends_with(&format!("/en/tags/{slug}/")), "{editions:?}");
        assert!(editions["x-default"].ends_with(&format!("/fr/tags/{slug}/")), "{editions:?}");
    }
    assert!(published.text("index.md").contains("/en/index.md"));
    let site = Site::small();
    site.write("content/fr/u.md", "+++\ntitle = \"T\"\ntags = [\"!?\"]\n+++\nT.\n");
    site.is_refused("bad-tag", &["content/fr/u.md"]);
}

#[test]
fn a_menu_of_very_many_sections_lists_sixty_and_the_open_one() {
    let site = Site::small();
    for n in 0..70 {
        site.write(&format!("content/fr/s{n:02}/a.md"), "# A\n\nTexte.\n");
    }
    let published = site.build();
    for (path, has_last) in [("fr/s00/a/index.html", false), ("fr/s69/a/index.html", true)] {
        let links = attrs(&published.page(path), "a[href]", "href");
        let is_listed =
            |n: usize| links.iter().any(|href| href.ends_with(&format!("/fr/s{n:02}/")));
        let n_listed = (0..70).filter(|n| is_listed(*n)).count();
        assert!((60..=62).contains(&n_listed), "{path}: {n_listed}");
        assert_eq!(is_listed(69), has_last, "{path}");
    }
}
