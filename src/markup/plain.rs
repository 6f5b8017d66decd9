//! The words of a tree, without its marks.

use crate::markup::doc::Inline;

/// The words of a line.
pub fn plain_inlines(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                out.push_str(&plain_inlines(inner));
            }
            Inline::Link { inlines, .. } => out.push_str(&plain_inlines(inlines)),
            Inline::SoftBreak | Inline::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out
}
