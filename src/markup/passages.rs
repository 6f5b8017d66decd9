//! A tree as the lines that may answer a question, each with the heading it stands
//! under.

use serde::{Deserialize, Serialize};

use crate::markup::doc::{Block, Doc, Inline};
use crate::markup::plain::plain_inlines;

/// The words of an article, line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passages {
    /// In reading order, footnotes last.
    pub lines: Vec<Passage>,
}

/// A paragraph, an item of a list, a row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// How many headings stand before it: it belongs to the last of them, number
    /// `heading - 1` of [`crate::markup::Facts::headings`]; 0 before the first.
    pub heading: u32,
    /// Its words, on one line.
    pub text: String,
}

impl Passages {
    /// Reads them off a tree. Code and raw HTML are left out: nobody asks with them.
    pub fn of(doc: &Doc) -> Self {
        let mut walk = Walk { heading: 0, lines: Vec::new() };
        walk.blocks(&doc.blocks);
        for footnote in &doc.footnotes {
            walk.blocks(&footnote.blocks);
        }
        Self { lines: walk.lines }
    }

    /// The bytes that [`Passages::from_bytes`] reads back.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Strings, numbers and lists always have a form.
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// Reads bytes back; none when they are others'.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

struct Walk {
    heading: u32,
    lines: Vec<Passage>,
}

impl Walk {
    /// The tree is no deeper than [`crate::markup::MAX_DEPTH`].
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(_) => self.heading += 1,
            Block::Paragraph(inlines) | Block::Figure { caption: inlines, .. } => {
                self.line(inlines);
            }
            Block::Quote(blocks) | Block::Steps(blocks) => self.blocks(blocks),
            Block::Callout { title, blocks, .. } | Block::Details { summary: title, blocks } => {
                self.line(title);
                self.blocks(blocks);
            }
            Block::Tabs { panels, .. } => {
                for panel in panels {
                    self.line(&panel.label);
                    self.blocks(&panel.blocks);
                }
            }
            Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
            Block::Table(table) => table.rows.iter().for_each(|row| self.row(row)),
            Block::Definitions(definitions) => {
                for definition in definitions {
                    self.line(&definition.term);
                    definition.meanings.iter().for_each(|blocks| self.blocks(blocks));
                }
            }
            Block::Code(_) | Block::Rule | Block::Html(_) => {}
        }
    }

    fn line(&mut self, inlines: &[Inline]) {
        self.push(&plain_inlines(inlines));
    }

    /// The cells of a row, the first as what the others are about.
    fn row(&mut self, cells: &[Vec<Inline>]) {
        let mut text = String::new();
        for cell in cells.iter().map(|cell| plain_inlines(cell)) {
            let cell = cell.trim();
            if cell.is_empty() {
                continue;
            }
            text.push_str(if text.is_empty() { "" } else { " — " });
            text.push_str(cell);
        }
        self.push(&text);
    }

    fn push(&mut self, text: &str) {
        // Spaces that do not break stay.
        let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.lines.push(Passage { heading: self.heading, text });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Passages;
    use crate::base::{MappedText, SourceId};
    use crate::markup::{ParseOptions, parse};

    #[test]
    fn every_line_knows_the_heading_it_stands_under() {
        let text = "Intro.\n\n## A\n\n- one\n- two\n\n> ### B\n>\n> quoted\n\n| k | v |\n| - | - |\n\
                    | x | y |\n\n```\ncode\n```\n";
        let mapped = MappedText::verbatim(SourceId(0), text, 0);
        let doc = parse(&mapped, &ParseOptions::full(None)).value;
        let passages = Passages::of(&doc);
        let lines: Vec<(u32, &str)> =
            passages.lines.iter().map(|line| (line.heading, line.text.as_str())).collect();
        let expected = [(0, "Intro."), (1, "one"), (1, "two"), (2, "quoted"), (2, "x — y")];
        assert_eq!(lines, expected);
        assert_eq!(Passages::from_bytes(&passages.to_bytes()), Some(passages));
    }
}
