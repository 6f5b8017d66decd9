//! The depot on disk.

#![expect(clippy::disallowed_methods, reason = "tests damage files")]

use camino::Utf8PathBuf;

use super::{DiskDepot, FOLDER, Found};
use crate::base::{Depot, Digest, Shelf, Stamp};

/// A folder of its own, gone at the end.
struct Root(Utf8PathBuf);

impl Root {
    fn new(name: &str) -> Self {
        let name = format!("guichet-cache-{name}-{}", std::process::id());
        let path = Utf8PathBuf::from_path_buf(std::env::temp_dir().join(name)).unwrap();
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn open(&self) -> (DiskDepot, Found) {
        let (depot, found) = DiskDepot::open(&self.0);
        (depot.unwrap(), found)
    }

    fn file(&self, name: &str) -> Utf8PathBuf {
        self.0.join(FOLDER).join(name)
    }
}

impl Drop for Root {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn key(name: &str) -> Digest {
    Digest::of(name.as_bytes())
}

fn fill(root: &Root) {
    let (depot, _) = root.open();
    depot.put(Shelf::Small, key("s"), b"small".to_vec());
    depot.put(Shelf::Large, key("l"), b"large".to_vec());
    let stamp = Stamp { size: 1, changed: (5, 7), ..Stamp::default() };
    depot.remember("a".into(), &stamp, key("a"), (6, 0));
    assert_eq!(depot.get(Shelf::Large, key("l")).as_deref(), Some(&b"large"[..]));
    depot.save();
}

#[test]
fn the_next_build_finds_what_was_kept() {
    let root = Root::new("kept");
    fill(&root);
    let (depot, found) = root.open();
    assert_eq!(found, Found::Good);
    assert_eq!(depot.get(Shelf::Small, key("s")).as_deref(), Some(&b"small"[..]));
    assert_eq!(depot.get(Shelf::Large, key("l")).as_deref(), Some(&b"large"[..]));
    assert_eq!(depot.get(Shelf::Small, key("l")), None);
    let stamp = Stamp { size: 1, changed: (5, 7), ..Stamp::default() };
    assert_eq!(depot.digest("a".into(), &stamp), Some(key("a")));
    assert_eq!(depot.digest("a".into(), &Stamp { size: 2, ..stamp }), None);
}

#[test]
fn what_a_build_does_not_ask_for_is_let_go() {
    let root = Root::new("unused");
    fill(&root);
    let (depot, _) = root.open();
    assert!(depot.holds(Shelf::Large, key("l")));
    depot.put(Shelf::Small, key("n"), b"new".to_vec());
    depot.save();
    let (depot, _) = root.open();
    assert_eq!(depot.get(Shelf::Small, key("s")), None);
    assert_eq!(depot.get(Shelf::Small, key("n")).as_deref(), Some(&b"new"[..]));
    assert_eq!(depot.get(Shelf::Large, key("l")).as_deref(), Some(&b"large"[..]));
}

#[test]
fn any_damage_is_noticed() {
    let root = Root::new("damage");
    fill(&root);
    let whole = std::fs::read(root.file("index")).unwrap();
    for at in 0..whole.len() {
        std::fs::write(root.file("index"), &whole[..at]).unwrap();
        assert_eq!(root.open().1, Found::Broken, "cut at {at}");
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        std::fs::write(root.file("index"), flipped).unwrap();
        let (depot, found) = root.open();
        assert_eq!(found, Found::Broken, "flipped at {at}");
        assert_eq!(depot.get(Shelf::Small, key("s")), None);
    }
    std::fs::write(root.file("index"), &whole).unwrap();
    std::fs::write(root.file("texts"), "LARGE").unwrap();
    let (depot, found) = root.open();
    assert_eq!(found, Found::Good);
    assert_eq!(depot.get(Shelf::Large, key("l")), None);
    assert!(depot.is_damaged());
    drop(depot);
    std::fs::write(root.file("texts"), "larg").unwrap();
    assert_eq!(root.open().1, Found::Broken, "a pack that was cut");
}

#[test]
fn folders_and_other_builds_in_the_way_leave_no_depot() {
    let root = Root::new("way");
    let (first, _) = root.open();
    assert!(DiskDepot::open(&root.0).0.is_none(), "one at a time");
    drop(first);
    std::fs::remove_file(root.file("texts")).unwrap();
    std::fs::create_dir(root.file("texts")).unwrap();
    assert!(matches!(DiskDepot::open(&root.0), (None, Found::Broken)));
}

#[test]
fn a_pack_that_is_mostly_waste_is_copied_without_it() {
    let root = Root::new("waste");
    let (depot, _) = root.open();
    for name in 0..40_u8 {
        depot.put(Shelf::Large, key(&name.to_string()), vec![name; 1024 * 1024]);
    }
    depot.save();
    let (depot, _) = root.open();
    assert!(depot.holds(Shelf::Large, key("7")));
    depot.put(Shelf::Small, key("s"), b"s".to_vec());
    depot.save();
    assert_eq!(std::fs::metadata(root.file("texts")).unwrap().len(), 1024 * 1024);
    let (depot, _) = root.open();
    assert_eq!(depot.get(Shelf::Large, key("7")), Some(vec![7; 1024 * 1024]));
    assert_eq!(depot.get(Shelf::Large, key("8")), None);
}
