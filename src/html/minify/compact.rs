//! The pass that pages get.

use super::cut::{Cutter, Mark};
use super::elements::Kind;
use super::nesting::Nesting;
use super::tags;
use crate::html::tokens::{comment_end, is_space, opens_markup, raw_text_end};

/// A text before a comment is looked at so far back, in bytes, for the beginning
/// of a character reference: the longest name has 32.
const MAX_REFERENCE: usize = 64;

/// The page `html` with fewer bytes: no comments, no white space that is not
/// shown, no quotes where none are needed. A browser builds the same document of
/// it. From where the page is not well nested, it is copied as it came.
/// Deterministic; never fails; compacting twice changes nothing.
pub fn compact(html: &str) -> String {
    // A parser drops or replaces it, by place: such pages stay as they are.
    if memchr::memchr(0, html.as_bytes()).is_some() {
        return html.to_owned();
    }
    let mut walk = Walk::new(html, Nesting::page(html));
    walk.run();
    walk.cutter.finish()
}

/// Whether the page, or the fragment of a page's body, is well nested from end
/// to end.
pub(super) fn is_whole(html: &str, is_fragment: bool) -> bool {
    let nesting = if is_fragment { Nesting::fragment(html) } else { Nesting::page(html) };
    let mut walk = Walk::new(html, nesting);
    memchr::memchr(0, html.as_bytes()).is_none() && walk.run() && walk.nesting.depth() == 0
}

struct Walk<'a> {
    html: &'a [u8],
    cutter: Cutter<'a>,
    nesting: Nesting<'a>,
    /// What is read next.
    at: usize,
    /// Where what stays ends; only white space and comments since.
    done: usize,
    /// Whether there is white space among those.
    has_space: bool,
    /// Whether what stands before them is the edge of a block.
    is_after_block: bool,
    /// Where to go back to if what comes is not well nested: before the outermost
    /// open table, and before the end of `body`. Browsers put text there then,
    /// beside white space that was not shown until now.
    refuge: Option<Mark>,
    /// How many elements are open around that table.
    around_table: usize,
}

impl<'a> Walk<'a> {
    fn new(html: &'a str, nesting: Nesting<'a>) -> Self {
        Self {
            html: html.as_bytes(),
            cutter: Cutter::new(html),
            nesting,
            at: 0,
            done: 0,
            has_space: false,
            is_after_block: true,
            refuge: None,
            around_table: 0,
        }
    }

    /// Goes through the page, to its end or to where it is not well nested.
    fn run(&mut self) -> bool {
        while self.at < self.html.len() {
            if self.step().is_none() {
                if let Some(mark) = self.refuge {
                    self.cutter.undo(mark);
                }
                return false;
            }
        }
        let is_in_block = self.nesting.is_in_block();
        self.flush(is_in_block);
        true
    }

    fn step(&mut self) -> Option<()> {
        let next = self.html.get(self.at + 1).copied().unwrap_or_default();
        if self.html[self.at] != b'<' || !opens_markup(next) {
            return self.text();
        }
        let third = self.html.get(self.at + 2).copied();
        match next {
            b'/' if third?.is_ascii_alphabetic() => self.end_tag(),
            b'/' | b'?' => {
                self.skip_to_angle();
                Some(())
            }
            b'!' => self.declaration(),
            _ => self.start_tag(),
        }
    }

    fn text(&mut self) -> Option<()> {
        let start = self.at;
        let mut end = start;
        loop {
            end += memchr::memchr(b'<', &self.html[end..]).unwrap_or(self.html.len() - end);
            if self.html.get(end + 1).is_none_or(|b| opens_markup(*b)) {
                break;
            }
            end += 1;
        }
        if end + 1 == self.html.len() {
            end += 1;
        }
        self.at = end;
        let text = &self.html[start..end];
        let Some(first) = text.iter().position(|b| !is_space(*b)) else {
            if self.nesting.is_preformatted() {
                self.done = end;
            } else {
                self.has_space = true;
            }
            return Some(());
        };
        if !self.nesting.text() {
            return None;
        }
        if self.nesting.is_preformatted() {
            self.done = end;
            return Some(());
        }
        self.has_space |= first > 0;
        let first = start + first;
        if self.has_space || !self.joins(first) {
            self.at = first;
            self.flush(false);
            self.at = end;
        }
        let blank = text.iter().rev().take_while(|b| is_space(**b)).count();
        self.done = end - blank;
        self.has_space = blank > 0;
        self.is_after_block = false;
        self.collapse(first);
        Some(())
    }

    /// Whether text before dropped comments, and text at `at` behind them, could
    /// mean something else in one.
    fn joins(&self, at: usize) -> bool {
        if self.done == at {
            return false;
        }
        let before = &self.html[..self.done];
        if before.last() == Some(&b'<') {
            return true;
        }
        let is_name = |b: &u8| b.is_ascii_alphanumeric() || *b == b'#';
        let length = before.iter().rev().take(MAX_REFERENCE).take_while(|b| is_name(b)).count();
        length == MAX_REFERENCE || before[..before.len() - length].ends_with(b"&")
    }

    /// One space for white space between `from` and what is done.
    fn collapse(&mut self, from: usize) {
        let text = &self.html[from..self.done];
        // Nearly all texts are let go here, many bytes a step.
        let controls = text.iter().fold(0, |found, b| found | u8::from(*b < b' '));
        let pairs = text.iter().zip(text.iter().skip(1));
        let doubles = pairs.fold(0, |found, (a, b)| found | u8::from(*a == b' ' && *b == b' '));
        if controls | doubles == 0 {
            return;
        }
        let mut at = from;
        while at < self.done {
            if !is_space(self.html[at]) {
                at += 1;
                continue;
            }
            let length = self.html[at..self.done].iter().take_while(|b| is_space(**b)).count();
            self.cutter.space(at..at + length);
            at += length;
        }
    }

    /// Drops what is between what is done and here, but for one space where it
    /// is shown.
    fn flush(&mut self, is_before_block: bool) {
        if self.done < self.at {
            if self.has_space && !self.is_after_block && !is_before_block {
                self.cutter.space(self.done..self.at);
            } else {
                self.cutter.cut(self.done..self.at);
            }
        }
        self.has_space = false;
    }

    fn start_tag(&mut self) -> Option<()> {
        let begin = self.at + 1;
        let name_end = tags::name_end(self.html, begin);
        let name = &self.html[begin..name_end];
        let kind = self.nesting.admit(name)?;
        let is_block = self.nesting.is_block(kind);
        let before = self.cutter.mark();
        if kind == Kind::Table && self.refuge.is_none() {
            self.refuge = Some(before);
            self.around_table = self.nesting.depth();
        }
        self.flush(is_block);
        let mark = self.cutter.mark();
        let opened = self.open(begin, name_end, kind);
        let Some(is_self_closing) = opened else {
            self.cutter.undo(before);
            return None;
        };
        if is_self_closing && kind.is_foreign() {
            self.cutter.undo(mark);
        }
        self.done = self.at;
        self.is_after_block = is_block;
        Some(())
    }

    /// Reads the start tag, and the content of an element of text; whether it
    /// ends with `/>`.
    fn open(&mut self, begin: usize, name_end: usize, kind: Kind) -> Option<bool> {
        let end = if self.nesting.is_foreign() {
            tags::end(self.html, name_end)?
        } else {
            tags::shrink(self.html, name_end, &mut self.cutter)?
        };
        self.at = end.at;
        if kind.is_void() || end.is_self_closing && kind.is_foreign() {
            return Some(end.is_self_closing);
        }
        if kind.is_raw() {
            let name = &self.html[begin..name_end];
            let close = raw_text_end(self.html, name, self.at)?;
            self.close(close + 2 + name.len())?;
        } else if !self.nesting.push(begin..name_end, kind) {
            return None;
        }
        Some(end.is_self_closing)
    }

    fn end_tag(&mut self) -> Option<()> {
        let begin = self.at + 2;
        let name_end = tags::name_end(self.html, begin);
        let end = tags::end(self.html, name_end)?;
        let kind = self.nesting.pop(&self.html[begin..name_end])?;
        let is_block = self.nesting.is_block(kind);
        match kind {
            Kind::Table if self.nesting.depth() == self.around_table => self.refuge = None,
            Kind::Body | Kind::Html if self.refuge.is_none() => {
                self.refuge = Some(self.cutter.mark());
            }
            _ => {}
        }
        self.flush(is_block);
        if !self.nesting.is_foreign() {
            self.cutter.cut(name_end..end.at - 1);
        }
        self.at = end.at;
        self.done = end.at;
        self.is_after_block = is_block;
        Some(())
    }

    /// Reads an end tag behind its name.
    fn close(&mut self, name_end: usize) -> Option<()> {
        let end = tags::end(self.html, name_end)?;
        if !self.nesting.is_foreign() {
            self.cutter.cut(name_end..end.at - 1);
        }
        self.at = end.at;
        Some(())
    }

    /// `<!…>`.
    fn declaration(&mut self) -> Option<()> {
        let rest = &self.html[self.at..];
        if rest.starts_with(b"<!--") {
            self.skip(comment_end(rest));
            return Some(());
        }
        if rest.starts_with(b"<![CDATA[") && self.nesting.has_cdata() {
            self.skip(memchr::memmem::find(rest, b"]]>")? + 3);
            return Some(());
        }
        if rest.get(2..9).is_some_and(|word| word.eq_ignore_ascii_case(b"doctype")) {
            return self.doctype();
        }
        self.skip_to_angle();
        Some(())
    }

    fn doctype(&mut self) -> Option<()> {
        let start = self.at;
        let length = memchr::memchr(b'>', &self.html[start..])? + 1;
        if !self.nesting.doctype() {
            return None;
        }
        self.flush(true);
        self.at += length;
        self.done = self.at;
        let words = &self.html[start + 9..self.at - 1];
        if words.first().is_some_and(|b| is_space(*b))
            && words.trim_ascii().eq_ignore_ascii_case(b"html")
        {
            self.cutter.replace(start..self.at, "<!doctype html>");
        }
        Some(())
    }

    /// Over what browsers take for a comment.
    fn skip_to_angle(&mut self) {
        let rest = &self.html[self.at..];
        self.skip(memchr::memchr(b'>', rest).map_or(rest.len(), |idx| idx + 1));
    }

    /// Over a comment, which stays where spaces do.
    fn skip(&mut self, length: usize) {
        self.at += length;
        if self.nesting.is_preformatted() {
            self.done = self.at;
        }
    }
}
