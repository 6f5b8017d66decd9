//! The report file: every problem, where the print-out shows but the first.

use std::fs::File;
use std::io::{ErrorKind, Read as _, Write as _};

use camino::Utf8Path;

use crate::base::Failure;
use crate::diag::Arg;
use crate::i18n::Words;

/// What a report begins with, by which a later one knows that it may take its place.
const MARK: &str = "# guichet ";

/// The first line of a report.
pub(super) fn head(words: &Words) -> String {
    let program = Arg::Text(env!("CARGO_PKG_VERSION").to_owned());
    let text = words.format("report-head", &[("version", program)]).unwrap_or_default();
    format!("{MARK}{text}\n")
}

/// Refuses a path at which something else than a report stands, before any work.
///
/// # Errors
/// [`Failure::Usage`] with the path.
pub fn check_report(path: &Utf8Path) -> Result<(), Failure> {
    let is_free = match path.symlink_metadata() {
        Ok(meta) => meta.is_file() && begins_as_report(path),
        Err(error) => error.kind() == ErrorKind::NotFound,
    };
    if is_free {
        return Ok(());
    }
    Err(Failure::Usage { what: "failure-file-exists", value: path.to_string() })
}

fn begins_as_report(path: &Utf8Path) -> bool {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| {
        let length = u64::try_from(MARK.len()).unwrap_or(0);
        file.take(length).read_to_end(&mut start)
    });
    read.is_ok() && start == MARK.as_bytes()
}

/// Writes a report, in the place of an older one.
///
/// # Errors
/// As [`check_report`], and [`Failure::Write`] with the path.
#[expect(clippy::disallowed_methods, reason = "a report is no part of the output")]
pub fn write_report(path: &Utf8Path, text: &str) -> Result<(), Failure> {
    check_report(path)?;
    let failure = |source| Failure::Write { path: path.to_owned(), source };
    if let Some(folder) = path.parent().filter(|folder| !folder.as_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(failure)?;
    }
    // A new file in the place of the old: what reads the old one reads it whole.
    remove_report(path);
    let mut file = File::create_new(path).map_err(failure)?;
    file.write_all(text.as_bytes()).map_err(failure)
}

/// Takes an older report away, that nobody should read any more.
#[expect(clippy::disallowed_methods, reason = "a report is no part of the output")]
pub fn remove_report(path: &Utf8Path) {
    if path.symlink_metadata().is_ok() && check_report(path).is_ok() {
        // It stays where it may not be removed: it says itself what it is.
        let _ = std::fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

    use camino::Utf8Path;
    use snapbox::dir::DirRoot;

    use super::{remove_report, write_report};

    #[test]
    fn a_report_takes_the_place_of_a_report_and_of_nothing_else() {
        let temp = DirRoot::mutable_temp().unwrap();
        let folder = Utf8Path::from_path(temp.path().unwrap()).unwrap();
        let path = folder.join("a/report.txt");
        for text in ["# guichet one\n", "# guichet two\n"] {
            write_report(&path, text).unwrap();
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        }
        remove_report(&path);
        assert!(!path.exists());
        std::fs::write(&path, "a text").unwrap();
        std::os::unix::fs::symlink(&path, folder.join("link")).unwrap();
        for taken in [path.clone(), folder.join("link"), folder.to_owned()] {
            assert_eq!(write_report(&taken, "# guichet x").unwrap_err().exit_code(), 2);
            remove_report(&taken);
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "a text");
    }
}
