//! A build that is killed between any two steps, one after the other.

#![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use camino::{Utf8Path, Utf8PathBuf};
use rustix::process::{Signal, getpid, kill_process};
use snapbox::dir::DirRoot;

use crate::base::{Artifacts, OutputPath};
use crate::files::Disk;
use crate::output::{MANIFEST, PublishOptions, publish};

/// Steps until the process ends; 0 when it does not.
static LEFT: AtomicUsize = AtomicUsize::new(0);

/// Kills the process when its time has come: nothing is cleared up.
pub(super) fn step() {
    if LEFT.load(Ordering::Relaxed) > 0 && LEFT.fetch_sub(1, Ordering::Relaxed) == 1 {
        let _ = kill_process(getpid(), Signal::KILL);
    }
}

/// The variables that turn a test into the program to be killed.
const ROOT: &str = "GUICHET_TEST_STEP_ROOT";
const AT: &str = "GUICHET_TEST_STEP_AT";

type Version = &'static [(&'static str, &'static str)];

const V1: Version = &[("index.html", "home"), ("fr/a/index.html", "a"), ("x", "file")];
const V2: Version = &[("index.html", "house"), ("fr/a/index.html", "a"), ("x/y", "below")];
const V3: Version = &[("index.html", "house"), ("fr/b/c/index.html", "b"), ("x", "file")];

fn build(root: &Utf8Path, version: Version) {
    let mut artifacts = Artifacts::new();
    for (path, bytes) in version {
        artifacts.insert(OutputPath::new(path).unwrap(), *bytes);
    }
    let target = root.join("public");
    publish(&artifacts, &Disk::new(root), &target, &PublishOptions::default()).unwrap();
}

/// Every name below a folder but the manifest; folders without bytes.
fn names(folder: &Utf8Path) -> BTreeMap<String, Option<Vec<u8>>> {
    let mut names = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = next.read_dir_utf8() else { continue };
        for entry in entries {
            let path = entry.unwrap().path().to_owned();
            let name = path.strip_prefix(folder).unwrap().to_string();
            if path.is_dir() {
                folders.push(path);
                names.insert(name, None);
            } else if name != MANIFEST {
                names.insert(name, Some(std::fs::read(&path).unwrap()));
            }
        }
    }
    names
}

/// What a version looks like with the file of others beside it.
fn expected(version: Version) -> BTreeMap<String, Option<Vec<u8>>> {
    let mut names = BTreeMap::from([("note".to_owned(), Some(b"of others".to_vec()))]);
    for (path, bytes) in version {
        names.insert((*path).to_owned(), Some(bytes.as_bytes().to_vec()));
        for above in Utf8Path::new(path).ancestors().skip(1).filter(|above| *above != "") {
            names.insert(above.to_string(), None);
        }
    }
    names
}

fn site() -> (DirRoot, Utf8PathBuf) {
    let temp = DirRoot::mutable_temp().unwrap();
    let root = Utf8Path::from_path(temp.path().unwrap()).unwrap().canonicalize_utf8().unwrap();
    std::fs::create_dir(root.join("public")).unwrap();
    std::fs::write(root.join("public/note"), "of others").unwrap();
    (temp, root)
}

#[test]
fn a_child_that_is_killed() {
    let (Ok(root), Ok(at)) = (std::env::var(ROOT), std::env::var(AT)) else { return };
    LEFT.store(at.parse().unwrap(), Ordering::Relaxed);
    build(Utf8Path::new(&root), V3);
}

/// Whether the build of the last version was killed at a step.
fn is_killed_at(step: usize, root: &Utf8Path) -> bool {
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "output::tests::a_child_that_is_killed"])
        .env(ROOT, root)
        .env(AT, step.to_string())
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success() || status.signal() == Some(9), "{status}");
    !status.success()
}

/// Kills the build that follows some others at each of its steps.
fn kill_after(before: &[Version]) -> usize {
    let new = expected(V3);
    for at in 1.. {
        let (_temp, root) = site();
        let old = names(&root.join("public"));
        for version in before {
            build(&root, version);
        }
        let old = before.last().map_or(old, |version| expected(version));
        let is_killed = is_killed_at(at, &root);
        let found = names(&root.join("public"));
        assert!(found == new || (is_killed && found == old), "a mix after step {at}: {found:?}");
        // The builds that follow are exact, whatever they find.
        for version in [V2, V3, V1, V2] {
            build(&root, version);
            assert_eq!(names(&root.join("public")), expected(version), "after step {at}");
        }
        let beside: Vec<_> = root
            .read_dir_utf8()
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_owned())
            .filter(|name| name != ".guichet" && name != "public")
            .collect();
        assert!(beside.is_empty(), "after step {at}: {beside:?}");
        if !is_killed {
            return at - 1;
        }
    }
    0
}

#[test]
fn killed_at_each_step_of_a_first_build_all_is_whole() {
    assert!(kill_after(&[]) > 10);
}

#[test]
fn killed_at_each_step_of_a_build_without_a_kept_tree_all_is_whole() {
    assert!(kill_after(&[V1]) > 10);
}

#[test]
fn killed_at_each_step_of_a_build_with_a_kept_tree_all_is_whole() {
    assert!(kill_after(&[V1, V2]) > 10);
    assert!(kill_after(&[V2, V1, V2]) > 10);
}
