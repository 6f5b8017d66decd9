//! Walks over a tree. Their recursion is bounded: the parser makes no tree
//! deeper than [`crate::markup::MAX_DEPTH`].

use crate::markup::doc::{Block, Doc, Inline, RawHtml};

/// What a walk meets.
pub enum Node<'a> {
    /// A block, before what is in it.
    Block(&'a mut Block),
    /// The inlines of a paragraph, heading, cell, title, label …
    Line(&'a mut Vec<Inline>),
}

/// Calls `visit` for every block and every line of inlines, in reading order.
pub fn visit(blocks: &mut [Block], visit_node: &mut dyn FnMut(Node<'_>)) {
    for block in blocks {
        visit_node(Node::Block(block));
        visit_inside(block, visit_node);
    }
}

fn visit_inside(block: &mut Block, f: &mut dyn FnMut(Node<'_>)) {
    match block {
        Block::Heading(heading) => f(Node::Line(&mut heading.inlines)),
        Block::Paragraph(inlines) => f(Node::Line(inlines)),
        Block::Figure { caption, .. } => f(Node::Line(caption)),
        Block::Quote(blocks) | Block::Steps(blocks) => visit(blocks, f),
        Block::Callout { title, blocks, .. } | Block::Details { summary: title, blocks } => {
            f(Node::Line(title));
            visit(blocks, f);
        }
        Block::Tabs { panels, .. } => {
            for panel in panels {
                f(Node::Line(&mut panel.label));
                visit(&mut panel.blocks, f);
            }
        }
        Block::List { items, .. } => items.iter_mut().for_each(|blocks| visit(blocks, f)),
        Block::Table(table) => {
            let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
            cells.for_each(|cell| f(Node::Line(cell)));
        }
        Block::Definitions(definitions) => {
            for definition in definitions {
                f(Node::Line(&mut definition.term));
                definition.meanings.iter_mut().for_each(|blocks| visit(blocks, f));
            }
        }
        Block::Code(_) | Block::Rule | Block::Html(_) => {}
    }
}

/// Calls `visit_inline` for every inline of a line, those inside others included.
pub fn visit_inlines(inlines: &mut [Inline], visit_inline: &mut dyn FnMut(&mut Inline)) {
    for inline in inlines {
        visit_inline(inline);
        match inline {
            Inline::Emphasis(inside)
            | Inline::Strong(inside)
            | Inline::Strikethrough(inside)
            | Inline::Link { inlines: inside, .. } => visit_inlines(inside, visit_inline),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Image { .. }
            | Inline::FootnoteMark { .. }
            | Inline::TaskMark(_)
            | Inline::SoftBreak
            | Inline::HardBreak
            | Inline::Html(_) => {}
        }
    }
}

/// Calls `change` for every piece of raw HTML, footnotes included; for the
/// allow-list, which rewrites each piece.
pub fn visit_raw_html(doc: &mut Doc, change: &mut dyn FnMut(&mut RawHtml)) {
    let mut on_node = |node: Node<'_>| match node {
        Node::Block(Block::Html(raw)) => change(raw),
        Node::Block(_) => {}
        Node::Line(inlines) => visit_inlines(inlines, &mut |inline| {
            if let Inline::Html(raw) = inline {
                change(raw);
            }
        }),
    };
    visit(&mut doc.blocks, &mut on_node);
    for footnote in &mut doc.footnotes {
        visit(&mut footnote.blocks, &mut on_node);
    }
}
