//! What everything else stands on: places in source text, language tags, the
//! names of things (four kinds of path), artifacts, dates, digests and failures.

pub mod artifacts;
pub mod cancel;
pub mod date;
pub mod depot;
pub mod digest;
pub mod failure;
pub mod fold;
pub mod lang;
pub mod mapped;
pub mod paths;
pub mod sink;
pub mod span;

/// What tells this program from any other version of it: a digest of its sources
/// and of what they are built with, made by `build.rs`. Nothing that another
/// program has kept is believed.
pub const PROGRAM: &str = env!("GUICHET_PROGRAM");

pub use artifacts::{Artifact, Artifacts, Content};
pub use cancel::Cancel;
pub use date::Date;
pub use depot::{Depot, MemoryDepot, Shelf, Stamp};
pub use digest::Digest;
pub use failure::Failure;
pub use lang::LangIdx;
pub use mapped::MappedText;
pub use paths::{ContentPath, OutputPath, UrlPath};
pub use sink::{Discard, Gather, Pieces, Sink};
pub use span::{SourceId, Sources, Span};
