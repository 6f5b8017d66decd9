//! Tests of the tree that its HTML does not show.

use crate::base::{MappedText, SourceId};
use crate::diag::Outcome;
use crate::markup::build::MAX_LINKS;
use crate::markup::doc::{Block, LinkKind, RawLink};
use crate::markup::walk::visit_raw_html;
use crate::markup::{Doc, ParseOptions, parse, plain_inlines};

fn read(text: &str) -> Outcome<Doc> {
    parse(&MappedText::verbatim(SourceId(0), text, 0), &ParseOptions::full(None))
}

#[test]
fn links_are_listed_in_order_with_their_places() {
    let text = "[a](b \"t\") ![*c*](d) <https://e.example> www.f.example\n\n[g]\n\n[g]: h\n";
    let links = read(text).value.links;
    let shown: Vec<(&str, LinkKind, &str)> = links
        .iter()
        .map(|RawLink { dest, kind, span }| (dest.as_str(), *kind, &text[span.range()]))
        .collect();
    assert_eq!(
        shown,
        [
            ("b", LinkKind::Link, "[a](b \"t\")"),
            ("d", LinkKind::Image, "![*c*](d)"),
            ("https://e.example", LinkKind::Autolink, "<https://e.example>"),
            ("http://www.f.example", LinkKind::Autolink, "www.f.example"),
            ("h", LinkKind::Link, "[g]"),
        ]
    );
}

#[test]
fn links_beyond_the_limit_are_text_and_said_once() {
    let text = "[a](b) ".repeat(MAX_LINKS + 2);
    let Outcome { value, diagnostics } = read(&text);
    assert_eq!(value.links.len(), MAX_LINKS);
    let [too_many] = diagnostics.as_slice() else { unreachable!("{diagnostics:?}") };
    assert_eq!(too_many.code.name, "too-many-links");
    let words = crate::markup::plain_text(&value);
    assert_eq!(words.matches('a').count(), MAX_LINKS + 2);

    let brackets = "[a](b) ".repeat(4 * MAX_LINKS + 1);
    let Outcome { value, diagnostics } = read(&brackets);
    assert_eq!((value.links.len(), diagnostics.len()), (MAX_LINKS, 1));
}

#[test]
fn links_inside_alternative_text_are_not_links() {
    let doc = read("![a [b](c) ![d](e)](f)").value;
    assert_eq!(doc.links.len(), 1);
    assert_eq!(crate::markup::plain_text(&doc), "a b d\n");
}

#[test]
fn the_title_is_taken_from_the_first_heading() {
    let mut doc = read("<!-- draft -->\n# A *title*\n\nText").value;
    let title = doc.take_title().map(|heading| plain_inlines(&heading.inlines));
    assert_eq!(title.as_deref(), Some("A title"));
    assert_eq!(doc.blocks.len(), 1);
    assert!(doc.take_title().is_none());
    for text in ["## A", "text\n\n# A", ""] {
        assert!(read(text).value.take_title().is_none(), "{text:?}");
    }
}

#[test]
fn the_first_paragraph_describes_the_article() {
    let doc = read("# A\n\n![b](c.png)\n\n- d\n\nE *f*\n[g](h)\n").value;
    assert_eq!(doc.first_paragraph().as_deref(), Some("E f g"));
    assert_eq!(read("- a").value.first_paragraph(), None);
}

#[test]
fn raw_html_can_be_rewritten_everywhere() {
    let mut doc = read("<div>\n\n- x <b>\n\n[^1]\n\n[^1]: y <i>\n").value;
    assert!(doc.has_raw_html);
    let mut found = Vec::new();
    visit_raw_html(&mut doc, &mut |raw| found.push(std::mem::take(&mut raw.html)));
    assert_eq!(found, ["<div>\n", "<b>", "<i>"]);
    assert!(!read("<!-- only a comment -->").value.has_raw_html);
}

#[test]
fn what_is_too_deep_is_reported_and_its_text_kept() {
    for text in [
        format!("{}word", ">".repeat(300)),
        format!("{}word", "- 1. ".repeat(200)),
        format!("{}word{}", "*".repeat(400), "*".repeat(400)),
        format!("{}word", ":::note\n".repeat(200)),
    ] {
        let outcome = read(&text);
        let codes: Vec<_> = outcome.diagnostics.iter().map(|d| d.code.name).collect();
        assert_eq!(codes.iter().filter(|name| **name == "nested-too-deep").count(), 1);
        assert!(crate::markup::plain_text(&outcome.value).contains("word"));
    }
}

#[test]
fn entities_are_not_taken_for_hidden_signs() {
    let doc = read(":::note\n&ngE; &lt;\n:::\n").value;
    let Some(Block::Callout { blocks, .. }) = doc.blocks.first() else { panic!("a callout") };
    assert_eq!(crate::markup::plain_blocks(blocks), "\u{2267}\u{338} <\n");
}

#[test]
fn windows_line_ends_change_nothing() {
    let text = ":::note Title\n- a\n:::\n\n```x {1}\ncode\n```\n\n:::tabs\n== A\na\n:::\n";
    let (unix, windows) = (read(text), read(&text.replace('\n', "\r\n")));
    assert!(windows.diagnostics.is_empty());
    assert_eq!(crate::markup::plain_text(&unix.value), crate::markup::plain_text(&windows.value));
}

#[test]
fn every_code_of_the_area_has_its_words() {
    let layers = [
        ("fr-CA", include_str!("../../i18n/cli/fr/markup.ftl")),
        ("en-CA", include_str!("../../i18n/cli/en/markup.ftl")),
    ];
    for (tag, layer) in layers {
        let (words, bad) = crate::i18n::Words::new(tag, &[layer]);
        assert_eq!(bad, []);
        let codes = crate::diag::catalog::all();
        for code in codes.iter().filter(|code| code.number.starts_with("G03")) {
            for part in ["", ".help", ".explain"] {
                let key = format!("{}{part}", code.number);
                assert!(words.has(&key), "{tag} {key}");
            }
        }
        let braces = words.text("G0302.help").unwrap_or_default();
        assert!(braces.contains("\\{{ ") || braces.contains("\\{{"), "{braces}");
    }
}

#[test]
fn headings_do_not_take_ids_of_raw_html_or_of_the_theme() {
    let text =
        "# T\n\n<p id=\"prix\">x</p>\n\n## Prix\n\n## G title\n\n## A {#g-main}\n\n## B {#prix}\n";
    let mapped = MappedText::verbatim(SourceId(0), text, 0);
    let outcome = parse(&mapped, &ParseOptions::full(None));
    let ids: Vec<String> = outcome.value.headings().iter().map(|h| h.id.clone()).collect();
    assert_eq!(ids[1..], ["prix-2", "section-g-title", "section-g-main", "prix-3"]);
    let numbers: Vec<&str> = outcome.diagnostics.iter().map(|d| d.code.number).collect();
    assert_eq!(numbers, ["G0319", "G0311"]);
}
