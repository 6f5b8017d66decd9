//! Files that commands make for an editor: new ones only.

use std::io::Write as _;

use camino::Utf8Path;

use crate::base::Failure;

/// The first of some paths where something stands already.
pub fn first_taken<'p, I: IntoIterator<Item = &'p Utf8Path>>(paths: I) -> Option<&'p Utf8Path> {
    paths.into_iter().find(|path| path.symlink_metadata().is_ok())
}

/// Writes a file that is not there yet, with the folders above it.
///
/// # Errors
/// [`Failure::Write`] with the path, also when somebody made the file meanwhile.
#[expect(clippy::disallowed_methods, reason = "output writes")]
pub fn write_new(path: &Utf8Path, bytes: &[u8]) -> Result<(), Failure> {
    let failure = |source| Failure::Write { path: path.to_owned(), source };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failure)?;
    }
    let mut file = std::fs::File::create_new(path).map_err(failure)?;
    file.write_all(bytes).map_err(failure)
}
