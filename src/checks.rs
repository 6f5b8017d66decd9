//! What matters to quality only: reported by `check`, never by a build.
//!
//! A build keeps of a text what its pages need; what an author wrote is read here a
//! second time, so that no build pays for it. Everything found is a warning, and a
//! wrong alarm is worse than none: each check says in its own file what it leaves be.

mod accessibility;
mod editions;
mod files;
mod pages;
mod passages;
mod signs;
mod texts;
mod vague;

use crate::base::{Date, Failure, Sources};
use crate::config::Settings;
use crate::diag::Diagnostic;
use crate::files::Files;
use crate::site::Site;
use crate::source::Again;

/// A resolved site and where it was read.
#[derive(Clone, Copy)]
pub struct CheckContext<'c> {
    /// The site.
    pub site: &'c Site,
    /// Its settings.
    pub settings: &'c Settings,
    /// The table of files that spans point into.
    pub sources: &'c Sources,
    /// Where its texts and images are read again.
    pub files: &'c dyn Files,
    /// The day that `review_by` is compared with.
    pub date: Date,
}

/// Everything that could be better.
///
/// # Errors
/// When a folder of the site cannot be read.
pub fn check(ctx: &CheckContext<'_>) -> Result<Vec<Diagnostic>, Failure> {
    let again = Again::new(ctx.settings, ctx.sources);
    let mut read = again.with(ctx.files, |reader| texts::read(ctx, &again, reader));
    let mut found = std::mem::take(&mut read.diagnostics);
    found.extend(editions::check(ctx.site, ctx.settings));
    found.extend(pages::check(ctx, &read));
    found.extend(files::check(ctx, read.names)?);
    Ok(found)
}
