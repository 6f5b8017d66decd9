//! Markdown text → [`Doc`], the tree of an article. Pure: no file, no site.
//!
//! 1. [`expand()`] replaces variables and includes outside code;
//! 2. [`parse()`] hides container lines from the CommonMark parser, runs it and
//!    builds the tree, with the place of everything that can be wrong;
//! 3. typography is applied to the text of the tree by the language's rules;
//! 4. what a site needs of the tree is read off or written: [`Facts`], [`OpenHtml`],
//!    [`OpenText`], [`Passages`]. The tree is then dropped.

mod answers;
mod autolink;
mod build;
mod destination;
pub mod doc;
pub mod doc_html;
mod expand;
mod facts;
mod finish;
mod info;
mod lines;
mod outline;
mod parse;
mod passages;
mod plain;
pub mod prose;
mod raw_html;
mod twin;
pub mod walk;

pub use answers::{Answer, Procedure};
pub use destination::{encode_destination, is_unsafe_destination};
pub use doc::{Block, Doc, Inline};
pub use doc_html::OpenHtml;
pub use expand::{
    ExpandEnv, Expanded, Fragment, Fragments, MAX_EXPANDED_BYTES, MAX_EXPANSIONS,
    MAX_INCLUDE_DEPTH, NoFragments, expand,
};
pub use facts::{Facts, HeadingFact};
pub use outline::OutlineEntry;
pub use parse::{Dialect, MAX_DEPTH, ParseOptions, parse};
pub use passages::{Passage, Passages};
pub use plain::{plain_blocks, plain_inlines, plain_text};
pub use prose::Prose;
pub use raw_html::filter_raw_html;
pub use twin::{OpenText, twin};

#[cfg(test)]
mod tests;
