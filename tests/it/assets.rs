//! Images and files: beside the article, in `static/`, and what they may not do.

#![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

use crate::inspect::is_sound;
use crate::published::{Published, attrs, select, texts};
use crate::site::Site;

const SVG: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2" viewBox="0 0 4 2"><path d="M0 0"/></svg>"#;

#[test]
fn an_article_as_a_folder_holds_its_images() {
    let site = Site::small();
    site.write(
        "content/fr/guide/index.md",
        "# Guide\n\n![Un plan](plan.svg)\n\n[le PDF](notes.pdf)\n\n![Deux](images/deux.svg)\n",
    );
    site.write("content/fr/guide/plan.svg", SVG).write("content/fr/guide/images/deux.svg", SVG);
    site.write("content/fr/guide/notes.pdf", "%PDF-1.4 notes");
    let published = site.build();
    is_sound(&published);
    assert!(published.has("fr/guide/index.html"));
    let path = "fr/guide/index.html";
    let page = published.page(path);
    let images = attrs(&page, "main img", "src");
    assert_eq!(images.len(), 2);
    for src in images {
        assert!(published.text(&published.follow(path, &src)).contains("M0 0"), "{src}");
    }
    assert_eq!(attrs(&page, "main img", "alt"), ["Un plan", "Deux"]);
    let links = attrs(&page, "main .content a[href]", "href");
    assert!(
        links
            .iter()
            .any(|href| published.files[&published.follow(path, href)] == b"%PDF-1.4 notes")
    );
}

#[test]
fn an_image_with_a_title_is_a_figure_with_a_caption() {
    let site = Site::small();
    site.write("static/img/x.svg", SVG);
    site.write("content/fr/x.md", "# T\n\n![Autre texte](/img/x.svg \"La *légende*\")\n");
    let published = site.build();
    is_sound(&published);
    let page = published.page("fr/x/index.html");
    assert_eq!(attrs(&page, "main figure img", "alt"), ["Autre texte"]);
    assert_eq!(select(&page, "main figure figcaption").len(), 1);
    assert!(texts(&page, "main figure figcaption").concat().contains("légende"));
}

#[test]
fn files_of_static_are_copied_as_they_are() {
    let site = Site::small();
    site.write("static/CNAME", "aide.example.ca\n").write("static/a/b c/é.txt", "\u{0}\u{1}binary");
    site.write("static/img/x.svg", SVG);
    site.write("content/fr/x.md", "# T\n\n![x](/img/x.svg) [f](</a/b c/é.txt>)\n");
    let published = site.build();
    is_sound(&published);
    assert_eq!(published.text("CNAME"), "aide.example.ca\n");
    assert_eq!(published.text("img/x.svg"), SVG);
    assert!(published.files.values().any(|bytes| bytes == b"\0\x01binary"));
}

#[test]
fn a_static_file_in_the_place_of_a_page_is_refused() {
    for (path, named) in [
        ("static/fr/good/index.html", "content/fr/good.md"),
        ("static/fr/good/index.md", "content/fr/good.md"),
        ("static/sitemap.xml", "sitemap.xml"),
        ("static/index.html", "index.html"),
        ("static/404.html", "404.html"),
    ] {
        let site = Site::small();
        site.write(path, "x");
        site.is_refused("static-clash", &[path, named]);
    }
}

#[test]
fn a_static_file_in_the_place_of_a_folder_is_refused() {
    for path in ["static/fr", "static/fr/good", "static/assets"] {
        let site = Site::small();
        site.write(path, "x");
        let problems = site.refused();
        assert!(
            problems.iter().any(|problem| problem.text.contains(path)),
            "{path}: {problems:#?}"
        );
    }
}

#[test]
fn a_web_page_among_the_texts_is_refused() {
    let site = Site::small();
    site.write("content/fr/guide/index.md", "# Guide\n\nTexte.\n");
    for path in ["content/fr/guide/x.html", "content/en/y.XHTML"] {
        site.write(path, "<script>1</script>");
    }
    let problems = site.refused();
    assert_eq!(problems.len(), 2, "{problems:#?}");
    assert!(problems.iter().all(|problem| problem.code == "G0708"), "{problems:#?}");
}

#[test]
fn a_file_in_other_letters_is_reported_with_the_right_ones() {
    let site = Site::small();
    site.write("static/img/Plan.svg", SVG);
    site.write("content/fr/x.md", "# T\n\n![x](/img/plan.svg)\n\n[y](Good.md)\n");
    let problems = site.refused();
    assert_eq!(problems.len(), 2, "{problems:#?}");
    assert!(problems[0].text.contains("\"actual\":\"/img/Plan.svg\""), "{problems:#?}");
    assert!(problems[1].text.contains("good.md"), "{problems:#?}");
}

#[test]
fn a_suggestion_is_written_as_the_author_would() {
    let site = Site::small();
    site.write("static/img/plan.svg", SVG).write("content/fr/spaces/hours.md", "# H\n\nT.\n");
    let text =
        "# T\n\n![x](/img/plann.svg)\n\n[y](../spaces/houres.md)\n\n[z](/spaces/houres.md)\n";
    site.write("content/fr/loans/x.md", text);
    let problems = site.refused();
    for (problem, near) in
        problems.iter().zip(["/img/plan.svg", "../spaces/hours.md", "/spaces/hours.md"])
    {
        assert!(problem.text.contains(&format!("\"nearest\":\"{near}\"")), "{problem:#?}");
    }
    assert_eq!(problems.len(), 3, "{problems:#?}");
}

#[test]
fn a_path_that_leaves_the_site_is_refused_and_copies_nothing() {
    let site = Site::small();
    std::fs::write(site.path("../secret.svg"), "SECRETCANARY").unwrap();
    site.write("content/fr/x.md", "# T\n\n![x](../../../secret.svg)\n\n[y](../../guichet.toml)\n\n{{ include \"../../guichet.toml\" }}\n");
    let problems = site.refused();
    let mut lines: Vec<u64> = problems.iter().map(|problem| problem.line).collect();
    lines.dedup();
    assert_eq!(lines, [3, 5, 7], "{problems:#?}");
}

#[test]
fn a_theme_is_overridden_file_by_file() {
    let site = Site::small();
    site.write("themes/guichet/templates/404.html", "{% extends \"base.html\" %}{% block main %}<h1 id=\"g-title\">MINE</h1>{% endblock main %}");
    site.write("i18n/fr.ftl", "skip-link = Sauter par-dessus\n");
    let published = site.build();
    assert!(published.text("404.html").contains("MINE"));
    let skip = |path: &str| texts(&published.page(path), "a.skip").concat();
    assert_eq!(skip("fr/good/index.html"), "Sauter par-dessus");
    assert_eq!(skip("en/good/index.html"), "Skip to content");
    is_sound(&published);
}

#[test]
fn styles_and_scripts_carry_a_print_of_their_content() {
    let published: Published = Site::small().build();
    let page = published.page("fr/good/index.html");
    let assets =
        [attrs(&page, "link[rel=stylesheet]", "href"), attrs(&page, "script[src]", "src")].concat();
    assert!(assets.len() >= 2, "{assets:?}");
    for asset in assets {
        let path = published.follow("fr/good/index.html", &asset);
        assert!(path.starts_with("assets/"), "{path}");
        let print = path
            .split(['.', '-'])
            .any(|part| part.len() >= 8 && part.chars().any(|c| c.is_ascii_digit()));
        assert!(print, "{path}");
    }
}

#[test]
fn a_file_in_the_place_of_one_of_the_theme_is_refused() {
    let published = Site::small().build();
    let theirs = published.files.keys().find(|path| path.starts_with("assets/")).unwrap();
    for path in [format!("static/{theirs}"), format!("static/{theirs}/x.txt")] {
        let site = Site::small();
        site.write(&path, "x");
        site.is_refused("static-clash", &[&path]);
    }
}
