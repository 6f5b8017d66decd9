//! Random histories of an output: after each build it is what a clean one is.

use std::collections::{BTreeMap, BTreeSet};

use camino::Utf8Path;
use guichet::base::{Artifacts, Content, Digest, Failure, OutputPath, Sink};
use guichet::files::Disk;
use guichet::output::{MANIFEST, PublishOptions, Publisher};
use proptest::prelude::*;

use super::{Place, files_in, names_in};

type Files = BTreeMap<String, String>;

/// What happens to an output.
#[derive(Clone, Debug)]
enum Event {
    /// A build; whether it asks what it may keep.
    Build(Files, bool),
    /// A build that is given up.
    GiveUp(Files),
    /// Somebody puts a file there, or takes it away.
    Note(String, bool),
    /// The same build again, after something has happened to what is remembered.
    Damage(u8),
}

const NAMES: [&str; 4] = ["a", "b", "c-d", "e"];

fn a_path() -> impl Strategy<Value = String> {
    proptest::collection::vec(0..NAMES.len(), 1..4)
        .prop_map(|idx| idx.iter().map(|idx| NAMES[*idx]).collect::<Vec<_>>().join("/"))
}

/// Files of which none is a folder of another.
fn files() -> impl Strategy<Value = Files> {
    proptest::collection::btree_map(a_path(), "[xy]{0,2}", 0..12).prop_map(|all: Files| {
        let mut files = Files::new();
        for (path, text) in all {
            let is_free =
                files.keys().all(|other: &String| !path.starts_with(&format!("{other}/")));
            if is_free {
                files.insert(path, text);
            }
        }
        files
    })
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        6 => (files(), any::<bool>()).prop_map(|(files, keeps)| Event::Build(files, keeps)),
        1 => files().prop_map(Event::GiveUp),
        2 => (a_path(), any::<bool>()).prop_map(|(path, is)| Event::Note(format!("{path}/n"), is)),
        2 => (0..8_u8).prop_map(Event::Damage),
    ]
}

fn take(publisher: &Publisher<'_>, files: &Files, keeps: bool) -> Result<(), Failure> {
    for (path, text) in files {
        let (path, inputs) = (OutputPath::new(path).unwrap(), Digest::of(text.as_bytes()));
        if !keeps || !publisher.keep(&path, inputs) {
            publisher.put(&path, Content::Bytes(text.clone().into_bytes()), Some(inputs))?;
        }
    }
    Ok(())
}

fn build(place: &Place, files: &Files, keeps: bool) -> Result<(), Failure> {
    let options = PublishOptions::default();
    let publisher = Publisher::open(&Disk::new(place.root()), &place.public(), &options)?;
    take(&publisher, files, keeps)?;
    publisher.finish(None).map(drop)
}

/// Every folder below a folder.
fn folders_in(folder: &Utf8Path) -> BTreeSet<String> {
    let walk = walkdir::WalkDir::new(folder).min_depth(1).into_iter().map(Result::unwrap);
    let folders = walk.filter(|entry| entry.file_type().is_dir());
    let name = |path: &std::path::Path| path.strip_prefix(folder).unwrap().to_str().unwrap().into();
    folders.map(|entry| name(entry.path())).collect()
}

/// Puts something out of order in what is remembered.
fn damage(place: &Place, kind: u8) {
    let state = place.root().join(".guichet/output");
    let Ok(mut outputs) = state.read_dir_utf8() else { return };
    let Some(Ok(output)) = outputs.next() else { return };
    let (tree, stats) = (output.path().join("tree"), output.path().join("stats"));
    let first = walkdir::WalkDir::new(&tree)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .find(|entry| entry.file_type().is_file() && entry.file_name() != MANIFEST);
    match kind {
        0 => drop(std::fs::remove_dir_all(place.root().join(".guichet"))),
        1 => drop(std::fs::remove_dir_all(tree)),
        2 => drop(std::fs::write(stats, "guichet-stats 2\n")),
        3 => drop(std::fs::write(tree.join("intruder"), "x")),
        4 => drop(std::fs::create_dir_all(tree.join("a/b/intruder"))),
        5 => drop(first.map(|entry| std::fs::remove_file(entry.path()))),
        6 => drop(first.map(|entry| std::fs::write(entry.path(), "scrambled"))),
        _ => drop(first.map(|entry| {
            std::fs::write(tree.join("x"), "replaced")?;
            std::fs::rename(tree.join("x"), entry.path())
        })),
    }
}

fn check(place: &Place, files: &Files, notes: &BTreeSet<String>) -> Result<(), TestCaseError> {
    let clean = Place::new();
    let mut artifacts = Artifacts::new();
    for (path, text) in files {
        artifacts.insert(OutputPath::new(path).unwrap(), text.clone());
    }
    clean.publish(&artifacts).unwrap();
    let manifest = |place: &Place| std::fs::read(place.public().join(MANIFEST)).unwrap();
    prop_assert_eq!(manifest(place), manifest(&clean));
    let mut all = files_in(&clean.public());
    all.extend(notes.iter().map(|note| (note.clone(), b"note".to_vec())));
    prop_assert_eq!(files_in(&place.public()), all);
    if notes.is_empty() {
        prop_assert_eq!(folders_in(&place.public()), folders_in(&clean.public()));
    }
    let beside = names_in(&place.root());
    prop_assert!(beside.iter().all(|name| [".guichet", "public", "static"].contains(&&**name)));
    Ok(())
}

/// Somebody's file comes or goes; nothing happens where a page is in its way.
fn note(place: &Place, path: &str, is_there: bool, notes: &mut BTreeSet<String>) {
    let file = place.public().join(path);
    if is_there {
        let folder = file.parent().unwrap();
        if std::fs::create_dir_all(folder).is_ok() && std::fs::write(&file, "note").is_ok() {
            notes.insert(path.to_owned());
        }
    } else if notes.remove(path) {
        std::fs::remove_file(&file).unwrap();
        // With the folders that only it was in.
        let above = file.ancestors().skip(1).take_while(|above| *above != place.public());
        for folder in above {
            let _ = std::fs::remove_dir(folder);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..Default::default() })]

    #[test]
    fn after_each_build_the_output_is_that_of_a_clean_one(
        events in proptest::collection::vec(event(), 1..14)
    ) {
        let place = Place::new();
        let (mut published, mut notes) = (Files::new(), BTreeSet::new());
        build(&place, &published, false).unwrap();
        for event in events {
            match event {
                Event::Build(files, keeps) => match build(&place, &files, keeps) {
                    Ok(()) => published = files,
                    // A note is in the way.
                    Err(Failure::Output { .. }) => prop_assert!(!notes.is_empty()),
                    Err(failure) => return Err(TestCaseError::fail(failure.to_string())),
                },
                Event::GiveUp(files) => {
                    let options = PublishOptions::default();
                    let disk = Disk::new(place.root());
                    let publisher = Publisher::open(&disk, &place.public(), &options).unwrap();
                    let _ = take(&publisher, &files, true);
                }
                Event::Note(path, is_there) => note(&place, &path, is_there, &mut notes),
                Event::Damage(kind) => {
                    damage(&place, kind);
                    build(&place, &published, true).unwrap();
                }
            }
            check(&place, &published, &notes)?;
        }
    }
}
