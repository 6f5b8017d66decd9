//! What one build remembers for the next: of every published file its size, dates,
//! inode, digest and what it was made from, so that an unchanged file need be
//! neither read nor made; and the same of the tree that is kept (`spare.rs`), and of
//! long files where their pieces are (`pieces.rs`).
//!
//! It lies in the site's `.guichet/`, away from the output, because times and inode
//! numbers differ from machine to machine and the output must not. It is worth
//! nothing but time: when it is absent, cut, scrambled or of another version, the
//! published files are read and compared, and it is made anew. When `.guichet/`
//! cannot be written, that happens at every build.
//!
//! The form is binary, little-endian, every list behind its length, and ends with
//! the digest of all before.

use std::fs;
use std::io::{self, Read, Write};
use std::os::unix::fs::MetadataExt;

use blake3::Hasher;
use camino::{Utf8Path, Utf8PathBuf};

use crate::base::Digest;
use crate::output::manifest::Made;
use crate::output::pieces::Pieced;
use crate::output::place::STATE;
use crate::output::spare::{self, Spare};
use crate::output::table::{File, Folder, Ours, Table, Trust};
use crate::output::tree::{Node, Stat, nanoseconds};
use crate::output::work::step;

const FIRST: &[u8; 16] = b"guichet-stats 3\n";

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
    /// The published files that were made of pieces.
    pub pieced: Vec<Pieced>,
    /// When it was written, in the time of the file system.
    pub written: i64,
    /// The file it was read from.
    pub stat: Option<Stat>,
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

/// What was remembered of an output, as long as nothing else is remembered of it.
#[derive(Debug)]
pub struct Remembered {
    state: Box<State>,
    path: Utf8PathBuf,
    stat: Stat,
}

impl Remembered {
    /// Keeps what was read of `target`.
    pub(super) fn of(root: &Utf8Path, target: &Utf8Path, state: Box<State>) -> Option<Self> {
        let stat = state.stat?;
        Some(Self { state, path: folder(root, target).join("stats"), stat })
    }

    /// What is remembered of `target`, read again only where that is not the same file.
    pub(super) fn read(self, root: &Utf8Path, target: &Utf8Path) -> Found {
        let path = folder(root, target).join("stats");
        let is_same = path == self.path
            && path.symlink_metadata().is_ok_and(|meta| Stat::of(&meta) == self.stat);
        if is_same { Found::State(self.state) } else { read(root, target) }
    }
}

/// Reads what was remembered of `target`.
pub(super) fn read(root: &Utf8Path, target: &Utf8Path) -> Found {
    let path = folder(root, target).join("stats");
    let Ok(meta) = path.symlink_metadata() else { return Found::None };
    // Opening a pipe would wait for ever.
    let file = if meta.is_file() { fs::File::open(&path).ok() } else { None };
    match file.and_then(parse) {
        Some(state) => {
            let written = nanoseconds(meta.mtime(), meta.mtime_nsec());
            Found::State(Box::new(State { written, stat: Some(Stat::of(&meta)), ..state }))
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
    let save = || {
        let file = fs::File::create(&aside)?;
        print(state, file)?;
        step();
        fs::rename(&aside, &path)
    };
    if !spare::make_folder(&folder) || save().is_err() {
        let _ = fs::remove_file(&aside);
    }
}

/// Writes what is remembered. It is never whole in memory: a page of memory costs
/// more than to write it.
fn print(state: &State, to: impl Write) -> io::Result<()> {
    let to = Hashing { inner: to, hasher: Hasher::new() };
    let mut out = Writer(io::BufWriter::with_capacity(BUFFER, to));
    out.0.write_all(FIRST)?;
    out.digest(state.manifest)?;
    out.digest(state.build)?;
    let table = &state.table;
    out.len(table.folders.len())?;
    for folder in &table.folders {
        out.bytes(&folder.path)?;
        out.stat(&folder.stat)?;
        out.len(folder.len)?;
    }
    for file in &table.files {
        out.file(file)?;
    }
    out.flag(state.spare.is_some())?;
    if let Some(spare) = &state.spare {
        out.len(spare.folders.len())?;
        for (path, stat) in &spare.folders {
            out.bytes(path)?;
            out.stat(stat)?;
        }
        out.len(spare.stale.len())?;
        for path in &spare.stale {
            out.bytes(path)?;
        }
    }
    out.len(state.pieced.len())?;
    for Pieced { path, parts } in &state.pieced {
        out.bytes(path)?;
        out.len(parts.len())?;
        for (key, len) in parts {
            out.digest(*key)?;
            out.number(*len)?;
        }
    }
    let mut to = out.0.into_inner().map_err(io::IntoInnerError::into_error)?;
    let sum = to.hasher.finalize();
    to.inner.write_all(sum.as_bytes())
}

/// Reads it back; `None` unless every byte is as it was written.
fn parse(from: impl Read) -> Option<State> {
    let from = Hashing { inner: from, hasher: Hasher::new() };
    let mut input = Reader { input: from, buffer: Vec::with_capacity(BUFFER), at: 0 };
    if input.take::<{ FIRST.len() }>()? != *FIRST {
        return None;
    }
    let mut state = State::default();
    input.digest(&mut state.manifest)?;
    input.digest(&mut state.build)?;
    state.table = input.table()?;
    if input.flag()? {
        let mut spare = Spare::default();
        for _ in 0..input.number()? {
            spare.folders.push((input.bytes()?, input.stat()?));
        }
        for _ in 0..input.number()? {
            spare.stale.push(input.bytes()?);
        }
        state.spare = Some(spare);
    }
    for _ in 0..input.number()? {
        let mut pieced = Pieced { path: input.bytes()?, parts: Vec::new() };
        for _ in 0..input.number()? {
            let mut key = None;
            input.digest(&mut key)?;
            pieced.parts.push((key, input.number()?));
        }
        state.pieced.push(pieced);
    }
    input.is_end().then_some(state)
}

/// Bytes read or written at once.
const BUFFER: usize = 1 << 16;

/// Digests what goes through.
struct Hashing<T> {
    inner: T,
    hasher: Hasher,
}

impl<T: Write> Write for Hashing<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n_bytes = self.inner.write(bytes)?;
        self.hasher.update(&bytes[..n_bytes]);
        Ok(n_bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

struct Writer<W: Write>(W);

impl<W: Write> Writer<W> {
    fn flag(&mut self, flag: bool) -> io::Result<()> {
        self.0.write_all(&[u8::from(flag)])
    }

    fn number(&mut self, number: u64) -> io::Result<()> {
        self.0.write_all(&number.to_le_bytes())
    }

    fn len(&mut self, len: usize) -> io::Result<()> {
        self.number(len as u64)
    }

    fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        // A path of the system is far shorter than 64 KiB.
        let len = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
        self.0.write_all(&len.to_le_bytes())?;
        self.0.write_all(&bytes[..usize::from(len)])
    }

    fn digest(&mut self, digest: Option<Digest>) -> io::Result<()> {
        self.flag(digest.is_some())?;
        digest.map_or(Ok(()), |digest| self.0.write_all(digest.as_bytes()))
    }

    fn stat(&mut self, stat: &Stat) -> io::Result<()> {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&stat.size.to_le_bytes());
        bytes[8..16].copy_from_slice(&stat.inode.to_le_bytes());
        bytes[16..24].copy_from_slice(&stat.changed.to_le_bytes());
        bytes[24..].copy_from_slice(&stat.touched.to_le_bytes());
        self.0.write_all(&bytes)
    }

    fn file(&mut self, file: &File) -> io::Result<()> {
        self.bytes(&file.name)?;
        self.flag(matches!(file.node, Node::File(_)))?;
        self.stat(file.node.stat())?;
        self.digest(file.ours.map(|ours| ours.made.digest))?;
        if let Some(ours) = file.ours {
            self.number(ours.made.size)?;
            self.digest(ours.inputs)?;
        }
        Ok(())
    }
}

struct Reader<R> {
    input: Hashing<R>,
    /// What was read and not yet digested, from `at` on not yet taken either.
    buffer: Vec<u8>,
    at: usize,
}

impl<R: Read> Reader<R> {
    /// Makes `n_bytes` ready to be taken.
    fn fill(&mut self, n_bytes: usize) -> Option<()> {
        if self.buffer.len() - self.at < n_bytes {
            self.input.hasher.update(&self.buffer[..self.at]);
            self.buffer.drain(..self.at);
            self.at = 0;
            let wanted = BUFFER.max(n_bytes) - self.buffer.len();
            let limit = u64::try_from(wanted).ok()?;
            self.input.inner.by_ref().take(limit).read_to_end(&mut self.buffer).ok()?;
        }
        (self.buffer.len() >= n_bytes).then_some(())
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.fill(N)?;
        let bytes = self.buffer[self.at..].first_chunk::<N>()?;
        self.at += N;
        Some(*bytes)
    }

    fn flag(&mut self) -> Option<bool> {
        self.take::<1>().map(|[byte]| byte != 0)
    }

    fn number(&mut self) -> Option<u64> {
        self.take().map(u64::from_le_bytes)
    }

    fn len(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    fn bytes(&mut self) -> Option<Box<[u8]>> {
        let len = usize::from(self.take().map(u16::from_le_bytes)?);
        self.fill(len)?;
        let bytes = self.buffer.get(self.at..self.at + len)?.into();
        self.at += len;
        Some(bytes)
    }

    /// A digest that may be absent; `None` when the input ends.
    fn digest(&mut self, digest: &mut Option<Digest>) -> Option<()> {
        *digest = if self.flag()? { Some(Digest::from_bytes(self.take()?)) } else { None };
        Some(())
    }

    fn date(&mut self) -> Option<i64> {
        self.take().map(i64::from_le_bytes)
    }

    fn stat(&mut self) -> Option<Stat> {
        let (size, inode) = (self.number()?, self.number()?);
        Some(Stat { size, inode, changed: self.date()?, touched: self.date()? })
    }

    fn table(&mut self) -> Option<Table> {
        let mut table = Table::default();
        let mut first = 0_usize;
        for _ in 0..self.number()? {
            let (path, stat, len) = (self.bytes()?, self.stat()?, self.len()?);
            table.folders.push(Folder { path, stat, first, len });
            first = first.checked_add(len)?;
        }
        // What is announced is believed only up to a point before the end is seen.
        table.files.reserve(first.min(1 << 20));
        for idx in 0..table.folders.len() {
            for _ in 0..table.folders[idx].len {
                table.files.push(self.file(idx)?);
            }
        }
        Some(table)
    }

    fn file(&mut self, folder: usize) -> Option<File> {
        let name = self.bytes()?;
        let is_file = self.flag()?;
        let stat = self.stat()?;
        let node = if is_file { Node::File(stat) } else { Node::Other(stat) };
        let (mut made, mut inputs, mut ours) = (None, None, None);
        self.digest(&mut made)?;
        if let Some(digest) = made {
            let made = Made { digest, size: self.number()? };
            self.digest(&mut inputs)?;
            ours = Some(Ours { made, inputs });
        }
        Some(File { name, folder, node, ours, trust: Trust::Exact })
    }

    /// Whether nothing is left but the digest of all before.
    fn is_end(&mut self) -> bool {
        if self.fill(32).is_none() || self.buffer.len() - self.at != 32 {
            return false;
        }
        self.input.hasher.update(&self.buffer[..self.at]);
        let sum = self.input.hasher.finalize();
        let mut more = [0];
        self.buffer[self.at..] == *sum.as_bytes()
            && matches!(self.input.inner.read(&mut more), Ok(0))
    }
}

#[cfg(test)]
mod tests {
    use super::{State, parse, print};
    use crate::base::Digest;
    use crate::output::manifest::Made;
    use crate::output::pieces::Pieced;
    use crate::output::spare::Spare;
    use crate::output::table::{File, Group, Ours, Table, Trust};
    use crate::output::tree::{Node, Stat};

    fn state() -> State {
        let stat = Stat { size: 3, changed: -1, touched: i64::MAX, inode: 7 };
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
            pieced: vec![Pieced {
                path: b"a b".as_slice().into(),
                parts: vec![(Some(Digest::of(b"piece")), 2), (None, 1)],
            }],
            written: 0,
            stat: None,
        }
    }

    #[test]
    fn what_is_remembered_is_read_back_or_not_at_all() {
        let state = state();
        let mut good = Vec::new();
        print(&state, &mut good).unwrap();
        assert_eq!(parse(good.as_slice()), Some(state));
        for end in 0..good.len() {
            assert_eq!(parse(&good[..end]), None, "cut at {end}");
            let mut scrambled = good.clone();
            scrambled[end] ^= 1;
            assert_eq!(parse(scrambled.as_slice()), None, "flipped at {end}");
        }
    }

    #[test]
    fn a_forged_length_is_no_reason_to_ask_for_memory() {
        let mut forged = super::FIRST.to_vec();
        forged.extend_from_slice(&[0, 0]);
        forged.extend_from_slice(&u64::MAX.to_le_bytes());
        let sum = Digest::of(&forged);
        forged.extend_from_slice(sum.as_bytes());
        assert_eq!(parse(forged.as_slice()), None);
    }
}
