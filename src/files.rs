//! The one door to the file system, for reading. Nothing else reads.

pub mod disk;
pub mod memory;
mod seen;

use camino::{Utf8Path, Utf8PathBuf};

use crate::base::Stamp;

pub use disk::Disk;
pub use memory::Memory;
pub use seen::Seen;

/// What a name in a folder is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A regular file.
    File(Stamp),
    /// A symbolic link that was not followed, and where it points.
    SkippedLink(String),
    /// A pipe, a socket, a device.
    Special,
    /// A name that is not UTF-8, shown with replacement characters.
    BadName(String),
}

/// What becomes of names that begin with a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hidden {
    /// They are left out: editors and versioning keep their own things there.
    Skip,
    /// They count (`.nojekyll`, `.well-known`), but for folders of versioning.
    Keep,
}

/// Reads files below a root. Paths are relative to it.
pub trait Files: Sync {
    /// Every file below `folder` with its path from the root, sorted by path.
    /// A folder that does not exist has none. Links that leave the root, dangle
    /// or loop are listed, not followed.
    ///
    /// # Errors
    /// When a folder cannot be read.
    fn walk(&self, folder: &Utf8Path, hidden: Hidden)
    -> std::io::Result<Vec<(Utf8PathBuf, Entry)>>;

    /// The bytes of a file, never of anything else: a link that leaves the root, a
    /// pipe or a device is refused.
    ///
    /// They are those of one version of the file: it does not change meanwhile.
    ///
    /// # Errors
    /// When it cannot be read; [`std::io::ErrorKind::FileTooLarge`] when it has more
    /// than `max_bytes`, which is found out before it is read.
    fn read_at_most(&self, path: &Utf8Path, max_bytes: u64) -> std::io::Result<Vec<u8>>;

    /// The bytes of a file of any size, for files that guichet wrote itself.
    ///
    /// # Errors
    /// When it cannot be read.
    fn read(&self, path: &Utf8Path) -> std::io::Result<Vec<u8>> {
        self.read_at_most(path, u64::MAX)
    }

    /// At most `max_bytes` of a file, from byte `start` on; nothing behind its end.
    /// What [`Files::read_at_most`] refuses to follow is refused here too.
    ///
    /// # Errors
    /// When it cannot be read.
    fn part(&self, path: &Utf8Path, start: u64, max_bytes: u64) -> std::io::Result<Vec<u8>>;

    /// The first `max_bytes` of a file, or all of it.
    ///
    /// # Errors
    /// When it cannot be read.
    fn head(&self, path: &Utf8Path, max_bytes: u64) -> std::io::Result<Vec<u8>> {
        self.part(path, 0, max_bytes)
    }

    /// Whether a file or folder is there.
    fn is_there(&self, path: &Utf8Path) -> bool;

    /// The stamp of a regular file.
    fn stamp(&self, path: &Utf8Path) -> Option<Stamp>;
}
