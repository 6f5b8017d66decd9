//! Writes a page for the minifier: signs for what must stay, no comments, and
//! nothing that it would read otherwise than a browser.

use std::borrow::Cow;
use std::ops::Range;

use super::elements::{is_block, is_trimmed, keeps_content};
use crate::html::tokens::{Tag, Token, Tokens, is_space, is_void};

/// Elements that may be open at once; deeper pages are left alone, since the
/// minifier calls itself at each level.
pub(super) const MAX_DEPTH: usize = 96;

/// The first of the 32 code points that Unicode keeps out of any text
/// (Unicode 16, §23.7 "Noncharacters").
const FIRST_SIGN: u32 = 0xfdd0;

/// What is handed to the minifier.
pub(super) struct Prepared<'a> {
    pub(super) html: String,
    /// Stands for a space that must stay.
    pub(super) space: char,
    /// Stands for the next of the contents.
    pub(super) hole: char,
    /// Makes the name of an attribute unknown to the minifier.
    pub(super) mask: char,
    /// Stands for `&lt;` in an attribute.
    pub(super) less: char,
    pub(super) contents: Vec<&'a str>,
}

/// What stands beside white space.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// The edge of a block: white space beside it is not seen.
    Block,
    /// An inline element, or what is not shown at all.
    Inline,
    /// The inner edge of an inline element that the minifier trims.
    Trimmed,
}

/// The page with its signs; none if it is better left alone.
pub(super) fn prepare(html: &str) -> Option<Prepared<'_>> {
    let mut signs =
        (FIRST_SIGN..FIRST_SIGN + 32).filter_map(char::from_u32).filter(|c| !html.contains(*c));
    let (space, hole, mask, less) = (signs.next()?, signs.next()?, signs.next()?, signs.next()?);
    let out = Prepared {
        html: String::with_capacity(html.len()),
        space,
        hole,
        mask,
        less,
        contents: Vec::new(),
    };
    let mut walk = Walk {
        source: html,
        out,
        text: String::new(),
        before: Side::Block,
        open: Vec::new(),
        is_in_head: false,
    };
    let mut tokens = Tokens::new(html);
    while let Some((token, range)) = tokens.next() {
        match token {
            Token::Text(text) => walk.text.push_str(text),
            Token::Start(tag) => walk.start(&tag, range, &mut tokens)?,
            Token::End(tag) => walk.end(&tag)?,
            Token::Comment | Token::Bogus => {}
            Token::Doctype => {
                walk.flush(Side::Block);
                walk.out.html.push_str(&html[range]);
            }
            Token::Unfinished => return None,
        }
    }
    walk.flush(Side::Block);
    walk.open.is_empty().then_some(walk.out)
}

struct Walk<'a> {
    source: &'a str,
    out: Prepared<'a>,
    /// Text since the last tag.
    text: String,
    /// What stands before that text.
    before: Side,
    open: Vec<Cow<'a, str>>,
    is_in_head: bool,
}

impl<'a> Walk<'a> {
    fn start(&mut self, tag: &Tag<'a>, range: Range<usize>, tokens: &mut Tokens<'a>) -> Option<()> {
        let name = tag.lower_name();
        let side = self.side(&name);
        let inner = if is_trimmed(&name) { Side::Trimmed } else { side };
        self.flush(side);
        self.tag(tag, range.clone())?;
        self.before = inner;
        if is_void(&name) || tag.is_self_closing && matches!(&*name, "svg" | "math") {
            return Some(());
        }
        if self.open.len() == MAX_DEPTH || name == "plaintext" {
            return None;
        }
        if keeps_content(&name) {
            let content = content(self.source, &name, range.end, tokens)?;
            if !content.is_empty() {
                self.out.html.push(self.out.hole);
                self.out.contents.push(content);
            }
        }
        self.is_in_head |= name == "head";
        self.open.push(name);
        Some(())
    }

    /// The start tag as written, some names masked.
    fn tag(&mut self, tag: &Tag<'a>, range: Range<usize>) -> Option<()> {
        let mut seen: [&str; 8] = [""; 8];
        let mut copied = range.start;
        for (idx, attribute) in tag.attributes().enumerate() {
            if seen.iter().any(|name| name.eq_ignore_ascii_case(attribute.name)) {
                return None;
            }
            seen[idx % 8] = attribute.name;
            if changes_meaning(attribute.name, attribute.value) {
                let end = attribute.range.start + attribute.name.len();
                self.push_tag(&self.source[copied..end]);
                self.out.html.push(self.out.mask);
                copied = end;
            }
        }
        self.push_tag(&self.source[copied..range.end]);
        Some(())
    }

    fn push_tag(&mut self, markup: &str) {
        let mut pieces = markup.split("&lt;");
        self.out.html.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            self.out.html.push(self.out.less);
            self.out.html.push_str(piece);
        }
    }

    fn end(&mut self, tag: &Tag<'_>) -> Option<()> {
        let name = self.open.pop()?;
        if !name.eq_ignore_ascii_case(tag.name) {
            return None;
        }
        self.is_in_head &= name != "head";
        let side = self.side(&name);
        self.flush(if is_trimmed(&name) { Side::Trimmed } else { side });
        self.out.html.push_str("</");
        self.out.html.push_str(&name);
        self.out.html.push('>');
        self.before = side;
        Some(())
    }

    /// Writes the text before a tag, its significant spaces marked.
    fn flush(&mut self, after: Side) {
        let text = std::mem::take(&mut self.text);
        let blank = |c: char| u8::try_from(c).is_ok_and(is_space);
        let body = text.trim_start_matches(blank);
        let trimmed = body.trim_end_matches(blank);
        if trimmed.is_empty() {
            if !text.is_empty() {
                let is_seen = self.before != Side::Block && after != Side::Block;
                self.out.html.push(if is_seen { self.out.space } else { ' ' });
            }
        } else {
            self.edge(body.len() < text.len(), self.before);
            self.out.html.push_str(trimmed);
            self.edge(trimmed.len() < body.len(), after);
        }
        self.text = text;
        self.text.clear();
    }

    fn edge(&mut self, has_space: bool, beside: Side) {
        if has_space {
            self.out.html.push(if beside == Side::Trimmed { self.out.space } else { ' ' });
        }
    }

    fn side(&self, name: &str) -> Side {
        if self.is_in_head || is_block(name) { Side::Block } else { Side::Inline }
    }
}

/// The content of the element just opened; none if it has no end.
fn content<'a>(
    html: &'a str,
    name: &str,
    start: usize,
    tokens: &mut Tokens<'a>,
) -> Option<&'a str> {
    if !matches!(name, "pre" | "listing" | "code" | "svg" | "math") {
        let (content, has_end) = tokens.raw_text(name);
        return has_end.then_some(content);
    }
    let mut depth = 1_usize;
    let mut ahead = tokens.clone();
    while let Some((token, range)) = ahead.next() {
        match token {
            Token::Start(tag) if tag.name.eq_ignore_ascii_case(name) => depth += 1,
            Token::End(tag) if tag.name.eq_ignore_ascii_case(name) => depth -= 1,
            Token::Unfinished => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(&html[start..range.start]);
        }
        tokens.clone_from(&ahead);
    }
    None
}

/// Whether the minifier would shorten the attribute to something else.
fn changes_meaning(name: &str, value: &str) -> bool {
    name.eq_ignore_ascii_case("hidden") && !value.is_empty()
        || name.eq_ignore_ascii_case("sandbox") && value.is_empty()
}
