//! The end of a build: the new tree is made, published, and remembered.

use std::sync::atomic::AtomicBool;

use camino::Utf8Path;
use rayon::prelude::*;

use crate::base::{Digest, Failure};
use crate::output::live::{self, Base};
use crate::output::manifest;
use crate::output::plan::{Ctx, Item, Plan};
use crate::output::publisher::{Publisher, Put, Source, is_kept, is_taken};
use crate::output::spare;
use crate::output::stage::{self, Stage, Staged};
use crate::output::state::{self, State};
use crate::output::table::{Table, Trust};
use crate::output::work::{rename, step};
use crate::output::{Notice, Summary, swap};

/// Publishes what was put and kept.
pub(super) fn finish(
    mut publisher: Publisher<'_>,
    puts: Vec<Put>,
    marks: &[u8],
    build: Option<Digest>,
) -> Result<Summary, Failure> {
    publisher.options.cancel.check()?;
    let kept: Vec<usize> = (0..marks.len()).filter(|file| is_kept(marks[*file])).collect();
    let is_written = |put: &&Put| !matches!(put.source, Source::Live(_));
    let written = puts.iter().filter(is_written).count();
    let unchanged = puts.len() + kept.len() - written;
    if written == 0 && publisher.is_as_published(&puts, &kept) {
        publisher.remember_again(&puts, build);
        return Ok(Summary { written, unchanged, removed: 0 });
    }
    let ctx = Ctx {
        root: publisher.place.target.as_std_path(),
        live: &publisher.live,
        is_taken: &|file| is_taken(marks[file]),
        options: publisher.options,
    };
    let plan = ctx.plan(puts, &kept)?;
    let staged = publisher.stage(&plan)?;
    publisher.options.cancel.check()?;
    let old = swap::publish(&mut publisher.work, &publisher.place)?;
    let removed = plan.n_removed;
    publisher.put_away(old.as_deref(), &plan, staged, build);
    for path in &plan.kept {
        let path = publisher.place.target.join(path);
        (publisher.options.on_notice)(Notice::Kept { path });
    }
    Ok(Summary { written, unchanged, removed })
}

impl Publisher<'_> {
    /// Whether the published tree is already what the build makes, given that
    /// nothing was written.
    fn is_as_published(&self, puts: &[Put], kept: &[usize]) -> bool {
        let table = &self.live.table;
        let is_listed = |put: &Put| match put.source {
            Source::Live(file) => table.files[file].ours.is_some(),
            Source::Slot(_) | Source::InPlace(_) => false,
        };
        let n_listed = table.files.iter().filter(|file| file.ours.is_some()).count();
        self.state.manifest.is_some()
            && self.live.lost_listed.is_empty()
            && puts.len() + kept.len() == n_listed
            && puts.iter().all(is_listed)
    }

    /// Remembers what has come to be known of an output that stays as it is.
    fn remember_again(&mut self, puts: &[Put], build: Option<Digest>) {
        let mut is_known = self.live.is_known && !self.live.has_drifted;
        for put in puts {
            if let Source::Live(file) = put.source
                && let Some(ours) = &mut self.live.table.files[file].ours
                && ours.inputs != put.inputs
            {
                ours.inputs = put.inputs;
                is_known = false;
            }
        }
        for pieced in puts.iter().filter_map(Put::pieced) {
            self.state.pieced.retain(|old| old.path != pieced.path);
            self.state.pieced.push(pieced);
            is_known = false;
        }
        if build.is_some() && build != self.state.build {
            self.state.build = build;
            is_known = false;
        }
        if is_known {
            return;
        }
        let drift: Vec<usize> =
            (0..self.live.table.files.len()).filter(|file| self.live.is_unshared(*file)).collect();
        let state = &mut self.state;
        if let Some(spare) = &mut state.spare {
            spare.stale.append(&mut self.live.lost);
            spare.stale.extend(drift.into_iter().map(|file| self.live.table.path(file).into()));
            spare.stale.sort_unstable();
            spare.stale.dedup();
        }
        state.table = std::mem::take(&mut self.live.table);
        state::write(&self.site_root, &self.place.target, state);
    }

    /// Makes the new tree, from the kept one where there is one to be relied on.
    fn stage(&self, plan: &Plan) -> Result<Staged, Failure> {
        let new = self.work.new_tree();
        let stage = Stage {
            work: &self.work,
            new: new.as_std_path(),
            old: self.place.target.as_std_path(),
            live: &self.live,
            plan,
            cancel: &self.options.cancel,
            is_linked: AtomicBool::new(true),
        };
        let tree = spare::path(&self.site_root, &self.place.target);
        if let Some(spare) = &self.state.spare
            && spare.is_intact(tree.as_std_path())
        {
            step();
            if rename(&tree, &new).is_ok() {
                if let Some(staged) = stage.renew(spare)? {
                    return Ok(staged);
                }
                stage::clear(new.as_std_path(), &self.options.cancel)?;
            }
        }
        // Before files are linked, for it shares them, and their dates would change.
        spare::discard(&tree);
        stage.make()
    }

    /// Keeps the tree that was published, or takes it away; then remembers what is
    /// published now.
    fn put_away(
        &mut self,
        old: Option<&Utf8Path>,
        plan: &Plan,
        staged: Staged,
        build: Option<Digest>,
    ) {
        let mut table = staged.table;
        let mut spare = None;
        if let Some(old) = old {
            step();
            let folders = &self.live.table.folders;
            // A kept tree shares its files with the output, and what lies in `.guichet/`
            // may be scrambled by anyone. A page would be made again; a file of others
            // could not.
            let is_all_ours = plan.items.iter().all(|item| plan.ours(item, &self.live).is_some());
            if is_all_ours && staged.is_linked && spare::is_as_seen(old.as_std_path(), folders) {
                let to = spare::path(&self.site_root, &self.place.target);
                spare = spare::keep(old, &to, folders);
            }
            if spare.is_none()
                && let Err(failure) = swap::retire(old, &self.place.target)
            {
                let problem = failure.to_string();
                (self.options.on_notice)(Notice::Leftover { problem });
                return;
            }
        }
        step();
        self.work.end_swap();
        self.look_again(&mut table, spare.is_none() && old.is_some());
        if let Some(spare) = &mut spare {
            spare.stale = stale(plan);
        }
        let pieced = plan.pieced(std::mem::take(&mut self.state.pieced));
        let manifest = Some(staged.manifest);
        let state = State { manifest, build, table, spare, pieced, ..State::default() };
        step();
        state::write(&self.site_root, &self.place.target, &state);
    }

    /// Renaming has changed the dates of the output itself; to take the old tree
    /// away, those of every file that it shared.
    fn look_again(&self, table: &mut Table, has_unlinked: bool) {
        let Ok(base) = Base::open(self.place.target.as_std_path()) else { return };
        if let (Some(root), Ok(Some(stat))) = (table.folders.first_mut(), base.folder(b"")) {
            // Anything but the dates of the rename: names came or went meanwhile.
            if stat.is_same_but_for_links(&root.stat) {
                root.stat = stat;
            }
        }
        if !has_unlinked {
            return;
        }
        let nodes: Vec<_> = (0..table.files.len())
            .into_par_iter()
            .with_min_len(256)
            .map(|file| base.node(&table.path(file)).ok().flatten())
            .collect();
        for (file, node) in table.files.iter_mut().zip(nodes) {
            if let Some(node) = node
                && node.stat().is_same_but_for_links(file.node.stat())
            {
                file.node = node;
            }
        }
    }
}

/// Where the tree that was published differs from the one that is.
fn stale(plan: &Plan) -> Vec<Box<[u8]>> {
    let is_written = |item: &&Item| !matches!(plan.source(item), Source::Live(_));
    let written = plan.items.iter().filter(is_written).map(|item| plan.path(item).into());
    let mut stale: Vec<Box<[u8]>> = written.chain(plan.gone.iter().cloned()).collect();
    stale.sort_unstable();
    stale.dedup();
    stale
}

/// Whether a file is as it was.
fn is_exact(base: &Base, table: &Table, file: usize, path: &mut Vec<u8>) -> bool {
    table.write_path(file, path);
    matches!(base.node(path), Ok(Some(node)) if Trust::of(&table.files[file].node, &node) == Trust::Exact)
}

/// Whether every file of ours in `target` is as it is remembered.
pub(super) fn is_intact(target: &Utf8Path, table: &Table) -> bool {
    let Ok(base) = Base::open(target.as_std_path()) else { return false };
    if !live::holds(target.as_std_path(), table, manifest::NAME) {
        return false;
    }
    let files: Vec<usize> =
        (0..table.files.len()).filter(|file| table.files[*file].ours.is_some()).collect();
    files.par_chunks(256).all(|chunk| {
        let mut path = Vec::new();
        chunk.iter().all(|file| is_exact(&base, table, *file, &mut path))
    })
}
