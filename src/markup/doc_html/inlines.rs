//! Inlines.

use crate::markup::doc::{Inline, LinkId, RawHtml};
use crate::markup::doc_html::blocks::mark_id;
use crate::markup::doc_html::open::{OpenLink, Part};
use crate::markup::doc_html::{Body, HtmlPolicy};

impl Body<'_> {
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
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
            Inline::Link { link, title, inlines } => self.link(*link, title, inlines),
            Inline::Image { link, title, alt } => self.image(*link, title, alt),
            Inline::FootnoteMark { footnote, nth } => self.footnote_mark(*footnote, *nth),
            Inline::TaskMark(is_done) => {
                let key = if *is_done { "task-done" } else { "task-todo" };
                self.task_box(*is_done, Some(self.ctx.words.word(key)));
            }
            Inline::SoftBreak => self.out.text("\n"),
            Inline::HardBreak => {
                self.out.open("br", &[]);
                self.out.text("\n");
            }
            Inline::Html(raw) => self.raw_inline(raw),
        }
    }

    fn span(&mut self, name: &str, inside: &[Inline]) {
        self.out.open(name, &[]);
        self.inlines(inside);
        self.out.close(name);
    }

    /// A link, or its words when it leads nowhere.
    fn link(&mut self, link: LinkId, title: &str, inlines: &[Inline]) {
        self.place(link, Part::Start(title.to_owned()));
        self.inlines(inlines);
        self.place(link, Part::End);
    }

    /// Leaves room for a part of a link.
    pub(super) fn place(&mut self, link: LinkId, part: Part) {
        let at = u32::try_from(self.out.as_str().len()).unwrap_or(u32::MAX);
        self.links.push(OpenLink { at, link, part });
    }

    fn footnote_mark(&mut self, footnote: u32, nth: u32) {
        let number = footnote as usize + 1;
        let shown = number.to_string();
        let href = format!("#_fn-{number}");
        let label = self.ctx.words.label("footnote-mark", &shown);
        let id = mark_id(number, nth);
        let attributes =
            [("href", href.as_str()), ("id", &id), ("role", "doc-noteref"), ("aria-label", &label)];
        self.out.open("sup", &[("class", "footnote-mark")]);
        self.out.element("a", &attributes, &shown);
        self.out.close("sup");
    }

    /// The box of a task; a label around it names it, else `name` does.
    pub(super) fn task_box(&mut self, is_done: bool, name: Option<&str>) {
        let mut attributes = vec![("type", "checkbox"), ("disabled", "")];
        if is_done {
            attributes.push(("checked", ""));
        }
        attributes.extend(name.map(|name| ("aria-label", name)));
        self.out.open("input", &attributes);
        self.out.text(" ");
    }

    fn raw_inline(&mut self, raw: &RawHtml) {
        match self.ctx.html {
            HtmlPolicy::Off => self.out.text(&raw.html),
            HtmlPolicy::Safe | HtmlPolicy::Trusted => self.out.trusted(&raw.html),
        }
    }
}
