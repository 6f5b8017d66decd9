//! The resolved site: every article placed, every link followed, every
//! translation known. No draft, no unknown language, no unresolved link is left.

mod pictures;
mod resolve;
mod twins;
mod types;

pub use pictures::{PictureContext, PictureWork, pictures};
pub use resolve::{HEADERS, REPLACEABLE, Resolved, Selection, resolve};
pub use twins::twins;
pub use types::{
    Alphabet, Alternate, Article, ArticleIdx, Asset, Audience, IndexEntry, Letter, Meta, Node,
    PageRef, Picture, Redirect, Section, SectionIdx, Site, Source, Tag, TagIdx, Target, Text,
    TranslationSet, Variant,
};
