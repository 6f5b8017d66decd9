//! What holds for every text, and how long hostile ones take.

use std::fmt::Write as _;

use guichet::base::{MappedText, SourceId};
use guichet::html::Writer;
use guichet::markup::doc_html::{HtmlPolicy, write_exact};
use guichet::markup::{ParseOptions, Prose, parse, plain_text};
use proptest::prelude::*;

use crate::markup::html_of;

/// Reads, writes and drops a text in both dialects; checks every place.
fn survive(text: &str) {
    for options in [ParseOptions::full(None), ParseOptions::common_mark()] {
        let mapped = MappedText::verbatim(SourceId(0), text, 0);
        let outcome = parse(&mapped, &options);
        for diagnostic in &outcome.diagnostics {
            let range = diagnostic.span.range();
            assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
        }
        for link in &outcome.value.links {
            let range = link.span.range();
            assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
        }
        let mut out = Writer::new();
        write_exact(&outcome.value, &mut out);
        html_of(&outcome.value, HtmlPolicy::Off);
        plain_text(&outcome.value);
    }
    places(text);
}

/// Reads the words of a text; checks that each has its place.
fn places(text: &str) {
    let prose = Prose::of(&MappedText::verbatim(SourceId(0), text, 0));
    let mut places: Vec<_> = prose.links.iter().map(|link| link.place.clone()).collect();
    places.extend(prose.images.iter().map(|image| image.place.clone()));
    places.extend(prose.headings.iter().map(|heading| heading.place.clone()));
    places.extend(prose.heads.iter().flat_map(|head| head.cells.iter().cloned()));
    places.extend(prose.addresses().map(|(_, place)| place));
    for line in &prose.lines {
        places.push(line.whole());
        let last = line.text.char_indices().next_back().map_or(0, |(at, _)| at);
        places.push(line.place(last..line.text.len()));
    }
    for place in places {
        assert!(text.get(place.clone()).is_some(), "{place:?} of {text:?}");
    }
}

/// Pieces that mean something in Markdown, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "\n",
        "\n\n",
        "    ",
        "  ",
        "> ",
        "- ",
        "1. ",
        "# ",
        "* ",
        "*",
        "**",
        "_",
        "`",
        "```",
        "~~~",
        ":::note ",
        ":::tabs\n",
        "== A\n",
        ":::",
        "::::",
        ":",
        ": d",
        "[",
        "](",
        ")",
        "![",
        "[^1]",
        "[^1]: ",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<div>",
        "| a | b |\n",
        "|---|---|\n",
        "{#id}",
        "www.a.ca",
        "https://",
        "a@b.ca",
        "é",
        "&amp;",
        "\\",
        "\u{1}",
        "\0",
        "\t",
        "\r\n",
        "---\n",
        "===\n",
        "[x] ",
        "\"T\"",
        "a",
        "漢",
        "~~",
        "&ngE;",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        survive(&text);
    }

    #[test]
    fn any_heap_of_markdown_is_read(text in pieces()) {
        survive(&text);
    }
}

#[test]
fn hostile_texts_exhaust_neither_stack_nor_patience() {
    let mut names = String::new();
    for n in 0..20_000 {
        let _ = writeln!(names, "# Same {}\n", n % 2);
    }
    let long = 10_000;
    let texts = [
        ("quotes", ">".repeat(100_000)),
        ("quotes with text", format!("{}x", "> ".repeat(50_000))),
        ("bullets", "- ".repeat(long)),
        ("numbers", "1. ".repeat(long)),
        ("deep quote, then blank lines", format!("{}x\n{}", "> ".repeat(5000), "\n".repeat(long))),
        ("deep list, then blank lines", format!("{}x\n{}", "1. ".repeat(5000), "\n".repeat(long))),
        ("deep list, then lazy lines", format!("{}x\n{}", "1. ".repeat(5000), "a\n".repeat(long))),
        ("emphasis", format!("{}a{}", "*".repeat(100_000), "*".repeat(100_000))),
        ("spaced emphasis", "*a ".repeat(long)),
        ("mixed emphasis", "*a_ ".repeat(long)),
        ("strong", "**a ".repeat(long)),
        ("brackets", "[".repeat(100_000)),
        ("closed brackets", format!("{}{}", "[".repeat(long), "]".repeat(long))),
        ("links", "[a](".repeat(long)),
        ("links with angle", "[a](<b".repeat(long)),
        ("images", "![a](b".repeat(long)),
        ("nested images", format!("{}x{}", "![".repeat(long), "](y)".repeat(long))),
        ("backticks", (1..400).map(|n| "`".repeat(n) + " ").collect()),
        ("entities", "&a".repeat(long)),
        ("comments", "<!-- ".repeat(long)),
        ("tags", "<a ".repeat(long)),
        ("declarations", "<?".repeat(long)),
        ("cdata", "<![CDATA[".repeat(long)),
        ("struck", "~~a ~".repeat(long)),
        ("containers", ":::note\n".repeat(long)),
        ("container ends", ":::\n".repeat(long)),
        (
            "containers of more colons",
            format!("{}{}", "::::tip\n".repeat(long), ":::\n".repeat(long)),
        ),
        ("tabs", format!(":::tabs\n{}", "== A\n".repeat(long))),
        ("labels outside tabs", format!(":::tabs\n:::\n{}", "== A\n".repeat(long))),
        ("footnote marks", "[^a]".repeat(long)),
        ("footnotes", format!("{}\n\n[^a]: x\n", "[^a]".repeat(10_000))),
        ("addresses", "www.a_".repeat(long)),
        ("mail", "a@".repeat(long)),
        ("brackets at the end of an address", format!("http://a.ca/{}", ")".repeat(100_000))),
        ("cells", format!("{}|\n{}|\n", "|a".repeat(1000), "|-".repeat(1000)).repeat(20)),
        ("definitions", "a\n: b\n".repeat(20_000)),
        ("marked lines", format!("```x {}\na\n```\n", "{1-4000000000}".repeat(1000))),
        ("titles in info", format!("```x {}\na\n```\n", "title=\"".repeat(20_000))),
        ("ids", names),
        ("references", format!("[a]: /{}\n\n{}", "u".repeat(50_000), "[a] ".repeat(10_000))),
    ];
    for (name, text) in texts {
        // Shown with `--nocapture`, for whoever suspects a text of taking too long.
        let start = std::time::Instant::now();
        survive(&text);
        println!("{name}: {:?}", start.elapsed());
    }
}
