//! The depot of the preview: in memory, and beneath it what builds made of images,
//! which is only read.

use camino::Utf8Path;

use crate::base::{Depot, Digest, MemoryDepot, Shelf, Stamp};
use crate::cache::FOLDER;
use crate::cache::images::Images;

/// Values up to this many bytes, asked for at every rebuild, are read once.
const SMALL: usize = 4096;

/// What one rebuild leaves to the next, and what builds left of images.
#[derive(Debug)]
pub struct PreviewDepot {
    memory: MemoryDepot,
    images: Images,
}

impl PreviewDepot {
    /// The depot of the preview of a site.
    pub fn new(root: &Utf8Path) -> Self {
        Self { memory: MemoryDepot::default(), images: Images::new(&root.join(FOLDER)) }
    }

    /// Lets go of everything in memory that nobody asked for since the last time.
    pub fn sweep(&self) {
        self.memory.sweep();
    }
}

impl Depot for PreviewDepot {
    fn get(&self, shelf: Shelf, key: Digest) -> Option<Vec<u8>> {
        self.memory.get(shelf, key).or_else(|| {
            let value = (shelf == Shelf::Picture).then(|| self.images.get(key)).flatten()?;
            if value.len() <= SMALL {
                self.memory.put(shelf, key, value.clone());
            }
            Some(value)
        })
    }

    fn holds(&self, shelf: Shelf, key: Digest) -> bool {
        self.memory.holds(shelf, key) || (shelf == Shelf::Picture && self.images.holds(key))
    }

    fn put(&self, shelf: Shelf, key: Digest, value: Vec<u8>) {
        self.memory.put(shelf, key, value);
    }

    fn digest(&self, path: &Utf8Path, stamp: &Stamp) -> Option<Digest> {
        self.memory.digest(path, stamp)
    }

    fn remember(&self, path: &Utf8Path, stamp: &Stamp, digest: Digest, newest: (i64, i64)) {
        self.memory.remember(path, stamp, digest, newest);
    }
}
