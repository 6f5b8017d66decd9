//! `guichet doctor FILE`: what is wrong with what was pasted into the catalogue.

use std::io::Read as _;

use crate::base::{Failure, Sources};
use crate::cli::args::DoctorOptions;
use crate::cli::world::SiteAt;
use crate::config::{Settings, default_settings};
use crate::diag::Arg;
use crate::files::Memory;
use crate::report::{Format, Report, words};
use crate::snippets::{self, MAX_EXAMINED, Page};
use crate::source::decode::decode;

/// The name of standard input, in messages too.
const STDIN: &str = "<stdin>";

/// Examines a file or standard input; 1 when something is wrong.
pub(super) fn run(options: &DoctorOptions, at: &SiteAt<'_>) -> Result<u8, Failure> {
    let is_stdin = options.file == "-";
    let bytes = if is_stdin { stdin()? } else { file(options, at)? };
    let path = if is_stdin { STDIN } else { options.file.as_str() };
    let mut sources = Sources::default();
    let source = sources.add(path);
    let mut diagnostics = Vec::new();
    let text = decode(&bytes, source).drain(&mut diagnostics);
    let page = Page { lang: options.tab.as_deref(), policy: options.csp.as_deref() };
    let examined = snippets::examine(&text, source, &page);
    diagnostics.extend(examined.diagnostics);
    let settings: Settings = default_settings(&[]);
    let report = Report::new(diagnostics, &settings, &sources);
    let is_human = matches!(at.style.format, Format::Human | Format::Short);
    let words = words(at.world.lang);
    let mut out = String::new();
    if is_human && !examined.tools.is_empty() {
        let args = [("tools", Arg::Text(examined.tools.join(", ")))];
        out.push_str(&words.format("doctor-found", &args).unwrap_or_default());
        out.push('\n');
    }
    if is_human && report.diagnostics().is_empty() {
        out.push_str(words.text("doctor-clean").unwrap_or_default());
        out.push('\n');
    } else {
        let mut files = Memory::default();
        files.insert(path, bytes);
        out.push_str(&report.print(&files, &sources, at.style, None));
    }
    at.world.out(&out);
    Ok(u8::from(!report.diagnostics().is_empty()))
}

fn stdin() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(MAX_EXAMINED as u64).read_to_end(&mut bytes);
    read.map_err(|source| Failure::Read { path: STDIN.into(), source })?;
    Ok(bytes)
}

/// The file, from the folder in which the command was typed.
fn file(options: &DoctorOptions, at: &SiteAt<'_>) -> Result<Vec<u8>, Failure> {
    use crate::files::{Disk, Files as _};
    let path = at.world.absolute(&options.file);
    let folder = path.parent().unwrap_or(&path);
    let name = path.file_name().unwrap_or_default();
    let read = Disk::new(folder).read_at_most(name.into(), MAX_EXAMINED as u64);
    read.map_err(|source| Failure::Read { path: path.clone(), source })
}
