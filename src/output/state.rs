//! What one build remembers for the next: of every published file its size, dates,
//! inode, digest and what it was made from, so that an unchanged file need be
//! neither read nor made; and the same of the tree that is kept (`spare.rs`).
//!
//! It lies in the site's `.guichet/`, away from the output, because times and inode
//! numbers differ from machine to machine and the output must not. It is worth
//! nothing but time: when it is absent, cut, scrambled or of another version, the
//! published files are read and compared, and it is made anew. When `.guichet/`
//! cannot be written, that happens at every build.
//!
//! The form is binary, little-endian, every list behind its length, and ends with
//! the digest of all before.

use std::os::unix::fs::MetadataExt;

use camino::{Utf8Path, Utf8PathBuf};

use crate::base::Digest;
use crate::files::{Disk, Files};
use crate::output::manifest::Made;
use crate::output::place::STATE;
use crate::output::spare::{self, Spare};
use crate::output::table::{File, Folder, Ours, Table, Trust};
use crate::output::tree::{self, Node, Stat};

const FIRST: &[u8] = b"guichet-stats 2\n";

/// All that is remembered.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    /// The digest of the published manifest.
    pub manifest: Option<Digest>,
    /// The digest of all that the build was made from.
    pub build: Option<Digest>,
    /// What is published.
    pub table: Table,
    /// The tree that was published before.
    pub spare: Option<Spare>,
    /// When it was written, in the time of the file system.
    pub written: (i64, i64),
}

/// What was found.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing yet.
    None,
    /// Something that cannot be read.
    Broken(Utf8PathBuf),
    /// What was remembered.
    State(Box<State>),
}

/// The folder for what is remembered of `target`.
pub(super) fn folder(root: &Utf8Path, target: &Utf8Path) -> Utf8PathBuf {
    let name = Digest::of(target.as_str().as_bytes()).short();
    root.join(STATE).join("output").join(name)
}

/// Reads what was remembered of `target`.
pub(super) fn read(root: &Utf8Path, target: &Utf8Path) -> Found {
    let folder = folder(root, target);
    let disk = Disk::new(&*folder);
    let name = Utf8Path::new("stats");
    if !disk.is_there(name) {
        return Found::None;
    }
    let path = folder.join(name);
    let (Ok(bytes), Ok(meta)) = (disk.read(name), path.metadata()) else {
        return Found::Broken(path);
    };
    match parse(&bytes) {
        Some(state) => {
            let written = (meta.mtime(), meta.mtime_nsec());
            Found::State(Box::new(State { written, ..state }))
        }
        None => Found::Broken(path),
    }
}

/// Remembers. Not being able to costs time only, so nothing is said.
#[expect(clippy::disallowed_methods, reason = "output writes")]
pub(super) fn write(root: &Utf8Path, target: &Utf8Path, state: &State) {
    let folder = folder(root, target);
    let path = folder.join("stats");
    let aside = folder.join(format!("stats.{}.tmp", std::process::id()));
    let saved = spare::make_folder(&folder)
        && std::fs::write(&aside, bytes(state)).is_ok()
        && std::fs::rename(&aside, &path).is_ok();
    if !saved {
        let _ = std::fs::remove_file(&aside);
        // An old state never speaks for a newer output, but it would be read in vain.
        let _ = tree::remove(path.as_std_path(), &|| Ok(()));
    }
}

fn bytes(state: &State) -> Vec<u8> {
    let table = &state.table;
    let n_bytes = 160 * table.files.len() + 200 * table.folders.len() + 256;
    let mut out = Writer(Vec::with_capacity(n_bytes));
    out.0.extend_from_slice(FIRST);
    out.digest(state.manifest);
    out.digest(state.build);
    out.len(table.folders.len());
    for folder in &table.folders {
        out.bytes(&folder.path);
        out.stat(&folder.stat);
        out.len(folder.len);
    }
    for file in &table.files {
        out.file(file);
    }
    out.0.push(u8::from(state.spare.is_some()));
    if let Some(spare) = &state.spare {
        out.len(spare.folders.len());
        for (path, stat) in &spare.folders {
            out.bytes(path);
            out.stat(stat);
        }
        out.len(spare.stale.len());
        for path in &spare.stale {
            out.bytes(path);
        }
    }
    let sum = Digest::of(&out.0);
    out.0.extend_from_slice(sum.as_bytes());
    out.0
}

fn parse(bytes: &[u8]) -> Option<State> {
    let (body, sum) = bytes.split_last_chunk::<32>()?;
    if Digest::of(body).as_bytes() != sum {
        return None;
    }
    let mut input = Reader(body.strip_prefix(FIRST)?);
    let mut state = State { manifest: input.digest()?, build: input.digest()?, ..State::default() };
    state.table = input.table()?;
    if input.byte()? == 1 {
        let mut spare = Spare::default();
        for _ in 0..input.len()? {
            spare.folders.push((input.bytes()?.into(), input.stat()?));
        }
        for _ in 0..input.len()? {
            spare.stale.push(input.bytes()?.into());
        }
        state.spare = Some(spare);
    }
    input.0.is_empty().then_some(state)
}

struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, number: u64) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    fn len(&mut self, len: usize) {
        self.number(len as u64);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        // A path of the system is far shorter than 64 KiB.
        let len = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
        self.0.extend_from_slice(&len.to_le_bytes());
        self.0.extend_from_slice(&bytes[..usize::from(len)]);
    }

    fn digest(&mut self, digest: Option<Digest>) {
        self.0.push(u8::from(digest.is_some()));
        if let Some(digest) = digest {
            self.0.extend_from_slice(digest.as_bytes());
        }
    }

    fn stat(&mut self, stat: &Stat) {
        self.number(stat.size);
        self.number(stat.inode);
        for (seconds, nanoseconds) in [stat.changed, stat.touched] {
            self.0.extend_from_slice(&seconds.to_le_bytes());
            self.0.extend_from_slice(&u32::try_from(nanoseconds).unwrap_or(0).to_le_bytes());
        }
    }

    fn file(&mut self, file: &File) {
        self.bytes(&file.name);
        self.0.push(u8::from(matches!(file.node, Node::File(_))));
        self.stat(file.node.stat());
        self.digest(file.ours.map(|ours| ours.made.digest));
        if let Some(ours) = file.ours {
            self.number(ours.made.size);
            self.digest(ours.inputs);
        }
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*head)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take::<1>().map(|[byte]| byte)
    }

    fn number(&mut self) -> Option<u64> {
        self.take().map(u64::from_le_bytes)
    }

    fn len(&mut self) -> Option<usize> {
        // Every entry takes a byte or more: a longer list is no list.
        usize::try_from(self.number()?).ok().filter(|len| *len <= self.0.len())
    }

    fn bytes(&mut self) -> Option<&'a [u8]> {
        let len = usize::from(self.take().map(u16::from_le_bytes)?);
        let (bytes, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(bytes)
    }

    fn digest(&mut self) -> Option<Option<Digest>> {
        match self.byte()? {
            0 => Some(None),
            _ => Some(Some(Digest::from_bytes(self.take()?))),
        }
    }

    fn time(&mut self) -> Option<(i64, i64)> {
        let seconds = self.take().map(i64::from_le_bytes)?;
        Some((seconds, i64::from(self.take().map(u32::from_le_bytes)?)))
    }

    fn stat(&mut self) -> Option<Stat> {
        let (size, inode) = (self.number()?, self.number()?);
        Some(Stat { size, inode, changed: self.time()?, touched: self.time()? })
    }

    fn table(&mut self) -> Option<Table> {
        let n_folders = self.len()?;
        let mut table = Table { folders: Vec::with_capacity(n_folders), files: Vec::new() };
        let mut first = 0_usize;
        for _ in 0..n_folders {
            let (path, stat, len) = (self.bytes()?.into(), self.stat()?, self.len()?);
            table.folders.push(Folder { path, stat, first, len });
            first = first.checked_add(len)?;
        }
        table.files.reserve(first.min(self.0.len() / 40));
        for (idx, folder) in table.folders.iter().enumerate() {
            for _ in 0..folder.len {
                table.files.push(self.file(idx)?);
            }
        }
        Some(table)
    }

    fn file(&mut self, folder: usize) -> Option<File> {
        let name = self.bytes()?.into();
        let is_file = self.byte()? == 1;
        let stat = self.stat()?;
        let node = if is_file { Node::File(stat) } else { Node::Other(stat) };
        let ours = match self.digest()? {
            None => None,
            Some(digest) => {
                let made = Made { digest, size: self.number()? };
                Some(Ours { made, inputs: self.digest()? })
            }
        };
        Some(File { name, folder, node, ours, trust: Trust::Exact })
    }
}

#[cfg(test)]
mod tests {
    use super::{State, bytes, parse};
    use crate::base::Digest;
    use crate::output::manifest::Made;
    use crate::output::spare::Spare;
    use crate::output::table::{File, Group, Ours, Table, Trust};
    use crate::output::tree::{Node, Stat};

    fn state() -> State {
        let stat = Stat { size: 3, changed: (-1, 999), touched: (5, 999_999_999), inode: 7 };
        let made = Made { digest: Digest::of(b"bytes"), size: 3 };
        let file = |name: &[u8], node, ours| File {
            name: name.into(),
            folder: 0,
            node,
            ours,
            trust: Trust::Exact,
        };
        let inputs = Some(Digest::of(b"inputs"));
        let files = vec![
            file(b"a b", Node::File(stat), Some(Ours { made, inputs })),
            file(b"caf\xe9", Node::Other(stat), None),
            file(b"z", Node::File(stat), Some(Ours { made, inputs: None })),
        ];
        let group = |path: &[u8], files| Group { path: path.into(), stat, files };
        State {
            manifest: Some(Digest::of(b"manifest")),
            build: None,
            table: Table::new(vec![group(b"", Vec::new()), group(b"fr", files)]),
            spare: Some(Spare {
                folders: vec![(b"".as_slice().into(), stat)],
                stale: vec![b"x/y".as_slice().into()],
            }),
            written: (0, 0),
        }
    }

    #[test]
    fn what_is_remembered_is_read_back_or_not_at_all() {
        let state = state();
        let good = bytes(&state);
        assert_eq!(parse(&good), Some(state));
        for end in 0..good.len() {
            assert_eq!(parse(&good[..end]), None, "cut at {end}");
            let mut scrambled = good.clone();
            scrambled[end] ^= 1;
            assert_eq!(parse(&scrambled), None, "flipped at {end}");
        }
    }

    #[test]
    fn a_forged_length_is_no_reason_to_ask_for_memory() {
        let mut forged = super::FIRST.to_vec();
        forged.extend_from_slice(&[0, 0]);
        forged.extend_from_slice(&u64::MAX.to_le_bytes());
        let sum = Digest::of(&forged);
        forged.extend_from_slice(sum.as_bytes());
        assert_eq!(parse(&forged), None);
    }
}
