//! The files of an index → the index.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::answers::grammar::{Ending, Grammar};
use crate::answers::index::{Doc, Index, Link, Posting, average};
use crate::answers::wire::numbers::Numbers;
use crate::answers::wire::{CALL, VERSION};

/// Reads the index whose head is `name`; `file` gives the files by name. None when a
/// file is missing or is not of this version.
pub fn read(name: &str, file: &dyn Fn(&str) -> Option<String>) -> Option<Index> {
    let load = |name: &str| content(&file(name)?);
    let head = load(name)?;
    if head.get("version")?.as_u64()? != u64::from(VERSION) {
        return None;
    }
    let text = |key: &str| head.get(key)?.as_str();
    let list = |key: &str| head.get(key)?.as_array();
    let langs: Vec<String> = list("langs")?.iter().filter_map(owned).collect();
    let steps: Vec<Vec<(String, String, usize)>> =
        serde_json::from_value(head.get("steps")?.clone()).ok()?;
    let ending = |(from, to, least)| Ending { from, to, least };
    let step = |step: Vec<_>| step.into_iter().map(ending).collect();
    let mut index = Index {
        lang: langs.first()?.clone(),
        threshold: u32::try_from(head.get("threshold")?.as_u64()?).ok()?,
        average: 0.0,
        grammar: Grammar {
            stops: text("stops")?.split(' ').map(str::to_owned).collect(),
            steps: steps.into_iter().map(step).collect(),
            glued: list("glued")?.iter().filter_map(owned).collect(),
        },
        others: serde_json::from_value(head.get("others")?.clone()).ok()?,
        stems: stems(text("stems")?)?,
        links: links(text("links")?),
        docs: docs(text("docs")?, &langs)?,
        postings: Vec::new(),
    };
    index.average = average(&index.docs);
    for part in list("posts")? {
        let (_, content) = part_of(part, &load)?;
        posts(content.as_str()?, &mut index.postings)?;
    }
    for part in list("texts")? {
        let (first, content) = part_of(part, &load)?;
        for (doc, said) in index.docs.get_mut(first..)?.iter_mut().zip(content.as_array()?) {
            let [article, title, url, text] = &said.as_array()?[..] else { return None };
            doc.article = owned(article)?;
            doc.title = owned(title)?;
            doc.url = owned(url)?;
            doc.text = owned(text)?;
        }
    }
    Some(index)
}

/// What a file hands over.
fn content(file: &str) -> Option<Value> {
    let inside = file.strip_prefix(CALL)?.strip_suffix(")\n")?;
    let (_, json) = inside.split_once("\",")?;
    serde_json::from_str(json).ok()
}

/// The first number of a part and its content, maybe in a file of its own.
fn part_of(part: &Value, load: &dyn Fn(&str) -> Option<Value>) -> Option<(usize, Value)> {
    let part = part.as_array()?;
    let first = usize::try_from(part.first()?.as_u64()?).ok()?;
    let content = part.get(1)?;
    let content = if part.len() > 2 { load(content.as_str()?)? } else { content.clone() };
    Some((first, content))
}

fn owned(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn stems(text: &str) -> Option<Vec<String>> {
    let mut stems: Vec<String> = Vec::new();
    for item in text.split_terminator(' ') {
        let n_shared = Numbers::new(item).sign()? as usize;
        let before = stems.last().map_or("", String::as_str);
        let mut stem: String = before.chars().take(n_shared).collect();
        stem.push_str(item.get(1..)?);
        stems.push(stem);
    }
    Some(stems)
}

fn links(text: &str) -> BTreeMap<String, Vec<Link>> {
    let mut links = BTreeMap::new();
    for item in text.split_terminator(';') {
        let Some((key, targets)) = item.split_once('=') else { continue };
        let link = |target: &str| {
            let weight = target.get(..2)?.parse().ok()?;
            let stems = target.get(2..)?.split('+').map(str::to_owned).collect();
            Some(Link { stems, weight })
        };
        links.insert(key.to_owned(), targets.split(',').filter_map(link).collect());
    }
    links
}

fn docs(text: &str, langs: &[String]) -> Option<Vec<Doc>> {
    let mut numbers = Numbers::new(text);
    let mut docs = Vec::new();
    while let Some(lang) = numbers.number() {
        let lang = langs.get(lang as usize)?.clone();
        let n_words = numbers.number()?;
        let n_units = numbers.number()?;
        let units = (0..n_units).map(|_| numbers.number()).collect::<Option<_>>()?;
        docs.push(Doc { lang, n_words, units, ..Doc::default() });
    }
    Some(docs)
}

fn posts(text: &str, postings: &mut Vec<Vec<Posting>>) -> Option<()> {
    let mut numbers = Numbers::new(text);
    while let Some(n_docs) = numbers.number() {
        let mut doc = 0;
        let mut own = Vec::new();
        for _ in 0..n_docs {
            doc += numbers.number()?;
            let signs = numbers.sign()?;
            let questions = if signs & 32 == 0 { 0 } else { numbers.number()? };
            own.push(Posting {
                doc,
                body: (signs & 3) as u8,
                in_heading: signs & 4 != 0,
                in_summary: signs & 8 != 0,
                units: (signs >> 4 & 1) | questions << 1,
            });
        }
        postings.push(own);
    }
    Some(())
}
