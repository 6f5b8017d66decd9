//! The parser's events → the tree, on a stack of our own: no recursion.

mod containers;
mod frame;
mod runs;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, Event, LinkType, Parser, Tag, TagEnd};

use crate::base::{MappedText, Span};
use crate::diag::Diagnostic;
use crate::diag::catalog::markup as catalog;
use crate::markup::build::frame::{Frame, Kind, fitted};
use crate::markup::build::runs::TextRun;
use crate::markup::doc::{
    Align, Block, CalloutKind, Definition, Doc, Footnote, Heading, Inline, LinkId, LinkKind,
    RawHtml, RawLink, Table,
};
use crate::markup::lines::{HIDDEN, Marker, Neutral};
use crate::markup::parse::{Dialect, MAX_DEPTH, parser_options};
use crate::markup::plain::plain_inlines;

/// Links and images of one text; what stands after is text.
pub(super) const MAX_LINKS: usize = 100_000;

/// What came of a text.
pub(super) struct Built {
    /// The tree; footnotes in order of definition, marks with their numbers in
    /// that order; ids only where the author wrote them.
    pub(super) doc: Doc,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Where lines looked like those of a container and were not.
    pub(super) unused_markers: Vec<usize>,
}

/// Reads a neutralized text; `mapped` is the original.
pub(super) fn build(neutral: &Neutral<'_>, mapped: &MappedText, dialect: Dialect) -> Built {
    let mut builder = Builder {
        mapped,
        text: mapped.text(),
        neutral: &neutral.text,
        markers: &neutral.markers,
        next_marker: 0,
        dialect,
        frames: vec![Frame::new(Kind::Root, 0)],
        run: TextRun::default(),
        doc: Doc::default(),
        notes: BTreeMap::new(),
        diagnostics: Vec::new(),
        unused_markers: Vec::new(),
        depth: Depth::default(),
        n_tabs: 0,
        has_too_many_links: false,
    };
    if let Some(pos) = neutral.too_deep {
        builder.report_depth(&(pos..pos + 1));
    }
    let text = match link_cut(&neutral.text) {
        Some(pos) => {
            builder.report_links(pos..pos + 1);
            &neutral.text[..pos]
        }
        None => &neutral.text,
    };
    for (event, range) in Parser::new_ext(text, parser_options(dialect)).into_offset_iter() {
        builder.event(event, range);
    }
    builder.finish()
}

struct Builder<'a> {
    mapped: &'a MappedText,
    text: &'a str,
    neutral: &'a str,
    markers: &'a [Marker],
    /// The first marker that no event has reached yet.
    next_marker: usize,
    dialect: Dialect,
    frames: Vec<Frame>,
    run: TextRun,
    doc: Doc,
    /// Indexes into [`Doc::footnotes`] by folded name.
    notes: BTreeMap<String, u32>,
    diagnostics: Vec<Diagnostic>,
    unused_markers: Vec<usize>,
    depth: Depth,
    n_tabs: u32,
    has_too_many_links: bool,
}

/// What is open but has no frame, because it stands too deep or in an image.
#[derive(Default)]
struct Depth {
    blocks: usize,
    spans: usize,
    containers: usize,
    links: usize,
    images: usize,
    is_reported: bool,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            // Formulas are off.
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text, range);
            }
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Html(html) => self.html(&html, &range),
            Event::InlineHtml(html) => {
                if self.dialect == Dialect::Full && is_comment(&html) {
                    self.doc.comments.push(range);
                } else if self.depth.images == 0 {
                    self.doc.has_raw_html = true;
                    let span = self.span(range);
                    self.inline(Inline::Html(RawHtml { html: restored(&html), span }));
                }
            }
            Event::Code(code) => self.inline(Inline::Code(restored(&code))),
            Event::SoftBreak => self.inline(Inline::SoftBreak),
            Event::HardBreak => self.inline(Inline::HardBreak),
            Event::TaskListMarker(is_done) => self.inline(Inline::TaskMark(is_done)),
            Event::FootnoteReference(name) => {
                let footnote = self.note(&name, range);
                self.doc.footnotes[footnote as usize].n_marks += 1;
                self.inline(Inline::FootnoteMark { footnote, nth: 0 });
            }
            Event::Rule => {
                self.close_implicit();
                self.push_block(Block::Rule);
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.start_paragraph(range.start),
            Tag::Heading { level, id, classes, .. } => {
                let heading = Heading {
                    level: level as u8,
                    id: id.map(|id| id.to_string()).unwrap_or_default(),
                    is_explicit: false,
                    classes: classes.iter().map(ToString::to_string).collect(),
                    inlines: Vec::new(),
                    span: self.span(self.trimmed(range.clone())),
                };
                self.start_heading(heading, range.start);
            }
            Tag::BlockQuote(kind) => {
                let kind = kind.map_or(Kind::Quote, |kind| Kind::Alert(callout_kind(kind)));
                self.open_holder(kind, 1, &range);
            }
            Tag::CodeBlock(kind) => self.open_leaf(Kind::code(kind), range.start),
            Tag::HtmlBlock => self.open_leaf(Kind::Html(String::new()), range.start),
            Tag::List(start) => {
                let kind = Kind::List { start, is_tight: true, items: Vec::new() };
                self.open_holder(kind, 2, &range);
            }
            Tag::Item => self.open_holder(Kind::Item, 1, &range),
            Tag::FootnoteDefinition(name) => {
                let note = self.note(&name, range.clone());
                self.open_holder(Kind::Footnote(note), 1, &range);
            }
            Tag::DefinitionList => self.open_holder(Kind::Definitions(Vec::new()), 2, &range),
            Tag::DefinitionListTitle => self.open_leaf(Kind::Term, range.start),
            Tag::DefinitionListDefinition => self.open_holder(Kind::Meaning, 1, &range),
            Tag::Table(columns) => {
                let columns = columns.into_iter().map(align).collect();
                let table = Table { columns, head: Vec::new(), rows: Vec::new() };
                self.open_leaf(Kind::Table { table, row: Vec::new() }, range.start);
            }
            Tag::TableHead | Tag::TableRow => self.flush(),
            Tag::TableCell => self.open_leaf(Kind::Cell, range.start),
            // Raised and lowered text is off.
            Tag::Emphasis | Tag::Superscript | Tag::Subscript => {
                self.open_span(Kind::Emphasis, &range);
            }
            Tag::Strong => self.open_span(Kind::Strong, &range),
            Tag::Strikethrough => self.open_span(Kind::Strikethrough, &range),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.start_link(link_type, &dest_url, &title, &range);
            }
            Tag::Image { dest_url, title, .. } => {
                self.start_image(&restored(&dest_url), &restored(&title), &range);
            }
            // Front matter was cut off before.
            Tag::MetadataBlock(_) => self.open_leaf(Kind::Paragraph, range.start),
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        self.flush();
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::DefinitionListTitle
            | TagEnd::Table
            | TagEnd::TableCell
            | TagEnd::MetadataBlock(_) => self.close_leaf(range.end),
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(tag == TagEnd::TableHead),
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListDefinition => self.close_holder(),
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => self.close_span(),
        }
    }

    fn html(&mut self, html: &str, range: &Range<usize>) {
        let exact = self.exact(html, range);
        if let Some(Frame { kind: Kind::Html(all), .. }) = self.frames.last_mut() {
            all.push_str(&exact);
        }
    }

    /// Text as the author wrote it, not as it was hidden from the parser.
    fn exact<'t>(&self, text: &'t str, range: &Range<usize>) -> Cow<'t, str> {
        match (self.neutral.get(range.clone()), self.text.get(range.clone())) {
            (Some(hidden), Some(written)) if hidden == text && hidden != written => {
                written.to_owned().into()
            }
            _ => text.into(),
        }
    }

    fn start_paragraph(&mut self, start: usize) {
        self.close_implicit();
        let len = self.frames.len();
        let is_direct =
            self.depth.blocks == 0 && matches!(self.top().kind, Kind::Item | Kind::Meaning);
        if is_direct && len >= 2 {
            match &mut self.frames[len - 2].kind {
                Kind::List { is_tight, .. } => *is_tight = false,
                Kind::Definitions(all) => {
                    if let Some(last) = all.last_mut() {
                        last.is_tight = false;
                    }
                }
                _ => {}
            }
        }
        self.open_leaf(Kind::Paragraph, start);
    }

    fn start_heading(&mut self, mut heading: Heading, start: usize) {
        if let Some(idx) = self.marker_at(start) {
            self.open_leaf(Kind::Line(idx), start);
            return;
        }
        heading.is_explicit = !heading.id.is_empty();
        self.open_leaf(Kind::Heading(heading), start);
    }

    fn start_link(&mut self, link_type: LinkType, dest: &str, title: &str, range: &Range<usize>) {
        if self.is_link_ignored(range) {
            return;
        }
        self.ensure_leaf(range.start);
        let (kind, dest) = match link_type {
            LinkType::Email => (LinkKind::Autolink, format!("mailto:{dest}")),
            LinkType::Autolink => (LinkKind::Autolink, restored(dest)),
            _ => (LinkKind::Link, restored(dest)),
        };
        let link = self.link(RawLink { dest, kind, span: self.span(range.clone()) });
        self.depth.links += 1;
        self.push_frame(Kind::Link { link, title: restored(title) }, range.start);
    }

    fn start_image(&mut self, dest: &str, title: &str, range: &Range<usize>) {
        if self.is_link_ignored(range) {
            return;
        }
        self.ensure_leaf(range.start);
        let span = self.span(range.clone());
        let link = self.link(RawLink { dest: dest.to_owned(), kind: LinkKind::Image, span });
        self.depth.images += 1;
        self.push_frame(Kind::Image { link, title: title.to_owned() }, range.start);
    }

    /// Whether a link stands where no span has a frame, or is one too many.
    fn is_link_ignored(&mut self, range: &Range<usize>) -> bool {
        if self.is_span_ignored(range) {
            return true;
        }
        let is_too_many = self.doc.links.len() >= MAX_LINKS;
        if is_too_many {
            self.report_links(range.clone());
            self.depth.spans += 1;
        }
        is_too_many
    }

    fn report_links(&mut self, range: Range<usize>) {
        if !self.has_too_many_links {
            self.has_too_many_links = true;
            let at = self.span(range);
            self.diagnostics.push(catalog::too_many_links(at, MAX_LINKS));
        }
    }

    fn link(&mut self, link: RawLink) -> LinkId {
        let id = LinkId(u32::try_from(self.doc.links.len()).unwrap_or(u32::MAX));
        self.doc.links.push(link);
        id
    }

    /// The number of a footnote, in order of first appearance for now.
    fn note(&mut self, name: &str, range: Range<usize>) -> u32 {
        let span = self.span(range);
        let next = u32::try_from(self.doc.footnotes.len()).unwrap_or(u32::MAX);
        let idx = *self.notes.entry(name.to_lowercase()).or_insert(next);
        if idx == next {
            let name = name.to_owned();
            self.doc.footnotes.push(Footnote { name, n_marks: 0, blocks: Vec::new(), span });
        }
        idx
    }

    fn end_row(&mut self, is_head: bool) {
        if let Kind::Table { table, row } = &mut self.top_mut().kind {
            let row = fitted(std::mem::take(row));
            if is_head {
                table.head = row;
            } else {
                table.rows.push(row);
            }
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.mapped.span(range)
    }

    /// A range without the line break at its end.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let len = self.text.get(range.clone()).map_or(range.len(), |text| text.trim_end().len());
        range.start..range.start + len
    }

    fn report_depth(&mut self, range: &Range<usize>) {
        if !self.depth.is_reported {
            self.depth.is_reported = true;
            let line = self.text[range.start..].lines().next().map_or(0, str::len);
            let at = self.span(range.start..range.start + line);
            self.diagnostics.push(catalog::nested_too_deep(at, MAX_DEPTH));
        }
    }

    fn finish(mut self) -> Built {
        self.flush();
        self.close_implicit();
        self.close_containers();
        self.skip_markers(self.text.len());
        self.doc.blocks = self.frames.pop().map(|frame| frame.blocks).unwrap_or_default();
        Built { doc: self.doc, diagnostics: self.diagnostics, unused_markers: self.unused_markers }
    }
}

/// Where a text holds so many opening brackets that the parser, which keeps a node
/// for each, would take hundreds of megabytes before the first link is counted.
fn link_cut(text: &str) -> Option<usize> {
    memchr::memchr_iter(b'[', text.as_bytes()).nth(4 * MAX_LINKS)
}

/// Puts back the colons that were hidden from the parser, where the place of a
/// text is not exactly known.
fn restored(text: &str) -> String {
    if text.contains(HIDDEN) { text.replace(HIDDEN, ":") } else { text.to_owned() }
}

/// Whether raw HTML is one comment and nothing else: a note between authors.
fn is_comment(html: &str) -> bool {
    html.trim()
        .strip_prefix("<!--")
        .and_then(|rest| rest.find("-->").map(|idx| idx + 3 == rest.len()))
        .unwrap_or(false)
}

fn callout_kind(kind: BlockQuoteKind) -> CalloutKind {
    match kind {
        BlockQuoteKind::Note => CalloutKind::Note,
        BlockQuoteKind::Tip => CalloutKind::Tip,
        BlockQuoteKind::Important => CalloutKind::Important,
        BlockQuoteKind::Warning => CalloutKind::Warning,
        BlockQuoteKind::Caution => CalloutKind::Danger,
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None => Align::None,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}

/// An empty definition, to be filled.
fn definition(term: Vec<Inline>) -> Definition {
    Definition { term, meanings: Vec::new(), is_tight: true }
}

/// The words of an image.
fn alt(inlines: &[Inline]) -> String {
    plain_inlines(inlines)
}
