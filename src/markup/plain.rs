//! A tree as plain text: for descriptions, search and feeds.

use crate::markup::doc::{Block, Doc, Inline};

/// The words of an article, one line for each paragraph, heading, item, row.
/// Raw HTML is left out; images give their alternative text.
pub fn plain_text(doc: &Doc) -> String {
    let mut out = String::new();
    blocks_into(&doc.blocks, &mut out);
    for footnote in &doc.footnotes {
        blocks_into(&footnote.blocks, &mut out);
    }
    out
}

/// The words of some blocks, as [`plain_text`].
pub fn plain_blocks(blocks: &[Block]) -> String {
    let mut out = String::new();
    blocks_into(blocks, &mut out);
    out
}

/// The words of a line.
pub fn plain_inlines(inlines: &[Inline]) -> String {
    let mut out = String::new();
    inlines_into(inlines, &mut out);
    out
}

fn blocks_into(blocks: &[Block], out: &mut String) {
    for block in blocks {
        block_into(block, out);
    }
}

fn block_into(block: &Block, out: &mut String) {
    match block {
        Block::Heading(heading) => line(&heading.inlines, out),
        Block::Paragraph(inlines) => line(inlines, out),
        Block::Quote(blocks) | Block::Steps(blocks) => blocks_into(blocks, out),
        Block::Callout { title, blocks, .. } | Block::Details { summary: title, blocks } => {
            line(title, out);
            blocks_into(blocks, out);
        }
        Block::Tabs { panels, .. } => {
            for panel in panels {
                line(&panel.label, out);
                blocks_into(&panel.blocks, out);
            }
        }
        Block::List { items, .. } => items.iter().for_each(|item| blocks_into(item, out)),
        Block::Code(code) => {
            out.push_str(&code.text);
            end_line(out);
        }
        Block::Table(table) => {
            row(&table.head, out);
            table.rows.iter().for_each(|cells| row(cells, out));
        }
        Block::Definitions(definitions) => {
            for definition in definitions {
                line(&definition.term, out);
                definition.meanings.iter().for_each(|blocks| blocks_into(blocks, out));
            }
        }
        Block::Figure { alt, caption, .. } => {
            out.push_str(alt);
            end_line(out);
            line(caption, out);
        }
        Block::Rule | Block::Html(_) => {}
    }
}

fn row(cells: &[Vec<Inline>], out: &mut String) {
    let start = out.len();
    for cell in cells {
        if out.len() > start {
            out.push_str(" | ");
        }
        inlines_into(cell, out);
    }
    end_line(out);
}

fn line(inlines: &[Inline], out: &mut String) {
    inlines_into(inlines, out);
    end_line(out);
}

fn end_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

fn inlines_into(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Image { alt: text, .. } => {
                out.push_str(text);
            }
            Inline::Emphasis(inside)
            | Inline::Strong(inside)
            | Inline::Strikethrough(inside)
            | Inline::Link { inlines: inside, .. } => inlines_into(inside, out),
            Inline::SoftBreak | Inline::HardBreak => out.push(' '),
            Inline::FootnoteMark { .. } | Inline::TaskMark(_) | Inline::Html(_) => {}
        }
    }
}
