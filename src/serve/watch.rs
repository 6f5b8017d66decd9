//! Watching the sources of a site.

use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use notify_debouncer_full::notify::{self, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

/// How long a file has to be quiet: editors write, rename and touch in one go. An
/// editor that takes longer makes one more rebuild, and a rebuild costs little.
const QUIET: Duration = Duration::from_millis(12);

/// The folders of a site that make pages.
const FOLDERS: [&str; 4] = ["content", "i18n", "static", "themes"];

/// The files beside them that do.
const CONFIG: &str = "guichet.toml";

/// A watch on the sources of one site.
pub(super) struct Watch {
    root: PathBuf,
    /// The output, which may lie in the site.
    output: Option<PathBuf>,
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    events: mpsc::Receiver<DebounceEventResult>,
    /// The folders watched, with their inode: a folder that was removed and made
    /// again is another one.
    folders: BTreeMap<PathBuf, Option<u64>>,
}

impl Watch {
    /// Watches the site at `root`, but not `output`.
    pub(super) fn new(root: &Utf8Path, output: Option<&Utf8Path>) -> notify::Result<Self> {
        let root = root.as_std_path().canonicalize()?;
        let output = output.map(|output| {
            output.as_std_path().canonicalize().unwrap_or_else(|_| root.join(output))
        });
        let (send, events) = mpsc::channel();
        let debouncer = new_debouncer(QUIET, None, move |result| {
            // Nobody listens any more when the server ends.
            let _ = send.send(result);
        })?;
        let names = FOLDERS.iter().map(|name| root.join(name));
        let folders = names.chain([root.clone()]).map(|path| (path, None)).collect();
        let mut watch = Self { root, output, debouncer, events, folders };
        watch.follow(&[]);
        Ok(watch)
    }

    /// What changed, relative to the site, each once; waits at most `patience` for
    /// something to change. Empty when nothing did.
    pub(super) fn changes(&mut self, patience: Duration) -> Vec<Utf8PathBuf> {
        let mut paths: Vec<PathBuf> = Vec::new();
        let mut next = self.events.recv_timeout(patience).ok();
        while let Some(result) = next {
            match result {
                Ok(events) => paths.extend(
                    events
                        .into_iter()
                        .filter(|event| is_change(event.kind))
                        .flat_map(|event| event.event.paths),
                ),
                // Events were lost: anything may have changed.
                Err(_) => paths.push(self.root.clone()),
            }
            next = self.events.try_recv().ok();
        }
        paths.extend(self.follow(&paths));
        let mut changes: Vec<Utf8PathBuf> =
            paths.iter().filter_map(|path| self.relevant(path)).collect();
        changes.sort();
        changes.dedup();
        changes
    }

    /// Watches folders that came, came back or were exchanged, and says which did.
    fn follow(&mut self, touched: &[PathBuf]) -> Vec<PathBuf> {
        let mut news = Vec::new();
        for (folder, seen) in &mut self.folders {
            let inode =
                folder.metadata().ok().filter(std::fs::Metadata::is_dir).map(|meta| meta.ino());
            if inode == *seen && !touched.contains(folder) {
                continue;
            }
            // Gone already when the folder is.
            let _ = self.debouncer.unwatch(folder);
            let is_root = *folder == self.root;
            let mode = if is_root { RecursiveMode::NonRecursive } else { RecursiveMode::Recursive };
            let is_watched = inode.is_some() && self.debouncer.watch(folder, mode).is_ok();
            // Not watched: tried again at the next look.
            let inode = inode.filter(|_| is_watched);
            if inode != *seen {
                news.push(folder.clone());
            }
            *seen = inode;
        }
        news
    }

    /// The path below the site, when it may change a page.
    fn relevant(&self, path: &Path) -> Option<Utf8PathBuf> {
        if self.output.as_ref().is_some_and(|output| path.starts_with(output)) {
            return None;
        }
        let path = Utf8Path::from_path(path.strip_prefix(&self.root).ok()?)?;
        if path.components().any(|part| part.as_str().starts_with('.')) {
            return None;
        }
        let first = path.components().next().map(|part| part.as_str());
        let is_source = first.is_none_or(|name| name == CONFIG || FOLDERS.contains(&name));
        is_source.then(|| path.to_owned())
    }
}

/// Reading a file is an event too; our own build reads them all.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(_) => false,
        EventKind::Any
        | EventKind::Create(_)
        | EventKind::Modify(_)
        | EventKind::Remove(_)
        | EventKind::Other => true,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

    use std::time::{Duration, Instant};

    use camino::{Utf8Path, Utf8PathBuf};
    use snapbox::dir::DirRoot;

    use super::Watch;

    /// Waits until `path` is among the changes.
    fn expect(watch: &mut Watch, path: &str) {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(20) {
            if watch.changes(Duration::from_millis(50)).iter().any(|change| change == path) {
                return;
            }
        }
        panic!("{path:?} was not seen to change");
    }

    fn site() -> (DirRoot, Utf8PathBuf) {
        let temp = DirRoot::mutable_temp().unwrap();
        let root = Utf8Path::from_path(temp.path().unwrap()).unwrap().to_owned();
        std::fs::create_dir_all(root.join("content/fr")).unwrap();
        std::fs::create_dir_all(root.join("public")).unwrap();
        (temp, root)
    }

    #[test]
    fn changes_of_sources_are_seen_and_others_are_not() {
        let (_temp, root) = site();
        let mut watch = Watch::new(&root, Some(&root.join("public"))).unwrap();
        for path in ["public/a", "content/.hidden", ".guichet", "README.md"] {
            std::fs::write(root.join(path), "x").unwrap();
        }
        std::fs::write(root.join("content/fr/a.md"), "x").unwrap();
        std::fs::write(root.join("guichet.toml"), "x").unwrap();
        let mut seen = Vec::new();
        let start = Instant::now();
        while !(seen.contains(&"content/fr/a.md".into()) && seen.contains(&"guichet.toml".into())) {
            assert!(start.elapsed() < Duration::from_secs(20), "only {seen:?}");
            seen.extend(watch.changes(Duration::from_millis(50)));
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen, ["content/fr/a.md", "guichet.toml"]);
        // Reading changes nothing.
        std::fs::read(root.join("content/fr/a.md")).unwrap();
        assert!(watch.changes(Duration::from_millis(200)).is_empty());
    }

    #[test]
    fn a_folder_that_vanishes_and_comes_back_is_watched_again() {
        let (_temp, root) = site();
        let mut watch = Watch::new(&root, None).unwrap();
        std::fs::remove_dir_all(root.join("content")).unwrap();
        expect(&mut watch, "content");
        std::fs::create_dir_all(root.join("content/fr")).unwrap();
        expect(&mut watch, "content");
        std::fs::write(root.join("content/fr/b.md"), "x").unwrap();
        expect(&mut watch, "content/fr/b.md");
        std::fs::create_dir_all(root.join("themes/own")).unwrap();
        expect(&mut watch, "themes");
        std::fs::write(root.join("themes/own/page.html"), "x").unwrap();
        expect(&mut watch, "themes/own/page.html");
    }
}
