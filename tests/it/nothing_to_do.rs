//! A build with nothing to do says so without reading a text, and is never wrong
//! about it.

#![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

use std::fs::{File, FileTimes};

use crate::site::{Site, TODAY};

const SAID: &str = "Nothing to do";

/// Builds until there is nothing to do. The first builds may not know yet: a file
/// that is as young as the build proves nothing by its dates.
fn settle(site: &Site, more: &[&str]) {
    for _ in 0..200 {
        if says_nothing_to_do(site, more) {
            return;
        }
    }
    panic!("there is always something to do");
}

fn says_nothing_to_do(site: &Site, more: &[&str]) -> bool {
    let mut args = vec!["build"];
    if !more.contains(&"--date") {
        args.extend(["--date", TODAY]);
    }
    args.extend(more);
    let run = site.run(&args);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stderr.contains(SAID)
}

fn settled() -> Site {
    let site = Site::small();
    settle(&site, &[]);
    site
}

#[test]
fn a_second_build_has_nothing_to_do_and_keeps_every_date() {
    let site = settled();
    let before = crate::site::times_in(&site.path("public"));
    assert!(says_nothing_to_do(&site, &[]));
    assert_eq!(crate::site::times_in(&site.path("public")), before);
}

#[test]
fn an_edit_of_the_same_size_with_its_date_put_back_is_noticed() {
    let site = settled();
    let path = site.path("content/fr/good.md");
    let text = site.read("content/fr/good.md");
    let date = std::fs::metadata(&path).unwrap().modified().unwrap();
    let edited = text.replacen("texte", "TEXTE", 1);
    assert!(text != edited && text.len() == edited.len());
    site.write("content/fr/good.md", &edited);
    let file = File::options().write(true).open(&path).unwrap();
    file.set_times(FileTimes::new().set_modified(date)).unwrap();
    assert!(!says_nothing_to_do(&site, &[]));
    assert!(site.read("public/fr/good/index.md").contains("TEXTE"));
}

#[test]
fn whatever_changes_in_the_output_is_put_right() {
    let site = settled();
    let good = site.read("public/fr/good/index.html");
    site.remove("public/fr/good/index.html");
    assert!(!says_nothing_to_do(&site, &[]));
    assert_eq!(site.read("public/fr/good/index.html"), good);
    settle(&site, &[]);
    site.write("public/fr/good/index.html", good.replacen('a', "b", 1));
    assert!(!says_nothing_to_do(&site, &[]));
    assert_eq!(site.read("public/fr/good/index.html"), good);
}

#[test]
fn another_address_another_theme_other_strings_are_noticed() {
    let site = settled();
    assert!(!says_nothing_to_do(&site, &["--base-url", "https://b.example/"]));
    assert!(site.read("public/fr/good/index.html").contains("https://b.example/"));
    assert!(!says_nothing_to_do(&site, &[]));
    settle(&site, &[]);
    site.write("i18n/fr.ftl", "skip-link = Au texte\n");
    assert!(!says_nothing_to_do(&site, &[]));
    assert!(site.read("public/fr/good/index.html").contains("Au texte"));
    settle(&site, &[]);
    site.write("themes/guichet/templates/article.html", "{% extends \"guichet/article.html\" %}{% block head %}<meta name=\"mark\" content=\"x\">{% endblock head %}");
    assert!(!says_nothing_to_do(&site, &[]));
    assert!(site.read("public/fr/good/index.html").contains("name=mark"));
}

#[test]
fn another_day_counts_where_an_article_is_scheduled_and_nowhere_else() {
    let site = settled();
    assert!(says_nothing_to_do(&site, &["--date", "2031-01-01"]));
    site.write(
        "content/fr/later.md",
        "+++\ntitle = \"Plus tard\"\npublish_on = 2030-06-01\n+++\nTexte.\n",
    );
    settle(&site, &["--date", "2030-01-01"]);
    assert!(!says_nothing_to_do(&site, &["--date", "2030-07-01"]));
    assert!(site.path("public/fr/later/index.html").exists());
}

#[test]
fn a_site_with_warnings_says_them_each_time() {
    let site = settled();
    site.write("content/fr/odd.md", "+++\ntitle = \"A\"\ntitel = \"B\"\n+++\nTexte.\n");
    for _ in 0..3 {
        let run = site.run(&["build", "--date", TODAY, "--format", "short"]);
        assert!(run.stderr.contains("content/fr/odd.md:3:1"), "{}", run.stderr);
    }
}
