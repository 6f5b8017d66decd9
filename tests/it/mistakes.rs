//! Ten different mistakes in one site: ten diagnostics in one run, and the old
//! site untouched.

#![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

use crate::site::{Problem, Run, Site, build_args, files_in, repeated, times_in};

/// File, line, and the texts at one of which the caret may stand.
const TEN: [(&str, u64, &[&str]); 10] = [
    ("guichet.toml", 4, &["descripton"]),
    ("content/fr/alias.md", 3, &["[\"/fr", "\"/fr", "/fr", "aliases"]),
    ("content/fr/anchor.md", 3, &["[la", "good.md", "#nulle", "nulle"]),
    ("content/fr/bad-date.md", 3, &["\"2026", "2026", "updated"]),
    ("content/fr/image.md", 3, &["![Le", "plan-absent"]),
    ("content/fr/include.md", 3, &["{{", "include", "\"_shared", "_shared"]),
    ("content/fr/link.md", 3, &["[les", "prets/"]),
    ("content/fr/second.md", 3, &["\"pareil", "pareil", "slug"]),
    ("content/fr/unclosed.md", 1, &["+++"]),
    ("content/fr/variable.md", 3, &["{{", "phnoe"]),
];

fn site() -> Site {
    let site = Site::small();
    site.lay("mistakes");
    site
}

/// Columns, from 1, at which one of the texts begins in a line of the sources.
fn columns(site: &Site, path: &str, line: u64, texts: &[&str]) -> (String, Vec<u64>) {
    let source = site.read(path);
    let source = source.lines().nth(usize::try_from(line).unwrap() - 1).unwrap();
    let column = |text: &&str| source.find(text).map(|at| source[..at].chars().count() as u64 + 1);
    (source.to_owned(), texts.iter().filter_map(column).collect())
}

fn json(site: &Site) -> Vec<Problem> {
    let run = site.run(&build_args(&["--format", "json"]));
    assert_eq!(run.code, 1, "{run}");
    run.problems()
}

#[test]
fn ten_mistakes_are_ten_diagnostics_at_their_places() {
    let site = site();
    let problems = json(&site);
    assert_eq!(problems.len(), 10, "{problems:#?}");
    for (path, line, texts) in TEN {
        let found = problems.iter().find(|problem| problem.path == path);
        let Some(found) = found else { panic!("{path} is not in {problems:#?}") };
        assert_eq!(found.line, line, "{found:#?}");
        let (source, columns) = columns(&site, path, line, texts);
        assert!(columns.contains(&found.column), "{columns:?} in {source}: {found:#?}");
        assert!(found.code.starts_with('G') && found.code.len() == 5, "{found:#?}");
    }
    let mut codes: Vec<&str> = problems.iter().map(|problem| problem.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), 10, "ten different codes: {codes:?}");
    assert_eq!(problems.iter().filter(|problem| problem.severity == "warning").count(), 1);
}

#[test]
fn diagnostics_come_sorted_by_file_and_line() {
    let problems = json(&site());
    let places: Vec<(&str, u64)> =
        problems.iter().map(|problem| (problem.path.as_str(), problem.line)).collect();
    let content = places.iter().filter(|(path, _)| path.starts_with("content/"));
    assert!(content.is_sorted(), "{places:?}");
}

#[test]
fn each_mistake_is_framed_with_its_source_and_a_caret() {
    let site = site();
    for lang in ["fr", "en"] {
        let run = site.run(&build_args(&["--lang", lang]));
        assert_eq!(run.code, 1, "{run}");
        for (path, line, texts) in TEN {
            framed(&site, &run.stderr, (path, line, texts));
        }
        assert_eq!(run.stderr.matches("--> ").count(), 10, "{}", run.stderr);
    }
}

/// `path:line:column`, then the line of the source, then carets under it.
fn framed(site: &Site, printed: &str, (path, line, texts): (&str, u64, &[&str])) {
    let (source, columns) = columns(site, path, line, texts);
    let lines: Vec<&str> = printed.lines().collect();
    let place = format!("{path}:{line}:");
    let Some(at) = lines.iter().position(|line| line.contains(&place)) else {
        panic!("no {place} in\n{printed}")
    };
    let column = lines[at].rsplit(':').next().and_then(|text| text.trim().parse::<u64>().ok());
    assert!(column.is_some_and(|column| columns.contains(&column)), "{columns:?}: {}", lines[at]);
    let frame = &lines[at..(at + 8).min(lines.len())];
    let Some(quoted) = frame.iter().position(|line| line.ends_with(&source)) else {
        panic!("{source:?} is not in {frame:#?}")
    };
    let gutter = frame[quoted].chars().count() - source.chars().count();
    let carets = frame[quoted + 1];
    let caret = carets.chars().position(|c| c == '^').unwrap_or_else(|| panic!("{frame:#?}"));
    assert_eq!(Some((caret - gutter) as u64 + 1), column, "{frame:#?}");
}

#[test]
fn diagnostics_speak_french_when_asked() {
    let site = site();
    let run = site.run(&build_args(&["--lang", "fr"]));
    let french = &run.stderr;
    assert!(french.contains("erreur"), "{french}");
    assert!(french.contains("avertissement"), "{french}");
    assert!(french.contains("aide"), "{french}");
    assert!(french.contains("« description »"), "the nearest key: {french}");
    assert!(french.contains("phone"), "the nearest variable: {french}");
    for english in ["error", "warning", "help:", "did you mean", " the ", "unknown", "missing"] {
        assert!(!french.contains(english), "{english}: {french}");
    }
    let run = site.run(&build_args(&["--lang", "en"]));
    assert!(run.stderr.contains("error") && !run.stderr.contains("erreur"), "{run}");
}

#[test]
fn messages_follow_the_language_of_the_system() {
    let site = site();
    let mut command = site.command(&build_args(&[]));
    command.env("LANG", "fr_CA.UTF-8").env("LC_ALL", "fr_CA.UTF-8");
    let run = crate::site::finish(command, "");
    assert!(run.stderr.contains("erreur"), "{run}");
}

#[test]
fn a_clash_names_both_files() {
    let run = site().run(&build_args(&[]));
    assert!(run.stderr.contains("content/fr/first.md"), "{run}");
    assert!(run.stderr.contains("content/fr/good.md"), "{run}");
}

#[test]
fn short_and_github_formats_hold_one_line_per_mistake() {
    let site = site();
    let said = |format: &str| -> Run { site.run(&build_args(&["--format", format])) };
    let short = said("short");
    assert_eq!(short.code, 1);
    let github = said("github");
    assert_eq!(github.code, 1);
    for (path, line, _) in TEN {
        let place = format!("{path}:{line}:");
        let n = short.stderr.lines().filter(|text| text.starts_with(&place)).count();
        assert_eq!(n, 1, "{place} in {short}");
        let text = format!("{}{}", github.stdout, github.stderr);
        let of_file = |text: &&str| {
            (text.starts_with("::error ") || text.starts_with("::warning "))
                && text.contains(&format!("file={path},"))
                && text.contains(&format!("line={line},"))
                && text.contains("col=")
        };
        assert_eq!(text.lines().filter(of_file).count(), 1, "{path}: {github}");
    }
}

#[test]
fn the_old_site_is_untouched_by_a_build_with_mistakes() {
    let site = Site::small();
    site.build();
    let public = site.path("public");
    let (files, times, names) = (files_in(&public), times_in(&public), site.names());
    site.lay("mistakes");
    for args in [vec![], vec!["--lang", "fr"], vec!["--format", "json"], vec!["--strict"]] {
        let run = site.run(&build_args(&args));
        assert_eq!(run.code, 1, "{run}");
        assert!(files == files_in(&public), "the bytes changed with {args:?}");
        assert_eq!(times, times_in(&public), "{args:?}");
        assert_eq!(names, site.names(), "{args:?}");
    }
}

#[test]
fn check_reports_all_that_build_does() {
    let site = site();
    let run = site.run(&["check", "--date", crate::site::TODAY, "--format", "json"]);
    assert_eq!(run.code, 1, "{run}");
    let problems = run.problems();
    for (path, line, _) in TEN {
        let found = problems.iter().any(|found| found.path == path && found.line == line);
        assert!(found, "{path}:{line} in {problems:#?}");
    }
    assert!(!site.path("public").exists());
}

#[test]
fn a_hundred_and_twenty_broken_links_are_shown_fifty_then_counted() {
    let site = Site::small();
    let links = repeated(120, |n| format!("- [x](missing-{n}.md)\n"));
    site.write("content/fr/many.md", format!("# Beaucoup\n\n{links}"));
    let run = site.run(&build_args(&["--lang", "en"]));
    assert_eq!(run.code, 1);
    assert_eq!(run.stderr.matches("--> ").count(), 50, "{run}");
    assert!(run.stderr.contains("120") || run.stderr.contains("70"), "the count: {run}");
    assert_eq!(site.refused().len(), 120);
}

#[test]
fn a_warning_stops_only_a_strict_build() {
    let site = Site::small();
    let config = format!("descripton = \"x\"\n{}", crate::site::CONFIG);
    site.write("guichet.toml", config);
    let strict = site.run(&build_args(&["--strict"]));
    assert_eq!(strict.code, 1, "{strict}");
    assert!(!site.path("public").exists());
    let run = site.run(&build_args(&[]));
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stderr.contains("guichet.toml:1:1"), "{run}");
    assert!(run.stderr.contains("description"), "{run}");
}

#[test]
fn broken_links_may_be_lowered_for_a_whole_site() {
    let site = Site::small();
    site.write("content/fr/link.md", "# Lien\n\n[x](rien.md) [y](good.md#rien) ![z](rien.png)\n");
    assert_eq!(site.refused().len(), 3);
    site.write("guichet.toml", format!("{}[links]\nbroken = \"warn\"\n", crate::site::CONFIG));
    let warnings = site.warnings();
    assert_eq!(warnings.len(), 3, "{warnings:#?}");
    assert!(warnings.iter().all(|problem| problem.severity == "warning"), "{warnings:#?}");
    crate::inspect::is_sound(&site.build());
    site.write("guichet.toml", format!("{}[links]\nbroken = \"off\"\n", crate::site::CONFIG));
    assert_eq!(site.warnings().len(), 0);
}

#[test]
fn json_is_one_object_a_line_and_nothing_else() {
    let site = Site::small();
    site.write("guichet.toml", format!("descripton = \"x\"\n{}", crate::site::CONFIG));
    for args in [build_args(&["--format", "json"]), vec!["check", "--format", "json"]] {
        let run = site.run(&args);
        let streams = [&run.stdout, &run.stderr].map(|text| text.lines().collect::<Vec<_>>());
        let of_json = streams.iter().find(|lines| lines.iter().any(|line| line.starts_with('{')));
        let Some(lines) = of_json else { panic!("{args:?} {run}") };
        assert!(lines.iter().all(|line| line.starts_with('{')), "{args:?} {run}");
    }
}
