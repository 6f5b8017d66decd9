//! `guichet build`: the site into a folder.

use std::cell::Cell;
use std::time::Instant;

use camino::{Utf8Path, Utf8PathBuf};

use crate::base::{Depot, Discard, Failure, MemoryDepot};
use crate::cache::{self, DiskDepot, Found};
use crate::cli::args::BuildOptions;
use crate::cli::said;
use crate::cli::terminal::{Progress, duration};
use crate::cli::world::SiteAt;
use crate::code::Highlighter;
use crate::diag::{Arg, Diagnostic, Outcome};
use crate::files::{Files as _, Seen};
use crate::i18n::Words;
use crate::output::{self, Clash, Last, Notice, PublishOptions, Publisher, Remembered, Summary};
use crate::pipeline::{self, BuildContext, Prepared};
use crate::report::{Format, Report, words};
use crate::site::PictureWork;

/// Builds and publishes; 1 when the site has problems.
pub(super) fn run(options: &BuildOptions, site: &SiteAt<'_>) -> Result<u8, Failure> {
    let start = Instant::now();
    // First, so that a wish to stop is heard from the start.
    let world = site.world;
    let words = words(world.lang);
    let out = out_folder(site, options.out.as_deref());
    world.check_output(&out)?;
    output::check_target(&site.disk, &out)?;
    let asked = said::asked(options.report.as_deref(), site)?;
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
    let progress = Progress::new(world, options.quiet);
    let files = Seen::new(&site.disk);
    let command = Command {
        options,
        site,
        asked,
        files: &files,
        words: &words,
        out: &out,
        publish,
        progress,
        last: Cell::default(),
    };
    if let Some(n_files) = command.unchanged()? {
        let args = [
            ("unchanged", Arg::Number(n_files as u64)),
            ("out", Arg::Text(out.to_string())),
            ("time", Arg::Text(duration(start.elapsed(), &words))),
        ];
        if !options.quiet && is_human {
            world.err(&format!("{}\n", words.format("summary-nothing", &args).unwrap_or_default()));
        }
        return Ok(0);
    }
    // Nothing is left in a folder that is no site.
    let is_site = ["guichet.toml", "content"].iter().any(|name| files.is_there((*name).into()));
    let (depot, found) = if is_site { DiskDepot::open(&site.root) } else { (None, Found::Good) };
    if found == Found::Broken {
        on_notice(Notice::CacheIgnored { path: site.root.join(cache::FOLDER) });
    }
    let Some(mut depot) = depot else {
        return Ok(command.build(&MemoryDepot::default())?.end(&command, start));
    };
    let done = match command.build(&depot) {
        Err(Failure::Lost) => {
            on_notice(Notice::CacheIgnored { path: site.root.join(cache::FOLDER) });
            depot.forget();
            command.build(&depot)
        }
        done => done,
    };
    depot.save();
    Ok(done?.end(&command, start))
}

/// A build under way.
struct Command<'c> {
    options: &'c BuildOptions,
    site: &'c SiteAt<'c>,
    /// The file that the whole report is asked into.
    asked: Option<Utf8PathBuf>,
    files: &'c Seen<'c>,
    words: &'c Words,
    out: &'c Utf8Path,
    publish: PublishOptions<'c>,
    progress: Progress<'c>,
    /// What was read of the last build.
    last: Cell<Option<Remembered>>,
}

/// How a build ended.
enum Done {
    /// The site has problems, which were said.
    Refused,
    /// The site is published.
    Published(Box<Prepared>, Summary),
}

impl Command<'_> {
    fn context<'a>(
        &'a self,
        depot: &'a dyn Depot,
        highlighter: &'a Highlighter,
    ) -> BuildContext<'a> {
        BuildContext {
            files: self.files,
            selection: self.site.selection(&self.options.site),
            base_url: self.options.site.base_url.clone(),
            highlighter,
            depot,
        }
    }

    /// The number of files, when the output holds exactly what this build would make.
    fn unchanged(&self) -> Result<Option<usize>, Failure> {
        if self.asked.is_some() {
            return Ok(None);
        }
        let (depot, highlighter) = (MemoryDepot::default(), Highlighter::new());
        let ctx = self.context(&depot, &highlighter);
        let before = self.site.world.start;
        let dates = [None, Some(ctx.selection.date)];
        let Some(builds) = pipeline::inputs(&ctx, dates, before)? else { return Ok(None) };
        Ok(match output::last(&self.site.disk, self.out, &builds) {
            Last::Same(n_files) => Some(n_files),
            Last::Other(last) => {
                self.last.set(last);
                None
            }
        })
    }

    fn build(&self, depot: &dyn Depot) -> Result<Done, Failure> {
        let (site, world) = (self.site, self.site.world);
        self.progress.step(self.words.text("progress-build").unwrap_or_default());
        let highlighter = Highlighter::new();
        let ctx = self.context(depot, &highlighter);
        let Outcome { value: mut prepared, mut diagnostics } = pipeline::prepare(&ctx)?;
        let strict = self.options.strict;
        let is_refused = |diagnostics: &[Diagnostic], prepared: &Prepared| {
            Report::new(diagnostics.to_vec(), &prepared.settings, &prepared.sources)
                .is_refusal(strict)
        };
        // Nor is an image converted for nothing.
        let work = if is_refused(&diagnostics, &prepared) {
            PictureWork::Look
        } else {
            PictureWork::Convert
        };
        diagnostics.extend(pipeline::pictures(&ctx, &mut prepared, work));
        // With an error nothing is published; the templates are tried all the same,
        // so that everything that is wrong is said at once.
        let publisher = if is_refused(&diagnostics, &prepared) {
            diagnostics.extend(pipeline::render(&prepared, depot, &Discard)?);
            None
        } else {
            let last = self.last.take();
            let publisher = Publisher::open_after(last, &site.disk, self.out, &self.publish)?;
            diagnostics.extend(pipeline::render(&prepared, depot, &publisher)?);
            Some(publisher)
        };
        let report = Report::new(diagnostics, &prepared.settings, &prepared.sources);
        self.progress.clear();
        world.err(&said::said(&report, &prepared.sources, self.asked.as_deref(), site)?);
        match publisher {
            Some(publisher) if !report.is_refusal(strict) => {
                self.progress.step(self.words.text("progress-write").unwrap_or_default());
                // Warnings are to be said again: such a build is made again.
                let date = prepared.depends_on_date.then_some(ctx.selection.date);
                let inputs = pipeline::inputs(&ctx, [date], world.start)?.map(|[inputs]| inputs);
                let inputs = inputs.filter(|_| report.diagnostics().is_empty());
                let summary = publisher.finish(inputs)?;
                Ok(Done::Published(Box::new(prepared), summary))
            }
            Some(_) | None => Ok(Done::Refused),
        }
    }
}

impl Done {
    /// The last of a build: as [`Done::code`].
    fn end(self, command: &Command<'_>, start: Instant) -> u8 {
        let code = self.code(command, start);
        // The program ends: to give back the memory of a site piece by piece takes time.
        std::mem::forget(self);
        code
    }

    /// Says how it ended, and gives the exit code.
    fn code(&self, command: &Command<'_>, start: Instant) -> u8 {
        let Self::Published(prepared, summary) = self else { return 1 };
        let (world, words) = (command.site.world, command.words);
        command.progress.clear();
        let is_human = matches!(command.site.style.format, Format::Human | Format::Short);
        if !command.options.quiet && is_human {
            world.err(&summary_table(prepared, words));
            let counts = [
                ("written", Arg::Number(summary.written as u64)),
                ("unchanged", Arg::Number(summary.unchanged as u64)),
                ("removed", Arg::Number(summary.removed as u64)),
                ("out", Arg::Text(command.out.to_string())),
                ("time", Arg::Text(duration(start.elapsed(), words))),
            ];
            world.err(&format!("{}\n", words.format("summary-done", &counts).unwrap_or_default()));
        }
        0
    }
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
fn summary_table(built: &Prepared, words: &Words) -> String {
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
