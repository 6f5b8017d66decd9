//! Literate cases in `tests/markup/*.md`: a heading names a case, a fence `md`
//! holds a text, a fence `html` what becomes of it, a fence `diag` what is said
//! about it: code, line:column–line:column, values. `md off` shows raw HTML as
//! text, `md commonmark` is the bare dialect, `md plain` gives plain text and
//! outline. `SNAPSHOTS=overwrite` rewrites the files: read every line after.

use std::fmt::Write as _;
use std::path::Path;

use guichet::base::{MappedText, SourceId};
use guichet::diag::{Arg, Diagnostic};
use guichet::html::Writer;
use guichet::markup::doc::{Doc, LinkKind};
use guichet::markup::doc_html::{
    DocContext, DocWords, HtmlPolicy, ResolvedLink, write, write_exact,
};
use guichet::markup::{Dialect, ParseOptions, encode_destination, parse, plain_text};

/// Words that name themselves.
pub(crate) struct TestWords;

impl DocWords for TestWords {
    fn word(&self, key: &str) -> &str {
        match key {
            "callout-note" => "Note",
            "callout-tip" => "Tip",
            "callout-important" => "Important",
            "callout-warning" => "Warning",
            "callout-danger" => "Danger",
            "details-summary" => "Details",
            "footnotes-title" => "Footnotes",
            "table-scroll" => "Table",
            "task-done" => "Done",
            "task-todo" => "To do",
            other => panic!("unknown word {other}"),
        }
    }

    fn label(&self, key: &str, subject: &str) -> String {
        format!("{key} {subject}")
    }
}

/// Writes a tree with links as the author wrote them.
pub(crate) fn html_of(doc: &Doc, html: HtmlPolicy) -> String {
    let targets: Vec<ResolvedLink> = doc
        .links
        .iter()
        .map(|link| ResolvedLink {
            href: encode_destination(&link.dest),
            is_external: link.kind != LinkKind::Image && link.dest.starts_with("https:"),
            ..ResolvedLink::default()
        })
        .collect();
    let ctx = DocContext { words: &TestWords, highlight: &|_| None, html };
    let mut html = write(doc, &ctx).close(&targets);
    if !html.is_empty() && !html.ends_with('\n') {
        html.push('\n');
    }
    html
}

/// A range of bytes as lines and columns, both from 1.
fn place(text: &str, range: std::ops::Range<usize>) -> String {
    let at = |pos: usize| {
        let before = &text[..pos];
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        format!("{line}:{column}")
    };
    format!("{}–{}", at(range.start), at(range.end))
}

fn said(text: &str, mut diagnostics: Vec<Diagnostic>) -> String {
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code.number));
    let mut out = String::new();
    for diagnostic in diagnostics {
        let place = place(text, diagnostic.span.range());
        let _ = write!(out, "{} {place}", diagnostic.code.number);
        for (name, value) in &diagnostic.args {
            match value {
                Arg::Text(value) => _ = write!(out, " {name}={value:?}"),
                Arg::Number(value) => _ = write!(out, " {name}={value}"),
            }
        }
        for related in &diagnostic.related {
            let _ = write!(out, " {}@{}", related.key, self::place(text, related.span.range()));
        }
        out.push('\n');
    }
    out
}

fn run(mode: &str, text: &str) -> (String, String) {
    let mapped = MappedText::verbatim(SourceId(0), text, 0);
    let mut options = ParseOptions::full(None);
    if mode == "commonmark" {
        options.dialect = Dialect::CommonMark;
    }
    let mut diagnostics = Vec::new();
    let doc = parse(&mapped, &options).drain(&mut diagnostics);
    let html = match mode {
        "" => html_of(&doc, HtmlPolicy::Trusted),
        "off" => html_of(&doc, HtmlPolicy::Off),
        "commonmark" => {
            let mut out = Writer::new();
            write_exact(&doc, &mut out);
            out.finish()
        }
        "plain" => {
            let mut out = plain_text(&doc);
            for entry in doc.outline() {
                let _ = writeln!(out, "{} #{} {}", entry.level, entry.id, entry.text);
            }
            out
        }
        other => panic!("unknown mode {other}"),
    };
    (html, said(text, diagnostics))
}

/// The file with its `html` and `diag` fences as they come out now.
fn rerun(file: &str) -> String {
    let mut out = String::new();
    let mut lines = file.lines();
    while let Some(line) = lines.next() {
        let fence = &line[..line.len() - line.trim_start_matches('`').len()];
        if fence.len() < 3 {
            out.push_str(line);
            out.push('\n');
            continue;
        }
        let mut body = String::new();
        for inside in lines.by_ref().take_while(|inside| *inside != fence) {
            body.push_str(inside);
            body.push('\n');
        }
        let Some(mode) = line[fence.len()..].strip_prefix("md") else { continue };
        let (html, diag) = run(mode.trim(), &body);
        let _ = write!(out, "{line}\n{body}{fence}\n{fence}html\n{html}{fence}\n");
        if !diag.is_empty() {
            let _ = write!(out, "{fence}diag\n{diag}{fence}\n");
        }
    }
    out
}

fn check(name: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("tests/markup").join(name);
    let expected = snapbox::Data::read_from(&path, None);
    let actual = rerun(&expected.to_string());
    assert!(actual.contains("```md"), "{name} has no case");
    snapbox::Assert::new().action_env("SNAPSHOTS").eq(actual, expected.raw());
}

#[test]
fn headings_keep_their_cases() {
    check("headings.md");
}

#[test]
fn containers_keep_their_cases() {
    check("containers.md");
}

#[test]
fn tabs_keep_their_cases() {
    check("tabs.md");
}

#[test]
fn blocks_keep_their_cases() {
    check("blocks.md");
}

#[test]
fn addresses_keep_their_cases() {
    check("autolinks.md");
}

#[test]
fn footnotes_keep_their_cases() {
    check("footnotes.md");
}

#[test]
fn raw_html_keeps_its_cases() {
    check("raw_html.md");
}

#[test]
fn plain_text_keeps_its_cases() {
    check("plain.md");
}

#[test]
fn every_file_of_cases_is_run() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let this = snapbox::Data::read_from(&root.join("tests/it/markup.rs"), None).to_string();
    let folder = root.join("tests/markup");
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.expect("the folder of cases can be read");
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(this.contains(&format!("check(\"{name}\")")), "{name} is not run");
    }
}
