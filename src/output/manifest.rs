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

use std::collections::BTreeMap;
use std::fmt::Write;

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

/// Every file that guichet made, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The files.
    pub files: BTreeMap<String, Made>,
}

impl Manifest {
    /// Reads a manifest; `None` unless every byte of it is as it was written.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(text).ok()?;
        let (body, last) = text.strip_suffix('\n')?.rsplit_once('\n')?;
        let body = &text[..=body.len()];
        let sum = Digest::from_hex(last.strip_prefix("end ")?)?;
        if Digest::of(body.as_bytes()) != sum {
            return None;
        }
        let mut files = BTreeMap::new();
        for line in body.strip_prefix(FIRST)?.lines() {
            let mut parts = line.splitn(3, ' ');
            let digest = Digest::from_hex(parts.next()?)?;
            let size = parts.next()?.parse().ok()?;
            // A path that leaves the output is never believed, sum or no sum.
            let path = OutputPath::new(parts.next()?).ok()?;
            files.insert(path.as_str().to_owned(), Made { digest, size });
        }
        Some(Self { files })
    }

    /// The text of the manifest.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(FIRST.len() + self.files.len() * 140);
        text.push_str(FIRST);
        for (path, made) in &self.files {
            // Writing into a string cannot fail.
            let _ = writeln!(text, "{} {} {path}", made.digest.hex(), made.size);
        }
        let sum = Digest::of(text.as_bytes()).hex();
        let _ = writeln!(text, "end {sum}");
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{Made, Manifest};
    use crate::base::Digest;

    fn manifest(paths: &[&str]) -> Manifest {
        let made = |path: &&str| {
            let made = Made { digest: Digest::of(path.as_bytes()), size: path.len() as u64 };
            ((*path).to_owned(), made)
        };
        Manifest { files: paths.iter().map(made).collect() }
    }

    #[test]
    fn a_manifest_is_read_back_as_written() {
        for paths in [&["a b", "fr/été/index.html"][..], &[]] {
            let manifest = manifest(paths);
            assert_eq!(Manifest::parse(manifest.text().as_bytes()), Some(manifest));
        }
    }

    #[test]
    fn a_cut_or_scrambled_manifest_is_none() {
        let text = manifest(&["a", "b"]).text().into_bytes();
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
        assert_eq!(Manifest::parse(manifest(&["../a"]).text().as_bytes()), None);
    }
}
