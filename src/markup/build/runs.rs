//! Text between other inlines: gathered, then searched for bare addresses and
//! for footnote marks that lead nowhere.

use std::ops::Range;

use crate::diag::catalog::markup as catalog;
use crate::markup::autolink;
use crate::markup::build::frame::Kind;
use crate::markup::build::{Builder, restored};
use crate::markup::doc::{Inline, LinkKind, RawLink};
use crate::markup::lines::HIDDEN;
use crate::markup::parse::Dialect;

/// Text that stands together in the source.
#[derive(Default)]
pub(super) struct TextRun {
    text: String,
    start: usize,
    end: usize,
    /// Whether its bytes are those of the source.
    is_exact: bool,
}

impl Builder<'_> {
    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
        let exact = self.exact(text, &range);
        if let Kind::Code { text, .. } | Kind::Html(text) = &mut self.top_mut().kind {
            text.push_str(&exact);
            return;
        }
        let is_exact = exact.len() == range.len();
        // A backslash leaves a gap: what it escapes belongs to no address.
        if self.run.text.is_empty() || self.run.end != range.start {
            self.flush();
            self.run.start = range.start;
            self.run.is_exact = true;
        }
        self.run.is_exact &= is_exact;
        self.run.end = range.end;
        if is_exact || !exact.contains(HIDDEN) {
            self.run.text.push_str(&exact);
        } else {
            self.run.text.push_str(&restored(&exact));
        }
    }

    /// Adds the text gathered so far to the leaf or span on top.
    pub(super) fn flush(&mut self) {
        if self.run.text.is_empty() {
            return;
        }
        let run = std::mem::take(&mut self.run);
        self.ensure_leaf(run.start);
        if self.dialect == Dialect::Full {
            self.undefined_notes(&run);
            if self.depth.links == 0 && self.depth.images == 0 && autolink::may_hold(&run.text) {
                self.autolinks(&run);
                return;
            }
        }
        self.push_text(run.text);
    }

    fn autolinks(&mut self, run: &TextRun) {
        let is_first = self.top().inlines.is_empty();
        let before = self.text[..run.start].chars().next_back().filter(|_| !is_first);
        let mut done = 0;
        for found in autolink::find(&run.text, before) {
            self.push_text(run.text[done..found.range.start].to_owned());
            done = found.range.end;
            let text = run.text[found.range.clone()].to_owned();
            let at = if run.is_exact {
                run.start + found.range.start..run.start + found.range.end
            } else {
                run.start..run.end
            };
            let link = RawLink {
                dest: format!("{}{text}", found.scheme),
                kind: LinkKind::Autolink,
                span: self.span(at),
            };
            let link = self.link(link);
            let inlines = vec![Inline::Text(text)];
            self.top_mut().inlines.push(Inline::Link { link, title: String::new(), inlines });
        }
        self.push_text(run.text[done..].to_owned());
    }

    fn push_text(&mut self, text: String) {
        if text.is_empty() {
            return;
        }
        match self.top_mut().inlines.last_mut() {
            Some(Inline::Text(last)) => last.push_str(&text),
            _ => self.top_mut().inlines.push(Inline::Text(text)),
        }
    }

    /// Reports `[^name]` that the parser left as text.
    fn undefined_notes(&mut self, run: &TextRun) {
        let is_escaped = self.text[..run.start].ends_with('\\');
        let mut pos = 0;
        while let Some(idx) = run.text[pos..].find("[^") {
            let start = pos + idx;
            pos = start + 2;
            let name_len = run.text[pos..]
                .find(|c: char| c == ']' || c == '[' || c.is_whitespace())
                .filter(|len| *len > 0 && run.text[pos + len..].starts_with(']'));
            let Some(len) = name_len else { continue };
            if start == 0 && is_escaped {
                continue;
            }
            let at = if run.is_exact {
                run.start + start..run.start + pos + len + 1
            } else {
                run.start..run.end
            };
            let name = &run.text[pos..pos + len];
            self.diagnostics.push(catalog::undefined_footnote(self.span(at), name));
            pos += len;
        }
    }
}
