//! The names of a thing: in the content tree, in the address bar, on disk.

use std::fmt;

/// A path below the site's root, with `/` between segments: `content/fr/a.md`.
pub type ContentPath = camino::Utf8PathBuf;

/// The path part of an address on the site. It starts with `/`; a page's ends
/// with `/`, a file's does not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlPath(String);

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
        if path.len() > 1000 { Err(BadPath::NotPortable) } else { Ok(Self(path.to_owned())) }
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
    let has_bad_sign = segment.chars().any(|c| c.is_control() || "<>:\"|?*".contains(c));
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
    let stem = segment.split('.').next().unwrap_or(segment).trim_end().to_ascii_lowercase();
    match stem.as_str() {
        "con" | "prn" | "aux" | "nul" | "conin$" | "conout$" => true,
        _ => {
            let number = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
            // Windows takes the digits of ISO 8859-1 for those of ports.
            number.is_some_and(|number| {
                number.chars().count() == 1 && number.starts_with(|c| "123456789¹²³".contains(c))
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BadPath, OutputPath, UrlPath};

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
}
