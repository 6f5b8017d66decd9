//! Files that are taken as they come, and those that need not be made.

use std::os::unix::fs::MetadataExt;
use std::sync::Mutex;

use camino::Utf8PathBuf;
use guichet::base::{Cancel, Content, Digest, Failure, OutputPath, Pieces, Sink};
use guichet::files::Disk;
use guichet::output::{Last, PublishOptions, Publisher, Summary, last};
use rayon::prelude::*;

use super::{MANIFEST, Place, V1, V2, artifacts, expected, files_in};

/// Something that happens to an output.
type Damage = fn(&Place);

fn path(path: &str) -> OutputPath {
    OutputPath::new(path).unwrap()
}

fn bytes(bytes: &str) -> Content {
    Content::Bytes(bytes.as_bytes().to_vec())
}

fn digest(text: &str) -> Digest {
    Digest::of(text.as_bytes())
}

/// A build that keeps what it may: the inputs of a page are its text.
fn build(place: &Place, files: &[(&str, &str)], of: Option<Digest>) -> (Summary, Vec<String>) {
    let options = PublishOptions::default();
    let disk = Disk::new(place.root());
    let publisher = Publisher::open(&disk, &place.public(), &options).unwrap();
    let made = files
        .par_iter()
        .filter(|(name, text)| !publisher.keep(&path(name), digest(text)))
        .map(|(name, text)| {
            publisher.put(&path(name), bytes(text), Some(digest(text))).unwrap();
            (*name).to_owned()
        })
        .collect();
    (publisher.finish(of).unwrap(), made)
}

#[test]
fn files_come_from_many_threads() {
    let place = Place::new();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(64).build().unwrap();
    for mark in ["a", "b", "c"] {
        let options = PublishOptions::default();
        let disk = Disk::new(place.root());
        let summary = pool.install(|| {
            let publisher = Publisher::open(&disk, &place.public(), &options).unwrap();
            (0..2000).into_par_iter().for_each(|n| {
                let text = if n % 50 == 0 { format!("{mark}{n}") } else { n.to_string() };
                let name = format!("{}/{n}.html", n % 70);
                publisher.put(&path(&name), bytes(&text), None).unwrap();
            });
            publisher.finish(None).unwrap()
        });
        let written = if mark == "a" { 2000 } else { 40 };
        assert_eq!(summary, Summary { written, unchanged: 2000 - written, removed: 0 });
        let files = files_in(&place.public());
        assert_eq!(files.len(), 2000);
        assert_eq!(files["0/0.html"], format!("{mark}0").into_bytes());
        assert_eq!(files["9/1969.html"], b"1969");
    }
}

#[test]
fn what_is_made_from_the_same_inputs_is_kept_and_nothing_else() {
    let place = Place::new();
    let (summary, made) = build(&place, V1, None);
    assert_eq!((summary.written, made.len()), (3, 3));
    let (summary, made) = build(&place, V2, None);
    assert_eq!(summary, Summary { written: 2, unchanged: 1, removed: 1 });
    assert_eq!(made, ["fr/été/index.html", "en/b/index.html"]);
    assert_eq!(files_in(&place.public()), expected(V2));
    let (summary, made) = build(&place, V2, None);
    assert_eq!(summary, Summary { written: 0, unchanged: 3, removed: 0 });
    assert_eq!(made, Vec::<String>::new());
}

#[test]
fn what_is_not_intact_is_not_kept() {
    let damages: [(Damage, &[&str]); 6] = [
        (|place| place.write("public/index.html", "HOME"), &["index.html"]),
        (|place| std::fs::remove_file(place.public().join("index.html")).unwrap(), &["index.html"]),
        (
            |place| {
                let file = place.public().join("index.html");
                std::fs::remove_file(&file).unwrap();
                std::os::unix::fs::symlink("fr", &file).unwrap();
                std::fs::remove_file(&file).unwrap();
                std::fs::write(&file, "home").unwrap();
            },
            &["index.html"],
        ),
        (
            |place| std::fs::remove_dir_all(place.root().join(".guichet")).unwrap(),
            &["index.html", "fr/été/index.html", "fr/a/index.html"],
        ),
        (
            |place| std::fs::write(place.public().join(MANIFEST), "another").unwrap(),
            &["index.html", "fr/été/index.html", "fr/a/index.html"],
        ),
        (|place| place.write("public/fr/note", "of others"), &[]),
    ];
    for (number, (damage, expected_made)) in damages.iter().enumerate() {
        let place = Place::new();
        build(&place, V1, None);
        damage(&place);
        let (_, made) = build(&place, V1, None);
        assert_eq!(made, *expected_made, "damage {number}");
        let (_, made) = build(&place, V1, None);
        assert_eq!(made, Vec::<String>::new(), "damage {number}");
        let mut all = files_in(&place.public());
        all.remove("fr/note");
        assert_eq!(all, expected(V1), "damage {number}");
    }
}

#[test]
fn inputs_may_change_and_the_bytes_not() {
    let place = Place::new();
    let options = PublishOptions::default();
    let disk = Disk::new(place.root());
    for (inputs, is_kept) in [("1", false), ("2", false), ("2", true), ("1", false)] {
        let publisher = Publisher::open(&disk, &place.public(), &options).unwrap();
        assert_eq!(publisher.keep(&path("a"), digest(inputs)), is_kept, "{inputs}");
        if !is_kept {
            publisher.put(&path("a"), bytes("same"), Some(digest(inputs))).unwrap();
        }
        publisher.finish(None).unwrap();
        assert_eq!(files_in(&place.public()), expected(&[("a", "same")]));
    }
}

#[test]
fn what_is_put_counts_whether_it_could_be_kept_or_not() {
    let place = Place::new();
    build(&place, V1, None);
    let options = PublishOptions::default();
    let disk = Disk::new(place.root());
    let publisher = Publisher::open(&disk, &place.public(), &options).unwrap();
    assert!(publisher.keep(&path("index.html"), digest("home")));
    publisher.put(&path("index.html"), bytes("new"), None).unwrap();
    assert!(publisher.keep(&path("index.html"), digest("home")));
    let summary = publisher.finish(None).unwrap();
    assert_eq!(summary, Summary { written: 1, unchanged: 0, removed: 2 });
    assert_eq!(files_in(&place.public()), expected(&[("index.html", "new")]));
}

#[test]
fn a_build_given_up_leaves_the_site_as_it_was_and_nothing_beside_it() {
    let place = Place::new();
    let options = PublishOptions::default();
    let disk = Disk::new(place.root());
    let begin = || {
        let publisher = Publisher::open(&disk, &place.public(), &options).unwrap();
        for (name, text) in V2 {
            publisher.put(&path(name), bytes(text), None).unwrap();
        }
        publisher
    };
    drop(begin());
    assert_eq!(place.names(), ["static"]);
    for version in [V1, V2, V1] {
        build(&place, version, None);
        let inode = place.public().metadata().unwrap().ino();
        drop(begin());
        assert_eq!(files_in(&place.public()), expected(version));
        assert_eq!(place.public().metadata().unwrap().ino(), inode);
        assert_eq!(place.names(), [".guichet", "public", "static"]);
        let (summary, made) = build(&place, version, None);
        assert_eq!((summary.written, made.len()), (0, 0), "what was remembered is lost");
    }
}

#[test]
fn a_build_with_a_file_that_failed_is_not_published() {
    let place = Place::new();
    build(&place, V1, None);
    let options = PublishOptions::default();
    let disk = Disk::new(place.root());
    let publisher = Publisher::open(&disk, &place.public(), &options).unwrap();
    publisher.put(&path("a"), bytes("a"), None).unwrap();
    let failed = publisher.put(&path("b"), Content::Copy(Utf8PathBuf::from("static/none")), None);
    assert!(matches!(failed, Err(Failure::Read { .. })));
    assert!(matches!(publisher.finish(None), Err(Failure::Write { .. })));
    assert_eq!(files_in(&place.public()), expected(V1));
    let publisher = Publisher::open(&disk, &place.public(), &options).unwrap();
    let reserved = publisher.put(&path(MANIFEST), bytes("mine"), None);
    assert!(matches!(reserved, Err(Failure::Output { reason: "output-reserved", .. })));
}

#[test]
fn a_wish_to_stop_is_heard_at_each_file() {
    let place = Place::new();
    build(&place, V1, None);
    let cancel = Cancel::default();
    let options = PublishOptions { cancel: cancel.clone(), ..PublishOptions::default() };
    let disk = Disk::new(place.root());
    let publisher = Publisher::open(&disk, &place.public(), &options).unwrap();
    publisher.put(&path("a"), bytes("a"), None).unwrap();
    cancel.ask(2);
    assert_eq!(publisher.put(&path("b"), bytes("b"), None).unwrap_err().exit_code(), 130);
    drop(publisher);
    assert_eq!(files_in(&place.public()), expected(V1));
    assert_eq!(place.names(), [".guichet", "public", "static"]);
}

#[test]
fn a_file_of_pieces_is_made_of_those_that_are_new() {
    let place = Place::new();
    let build = |words: &[&str]| {
        let disk = Disk::new(place.root());
        let options = PublishOptions::default();
        let publisher = Publisher::open(&disk, &place.public(), &options).unwrap();
        let keys: Vec<_> = words.iter().map(|word| Some(digest(word))).collect();
        let made = Mutex::new(Vec::new());
        let one = |number: usize| {
            made.lock().unwrap().push(words[number].to_owned());
            Ok(words[number].as_bytes().to_vec())
        };
        publisher.put_pieces(&path("all"), Pieces { keys: &keys, one: &one }, None).unwrap();
        publisher.put(&path("a/b"), bytes("same"), None).unwrap();
        let summary = publisher.finish(None).unwrap();
        let text = String::from_utf8(files_in(&place.public())["all"].clone()).unwrap();
        assert_eq!(text, words.concat());
        // They are made side by side.
        let mut made = made.into_inner().unwrap();
        made.sort_unstable();
        (summary.written, made)
    };
    let none: Vec<String> = Vec::new();
    assert_eq!(build(&["a", "b", "c"]), (2, vec!["a".into(), "b".into(), "c".into()]));
    // From the published file, into a whole new tree, then into the kept one.
    assert_eq!(build(&["a", "x", "c"]), (1, vec!["x".into()]));
    assert_eq!(build(&["c", "a", "y", "x"]), (1, vec!["y".into()]));
    assert_eq!(build(&["c", "a", "y", "x"]), (0, none.clone()));
    assert_eq!(build(&["c"]), (1, none.clone()));
    // Somebody changed it: nothing of it is believed.
    place.write("public/all", "C");
    assert_eq!(build(&["c"]), (1, vec!["c".into()]));
    // Nothing is known of it any more.
    std::fs::remove_dir_all(place.root().join(".guichet")).unwrap();
    assert_eq!(build(&["c"]), (0, vec!["c".into()]));
    assert_eq!(build(&["c", "a"]), (1, vec!["a".into()]));
    assert_eq!(place.names(), [".guichet", "public", "static"]);
}

fn is_same(place: &Place, build: Digest) -> bool {
    matches!(last(&Disk::new(place.root()), &place.public(), &[build]), Last::Same(_))
}

#[test]
fn what_was_read_of_the_last_build_is_read_again_after_another() {
    let place = Place::new();
    let disk = Disk::new(place.root());
    let options = PublishOptions::default();
    build(&place, V1, Some(digest("one")));
    for is_late in [false, true] {
        let Last::Other(Some(read)) = last(&disk, &place.public(), &[]) else { panic!("unread") };
        if is_late {
            build(&place, V2, Some(digest("two")));
        }
        let open = Publisher::open_after(Some(read), &disk, &place.public(), &options);
        let publisher = open.unwrap();
        let version = if is_late { V1 } else { V2 };
        for (name, text) in version {
            publisher.put(&path(name), bytes(text), None).unwrap();
        }
        publisher.finish(None).unwrap();
        assert_eq!(files_in(&place.public()), expected(version));
    }
}

#[test]
fn an_output_is_current_until_anything_of_ours_changes() {
    let (one, two) = (digest("one"), digest("two"));
    let place = Place::new();
    let is = |build| is_same(&place, build);
    assert!(!is(one));
    build(&place, V1, None);
    assert!(!is(one));
    // Nothing changes but what is known of it.
    build(&place, V1, Some(one));
    assert!(is(one) && !is(two));
    build(&place, V2, Some(two));
    assert!(is(two) && !is(one));
    place.write("public/note", "of others");
    place.write("public/theirs/note", "of others");
    assert!(is(two));
    build(&place, V2, None);
    assert!(is(two), "the output still holds that build");
    super::publish_in(&place.root(), &artifacts(V1)).unwrap();
    assert!(!is(one) && !is(two));
    let damages: [Damage; 6] = [
        |place| place.write("public/index.html", "HOME"),
        |place| std::fs::remove_file(place.public().join("index.html")).unwrap(),
        |place| std::fs::remove_file(place.public().join(MANIFEST)).unwrap(),
        |place| std::fs::rename(place.public(), place.root().join("away")).unwrap(),
        |place| std::fs::remove_dir_all(place.root().join(".guichet")).unwrap(),
        |place| std::fs::create_dir(place.root().join(".public.guichet")).unwrap(),
    ];
    for (number, damage) in damages.iter().enumerate() {
        let place = Place::new();
        build(&place, V1, Some(one));
        assert!(is_same(&place, one));
        damage(&place);
        let is = is_same(&place, one);
        assert!(!is, "damage {number}");
    }
}
