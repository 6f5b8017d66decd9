//! The reviewer for what a machine can see: floors, sizes, words, licences,
//! the set-up that the papers promise.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::specification::host;

/// Floors of `ARCHITECTURE.md`; a module imports only from floors below.
const FLOORS: &[&[&str]] = &[
    &["base"],
    &["diag", "files"],
    &["data", "i18n", "html", "code", "images", "color", "cards"],
    &["config", "markup"],
    &["source", "snippets"],
    &["site", "theme"],
    &["render", "answers", "checks"],
    &["pipeline", "output", "report", "cache"],
    &["serve"],
    &["cli"],
];

/// Longest Rust file, in lines.
const MAX_LINES: usize = 600;

/// Largest file, in bytes: what is larger was not written here.
const MAX_BYTES: u64 = 256 * 1024;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[expect(clippy::disallowed_methods, reason = "tests read the repository")]
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Files below a folder of the repository with one of the extensions, sorted.
fn files(folder: &str, extensions: &[&str]) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(root().join(folder)).sort_by_file_name();
    walk.into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|e| extensions.iter().any(|x| e == *x)))
        .collect()
}

fn floor(module: &str) -> usize {
    let found = FLOORS.iter().position(|modules| modules.contains(&module));
    found.unwrap_or_else(|| panic!("module `{module}` has no floor: add it to ARCHITECTURE.md"))
}

/// The top module a source file belongs to; none for `lib.rs` and `main.rs`.
fn module_of(path: &Path) -> Option<String> {
    let below = path.strip_prefix(root().join("src")).unwrap();
    let first = below.components().next()?.as_os_str().to_str()?;
    let name = first.strip_suffix(".rs").unwrap_or(first);
    (!matches!(name, "lib" | "main")).then(|| name.to_owned())
}

#[test]
fn modules_import_only_from_floors_below() {
    let mut wrong = Vec::new();
    for path in files("src", &["rs"]) {
        let Some(module) = module_of(&path) else { continue };
        let own = floor(&module);
        for (idx, line) in read(&path).lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for (at, _) in code.match_indices("crate::") {
                let rest = &code[at + "crate::".len()..];
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
                let used = &rest[..end.unwrap_or(rest.len())];
                if used.is_empty() || used == module {
                    continue;
                }
                if floor(used) >= own {
                    wrong.push(format!("{}:{}: {module} uses {used}", path.display(), idx + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_architecture_names_every_module_and_stays_short() {
    let text = read(&root().join("ARCHITECTURE.md"));
    assert!(text.lines().count() <= 200);
    for module in FLOORS.iter().flat_map(|modules| modules.iter()) {
        assert!(text.contains(&format!("`{module}`")), "ARCHITECTURE.md lacks {module}");
    }
}

#[test]
fn no_rust_file_is_too_long() {
    for folder in ["src", "tests", "benches"] {
        for path in files(folder, &["rs"]) {
            let n = read(&path).lines().count();
            assert!(n <= MAX_LINES, "{} has {n} lines", path.display());
        }
    }
    assert!(read(&root().join("src/main.rs")).lines().count() <= 30);
}

#[test]
fn no_file_is_large() {
    let is_ours = |entry: &walkdir::DirEntry| {
        let made = ["target", "public", ".guichet", ".git", "node_modules", "artifacts"];
        entry.depth() == 0 || !made.iter().any(|name| entry.file_name() == *name)
    };
    for entry in walkdir::WalkDir::new(root()).into_iter().filter_entry(is_ours) {
        let entry = entry.unwrap();
        let size = entry.metadata().unwrap().len();
        assert!(size <= MAX_BYTES, "{}: {size} bytes", entry.path().display());
    }
}

#[test]
fn every_file_opens_with_what_it_is_and_none_is_named_mod() {
    for path in files("src", &["rs"]) {
        assert!(read(&path).starts_with("//!"), "{} lacks a //! opening", path.display());
        let name = path.file_name().unwrap().to_str().unwrap();
        let is_vague = ["mod.rs", "utils.rs", "helpers.rs", "common.rs", "misc.rs"].contains(&name);
        assert!(!is_vague, "{}", path.display());
    }
}

/// Words that have no place in the repository, put together so that this file
/// does not hold them.
fn banned() -> Vec<String> {
    let mark = |parts: [&str; 2]| parts.concat();
    [
        ["TO", "DO"],
        ["FIX", "ME"],
        ["XX", "X"],
        ["HA", "CK:"],
        ["dbg", "!("],
        ["#[ig", "nore"],
        ["todo", "!("],
        ["unimple", "mented!("],
        ["allow(dead", "_code"],
        ["use super", "::*"],
    ]
    .map(mark)
    .to_vec()
}

#[test]
fn no_file_holds_a_banned_word() {
    let banned = banned();
    for folder in ["src", "tests", "benches", "themes", "i18n"] {
        for path in files(folder, &["rs", "html", "css", "js", "ftl", "toml", "sh", "mjs"]) {
            if path.components().any(|part| part.as_os_str() == "node_modules") {
                continue;
            }
            for (idx, line) in read(&path).lines().enumerate() {
                for word in &banned {
                    assert!(!line.contains(word), "{}:{}: {word}", path.display(), idx + 1);
                }
            }
        }
    }
}

#[test]
fn nothing_in_the_sources_panics_on_purpose() {
    let is_test = |path: &PathBuf| {
        let names = ["tests.rs", "sample.rs", "oracle.rs", "killed.rs", "same_tree.rs"];
        names.iter().any(|name| path.ends_with(name))
    };
    for path in files("src", &["rs"]).into_iter().filter(|path| !is_test(path)) {
        let text = read(&path);
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (idx, line) in code.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for word in [".unwrap()", ".expect(", "panic!("] {
                assert!(!code.contains(word), "{}:{}: {word}", path.display(), idx + 1);
            }
        }
    }
}

#[test]
fn both_read_me_files_open_with_the_two_commands() {
    for name in ["README.md", "LISEZMOI.md"] {
        let text = read(&root().join(name));
        let top: String = text.lines().take(12).collect::<Vec<_>>().join("\n");
        assert!(top.contains("cargo run --release -- build"), "{name}");
        assert!(top.contains("tests/run"), "{name}");
    }
    assert!(read(&root().join(".ci/run")).contains("tests/run"));
}

#[test]
fn every_command_of_the_help_stands_in_both_read_me_files() {
    let help =
        Command::new(env!("CARGO_BIN_EXE_guichet")).args(["--help", "--lang", "en"]).output();
    let help = String::from_utf8(help.unwrap().stdout).unwrap();
    let commands = help.lines().skip_while(|line| !line.starts_with("Commands")).skip(1);
    let names: Vec<&str> = commands
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help" && name.chars().all(|c| c.is_ascii_lowercase()))
        .collect();
    assert!(names.len() >= 8, "{help}");
    for readme in ["README.md", "LISEZMOI.md"] {
        let text = read(&root().join(readme));
        for name in &names {
            assert!(text.contains(&format!("guichet {name}")), "{readme} lacks {name}");
        }
    }
}

#[test]
fn every_dependency_has_a_licence_of_the_policy() {
    let policy: toml::Table = read(&root().join("deny.toml")).parse().unwrap();
    let allowed: Vec<String> = policy["licenses"]["allow"]
        .as_array()
        .unwrap()
        .iter()
        .map(|licence| licence.as_str().unwrap().to_owned())
        .collect();
    // What other systems need was never fetched on a new machine.
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .args(["--filter-platform", &host(env!("CARGO"))])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut wrong = BTreeMap::new();
    for package in metadata["packages"].as_array().unwrap() {
        let licence = package["license"].as_str().unwrap_or("none");
        if !is_allowed(licence, &allowed) {
            wrong.insert(package["name"].as_str().unwrap().to_owned(), licence.to_owned());
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Reads an SPDX expression: alternatives need one allowed, conjunctions all.
fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    let plain = expression.replace(['(', ')'], " ").replace('/', " OR ");
    plain.split(" AND ").all(|part| {
        part.split(" OR ").any(|licence| allowed.iter().any(|known| known == licence.trim()))
    })
}

#[test]
fn the_documentation_lists_every_code_with_its_severity() {
    for lang in ["fr", "en"] {
        let text = read(&root().join(format!("content/{lang}/guichet/messages.md")));
        let rows = text.lines().filter(|line| {
            line.starts_with("| ") && (line.contains("| G0") || line.contains("| G1"))
        });
        let listed: Vec<&str> = rows
            .filter_map(|row| row.split('|').nth(3))
            .flat_map(|names| names.split(','))
            .map(str::trim)
            .collect();
        let known: Vec<String> = guichet::diag::catalog::all()
            .into_iter()
            .map(|code| match code.level {
                guichet::diag::Severity::Error => code.name.to_owned(),
                guichet::diag::Severity::Warning => format!("{}\\*", code.name),
            })
            .collect();
        assert_eq!(listed, known, "content/{lang}/guichet/messages.md");
    }
}
