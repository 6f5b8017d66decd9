//! Ways to write the same article, and folders with less than usual in them.

use std::collections::BTreeMap;

use crate::inspect::is_sound;
use crate::published::{Published, attrs, texts};
use crate::site::{Problem, Site, build_args};

fn files(front: &str) -> BTreeMap<String, Vec<u8>> {
    let site = Site::small();
    site.write("content/fr/x.md", front);
    site.build().files
}

const TOML: &str = "+++\ntitle = \"Un : titre\"\ndescription = \"D'ici\"\nslug = \"la-bas\"\ntags = [\"a\", \"b\"]\nquestions = [\"pourquoi?\"]\nweight = 3\ndate = 2026-01-02\nupdated = 2026-02-03\naliases = [\"/fr/vieux/\"]\nowner = \"Moi\"\nfeeds = true\n\n[extra]\nkey = 4\n+++\nTexte.\n";
const YAML: &str = "---\ntitle: \"Un : titre\"\ndescription: D'ici\nslug: la-bas\ntags: [a, b]\nquestions:\n  - pourquoi?\nweight: 3\ndate: 2026-01-02\nupdated: 2026-02-03\naliases:\n- /fr/vieux/\nowner: Moi\nfeeds: true\nextra:\n  key: 4\n---\nTexte.\n";

#[test]
fn yaml_and_toml_front_matter_make_the_same_site() {
    let toml = files(TOML);
    assert!(toml.contains_key("fr/la-bas/index.html"));
    assert!(toml.contains_key("fr/vieux/index.html"));
    let yaml = files(YAML);
    for (path, bytes) in &toml {
        assert!(yaml.get(path) == Some(bytes), "{path} differs");
    }
    assert_eq!(toml.len(), yaml.len());
}

#[test]
fn a_byte_order_mark_and_line_ends_have_no_effect() {
    let plain = "+++\ntitle = \"T\"\n+++\n# Autre\n\nUne ligne\nsuivie.\n\n- un\n- deux\n\n```\ncode\n  là\n```\n\n:::note Titre\nTexte.\n:::\n";
    let expected = files(plain);
    let crlf = plain.replace('\n', "\r\n");
    let marked = format!("\u{feff}{plain}");
    let both = format!("\u{feff}{crlf}");
    let cr = plain.replace('\n', "\r");
    for (name, text) in [("CRLF", crlf), ("BOM", marked), ("BOM and CRLF", both), ("CR", cr)] {
        let found = files(&text);
        for (path, bytes) in &expected {
            let (one, two) = (
                String::from_utf8_lossy(bytes),
                found.get(path).map(|bytes| String::from_utf8_lossy(bytes)),
            );
            assert_eq!(Some(one), two, "{name}: {path}");
        }
    }
}

#[test]
fn places_are_right_behind_a_mark_and_carriage_returns() {
    let site = Site::small();
    site.write("content/fr/x.md", "\u{feff}# T\r\n\r\nÉté [x](rien.md)\r\n");
    let problems = site.refused();
    assert_eq!((problems[0].line, problems[0].column), (3, 5), "{problems:#?}");
}

#[test]
fn an_article_without_front_matter_takes_its_first_heading_as_title() {
    let site = Site::small();
    site.write("content/fr/x.md", "# Un *beau* titre\n\nTexte.\n\n## Suite\n");
    let published = site.build();
    let page = published.page("fr/x/index.html");
    assert_eq!(texts(&page, "h1"), ["Un beau titre"]);
    assert!(texts(&page, "title").concat().starts_with("Un beau titre"));
    assert_eq!(texts(&page, "main h2")[0], "Suite");
}

#[test]
fn a_title_in_the_front_matter_is_not_shown_twice() {
    let site = Site::small();
    site.write("content/fr/x.md", "+++\ntitle = \"Le titre\"\n+++\n# Le titre\n\nTexte.\n");
    assert_eq!(texts(&site.build().page("fr/x/index.html"), "h1"), ["Le titre"]);
}

#[test]
fn an_article_without_any_title_is_refused_by_name() {
    let site = Site::small();
    site.write("content/fr/x.md", "Juste du texte.\n");
    let problems = site.refused();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert_eq!(problems[0].path, "content/fr/x.md");
}

#[test]
fn a_section_without_an_index_is_a_page_all_the_same() {
    let site = Site::small();
    site.write("content/fr/aide/ici/x.md", "# Article\n");
    let published = site.build();
    is_sound(&published);
    for path in ["fr/aide/index.html", "fr/aide/ici/index.html", "fr/aide/ici/x/index.html"] {
        assert!(published.has(path), "{path}");
    }
}

#[test]
fn a_folder_with_content_only_builds() {
    let site = Site::empty();
    site.write("content/fr/x.md", "# Bonjour\n\n[y](y.md)\n").write("content/fr/y.md", "# Y\n");
    site.write("content/en/x.md", "# Hello\n");
    let run = site.run(&build_args(&["--base-url", "https://aide.example.ca/"]));
    assert_eq!(run.code, 0, "{run}");
    let published = Published::read(&site.path("public"), "https://aide.example.ca/");
    is_sound(&published);
    assert!(published.editions("fr/x/index.html").contains_key("en-CA"));
    let run = site.run(&build_args(&[]));
    assert_eq!(run.code, 0, "{run}");
}

#[test]
fn a_site_of_one_language_builds() {
    let site = Site::empty();
    site.write("guichet.toml", "title = \"T\"\nbase_url = \"https://aide.example.ca/\"\ndefault_language = \"fr\"\n\n[languages.fr]\n");
    site.write("content/fr/x.md", "# Bonjour\n");
    let published = site.build();
    is_sound(&published);
    assert_eq!(attrs(&published.page("fr/x/index.html"), "html", "lang"), ["fr-CA"]);
}

#[test]
fn a_language_without_a_single_article_builds() {
    let site = Site::small();
    site.remove("content/en");
    let published = site.build();
    is_sound(&published);
    assert!(published.has("en/index.html"), "the home page of the language that is declared");
}

#[test]
fn an_unknown_key_of_the_front_matter_is_a_warning_with_the_nearest() {
    let site = Site::small();
    site.write("content/fr/x.md", "+++\ntitle = \"T\"\ndescripton = \"D\"\n+++\nT.\n");
    site.write("content/fr/y.md", "---\ntitle: T2\nwieght: 3\n---\nT.\n");
    let problems = site.warnings();
    assert_eq!(problems.len(), 2, "{problems:#?}");
    assert!(
        problems[0].text.contains("“description”") || problems[0].text.contains("`description`"),
        "{problems:#?}"
    );
    assert_eq!((problems[0].line, problems[0].column), (3, 1));
    assert!(problems[1].text.contains("weight"), "{problems:#?}");
    assert_eq!((problems[1].line, problems[1].column), (3, 1));
}

/// What a build says, however it ends.
fn said(site: &Site) -> Vec<Problem> {
    let mut problems = site.run(&build_args(&["--format", "json"])).problems();
    problems.retain(|problem| problem.severity == "error");
    problems
}

/// Front matter that is let through, in TOML and in YAML.
fn let_through(cases: &[(&str, u64)]) -> Vec<String> {
    let mut through = Vec::new();
    for (front, line) in cases {
        let yaml = front.replace(" = ", ": ");
        for text in [format!("+++\n{front}\n+++\nT.\n"), format!("---\n{yaml}\n---\nT.\n")] {
            let site = Site::small();
            site.write("content/fr/x.md", &text);
            let is_there = |p: &Problem| p.path == "content/fr/x.md" && p.line == *line;
            if !said(&site).iter().any(is_there) {
                through.push(text);
            }
        }
    }
    through
}

#[test]
fn a_wrong_value_is_refused_with_its_place() {
    let cases = [
        ("title = \"T\"\nweight = \"x\"", 3),
        ("title = \"T\"\ndraft = \"yes\"", 3),
        ("title = \"T\"\naudience = \"nobody\"", 3),
        ("title = \"T\"\nextra = 3", 3),
        ("title = \"T\"\nupdated = true", 3),
        ("title = \"T\"\ntitle = \"U\"", 3),
        ("title = \"T\"\naliases = [[]]", 3),
        ("title = \"T\"\nslug = \"a/b\"", 3),
        ("title = \"T\"\nslug = \"..\"", 3),
        ("title = \"T\"\nslug = \"\"", 3),
        ("title = \"\"", 2),
        ("title = \"T\"\nid = \"../x\"", 3),
        ("title = \"T\"\nid = \"/x\"", 3),
    ];
    assert_eq!(let_through(&cases), Vec::<String>::new());
}

#[test]
fn a_number_for_a_text_and_a_text_for_a_list_are_refused() {
    let cases = [
        ("title = 4", 2),
        ("title = \"T\"\ntags = \"a\"", 3),
        ("title = \"T\"\nquestions = [1, 2]", 3),
    ];
    assert_eq!(let_through(&cases), Vec::<String>::new());
}

#[test]
fn a_language_without_interface_strings_is_named_by_check_alone() {
    let site = Site::small();
    let config = site.read("guichet.toml");
    site.write("guichet.toml", format!("{config}\n[languages.es]\nname = \"Español\"\n"));
    site.write("content/es/hola.md", "+++\ntitle = \"Hola\"\n+++\nTexto.\n");
    site.build_with(&["--strict"]);
    let said = site.run(&["check", "--lang", "en", "--format", "short"]);
    assert!(said.stdout.contains("G0609"), "{}", said.stdout);
    site.write("i18n/es.ftl", "menu = Menú\n");
    let said = site.run(&["check", "--lang", "en", "--format", "short"]);
    assert!(!said.stdout.contains("G0609"), "{}", said.stdout);
}
