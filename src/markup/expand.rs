//! Variables and fragments: `{{ name }}` and `{{ include "path" }}`.
//!
//! Replacement happens before Markdown is parsed, so that a value may stand in
//! the destination of a link; never inside code. What is put in is text: it is
//! not searched for further variables, except that a fragment is a text of its
//! own with its own variables and includes. `\{{` is two plain braces.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::base::{MappedText, SourceId, Span};
use crate::diag::catalog::markup as catalog;
use crate::diag::nearest::nearest;
use crate::diag::{Diagnostic, Outcome};
use crate::markup::lines;
use crate::markup::parse;

/// How deep fragments may include fragments.
pub const MAX_INCLUDE_DEPTH: usize = 16;

/// The longest expanded text, in bytes: 4 MiB.
pub const MAX_EXPANDED_BYTES: usize = 4 * 1024 * 1024;

/// How many variables and includes one article may hold, fragments included.
pub const MAX_EXPANSIONS: usize = 10_000;

/// Most unknown names of one text that get a suggestion: each costs a comparison
/// with every name there is.
const MAX_SUGGESTIONS: usize = 20;

/// The longest marks of quotes and items before an include, in bytes.
const MAX_LINE_PREFIX: usize = 200;

/// The longest `{{ … }}`, in bytes; it also stands on one line.
const MAX_BRACES: usize = 400;

/// A fragment that an article may include.
#[derive(Clone, Copy, Debug)]
pub struct Fragment<'a> {
    /// Its file.
    pub source: SourceId,
    /// The whole text of the file.
    pub text: &'a str,
    /// Where the body starts, after the front matter; bytes.
    pub offset: usize,
}

/// Where fragments come from. Paths are relative to the language's folder and
/// have no `.` or `..` left.
pub trait Fragments {
    /// The fragment at a path.
    fn find(&self, path: &str) -> Option<Fragment<'_>>;

    /// Every path there is, for "did you mean".
    fn paths(&self) -> Vec<&str>;
}

/// No fragments: standard input, the text of a setting.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFragments;

impl Fragments for NoFragments {
    fn find(&self, _path: &str) -> Option<Fragment<'_>> {
        None
    }

    fn paths(&self) -> Vec<&str> {
        Vec::new()
    }
}

/// What a text may refer to.
#[derive(Clone, Copy)]
pub struct ExpandEnv<'a> {
    /// The values of variables by name.
    pub variables: &'a BTreeMap<String, String>,
    /// The fragments of the article's language.
    pub fragments: &'a dyn Fragments,
    /// The article's own path, relative to the language's folder.
    pub path: &'a str,
}

/// Expanded text and what it was made from.
#[derive(Clone, Debug, Default)]
pub struct Expanded {
    /// The text, with the origin of each piece.
    pub text: MappedText,
    /// The paths of the fragments that were asked for, present or not, sorted.
    pub includes: BTreeSet<String>,
    /// The names of the variables that were asked for, known or not, sorted.
    pub variables: BTreeSet<String>,
}

/// Replaces variables and includes in `text` from byte `offset` on.
pub fn expand(
    text: &str,
    offset: usize,
    source: SourceId,
    env: &ExpandEnv<'_>,
) -> Outcome<Expanded> {
    if !text[offset..].contains("{{") {
        let text = MappedText::verbatim(source, text, offset);
        return Outcome::clean(Expanded { text, ..Expanded::default() });
    }
    let mut expander = Expander {
        env,
        value: Expanded::default(),
        diagnostics: Vec::new(),
        n_expansions: 0,
        n_suggestions: 0,
        chain: vec![env.path.to_owned()],
        is_stopped: false,
    };
    expander.file(Fragment { source, text, offset }, "");
    Outcome { value: expander.value, diagnostics: expander.diagnostics }
}

struct Expander<'a> {
    env: &'a ExpandEnv<'a>,
    value: Expanded,
    diagnostics: Vec<Diagnostic>,
    n_expansions: usize,
    n_suggestions: usize,
    /// The paths being read, outermost first.
    chain: Vec<String>,
    /// A limit was passed: nothing more is added.
    is_stopped: bool,
}

/// One `{{ … }}` in a file.
struct Braces<'a> {
    /// With the braces, in the file.
    range: Range<usize>,
    /// Between the braces, trimmed.
    inner: &'a str,
    span: Span,
}

impl Expander<'_> {
    /// Adds a file; every line after the first is put behind `prefix`.
    fn file(&mut self, file: Fragment<'_>, prefix: &str) {
        let body = file.text[file.offset..].trim_end_matches(['\n', '\r']);
        // The first text keeps its last line break; a fragment's is the includer's.
        let body = if self.chain.len() == 1 { &file.text[file.offset..] } else { body };
        let end = file.offset + body.len();
        let code = code_ranges(body);
        let mut code = code.iter().map(|r| r.start + file.offset..r.end + file.offset).peekable();
        let mut done = file.offset;
        let mut pos = file.offset;
        while let Some(found) = file.text[pos..end].find("{{") {
            let start = pos + found;
            while code.next_if(|range| range.end <= start).is_some() {}
            if let Some(range) = code.peek().filter(|range| range.start <= start) {
                pos = range.end.min(end);
                continue;
            }
            if is_escaped(&file.text[..start]) {
                pos = start + 2;
                continue;
            }
            let span = |range| Span::new(file.source, range);
            let Some(range) = closing(&file.text[..end], start) else {
                let line = file.text[start..end].lines().next().unwrap_or_default();
                let at = span(start..start + line.len().min(2));
                self.diagnostics.push(catalog::bad_expansion(at, line));
                if !self.count(at) {
                    break;
                }
                pos = start + 2;
                continue;
            };
            let inner = file.text[range.start + 2..range.end - 2].trim();
            self.verbatim(file, done..range.start, prefix);
            let braces = Braces { span: span(range.clone()), range: range.clone(), inner };
            self.braces(file, &braces, prefix);
            if self.is_stopped {
                return;
            }
            done = range.end;
            pos = range.end;
        }
        self.verbatim(file, done..end, prefix);
    }

    fn braces(&mut self, file: Fragment<'_>, braces: &Braces<'_>, prefix: &str) {
        if !self.count(braces.span) {
            return;
        }
        if is_name(braces.inner) {
            self.variable(file, braces);
        } else if let Some(path) = include_path(braces.inner) {
            self.include(file, braces, path, prefix);
        } else {
            let text = &file.text[braces.range.clone()];
            self.diagnostics.push(catalog::bad_expansion(braces.span, text));
            self.verbatim(file, braces.range.clone(), "");
        }
    }

    /// Counts braces, and tells whether they are still to be replaced.
    fn count(&mut self, at: Span) -> bool {
        self.n_expansions += 1;
        if self.n_expansions > MAX_EXPANSIONS {
            self.stop(catalog::too_many_expansions(at, MAX_EXPANSIONS));
        }
        !self.is_stopped
    }

    fn variable(&mut self, file: Fragment<'_>, braces: &Braces<'_>) {
        let name = braces.inner;
        if !self.value.variables.contains(name) {
            self.value.variables.insert(name.to_owned());
        }
        if let Some(value) = self.env.variables.get(name) {
            if self.has_room(value.len(), braces.span) {
                self.value.text.push_replaced(braces.span, value);
            }
        } else {
            let names = || self.env.variables.keys().map(String::as_str).collect();
            let near = suggested(&mut self.n_suggestions, name, names);
            self.diagnostics.push(catalog::unknown_variable(braces.span, name, near));
            self.verbatim(file, braces.range.clone(), "");
        }
    }

    fn include(&mut self, file: Fragment<'_>, braces: &Braces<'_>, written: &str, prefix: &str) {
        let from = self.chain.last().map_or("", String::as_str);
        let path = resolve(from, written);
        let fragment = path.as_deref().and_then(|path| self.env.fragments.find(path));
        let path = path.unwrap_or_else(|| written.to_owned());
        self.value.includes.insert(path.clone());
        let Some(fragment) = fragment else {
            let paths = || self.env.fragments.paths();
            let near = suggested(&mut self.n_suggestions, &path, paths);
            self.diagnostics.push(catalog::missing_include(braces.span, written, near));
            return;
        };
        let chain = || format!("{} → {path}", self.chain.join(" → "));
        if self.chain.contains(&path) {
            self.diagnostics.push(catalog::include_cycle(braces.span, &chain()));
        } else if self.chain.len() > MAX_INCLUDE_DEPTH {
            let limit = MAX_INCLUDE_DEPTH;
            let diagnostic = catalog::include_too_deep(braces.span, limit, &chain());
            self.stop(diagnostic);
        } else {
            let prefix = line_prefix(&file.text[file.offset..braces.range.start], prefix);
            self.chain.push(path);
            self.file(without_first_breaks(fragment), &prefix);
            self.chain.pop();
        }
    }

    /// Adds a piece of a file as it is, its further lines behind `prefix`.
    fn verbatim(&mut self, file: Fragment<'_>, range: Range<usize>, prefix: &str) {
        let span = Span::new(file.source, range.clone());
        if self.is_stopped || !self.has_room(range.len(), span) {
            return;
        }
        if prefix.is_empty() {
            self.value.text.push_verbatim(file.source, range.start, &file.text[range]);
            return;
        }
        let mut pos = range.start;
        while let Some(idx) = file.text[pos..range.end].find('\n') {
            let next = pos + idx + 1;
            self.value.text.push_verbatim(file.source, pos, &file.text[pos..next]);
            let at = Span::new(file.source, next..next);
            let is_blank = file.text[next..].starts_with(['\n', '\r']);
            let behind = if is_blank { prefix.trim_end() } else { prefix };
            if !self.has_room(behind.len(), at) {
                return;
            }
            self.value.text.push_replaced(at, behind);
            pos = next;
        }
        self.value.text.push_verbatim(file.source, pos, &file.text[pos..range.end]);
    }

    fn has_room(&mut self, n_bytes: usize, at: Span) -> bool {
        let has_room = self.value.text.text().len() + n_bytes <= MAX_EXPANDED_BYTES;
        if !has_room {
            self.stop(catalog::expansion_too_long(at, MAX_EXPANDED_BYTES));
        }
        has_room
    }

    fn stop(&mut self, diagnostic: Diagnostic) {
        if !self.is_stopped {
            self.is_stopped = true;
            self.diagnostics.push(diagnostic);
        }
    }
}

/// The name that was meant, for the first unknown names of a text.
fn suggested<'n>(
    n_done: &mut usize,
    wrong: &str,
    names: impl Fn() -> Vec<&'n str>,
) -> Option<&'n str> {
    *n_done += 1;
    (*n_done <= MAX_SUGGESTIONS).then(|| nearest(wrong, names())).flatten()
}

/// The places of code in a text, sorted, without overlap.
fn code_ranges(body: &str) -> Vec<Range<usize>> {
    let may_have_code =
        body.contains('`') || body.contains("~~~") || body.contains("    ") || body.contains('\t');
    if !may_have_code || !body.contains("{{") {
        return Vec::new();
    }
    parse::code_ranges(&lines::neutralize(body, &BTreeSet::new()).text)
}

/// Whether an odd number of backslashes stands before.
fn is_escaped(before: &str) -> bool {
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// The range of `{{ … }}` from `start`, if it closes on its line.
fn closing(text: &str, start: usize) -> Option<Range<usize>> {
    let bytes = &text.as_bytes()[start + 2..text.len().min(start + MAX_BRACES)];
    let line_end = bytes.iter().position(|b| *b == b'\n').unwrap_or(bytes.len());
    let len = bytes[..line_end].windows(2).position(|pair| pair == b"}}")?;
    Some(start..start + 2 + len + 2)
}

/// Names as in `[variables]`: letters, digits, `_`, `-` and `.`, a letter first.
fn is_name(inner: &str) -> bool {
    inner.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// The path of `include "path"`.
fn include_path(inner: &str) -> Option<&str> {
    let rest = inner.strip_prefix("include")?.trim_start();
    let path = rest.strip_prefix('"')?.strip_suffix('"')?;
    (!path.is_empty() && !path.contains('"')).then_some(path)
}

/// The path of a fragment relative to the language's folder; none if it leaves it.
fn resolve(from: &str, written: &str) -> Option<String> {
    let is_relative = written.starts_with("./") || written.starts_with("../");
    let mut segments: Vec<&str> = Vec::new();
    if is_relative {
        segments.extend(from.split('/'));
        segments.pop();
    }
    for segment in written.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            other => segments.push(other),
        }
    }
    Some(segments.join("/"))
}

/// What goes before the further lines of a fragment: what stands before the
/// braces, if only the marks of quotes and items do, items as spaces.
fn line_prefix(before: &str, outer: &str) -> String {
    let near = before.len().saturating_sub(MAX_LINE_PREFIX);
    let line_start = before.as_bytes()[near..].iter().rposition(|b| *b == b'\n');
    let line = before.get(line_start.map_or(near, |idx| near + idx + 1)..).unwrap_or("x");
    let is_cut = line_start.is_none() && near > 0;
    if is_cut || lines::prefix_len(line) < line.len() {
        return outer.to_owned();
    }
    let own = line.chars().map(|c| if matches!(c, '>' | '\t') { c } else { ' ' });
    outer.chars().chain(own).collect()
}

/// A fragment without the blank lines that follow its front matter.
fn without_first_breaks(fragment: Fragment<'_>) -> Fragment<'_> {
    let body = &fragment.text[fragment.offset..];
    let n_breaks = body.len() - body.trim_start_matches(['\n', '\r']).len();
    Fragment { offset: fragment.offset + n_breaks, ..fragment }
}

#[cfg(test)]
mod tests;
