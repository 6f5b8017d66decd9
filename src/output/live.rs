//! The output as it is, against what is remembered of it.
//!
//! A folder of which nothing has changed holds the names it held: the system
//! touches its dates whenever a name comes, goes or is replaced. It is then not
//! listed; only its files are looked at, for what is in a file changes without its
//! folder. That leaves one call for each folder and each file.

use std::ffi::OsString;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStringExt;
use std::path::Path;

use rayon::prelude::*;
use rustix::fs::{AtFlags, FileType, Mode, OFlags};
use rustix::io::Errno;

use crate::base::{Cancel, Failure};
use crate::output::manifest::Manifest;
use crate::output::table::{File, Folder, Group, Ours, Table, Trust, join_into, os, split};
use crate::output::tree::{Node, Stat, nanoseconds, shown};

/// What the clock of a file system may be behind, in nanoseconds: until it ticks, a
/// folder may change and keep its dates. Ticks are 1 to 10 ms.
const TICK: i64 = 20_000_000;

/// Files or folders looked at in one go.
const CHUNK: usize = 256;

/// The output, read.
#[derive(Debug, Default)]
pub(super) struct Live {
    pub table: Table,
    /// Paths that are remembered and gone, or that stand for a folder now.
    pub lost: Vec<Box<[u8]>>,
    /// Paths in the manifest at which there is no file.
    pub lost_listed: Vec<Box<[u8]>>,
    /// Whether it was compared with what is remembered.
    pub is_known: bool,
    /// Whether anything differs from what is remembered.
    pub has_drifted: bool,
}

impl Live {
    /// Notes which files the manifest lists.
    pub(super) fn apply(&mut self, manifest: &Manifest) {
        for (path, made) in manifest.iter() {
            match self.table.find(path.as_bytes()) {
                Some(file) => {
                    self.table.files[file].ours = Some(Ours { made: *made, inputs: None });
                }
                None => self.lost_listed.push(path.as_bytes().into()),
            }
        }
    }

    /// Whether the kept tree may hold another file than this one at its path. An
    /// inode that is the same is the same file in both; a link of others is a file
    /// of its own in each.
    pub(super) fn is_unshared(&self, file: usize) -> bool {
        let file = &self.table.files[file];
        match file.node {
            Node::File(_) => file.trust == Trust::New,
            Node::Other(_) => file.trust != Trust::Exact,
        }
    }
}

/// Whether a file in `root` is as it is remembered.
pub(super) fn holds(root: &Path, known: &Table, name: &str) -> bool {
    let Some(file) = known.find(name.as_bytes()) else { return false };
    let found = Base::open(root).and_then(|base| base.node(name.as_bytes()));
    matches!(found, Ok(Some(node)) if node == known.files[file].node)
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// A folder, and the number of its file system.
    Folder(Stat, u64),
    Node(Node),
}

/// A folder held open, so that the way to it is walked once.
#[derive(Debug)]
pub(super) struct Base {
    handle: OwnedFd,
}

impl Base {
    /// Opens a folder; a link is not followed.
    pub(super) fn open(folder: &Path) -> Result<Self, Errno> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(Self { handle: rustix::fs::open(folder, flags, Mode::empty())? })
    }

    /// What stands at a path below; `None` when nothing does.
    pub(super) fn see(&self, path: &[u8]) -> Result<Option<Seen>, Errno> {
        let path: &[u8] = if path.is_empty() { b"." } else { path };
        let meta = match rustix::fs::statat(&self.handle, path, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(meta) => meta,
            Err(Errno::NOENT | Errno::NOTDIR) => return Ok(None),
            Err(error) => return Err(error),
        };
        let stat = Stat {
            size: number(meta.st_size),
            changed: nanoseconds(number(meta.st_mtime), number(meta.st_mtime_nsec)),
            touched: nanoseconds(number(meta.st_ctime), number(meta.st_ctime_nsec)),
            inode: number(meta.st_ino),
        };
        Ok(Some(match FileType::from_raw_mode(meta.st_mode) {
            FileType::Directory => Seen::Folder(stat, number(meta.st_dev)),
            FileType::RegularFile => Seen::Node(Node::File(stat)),
            _ => Seen::Node(Node::Other(stat)),
        }))
    }

    pub(super) fn node(&self, path: &[u8]) -> Result<Option<Node>, Errno> {
        Ok(self
            .see(path)?
            .and_then(|seen| if let Seen::Node(node) = seen { Some(node) } else { None }))
    }

    pub(super) fn folder(&self, path: &[u8]) -> Result<Option<Stat>, Errno> {
        Ok(self
            .see(path)?
            .and_then(|seen| if let Seen::Folder(stat, _) = seen { Some(stat) } else { None }))
    }
}

/// The types of the fields differ from system to system; what they hold does not.
fn number<T: TryInto<U>, U: Default>(field: T) -> U {
    field.try_into().unwrap_or_default()
}

/// Reads the output at `root`, given what is remembered of it and when that was
/// written.
pub(super) fn look(
    root: &Path,
    mut known: Table,
    written: i64,
    cancel: &Cancel,
) -> Result<Live, Failure> {
    let base = Base::open(root).map_err(|error| unreadable(root, b"", error))?;
    let eyes = Eyes { root, base, cancel };
    let folders = eyes.folders(&known)?;
    eyes.files(&mut known)?;
    let listings = eyes.listings(&known, &folders, written)?;
    let is_whole = folders.iter().all(Option::is_some)
        && known.files.iter().all(|file| file.trust != Trust::Lost)
        && !known.folders.is_empty()
        && listings.iter().all(|(idx, names)| is_as_known(&known, *idx, names));
    if is_whole {
        return Ok(refresh(known, folders));
    }
    eyes.sort_anew(known, &folders, listings)
}

/// The same names: only what they stand for may have changed.
fn refresh(mut known: Table, folders: Vec<Option<Stat>>) -> Live {
    let mut has_drifted = known.files.iter().any(|file| file.trust != Trust::Exact);
    for (folder, stat) in known.folders.iter_mut().zip(folders) {
        let stat = stat.unwrap_or(folder.stat);
        has_drifted |= stat != folder.stat;
        folder.stat = stat;
    }
    Live { table: known, has_drifted, ..Live::default() }
}

/// The names in a folder, sorted.
#[derive(Debug, Default)]
struct Names {
    files: Vec<Box<[u8]>>,
    folders: Vec<Box<[u8]>>,
}

fn is_as_known(known: &Table, folder: usize, names: &Names) -> bool {
    let folder = &known.folders[folder];
    let files = &known.files[folder.first..folder.first + folder.len];
    let is_known = |name: &[u8]| known.folder(&joined(&folder.path, name)).is_some();
    // No folder is missing: each has been looked at.
    files.len() == names.files.len()
        && files.iter().zip(&names.files).all(|(file, name)| file.name == *name)
        && names.folders.iter().all(|name| is_known(name))
}

/// A folder that was read whole, and the folders in it.
struct Read {
    group: Group,
    below: Vec<Box<[u8]>>,
}

struct Eyes<'a> {
    root: &'a Path,
    base: Base,
    cancel: &'a Cancel,
}

impl Eyes<'_> {
    /// The known folders that are there, each below one that is.
    fn folders(&self, known: &Table) -> Result<Vec<Option<Stat>>, Failure> {
        let look = |folder: &Folder| {
            self.base.folder(&folder.path).map_err(|error| self.unreadable(&folder.path, error))
        };
        let mut seen: Vec<Option<Stat>> = known
            .folders
            .par_iter()
            .with_min_len(CHUNK)
            .map(look)
            .collect::<Result<_, Failure>>()?;
        // Behind a link there is no folder of ours. Those above come first.
        let is_dead = |path: &[u8], seen: &[Option<Stat>]| {
            !path.is_empty()
                && known.folder(split(path).0).is_none_or(|above| seen[above].is_none())
        };
        if seen.iter().any(Option::is_none) {
            for idx in 0..seen.len() {
                if is_dead(&known.folders[idx].path, &seen) {
                    seen[idx] = None;
                }
            }
        }
        Ok(seen)
    }

    /// Looks at every known file.
    fn files(&self, known: &mut Table) -> Result<(), Failure> {
        let Table { folders, files } = known;
        files.par_chunks_mut(CHUNK).try_for_each(|chunk| {
            self.cancel.check()?;
            let mut path = Vec::new();
            for file in chunk {
                path.clear();
                join_into(&folders[file.folder].path, &file.name, &mut path);
                let node = self.base.node(&path);
                match node.map_err(|error| self.unreadable(&path, error))? {
                    Some(node) => {
                        file.trust = Trust::of(&file.node, &node);
                        file.node = node;
                    }
                    None => file.trust = Trust::Lost,
                }
            }
            Ok(())
        })
    }

    /// The names in the folders that may hold others than are known.
    fn listings(
        &self,
        known: &Table,
        seen: &[Option<Stat>],
        written: i64,
    ) -> Result<Vec<(usize, Names)>, Failure> {
        let is_settled = |stat: &Stat| stat.touched.saturating_add(TICK) <= written;
        let mut doubtful = Vec::new();
        for (idx, stat) in seen.iter().enumerate() {
            let Some(stat) = stat else { continue };
            if *stat != known.folders[idx].stat || !is_settled(stat) {
                doubtful.push(idx);
            }
        }
        doubtful
            .into_par_iter()
            .map(|idx| Ok((idx, self.list(&known.folders[idx].path)?)))
            .collect()
    }

    /// Brings together what is known, what was listed, and what lies in new folders.
    fn sort_anew(
        &self,
        known: Table,
        seen: &[Option<Stat>],
        listings: Vec<(usize, Names)>,
    ) -> Result<Live, Failure> {
        let mut live = Live { has_drifted: true, ..Live::default() };
        let mut new_folders: Vec<Box<[u8]>> = Vec::new();
        if known.folders.is_empty() {
            new_folders.push(Box::default());
        }
        let mut groups = Vec::new();
        let mut listings = listings.into_iter().peekable();
        let mut files = known.files.into_iter();
        for (idx, folder) in known.folders.iter().enumerate() {
            let names = listings.next_if(|(listed, _)| *listed == idx).map(|(_, names)| names);
            let mut group =
                Group { path: folder.path.clone(), stat: folder.stat, files: Vec::new() };
            for file in files.by_ref().take(folder.len) {
                let is_there = names
                    .as_ref()
                    .is_none_or(|names| names.files.binary_search(&file.name).is_ok());
                if seen[idx].is_some() && is_there && file.trust != Trust::Lost {
                    group.files.push(file);
                    continue;
                }
                let path: Box<[u8]> = joined(&folder.path, &file.name).into();
                if file.ours.is_some() {
                    live.lost_listed.push(path.clone());
                }
                live.lost.push(path);
            }
            let Some(stat) = seen[idx] else { continue };
            group.stat = stat;
            if let Some(names) = names {
                self.add_new(&mut group, names.files)?;
                let below = names.folders.iter().map(|name| joined(&folder.path, name));
                new_folders.extend(
                    below
                        .filter(|path| {
                            let place = known.folders.binary_search_by(|f| (*f.path).cmp(path));
                            place.is_err()
                        })
                        .map(Vec::into_boxed_slice),
                );
            }
            groups.push(group);
        }
        self.read_whole(new_folders, &mut groups)?;
        live.table = Table::new(groups);
        Ok(live)
    }

    /// Adds the files of a folder that are not known.
    fn add_new(&self, group: &mut Group, names: Vec<Box<[u8]>>) -> Result<(), Failure> {
        let n_known = group.files.len();
        for name in names {
            let is_known = group.files[..n_known].binary_search_by(|file| file.name.cmp(&name));
            if is_known.is_ok() {
                continue;
            }
            let path = joined(&group.path, &name);
            let node = self.base.node(&path).map_err(|error| self.unreadable(&path, error))?;
            // Gone since it was listed: it stays gone.
            if let Some(node) = node {
                group.files.push(File { name, folder: 0, node, ours: None, trust: Trust::New });
            }
        }
        Ok(())
    }

    /// Reads folders of which nothing is known, level by level, so that depth costs
    /// no stack.
    fn read_whole(
        &self,
        mut level: Vec<Box<[u8]>>,
        groups: &mut Vec<Group>,
    ) -> Result<(), Failure> {
        while !level.is_empty() {
            let read: Vec<Option<Read>> = level
                .par_iter()
                .map(|path| {
                    self.cancel.check()?;
                    let stat = self.base.folder(path);
                    let Some(stat) = stat.map_err(|error| self.unreadable(path, error))? else {
                        return Ok(None);
                    };
                    let names = self.list(path)?;
                    let mut group = Group { path: path.clone(), stat, files: Vec::new() };
                    self.add_new(&mut group, names.files)?;
                    let below = names.folders.iter().map(|name| joined(path, name).into());
                    Ok(Some(Read { group, below: below.collect() }))
                })
                .collect::<Result<_, Failure>>()?;
            level.clear();
            for Read { group, below } in read.into_iter().flatten() {
                groups.push(group);
                level.extend(below);
            }
        }
        Ok(())
    }

    #[expect(clippy::disallowed_methods, reason = "the output's own bookkeeping, not the site")]
    fn list(&self, folder: &[u8]) -> Result<Names, Failure> {
        let list = || {
            let mut names = Names::default();
            for entry in std::fs::read_dir(self.root.join(os(folder)))? {
                let entry = entry?;
                let name = OsString::into_vec(entry.file_name()).into_boxed_slice();
                if entry.file_type()?.is_dir() {
                    names.folders.push(name);
                } else {
                    names.files.push(name);
                }
            }
            names.files.sort_unstable();
            Ok(names)
        };
        list().map_err(|source| Failure::Read { path: shown(&self.root.join(os(folder))), source })
    }

    fn unreadable(&self, path: &[u8], error: Errno) -> Failure {
        unreadable(self.root, path, error)
    }
}

fn unreadable(root: &Path, path: &[u8], error: Errno) -> Failure {
    Failure::Read { path: shown(&root.join(os(path))), source: error.into() }
}

pub(super) fn joined(folder: &[u8], name: &[u8]) -> Vec<u8> {
    let mut path = Vec::with_capacity(folder.len() + 1 + name.len());
    join_into(folder, name, &mut path);
    path
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

    use std::path::Path;

    use snapbox::dir::DirRoot;

    use super::{Live, look};
    use crate::base::Cancel;
    use crate::output::table::{Table, Trust};
    use crate::output::tree::Node;

    /// Later than any date of a test, so that every folder counts as settled.
    const LATE: i64 = i64::MAX;

    fn read(root: &Path, known: Table) -> Live {
        look(root, known, LATE, &Cancel::default()).unwrap()
    }

    fn names(live: &Live) -> Vec<String> {
        let path = |idx| String::from_utf8(live.table.path(idx)).unwrap();
        (0..live.table.files.len()).map(path).collect()
    }

    #[test]
    fn links_are_not_followed() {
        let temp = DirRoot::mutable_temp().unwrap();
        let root = temp.path().unwrap();
        std::fs::create_dir_all(root.join("b/c")).unwrap();
        std::fs::write(root.join("b/c/d"), "12").unwrap();
        std::os::unix::fs::symlink("..", root.join("b/up")).unwrap();
        let live = read(root, Table::default());
        assert_eq!(names(&live), ["b/up", "b/c/d"]);
        assert!(matches!(live.table.files[0].node, Node::Other(_)));
        assert!(matches!(live.table.files[1].node, Node::File(stat) if stat.size == 2));
    }

    #[test]
    fn what_is_known_is_compared_and_what_is_new_is_found() {
        let temp = DirRoot::mutable_temp().unwrap();
        let root = temp.path().unwrap();
        for folder in ["same", "gone/x", "linked", "file"] {
            std::fs::create_dir_all(root.join(folder)).unwrap();
            std::fs::write(root.join(folder).join("a"), "1").unwrap();
        }
        std::fs::write(root.join("same/b"), "1").unwrap();
        let first = read(root, Table::default());
        let again = read(root, first.table);
        assert!(!again.has_drifted && again.lost.is_empty());
        std::fs::remove_dir_all(root.join("gone")).unwrap();
        std::fs::rename(root.join("linked"), root.join("new")).unwrap();
        std::os::unix::fs::symlink("new", root.join("linked")).unwrap();
        std::fs::remove_dir_all(root.join("file")).unwrap();
        std::fs::write(root.join("file"), "1").unwrap();
        std::fs::write(root.join("same/a"), "22").unwrap();
        std::fs::remove_file(root.join("same/b")).unwrap();
        std::fs::create_dir(root.join("same/b")).unwrap();
        let third = read(root, again.table);
        assert_eq!(names(&third), ["file", "linked", "new/a", "same/a"]);
        let trust: Vec<Trust> = third.table.files.iter().map(|file| file.trust).collect();
        assert_eq!(trust, [Trust::New, Trust::New, Trust::New, Trust::SameInode]);
        let lost: Vec<_> = third.lost.iter().map(|path| str::from_utf8(path).unwrap()).collect();
        assert_eq!(lost, ["file/a", "gone/x/a", "linked/a", "same/b"]);
        assert!(third.table.folder(b"same/b").is_some() && third.has_drifted);
    }
}
