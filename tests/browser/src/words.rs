//! The words of the interface, so that checks look for what a person reads.

use std::path::Path;

/// A message of `i18n/<lang>.ftl` that stands on one line and has no variable.
#[track_caller]
pub fn word(lang: &str, key: &str) -> String {
    let path = crate::sites::root().join(Path::new("i18n")).join(format!("{lang}.ftl"));
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let found = text.lines().find_map(|line| {
        let (name, value) = line.split_once('=')?;
        (name.trim_end() == key).then(|| value.trim().replace(['\u{a0}', '\u{202f}'], " "))
    });
    found.unwrap_or_else(|| panic!("{}: no message `{key}`", path.display()))
}
