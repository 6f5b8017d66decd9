//! Blocks.

use crate::markup::doc::{
    Align, Block, CalloutKind, Definition, Heading, Inline, Panel, RawHtml, Table,
};
use crate::markup::doc_html::{Body, HtmlPolicy};
use crate::markup::plain_inlines;

impl Body<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        self.out.newline();
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(inlines) => self.paragraph(inlines),
            Block::Quote(blocks) => self.wrap("blockquote", &[], blocks),
            Block::Callout { kind, title, blocks } => self.callout(*kind, title, blocks),
            Block::Details { summary, blocks } => self.details(summary, blocks),
            Block::Steps(blocks) => self.steps(blocks),
            Block::Tabs { group, panels } => self.tabs(*group, panels),
            Block::List { start, is_tight, items } => {
                self.list(*start, *is_tight, items, "");
            }
            Block::Code(code) => self.code(code),
            Block::Table(table) => self.table(table),
            Block::Definitions(definitions) => self.definitions(definitions),
            Block::Figure { link, alt, caption } => self.figure(*link, alt, caption),
            Block::Rule => self.out.open("hr", &[]),
            Block::Html(raw) => self.raw_block(raw),
        }
    }

    fn wrap(&mut self, name: &str, attributes: &[(&str, &str)], blocks: &[Block]) {
        self.out.open(name, attributes);
        self.blocks(blocks);
        self.out.newline();
        self.out.close(name);
    }

    fn line(&mut self, name: &str, attributes: &[(&str, &str)], inlines: &[Inline]) {
        self.out.open(name, attributes);
        self.inlines(inlines);
        self.out.close(name);
    }

    fn heading(&mut self, heading: &Heading) {
        let name = ["h1", "h2", "h3", "h4", "h5", "h6"][usize::from(heading.level.clamp(1, 6)) - 1];
        let classes = heading.classes.join(" ");
        let mut attributes = vec![("id", heading.id.as_str())];
        if !classes.is_empty() {
            attributes.push(("class", &classes));
        }
        self.out.open(name, &attributes);
        self.inlines(&heading.inlines);
        let label = self.ctx.words.label("heading-anchor", &plain_inlines(&heading.inlines));
        let href = format!("#{}", crate::markup::encode_destination(&heading.id));
        self.out.element("a", &[("class", "anchor"), ("href", &href), ("aria-label", &label)], "");
        self.out.close(name);
    }

    fn paragraph(&mut self, inlines: &[Inline]) {
        self.out.open("p", &[]);
        self.item_line(inlines);
        self.out.close("p");
    }

    /// A line that may start with the box of a task, which then names the box.
    fn item_line(&mut self, inlines: &[Inline]) {
        if let [Inline::TaskMark(is_done), words @ ..] = inlines
            && !plain_inlines(words).trim().is_empty()
        {
            self.out.open("label", &[]);
            self.task_box(*is_done, None);
            self.inlines(words);
            self.out.close("label");
        } else {
            self.inlines(inlines);
        }
    }

    fn callout(&mut self, kind: CalloutKind, title: &[Inline], blocks: &[Block]) {
        self.n_callouts += 1;
        let id = format!("_callout-{}", self.n_callouts);
        let class = format!("callout callout-{}", kind.name());
        let attributes = [("class", class.as_str()), ("role", "note"), ("aria-labelledby", &id)];
        self.out.open("aside", &attributes);
        self.out.newline();
        let attributes = [("class", "callout-title"), ("id", id.as_str())];
        if title.is_empty() {
            let key = format!("callout-{}", kind.name());
            self.out.element("p", &attributes, self.ctx.words.word(&key));
        } else {
            self.line("p", &attributes, title);
        }
        self.blocks(blocks);
        self.out.newline();
        self.out.close("aside");
    }

    fn details(&mut self, summary: &[Inline], blocks: &[Block]) {
        self.out.open("details", &[("class", "details")]);
        self.out.newline();
        if summary.is_empty() {
            self.out.element("summary", &[], self.ctx.words.word("details-summary"));
        } else {
            self.line("summary", &[], summary);
        }
        self.out.newline();
        self.wrap("div", &[("class", "details-body")], blocks);
        self.out.newline();
        self.out.close("details");
    }

    fn steps(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::List { start: start @ Some(_), is_tight, items } => {
                    self.out.newline();
                    self.list(*start, *is_tight, items, "steps");
                }
                other => self.block(other),
            }
        }
    }

    /// Tabs are radio buttons, each followed by its label and its panel: one
    /// rule of style shows the panel after a checked button, whatever their
    /// number; without style, and on paper, all panels are read in order.
    fn tabs(&mut self, group: u32, panels: &[Panel]) {
        self.out.open("div", &[("class", "tabs")]);
        let name = format!("_tab-{group}");
        for (idx, panel) in panels.iter().enumerate() {
            let id = format!("{name}-{}", idx + 1);
            let label_id = format!("{id}-label");
            let mut attributes =
                vec![("class", "tab-radio"), ("type", "radio"), ("name", &name), ("id", &id)];
            if idx == 0 {
                attributes.push(("checked", ""));
            }
            self.out.newline();
            self.out.open("input", &attributes);
            let attributes = [("class", "tab-label"), ("for", &id), ("id", &label_id)];
            self.line("label", &attributes, &panel.label);
            self.out.newline();
            let attributes =
                [("class", "tab-panel"), ("role", "group"), ("aria-labelledby", &label_id)];
            self.wrap("div", &attributes, &panel.blocks);
        }
        self.out.newline();
        self.out.close("div");
    }

    fn list(&mut self, start: Option<u64>, is_tight: bool, items: &[Vec<Block>], class: &str) {
        let name = if start.is_some() { "ol" } else { "ul" };
        let first = start.filter(|start| *start != 1).map(|start| start.to_string());
        let has_tasks = items.iter().any(|item| is_task(item));
        let class = if has_tasks && class.is_empty() { "task-list" } else { class };
        let mut attributes = Vec::new();
        if !class.is_empty() {
            attributes.push(("class", class));
        }
        if let Some(first) = &first {
            attributes.push(("start", first));
        }
        self.out.open(name, &attributes);
        for item in items {
            self.out.newline();
            let attributes: &[_] = if is_task(item) { &[("class", "task")] } else { &[] };
            self.out.open("li", attributes);
            self.held(item, is_tight);
            self.out.close("li");
        }
        self.out.newline();
        self.out.close(name);
    }

    /// What an item or a definition holds; tight: without paragraphs.
    fn held(&mut self, blocks: &[Block], is_tight: bool) {
        for (idx, block) in blocks.iter().enumerate() {
            match block {
                Block::Paragraph(inlines) if is_tight => {
                    if idx > 0 {
                        self.out.newline();
                    }
                    self.item_line(inlines);
                }
                other => self.block(other),
            }
        }
        if !is_tight || blocks.len() > 1 {
            self.out.newline();
        }
    }

    /// A table scrolls in a box of its own on narrow screens, reachable
    /// with the keyboard.
    fn table(&mut self, table: &Table) {
        let label = self.ctx.words.word("table-scroll");
        let region = [
            ("class", "table-scroll"),
            ("tabindex", "0"),
            ("role", "group"),
            ("aria-label", label),
        ];
        self.out.open("div", &region);
        self.out.newline();
        self.out.open("table", &[]);
        self.out.newline();
        self.out.open("thead", &[]);
        self.row(&table.head, &table.columns, true);
        self.out.close("thead");
        if !table.rows.is_empty() {
            self.out.newline();
            self.out.open("tbody", &[]);
            for row in &table.rows {
                self.out.newline();
                self.row(row, &table.columns, false);
            }
            self.out.newline();
            self.out.close("tbody");
        }
        self.out.newline();
        self.out.close("table");
        self.out.newline();
        self.out.close("div");
    }

    fn row(&mut self, cells: &[Vec<Inline>], columns: &[Align], is_head: bool) {
        self.out.open("tr", &[]);
        for (idx, cell) in cells.iter().enumerate() {
            let class = match columns.get(idx).copied().unwrap_or(Align::None) {
                Align::None => None,
                Align::Left => Some("align-left"),
                Align::Center => Some("align-center"),
                Align::Right => Some("align-right"),
            };
            // A header cell without words names nothing.
            let is_header = is_head && !cell.is_empty();
            let mut attributes = Vec::new();
            if is_header {
                attributes.push(("scope", "col"));
            }
            attributes.extend(class.map(|class| ("class", class)));
            self.line(if is_header { "th" } else { "td" }, &attributes, cell);
        }
        self.out.close("tr");
    }

    fn definitions(&mut self, definitions: &[Definition]) {
        self.out.open("dl", &[]);
        for definition in definitions {
            self.out.newline();
            self.line("dt", &[], &definition.term);
            for meaning in &definition.meanings {
                self.out.newline();
                self.out.open("dd", &[]);
                self.held(meaning, definition.is_tight);
                self.out.close("dd");
            }
        }
        self.out.newline();
        self.out.close("dl");
    }

    fn raw_block(&mut self, raw: &RawHtml) {
        match self.ctx.html {
            HtmlPolicy::Off => self.out.element("p", &[], raw.html.trim_end()),
            HtmlPolicy::Safe | HtmlPolicy::Trusted => self.out.trusted(&raw.html),
        }
    }

    pub(super) fn footnotes(&mut self) {
        let doc = self.doc;
        self.out.newline();
        let attributes =
            [("class", "footnotes"), ("role", "doc-endnotes"), ("aria-labelledby", "_footnotes")];
        self.out.open("section", &attributes);
        self.out.newline();
        let attributes = [("id", "_footnotes"), ("class", "footnotes-title")];
        self.out.element("h2", &attributes, self.ctx.words.word("footnotes-title"));
        self.out.newline();
        self.out.open("ol", &[]);
        for (idx, note) in doc.footnotes.iter().enumerate() {
            self.out.newline();
            self.out.open("li", &[("id", &format!("_fn-{}", idx + 1))]);
            let (last, first) = match note.blocks.split_last() {
                Some((Block::Paragraph(last), first)) => (last.as_slice(), first),
                _ => (&[][..], note.blocks.as_slice()),
            };
            self.blocks(first);
            self.out.newline();
            self.out.open("p", &[]);
            self.inlines(last);
            self.back_links(idx + 1, note.n_marks);
            self.out.close("p");
            self.out.newline();
            self.out.close("li");
        }
        self.out.newline();
        self.out.close("ol");
        self.out.newline();
        self.out.close("section");
        self.out.newline();
    }

    fn back_links(&mut self, number: usize, n_marks: u32) {
        for nth in 1..=n_marks {
            let href = format!("#{}", mark_id(number, nth));
            let subject = if nth == 1 { number.to_string() } else { format!("{number}-{nth}") };
            let label = self.ctx.words.label("footnote-back", &subject);
            let attributes = [
                ("class", "footnote-back"),
                ("href", href.as_str()),
                ("role", "doc-backlink"),
                ("aria-label", &label),
            ];
            self.out.text(" ");
            self.out.element("a", &attributes, "↩");
        }
    }
}

/// The id of a footnote's mark.
pub(super) fn mark_id(number: usize, nth: u32) -> String {
    if nth <= 1 { format!("_fnref-{number}") } else { format!("_fnref-{number}-{nth}") }
}

fn is_task(item: &[Block]) -> bool {
    match item.first() {
        Some(Block::Paragraph(inlines)) => matches!(inlines.first(), Some(Inline::TaskMark(_))),
        _ => false,
    }
}
