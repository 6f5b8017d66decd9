//! Large, deep and many: done inside the limits, or refused with the limit's name.

use std::fmt::Write as _;

use crate::faults::{Measured, measured};
use crate::site::{CONFIG, Site, build_args, repeated};

/// Memory that a build may take: fifteen times what it reads, and a base.
fn most(n_bytes: usize) -> u64 {
    15 * n_bytes as u64 + 200_000_000
}

/// Builds a text, done or refused by file, in bounded memory.
#[track_caller]
fn built(name: &str, text: &str) -> Measured {
    let site = Site::small();
    site.write("content/fr/x.md", text);
    let done = measured(site.command(&build_args(&["--lang", "en", "--format", "short"])));
    let said = &done.run.stderr;
    assert!(matches!(done.run.code, 0 | 1), "{name}: {}", done.run.code);
    assert!(done.run.code == 0 || said.contains("content/fr/x.md:"), "{name}: {said}");
    assert!(said.len() < 100_000, "{name}: the print-out has {} bytes", said.len());
    let limit = most(text.len());
    assert!(done.memory < limit, "{name}: {} of {limit} bytes of memory", done.memory);
    done
}

#[test]
fn a_file_of_100_megabytes_is_refused_with_the_limit() {
    for path in ["content/fr/x.md", "i18n/fr.ftl", "guichet.toml"] {
        let name = "16777216";
        let site = Site::small();
        site.write(path, if path == "guichet.toml" { CONFIG } else { "# T\n" });
        let file = std::fs::File::options().write(true).open(site.path(path)).unwrap();
        file.set_len(100_000_000).unwrap();
        let done = measured(site.command(&build_args(&["--lang", "en"])));
        assert_eq!(done.run.code, 1, "{path}: {}", done.run);
        assert!(done.run.stderr.contains(path), "{path}: {}", done.run);
        let digits: String = done.run.stderr.replace([',', '\u{a0}', '\u{202f}'], "");
        assert!(digits.contains(name), "{path}: {}", done.run);
        assert!(done.memory < 200_000_000, "{path}: {} bytes of memory", done.memory);
    }
}

#[test]
fn a_file_to_download_of_100_megabytes_is_copied_in_little_memory() {
    let site = Site::small();
    site.write("static/x.bin", "x");
    let file = std::fs::File::options().write(true).open(site.path("static/x.bin")).unwrap();
    file.set_len(100_000_000).unwrap();
    let done = measured(site.command(&build_args(&[])));
    assert_eq!(done.run.code, 0, "{}", done.run);
    assert_eq!(std::fs::metadata(site.path("public/x.bin")).unwrap().len(), 100_000_000);
    assert!(done.memory < 200_000_000, "{} bytes of memory", done.memory);
}

#[test]
fn one_long_line_many_links_headings_and_cells_are_done_in_bounded_memory() {
    let row = format!("{}|\n", "| cellule ".repeat(500));
    let table = format!("{row}{}|\n{}", "|---".repeat(500), row.repeat(20));
    let cases = [
        ("a line", format!("# T\n\n{}\n", "mot \"a\" l'b ? ".repeat(70_000))),
        ("links", format!("# T\n\n{}", "[x](good.md) ".repeat(20_000))),
        ("headings", format!("# T\n\n{}", repeated(4_000, |n| format!("## Titre {n}\n\nx\n\n")))),
        ("a table", format!("# T\n\n{table}")),
        ("images", format!("# T\n\n{}", "![x](https://x.example/x.png) ".repeat(5_000))),
        ("items", format!("# T\n\n{}", "- x\n".repeat(20_000))),
        ("code", format!("# T\n\n```rust\n{}```\n", "let x = \"a\";\n".repeat(20_000))),
    ];
    for (name, text) in cases {
        let done = built(name, &text);
        assert_eq!(done.run.code, 0, "{name}: {}", done.run.stderr);
    }
}

#[test]
fn many_pages_are_done_in_bounded_memory() {
    let site = Site::small();
    let mut n_bytes = 0;
    for n in 0..800 {
        let text = format!("# Page {n}\n\n{}", "Un paragraphe de texte. ".repeat(10));
        n_bytes += text.len();
        site.write(&format!("content/fr/s{}/p{n}.md", n % 40), text);
    }
    let done = measured(site.command(&build_args(&["--quiet"])));
    assert_eq!(done.run.code, 0, "{}", done.run);
    assert!(done.memory < most(n_bytes), "{} bytes of memory", done.memory);
}

#[test]
fn quotes_lists_and_brackets_of_any_depth_are_capped_by_name_or_rendered() {
    const N: usize = 100_000;
    let lists = repeated(1_500, |n| format!("{}- x\n", "  ".repeat(n)));
    let cases = [
        ("quotes", format!("# T\n\n{}x\n", "> ".repeat(N)), true),
        ("items", format!("# T\n\n{}x\n", "- ".repeat(N)), true),
        ("lists", format!("# T\n\n{lists}"), true),
        ("containers", format!("# T\n\n{}x\n{}", ":::note\n".repeat(N), ":::\n".repeat(N)), true),
        ("brackets", format!("# T\n\n{}x{}\n", "[".repeat(N), "]".repeat(N)), false),
        ("stars", format!("# T\n\n{}x{}\n", "*".repeat(N), "*".repeat(N)), false),
        ("links", format!("# T\n\n{}x{}\n", "[".repeat(N), "](good.md)".repeat(N)), false),
    ];
    for (name, text, is_capped) in cases {
        let site = Site::small();
        site.write("content/fr/x.md", &text);
        let done = measured(site.command(&build_args(&["--lang", "en", "--format", "short"])));
        assert!(matches!(done.run.code, 0 | 1), "{name}: {}", done.run);
        if is_capped {
            assert_eq!(done.run.code, 1, "{name}: {}", done.run);
            assert!(done.run.stderr.contains("128 deep"), "{name}: {}", done.run);
        }
    }
    // Down to the limit it is all there.
    for (n, code) in [(100, 0), (140, 1)] {
        let site = Site::small();
        site.write("content/fr/x.md", format!("# T\n\n{}x\n", "> ".repeat(n)));
        assert_eq!(site.run(&build_args(&[])).code, code, "{n}");
    }
}

/// Inputs that take some programs quadratic time, as a function of a number.
fn quadratic(n: usize) -> Vec<(&'static str, String)> {
    let many = |part: &str| format!("# T\n\n{}\n", part.repeat(n));
    let tabs = repeated(n, |n| format!("== Onglet {n}\nx\n"));
    let defined = repeated(n / 4, |n| format!("[a{n}]: /b{n}\n"));
    vec![
        ("open brackets", many("[")),
        ("images", many("![a](")),
        ("emphasis", many("a**b")),
        ("mixed emphasis", many("*a _b ")),
        ("strikes", many("~~a ~b")),
        ("ticks", repeated(n / 40, |n| format!("{} ", "`".repeat(n % 200 + 1)))),
        ("comments", many("<!-- ")),
        ("instructions", many("<? ")),
        ("declarations", many("<!A ")),
        ("tags", many("<a b=\"")),
        ("entities", many("&#x41;&amp")),
        ("quotes", many("\"'")),
        ("definitions", format!("# T\n\n{defined}\n{}", "[a1] ".repeat(n / 4))),
        ("tabs", format!("# T\n\n:::tabs\n{tabs}:::\n")),
        ("braces", many("{{ ")),
        ("addresses", many("www.a.b ")),
        ("dots", many("a@b.")),
        ("tables", many("| a |\n|--|\n\n")),
    ]
}

#[test]
fn quadratic_inputs_take_linear_time() {
    let small = quadratic(1_500);
    let large = quadratic(12_000);
    let mut slow = String::new();
    for ((name, small), (_, large)) in small.iter().zip(&large) {
        let time = |text: &str| {
            let site = Site::small();
            site.write("content/fr/x.md", text);
            let done = measured(site.command(&build_args(&["--format", "short"])));
            assert!(matches!(done.run.code, 0 | 1), "{name}: {}", done.run);
            done.time.as_secs_f64()
        };
        let (one, eight) = (time(small).max(0.1), time(large));
        // Eight times the input: 64 times the time were quadratic.
        if eight > 24.0 * one {
            writeln!(slow, "{name}: {one:.2} s, then {eight:.2} s").unwrap();
        }
    }
    assert!(slow.is_empty(), "{slow}");
}

#[test]
fn front_matter_bombs_take_at_most_512_megabytes() {
    let keys = repeated(200_000, |n| format!("k{n} = 1\n"));
    let yaml_keys = repeated(200_000, |n| format!("  k{n}: 1\n"));
    let cases = [
        ("keys", format!("+++\ntitle = \"T\"\n[extra]\n{keys}+++\nx\n")),
        ("yaml keys", format!("---\ntitle: T\nextra:\n{yaml_keys}---\nx\n")),
        ("dotted", format!("+++\ntitle = \"T\"\nextra{} = 1\n+++\nx\n", ".a".repeat(100_000))),
        ("depth", format!("---\nt: {}{}\n---\nx\n", "[".repeat(100_000), "]".repeat(100_000))),
        ("a long one", format!("+++\ntitle = \"{}\"\n+++\nx\n", "x".repeat(20_000_000))),
        ("never closed", format!("+++\ntitle = \"{}\"\n", "x\n".repeat(5_000_000))),
        ("aliases", {
            let more = (1..40).map(|n| format!("a{n}: &a{n} [*a{m}, *a{m}]\n", m = n - 1));
            format!("---\ntitle: T\na0: &a0 [x]\n{}---\nx\n", more.collect::<String>())
        }),
    ];
    for (name, text) in cases {
        let site = Site::small();
        site.write("content/fr/x.md", &text);
        let done = measured(site.command(&build_args(&["--format", "short"])));
        assert_eq!(done.run.code, 1, "{name}: {}", done.run);
        assert!(done.run.stderr.contains("content/fr/x.md:"), "{name}: {}", done.run);
        assert!(done.memory < 512_000_000, "{name}: {} bytes of memory", done.memory);
    }
    let site = Site::small();
    site.write("guichet.toml", format!("{CONFIG}[variables]\n{keys}"));
    let done = measured(site.command(&build_args(&["--format", "short"])));
    assert_eq!(done.run.code, 1, "{}", done.run);
    assert!(done.run.stderr.contains("guichet.toml:"), "{}", done.run);
    assert!(done.memory < 512_000_000, "{} bytes of memory", done.memory);
}

#[test]
fn the_documentation_gives_the_limits_that_hold() {
    let mebibytes = |bytes: usize| (bytes / (1024 * 1024)).to_string();
    let limits = [
        mebibytes(guichet::source::decode::MAX_TEXT),
        guichet::data::MAX_VALUES.to_string(),
        guichet::data::MAX_DEPTH.to_string(),
        guichet::markup::MAX_DEPTH.to_string(),
        guichet::markup::MAX_INCLUDE_DEPTH.to_string(),
        guichet::markup::MAX_EXPANSIONS.to_string(),
        mebibytes(guichet::markup::MAX_EXPANDED_BYTES),
        guichet::code::MAX_LINES.to_string(),
        (guichet::code::MAX_BYTES / 1024).to_string(),
        guichet::code::MAX_LINE.to_string(),
        guichet::theme::MAX_STEPS.to_string(),
        mebibytes(guichet::theme::MAX_PAGE_BYTES),
        guichet::theme::MAX_RANGE.to_string(),
        guichet::theme::MAX_CHAIN.to_string(),
        guichet::report::MAX_SHOWN.to_string(),
    ];
    for lang in ["fr", "en"] {
        let path = format!("{}/content/{lang}/guichet/limits.md", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let digits: Vec<char> = text.chars().collect();
        // “1,000,000” and « 1 000 000 » are one number.
        let is_inside = |at: usize| {
            matches!(digits[at], ',' | ' ')
                && at > 0
                && digits[at - 1].is_ascii_digit()
                && digits.get(at + 1).is_some_and(char::is_ascii_digit)
        };
        let plain = (0..digits.len()).filter(|at| !is_inside(*at)).map(|at| digits[at]);
        let plain: String = plain.collect();
        let known: Vec<&str> = plain.split(|c: char| !c.is_ascii_digit()).collect();
        for limit in &limits {
            assert!(known.contains(&limit.as_str()), "{lang} does not give {limit}");
        }
    }
}

#[test]
fn code_that_takes_too_long_to_color_is_shown_whole_with_a_warning() {
    // D opens more contexts at each parenthesis than it closes.
    let line = "(".repeat(4_096);
    let site = Site::small();
    let text = format!("# T\n\n```d\n{line}\n{line}\n{line}\nlast\n```\n");
    site.write("content/fr/x.md", text);
    let warnings = site.warnings();
    assert_eq!(warnings.len(), 1, "{warnings:#?}");
    assert_eq!((warnings[0].name.as_str(), warnings[0].line), ("code-too-slow", 3));
    // It is said each time, and nothing of the code is lost.
    assert_eq!(site.warnings().len(), 1);
    assert!(site.read("public/fr/x/index.html").contains("last"));
}
