//! Markdown text → [`Doc`], the tree of an article. Pure: no file, no site.
//!
//! 1. [`expand`] replaces variables and includes outside code;
//! 2. [`parse`] gives containers their own paragraphs, runs the CommonMark
//!    parser and builds the tree, with the place of everything that can be wrong;
//! 3. typography is applied to the text of the tree by the language's rules.

mod destination;
pub mod doc;
mod outline;
mod plain;

pub use destination::{encode_destination, is_unsafe_destination};
pub use doc::{Block, Doc, Inline};
pub use outline::OutlineEntry;
pub use plain::{plain_blocks, plain_inlines, plain_text};
