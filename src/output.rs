//! Publishing: the artifacts of a build become the output folder, all or nothing.
//!
//! A complete new tree is made beside the output ([`publish`]), then both change
//! places. Readers, and a build killed at any moment, see the old site or the new
//! one, never a mix. Unchanged files are hard links to the published ones: they
//! keep inode and date, and cost no writing.
//!
//! **What is whose.** A file is ours when the manifest in the output lists it
//! (`manifest.rs` says why it lies there). Everything else is of others (`.git`,
//! `CNAME`, folders, links) and is carried over as it is; in an output without a
//! manifest, that is everything. A file of others where an artifact must go stops
//! the build before anything changes, unless it has the very bytes of the artifact
//! or the caller says [`Clash::Replace`]. A listed file that somebody changed is
//! written over while its page exists, for the output holds what the build says;
//! once the page is gone it is kept, because what is in it now is not what we made.

mod manifest;
mod new_file;
mod place;
mod plan;
pub mod signals;
mod site_file;
mod stage;
mod stats;
mod swap;
mod tree;
mod work;

use camino::{Utf8Path, Utf8PathBuf};

use crate::base::{Artifacts, Cancel, Digest, Failure};
use crate::files::Disk;
use crate::output::place::Place;
use crate::output::plan::{How, Plan, Published, Step};
use crate::output::work::Work;

pub use manifest::{Made, Manifest, NAME as MANIFEST};
pub use new_file::{first_taken, write_new};
pub use site_file::SiteFiles;

/// Threads that work on the disk at once: more gain nothing, and each holds a file
/// open where a system may allow but 64.
const MAX_THREADS: usize = 8;

/// What to do with a file of others where an artifact must go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clash {
    /// Stop before anything changes.
    #[default]
    Refuse,
    /// Write the artifact in its place. A folder of others is refused all the same.
    Replace,
}

/// Something to tell while publishing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// Another build works on the same output; this one waits for it.
    Waiting {
        /// Process number and host of the other one, as it wrote them; may be empty.
        holder: String,
    },
    /// A killed build left something, which is being cleared.
    Recovered,
    /// What was remembered of the last build cannot be read; it is made anew.
    CacheIgnored {
        /// The file.
        path: Utf8PathBuf,
    },
    /// A page is gone, but somebody changed its file, which is kept.
    Kept {
        /// The file.
        path: Utf8PathBuf,
    },
    /// The site is published, but something beside it could not be cleared away.
    Leftover {
        /// What, and why.
        problem: String,
    },
}

/// How to publish.
pub struct PublishOptions<'a> {
    /// The wish to stop, heard between two files.
    pub cancel: Cancel,
    /// What to do with files of others that are in the way.
    pub clash: Clash,
    /// Called with what there is to tell, from any thread.
    pub on_notice: &'a (dyn Fn(Notice) + Sync),
}

impl Default for PublishOptions<'_> {
    fn default() -> Self {
        Self { cancel: Cancel::default(), clash: Clash::default(), on_notice: &|_| {} }
    }
}

/// What publishing did, in numbers of files; the manifest is not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// New or changed.
    pub written: usize,
    /// As they were.
    pub unchanged: usize,
    /// Gone.
    pub removed: usize,
}

/// Makes `target` hold exactly `artifacts`, beside what others put there.
///
/// # Errors
/// [`Failure::Output`] when the folder cannot be an output or files of others are
/// in the way, [`Failure::Read`] and [`Failure::Write`] with the path,
/// [`Failure::Interrupted`]. The published site is then as it was, and nothing is
/// left beside it.
pub fn publish(
    artifacts: &Artifacts,
    source: &Disk,
    target: &Utf8Path,
    options: &PublishOptions<'_>,
) -> Result<Summary, Failure> {
    let place = Place::find(source.root(), target)?;
    if let Some((path, _)) = artifacts.iter().find(|(path, _)| path.as_str() == MANIFEST) {
        let path = place.target.join(path.as_str());
        return Err(Failure::Output { path, reason: "output-reserved" });
    }
    let n_threads = rayon::current_num_threads().min(MAX_THREADS);
    match rayon::ThreadPoolBuilder::new().num_threads(n_threads).build() {
        Ok(pool) => pool.install(|| publish_at(&place, artifacts, source, options)),
        // No thread to be had: the caller's own must do.
        Err(_) => publish_at(&place, artifacts, source, options),
    }
}

/// Checks that a folder may be the output of a site, before any work is done.
///
/// # Errors
/// As [`publish`].
pub fn check_target(source: &Disk, target: &Utf8Path) -> Result<(), Failure> {
    Place::find(source.root(), target).map(|_| ())
}

fn publish_at(
    place: &Place,
    artifacts: &Artifacts,
    source: &Disk,
    options: &PublishOptions<'_>,
) -> Result<Summary, Failure> {
    let site = SiteFiles::new(source.root())?;
    let mut work = Work::open(place, options)?;
    let published = Published::read(source.root(), place, options)?;
    let plan = Plan::make(artifacts, &site, &published, options)?;
    let summary = summarize(&plan);
    if published.is(&plan) {
        if !published.has_stats() {
            let stats = plan.steps.iter().filter_map(known_stat).collect();
            let manifest = Digest::of(plan.manifest().text().as_bytes());
            stats::write(source.root(), &place.target, manifest, &stats);
        }
        return Ok(summary);
    }
    let new = work.new_tree();
    let staged = stage::stage(&new, &place.target, &site, &options.cancel).write(&plan)?;
    options.cancel.check()?;
    let leftover = swap::publish(&mut work, place)?;
    for path in &plan.kept {
        (options.on_notice)(Notice::Kept { path: place.target.join(path) });
    }
    if let Some(failure) = leftover {
        (options.on_notice)(Notice::Leftover { problem: failure.to_string() });
    }
    let manifest = Digest::of(staged.manifest.as_bytes());
    stats::write(source.root(), &place.target, manifest, &staged.stats);
    Ok(summary)
}

fn summarize(plan: &Plan<'_>) -> Summary {
    let unchanged = plan.steps.iter().filter_map(known_stat).count();
    Summary { written: plan.steps.len() - unchanged, unchanged, removed: plan.n_removed }
}

fn known_stat(step: &Step<'_>) -> Option<(String, tree::Stat)> {
    match step.how {
        How::Link(stat) => Some((step.path.as_str().to_owned(), stat)),
        How::Write(_) | How::Copy(_) => None,
    }
}
