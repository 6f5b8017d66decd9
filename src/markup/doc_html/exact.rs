//! A tree → HTML as the CommonMark specification writes it: no ids, no
//! classes, raw HTML as it is. Tables, boxes and struck text are written as
//! the GFM specification does; what GFM does not know gets the plainest
//! element there is.

use crate::html::Writer;
use crate::markup::doc::{Align, Block, CodeBlock, Doc, Inline, LinkId, Table};
use crate::markup::encode_destination;

/// Writes an article's text as the specifications do.
pub fn write(doc: &Doc, out: &mut Writer) {
    let mut exact = Exact { doc, out };
    exact.blocks(&doc.blocks);
    if !doc.footnotes.is_empty() {
        exact.out.newline();
        exact.out.trusted("<ol>");
        for note in &doc.footnotes {
            exact.holder("li", &note.blocks);
        }
        exact.end("ol");
    }
}

struct Exact<'a> {
    doc: &'a Doc,
    out: &'a mut Writer,
}

impl Exact<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        self.out.newline();
        match block {
            Block::Heading(heading) => self.line(
                ["h1", "h2", "h3", "h4", "h5", "h6"][usize::from(heading.level.clamp(1, 6)) - 1],
                &heading.inlines,
            ),
            Block::Paragraph(inlines) => self.line("p", inlines),
            Block::Quote(blocks) => self.holder("blockquote", blocks),
            Block::Callout { title, blocks, .. } => self.titled("aside", "p", title, blocks),
            Block::Details { summary, blocks } => {
                self.titled("details", "summary", summary, blocks);
            }
            Block::Steps(blocks) => self.blocks(blocks),
            Block::Tabs { panels, .. } => {
                for panel in panels {
                    self.titled("section", "p", &panel.label, &panel.blocks);
                }
            }
            Block::List { start, is_tight, items } => self.list(*start, *is_tight, items),
            Block::Code(code) => self.code(code),
            Block::Table(table) => self.table(table),
            Block::Definitions(definitions) => {
                self.out.trusted("<dl>\n");
                for definition in definitions {
                    self.line("dt", &definition.term);
                    for meaning in &definition.meanings {
                        self.item("dd", meaning, definition.is_tight);
                    }
                }
                self.end("dl");
            }
            Block::Figure { link, alt, caption } => {
                self.out.trusted("<figure>");
                self.image(*link, "", alt);
                self.line("figcaption", caption);
                self.end("figure");
            }
            Block::Rule => self.out.trusted("<hr />\n"),
            Block::Html(raw) => {
                self.out.trusted(&raw.html);
                self.out.newline();
            }
        }
    }

    fn end(&mut self, name: &str) {
        self.out.newline();
        self.out.close(name);
        self.out.newline();
    }

    fn holder(&mut self, name: &str, blocks: &[Block]) {
        self.out.newline();
        self.out.open(name, &[]);
        self.out.newline();
        self.blocks(blocks);
        self.end(name);
    }

    fn titled(&mut self, name: &str, title_name: &str, title: &[Inline], blocks: &[Block]) {
        self.out.open(name, &[]);
        self.out.newline();
        if !title.is_empty() {
            self.line(title_name, title);
        }
        self.blocks(blocks);
        self.end(name);
    }

    fn line(&mut self, name: &str, inlines: &[Inline]) {
        self.out.open(name, &[]);
        self.inlines(inlines);
        self.out.close(name);
        self.out.newline();
    }

    fn list(&mut self, start: Option<u64>, is_tight: bool, items: &[Vec<Block>]) {
        let name = if start.is_some() { "ol" } else { "ul" };
        match start.filter(|start| *start != 1).map(|start| start.to_string()) {
            Some(start) => self.out.open(name, &[("start", &start)]),
            None => self.out.open(name, &[]),
        }
        self.out.newline();
        for item in items {
            self.item("li", item, is_tight);
        }
        self.end(name);
    }

    fn item(&mut self, name: &str, blocks: &[Block], is_tight: bool) {
        self.out.newline();
        self.out.open(name, &[]);
        for (idx, block) in blocks.iter().enumerate() {
            match block {
                Block::Paragraph(inlines) if is_tight => {
                    if idx > 0 {
                        self.out.newline();
                    }
                    self.inlines(inlines);
                }
                other => self.block(other),
            }
        }
        self.out.close(name);
        self.out.newline();
    }

    fn code(&mut self, code: &CodeBlock) {
        self.out.trusted("<pre>");
        if code.lang.is_empty() {
            self.out.open("code", &[]);
        } else {
            self.out.open("code", &[("class", &format!("language-{}", code.lang))]);
        }
        self.out.text(&code.text);
        self.out.trusted("</code></pre>\n");
    }

    fn table(&mut self, table: &Table) {
        self.out.trusted("<table>\n<thead>\n");
        self.row(&table.head, table, "th");
        self.out.trusted("</thead>\n");
        if !table.rows.is_empty() {
            self.out.trusted("<tbody>\n");
            for row in &table.rows {
                self.row(row, table, "td");
            }
            self.out.trusted("</tbody>\n");
        }
        self.out.trusted("</table>\n");
    }

    fn row(&mut self, cells: &[Vec<Inline>], table: &Table, name: &str) {
        self.out.trusted("<tr>\n");
        for (idx, cell) in cells.iter().enumerate() {
            let align = match table.columns.get(idx) {
                None | Some(Align::None) => None,
                Some(Align::Left) => Some("left"),
                Some(Align::Center) => Some("center"),
                Some(Align::Right) => Some("right"),
            };
            match align {
                Some(align) => self.out.open(name, &[("align", align)]),
                None => self.out.open(name, &[]),
            }
            self.inlines(cell);
            self.out.close(name);
            self.out.newline();
        }
        self.out.trusted("</tr>\n");
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.out.text(text),
            Inline::Code(code) => self.out.element("code", &[], code),
            Inline::Emphasis(inside) => self.span("em", inside),
            Inline::Strong(inside) => self.span("strong", inside),
            Inline::Strikethrough(inside) => self.span("del", inside),
            Inline::Link { link, title, inlines } => {
                let href = self.dest(*link);
                if title.is_empty() {
                    self.out.open("a", &[("href", &href)]);
                } else {
                    self.out.open("a", &[("href", &href), ("title", title)]);
                }
                self.inlines(inlines);
                self.out.close("a");
            }
            Inline::Image { link, title, alt } => self.image(*link, title, alt),
            Inline::FootnoteMark { footnote, .. } => {
                self.out.element("sup", &[], &(footnote + 1).to_string());
            }
            Inline::TaskMark(true) => {
                self.out.trusted("<input checked=\"\" disabled=\"\" type=\"checkbox\"> ");
            }
            Inline::TaskMark(false) => {
                self.out.trusted("<input disabled=\"\" type=\"checkbox\"> ");
            }
            Inline::SoftBreak => self.out.text("\n"),
            Inline::HardBreak => self.out.trusted("<br />\n"),
            Inline::Html(raw) => self.out.trusted(&raw.html),
        }
    }

    fn span(&mut self, name: &str, inside: &[Inline]) {
        self.out.open(name, &[]);
        self.inlines(inside);
        self.out.close(name);
    }

    fn image(&mut self, link: LinkId, title: &str, alt: &str) {
        for (key, value) in [("<img src", self.dest(link).as_str()), (" alt", alt)] {
            self.attribute(key, value);
        }
        if !title.is_empty() {
            self.attribute(" title", title);
        }
        self.out.trusted(" />");
    }

    fn attribute(&mut self, key: &str, value: &str) {
        self.out.trusted(key);
        self.out.trusted("=\"");
        self.out.text(value);
        self.out.trusted("\"");
    }

    fn dest(&self, link: LinkId) -> String {
        let link = self.doc.links.get(link.0 as usize);
        link.map(|link| encode_destination(&link.dest)).unwrap_or_default()
    }
}
