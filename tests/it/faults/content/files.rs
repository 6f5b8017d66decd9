//! Hostile names, links and folders; templates that are wrong.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::time::{Duration, Instant};

use crate::published::Published;
use crate::site::{Site, build_args};

/// A site in French with two articles whose names are given.
fn pair(one: &str, two: &str) -> Site {
    let site = Site::small();
    site.write(&format!("content/fr/{one}"), "# Un\n")
        .write(&format!("content/fr/{two}"), "# Deux\n");
    site
}

fn names_both(one: &str, two: &str) {
    pair(one, two).is_refused_naming(&[one, two]);
}

#[test]
fn letters_of_another_case_clash_and_both_files_are_named() {
    names_both("Aide.md", "aide.md");
    names_both("Aide/index.md", "aide.md");
    names_both("AIDE/x.md", "aide/x.md");
}

#[test]
fn composed_and_decomposed_accents_clash_and_both_files_are_named() {
    names_both("caf\u{e9}.md", "cafe\u{301}.md");
    names_both("pr\u{ea}t/x.md", "pre\u{302}t/x.md");
}

#[test]
fn folded_accents_clash_and_both_files_are_named() {
    names_both("pret.md", "prêt.md");
}

#[test]
fn a_file_and_a_folder_of_one_name_clash_and_both_are_named() {
    names_both("aide.md", "aide/index.md");
    names_both("aide.md", "aide/_index.md");
}

#[test]
fn one_id_for_two_articles_is_refused_and_both_files_are_named() {
    let site = Site::small();
    for name in ["un", "deux"] {
        site.write(
            &format!("content/fr/{name}.md"),
            format!("+++\ntitle = \"{name}\"\nid = \"pareil\"\n+++\nT.\n"),
        );
    }
    site.is_refused("duplicate-id", &["content/fr/un.md", "content/fr/deux.md"]);
    let site = Site::small();
    site.write("content/fr/un.md", "+++\ntitle = \"Un\"\nid = \"good\"\n+++\nT.\n");
    site.is_refused("duplicate-id", &["content/fr/un.md", "content/fr/good.md"]);
}

#[test]
fn names_illegal_elsewhere_are_refused_or_made_portable() {
    let long = "x".repeat(250);
    for name in [
        "CON",
        "aux",
        "a:b",
        "what?",
        "star*",
        "pipe|",
        "end ",
        "end.",
        "a\\b",
        "new\nline",
        "tab\t",
        "nul.txt",
        "%2e%2e",
        "a#b",
        "a b",
        "<b>",
        &long,
    ] {
        let site = Site::small();
        if std::fs::write(site.path(&format!("content/fr/{name}.md")), "# T\n").is_err() {
            continue;
        }
        let run = site.run(&build_args(&[]));
        if run.code == 0 {
            let published = Published::read(&site.path("public"), "https://aide.example.ca/");
            crate::inspect::is_sound(&published);
            for path in published.files.keys() {
                assert!(path.split('/').all(is_portable), "{name:?} became {path:?}");
            }
        } else {
            assert_eq!(run.code, 1, "{name:?} {run}");
            assert!(run.stderr.contains("content/fr"), "{name:?} {run}");
        }
    }
}

fn is_portable(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().to_lowercase();
    let is_device = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "com1" | "lpt1");
    !is_device
        && part.len() <= 255
        && !part.ends_with([' ', '.'])
        && !part.contains(['<', '>', ':', '"', '\\', '|', '?', '*'])
        && !part.contains(char::is_control)
}

#[test]
fn names_that_are_not_unicode_are_refused() {
    for folder in ["content/fr", "static"] {
        let site = Site::small();
        std::fs::create_dir_all(site.path(folder)).unwrap();
        std::fs::write(site.path(folder).join(OsStr::from_bytes(b"caf\xe9.md")), "# T\n").unwrap();
        let run = site.run(&build_args(&[]));
        assert_eq!(run.code, 1, "{run}");
        assert!(run.stderr.contains("caf"), "{run}");
    }
}

/// Builds within ten seconds, and lets nothing from outside in.
fn lets_nothing_in(site: &Site, link: &str) {
    let begin = Instant::now();
    let run = site.run_within_bounds(&build_args(&[]));
    assert!(begin.elapsed() < Duration::from_secs(20), "{link}: {:?}", begin.elapsed());
    assert!(matches!(run.code, 0 | 1), "{link}: {run}");
    assert!(run.stderr.contains(link), "{link} is not named: {run}");
    assert!(!run.stderr.contains("SECRETCANARY"), "{run}");
    if run.code == 0 {
        let published = Published::read(&site.path("public"), "https://aide.example.ca/");
        assert_eq!(published.where_is("SECRETCANARY"), Vec::<&str>::new());
    }
}

#[test]
fn links_that_leave_the_site_let_nothing_in() {
    for link in [
        "content/fr/x.md",
        "static/x.txt",
        "content/fr/_part.md",
        "i18n/fr.ftl",
        "themes/guichet/templates/404.html",
    ] {
        let site = Site::small();
        site.write("../secret/file", "# SECRETCANARY\n\nskip-link = SECRETCANARY\n");
        let folder = site.path(link);
        std::fs::create_dir_all(folder.parent().unwrap()).unwrap();
        symlink(site.path("../secret/file"), site.path(link)).unwrap();
        lets_nothing_in(&site, link);
    }
    for link in ["content/fr/sec", "static/sec", "content/fr"] {
        let site = Site::small();
        site.write("../secret/x.md", "# SECRETCANARY\n")
            .write("../secret/good.md", "# SECRETCANARY\n");
        if link == "content/fr" {
            site.remove("content/fr");
        }
        std::fs::create_dir_all(site.path("static")).unwrap();
        symlink(site.path("../secret"), site.path(link)).unwrap();
        lets_nothing_in(&site, link);
    }
}

#[test]
fn loops_and_dangling_links_end() {
    for (target, link) in [
        ("..", "content/fr/loop"),
        (".", "static/loop"),
        ("loop.md", "content/fr/loop.md"),
        ("nowhere", "content/fr/dangling.md"),
        ("/dev/zero", "content/fr/zero.md"),
        ("/dev/zero", "static/zero"),
        ("/proc/self", "static/proc"),
    ] {
        let site = Site::small();
        std::fs::create_dir_all(site.path("static")).unwrap();
        symlink(target, site.path(link)).unwrap();
        lets_nothing_in(&site, link);
    }
}

#[test]
fn a_pipe_among_the_sources_blocks_nothing() {
    for path in ["content/fr/pipe.md", "static/pipe"] {
        let site = Site::small();
        std::fs::create_dir_all(site.path("static")).unwrap();
        let made = std::process::Command::new("mkfifo").arg(site.path(path)).status().unwrap();
        assert!(made.success());
        lets_nothing_in(&site, path);
    }
}

#[test]
fn a_template_with_a_mistake_is_named_with_its_line() {
    let cases = [
        (
            "{% extends \"base.html\" %}\n{% block main %}\n{{ page.title | nope }}\n{% block facts %}{% endblock facts %}{% endblock main %}\n",
            3,
        ),
        (
            "{% extends \"base.html\" %}\n{% block main %}\n{% if %}\n{% block facts %}{% endblock facts %}{% endblock main %}\n",
            3,
        ),
        (
            "{% extends \"base.html\" %}\n{% block main %}\n\n{{ page.nowhere.deep }}\n{% block facts %}{% endblock facts %}{% endblock main %}\n",
            4,
        ),
        ("line\n{% extends \"nothing.html\" %}\n", 2),
        (
            "{% block main %}\n{{ t(key=\"no-such-key\") }}\n{% block facts %}{% endblock facts %}{% endblock main %}\n",
            2,
        ),
        ("\n\n{% include \"../../../secret\" %}\n", 3),
    ];
    for (template, line) in cases {
        let site = Site::small();
        site.write("../secret", "SECRETCANARY");
        site.write("guichet.toml", format!("{}[theme]\nname = \"x\"\n", crate::site::CONFIG));
        site.write("themes/x/templates/article.html", template);
        let problems = site.refused();
        let found = problems.iter().any(|problem| {
            problem.path == "themes/x/templates/article.html" && problem.line == line
        });
        assert!(found, "{template}: {problems:#?}");
        assert!(problems.iter().all(|problem| !problem.text.contains("SECRETCANARY")));
    }
}

#[test]
fn a_template_without_end_is_stopped() {
    for template in [
        "{% for i in range(end=100000000000) %}x{% endfor %}",
        "{% for i in range(end=1000000) %}{% for j in range(end=1000000) %}{% endfor %}{% endfor %}",
        "{% component a() %}{{ <a /> }}{% endcomponent a %}{{ <a /> }}",
        "{% include \"article.html\" %}",
        "{% extends \"article.html\" %}",
    ] {
        let site = Site::small();
        site.write("themes/guichet/templates/article.html", template);
        let begin = Instant::now();
        let problems = site.refused();
        assert!(begin.elapsed() < Duration::from_mins(1), "{template}: {:?}", begin.elapsed());
        assert!(
            problems.iter().any(|problem| problem.path.starts_with("themes/guichet/templates/")),
            "{template}: {problems:#?}"
        );
    }
}

#[test]
fn an_unknown_theme_or_template_is_named() {
    let site = Site::small();
    site.write("guichet.toml", format!("{}[theme]\nname = \"absent\"\n", crate::site::CONFIG));
    site.is_refused("unknown-theme", &["absent", "guichet.toml"]);
    let site = Site::small();
    site.write("content/fr/x.md", "+++\ntitle = \"T\"\ntemplate = \"guid.html\"\n+++\nT.\n");
    site.is_refused("unknown-template", &["guid", "content/fr/x.md"]);
}

#[test]
fn strings_with_a_mistake_are_named_with_their_line() {
    let site = Site::small();
    site.write("i18n/fr.ftl", "skip-link = Bien\n\n{{{ pas du fluent\n");
    let problems = site.refused();
    assert!(problems.iter().any(|p| p.path == "i18n/fr.ftl" && p.line == 3), "{problems:#?}");
}
