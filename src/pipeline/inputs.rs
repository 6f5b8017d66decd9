//! What a build is made from, in one digest, without reading any of it.

use blake3::Hasher;
use camino::Utf8Path;

use crate::base::{Date, Digest, Failure, PROGRAM, Stamp};
use crate::files::Entry;
use crate::pipeline::BuildContext;
use crate::source;
use crate::theme::{self, Builtin};

/// Bytes digested at once.
const BUFFER: usize = 64 * 1024;

/// The digest of everything that a build is made from, taken from the stamps of the
/// files: while it stays the same, so does every byte of the output. None when a file
/// has changed so lately (after `before`) that it may change again and keep its stamp.
///
/// There is one digest for each of `dates`: a date for a site that depends on the day
/// ([`Prepared::depends_on_date`](crate::pipeline::Prepared::depends_on_date)).
///
/// # Errors
/// When a folder cannot be read.
pub fn inputs<const N: usize>(
    ctx: &BuildContext<'_>,
    dates: [Option<Date>; N],
    before: (i64, i64),
) -> Result<Option<[Digest; N]>, Failure> {
    let mut files = Stamps { before, is_settled: true, hasher: Hasher::new(), bytes: Vec::new() };
    let config = Utf8Path::new("guichet.toml");
    if let Some(stamp) = ctx.files.stamp(config) {
        files.add(config, &Entry::File(stamp));
    }
    for (folder, hidden) in source::FOLDERS.into_iter().chain(theme::FOLDERS) {
        let listing = ctx.files.walk(Utf8Path::new(folder), hidden);
        let listing = listing.map_err(|source| Failure::Read { path: folder.into(), source })?;
        for (path, entry) in &listing {
            files.add(path, entry);
        }
    }
    let Some(files) = files.digest() else { return Ok(None) };
    let of_date = |date: Option<Date>| {
        Digest::of_parts([
            PROGRAM.to_owned(),
            Builtin::embedded().digest().hex(),
            format!("{:?} {:?}", ctx.selection.with_drafts, ctx.base_url),
            format!("{date:?}"),
            files.hex(),
        ])
    };
    Ok(Some(dates.map(of_date)))
}

/// The names and stamps of files, on their way into a digest.
struct Stamps {
    before: (i64, i64),
    is_settled: bool,
    hasher: Hasher,
    /// Not digested yet.
    bytes: Vec<u8>,
}

impl Stamps {
    fn add(&mut self, path: &Utf8Path, entry: &Entry) {
        let path = path.as_str();
        self.number(path.len() as u64);
        self.bytes.extend_from_slice(path.as_bytes());
        match entry {
            Entry::File(stamp) => {
                self.is_settled &= stamp.is_settled(self.before);
                let Stamp { size, inode, modified, changed } = *stamp;
                // No length of a text: none is as long as that.
                self.number(u64::MAX);
                self.number(size);
                self.number(inode);
                for number in [modified.0, modified.1, changed.0, changed.1] {
                    self.number(number.cast_unsigned());
                }
            }
            Entry::SkippedLink(_) | Entry::Special | Entry::BadName(_) => {
                let shown = format!("{entry:?}");
                self.number(shown.len() as u64);
                self.bytes.extend_from_slice(shown.as_bytes());
            }
        }
        if self.bytes.len() > BUFFER {
            self.hasher.update(&self.bytes);
            self.bytes.clear();
        }
    }

    fn number(&mut self, number: u64) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    fn digest(mut self) -> Option<Digest> {
        self.hasher.update(&self.bytes);
        let digest = Digest::from_bytes(*self.hasher.finalize().as_bytes());
        self.is_settled.then_some(digest)
    }
}

#[cfg(test)]
mod tests {
    use super::Stamps;
    use crate::base::{Digest, Stamp};
    use crate::files::Entry;

    fn digest(files: &[(&str, Entry)]) -> Option<Digest> {
        let hasher = blake3::Hasher::new();
        let mut stamps = Stamps { before: (9, 0), is_settled: true, hasher, bytes: Vec::new() };
        for (path, entry) in files {
            stamps.add(path.as_ref(), entry);
        }
        stamps.digest()
    }

    #[test]
    fn whatever_of_a_stamp_changes_makes_another_digest() {
        let stamp = Stamp { size: 1, inode: 2, modified: (3, 4), changed: (5, 6) };
        let same = || digest(&[("a", Entry::File(stamp)), ("b", Entry::Special)]);
        assert!(same().is_some() && same() == same());
        for other in [
            Stamp { size: 2, ..stamp },
            Stamp { inode: 1, ..stamp },
            Stamp { modified: (4, 4), ..stamp },
            Stamp { modified: (3, 5), ..stamp },
            Stamp { changed: (4, 6), ..stamp },
            Stamp { changed: (5, 5), ..stamp },
        ] {
            let other = digest(&[("a", Entry::File(other)), ("b", Entry::Special)]);
            assert!(other.is_some() && other != same());
        }
        let link = |to: &str| Entry::SkippedLink(to.to_owned());
        assert_ne!(digest(&[("a", link("x"))]), digest(&[("a", link("y"))]));
        assert_ne!(digest(&[("a", Entry::Special)]), digest(&[("b", Entry::Special)]));
        assert_ne!(digest(&[("a", Entry::Special)]), digest(&[]));
        let late = Stamp { changed: (9, 0), ..stamp };
        assert_eq!(digest(&[("a", Entry::File(late))]), None);
    }
}
