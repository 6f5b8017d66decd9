//! Tests of the coloring.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::{CLASSES, Highlighted, Highlighter, MAX_BYTES, MAX_LINE, MAX_LINES, Refusal};

/// One for all tests: loading is the slow part.
static HIGHLIGHTER: LazyLock<Highlighter> = LazyLock::new(Highlighter::new);

/// Runs as `[k text]`, lines joined by line breaks.
fn show(lang: &str, text: &str) -> String {
    let lines: Vec<String> = HIGHLIGHTER
        .highlight(lang, text)
        .unwrap()
        .lines
        .into_iter()
        .map(|line| {
            line.into_iter()
                .map(|(class, text)| {
                    class.map_or(text.clone(), |c| format!("[{} {text}]", &c[3..]))
                })
                .collect()
        })
        .collect();
    lines.join("\n")
}

fn text_of(highlighted: &Highlighted) -> Vec<String> {
    let line = |line: &Vec<super::Piece>| line.iter().map(|(_, text)| text.as_str()).collect();
    highlighted.lines.iter().map(line).collect()
}

#[test]
fn common_languages_are_colored() {
    for (lang, text, wanted) in [
        (
            "rust",
            "pub fn main() -> u8 { 5 } // c",
            "[k pub fn] [f main]() -> [k u8] { [n 5] } [c // c]",
        ),
        ("SH", "export A=\"$HOME/x\" # c", "[k export] A[o =][s \"][v $HOME][s /x\"] [c # c]"),
        ("html", "<p class=\"a\">x</p>", "<[g p] [a class]=[s \"a\"]>x</[g p]>"),
        ("json", "{\"a\": [1, true, \"b\"]}", "{[a \"a\"]: [[n 1], [b true], [s \"b\"]]}"),
        ("toml", "[a]\nb = \"c\"", "[[h a]]\n[a b] = [s \"c\"]"),
        ("yml", "a: b # c", "[a a]: [s b] [c # c]"),
        ("python", "if a and not b: pass", "[k if] a [k and not] b: [k pass]"),
        ("diff", "@@ -1 +1 @@\n-a\n+b\n c", "[h @@ -1 +1 @@]\n[d -a]\n[i +b]\n c"),
        ("js", "`a ${b}`", "[s `a ][e ${]b[e }][s `]"),
        ("console", "$ ls \\\n> -l\nx", "[p $ ][f ls] \\\n[p > ][v -l]\nx"),
        ("text", "if a", "if a"),
        ("", "if a", "if a"),
    ] {
        assert_eq!(show(lang, text), wanted, "{lang}");
    }
}

#[test]
fn a_grammar_that_goes_round_and_round_goes_on() {
    let text = "class A {\n  b() {\n    this.#c = d.e\n\n    /* f */\n  }\n}\nconst a = \"b\"";
    assert!(show("js", text).ends_with("\n[k const] a [o =] [s \"b\"]"), "{}", show("js", text));
}

#[test]
fn empty_lines_and_blocks_stay() {
    let lines = |text: &str| HIGHLIGHTER.highlight("rust", text).unwrap().lines.len();
    assert_eq!((lines(""), lines("\n"), lines("a\n\nb\n")), (0, 1, 3));
    assert_eq!(Highlighted::plain("a\n\n").lines.len(), 2);
}

#[test]
fn what_is_unknown_or_too_long_is_refused() {
    let refusal = |lang: &str, text: &str| HIGHLIGHTER.highlight(lang, text).err();
    assert_eq!(refusal("klingon", "x"), Some(Refusal::Unknown));
    assert_eq!(refusal("rust", &"x".repeat(MAX_LINE + 1)), Some(Refusal::TooLong));
    assert_eq!(refusal("rust", &"\n".repeat(MAX_LINES + 1)), Some(Refusal::TooLong));
    assert_eq!(refusal("rust", &"x\n".repeat(MAX_BYTES)), Some(Refusal::TooLong));
    assert_eq!(refusal("text", &"x".repeat(MAX_BYTES + 1)), None);
    assert_eq!(refusal("rust", &"x".repeat(MAX_LINE)), None);
}

#[test]
fn every_suggested_name_is_known() {
    let names = HIGHLIGHTER.known_languages();
    assert!(names.is_sorted() && names.len() > 250, "{}", names.len());
    for name in ["powershell", "rust", "shell-session", "ftl", "python", "yaml"] {
        assert!(names.contains(&name), "{name}");
    }
    for name in names {
        assert!(HIGHLIGHTER.highlight(name, "").is_ok(), "{name}");
    }
}

#[test]
fn threads_share_a_highlighter() {
    fn is_shared<T: Send + Sync>(_: &T) {}
    is_shared(&*HIGHLIGHTER);
}

/// Languages of a help site for libraries; the regular expressions of all would
/// take minutes to compile.
const LANGS: &[&str] = &[
    "html",
    "css",
    "js",
    "json",
    "toml",
    "yaml",
    "ini",
    "sh",
    "console",
    "diff",
    "md",
    "xml",
    "sql",
    "ftl",
    "powershell",
    "apacheconf",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn the_text_of_any_block_stays(
        lang in prop::sample::select(LANGS),
        text in "([a-z]{1,4}|[ -~]|[\u{e9}\u{1f600}\u{0}\u{301}]|\n|[<>{}\\[\\]\"'`$#/*=:;-]{1,3}){0,40}",
    ) {
        let highlighted = HIGHLIGHTER.highlight(lang, &text).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        prop_assert_eq!(text_of(&highlighted), lines);
        for (class, run) in highlighted.lines.into_iter().flatten() {
            prop_assert!(!run.is_empty());
            prop_assert!(class.is_none_or(|class| CLASSES.contains(&class)));
        }
    }
}
