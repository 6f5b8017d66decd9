//! Pages of the sample site, with a theme that shows the values and with the
//! built-in one.

use std::borrow::Cow;
use std::collections::BTreeMap;

use scraper::{Html, Selector};

use crate::base::{Artifacts, Content, Gather, OutputPath, Sources};
use crate::config::Settings;
use crate::diag::Diagnostic;
use crate::files::Memory;
use crate::render::sample::{DEPOT, long_site, settings, site};
use crate::render::{RenderContext, render};
use crate::site::Site;
use crate::theme::{self, Builtin, Theme};

const BASE: &str = "<pre>\n{{ lang.code }} {{ site.url }} {{ site.tags_url or '-' }} {{ site.feed_url }} {{ site.theme.accent }}\n\
    {{ page.kind }} | {{ page.title }} | {{ page.url }} | {{ page.canonical }} | {{ page.markdown_url or '-' }}\n\
    indexed {{ page.is_indexed }} {{ page.audience }}\n\
    {% for a in page.alternates %}alt {{ a.tag }} {{ a.url }} {{ a.is_current }} {{ a.is_missing }}\n{% endfor %}\
    {% for h in page.hreflang %}edition {{ h.tag }} {{ h.href }}\n{% endfor %}\
    {% for o in page.outline %}outline {{ o.level }} {{ o.id }} {% for code, twin in o.twins %}{{ code }}={{ twin }}{% endfor %}\n{% endfor %}\
    {% for b in page.breadcrumbs %}above {{ b.title }} {{ b.url }}\n{% endfor %}\
    {% for n in nav %}nav {{ n.title }} {{ n.url }} {{ n.is_open }} {{ n.more }}\n\
    {% for c in n.children %}in {{ c.url }} {{ c.lang.tag or '-' }}\n{% endfor %}{% endfor %}\
    {% for r in page.related %}related {{ r.url }}\n{% endfor %}\
    {% if page.previous %}previous {{ page.previous.url }}\n{% endif %}{% if page.next %}next {{ page.next.url }}\n{% endif %}\
    {% for s in page.sections %}section {{ s.title }} {{ s.n_articles }} {{ s.children | length }}\n{% endfor %}\
    {% for c in page.children %}child {{ c.url }} {{ c.lang.name or '-' }}\n{% endfor %}\
    {% for e in page.entries %}entry {{ e.url }}\n{% endfor %}\
    {% for t in page.all_tags %}tag {{ t.name }} {{ t.url }} {{ t.n }}\n{% endfor %}\
    {% for l in page.letters %}letter {{ l.initial }} {{ l.id }} {{ l.url or '-' }} {{ l.entries | length }}\n\
    {% for e in l.entries %}subject {{ e.name }} {{ e.url or '-' }} {{ e.articles | length }}\n{% endfor %}{% endfor %}\
    {% for a in page.asked %}asked {{ a.url }}\n{% endfor %}\
    {% if page.lead %}lead {{ page.lead }}\n{% endif %}\
    {% for t in page.tags %}tagged {{ t.name }} {{ t.url }}\n{% endfor %}\
    {% if page.updated %}updated {{ page.updated.iso }} {{ page.updated.text }}\n{% endif %}\
    </pre>{{ page.content }}{% block more %}{% endblock %}";

fn plain_theme() -> Builtin {
    let mut files: BTreeMap<String, Cow<'static, [u8]>> = BTreeMap::new();
    let mut add = |name: &str, text: &str| {
        files.insert(format!("templates/{name}.html"), Cow::Owned(text.as_bytes().to_vec()));
    };
    add("base", BASE);
    for name in ["root", "home", "section", "article", "tag", "tags", "index", "404"] {
        add(name, "{% extends 'base.html' %}");
    }
    add("guide", "{% extends 'base.html' %}{% block more %}guide{% endblock %}");
    add("redirect", "{{ target }} {{ canonical }} {{ lang.tag }}");
    let strings = [
        ("fr", "tags-title = Étiquettes\nindex-title = Index\n"),
        ("en", "tags-title = Tags\nindex-title = Index\n"),
    ];
    let strings = strings.iter().map(|(code, text)| ((*code).to_owned(), (*text).to_owned()));
    Builtin { files, strings: strings.collect() }
}

fn load(builtin: &Builtin, settings: &Settings) -> Theme {
    let mut sources = Sources::default();
    sources.add("guichet.toml");
    theme::load_over(builtin, &Memory::default(), settings, &mut sources).unwrap().value
}

fn make(site: &Site) -> (Artifacts, Vec<Diagnostic>) {
    let settings = settings();
    make_with(site, &settings, &load(&plain_theme(), &settings))
}

fn make_with(site: &Site, settings: &Settings, theme: &Theme) -> (Artifacts, Vec<Diagnostic>) {
    let gather = Gather::default();
    let ctx = RenderContext { site, settings, theme, depot: &*DEPOT };
    let diagnostics = render(&ctx, &gather).unwrap();
    (gather.into_artifacts(), diagnostics)
}

fn read(files: &Artifacts, path: &str) -> String {
    let path = OutputPath::new(path).unwrap();
    match &files.get(&path).unwrap_or_else(|| panic!("{path} is made")).bytes {
        Content::Bytes(bytes) => String::from_utf8(bytes.clone()).unwrap(),
        Content::Copy(from) => format!("copy of {from}"),
    }
}

/// Asserts that the values shown by the theme above hold these lines.
fn has(page: &str, lines: &[&str]) {
    let html = Html::parse_fragment(page);
    let shown = html.select(&Selector::parse("pre").unwrap()).next().unwrap();
    let page: String = shown.text().collect();
    for line in lines {
        assert!(page.lines().any(|found| found == *line), "{line:?} is in\n{page}");
    }
}

#[test]
fn an_article_shows_what_the_contract_says() {
    let (files, diagnostics) = make(&site());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let page = read(&files, "fr/prêts/renouveler/index.html");
    has(
        &page,
        &[
            "fr /aide/fr/ /aide/fr/%C3%A9tiquettes/ /aide/fr/atom.xml teal",
            "article | Renouveler <un> prêt | /aide/fr/pr%C3%AAts/renouveler/ | https://a.example/aide/fr/pr%C3%AAts/renouveler/ | /aide/fr/pr%C3%AAts/renouveler/index.md",
            "indexed true patron",
            "alt fr-CA /aide/fr/pr%C3%AAts/renouveler/ true false",
            "alt en-CA /aide/en/loans/renewals/ false false",
            "edition fr-CA https://a.example/aide/fr/pr%C3%AAts/renouveler/",
            "edition en-CA https://a.example/aide/en/loans/renewals/",
            "edition x-default https://a.example/aide/fr/pr%C3%AAts/renouveler/",
            "outline 2 frais en=fees",
            "outline 2 délais en=delays",
            "above Bibliothèque /aide/fr/",
            "above Section loans /aide/fr/pr%C3%AAts/",
            "nav Section loans /aide/fr/pr%C3%AAts/ true 0",
            "in /aide/fr/pr%C3%AAts/amendes/ -",
            "related /aide/fr/pr%C3%AAts/amendes/",
            "next /aide/fr/pr%C3%AAts/amendes/",
            "tagged Prêt & co /aide/fr/%C3%A9tiquettes/pret-co/",
            "updated 2026-03-01 1er mars 2026",
        ],
    );
}

#[test]
fn links_in_the_text_are_followed_below_the_base_path() {
    let (files, _) = make(&site());
    let page = Html::parse_fragment(&read(&files, "fr/prêts/renouveler/index.html"));
    let links: Vec<(&str, Option<&str>)> = page
        .select(&Selector::parse("p > a").unwrap())
        .map(|link| (link.value().attr("href").unwrap(), link.value().attr("hreflang")))
        .collect();
    assert_eq!(
        links,
        [
            ("/aide/fr/pr%C3%AAts/amendes/#%C3%A9t%C3%A9", None),
            ("/aide/en/loans/renewals/", Some("en-CA")),
            ("https://b.example/?q=a%20b", None),
            ("/aide/fr/pr%C3%AAts/plan.pdf#p=2", None),
            ("#frais", None),
        ]
    );
}

#[test]
fn a_missing_translation_leads_to_the_section_and_is_no_edition() {
    let (files, _) = make(&site());
    let page = read(&files, "fr/prêts/amendes/index.html");
    has(
        &page,
        &[
            "alt en-CA /aide/en/loans/ false true",
            "edition fr-CA https://a.example/aide/fr/pr%C3%AAts/amendes/",
            "edition x-default https://a.example/aide/fr/pr%C3%AAts/amendes/",
        ],
    );
    assert!(!page.contains("edition en-CA"));
    assert!(page.ends_with("guide"), "an article about a chat tool is a guide");
    let english = read(&files, "en/loans/index.html");
    has(
        &english,
        &[
            "child /aide/en/loans/renewals/ -",
            "child /aide/fr/pr%C3%AAts/amendes/ Français",
            "in /aide/fr/pr%C3%AAts/amendes/ fr-CA",
        ],
    );
}

#[test]
fn homes_sections_and_lists_have_their_own_values() {
    let (files, _) = make(&site());
    has(
        &read(&files, "fr/index.html"),
        &[
            "home | Accueil 0 | /aide/fr/ | https://a.example/aide/fr/ | /aide/fr/index.md",
            "edition x-default https://a.example/aide/",
            "section Section loans 3 3",
            "nav Section loans /aide/fr/pr%C3%AAts/ false 0",
        ],
    );
    has(
        &read(&files, "index.html"),
        &[
            "root | Bibliothèque | /aide/ | https://a.example/aide/ | /aide/index.md",
            "edition en-CA https://a.example/aide/en/",
            "edition x-default https://a.example/aide/",
            "alt en-CA /aide/en/ false false",
        ],
    );
    has(
        &read(&files, "fr/étiquettes/pret-co/index.html"),
        &[
            "indexed true patron",
            "entry /aide/fr/pr%C3%AAts/renouveler/",
            "above Étiquettes /aide/fr/%C3%A9tiquettes/",
            "alt en-CA /aide/en/ false true",
        ],
    );
    has(
        &read(&files, "fr/étiquettes/index.html"),
        &[
            "tags | Étiquettes | /aide/fr/%C3%A9tiquettes/ | https://a.example/aide/fr/%C3%A9tiquettes/ | /aide/fr/%C3%A9tiquettes/index.md",
            "tag Prêt & co /aide/fr/%C3%A9tiquettes/pret-co/ 1",
        ],
    );
    has(&read(&files, "404.html"), &["indexed false patron", "alt fr-CA /aide/fr/ false false"]);
    assert_eq!(
        read(&files, "vieux/index.html"),
        "/aide/fr/pr%C3%AAts/renouveler/ https://a.example/aide/fr/pr%C3%AAts/renouveler/ fr-CA"
    );
    assert_eq!(read(&files, "fr/prêts/plan.pdf"), "copy of content/fr/loans/plan.pdf");
}

#[test]
fn an_index_is_one_page_or_one_for_each_letter() {
    let (files, diagnostics) = make(&site());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    has(
        &read(&files, "fr/a-z/index.html"),
        &[
            "index | Index | /aide/fr/a-z/ | https://a.example/aide/fr/a-z/ | /aide/fr/a-z/index.md",
            "indexed true patron",
            "letter P p - 1",
            "subject Prêt & co /aide/fr/%C3%A9tiquettes/pret-co/ 1",
            "subject S - 1",
            "alt en-CA /aide/en/a-z/ false false",
            "edition en-CA https://a.example/aide/en/a-z/",
        ],
    );
    assert_eq!(
        read(&files, "fr/a-z/index.md"),
        "# Index\n\n## P\n\n\
         - [Prêt & co](https://a.example/aide/fr/%C3%A9tiquettes/pret-co/index.md)\n  \
         - [Renouveler <un> prêt](https://a.example/aide/fr/pr%C3%AAts/renouveler/index.md)\n\n\
         ## S\n\n\
         - [Renouveler <un> prêt](https://a.example/aide/fr/pr%C3%AAts/renouveler/index.md)\n"
    );
    let split = read(&files, "en/a-z/index.html");
    has(&split, &["letter P p /aide/en/a-z/p/ 0", "letter S s /aide/en/a-z/s/ 0"]);
    assert_eq!(
        read(&files, "en/a-z/index.md"),
        "# Index\n\n- [P](https://a.example/aide/en/a-z/p/index.md)\n\
         - [S](https://a.example/aide/en/a-z/s/index.md)\n"
    );
    has(
        &read(&files, "en/a-z/s/index.html"),
        &[
            "index | S | /aide/en/a-z/s/ | https://a.example/aide/en/a-z/s/ | /aide/en/a-z/s/index.md",
            "indexed false patron",
            "above Index /aide/en/a-z/",
            "subject S - 1",
            "alt fr-CA /aide/fr/a-z/ false false",
        ],
    );
}

#[test]
fn a_home_puts_questions_forward_and_a_text_has_its_lead() {
    let (files, _) = make(&site());
    has(&read(&files, "fr/index.html"), &["asked /aide/fr/pr%C3%AAts/renouveler/"]);
    let page = read(&files, "fr/prêts/amendes/index.html");
    has(&page, &["lead Résumé de loans/fines"]);
    let mut site = site();
    site.articles[1].meta.description = "Un lien, rien de plus".to_owned();
    site.articles[1].text.facts.first_paragraph =
        Some("Rien de plus qu'un LIEN, c'est tout.".to_owned());
    let page = read(&make(&site).0, "fr/prêts/amendes/index.html");
    assert!(!page.contains("lead "), "{page}");
}

#[test]
fn staff_pages_are_not_indexed_and_name_themselves() {
    let (files, _) = make(&site());
    let page = read(&files, "fr/prêts/personnel/index.html");
    let url = "https://a.example/aide/fr/pr%C3%AAts/personnel/";
    let lines = [format!("edition fr-CA {url}"), format!("edition x-default {url}")];
    has(&page, &["indexed false staff", &lines[0], &lines[1]]);
}

#[test]
fn navigation_lists_at_most_sixty_articles_and_counts_the_rest() {
    let (files, _) = make(&long_site(97));
    let page = read(&files, "fr/prêts/x5/index.html");
    has(&page, &["nav Section loans /aide/fr/pr%C3%AAts/ true 40"]);
    assert_eq!(page.lines().filter(|line| line.starts_with("in ")).count(), 60);
}

#[test]
fn pages_are_the_same_on_any_number_of_threads() {
    let (settings, site) = (settings(), long_site(50));
    let theme = load(&plain_theme(), &settings);
    let on = |n_threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
        pool.install(|| make_with(&site, &settings, &theme).0)
    };
    assert_eq!(on(1), on(4));
}

#[test]
fn a_broken_template_is_said_once_with_the_first_page() {
    let mut builtin = plain_theme();
    let text = b"\n{{ page.nope }}".to_vec();
    builtin.files.insert("templates/article.html".to_owned(), Cow::Owned(text));
    let settings = settings();
    let (_, diagnostics) = make_with(&site(), &settings, &load(&builtin, &settings));
    let numbers: Vec<&str> = diagnostics.iter().map(|d| d.code.number).collect();
    assert_eq!(numbers, ["G0601"]);
    assert_eq!(diagnostics[0].related.len(), 1);
    assert_eq!(diagnostics[0].related[0].span.source.0, 1);
}

#[test]
fn an_unknown_template_is_reported_at_the_article() {
    let mut site = site();
    site.articles[1].meta.template = Some("giude".to_owned());
    site.articles[2].meta.template = Some("guide".to_owned());
    let (files, diagnostics) = make(&site);
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code.number, "G0604");
    assert!(read(&files, "fr/prêts/personnel/index.html").ends_with("guide"));
}

#[test]
fn a_file_of_the_site_stands_before_a_made_one() {
    let mut site = site();
    let path = OutputPath::new("robots.txt").unwrap();
    let url = crate::base::UrlPath::file(&path);
    site.assets.push(crate::site::Asset {
        url,
        path: "static/robots.txt".into(),
        source: crate::base::SourceId(0),
        stamp: crate::base::Stamp::default(),
    });
    let (files, _) = make(&site);
    assert_eq!(read(&files, "robots.txt"), "copy of static/robots.txt");
}

#[test]
fn markdown_twins_have_a_title_and_absolute_links() {
    let (files, _) = make(&site());
    assert_eq!(
        read(&files, "fr/prêts/renouveler/index.md"),
        "# Renouveler <un> prêt\n\nAvec \"art\" & soin\n\n## frais\n\n## délais\n\n\
         [lien](https://a.example/aide/fr/pr%C3%AAts/amendes/#%C3%A9t%C3%A9 \"t\")\n\n\
         [lien](https://a.example/aide/en/loans/renewals/)\n\n\
         [lien](https://b.example/?q=a b)\n\n\
         [lien](https://a.example/aide/fr/pr%C3%AAts/plan.pdf#p=2)\n\n\
         [lien](#frais)\n\n[lien](https://a.example/aide/fr/pr%C3%AAts/renouveler/nulle-part.md)\n"
    );
    assert_eq!(
        read(&files, "en/loans/index.md"),
        "# Section loans\n\n\
         - [loans/renewals](https://a.example/aide/en/loans/renewals/index.md): Résumé de loans/renewals\n\
         - [loans/fines](https://a.example/aide/fr/pr%C3%AAts/amendes/index.md): Résumé de loans/fines\n"
    );
    assert!(read(&files, "fr/étiquettes/pret-co/index.md").starts_with("# Prêt & co\n\n- ["));
}

#[test]
fn every_kind_of_page_works_in_the_built_in_theme() {
    let builtin = Builtin::embedded();
    if builtin.files.is_empty() {
        return;
    }
    let (settings, site) = (settings(), site());
    let (files, diagnostics) = make_with(&site, &settings, &load(&builtin, &settings));
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let is_page = |path: &OutputPath| path.as_str().rsplit_once('.').unwrap().1 == "html";
    for (path, _) in files.iter().filter(|(path, _)| is_page(path)) {
        let html = read(&files, path.as_str());
        let page = Html::parse_document(&html);
        assert!(page.errors.is_empty(), "{path}: {:?}", page.errors);
        for (selector, n) in [("html[lang]", 1), ("title", 1), ("main", 1), ("h1", 1)] {
            let found = page.select(&Selector::parse(selector).unwrap()).count();
            assert_eq!(found, n, "{selector} in {path}");
        }
        // A block of data is no script.
        let unsafe_parts = "style, [style], [onclick], script:not([src], [type$='json'])";
        let unsafe_parts = Selector::parse(unsafe_parts).unwrap();
        assert_eq!(page.select(&unsafe_parts).count(), 0, "{path}");
    }
}
