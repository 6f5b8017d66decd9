//! What one build leaves to the next, seen from the steps that use it.
//!
//! A depot only ever saves work: with an empty one, or one that forgets, every
//! step makes the same values anew.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};

use crate::base::Digest;

/// What tells one version of a file from the next without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// Number of the file in its file system.
    pub inode: u64,
    /// When the bytes last changed: seconds and nanoseconds. Anyone may set it.
    pub modified: (i64, i64),
    /// When the system last changed anything about the file: seconds and
    /// nanoseconds. Only the system sets it.
    pub changed: (i64, i64),
}

/// How a value is used, which decides where it is best kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelf {
    /// Small, and wanted by every build: the facts of a text.
    Small,
    /// Wanted when its page is made: the text itself.
    Large,
}

/// Keeps values by key, and what files held.
///
/// A value put in is there until the build ends. A value of an earlier build is
/// there or not; what comes back is what was put in, or nothing.
pub trait Depot: Sync {
    /// The value kept under a key.
    fn get(&self, shelf: Shelf, key: Digest) -> Option<Vec<u8>>;

    /// Keeps a value under a key, in place of what was there.
    fn put(&self, shelf: Shelf, key: Digest, value: Vec<u8>);

    /// The digest of a file's bytes, if its stamp proves that they are those an
    /// earlier build has read.
    fn digest(&self, path: &Utf8Path, stamp: &Stamp) -> Option<Digest>;

    /// Remembers the digest of a file's bytes.
    fn remember(&self, path: &Utf8Path, stamp: &Stamp, digest: Digest);
}

/// A depot in memory: for the preview, for tests, and where nothing can be kept.
#[derive(Debug, Default)]
pub struct MemoryDepot {
    values: Mutex<BTreeMap<(Shelf, Digest), Vec<u8>>>,
    files: Mutex<BTreeMap<Utf8PathBuf, (Stamp, Digest)>>,
}

impl Depot for MemoryDepot {
    fn get(&self, shelf: Shelf, key: Digest) -> Option<Vec<u8>> {
        let values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
        values.get(&(shelf, key)).cloned()
    }

    fn put(&self, shelf: Shelf, key: Digest, value: Vec<u8>) {
        let mut values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
        values.insert((shelf, key), value);
    }

    fn digest(&self, path: &Utf8Path, stamp: &Stamp) -> Option<Digest> {
        // Without a time of change there is no proof.
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let is_proof = stamp.changed != (0, 0);
        files.get(path).filter(|(known, _)| is_proof && known == stamp).map(|(_, digest)| *digest)
    }

    fn remember(&self, path: &Utf8Path, stamp: &Stamp, digest: Digest) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.to_owned(), (*stamp, digest));
    }
}
