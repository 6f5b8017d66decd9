//! What a build or a check has to say: the print-out, and the file that holds all
//! of it when it is long.

use camino::{Utf8Path, Utf8PathBuf};

use crate::base::{Failure, Sources};
use crate::cli::world::SiteAt;
use crate::report::{self, Report};

/// Where the whole report goes by itself when the print-out is cut, below the root.
const REPORT: &str = ".guichet/report.txt";

/// The file that `--report` names, which must be free.
pub(super) fn asked(
    option: Option<&Utf8Path>,
    at: &SiteAt<'_>,
) -> Result<Option<Utf8PathBuf>, Failure> {
    let Some(path) = option.map(|path| at.world.absolute(path)) else { return Ok(None) };
    report::check_report(&path).map(|()| Some(path))
}

/// The print-out. What it leaves out is written into a file that it names, and so
/// is everything when a file is asked for.
pub(super) fn said(
    report: &Report,
    sources: &Sources,
    asked: Option<&Utf8Path>,
    at: &SiteAt<'_>,
) -> Result<String, Failure> {
    let own = at.root.join(REPORT);
    let is_cut = report.n_hidden(at.style.format) > 0;
    let text = || report.full(&at.disk, sources, at.style.lang);
    // An older one would be taken for this one.
    report::remove_report(&own);
    let file = match asked {
        Some(path) => {
            report::write_report(path, &text())?;
            Some(path)
        }
        // A site that cannot be written to has its print-out all the same.
        None if is_cut => report::write_report(&own, &text()).ok().map(|()| Utf8Path::new(REPORT)),
        None => None,
    };
    Ok(report.print(&at.disk, sources, at.style, file))
}
