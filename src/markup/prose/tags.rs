//! The elements of raw HTML that are open: which words have a language of their own.

use std::ops::Range;

use crate::html::tokens::{Tag, Token, Tokens, is_void};

/// Most elements that are followed at once.
const MAX_OPEN: usize = 100;

/// Elements that were opened and not closed.
#[derive(Default)]
pub(super) struct OpenTags {
    open: Vec<OpenTag>,
}

struct OpenTag {
    name: String,
    has_lang: bool,
    /// Where it was opened in the line that is being read.
    start: Option<usize>,
}

/// An `<img>`.
pub(super) struct Img {
    pub(super) alt: Option<String>,
    pub(super) src: String,
    /// Where the tag stands in the piece.
    pub(super) range: Range<usize>,
}

impl OpenTags {
    /// Whether an element around names its language.
    pub(super) fn has_lang(&self) -> bool {
        self.open.iter().any(|tag| tag.has_lang)
    }

    /// Reads a piece of HTML; `at` is where the line stands, if one is being read.
    /// Gives the images in it, and the range of the line that an element which names
    /// its language ends.
    pub(super) fn read(&mut self, html: &str, at: Option<usize>) -> (Vec<Img>, Vec<Range<usize>>) {
        let (mut images, mut apart) = (Vec::new(), Vec::new());
        for (token, range) in Tokens::new(html) {
            match token {
                Token::Start(tag) if tag.name.eq_ignore_ascii_case("img") => {
                    images.extend(img(&tag, range));
                }
                Token::Start(tag) => {
                    let name = tag.lower_name();
                    let is_open = !tag.is_self_closing && !is_void(&name);
                    if is_open && self.open.len() < MAX_OPEN {
                        let has_lang = value(&tag, "lang").is_some_and(|lang| !lang.is_empty());
                        self.open.push(OpenTag { name: name.into_owned(), has_lang, start: at });
                    }
                }
                Token::End(tag) => {
                    let name = tag.lower_name();
                    let Some(idx) = self.open.iter().rposition(|open| open.name == name) else {
                        continue;
                    };
                    apart.extend(self.close(idx, at.unwrap_or_default()));
                }
                _ => {}
            }
        }
        (images, apart)
    }

    /// Closes what was opened in the line that ends, at its end.
    pub(super) fn end_line(&mut self, end: usize) -> Vec<Range<usize>> {
        match self.open.iter().position(|tag| tag.start.is_some()) {
            Some(idx) => self.close(idx, end),
            None => Vec::new(),
        }
    }

    fn close(&mut self, idx: usize, end: usize) -> Vec<Range<usize>> {
        let closed = self.open.drain(idx..).filter(|tag| tag.has_lang);
        closed.filter_map(|tag| tag.start).map(|start| start..end).collect()
    }
}

/// An image that is read to readers: those that are hidden from them have no words.
fn img(tag: &Tag<'_>, range: Range<usize>) -> Option<Img> {
    let role = value(tag, "role").unwrap_or_default();
    let is_hidden = matches!(role, "presentation" | "none")
        || value(tag, "aria-hidden").is_some_and(|hidden| hidden == "true");
    (!is_hidden).then(|| Img {
        alt: value(tag, "alt").map(str::to_owned),
        src: value(tag, "src").unwrap_or_default().to_owned(),
        range,
    })
}

fn value<'t>(tag: &Tag<'t>, name: &str) -> Option<&'t str> {
    tag.attributes().find(|found| found.name.eq_ignore_ascii_case(name)).map(|found| found.value)
}
