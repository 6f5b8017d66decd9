//! An index written and read back.

use std::collections::BTreeMap;

use crate::answers::build::Builder;
use crate::answers::entry::Entry;
use crate::answers::index::Index;
use crate::answers::terms::Tongue;
use crate::answers::units::Units;
use crate::answers::wire::{read, write};

fn index(n_articles: usize) -> Index {
    let tongues = [Tongue::of("fr", &[])];
    let mut builder = Builder::default();
    for number in 0..n_articles {
        let line = format!("Le document numéro {number} se renouvelle « trois » fois \"\\ 😀.");
        let entry = Entry {
            id: format!("loans/a{number}"),
            title: format!("Renouveler {number}"),
            url: format!("/fr/a{number}/"),
            questions: vec!["prolonger?".to_owned(), "étirer son prêt".to_owned()],
            headings: vec![(2, "how".to_owned(), "En ligne".to_owned())],
            lines: vec![(0, line), (1, "# pas un titre".to_owned())],
            ..Entry::default()
        };
        let units = Units::of(&entry, &tongues[0].grammar, None);
        builder.add(&entry, units, &tongues);
    }
    builder.finish(&tongues[0], &[])
}

fn read_back(index: &Index) -> (usize, Option<Index>) {
    let files: BTreeMap<String, String> =
        write(index).into_iter().map(|file| (file.name, file.text)).collect();
    (files.len(), read("fr.js", &|name| files.get(name).cloned()))
}

#[test]
fn a_small_index_is_one_file_and_reads_back() {
    let index = index(3);
    assert_eq!(read_back(&index), (1, Some(index)));
}

#[test]
fn a_large_index_is_cut_into_parts_and_reads_back() {
    let index = index(3000);
    let (n_files, read) = read_back(&index);
    assert!(n_files > 10, "{n_files}");
    assert_eq!(read, Some(index));
}

#[test]
fn an_index_without_articles_reads_back() {
    let index = index(0);
    assert_eq!(read_back(&index), (1, Some(index)));
}

#[test]
fn a_missing_part_or_another_version_is_no_index() {
    assert_eq!(read("fr.js", &|_| None), None);
    let other = |_: &str| Some("guichet.load(\"fr.js\",{\"version\":999})\n".to_owned());
    assert_eq!(read("fr.js", &other), None);
}
