//! Publishing: the output is exactly what the build says, whatever happens to it.

#![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

mod faults;
mod kept_tree;
mod kill;
mod sequences;
mod streaming;

use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;

use camino::{Utf8Path, Utf8PathBuf};
use guichet::base::{Artifacts, Failure, OutputPath};
use guichet::files::Disk;
use guichet::output::{Clash, MANIFEST, PublishOptions, Summary, publish};
use snapbox::dir::DirRoot;

/// A site in a folder of its own, and the output beside its sources.
struct Place {
    _temp: DirRoot,
    base: Utf8PathBuf,
}

impl Place {
    fn new() -> Self {
        let temp = DirRoot::mutable_temp().unwrap();
        let base = Utf8Path::from_path(temp.path().unwrap()).unwrap().canonicalize_utf8().unwrap();
        std::fs::create_dir_all(base.join("site/static")).unwrap();
        Self { _temp: temp, base }
    }

    fn root(&self) -> Utf8PathBuf {
        self.base.join("site")
    }

    fn public(&self) -> Utf8PathBuf {
        self.base.join("site/public")
    }

    fn publish(&self, artifacts: &Artifacts) -> Result<Summary, Failure> {
        publish_in(&self.root(), artifacts)
    }

    fn write(&self, path: &str, bytes: &str) {
        let path = self.base.join("site").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// What lies in the site's folder, hidden names included.
    fn names(&self) -> Vec<String> {
        names_in(&self.root())
    }
}

fn publish_in(root: &Utf8Path, artifacts: &Artifacts) -> Result<Summary, Failure> {
    let options = PublishOptions::default();
    publish(artifacts, &Disk::new(root), &root.join("public"), &options)
}

fn names_in(folder: &Utf8Path) -> Vec<String> {
    let entries = folder.read_dir_utf8().unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_owned()).collect();
    names.sort();
    names
}

fn artifacts(files: &[(&str, &str)]) -> Artifacts {
    let mut artifacts = Artifacts::new();
    for (path, bytes) in files {
        assert!(artifacts.insert(OutputPath::new(path).unwrap(), *bytes), "{path} twice");
    }
    artifacts
}

/// Every file below a folder but the manifest, with its bytes; links with a target.
fn files_in(folder: &Utf8Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in next.read_dir_utf8().unwrap() {
            let entry = entry.unwrap();
            let name = entry.path().strip_prefix(folder).unwrap().to_string();
            let kind = entry.file_type().unwrap();
            if kind.is_dir() {
                folders.push(entry.path().to_owned());
            } else if kind.is_symlink() {
                let target = entry.path().read_link_utf8().unwrap();
                files.insert(name, format!("-> {target}").into_bytes());
            } else if name != MANIFEST {
                files.insert(name, std::fs::read(entry.path()).unwrap());
            }
        }
    }
    files
}

fn expected(files: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    files.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.as_bytes().to_vec())).collect()
}

const V1: &[(&str, &str)] =
    &[("index.html", "home"), ("fr/été/index.html", "été"), ("fr/a/index.html", "a")];
const V2: &[(&str, &str)] =
    &[("index.html", "home"), ("fr/été/index.html", "hiver"), ("en/b/index.html", "b")];

#[test]
fn the_output_holds_what_the_build_says_and_nothing_is_beside_it() {
    let place = Place::new();
    let first = place.publish(&artifacts(V1)).unwrap();
    assert_eq!(first, Summary { written: 3, unchanged: 0, removed: 0 });
    assert_eq!(files_in(&place.public()), expected(V1));
    let second = place.publish(&artifacts(V2)).unwrap();
    assert_eq!(second, Summary { written: 2, unchanged: 1, removed: 1 });
    assert_eq!(files_in(&place.public()), expected(V2));
    assert!(!place.public().join("fr/a").exists(), "an empty folder is left");
    assert_eq!(place.names(), [".guichet", "public", "static"]);
}

#[test]
fn an_empty_build_empties_the_output() {
    let place = Place::new();
    place.publish(&artifacts(V1)).unwrap();
    place.publish(&Artifacts::new()).unwrap();
    assert_eq!(names_in(&place.public()), [MANIFEST]);
}

#[test]
fn two_outputs_of_one_build_are_the_same_bytes() {
    let places = [Place::new(), Place::new()];
    places[0].publish(&artifacts(V1)).unwrap();
    for place in &places {
        place.publish(&artifacts(V2)).unwrap();
    }
    let manifest = |place: &Place| std::fs::read(place.public().join(MANIFEST)).unwrap();
    assert_eq!(files_in(&places[0].public()), files_in(&places[1].public()));
    assert_eq!(manifest(&places[0]), manifest(&places[1]));
}

#[test]
fn unchanged_files_keep_inode_and_date() {
    let place = Place::new();
    place.publish(&artifacts(V1)).unwrap();
    let look = |path: &str| {
        let meta = place.public().join(path).metadata().unwrap();
        (meta.ino(), meta.mtime(), meta.mtime_nsec())
    };
    let (home, page) = (look("index.html"), look("fr/été/index.html"));
    place.publish(&artifacts(V2)).unwrap();
    assert_eq!(look("index.html"), home);
    assert_ne!(look("fr/été/index.html"), page);
}

#[test]
fn a_build_that_changes_nothing_touches_nothing() {
    let place = Place::new();
    place.publish(&artifacts(V1)).unwrap();
    let look = || {
        let meta = place.public().metadata().unwrap();
        (meta.ino(), meta.mtime(), meta.mtime_nsec(), meta.ctime_nsec())
    };
    let before = look();
    // With what is remembered, without it, and with it made anew.
    for _ in 0..2 {
        let again = place.publish(&artifacts(V1)).unwrap();
        assert_eq!(again, Summary { written: 0, unchanged: 3, removed: 0 });
        assert_eq!(look(), before);
        let _ = std::fs::remove_dir_all(place.root().join(".guichet"));
    }
}

#[test]
fn files_of_others_survive_as_they_are() {
    let place = Place::new();
    let others = [
        ("public/CNAME", "aide.example.ca"),
        ("public/.git/HEAD", "ref: refs/heads/main"),
        ("public/.git/objects/ab/cd", "blob"),
        ("public/fr/note.txt", "beside a page"),
    ];
    for (path, bytes) in others {
        place.write(path, bytes);
    }
    std::fs::create_dir_all(place.public().join("empty/folder")).unwrap();
    std::os::unix::fs::symlink("../../static", place.public().join("fr/link")).unwrap();
    std::os::unix::fs::symlink("nowhere", place.public().join("dangling")).unwrap();
    let inode = |path: &str| place.root().join(path).metadata().unwrap().ino();
    let before: Vec<u64> = others.iter().map(|(path, _)| inode(path)).collect();
    for version in [V1, V2, &[]] {
        place.publish(&artifacts(version)).unwrap();
        let mut all = expected(version);
        for (path, bytes) in others {
            all.insert(path.trim_start_matches("public/").to_owned(), bytes.into());
        }
        all.insert("fr/link".to_owned(), b"-> ../../static".to_vec());
        all.insert("dangling".to_owned(), b"-> nowhere".to_vec());
        assert_eq!(files_in(&place.public()), all);
        assert!(place.public().join("empty/folder").is_dir());
        let after: Vec<u64> = others.iter().map(|(path, _)| inode(path)).collect();
        assert_eq!(after, before);
    }
}

#[test]
fn a_name_of_others_that_is_not_utf8_survives() {
    use std::os::unix::ffi::OsStrExt;
    let place = Place::new();
    place.publish(&artifacts(V1)).unwrap();
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9");
    let file = place.public().into_std_path_buf().join("fr").join(name);
    std::fs::write(&file, "latin").unwrap();
    place.publish(&artifacts(V2)).unwrap();
    assert_eq!(std::fs::read(&file).unwrap(), b"latin");
}

#[test]
fn a_file_of_others_in_the_way_stops_the_build_before_anything_changes() {
    for (path, bytes, reason) in [
        ("index.html", "theirs", "output-foreign-file"),
        ("fr", "a file where a folder must go", "output-foreign-file"),
        ("fr/a/index.html/x", "a folder where a file must go", "output-foreign-folder"),
        (".guichet-manifest/x", "a folder where the manifest must go", "output-foreign-folder"),
    ] {
        let place = Place::new();
        place.write(&format!("public/{path}"), bytes);
        let before = files_in(&place.public());
        match place.publish(&artifacts(V1)) {
            Err(Failure::Output { path: shown, reason: why }) => {
                assert_eq!(why, reason);
                let blamed = path.trim_end_matches("/x");
                assert_eq!(shown, place.public().join(blamed));
            }
            other => panic!("{path}: {other:?}"),
        }
        assert_eq!(files_in(&place.public()), before);
        assert_eq!(place.names(), ["public", "static"]);
    }
}

#[test]
fn a_link_of_others_in_the_way_is_not_followed() {
    let place = Place::new();
    std::fs::create_dir_all(place.public()).unwrap();
    std::fs::create_dir_all(place.base.join("elsewhere")).unwrap();
    std::os::unix::fs::symlink("../../elsewhere", place.public().join("fr")).unwrap();
    assert!(matches!(place.publish(&artifacts(V1)), Err(Failure::Output { .. })));
    assert_eq!(names_in(&place.base.join("elsewhere")), Vec::<String>::new());
}

#[test]
fn a_file_of_others_is_replaced_when_asked_for() {
    let place = Place::new();
    place.write("public/index.html", "theirs");
    place.write("public/fr", "a file where a folder must go");
    place.write("public/CNAME", "stays");
    let options = PublishOptions { clash: Clash::Replace, ..PublishOptions::default() };
    publish(&artifacts(V1), &Disk::new(place.root()), &place.public(), &options).unwrap();
    let mut all = expected(V1);
    all.insert("CNAME".to_owned(), b"stays".to_vec());
    assert_eq!(files_in(&place.public()), all);
}

#[test]
fn the_same_bytes_in_the_way_are_taken_over() {
    let place = Place::new();
    place.publish(&artifacts(V1)).unwrap();
    std::fs::remove_file(place.public().join(MANIFEST)).unwrap();
    let again = place.publish(&artifacts(V1)).unwrap();
    assert_eq!(again.unchanged, 3);
    place.publish(&artifacts(V2)).unwrap();
    assert_eq!(files_in(&place.public()), expected(V2));
}

#[test]
fn without_a_manifest_no_file_is_taken_for_ours() {
    let place = Place::new();
    place.publish(&artifacts(V1)).unwrap();
    for broken in ["", "guichet-manifest 1\n", "end\n"] {
        std::fs::write(place.public().join(MANIFEST), broken).unwrap();
        let before = files_in(&place.public());
        assert!(matches!(place.publish(&artifacts(V2)), Err(Failure::Output { .. })));
        assert_eq!(files_in(&place.public()), before);
    }
}

#[test]
fn an_output_of_another_checkout_is_known_by_its_manifest() {
    let (here, there) = (Place::new(), Place::new());
    here.publish(&artifacts(V1)).unwrap();
    std::fs::rename(here.public(), there.public()).unwrap();
    let summary = there.publish(&artifacts(V2)).unwrap();
    assert_eq!(summary, Summary { written: 2, unchanged: 1, removed: 1 });
    assert_eq!(files_in(&there.public()), expected(V2));
}

#[test]
fn a_page_that_somebody_changed_is_written_over_and_kept_once_it_is_gone() {
    let place = Place::new();
    place.publish(&artifacts(V1)).unwrap();
    std::fs::write(place.public().join("index.html"), "edit").unwrap();
    std::fs::write(place.public().join("fr/a/index.html"), "mine").unwrap();
    place.publish(&artifacts(V2)).unwrap();
    let mut all = expected(V2);
    all.insert("fr/a/index.html".to_owned(), b"mine".to_vec());
    assert_eq!(files_in(&place.public()), all);
    place.publish(&artifacts(V2)).unwrap();
    assert_eq!(files_in(&place.public()), all);
}

#[test]
fn a_change_of_the_same_size_is_seen_and_repaired() {
    let place = Place::new();
    place.publish(&artifacts(V1)).unwrap();
    std::fs::write(place.public().join("index.html"), "HOME").unwrap();
    let summary = place.publish(&artifacts(V1)).unwrap();
    assert_eq!(summary, Summary { written: 1, unchanged: 2, removed: 0 });
    assert_eq!(files_in(&place.public()), expected(V1));
}

#[test]
fn a_file_becomes_a_folder_and_back() {
    let place = Place::new();
    let (file, folder) = (&[("a", "file")][..], &[("a/b", "below"), ("a/c/d", "deeper")][..]);
    for version in [file, folder, file] {
        place.publish(&artifacts(version)).unwrap();
        assert_eq!(files_in(&place.public()), expected(version));
    }
}

#[test]
fn the_output_keeps_its_mode() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.publish(&artifacts(V1)).unwrap();
    let mode = PermissionsExt::from_mode(0o2751);
    std::fs::set_permissions(place.public(), mode).unwrap();
    place.publish(&artifacts(V2)).unwrap();
    assert_eq!(place.public().metadata().unwrap().mode() & 0o7777, 0o2751);
}
