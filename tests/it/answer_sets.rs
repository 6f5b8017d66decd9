//! The questions that answers are judged on: a question that names no article, or
//! stands in both halves, would judge nothing.

#![expect(clippy::disallowed_methods, reason = "tests read the repository")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::site::{Site, build_args, copy};

const BASES: [&str; 3] = ["library", "town", "campus"];
const PARTS: [&str; 2] = ["tune", "held-out"];
const KINDS: [&str; 10] = [
    "plain",
    "colloquial",
    "synonym",
    "no-accents",
    "typos",
    "sms",
    "short",
    "wrong-language",
    "other-language-only",
    "unanswerable",
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    lang: String,
    question: String,
    kind: String,
    expected: Vec<String>,
}

fn folder(base: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/answers").join(base)
}

fn questions(base: &str, part: &str) -> Vec<Row> {
    let text = std::fs::read_to_string(folder(base).join(format!("{part}.jsonl"))).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn all_questions() -> impl Iterator<Item = (&'static str, Row)> {
    let parts = BASES.iter().flat_map(|base| PARTS.iter().map(move |part| (*base, *part)));
    parts.flat_map(|(base, part)| questions(base, part).into_iter().map(move |q| (base, q)))
}

/// Whether a base has an article: in its own content or in the repository's, less
/// what `absent.txt` leaves out.
fn has(base: &str, article: &str) -> bool {
    let own = folder(base).join("content");
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let content = if own.is_dir() { own } else { repository };
    let absent = std::fs::read_to_string(folder(base).join("absent.txt")).unwrap_or_default();
    let is_there = content.join(format!("{article}.md")).is_file()
        || content.join(article).join("index.md").is_file();
    is_there && absent.lines().all(|line| line != article)
}

#[test]
fn every_question_names_articles_that_its_base_has() {
    for (base, question) in all_questions() {
        let is_unanswerable = question.kind == "unanswerable";
        assert_eq!(question.expected.is_empty(), is_unanswerable, "{question:?}");
        for article in &question.expected {
            assert!(has(base, article), "{question:?}: {article}");
        }
    }
}

#[test]
fn the_kind_of_a_question_says_in_which_language_its_answer_is() {
    for (base, question) in all_questions() {
        let Row { lang, kind, expected, .. } = &question;
        assert!(KINDS.contains(&kind.as_str()), "{question:?}");
        let is_own = |article: &String| article.starts_with(&format!("{lang}/"));
        match kind.as_str() {
            "wrong-language" => assert!(!is_own(&expected[0]), "{question:?}"),
            "other-language-only" => {
                for article in expected {
                    let (_, id) = article.split_once('/').unwrap();
                    assert!(!has(base, &format!("{lang}/{id}")), "{question:?}");
                }
            }
            _ => assert!(expected.iter().all(is_own), "{question:?}"),
        }
    }
}

#[test]
fn no_question_is_asked_twice_and_none_stands_in_both_halves() {
    let (mut ids, mut asked) = (BTreeSet::new(), BTreeSet::new());
    for (base, question) in all_questions() {
        let words = question.question.to_lowercase();
        assert!(ids.insert(question.id.clone()), "{question:?}");
        assert!(asked.insert((base, question.lang.clone(), words)), "{question:?}");
    }
    assert!(ids.len() >= 1000);
}

#[test]
fn both_halves_of_a_base_hold_each_kind_in_the_same_proportion() {
    for base in BASES {
        let count = |part: &str| {
            let mut counts: BTreeMap<(String, String), i32> = BTreeMap::new();
            for question in questions(base, part) {
                *counts.entry((question.lang, question.kind)).or_default() += 1;
            }
            counts
        };
        let (tune, held_out) = (count("tune"), count("held-out"));
        assert!(tune.keys().eq(held_out.keys()), "{base}");
        for (group, n) in &tune {
            assert!((n - held_out[group]).abs() <= 1, "{base}: {group:?}");
        }
    }
}

#[test]
fn the_made_up_bases_build_without_a_warning() {
    for base in ["town", "campus"] {
        let site = Site::empty();
        copy(&folder(base), &site.root());
        let run = site.run(&build_args(&["--strict"]));
        assert_eq!(run.code, 0, "{base}: {run}");
    }
}
