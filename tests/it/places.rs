//! Where a build may write, and what it leaves alone.

#![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

use crate::site::{Site, build_args, files_in};

fn refused(site: &Site, out: &str) -> i32 {
    // What a build leaves to the next is the site's own, not the output's.
    let all = || {
        let mut files = files_in(&site.path(".."));
        files.retain(|path, _| !path.contains(".guichet/"));
        files
    };
    let before = all();
    let run = site.run(&build_args(&["--out", out]));
    assert!(matches!(run.code, 2 | 3), "{out}: {run}");
    assert!(!run.stderr.is_empty(), "{out}");
    assert!(before == all(), "{out}: something was written");
    run.code
}

#[test]
fn the_sources_and_their_parents_are_no_output() {
    for out in [
        "/",
        ".",
        "..",
        "content",
        "content/fr",
        "content/en/public",
        "static",
        "themes",
        "i18n",
        "./content/../content",
        "public/../content",
    ] {
        let site = Site::small();
        site.write("static/x.txt", "x")
            .write("themes/guichet/styles/more.css", "")
            .write("i18n/fr.ftl", "");
        refused(&site, out);
    }
}

#[test]
fn the_sources_by_a_link_are_no_output() {
    let site = Site::small();
    std::os::unix::fs::symlink(site.path("content"), site.path("../link")).unwrap();
    let before = files_in(&site.path("content"));
    let out = site.path("../link");
    let run = site.run(&build_args(&["--out", out.to_str().unwrap()]));
    assert!(matches!(run.code, 2 | 3), "{run}");
    assert!(before == files_in(&site.path("content")));
    assert!(site.path("../link").symlink_metadata().unwrap().is_symlink());
}

#[test]
fn an_output_that_is_a_file_is_refused() {
    let site = Site::small();
    site.write("out", "mine");
    refused(&site, "out");
    refused(&site, "out/below");
    refused(&site, "guichet.toml");
    assert_eq!(site.read("out"), "mine");
}

#[test]
fn the_home_folder_and_a_used_folder_of_the_system_are_refused() {
    let site = Site::small();
    site.write("../home/notes.txt", "mine");
    assert_eq!(refused(&site, "../home"), 2);
    // Nothing can be made there in any case, and it is always in use.
    assert_eq!(refused(&site, "/proc"), 2);
}

#[test]
fn an_output_that_cannot_be_written_ends_with_3() {
    let site = Site::small();
    assert_eq!(refused(&site, "/proc/guichet"), 3);
    assert_eq!(refused(&site, "/sys/guichet/public"), 3);
}

#[test]
fn files_of_others_in_the_output_survive() {
    let site = Site::small();
    site.write("public/.git/HEAD", "ref")
        .write("public/CNAME", "x")
        .write("public/fr/mine.html", "mine");
    for _ in 0..2 {
        let published = site.build();
        assert_eq!(published.text(".git/HEAD"), "ref");
        assert_eq!(published.text("CNAME"), "x");
        assert_eq!(published.text("fr/mine.html"), "mine");
    }
    site.write("content/fr/more.md", "# Plus\n").remove("content/en/good.md");
    let published = site.build();
    assert_eq!(published.text("fr/mine.html"), "mine");
    assert!(!published.has("en/good/index.html") && !published.has("en/good/index.md"));
}

#[test]
fn a_page_that_is_gone_is_gone_from_everything() {
    let site = Site::small();
    site.write(
        "content/fr/sec/gone.md",
        "+++\ntitle = \"GONECANARY\"\nupdated = 2026-01-01\ntags = [\"seul\"]\n+++\nGONECANARY\n",
    );
    let published = site.build();
    assert!(published.where_is("GONECANARY").len() >= 5);
    site.remove("content/fr/sec");
    let published = site.build();
    assert_eq!(published.where_is("GONECANARY"), Vec::<&str>::new());
    assert!(!site.path("public/fr/sec").exists(), "no empty folder is left");
    assert!(published.files.keys().all(|path| !path.contains("gone") && !path.contains("seul")));
}

#[test]
fn a_page_changed_by_hand_in_the_output_is_made_right() {
    let site = Site::small();
    let published = site.build();
    site.write("public/fr/good/index.html", "tampered");
    site.remove("public/en/good/index.html");
    let again = site.build();
    for (path, bytes) in &published.files {
        assert!(again.files.get(path) == Some(bytes), "{path}");
    }
}

#[test]
fn a_file_of_somebody_in_the_place_of_a_page_is_not_lost() {
    let site = Site::small();
    site.write("public/fr/good/index.html", "PRECIOUS");
    let run = site.run(&build_args(&[]));
    let kept = site.read("public/fr/good/index.html") == "PRECIOUS";
    assert!(kept && matches!(run.code, 2 | 3), "{run}");
    assert!(run.stderr.contains("fr/good/index.html"), "{run}");
}

#[test]
fn paths_with_spaces_accents_quotes_and_new_lines_build() {
    let plain = Site::small().build().files;
    let site = Site::small();
    for out in ["un dossier", "été", "l'\"autre\"", "deux\nlignes", "./content/../b"] {
        let run = site.run(&build_args(&["--out", out]));
        assert_eq!(run.code, 0, "{out}: {run}");
        assert!(files_in(&site.path(out)) == plain, "{out}");
    }
}

#[test]
fn an_output_by_a_link_is_published_where_the_link_leads() {
    let site = Site::small();
    let plain = Site::small().build().files;
    std::fs::create_dir(site.path("../real")).unwrap();
    std::os::unix::fs::symlink("../real", site.path("public")).unwrap();
    let run = site.run(&build_args(&[]));
    assert_eq!(run.code, 0, "{run}");
    assert!(files_in(&site.path("public")) == plain);
    assert!(site.path("public").symlink_metadata().unwrap().is_symlink(), "the link stays");
}
