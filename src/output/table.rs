//! The names in the output, folder by folder, with what each stands for.
//!
//! Tens of thousands of them are read, compared and looked up at every build, so
//! they lie in two sorted lists: the folders, and the files of one folder after
//! those of the other.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use crate::base::Digest;
use crate::output::manifest::Made;
use crate::output::tree::{Node, Stat};

/// A folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Folder {
    /// From the output; empty for the output itself.
    pub path: Box<[u8]>,
    pub stat: Stat,
    /// The first of its files.
    pub first: usize,
    /// How many files it holds.
    pub len: usize,
}

/// A file, a link or the like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct File {
    pub name: Box<[u8]>,
    /// Index of its folder.
    pub folder: usize,
    pub node: Node,
    /// There when we made it, as the manifest says.
    pub ours: Option<Ours>,
    pub trust: Trust,
}

/// A file that we made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ours {
    pub made: Made,
    /// The digest of what it was made from.
    pub inputs: Option<Digest>,
}

/// What is remembered of a file, against what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// Nothing about it has changed.
    Exact,
    /// The same inode, in which something has changed.
    SameInode,
    /// Another file, or one that was never seen.
    New,
    /// No file any more.
    Lost,
}

impl Trust {
    pub(super) fn of(remembered: &Node, found: &Node) -> Self {
        if remembered == found {
            Self::Exact
        } else if remembered.stat().inode == found.stat().inode {
            Self::SameInode
        } else {
            Self::New
        }
    }
}

/// A folder with its files, on the way into a table.
#[derive(Debug)]
pub(super) struct Group {
    pub path: Box<[u8]>,
    pub stat: Stat,
    /// In any order; the folder's index is set by the table.
    pub files: Vec<File>,
}

/// All folders, sorted by path, and their files, sorted by name.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    pub folders: Vec<Folder>,
    pub files: Vec<File>,
}

impl Table {
    pub(super) fn new(mut groups: Vec<Group>) -> Self {
        groups.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let mut table = Self::default();
        for (idx, group) in groups.into_iter().enumerate() {
            let Group { path, stat, mut files } = group;
            files.sort_unstable_by(|a, b| a.name.cmp(&b.name));
            let first = table.files.len();
            table.folders.push(Folder { path, stat, first, len: files.len() });
            table.files.extend(files.into_iter().map(|file| File { folder: idx, ..file }));
        }
        table
    }

    /// Index of a folder.
    pub(super) fn folder(&self, path: &[u8]) -> Option<usize> {
        self.folders.binary_search_by(|folder| (*folder.path).cmp(path)).ok()
    }

    /// Index of a file.
    pub(super) fn find(&self, path: &[u8]) -> Option<usize> {
        let (folder, name) = split(path);
        self.find_in(self.folder(folder)?, name)
    }

    /// Index of a file of a folder.
    pub(super) fn find_in(&self, folder: usize, name: &[u8]) -> Option<usize> {
        let Folder { first, len, .. } = self.folders[folder];
        let files = &self.files[first..first + len];
        files.binary_search_by(|file| (*file.name).cmp(name)).ok().map(|idx| first + idx)
    }

    /// A table of files that come with their folder's index, those of one folder
    /// sorted by name.
    pub(super) fn sorted(folders: Vec<(Box<[u8]>, Stat)>, files: Vec<File>) -> Self {
        let mut order: Vec<usize> = (0..files.len()).collect();
        order.sort_by_key(|file| files[*file].folder);
        let mut files: Vec<Option<File>> = files.into_iter().map(Some).collect();
        let files: Vec<File> = order.iter().filter_map(|file| files[*file].take()).collect();
        let mut table = Self { folders: Vec::with_capacity(folders.len()), files };
        let mut first = 0;
        for (idx, (path, stat)) in folders.into_iter().enumerate() {
            let len = table.files[first..].iter().take_while(|file| file.folder == idx).count();
            table.folders.push(Folder { path, stat, first, len });
            first += len;
        }
        table
    }

    /// The path of a file.
    pub(super) fn path(&self, file: usize) -> Vec<u8> {
        let mut path = Vec::new();
        self.write_path(file, &mut path);
        path
    }

    /// The path of a file, in place of what is in `path`.
    pub(super) fn write_path(&self, file: usize, path: &mut Vec<u8>) {
        path.clear();
        self.append_path(file, path);
    }

    /// The path of a file, behind what is in `path`.
    pub(super) fn append_path(&self, file: usize, path: &mut Vec<u8>) {
        let file = &self.files[file];
        join_into(&self.folders[file.folder].path, &file.name, path);
    }
}

/// The folder and the name of a path.
pub(super) fn split(path: &[u8]) -> (&[u8], &[u8]) {
    match path.iter().rposition(|byte| *byte == b'/') {
        Some(slash) => (&path[..slash], &path[slash + 1..]),
        None => (&[], path),
    }
}

/// Writes the path of a name in a folder behind what is in `path`.
pub(super) fn join_into(folder: &[u8], name: &[u8], path: &mut Vec<u8>) {
    if !folder.is_empty() {
        path.extend_from_slice(folder);
        path.push(b'/');
    }
    path.extend_from_slice(name);
}

/// A path as the system takes it.
pub(super) fn os(path: &[u8]) -> &OsStr {
    OsStr::from_bytes(path)
}

#[cfg(test)]
mod tests {
    use super::{File, Group, Table, Trust, split};
    use crate::output::tree::{Node, Stat};

    fn group(path: &str, names: &[&str]) -> Group {
        let file = |name: &&str| File {
            name: name.as_bytes().into(),
            folder: 0,
            node: Node::File(Stat::default()),
            ours: None,
            trust: Trust::New,
        };
        let files = names.iter().map(file).collect();
        Group { path: path.as_bytes().into(), stat: Stat::default(), files }
    }

    #[test]
    fn every_file_is_found_by_its_path_and_nothing_else_is() {
        let groups = vec![
            group("a-b", &["z"]),
            group("", &["b", "a"]),
            group("a/b", &[]),
            group("a", &["c"]),
        ];
        let table = Table::new(groups);
        for path in ["a", "b", "a/c", "a-b/z"] {
            let idx = table.find(path.as_bytes()).unwrap();
            assert_eq!(table.path(idx), path.as_bytes());
        }
        for path in ["", "c", "a/b", "a/b/c", "a-b", "a-b/"] {
            assert_eq!(table.find(path.as_bytes()), None, "{path}");
        }
        assert!(table.folder(b"a/b").is_some() && table.folder(b"").is_some());
        assert_eq!(split(b"a/b/c"), (&b"a/b"[..], &b"c"[..]));
    }
}
