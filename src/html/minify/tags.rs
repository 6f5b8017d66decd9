//! One tag: where it ends, and what of it may go.

use super::cut::Cutter;
use crate::html::tokens::is_space;

/// A tag read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End {
    /// Behind the `>`.
    pub(super) at: usize,
    /// `/>`.
    pub(super) is_self_closing: bool,
}

/// Where the name that begins at `start` ends.
pub(super) fn name_end(html: &[u8], start: usize) -> usize {
    skip(html, start, |b| !is_space(b) && !matches!(b, b'/' | b'>'))
}

/// Reads the attributes that begin at `at`, behind the name, and cuts their
/// quotes, needless spaces and `/`. A tag with strange names stays whole. None
/// if the text ends first: something may be cut then.
pub(super) fn shrink(html: &[u8], at: usize, cutter: &mut Cutter<'_>) -> Option<End> {
    let mark = cutter.mark();
    let mut cursor = at;
    let mut is_strange = false;
    loop {
        let start = skip(html, cursor, |b| is_space(b) || b == b'/');
        if *html.get(start)? == b'>' {
            if is_strange {
                cutter.undo(mark);
            } else {
                cutter.cut(cursor..start);
            }
            let is_self_closing = start > cursor && html[start - 1] == b'/';
            return Some(End { at: start + 1, is_self_closing });
        }
        if start != cursor + 1 || html[cursor] != b' ' {
            cutter.space(cursor..start);
        }
        cursor = attribute(html, start, cutter, &mut is_strange)?;
    }
}

/// Reads one attribute, as the standard's tokenizer (§13.2.5.33 to 39), and
/// shortens it (§13.1.2.3). Gives its end.
fn attribute(
    html: &[u8],
    start: usize,
    cutter: &mut Cutter<'_>,
    is_strange: &mut bool,
) -> Option<usize> {
    // A name may begin with `=`: behind a bare name, it would give it a value.
    let is_equals = html[start] == b'=';
    let name_end = skip(html, start + usize::from(is_equals), |b| {
        !is_space(b) && !matches!(b, b'/' | b'>' | b'=')
    });
    *is_strange |= is_equals;
    let equals = skip(html, name_end, is_space);
    if html.get(equals) != Some(&b'=') {
        return Some(name_end);
    }
    let value = skip(html, equals + 1, is_space);
    let quote = *html.get(value)?;
    if !matches!(quote, b'"' | b'\'') {
        let end = skip(html, value, |b| !is_space(b) && b != b'>');
        let cut_to = if end == value { end } else { equals };
        cutter.cut(name_end..cut_to);
        cutter.cut(cut_to.max(equals + 1)..value.max(cut_to));
        return Some(end);
    }
    let text = value + 1;
    let end = text + memchr::memchr(quote, &html[text..])?;
    if end == text {
        cutter.cut(name_end..end + 1);
    } else {
        cutter.cut(name_end..equals);
        if html[text..end].iter().all(|b| !QUOTED[usize::from(*b)]) {
            cutter.cut(equals + 1..text);
            cutter.cut(end..end + 1);
        } else {
            cutter.cut(equals + 1..value);
        }
    }
    Some(end + 1)
}

/// Where a tag ends whose attributes begin at `at`; nothing is cut.
pub(super) fn end(html: &[u8], at: usize) -> Option<End> {
    let mut cursor = at;
    loop {
        let start = skip(html, cursor, |b| is_space(b) || b == b'/');
        if *html.get(start)? == b'>' {
            let is_self_closing = start > cursor && html[start - 1] == b'/';
            return Some(End { at: start + 1, is_self_closing });
        }
        let first = start + usize::from(html[start] == b'=');
        let name_end = skip(html, first, |b| !is_space(b) && !matches!(b, b'/' | b'>' | b'='));
        let equals = skip(html, name_end, is_space);
        if html.get(equals) != Some(&b'=') {
            cursor = name_end;
            continue;
        }
        let value = skip(html, equals + 1, is_space);
        cursor = match *html.get(value)? {
            quote @ (b'"' | b'\'') => value + 2 + memchr::memchr(quote, &html[value + 1..])?,
            _ => skip(html, value, |b| !is_space(b) && b != b'>'),
        };
    }
}

fn skip(html: &[u8], from: usize, accepts: impl Fn(u8) -> bool) -> usize {
    html[from..].iter().position(|b| !accepts(*b)).map_or(html.len(), |n| from + n)
}

/// Bytes that an attribute value without quotes must not hold.
static QUOTED: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b" \t\n\r\x0c\"'=<>`";
    let mut idx = 0;
    while idx < bytes.len() {
        table[bytes[idx] as usize] = true;
        idx += 1;
    }
    table
};
