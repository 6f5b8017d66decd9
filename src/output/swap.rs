//! Putting the new tree in the place of the old one, and taking the old one away.
//!
//! Where the system can exchange two names in one step (`renameat2` with
//! `RENAME_EXCHANGE` on Linux, `renamex_np` with `RENAME_SWAP` on macOS) there is
//! no moment without a whole site. Elsewhere the old tree is put aside first; a
//! build killed between the two renames is ended by the next one.

use std::ffi::OsStr;
use std::fs::{File, Metadata};
use std::path::Path;

use camino::{Utf8Path, Utf8PathBuf};
use rustix::io::Errno;

use crate::base::Failure;
use crate::files::{Disk, Files};
use crate::output::manifest::{self, Manifest};
use crate::output::place::Place;
use crate::output::tree::{self, Stat, at, shown};
use crate::output::work::{Work, rename, step};

/// Makes two folders change places in one step.
type Exchange = fn(&Utf8Path, &Utf8Path) -> Result<(), Errno>;

/// Publishes the new tree of `work` at `place`, and says where the old one is now,
/// if there was one: it is to be kept or cleared away, and the swap is then to be
/// ended.
pub(super) fn publish(work: &mut Work, place: &Place) -> Result<Option<Utf8PathBuf>, Failure> {
    publish_by(work, place, exchange)
}

fn publish_by(
    work: &mut Work,
    place: &Place,
    exchange: Exchange,
) -> Result<Option<Utf8PathBuf>, Failure> {
    step();
    work.begin_swap()?;
    step();
    let old = match swap(work, place, exchange) {
        Ok(old) => old,
        Err(failure) => {
            work.end_swap();
            return Err(failure);
        }
    };
    step();
    sync_folder(&place.parent);
    sync_folder(work.folder());
    Ok(match old {
        Old::None => None,
        Old::InNew => Some(work.new_tree()),
        Old::Aside => Some(work.old_tree()),
    })
}

/// Where the old tree is after the swap.
enum Old {
    None,
    InNew,
    Aside,
}

fn swap(work: &Work, place: &Place, exchange: Exchange) -> Result<Old, Failure> {
    let new = work.new_tree();
    if !place.is_there() {
        rename(&new, &place.target)?;
        return Ok(Old::None);
    }
    match exchange(&new, &place.target) {
        Ok(()) => return Ok(Old::InNew),
        // The file system cannot; see renameat2(2), renamex_np(2).
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
        Err(error) => return Err(explain(error, place)),
    }
    let old = work.old_tree();
    rename_or_explain(&place.target, &old, place)?;
    step();
    if let Err(failure) = rename(&new, &place.target) {
        rename(&old, &place.target)?;
        return Err(failure);
    }
    Ok(Old::Aside)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(new: &Utf8Path, target: &Utf8Path) -> Result<(), Errno> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, new.as_std_path(), CWD, target.as_std_path(), RenameFlags::EXCHANGE)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_new: &Utf8Path, _target: &Utf8Path) -> Result<(), Errno> {
    Err(Errno::NOSYS)
}

#[expect(clippy::disallowed_methods, reason = "output writes")]
fn rename_or_explain(from: &Utf8Path, to: &Utf8Path, place: &Place) -> Result<(), Failure> {
    std::fs::rename(from, to).map_err(|error| {
        let errno = Errno::from_io_error(&error).unwrap_or(Errno::IO);
        explain(errno, place)
    })
}

/// Some folders cannot be renamed whatever the permissions: mount points, and on
/// overlay file systems the folders of a lower layer.
fn explain(error: Errno, place: &Place) -> Failure {
    let path = place.target.clone();
    match error {
        Errno::XDEV | Errno::BUSY => Failure::Output { path, reason: "output-is-mount" },
        _ => Failure::Write { path, source: error.into() },
    }
}

/// Makes a rename last. Some file systems cannot sync a folder; the swap stands
/// all the same, so that is no failure.
fn sync_folder(folder: &Utf8Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// Takes away a tree that is no longer published, without losing a file of others.
///
/// What the tree's own manifest lists goes. Anything else was carried over to the
/// published tree and goes when it is there; what came after that moment, or was
/// replaced since, moves there now.
pub(super) fn retire(old: &Utf8Path, target: &Utf8Path) -> Result<(), Failure> {
    if old.symlink_metadata().is_err() {
        return Ok(());
    }
    let listed = |folder: &Utf8Path| {
        let text = Disk::new(folder).read(Utf8Path::new(manifest::NAME)).ok();
        text.and_then(|text| Manifest::parse(&text)).unwrap_or_default()
    };
    let (gone, present) = (listed(old), listed(target));
    tree::empty_by(old.as_std_path(), &|| Ok(()), |path| {
        let is_ours =
            |manifest: &Manifest| path.to_str().is_some_and(|path| manifest.get(path).is_some());
        let from = at(old.as_std_path(), path);
        step();
        if path == manifest::NAME {
            return Ok(());
        }
        if is_ours(&gone) || is_ours(&present) {
            return tree::unlink(&from);
        }
        rescue(&from, target.as_std_path(), path)
    })?;
    // The manifest goes last: a build killed before that still knows what is ours.
    tree::remove(old.as_std_path(), &|| Ok(()))
}

/// Removes a file of others that is safe in the published tree, or moves it there.
#[expect(clippy::disallowed_methods, reason = "output writes")]
fn rescue(from: &Path, target: &Path, path: &OsStr) -> Result<(), Failure> {
    let to = at(target, path);
    let Ok(ours) = from.symlink_metadata() else { return Ok(()) };
    match to.symlink_metadata() {
        Ok(theirs) if theirs.is_dir() || is_same(&ours, &theirs) => tree::unlink(from),
        Ok(theirs) if theirs.is_symlink() && is_same_link(from, &to) => tree::unlink(from),
        Ok(_) | Err(_) => {
            let move_there = || {
                if let Some(folder) = to.parent() {
                    std::fs::create_dir_all(folder)?;
                }
                std::fs::rename(from, &to)
            };
            move_there().map_err(|source| Failure::Write { path: shown(&to), source })
        }
    }
}

/// Whether a file in the old tree is the one carried to the new tree.
fn is_same(a: &Metadata, b: &Metadata) -> bool {
    let (old, new) = (Stat::of(a), Stat::of(b));
    let is_copy = a.is_file() && b.is_file() && old.size == new.size && old.changed == new.changed;
    old.inode == new.inode || is_copy
}

fn is_same_link(a: &Path, b: &Path) -> bool {
    matches!((std::fs::read_link(a), std::fs::read_link(b)), (Ok(a), Ok(b)) if a == b)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

    use camino::{Utf8Path, Utf8PathBuf};
    use snapbox::dir::DirRoot;

    use rustix::io::Errno;

    use super::{exchange, publish_by, retire};
    use crate::output::PublishOptions;
    use crate::output::place::Place;
    use crate::output::work::Work;

    fn base() -> (DirRoot, Utf8PathBuf) {
        let temp = DirRoot::mutable_temp().unwrap();
        let base = Utf8Path::from_path(temp.path().unwrap()).unwrap().canonicalize_utf8().unwrap();
        (temp, base)
    }

    #[test]
    fn both_ways_put_the_new_tree_in_place_and_leave_nothing() {
        for way in [exchange, |_: &Utf8Path, _: &Utf8Path| Err(Errno::NOSYS)] {
            for is_first in [true, false] {
                let (_temp, base) = base();
                let place = Place::find(&base.join("site"), &base.join("public")).unwrap();
                if !is_first {
                    std::fs::create_dir(base.join("public")).unwrap();
                }
                let mut work = Work::open(&place, &PublishOptions::default()).unwrap();
                std::fs::create_dir(work.new_tree()).unwrap();
                std::fs::write(work.new_tree().join("a"), "new").unwrap();
                if let Some(old) = publish_by(&mut work, &place, way).unwrap() {
                    assert!(!is_first);
                    retire(&old, &place.target).unwrap();
                }
                work.end_swap();
                drop(work);
                assert_eq!(std::fs::read(base.join("public/a")).unwrap(), b"new");
                assert_eq!(std::fs::read_dir(&base).unwrap().count(), 1, "first: {is_first}");
            }
        }
    }

    #[test]
    fn a_file_that_came_during_the_swap_is_moved_to_the_new_tree() {
        let (_temp, base) = base();
        std::fs::create_dir_all(base.join("old/late")).unwrap();
        std::fs::create_dir_all(base.join("new")).unwrap();
        std::fs::write(base.join("old/late/note"), "mine").unwrap();
        std::fs::write(base.join("new/saved"), "1").unwrap();
        std::fs::write(base.join("old/saved"), "saved again").unwrap();
        std::fs::write(base.join("old/carried"), "same").unwrap();
        std::fs::hard_link(base.join("old/carried"), base.join("new/carried")).unwrap();
        retire(&base.join("old"), &base.join("new")).unwrap();
        assert!(!base.join("old").exists());
        assert_eq!(std::fs::read(base.join("new/late/note")).unwrap(), b"mine");
        assert_eq!(std::fs::read(base.join("new/saved")).unwrap(), b"saved again");
        assert_eq!(std::fs::read(base.join("new/carried")).unwrap(), b"same");
    }
}
