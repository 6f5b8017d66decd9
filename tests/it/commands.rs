//! The commands and how they end.

#![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

use std::net::TcpListener;
use std::process::Stdio;

use crate::inspect::is_sound;
use crate::published::Published;
use crate::site::{Site, build_args, files_in, finish};

#[test]
fn a_new_site_builds_strictly_and_says_what_comes_next() {
    for lang in ["fr", "en"] {
        let place = Site::empty();
        let run = place.run(&["init", "mon site", "--lang", lang]);
        assert_eq!(run.code, 0, "{run}");
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(said.contains("guichet serve") || said.contains("guichet build"), "{said}");
        let root = place.path("mon site");
        let root = root.to_str().unwrap();
        let run = place.run(&build_args(&["--strict", "--root", root, "--format", "json"]));
        assert_eq!(run.code, 0, "{run}");
        assert_eq!(run.problems().len(), 0, "{run}");
        let run = place.run(&["check", "--strict", "--root", root]);
        assert_eq!(run.code, 0, "{run}");
        let config = place.read("mon site/guichet.toml");
        let base = config.lines().find_map(|line| line.strip_prefix("base_url = \"")).unwrap();
        let base = base.split('"').next().unwrap();
        let published = Published::read(&place.path("mon site/public"), base);
        is_sound(&published);
        for lang in ["fr/", "en/"] {
            assert!(published.pages().filter(|path| path.starts_with(lang)).count() >= 3);
        }
    }
}

#[test]
fn init_never_writes_over_a_site() {
    let place = Site::empty();
    assert_eq!(place.run(&["init", "x"]).code, 0);
    place.write("x/guichet.toml", "mine = true\n");
    let before = files_in(&place.root());
    let run = place.run(&["init", "x"]);
    assert!(matches!(run.code, 2 | 3), "{run}");
    assert!(!run.stderr.is_empty());
    assert!(before == files_in(&place.root()));
    let site = Site::small();
    let before = files_in(&site.root());
    assert_ne!(site.run(&["init", "."]).code, 0);
    assert!(before == files_in(&site.root()));
}

#[test]
fn a_new_article_stands_in_every_language_and_builds() {
    let site = Site::small();
    let run = site.run(&["new", "article", "loans/renewals"]);
    assert_eq!(run.code, 0, "{run}");
    for lang in ["fr", "en"] {
        assert!(site.path(&format!("content/{lang}/loans/renewals.md")).is_file(), "{lang}");
    }
    let published = site.build_with(&["--drafts"]);
    is_sound(&published);
    assert!(published.editions("fr/loans/renewals/index.html").contains_key("en-CA"));
    let before = files_in(&site.root());
    let again = site.run(&["new", "article", "loans/renewals"]);
    assert_ne!(again.code, 0, "{again}");
    assert!(before == files_in(&site.root()), "an article is never overwritten");
}

#[test]
fn a_new_article_stays_inside_the_content() {
    for id in [
        "../x",
        "/abs",
        "",
        "a/../../b",
        "a//b",
        "_index",
        "a\\b",
        "con",
        ".",
        "content/fr/x",
        "Prêts",
        "a b",
    ] {
        let site = Site::small();
        let before = files_in(&site.path(".."));
        let run = site.run(&["new", "article", id]);
        assert!(matches!(run.code, 1..=3), "{id}: {run}");
        assert!(before == files_in(&site.path("..")), "{id} wrote something");
    }
}

/// Every code that has words.
fn codes() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("i18n/cli/en");
    let mut codes = Vec::new();
    for (_, bytes) in files_in(&folder) {
        let text = String::from_utf8(bytes).unwrap();
        let keys = text.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key);
        let is_code = |key: &&str| {
            key.len() == 5 && key.starts_with('G') && key[1..].chars().all(|c| c.is_ascii_digit())
        };
        codes.extend(keys.filter(is_code).map(str::to_owned));
    }
    assert!(codes.len() > 40, "{codes:?}");
    codes
}

#[test]
fn every_code_is_explained_in_both_languages() {
    let site = Site::empty();
    for code in codes() {
        let said = ["fr", "en"].map(|lang| {
            let run = site.run(&["explain", &code, "--lang", lang]);
            assert_eq!(run.code, 0, "{code} {run}");
            assert!(run.stdout.contains(&code), "{code} {run}");
            assert!(run.stdout.len() > 60, "{code} {run}");
            assert!(!run.stdout.contains("{ $"), "{code} {run}");
            run.stdout
        });
        assert_ne!(said[0], said[1], "{code}");
    }
}

#[test]
fn a_check_is_explained_by_its_name_and_an_unknown_one_is_wrong_use() {
    let site = Site::empty();
    let run = site.run(&["explain", "broken-link", "--lang", "en"]);
    assert_eq!(run.code, 0, "{run}");
    for unknown in ["G9999", "brokn-link", "", "é"] {
        let run = site.run(&["explain", unknown]);
        assert_eq!(run.code, 2, "{unknown}: {run}");
        assert!(!run.stderr.is_empty());
    }
}

#[test]
fn completions_are_a_script_that_the_shell_reads() {
    let site = Site::empty();
    for shell in ["bash", "zsh", "fish"] {
        let run = site.run(&["completions", shell]);
        assert_eq!(run.code, 0, "{run}");
        for command in ["build", "serve", "render", "explain"] {
            assert!(run.stdout.contains(command), "{shell}: {command}");
        }
    }
    site.write("x.bash", site.run(&["completions", "bash"]).stdout);
    let bash = std::process::Command::new("bash").arg("-n").arg(site.path("x.bash")).status();
    assert!(bash.is_ok_and(|status| status.success()));
    assert_eq!(site.run(&["completions", "cobol"]).code, 2);
}

#[test]
fn a_wrong_command_line_ends_with_2() {
    let site = Site::small();
    let cases: [&[&str]; 12] = [
        &[],
        &["bild"],
        &["build", "--nope"],
        &["build", "x"],
        &["build", "--out"],
        &["build", "--base-url", "not a url"],
        &["build", "--base-url", "ftp://x.example/"],
        &["serve", "--port", "99999"],
        &["render", "--html", "maybe"],
        &["render", "--html", "safe", "--commonmark"],
        &["build", "--format", "xml"],
        &["new", "article"],
    ];
    for args in cases {
        let run = site.run(args);
        assert_eq!(run.code, 2, "{args:?} {run}");
        assert!(!run.stderr.is_empty(), "{args:?}");
    }
    assert!(!site.path("public").exists());
}

#[test]
fn help_and_version_end_well_in_both_languages() {
    let site = Site::empty();
    let fr = site.run(&["--lang", "fr", "--help"]);
    let en = site.run(&["--lang", "en", "--help"]);
    assert_eq!((fr.code, en.code), (0, 0));
    assert_ne!(fr.stdout, en.stdout);
    assert!(fr.stdout.contains("Commandes") || fr.stdout.contains("commandes"), "{fr}");
    assert!(!fr.stdout.contains("Usage: ") && !fr.stdout.contains("Print"), "{fr}");
    for command in ["init", "new", "build", "check", "serve", "render", "explain", "completions"] {
        assert!(en.stdout.contains(command), "{command}");
        assert_eq!(site.run(&[command, "--help"]).code, 0, "{command}");
    }
    assert!(site.run(&["--version"]).stdout.contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn no_configuration_at_all_ends_with_2_and_says_what_to_do() {
    let site = Site::empty();
    for command in ["build", "check", "serve"] {
        let run = site.run(&[command, "--lang", "en"]);
        assert_eq!(run.code, 2, "{command} {run}");
        assert!(run.stderr.contains("guichet.toml"), "{run}");
        assert!(run.stderr.contains("guichet init"), "{run}");
    }
    let run = site.run(&["build", "--root", "nowhere"]);
    assert_eq!(run.code, 2, "{run}");
    assert_eq!(site.names(), Vec::<String>::new());
}

#[test]
fn a_broken_configuration_ends_with_1_at_its_place() {
    let cases = [
        ("title = \n", 1),
        ("title = \"T\"\nbase_url = \"nope\"\n[languages.fr]\n", 2),
        ("title = 3\n", 1),
        (
            "title = \"T\"\nbase_url = \"https://x.example/\"\ndefault_language = \"de\"\n[languages.fr]\n",
            3,
        ),
        ("title = \"T\"\nbase_url = \"https://x.example/\"\n\n[languages.\"../x\"]\n", 4),
        (
            "title = \"T\"\nbase_url = \"https://x.example/\"\n[languages.fr]\n[markdown]\nhtml = \"yes\"\n",
            5,
        ),
        (
            "title = \"T\"\nbase_url = \"https://x.example/\"\n[languages.fr]\n[theme]\nname = \"../../x\"\n",
            5,
        ),
    ];
    for (config, line) in cases {
        let site = Site::small();
        site.write("guichet.toml", config);
        let problems = site.refused();
        let found = problems.iter().any(|p| p.path == "guichet.toml" && p.line == line);
        assert!(found, "{config} {problems:#?}");
    }
}

#[test]
fn a_secret_in_the_configuration_is_refused_and_not_repeated() {
    for key in ["token", "api_key", "password"] {
        let site = Site::small();
        site.write(
            "guichet.toml",
            format!("{}\n[providers.zendesk]\n{key} = \"SECRET4f9c2d\"\n", crate::site::CONFIG),
        );
        for format in ["human", "short", "json", "github"] {
            let run = site.run(&build_args(&["--format", format]));
            assert_eq!(run.code, 1, "{key} {run}");
            assert!(
                !run.stderr.contains("SECRET4f9c2d") && !run.stdout.contains("SECRET4f9c2d"),
                "{key} {format} {run}"
            );
        }
    }
}

#[test]
fn a_closed_pipe_is_no_panic() {
    let site = Site::copy_of("editions");
    site.write("content/fr/bad.md", "# T\n\n[x](rien.md)\n");
    let cases: [&[&str]; 5] =
        [&["completions", "bash"], &["explain", "G0401"], &["--help"], &["check"], &["build"]];
    for args in cases {
        let mut command = site.command(args);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        drop(child.stderr.take());
        let status = child.wait().unwrap();
        assert!(matches!(status.code(), Some(0..=3)), "{args:?} {status}");
    }
}

#[test]
fn sixty_four_open_files_are_enough() {
    let site = crate::repeatable::large();
    let mut command = std::process::Command::new("/bin/sh");
    command
        .env_clear()
        .env("GUICHET", env!("CARGO_BIN_EXE_guichet"))
        .current_dir(site.root())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .args(["-c", "ulimit -n 64; exec \"$GUICHET\" build --date 2026-11-20"]);
    let run = finish(command, "");
    assert_eq!(run.code, 0, "{run}");
}

#[test]
fn a_port_in_use_ends_with_3() {
    let site = Site::small();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let run = site.run(&["serve", "--port", &port, "--lang", "en"]);
    assert_eq!(run.code, 3, "{run}");
    assert!(run.stderr.contains(&port), "{run}");
}

#[test]
fn check_says_what_only_matters_to_quality() {
    let site = Site::copy_of("editions");
    let run = site.run(&["check", "--date", "2026-11-20", "--format", "json"]);
    assert_eq!(run.code, 0, "{run}");
    let problems = run.problems();
    let missing: Vec<&str> = problems
        .iter()
        .filter(|p| p.name == "missing-translation")
        .map(|p| p.path.as_str())
        .collect();
    assert!(missing.contains(&"content/fr/loans/only-french.md"), "{problems:#?}");
    assert!(missing.contains(&"content/en/loans/only-english.md"), "{problems:#?}");
    let strict = site.run(&["check", "--strict", "--date", "2026-11-20"]);
    assert_eq!(strict.code, 1, "{strict}");
    assert!(!site.path("public").exists(), "check writes nothing");
}

#[test]
fn the_summary_counts_pages_by_language() {
    let site = Site::copy_of("editions");
    let run = site.run(&build_args(&["--lang", "en"]));
    let said = format!("{}{}", run.stdout, run.stderr);
    for word in ["Français", "English", "tags", "redirects"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    let quiet = site.run(&build_args(&["--quiet"]));
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
}
