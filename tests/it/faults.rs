//! What may go wrong, and what guichet then does: a test for each row of three
//! tables, the machine, the content and the preview. At the head of each file
//! stands which test proves which row.
//!
//! Everything runs the program itself, in folders of its own. Sizes are such that
//! a build without optimization passes; `tests/hostile.sh` has the full sizes.

#![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

mod content;
mod machine;
mod preview;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::site::{Run, Site, files_in, finish};

/// The program, named `$G` in a shell that stands in the site's folder.
fn shell(site: &Site, script: &str) -> Command {
    let mut command = Command::new("/bin/sh");
    command
        .env_clear()
        .envs([("G", env!("CARGO_BIN_EXE_guichet")), ("PATH", "/usr/bin:/bin:/usr/sbin:/sbin")])
        .envs([("LANG", "en_CA.UTF-8"), ("DAY", crate::site::TODAY)])
        .env("HOME", site.path("../home"))
        .current_dir(site.root())
        .args(["-c", script])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Runs a script to its end; it may not fail by a signal or a panic.
fn run_shell(site: &Site, script: &str) -> Run {
    finish(shell(site, script), "")
}

/// Words before a command that give it mounts or a network of its own, where the
/// system lets anybody have them.
fn own(kind: &str) -> Option<[&str; 4]> {
    let words = ["unshare", "--user", "--map-root-user", kind];
    let tried = Command::new(words[0]).args(&words[1..]).arg("true").output();
    tried.is_ok_and(|output| output.status.success()).then_some(words)
}

/// A script with mounts of its own.
fn with_mounts(site: &Site, script: &str) -> Option<Run> {
    let words = own("--mount")?;
    let inner = shell(site, script);
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).arg(inner.get_program()).args(inner.get_args());
    command.env_clear().current_dir(site.root());
    let variables = inner.get_envs().filter_map(|(name, value)| Some((name, value?)));
    command.envs(variables).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    Some(finish(command, ""))
}

/// How a run ended, how long it took, and the most memory it held, in bytes.
pub(crate) struct Measured {
    pub(crate) run: Run,
    pub(crate) time: Duration,
    pub(crate) memory: u64,
}

/// Runs a command and watches its memory.
pub(crate) fn measured(mut command: Command) -> Measured {
    let begin = Instant::now();
    // The streams go to files: nobody may have to wait for a reader.
    let temp = snapbox::dir::DirRoot::mutable_temp().unwrap();
    let [out, err] = ["out", "err"].map(|name| temp.path().unwrap().join(name));
    let file = |path: &Path| std::fs::File::create(path).unwrap();
    let mut child = command.stdout(file(&out)).stderr(file(&err)).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut memory = 0;
    let code = loop {
        memory = memory.max(peak(Path::new(&status)).unwrap_or(0));
        if let Some(status) = child.try_wait().unwrap() {
            break status.code().unwrap_or_else(|| panic!("killed: {status} {command:?}"));
        }
        assert!(begin.elapsed() < Duration::from_mins(2), "no end: {command:?}");
        std::thread::sleep(Duration::from_millis(2));
    };
    let read = |path: &Path| String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
    let run = Run { code, stdout: read(&out), stderr: read(&err) };
    assert_ne!(code, 101, "panic: {run}");
    Measured { run, time: begin.elapsed(), memory }
}

/// `VmHWM` of a process (proc(5)), in bytes. Zero where there is no such file.
fn peak(status: &Path) -> Option<u64> {
    let text = std::fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
}

/// What lies in a site's folder: its sources, and its output if it was published.
fn all_of(site: &Site) -> (Vec<String>, BTreeMap<String, Vec<u8>>) {
    let public = site.path("public");
    (site.names(), if public.is_dir() { files_in(&public) } else { BTreeMap::new() })
}
