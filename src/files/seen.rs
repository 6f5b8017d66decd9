//! Files of a folder that is listed once: who asks again gets the same answer.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};

use crate::base::Stamp;
use crate::files::{Entry, Files, Hidden};

/// What a folder holds, by path.
type Listing = Vec<(Utf8PathBuf, Entry)>;

/// Other files, each folder of which has one listing only.
pub struct Seen<'f> {
    files: &'f dyn Files,
    walks: Mutex<BTreeMap<(Utf8PathBuf, Hidden), Listing>>,
}

impl<'f> Seen<'f> {
    /// Nothing is listed yet.
    pub fn new(files: &'f dyn Files) -> Self {
        Self { files, walks: Mutex::default() }
    }
}

impl Files for Seen<'_> {
    fn walk(&self, folder: &Utf8Path, hidden: Hidden) -> std::io::Result<Listing> {
        let key = (folder.to_owned(), hidden);
        let known = || self.walks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(listing) = known().get(&key) {
            return Ok(listing.clone());
        }
        // Nothing is locked meanwhile, since the walk uses every core. When two ask
        // at once, both get the first answer.
        let listing = self.files.walk(folder, hidden)?;
        Ok(known().entry(key).or_insert(listing).clone())
    }

    fn read_at_most(&self, path: &Utf8Path, max_bytes: u64) -> std::io::Result<Vec<u8>> {
        self.files.read_at_most(path, max_bytes)
    }

    fn part(&self, path: &Utf8Path, start: u64, max_bytes: u64) -> std::io::Result<Vec<u8>> {
        self.files.part(path, start, max_bytes)
    }

    fn is_there(&self, path: &Utf8Path) -> bool {
        self.files.is_there(path)
    }

    fn stamp(&self, path: &Utf8Path) -> Option<Stamp> {
        self.files.stamp(path)
    }
}
