//! What was made of an image, as the depot keeps it.

use serde::{Deserialize, Serialize};

use crate::base::{Depot, Digest, Shelf};
use crate::images::{Fault, Format};

/// The version of what makes pictures: raised with every change after which the same
/// image has other copies, and when an encoder is replaced. The program may change
/// otherwise, and no image is made again.
const VERSION: &str = "2";

/// What was made of an image.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    /// Width and height as it is shown.
    pub(super) size: Option<(u32, u32)>,
    /// Its copies, by format and then narrow first.
    pub(super) copies: Vec<CopyRecord>,
    /// What is published at its address instead of its own bytes.
    pub(super) published: Option<Digest>,
    /// Why nothing is made of it.
    pub(super) fault: Option<Fault>,
    /// What was taken out of a drawing.
    pub(super) removed: Vec<String>,
    /// Whether the place where it was taken, if it tells it, is published.
    pub(super) keeps_position: bool,
}

/// A copy of an image.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct CopyRecord {
    pub(super) format: Format,
    pub(super) width: u32,
    /// The digest of its bytes, under which they are kept.
    pub(super) kept: Digest,
}

/// The key of what is made of some bytes under some settings.
pub(super) fn key(content: Digest, settings: &str) -> Digest {
    Digest::of_parts([b"picture", VERSION.as_bytes(), content.as_bytes(), settings.as_bytes()])
}

/// The record under a key, if everything that it names is there too.
pub(super) fn find(depot: &dyn Depot, key: Digest) -> Option<Record> {
    let record: Record = postcard::from_bytes(&depot.get(Shelf::Picture, key)?).ok()?;
    let mut named = record.copies.iter().map(|copy| copy.kept).chain(record.published);
    named.all(|kept| depot.holds(Shelf::Picture, kept)).then_some(record)
}

/// Keeps a record.
pub(super) fn keep(depot: &dyn Depot, key: Digest, record: &Record) {
    // Plain values always have a form.
    if let Ok(bytes) = postcard::to_allocvec(record) {
        depot.put(Shelf::Picture, key, bytes);
    }
}

/// Keeps bytes under their digest.
pub(super) fn keep_bytes(depot: &dyn Depot, bytes: Vec<u8>) -> Digest {
    let digest = Digest::of(&bytes);
    depot.put(Shelf::Picture, digest, bytes);
    digest
}
