//! The first two steps: **read** the tree of files, **parse** each of them.
//!
//! Reading meets the disk and may fail; it interprets nothing. Parsing is pure,
//! runs per file on every core, and never fails.

pub mod decode;
mod front_matter;
mod parse;
mod read;

pub use front_matter::{FrontMatter, Spanned, split};
pub use parse::{PageKind, ParsedPage, ParsedSite, name_as_title, parse};
pub use read::{ContentFile, SourceTree, read};
