//! Hostile and broken texts: a message, never a crash.

use std::time::{Duration, Instant};

use crate::site::{CONFIG, Problem, Run, Site, build_args, repeated};

/// Time in which every hostile text is done, on a slow machine without
/// optimization.
const LIMIT: Duration = Duration::from_mins(1);

fn article(bytes: impl AsRef<[u8]>) -> Site {
    let site = Site::small();
    site.write("content/fr/x.md", bytes);
    site
}

/// Builds a hostile text: done or refused, in time, and nothing else.
#[track_caller]
fn survives(name: &str, bytes: impl AsRef<[u8]>) -> Run {
    let site = article(bytes);
    let begin = Instant::now();
    let run = site.run_within_bounds(&build_args(&["--format", "short"]));
    assert!(matches!(run.code, 0 | 1), "{name}: {}", run.code);
    assert!(begin.elapsed() < LIMIT, "{name}: {:?}", begin.elapsed());
    if run.code == 1 {
        assert!(
            run.stderr.contains("content/fr/x.md:"),
            "{name}: {}",
            &run.stderr[..run.stderr.len().min(500)]
        );
    }
    assert!(run.stderr.len() < 100_000, "{name}: the message has {} bytes", run.stderr.len());
    run
}

fn first(site: &Site) -> Problem {
    site.refused().remove(0)
}

#[test]
fn latin_1_is_named_with_its_line() {
    let problem = first(&article(b"# Titre\n\nL'\xe9t\xe9 \xe0 la biblioth\xe8que\n"));
    assert_eq!((problem.path.as_str(), problem.line), ("content/fr/x.md", 3), "{problem:#?}");
    assert!(problem.text.contains("UTF-8"), "{problem:#?}");
    let words = problem.text.to_lowercase();
    assert!(
        words.contains("latin-1") || words.contains("8859") || words.contains("1252"),
        "{problem:#?}"
    );
}

#[test]
fn utf_16_and_surrogates_are_named() {
    let utf16: Vec<u8> =
        [0xfeff].into_iter().chain("# Titre\n".encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let problems = article(utf16).refused();
    assert!(problems.iter().any(|problem| problem.text.contains("UTF-16")), "{problems:#?}");
    assert_eq!(first(&article(b"# T\n\n\xed\xa0\x80\n")).line, 3);
    assert_eq!(first(&article(b"# T\n\nx \xff\xfe\n")).line, 3);
}

#[test]
fn a_configuration_or_strings_that_are_not_utf8_are_named() {
    let site = Site::small();
    site.write("guichet.toml", [b"title = \"\xe9\"\n".as_slice(), CONFIG.as_bytes()].concat());
    assert_eq!(first(&site).path, "guichet.toml");
    let site = Site::small();
    site.write("i18n/fr.ftl", b"skip-link = \xe9\n");
    assert_eq!(first(&site).path, "i18n/fr.ftl");
}

#[test]
fn controls_are_never_copied_through() {
    let site = article(
        "# T\u{1}itre\n\nNul \u{0} cloche \u{7} fin \u{1b}[31m \u{9f} \u{7f}.\n\n`c\u{0}d`\n\n```x\u{0}\n\u{8}\n```\n",
    );
    let run = site.run(&build_args(&[]));
    assert!(matches!(run.code, 0 | 1), "{run}");
    assert!(!run.stderr.contains(['\u{0}', '\u{7}', '\u{8}', '\u{9f}']), "a message may not ring");
    if run.code == 0 {
        for (path, bytes) in site.build().files {
            let Ok(text) = String::from_utf8(bytes) else { continue };
            let control = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t' | '\r'));
            assert_eq!(control, None, "{path}");
        }
    }
}

#[test]
fn an_escape_sequence_in_a_text_does_not_reach_the_terminal() {
    let site = article("# T\n\n[x](\u{1b}]0;owned\u{7}\u{1b}[2Jrien.md)\n");
    let run = site.run(&build_args(&[]));
    assert!(!run.stderr.contains("\u{1b}]0;") && !run.stderr.contains("\u{1b}[2J"), "{run}");
}

#[test]
fn deep_nesting_never_crashes() {
    const N: usize = 100_000;
    let deep = |open: &str, close: &str| format!("# T\n\n{}x{}\n", open.repeat(N), close.repeat(N));
    let lists = repeated(2_000, |n| format!("{}- x\n", "  ".repeat(n)));
    let cases = [
        ("quotes", deep("> ", "")),
        ("tight quotes", deep(">", "")),
        ("brackets", deep("[", "]")),
        ("images", deep("![", "](x)")),
        ("links", deep("[", "](x)")),
        ("stars", deep("*", "*")),
        ("mixed", deep("*_", "_*")),
        ("strikes", deep("~~", "~~")),
        ("html", deep("<div>", "</div>")),
        ("spans", deep("<b>", "</b>")),
        ("svg", deep("<svg>", "")),
        ("parentheses", format!("# T\n\n[x]({}\n", "(".repeat(N))),
        ("ticks", format!("# T\n\n{}\n", "`a``b".repeat(N))),
        ("lists", format!("# T\n\n{lists}")),
        ("ordered", deep("1. ", "")),
        ("dashes", deep("- ", "")),
        ("containers", format!("# T\n\n{}x\n{}", ":::note\n".repeat(N), ":::\n".repeat(N))),
        ("colons", format!("# T\n\n{}note\n", ":".repeat(N))),
        ("braces", deep("{{ ", " }}")),
        ("footnotes", deep("[^", "]")),
    ];
    for (name, text) in cases {
        survives(name, text);
    }
}

#[test]
fn long_inputs_are_linear() {
    const N: usize = 20_000;
    let links = repeated(N, |n| format!("[a{n}]: https://x.example/{n}\n"));
    let ids = "## Même titre\n\n".repeat(5_000);
    let notes = repeated(5_000, |n| format!("[^{n}] \n\n[^{n}]: note\n\n"));
    let row = "| x ".repeat(500);
    let table = format!("{row}|\n{}|\n{}", "|---".repeat(500), format!("{row}|\n").repeat(20));
    let cases = [
        ("references", format!("# T\n\n{links}\n[a1]\n")),
        ("same ids", format!("# T\n\n{ids}")),
        ("footnotes", format!("# T\n\n{notes}")),
        ("table", format!("# T\n\n{table}")),
        ("one line", format!("# T\n\n{}\n", "mot \"a\" l'b ? ".repeat(N))),
        ("quotes", format!("# T\n\n{}\n", "\"".repeat(N))),
        ("emphasis", format!("# T\n\n{}\n", "a**b".repeat(N))),
        ("entities", format!("# T\n\n{}\n", "&amp;".repeat(N))),
        ("tags", format!("# T\n\n{}\n", "<a ".repeat(N))),
        ("comments", format!("# T\n\n{}\n", "<!--".repeat(N))),
        ("variables", format!("# T\n\n{}\n", "{{ ".repeat(N))),
        ("fence", format!("# T\n\n```rust\n{}\n", "\"\\".repeat(N))),
        ("tab-VT", "# T\n\n\t\u{b}\n".repeat(1000)),
        ("pipes", format!("# T\n\n{}\n|-\n", "|".repeat(N))),
    ];
    for (name, text) in cases {
        survives(name, text);
    }
}

#[test]
fn front_matter_bombs_are_refused_by_name() {
    const N: usize = 100_000;
    let keys = repeated(200_000, |n| format!("k{n} = 1\n"));
    let yaml_keys = repeated(200_000, |n| format!("k{n}: 1\n"));
    let bomb: String = std::iter::once("a0: &a0 [x, x]\n".to_owned())
        .chain((1..30).map(|n| format!("a{n}: &a{n} [*a{m}, *a{m}, *a{m}]\n", m = n - 1)))
        .collect();
    let cases = [
        (
            "depth",
            format!("+++\ntitle = \"T\"\nextra = {}{}\n+++\nx\n", "[".repeat(N), "]".repeat(N)),
        ),
        (
            "tables",
            format!("+++\ntitle = \"T\"\nextra = {}{}\n+++\nx\n", "{a=".repeat(N), "}".repeat(N)),
        ),
        ("dotted", format!("+++\ntitle = \"T\"\nextra{} = 1\n+++\nx\n", ".a".repeat(N))),
        ("headers", format!("+++\ntitle = \"T\"\n[extra{}]\n+++\nx\n", ".a".repeat(N))),
        ("keys", format!("+++\ntitle = \"T\"\n[extra]\n{keys}+++\nx\n")),
        (
            "yaml depth",
            format!("---\ntitle: T\nextra: {}{}\n---\nx\n", "[".repeat(N), "]".repeat(N)),
        ),
        ("yaml block", format!("---\ntitle: T\nextra:\n  {}x\n---\nx\n", "- ".repeat(N))),
        ("yaml keys", format!("---\ntitle: T\nextra: 1\n{yaml_keys}---\nx\n")),
        ("aliases", format!("---\ntitle: T\n{bomb}---\nx\n")),
        ("20 MB", format!("+++\ntitle = \"{}\"\n+++\nx\n", "x".repeat(20_000_000))),
    ];
    for (name, text) in cases {
        let run = survives(name, text);
        assert_eq!(run.code, 1, "{name}: {run}");
    }
}

#[test]
fn bombs_in_the_configuration_are_refused() {
    for bomb in [
        format!("x = {}{}\n", "[".repeat(100_000), "]".repeat(100_000)),
        format!("x{} = 1\n", ".a".repeat(100_000)),
    ] {
        let site = Site::small();
        site.write("guichet.toml", format!("{bomb}{CONFIG}"));
        let problems = site.refused();
        assert!(problems.iter().any(|problem| problem.path == "guichet.toml"), "{problems:#?}");
    }
}

#[test]
fn cycles_of_fragments_are_refused_with_their_chain() {
    let site = article("# T\n\n{{ include \"_a.md\" }}\n");
    site.write("content/fr/_a.md", "A\n\n{{ include \"_b.md\" }}\n")
        .write("content/fr/_b.md", "B\n\n{{ include \"_a.md\" }}\n");
    site.is_refused("include-cycle", &["_a.md", "_b.md"]);
    let site = article("# T\n\n{{ include \"_a.md\" }}\n");
    site.write("content/fr/_a.md", "{{ include \"_a.md\" }}\n");
    site.is_refused("include-cycle", &["_a.md"]);
}

#[test]
fn fragments_that_double_forty_times_are_refused() {
    let site = article("# T\n\n{{ include \"_0.md\" }}\n");
    for n in 0..40 {
        let next = format!("{{{{ include \"_{}.md\" }}}}\n\n", n + 1);
        site.write(&format!("content/fr/_{n}.md"), next.repeat(2));
    }
    site.write("content/fr/_40.md", "fin\n");
    let begin = Instant::now();
    let problems = site.refused();
    assert!(problems.iter().all(|problem| problem.line > 0), "{problems:#?}");
    assert!(begin.elapsed() < LIMIT);
    for n in 0..16 {
        let next = format!("{{{{ include \"_{}.md\" }}}}\n\n", n + 1);
        site.write(&format!("content/fr/_{n}.md"), next.repeat(2));
    }
    site.write("content/fr/_16.md", "mots ".repeat(1000));
    site.refused();
}

#[test]
fn unclosed_blocks_are_reported_where_they_open() {
    let cases = [
        ("# T\n\n:::note\nx\n", 3),
        ("# T\n\n:::details a\n\n:::tip\nx\n\n:::\n", 3),
        ("# T\n\nx\n\n:::\n", 5),
        ("# T\n\n:::wat\nx\n:::\n", 3),
    ];
    for (text, line) in cases {
        let problems = article(text).refused();
        assert_eq!(problems.len(), 1, "{text} {problems:#?}");
        assert_eq!(problems[0].line, line, "{text} {problems:#?}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_one_problem_and_no_more() {
    let utf16: Vec<u8> = "\u{feff}# T\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [utf16, b"L'\xe9t\xe9\n".to_vec()] {
        let problems = article(bytes).refused();
        assert_eq!(problems.len(), 1, "{problems:#?}");
    }
}
