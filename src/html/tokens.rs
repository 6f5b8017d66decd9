//! Cuts HTML text into tags, text and comments, once, from left to right.
//!
//! Follows the tokenizer of the HTML standard (§13.2.5) for everything that
//! decides where a tag begins and ends. There is no tree here: raw text elements
//! are the caller's business, through [`Tokens::raw_text`].

use std::borrow::Cow;
use std::ops::Range;

/// A piece of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// Text, character references and all.
    Text(&'a str),
    /// `<name …>`.
    Start(Tag<'a>),
    /// `</name …>`.
    End(Tag<'a>),
    /// `<!--…-->`.
    Comment,
    /// `<!doctype …>`.
    Doctype,
    /// What browsers turn into a comment: `<?…>`, `<![CDATA[…>`, `</3>`.
    Bogus,
    /// A tag that the end of the text cuts short: browsers drop it.
    Unfinished,
}

/// A tag: its name as written and the text of its attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    /// The name, in the author's case.
    pub(crate) name: &'a str,
    /// Whether it ends with `/>`.
    pub(crate) is_self_closing: bool,
    /// The whole text, for [`Tag::attributes`].
    html: &'a str,
    /// Where the attributes begin in it.
    attributes: usize,
}

/// An attribute of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attribute<'a> {
    /// The name as written.
    pub(crate) name: &'a str,
    /// The value, character references and all; empty when there is none.
    pub(crate) value: &'a str,
    /// Where the attribute stands.
    pub(crate) range: Range<usize>,
}

/// The pieces of a text, in order.
#[derive(Clone)]
pub(crate) struct Tokens<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    /// The pieces of `html`.
    pub(crate) fn new(html: &'a str) -> Self {
        Self { html, at: 0 }
    }

    /// Skips the content of the raw text element whose start tag came last: up
    /// to its end tag, or to the end of the text. Gives the content and whether
    /// the end tag is there (it is the next token then).
    pub(crate) fn raw_text(&mut self, name: &str) -> (&'a str, bool) {
        let start = self.at;
        if let Some(end) = raw_text_end(self.html.as_bytes(), name.as_bytes(), start) {
            self.at = end;
            return (&self.html[start..end], true);
        }
        self.skip_all();
        (&self.html[start..], false)
    }

    /// Skips everything left.
    pub(crate) fn skip_all(&mut self) {
        self.at = self.html.len();
    }

    fn text(&mut self) -> Token<'a> {
        let start = self.at;
        let bytes = self.html.as_bytes();
        let mut from = start;
        while let Some(found) = self.html[from..].find('<') {
            let begin = from + found;
            if bytes.get(begin + 1).is_some_and(|b| opens_markup(*b)) {
                self.at = begin;
                return Token::Text(&self.html[start..begin]);
            }
            from = begin + 1;
        }
        self.at = self.html.len();
        Token::Text(&self.html[start..])
    }

    fn markup(&mut self) -> Token<'a> {
        let rest = &self.html[self.at..];
        let bytes = rest.as_bytes();
        match bytes.get(1) {
            Some(b) if b.is_ascii_alphabetic() => {
                self.tag(1).map_or(Token::Unfinished, Token::Start)
            }
            Some(b'/') => match bytes.get(2) {
                Some(b) if b.is_ascii_alphabetic() => {
                    self.tag(2).map_or(Token::Unfinished, Token::End)
                }
                Some(_) => self.bogus(),
                None => {
                    self.at += 2;
                    Token::Text(rest)
                }
            },
            Some(b'!') if rest.starts_with("<!--") => self.comment(),
            Some(b'!') if bytes.get(2..9).is_some_and(|w| w.eq_ignore_ascii_case(b"doctype")) => {
                self.bogus();
                Token::Doctype
            }
            _ => self.bogus(),
        }
    }

    /// To the next `>`.
    fn bogus(&mut self) -> Token<'a> {
        let rest = &self.html[self.at..];
        self.at += rest.find('>').map_or(rest.len(), |idx| idx + 1);
        Token::Bogus
    }

    fn comment(&mut self) -> Token<'a> {
        self.at += comment_end(&self.html.as_bytes()[self.at..]);
        Token::Comment
    }

    /// A tag whose name begins `skip` bytes further; none if it has no end.
    fn tag(&mut self, skip: usize) -> Option<Tag<'a>> {
        let bytes = self.html.as_bytes();
        let begin = self.at + skip;
        let mut end = begin;
        while bytes.get(end).is_some_and(|b| !is_space(*b) && !matches!(b, b'/' | b'>')) {
            end += 1;
        }
        let mut cursor = end;
        let mut last = end;
        while let Some(attribute) = next_attribute(self.html, &mut cursor) {
            last = attribute.range.end;
        }
        let is_closed = bytes.get(cursor) == Some(&b'>');
        let tag = Tag {
            name: &self.html[begin..end],
            is_self_closing: is_closed && cursor > last && bytes[cursor - 1] == b'/',
            html: self.html,
            attributes: end,
        };
        self.at = if is_closed { cursor + 1 } else { self.html.len() };
        is_closed.then_some(tag)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = (Token<'a>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let bytes = self.html.as_bytes();
        let first = *bytes.get(start)?;
        let is_markup = first == b'<' && bytes.get(start + 1).is_some_and(|b| opens_markup(*b));
        let token = if is_markup { self.markup() } else { self.text() };
        Some((token, start..self.at))
    }
}

impl<'a> Tag<'a> {
    /// The name in lower case.
    pub(crate) fn lower_name(&self) -> Cow<'a, str> {
        if self.name.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(self.name.to_ascii_lowercase())
        } else {
            Cow::Borrowed(self.name)
        }
    }

    /// The attributes in order, repeated ones included.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = Attribute<'a>> {
        let html = self.html;
        let mut cursor = self.attributes;
        std::iter::from_fn(move || next_attribute(html, &mut cursor))
    }
}

/// The white space of the HTML standard.
pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

/// Whether the element has no content and no end tag.
pub(crate) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Whether `<` before this byte is more than text.
pub(crate) fn opens_markup(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?')
}

/// Length of the comment that `text` begins with, up to and with `-->` or `--!>`,
/// or all of it.
pub(crate) fn comment_end(text: &[u8]) -> usize {
    // The dashes of `<!-->` and `<!--->` are those of its end, too.
    let mut from = 2;
    while let Some(found) = memchr::memmem::find(&text[from..], b"--") {
        let idx = from + found;
        let rest = &text[idx + 2..];
        if rest.starts_with(b">") {
            return idx + 3;
        }
        if rest.starts_with(b"!>") && idx > 3 {
            return idx + 4;
        }
        from = idx + 1;
    }
    text.len()
}

/// Where the end tag `</name` begins that ends the text element whose content
/// begins at `start`; none if there is none.
pub(crate) fn raw_text_end(html: &[u8], name: &[u8], start: usize) -> Option<usize> {
    let is_script = name.eq_ignore_ascii_case(b"script");
    let mut from = start;
    loop {
        let begin = from + memchr::memchr(b'<', &html[from..])?;
        if html.get(begin + 1) == Some(&b'/') && is_name(html, begin + 2, name) {
            return Some(begin);
        }
        from = begin + 1;
        if is_script && html[begin..].starts_with(b"<!--") {
            match escaped_script_end(html, begin + 2) {
                (Some(end), _) => return Some(end),
                (None, next) => from = next,
            }
        }
    }
}

/// Goes through what a script holds between `<!--` and `-->`, where
/// `<script></script>` is text (HTML standard, §13.2.5.20 to 31). Gives the end
/// tag of the script, if one is there, and where to go on otherwise.
fn escaped_script_end(html: &[u8], dashes: usize) -> (Option<usize>, usize) {
    let mut from = dashes;
    let mut is_double = false;
    while let Some(found) = memchr::memchr2(b'<', b'-', &html[from..]) {
        let at = from + found;
        from = at + 1;
        if html[at] == b'-' {
            if html[at..].starts_with(b"-->") {
                return (None, at + 3);
            }
        } else if html.get(at + 1) == Some(&b'/') {
            if is_name(html, at + 2, b"script") {
                if !is_double {
                    return (Some(at), at);
                }
                is_double = false;
            }
        } else if !is_double && is_name(html, at + 1, b"script") {
            is_double = html.get(at + 7).is_some();
        }
    }
    (None, html.len())
}

/// Whether the whole name of a tag that begins here is this one.
fn is_name(html: &[u8], at: usize, name: &[u8]) -> bool {
    let end = at + name.len();
    html.get(at..end).is_some_and(|text| text.eq_ignore_ascii_case(name))
        && html.get(end).is_none_or(|b| is_space(*b) || matches!(b, b'/' | b'>'))
}

/// Reads one attribute and moves the cursor behind it. None: the cursor stands
/// on the `>` of the tag, or at the end of the text.
fn next_attribute<'a>(html: &'a str, cursor: &mut usize) -> Option<Attribute<'a>> {
    let bytes = html.as_bytes();
    let skip_while = |from: usize, accepts: fn(u8) -> bool| {
        bytes[from..].iter().position(|b| !accepts(*b)).map_or(bytes.len(), |n| from + n)
    };
    let start = skip_while(*cursor, |b| is_space(b) || b == b'/');
    *cursor = start;
    if bytes.get(start).is_none_or(|b| *b == b'>') {
        return None;
    }
    // A name may begin with `=`.
    let first = start + usize::from(bytes[start] == b'=');
    let name_end = skip_while(first, |b| !is_space(b) && !matches!(b, b'/' | b'>' | b'='));
    let name = &html[start..name_end];
    let equals = skip_while(name_end, is_space);
    if bytes.get(equals) != Some(&b'=') {
        *cursor = name_end;
        return Some(Attribute { name, value: "", range: start..name_end });
    }
    let begin = skip_while(equals + 1, is_space);
    let (value, end) = if let Some(quote @ (b'"' | b'\'')) = bytes.get(begin) {
        let Some(length) = html[begin + 1..].find(char::from(*quote)) else {
            *cursor = html.len();
            return None;
        };
        (&html[begin + 1..begin + 1 + length], begin + length + 2)
    } else {
        let end = skip_while(begin, |b| !is_space(b) && b != b'>');
        (&html[begin..end], end)
    };
    *cursor = end;
    Some(Attribute { name, value, range: start..end })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Token, Tokens};

    fn names(html: &str) -> Vec<String> {
        Tokens::new(html)
            .map(|(token, _)| match token {
                Token::Text(text) => format!("'{text}'"),
                Token::Start(tag) => {
                    let attributes: Vec<_> =
                        tag.attributes().map(|a| format!("{}={}", a.name, a.value)).collect();
                    format!("<{} {}", tag.name, attributes.join(","))
                }
                Token::End(tag) => format!("/{}", tag.name),
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn attributes_are_read_quoted_or_not() {
        assert_eq!(
            names("<a b c=d e='f>g' h = \"i\"/j k=l/>x"),
            ["<a b=,c=d,e=f>g,h=i,j=,k=l/", "'x'"]
        );
        assert_eq!(names("<a =x=y>"), ["<a =x=y"]);
        assert_eq!(names("<a href=>x"), ["<a href=", "'x'"]);
    }

    #[test]
    fn comments_end_where_browsers_end_them() {
        for (html, rest) in [
            ("<!-->x", "'x'"),
            ("<!--->x", "'x'"),
            ("<!-- a --!>x", "'x'"),
            ("<!-- a - -> <b> --->x", "'x'"),
        ] {
            assert_eq!(names(html), ["Comment", rest], "{html}");
        }
        assert_eq!(names("<!-- a <b>"), ["Comment"]);
        assert_eq!(names("<!DOCTYPE html><?php a> b"), ["Doctype", "Bogus", "' b'"]);
        assert_eq!(names("</3>x<![CDATA[a>b"), ["Bogus", "'x'", "Bogus", "'b'"]);
    }

    #[test]
    fn a_sign_without_a_tag_is_text_and_a_cut_tag_is_unfinished() {
        assert_eq!(names("a < b <3"), ["'a < b <3'"]);
        assert_eq!(names("a <b c='d"), ["'a '", "Unfinished"]);
        assert_eq!(names("a</"), ["'a'", "'</'"]);
    }

    #[test]
    fn raw_text_ends_at_its_own_end_tag() {
        let mut tokens = Tokens::new("<script>a</scripts></SCRIPT >b");
        tokens.next();
        assert_eq!(tokens.raw_text("script"), ("a</scripts>", true));
        assert_eq!(tokens.count(), 2);
    }

    proptest! {
        #[test]
        fn pieces_cover_the_text_without_gap(html in "[<>/!?\\-='\"a-c \u{e9}\u{0}\\[\\]]{0,60}") {
            let mut at = 0;
            for (_, range) in Tokens::new(&html) {
                prop_assert_eq!(range.start, at);
                prop_assert!(range.end > at);
                at = range.end;
            }
            prop_assert_eq!(at, html.len());
        }
    }
}
