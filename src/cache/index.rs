//! The index: what is kept, and where.

mod find;

use camino::{Utf8Path, Utf8PathBuf};
use serde::{Deserialize, Serialize};

use crate::base::{Digest, PROGRAM, Stamp};

use find::{ByDigest, ByPath};

/// How it begins; the program's own mark follows on the same line.
const FIRST: &str = "guichet-cache 1 ";

/// Bytes of a digest.
const DIGEST: usize = 32;

/// Where a value of the pack is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    pub(super) offset: u64,
    pub(super) len: u32,
    /// The first half of its digest: enough against damage.
    pub(super) check: [u8; 16],
}

impl Place {
    pub(super) fn check_of(value: &[u8]) -> [u8; 16] {
        let mut check = [0; 16];
        check.copy_from_slice(&Digest::of(value).as_bytes()[..16]);
        check
    }
}

/// The tables, each sorted by its key.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Tables {
    /// Key and length of each small value; the values follow the tables.
    small: Vec<(Digest, u32)>,
    large: Vec<(Digest, Place)>,
    files: Vec<(Utf8PathBuf, Stamp, Digest)>,
    pack_end: u64,
}

/// An index as it was read.
#[derive(Debug, Default)]
pub(super) struct Index {
    tables: Tables,
    bytes: Vec<u8>,
    /// Where each small value ends in the bytes.
    ends: Vec<usize>,
    first: usize,
    finders: Finders,
}

/// Where in the tables to look.
#[derive(Debug, Default)]
struct Finders {
    small: ByDigest,
    large: ByDigest,
    files: ByPath,
}

/// What bytes turn out to be.
pub(super) enum Parsed {
    Good(Box<Index>),
    /// Whole, but of another program.
    OfAnother,
    Broken,
}

impl Index {
    pub(super) fn parse(bytes: Vec<u8>) -> Parsed {
        let Some(body) = bytes.len().checked_sub(DIGEST).and_then(|end| bytes.get(..end)) else {
            return Parsed::Broken;
        };
        if Digest::of(body).as_bytes()[..] != bytes[body.len()..] {
            return Parsed::Broken;
        }
        let first_line = format!("{FIRST}{PROGRAM}\n");
        let Some(rest) = body.strip_prefix(first_line.as_bytes()) else {
            return Parsed::OfAnother;
        };
        let Ok((tables, values)) = postcard::take_from_bytes::<Tables>(rest) else {
            return Parsed::Broken;
        };
        let first = body.len() - values.len();
        let mut end = first;
        let mut ends = Vec::with_capacity(tables.small.len());
        for (_, len) in &tables.small {
            end += *len as usize;
            ends.push(end);
        }
        if end != body.len() {
            return Parsed::Broken;
        }
        let finders = Finders {
            small: ByDigest::of(&tables.small, |(key, _)| key),
            large: ByDigest::of(&tables.large, |(key, _)| key),
            files: ByPath::of(&tables.files, |(path, ..)| path.as_str()),
        };
        Parsed::Good(Box::new(Self { tables, bytes, ends, first, finders }))
    }

    pub(super) fn pack_end(&self) -> u64 {
        self.tables.pack_end
    }

    pub(super) fn n_small(&self) -> usize {
        self.tables.small.len()
    }

    pub(super) fn n_large(&self) -> usize {
        self.tables.large.len()
    }

    fn value(&self, idx: usize) -> &[u8] {
        let start = if idx == 0 { self.first } else { self.ends[idx - 1] };
        self.bytes.get(start..self.ends[idx]).unwrap_or_default()
    }

    pub(super) fn find_small(&self, key: Digest) -> Option<(usize, &[u8])> {
        let table = &self.tables.small;
        let mut near = self.finders.small.near(&key);
        let idx = near.find(|idx| table[*idx].0 == key)?;
        Some((idx, self.value(idx)))
    }

    pub(super) fn find_large(&self, key: Digest) -> Option<(usize, Place)> {
        let table = &self.tables.large;
        let mut near = self.finders.large.near(&key);
        let idx = near.find(|idx| table[*idx].0 == key)?;
        Some((idx, table[idx].1))
    }

    pub(super) fn n_files(&self) -> usize {
        self.tables.files.len()
    }

    pub(super) fn find_file(&self, path: &Utf8Path) -> Option<(usize, (Stamp, Digest))> {
        let files = &self.tables.files;
        let mut near = self.finders.files.near(path.as_str());
        let idx = near.find(|idx| files[*idx].0.as_str() == path.as_str())?;
        Some((idx, (files[idx].1, files[idx].2)))
    }

    pub(super) fn small(&self) -> impl Iterator<Item = (usize, Digest, &[u8])> {
        let keys = self.tables.small.iter().enumerate();
        keys.map(|(idx, (key, _))| (idx, *key, self.value(idx)))
    }

    pub(super) fn large(&self) -> impl Iterator<Item = (usize, Digest, Place)> {
        self.tables.large.iter().enumerate().map(|(idx, (key, place))| (idx, *key, *place))
    }

    pub(super) fn files(&self) -> impl Iterator<Item = (usize, &Utf8Path, (Stamp, Digest))> {
        let files = self.tables.files.iter().enumerate();
        files.map(|(idx, (path, stamp, digest))| (idx, path.as_path(), (*stamp, *digest)))
    }
}

/// The bytes of an index.
pub(super) fn to_bytes(
    mut small: Vec<(Digest, &[u8])>,
    mut large: Vec<(Digest, Place)>,
    mut files: Vec<(&Utf8Path, Stamp, Digest)>,
    pack_end: u64,
) -> Vec<u8> {
    small.sort_by_key(|(key, _)| *key);
    large.sort_by_key(|(key, _)| *key);
    // By their bytes: comparing paths part by part is ten times slower.
    files.sort_by(|a, b| a.0.as_str().cmp(b.0.as_str()));
    let length = |(key, value): &(Digest, &[u8])| (*key, u32::try_from(value.len()).unwrap_or(0));
    let tables = (small.iter().map(length).collect::<Vec<_>>(), large, files, pack_end);
    // Lists of digests and numbers always have a form.
    let tables = postcard::to_allocvec(&tables).unwrap_or_default();
    let first = format!("{FIRST}{PROGRAM}\n");
    let n_values: usize = small.iter().map(|(_, value)| value.len()).sum();
    let mut bytes = Vec::with_capacity(first.len() + tables.len() + n_values + DIGEST);
    bytes.extend_from_slice(first.as_bytes());
    bytes.extend_from_slice(&tables);
    drop(tables);
    for (_, value) in small {
        bytes.extend_from_slice(value);
    }
    let digest = Digest::of(&bytes);
    bytes.extend_from_slice(digest.as_bytes());
    bytes
}
