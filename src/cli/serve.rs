//! `guichet serve`: live preview.

use std::cell::RefCell;
use std::time::Instant;

use crate::base::{Cancel, Failure};
use crate::cache::PreviewDepot;
use crate::cli::args::ServeOptions;
use crate::cli::terminal::duration;
use crate::cli::world::SiteAt;
use crate::code::Highlighter;
use crate::config::BaseUrl;
use crate::diag::{Arg, Outcome};
use crate::i18n::Words;
use crate::pipeline::{self, BuildContext};
use crate::report::{self, Report, Style, words};
use crate::serve::{self, Build, Event, Gatherer, Labels, Pages};
use crate::site::{PictureWork, Selection};
use crate::source;

/// Serves until it is interrupted.
pub(super) fn run(options: &ServeOptions, at: &SiteAt<'_>) -> Result<u8, Failure> {
    // Without a site there is nothing to wait for; later builds say what is wrong.
    source::read(&at.disk)?;
    let words = words(at.world.lang);
    let text = |key: &str| words.text(key).unwrap_or_default().to_owned();
    let serve_options = serve::ServeOptions {
        root: at.root.clone(),
        output: Some(at.root.join("public")),
        port: options.port,
        address: options.bind,
        hosts: options.host.clone(),
        labels: Labels {
            lang: at.world.lang.code().to_owned(),
            title: text("serve-problems"),
            close: text("serve-close"),
        },
        cancel: Cancel::default(),
    };
    let kept = Kept {
        highlighter: Highlighter::default(),
        depot: PreviewDepot::new(&at.root),
        pages: RefCell::default(),
    };
    let start = std::cell::Cell::new(Instant::now());
    let mut was_good = false;
    let mut rebuild = |changed: &[camino::Utf8PathBuf]| {
        start.set(Instant::now());
        if let Some(path) = changed.first() {
            at.world.err(&line(&words, "serve-changed", "path", path.as_str()));
        }
        build(options, at, &kept)
    };
    let mut on_event = |event: Event| {
        let text = match event {
            Event::Listening { url } => line(&words, "serve-ready", "url", &url),
            Event::Exposed { address } => line(&words, "serve-open", "address", &address),
            Event::NotWatching { reason } => line(&words, "serve-not-watching", "reason", &reason),
            Event::Built { is_good: true } => {
                was_good = true;
                let time = duration(start.get().elapsed(), &words);
                line(&words, "serve-rebuilt", "time", &time)
            }
            Event::Built { is_good: false } if was_good => format!("{}\n", text("serve-refused")),
            Event::Built { is_good: false } => format!("{}\n", text("serve-not-yet")),
        };
        at.world.err(&text);
    };
    serve::run(&serve_options, &mut rebuild, &mut on_event)?;
    Ok(0)
}

fn line(words: &Words, key: &str, name: &str, value: &str) -> String {
    let args = [(name, Arg::Text(value.to_owned()))];
    format!("{}\n", words.format(key, &args).unwrap_or_default())
}

/// Builds the site in memory for this computer's own address.
fn build(options: &ServeOptions, at: &SiteAt<'_>, kept: &Kept) -> Build {
    let ctx = BuildContext {
        files: &at.disk,
        selection: Selection {
            date: options.date.unwrap_or(at.world.today),
            with_drafts: options.drafts,
        },
        base_url: BaseUrl::parse(&format!("http://localhost:{}/", options.port)),
        highlighter: &kept.highlighter,
        depot: &kept.depot,
    };
    match build_once(&ctx, at, kept) {
        Ok(build) => build,
        Err(failure) => {
            let text = report::failure(&failure, at.world.lang);
            at.world.err(&text);
            Build::Bad(text)
        }
    }
}

/// What one build leaves to the next.
struct Kept {
    highlighter: Highlighter,
    depot: PreviewDepot,
    /// The pages of the last good build.
    pages: RefCell<Pages>,
}

fn build_once(ctx: &BuildContext<'_>, at: &SiteAt<'_>, kept: &Kept) -> Result<Build, Failure> {
    let Outcome { value: mut prepared, mut diagnostics } = pipeline::prepare(ctx)?;
    // A preview is of the text: it shows the copies that a build left, and otherwise the
    // images themselves. None is converted, which would take minutes for many.
    diagnostics.extend(pipeline::pictures(ctx, &mut prepared, PictureWork::Kept));
    let gatherer = Gatherer::over(kept.pages.borrow().clone());
    diagnostics.extend(pipeline::render(&prepared, ctx.depot, &gatherer)?);
    kept.depot.sweep();
    let report = Report::new(diagnostics, &prepared.settings, &prepared.sources);
    at.world.err(&report.print(&at.disk, &prepared.sources, at.style, None));
    if report.is_refusal(false) {
        let style = Style { has_color: false, ..at.style };
        return Ok(Build::Bad(report.print(&at.disk, &prepared.sources, style, None)));
    }
    let pages = gatherer.into_pages();
    kept.pages.replace(pages.clone());
    Ok(Build::Good(pages))
}
