//! Which keys a build has made nothing under, told without a lock.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::base::Digest;

/// How many keys it tells apart at best; more are mistaken for each other.
const WORDS: usize = 256;

/// A bit for each of many keys, found by the first bits of the key.
#[derive(Debug)]
pub(super) struct Sieve([AtomicU64; WORDS]);

impl Default for Sieve {
    fn default() -> Self {
        Self([const { AtomicU64::new(0) }; WORDS])
    }
}

impl Sieve {
    /// Notes a key. What is made under it must be visible no earlier.
    pub(super) fn add(&self, key: Digest) {
        let (word, bit) = place_of(key);
        self.0[word].fetch_or(bit, Ordering::Release);
    }

    /// Whether a key may have been noted: when it was, it is true; when it was not,
    /// seldom.
    pub(super) fn may_hold(&self, key: Digest) -> bool {
        let (word, bit) = place_of(key);
        self.0[word].load(Ordering::Acquire) & bit != 0
    }
}

fn place_of(key: Digest) -> (usize, u64) {
    let [first, second, ..] = *key.as_bytes();
    (usize::from(first) % WORDS, 1 << (second % 64))
}

#[cfg(test)]
mod tests {
    use super::Sieve;
    use crate::base::Digest;

    #[test]
    fn what_was_noted_is_known_and_little_else_is() {
        let sieve = Sieve::default();
        let key = |number: u32| Digest::of(&number.to_le_bytes());
        (0..100).for_each(|number| sieve.add(key(number)));
        assert!((0..100).all(|number| sieve.may_hold(key(number))));
        let n_mistaken = (100..1100).filter(|number| sieve.may_hold(key(*number))).count();
        assert!(n_mistaken < 50, "{n_mistaken} of 1000");
    }
}
