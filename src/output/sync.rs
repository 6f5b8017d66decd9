//! Putting files on the disk itself, so that a power cut after the swap finds them
//! whole: first the files, then the folders.

use std::fs::File;
use std::io::{Error, ErrorKind};
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use rayon::prelude::*;

use crate::base::{Cancel, Failure};
use crate::output::table::os;

/// Below this many new files and folders each is synced by itself, above it the
/// whole file system in one call.
const MANY: usize = 64;

/// Syncs what is at `paths` in `tree`, in that order if one by one.
///
/// One `fsync` a file costs a journal commit each, minutes for 40,000 files; one
/// `syncfs` writes them all in the order the disk likes, and reports errors of
/// writing since Linux 5.8 (syncfs(2)). It also waits for what other programs
/// have written to that file system, hence not for a handful of files.
pub(super) fn sync(
    tree: &Path,
    paths: &[&[u8]],
    cancel: &Cancel,
    unwritable: &(dyn Fn(Error) -> Failure + Sync),
) -> Result<(), Failure> {
    if paths.len() > MANY
        && let Some(result) = sync_all_at_once(tree, cancel)?
    {
        return result.map_err(unwritable);
    }
    paths.par_iter().try_for_each(|path| {
        cancel.check()?;
        sync_one(&tree.join(os(path))).map_err(unwritable)
    })
}

/// Syncs the file system on a thread of its own, so that the wish to stop is heard
/// meanwhile. `None` where the system has no such call.
fn sync_all_at_once(tree: &Path, cancel: &Cancel) -> Result<Option<Result<(), Error>>, Failure> {
    let Ok(folder) = File::open(tree) else { return Ok(None) };
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
            Err(mpsc::RecvTimeoutError::Timeout) => cancel.check()?,
            Err(mpsc::RecvTimeoutError::Disconnected) => return Ok(None),
        }
    }
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
