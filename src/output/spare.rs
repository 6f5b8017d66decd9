//! A second tree, kept for the next build.
//!
//! To make a whole new tree for one changed page costs a link and a folder for each
//! file of the site, and as much again to take the old tree away. So the tree that
//! was published before is kept in the site's `.guichet/`; the next build brings it
//! up to date, where two builds differ, and publishes it.
//!
//! Its files are links to the published ones. It is never written through: a file
//! in it is taken away and another put in its place.
//!
//! **How it is known.** The state (`state.rs`) lists its folders with their dates,
//! and the paths at which it differs from the published tree. The system touches
//! the dates of a folder whenever a name in it comes, goes or is replaced, and
//! nobody can set the second of the two dates: while all folders are as remembered,
//! the names in it still stand for the files they stood for. What is *in* those
//! files is looked at in the published tree, for they are the same files. Any
//! doubt, and the tree is thrown away and a whole new one made.
//!
//! While it is changed it lies in the work folder as any new tree, so that a build
//! that is killed leaves nothing here that could be taken for whole.

use std::path::Path;

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use crate::output::live::Base;
use crate::output::state;
use crate::output::table::Folder;
use crate::output::tree::{self, Stat};

/// What is known of the tree.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Spare {
    /// Its folders, sorted by path, itself first with an empty path.
    pub folders: Vec<(Box<[u8]>, Stat)>,
    /// Where it differs from the published tree: paths that are files in one, and
    /// not there or another file in the other.
    pub stale: Vec<Box<[u8]>>,
}

/// Where the tree of an output is kept.
pub(super) fn path(root: &Utf8Path, target: &Utf8Path) -> Utf8PathBuf {
    state::folder(root, target).join("tree")
}

impl Spare {
    /// Whether every name in the tree is as it was when it was put there.
    pub(super) fn is_intact(&self, tree: &Path) -> bool {
        let Ok(base) = Base::open(tree) else { return false };
        !self.folders.is_empty()
            && self
                .folders
                .par_iter()
                .with_min_len(256)
                .all(|(path, stat)| matches!(base.folder(path), Ok(Some(found)) if found == *stat))
    }
}

/// Whether no name came, went or was replaced in a tree since it was read. Its own
/// folder has been renamed since then, which is no change of names.
pub(super) fn is_as_seen(tree: &Path, folders: &[Folder]) -> bool {
    let Ok(base) = Base::open(tree) else { return false };
    folders.par_iter().with_min_len(256).all(|folder| match base.folder(&folder.path) {
        Ok(Some(found)) if folder.path.is_empty() => found.is_same_but_for_links(&folder.stat),
        Ok(Some(found)) => found == folder.stat,
        Ok(None) | Err(_) => false,
    })
}

/// Puts the tree that was published away for the next build. `None` where that
/// cannot be: the tree is then still where it was.
#[expect(clippy::disallowed_methods, reason = "output writes")]
pub(super) fn keep(tree: &Utf8Path, to: &Utf8Path, folders: &[Folder]) -> Option<Spare> {
    if !to.parent().is_some_and(make_folder) || !discard(to) {
        return None;
    }
    std::fs::rename(tree, to).ok()?;
    let root = Base::open(to.as_std_path()).ok().and_then(|base| base.folder(b"").ok().flatten());
    let folders = folders.iter().map(|folder| {
        // Renamed again: its dates are new. Unknown ones match nothing.
        let stat = if folder.path.is_empty() { root.unwrap_or_default() } else { folder.stat };
        (folder.path.clone(), stat)
    });
    Some(Spare { folders: folders.collect(), stale: Vec::new() })
}

/// Throws a tree away; whether nothing is there any more.
pub(super) fn discard(tree: &Utf8Path) -> bool {
    tree::remove(tree.as_std_path(), &|| Ok(())).is_ok()
}

/// Makes a folder in `.guichet/`. A file in the way is of an earlier version.
#[expect(clippy::disallowed_methods, reason = "output writes")]
pub(super) fn make_folder(folder: &Utf8Path) -> bool {
    if folder.symlink_metadata().is_ok_and(|meta| !meta.is_dir()) && !discard(folder) {
        return false;
    }
    std::fs::create_dir_all(folder).is_ok()
}
