//! The story: read → parse → resolve, then pictures → render. The command then writes.

mod inputs;

use crate::answers::wire::IndexFile;
use crate::answers::{self, Tongue};
use crate::base::{Date, Depot, Failure, Sink, Sources};
use crate::checks::{self, CheckContext};
use crate::code::Highlighter;
use crate::config::{BaseUrl, Settings};
use crate::diag::{Diagnostic, Outcome};
use crate::files::Files;
use crate::render::{self, RenderContext};
use crate::site::{self, PictureContext, PictureWork, Resolved, Selection, Site};
use crate::source::{self, ParseContext};
use crate::theme::{self, Theme};

pub use inputs::inputs;

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
    /// What earlier builds left.
    pub depot: &'c dyn Depot,
}

/// A site whose pages can be made.
pub struct Prepared {
    /// The site.
    pub site: Site,
    /// Its settings.
    pub settings: Settings,
    /// The table of files that spans point into.
    pub sources: Sources,
    /// Its look.
    pub theme: Theme,
    /// What the answer engine knows of its languages.
    pub tongues: Vec<Tongue>,
    /// Whether another day may make another site: a text is scheduled or expires.
    pub depends_on_date: bool,
    /// When the newest of its files changed.
    newest: (i64, i64),
}

/// Reads, parses and resolves a site. What authors wrote wrong is in the outcome;
/// only the world makes it fail.
///
/// # Errors
/// When the site's folder cannot be read.
pub fn prepare(ctx: &BuildContext<'_>) -> Result<Outcome<Prepared>, Failure> {
    let mut said: Vec<Diagnostic> = Vec::new();
    let mut tree = source::read(ctx.files)?.drain(&mut said);
    if let Some(base_url) = &ctx.base_url {
        tree.settings.base_url = base_url.clone();
    }
    let newest = tree.newest();
    let theme = theme::load(ctx.files, &tree.settings, &mut tree.sources)?.drain(&mut said);
    let words: Vec<_> = tree.settings.langs().map(|lang| theme.words_and_digest(lang)).collect();
    let tongues = answers::tongues(ctx.files, &tree.settings, &mut tree.sources)?.drain(&mut said);
    let parse = ParseContext {
        files: ctx.files,
        depot: ctx.depot,
        highlighter: ctx.highlighter,
        words: &words,
    };
    let parsed = source::parse(tree, &parse).drain(&mut said);
    let depends_on_date = parsed.pages.iter().any(|page| page.front.depends_on_date());
    let resolved = site::resolve(parsed, ctx.selection).drain(&mut said);
    let Resolved { site, settings, sources } = resolved;
    Ok(Outcome {
        value: Prepared { site, settings, sources, theme, tongues, depends_on_date, newest },
        diagnostics: said,
    })
}

/// Makes what the site shows of its images; what is wrong with them comes back.
pub fn pictures(
    ctx: &BuildContext<'_>,
    prepared: &mut Prepared,
    work: PictureWork,
) -> Vec<Diagnostic> {
    let Prepared { site, settings, newest, .. } = prepared;
    let (files, depot, newest) = (ctx.files, ctx.depot, *newest);
    site::pictures(site, &PictureContext { files, depot, settings, newest, work })
}

/// Makes the files of a site and gives each to `sink`. What templates have wrong
/// comes back.
///
/// # Errors
/// What the sink says; [`Failure::Lost`] when the depot no longer has a text: then
/// everything is to be done again with an empty one.
pub fn render(
    prepared: &Prepared,
    depot: &dyn Depot,
    sink: &dyn Sink,
) -> Result<Vec<Diagnostic>, Failure> {
    let Prepared { site, settings, theme, .. } = prepared;
    let mut said = render::render(&RenderContext { site, settings, theme, depot }, sink)?;
    said.extend(answers::publish(site, answers(prepared, depot)?, sink)?);
    Ok(said)
}

/// The files of the answer engine's indexes.
///
/// # Errors
/// [`Failure::Lost`] when the depot no longer has a text.
pub fn answers(prepared: &Prepared, depot: &dyn Depot) -> Result<Vec<IndexFile>, Failure> {
    let Prepared { site, settings, tongues, .. } = prepared;
    answers::files(site, settings, tongues, depot)
}

/// What could be better in a site that was prepared on the day `date`: what a build
/// does not look for.
///
/// # Errors
/// When a folder of the site cannot be read.
pub fn check(
    prepared: &Prepared,
    files: &dyn Files,
    date: Date,
) -> Result<Vec<Diagnostic>, Failure> {
    let Prepared { site, settings, sources, .. } = prepared;
    let mut found = theme::check(files, settings);
    found.extend(checks::check(&CheckContext { site, settings, sources, files, date })?);
    Ok(found)
}
