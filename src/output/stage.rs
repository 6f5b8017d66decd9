//! Writing the new tree, complete and safe on disk, where nobody sees it yet.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::{File, FileTimes};
use std::io::{Error, ErrorKind, Write};
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use camino::Utf8Path;
use rayon::prelude::*;

use crate::base::{Cancel, Failure};
use crate::output::manifest::{self, Made, Manifest};
use crate::output::plan::{How, Plan, Step};
use crate::output::site_file::SiteFiles;
use crate::output::tree::{Stat, ancestors, at, by_depth};

/// Below this many new files and folders each is synced by itself, above it the
/// whole file system in one call.
const MANY: usize = 64;

/// What was written: for the manifest and for the next build.
#[derive(Debug)]
pub(super) struct Staged {
    pub manifest: String,
    pub stats: BTreeMap<String, Stat>,
}

/// Where the tree is made, from what.
pub(super) struct Stage<'a> {
    /// The new tree.
    pub new: &'a Path,
    /// The published tree, linked from.
    pub old: &'a Path,
    /// The site, copied from.
    pub site: &'a SiteFiles,
    /// The wish to stop.
    pub cancel: &'a Cancel,
}

impl Stage<'_> {
    /// Makes the new tree.
    pub(super) fn write(&self, plan: &Plan<'_>) -> Result<Staged, Failure> {
        let folders = self.make_folders(plan)?;
        let files: Vec<(Made, Stat)> =
            plan.steps.par_iter().map(|step| self.put(step)).collect::<Result<_, Failure>>()?;
        plan.carried.par_iter().try_for_each(|path| self.carry(path))?;
        let mut manifest = Manifest::default();
        let mut stats = BTreeMap::new();
        for (step, (made, stat)) in plan.steps.iter().zip(files) {
            manifest.files.insert(step.path.as_str().to_owned(), made);
            stats.insert(step.path.as_str().to_owned(), stat);
        }
        let text = manifest.text();
        self.write_new(OsStr::new(manifest::NAME), text.as_bytes())?;
        self.keep_looks(&plan.folders);
        self.sync(plan, &folders)?;
        Ok(Staged { manifest: text, stats })
    }

    /// Makes every folder once, level by level.
    fn make_folders<'a>(&self, plan: &Plan<'a>) -> Result<BTreeSet<&'a OsStr>, Failure> {
        let mut folders: BTreeSet<&OsStr> = plan.folders.iter().copied().collect();
        for path in plan.carried.iter().copied() {
            folders.extend(ancestors(path));
        }
        for step in &plan.steps {
            // The nearest folder first: when it is known, so are those above.
            for folder in ancestors(OsStr::new(step.path.as_str())) {
                if !folders.insert(folder) {
                    break;
                }
            }
        }
        self.make_folder(OsStr::new(""))?;
        for level in by_depth(folders.iter().copied()) {
            level.par_iter().try_for_each(|folder| self.make_folder(folder))?;
        }
        Ok(folders)
    }

    fn make_folder(&self, path: &OsStr) -> Result<(), Failure> {
        self.cancel.check()?;
        std::fs::create_dir(at(self.new, path)).map_err(|error| self.unwritable(path, error))
    }

    fn put(&self, step: &Step<'_>) -> Result<(Made, Stat), Failure> {
        self.cancel.check()?;
        let path = OsStr::new(step.path.as_str());
        match step.how {
            How::Link(stat) => Ok((step.made, self.link(path)?.unwrap_or(stat))),
            How::Write(bytes) => Ok((step.made, self.write_new(path, bytes)?)),
            How::Copy(from) => {
                let name = self.name(path);
                self.site.copy(from, &at(self.new, path), &name, self.cancel)
            }
        }
    }

    fn write_new(&self, path: &OsStr, bytes: &[u8]) -> Result<Stat, Failure> {
        let write = || {
            let mut file = File::create_new(at(self.new, path))?;
            file.write_all(bytes)?;
            Ok(Stat::of(&file.metadata()?))
        };
        write().map_err(|error| self.unwritable(path, error))
    }

    /// Links a published file; where links are not to be had (another owner, too
    /// many of them, a file system without) copies it and gives the copy's stat.
    fn link(&self, path: &OsStr) -> Result<Option<Stat>, Failure> {
        let (from, to) = (at(self.old, path), at(self.new, path));
        let Err(error) = std::fs::hard_link(&from, &to) else { return Ok(None) };
        if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::AlreadyExists) {
            return Err(self.unwritable(path, error));
        }
        copy(&from, &to).map(Some).map_err(|error| self.unwritable(path, error))
    }

    /// Carries over what others put into the output.
    fn carry(&self, path: &OsStr) -> Result<(), Failure> {
        self.cancel.check()?;
        let from = at(self.old, path);
        match from.symlink_metadata() {
            // Gone since it was seen: it stays gone.
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(self.unwritable(path, error)),
            Ok(meta) if meta.is_symlink() => {
                let link =
                    || std::os::unix::fs::symlink(std::fs::read_link(&from)?, at(self.new, path));
                link().map_err(|error| self.unwritable(path, error))
            }
            Ok(_) => self.link(path).map(drop),
        }
    }

    /// Gives the new folders that are not ours alone the mode and owner of the old
    /// ones. Whoever may not give a folder away keeps it, as after any copy.
    fn keep_looks(&self, folders: &[&OsStr]) {
        for path in folders.iter().rev().copied().chain([OsStr::new("")]) {
            let Ok(meta) = at(self.old, path).symlink_metadata() else { continue };
            let new = at(self.new, path);
            let owner = new.symlink_metadata().map(|new| (new.uid(), new.gid())).ok();
            if owner != Some((meta.uid(), meta.gid())) {
                let _ = chown(&new, Some(meta.uid()), Some(meta.gid()));
            }
            let _ = std::fs::set_permissions(&new, meta.permissions());
        }
    }

    /// Puts the new tree on the disk itself, so that a power cut after the swap
    /// finds whole files: first the files, then the folders.
    ///
    /// One `fsync` a file costs a journal commit each, minutes for 40,000 files; one
    /// `syncfs` writes them all in the order the disk likes, and reports errors of
    /// writing since Linux 5.8 (syncfs(2)). It also waits for what other programs
    /// have written to that file system, hence not for a handful of files.
    fn sync(&self, plan: &Plan<'_>, folders: &BTreeSet<&OsStr>) -> Result<(), Failure> {
        let is_new = |step: &&Step<'_>| !matches!(step.how, How::Link(_));
        let files = plan.steps.iter().filter(is_new).map(|step| OsStr::new(step.path.as_str()));
        let mut paths: Vec<PathBuf> =
            files.chain([OsStr::new(manifest::NAME)]).map(|path| at(self.new, path)).collect();
        paths.extend(folders.iter().rev().map(|path| at(self.new, path)));
        paths.push(self.new.to_owned());
        let unwritable = |error| self.unwritable(OsStr::new(""), error);
        if paths.len() > MANY
            && let Some(result) = self.sync_all_at_once()?
        {
            return result.map_err(unwritable);
        }
        paths.par_iter().try_for_each(|path| {
            self.cancel.check()?;
            sync_one(path).map_err(unwritable)
        })
    }

    /// Syncs the file system on a thread of its own, so that the wish to stop is
    /// heard meanwhile. `None` where the system has no such call.
    fn sync_all_at_once(&self) -> Result<Option<Result<(), Error>>, Failure> {
        let Ok(folder) = File::open(self.new) else { return Ok(None) };
        let (done, wait) = mpsc::channel();
        let thread = std::thread::Builder::new().spawn(move || {
            // Nobody listens any more when the build was interrupted.
            let _ = done.send(sync_file_system(&folder));
        });
        if thread.is_err() {
            return Ok(None);
        }
        loop {
            match wait.recv_timeout(Duration::from_millis(20)) {
                Ok(Err(error)) if error.kind() == ErrorKind::Unsupported => return Ok(None),
                Ok(result) => return Ok(Some(result)),
                Err(mpsc::RecvTimeoutError::Timeout) => self.cancel.check()?,
                Err(mpsc::RecvTimeoutError::Disconnected) => return Ok(None),
            }
        }
    }

    /// The path as it will be once published.
    fn name(&self, path: &OsStr) -> camino::Utf8PathBuf {
        crate::output::tree::shown(&at(self.old, path))
    }

    fn unwritable(&self, path: &OsStr, source: Error) -> Failure {
        Failure::Write { path: self.name(path), source }
    }
}

/// Copies a file with its date, so that it is recognised as a copy.
fn copy(from: &Path, to: &Path) -> Result<Stat, Error> {
    let meta = from.symlink_metadata()?;
    if !meta.is_file() {
        // A pipe or a device can only be linked.
        return Err(ErrorKind::Unsupported.into());
    }
    std::fs::copy(from, to)?;
    let file = File::options().write(true).open(to)?;
    file.set_times(FileTimes::new().set_modified(meta.modified()?))?;
    Ok(Stat::of(&file.metadata()?))
}

fn sync_one(path: &Path) -> Result<(), Error> {
    let file = File::open(path)?;
    match file.sync_all() {
        // A folder on a file system that cannot sync folders.
        Err(error) if error.kind() == ErrorKind::InvalidInput => Ok(()),
        other => other,
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn sync_file_system(folder: &File) -> Result<(), Error> {
    rustix::fs::syncfs(folder).map_err(Error::from)
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn sync_file_system(_folder: &File) -> Result<(), Error> {
    Err(ErrorKind::Unsupported.into())
}

/// The tree that is made for `target` in `work`.
pub(super) fn stage<'a>(
    new: &'a Utf8Path,
    target: &'a Utf8Path,
    site: &'a SiteFiles,
    cancel: &'a Cancel,
) -> Stage<'a> {
    Stage { new: new.as_std_path(), old: target.as_std_path(), site, cancel }
}
