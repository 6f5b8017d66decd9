//! A site in a folder of its own, the program run on it, and how that ended.

#![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

use std::collections::BTreeMap;
use std::io::{Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, SystemTime};

use serde_json::Value;
use snapbox::dir::DirRoot;

use crate::published::Published;

/// The day on which every test happens.
pub(crate) const TODAY: &str = "2026-11-20";

/// Longest a command may take, far above what any needs.
const PATIENCE: Duration = Duration::from_mins(1);

/// The least configuration.
pub(crate) const CONFIG: &str = r#"title = "Bibliothèque du Cégep"
base_url = "https://aide.example.ca/"
default_language = "fr"

[languages.fr]
name = "Français"

[languages.en]
name = "English"
title = "College Library"
"#;

/// A site in a temporary folder.
pub(crate) struct Site {
    _temp: DirRoot,
    base: PathBuf,
}

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// One line of `--format json`.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) severity: String,
    pub(crate) path: String,
    pub(crate) line: u64,
    pub(crate) column: u64,
    pub(crate) text: String,
}

impl Site {
    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        let temp = DirRoot::mutable_temp().unwrap();
        let base = temp.path().unwrap().canonicalize().unwrap();
        for folder in ["site", "home"] {
            std::fs::create_dir(base.join(folder)).unwrap();
        }
        Self { _temp: temp, base }
    }

    /// A copy of `tests/sites/<fixture>`.
    pub(crate) fn copy_of(fixture: &str) -> Self {
        let site = Self::empty();
        site.lay(fixture);
        site
    }

    /// The least configuration and one article, `fr` and `en`.
    pub(crate) fn small() -> Self {
        let site = Self::empty();
        site.write("guichet.toml", CONFIG)
            .write("content/fr/good.md", "# Bon article\n\n## Ici\n\nUn texte.\n")
            .write("content/en/good.md", "# Good article\n\n## Here\n\nSome text.\n");
        site
    }

    /// Lays `tests/sites/<fixture>` over what is there.
    pub(crate) fn lay(&self, fixture: &str) {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(fixture);
        assert!(from.is_dir(), "no fixture {fixture}");
        copy(&from, &self.root());
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.base.join("site")
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        self
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    /// Writes again every text of the sources, changed.
    pub(crate) fn rewrite(&self, change: impl Fn(&str) -> String) {
        for (path, bytes) in files_in(&self.path("content")) {
            if Path::new(&path).extension().is_some_and(|end| end == "md") {
                let text = String::from_utf8(bytes).unwrap();
                self.write(&format!("content/{path}"), change(&text));
            }
        }
    }

    pub(crate) fn remove(&self, path: &str) -> &Self {
        let path = self.path(path);
        if path.is_dir() {
            std::fs::remove_dir_all(path).unwrap();
        } else {
            std::fs::remove_file(path).unwrap();
        }
        self
    }

    /// Names in the folder of the site, hidden ones included.
    pub(crate) fn names(&self) -> Vec<String> {
        names_in(&self.root())
    }

    /// The program, with an environment that holds nothing of this machine.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guichet"));
        command
            .env_clear()
            .env("HOME", self.base.join("home"))
            .env("LANG", "en_CA.UTF-8")
            .env("LC_ALL", "en_CA.UTF-8")
            .current_dir(self.root())
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// The program with at most 4 GB of memory, for texts that may want more.
    pub(crate) fn run_within_bounds(&self, args: &[&str]) -> Run {
        let within = "ulimit -v 4000000; exec \"$0\" \"$@\"";
        let mut command = Command::new("/bin/sh");
        command
            .env_clear()
            .env("HOME", self.base.join("home"))
            .env("LANG", "en_CA.UTF-8")
            .current_dir(self.root())
            .args(["-c", within, env!("CARGO_BIN_EXE_guichet")])
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        finish(command, "")
    }

    pub(crate) fn run(&self, args: &[&str]) -> Run {
        finish(self.command(args), "")
    }

    pub(crate) fn run_with_input(&self, args: &[&str], input: &str) -> Run {
        let mut command = self.command(args);
        command.stdin(Stdio::piped());
        finish(command, input)
    }

    /// Builds into `public/` and reads what was published.
    pub(crate) fn build(&self) -> Published {
        self.build_with(&[])
    }

    pub(crate) fn build_with(&self, more: &[&str]) -> Published {
        let run = self.run(&build_args(more));
        assert_eq!(run.code, 0, "{run}");
        let base = more.iter().skip_while(|arg| **arg != "--base-url").nth(1);
        Published::read(&self.path("public"), base.unwrap_or(&"https://aide.example.ca/"))
    }

    /// What a build says that ends with exit code 1.
    pub(crate) fn refused(&self) -> Vec<Problem> {
        let run = self.run(&build_args(&["--format", "json"]));
        assert_eq!(run.code, 1, "{run}");
        run.problems()
    }

    /// What a build says that ends well.
    pub(crate) fn warnings(&self) -> Vec<Problem> {
        let run = self.run(&build_args(&["--format", "json"]));
        assert_eq!(run.code, 0, "{run}");
        run.problems()
    }

    /// A build is refused with a problem of this name, in words that mention all
    /// of these, and publishes nothing.
    #[track_caller]
    pub(crate) fn is_refused(&self, name: &str, mentioned: &[&str]) {
        let problems = self.refused();
        let is_named = problems.iter().any(|problem| problem.name == name);
        assert!(is_named, "no {name} in {problems:#?}");
        self.is_refused_naming(mentioned);
    }

    /// A build is refused in words that mention all of these.
    #[track_caller]
    pub(crate) fn is_refused_naming(&self, mentioned: &[&str]) {
        let run = self.run(&build_args(&[]));
        assert_eq!(run.code, 1, "{mentioned:?} {run}");
        for word in mentioned {
            assert!(run.stderr.contains(word), "{word} is not named: {run}");
        }
        assert!(!self.path("public").exists(), "something was published");
    }
}

impl Run {
    /// The lines of `--format json`, wherever they were written.
    pub(crate) fn problems(&self) -> Vec<Problem> {
        let lines = self.stdout.lines().chain(self.stderr.lines());
        lines.filter(|line| line.starts_with('{')).map(Problem::parse).collect()
    }
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "code {}\n{}\n--- stderr\n{}", self.code, self.stdout, self.stderr)
    }
}

impl Problem {
    fn parse(line: &str) -> Self {
        let value: Value =
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        let word = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let number = |key: &str| value[key].as_u64().unwrap_or_default();
        Self {
            code: word("code"),
            name: word("name"),
            severity: word("severity"),
            path: word("path"),
            line: number("line"),
            column: number("column"),
            text: line.to_owned(),
        }
    }
}

/// A text made of what each number gives.
pub(crate) fn repeated(n: usize, part: impl Fn(usize) -> String) -> String {
    (0..n).fold(String::new(), |text, at| text + &part(at))
}

/// `build` on the day of the tests, with more arguments.
pub(crate) fn build_args<'a>(more: &[&'a str]) -> Vec<&'a str> {
    let mut args = vec!["build", "--date", TODAY];
    args.extend(more);
    args
}

/// Waits for a command; a panic, a signal or a run without end fails the test.
pub(crate) fn finish(mut command: Command, input: &str) -> Run {
    let mut child = command.spawn().unwrap();
    if let Some(mut stdin) = child.stdin.take() {
        let input = input.to_owned();
        // The program may close its end early: that is its right.
        thread::spawn(move || stdin.write_all(input.as_bytes()).ok());
    }
    let stdout = child.stdout.take().map(drain);
    let stderr = child.stderr.take().map(drain);
    let stdout = collect(stdout, &mut child, &command);
    let stderr = collect(stderr, &mut child, &command);
    let status = child.wait().unwrap();
    let run = Run { code: status.code().unwrap_or(-1), stdout, stderr };
    assert!(status.code().is_some(), "killed by a signal: {status} {command:?}\n{run}");
    assert_ne!(run.code, 101, "panic: {command:?}\n{run}");
    assert!(!run.stderr.contains("panicked"), "panic: {command:?}\n{run}");
    run
}

fn drain(mut from: impl Read + Send + 'static) -> Receiver<String> {
    let (done, wait) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).ok();
        done.send(String::from_utf8_lossy(&bytes).into_owned()).ok();
    });
    wait
}

fn collect(from: Option<Receiver<String>>, child: &mut Child, command: &Command) -> String {
    let Some(from) = from else { return String::new() };
    from.recv_timeout(PATIENCE).unwrap_or_else(|_| {
        child.kill().ok();
        panic!("no end after {PATIENCE:?}: {command:?}")
    })
}

/// Copies a folder.
pub(crate) fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files_in(from) {
        let to = to.join(path);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, bytes).unwrap();
    }
}

/// Every file below a folder, hidden ones included, with its bytes.
pub(crate) fn files_in(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let paths = paths_in(folder).into_iter();
    paths.map(|path| (path.clone(), std::fs::read(folder.join(&path)).unwrap())).collect()
}

/// When every file below a folder was last written.
pub(crate) fn times_in(folder: &Path) -> BTreeMap<String, SystemTime> {
    let time = |path: &str| std::fs::metadata(folder.join(path)).unwrap().modified().unwrap();
    paths_in(folder).into_iter().map(|path| (path.clone(), time(&path))).collect()
}

fn paths_in(folder: &Path) -> Vec<String> {
    let walk = walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name();
    let files = walk.into_iter().map(Result::unwrap).filter(|entry| !entry.file_type().is_dir());
    files
        .map(|entry| entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned())
        .collect()
}

pub(crate) fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
