//! The tags of a template, as the template library cuts them (its lexer, 2.4).

use std::ops::Range;

/// One `{% … %}` or `{{ … }}`.
#[derive(Debug, Default)]
pub(super) struct Tag<'t> {
    /// Its first word; empty for `{{ … }}`.
    pub(super) name: &'t str,
    /// What it iterates over, in loops and list comprehensions.
    pub(super) iterated: Vec<(usize, usize)>,
    /// What it assigns, behind its first `=`.
    pub(super) assigned: Option<(usize, usize)>,
    /// Its first string, without quotes.
    pub(super) first_string: Option<&'t str>,
    /// Where its last token ends.
    pub(super) inner_end: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Whether white space behind it goes.
    pub(super) trims_after: bool,
}

/// The tags in order, up to the first that cannot be read.
pub(super) fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut pos = 0;
    std::iter::from_fn(move || {
        let (tag, end) = next_tag(text, pos)?;
        pos = end;
        Some(tag)
    })
}

fn next_tag(text: &str, mut pos: usize) -> Option<(Tag<'_>, usize)> {
    loop {
        let bytes = text.as_bytes();
        let found =
            bytes[pos..].windows(2).position(|pair| matches!(pair, b"{{" | b"{%" | b"{#"))?;
        let start = pos + found;
        let inner = start + 2 + usize::from(bytes.get(start + 2) == Some(&b'-'));
        match bytes[start + 1] {
            b'#' => pos = inner + text[inner..].find("#}")? + 2,
            b'%' => {
                if let Some(body) = bare_tag(text, start + 2, "raw") {
                    pos = end_of_raw(text, body)?;
                    continue;
                }
                let tag = read(text, inner, "%}")?;
                let end = tag.end;
                return Some((tag, end));
            }
            _ => {
                let tag = read(text, inner, "}}")?;
                let end = tag.end;
                return Some((tag, end));
            }
        }
    }
}

/// The end of `name %}` from behind `{%`, if that is what stands there.
fn bare_tag(text: &str, at: usize, name: &str) -> Option<usize> {
    let rest = &text[at..];
    let inner = rest.strip_prefix('-').unwrap_or(rest).trim_ascii_start();
    let inner = inner.strip_prefix(name)?.trim_ascii_start();
    let inner = inner.strip_prefix('-').unwrap_or(inner).strip_prefix("%}")?;
    Some(text.len() - inner.len())
}

fn end_of_raw(text: &str, body: usize) -> Option<usize> {
    let mut pos = body;
    loop {
        pos += text[pos..].find("{%")? + 2;
        if let Some(end) = bare_tag(text, pos, "endraw") {
            return Some(end);
        }
    }
}

/// A loop whose list is being read.
struct Open {
    /// Where the list begins; none before `in`.
    from: Option<usize>,
    depth: usize,
}

/// Reads the tokens of a tag up to its end sign.
fn read<'t>(text: &'t str, inner: usize, close: &str) -> Option<Tag<'t>> {
    let mut tag = Tag { inner_end: inner, ..Tag::default() };
    let (mut depth, mut pos, mut n_tokens) = (0_usize, inner, 0_usize);
    let mut open: Vec<Open> = Vec::new();
    let mut assigned = None;
    loop {
        let token = token(text, pos, close)?;
        let word = &text[token.clone()];
        let is_end = word.ends_with(close) && (word == close || word.starts_with('-'));
        let ends_list = |list: &Open| {
            list.from.is_some() && (is_end || list.depth == depth && matches!(word, "if" | "]"))
        };
        while let Some(list) = open.pop_if(|list| ends_list(list)) {
            tag.iterated.extend(list.from.map(|from| (from, tag.inner_end)));
        }
        if is_end {
            tag.end = token.end;
            tag.trims_after = word.starts_with('-');
            tag.assigned = assigned.map(|from| (from, tag.inner_end));
            return Some(tag);
        }
        match word {
            "(" | "[" | "{" | "?[" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            "for" if close == "%}" && n_tokens == 0 || depth > 0 => {
                open.push(Open { from: None, depth });
            }
            "in" => {
                if let Some(list) = open.last_mut().filter(|list| list.from.is_none()) {
                    list.from = Some(behind_spaces(text, token.end));
                }
            }
            "=" => assigned = assigned.or(Some(behind_spaces(text, token.end))),
            _ if word.starts_with(['"', '\'', '`']) => {
                tag.first_string = tag.first_string.or(word.get(1..word.len() - 1));
            }
            _ => {}
        }
        if n_tokens == 0 && close == "%}" {
            tag.name = word;
        }
        n_tokens += 1;
        tag.inner_end = token.end;
        pos = token.end;
    }
}

fn behind_spaces(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_ascii_start().len()
}

/// The next token from `pos` on.
fn token(text: &str, pos: usize, close: &str) -> Option<Range<usize>> {
    let start = pos + text[pos..].find(|c: char| !c.is_ascii_whitespace())?;
    let rest = &text[start..];
    let bytes = rest.as_bytes();
    let is_close = |from: usize| rest.get(from..).is_some_and(|rest| rest.starts_with(close));
    let is_word = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_';
    let len = match bytes[0] {
        _ if is_close(0) => 2,
        b'-' if is_close(1) => 3,
        quote @ (b'"' | b'\'' | b'`') => {
            let mut is_escaped = false;
            let end = bytes.iter().skip(1).position(|b| {
                let is_end = !is_escaped && *b == quote;
                is_escaped = !is_escaped && *b == b'\\';
                is_end
            });
            end? + 2
        }
        b if b.is_ascii_digit() => {
            let is_number = |b: &u8| b.is_ascii_digit() || *b == b'.';
            bytes.iter().position(|b| !is_number(b)).unwrap_or(bytes.len())
        }
        b if is_word(&b) => bytes.iter().position(|b| !is_word(b)).unwrap_or(bytes.len()),
        _ if matches!(bytes.get(..2), Some(b"==" | b"!=" | b">=" | b"<=" | b"?[" | b"?.")) => 2,
        b if b.is_ascii() => 1,
        _ => return None,
    };
    Some(start..start + len)
}
