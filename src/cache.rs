//! The depot on disk: `.guichet/cache/`.
//!
//! Two files and a folder. `texts` is a pack of large values, written one after the other while
//! texts are compiled and read one by one when pages need them: the memory of a build
//! does not grow with its texts. `index` says where each of them is, holds the small
//! values, and what files held; it is read whole at the start and written whole at
//! the end, aside and then renamed. `lock` is held by the one build that works here;
//! another that comes meanwhile works in memory.
//!
//! Nothing in it is believed: the index ends with its own digest, each value of the
//! pack has one in the index, and the first line names the very program that wrote it
//! ([`PROGRAM`](crate::base::PROGRAM)). What does not fit is as good as absent. Everything may be deleted at
//! any time.
//!
//! It holds what the last build used, no more: an index lists only what its build
//! asked for, and a pack that is mostly waste is copied without it.
//!
//! `images` is the exception: what was made of images, a file each, does not depend on
//! the program, and making it again takes long. It is kept until there is too much.

mod images;
mod index;
mod preview;
mod sieve;

use std::collections::BTreeMap;
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};

use crate::base::{Depot, Digest, Shelf, Stamp};

use images::Images;
use index::{Index, Place};
use sieve::Sieve;

pub use preview::PreviewDepot;

/// Where it lies, below the site's root.
pub const FOLDER: &str = ".guichet/cache";

/// A pack smaller than this is never copied to be rid of waste, in bytes.
const SMALL_PACK: u64 = 32 * 1024 * 1024;

/// What earlier builds left on disk, and what this one leaves.
pub struct DiskDepot {
    folder: Utf8PathBuf,
    /// Held while the depot is in use.
    _lock: File,
    pack: File,
    /// Where the next value of the pack goes.
    end: AtomicU64,
    /// When this build began, by the system's clock.
    start: (i64, i64),
    /// What the last build left.
    old: Index,
    /// Which of the old values this build has asked for.
    used: Used,
    new: Mutex<New>,
    /// The keys of what this build makes.
    fresh: Sieve,
    /// Whether an old value turned out damaged.
    is_damaged: AtomicBool,
    /// What was made of images.
    images: Images,
}

/// Marks, one for each entry of the index.
struct Used {
    small: Vec<AtomicBool>,
    large: Vec<AtomicBool>,
    files: Vec<AtomicBool>,
}

/// What this build makes.
#[derive(Default)]
struct New {
    small: BTreeMap<Digest, Vec<u8>>,
    large: BTreeMap<Digest, Place>,
    /// Values that could not be written.
    unwritten: BTreeMap<Digest, Vec<u8>>,
    files: BTreeMap<Utf8PathBuf, (Stamp, Digest)>,
}

/// What opening found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// What the last build left, or nothing.
    Good,
    /// Something that cannot be read; it is made anew.
    Broken,
}

impl DiskDepot {
    /// Opens the depot of a site, and says what it found. None when it cannot be
    /// used: another build works there, nothing can be written, or something else has
    /// its place.
    pub fn open(root: &Utf8Path) -> (Option<Self>, Found) {
        let folder = root.join(FOLDER);
        let start = now();
        if make_folder(&folder).is_none() {
            return (None, Found::Good);
        }
        if ["lock", "index", "texts"].iter().any(|name| is_other(&folder.join(name))) {
            return (None, Found::Broken);
        }
        let Some(lock) = open_file(&folder.join("lock")).filter(|lock| lock.try_lock().is_ok())
        else {
            return (None, Found::Good);
        };
        let Some(pack) = open_file(&folder.join("texts")) else { return (None, Found::Good) };
        let (mut old, mut found) = match read(&folder.join("index")).map(Index::parse) {
            Some(index::Parsed::Good(index)) => (*index, Found::Good),
            Some(index::Parsed::Broken) => (Index::default(), Found::Broken),
            None | Some(index::Parsed::OfAnother) => (Index::default(), Found::Good),
        };
        if pack.metadata().is_ok_and(|meta| meta.len() < old.pack_end()) {
            // A pack that was cut: what lies behind its end is lost.
            (old, found) = (Index::default(), Found::Broken);
        }
        let marks = |n: usize| (0..n).map(|_| AtomicBool::new(false)).collect();
        let used = Used {
            small: marks(old.n_small()),
            large: marks(old.n_large()),
            files: marks(old.n_files()),
        };
        let end = AtomicU64::new(old.pack_end());
        let new = Mutex::default();
        let is_damaged = AtomicBool::new(false);
        let fresh = Sieve::default();
        let images = Images::new(&folder);
        let depot = Self {
            folder,
            _lock: lock,
            pack,
            end,
            start,
            old,
            used,
            new,
            fresh,
            is_damaged,
            images,
        };
        (Some(depot), found)
    }

    /// Whether a value of an earlier build turned out damaged.
    pub fn is_damaged(&self) -> bool {
        self.is_damaged.load(Ordering::Relaxed)
    }

    /// Forgets everything that earlier builds left.
    pub fn forget(&mut self) {
        self.old = Index::default();
        self.used = Used { small: Vec::new(), large: Vec::new(), files: Vec::new() };
        self.new = Mutex::default();
        self.fresh = Sieve::default();
        self.end = AtomicU64::new(0);
        self.is_damaged = AtomicBool::new(false);
        self.images.doubt();
    }

    /// Leaves what this build used to the next. Not being able to costs time only,
    /// so nothing is said.
    pub fn save(mut self) {
        self.images.prune();
        let new = std::mem::take(self.new.get_mut().unwrap_or_else(PoisonError::into_inner));
        if new.small.is_empty()
            && new.large.is_empty()
            && new.files.is_empty()
            && self.is_all_used()
        {
            return;
        }
        let is_used = |marks: &[AtomicBool], idx: usize| {
            marks.get(idx).is_some_and(|mark| mark.load(Ordering::Relaxed))
        };
        let small = self
            .old
            .small()
            .filter(|(idx, key, _)| is_used(&self.used.small, *idx) && !new.small.contains_key(key))
            .map(|(_, key, value)| (key, value));
        let small: Vec<(Digest, &[u8])> =
            small.chain(new.small.iter().map(|(key, value)| (*key, value.as_slice()))).collect();
        let large = self
            .old
            .large()
            .filter(|(idx, key, _)| is_used(&self.used.large, *idx) && !new.large.contains_key(key))
            .map(|(_, key, place)| (key, place));
        let mut large: Vec<(Digest, Place)> =
            large.chain(new.large.iter().map(|(key, place)| (*key, *place))).collect();
        let files = self
            .old
            .files()
            .filter(|(idx, path, _)| {
                is_used(&self.used.files, *idx) && !new.files.contains_key(*path)
            })
            .map(|(_, path, (stamp, digest))| (path, stamp, digest));
        let settled = new.files.iter().filter(|(_, (stamp, _))| stamp.is_settled(self.start));
        let files: Vec<(&Utf8Path, Stamp, Digest)> = files
            .chain(settled.map(|(path, (stamp, digest))| (path.as_path(), *stamp, *digest)))
            .collect();
        let end = self.end.load(Ordering::Relaxed);
        let live: u64 = large.iter().map(|(_, place)| u64::from(place.len)).sum();
        let end = if end > SMALL_PACK && end / 2 > live {
            match self.repack(&mut large) {
                Some(end) => end,
                None => return,
            }
        } else {
            end
        };
        let bytes = index::to_bytes(small, large, files, end);
        let _ = replace(&self.folder.join("index"), &bytes);
    }

    fn is_all_used(&self) -> bool {
        let all = |marks: &[AtomicBool]| marks.iter().all(|mark| mark.load(Ordering::Relaxed));
        all(&self.used.small) && all(&self.used.large) && all(&self.used.files)
    }

    /// Copies what is in use to a new pack; gives its end.
    fn repack(&self, large: &mut [(Digest, Place)]) -> Option<u64> {
        let aside = self.folder.join("texts.new");
        let _ = remove(&aside);
        let to = open_file(&aside)?;
        let mut end = 0;
        for (_, place) in large.iter_mut() {
            let value = self.read_at(*place)?;
            to.write_all_at(&value, end).ok()?;
            place.offset = end;
            end += u64::from(place.len);
        }
        // An index of the old pack never meets the new one: it goes first.
        remove(&self.folder.join("index")).ok()?;
        rename(&aside, &self.folder.join("texts")).ok()?;
        Some(end)
    }

    fn read_at(&self, place: Place) -> Option<Vec<u8>> {
        self.read_bytes(place).filter(|value| place.check == Place::check_of(value))
    }

    fn read_bytes(&self, place: Place) -> Option<Vec<u8>> {
        let mut value = vec![0; place.len as usize];
        self.pack.read_exact_at(&mut value, place.offset).ok()?;
        Some(value)
    }

    fn made(&self) -> MutexGuard<'_, New> {
        self.new.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What this build has made under a key, asked without waiting for other threads
    /// where it has made nothing.
    fn of_new<T>(&self, key: Digest, find: impl Fn(&New) -> Option<T>) -> Option<T> {
        if self.fresh.may_hold(key) { find(&self.made()) } else { None }
    }

    /// Where a value of the pack is.
    fn place(&self, key: Digest) -> Option<Place> {
        if let Some(place) = self.of_new(key, |new| new.large.get(&key).copied()) {
            return Some(place);
        }
        let (idx, place) = self.old.find_large(key)?;
        self.used.large.get(idx)?.store(true, Ordering::Relaxed);
        Some(place)
    }
}

impl Depot for DiskDepot {
    fn get(&self, shelf: Shelf, key: Digest) -> Option<Vec<u8>> {
        match shelf {
            Shelf::Small => {
                if let Some(value) = self.of_new(key, |new| new.small.get(&key).cloned()) {
                    return Some(value);
                }
                let (idx, value) = self.old.find_small(key)?;
                self.used.small.get(idx)?.store(true, Ordering::Relaxed);
                Some(value.to_owned())
            }
            Shelf::Large => {
                let own = self.of_new(key, |new| new.large.get(&key).copied());
                if let Some(place) = own {
                    // Written a moment ago, by this very program.
                    return self.read_bytes(place);
                }
                let Some(place) = self.place(key) else {
                    return self.of_new(key, |new| new.unwritten.get(&key).cloned());
                };
                let value = self.read_at(place);
                if value.is_none() {
                    self.is_damaged.store(true, Ordering::Relaxed);
                }
                value
            }
            Shelf::Picture => self.images.get(key),
        }
    }

    fn holds(&self, shelf: Shelf, key: Digest) -> bool {
        match shelf {
            Shelf::Small => {
                let is_new = self.of_new(key, |new| new.small.get(&key).map(|_| ())).is_some();
                is_new || self.old.find_small(key).is_some()
            }
            Shelf::Large => {
                let is_unwritten = |new: &New| new.unwritten.get(&key).map(|_| ());
                self.place(key).is_some() || self.of_new(key, is_unwritten).is_some()
            }
            Shelf::Picture => self.images.holds(key),
        }
    }

    fn put(&self, shelf: Shelf, key: Digest, value: Vec<u8>) {
        if shelf == Shelf::Picture {
            self.images.put(key, value);
            return;
        }
        self.fresh.add(key);
        if shelf == Shelf::Small {
            self.made().small.insert(key, value);
            return;
        }
        let check = Place::check_of(&value);
        let Ok(len) = u32::try_from(value.len()) else {
            self.made().unwritten.insert(key, value);
            return;
        };
        // The same value again, of a text that is compiled each time.
        if self.place(key).is_some_and(|place| (place.len, place.check) == (len, check)) {
            return;
        }
        let offset = self.end.fetch_add(u64::from(len), Ordering::Relaxed);
        match self.pack.write_all_at(&value, offset) {
            Ok(()) => {
                self.made().large.insert(key, Place { offset, len, check });
            }
            // A full disk: what is to be published may still fit in what it replaces.
            Err(_) => {
                self.made().unwritten.insert(key, value);
            }
        }
    }

    fn digest(&self, path: &Utf8Path, stamp: &Stamp) -> Option<Digest> {
        let (idx, (known, digest)) = self.old.find_file(path)?;
        if known != *stamp {
            return None;
        }
        self.used.files.get(idx)?.store(true, Ordering::Relaxed);
        Some(digest)
    }

    fn remember(&self, path: &Utf8Path, stamp: &Stamp, digest: Digest, newest: (i64, i64)) {
        if stamp.is_settled(newest) {
            self.made().files.insert(path.to_owned(), (*stamp, digest));
        }
    }
}

/// The time, to tell stamps that are settled. Nothing that is published depends on it.
#[expect(clippy::disallowed_methods, reason = "the cache asks how old files are")]
fn now() -> (i64, i64) {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or((0, 0), |since| {
        (i64::try_from(since.as_secs()).unwrap_or(i64::MAX), i64::from(since.subsec_nanos()))
    })
}

#[expect(clippy::disallowed_methods, reason = "the cache writes")]
fn make_folder(folder: &Utf8Path) -> Option<()> {
    std::fs::create_dir_all(folder).ok()
}

/// Whether a folder or a link is in the place of a file: somebody else's.
fn is_other(path: &Utf8Path) -> bool {
    path.as_std_path().symlink_metadata().is_ok_and(|meta| !meta.is_file())
}

fn open_file(path: &Utf8Path) -> Option<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let options = &mut File::options();
    options.read(true).write(true).create(true).truncate(false).mode(0o644);
    options.open(path).ok()
}

#[expect(clippy::disallowed_methods, reason = "the cache reads what it wrote")]
fn read(path: &Utf8Path) -> Option<Vec<u8>> {
    std::fs::read(path).ok()
}

#[expect(clippy::disallowed_methods, reason = "the cache writes")]
fn replace(path: &Utf8Path, bytes: &[u8]) -> std::io::Result<()> {
    let aside = path.with_extension("new");
    let written = std::fs::write(&aside, bytes).and_then(|()| rename(&aside, path));
    if written.is_err() {
        let _ = remove(&aside);
    }
    written
}

#[expect(clippy::disallowed_methods, reason = "the cache writes")]
fn rename(from: &Utf8Path, to: &Utf8Path) -> std::io::Result<()> {
    std::fs::rename(from, to)
}

#[expect(clippy::disallowed_methods, reason = "the cache writes")]
fn remove(path: &Utf8Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests;
