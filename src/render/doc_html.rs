//! An article's tree → HTML that a theme styles with classes alone. It reads
//! well without style and works without script.

mod blocks;
mod exact;
mod figures;
mod fragment;
mod inlines;

use crate::code::Highlighted;
use crate::html::Writer;
use crate::markup::Doc;
use crate::markup::doc::{CodeBlock, Inline, LinkId};

pub use crate::html::sanitize::Policy as HtmlPolicy;
pub use exact::write as write_exact;
pub use fragment::{FragmentOptions, fragment};

/// Where a link or image leads once the site is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResolvedLink {
    /// The address as it stands in the attribute, before HTML escaping; empty
    /// when it leads nowhere: the words are then shown without a link.
    pub href: String,
    /// The language tag of the page, when it is not the article's.
    pub hreflang: Option<String>,
    /// Whether it leads to another site.
    pub is_external: bool,
    /// Width and height of an image in CSS pixels, when known.
    pub size: Option<(u32, u32)>,
}

/// The strings that the HTML of an article needs.
///
/// Keys of [`DocWords::word`]: `callout-note`, `callout-tip`,
/// `callout-important`, `callout-warning`, `callout-danger` (titles),
/// `details-summary`, `footnotes-title`, `table-scroll` (name of a region that
/// scrolls), `task-done`, `task-todo` (names of boxes without words). Keys of
/// [`DocWords::label`]: `heading-anchor` (subject: the words of the heading),
/// `footnote-mark`, `footnote-back` (subject: the number of the note).
pub trait DocWords {
    /// A fixed word.
    fn word(&self, key: &str) -> &str;

    /// A name that mentions something.
    fn label(&self, key: &str, subject: &str) -> String;
}

/// What the writer needs to know besides the tree.
#[derive(Clone, Copy)]
pub struct DocContext<'a> {
    /// Targets, parallel to [`Doc::links`]. A missing one leads nowhere.
    pub targets: &'a [ResolvedLink],
    /// The strings of the article's language.
    pub words: &'a dyn DocWords,
    /// Colours code; none: the code is plain.
    pub highlight: &'a dyn Fn(&CodeBlock) -> Option<Highlighted>,
    /// What happens to raw HTML. Safe: it is written as it is, since its pieces
    /// were filtered by [`crate::markup::filter_raw_html`] and the caller cleans the whole body.
    pub html: HtmlPolicy,
}

/// Writes an article's text, its footnotes last.
///
/// Ids made here start with `_`, which ids of headings never do unless their
/// author writes so: `_fn-1`, `_fnref-1-2`, `_tab-1-2`, `_callout-1`.
pub fn write(doc: &Doc, ctx: &DocContext<'_>, out: &mut Writer) {
    let mut body = Body { doc, ctx, out, n_callouts: 0 };
    body.blocks(&doc.blocks);
    if !doc.footnotes.is_empty() {
        body.footnotes();
    }
}

/// Writes a line of inlines: a title, a label in a menu.
pub fn write_inlines(doc: &Doc, inlines: &[Inline], ctx: &DocContext<'_>, out: &mut Writer) {
    Body { doc, ctx, out, n_callouts: 0 }.inlines(inlines);
}

/// The state of writing one article.
struct Body<'a> {
    doc: &'a Doc,
    ctx: &'a DocContext<'a>,
    out: &'a mut Writer,
    n_callouts: u32,
}

impl<'a> Body<'a> {
    /// Where a link leads, unless that would run code.
    fn target(&self, link: LinkId) -> Option<&'a ResolvedLink> {
        let target = self.ctx.targets.get(link.0 as usize)?;
        let is_shown =
            !target.href.is_empty() && !crate::markup::is_unsafe_destination(&target.href);
        is_shown.then_some(target)
    }
}

#[cfg(test)]
mod tests;
