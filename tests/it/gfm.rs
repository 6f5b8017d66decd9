//! GFM: the examples of its extensions, and every example of CommonMark in the
//! full dialect, save the deviations listed in `gfm_deviations` with reasons.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use guichet::base::{MappedText, SourceId};
use guichet::html::Writer;
use guichet::markup::doc_html::write_exact;
use guichet::markup::{ParseOptions, parse};
use scraper::{ElementRef, Html, Node};

use crate::specification::{Example, examples};

const DEVIATIONS: &str = include_str!("gfm_deviations");

fn render(markdown: &str) -> String {
    let mapped = MappedText::verbatim(SourceId(0), markdown, 0);
    let doc = parse(&mapped, &ParseOptions::full(None)).value;
    let mut out = Writer::new();
    write_exact(&doc, &mut out);
    out.finish()
}

/// What a browser makes of HTML: elements with sorted attributes, and text
/// with its white space collapsed outside `pre`.
fn canonical(html: &str) -> String {
    let mut out = String::new();
    canonical_into(Html::parse_fragment(html).root_element(), false, &mut out);
    out
}

fn canonical_into(element: ElementRef<'_>, is_pre: bool, out: &mut String) {
    let name = element.value().name();
    let mut attributes: Vec<_> = element.value().attrs().collect();
    attributes.sort_unstable();
    let _ = write!(out, "<{name} {attributes:?}>");
    let is_pre = is_pre || name == "pre";
    for child in element.children() {
        match child.value() {
            Node::Element(_) => {
                let child = ElementRef::wrap(child).expect("an element is one");
                canonical_into(child, is_pre, out);
            }
            Node::Text(text) if is_pre => out.push_str(text),
            Node::Text(text) => {
                let words: Vec<&str> = text.split_ascii_whitespace().collect();
                out.push_str(&words.join(" "));
            }
            Node::Comment(text) => _ = write!(out, "<!--{}-->", &**text),
            _ => {}
        }
    }
    let _ = write!(out, "</{name}>");
}

/// The HTML of the GFM specification, where the package writes its own: styles
/// for `align`, and a body for a table that has none.
fn as_specified(html: &str) -> String {
    html.replace("style=\"text-align: center\"", "align=\"center\"")
        .replace("style=\"text-align: right\"", "align=\"right\"")
        .replace("<tbody></tbody>", "")
}

/// The examples that come out otherwise than the specification says.
fn deviating(suite: &str, examples: &[Example]) -> BTreeSet<String> {
    examples
        .iter()
        .filter(|example| {
            let html = as_specified(&example.html);
            canonical(&render(&example.markdown)) != canonical(&html)
        })
        .map(|example| format!("{suite} {}", example.number))
        .collect()
}

/// The listed deviations: `suite number: reason`, one a line.
fn listed(suite: &str) -> BTreeSet<String> {
    DEVIATIONS
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split_once(": ").unwrap_or_else(|| panic!("{line:?} has no reason")))
        .filter(|(name, reason)| name.starts_with(&format!("{suite} ")) && !reason.is_empty())
        .map(|(name, _)| name.to_owned())
        .collect()
}

fn check(suite: &str, n_examples: usize) {
    let examples = examples(suite);
    assert_eq!(examples.len(), n_examples, "{suite}");
    assert_eq!(deviating(suite, &examples), listed(suite), "found, and listed");
}

#[test]
fn tables_hold() {
    check("gfm_table", 9);
}

#[test]
fn struck_text_holds() {
    check("gfm_strikethrough", 3);
}

#[test]
fn task_lists_hold() {
    check("gfm_tasklist", 2);
}

#[test]
fn common_mark_holds_in_the_full_dialect() {
    check("spec", 652);
}
