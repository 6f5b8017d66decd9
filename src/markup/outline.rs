//! The headings of a tree.

use crate::markup::doc::{Block, Doc, Heading};

impl Doc {
    /// The headings that stand at the top of the tree, in order.
    pub fn headings(&self) -> Vec<&Heading> {
        let headings = self.blocks.iter().filter_map(|block| match block {
            Block::Heading(heading) => Some(heading),
            _ => None,
        });
        headings.collect()
    }
}
