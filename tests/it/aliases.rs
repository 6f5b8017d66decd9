//! Old addresses: a page that leads to the new one, and what is refused.

#![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

use crate::inspect::is_sound;
use crate::published::{Published, attr, attrs, select};
use crate::site::Site;

fn with_aliases(aliases: &str) -> Site {
    let site = Site::small();
    site.write(
        "content/fr/new.md",
        format!("+++\ntitle = \"Neuf\"\naliases = [{aliases}]\n+++\nTexte.\n"),
    );
    site
}

fn leads(site: &Published, path: &str) -> String {
    let page = site.page(path);
    let refresh = select(&page, "meta[http-equiv=refresh i]");
    assert_eq!(refresh.len(), 1, "{path}");
    let content = attr(&refresh[0], "content");
    let (delay, url) = content.split_once("url=").unwrap();
    assert_eq!(delay.trim_end_matches([';', ' ', ',']), "0");
    site.follow(path, url)
}

#[test]
fn an_alias_is_a_page_that_leads_to_the_article() {
    let site = with_aliases("\"/fr/old/\", \"/vieux/page.html\", \"/fr/ancien\"");
    let published = site.build();
    is_sound(&published);
    for path in ["fr/old/index.html", "vieux/page.html", "fr/ancien/index.html"] {
        assert_eq!(leads(&published, path), "fr/new/index.html", "{path}");
        let page = published.page(path);
        let canonical = attrs(&page, "link[rel=canonical]", "href");
        assert_eq!(canonical, ["https://aide.example.ca/fr/new/"], "{path}");
        let links = attrs(&page, "a[href]", "href");
        assert!(links.iter().any(|href| published.follow(path, href) == "fr/new/index.html"));
        assert!(!attrs(&page, "meta[name=robots]", "content").is_empty(), "{path} is not indexed");
        assert!(!published.text("sitemap.xml").contains("old"));
    }
}

#[test]
fn an_alias_over_a_page_is_refused_and_names_both() {
    with_aliases("\"/fr/good/\"")
        .is_refused("alias-over-page", &["content/fr/new.md", "content/fr/good.md"]);
    with_aliases("\"/en/\"").is_refused("alias-over-page", &["content/fr/new.md"]);
    with_aliases("\"/fr/good/index.html\"").is_refused("alias-over-page", &["content/fr/new.md"]);
}

#[test]
fn an_alias_in_other_letters_over_a_page_is_refused() {
    with_aliases("\"/FR/Good/\"").is_refused_naming(&["content/fr/new.md", "content/fr/good.md"]);
}

#[test]
fn an_alias_of_two_articles_is_refused_and_names_both() {
    let site = with_aliases("\"/fr/old/\"");
    site.write(
        "content/fr/other.md",
        "+++\ntitle = \"Autre\"\naliases = [\"/fr/old/\"]\n+++\nT.\n",
    );
    site.is_refused("duplicate-alias", &["content/fr/new.md", "content/fr/other.md"]);
}

#[test]
fn an_alias_given_twice_by_one_article_does_not_break_the_site() {
    let site = with_aliases("\"/fr/old/\", \"/fr/old/\"");
    let run = site.run(&crate::site::build_args(&[]));
    assert!(matches!(run.code, 0 | 1), "{run}");
}

#[test]
fn an_alias_to_itself_is_refused() {
    let problems = with_aliases("\"/fr/new/\"").refused();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert_eq!((problems[0].path.as_str(), problems[0].line), ("content/fr/new.md", 3));
}

#[test]
fn an_alias_off_the_site_is_refused() {
    for alias in [
        "/../x/",
        "../../etc/",
        "/fr/../../x/",
        "https://evil.example/",
        "//evil.example/",
        "",
        "/a/./b/",
        "/fr/%2e%2e/%2e%2e/x/",
        "C:/x/",
        "/fr/\\\\x/",
        "javascript:alert(1)",
        "/fr/a\\u0000b/",
        "/\\\\evil.example/",
    ] {
        let site = with_aliases(&format!("\"{alias}\""));
        let problems = site.refused();
        assert!(
            problems.iter().any(|problem| problem.path == "content/fr/new.md"),
            "{alias}: {problems:#?}"
        );
        assert!(!site.path("public").exists(), "{alias}");
    }
}

#[test]
fn an_alias_over_a_file_of_the_site_is_refused() {
    for alias in ["/sitemap.xml", "/robots.txt", "/404.html", "/doc.pdf", "/", "/llms.txt"] {
        let site = with_aliases(&format!("\"{alias}\""));
        site.write("static/doc.pdf", "PDF");
        let problems = site.refused();
        assert!(
            problems.iter().any(|problem| problem.text.contains("content/fr/new.md")),
            "{alias}: {problems:#?}"
        );
    }
}

#[test]
fn an_alias_below_a_base_with_a_path_leads_below_it() {
    let site = with_aliases("\"/fr/old/\"");
    let published = site.build_with(&["--base-url", "https://x.example/aide/"]);
    assert_eq!(leads(&published, "fr/old/index.html"), "fr/new/index.html");
    is_sound(&published);
}
