//! The tree that is kept for the next build: used, and never relied on.

use std::os::unix::fs::MetadataExt;

use camino::{Utf8Path, Utf8PathBuf};
use guichet::files::Disk;
use guichet::output::{PublishOptions, publish};

use super::{Place, V1, V2, artifacts, expected, files_in, names_in};

const V3: &[(&str, &str)] = &[("fr", "a file"), ("en/b/index.html", "b"), ("en/b/c", "c")];

/// Where the tree of the only output of a site is kept.
fn tree(place: &Place) -> Utf8PathBuf {
    let state = place.root().join(".guichet/output");
    let names = names_in(&state);
    assert_eq!(names.len(), 1, "{names:?}");
    state.join(&names[0]).join("tree")
}

fn inode(path: &Utf8Path) -> u64 {
    path.metadata().unwrap().ino()
}

/// A site that was published twice, so that a tree is kept.
fn published() -> Place {
    let place = Place::new();
    place.publish(&artifacts(V1)).unwrap();
    place.publish(&artifacts(V2)).unwrap();
    assert!(tree(&place).is_dir());
    place
}

#[test]
fn two_trees_take_turns() {
    let place = Place::new();
    place.publish(&artifacts(V1)).unwrap();
    place.publish(&artifacts(V2)).unwrap();
    let mut roots = vec![inode(&tree(&place)), inode(&place.public())];
    for version in [V3, V1, V1, V2, V3, V2] {
        let is_same = files_in(&place.public()).len() == version.len()
            && expected(version)
                .iter()
                .all(|(path, bytes)| files_in(&place.public()).get(path) == Some(bytes));
        place.publish(&artifacts(version)).unwrap();
        assert_eq!(files_in(&place.public()), expected(version));
        if !is_same {
            roots.reverse();
        }
        assert_eq!([inode(&tree(&place)), inode(&place.public())], *roots);
        assert_eq!(place.names(), [".guichet", "public", "static"]);
    }
    assert!(!place.public().join("fr/a").exists(), "an empty folder is left");
}

/// A kept tree shares its files with the output: what scrambles the one scrambles
/// the other, and a file of others cannot be made again.
#[test]
fn no_tree_is_kept_that_would_share_a_file_of_others() {
    let place = Place::new();
    place.write("public/CNAME", "aide.example.ca");
    for version in [V1, V2, V3, V1] {
        place.publish(&artifacts(version)).unwrap();
        let state = place.root().join(".guichet");
        let files = walkdir::WalkDir::new(&state).into_iter().filter_map(Result::ok);
        for file in files.filter(|entry| entry.file_type().is_file()) {
            std::fs::write(file.path(), "scrambled").unwrap();
        }
        let cname = std::fs::read(place.public().join("CNAME")).unwrap();
        assert_eq!(cname, b"aide.example.ca");
    }
    std::fs::remove_file(place.public().join("CNAME")).unwrap();
    place.publish(&artifacts(V2)).unwrap();
    place.publish(&artifacts(V3)).unwrap();
    assert!(tree(&place).is_dir(), "once all is ours again");
}

#[test]
fn what_others_do_between_two_builds_is_in_the_next() {
    let place = published();
    for round in 0..3 {
        place.write("public/en/note.txt", &format!("of others {round}"));
        place.write(&format!("public/new/{round}"), "new");
        let _ = std::fs::remove_file(place.public().join("link"));
        std::os::unix::fs::symlink(format!("to-{round}"), place.public().join("link")).unwrap();
        if round > 0 {
            std::fs::remove_dir_all(place.public().join(format!("new/{}", round - 1))).unwrap_err();
            std::fs::remove_file(place.public().join(format!("new/{}", round - 1))).unwrap();
        }
        let version = if round == 1 { V2 } else { V1 };
        place.publish(&artifacts(version)).unwrap();
        let mut all = expected(version);
        all.insert("en/note.txt".to_owned(), format!("of others {round}").into_bytes());
        all.insert(format!("new/{round}"), b"new".to_vec());
        all.insert("link".to_owned(), format!("-> to-{round}").into_bytes());
        assert_eq!(files_in(&place.public()), all, "round {round}");
        assert!(!tree(&place).exists(), "round {round}: files of others are not shared");
    }
}

#[test]
fn a_folder_of_others_keeps_its_looks_in_both_trees() {
    use std::os::unix::fs::PermissionsExt;
    let place = published();
    std::fs::create_dir(place.public().join("theirs")).unwrap();
    for mode in [0o2751, 0o700] {
        for folder in ["theirs", ""] {
            let mode = PermissionsExt::from_mode(mode);
            std::fs::set_permissions(place.public().join(folder), mode).unwrap();
        }
        for version in [V3, V1] {
            place.publish(&artifacts(version)).unwrap();
            for folder in ["theirs", ""] {
                let found = place.public().join(folder).metadata().unwrap().mode() & 0o7777;
                assert_eq!(found, mode, "{folder}");
            }
        }
    }
}

#[test]
fn a_damaged_tree_is_thrown_away() {
    type Damage = fn(&Utf8Path);
    let damages: [Damage; 12] = [
        |tree| std::fs::remove_dir_all(tree).unwrap(),
        |tree| std::fs::remove_file(tree.join("index.html")).unwrap(),
        |tree| std::fs::remove_dir_all(tree.join("fr")).unwrap(),
        |tree| std::fs::write(tree.join("fr/intruder"), "x").unwrap(),
        |tree| std::fs::create_dir(tree.join("intruder")).unwrap(),
        |tree| std::fs::rename(tree.join("fr"), tree.join("de")).unwrap(),
        |tree| {
            std::fs::write(tree.join("fr/new"), "x").unwrap();
            std::fs::rename(tree.join("fr/new"), tree.join("fr/été/index.html")).unwrap();
        },
        |tree| {
            std::fs::rename(tree.join("fr"), tree.join("away")).unwrap();
            std::os::unix::fs::symlink("away", tree.join("fr")).unwrap();
        },
        |tree| {
            std::fs::remove_dir_all(tree).unwrap();
            std::fs::write(tree, "a file where the folder goes").unwrap();
        },
        |tree| {
            std::fs::rename(tree, tree.with_extension("x")).unwrap();
            std::os::unix::fs::symlink("tree.x", tree).unwrap();
        },
        |tree| {
            std::fs::remove_dir_all(tree).unwrap();
            std::fs::create_dir_all(tree.join("fr")).unwrap();
            std::fs::write(tree.join("index.html"), "another").unwrap();
        },
        |tree| {
            let folder = tree.parent().unwrap();
            std::fs::rename(tree, folder.join("stats")).unwrap_err();
            std::fs::remove_file(folder.join("stats")).unwrap();
        },
    ];
    for (number, damage) in damages.iter().enumerate() {
        let place = published();
        let root = inode(&tree(&place));
        // Held open, so that its number is not given to another folder.
        let _held = std::fs::File::open(tree(&place)).unwrap();
        damage(&tree(&place));
        for version in [V1, V3, V2] {
            place.publish(&artifacts(version)).unwrap();
            assert_eq!(files_in(&place.public()), expected(version), "damage {number}");
            assert_eq!(place.names(), [".guichet", "public", "static"]);
        }
        assert_ne!(inode(&place.public()), root, "damage {number} is not seen");
    }
}

#[test]
fn a_file_scrambled_through_the_tree_is_repaired() {
    let place = published();
    let file = tree(&place).join("index.html");
    assert_eq!(inode(&file), inode(&place.public().join("index.html")), "no link");
    let meta = file.metadata().unwrap();
    std::fs::write(&file, "HOME").unwrap();
    // Not even with the date put back.
    let times = std::fs::FileTimes::new().set_modified(meta.modified().unwrap());
    std::fs::File::options().write(true).open(&file).unwrap().set_times(times).unwrap();
    let summary = place.publish(&artifacts(V2)).unwrap();
    assert_eq!((summary.written, summary.unchanged), (1, 2));
    assert_eq!(files_in(&place.public()), expected(V2));
    place.publish(&artifacts(V1)).unwrap();
    assert_eq!(files_in(&place.public()), expected(V1));
}

#[test]
fn a_published_file_that_was_replaced_by_its_like_is_not_taken_from_the_tree() {
    let place = published();
    let page = place.public().join("index.html");
    std::fs::write(place.public().join("fr/x"), "home").unwrap();
    std::fs::rename(place.public().join("fr/x"), &page).unwrap();
    // In the tree is another file now, and somebody writes into it.
    std::fs::write(tree(&place).join("index.html"), "HOME").unwrap();
    for version in [V1, V2] {
        place.publish(&artifacts(version)).unwrap();
        assert_eq!(files_in(&place.public()), expected(version));
    }
}

#[test]
fn outputs_of_one_site_have_a_tree_each() {
    let place = Place::new();
    let disk = Disk::new(place.root());
    let options = PublishOptions::default();
    let targets = [place.public(), place.base.join("other")];
    for (first, second) in [(V1, V2), (V2, V3), (V3, V1), (V1, V3)] {
        for (target, version) in targets.iter().zip([first, second]) {
            publish(&artifacts(version), &disk, target, &options).unwrap();
            assert_eq!(files_in(target), expected(version));
        }
    }
    assert_eq!(names_in(&place.root().join(".guichet/output")).len(), 2);
    assert_eq!(names_in(&place.base), ["other", "site"]);
}

#[test]
fn two_sites_with_one_output_publish_in_turn() {
    let places = [Place::new(), Place::new()];
    let target = places[0].base.join("shared");
    let options = PublishOptions::default();
    for (number, version) in [V1, V2, V2, V1, V3, V1, V2, V3].into_iter().enumerate() {
        // Twice each, so that both come back to a state that they remember.
        let site = &places[number / 2 % 2];
        publish(&artifacts(version), &Disk::new(site.root()), &target, &options).unwrap();
        assert_eq!(files_in(&target), expected(version), "build {number}");
    }
}

#[test]
fn an_output_on_another_file_system_is_published_as_ever() {
    let memory = Utf8Path::new("/dev/shm");
    let place = Place::new();
    let device = |path: &Utf8Path| path.metadata().map(|meta| meta.dev()).ok();
    if device(memory).is_none() || device(memory) == device(&place.root()) {
        return;
    }
    let folder = memory.join(format!("guichet-test-{}", std::process::id()));
    std::fs::create_dir(&folder).unwrap();
    let target = folder.join("public");
    let disk = Disk::new(place.root());
    for version in [V1, V2, V3, V1] {
        publish(&artifacts(version), &disk, &target, &PublishOptions::default()).unwrap();
        assert_eq!(files_in(&target), expected(version));
        assert_eq!(names_in(&folder), ["public"]);
        assert!(!tree(&place).exists());
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
