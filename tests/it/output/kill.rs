//! A build that is killed or interrupted at any moment.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use guichet::base::{Artifacts, OutputPath};
use guichet::files::Disk;
use guichet::output::signals::Signals;
use guichet::output::{PublishOptions, publish};
use rustix::process::{Pid, Signal, kill_process};

use super::{Place, artifacts, files_in, publish_in};

/// The variable that turns [`a_publishing_child`] into the program to be killed.
const ROLE: &str = "GUICHET_TEST_PUBLISH";

const N_PAGES: usize = 60;

/// A site of many pages of which the version changes two out of three.
fn version(name: &str) -> Artifacts {
    let mut files = artifacts(&[("index.html", name)]);
    for n in 0..N_PAGES {
        let (path, text) = match n % 3 {
            0 => (format!("fr/{n}/index.html"), format!("{n}")),
            1 => (format!("fr/{n}/index.html"), format!("{name} {n}")),
            _ => (format!("fr/{name}/{n}/index.html"), format!("{n}")),
        };
        files.insert(OutputPath::new(&path).unwrap(), text.repeat(50));
    }
    files
}

/// Publishes two versions in turn until it is stopped; says a dot before each.
#[test]
fn a_publishing_child() {
    let Some(root) = std::env::var_os(ROLE) else { return };
    let root = Utf8PathBuf::try_from(std::path::PathBuf::from(root)).unwrap();
    let cancel = Signals::listen().hold();
    let options = PublishOptions { cancel, ..PublishOptions::default() };
    let versions = [version("old"), version("new")];
    for files in versions.iter().cycle() {
        eprint!(".");
        let result = publish(files, &Disk::new(&*root), &root.join("public"), &options);
        if let Err(failure) = result {
            #[expect(clippy::exit, reason = "the exit code is what is tested")]
            std::process::exit(i32::from(failure.exit_code()));
        }
    }
}

fn start(root: &Utf8Path) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "output::kill::a_publishing_child", "--nocapture"])
        .env(ROLE, root)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The second dot: one version is published, the next is under way.
    let mut dots = [0; 2];
    child.stderr.as_mut().unwrap().read_exact(&mut dots).unwrap();
    child
}

/// Waits for a child; a minute is far more than it may take.
fn end(mut child: Child) -> std::process::ExitStatus {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        assert!(start.elapsed() < Duration::from_mins(1), "the child does not end");
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn bytes_of(artifacts: &Artifacts) -> std::collections::BTreeMap<String, Vec<u8>> {
    let bytes = |artifact: &guichet::base::Artifact| match &artifact.bytes {
        guichet::base::Content::Bytes(bytes) => bytes.clone(),
        guichet::base::Content::Copy(_) => unreachable!("these tests copy nothing"),
    };
    artifacts.iter().map(|(path, artifact)| (path.to_string(), bytes(artifact))).collect()
}

#[test]
fn killed_at_any_moment_the_old_or_the_new_site_is_whole() {
    let place = Place::new();
    let note = ("note.txt".to_owned(), b"of others".to_vec());
    let whole: Vec<_> = [version("old"), version("new"), version("third")]
        .iter()
        .map(|files| {
            let mut all = bytes_of(files);
            all.extend([note.clone()]);
            all
        })
        .collect();
    publish_in(&place.root(), &version("old")).unwrap();
    place.write("public/note.txt", "of others");
    let start_of_one = Instant::now();
    publish_in(&place.root(), &version("new")).unwrap();
    let span = start_of_one.elapsed() * 2;
    for moment in 0..21_u32 {
        let mut child = start(&place.root());
        std::thread::sleep(span * moment / 21);
        child.kill().unwrap();
        child.wait().unwrap();
        let files = files_in(&place.public());
        assert!(files == whole[0] || files == whole[1], "a mix after kill {moment}");
        // The next build is exact, and clears what the dead one left.
        publish_in(&place.root(), &version("third")).unwrap();
        assert!(files_in(&place.public()) == whole[2], "not exact after kill {moment}");
        assert_eq!(place.names(), [".guichet", "public", "static"]);
    }
}

#[test]
fn interrupted_it_ends_at_once_and_leaves_nothing() {
    for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143)] {
        let place = Place::new();
        let child = start(&place.root());
        let pid = Pid::from_child(&child);
        let start = Instant::now();
        kill_process(pid, signal).unwrap();
        assert_eq!(end(child).code(), Some(code));
        assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
        let files = files_in(&place.public());
        let (old, new) = (bytes_of(&version("old")), bytes_of(&version("new")));
        assert!(files == old || files == new);
        assert_eq!(place.names(), [".guichet", "public", "static"]);
    }
}
