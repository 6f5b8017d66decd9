//! Diagnostics as single lines: short, JSON, workflow commands; and the total.

use std::fmt::Write as _;

use camino::Utf8Path;

use crate::diag::{Arg, Diagnostic, Severity};
use crate::i18n::Words;
use crate::report::{Place, Report};

/// The message of a diagnostic.
pub(super) fn message(diagnostic: &Diagnostic, words: &Words) -> String {
    attribute(diagnostic, "", words).unwrap_or_else(|| diagnostic.code.name.to_owned())
}

/// What to do: the nearest known name when there is one, else advice.
pub(super) fn help(diagnostic: &Diagnostic, words: &Words) -> Option<String> {
    let has_nearest = diagnostic.args.iter().any(|(name, _)| *name == "nearest");
    let nearest = has_nearest.then(|| attribute(diagnostic, ".nearest", words)).flatten();
    nearest.or_else(|| attribute(diagnostic, ".help", words))
}

/// An attribute of the message, its arguments filled in.
pub(super) fn attribute(diagnostic: &Diagnostic, name: &str, words: &Words) -> Option<String> {
    words.format(&format!("{}{name}", diagnostic.code.number), &diagnostic.args)
}

/// The word for a severity.
pub(super) fn level(severity: Severity, words: &Words) -> &str {
    let (key, fallback) = match severity {
        Severity::Error => ("level-error", "error"),
        Severity::Warning => ("level-warning", "warning"),
    };
    words.text(key).unwrap_or(fallback)
}

pub(super) fn short(out: &mut String, diagnostic: &Diagnostic, place: &Place, words: &Words) {
    let Place { path, line, column, .. } = place;
    let level = level(diagnostic.severity, words);
    let number = diagnostic.code.number;
    let message = message(diagnostic, words);
    let help = help(diagnostic, words).map_or_else(String::new, |help| format!(" ({help})"));
    let _ = writeln!(out, "{path}:{line}:{column}: {level}[{number}]: {message}{help}");
}

pub(super) fn json(out: &mut String, diagnostic: &Diagnostic, place: &Place, words: &Words) {
    let args: serde_json::Map<String, serde_json::Value> = diagnostic
        .args
        .iter()
        .map(|(name, arg)| {
            let value = match arg {
                Arg::Text(text) => text.as_str().into(),
                Arg::Number(number) => (*number).into(),
            };
            ((*name).to_owned(), value)
        })
        .collect();
    let object = serde_json::json!({
        "code": diagnostic.code.number,
        "name": diagnostic.code.name,
        "severity": match diagnostic.severity { Severity::Error => "error", Severity::Warning => "warning" },
        "path": place.path.as_str(),
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "message": message(diagnostic, words),
        "help": help(diagnostic, words),
        "args": args,
    });
    let _ = writeln!(out, "{object}");
}

/// `::error file=…,line=…,col=…,title=…::message` (workflow commands of GitHub Actions).
pub(super) fn github(out: &mut String, diagnostic: &Diagnostic, place: &Place, words: &Words) {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let help = help(diagnostic, words).map_or_else(String::new, |help| format!(" — {help}"));
    let _ = writeln!(
        out,
        "::{command} file={},line={},col={},endLine={},endColumn={},title={}::{}",
        property(place.path.as_str()),
        place.line,
        place.column,
        place.end_line,
        place.end_column,
        diagnostic.code.number,
        data(&format!("{}{help}", message(diagnostic, words))),
    );
}

/// The last line: what there is, and what was not shown.
pub(super) fn total(
    report: &Report,
    n_hidden: usize,
    all_in: Option<&Utf8Path>,
    words: &Words,
) -> String {
    if report.diagnostics.is_empty() {
        return String::new();
    }
    let number = |n: usize| Arg::Number(n as u64);
    let args = [
        ("errors", number(report.count(Severity::Error))),
        ("warnings", number(report.count(Severity::Warning))),
        ("hidden", number(n_hidden)),
        ("path", Arg::Text(all_in.map_or_else(String::new, ToString::to_string))),
    ];
    let mut line = words.format("total", &args).unwrap_or_default();
    if n_hidden > 0 {
        line.push(' ');
        let key = if all_in.is_some() { "total-in-file" } else { "total-hidden" };
        line.push_str(&words.format(key, &args).unwrap_or_default());
    }
    line.push('\n');
    line
}
