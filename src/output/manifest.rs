//! The list of what guichet made, kept in the output itself.
//!
//! It is the proof by which a later build removes a page that is gone, so it has
//! to live and die with the folder. A list kept elsewhere (in `.guichet/`) would
//! be out of step after a kill between two writes, absent from another checkout
//! or a fresh CI machine that restores only `public/`, and lost when somebody
//! clears what looks like a cache: each time the next build would meet its own
//! pages as strangers. Inside the output it is swapped in the very rename that
//! publishes the pages, travels with every copy, and is what a published site can
//! be compared with. It holds neither times nor inode numbers: two builds of one
//! site give the same bytes, this file included.
//!
//! One line a file, `<BLAKE3> <bytes> <path>`, sorted by path, between a line
//! with the version and one with the digest of everything above it. What does not
//! fit to the last byte counts as no manifest at all.

use crate::base::{Digest, OutputPath};

/// Name of the manifest in the output.
pub const NAME: &str = ".guichet-manifest";

const FIRST: &str = "guichet-manifest 1\n";

/// One file that guichet made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    /// The digest of its bytes.
    pub digest: Digest,
    /// How many bytes.
    pub size: u64,
}

/// Every file that guichet made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The files, sorted by path.
    files: Vec<(String, Made)>,
}

impl Manifest {
    /// Reads a manifest; `None` unless every byte of it is as it was written.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(text).ok()?;
        let (body, last) = text.strip_suffix('\n')?.rsplit_once('\n')?;
        let body = &text[..=body.len()];
        if Digest::of(body.as_bytes()) != Digest::from_hex(last.strip_prefix("end ")?)? {
            return None;
        }
        let mut files: Vec<(String, Made)> = Vec::with_capacity(body.len() / 100);
        for line in body.strip_prefix(FIRST)?.lines() {
            let mut parts = line.splitn(3, ' ');
            let digest = read_hex(parts.next()?)?;
            let size = parts.next()?.parse().ok()?;
            // A path that leaves the output is never believed, sum or no sum.
            let path = OutputPath::new(parts.next()?).ok()?;
            if files.last().is_some_and(|(last, _)| last.as_str() >= path.as_str()) {
                return None;
            }
            files.push((path.as_str().to_owned(), Made { digest, size }));
        }
        Some(Self { files })
    }

    /// The file at `path`.
    pub fn get(&self, path: &str) -> Option<&Made> {
        let found = self.files.binary_search_by(|(name, _)| name.as_str().cmp(path));
        found.ok().map(|idx| &self.files[idx].1)
    }

    /// The files, sorted by path.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Made)> {
        self.files.iter().map(|(path, made)| (path.as_str(), made))
    }
}

impl FromIterator<(String, Made)> for Manifest {
    fn from_iter<I: IntoIterator<Item = (String, Made)>>(files: I) -> Self {
        let mut files: Vec<_> = files.into_iter().collect();
        files.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        Self { files }
    }
}

/// The text of the manifest of some files, which are sorted by path.
pub(super) fn text<P: AsRef<str>>(files: impl Iterator<Item = (P, Made)>) -> String {
    let (n_files, _) = files.size_hint();
    let mut text = String::with_capacity(FIRST.len() + n_files * 140 + 80);
    text.push_str(FIRST);
    for (path, made) in files {
        write_hex(made.digest, &mut text);
        text.push(' ');
        text.push_str(&made.size.to_string());
        text.push(' ');
        text.push_str(path.as_ref());
        text.push('\n');
    }
    let sum = Digest::of(text.as_bytes());
    text.push_str("end ");
    write_hex(sum, &mut text);
    text.push('\n');
    text
}

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// What each byte is worth as a digit; 255 when it is none.
const VALUES: [u8; 256] = {
    let mut values = [255; 256];
    let mut value = 0;
    while value < 16 {
        values[DIGITS[value as usize] as usize] = value;
        value += 1;
    }
    values
};

fn write_hex(digest: Digest, out: &mut String) {
    let mut digits = [0; 64];
    for (pair, byte) in digits.chunks_exact_mut(2).zip(digest.as_bytes()) {
        pair[0] = DIGITS[usize::from(byte >> 4)];
        pair[1] = DIGITS[usize::from(byte & 15)];
    }
    // Digits are ASCII.
    out.push_str(std::str::from_utf8(&digits).unwrap_or_default());
}

fn read_hex(text: &str) -> Option<Digest> {
    let digits: &[u8; 64] = text.as_bytes().try_into().ok()?;
    let mut bytes = [0; 32];
    let mut seen = 0;
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let (high, low) = (VALUES[usize::from(pair[0])], VALUES[usize::from(pair[1])]);
        seen |= high | low;
        *byte = high << 4 | (low & 15);
    }
    (seen < 16).then(|| Digest::from_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::{Made, Manifest, read_hex, text, write_hex};
    use crate::base::Digest;

    fn manifest(paths: &[&str]) -> Manifest {
        let made = |path: &&str| {
            let made = Made { digest: Digest::of(path.as_bytes()), size: path.len() as u64 };
            ((*path).to_owned(), made)
        };
        paths.iter().map(made).collect()
    }

    fn text_of(manifest: &Manifest) -> String {
        text(manifest.iter().map(|(path, made)| (path, *made)))
    }

    #[test]
    fn digits_are_those_of_the_digest() {
        let digest = Digest::of(b"a");
        let mut digits = String::new();
        write_hex(digest, &mut digits);
        assert_eq!(digits, digest.hex());
        assert_eq!(read_hex(&digits), Some(digest));
        for wrong in ["", &digits[1..], &digits.to_uppercase(), &digits.replace('a', "g")] {
            assert_eq!(read_hex(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn files_out_of_order_or_twice_are_no_manifest() {
        let made = Made { digest: Digest::of(b""), size: 0 };
        for paths in [["b", "a"], ["a", "a"]] {
            let text = text(paths.iter().map(|path| (*path, made)));
            assert_eq!(Manifest::parse(text.as_bytes()), None);
        }
    }

    #[test]
    fn a_manifest_is_read_back_as_written() {
        for paths in [&["a b", "fr/été/index.html"][..], &[]] {
            let manifest = manifest(paths);
            assert_eq!(Manifest::parse(text_of(&manifest).as_bytes()), Some(manifest));
        }
    }

    #[test]
    fn a_cut_or_scrambled_manifest_is_none() {
        let text = text_of(&manifest(&["a", "b"])).into_bytes();
        for end in 0..text.len() {
            assert_eq!(Manifest::parse(&text[..end]), None, "cut at {end}");
            let mut scrambled = text.clone();
            scrambled[end] ^= 1;
            assert_eq!(Manifest::parse(&scrambled), None, "flipped at {end}");
        }
        assert_eq!(Manifest::parse(&[text.as_slice(), b"\n"].concat()), None);
    }

    #[test]
    fn a_manifest_that_leaves_the_output_is_not_believed() {
        assert_eq!(Manifest::parse(text_of(&manifest(&["../a"])).as_bytes()), None);
    }
}
