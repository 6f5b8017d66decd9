//! What an article says about itself: title, outline, first paragraph.

use crate::markup::doc::{Block, Doc, Heading, Inline};
use crate::markup::plain::plain_inlines;

/// A heading in the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineEntry {
    /// 1 to 6.
    pub level: u8,
    /// The id to link to.
    pub id: String,
    /// The words, without markup.
    pub text: String,
}

impl Doc {
    /// The headings a reader can see without opening anything: those of the
    /// text itself and of steps; not those in quotes, callouts, tabs or lists.
    pub fn outline(&self) -> Vec<OutlineEntry> {
        let mut entries = Vec::new();
        outline_into(&self.blocks, &mut entries);
        entries
    }

    /// Every heading, also those in quotes, callouts, tabs and lists, in order.
    pub fn headings(&self) -> Vec<&Heading> {
        let mut headings = Vec::new();
        headings_into(&self.blocks, &mut headings);
        headings
    }

    /// Takes away a first `# heading` that only repeats the title.
    pub fn drop_title(&mut self, title: &str) {
        let repeats = matches!(self.blocks.first(), Some(Block::Heading(heading))
            if heading.level == 1 && plain_inlines(&heading.inlines) == title);
        if repeats {
            self.blocks.remove(0);
        }
    }

    /// Takes away the heading that is the title: a `# heading` that opens the
    /// text. Comments before it do not count.
    pub fn take_title(&mut self) -> Option<Heading> {
        if !matches!(self.blocks.first(), Some(Block::Heading(heading)) if heading.level == 1) {
            return None;
        }
        match self.blocks.remove(0) {
            Block::Heading(heading) => Some(heading),
            _ => None,
        }
    }

    /// The words of the first paragraph, for a description; none if the text
    /// has no paragraph of its own.
    pub fn first_paragraph(&self) -> Option<String> {
        self.blocks.iter().find_map(|block| match block {
            Block::Paragraph(inlines) if !is_image(inlines) => Some(plain_inlines(inlines)),
            _ => None,
        })
    }
}

fn is_image(inlines: &[Inline]) -> bool {
    matches!(inlines, [Inline::Image { .. }])
}

fn outline_into(blocks: &[Block], entries: &mut Vec<OutlineEntry>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => entries.push(OutlineEntry {
                level: heading.level,
                id: heading.id.clone(),
                text: plain_inlines(&heading.inlines),
            }),
            Block::Steps(blocks) => outline_into(blocks, entries),
            _ => {}
        }
    }
}

/// The tree is no deeper than [`crate::markup::MAX_DEPTH`].
fn headings_into<'d>(blocks: &'d [Block], headings: &mut Vec<&'d Heading>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => headings.push(heading),
            Block::Quote(blocks)
            | Block::Steps(blocks)
            | Block::Callout { blocks, .. }
            | Block::Details { blocks, .. } => headings_into(blocks, headings),
            Block::Tabs { panels, .. } => {
                for panel in panels {
                    headings_into(&panel.blocks, headings);
                }
            }
            Block::List { items, .. } => {
                for blocks in items {
                    headings_into(blocks, headings);
                }
            }
            Block::Definitions(definitions) => {
                for blocks in definitions.iter().flat_map(|definition| &definition.meanings) {
                    headings_into(blocks, headings);
                }
            }
            Block::Paragraph(_)
            | Block::Code(_)
            | Block::Table(_)
            | Block::Figure { .. }
            | Block::Rule
            | Block::Html(_) => {}
        }
    }
}
