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

    fn read_at_most(&self, path: &Utf8Path, max_bytes: u64) -> std::io::Result<Vec<u8>> {
        match self.files.get(path) {
            None => Err(std::io::ErrorKind::NotFound.into()),
            Some(bytes) if bytes.len() as u64 > max_bytes => {
                Err(std::io::ErrorKind::FileTooLarge.into())
            }
            Some(bytes) => Ok(bytes.clone()),
        }
    }

    fn part(&self, path: &Utf8Path, start: u64, max_bytes: u64) -> std::io::Result<Vec<u8>> {
        let bytes = self.files.get(path).ok_or(std::io::ErrorKind::NotFound)?;
        let offset = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).min(bytes.len());
        Ok(bytes[offset(start)..offset(start.saturating_add(max_bytes))].to_vec())
    }

    fn is_there(&self, path: &Utf8Path) -> bool {
        self.files.keys().any(|file| file.starts_with(path))
    }

    fn stamp(&self, path: &Utf8Path) -> Option<Stamp> {
        let bytes = self.files.get(path)?;
        Some(Stamp { size: bytes.len() as u64, ..Stamp::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::Memory;
    use crate::files::Files as _;

    #[test]
    fn a_part_ends_where_the_file_does_and_a_large_file_is_refused() {
        let mut files = Memory::default();
        files.insert("a", "0123456789");
        let part = |start, max| files.part("a".into(), start, max).unwrap();
        assert_eq!(part(2, 3), b"234");
        assert_eq!(part(8, u64::MAX), b"89");
        assert_eq!(part(u64::MAX, 5), b"");
        assert_eq!(files.head("a".into(), 4).unwrap(), b"0123");
        assert_eq!(files.read_at_most("a".into(), 10).unwrap().len(), 10);
        let refused = files.read_at_most("a".into(), 9).unwrap_err();
        assert_eq!(refused.kind(), std::io::ErrorKind::FileTooLarge);
    }
}
