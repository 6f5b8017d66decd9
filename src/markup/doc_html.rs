//! An article's tree → HTML that a theme styles with classes alone. It reads
//! well without style and works without script.

mod blocks;
mod exact;
mod figures;
mod fragment;
mod inlines;
mod open;

use crate::code::{Highlighted, Highlighter};
use crate::diag::Arg;
use crate::html::Writer;
use crate::i18n::Words;
use crate::markup::Doc;
use crate::markup::doc::CodeBlock;

pub use crate::html::sanitize::Policy as HtmlPolicy;
pub use exact::write as write_exact;
pub use fragment::{FragmentOptions, fragment};
pub use open::{ImageSource, OpenHtml, ResolvedLink};

use open::OpenLink;

/// The strings that the HTML of an article needs.
///
/// Keys of [`DocWords::word`]: `callout-note`, `callout-tip`,
/// `callout-important`, `callout-warning`, `callout-danger` (titles),
/// `details-summary`, `footnotes-title`, `table-scroll` (name of a region that
/// scrolls), `task-done`, `task-todo` (names of boxes without words). Keys of
/// [`DocWords::label`]: `heading-anchor` (subject: the words of the heading),
/// `footnote-mark`, `footnote-back` (subject: the number of the note).
pub trait DocWords: Sync {
    /// A fixed word.
    fn word(&self, key: &str) -> &str;

    /// A name that mentions something.
    fn label(&self, key: &str, subject: &str) -> String;
}

impl DocWords for Words {
    fn word(&self, key: &str) -> &str {
        self.text(key).unwrap_or_default()
    }

    fn label(&self, key: &str, subject: &str) -> String {
        let args = ["title", "n"].map(|arg| (arg, Arg::Text(subject.to_owned())));
        self.format(key, &args).unwrap_or_else(|| subject.to_owned())
    }
}

/// Colours a block; what cannot be coloured stays plain and was reported by the
/// parse step.
pub fn highlight(highlighter: &Highlighter, block: &CodeBlock) -> Option<Highlighted> {
    if block.lang.is_empty() {
        return None;
    }
    highlighter.highlight(&block.lang, &block.text).ok()
}

/// What the writer needs to know besides the tree.
#[derive(Clone, Copy)]
pub struct DocContext<'a> {
    /// The strings of the article's language.
    pub words: &'a dyn DocWords,
    /// Colours code; none: the code is plain.
    pub highlight: &'a dyn Fn(&CodeBlock) -> Option<Highlighted>,
    /// What happens to raw HTML. Safe: it is written as it is, since its pieces
    /// were filtered by [`crate::markup::filter_raw_html`] and the caller cleans the whole body.
    pub html: HtmlPolicy,
}

/// Writes an article's text, its footnotes last. Where its links lead is filled
/// in later, by [`OpenHtml::close`].
///
/// Ids made here start with `_`, which ids of headings never do unless their
/// author writes so: `_fn-1`, `_fnref-1-2`, `_tab-1-2`, `_callout-1`.
pub fn write(doc: &Doc, ctx: &DocContext<'_>) -> OpenHtml {
    let mut body = Body::new(doc, ctx);
    body.blocks(&doc.blocks);
    if !doc.footnotes.is_empty() {
        body.footnotes();
    }
    body.finish()
}

/// The state of writing one article.
struct Body<'a> {
    doc: &'a Doc,
    ctx: &'a DocContext<'a>,
    out: Writer,
    links: Vec<OpenLink>,
    n_callouts: u32,
}

impl<'a> Body<'a> {
    fn new(doc: &'a Doc, ctx: &'a DocContext<'a>) -> Self {
        Self { doc, ctx, out: Writer::new(), links: Vec::new(), n_callouts: 0 }
    }

    fn finish(self) -> OpenHtml {
        OpenHtml { html: self.out.finish(), links: self.links }
    }
}

#[cfg(test)]
mod tests;
