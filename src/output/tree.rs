//! A folder as it is on disk: what lies in it, and how it is taken away.
//!
//! Paths are relative, in bytes, with `/` between segments: what others put into
//! the output need not be UTF-8. Folders are read level by level on all threads,
//! so that depth costs no stack.

use std::ffi::{OsStr, OsString};
use std::fs::Metadata;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use camino::Utf8PathBuf;
use rayon::prelude::*;

use crate::base::Failure;

/// What tells one version of a file from the next without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stat {
    /// Bytes.
    pub size: u64,
    /// Time of the last change of the bytes, in nanoseconds since 1970. Anyone may set
    /// it to what it was.
    pub changed: i64,
    /// Time of the last change of anything, names included, in nanoseconds since
    /// 1970. Only the system sets it.
    pub touched: i64,
    /// Number of the file in its file system.
    pub inode: u64,
}

impl Stat {
    pub(super) fn of(meta: &Metadata) -> Self {
        Self {
            size: meta.len(),
            changed: nanoseconds(meta.mtime(), meta.mtime_nsec()),
            touched: nanoseconds(meta.ctime(), meta.ctime_nsec()),
            inode: meta.ino(),
        }
    }

    /// Whether it is the same file with the same bytes, more links or fewer apart.
    pub(super) fn is_same_but_for_links(&self, other: &Self) -> bool {
        Self { touched: other.touched, ..*self } == *other
    }
}

/// A date as one number. One that is too far off wraps: it only has to differ from
/// others.
pub(super) fn nanoseconds(seconds: i64, nanoseconds: i64) -> i64 {
    seconds.wrapping_mul(1_000_000_000).wrapping_add(nanoseconds)
}

/// What a name that is no folder stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// A regular file.
    File(Stat),
    /// A symbolic link, a pipe, a socket, a device.
    Other(Stat),
}

impl Node {
    pub(super) fn stat(&self) -> &Stat {
        match self {
            Self::File(stat) | Self::Other(stat) => stat,
        }
    }
}

/// Asked in the middle of long work: an error ends it.
pub(super) type GoOn<'a> = &'a (dyn Fn() -> Result<(), Failure> + Sync);

/// The names below a folder.
#[derive(Debug, Default)]
struct Names {
    files: Vec<OsString>,
    /// The folders, without the root.
    folders: Vec<OsString>,
}

/// Reads the names below `root`.
fn scan(root: &Path) -> Result<Names, Failure> {
    let mut names = Names::default();
    let mut level = vec![OsString::new()];
    while !level.is_empty() {
        let listings: Result<Vec<Names>, Failure> = level
            .par_iter()
            .map(|folder| {
                list(root, folder)
                    .map_err(|source| Failure::Read { path: shown(&root.join(folder)), source })
            })
            .collect();
        level.clear();
        for listing in listings? {
            names.files.extend(listing.files);
            level.extend(listing.folders);
        }
        names.folders.extend_from_slice(&level);
    }
    Ok(names)
}

/// Removes `root` and everything below it; what is already gone is no error.
///
/// A link is removed, never followed. A folder that forbids it is opened up:
/// it is ours to take away by the time this is called. `go_on` is asked before each
/// name, and ends the removal with what it says.
pub(super) fn remove(root: &Path, go_on: GoOn<'_>) -> Result<(), Failure> {
    let Ok(meta) = root.symlink_metadata() else { return Ok(()) };
    if !meta.is_dir() {
        return unlink(root);
    }
    empty_by(root, go_on, |path| unlink(&root.join(path)))?;
    rmdir(root)
}

/// Removes the folders below `root`, the deepest first, once `take` has taken away
/// each file.
pub(super) fn empty_by(
    root: &Path,
    go_on: GoOn<'_>,
    take: impl Fn(&OsStr) -> Result<(), Failure> + Sync,
) -> Result<(), Failure> {
    let tree = scan_for_removal(root)?;
    tree.files.par_iter().try_for_each(|path| {
        go_on()?;
        take(path)
    })?;
    for level in by_depth(tree.folders.iter().map(OsString::as_os_str)).iter().rev() {
        level.par_iter().try_for_each(|folder| {
            go_on()?;
            rmdir(&root.join(folder))
        })?;
    }
    Ok(())
}

/// Sorts paths into levels, the topmost first.
pub(super) fn by_depth<'a>(paths: impl IntoIterator<Item = &'a OsStr>) -> Vec<Vec<&'a OsStr>> {
    let mut levels: Vec<Vec<&OsStr>> = Vec::new();
    for path in paths {
        let depth = ancestors(path).count();
        if levels.len() <= depth {
            levels.resize_with(depth + 1, Vec::new);
        }
        levels[depth].push(path);
    }
    levels
}

/// Every folder above `path`, the nearest first, without the root.
pub(super) fn ancestors(path: &OsStr) -> impl Iterator<Item = &OsStr> {
    let bytes = path.as_bytes();
    let slashes = bytes.iter().enumerate().rev().filter(|(_, byte)| **byte == b'/');
    slashes.map(|(idx, _)| OsStr::from_bytes(&bytes[..idx]))
}

/// A path as it is shown to people.
pub(super) fn shown(path: &Path) -> Utf8PathBuf {
    Utf8PathBuf::from(path.to_string_lossy().into_owned())
}

/// Removes a file or a link.
#[expect(clippy::disallowed_methods, reason = "output writes")]
pub(super) fn unlink(path: &Path) -> Result<(), Failure> {
    with_access(path, |path| std::fs::remove_file(path))
}

fn rmdir(path: &Path) -> Result<(), Failure> {
    with_access(path, |path| std::fs::remove_dir(path))
}

/// Scans; a folder that cannot be read is opened up and read again.
fn scan_for_removal(root: &Path) -> Result<Names, Failure> {
    let mut last = None;
    loop {
        match scan(root) {
            Err(Failure::Read { path, source })
                if source.kind() == std::io::ErrorKind::PermissionDenied
                    && last.as_ref() != Some(&path) =>
            {
                open_up(path.as_std_path());
                last = Some(path);
            }
            other => return other,
        }
    }
}

fn with_access(path: &Path, remove: impl Fn(&Path) -> std::io::Result<()>) -> Result<(), Failure> {
    let mut result = remove(path);
    if matches!(&result, Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied)
        && let Some(parent) = path.parent()
    {
        open_up(parent);
        result = remove(path);
    }
    match result {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::Write { path: shown(path), source: error })
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

fn open_up(folder: &Path) {
    if let Ok(meta) = folder.symlink_metadata()
        && meta.is_dir()
    {
        let mode = meta.permissions().mode() | 0o700;
        // When it cannot be changed, the removal that follows says why.
        let _ = std::fs::set_permissions(folder, PermissionsExt::from_mode(mode));
    }
}

/// One folder.
#[expect(clippy::disallowed_methods, reason = "the output's own bookkeeping, not the site")]
fn list(root: &Path, folder: &OsStr) -> std::io::Result<Names> {
    let mut names = Names::default();
    for entry in std::fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let path = join(folder, &entry.file_name());
        if entry.file_type()?.is_dir() {
            names.folders.push(path);
        } else {
            names.files.push(path);
        }
    }
    Ok(names)
}

fn join(folder: &OsStr, name: &OsStr) -> OsString {
    let mut path = OsString::with_capacity(folder.len() + 1 + name.len());
    if !folder.is_empty() {
        path.push(folder);
        path.push("/");
    }
    path.push(name);
    path
}

/// The absolute form of a path in a tree.
pub(super) fn at(root: &Path, path: impl AsRef<OsStr>) -> PathBuf {
    root.join(path.as_ref())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

    use std::ffi::OsStr;

    use snapbox::dir::DirRoot;

    use super::{ancestors, by_depth, remove};

    #[test]
    fn removal_takes_a_link_and_leaves_its_target() {
        let temp = DirRoot::mutable_temp().unwrap();
        let root = temp.path().unwrap();
        std::fs::create_dir_all(root.join("gone/deep/er")).unwrap();
        std::fs::write(root.join("canary"), "alive").unwrap();
        std::os::unix::fs::symlink(root, root.join("gone/deep/link")).unwrap();
        remove(&root.join("gone"), &|| Ok(())).unwrap();
        remove(&root.join("gone"), &|| Ok(())).unwrap();
        assert!(!root.join("gone").exists());
        assert!(root.join("canary").exists());
    }

    #[test]
    fn paths_know_their_folders_and_depth() {
        let above: Vec<_> = ancestors(OsStr::new("a/b/c")).collect();
        assert_eq!(above, ["a/b", "a"]);
        let levels = by_depth(["a/b", "c", "a"].map(OsStr::new));
        assert_eq!(levels, [vec![OsStr::new("c"), OsStr::new("a")], vec![OsStr::new("a/b")]]);
    }
}
