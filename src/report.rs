//! Diagnostics and failures → text for people and machines, in French or English.

mod file;
mod frame;
mod lines;
mod schema;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};

use crate::base::{SourceId, Sources};
use crate::config::{Level, Settings};
use crate::diag::{Diagnostic, Severity};
use crate::files::Files;

pub use file::{check_report, remove_report, write_report};
pub use schema::schema;
pub use words::{MessageLang, explain, failure, labelled, words};

/// Most diagnostics that are printed; the rest is counted.
pub const MAX_SHOWN: usize = 50;

/// The form diagnostics are printed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Frames with the line and a caret.
    Human,
    /// One line each: `path:line:column: error[G0401]: …`.
    Short,
    /// One JSON object a line.
    Json,
    /// Workflow commands of GitHub Actions.
    Github,
}

/// How to print.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The form.
    pub format: Format,
    /// The language of the words.
    pub lang: MessageLang,
    /// Whether colors are wanted.
    pub has_color: bool,
}

/// Diagnostics of a build, ready to be printed: severities of the site applied,
/// sorted by place, each once.
#[derive(Clone, Debug, Default)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Applies the site's severities, sorts, and drops repeats.
    pub fn new(diagnostics: Vec<Diagnostic>, settings: &Settings, sources: &Sources) -> Self {
        let mut kept: Vec<Diagnostic> = diagnostics
            .into_iter()
            .filter_map(|mut diagnostic| {
                match settings.checks.get(diagnostic.code.name) {
                    Some(Level::Error) => diagnostic.severity = Severity::Error,
                    Some(Level::Warn) => diagnostic.severity = Severity::Warning,
                    Some(Level::Off) => return None,
                    None => {}
                }
                Some(diagnostic)
            })
            .collect();
        kept.sort_by(|a, b| {
            let place = |d: &Diagnostic| (d.span.start, d.span.end, d.code.number);
            let paths = (sources.path(a.span.source), sources.path(b.span.source));
            paths.0.cmp(paths.1).then_with(|| place(a).cmp(&place(b)))
        });
        kept.dedup();
        one_for_unreadable(&mut kept);
        Self { diagnostics: kept }
    }

    /// The diagnostics.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// How many have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|d| d.severity == severity).count()
    }

    /// Whether nothing may be published; with `is_strict`, warnings count.
    pub fn is_refusal(&self, is_strict: bool) -> bool {
        self.count(Severity::Error) > 0 || (is_strict && !self.diagnostics.is_empty())
    }

    /// How many are not shown in a form for people.
    pub fn n_hidden(&self, format: Format) -> usize {
        self.diagnostics.len() - self.shown(format).len()
    }

    /// Every diagnostic on a line of its own, below a line that says what this is.
    pub fn full(&self, files: &dyn Files, sources: &Sources, lang: MessageLang) -> String {
        let words = words(lang);
        let mut texts = Texts { files, sources, read: BTreeMap::new() };
        let mut out = file::head(&words);
        for diagnostic in &self.diagnostics {
            let place = texts.place(diagnostic.span);
            lines::short(&mut out, diagnostic, &place, &words);
        }
        out.push_str(&lines::total(self, 0, None, &words));
        out
    }

    /// Prints the first [`MAX_SHOWN`], errors before warnings when there are
    /// more, and a last line that counts them all and names the file, if any, in
    /// which they all are.
    pub fn print(
        &self,
        files: &dyn Files,
        sources: &Sources,
        style: Style,
        all_in: Option<&Utf8Path>,
    ) -> String {
        let words = words(style.lang);
        let mut texts = Texts { files, sources, read: BTreeMap::new() };
        let shown = self.shown(style.format);
        let mut out = String::new();
        for diagnostic in &shown {
            let place = texts.place(diagnostic.span);
            match style.format {
                Format::Human => frame::frame(&mut out, diagnostic, &mut texts, (&words, style)),
                Format::Short => lines::short(&mut out, diagnostic, &place, &words),
                Format::Json => lines::json(&mut out, diagnostic, &place, &words),
                Format::Github => lines::github(&mut out, diagnostic, &place, &words),
            }
        }
        if matches!(style.format, Format::Human | Format::Short) {
            let n_hidden = self.n_hidden(style.format);
            out.push_str(&lines::total(self, n_hidden, all_in, &words));
        }
        out
    }

    fn shown(&self, format: Format) -> Vec<&Diagnostic> {
        let is_bounded = matches!(format, Format::Human | Format::Short);
        if !is_bounded || self.diagnostics.len() <= MAX_SHOWN {
            return self.diagnostics.iter().collect();
        }
        let of = |severity| self.diagnostics.iter().filter(move |d| d.severity == severity);
        of(Severity::Error).chain(of(Severity::Warning)).take(MAX_SHOWN).collect()
    }
}

/// Leaves of a file that is no text only that message: all else that is said of
/// it comes of reading it wrong.
fn one_for_unreadable(kept: &mut Vec<Diagnostic>) {
    let says_so = |d: &Diagnostic| {
        let is_unreadable = matches!(d.code.name, "not-utf8" | "file-too-large" | "vanished-file");
        is_unreadable && d.severity == Severity::Error
    };
    let sources: BTreeSet<SourceId> =
        kept.iter().filter(|d| says_so(d)).map(|d| d.span.source).collect();
    if !sources.is_empty() {
        kept.retain(|d| says_so(d) || !sources.contains(&d.span.source));
    }
}

/// A place in numbers that people read: line and column from 1, in characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Place {
    path: Utf8PathBuf,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// The texts that diagnostics point into, read again when they are needed.
struct Texts<'t> {
    files: &'t dyn Files,
    sources: &'t Sources,
    read: BTreeMap<SourceId, Option<LineIndex>>,
}

/// A text, where its lines start, and how many characters stand before each step
/// of [`STEP`] bytes: a line of megabytes is not counted again for each place on it.
struct LineIndex {
    text: String,
    starts: Vec<usize>,
    n_before: Vec<usize>,
}

/// Bytes between two counts of characters.
const STEP: usize = 1024;

impl Texts<'_> {
    fn path(&self, source: SourceId) -> &Utf8Path {
        self.sources.path(source)
    }

    fn index(&mut self, source: SourceId) -> Option<&LineIndex> {
        let files = self.files;
        let path = self.sources.path(source).to_owned();
        let read = move || {
            // A picture has no lines to show.
            if crate::images::is_named_so(&path) {
                return None;
            }
            let text = crate::source::decode::read_text(files, &path, source).ok()?.value;
            Some(LineIndex::new(text))
        };
        self.read.entry(source).or_insert_with(read).as_ref()
    }

    fn place(&mut self, span: crate::base::Span) -> Place {
        let path = self.path(span.source).to_owned();
        let Some(index) = self.index(span.source) else {
            return Place { path, line: 1, column: 1, end_line: 1, end_column: 1 };
        };
        let (line, column) = index.locate(span.start as usize);
        let (end_line, end_column) = index.locate((span.end as usize).max(span.start as usize));
        Place { path, line, column, end_line, end_column }
    }
}

impl LineIndex {
    fn new(text: String) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, b)| *b == b'\n');
        let starts = [0].into_iter().chain(breaks.map(|(idx, _)| idx + 1)).collect();
        let mut n_chars = 0;
        let steps = text.as_bytes().chunks(STEP).map(|step| {
            let n_before = n_chars;
            n_chars += count_chars(step);
            n_before
        });
        let n_before = steps.collect();
        Self { text, starts, n_before }
    }

    /// How many characters stand before a byte offset.
    fn chars_before(&self, offset: usize) -> usize {
        let step = (offset / STEP).min(self.n_before.len().saturating_sub(1));
        let n_before = self.n_before.get(step).copied().unwrap_or(0);
        n_before + count_chars(&self.text.as_bytes()[step * STEP..offset])
    }

    /// Line and column from 1 of a byte offset; columns count characters.
    fn locate(&self, offset: usize) -> (usize, usize) {
        let offset = self.floor(offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        (line.max(1), self.chars_before(offset) - self.chars_before(start) + 1)
    }

    /// The nearest character boundary at or before an offset.
    fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    /// The line around a byte offset: its range in the text.
    fn line(&self, offset: usize) -> std::ops::Range<usize> {
        let offset = self.floor(offset);
        let line = self.starts.partition_point(|start| *start <= offset).max(1) - 1;
        let start = self.starts[line];
        let end = self.text[start..].find('\n').map_or(self.text.len(), |idx| start + idx);
        start..end
    }
}

/// The characters that begin in some bytes of UTF-8.
fn count_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::LineIndex;

    #[test]
    fn columns_count_characters_on_lines_of_any_length() {
        let text = format!("é\n{}fin", "été ".repeat(5_000));
        let index = LineIndex::new(text.clone());
        for (offset, _) in text.char_indices().step_by(997).chain([(text.len(), ' ')]) {
            let before = &text[..offset];
            let line = before.matches('\n').count() + 1;
            let start = before.rfind('\n').map_or(0, |idx| idx + 1);
            assert_eq!(index.locate(offset), (line, before[start..].chars().count() + 1));
        }
        assert_eq!(LineIndex::new(String::new()).locate(7), (1, 1));
    }
}
