//! The story: read → parse → resolve → render. The command then writes.

use crate::base::artifacts::Artifacts;
use crate::base::{Failure, Sources};
use crate::code::Highlighter;
use crate::config::{BaseUrl, Settings};
use crate::diag::{Diagnostic, Outcome};
use crate::files::Files;
use crate::render::{self, Look};
use crate::site::{self, Resolved, Selection, Site};
use crate::source;
use crate::theme;

/// What a build needs from the world.
pub struct BuildContext<'c> {
    /// The site's folder.
    pub files: &'c dyn Files,
    /// Which texts take part.
    pub selection: Selection,
    /// Replaces `base_url` of the configuration.
    pub base_url: Option<BaseUrl>,
    /// Colors code; kept from one build to the next, since it learns slowly.
    pub highlighter: &'c Highlighter,
}

/// A built site, all in memory.
pub struct Built {
    /// Everything to publish.
    pub artifacts: Artifacts,
    /// The site it was made from.
    pub site: Site,
    /// Its settings.
    pub settings: Settings,
    /// The table of files that spans point into.
    pub sources: Sources,
}

/// Builds a site. What authors wrote wrong is in the outcome; only the world
/// makes it fail.
///
/// # Errors
/// When the site's folder cannot be read.
pub fn build(ctx: &BuildContext<'_>) -> Result<Outcome<Built>, Failure> {
    let mut said: Vec<Diagnostic> = Vec::new();
    let mut tree = source::read(ctx.files)?.drain(&mut said);
    if let Some(base_url) = &ctx.base_url {
        tree.settings.base_url = base_url.clone();
    }
    let parsed = source::parse(tree, ctx.highlighter).drain(&mut said);
    let resolved = site::resolve(parsed, ctx.selection).drain(&mut said);
    let Resolved { site, settings, mut sources } = resolved;
    let theme = theme::load(ctx.files, &settings, &mut sources)?.drain(&mut said);
    let look = Look { theme: &theme, highlighter: ctx.highlighter };
    let artifacts = render::render(&site, &settings, look).drain(&mut said);
    Ok(Outcome { value: Built { artifacts, site, settings, sources }, diagnostics: said })
}
