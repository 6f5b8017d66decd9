//! A shortcut: size, date and inode of every published file, so that an unchanged
//! file need not be read to know that it is unchanged.
//!
//! It lies in the site's `.guichet/`, away from the output, because times and inode
//! numbers differ from machine to machine and the output must not. It is worth
//! nothing but time: when it is absent, cut, scrambled or of another version, the
//! published files are read and compared, and it is made anew. When `.guichet/`
//! cannot be written, that happens at every build.

use std::collections::BTreeMap;
use std::fmt::Write;

use camino::{Utf8Path, Utf8PathBuf};

use crate::base::Digest;
use crate::files::{Disk, Files};
use crate::output::place::STATE;
use crate::output::tree::Stat;

const FIRST: &str = "guichet-stats 1";

/// What was remembered of the published files.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Stats {
    /// Nothing yet, or for another state of the output.
    None,
    /// Something that cannot be read.
    Broken(Utf8PathBuf),
    /// By path.
    Known(BTreeMap<String, Stat>),
}

/// Reads what was remembered of `target` when it held this `manifest`.
pub(super) fn read(root: &Utf8Path, target: &Utf8Path, manifest: Digest) -> Stats {
    let disk = Disk::new(root);
    let path = file_for(target);
    if !disk.is_there(&path) {
        return Stats::None;
    }
    let text = disk.read(&path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    match text.as_deref().and_then(parse) {
        Some((of, files)) if of == manifest => Stats::Known(files),
        Some(_) => Stats::None,
        None => Stats::Broken(root.join(path)),
    }
}

/// Remembers. Not being able to costs time only, so nothing is said.
#[expect(clippy::disallowed_methods, reason = "output writes")]
pub(super) fn write(
    root: &Utf8Path,
    target: &Utf8Path,
    manifest: Digest,
    files: &BTreeMap<String, Stat>,
) {
    let path = root.join(file_for(target));
    let aside = path.with_extension(format!("{}.tmp", std::process::id()));
    let saved = path.parent().is_some_and(|folder| std::fs::create_dir_all(folder).is_ok())
        && std::fs::write(&aside, text(manifest, files)).is_ok()
        && std::fs::rename(&aside, &path).is_ok();
    if !saved {
        let _ = std::fs::remove_file(&aside);
    }
}

fn file_for(target: &Utf8Path) -> Utf8PathBuf {
    let name = Digest::of(target.as_str().as_bytes()).short();
    Utf8Path::new(STATE).join("output").join(name)
}

fn text(manifest: Digest, files: &BTreeMap<String, Stat>) -> String {
    let mut text = String::with_capacity(files.len() * 100);
    // Writing into a string cannot fail.
    let _ = writeln!(text, "{FIRST}\n{}", manifest.hex());
    for (path, stat) in files {
        let (seconds, nanoseconds) = stat.changed;
        let _ = writeln!(text, "{} {seconds} {nanoseconds} {} {path}", stat.size, stat.inode);
    }
    let sum = Digest::of(text.as_bytes()).hex();
    let _ = writeln!(text, "end {sum}");
    text
}

fn parse(text: &str) -> Option<(Digest, BTreeMap<String, Stat>)> {
    let (body, last) = text.strip_suffix('\n')?.rsplit_once('\n')?;
    let body = &text[..=body.len()];
    if Digest::from_hex(last.strip_prefix("end ")?)? != Digest::of(body.as_bytes()) {
        return None;
    }
    let mut lines = body.lines();
    if lines.next()? != FIRST {
        return None;
    }
    let manifest = Digest::from_hex(lines.next()?)?;
    let mut files = BTreeMap::new();
    for line in lines {
        let mut parts = line.splitn(5, ' ');
        let size = parts.next()?.parse().ok()?;
        let changed = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let inode = parts.next()?.parse().ok()?;
        files.insert(parts.next()?.to_owned(), Stat { size, changed, inode });
    }
    Some((manifest, files))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{parse, text};
    use crate::base::Digest;
    use crate::output::tree::Stat;

    #[test]
    fn what_is_remembered_is_read_back_or_not_at_all() {
        let stat = Stat { size: 3, changed: (-1, 999), inode: 7 };
        let files = BTreeMap::from([("fr/a b".to_owned(), stat)]);
        let digest = Digest::of(b"manifest");
        let text = text(digest, &files);
        assert_eq!(parse(&text), Some((digest, files)));
        for end in 0..text.len() {
            assert_eq!(parse(&text[..end]), None, "cut at {end}");
        }
        assert_eq!(parse(&text.replacen('3', "4", 1)), None);
    }
}
