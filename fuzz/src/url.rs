//! Addresses and paths. Each line is a value of one kind, told by its first letter,
//! and all of them together are a site.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ::url::Url;
use guichet::base::{MemoryDepot, OutputPath};
use guichet::config::BaseUrl;
use guichet::files::{Files as _, Memory};
use guichet::html::sanitize::is_safe_url;
use guichet::markup::{encode_destination, is_unsafe_destination};
use guichet::pipeline::{BuildContext, prepare};
use guichet::site::{PageRef, Selection, Site};
use guichet::source::decode::decode;

use crate::allowed::{RUNNING, SCHEMES, scheme};
use crate::inside::{path_fault, span_faults};
use crate::markdown::HIGHLIGHTER;
use crate::texts::text;

/// Nothing leads out of the output, and no address runs.
pub fn url(data: &[u8]) {
    let text = text(data);
    let mut hostile = Hostile::default();
    for line in text.lines().take(40) {
        let Some(kind) = line.chars().next() else { continue };
        let value = &line[kind.len_utf8()..];
        address(value);
        hostile.add(kind, value);
    }
    site(&hostile.files());
}

/// One text as an address, a path, the address of a site.
fn address(value: &str) {
    let page = Url::parse("https://aide.example/fr/a/").ok();
    let read = |text: &str| Url::options().base_url(page.as_ref()).parse(text).ok();
    let href = encode_destination(value);
    if !is_unsafe_destination(value) {
        for shown in [value, &href] {
            let scheme = read(shown).map(|url| url.scheme().to_owned());
            assert!(!scheme.is_some_and(|s| RUNNING.contains(&s.as_str())), "{shown:?} runs");
        }
        assert!(!scheme(&href).is_some_and(|s| RUNNING.contains(&s.as_str())), "{href:?} runs");
    }
    assert_eq!(encode_destination(&href), href);
    assert!(href.is_ascii() && !href.contains(['<', '>', '"', ' ', '\n']), "{href:?}");
    if is_safe_url(value) {
        let scheme = read(value).map(|url| url.scheme().to_owned());
        assert!(scheme.is_none_or(|s| SCHEMES.contains(&s.as_str())), "{value:?} is called safe");
    }
    if let Ok(path) = OutputPath::new(value) {
        assert_eq!(path_fault(path.as_str()), None);
    }
    if let Some(base) = BaseUrl::parse(value) {
        let all = base.absolute("/fr/");
        if let Ok(url) = Url::parse(&all) {
            assert!(url.path().ends_with("/fr/"), "{all:?} is {url}");
        }
    }
}

/// The parts of a site that its authors name.
#[derive(Default)]
struct Hostile {
    languages: Vec<String>,
    front: String,
    aliases: Vec<String>,
    tags: Vec<String>,
    body: String,
    paths: Vec<String>,
}

impl Hostile {
    fn add(&mut self, kind: char, value: &str) {
        match kind {
            'l' => self.languages.push(value.to_owned()),
            's' if !self.front.contains("slug") => {
                let _ = writeln!(self.front, "slug = {}", quoted(value));
            }
            'i' if !self.front.contains("id =") => {
                let _ = writeln!(self.front, "id = {}", quoted(value));
            }
            'a' => self.aliases.push(quoted(value)),
            't' => self.tags.push(quoted(value)),
            'f' => self.paths.push(on_disk("static", value)),
            'c' => self.paths.push(on_disk("content/fr", value)),
            'm' => self.paths.push(format!("{}.md", on_disk("content/fr", value))),
            _ => {
                let _ = writeln!(self.body, "[a](<{}>)\n", value.replace(['<', '>', '\\'], ""));
            }
        }
    }

    fn files(&self) -> Memory {
        let mut files = Memory::default();
        let mut config = String::from("title = 'T'\nbase_url = 'https://a.example/'\n");
        config.push_str("default_language = 'fr'\n[languages.fr]\n");
        for code in &self.languages {
            let _ = writeln!(config, "[languages.{}]", quoted(code));
        }
        files.insert("guichet.toml", config);
        let front = format!(
            "+++\n{}aliases = [{}]\ntags = [{}]\n+++\n# T\n\n{}",
            self.front,
            self.aliases.join(", "),
            self.tags.join(", "),
            self.body
        );
        for path in self.paths.iter().filter(|path| path.len() < 4000) {
            files.insert(path.clone(), format!("# {path}\n"));
        }
        files.insert("content/fr/page/index.md", front);
        files
    }
}

/// A path that a disk may hold, of the names in a text.
fn on_disk(folder: &str, value: &str) -> String {
    let names = value.split('/').filter(|name| !matches!(*name, "" | "." | ".."));
    [folder].into_iter().chain(names).collect::<Vec<_>>().join("/")
}

/// A TOML string.
fn quoted(value: &str) -> String {
    let mut out = String::from("\"");
    for c in value.chars() {
        let _ = write!(out, "\\U{:08X}", u32::from(c));
    }
    out.push('"');
    out
}

fn site(files: &Memory) {
    let Ok(date) = "2026-11-20".parse() else { return };
    let ctx = BuildContext {
        files,
        selection: Selection { date, with_drafts: true },
        base_url: None,
        highlighter: &HIGHLIGHTER,
        depot: &MemoryDepot::default(),
    };
    let Ok(outcome) = prepare(&ctx) else { return };
    for path in outputs(&outcome.value.site) {
        assert_eq!(path_fault(&path), None);
    }
    // The configuration is well formed but for the codes, which name themselves.
    let mut said = outcome.diagnostics;
    said.retain(|diagnostic| !diagnostic.code.number.starts_with("G01"));
    let sources = &outcome.value.sources;
    let decoded: BTreeMap<u32, String> = said
        .iter()
        .map(|diagnostic| diagnostic.span.source)
        .filter_map(|source| {
            let bytes = files.read(sources.path(source)).ok()?;
            Some((source.0, decode(&bytes, source).value))
        })
        .collect();
    let faults = span_faults(&said, |source| decoded.get(&source.0).map(String::as_str));
    assert!(faults.is_empty(), "{faults:?}");
}

/// Every file that a resolved site asks for.
fn outputs(site: &Site) -> Vec<String> {
    let pages: Vec<PageRef> = site.pages().collect();
    let with_twins = pages
        .iter()
        .map(|page| site.url(*page))
        .chain(site.tags.iter().map(|tag| &tag.url))
        .flat_map(|url| [url.output(), url.markdown_twin()]);
    let redirects = site.redirects.iter().map(|redirect| redirect.from.output());
    let assets = site.assets.iter().map(|asset| asset.url.output());
    with_twins.chain(redirects).chain(assets).map(|path| path.as_str().to_owned()).collect()
}
