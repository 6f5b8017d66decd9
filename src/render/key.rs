//! The digest of what a page is made from.

use serde::Serialize;

use crate::base::Digest;

/// Gathers the parts of a digest. Two lists of parts never look alike: each part
/// goes in with its length.
#[derive(Clone, Debug, Default)]
pub(super) struct Key {
    bytes: Vec<u8>,
    has_failed: bool,
}

impl Key {
    /// Adds bytes.
    pub(super) fn add(&mut self, part: &[u8]) {
        self.number(part.len());
        self.bytes.extend_from_slice(part);
    }

    /// Adds a number.
    pub(super) fn number(&mut self, number: usize) {
        self.bytes.extend_from_slice(&(number as u64).to_le_bytes());
    }

    /// Adds a view.
    pub(super) fn view(&mut self, view: &(impl Serialize + ?Sized)) {
        match postcard::to_allocvec(view) {
            Ok(bytes) => self.add(&bytes),
            // No view is of a kind without a form; were there one, its page would be
            // made each time.
            Err(_) => self.has_failed = true,
        }
    }

    /// The digest of what was added.
    pub(super) fn digest(&self) -> Digest {
        Digest::of(&self.bytes)
    }

    /// The digest, if it is of everything.
    pub(super) fn whole(&self) -> Option<Digest> {
        (!self.has_failed).then(|| self.digest())
    }
}
