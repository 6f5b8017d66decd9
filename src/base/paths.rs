//! The names of a thing: in the content tree, in the address bar, on disk.

use std::cmp::Ordering;
use std::fmt;

/// A path below the site's root, with `/` between segments: `content/fr/a.md`.
pub type ContentPath = camino::Utf8PathBuf;

/// The path part of an address on the site. It starts with `/`; a page's ends
/// with `/`, a file's does not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlPath(String);

/// Longest output path, in bytes.
pub const MAX_OUTPUT: usize = 1000;

/// A relative path in the output, made of safe segments only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(String);

/// Why a path from an author cannot be an output path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadPath {
    /// Leaves the output (`..`, a drive, a backslash, an address of another site).
    Escapes,
    /// Not portable: a control character, a reserved name or sign, too long.
    NotPortable,
    /// Has an empty segment or none.
    Empty,
}

impl UrlPath {
    /// Joins decoded segments into a page's path: `["fr", "a"]` → `/fr/a/`.
    pub fn page<'a, I: IntoIterator<Item = &'a str>>(segments: I) -> Self {
        let mut path = String::from("/");
        for segment in segments.into_iter().filter(|segment| !segment.is_empty()) {
            path.push_str(segment);
            path.push('/');
        }
        Self(path)
    }

    /// The path of the page one segment below this one: `/fr/` and `a` → `/fr/a/`.
    #[must_use]
    pub fn below(&self, segment: &str) -> Self {
        let mut path = String::with_capacity(self.0.len() + segment.len() + 1);
        path.push_str(&self.0);
        if !segment.is_empty() {
            path.push_str(segment);
            path.push('/');
        }
        Self(path)
    }

    /// The path of a file at the output path.
    pub fn file(output: &OutputPath) -> Self {
        Self(format!("/{}", output.0))
    }

    /// The decoded path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path as it stands in an address: everything but unreserved signs
    /// and `/` percent-encoded (RFC 3986 §2.3).
    pub fn encoded(&self) -> String {
        encode_path(&self.0)
    }

    /// The output file that answers this path.
    pub fn output(&self) -> OutputPath {
        let rest = self.0.trim_start_matches('/');
        if rest.is_empty() || rest.ends_with('/') {
            OutputPath(format!("{rest}index.html"))
        } else {
            OutputPath(rest.to_owned())
        }
    }

    /// The Markdown twin beside a page.
    pub fn markdown_twin(&self) -> OutputPath {
        OutputPath(format!("{}index.md", self.0.trim_start_matches('/')))
    }
}

impl fmt::Display for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl OutputPath {
    /// Checks a relative path written by an author or made from file names.
    ///
    /// # Errors
    /// Says why the path would not be safe on every file system.
    pub fn new(path: &str) -> Result<Self, BadPath> {
        if path.is_empty() {
            return Err(BadPath::Empty);
        }
        for segment in path.split('/') {
            check_segment(segment)?;
        }
        if path.len() > MAX_OUTPUT { Err(BadPath::NotPortable) } else { Ok(Self(path.to_owned())) }
    }

    /// The path, with `/` between segments.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The order of two paths by their parts, which is that of
/// [`Utf8Path`](camino::Utf8Path) for paths without `.`, `//` and a final `/`: what
/// is in a folder comes right after it. Compares bytes, ten times as fast.
pub fn by_parts(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let pairs = a.chunks_exact(8).zip(b.chunks_exact(8));
    let start = pairs.take_while(|(a, b)| a == b).count() * 8;
    // The end of a path comes before a `/`, a `/` before anything else.
    let rank = |byte: Option<&u8>| match byte {
        None => 0,
        Some(b'/') => 1,
        Some(byte) => u16::from(*byte) + 2,
    };
    let mut rest = a[start..].iter().zip(&b[start..]);
    match rest.position(|(a, b)| a != b) {
        Some(idx) => rank(a.get(start + idx)).cmp(&rank(b.get(start + idx))),
        None => a.len().cmp(&b.len()),
    }
}

/// The folder of a path, without the `/`; empty at the top. Here and below, slashes
/// at the end of a path do not count.
pub fn folder_of(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    path.rfind('/').map_or("", |idx| &path[..idx])
}

/// The last part of a path.
pub fn name_of(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    path.rfind('/').map_or(path, |idx| &path[idx + 1..])
}

/// The last part of a path without its extension.
pub fn stem_of(path: &str) -> &str {
    let name = name_of(path);
    match name.rfind('.') {
        None | Some(0) => name,
        Some(idx) => &name[..idx],
    }
}

/// What stands below a folder, or the path itself when it is not below it.
pub fn rest_below<'p>(path: &'p str, folder: &str) -> &'p str {
    path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')).unwrap_or(path)
}

/// Decodes `%41`; what is not UTF-8 then is left as written.
pub fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let pair = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Checks one segment of an output path: no traversal, no control character,
/// nothing that Windows reserves, at most 240 bytes.
///
/// # Errors
/// Says what is wrong with the segment.
pub fn check_segment(segment: &str) -> Result<(), BadPath> {
    if segment.is_empty() {
        return Err(BadPath::Empty);
    }
    if segment == "." || segment == ".." || segment.contains(['\\', '/', '\0']) {
        return Err(BadPath::Escapes);
    }
    let is_bad_byte = |b: u8| b.is_ascii_control() || b"<>:\"|?*".contains(&b);
    let has_bad_sign = segment.bytes().any(is_bad_byte)
        || (!segment.is_ascii() && segment.chars().any(char::is_control));
    let has_bad_end = segment.ends_with(['.', ' ']) || segment.starts_with(' ');
    if has_bad_sign || has_bad_end || segment.len() > 240 || is_reserved_on_windows(segment) {
        return Err(BadPath::NotPortable);
    }
    Ok(())
}

/// Percent-encodes a decoded path, keeping `/`.
pub fn encode_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend(hex_digits(byte));
        }
    }
    out
}

fn hex_digits(byte: u8) -> [char; 2] {
    let digit = |n: u8| char::from_digit(u32::from(n), 16).unwrap_or('0').to_ascii_uppercase();
    [digit(byte >> 4), digit(byte & 15)]
}

/// Device names of Windows, with or without an extension (Microsoft, "Naming Files,
/// Paths, and Namespaces").
fn is_reserved_on_windows(segment: &str) -> bool {
    let stem = segment.split('.').next().unwrap_or(segment).trim_end();
    // Three letters and a digit at most, or a name with a sign.
    if !(3..=7).contains(&stem.len()) {
        return false;
    }
    if ["con", "prn", "aux", "nul", "conin$", "conout$"]
        .iter()
        .any(|name| name.eq_ignore_ascii_case(stem))
    {
        return true;
    }
    let Some((port, number)) = stem.split_at_checked(3) else { return false };
    // Windows takes the digits of ISO 8859-1 for those of ports.
    ["com", "lpt"].iter().any(|name| name.eq_ignore_ascii_case(port))
        && number.chars().count() == 1
        && number.starts_with(|c| "123456789¹²³".contains(c))
}

#[cfg(test)]
mod tests {
    use camino::Utf8Path;
    use proptest::prelude::*;

    use super::{BadPath, OutputPath, UrlPath, by_parts, folder_of, name_of, rest_below, stem_of};

    #[test]
    fn unsafe_paths_are_refused() {
        for (path, why) in [
            ("../a", BadPath::Escapes),
            ("a/../b", BadPath::Escapes),
            ("a\\b", BadPath::Escapes),
            ("a//b", BadPath::Empty),
            ("/a", BadPath::Empty),
            ("C:/a", BadPath::NotPortable),
            ("nul.txt", BadPath::NotPortable),
            ("a/COM9/b", BadPath::NotPortable),
            ("lpt¹.txt", BadPath::NotPortable),
            ("CONIN$", BadPath::NotPortable),
            ("a\u{7}", BadPath::NotPortable),
            ("a.", BadPath::NotPortable),
        ] {
            assert_eq!(OutputPath::new(path), Err(why), "{path}");
        }
        assert!(OutputPath::new("fr/été/index.html").is_ok());
    }

    #[test]
    fn urls_know_their_file() {
        let url = UrlPath::page(["fr", "prêt"]);
        assert_eq!(url.as_str(), "/fr/prêt/");
        assert_eq!(url.encoded(), "/fr/pr%C3%AAt/");
        assert_eq!(url.output().as_str(), "fr/prêt/index.html");
        assert_eq!(UrlPath::page([]).output().as_str(), "index.html");
    }

    #[test]
    fn the_parts_of_a_path_are_those_of_the_path_type() {
        for path in ["a", "a/b.md", "a.b/c", "a/.b", "a/b/", "a/b.c.md", "été/é.md", "_index.md"]
        {
            let wanted = Utf8Path::new(path);
            assert_eq!(Some(folder_of(path)), wanted.parent().map(Utf8Path::as_str), "{path}");
            assert_eq!(Some(name_of(path)), wanted.file_name(), "{path}");
            assert_eq!(Some(stem_of(path)), wanted.file_stem(), "{path}");
        }
        assert_eq!(rest_below("content/fr/a", "content/fr"), "a");
        assert_eq!(rest_below("content/fra", "content/fr"), "content/fra");
    }

    #[test]
    fn a_page_stands_below_another() {
        assert_eq!(UrlPath::page(["fr"]).below("a").as_str(), "/fr/a/");
        assert_eq!(UrlPath::page([]).below("").as_str(), "/");
    }

    proptest! {
        #[test]
        fn paths_are_ordered_by_their_parts(
            a in "[ab.é-]{1,9}(/[ab0-]{1,9}){0,3}",
            b in "[ab.é-]{1,9}(/[ab0-]{1,9}){0,3}",
        ) {
            // A lone point is no part.
            prop_assume!(!a.starts_with('.') && !b.starts_with('.'));
            prop_assert_eq!(by_parts(&a, &b), Utf8Path::new(&a).cmp(Utf8Path::new(&b)));
        }
    }
}
