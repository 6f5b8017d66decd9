//! What a build makes: bytes, each with its path in the output.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::base::{ContentPath, OutputPath};

/// The bytes of an artifact, or where they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The bytes themselves.
    Bytes(Vec<u8>),
    /// A file of the site, copied as it is. Only its path is held, so that a
    /// large PDF is streamed and never lies in memory.
    Copy(ContentPath),
}

/// One file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Its bytes.
    pub bytes: Content,
}

/// Every file of the output, sorted by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Artifacts {
    files: BTreeMap<OutputPath, Artifact>,
}

impl Artifacts {
    /// No file yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file made of `bytes`. Tells whether the path was free; when it was
    /// not, what stood there stays: two makers of one path are for the caller to
    /// report.
    pub fn insert(&mut self, path: OutputPath, bytes: impl Into<Vec<u8>>) -> bool {
        self.add(path, Content::Bytes(bytes.into()))
    }

    /// Adds a copy of a file of the site; otherwise as [`Artifacts::insert`].
    pub fn copy(&mut self, path: OutputPath, from: ContentPath) -> bool {
        self.add(path, Content::Copy(from))
    }

    /// Adds a file; otherwise as [`Artifacts::insert`].
    pub fn add(&mut self, path: OutputPath, bytes: Content) -> bool {
        match self.files.entry(path) {
            Entry::Vacant(free) => {
                free.insert(Artifact { bytes });
                true
            }
            Entry::Occupied(_) => false,
        }
    }

    /// The file at `path`.
    pub fn get(&self, path: &OutputPath) -> Option<&Artifact> {
        self.files.get(path)
    }

    /// Every file, sorted by path.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&OutputPath, &Artifact)> {
        self.files.iter()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl IntoIterator for Artifacts {
    type Item = (OutputPath, Artifact);
    type IntoIter = std::collections::btree_map::IntoIter<OutputPath, Artifact>;

    fn into_iter(self) -> Self::IntoIter {
        self.files.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::{Artifacts, Content};
    use crate::base::OutputPath;

    #[test]
    fn a_taken_path_keeps_its_first_file() {
        let path = OutputPath::new("fr/index.html").unwrap();
        let mut artifacts = Artifacts::new();
        assert!(artifacts.insert(path.clone(), "a"));
        assert!(!artifacts.copy(path.clone(), "static/b".into()));
        assert_eq!(artifacts.get(&path).unwrap().bytes, Content::Bytes(b"a".to_vec()));
        assert_eq!(artifacts.len(), 1);
    }
}
