//! Markdown → a fragment, under the safe policy and in the bare dialect.

use std::sync::LazyLock;

use guichet::base::MappedText;
use guichet::code::Highlighter;
use guichet::html::{Writer, minify};
use guichet::markup::doc_html::{DocWords, FragmentOptions, HtmlPolicy, fragment, write_exact};
use guichet::markup::{Dialect, ParseOptions, parse};

use crate::allowed::{RUNNING, tree_faults};
use crate::texts::{SOURCE, spans_are_inside, text};

/// Grammars are loaded once.
pub(crate) static HIGHLIGHTER: LazyLock<Highlighter> = LazyLock::new(Highlighter::new);

/// Most bytes of HTML for one byte of Markdown. `#` is the dearest: a heading with an
/// id and a link to itself.
const DEAREST: usize = 512;

/// Most bytes of the cells that the parser adds where rows are too short: 2^18 of them
/// in a text.
const EMPTY_CELLS: usize = 16 << 18;

struct Names;

impl DocWords for Names {
    fn word(&self, key: &str) -> &str {
        match key {
            "callout-note" => "Note",
            "details-summary" => "Détails",
            _ => "Mot",
        }
    }

    fn label(&self, key: &str, subject: &str) -> String {
        format!("{key} {subject}")
    }
}

/// Nothing runs in the fragment, it is not much longer than the text, and what is
/// said points into the text.
pub fn markdown_to_html(data: &[u8]) {
    let text = text(data);
    let options = FragmentOptions {
        tag: "fr-CA",
        dialect: Dialect::Full,
        html: HtmlPolicy::Safe,
        words: &Names,
        highlight: &|block| HIGHLIGHTER.highlight(&block.lang, &block.text).ok(),
    };
    let outcome = fragment(&text, &options);
    let html = outcome.value;
    spans_are_inside(&outcome.diagnostics, &text);
    assert!(html.len() <= most(&text), "{} from {}", html.len(), text.len());
    for result in [&html, &minify(&html)] {
        let faults = tree_faults(result, |scheme| !RUNNING.contains(&scheme));
        assert!(faults.is_empty(), "{faults:?}\nfrom {text:?}\n  to {result:?}");
    }
    let bare = MappedText::verbatim(SOURCE, &text, 0);
    let mut out = Writer::new();
    write_exact(&parse(&bare, &ParseOptions::common_mark()).value, &mut out);
    let bare = out.finish();
    assert!(bare.len() <= most(&text), "{} from {}", bare.len(), text.len());
}

fn most(text: &str) -> usize {
    (text.len() + 8) * DEAREST + EMPTY_CELLS
}
