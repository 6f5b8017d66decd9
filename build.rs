//! Gives the program a mark of its own: `GUICHET_PROGRAM`, a digest of everything it
//! is built from. What one build keeps for the next is believed only by the program
//! that kept it.

#![expect(clippy::disallowed_methods, reason = "a build script")]

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// What the program is built from.
const INPUTS: [&str; 6] = ["src", "themes", "i18n", "Cargo.toml", "Cargo.lock", "build.rs"];

/// What else shapes it.
const VARIABLES: [&str; 4] = ["TARGET", "PROFILE", "OPT_LEVEL", "CARGO_PKG_VERSION"];

fn main() -> std::io::Result<()> {
    let mut files = BTreeSet::new();
    for input in INPUTS {
        println!("cargo::rerun-if-changed={input}");
        collect(Path::new(input), &mut files)?;
    }
    let mut hasher = DefaultHasher::new();
    for path in files {
        path.hash(&mut hasher);
        std::fs::read(&path)?.hash(&mut hasher);
    }
    for name in VARIABLES {
        std::env::var_os(name).hash(&mut hasher);
    }
    println!("cargo::rustc-env=GUICHET_PROGRAM={:016x}", hasher.finish());
    Ok(())
}

fn collect(path: &Path, files: &mut BTreeSet<PathBuf>) -> std::io::Result<()> {
    if path.is_dir() {
        for entry in std::fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    } else if path.exists() {
        files.insert(path.to_owned());
    }
    Ok(())
}
