//! What there is to do, decided before anything of it is done.

use std::collections::BTreeSet;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use rayon::prelude::*;

use crate::base::{Digest, Failure};
use crate::output::live::Live;
use crate::output::manifest;
use crate::output::pieces::Pieced;
use crate::output::publisher::{Put, Source};
use crate::output::site_file::digest_of;
use crate::output::table::{Ours, Trust, os, split};
use crate::output::tree::{Node, ancestors, shown};
use crate::output::{Clash, PublishOptions};

/// One file of the new tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    /// Where its path lies among all paths.
    at: u32,
    len: u32,
    from: From,
}

/// Why a file is in the new tree.
#[derive(Clone, Copy, Debug)]
enum From {
    /// A live file that the build keeps.
    Kept(usize),
    /// The build has put it: an index of its puts.
    Put(usize),
    /// A live file of others.
    Carried(usize),
}

/// Everything that goes into the new tree, and what does not.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Artifacts and files of others, sorted by path.
    pub items: Vec<Item>,
    /// Their paths, one behind the other: one allocation instead of one for each.
    paths: Vec<u8>,
    /// What the build has put.
    puts: Vec<Put>,
    /// Folders of others, empty ones too: indexes of the live table.
    pub folders: Vec<usize>,
    /// Paths of live files that are not in the new tree.
    pub gone: Vec<Box<[u8]>>,
    /// How many published files go away.
    pub n_removed: usize,
    /// Files that would go away, but were changed by somebody.
    pub kept: Vec<String>,
}

impl Plan {
    pub(super) fn path(&self, item: &Item) -> &[u8] {
        &self.paths[item.at as usize..][..item.len as usize]
    }

    /// Where the bytes of an item are.
    pub(super) fn source(&self, item: &Item) -> Source {
        match item.from {
            From::Kept(file) | From::Carried(file) => Source::Live(file),
            From::Put(put) => self.puts[put].source,
        }
    }

    /// None for what others put into the output.
    pub(super) fn ours(&self, item: &Item, live: &Live) -> Option<Ours> {
        match item.from {
            From::Kept(file) => live.table.files[file].ours,
            From::Put(put) => {
                let put = &self.puts[put];
                Some(Ours { made: put.made, inputs: put.inputs })
            }
            From::Carried(_) => None,
        }
    }

    /// Index of the item at a path.
    pub(super) fn item(&self, path: &[u8]) -> Option<usize> {
        self.items.binary_search_by(|item| self.path(item).cmp(path)).ok()
    }

    /// The text of the manifest of the new tree.
    pub(super) fn manifest(&self, live: &Live) -> String {
        let files = self.items.iter().filter_map(|item| {
            // An artifact's path is text.
            Some((std::str::from_utf8(self.path(item)).ok()?, self.ours(item, live)?.made))
        });
        manifest::text(files)
    }

    /// What is known of the files made of pieces, given what was known before.
    pub(super) fn pieced(&self, mut before: Vec<Pieced>) -> Vec<Pieced> {
        let new: Vec<Pieced> = self.puts.iter().filter_map(Put::pieced).collect();
        before.retain(|old| {
            let item = self.item(&old.path).map(|idx| &self.items[idx]);
            let is_kept = item.is_some_and(|item| matches!(self.source(item), Source::Live(_)));
            is_kept && new.iter().all(|new| new.path != old.path)
        });
        before.extend(new);
        before
    }

    fn add(&mut self, path: impl FnOnce(&mut Vec<u8>), from: From) {
        let at = self.paths.len();
        path(&mut self.paths);
        // Four gigabytes of paths would be ten million files and more.
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.items.push(Item { at: number(at), len: number(self.paths.len() - at), from });
    }
}

/// What becomes of a live file that is no artifact.
enum Fate {
    Removed,
    Kept,
    Carried,
}

/// What the decisions are made from.
pub(super) struct Ctx<'a> {
    pub root: &'a Path,
    pub live: &'a Live,
    /// For each live file, whether it is a file of this build.
    pub is_taken: &'a (dyn Fn(usize) -> bool + Sync),
    pub options: &'a PublishOptions<'a>,
}

impl Ctx<'_> {
    /// Decides for every artifact and every file on disk. `puts` are what this build
    /// has made, `kept` the live files that it need not make.
    pub(super) fn plan(&self, puts: Vec<Put>, kept: &[usize]) -> Result<Plan, Failure> {
        let mut plan = Plan::default();
        plan.items.reserve(puts.len() + kept.len());
        let new: Vec<Vec<u8>> = puts.iter().filter(|put| put.is_new()).map(Put::bytes).collect();
        for (idx, put) in puts.iter().enumerate() {
            plan.add(|to| to.extend_from_slice(put.path.as_str().as_bytes()), From::Put(idx));
        }
        plan.puts = puts;
        let table = &self.live.table;
        for file in kept {
            plan.add(|to| table.append_path(*file, to), From::Kept(*file));
        }
        let mut carried = Vec::new();
        for (file, fate) in self.fates()? {
            match fate {
                Fate::Removed => {
                    plan.n_removed += 1;
                    plan.gone.push(self.live.table.path(file).into());
                    continue;
                }
                Fate::Kept => plan.kept.push(shown_name(&self.live.table.path(file))),
                Fate::Carried => {}
            }
            carried.push(file);
        }
        plan.folders = self.folders_of_others();
        self.refuse_clashes(&new, &mut carried, &mut plan)?;
        self.refuse_mounts(&plan)?;
        for file in carried {
            plan.add(|to| table.append_path(file, to), From::Carried(file));
        }
        let mut items = std::mem::take(&mut plan.items);
        // Stable, for it comes in long sorted runs.
        items.par_sort_by(|a, b| plan.path(a).cmp(plan.path(b)));
        plan.items = items;
        Ok(plan)
    }

    /// Files on disk that are no artifacts: gone when ours, carried over otherwise.
    fn fates(&self) -> Result<Vec<(usize, Fate)>, Failure> {
        let manifest = self.live.table.find(manifest::NAME.as_bytes());
        let others: Vec<usize> = (0..self.live.table.files.len())
            .filter(|file| Some(*file) != manifest && !(self.is_taken)(*file))
            .collect();
        others
            .into_par_iter()
            .map(|file| {
                let entry = &self.live.table.files[file];
                let (Some(ours), Node::File(_)) = (entry.ours, entry.node) else {
                    return Ok((file, Fate::Carried));
                };
                let is_intact = is_intact(self.root, self.live, file, &ours, self.options)?;
                Ok((file, if is_intact { Fate::Removed } else { Fate::Kept }))
            })
            .collect()
    }

    /// The folders that hold nothing that we made, not even below.
    fn folders_of_others(&self) -> Vec<usize> {
        let table = &self.live.table;
        let mut is_ours = vec![false; table.folders.len()];
        // Folders side by side have the same folders above.
        let mut last: &[u8] = b"/";
        let mut mark = |folder: usize| {
            let mut path = &*table.folders[folder].path;
            is_ours[folder] = true;
            if std::mem::replace(&mut last, split(path).0) == split(path).0 {
                return;
            }
            while !path.is_empty() {
                path = split(path).0;
                if let Some(folder) = table.folder(path)
                    && std::mem::replace(&mut is_ours[folder], true)
                {
                    return;
                }
            }
        };
        for (idx, folder) in table.folders.iter().enumerate() {
            let files = &table.files[folder.first..folder.first + folder.len];
            if files.iter().any(|file| file.ours.is_some()) {
                mark(idx);
            }
        }
        for path in &self.live.lost_listed {
            // The nearest that is still there.
            let above = ancestors(os(path)).find_map(|above| table.folder(above.as_bytes()));
            if let Some(folder) = above {
                mark(folder);
            }
        }
        (0..table.folders.len())
            .filter(|folder| !is_ours[*folder] && !table.folders[*folder].path.is_empty())
            .collect()
    }

    /// A file of others where a folder must go, or a folder of others where a file
    /// must go. Where there is a file already, no folder is in the way.
    fn refuse_clashes(
        &self,
        new: &[Vec<u8>],
        carried: &mut Vec<usize>,
        plan: &mut Plan,
    ) -> Result<(), Failure> {
        let table = &self.live.table;
        let others: BTreeSet<Vec<u8>> = carried.iter().map(|file| table.path(*file)).collect();
        let mut dropped = BTreeSet::new();
        for path in new.iter().map(Vec::as_slice).chain([manifest::NAME.as_bytes()]) {
            if table.folder(path).is_some() {
                let is_below = |other: &[u8]| {
                    other.strip_prefix(path).is_some_and(|rest| matches!(rest, [] | [b'/', ..]))
                };
                let mut after = others.range(path.to_vec()..);
                // What lies below a path comes after it, but for names that go on
                // with a sign before the slash.
                let holds_file = after.any(|other| is_below(other));
                let mut folders = plan.folders.iter();
                if holds_file || folders.any(|idx| is_below(&table.folders[*idx].path)) {
                    return Err(self.refuse(path, "output-foreign-folder"));
                }
            }
            let mut above = split(path).0;
            while !above.is_empty() {
                if others.contains(above) {
                    if self.options.clash == Clash::Refuse {
                        return Err(self.refuse(above, "output-foreign-file"));
                    }
                    dropped.insert(above.to_vec());
                }
                above = split(above).0;
            }
        }
        if !dropped.is_empty() {
            let gone = carried.extract_if(.., |file| dropped.contains(&table.path(*file)));
            plan.gone.extend(gone.map(|file| table.path(file).into()));
        }
        Ok(())
    }

    /// What is mounted inside the output cannot be carried to another folder.
    fn refuse_mounts(&self, plan: &Plan) -> Result<(), Failure> {
        let device = |path: &Path| path.symlink_metadata().map(|meta| meta.dev()).ok();
        let root = device(self.root);
        for folder in &plan.folders {
            let path = &self.live.table.folders[*folder].path;
            if device(&self.root.join(os(path))) != root {
                return Err(self.refuse(path, "output-holds-mount"));
            }
        }
        Ok(())
    }

    fn refuse(&self, path: &[u8], reason: &'static str) -> Failure {
        Failure::Output { path: shown(&self.root.join(os(path))), reason }
    }
}

/// Whether a file on disk still holds the bytes that were made.
pub(super) fn is_intact(
    root: &Path,
    live: &Live,
    file: usize,
    ours: &Ours,
    options: &PublishOptions<'_>,
) -> Result<bool, Failure> {
    let entry = &live.table.files[file];
    if entry.node.stat().size != ours.made.size {
        return Ok(false);
    }
    let is_same = |known: Ours| known.made == ours.made;
    if entry.trust == Trust::Exact && entry.ours.is_some_and(is_same) {
        return Ok(true);
    }
    let path = root.join(os(&live.table.path(file)));
    let digest: Option<Digest> = digest_of(&path, &options.cancel)?;
    Ok(digest == Some(ours.made.digest))
}

fn shown_name(path: &[u8]) -> String {
    String::from_utf8_lossy(path).into_owned()
}
