//! The stack: what is open, how it is opened and what becomes of it.

use std::ops::Range;

use pulldown_cmark::CodeBlockKind;

use crate::markup::build::{Builder, alt, definition, is_comment};
use crate::markup::doc::{
    Block, CalloutKind, CodeBlock, Definition, Heading, Inline, LinkId, Panel, RawHtml, Table,
};
use crate::markup::info;
use crate::markup::parse::{Dialect, MAX_DEPTH};

/// Something open.
pub(super) struct Frame {
    pub(super) kind: Kind,
    /// Where it starts in the text.
    pub(super) start: usize,
    /// What a holder holds so far.
    pub(super) blocks: Vec<Block>,
    /// What a leaf or span holds so far.
    pub(super) inlines: Vec<Inline>,
}

/// What is open.
pub(super) enum Kind {
    // Holders of blocks.
    Root,
    Quote,
    Alert(CalloutKind),
    List {
        start: Option<u64>,
        is_tight: bool,
        items: Vec<Vec<Block>>,
    },
    Item,
    Footnote(u32),
    Definitions(Vec<Definition>),
    Meaning,
    Container(Container),
    // Leaves.
    /// The text of a tight item.
    Implicit,
    Paragraph,
    Heading(Heading),
    /// A container line, by the number of its marker.
    Line(usize),
    Code {
        info: Option<String>,
        text: String,
    },
    Html(String),
    Term,
    Table {
        table: Table,
        row: Vec<Vec<Inline>>,
    },
    Cell,
    // Spans.
    Emphasis,
    Strong,
    Strikethrough,
    Link {
        link: LinkId,
        title: String,
    },
    Image {
        link: LinkId,
        title: String,
    },
}

/// A container that is open.
pub(super) struct Container {
    pub(super) what: What,
    pub(super) n_colons: usize,
    /// The marker of its first line.
    pub(super) marker: usize,
    /// Title, summary.
    pub(super) title: Vec<Inline>,
    /// The panels that are complete, and the label of the one that is not.
    pub(super) panels: Vec<Panel>,
    pub(super) label: Option<Vec<Inline>>,
    /// What stands before the first panel.
    pub(super) lead: Vec<Block>,
}

/// The kinds of container.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Callout(CalloutKind),
    Details,
    Steps,
    Tabs,
    /// A name that does not exist: its blocks are kept.
    Unknown,
}

impl Frame {
    pub(super) fn new(kind: Kind, start: usize) -> Self {
        Self { kind, start, blocks: Vec::new(), inlines: Vec::new() }
    }
}

impl Kind {
    pub(super) fn code(kind: CodeBlockKind<'_>) -> Self {
        let info = match kind {
            CodeBlockKind::Indented => None,
            CodeBlockKind::Fenced(info) => Some(info.to_string()),
        };
        Self::Code { info, text: String::new() }
    }

    fn is_holder(&self) -> bool {
        matches!(
            self,
            Self::Root
                | Self::Quote
                | Self::Alert(_)
                | Self::List { .. }
                | Self::Item
                | Self::Footnote(_)
                | Self::Definitions(_)
                | Self::Meaning
                | Self::Container(_)
        )
    }
}

impl Builder<'_> {
    pub(super) fn top(&self) -> &Frame {
        &self.frames[self.frames.len() - 1]
    }

    pub(super) fn top_mut(&mut self) -> &mut Frame {
        let idx = self.frames.len() - 1;
        &mut self.frames[idx]
    }

    pub(super) fn push_frame(&mut self, kind: Kind, start: usize) {
        self.frames.push(Frame::new(kind, start));
    }

    /// Opens what holds blocks, unless it would stand too deep; `levels` is how
    /// many frames it brings.
    pub(super) fn open_holder(&mut self, kind: Kind, levels: usize, range: &Range<usize>) {
        self.close_implicit();
        if self.depth.blocks > 0 || self.frames.len() + levels > MAX_DEPTH {
            self.depth.blocks += 1;
            self.report_depth(range);
        } else {
            self.push_frame(kind, range.start);
        }
    }

    pub(super) fn open_leaf(&mut self, kind: Kind, start: usize) {
        self.close_implicit();
        self.push_frame(kind, start);
    }

    pub(super) fn open_span(&mut self, kind: Kind, range: &Range<usize>) {
        if !self.is_span_ignored(range) {
            self.ensure_leaf(range.start);
            self.push_frame(kind, range.start);
        }
    }

    /// Whether a span has no frame: in an image, or too deep.
    pub(super) fn is_span_ignored(&mut self, range: &Range<usize>) -> bool {
        self.flush();
        let is_too_deep = self.frames.len() >= MAX_DEPTH;
        let is_ignored = is_too_deep || self.depth.images > 0 || self.depth.spans > 0;
        if is_ignored {
            self.depth.spans += 1;
        }
        if is_too_deep {
            self.report_depth(range);
        }
        is_ignored
    }

    /// Opens the paragraph that a tight item leaves out.
    pub(super) fn ensure_leaf(&mut self, start: usize) {
        if self.top().kind.is_holder() {
            self.push_frame(Kind::Implicit, start);
        }
    }

    pub(super) fn inline(&mut self, inline: Inline) {
        self.flush();
        self.ensure_leaf(0);
        self.top_mut().inlines.push(inline);
    }

    pub(super) fn push_block(&mut self, block: Block) {
        self.top_mut().blocks.push(block);
    }

    pub(super) fn close_implicit(&mut self) {
        self.flush();
        if matches!(self.top().kind, Kind::Implicit) {
            self.close_leaf(0);
        }
    }

    /// Closes the leaf on top; `end` is where it ends in the text.
    pub(super) fn close_leaf(&mut self, end: usize) {
        let Some(frame) = self.frames.pop() else { return };
        let Frame { kind, start, inlines, .. } = frame;
        let inlines = fitted(inlines);
        match kind {
            Kind::Heading(heading) => {
                self.push_block(Block::Heading(Heading { inlines, ..heading }));
            }
            Kind::Line(marker) => self.container_line(marker, inlines),
            Kind::Code { info, text } => {
                let block = self.code_block(info.as_deref(), text, start..end);
                self.push_block(Block::Code(block));
            }
            Kind::Html(html) => self.html_block(html, start..end),
            Kind::Table { table, .. } => {
                let rows = fitted(table.rows);
                self.push_block(Block::Table(Table { rows, ..table }));
            }
            Kind::Cell => {
                if let Kind::Table { row, .. } = &mut self.top_mut().kind {
                    row.push(inlines);
                }
            }
            Kind::Term => match &mut self.top_mut().kind {
                Kind::Definitions(all) => all.push(definition(inlines)),
                _ => self.push_block(Block::Paragraph(inlines)),
            },
            _ => self.paragraph(inlines),
        }
    }

    /// A paragraph, or the figure that it is.
    fn paragraph(&mut self, mut inlines: Vec<Inline>) {
        let is_figure = self.dialect == Dialect::Full
            && matches!(inlines.as_slice(), [Inline::Image { title, .. }] if !title.is_empty());
        match inlines.pop() {
            Some(Inline::Image { link, title, alt }) if is_figure => {
                self.push_block(Block::Figure { link, alt, caption: vec![Inline::Text(title)] });
            }
            last => {
                inlines.extend(last);
                self.push_block(Block::Paragraph(inlines));
            }
        }
    }

    fn code_block(&mut self, info: Option<&str>, text: String, range: Range<usize>) -> CodeBlock {
        self.skip_verbatim(&range);
        let info = info.unwrap_or_default();
        let span = self.span(range);
        if self.dialect == Dialect::CommonMark {
            let lang = info.split_ascii_whitespace().next().unwrap_or_default().to_owned();
            return CodeBlock { lang, title: None, marked: Vec::new(), text, span };
        }
        let info = info::parse(info);
        let marked = match info.marked.as_slice() {
            [] => Vec::new(),
            ranges => info::marked_lines(ranges, text.lines().count()),
        };
        CodeBlock { lang: info.lang, title: info.title, marked, text, span }
    }

    fn html_block(&mut self, html: String, range: Range<usize>) {
        self.skip_verbatim(&range);
        if self.dialect == Dialect::Full && is_comment(&html) {
            self.doc.comments.push(range);
            return;
        }
        self.doc.has_raw_html = true;
        let span = self.span(range);
        self.push_block(Block::Html(RawHtml { html, span }));
    }

    pub(super) fn close_holder(&mut self) {
        self.close_implicit();
        if self.depth.blocks > 0 {
            self.depth.blocks -= 1;
            return;
        }
        self.close_containers();
        if self.frames.len() <= 1 {
            return;
        }
        let Some(Frame { kind, blocks, .. }) = self.frames.pop() else { return };
        let blocks = fitted(blocks);
        match kind {
            Kind::Quote => self.push_block(Block::Quote(blocks)),
            Kind::Alert(kind) => {
                self.push_block(Block::Callout { kind, title: Vec::new(), blocks });
            }
            Kind::List { start, is_tight, items } => {
                self.push_block(Block::List { start, is_tight, items });
            }
            Kind::Definitions(all) => self.push_block(Block::Definitions(all)),
            Kind::Item => {
                if let Kind::List { items, .. } = &mut self.top_mut().kind {
                    items.push(blocks);
                }
            }
            Kind::Meaning => {
                if let Kind::Definitions(all) = &mut self.top_mut().kind
                    && let Some(last) = all.last_mut()
                {
                    last.meanings.push(blocks);
                }
            }
            Kind::Footnote(idx) => {
                // Of two notes with one name, the first counts.
                let note = &mut self.doc.footnotes[idx as usize];
                if note.blocks.is_empty() {
                    note.blocks = blocks;
                }
            }
            _ => self.top_mut().blocks.extend(blocks),
        }
    }

    pub(super) fn close_span(&mut self) {
        if self.depth.spans > 0 {
            self.depth.spans -= 1;
            return;
        }
        let Some(Frame { kind, inlines, .. }) = self.frames.pop() else { return };
        let inlines = fitted(inlines);
        let inline = match kind {
            Kind::Emphasis => Inline::Emphasis(inlines),
            Kind::Strong => Inline::Strong(inlines),
            Kind::Strikethrough => Inline::Strikethrough(inlines),
            Kind::Link { link, title } => {
                self.depth.links -= 1;
                Inline::Link { link, title, inlines }
            }
            Kind::Image { link, title } => {
                self.depth.images -= 1;
                Inline::Image { link, title, alt: alt(&inlines) }
            }
            _ => return,
        };
        self.top_mut().inlines.push(inline);
    }
}

/// A list without the room it does not need: a text may hold a million lists of
/// one piece.
pub(super) fn fitted<T>(mut all: Vec<T>) -> Vec<T> {
    if all.len() * 2 <= all.capacity() {
        all.shrink_to_fit();
    }
    all
}
