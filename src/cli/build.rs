//! `guichet build`: the site into a folder.

use std::time::Instant;

use camino::{Utf8Path, Utf8PathBuf};

use crate::base::Failure;
use crate::cli::args::BuildOptions;
use crate::cli::said;
use crate::cli::terminal::{Progress, duration};
use crate::cli::world::SiteAt;
use crate::code::Highlighter;
use crate::diag::Arg;
use crate::i18n::Words;
use crate::output::{self, Clash, Notice, PublishOptions};
use crate::pipeline::{self, BuildContext, Built};
use crate::report::{Format, Report, words};

/// Builds and publishes; 1 when the site has problems.
pub(super) fn run(options: &BuildOptions, site: &SiteAt<'_>) -> Result<u8, Failure> {
    let start = Instant::now();
    // First, so that a wish to stop is heard from the start.
    let world = site.world;
    let words = words(world.lang);
    let progress = Progress::new(world, options.quiet);
    let out = out_folder(site, options.out.as_deref());
    world.check_output(&out)?;
    output::check_target(&site.disk, &out)?;
    let asked = said::asked(options.report.as_deref(), site)?;
    progress.step(words.text("progress-build").unwrap_or_default());
    let ctx = BuildContext {
        files: &site.disk,
        selection: site.selection(&options.site),
        base_url: options.site.base_url.clone(),
        highlighter: &Highlighter::new(),
    };
    let outcome = pipeline::build(&ctx)?;
    let report = Report::new(outcome.diagnostics, &outcome.value.settings, &outcome.value.sources);
    progress.clear();
    world.err(&said::said(&report, &outcome.value.sources, asked.as_deref(), site)?);
    if report.is_refusal(options.strict) {
        return Ok(1);
    }
    progress.step(words.text("progress-write").unwrap_or_default());
    // Machines read the streams: nothing but diagnostics goes there.
    let is_human = matches!(site.style.format, Format::Human | Format::Short);
    let on_notice = |notice: Notice| {
        if is_human {
            world.err(&told(&notice, &words));
        }
    };
    let cancel = world.signals.hold();
    let clash = if options.replace { Clash::Replace } else { Clash::Refuse };
    let publish = PublishOptions { cancel, clash, on_notice: &on_notice };
    let summary = output::publish(&outcome.value.artifacts, &site.disk, &out, &publish)?;
    progress.clear();
    if !options.quiet && is_human {
        world.err(&summary_table(&outcome.value, &words));
        let counts = [
            ("written", Arg::Number(summary.written as u64)),
            ("unchanged", Arg::Number(summary.unchanged as u64)),
            ("removed", Arg::Number(summary.removed as u64)),
            ("out", Arg::Text(out.to_string())),
            ("time", Arg::Text(duration(start.elapsed(), &words))),
        ];
        world.err(&format!("{}\n", words.format("summary-done", &counts).unwrap_or_default()));
    }
    Ok(0)
}

/// What there is to tell while publishing.
fn told(notice: &Notice, words: &Words) -> String {
    let text = |value: &str| Arg::Text(value.to_owned());
    let (key, args) = match notice {
        Notice::Waiting { holder } => ("waiting", vec![("holder", text(holder))]),
        Notice::Recovered => ("recovered", Vec::new()),
        Notice::CacheIgnored { path } => ("cache-ignored", vec![("path", text(path.as_str()))]),
        Notice::Kept { path } => ("kept", vec![("path", text(path.as_str()))]),
        Notice::Leftover { problem } => ("leftover", vec![("problem", text(problem))]),
    };
    format!("{}\n", words.format(key, &args).unwrap_or_default())
}

/// The output folder: below the site's root unless the option says otherwise.
fn out_folder(site: &SiteAt<'_>, out: Option<&Utf8Path>) -> Utf8PathBuf {
    match out {
        Some(out) => site.world.absolute(out),
        None => site.root.join("public"),
    }
}

/// One line per language: articles, sections, tags, redirects.
fn summary_table(built: &Built, words: &Words) -> String {
    let site = &built.site;
    let mut table = String::new();
    for lang in built.settings.langs() {
        let count = |n: usize| Arg::Number(n as u64);
        let redirects = site.redirects.iter().filter(|r| site.lang(r.to) == lang).count();
        let args = [
            ("language", Arg::Text(built.settings.language(lang).name.clone())),
            ("articles", count(site.articles.iter().filter(|a| a.lang == lang).count())),
            ("sections", count(site.sections.iter().filter(|s| s.lang == lang).count())),
            ("tags", count(site.tags.iter().filter(|t| t.lang == lang).count())),
            ("redirects", count(redirects)),
        ];
        table.push_str(&words.format("summary-language", &args).unwrap_or_default());
        table.push('\n');
    }
    table
}
