//! An index → its files.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::answers::grammar::Ending;
use crate::answers::index::{Doc, Index, Posting};
use crate::answers::wire::numbers::{push, push_sign};
use crate::answers::wire::{CALL, IndexFile, VERSION};
use crate::base::Digest;

/// Bytes of a head that holds everything.
const WHOLE: usize = 110_000;

/// Bytes of a head that holds where stems stand.
const WITH_POSTS: usize = 160_000;

/// Bytes of a part.
const PART: usize = 14_000;

/// The files of an index; the first is the head.
pub fn write(index: &Index) -> Vec<IndexFile> {
    let head = head(index);
    let n_head = head.to_string().len();
    let posts: Vec<String> = index.postings.iter().map(|postings| posts(postings)).collect();
    let texts: Vec<String> = index.docs.iter().map(text).collect();
    let size = |items: &[String]| items.iter().map(String::len).sum::<usize>();
    let (n_posts, n_texts) = (size(&posts), size(&texts));
    let is_whole = n_head + n_posts + n_texts <= WHOLE;
    let has_posts = is_whole || n_head + n_posts <= WITH_POSTS;
    let limit = |is_in: bool| if is_in { usize::MAX } else { PART };
    let posts = parts(&posts, limit(has_posts));
    let texts = parts(&texts, limit(is_whole));
    let quoted = |(first, items): (usize, &[String])| (first, json!(items.concat()).to_string());
    let listed = |(first, items): (usize, &[String])| (first, format!("[{}]", items.join(",")));
    let posts: Vec<(usize, String)> = posts.into_iter().map(quoted).collect();
    let texts: Vec<(usize, String)> = texts.into_iter().map(listed).collect();
    let mut out = Files {
        lang: &index.lang,
        made: Vec::new(),
        names: BTreeSet::new(),
        head: head.to_string(),
    };
    out.head.pop();
    out.add("posts", posts, has_posts);
    out.add("texts", texts, is_whole);
    out.finish()
}

struct Files<'i> {
    lang: &'i str,
    made: Vec<IndexFile>,
    /// Names of what is made: parts that are the same are one file.
    names: BTreeSet<String>,
    head: String,
}

impl Files<'_> {
    /// Adds parts to the head: each with its first number, and its content or the
    /// name of the file that holds it.
    fn add(&mut self, what: &str, parts: Vec<(usize, String)>, is_in: bool) {
        let mut list = Vec::new();
        for (first, content) in parts {
            if is_in {
                list.push(format!("[{first},{content}]"));
                continue;
            }
            let digest = Digest::of(content.as_bytes()).hex();
            let name = format!("{}-{}.js", self.lang, &digest[..12]);
            let key = json!(name);
            list.push(format!("[{first},{key},1]"));
            let text = format!("{CALL}{key},{content})\n");
            if self.names.insert(name.clone()) {
                self.made.push(IndexFile { name, text });
            }
        }
        let _ = write!(self.head, ",\"{what}\":[{}]", list.join(","));
    }

    fn finish(mut self) -> Vec<IndexFile> {
        let name = format!("{}.js", self.lang);
        let text = format!("{CALL}{},{}}})\n", json!(name), self.head);
        self.made.insert(0, IndexFile { name, text });
        self.made
    }
}

/// Items in a row, cut where a part has enough bytes.
fn parts(items: &[String], limit: usize) -> Vec<(usize, &[String])> {
    let mut parts = Vec::new();
    let (mut first, mut size) = (0, 0);
    for (idx, item) in items.iter().enumerate() {
        if size > 0 && size + item.len() > limit {
            parts.push((first, &items[first..idx]));
            (first, size) = (idx, 0);
        }
        size += item.len();
    }
    parts.push((first, &items[first..]));
    parts
}

fn head(index: &Index) -> Value {
    let mut langs = vec![index.lang.clone()];
    let mut docs = String::new();
    for doc in &index.docs {
        let lang = langs.iter().position(|lang| *lang == doc.lang).unwrap_or_else(|| {
            langs.push(doc.lang.clone());
            langs.len() - 1
        });
        push(&mut docs, number(lang));
        push(&mut docs, doc.n_words);
        push(&mut docs, number(doc.units.len()));
        doc.units.iter().for_each(|unit| push(&mut docs, *unit));
    }
    let grammar = &index.grammar;
    let ending = |ending: &Ending| json!([ending.from, ending.to, ending.least]);
    let step = |step: &Vec<Ending>| step.iter().map(ending).collect::<Vec<_>>();
    let steps: Vec<Vec<Value>> = grammar.steps.iter().map(step).collect();
    let stops: Vec<&str> = grammar.stops.iter().map(String::as_str).collect();
    json!({
        "version": VERSION,
        "langs": langs,
        "threshold": index.threshold,
        "stops": stops.join(" "),
        "steps": steps,
        "glued": grammar.glued,
        "others": index.others,
        "stems": stems(&index.stems),
        "links": links(index),
        "docs": docs,
    })
}

/// Stems in order, each as what it shares with the one before and the rest.
fn stems(stems: &[String]) -> String {
    let mut out = String::new();
    let mut before = "";
    for stem in stems {
        let shared = before.chars().zip(stem.chars()).take_while(|(a, b)| a == b).take(31);
        let n_shared = shared.clone().count();
        let n_bytes: usize = shared.map(|(_, c)| c.len_utf8()).sum();
        push_sign(&mut out, number(n_shared));
        out.push_str(&stem[n_bytes..]);
        out.push(' ');
        before = stem;
    }
    out
}

/// `key=75stem+stem,60stem;…`
fn links(index: &Index) -> String {
    let mut out = String::new();
    for (key, links) in &index.links {
        out.push_str(key);
        let mut sign = '=';
        for link in links {
            out.push(sign);
            let _ = write!(out, "{:02}{}", link.weight, link.stems.join("+"));
            sign = ',';
        }
        out.push(';');
    }
    out
}

/// How many articles, then for each: how far it is, what is in it.
fn posts(postings: &[Posting]) -> String {
    let mut out = String::new();
    push(&mut out, number(postings.len()));
    let mut before = 0;
    for posting in postings {
        push(&mut out, posting.doc - before);
        before = posting.doc;
        let questions = posting.units >> 1;
        let signs = [
            u32::from(posting.body),
            u32::from(posting.in_heading) << 2,
            u32::from(posting.in_summary) << 3,
            (posting.units & 1) << 4,
            u32::from(questions != 0) << 5,
        ];
        push_sign(&mut out, signs.iter().sum());
        if questions != 0 {
            push(&mut out, questions);
        }
    }
    out
}

fn text(doc: &Doc) -> String {
    json!([doc.article, doc.title, doc.url, doc.text]).to_string()
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
