//! Making the new tree, complete and safe on disk, where nobody sees it yet: from
//! nothing, or from the tree that is kept (`spare.rs`).

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, FileTimes};
use std::io::{Error, ErrorKind, Write};
use std::os::unix::fs::{MetadataExt, chown};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use camino::Utf8PathBuf;
use rayon::prelude::*;

use crate::base::{Cancel, Digest, Failure};
use crate::output::live::{Base, Live};
use crate::output::manifest;
use crate::output::plan::{Item, Plan};
use crate::output::publisher::Source;
use crate::output::spare::Spare;
use crate::output::sync;
use crate::output::table::{self, Table, Trust, os, split};
use crate::output::tree::{self, Node, Stat, ancestors, by_depth, shown};
use crate::output::work::{Work, step};

/// What was made, as the next build will find it.
#[derive(Debug)]
pub(super) struct Staged {
    /// The digest of the manifest.
    pub manifest: Digest,
    /// The new tree.
    pub table: Table,
    /// Whether every file that was not written is a link to the published one.
    pub is_linked: bool,
}

/// Where the tree is made, from what.
pub(super) struct Stage<'a> {
    pub work: &'a Work,
    /// The new tree.
    pub new: &'a Path,
    /// The published tree, linked from.
    pub old: &'a Path,
    pub live: &'a Live,
    pub plan: &'a Plan,
    /// The wish to stop.
    pub cancel: &'a Cancel,
    /// Whether every link could be made.
    pub is_linked: AtomicBool,
}

/// What is to be done to a tree that holds other files.
struct Changes<'a> {
    /// Paths at which it may be wrong, with the item that goes there.
    goals: BTreeMap<&'a [u8], Option<usize>>,
    /// Folders to make.
    made: Vec<&'a [u8]>,
    /// Folders to take away.
    removed: Vec<&'a [u8]>,
    /// Folders whose names change.
    touched: BTreeSet<&'a [u8]>,
}

impl Stage<'_> {
    /// Makes the new tree from nothing.
    pub(super) fn make(&self) -> Result<Staged, Failure> {
        let folders = self.folders();
        // The first is the tree itself, above all others.
        self.make_folder(os(b""))?;
        let is_there = self.is_there(&folders);
        let missing = folders.iter().zip(is_there).skip(1).filter(|(_, is_there)| !is_there);
        for level in by_depth(missing.map(|(path, _)| os(path))) {
            level.par_iter().try_for_each(|path| self.make_folder(path))?;
        }
        let base = self.open()?;
        let nodes: Vec<Option<Node>> = self
            .plan
            .items
            .par_iter()
            .map(|item| self.place(&base, item))
            .collect::<Result<_, Failure>>()?;
        let manifest = self.write_manifest()?;
        self.keep_looks();
        let stats = folders
            .par_iter()
            .map(|folder| self.folder_stat(&base, folder))
            .collect::<Result<Vec<Stat>, Failure>>()?;
        self.sync(folders.iter().copied())?;
        self.staged(manifest, &folders, &stats, &nodes)
    }

    /// Brings a kept tree, which lies where the new one goes, up to date. `None` when
    /// it is not what it was taken for.
    pub(super) fn renew(&self, spare: &Spare) -> Result<Option<Staged>, Failure> {
        let folders = self.folders();
        let changes = self.changes(spare, &folders);
        if !self.clear(&changes)? {
            return Ok(None);
        }
        for level in by_depth(changes.made.iter().map(|path| os(path))) {
            level.par_iter().try_for_each(|path| self.make_folder(path))?;
        }
        let base = self.open()?;
        let mut nodes: Vec<Option<Node>> =
            self.plan.items.iter().map(|item| self.known(item)).collect();
        let items: Vec<usize> = changes.goals.values().copied().flatten().collect();
        let placed: Vec<(usize, Option<Node>)> = items
            .into_par_iter()
            .map(|idx| Ok((idx, self.place(&base, &self.plan.items[idx])?)))
            .collect::<Result<_, Failure>>()?;
        for (idx, node) in placed {
            nodes[idx] = node;
        }
        let manifest = self.write_manifest()?;
        self.keep_looks();
        let others = self.plan.folders.iter().map(|idx| &*self.live.table.folders[*idx].path);
        let changed: BTreeSet<&[u8]> = changes.touched.iter().copied().chain(others).collect();
        let mut known = spare.folders.iter().peekable();
        let stats = folders.iter().map(|folder| {
            while known.next_if(|(path, _)| **path < **folder).is_some() {}
            match known.peek() {
                Some((path, stat)) if **path == **folder && !changed.contains(folder) => Ok(*stat),
                _ => self.folder_stat(&base, folder),
            }
        });
        let stats = stats.collect::<Result<Vec<Stat>, Failure>>()?;
        self.sync(changes.touched.iter().copied())?;
        self.staged(manifest, &folders, &stats, &nodes).map(Some)
    }

    /// Every folder of the new tree, sorted, the tree itself first.
    fn folders(&self) -> Vec<&[u8]> {
        let mut folders: Vec<&[u8]> = vec![b""];
        let mut last: &[u8] = b"";
        for item in &self.plan.items {
            let folder = split(self.plan.path(item)).0;
            if folder == last || folder.is_empty() {
                continue;
            }
            folders.push(folder);
            // What is above both is known already: sorted by path, all that lies
            // below one folder comes in one run.
            let is_known = |path: &[u8]| {
                last.strip_prefix(path).is_some_and(|rest| matches!(rest, [] | [b'/', ..]))
            };
            let above = ancestors(os(folder)).map(std::os::unix::ffi::OsStrExt::as_bytes);
            folders.extend(above.take_while(|path| !is_known(path)));
            last = folder;
        }
        let table = &self.live.table;
        for idx in &self.plan.folders {
            let path = &*table.folders[*idx].path;
            folders.push(path);
            folders.extend(ancestors(os(path)).map(std::os::unix::ffi::OsStrExt::as_bytes));
        }
        folders.sort_unstable();
        folders.dedup();
        folders
    }

    /// Which folders were made with the files that lie in the new tree already.
    fn is_there(&self, folders: &[&[u8]]) -> Vec<bool> {
        let mut is_there = vec![false; folders.len()];
        let mut last: &[u8] = b"";
        for item in &self.plan.items {
            let folder = split(self.plan.path(item)).0;
            if folder == last || !matches!(self.plan.source(item), Source::InPlace(_)) {
                continue;
            }
            last = folder;
            let mut above = folder;
            // Above one that is known, all are.
            while let Ok(idx) = folders.binary_search(&above)
                && !std::mem::replace(&mut is_there[idx], true)
                && !above.is_empty()
            {
                above = split(above).0;
            }
        }
        is_there
    }

    /// Where the kept tree differs from the one to be made: where it differed from
    /// the published one, and where that one differs from the new one.
    fn changes<'a>(&'a self, spare: &'a Spare, folders: &[&'a [u8]]) -> Changes<'a> {
        let mut goals: BTreeMap<&[u8], Option<usize>> = BTreeMap::new();
        for path in spare.stale.iter().chain(&self.live.lost) {
            goals.insert(path, self.plan.item(path));
        }
        for path in &self.plan.gone {
            goals.insert(path, self.plan.item(path));
        }
        for (idx, item) in self.plan.items.iter().enumerate() {
            let is_changed = match self.plan.source(item) {
                Source::Live(file) => self.live.is_unshared(file),
                Source::Slot(_) | Source::InPlace(_) => true,
            };
            if is_changed {
                goals.insert(self.plan.path(item), Some(idx));
            }
        }
        let known: Vec<&[u8]> = spare.folders.iter().map(|(path, _)| &**path).collect();
        let (made, removed) = (only_in(folders, &known), only_in(&known, folders));
        let mut touched: BTreeSet<&[u8]> = made.iter().copied().collect();
        touched.insert(b"");
        touched.extend(goals.keys().copied().chain(made.iter().copied()).map(|path| split(path).0));
        touched.extend(removed.iter().map(|path| split(path).0));
        touched.retain(|path| folders.binary_search(path).is_ok());
        Changes { goals, made, removed, touched }
    }

    /// Takes away what must not stay; false when something else than expected is in
    /// the way.
    fn clear(&self, changes: &Changes<'_>) -> Result<bool, Failure> {
        let goals: Vec<&[u8]> = changes.goals.keys().copied().collect();
        goals.par_iter().try_for_each(|path| {
            self.cancel.check()?;
            step();
            unlink_file(&self.new.join(os(path))).map_err(|error| self.unwritable(path, error))
        })?;
        for level in by_depth(changes.removed.iter().map(|path| os(path))).iter().rev() {
            let is_clear = level.par_iter().all(|path| {
                step();
                std::fs::remove_dir(self.new.join(path)).is_ok()
            });
            if !is_clear {
                return Ok(false);
            }
        }
        unlink_file(&self.new.join(manifest::NAME))
            .map_err(|error| self.unwritable(manifest::NAME.as_bytes(), error))?;
        Ok(true)
    }

    fn make_folder(&self, path: &std::ffi::OsStr) -> Result<(), Failure> {
        self.cancel.check()?;
        step();
        match std::fs::create_dir(self.new.join(path)) {
            // A file that was put made it already.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            other => other.map_err(|error| {
                self.unwritable(std::os::unix::ffi::OsStrExt::as_bytes(path), error)
            }),
        }
    }

    fn open(&self) -> Result<Base, Failure> {
        Base::open(self.new).map_err(|error| self.unwritable(b"", error.into()))
    }

    /// What stands at an item's path in a tree that shares the published files.
    fn known(&self, item: &Item) -> Option<Node> {
        match self.plan.source(item) {
            Source::Live(file) => Some(self.live.table.files[file].node),
            Source::Slot(_) | Source::InPlace(_) => None,
        }
    }

    /// Puts a file where it goes. `None` when it is of others and gone since it was
    /// seen: it stays gone.
    fn place(&self, base: &Base, item: &Item) -> Result<Option<Node>, Failure> {
        self.cancel.check()?;
        step();
        let path = self.plan.path(item);
        let to = self.new.join(os(path));
        match self.plan.source(item) {
            Source::InPlace(stat) => return Ok(Some(Node::File(stat))),
            Source::Slot(number) => rename(&self.work.slot(number), &to),
            Source::Live(file) => match self.bring(file, path, &to) {
                Err(error)
                    if self.plan.ours(item, self.live).is_none()
                        && error.kind() == ErrorKind::NotFound =>
                {
                    return Ok(None);
                }
                other => other,
            },
        }
        .map_err(|error| self.unwritable(path, error))?;
        base.node(path).map_err(|error| self.unwritable(path, error.into()))
    }

    /// Links a live file; where links are not to be had (another owner, too many of
    /// them, a file system without) copies it.
    fn bring(&self, file: usize, path: &[u8], to: &Path) -> Result<(), Error> {
        let from = self.old.join(os(path));
        if matches!(self.live.table.files[file].node, Node::Other(_))
            && from.symlink_metadata()?.is_symlink()
        {
            return std::os::unix::fs::symlink(std::fs::read_link(&from)?, to);
        }
        let Err(error) = std::fs::hard_link(&from, to) else { return Ok(()) };
        if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::AlreadyExists) {
            return Err(error);
        }
        self.is_linked.store(false, Ordering::Relaxed);
        copy(&from, to)
    }

    fn write_manifest(&self) -> Result<Digest, Failure> {
        step();
        let text = self.plan.manifest(self.live);
        let path = self.new.join(manifest::NAME);
        File::create_new(path)
            .and_then(|file| fill(file, text.as_bytes()))
            .map_err(|error| self.unwritable(manifest::NAME.as_bytes(), error))?;
        Ok(Digest::of(text.as_bytes()))
    }

    /// Gives the new folders that are not ours alone the mode and owner of the old
    /// ones. Whoever may not give a folder away keeps it, as after any copy.
    fn keep_looks(&self) {
        let table = &self.live.table;
        let folders = self.plan.folders.iter().rev().map(|idx| &*table.folders[*idx].path);
        for path in folders.chain([&b""[..]]) {
            let Ok(old) = self.old.join(os(path)).symlink_metadata() else { continue };
            let path = self.new.join(os(path));
            let Ok(new) = path.symlink_metadata() else { continue };
            if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
                let _ = chown(&path, Some(old.uid()), Some(old.gid()));
            }
            if new.mode() != old.mode() || new.uid() != old.uid() || new.gid() != old.gid() {
                let _ = std::fs::set_permissions(&path, old.permissions());
            }
        }
    }

    fn folder_stat(&self, base: &Base, path: &[u8]) -> Result<Stat, Failure> {
        let stat = base.folder(path).map_err(|error| self.unwritable(path, error.into()))?;
        stat.ok_or_else(|| self.unwritable(path, ErrorKind::NotFound.into()))
    }

    /// Puts what was written and the folders that changed on the disk itself.
    fn sync<'p>(
        &'p self,
        folders: impl DoubleEndedIterator<Item = &'p [u8]>,
    ) -> Result<(), Failure> {
        step();
        let is_new = |item: &&Item| !matches!(self.plan.source(item), Source::Live(_));
        let files = self.plan.items.iter().filter(is_new).map(|item| self.plan.path(item));
        let files = files.chain([manifest::NAME.as_bytes()]);
        // Those below before those above.
        let paths: Vec<&[u8]> = files.chain(folders.rev()).collect();
        sync::sync(self.new, &paths, self.cancel, &|error| self.unwritable(b"", error))
    }

    /// The new tree as a table.
    fn staged(
        &self,
        manifest: Digest,
        folders: &[&[u8]],
        stats: &[Stat],
        nodes: &[Option<Node>],
    ) -> Result<Staged, Failure> {
        let mut files = Vec::with_capacity(nodes.len() + 1);
        let file = |path, folder, node, ours| table::File {
            name: split(path).1.into(),
            folder,
            node,
            ours,
            trust: Trust::Exact,
        };
        let path = manifest::NAME.as_bytes();
        let node = Base::open(self.new).and_then(|base| base.node(path));
        let mut manifest_node = node.map_err(|error| self.unwritable(path, error.into()))?;
        let mut last = 0;
        for (item, node) in self.plan.items.iter().zip(nodes) {
            let Some(node) = node else { continue };
            let item_path = self.plan.path(item);
            if item_path > path
                && let Some(node) = manifest_node.take()
            {
                files.push(file(path, 0, node, None));
            }
            let folder = split(item_path).0;
            if *folders[last] != *folder {
                // Made above, every one of them.
                last = folders.binary_search(&folder).unwrap_or(0);
            }
            files.push(file(item_path, last, *node, self.plan.ours(item, self.live)));
        }
        files.extend(manifest_node.map(|node| file(path, 0, node, None)));
        let folders = folders.iter().zip(stats).map(|(path, stat)| ((*path).into(), *stat));
        Ok(Staged {
            manifest,
            table: Table::sorted(folders.collect(), files),
            is_linked: self.is_linked.load(Ordering::Relaxed),
        })
    }

    /// The path as it will be once published.
    fn unwritable(&self, path: &[u8], source: Error) -> Failure {
        let path: Utf8PathBuf = shown(&self.old.join(os(path)));
        Failure::Write { path, source }
    }
}

/// What is in one sorted list and not in the other.
fn only_in<'a>(these: &[&'a [u8]], others: &[&[u8]]) -> Vec<&'a [u8]> {
    let mut others = others.iter().peekable();
    let mut only = Vec::new();
    for path in these {
        while others.next_if(|other| *other < path).is_some() {}
        if others.peek() != Some(&path) {
            only.push(*path);
        }
    }
    only
}

/// Writes a new file.
pub(super) fn fill(mut file: File, bytes: &[u8]) -> Result<Stat, Error> {
    file.write_all(bytes)?;
    Ok(Stat::of(&file.metadata()?))
}

#[expect(clippy::disallowed_methods, reason = "output writes")]
fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    std::fs::rename(from, to)
}

/// Removes a file or a link; a folder stays.
fn unlink_file(path: &Path) -> Result<(), Error> {
    match rustix::fs::unlink(path) {
        // On Linux a folder is EISDIR, elsewhere EPERM.
        Err(rustix::io::Errno::PERM) if path.symlink_metadata()?.is_dir() => Ok(()),
        Err(rustix::io::Errno::NOENT | rustix::io::Errno::NOTDIR | rustix::io::Errno::ISDIR) => {
            Ok(())
        }
        other => other.map_err(Error::from),
    }
}

/// Copies a file with its date, so that it is recognised as a copy.
fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    let meta = from.symlink_metadata()?;
    if !meta.is_file() {
        // A pipe or a device can only be linked.
        return Err(ErrorKind::Unsupported.into());
    }
    std::fs::copy(from, to)?;
    let file = File::options().write(true).open(to)?;
    file.set_times(FileTimes::new().set_modified(meta.modified()?))
}

/// Removes what was staged when it turned out not to be what it was taken for.
pub(super) fn clear(new: &Path, cancel: &Cancel) -> Result<(), Failure> {
    tree::remove(new, &|| cancel.check())
}
