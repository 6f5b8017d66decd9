//! The schema of the configuration and its reader know the same keys.

use std::collections::BTreeSet;

use guichet::base::SourceId;
use guichet::config;
use guichet::config::schema::{Holds, KEYS};
use guichet::diag::{Arg, Diagnostic};
use toml::{Table, Value};

use crate::site::{CONFIG, Site};

/// A path with a name of the site in the place of `*`.
fn named(path: &str) -> String {
    let known = if path.starts_with("providers") { "zendesk" } else { "fr" };
    path.replace('*', known)
}

/// What the reader says of the least configuration with a value at a path.
fn read(path: &str, value: Value) -> Vec<Diagnostic> {
    let mut table: Table = CONFIG.parse().unwrap();
    set(&mut table, path, value);
    config::read(&table.to_string(), SourceId(0)).diagnostics
}

fn set(table: &mut Table, path: &str, value: Value) {
    match path.split_once('.') {
        None => {
            table.insert(path.to_owned(), value);
        }
        Some((first, rest)) => {
            let below = table.entry(first).or_insert_with(|| Value::Table(Table::new()));
            set(below.as_table_mut().unwrap(), rest, value);
        }
    }
}

/// Whether the reader says that it does not know the key at a path.
fn is_unknown(path: &str, said: &[Diagnostic]) -> bool {
    said.iter().any(|d| {
        let names_it = d
            .args
            .iter()
            .any(|(name, arg)| *name == "key" && matches!(arg, Arg::Text(text) if text == path));
        names_it && matches!(d.code.name, "unknown-config-key" | "secret-in-config")
    })
}

fn right_value(holds: Holds) -> Value {
    let table = || Value::Table(Table::new());
    match holds {
        Holds::Text => Value::from("fr"),
        Holds::Shaped(_, example) => Value::from(example),
        Holds::Address => Value::from("https://a.example/"),
        Holds::Choice(allowed) => Value::from(allowed[0]),
        Holds::Share => Value::from(0.5),
        Holds::Texts => Value::from(vec!["a"]),
        Holds::Color => Value::from("navy"),
        Holds::Flag => Value::from(true),
        // The last: a program may be built without the others.
        Holds::Choices(allowed) => Value::from(vec![allowed[allowed.len() - 1]]),
        Holds::Whole(from, _) => Value::from(from),
        Holds::Wholes(from, to) => Value::from(vec![from, to]),
        Holds::Tables => {
            let Value::Table(mut one) = table() else { unreachable!() };
            one.insert("fr".to_owned(), table());
            Value::Table(one)
        }
        _ => table(),
    }
}

#[test]
fn the_reader_takes_every_key_of_the_schema() {
    for key in KEYS {
        let path = named(key.path);
        let said = read(&path, right_value(key.holds));
        assert!(said.is_empty(), "{path}: {said:?}");
        // Values that no build reads, and tables whose names are free, take anything.
        if !matches!(key.holds, Holds::Open | Holds::Checks | Holds::Named(_) | Holds::Values) {
            let wrong =
                if matches!(key.holds, Holds::Whole(..)) { "x".into() } else { 7000.into() };
            let said = read(&path, wrong);
            assert!(!said.is_empty(), "{path} is not read");
        }
    }
}

/// Every word in the sources of the reader that may be a key.
#[expect(clippy::disallowed_methods, reason = "tests read the repository")]
fn words_of_the_reader() -> BTreeSet<String> {
    let src = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let files = walkdir::WalkDir::new(format!("{src}/config")).into_iter().filter_map(Result::ok);
    let texts =
        files.filter(|entry| entry.file_type().is_file() && entry.file_name() != "schema.rs");
    let mut words = BTreeSet::new();
    for entry in texts {
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let quoted = text.split('"').filter(|word| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
        });
        words.extend(quoted.map(str::to_owned));
    }
    assert!(words.contains("base_url") && words.contains("vague"), "{words:?}");
    words
}

#[test]
fn the_schema_has_every_key_that_the_reader_knows() {
    let words = words_of_the_reader();
    let tables = KEYS.iter().filter_map(|key| match key.holds {
        Holds::Table => Some(format!("{}.", key.path)),
        Holds::Tables => Some(format!("{}.*.", key.path)),
        _ => None,
    });
    for table in tables.chain([String::new()]) {
        for word in &words {
            let path = format!("{table}{word}");
            let is_listed = KEYS.iter().any(|key| key.path == path);
            let path = named(&path);
            // A table where there is one, so that nothing that is there gets lost.
            let value = KEYS.iter().find(|key| key.path == path).map(|key| right_value(key.holds));
            let said = read(&path, value.unwrap_or_else(|| Value::from("x")));
            assert_eq!(!is_unknown(&path, &said), is_listed, "{path}: {said:?}");
        }
    }
}

#[test]
fn the_command_prints_it_in_both_languages() {
    let site = Site::empty();
    for (lang, words) in [("fr", "Le titre du site"), ("en", "The title of the site")] {
        let run = site.run(&["schema", "--lang", lang]);
        assert_eq!(run.code, 0, "{run}");
        let schema: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let said = schema["properties"]["title"]["description"].as_str().unwrap();
        assert!(said.starts_with(words), "{said}");
    }
}
