//! A diagnostic as a frame: where, the line, a caret, what to do.

use std::fmt::Write as _;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::base::Span;
use crate::data::is_secret_key;
use crate::diag::secret::hide_secrets;
use crate::diag::{Diagnostic, Severity};
use crate::i18n::Words;
use crate::report::lines::{attribute, help, level, message};
use crate::report::{Style, Texts};

/// Longest line that is shown whole, in bytes; longer ones are cut around the place.
const MAX_LINE: usize = 400;

/// A piece of a source as it is shown.
struct Shown {
    path: String,
    line: usize,
    text: String,
    range: std::ops::Range<usize>,
}

pub(super) fn frame(
    out: &mut String,
    diagnostic: &Diagnostic,
    texts: &mut Texts<'_>,
    (words, style): (&Words, Style),
) {
    let title = message(diagnostic, words);
    let label = attribute(diagnostic, ".label", words).unwrap_or_default();
    let note = help(diagnostic, words);
    let mut shown = show(texts, diagnostic.span);
    // A terminal and a log are no places for a secret.
    let is_secret = diagnostic.code.name == "secret-in-config"
        || shown.as_ref().is_some_and(|shown| key_of(&shown.text).is_some_and(is_secret_key));
    if is_secret {
        shown = shown.map(without_value);
    }
    let related: Vec<(Option<Shown>, String)> = diagnostic
        .related
        .iter()
        .map(|related| {
            let words = attribute(diagnostic, &format!(".{}", related.key), words);
            (show(texts, related.span), words.unwrap_or_default())
        })
        .collect();
    let base = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let level = base.with_name(level(diagnostic.severity, words).to_owned());
    let mut group: Group<'_> =
        Group::with_title(level.primary_title(title).id(diagnostic.code.number));
    group = match &shown {
        Some(shown) => group.element(snippet(shown, AnnotationKind::Primary, &label)),
        None => {
            let place = texts.place(diagnostic.span);
            let path = format!("{}:{}:{}", place.path, place.line, place.column);
            group.element(annotate_snippets::Origin::path(path))
        }
    };
    for (shown, label) in &related {
        if let Some(shown) = shown {
            group = group.element(snippet(shown, AnnotationKind::Context, label));
        }
    }
    if let Some(note) = note {
        let help =
            Level::HELP.with_name(words.text("level-help-frame").unwrap_or("help").to_owned());
        group = group.element(help.message(note));
    }
    let renderer = if style.has_color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let _ = writeln!(out, "{}\n", renderer.render(&[group]));
}

fn snippet<'s>(
    shown: &'s Shown,
    kind: AnnotationKind,
    label: &'s str,
) -> Snippet<'s, annotate_snippets::Annotation<'s>> {
    let mark = kind.span(shown.range.clone());
    let mark = if label.is_empty() { mark } else { mark.label(label) };
    Snippet::source(shown.text.as_str())
        .path(shown.path.as_str())
        .line_start(shown.line)
        .annotation(mark)
}

/// The key of a line of TOML or YAML.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(['=', ':'])?;
    Some(key.trim_matches([' ', '\t', '"', '\'', '-']))
}

/// A line whose value is not shown; the mark stays below what is left of it.
fn without_value(shown: Shown) -> Shown {
    let sign = shown.text.find(['=', ':']).map_or(shown.range.end, |at| at + 1);
    let text = format!("{} …", &shown.text[..sign]);
    let start = shown.range.start.min(text.len() - '…'.len_utf8());
    let end = shown.range.end.clamp(start, text.len());
    let end = if text.is_char_boundary(end) { end } else { text.len() };
    Shown { text, range: start..end, ..shown }
}

/// The line a span begins on, cut around the span when it is long.
fn show(texts: &mut Texts<'_>, span: Span) -> Option<Shown> {
    let path = texts.path(span.source).as_str().to_owned();
    let index = texts.index(span.source)?;
    let (line, column) = index.locate(span.start as usize);
    let whole = index.line(span.start as usize);
    let start = index.floor(span.start as usize).max(whole.start);
    let end = index.floor(span.end as usize).clamp(start, whole.end);
    if whole.len() <= MAX_LINE {
        let range = start - whole.start..end - whole.start;
        return Some(Shown {
            path,
            line,
            text: hide_secrets(&index.text[whole]).into_owned(),
            range,
        });
    }
    let from = index.floor(start.saturating_sub(MAX_LINE / 4).max(whole.start));
    let to = index.floor((start + MAX_LINE / 2).min(whole.end));
    let end = end.min(to);
    // The window's column is not the line's: the path says the real one.
    let path = format!("{path}:{line}:{column}");
    Some(Shown {
        path,
        line,
        text: hide_secrets(&index.text[from..to]).into_owned(),
        range: start - from..end - from,
    })
}
