//! Files held in memory: standard input, tests, embedded defaults.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use crate::base::Stamp;
use crate::files::{Entry, Files, Hidden};

/// A set of files in memory.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<Utf8PathBuf, Vec<u8>>,
}

impl Memory {
    /// Adds or replaces a file.
    pub fn insert(&mut self, path: impl Into<Utf8PathBuf>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), bytes.into());
    }
}

fn entry(bytes: &[u8]) -> Entry {
    Entry::File(Stamp { size: bytes.len() as u64, ..Stamp::default() })
}

impl Files for Memory {
    fn walk(
        &self,
        folder: &Utf8Path,
        hidden: Hidden,
    ) -> std::io::Result<Vec<(Utf8PathBuf, Entry)>> {
        let is_shown = |path: &Utf8Path| {
            let rest = path.strip_prefix(folder).unwrap_or(path);
            hidden == Hidden::Keep || !rest.components().any(|part| part.as_str().starts_with('.'))
        };
        let below =
            self.files.iter().filter(|(path, _)| path.starts_with(folder) && is_shown(path));
        Ok(below.map(|(path, bytes)| (path.clone(), entry(bytes))).collect())
    }

    fn read(&self, path: &Utf8Path) -> std::io::Result<Vec<u8>> {
        self.files.get(path).cloned().ok_or_else(|| std::io::ErrorKind::NotFound.into())
    }

    fn is_there(&self, path: &Utf8Path) -> bool {
        self.files.keys().any(|file| file.starts_with(path))
    }

    fn stamp(&self, path: &Utf8Path) -> Option<Stamp> {
        let bytes = self.files.get(path)?;
        Some(Stamp { size: bytes.len() as u64, ..Stamp::default() })
    }
}
