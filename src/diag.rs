//! What is said to an author about the text: codes, places, words.
//!
//! A diagnostic is built only by the constructor functions of [`catalog`]; its
//! words live in `i18n/cli/<lang>/`, so that it can be printed in French or English.

pub mod catalog;
mod kept;
pub mod nearest;
pub mod secret;

pub use kept::KeptWarning;

use crate::base::Span;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Published all the same; an error under `--strict`.
    Warning,
}

/// A kind of problem: its number is printed, its name is used in `[checks]`.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `G` and four digits, area first; never reused.
    pub number: &'static str,
    /// Kebab-case name.
    pub name: &'static str,
    /// The severity when the site does not say otherwise.
    pub level: Severity,
}

/// A value that a message shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Text written by an author.
    Text(String),
    /// A count.
    Number(u64),
}

/// Another place that explains the problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The place.
    pub span: Span,
    /// The attribute of the message that says what is there (`.first`, `.chain` …).
    pub key: &'static str,
}

/// One problem in what an author wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of problem.
    pub code: &'static Code,
    /// How bad it is in this site.
    pub severity: Severity,
    /// Where it is.
    pub span: Span,
    /// The values that the message shows; `nearest` chooses the "did you mean" line.
    pub args: Vec<(&'static str, Arg)>,
    /// Further places, shown below the first.
    pub related: Vec<Related>,
}

impl Diagnostic {
    /// Starts a diagnostic; for the constructors of [`catalog`] only.
    fn new(code: &'static Code, span: Span) -> Self {
        Self { code, severity: code.level, span, args: Vec::new(), related: Vec::new() }
    }

    fn text(mut self, name: &'static str, value: &str) -> Self {
        self.args.push((name, Arg::Text(shorten(value))));
        self
    }

    fn number(mut self, name: &'static str, value: usize) -> Self {
        self.args.push((name, Arg::Number(value as u64)));
        self
    }

    fn nearest(self, name: Option<&str>) -> Self {
        match name {
            Some(name) => self.text("nearest", name),
            None => self,
        }
    }

    fn also(mut self, key: &'static str, span: Span) -> Self {
        self.related.push(Related { span, key });
        self
    }
}

/// A value and what is to be said about it: user text never makes a step fail.
#[derive(Clone, Debug, Default)]
pub struct Outcome<T> {
    /// The best value that could be made.
    pub value: T,
    /// The problems found on the way, in no particular order.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Outcome<T> {
    /// A value without problems.
    pub fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// Takes the value, moving the problems to `into`.
    pub fn drain(self, into: &mut Vec<Diagnostic>) -> T {
        into.extend(self.diagnostics);
        self.value
    }
}

/// Author text shown in a message is cut at 200 characters, its secrets hidden.
fn shorten(value: &str) -> String {
    // A line may have megabytes: only what may be shown is looked at, and a little
    // more, so that no secret is cut short of being known.
    let near = value.char_indices().nth(400).map_or(value, |(end, _)| &value[..end]);
    let shown = secret::hide_secrets(near);
    match shown.char_indices().nth(200) {
        Some((end, _)) => format!("{}…", &shown[..end]),
        None => shown.into_owned(),
    }
}
