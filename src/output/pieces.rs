//! Long files made of pieces: what an edit leaves as it was is copied from the
//! published file, and no piece lies in memory longer than it takes to write it.
//!
//! The state (`state.rs`) says of such a file which piece is how long. It is believed
//! while the file is the very one that was written, by its dates; what is copied
//! is digested on the way, as all that is written.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Error, Write as _};
use std::ops::Range;
use std::os::unix::fs::FileExt as _;

use blake3::Hasher;

use crate::base::{Cancel, Digest, Failure, Pieces};
use crate::output::manifest::Made;
use crate::output::tree::Stat;

/// Bytes written at once.
const BUFFER: usize = 512 * 1024;

/// The pieces of a file in their order: the digest of what each was made from, if that
/// is known, and its length in bytes.
pub(super) type Parts = Vec<(Option<Digest>, u64)>;

/// What is remembered of a file made of pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pieced {
    /// From the output.
    pub path: Box<[u8]>,
    pub parts: Parts,
}

/// A published file, and where its pieces are.
pub(super) struct Published {
    file: File,
    stat: Stat,
    places: BTreeMap<Digest, Range<u64>>,
}

impl Published {
    /// The file, if it is as it was when it had that stat.
    pub(super) fn open(path: &std::path::Path, stat: Stat, parts: &Parts) -> Option<Self> {
        let file = File::open(path).ok()?;
        let mut start = 0_u64;
        let mut places = BTreeMap::new();
        for (key, len) in parts {
            let end = start.checked_add(*len)?;
            if let Some(key) = key {
                places.insert(*key, start..end);
            }
            start = end;
        }
        let published = Self { file, stat, places };
        (start == stat.size && published.is_same()).then_some(published)
    }

    /// Whether nobody changed it.
    fn is_same(&self) -> bool {
        self.file.metadata().is_ok_and(|meta| Stat::of(&meta) == self.stat)
    }
}

/// Why writing stopped.
pub(super) enum Trouble {
    /// The published file cannot be read, or has changed meanwhile.
    Published,
    Write(Error),
    Stop(Failure),
}

/// Writes pieces one after the other, those of `published` from there.
pub(super) fn write(
    pieces: Pieces<'_>,
    published: Option<&Published>,
    out: File,
    cancel: &Cancel,
) -> Result<(Made, Stat, Parts), Trouble> {
    let parts = Vec::with_capacity(pieces.keys.len());
    let buffer = Vec::with_capacity(BUFFER);
    let mut to = Writer { out, hasher: Hasher::new(), buffer, size: 0, parts };
    let place = |number: usize| published?.places.get(&(pieces.keys[number]?)).cloned();
    let n_pieces = pieces.keys.len();
    let mut next = 0;
    while next < n_pieces {
        cancel.check().map_err(Trouble::Stop)?;
        let first = next;
        if let (Some(published), Some(mut run)) = (published, place(first)) {
            // What lay side by side is read as one.
            to.parts.push((pieces.keys[first], run.end - run.start));
            next += 1;
            while next < n_pieces
                && let Some(more) = place(next).filter(|more| more.start == run.end)
            {
                to.parts.push((pieces.keys[next], more.end - more.start));
                run.end = more.end;
                next += 1;
            }
            to.copy(published, run, cancel)?;
            continue;
        }
        let most = n_pieces.min(first + Pieces::AT_ONCE);
        next = (first + 1..most).find(|number| place(*number).is_some()).unwrap_or(most);
        let made = pieces.make(first..next).map_err(Trouble::Stop)?;
        for (key, piece) in pieces.keys[first..next].iter().zip(made) {
            to.parts.push((*key, piece.len() as u64));
            to.add(&piece).map_err(Trouble::Write)?;
        }
    }
    if published.is_some_and(|published| !published.is_same()) {
        return Err(Trouble::Published);
    }
    to.finish().map_err(Trouble::Write)
}

struct Writer {
    out: File,
    hasher: Hasher,
    /// Not written yet.
    buffer: Vec<u8>,
    size: u64,
    parts: Parts,
}

impl Writer {
    fn add(&mut self, bytes: &[u8]) -> Result<(), Error> {
        if self.buffer.len() + bytes.len() > BUFFER {
            self.flush()?;
        }
        self.buffer.extend_from_slice(bytes);
        Ok(())
    }

    fn copy(&mut self, from: &Published, run: Range<u64>, cancel: &Cancel) -> Result<(), Trouble> {
        let mut at = run.start;
        while at < run.end {
            cancel.check().map_err(Trouble::Stop)?;
            if self.buffer.len() >= BUFFER {
                self.flush().map_err(Trouble::Write)?;
            }
            let start = self.buffer.len();
            let room = (BUFFER - start) as u64;
            let n_bytes = usize::try_from(room.min(run.end - at)).unwrap_or(BUFFER - start);
            self.buffer.resize(start + n_bytes, 0);
            let read = from.file.read_exact_at(&mut self.buffer[start..], at);
            read.map_err(|_| Trouble::Published)?;
            at += n_bytes as u64;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Error> {
        self.hasher.update(&self.buffer);
        self.out.write_all(&self.buffer)?;
        self.size += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(())
    }

    fn finish(mut self) -> Result<(Made, Stat, Parts), Error> {
        self.flush()?;
        let digest = Digest::from_bytes(*self.hasher.finalize().as_bytes());
        let stat = Stat::of(&self.out.metadata()?);
        Ok((Made { digest, size: self.size }, stat, self.parts))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

    use std::path::Path;
    use std::sync::Mutex;

    use snapbox::dir::DirRoot;

    use super::{Parts, Published, Trouble, write};
    use crate::base::{Cancel, Digest, Pieces};
    use crate::output::tree::Stat;

    /// Writes the pieces called by `words`, from those of `from`; says what was made. A
    /// word that ends with `?` has no key.
    fn pour(
        folder: &Path,
        words: &[String],
        published: Option<&Published>,
    ) -> (Result<Parts, Trouble>, Vec<u8>, usize) {
        let n_made = Mutex::new(0);
        let key = |word: &String| (!word.ends_with('?')).then(|| Digest::of(word.as_bytes()));
        let keys: Vec<Option<Digest>> = words.iter().map(key).collect();
        let one = |number: usize| {
            *n_made.lock().unwrap() += 1;
            Ok(bytes(&words[number]))
        };
        let path = folder.join("new");
        let _ = std::fs::remove_file(&path);
        let out = std::fs::File::create_new(&path).unwrap();
        let pieces = Pieces { keys: &keys, one: &one };
        let written =
            write(pieces, published, out, &Cancel::default()).map(|(made, stat, parts)| {
                let there = std::fs::read(&path).unwrap();
                assert_eq!((made.digest, made.size), (Digest::of(&there), there.len() as u64));
                assert_eq!(stat.size, made.size);
                parts
            });
        (written, std::fs::read(&path).unwrap(), n_made.into_inner().unwrap())
    }

    /// What a word stands for: of any length, some longer than the buffer.
    fn bytes(word: &str) -> Vec<u8> {
        let number: usize = word.trim_end_matches('?').parse().unwrap();
        let n_times = if number % 150 == 5 { 300_000 } else { number * 37 % 1009 };
        word.repeat(n_times).into_bytes()
    }

    fn words(numbers: &[&str]) -> Vec<String> {
        numbers.iter().map(|number| (*number).to_owned()).collect()
    }

    #[test]
    fn a_file_of_pieces_is_the_same_however_much_of_it_is_copied() {
        let temp = DirRoot::mutable_temp().unwrap();
        let folder = temp.path().unwrap();
        let first: Vec<String> = (0..600).map(|number| number.to_string()).collect();
        let (parts, old, n_made) = pour(folder, &first, None);
        assert_eq!(n_made, 600);
        std::fs::rename(folder.join("new"), folder.join("old")).unwrap();
        let stat = Stat::of(&std::fs::metadata(folder.join("old")).unwrap());
        let Ok(parts) = parts else { panic!("not written") };
        let published = Published::open(&folder.join("old"), stat, &parts).unwrap();
        let whole =
            |words: &[String]| words.iter().flat_map(|word| bytes(word)).collect::<Vec<_>>();
        assert!(old == whole(&first));
        let mut changed = first.clone();
        changed[300] = "777".to_owned();
        changed.swap(10, 500);
        changed.remove(20);
        let lists = [
            (changed, 1),
            (words(&["5", "4", "3", "1000"]), 1),
            (words(&["7", "7?", "8"]), 1),
            (words(&["0"]), 0),
            (Vec::new(), 0),
        ];
        for (list, n_new) in lists {
            let (parts, new, n_made) = pour(folder, &list, Some(&published));
            assert!(parts.is_ok() && new == whole(&list), "{} pieces", list.len());
            assert_eq!(n_made, n_new, "{} pieces", list.len());
        }
    }

    #[test]
    fn a_published_file_that_somebody_changed_is_not_copied() {
        let temp = DirRoot::mutable_temp().unwrap();
        let folder = temp.path().unwrap();
        let list = words(&["3", "4"]);
        let (parts, _, _) = pour(folder, &list, None);
        let Ok(parts) = parts else { panic!("not written") };
        let old = folder.join("old");
        std::fs::rename(folder.join("new"), &old).unwrap();
        let stat = Stat::of(&std::fs::metadata(&old).unwrap());
        let published = Published::open(&old, stat, &parts).unwrap();
        std::fs::write(&old, "other").unwrap();
        assert!(matches!(pour(folder, &list, Some(&published)).0, Err(Trouble::Published)));
        assert!(Published::open(&old, stat, &parts).is_none());
        let stat = Stat::of(&std::fs::metadata(&old).unwrap());
        assert!(Published::open(&old, stat, &parts).is_none(), "another length");
        assert!(Published::open(&old, stat, &vec![(None, u64::MAX), (None, 6)]).is_none());
    }
}
