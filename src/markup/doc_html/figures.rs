//! Code, images and figures.

use crate::code::Highlighted;
use crate::markup::doc::{CodeBlock, Inline, LinkId};
use crate::markup::doc_html::Body;
use crate::markup::doc_html::open::Part;

impl Body<'_> {
    /// A block of code can be scrolled with the keyboard; its title is its
    /// caption.
    pub(super) fn code(&mut self, code: &CodeBlock) {
        self.out.open("figure", &[("class", "code")]);
        if let Some(title) = &code.title {
            self.out.element("figcaption", &[], title);
        }
        self.out.open("pre", &[("tabindex", "0")]);
        if code.lang.is_empty() {
            self.out.open("code", &[]);
        } else {
            let class = format!("language-{}", code.lang);
            self.out.open("code", &[("class", &class)]);
        }
        match (self.ctx.highlight)(code) {
            Some(highlighted) => self.highlighted(&highlighted, &code.marked),
            None if code.marked.is_empty() => self.out.text(&code.text),
            None => self.plain_lines(&code.text, &code.marked),
        }
        self.out.close("code");
        self.out.close("pre");
        self.out.close("figure");
    }

    fn highlighted(&mut self, highlighted: &Highlighted, marked: &[u32]) {
        let mut marks = Marks::new(marked);
        for line in &highlighted.lines {
            let is_marked = marks.next();
            self.open_line(is_marked);
            for (class, text) in line {
                match class {
                    Some(class) => self.out.element("span", &[("class", class)], text),
                    None => self.out.text(text),
                }
            }
            self.close_line(is_marked);
        }
    }

    fn plain_lines(&mut self, text: &str, marked: &[u32]) {
        let mut marks = Marks::new(marked);
        for line in text.lines() {
            let is_marked = marks.next();
            self.open_line(is_marked);
            self.out.text(line);
            self.close_line(is_marked);
        }
    }

    fn open_line(&mut self, is_marked: bool) {
        if is_marked {
            self.out.open("span", &[("class", "line marked")]);
        }
    }

    /// The line break stays inside, so that the span can be a block.
    fn close_line(&mut self, is_marked: bool) {
        self.out.text("\n");
        if is_marked {
            self.out.close("span");
        }
    }

    pub(super) fn figure(&mut self, link: LinkId, alt: &str, caption: &[Inline]) {
        self.out.open("figure", &[("class", "figure")]);
        self.image(link, "", alt);
        self.out.open("figcaption", &[]);
        self.inlines(caption);
        self.out.close("figcaption");
        self.out.close("figure");
    }

    /// An image, or its words when it leads nowhere.
    pub(super) fn image(&mut self, link: LinkId, title: &str, alt: &str) {
        self.place(link, Part::Image { alt: alt.to_owned(), title: title.to_owned() });
    }
}

/// Walks over lines and tells which are marked.
struct Marks<'a> {
    left: &'a [u32],
    line: u32,
}

impl<'a> Marks<'a> {
    fn new(marked: &'a [u32]) -> Self {
        Self { left: marked, line: 0 }
    }

    fn next(&mut self) -> bool {
        self.line += 1;
        let is_marked = self.left.first() == Some(&self.line);
        if is_marked {
            self.left = &self.left[1..];
        }
        is_marked
    }
}
