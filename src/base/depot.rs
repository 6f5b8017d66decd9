//! What one build leaves to the next, seen from the steps that use it.
//!
//! A depot only ever saves work: with an empty one, or one that forgets, every
//! step makes the same values anew.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};
use serde::{Deserialize, Serialize};

use crate::base::Digest;

/// What tells one version of a file from the next without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

/// How long before the newest file a file must have last changed for its stamp to
/// be a proof, in nanoseconds. The clock of a file system moves in steps, of 4 ms on
/// most Linux: what is written twice in one step has one stamp (the "racy git"
/// problem). The newest file is as old as the moment of reading at the least.
const SETTLED: i64 = 100_000_000;

/// The same where times have no part of a second: some file systems count seconds,
/// some every other one.
const SETTLED_COARSE: i64 = 2_500_000_000;

const SECOND: i64 = 1_000_000_000;

impl Stamp {
    /// Whether a file with this stamp, read after the file that changed at `newest`,
    /// cannot change any more without getting another stamp.
    pub fn is_settled(&self, newest: (i64, i64)) -> bool {
        let (seconds, part) = self.changed;
        let wait = if part == 0 { SETTLED_COARSE } else { SETTLED };
        let sum = part.saturating_add(wait);
        let later = (seconds.saturating_add(sum / SECOND), sum % SECOND);
        self.changed != (0, 0) && later <= newest
    }
}

/// How a value is used, which decides where it is best kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelf {
    /// Small, and wanted by every build: the facts of a text.
    Small,
    /// Wanted when its page is made: the text itself.
    Large,
    /// What was made of an image. It does not depend on the version of the program, and
    /// is kept for a while after the last build that asked for it.
    Picture,
}

/// Keeps values by key, and what files held.
///
/// A value put in is there until the build ends. A value of an earlier build is
/// there or not; what comes back is what was put in, or nothing.
pub trait Depot: Sync {
    /// The value kept under a key.
    fn get(&self, shelf: Shelf, key: Digest) -> Option<Vec<u8>>;

    /// Whether there is a value under a key. One that a build asks for is kept for
    /// the next, those that nobody asks for are let go.
    fn holds(&self, shelf: Shelf, key: Digest) -> bool;

    /// Keeps a value under a key, in place of what was there.
    fn put(&self, shelf: Shelf, key: Digest, value: Vec<u8>);

    /// The digest of a file's bytes, if its stamp proves that they are those an
    /// earlier build has read.
    fn digest(&self, path: &Utf8Path, stamp: &Stamp) -> Option<Digest>;

    /// Remembers the digest of a file's bytes; `newest` is when the newest of the
    /// files changed that were there before this one was read.
    fn remember(&self, path: &Utf8Path, stamp: &Stamp, digest: Digest, newest: (i64, i64));
}

/// A depot in memory: for the preview, for tests, and where nothing can be kept.
#[derive(Debug, Default)]
pub struct MemoryDepot {
    values: Mutex<BTreeMap<(Shelf, Digest), Value>>,
    files: Mutex<BTreeMap<Utf8PathBuf, (Stamp, Digest)>>,
}

#[derive(Debug)]
struct Value {
    bytes: Vec<u8>,
    /// Whether a build asked for it since the last [`MemoryDepot::sweep`].
    is_used: bool,
}

impl MemoryDepot {
    /// Lets go of everything that nobody asked for since the last time.
    pub fn sweep(&self) {
        let mut values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
        values.retain(|_, value| std::mem::take(&mut value.is_used));
    }
}

impl Depot for MemoryDepot {
    fn get(&self, shelf: Shelf, key: Digest) -> Option<Vec<u8>> {
        let mut values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
        let value = values.get_mut(&(shelf, key))?;
        value.is_used = true;
        Some(value.bytes.clone())
    }

    fn holds(&self, shelf: Shelf, key: Digest) -> bool {
        let mut values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
        values.get_mut(&(shelf, key)).map(|value| value.is_used = true).is_some()
    }

    fn put(&self, shelf: Shelf, key: Digest, value: Vec<u8>) {
        let mut values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
        values.insert((shelf, key), Value { bytes: value, is_used: true });
    }

    fn digest(&self, path: &Utf8Path, stamp: &Stamp) -> Option<Digest> {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.get(path).filter(|(known, _)| known == stamp).map(|(_, digest)| *digest)
    }

    fn remember(&self, path: &Utf8Path, stamp: &Stamp, digest: Digest, newest: (i64, i64)) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if stamp.is_settled(newest) {
            files.insert(path.to_owned(), (*stamp, digest));
        } else {
            files.remove(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Stamp;

    #[test]
    fn a_stamp_is_a_proof_once_a_newer_file_is_there() {
        let stamp = |changed| Stamp { changed, ..Stamp::default() };
        assert!(!stamp((5, 7)).is_settled((5, 7)));
        assert!(!stamp((5, 7)).is_settled((5, 100_000_006)));
        assert!(stamp((5, 7)).is_settled((5, 100_000_007)));
        assert!(!stamp((5, 950_000_000)).is_settled((6, 0)));
        assert!(stamp((5, 950_000_000)).is_settled((6, 50_000_000)));
        assert!(!stamp((5, 0)).is_settled((7, 0)), "whole seconds may be steps");
        assert!(stamp((5, 0)).is_settled((7, 500_000_000)));
        assert!(!stamp((0, 0)).is_settled((9, 0)), "no time is no proof");
    }
}
