//! Finding entries of the tables in about one step.
//!
//! A build asks for every text of the site, and searching a table of tens of thousands
//! by halves reads fifteen places of memory for each answer. Digests are as evenly
//! spread as chance: the first bits of one say where it is.

use std::hash::{DefaultHasher, Hasher};
use std::ops::Range;

use crate::base::Digest;

/// Where each run of digests with the same first bits starts, in a sorted list of them.
#[derive(Debug, Default)]
pub(super) struct ByDigest {
    /// One more than there are runs; empty for an empty list.
    starts: Vec<u32>,
    /// How many bits after the first ones do not count.
    rest: u32,
}

impl ByDigest {
    /// Of a table that is sorted by digests.
    pub(super) fn of<T>(table: &[T], key: impl Fn(&T) -> &Digest) -> Self {
        let n_keys = u32::try_from(table.len()).unwrap_or(u32::MAX);
        if n_keys == 0 {
            return Self::default();
        }
        let bits = n_keys.next_power_of_two().trailing_zeros().clamp(1, 24);
        let rest = u32::BITS - bits;
        let mut starts = Vec::with_capacity((1 << bits) + 1);
        for (idx, entry) in (0_u32..).zip(table) {
            let run = (first_bits(key(entry)) >> rest) as usize;
            while starts.len() <= run {
                starts.push(idx);
            }
        }
        starts.resize((1 << bits) + 1, n_keys);
        Self { starts, rest }
    }

    /// Indexes among which the digest is, if it is in the list.
    pub(super) fn near(&self, key: &Digest) -> Range<usize> {
        if self.starts.is_empty() {
            return 0..0;
        }
        let run = (first_bits(key) >> self.rest) as usize;
        self.starts[run] as usize..self.starts[run + 1] as usize
    }
}

fn first_bits(key: &Digest) -> u32 {
    key.as_bytes().first_chunk().copied().map_or(0, u32::from_be_bytes)
}

/// Indexes of paths, by a hash of them.
#[derive(Debug, Default)]
pub(super) struct ByPath {
    /// An index and one in each taken place, 0 in a free one; at most half are taken.
    places: Vec<u32>,
}

impl ByPath {
    pub(super) fn of<T>(table: &[T], path: impl Fn(&T) -> &str) -> Self {
        let n_paths = table.len();
        if n_paths == 0 || u32::try_from(n_paths).is_err() {
            return Self::default();
        }
        let mut places = vec![0_u32; (n_paths * 2).next_power_of_two()];
        for (number, entry) in (1_u32..).zip(table) {
            let mut place = place_of(path(entry), places.len());
            while places[place] != 0 {
                place = (place + 1) % places.len();
            }
            places[place] = number;
        }
        Self { places }
    }

    /// Indexes among which that of a path is, if it is in the list.
    pub(super) fn near(&self, path: &str) -> impl Iterator<Item = usize> {
        let n_places = self.places.len();
        let start = if n_places == 0 { 0 } else { place_of(path, n_places) };
        let places = self.places[start..].iter().chain(&self.places[..start]);
        places.take_while(|number| **number != 0).map(|number| *number as usize - 1)
    }
}

/// Where a path is looked for first; `n_places` is a power of two.
fn place_of(path: &str, n_places: usize) -> usize {
    let mut hasher = DefaultHasher::new();
    hasher.write(path.as_bytes());
    // Its last bits are as good as any.
    usize::try_from(hasher.finish() & (n_places as u64 - 1)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{ByDigest, ByPath};
    use crate::base::Digest;

    #[test]
    fn every_key_is_found_and_no_other() {
        for n_keys in [0_u32, 1, 2, 3, 100, 5000] {
            let mut keys: Vec<Digest> =
                (0..n_keys).map(|number| Digest::of(&number.to_le_bytes())).collect();
            keys.sort_unstable();
            let finder = ByDigest::of(&keys, |key| key);
            let find = |key: &Digest| finder.near(key).find(|idx| keys[*idx] == *key);
            for (idx, key) in keys.iter().enumerate() {
                assert_eq!(find(key), Some(idx));
                assert!(finder.near(key).len() < 40, "runs are short");
            }
            assert_eq!(find(&Digest::of(b"none")), None);
            let paths: Vec<String> = (0..n_keys).map(|number| format!("a/{number}.md")).collect();
            let finder = ByPath::of(&paths, String::as_str);
            let find = |path: &str| finder.near(path).find(|idx| paths[*idx] == *path);
            for (idx, path) in paths.iter().enumerate() {
                assert_eq!(find(path), Some(idx));
            }
            assert_eq!(find("a/none.md"), None);
        }
    }

    #[test]
    fn the_same_first_bits_are_one_run() {
        let keys: Vec<Digest> = (0..9).map(|last| Digest::from_bytes([last / 3; 32])).collect();
        let finder = ByDigest::of(&keys, |key| key);
        assert!(keys.iter().all(|key| finder.near(key).any(|idx| keys[idx] == *key)));
    }
}
