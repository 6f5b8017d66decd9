//! What the machine may refuse: each leaves the old site whole and nothing beside it.

use std::os::unix::fs::MetadataExt;
use std::process::Command;
use std::sync::Mutex;

use camino::Utf8Path;
use guichet::base::{Artifacts, Cancel, Content, Failure, OutputPath};
use guichet::files::Disk;
use guichet::output::{Notice, PublishOptions, publish};

use super::{Place, V1, V2, artifacts, expected, files_in, names_in, publish_in};

#[test]
fn files_of_the_site_are_copied_without_their_mode() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let large = "0123456789abcdef".repeat(100_000);
    place.write("static/doc.pdf", &large);
    let path = place.root().join("static/doc.pdf");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o600)).unwrap();
    let mut files = artifacts(V1);
    files.copy(OutputPath::new("doc.pdf").unwrap(), "static/doc.pdf".into());
    assert_eq!(place.publish(&files).unwrap().written, 4);
    assert_eq!(place.publish(&files).unwrap().unchanged, 4);
    let copy = place.public().join("doc.pdf");
    assert_eq!(std::fs::read(&copy).unwrap(), large.as_bytes());
    let page = place.public().join("index.html");
    assert_eq!(copy.metadata().unwrap().mode(), page.metadata().unwrap().mode());
    place.write("static/doc.pdf", "short");
    assert_eq!(place.publish(&files).unwrap().written, 1);
    assert_eq!(std::fs::read(&copy).unwrap(), b"short");
}

#[test]
fn a_file_of_the_site_that_vanished_or_leaves_it_is_named() {
    let place = Place::new();
    place.publish(&artifacts(V1)).unwrap();
    std::fs::write(place.base.join("canary"), "secret").unwrap();
    std::os::unix::fs::symlink("../../canary", place.root().join("static/escape")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", place.root().join("static/endless")).unwrap();
    assert!(
        Command::new("mkfifo").arg(place.root().join("static/pipe")).status().unwrap().success()
    );
    for name in ["static/gone", "static/escape", "static/endless", "static/pipe", "../canary"] {
        let mut files = artifacts(V2);
        files.add(OutputPath::new("x").unwrap(), Content::Copy(name.into()));
        match place.publish(&files) {
            Err(Failure::Read { path, .. }) => assert_eq!(path, name),
            other => panic!("{name}: {other:?}"),
        }
        assert_eq!(files_in(&place.public()), expected(V1));
    }
    assert_eq!(place.names(), [".guichet", "public", "static"]);
}

#[test]
fn what_is_remembered_may_be_broken_in_any_way() {
    let place = Place::new();
    place.publish(&artifacts(V1)).unwrap();
    let state = place.root().join(".guichet/output");
    let file = state.join(&names_in(&state)[0]).join("stats");
    let good = std::fs::read(&file).unwrap();
    let cut = good[..good.len() / 2].to_vec();
    let scrambled: Vec<u8> = good.iter().map(|byte| byte ^ 1).collect();
    for broken in
        [Some(Vec::new()), Some(cut), Some(scrambled), Some(b"guichet-stats 1\n".to_vec()), None]
    {
        let _ = std::fs::remove_file(&file);
        match &broken {
            Some(bytes) => std::fs::write(&file, bytes).unwrap(),
            None => std::fs::create_dir(&file).unwrap(),
        }
        let notices = Mutex::new(Vec::new());
        let on_notice = |notice: Notice| notices.lock().unwrap().push(notice);
        let options = PublishOptions { on_notice: &on_notice, ..PublishOptions::default() };
        let disk = Disk::new(place.root());
        let summary = publish(&artifacts(V1), &disk, &place.public(), &options).unwrap();
        assert_eq!((summary.written, summary.unchanged), (0, 3));
        assert_eq!(*notices.lock().unwrap(), [Notice::CacheIgnored { path: file.clone() }]);
    }
    std::fs::remove_dir_all(place.root().join(".guichet")).unwrap();
    place.write(".guichet", "a file where the folder goes");
    place.publish(&artifacts(V2)).unwrap();
    assert_eq!(files_in(&place.public()), expected(V2));
}

#[test]
fn a_wish_to_stop_leaves_the_old_site_and_nothing_beside_it() {
    let place = Place::new();
    place.publish(&artifacts(V1)).unwrap();
    let cancel = Cancel::default();
    cancel.ask(15);
    let options = PublishOptions { cancel, ..PublishOptions::default() };
    let result = publish(&artifacts(V2), &Disk::new(place.root()), &place.public(), &options);
    assert_eq!(result.unwrap_err().exit_code(), 143);
    assert_eq!(files_in(&place.public()), expected(V1));
    assert_eq!(place.names(), [".guichet", "public", "static"]);
}

#[test]
fn two_builds_of_one_folder_come_one_after_the_other() {
    let place = Place::new();
    let many = |mark: &str| {
        let mut files = Artifacts::new();
        for n in 0..300 {
            files
                .insert(OutputPath::new(&format!("{n}/index.html")).unwrap(), format!("{mark}{n}"));
        }
        files
    };
    let versions: Vec<Artifacts> = ["a", "b", "c", "d"].iter().map(|mark| many(mark)).collect();
    std::thread::scope(|scope| {
        for version in &versions {
            let root = place.root();
            scope.spawn(move || {
                for _ in 0..5 {
                    publish_in(&root, version).unwrap();
                }
            });
        }
    });
    let files = files_in(&place.public());
    let mark = files["0/index.html"][0];
    assert_eq!(files.len(), 300);
    assert!(files.values().all(|bytes| bytes[0] == mark), "a mix of two builds");
    assert_eq!(place.names(), [".guichet", "public", "static"]);
}

#[test]
fn a_parent_that_cannot_be_written_is_named_and_left_as_it_was() {
    let place = Place::new();
    place.write("file", "not a folder");
    let disk = Disk::new(place.root());
    let options = PublishOptions::default();
    let result = publish(&artifacts(V1), &disk, &place.root().join("file/public"), &options);
    assert_eq!(result.unwrap_err().exit_code(), 2);
    let result = publish(&artifacts(V1), &disk, Utf8Path::new("/proc/guichet/public"), &options);
    assert_eq!(result.unwrap_err().exit_code(), 3);
    assert_eq!(place.names(), ["file", "static"]);
}

/// The variable that turns a test into the program that another test starts.
const ROLE: &str = "GUICHET_TEST_DISK";

#[test]
fn a_small_disk_child() {
    let Some(root) = std::env::var_os(ROLE) else { return };
    let root = camino::Utf8PathBuf::try_from(std::path::PathBuf::from(root)).unwrap();
    publish_in(&root, &artifacts(V1)).unwrap();
    let mut files = artifacts(V2);
    files.insert(OutputPath::new("large").unwrap(), vec![1; 4 << 20]);
    let before = files_in(&root.join("public"));
    match publish_in(&root, &files) {
        Err(Failure::Write { path, source }) => {
            assert_eq!(source.kind(), std::io::ErrorKind::StorageFull, "{path}");
            assert_eq!(path, root.join("public/large"));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(files_in(&root.join("public")), before);
    assert_eq!(names_in(&root), [".guichet", "public"]);
    publish_in(&root, &artifacts(V2)).unwrap();
    assert_eq!(files_in(&root.join("public")), expected(V2));
}

#[test]
fn a_full_disk_leaves_the_old_site_whole() {
    let script = "mount -t tmpfs -o size=1m none \"$1\" && shift && exec \"$@\"";
    let place = Place::new();
    let run = |words: &[&str]| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"]);
        command.arg(place.root()).args(words).env(ROLE, place.root()).output()
    };
    // Systems that let nobody mount: nothing to be learned there.
    if !run(&["true"]).is_ok_and(|output| output.status.success()) {
        return;
    }
    let program = std::env::current_exe().unwrap();
    let name = "output::faults::a_small_disk_child";
    let output = run(&[program.to_str().unwrap(), "--exact", name]).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn a_mount_point_is_refused_before_anything_is_touched() {
    let script = "mkdir public && mount -t tmpfs none public && exec \"$@\"";
    let place = Place::new();
    let program = std::env::current_exe().unwrap();
    let run = |words: &[&str]| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"]);
        command.current_dir(place.root()).args(words).env(MOUNT, place.root()).output()
    };
    if !run(&["true"]).is_ok_and(|output| output.status.success()) {
        return;
    }
    std::fs::remove_dir(place.public()).unwrap();
    let name = "output::faults::a_mount_point_child";
    let output = run(&[program.to_str().unwrap(), "--exact", name]).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

const MOUNT: &str = "GUICHET_TEST_MOUNT";

#[test]
fn a_mount_point_child() {
    let Some(root) = std::env::var_os(MOUNT) else { return };
    let root = camino::Utf8PathBuf::try_from(std::path::PathBuf::from(root)).unwrap();
    match publish_in(&root, &artifacts(V1)) {
        Err(Failure::Output { reason, .. }) => assert_eq!(reason, "output-is-mount"),
        other => panic!("{other:?}"),
    }
    assert_eq!(names_in(&root.join("public")), Vec::<String>::new());
}
