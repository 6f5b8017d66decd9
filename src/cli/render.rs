//! `guichet render`: Markdown on standard input → an HTML fragment.

use std::io::Read as _;

use crate::base::lang::default_tag;
use crate::base::{Failure, Sources};
use crate::cli::args::RenderOptions;
use crate::cli::world::SiteAt;
use crate::config::{HtmlPolicy, Settings, default_settings};
use crate::files::Memory;
use crate::markup::Dialect;
use crate::render::fragment;
use crate::report::{Report, Style};
use crate::source::decode::decode;

/// The name of standard input in messages.
const STDIN: &str = "<stdin>";

/// Renders a fragment; 1 when the text has errors (the fragment is printed all
/// the same).
pub(super) fn run(
    options: &RenderOptions,
    lang: Option<&str>,
    at: &SiteAt<'_>,
) -> Result<u8, Failure> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|source| Failure::Read { path: STDIN.into(), source })?;
    let mut sources = Sources::default();
    let source = sources.add(STDIN);
    let mut diagnostics = Vec::new();
    let text = decode(&bytes, source).drain(&mut diagnostics);
    let tag = default_tag(lang.unwrap_or("fr"));
    let dialect = if options.commonmark { Dialect::CommonMark } else { Dialect::Full };
    let policy = options.html.map_or(HtmlPolicy::Safe, HtmlPolicy::from);
    let html = fragment(&text, &tag, dialect, policy).drain(&mut diagnostics);
    at.world.out(&html);
    let settings: Settings = default_settings(&[]);
    let report = Report::new(diagnostics, &settings, &sources);
    let mut files = Memory::default();
    files.insert(STDIN, bytes);
    let style = Style { ..at.style };
    at.world.err(&report.print(&files, &sources, style, None));
    Ok(u8::from(report.is_refusal(false)))
}
