//! The first two steps: **read** the tree of files, **parse** each of them.
//!
//! Reading lists the files and may fail; it interprets nothing but the settings.
//! Parsing runs per file on every core, reads a text when no earlier build has
//! compiled it, and never fails.

mod again;
mod compiled;
pub mod decode;
mod front_matter;
mod parse;
mod read;
mod texts;

pub use again::{Again, Reader, Written};
pub use compiled::{body_key, passages_key, twin_key};
pub use front_matter::{FrontMatter, Spanned, split};
pub use parse::{PageKind, ParseContext, ParsedPage, ParsedSite, name_as_title, parse};
pub use read::{ContentFile, FOLDERS, OtherFile, SourceTree, read};
