//! What went wrong in a template, in our own terms.

use tera::{Error, ErrorKind, ReportError};

use crate::base::LangIdx;
use crate::theme::engine::MAX_PAGE_BYTES;
use crate::theme::steps::{MAX_STEPS, TOO_MANY};
use crate::theme::templates::MAX_CHAIN;

/// Starts the message of the error that `t` raises for a missing string.
const MISSING: &str = "\u{1}missing-string\u{1}";

/// An error of a template, read or run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The template; empty when it is not known.
    pub template: String,
    /// The place in it.
    pub place: Place,
    /// What is wrong, in the words of the template library.
    pub reason: String,
    /// The string that does not exist, if that is what is wrong.
    pub missing: Option<Missing>,
    /// The limit that was passed, if that is what is wrong.
    pub limit: Option<Limit>,
}

/// What a template may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// [`MAX_STEPS`] for a page.
    Steps,
    /// [`MAX_PAGE_BYTES`] for a page.
    Bytes,
    /// [`MAX_CHAIN`] templates in each other.
    Chain,
}

impl Limit {
    /// Its name among the variants of the message.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Steps => "steps",
            Self::Bytes => "bytes",
            Self::Chain => "chain",
        }
    }

    /// The most there may be.
    pub(super) fn most(self) -> usize {
        match self {
            Self::Steps => MAX_STEPS,
            Self::Bytes => MAX_PAGE_BYTES,
            Self::Chain => MAX_CHAIN,
        }
    }
}

/// A place in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The template as a whole.
    Whole,
    /// A range of bytes.
    Range(std::ops::Range<usize>),
    /// A line and a column, both from 1.
    LineColumn(usize, usize),
}

/// A string that a template asks for in vain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Its key.
    pub key: String,
    /// The language asked.
    pub lang: LangIdx,
    /// The code of that language.
    pub code: String,
}

impl Fault {
    fn whole(template: &str, reason: &str) -> Self {
        Self {
            template: template.to_owned(),
            place: Place::Whole,
            reason: reason.to_owned(),
            missing: None,
            limit: None,
        }
    }

    /// A limit that a template passes.
    pub(super) fn limit(template: &str, limit: Limit) -> Self {
        Self { limit: Some(limit), ..Self::whole(template, limit.key()) }
    }

    fn reported(report: &ReportError) -> Self {
        let missing = missing_of(report.message());
        Self {
            template: report.filename().to_owned(),
            place: Place::Range(report.span().range.clone()),
            reason: report.message().to_owned(),
            missing,
            limit: (report.message() == TOO_MANY).then_some(Limit::Steps),
        }
    }
}

/// The error that `t` raises.
pub(super) fn missing_string(key: &str, lang: LangIdx, code: &str) -> Error {
    Error::message(format!("{MISSING}{}\u{1}{code}\u{1}{key}", lang.0))
}

fn missing_of(message: &str) -> Option<Missing> {
    let mut parts = message.strip_prefix(MISSING)?.splitn(3, '\u{1}');
    let lang = LangIdx(parts.next()?.parse().ok()?);
    let code = parts.next()?.to_owned();
    Some(Missing { key: parts.next()?.to_owned(), lang, code })
}

/// The faults that an error of the template library tells of; `template` is the
/// one asked for, in case the error names none.
pub(super) fn faults_of(error: &Error, template: &str) -> Vec<Fault> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            vec![Fault::reported(report)]
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            vec![Fault::whole(tpl, &error.to_string())]
        }
        ErrorKind::MissingParent { current, .. } => {
            vec![Fault::whole(current, &error.to_string())]
        }
        ErrorKind::Io(_) => vec![Fault::limit(template, Limit::Bytes)],
        ErrorKind::Msg(text) if text.starts_with("error: ") => text
            .split("\n\n")
            .filter_map(|report| report_of(report.strip_prefix("error: ")?))
            .collect(),
        _ => vec![Fault::whole(template, &error.to_string())],
    }
}

/// Reads one of the reports that the library joins into a text when several
/// references lead nowhere: `message`, then ` --> file:line:column`.
fn report_of(report: &str) -> Option<Fault> {
    let mut lines = report.lines();
    let reason = lines.next()?.to_owned();
    let place = lines.find_map(|line| line.trim_start().strip_prefix("--> "))?;
    let mut parts = place.rsplitn(3, ':');
    let column = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    let template = parts.next()?.to_owned();
    Some(Fault {
        template,
        place: Place::LineColumn(line, column),
        reason,
        missing: None,
        limit: None,
    })
}
