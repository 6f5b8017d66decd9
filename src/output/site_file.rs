//! A file of the site that is copied as it is: opened without leaving the site,
//! read whole or not at all.

use std::fs::File;
use std::io::{Error, ErrorKind, Write};

use camino::{Utf8Path, Utf8PathBuf};

use crate::base::{Cancel, Digest, Failure};
use crate::output::manifest::Made;
use crate::output::tree::Stat;

/// How often a file that changes while it is read is read again.
const TRIES: usize = 4;

/// The files of a site.
#[derive(Debug)]
pub struct SiteFiles {
    root: Utf8PathBuf,
    real_root: std::path::PathBuf,
}

impl SiteFiles {
    /// The files below `root`.
    ///
    /// # Errors
    /// When there is no such folder.
    pub fn new(root: &Utf8Path) -> Result<Self, Failure> {
        let real_root = root
            .as_std_path()
            .canonicalize()
            .map_err(|source| Failure::Read { path: root.to_owned(), source })?;
        Ok(Self { root: root.to_owned(), real_root })
    }

    /// Opens a regular file. One that became a link out of the site since it was
    /// listed, or anything but a file, is refused.
    ///
    /// # Errors
    /// Names the file.
    pub fn open(&self, path: &Utf8Path) -> Result<File, Failure> {
        let open = || {
            let real = self.root.join(path).into_std_path_buf().canonicalize()?;
            // Opening a pipe would wait for ever: look first.
            if !real.starts_with(&self.real_root) || !real.metadata()?.is_file() {
                return Err(Error::from(ErrorKind::PermissionDenied));
            }
            File::open(real)
        };
        open().map_err(|source| Failure::Read { path: path.to_owned(), source })
    }

    /// The digest and size of a file.
    pub(super) fn measure(&self, path: &Utf8Path, cancel: &Cancel) -> Result<Made, Failure> {
        self.read_whole(path, |file| {
            pour(file, cancel, |_| Ok(())).map_err(|trouble| trouble.at(path, path))
        })
    }

    /// Copies a file to `out`, a new one; `name` is said when it cannot be written.
    pub(super) fn copy(
        &self,
        path: &Utf8Path,
        mut out: File,
        name: &Utf8Path,
        cancel: &Cancel,
    ) -> Result<(Made, Stat), Failure> {
        let unwritable = |source| Failure::Write { path: name.to_owned(), source };
        let made = self.read_whole(path, |file| {
            let start = || {
                out.set_len(0)?;
                std::io::Seek::rewind(&mut &out)
            };
            start().map_err(unwritable)?;
            pour(file, cancel, |chunk| out.write_all(chunk).map_err(Trouble::Write))
                .map_err(|trouble| trouble.at(path, name))
        })?;
        let meta = out.metadata().map_err(unwritable)?;
        Ok((made, Stat::of(&meta)))
    }

    /// Reads a file again until it stayed the same while it was read: the copy is
    /// one version or another, never a mix.
    fn read_whole(
        &self,
        path: &Utf8Path,
        mut read: impl FnMut(&File) -> Result<Made, Failure>,
    ) -> Result<Made, Failure> {
        let unreadable = |source| Failure::Read { path: path.to_owned(), source };
        for _ in 0..TRIES {
            let file = self.open(path)?;
            let before = Stat::of(&file.metadata().map_err(unreadable)?);
            let made = read(&file)?;
            let after = Stat::of(&file.metadata().map_err(unreadable)?);
            if before == after && made.size == after.size {
                return Ok(made);
            }
        }
        Err(unreadable(Error::other("the file changes while it is read")))
    }
}

/// Why pouring stopped.
enum Trouble {
    Read(Error),
    Write(Error),
    Stop(Failure),
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Read(error)
    }
}

impl Trouble {
    fn at(self, from: &Utf8Path, to: &Utf8Path) -> Failure {
        match self {
            Self::Read(source) => Failure::Read { path: from.to_owned(), source },
            Self::Write(source) => Failure::Write { path: to.to_owned(), source },
            Self::Stop(failure) => failure,
        }
    }
}

fn pour(
    file: &File,
    cancel: &Cancel,
    mut each: impl FnMut(&[u8]) -> Result<(), Trouble>,
) -> Result<Made, Trouble> {
    let mut size = 0;
    let digest = Digest::of_stream(file, |chunk| {
        cancel.check().map_err(Trouble::Stop)?;
        size += chunk.len() as u64;
        each(chunk)
    })?;
    Ok(Made { digest, size })
}

/// Digests a file of the output. `None` when it cannot be read: it is then taken
/// for another one.
pub(super) fn digest_of(
    path: &std::path::Path,
    cancel: &Cancel,
) -> Result<Option<Digest>, Failure> {
    let Ok(file) = File::open(path) else { return Ok(None) };
    match pour(&file, cancel, |_| Ok(())) {
        Ok(made) => Ok(Some(made.digest)),
        Err(Trouble::Stop(failure)) => Err(failure),
        Err(Trouble::Read(_) | Trouble::Write(_)) => Ok(None),
    }
}
