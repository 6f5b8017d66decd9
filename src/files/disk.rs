//! Files on disk, below a root that no symbolic link leaves.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{ErrorKind, Read as _, Seek as _, SeekFrom};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::base::Stamp;
use crate::base::paths::by_parts;
use crate::files::{Entry, Files, Hidden};

/// Deepest folder that is read.
const MAX_DEPTH: usize = 64;

/// How often a file is read that changes while it is read.
const MAX_TRIES: usize = 4;

/// A folder on disk.
#[derive(Clone, Debug)]
pub struct Disk {
    root: Utf8PathBuf,
}

impl Disk {
    /// Reads below `root`.
    pub fn new(root: impl Into<Utf8PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The folder that paths are relative to.
    pub fn root(&self) -> &Utf8Path {
        &self.root
    }

    /// Follows a link when it stays below the real root and is no loop.
    fn follow(&self, entry: &DirEntry, found: &mut Found) -> std::io::Result<()> {
        let Some(path) = self.relative(entry.path()) else { return Ok(()) };
        let shown = std::fs::read_link(entry.path())
            .map_or_else(|_| String::from("?"), |target| target.to_string_lossy().into_owned());
        let real = entry.path().canonicalize().ok();
        let root = self.root.as_std_path().canonicalize()?;
        let inside = real.filter(|real| real.starts_with(&root) && !entry.path().starts_with(real));
        let Some(real) = inside else {
            found.entries.push((path, Entry::SkippedLink(shown)));
            return Ok(());
        };
        let Some(meta) = unless_gone(std::fs::metadata(&real))? else { return Ok(()) };
        if meta.is_dir() {
            if found.followed.insert(real) {
                return self.collect(&path, found);
            }
            found.entries.push((path, Entry::SkippedLink(shown)));
        } else if meta.is_file() {
            found.entries.push((path, Entry::File(stamp(&meta))));
        } else {
            found.entries.push((path, Entry::Special));
        }
        Ok(())
    }

    fn collect(&self, folder: &Utf8Path, found: &mut Found) -> std::io::Result<()> {
        let start = self.root.join(folder);
        let hidden = found.hidden;
        let walk = WalkDir::new(start.join("")).max_depth(MAX_DEPTH).follow_links(false);
        for entry in
            walk.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_left_out(entry, hidden))
        {
            let Some(entry) = unless_gone(entry.map_err(std::io::Error::from))? else { continue };
            let kind = entry.file_type();
            if kind.is_dir() {
                continue;
            }
            if kind.is_symlink() {
                self.follow(&entry, found)?;
                continue;
            }
            let Some(path) = self.relative(entry.path()) else {
                let shown = entry.file_name().to_string_lossy().into_owned();
                let above = entry.path().parent().and_then(|above| self.relative(above));
                found
                    .entries
                    .push((above.unwrap_or_else(|| folder.to_owned()), Entry::BadName(shown)));
                continue;
            };
            if kind.is_file() {
                found.regular.push(path);
            } else {
                found.entries.push((path, Entry::Special));
            }
        }
        Ok(())
    }

    /// Opens a regular file that is below the real root.
    fn open(&self, path: &Utf8Path) -> std::io::Result<File> {
        let full = self.root.join(path);
        let mut kind = full.symlink_metadata()?.file_type();
        if kind.is_symlink() {
            let real = full.as_std_path().canonicalize()?;
            if !real.starts_with(self.root.as_std_path().canonicalize()?) {
                return Err(ErrorKind::PermissionDenied.into());
            }
            kind = std::fs::metadata(&real)?.file_type();
        }
        if !kind.is_file() {
            return Err(ErrorKind::InvalidInput.into());
        }
        // What became a pipe since is not waited for.
        let flags = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();
        let file = File::options().read(true).custom_flags(flags).open(full)?;
        if file.metadata()?.is_file() { Ok(file) } else { Err(ErrorKind::InvalidInput.into()) }
    }

    /// A path that the walk made of the root and names, from the root on.
    fn relative(&self, path: &std::path::Path) -> Option<Utf8PathBuf> {
        let root = self.root.as_str().as_bytes();
        let rest = path.as_os_str().as_encoded_bytes().strip_prefix(root)?;
        let rest = rest.strip_prefix(b"/").unwrap_or(rest);
        std::str::from_utf8(rest).ok().map(Utf8PathBuf::from)
    }

    /// Asks the system about regular files, on every core: that is most of the time
    /// a walk takes.
    fn stamped(&self, paths: Vec<Utf8PathBuf>) -> std::io::Result<Vec<(Utf8PathBuf, Entry)>> {
        let asked: Vec<std::io::Result<Option<(Utf8PathBuf, Entry)>>> = paths
            .into_par_iter()
            .with_min_len(256)
            .map(|path| {
                let meta = unless_gone(self.root.join(&path).symlink_metadata())?;
                Ok(meta.map(|meta| (path, Entry::File(stamp(&meta)))))
            })
            .collect();
        asked.into_iter().filter_map(Result::transpose).collect()
    }
}

/// What was removed since its folder was read is left out, as if it had been
/// removed before.
fn unless_gone<T>(result: std::io::Result<T>) -> std::io::Result<Option<T>> {
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        other => other.map(Some),
    }
}

struct Found {
    entries: Vec<(Utf8PathBuf, Entry)>,
    /// Regular files, not stamped yet.
    regular: Vec<Utf8PathBuf>,
    followed: BTreeSet<std::path::PathBuf>,
    hidden: Hidden,
}

/// Reads until what was read is one version of a file. `once` gives none when it
/// may be a mix.
fn one_version(
    mut once: impl FnMut() -> std::io::Result<Option<Vec<u8>>>,
) -> std::io::Result<Vec<u8>> {
    for _ in 0..MAX_TRIES {
        if let Some(bytes) = once()? {
            return Ok(bytes);
        }
    }
    Err(ErrorKind::ResourceBusy.into())
}

/// The bytes of a file; none when it changed meanwhile.
fn read_once(file: &File, max_bytes: u64) -> std::io::Result<Option<Vec<u8>>> {
    let before = file.metadata()?;
    if before.len() > max_bytes {
        return Err(ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(usize::try_from(before.len()).unwrap_or(0))?;
    file.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    let n_bytes = bytes.len() as u64;
    if n_bytes > max_bytes {
        return Err(ErrorKind::FileTooLarge.into());
    }
    let after = file.metadata()?;
    let version = |meta: &std::fs::Metadata| (meta.len(), meta.mtime(), meta.mtime_nsec());
    let is_one = version(&before) == version(&after) && after.len() == n_bytes;
    Ok(is_one.then_some(bytes))
}

/// What the system knows of a file.
fn stamp(meta: &std::fs::Metadata) -> Stamp {
    Stamp {
        size: meta.len(),
        inode: meta.ino(),
        modified: (meta.mtime(), meta.mtime_nsec()),
        changed: (meta.ctime(), meta.ctime_nsec()),
    }
}

fn is_left_out(entry: &DirEntry, hidden: Hidden) -> bool {
    let name = entry.file_name().as_encoded_bytes();
    match hidden {
        Hidden::Skip => name.first() == Some(&b'.'),
        Hidden::Keep => matches!(name, b".git" | b".hg" | b".svn" | b".DS_Store"),
    }
}

impl Files for Disk {
    fn walk(
        &self,
        folder: &Utf8Path,
        hidden: Hidden,
    ) -> std::io::Result<Vec<(Utf8PathBuf, Entry)>> {
        if !self.is_there(folder) {
            return Ok(Vec::new());
        }
        let mut found =
            Found { entries: Vec::new(), regular: Vec::new(), followed: BTreeSet::new(), hidden };
        self.collect(folder, &mut found)?;
        found.regular.par_sort_unstable_by(|a, b| by_parts(a.as_str(), b.as_str()));
        let mut entries = self.stamped(found.regular)?;
        if !found.entries.is_empty() {
            entries.append(&mut found.entries);
            entries.sort_by(|a, b| by_parts(a.0.as_str(), b.0.as_str()));
        }
        Ok(entries)
    }

    fn read_at_most(&self, path: &Utf8Path, max_bytes: u64) -> std::io::Result<Vec<u8>> {
        one_version(|| {
            let file = self.open(path)?;
            read_once(&file, max_bytes)
        })
    }

    fn part(&self, path: &Utf8Path, start: u64, max_bytes: u64) -> std::io::Result<Vec<u8>> {
        let mut file = self.open(path)?;
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::new();
        file.take(max_bytes).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    fn is_there(&self, path: &Utf8Path) -> bool {
        self.root.join(path).as_std_path().exists()
    }

    fn stamp(&self, path: &Utf8Path) -> Option<Stamp> {
        let meta = self.root.join(path).as_std_path().metadata().ok()?;
        meta.is_file().then(|| stamp(&meta))
    }
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use camino::{Utf8Path, Utf8PathBuf};

    use super::{Disk, MAX_TRIES, one_version};
    use crate::files::Files as _;

    /// A folder of its own with `a`, ten bytes.
    #[expect(clippy::disallowed_methods, reason = "tests meet the disk")]
    fn folder() -> (snapbox::dir::DirRoot, Utf8PathBuf) {
        let temp = snapbox::dir::DirRoot::mutable_temp().unwrap();
        let path = Utf8Path::from_path(temp.path().unwrap()).unwrap().to_owned();
        std::fs::write(path.join("a"), "0123456789").unwrap();
        (temp, path)
    }

    #[test]
    fn a_file_that_changes_while_it_is_read_is_read_again_four_times() {
        let mut n_tries = 0;
        let bytes = one_version(|| {
            n_tries += 1;
            Ok((n_tries == MAX_TRIES).then(|| b"whole".to_vec()))
        });
        assert_eq!((bytes.unwrap(), n_tries), (b"whole".to_vec(), 4));
        let busy = one_version(|| Ok(None)).unwrap_err();
        assert_eq!(busy.kind(), ErrorKind::ResourceBusy);
    }

    #[test]
    fn a_file_larger_than_asked_for_is_refused_and_its_parts_are_read() {
        let (_temp, path) = folder();
        let disk = Disk::new(&*path);
        let file = std::fs::File::options().write(true).open(path.join("a")).unwrap();
        assert_eq!(disk.read_at_most("a".into(), 10).unwrap(), b"0123456789");
        assert_eq!(disk.part("a".into(), 8, 100).unwrap(), b"89");
        assert_eq!(disk.part("a".into(), 100, 100).unwrap(), b"");
        // A hole of a terabyte: reading it would never end.
        file.set_len(1 << 40).unwrap();
        let refused = disk.read_at_most("a".into(), 10).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::FileTooLarge);
        assert_eq!(disk.head("a".into(), 4).unwrap(), b"0123");
    }

    #[test]
    fn no_part_of_what_lies_outside_is_read() {
        let (_temp, path) = folder();
        let (_other, outside) = folder();
        std::os::unix::fs::symlink(outside.join("a"), path.join("out")).unwrap();
        std::os::unix::fs::symlink(path.join("a"), path.join("in")).unwrap();
        let disk = Disk::new(&*path);
        assert_eq!(disk.head("in".into(), 2).unwrap(), b"01");
        assert_eq!(disk.head("out".into(), 2).unwrap_err().kind(), ErrorKind::PermissionDenied);
        assert_eq!(disk.head("".into(), 2).unwrap_err().kind(), ErrorKind::InvalidInput);
    }
}
