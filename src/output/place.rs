//! Where the output goes, and where it must not.

use std::os::unix::fs::MetadataExt;

use camino::{Utf8Path, Utf8PathBuf};
use rustix::fs::Access;

use crate::base::Failure;

/// Folders of a site that are read, never written.
const SOURCES: [&str; 4] = ["content", "i18n", "static", "themes"];

/// Folder of a site for what guichet remembers between two builds.
pub(super) const STATE: &str = ".guichet";

/// A checked output folder. Links on the way to it are resolved.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The output folder, absolute.
    pub target: Utf8PathBuf,
    /// The folder that holds it.
    pub parent: Utf8PathBuf,
    /// Its name.
    pub name: String,
}

impl Place {
    /// Checks that `target` may be the output of the site at `root`.
    pub(super) fn find(root: &Utf8Path, target: &Utf8Path) -> Result<Self, Failure> {
        let refuse = |reason| Failure::Output { path: target.to_owned(), reason };
        let real = resolve(target)?;
        let (Some(parent), Some(name)) = (real.parent(), real.file_name()) else {
            return Err(refuse("output-is-root"));
        };
        if let Ok(root) = root.canonicalize_utf8() {
            check_site(&root, &real).map_err(refuse)?;
        }
        if parent.parent().is_none() && is_used(&real) {
            return Err(refuse("output-is-system"));
        }
        let place = Self { parent: parent.to_owned(), name: name.to_owned(), target: real };
        place.check_disk(target)?;
        Ok(place)
    }

    /// Whether the output folder is there already.
    pub(super) fn is_there(&self) -> bool {
        self.target.symlink_metadata().is_ok()
    }

    /// Checks what stands at the target now.
    fn check_disk(&self, asked: &Utf8Path) -> Result<(), Failure> {
        let refuse = |reason| Failure::Output { path: asked.to_owned(), reason };
        let Ok(meta) = self.target.metadata() else { return Ok(()) };
        if !meta.is_dir() {
            return Err(refuse("output-is-file"));
        }
        // A mount point cannot be renamed, so nothing could be swapped.
        if self.parent.metadata().is_ok_and(|parent| parent.dev() != meta.dev()) {
            return Err(refuse("output-is-mount"));
        }
        // The bits count even for root, who is told that writing is possible:
        // whoever took them away meant it.
        let is_writable = !meta.permissions().readonly()
            && rustix::fs::access(self.target.as_std_path(), Access::WRITE_OK | Access::EXEC_OK)
                .is_ok();
        if is_writable {
            return Ok(());
        }
        let source = std::io::ErrorKind::PermissionDenied.into();
        Err(Failure::Write { path: asked.to_owned(), source })
    }
}

/// Whether a folder holds something and guichet never published into it.
///
/// Asked of folders at the top of the disk (`/etc`, `/home`): swapping one of
/// those would keep every file and still pull the floor from under running programs.
fn is_used(target: &Utf8Path) -> bool {
    let is_ours = target.join(super::MANIFEST).symlink_metadata().is_ok();
    !is_ours && target.read_dir_utf8().is_ok_and(|mut names| names.next().is_some())
}

/// The absolute path without links. What does not exist yet is kept as written.
fn resolve(target: &Utf8Path) -> Result<Utf8PathBuf, Failure> {
    let refuse = |reason| Failure::Output { path: target.to_owned(), reason };
    if target.as_str().is_empty() {
        return Err(refuse("output-is-file"));
    }
    if let Ok(real) = target.as_std_path().canonicalize() {
        return Utf8PathBuf::from_path_buf(real).map_err(|_| refuse("output-not-utf8"));
    }
    if target.symlink_metadata().is_ok() {
        return Err(refuse("output-is-broken-link"));
    }
    let mut missing = Vec::new();
    let mut above = target;
    loop {
        // `..` behind a folder that does not exist leads nowhere certain.
        let Some(name) = above.file_name() else { return Err(refuse("output-not-found")) };
        missing.push(name);
        above = match above.parent() {
            Some(parent) if parent.as_str().is_empty() => Utf8Path::new("."),
            Some(parent) => parent,
            None => return Err(refuse("output-not-found")),
        };
        match above.as_std_path().canonicalize() {
            Ok(real) if real.is_absolute() && !real.metadata().is_ok_and(|meta| meta.is_dir()) => {
                return Err(refuse("output-is-file"));
            }
            Ok(real) => {
                let mut path =
                    Utf8PathBuf::from_path_buf(real).map_err(|_| refuse("output-not-utf8"))?;
                path.extend(missing.iter().rev());
                return Ok(path);
            }
            Err(_) if above.symlink_metadata().is_ok() => return Err(refuse("output-not-found")),
            Err(_) => {}
        }
    }
}

/// Says why the folder may not be written, given the real root of the site.
fn check_site(root: &Utf8Path, target: &Utf8Path) -> Result<(), &'static str> {
    if root == target {
        return Err("output-is-site");
    }
    if root.starts_with(target) {
        return Err("output-holds-site");
    }
    for name in SOURCES {
        let folder = root.join(name);
        let real = folder.canonicalize_utf8().unwrap_or_else(|_| folder.clone());
        for folder in [&folder, &real] {
            if target.starts_with(folder) || folder.starts_with(target) {
                return Err("output-is-source");
            }
        }
    }
    if target.starts_with(root.join(STATE)) {
        return Err("output-is-state");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

    use camino::{Utf8Path, Utf8PathBuf};
    use snapbox::dir::DirRoot;

    use super::Place;
    use crate::base::Failure;

    fn site() -> (DirRoot, Utf8PathBuf) {
        let temp = DirRoot::mutable_temp().unwrap();
        let base = Utf8Path::from_path(temp.path().unwrap()).unwrap().canonicalize_utf8().unwrap();
        for folder in ["site/content/fr", "site/static", "elsewhere/i18n"] {
            std::fs::create_dir_all(base.join(folder)).unwrap();
        }
        std::fs::write(base.join("site/guichet.toml"), "").unwrap();
        std::os::unix::fs::symlink("../elsewhere/i18n", base.join("site/i18n")).unwrap();
        std::os::unix::fs::symlink("site", base.join("link")).unwrap();
        std::os::unix::fs::symlink("nowhere", base.join("site/broken")).unwrap();
        (temp, base)
    }

    #[test]
    fn an_output_that_would_hurt_the_site_is_refused() {
        let (_temp, base) = site();
        for (target, expected) in [
            ("/", "output-is-root"),
            ("site", "output-is-site"),
            ("link", "output-is-site"),
            ("site/content/..", "output-is-site"),
            (".", "output-holds-site"),
            ("site/content", "output-is-source"),
            ("site/content/fr", "output-is-source"),
            ("site/themes", "output-is-source"),
            ("link/static/x/y", "output-is-source"),
            ("elsewhere", "output-is-source"),
            ("elsewhere/i18n/x", "output-is-source"),
            ("site/.guichet/x", "output-is-state"),
            ("site/guichet.toml", "output-is-file"),
            ("site/guichet.toml/x", "output-is-file"),
            ("site/broken", "output-is-broken-link"),
            ("site/broken/x", "output-not-found"),
            ("site/missing/../content", "output-not-found"),
        ] {
            match Place::find(&base.join("site"), &base.join(target)) {
                Err(Failure::Output { reason, .. }) => assert_eq!(reason, expected, "{target}"),
                other => panic!("{target}: {other:?}"),
            }
        }
    }

    #[test]
    fn an_output_is_found_through_links_and_before_it_exists() {
        let (_temp, base) = site();
        let place = Place::find(&base.join("link"), &base.join("link/a/b/public")).unwrap();
        assert_eq!(place.target, base.join("site/a/b/public"));
        assert_eq!(place.name, "public");
        assert!(!place.is_there());
        assert!(!base.join("site/a").exists());
    }

    #[test]
    fn an_output_without_write_permission_is_refused_even_for_root() {
        let (_temp, base) = site();
        let target = base.join("public");
        std::fs::create_dir(&target).unwrap();
        let mut permissions = target.metadata().unwrap().permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(&target, permissions).unwrap();
        let found = Place::find(&base.join("site"), &target);
        assert!(matches!(found, Err(Failure::Write { .. })), "{found:?}");
    }
}
