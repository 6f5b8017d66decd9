//! The resolved site: every article placed, every link followed, every
//! translation known. No draft, no unknown language, no unresolved link is left.

mod resolve;
mod twins;
mod types;

pub use resolve::{HEADERS, REPLACEABLE, Resolved, Selection, resolve};
pub use twins::twins;
pub use types::{
    Alternate, Article, ArticleIdx, Asset, Audience, Meta, Node, PageRef, Redirect, Section,
    SectionIdx, Site, Tag, TagIdx, Target, Text, TranslationSet,
};
