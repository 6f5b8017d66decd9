//! What lies in folders: one call to the system for each name, from the open folder,
//! so that the way to it is walked once.

use std::ffi::OsStr;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use camino::{Utf8Path, Utf8PathBuf};
use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags};
use rustix::io::Errno;

use crate::base::Stamp;
use crate::files::{Entry, Hidden};

/// What lies in some folders, from the root.
#[derive(Default)]
pub(super) struct Listed {
    pub(super) entries: Vec<(Utf8PathBuf, Entry)>,
    /// Folders in them, in bytes: what is below one whose name is no text is said.
    pub(super) folders: Vec<Vec<u8>>,
    pub(super) links: Vec<Utf8PathBuf>,
}

/// Lists some folders; `start` is the one that the walk began at. A folder that is
/// gone has nothing in it.
///
/// # Errors
/// When one cannot be read.
pub(super) fn list(
    root: &Utf8Path,
    start: &Utf8Path,
    folders: &[Vec<u8>],
    hidden: Hidden,
) -> std::io::Result<Listed> {
    let mut listed = Listed::default();
    for folder in folders {
        match list_one(root, start, folder, hidden, &mut listed) {
            Ok(()) | Err(Errno::NOENT) => {}
            Err(error) => {
                let (path, error) =
                    (root.as_std_path().join(OsStr::from_bytes(folder)), error.into());
                return Err(named(&path, &error));
            }
        }
    }
    Ok(listed)
}

/// An error with the folder that it is about.
fn named(path: &Path, error: &std::io::Error) -> std::io::Error {
    std::io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

fn list_one(
    root: &Utf8Path,
    start: &Utf8Path,
    folder: &[u8],
    hidden: Hidden,
    listed: &mut Listed,
) -> Result<(), Errno> {
    // With a slash behind, a link at the start is followed.
    let path = root.as_std_path().join(OsStr::from_bytes(folder)).join("");
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let open = rustix::fs::open(path, flags, Mode::empty())?;
    for entry in Dir::read_from(&open)? {
        let entry = entry?;
        let name = entry.file_name().to_bytes();
        if matches!(name, b"." | b"..") || is_left_out(name, hidden) {
            continue;
        }
        let mut kind = entry.file_type();
        let mut seen = None;
        // Not every file system says it with the name.
        if matches!(kind, FileType::Unknown | FileType::RegularFile) {
            seen = stat(&open, name)?;
            let Some((of_stat, _)) = seen else { continue };
            kind = of_stat;
        }
        let slash: &[u8] = if folder.is_empty() { b"" } else { b"/" };
        let path = [folder, slash, name].concat();
        match (kind, String::from_utf8(path)) {
            (FileType::Directory, path) => {
                listed.folders.push(
                    path.map_or_else(std::string::FromUtf8Error::into_bytes, String::into_bytes),
                );
            }
            (FileType::Symlink, Ok(path)) => listed.links.push(path.into()),
            (FileType::Symlink, Err(_)) => {}
            (_, Err(_)) => {
                let above = std::str::from_utf8(folder).map_or(start, Utf8Path::new);
                let shown = String::from_utf8_lossy(name).into_owned();
                listed.entries.push((above.to_owned(), Entry::BadName(shown)));
            }
            (FileType::RegularFile, Ok(path)) => {
                let stamp = seen.map(|(_, stamp)| stamp).unwrap_or_default();
                listed.entries.push((path.into(), Entry::File(stamp)));
            }
            (_, Ok(path)) => listed.entries.push((path.into(), Entry::Special)),
        }
    }
    Ok(())
}

/// What a name in a folder stands for; none when it is gone.
fn stat(folder: &OwnedFd, name: &[u8]) -> Result<Option<(FileType, Stamp)>, Errno> {
    let meta = match rustix::fs::statat(folder, name, AtFlags::SYMLINK_NOFOLLOW) {
        Ok(meta) => meta,
        Err(Errno::NOENT) => return Ok(None),
        Err(error) => return Err(error),
    };
    let stamp = Stamp {
        size: number(meta.st_size),
        inode: number(meta.st_ino),
        modified: (number(meta.st_mtime), number(meta.st_mtime_nsec)),
        changed: (number(meta.st_ctime), number(meta.st_ctime_nsec)),
    };
    Ok(Some((FileType::from_raw_mode(meta.st_mode), stamp)))
}

/// The types of the fields differ from system to system; what they hold does not.
fn number<T: TryInto<U>, U: Default>(field: T) -> U {
    field.try_into().unwrap_or_default()
}

fn is_left_out(name: &[u8], hidden: Hidden) -> bool {
    match hidden {
        Hidden::Skip => name.first() == Some(&b'.'),
        Hidden::Keep => matches!(name, b".git" | b".hg" | b".svn" | b".DS_Store"),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    use camino::{Utf8Path, Utf8PathBuf};
    use snapbox::dir::DirRoot;

    use crate::files::{Disk, Entry, Files, Hidden};

    fn folder() -> (DirRoot, Utf8PathBuf) {
        let temp = DirRoot::mutable_temp().unwrap();
        let path = Utf8Path::from_path(temp.path().unwrap()).unwrap().to_owned();
        (temp, path)
    }

    /// What a walk finds: files as they are, the rest with what is said of it.
    fn found(root: &Utf8Path, hidden: Hidden) -> Vec<String> {
        let listing = Disk::new(root).walk("site".into(), hidden).unwrap();
        let shown = |(path, entry): (Utf8PathBuf, Entry)| match entry {
            Entry::File(stamp) => {
                assert_eq!(Disk::new(root).stamp(&path), Some(stamp));
                path.into_string()
            }
            other => format!("{path} {other:?}"),
        };
        listing.into_iter().map(shown).collect()
    }

    #[test]
    fn every_name_below_a_folder_is_found_once_and_sorted() {
        let (_temp, root) = folder();
        let (_other, outside) = folder();
        for path in ["site/a b", "site/a/z/y", "site/.well-known", "site/.git", "site/a-b"] {
            std::fs::create_dir_all(root.join(path)).unwrap();
            std::fs::write(root.join(path).join("f.md"), path).unwrap();
        }
        std::fs::write(root.join("site/.hidden"), "").unwrap();
        symlink("a", root.join("site/in")).unwrap();
        symlink("z/y/f.md", root.join("site/a/file")).unwrap();
        symlink("..", root.join("site/a/z/up")).unwrap();
        symlink("nowhere", root.join("site/lost")).unwrap();
        symlink(&outside, root.join("site/out")).unwrap();
        let all = [
            "site/.well-known/f.md",
            "site/a/file",
            "site/a/z/up SkippedLink(\"..\")",
            "site/a/z/y/f.md",
            "site/a b/f.md",
            "site/a-b/f.md",
            "site/in/file",
            "site/in/z/up SkippedLink(\"..\")",
            "site/in/z/y/f.md",
            "site/lost SkippedLink(\"nowhere\")",
        ];
        let mut kept = found(&root, Hidden::Keep);
        assert_eq!(kept.remove(0), "site/.hidden");
        assert!(kept.pop().unwrap().starts_with("site/out SkippedLink("));
        // Stamps of what is linked are those of what it leads to.
        assert_eq!(kept, all);
        let shown = found(&root, Hidden::Skip);
        assert_eq!(shown[..all.len() - 1], all[1..]);
    }

    #[test]
    fn names_that_are_no_text_are_said_wherever_they_are() {
        let (_temp, root) = folder();
        let bad = root.as_std_path().join("site/b").join(OsStr::from_bytes(b"\xff"));
        std::fs::create_dir_all(&bad).unwrap();
        // Where the file system takes no such name there is nothing to say.
        std::fs::write(bad.join("in"), "").unwrap();
        std::fs::write(root.as_std_path().join("site/b").join(OsStr::from_bytes(b"\xfe.md")), "")
            .unwrap();
        assert_eq!(
            found(&root, Hidden::Skip),
            ["site BadName(\"in\")", "site/b BadName(\"\u{fffd}.md\")"]
        );
    }

    #[test]
    fn nothing_is_read_below_the_deepest_folder() {
        let (_temp, root) = folder();
        let deep = |n: usize| format!("site{}", "/d".repeat(n));
        std::fs::create_dir_all(root.join(deep(70))).unwrap();
        for depth in [62, 63, 64] {
            std::fs::write(root.join(deep(depth)).join("f"), "").unwrap();
        }
        assert_eq!(
            found(&root, Hidden::Skip),
            [format!("{}/f", deep(63)), format!("{}/f", deep(62))]
        );
    }
}
