//! The work folder beside the output: its lock, and what a killed build left in it.
//!
//! Everything a build puts on disk before it is published lies in one hidden
//! folder beside the output, `.<name>.guichet/`: the same file system, so that a
//! rename publishes it; one name, so that nothing else can be left over; closed to
//! other users, so that nobody swaps a link into it. It holds
//!
//! - `lock`, held with `flock` by the one build that works there. The system frees
//!   it when its owner dies, so a stale file never blocks. It says the process and
//!   the host of its owner; its date says since when.
//! - `put/`, files on their way into a tree that is brought up to date.
//! - `new/`, the tree being made. After the swap, the tree that was published before.
//! - `old/`, that tree, where the system cannot swap in one step.
//! - `swap`, there from just before the swap on.
//!
//! The folder is gone when the build ends, well or not. After `kill -9`, or an
//! interruption with more to remove than time to do it, the next build finds it,
//! takes the lock and clears it.

use std::fs::{DirBuilder, File, TryLockError};
use std::io::{ErrorKind, Read, Seek, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};

use crate::base::{Cancel, Digest, Failure};
use crate::output::place::Place;
use crate::output::{Notice, PublishOptions, swap, tree};

/// How long an interrupted build clears up: it has a second to end in all.
const MAX_REMOVAL: Duration = Duration::from_millis(600);

/// How often a waiting build asks for the lock.
const POLL: Duration = Duration::from_millis(20);

/// The locked work folder. Dropping it removes it.
#[derive(Debug)]
pub(super) struct Work {
    folder: Utf8PathBuf,
    /// Held until the folder is gone.
    lock: Option<File>,
    /// Folders above the output that had to be made, the topmost first.
    made: Vec<Utf8PathBuf>,
    /// From the mark on until the old tree is gone: what lies here may be the only
    /// copy of somebody's file.
    is_swapping: bool,
    cancel: Cancel,
}

impl Work {
    /// Makes the folder, waits for the lock, and clears what a dead build left.
    pub(super) fn open(place: &Place, options: &PublishOptions<'_>) -> Result<Self, Failure> {
        let folder = place.parent.join(folder_name(&place.name));
        let cancel = options.cancel.clone();
        let mut work = Self { folder, lock: None, made: Vec::new(), is_swapping: false, cancel };
        work.lock = Some(work.wait_for_lock(options)?);
        work.recover(place, options)?;
        Ok(work)
    }

    /// The folder itself.
    pub(super) fn folder(&self) -> &Utf8Path {
        &self.folder
    }

    /// The tree being made.
    pub(super) fn new_tree(&self) -> Utf8PathBuf {
        self.folder.join("new")
    }

    /// A file on its way into the new tree.
    pub(super) fn slot(&self, number: usize) -> PathBuf {
        self.put_folder().join(number.to_string()).into_std_path_buf()
    }

    fn put_folder(&self) -> Utf8PathBuf {
        self.folder.join("put")
    }

    /// The old tree, put aside.
    pub(super) fn old_tree(&self) -> Utf8PathBuf {
        self.folder.join("old")
    }

    /// Marks that the swap begins.
    pub(super) fn begin_swap(&mut self) -> Result<(), Failure> {
        let path = self.mark();
        File::create(&path).map(drop).map_err(|source| Failure::Write { path, source })?;
        self.is_swapping = true;
        Ok(())
    }

    /// Says that the old tree is gone, or that nothing was swapped.
    pub(super) fn end_swap(&mut self) {
        self.is_swapping = false;
    }

    fn mark(&self) -> Utf8PathBuf {
        self.folder.join("swap")
    }

    /// Takes the lock, waiting for whoever holds it.
    fn wait_for_lock(&mut self, options: &PublishOptions<'_>) -> Result<File, Failure> {
        let path = self.folder.join("lock");
        let mut has_said = false;
        let mut n_vanished = 0;
        loop {
            options.cancel.check()?;
            // The build that made these folders may fail and take them away again.
            make_parents(&self.folder, &mut self.made)?;
            let Some(mut file) = open_lock(&self.folder)? else {
                // A file system that says "not found" to whatever is made in it
                // (`/proc`) is no other build that keeps clearing up.
                n_vanished += 1;
                if n_vanished > MAX_VANISHED {
                    let source = ErrorKind::NotFound.into();
                    return Err(Failure::Write { path: self.folder.clone(), source });
                }
                continue;
            };
            match file.try_lock() {
                Ok(()) if is_still_there(&file, &path) => {
                    sign(&mut file).map_err(|source| Failure::Write { path, source })?;
                    return Ok(file);
                }
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    if !has_said {
                        has_said = true;
                        let mut holder = String::new();
                        // Only for the message.
                        let _ = file.read_to_string(&mut holder);
                        (options.on_notice)(Notice::Waiting { holder: holder.trim().to_owned() });
                    }
                    std::thread::sleep(POLL);
                }
                Err(TryLockError::Error(source)) => return Err(Failure::Write { path, source }),
            }
        }
    }

    /// Who interrupts is not kept waiting: what cannot be removed in time, tens of
    /// thousands of files on a busy disk, is left to the next build.
    fn patience(&self) -> impl Fn() -> Result<(), Failure> + Sync {
        let start = Instant::now();
        let cancel = &self.cancel;
        move || if start.elapsed() < MAX_REMOVAL { Ok(()) } else { cancel.check() }
    }

    /// Ends what a killed build was doing.
    fn recover(&self, place: &Place, options: &PublishOptions<'_>) -> Result<(), Failure> {
        let (new, old, mark) = (self.new_tree(), self.old_tree(), self.mark());
        let put = self.put_folder();
        let is_there = |path: &Utf8Path| path.symlink_metadata().is_ok();
        if ![&new, &old, &mark, &put].into_iter().any(|path| is_there(path)) {
            return Ok(());
        }
        (options.on_notice)(Notice::Recovered);
        if is_there(&old) {
            if place.is_there() {
                swap::retire(&old, &place.target)?;
            } else {
                rename(&old, &place.target)?;
            }
        }
        if is_there(&mark) && place.is_there() {
            swap::retire(&new, &place.target)?;
        }
        tree::remove(new.as_std_path(), &|| options.cancel.check())?;
        tree::remove(put.as_std_path(), &|| options.cancel.check())?;
        tree::unlink(mark.as_std_path())
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        if self.lock.is_some() {
            // A failure here leaves something for the next build to clear; the
            // result of this one stands. The lock goes last: whoever finds the
            // folder without it may start at once.
            let _ = tree::remove(self.put_folder().as_std_path(), &self.patience());
            if !self.is_swapping {
                let _ = tree::remove(self.new_tree().as_std_path(), &self.patience());
                let _ = tree::unlink(self.mark().as_std_path());
            }
            let _ = tree::unlink(self.folder.join("lock").as_std_path());
        }
        // Each refuses to go while something lies in it, the output included.
        let _ = std::fs::remove_dir(&self.folder);
        for folder in self.made.iter().rev() {
            let _ = std::fs::remove_dir(folder);
        }
    }
}

/// Whether a build works on an output, or has left something there.
pub(super) fn is_there(place: &Place) -> bool {
    place.parent.join(folder_name(&place.name)).symlink_metadata().is_ok()
}

/// A moment at which a test may end the process, as `kill -9` would.
#[cfg(not(test))]
pub(super) fn step() {}

#[cfg(test)]
pub(super) use crate::output::tests::step;

/// `.public.guichet`; a digest stands for a name that leaves no room.
fn folder_name(name: &str) -> String {
    if name.len() <= 200 {
        format!(".{name}.guichet")
    } else {
        format!(".{}.guichet", Digest::of(name.as_bytes()).short())
    }
}

/// Makes the missing folders above `folder`, noting each in `made` at once, so that
/// it is removed again when a later one cannot be made.
fn make_parents(folder: &Utf8Path, made: &mut Vec<Utf8PathBuf>) -> Result<(), Failure> {
    let is_missing = |folder: &&Utf8Path| folder.symlink_metadata().is_err();
    let missing: Vec<&Utf8Path> = folder.ancestors().skip(1).take_while(is_missing).collect();
    for path in missing.into_iter().rev() {
        match std::fs::create_dir(path) {
            Ok(()) => made.push(path.to_owned()),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(source) => return Err(Failure::Write { path: path.to_owned(), source }),
        }
    }
    Ok(())
}

/// Opens the lock file, making it and its folder; `None` when another build
/// removed the folder in between.
fn open_lock(folder: &Utf8Path) -> Result<Option<File>, Failure> {
    match DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(source) if source.kind() != ErrorKind::AlreadyExists => {
            return Err(Failure::Write { path: folder.to_owned(), source });
        }
        Ok(()) | Err(_) => {}
    }
    if folder.symlink_metadata().is_ok_and(|meta| !meta.is_dir()) {
        let source = ErrorKind::NotADirectory.into();
        return Err(Failure::Write { path: folder.to_owned(), source });
    }
    let path = folder.join("lock");
    let opened = File::options().read(true).write(true).create(true).truncate(false).open(&path);
    match opened {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Failure::Write { path, source }),
    }
}

/// How often a work folder may vanish before it is given up.
const MAX_VANISHED: usize = 1000;

/// Whether the locked file is still the one that others would open.
fn is_still_there(file: &File, path: &Utf8Path) -> bool {
    match (file.metadata(), path.symlink_metadata()) {
        (Ok(held), Ok(seen)) => held.ino() == seen.ino() && held.dev() == seen.dev(),
        _ => false,
    }
}

fn sign(file: &mut File) -> std::io::Result<()> {
    let host = rustix::system::uname();
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "{} {}", std::process::id(), host.nodename().to_string_lossy())
}

/// Renames; both paths are on one file system.
#[expect(clippy::disallowed_methods, reason = "output writes")]
pub(super) fn rename(from: impl AsRef<Path>, to: &Utf8Path) -> Result<(), Failure> {
    std::fs::rename(from, to).map_err(|source| Failure::Write { path: to.to_owned(), source })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

    use camino::{Utf8Path, Utf8PathBuf};
    use snapbox::dir::DirRoot;

    use super::Work;
    use crate::base::Cancel;
    use crate::output::place::Place;
    use crate::output::{Notice, PublishOptions};

    fn place() -> (DirRoot, Utf8PathBuf, Place) {
        let temp = DirRoot::mutable_temp().unwrap();
        let base = Utf8Path::from_path(temp.path().unwrap()).unwrap().canonicalize_utf8().unwrap();
        let place = Place::find(&base.join("site"), &base.join("a/b/public")).unwrap();
        (temp, base, place)
    }

    #[test]
    fn nothing_is_left_when_nothing_was_published() {
        let (_temp, base, place) = place();
        let work = Work::open(&place, &PublishOptions::default()).unwrap();
        assert!(base.join("a/b/.public.guichet/lock").exists());
        std::fs::create_dir_all(work.new_tree().join("x/y")).unwrap();
        drop(work);
        assert!(!base.join("a").exists());
    }

    #[test]
    fn a_tree_put_aside_by_a_killed_build_comes_back() {
        let (_temp, base, place) = place();
        std::fs::create_dir_all(base.join("a/b/.public.guichet/old/fr")).unwrap();
        std::fs::create_dir_all(base.join("a/b/.public.guichet/new/en")).unwrap();
        std::fs::write(base.join("a/b/.public.guichet/swap"), "").unwrap();
        std::fs::write(base.join("a/b/.public.guichet/lock"), "1 host").unwrap();
        drop(Work::open(&place, &PublishOptions::default()).unwrap());
        assert!(base.join("a/b/public/fr").exists());
        assert!(!base.join("a/b/.public.guichet").exists());
    }

    #[test]
    fn a_second_build_waits_and_says_for_whom() {
        let (_temp, _base, place) = place();
        let first = Work::open(&place, &PublishOptions::default()).unwrap();
        let cancel = Cancel::default();
        let (say, hear) = std::sync::mpsc::channel();
        let on_notice = |notice: Notice| {
            say.send(notice).unwrap();
            cancel.ask(2);
        };
        let options = PublishOptions {
            cancel: cancel.clone(),
            on_notice: &on_notice,
            ..PublishOptions::default()
        };
        let second = Work::open(&place, &options);
        assert_eq!(second.unwrap_err().exit_code(), 130);
        let Notice::Waiting { holder } = hear.recv().unwrap() else { panic!("another notice") };
        assert!(holder.starts_with(&format!("{} ", std::process::id())), "{holder}");
        drop(first);
        drop(Work::open(&place, &PublishOptions::default()).unwrap());
    }
}
