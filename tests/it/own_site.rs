//! The site of this repository, read page by page.

#![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

use std::path::Path;

use crate::inspect::{is_redirect, is_sound, without_editions};
use crate::published::{Published, select, texts};
use crate::site::{Site, TODAY, copy};

/// A copy of the sources, built.
fn built() -> (Site, Published) {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = Site::empty();
    for folder in ["content", "static"] {
        if repository.join(folder).is_dir() {
            copy(&repository.join(folder), &site.path(folder));
        }
    }
    site.write("guichet.toml", include_str!("../../guichet.toml"));
    let run = site.run(&["build", "--strict", "--date", TODAY]);
    assert_eq!(run.code, 0, "{run}");
    let published = Published::read(&site.path("public"), "https://aide.collecto.example/");
    (site, published)
}

#[test]
fn every_page_of_this_repository_names_its_editions() {
    let (_site, published) = built();
    let without = without_editions(&published);
    assert_eq!(without.len(), 0, "{without:#?}");
}

#[test]
fn every_page_of_this_repository_is_sound_in_both_languages() {
    let (site, published) = built();
    is_sound(&published);
    let n_pages = |lang: &str| published.pages().filter(|path| path.starts_with(lang)).count();
    assert!(n_pages("fr/") > 60 && n_pages("en/") > 60);
    for path in published.pages() {
        let page = published.page(path);
        if is_redirect(&page) {
            continue;
        }
        let braces = |css: &str| texts(&page, css).concat().matches("{{").count();
        assert_eq!(
            braces("main"),
            braces("main :not(pre) > code, main pre"),
            "{path}: a variable is left"
        );
        let empty = select(&page, "a:not([aria-label])")
            .into_iter()
            .filter(|a| a.text().all(|t| t.trim().is_empty()));
        assert_eq!(empty.count(), 0, "{path}: a link without words");
    }
    let run = site.run(&["check", "--date", TODAY, "--format", "json"]);
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(run.problems().len(), 0, "{run}");
}
