//! Bytes of a text file → text: UTF-8 only, line ends and signs made plain.

use std::borrow::Cow;

use camino::Utf8Path;

use crate::base::{SourceId, Span};
use crate::diag::Outcome;
use crate::diag::catalog::files as said;
use crate::files::Files;

/// Largest text file that is read, in bytes.
pub const MAX_TEXT: usize = 16 * 1024 * 1024;

/// Reads and decodes a text file; one that is too large is not read, and empty.
///
/// # Errors
/// When it cannot be read.
pub fn read_text(
    files: &dyn Files,
    path: &Utf8Path,
    source: SourceId,
) -> std::io::Result<Outcome<String>> {
    match files.read_at_most(path, MAX_TEXT as u64) {
        Ok(bytes) => Ok(decode(&bytes, source)),
        Err(error) if error.kind() == std::io::ErrorKind::FileTooLarge => Ok(Outcome {
            value: String::new(),
            diagnostics: vec![said::file_too_large(Span::file(source), MAX_TEXT)],
        }),
        Err(error) => Err(error),
    }
}

/// Decodes a text file: a byte order mark is dropped, `\r\n` and `\r` become
/// `\n`, control characters become U+FFFD. What is not UTF-8 is reported with
/// the likely encoding and replaced.
///
/// Spans of the file's diagnostics are offsets into this text.
pub fn decode(bytes: &[u8], source: SourceId) -> Outcome<String> {
    let mut outcome = Outcome::clean(String::new());
    if bytes.len() > MAX_TEXT {
        outcome.diagnostics.push(said::file_too_large(Span::file(source), MAX_TEXT));
        return outcome;
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(error) => {
            let prefix = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let at = plain(&prefix).0.len();
            // The whole sign that stands for what is wrong.
            let span = Span::new(source, at..at + '\u{FFFD}'.len_utf8());
            outcome.diagnostics.push(said::not_utf8(span, guess_encoding(bytes)));
            String::from_utf8_lossy(bytes)
        }
    };
    let (text, control) = plain(&text);
    if let Some((at, sign)) = control
        && outcome.diagnostics.is_empty()
    {
        let name = format!("U+{:04X}", u32::from(sign));
        let span = Span::new(source, at..at + '\u{FFFD}'.len_utf8());
        outcome.diagnostics.push(said::control_character(span, &name));
    }
    outcome.value = text.into_owned();
    outcome
}

/// Plain line ends and signs, and the first control character that was replaced.
fn plain(text: &str) -> (Cow<'_, str>, Option<(usize, char)>) {
    if is_plain(text.as_bytes()) {
        return (Cow::Borrowed(text), None);
    }
    let mut out = String::with_capacity(text.len());
    let mut control = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\n' | '\t' => out.push(c),
            c if c.is_control() => {
                control.get_or_insert((out.len(), c));
                out.push('\u{FFFD}');
            }
            c => out.push(c),
        }
    }
    (Cow::Owned(out), control)
}

/// Whether UTF-8 text has neither `\r` nor control characters. Most text is plain:
/// a pass that never stops early looks at many bytes at once, if it counts instead
/// of branching.
fn is_plain(bytes: &[u8]) -> bool {
    let is_sign = |b: u8| u8::from(b != b'\n') & u8::from(b != b'\t');
    let is_control = |b: u8| u8::from(b < 0x20) & is_sign(b) | u8::from(b == 0x7F);
    // U+0080–U+009F are C2 80 – C2 9F in UTF-8.
    let is_c1 = |b: u8, next: u8| u8::from(b == 0xC2) & u8::from(next < 0xA0);
    let Some((last, all)) = bytes.split_last() else {
        return true;
    };
    let pairs = all.iter().zip(&bytes[1..]);
    pairs.fold(is_control(*last), |any, (b, next)| any | is_control(*b) | is_c1(*b, *next)) == 0
}

/// The encoding that text was probably saved in, for the message.
fn guess_encoding(bytes: &[u8]) -> &'static str {
    let n_zeros = bytes.iter().take(4096).filter(|b| **b == 0).count();
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || n_zeros > 100 {
        "UTF-16"
    } else if bytes.iter().any(|b| (0x80..0xA0).contains(b)) {
        "Windows-1252"
    } else {
        "ISO-8859-1 (Latin-1)"
    }
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::base::SourceId;

    fn check(bytes: &[u8], text: &str, codes: &[&str]) {
        let outcome = decode(bytes, SourceId(0));
        assert_eq!(outcome.value, text);
        let found: Vec<_> = outcome.diagnostics.iter().map(|d| d.code.number).collect();
        assert_eq!(found, codes);
    }

    #[test]
    fn marks_and_line_ends_leave_no_trace() {
        check("\u{FEFF}a\r\nb\rc\n".as_bytes(), "a\nb\nc\n", &[]);
    }

    #[test]
    fn control_characters_are_replaced_and_said() {
        check(b"a\0b", "a\u{FFFD}b", &["G0702"]);
        check("a\u{85}b".as_bytes(), "a\u{FFFD}b", &["G0702"]);
        check("a\u{9f}".as_bytes(), "a\u{FFFD}", &["G0702"]);
        check(b"a\x7f", "a\u{FFFD}", &["G0702"]);
        check("«\u{a0}a\tb\u{a0}»".as_bytes(), "«\u{a0}a\tb\u{a0}»", &[]);
    }

    #[test]
    fn other_encodings_are_named() {
        check(b"\xE9t\xE9", "\u{FFFD}t\u{FFFD}", &["G0701"]);
        let outcome = decode(b"a\r\n\xE9t\xE9", SourceId(0));
        assert_eq!(&outcome.value[outcome.diagnostics[0].span.range()], "\u{FFFD}");
        let outcome = decode(b"\xFF\xFEa\0", SourceId(0));
        assert!(format!("{:?}", outcome.diagnostics).contains("UTF-16"));
    }
}
