//! Publishing: the artifacts of a build become the output folder, all or nothing.
//!
//! A build gives its files to a [`Publisher`] as it makes them; a site never lies in
//! memory. A complete new tree is made beside the output, then both change places.
//! Readers, and a build killed at any moment, see the old site or the new one, never
//! a mix. Unchanged files are hard links to the published ones: they keep inode and
//! date, and cost no writing. The tree that was published is kept, and brought up to
//! date by the next build (`spare.rs`): its cost is that of what changed.
//!
//! **What is whose.** A file is ours when the manifest in the output lists it
//! (`manifest.rs` says why it lies there). Everything else is of others (`.git`,
//! `CNAME`, folders, links) and is carried over as it is; in an output without a
//! manifest, that is everything. A file of others where an artifact must go stops
//! the build before anything changes, unless it has the very bytes of the artifact
//! or the caller says [`Clash::Replace`]. A listed file that somebody changed is
//! written over while its page exists, for the output holds what the build says;
//! once the page is gone it is kept, because what is in it now is not what we made.

mod finish;
mod live;
mod manifest;
mod new_file;
mod pieces;
mod place;
mod plan;
mod publisher;
pub mod signals;
mod site_file;
mod spare;
mod stage;
mod state;
mod swap;
mod sync;
mod table;
#[cfg(test)]
mod tests;
mod tree;
mod work;

use camino::{Utf8Path, Utf8PathBuf};

use rayon::prelude::*;

use crate::base::{Artifact, Artifacts, Cancel, Digest, Failure, OutputPath};
use crate::files::Disk;
use crate::output::place::Place;
use crate::output::state::Found;

pub use manifest::{Made, Manifest, NAME as MANIFEST};
pub use new_file::{first_taken, write_new};
pub use publisher::Publisher;
pub use site_file::SiteFiles;
pub use state::Remembered;

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
    if artifacts.iter().any(|(path, _)| path.as_str() == MANIFEST) {
        let path = Place::find(source.root(), target)?.target.join(MANIFEST);
        return Err(Failure::Output { path, reason: "output-reserved" });
    }
    let publisher = Publisher::open(source, target, options)?;
    let files: Vec<(&OutputPath, &Artifact)> = artifacts.iter().collect();
    files
        .par_iter()
        .try_for_each(|(path, artifact)| publisher.take(path, &artifact.bytes, None))?;
    publisher.finish(None)
}

/// Checks that a folder may be the output of a site, before any work is done.
///
/// # Errors
/// As [`publish`].
pub fn check_target(source: &Disk, target: &Utf8Path) -> Result<(), Failure> {
    Place::find(source.root(), target).map(|_| ())
}

/// What is found of the last build before another is made.
#[derive(Debug)]
pub enum Last {
    /// The output holds exactly what it would make: so many files.
    Same(usize),
    /// It may not. What was read of it need not be read again.
    Other(Option<Remembered>),
}

/// Whether `target` holds exactly what the last build made, and that build was made
/// from what one of `builds` is the digest of. What others put there does not count.
///
/// Nothing is read but what is remembered of that build, and every file's dates.
pub fn last(source: &Disk, target: &Utf8Path, builds: &[Digest]) -> Last {
    let Ok(place) = Place::find(source.root(), target) else { return Last::Other(None) };
    let Found::State(state) = state::read(source.root(), &place.target) else {
        return Last::Other(None);
    };
    let is_same = state.build.is_some_and(|build| builds.contains(&build));
    // A build that was killed has left something to be cleared.
    if is_same && !work::is_there(&place) && finish::is_intact(&place.target, &state.table) {
        return Last::Same(state.table.files.len());
    }
    Last::Other(Remembered::of(source.root(), &place.target, state))
}
