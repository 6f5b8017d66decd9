//! What was made of images: a file each in `.guichet/cache/images/`, named by its key.
//!
//! A file begins with the digest of the rest; what does not fit is as good as absent.
//! It is written aside and renamed, so that who reads at the same time (the preview)
//! gets all of it or nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use camino::{Utf8Path, Utf8PathBuf};

use crate::base::Digest;
use crate::cache::{make_folder, read, remove, rename};

/// Most bytes of files that the last build did not ask for; beyond it the oldest go.
const MAX_UNUSED: u64 = 256 * 1024 * 1024;

/// Bytes of a digest.
const DIGEST: usize = 32;

/// The folder, and what this build did with it.
#[derive(Debug)]
pub(super) struct Images {
    folder: Utf8PathBuf,
    /// The keys that this build asked for.
    used: Mutex<BTreeSet<Digest>>,
    /// What could not be written.
    unwritten: Mutex<BTreeMap<Digest, Vec<u8>>>,
    /// Whether a file counts as there only once it was read.
    is_doubted: AtomicBool,
    n_written: AtomicU64,
}

impl Images {
    pub(super) fn new(cache: &Utf8Path) -> Self {
        Self {
            folder: cache.join("images"),
            used: Mutex::default(),
            unwritten: Mutex::default(),
            is_doubted: AtomicBool::new(false),
            n_written: AtomicU64::new(0),
        }
    }

    /// Believes no more that a file is whole because it is there.
    pub(super) fn doubt(&self) {
        self.is_doubted.store(true, Ordering::Relaxed);
    }

    pub(super) fn get(&self, key: Digest) -> Option<Vec<u8>> {
        let value = self.read(key).or_else(|| {
            let unwritten = self.unwritten.lock().unwrap_or_else(PoisonError::into_inner);
            unwritten.get(&key).cloned()
        });
        if value.is_some() {
            self.mark(key);
        }
        value
    }

    pub(super) fn holds(&self, key: Digest) -> bool {
        if self.is_doubted.load(Ordering::Relaxed) {
            return self.get(key).is_some();
        }
        let unwritten = self.unwritten.lock().unwrap_or_else(PoisonError::into_inner);
        let is_there = self.path(key).as_std_path().symlink_metadata().is_ok_and(|m| m.is_file());
        let is_held = is_there || unwritten.contains_key(&key);
        if is_held {
            self.mark(key);
        }
        is_held
    }

    pub(super) fn put(&self, key: Digest, value: Vec<u8>) {
        self.mark(key);
        if self.write(key, &value).is_none() {
            let mut unwritten = self.unwritten.lock().unwrap_or_else(PoisonError::into_inner);
            unwritten.insert(key, value);
        }
    }

    /// Deletes the oldest of what this build did not ask for, beyond the bound. Nothing
    /// is looked at when nothing was added.
    pub(super) fn prune(&self) {
        if self.n_written.load(Ordering::Relaxed) == 0 {
            return;
        }
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let names: BTreeSet<String> = used.iter().map(Digest::hex).collect();
        let mut unused = files(&self.folder);
        unused.retain(|file| !names.contains(&file.name));
        unused.sort_by(|a, b| (b.modified, &b.name).cmp(&(a.modified, &a.name)));
        let mut sum = 0;
        for file in unused {
            sum += file.size;
            if sum > MAX_UNUSED || file.name.ends_with(ASIDE) {
                let _ = remove(&self.folder.join(file.name));
            }
        }
    }

    fn path(&self, key: Digest) -> Utf8PathBuf {
        self.folder.join(key.hex())
    }

    fn mark(&self, key: Digest) {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(key);
    }

    fn read(&self, key: Digest) -> Option<Vec<u8>> {
        let path = self.path(key);
        let mut bytes = read(&path)?;
        let is_whole =
            bytes.len() >= DIGEST && Digest::of(&bytes[DIGEST..]).as_bytes()[..] == bytes[..DIGEST];
        if !is_whole {
            return None;
        }
        bytes.drain(..DIGEST);
        Some(bytes)
    }

    #[expect(clippy::disallowed_methods, reason = "the cache writes")]
    fn write(&self, key: Digest, value: &[u8]) -> Option<()> {
        make_folder(&self.folder)?;
        let path = self.path(key);
        // Two threads may make the same copy of two files that are the same.
        let nth = self.n_written.fetch_add(1, Ordering::Relaxed);
        let aside = self.folder.join(format!("{nth}{ASIDE}"));
        let bytes = [&Digest::of(value).as_bytes()[..], value].concat();
        let written = std::fs::write(&aside, bytes).and_then(|()| rename(&aside, &path));
        if written.is_err() {
            let _ = remove(&aside);
        }
        written.ok()
    }
}

/// How a file is named while it is written.
const ASIDE: &str = ".new";

struct FileAt {
    name: String,
    size: u64,
    modified: Option<SystemTime>,
}

/// The regular files of a folder.
#[expect(clippy::disallowed_methods, reason = "the cache reads what it wrote")]
fn files(folder: &Utf8Path) -> Vec<FileAt> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries
        .filter_map(|entry| {
            let meta = entry.metadata().ok().filter(std::fs::Metadata::is_file)?;
            let name = entry.file_name().into_string().ok()?;
            Some(FileAt { name, size: meta.len(), modified: meta.modified().ok() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use camino::Utf8Path;
    use snapbox::dir::DirRoot;

    use super::{Images, MAX_UNUSED, files};
    use crate::base::Digest;

    fn key(name: &str) -> Digest {
        Digest::of(name.as_bytes())
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "tests meet the disk")]
    fn what_is_damaged_is_as_good_as_absent() {
        let temp = DirRoot::mutable_temp().unwrap();
        let cache = Utf8Path::from_path(temp.path().unwrap()).unwrap();
        let images = Images::new(cache);
        images.put(key("a"), b"image".to_vec());
        images.put(key("b"), b"other".to_vec());
        let again = Images::new(cache);
        assert!(again.holds(key("a")) && !again.holds(key("c")));
        assert_eq!(again.get(key("a")).as_deref(), Some(&b"image"[..]));
        for bytes in [&b"short"[..], b"0123456789012345678901234567890123456789", b""] {
            std::fs::write(again.path(key("a")), bytes).unwrap();
            assert!(again.holds(key("a")));
            assert_eq!(again.get(key("a")), None);
        }
        again.doubt();
        assert!(!again.holds(key("a")) && again.holds(key("b")));
        again.put(key("a"), b"image".to_vec());
        assert!(again.holds(key("a")));
    }

    #[test]
    fn the_oldest_of_what_is_not_used_goes_first() {
        let temp = DirRoot::mutable_temp().unwrap();
        let cache = Utf8Path::from_path(temp.path().unwrap()).unwrap();
        let images = Images::new(cache);
        for (days, name) in ["a", "b", "c"].into_iter().enumerate() {
            images.put(key(name), b"x".to_vec());
            let file = std::fs::File::options().write(true).open(images.path(key(name))).unwrap();
            file.set_len(MAX_UNUSED / 2 + 1).unwrap();
            let day = std::time::Duration::from_hours(24 * (days as u64 + 1));
            file.set_modified(std::time::UNIX_EPOCH + day).unwrap();
        }
        let next = Images::new(cache);
        next.holds(key("a"));
        next.prune();
        assert_eq!(files(&next.folder).len(), 3, "nothing was added");
        next.put(key("d"), b"x".to_vec());
        next.prune();
        let left: Vec<bool> = ["a", "b", "c", "d"].map(|name| next.holds(key(name))).to_vec();
        assert_eq!(left, [true, false, true, true]);
    }
}
