//! Finds what looks technical in running text: addresses, e-mail, domain names,
//! file paths, command options, emoji codes.

use std::cell::LazyCell;
use std::ops::Range;

use super::line::{Bytes, Edit, at, before, is_blank};

/// What every technical word has.
static SUSPECTS: Bytes = Bytes::of(b"/\\:@.-");

/// The technical words of a text, in bytes, in order.
#[derive(Default)]
pub(super) struct Protected {
    spans: Vec<Range<usize>>,
}

impl Protected {
    /// Finds the technical words.
    pub(super) fn find(text: &str) -> Self {
        let mut protected = Self::default();
        let mut end = 0;
        for suspect in SUSPECTS.find(text) {
            if suspect < end || is_harmless(text.as_bytes(), suspect) {
                continue;
            }
            let is_inside = |ch: &char| !ends_token(*ch);
            let start = suspect - length_of(text[end..suspect].chars().rev().take_while(is_inside));
            end = suspect + length_of(text[suspect..].chars().take_while(is_inside));
            protected.token(text, start..end);
        }
        protected
    }

    /// Whether the byte at an index is part of a technical word.
    pub(super) fn has(&self, idx: usize) -> bool {
        self.touches(&(idx..idx + 1))
    }

    /// Whether a byte of a range is part of a technical word.
    pub(super) fn touches(&self, range: &Range<usize>) -> bool {
        let idx = self.spans.partition_point(|span| span.end <= range.start);
        self.spans.get(idx).is_some_and(|span| span.start < range.end)
    }

    /// Follows changes, which all stand outside.
    pub(super) fn follow(&mut self, edits: &[Edit]) {
        let mut edits = edits.iter().peekable();
        let (mut n_gone, mut n_new) = (0, 0);
        for span in &mut self.spans {
            while let Some(edit) = edits.next_if(|edit| edit.range.end <= span.start) {
                n_gone += edit.range.len();
                n_new += edit.put.len();
            }
            *span = span.start + n_new - n_gone..span.end + n_new - n_gone;
        }
    }

    fn token(&mut self, text: &str, Range { mut start, end }: Range<usize>) {
        while let Some(length) = emoji(&text.as_bytes()[start..end]) {
            self.spans.push(start..start + length);
            start += length;
        }
        let token = &text[start..end];
        if let Some(colon) = token.as_bytes().windows(3).position(|three| three == b"://") {
            let is_scheme = |b: &&u8| b.is_ascii_alphanumeric() || b"+-.".contains(b);
            let length = token.as_bytes()[..colon].iter().rev().take_while(is_scheme).count();
            let end = trimmed(token);
            if colon - length < end {
                self.spans.push(start + colon - length..start + end);
            }
            return;
        }
        if is_path(token) {
            self.spans.push(start..start + trimmed(token));
            return;
        }
        let is_apostrophe = |ch: char| matches!(ch, '\'' | '’' | '‘');
        for piece in token.split_inclusive(is_apostrophe) {
            let part = piece.strip_suffix(is_apostrophe).unwrap_or(piece);
            let length = trimmed(part);
            if is_technical(&part[..length]) {
                self.spans.push(start..start + length);
            }
            start += piece.len();
        }
    }
}

/// In bytes.
fn length_of(chars: impl Iterator<Item = char>) -> usize {
    chars.map(char::len_utf8).sum()
}

/// Whether the first suspect sign of a word makes it no more suspect: it ends a
/// sentence, or joins two words.
fn is_harmless(bytes: &[u8], idx: usize) -> bool {
    match bytes[idx] {
        b'.' | b':' => matches!(bytes.get(idx + 1), None | Some(b' ')),
        b'-' => idx > 0 && bytes[idx - 1].is_ascii_alphanumeric(),
        _ => false,
    }
}

/// What stands between words, whatever the rules do to it.
fn ends_token(ch: char) -> bool {
    is_blank(ch)
        || matches!(ch, '«' | '»' | '“' | '”' | '"' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>')
}

/// Length of `:name:` at the start of a token.
fn emoji(token: &[u8]) -> Option<usize> {
    let name = token.strip_prefix(b":")?;
    let is_name = |b: &&u8| b.is_ascii_alphanumeric() || b"_+-".contains(b);
    let length = name.iter().take_while(is_name).count();
    (length > 0 && *name.get(length)? == b':').then_some(length + 2)
}

/// Whether a token begins as paths do: `/x`, `./x`, `../x`, `~/x`, `C:\x`.
fn is_path(token: &str) -> bool {
    let begins = |starts: &[&str]| starts.iter().any(|start| token.starts_with(start));
    match token.as_bytes() {
        [b'.' | b'~', b'/', ..] | [b'.', b'\\', ..] => true,
        [letter, b':', b'\\', ..] if letter.is_ascii_alphabetic() => true,
        _ => begins(&["/", "\\", "../", "..\\"]) && token.contains(char::is_alphanumeric),
    }
}

/// Length without the punctuation at the end; dots after a slash are no ellipsis.
fn trimmed(token: &str) -> usize {
    let is_end = |ch| matches!(ch, '.' | ',' | ';' | ':' | '!' | '?' | '…' | '%' | '$' | '€' | '¢');
    let end = token.trim_end_matches(is_end).len();
    if token[..end].ends_with(['/', '\\']) {
        end + token.as_bytes()[end..].iter().take_while(|b| **b == b'.').count()
    } else {
        end
    }
}

fn is_technical(word: &str) -> bool {
    let dashes = word.bytes().take(3).take_while(|b| *b == b'-').count();
    if (1..=2).contains(&dashes) && at(word, dashes).is_some_and(char::is_alphabetic) {
        return true;
    }
    let is_inside = |idx: usize| {
        before(word, idx).is_some_and(char::is_alphanumeric)
            && at(word, idx + 1).is_some_and(char::is_alphanumeric)
    };
    let is_number = LazyCell::new(|| !word.contains(char::is_alphabetic));
    let mut has_slash = false;
    for (idx, b) in word.bytes().enumerate() {
        match b {
            b'@' if is_inside(idx) => return true,
            b'.' if is_inside(idx) && !*is_number => return true,
            b':' if word.as_bytes().get(idx + 1) == Some(&b':') => return true,
            b'/' | b'\\' => has_slash = true,
            _ => {}
        }
    }
    has_slash && word.len() > 1
}
