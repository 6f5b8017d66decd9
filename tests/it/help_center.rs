//! What the default theme shows of a site that says how to reach a person, asks
//! for votes and names what is asked most; and what a theme of one file changes.

use crate::published::{Published, attrs, select, texts};
use crate::site::{CONFIG, Site};

const BASE: &str = "https://aide.example.ca/";

const REACHED: &str = r#"
[home]
questions = ["loans/renewals"]

[links]
edit = "https://edit.example/{path}?plain"

[contact]
phone = "{{ phone }}, poste 12"
email = "aide@example.ca"
form = "loans/renewals"

[languages.fr.contact]
chat = "https://chat.example/"

[languages.fr.contact.hours]
"Lundi" = "9 h à 17 h"

[feedback]
endpoint = "https://votes.example/new?site=1"

[variables]
phone = "418 555-0142"
"#;

fn built(more: &str) -> Published {
    let site = Site::empty();
    site.write("guichet.toml", format!("{CONFIG}{more}"))
        .write("content/fr/_index.md", "# Bonjour\n")
        .write("content/fr/loans/_index.md", "# Emprunter\n")
        .write(
            "content/fr/loans/renewals.md",
            "+++\ntitle = \"Comment renouveler?\"\ndescription = \"Trois conditions.\"\n\
             tags = [\"prêt\"]\nquestions = [\"prolonger\"]\n[extra]\nreviewed = 2026-03-01\n\
             applies_to = \"étudiants\"\n+++\nOuvrez votre dossier.\n\n## Ici\n\n## Là\n",
        )
        .write("content/fr/loans/écran.md", "# Écran\n\nUn texte.\n")
        .write(
            "content/fr/loans/secret.md",
            "+++\ntitle = \"Caché\"\nsearch = false\naudience = \"staff\"\n+++\n",
        )
        .write("content/en/loans/renewals.md", "# How to renew\n\nOpen your account.\n");
    let run = site.run(&["build", "--strict"]);
    assert_eq!(run.code, 0, "{run}");
    Published::read(&site.path("public"), BASE)
}

#[test]
fn a_site_that_says_nothing_shows_no_empty_box() {
    let published = built("");
    for path in ["fr/index.html", "fr/loans/renewals/index.html"] {
        let page = published.page(path);
        assert_eq!(select(&page, ".contact, .vote, .colophon a[href*=edit]").len(), 0, "{path}");
        let policy = attrs(&page, "meta[http-equiv]", "content").concat();
        assert!(policy.contains("form-action 'self';"), "{policy}");
    }
    let asked = texts(&published.page("fr/index.html"), ".asked a[href*=renewals]");
    assert_eq!(asked, ["Comment renouveler?"], "without a choice, what has questions");
}

#[test]
fn a_reader_reaches_a_person_in_the_words_of_the_language() {
    let published = built(REACHED);
    for path in ["fr/index.html", "fr/loans/renewals/index.html"] {
        let page = published.page(path);
        let links = attrs(&page, ".contact a", "href");
        let phone = "tel:4185550142;ext=12";
        let form = "/fr/loans/renewals/";
        assert_eq!(links, ["https://chat.example/", form, phone, "mailto:aide@example.ca"]);
        assert_eq!(texts(&page, ".hours dt, .hours dd"), ["Lundi", "9\u{a0}h à 17\u{a0}h"]);
    }
    let english = published.page("en/loans/renewals/index.html");
    let links = attrs(&english, ".contact a", "href");
    assert_eq!((links.len(), links[0].as_str()), (3, "/en/loans/renewals/"));
    assert_eq!(select(&english, ".hours").len(), 0);
}

#[test]
fn a_vote_is_a_form_that_needs_no_script() {
    let published = built(REACHED);
    let page = published.page("fr/loans/renewals/index.html");
    assert_eq!(attrs(&page, "form.vote", "method"), ["post"]);
    assert_eq!(attrs(&page, "form.vote", "action"), ["https://votes.example/new?site=1"]);
    let names = attrs(&page, ".vote input, .vote textarea", "name");
    assert_eq!(names, ["page", "lang", "vote", "vote", "words"]);
    assert_eq!(attrs(&page, ".vote input", "value"), ["loans/renewals", "fr", "yes", "no"]);
    let policy = attrs(&page, "meta[http-equiv]", "content").concat();
    assert!(policy.contains("form-action 'self' https://votes.example;"), "{policy}");
    assert!(policy.contains("connect-src 'self' https://votes.example;"), "{policy}");

    let mail = built("[feedback]\nendpoint = \"mailto:aide@example.ca\"\n");
    let page = mail.page("fr/loans/renewals/index.html");
    assert_eq!(attrs(&page, "form.vote", "method"), ["get"]);
    let names = attrs(&page, ".vote input, .vote textarea", "name");
    assert_eq!(names, ["subject", "subject", "body"]);
    let policy = attrs(&page, "meta[http-equiv]", "content").concat();
    assert!(policy.contains("form-action 'self' mailto:;"), "{policy}");
    assert!(policy.contains("connect-src 'self';"), "{policy}");
}

#[test]
fn an_article_says_whom_it_is_for_when_it_was_checked_and_where_it_is_edited() {
    let published = built(REACHED);
    let page = published.page("fr/loans/renewals/index.html");
    assert_eq!(texts(&page, ".title .lead"), ["Trois conditions."]);
    let about = texts(&page, ".title .meta li");
    assert_eq!(about, ["Pour\u{a0}: étudiants", "Vérifié le 1er mars 2026"]);
    let edit = attrs(&page, ".colophon .meta a", "href");
    assert_eq!(edit, ["https://edit.example/content/fr/loans/renewals.md?plain"]);
    let page = published.page("fr/loans/ecran/index.html");
    let edit = attrs(&page, ".colophon .meta a", "href");
    assert_eq!(edit, ["https://edit.example/content/fr/loans/%C3%A9cran.md?plain"]);
    assert_eq!(select(&page, ".title .lead").len(), 0, "the text says it");
}

#[test]
fn the_index_holds_every_article_that_search_finds() {
    let published = built("");
    let page = published.page("fr/a-z/index.html");
    assert_eq!(texts(&page, ".letter h2"), ["E", "P"]);
    assert_eq!(texts(&page, ".subject > a"), ["prêt"]);
    let articles = attrs(&page, ".letter li:not(.subject) > a", "href");
    assert_eq!(articles, ["/fr/loans/ecran/", "/fr/loans/renewals/"]);
    for path in ["fr/index.html", "fr/loans/renewals/index.html", "fr/a-z/index.html"] {
        let page = published.page(path);
        assert_eq!(attrs(&page, "form.find", "action"), ["/fr/a-z/"], "{path}");
        assert_eq!(attrs(&page, "form.find input", "name"), ["q"], "{path}");
    }
    let lost = published.page("404.html");
    assert_eq!(attrs(&lost, "form.find", "action"), ["/fr/a-z/", "/en/a-z/"]);
}

#[test]
fn a_long_index_has_a_page_for_each_letter() {
    let site = Site::small();
    for n in 0..801 {
        let letter = ["a", "b", "3"][n % 3];
        site.write(&format!("content/fr/x{n}.md"), format!("# {letter}{n}\n\nTexte.\n"));
    }
    let run = site.run(&["build", "--strict"]);
    assert_eq!(run.code, 0, "{run}");
    let published = Published::read(&site.path("public"), BASE);
    let first = published.page("fr/a-z/index.html");
    let letters = attrs(&first, ".letters a", "href");
    assert_eq!(letters, ["/fr/a-z/0-9/", "/fr/a-z/a/", "/fr/a-z/b/"]);
    assert_eq!(select(&first, ".letter").len(), 0);
    let page = published.page("fr/a-z/a/index.html");
    assert_eq!(texts(&page, "h1"), ["Index de A à Z\u{a0}: A"]);
    assert_eq!(texts(&page, ".letters [aria-current]"), ["A"]);
    assert_eq!(select(&page, ".letter li").len(), 267);
}

#[test]
fn an_article_that_the_settings_name_in_vain_is_told_at_its_place() {
    let site = Site::small();
    site.write(
        "guichet.toml",
        format!(
            "{CONFIG}\n[home]\nquestions = [\"good\", \"goood\"]\n\
         [contact]\nform = \"/chat/\"\nchat = \"godo\"\n"
        ),
    );
    let run = site.run(&["build", "--format", "json"]);
    assert_eq!(run.code, 0, "{run}");
    let problems = run.problems();
    let found: Vec<(&str, u64, u64)> =
        problems.iter().map(|p| (p.code.as_str(), p.line, p.column)).collect();
    assert_eq!(found, [("G0117", 13, 22), ("G0117", 16, 8)]);
}

#[test]
fn a_theme_of_one_file_changes_one_thing() {
    let site = Site::copy_of("theme");
    let run = site.run(&["build", "--strict"]);
    assert_eq!(run.code, 0, "{run}");
    let published = Published::read(&site.path("public"), BASE);
    let page = published.page("fr/bon/index.html");
    assert_eq!(texts(&page, "main .desk"), ["Passez au comptoir."]);
    let plain = Site::copy_of("theme");
    plain.write("guichet.toml", plain.read("guichet.toml").replace("theme = \"desk\"", ""));
    assert_eq!(plain.run(&["build"]).code, 0);
    let plain = Published::read(&plain.path("public"), BASE).page("fr/bon/index.html");
    assert_eq!(texts(&plain, "main .desk").len(), 0);
    for css in ["h1", "nav", ".content", "footer", "head > link[rel=stylesheet]"] {
        assert_eq!(texts(&page, css), texts(&plain, css), "{css}");
    }
}
