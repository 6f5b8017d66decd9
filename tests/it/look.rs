//! The accent, the logo, cards, structured data, the headers of hosts: what a site has
//! for `[theme]` and `[deploy]`.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::inspect::is_sound;
use crate::published::{Published, attrs, select, texts};
use crate::site::{CONFIG, Site, build_args};

/// A site with more in its configuration.
fn site(more: &str) -> Site {
    let site = Site::small();
    site.write("guichet.toml", format!("{CONFIG}\n{more}"));
    site
}

fn style(published: &Published) -> &str {
    let path = published.files.keys().find(|path| path.contains(".css")).unwrap();
    published.text(path)
}

#[test]
fn an_accent_colors_the_style_and_the_browser() {
    let published = site("[theme]\naccent = \"rgb(11 79 138)\"\nradius = 0\n").build();
    is_sound(&published);
    let css = style(&published);
    assert!(css.contains("--band:#0b4f8a;") && css.contains("--round:0px"));
    assert!(css.contains("--link:light-dark(#0b4f8a,#"));
    let page = published.page("fr/good/index.html");
    let colors = attrs(&page, "meta[name=theme-color]", "content");
    assert_eq!(colors.len(), 2);
    assert_eq!(colors[0], "#0b4f8a");
    assert_eq!(select(&page, "[style], style").len(), 0);
}

#[test]
fn an_accent_that_cannot_be_read_is_refused_with_the_nearest_that_can() {
    let site = site("[theme]\naccent = \"#ffcc00\"\n");
    for (lang, words) in [
        ("fr", ["la couleur #ffcc00 ne ressort pas assez", "il faut 4,5", "la plus proche"]),
        ("en", ["the color #ffcc00 does not stand out enough", "4.5 is needed", "the nearest"]),
    ] {
        let run = site.run(&build_args(&["--lang", lang]));
        assert_eq!(run.code, 1, "{run}");
        for word in words {
            assert!(run.stderr.contains(word), "{word}: {run}");
        }
        let at =
            run.stderr.lines().position(|line| line.ends_with("accent = \"#ffcc00\"")).unwrap();
        let lines: Vec<&str> = run.stderr.lines().collect();
        let column = lines[at].chars().count() - "\"#ffcc00\"".chars().count();
        let carets = lines[at + 1].trim_end();
        assert_eq!(carets.chars().position(|c| c == '^'), Some(column), "{run}");
        assert_eq!(carets.matches('^').count(), "\"#ffcc00\"".len(), "{run}");
    }
    // The color that is offered passes.
    let run = site.run(&build_args(&["--lang", "en"]));
    let offered = run.stderr.split("write \"").nth(1).and_then(|rest| rest.get(..7)).unwrap();
    site.write("guichet.toml", format!("{CONFIG}\n[theme]\naccent = \"{offered}\"\n"));
    site.build();
}

#[test]
fn each_color_of_a_pair_is_measured_and_the_check_can_be_turned_off() {
    let pair = "[theme]\naccent = { light = \"#0b4f8a\", dark = \"#0b4f8a\" }\n";
    let problems = site(pair).run(&build_args(&["--format", "json"])).problems();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!((problems[0].name.as_str(), problems[0].line), ("low-contrast", 13));
    assert_eq!(problems[0].column, 38);
    site(&format!("{pair}[checks]\nlow-contrast = \"off\"\n")).build();
}

#[test]
fn a_style_of_the_site_is_measured_too() {
    let site = Site::small();
    site.write("themes/guichet/styles/own.css", ":root {\n  --soft: light-dark(#999, #aaa);\n}\n");
    let problems = site.run(&build_args(&["--format", "json"])).problems();
    assert_eq!(problems.len(), 1, "{problems:?}");
    let problem = &problems[0];
    assert_eq!(
        (problem.name.as_str(), problem.severity.as_str()),
        ("low-contrast-style", "warning")
    );
    assert_eq!(problem.path, "themes/guichet/styles/own.css");
    assert_eq!((problem.line, problem.column), (2, 3));
}

const SVG: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 120 40\"><path d=\"M0 0\"/></svg>";

#[test]
fn a_logo_takes_the_place_of_the_title_and_has_its_size() {
    for (file, is_theirs) in [("static/img/logo.svg", false), ("themes/guichet/logo.svg", true)] {
        let name = if is_theirs { "logo.svg" } else { "img/logo.svg" };
        let site = site(&format!("[theme]\nlogo = \"{name}\"\nfavicon = \"{name}\"\n"));
        site.write(file, SVG);
        let published = site.build();
        is_sound(&published);
        let page = published.page("fr/good/index.html");
        let logo = "header .brand img";
        assert_eq!(attrs(&page, logo, "alt"), ["Bibliothèque du Cégep"]);
        assert_eq!(attrs(&page, logo, "width"), ["120"]);
        assert_eq!(attrs(&page, logo, "height"), ["40"]);
        let src = attrs(&page, logo, "src").remove(0);
        assert_eq!(published.text(&published.follow("fr/good/index.html", &src)), SVG);
        assert_eq!(src.starts_with("/assets/logo."), is_theirs, "{src}");
        assert_eq!(attrs(&page, "link[rel=icon]", "type"), ["image/svg+xml"]);
    }
    let site = site("[theme]\nlogo = \"logo.svgg\"\nfavicon = \"../x.png\"\n");
    site.write("static/logo.svg", SVG);
    site.is_refused("missing-picture", &["guichet.toml", "logo.svg"]);
}

/// The structured data of a page.
fn data(published: &Published, path: &str) -> Value {
    let page = published.page(path);
    let texts = texts(&page, "script[type='application/ld+json']");
    assert_eq!(texts.len(), 1, "{path}");
    serde_json::from_str(&texts[0]).unwrap_or_else(|error| panic!("{error}: {}", texts[0]))
}

fn node<'v>(data: &'v Value, kind: &str) -> &'v Value {
    let graph = data["@graph"].as_array().unwrap();
    graph.iter().find(|node| node["@type"] == kind).unwrap_or_else(|| panic!("{kind}: {data}"))
}

#[test]
fn structured_data_says_what_the_page_shows() {
    let site = Site::small();
    site.write(
        "content/fr/loans/renew.md",
        "+++\ntitle = \"Comment renouveler?\"\ndate = 2026-01-02\nupdated = 2026-03-04\n+++\n\
         En ligne, en trois gestes.\n\n## Combien de fois?\n\nTrois fois.\n\n## Dans Koha\n\n\
         :::steps\n1. Ouvrez le compte.\n2. Cliquez.\n:::\n",
    );
    site.write("content/en/loans/renew.md", "+++\ntitle = \"How to renew\"\n+++\nOnline.\n");
    let published = site.build();
    is_sound(&published);
    let french = data(&published, "fr/loans/renew/index.html");
    let article = node(&french, "Article");
    assert_eq!(article["headline"], "Comment renouveler?");
    assert_eq!(article["inLanguage"], "fr-CA");
    assert_eq!(article["dateModified"], "2026-03-04");
    let english_url = "https://aide.example.ca/en/loans/renew/";
    assert_eq!(article["workTranslation"][0]["@id"], english_url);
    let crumbs = &node(&french, "BreadcrumbList")["itemListElement"];
    assert_eq!(crumbs[0]["item"], "https://aide.example.ca/fr/");
    assert_eq!(crumbs[2]["name"], "Comment renouveler?");
    let questions = &node(&french, "FAQPage")["mainEntity"];
    assert_eq!(questions[0]["acceptedAnswer"]["text"], "En ligne, en trois gestes.");
    assert_eq!(questions[1]["name"], "Combien de fois?");
    assert_eq!(questions[1]["acceptedAnswer"]["text"], "Trois fois.");
    assert_eq!(node(&french, "HowTo")["step"][1]["text"], "Cliquez.");
    let english = data(&published, "en/loans/renew/index.html");
    let original = &node(&english, "Article")["translationOfWork"];
    assert_eq!(original["@id"], "https://aide.example.ca/fr/loans/renew/");
    assert_eq!(original["inLanguage"], "fr-CA");
    node(&data(&published, "fr/index.html"), "WebSite");
    node(&data(&published, "fr/loans/index.html"), "CollectionPage");
}

#[test]
fn hostile_titles_stay_in_the_data() {
    let titles = [
        "</script><script>alert(1)</script>",
        "<!-- <script> -->",
        "]]> & &amp; \\u003c/script \" ' \\",
        "é \u{202e} 図",
    ];
    let site = Site::small();
    for (idx, title) in titles.iter().enumerate() {
        let quoted = serde_json::to_string(title).unwrap();
        site.write(
            &format!("content/fr/t{idx}.md"),
            format!("+++\ntitle = {quoted}\n+++\n## {title}?\n\n`{title}`\n"),
        );
    }
    let published = site.build();
    is_sound(&published);
    for idx in 0..titles.len() {
        let path = format!("fr/t{idx}/index.html");
        let page = published.page(&path);
        let shown = texts(&page, "h1").concat();
        let data = data(&published, &path);
        assert_eq!(node(&data, "Article")["headline"], shown.trim(), "{path}");
        assert_eq!(select(&page, "script:not([src])").len(), 1, "{path}");
    }
}

#[test]
fn pages_for_staff_and_pages_that_nobody_lists_have_no_data() {
    let site = Site::small();
    site.write("content/fr/staff.md", "+++\ntitle = \"S\"\naudience = \"staff\"\n+++\nT.\n");
    let published = site.build();
    for path in ["fr/staff/index.html", "404.html"] {
        assert_eq!(select(&published.page(path), "script[type='application/ld+json']").len(), 0);
    }
}

#[test]
fn each_page_has_its_card_and_a_second_build_draws_none() {
    let site = site("[theme]\ncards = true\n");
    let published = site.build();
    is_sound(&published);
    let mut urls = BTreeSet::new();
    for path in ["fr/good/index.html", "en/good/index.html", "fr/index.html"] {
        let page = published.page(path);
        let url = attrs(&page, "meta[property='og:image']", "content").remove(0);
        let file = url.strip_prefix("https://aide.example.ca/").unwrap().to_owned();
        let png = &published.files[&file];
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        assert_eq!(png[16..24], [0, 0, 4, 176, 0, 0, 2, 118], "1200 × 630");
        for (name, value) in [("width", "1200"), ("height", "630"), ("type", "image/png")] {
            let selector = format!("meta[property='og:image:{name}']");
            assert_eq!(attrs(&page, &selector, "content"), [value]);
        }
        assert!(!attrs(&page, "meta[property='og:image:alt']", "content")[0].is_empty());
        assert_eq!(attrs(&page, "meta[name='twitter:card']", "content"), ["summary_large_image"]);
        urls.insert(file);
    }
    assert_eq!(urls.len(), 3, "each has its own");
    let root = published.page("index.html");
    assert_eq!(attrs(&root, "meta[property='og:image']", "content").len(), 1);
    let old = std::fs::metadata(site.root().join("public").join(urls.first().unwrap())).unwrap();
    site.write("content/fr/other.md", "# Autre\n\nTexte.\n");
    let again = site.build();
    assert!(again.files.len() > published.files.len());
    let new = std::fs::metadata(site.root().join("public").join(urls.first().unwrap())).unwrap();
    assert_eq!(old.modified().unwrap(), new.modified().unwrap(), "kept, not drawn again");
    site.write("guichet.toml", CONFIG);
    let without = site.build();
    assert!(!without.files.keys().any(|path| path.contains(".png")));
    assert!(!without.text("fr/good/index.html").contains("og:image"));
}

#[test]
fn a_file_in_the_place_of_the_cards_is_refused() {
    let site = site("[theme]\ncards = true\n");
    site.write("static/assets/cards", "x");
    site.is_refused("static-clash", &["static/assets/cards"]);
}

#[test]
fn headers_of_hosts_are_written_when_asked_and_are_no_pages() {
    let names = ["_headers", "_headers.apache.conf", "_headers.nginx.conf"];
    let without = Site::small().build();
    assert!(names.iter().all(|name| !without.has(name)));
    let site = site("[deploy]\nheaders = true\n");
    let published = site.build();
    is_sound(&published);
    let page = published.page("fr/good/index.html");
    let policy = "meta[http-equiv=Content-Security-Policy]";
    let policy = attrs(&page, policy, "content").remove(0);
    for name in names {
        let text = published.text(name);
        assert!(text.contains(&policy), "{name} says what the page says: {text}");
        assert!(text.contains("frame-ancestors 'self'"), "{text}");
        assert!(!published.text("sitemap.xml").contains(name));
        assert!(!published.text("llms.txt").contains(name));
    }
    // A site may bring its own.
    site.write("static/_headers", "/*\n  X-Own: 1\n");
    assert_eq!(site.build().text("_headers"), "/*\n  X-Own: 1\n");
    let wrong = self::site("[deploy]\nheader = true\n");
    let problems = wrong.run(&build_args(&["--format", "json"])).problems();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].name == "unknown-config-key" && problems[0].text.contains("headers"));
}
