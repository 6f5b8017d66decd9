//! `guichet check`: everything `build` says, and what matters to quality only.

use crate::base::{Discard, Failure, MemoryDepot};
use crate::cli::args::CheckOptions;
use crate::cli::said;
use crate::cli::world::SiteAt;
use crate::code::Highlighter;
use crate::diag::Outcome;
use crate::pipeline::{self, BuildContext};
use crate::report::{Format, Report, words};
use crate::site::PictureWork;

/// Builds in memory and checks; publishes nothing. 1 when there are errors.
pub(super) fn run(options: &CheckOptions, at: &SiteAt<'_>) -> Result<u8, Failure> {
    let asked = said::asked(options.report.as_deref(), at)?;
    let ctx = BuildContext {
        files: &at.disk,
        selection: at.selection(&options.site),
        base_url: options.site.base_url.clone(),
        highlighter: &Highlighter::new(),
        depot: &MemoryDepot::default(),
    };
    let Outcome { value: mut built, mut diagnostics } = pipeline::prepare(&ctx)?;
    diagnostics.extend(pipeline::pictures(&ctx, &mut built, PictureWork::Look));
    let built = &built;
    diagnostics.extend(pipeline::render(built, ctx.depot, &Discard)?);
    diagnostics.extend(pipeline::check(built, &at.disk, ctx.selection.date)?);
    let report = Report::new(diagnostics, &built.settings, &built.sources);
    at.world.out(&said::said(&report, &built.sources, asked.as_deref(), at)?);
    let is_human = matches!(at.style.format, Format::Human | Format::Short);
    if report.diagnostics().is_empty() && is_human {
        let words = words(at.world.lang);
        at.world.out(&format!("{}\n", words.text("all-clean").unwrap_or_default()));
    }
    Ok(u8::from(report.is_refusal(options.strict)))
}
