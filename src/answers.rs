//! The answer engine: a question in the patron's words → the articles that answer it,
//! the passage that does, and how sure that is.
//!
//! The index is made of parsed articles, in the build that makes the pages, and is
//! written as small files ([`wire`]) that the site's search, the widget and `guichet
//! search` read. The browser has an engine of its own, `answers/engine.js`, that does
//! step by step what this one does: the arithmetic is that of [`arithmetic`], and a test
//! compares both.

pub mod arithmetic;
pub mod assemble;
pub mod build;
pub mod confidence;
pub mod engine;
pub mod entry;
pub mod fuzzy;
pub mod grammar;
pub mod index;
pub mod lexicon;
pub mod passage;
pub mod query;
pub mod rank;
pub mod script;
pub mod terms;
pub mod thesaurus;
pub mod units;
pub mod wire;
pub mod words;

use std::collections::BTreeMap;

use camino::Utf8Path;
use rayon::prelude::*;

use crate::base::{Content, Depot, Failure, OutputPath, Sink, SourceId, Sources, Span};
use crate::config::Settings;
use crate::data::{Fields, Value, parse_toml};
use crate::diag::catalog::{config, urls};
use crate::diag::nearest::nearest;
use crate::diag::{Diagnostic, Outcome};
use crate::files::Files;
use crate::site::Site;
use crate::source::decode::read_text;

pub use assemble::assemble;
pub use engine::{Answer, AskOptions, Engine, Hit};
pub use entry::{Entry, entries};
pub use index::Index;
pub use terms::Tongue;
use wire::IndexFile;

/// The folder of the output that the indexes are in.
const FOLDER: &str = "answers";

/// Where a site adds to the thesaurus, below its root.
const SITE_TERMS: &str = "i18n/terms.toml";

/// What is known of the languages of a site: the program's words and the site's own.
///
/// # Errors
/// When the site's own cannot be read.
pub fn tongues(
    files: &dyn Files,
    settings: &Settings,
    sources: &mut Sources,
) -> Result<Outcome<Vec<Tongue>>, Failure> {
    let path = Utf8Path::new(SITE_TERMS);
    let mut diagnostics = Vec::new();
    let mut own: BTreeMap<String, Vec<String>> = BTreeMap::new();
    if files.is_there(path) {
        let source = sources.add(path);
        let read = read_text(files, path, source);
        let read = read.map_err(|source| Failure::Read { path: path.to_owned(), source })?;
        let text = read.drain(&mut diagnostics);
        let value = parse_toml(&text, source, 0).drain(&mut diagnostics);
        own = lines(&value, settings, &mut diagnostics);
    }
    let none = Vec::new();
    let languages = settings.languages.iter();
    let value = languages
        .map(|language| Tongue::of(&language.code, own.get(&language.code).unwrap_or(&none)))
        .collect();
    Ok(Outcome { value, diagnostics })
}

/// The lines of each language; a table of no language of the site is told of.
fn lines(
    value: &Value,
    settings: &Settings,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Vec<String>> {
    let codes = || settings.languages.iter().map(|language| language.code.as_str());
    let mut lines = BTreeMap::new();
    for member in value.members() {
        if !codes().any(|code| code == member.key) {
            let near = nearest(&member.key, codes());
            diagnostics.push(config::unknown_config_key(member.key_span, &member.key, near));
            continue;
        }
        let mut inner = Fields::new(&member.value, &format!("{}.", member.key));
        let own = inner.strings("same").into_iter().map(|(line, _)| line).collect();
        diagnostics.extend(inner.finish());
        lines.insert(member.key.clone(), own);
    }
    lines
}

/// The browser's engine and the files of the indexes of a site, in the order of its
/// languages.
///
/// # Errors
/// [`Failure::Lost`] when the depot no longer has a text.
pub fn files(
    site: &Site,
    settings: &Settings,
    tongues: &[Tongue],
    depot: &dyn Depot,
) -> Result<Vec<IndexFile>, Failure> {
    let mut indexes = assemble(entries(site, settings), tongues, depot)?;
    for index in &mut indexes {
        index.threshold = settings.search.threshold;
    }
    let mut files = vec![IndexFile { name: "engine.js".to_owned(), text: script::script() }];
    files.extend(indexes.iter().flat_map(wire::write));
    Ok(files)
}

/// Gives the files away, but for those in whose place the site has one of its own.
///
/// # Errors
/// What the sink says.
pub fn publish(
    site: &Site,
    files: Vec<IndexFile>,
    sink: &dyn Sink,
) -> Result<Vec<Diagnostic>, Failure> {
    let assets = site.assets.iter().map(|asset| (asset.url.output(), asset.source));
    let taken: BTreeMap<OutputPath, SourceId> =
        assets.filter(|(path, _)| path.as_str().starts_with(FOLDER)).collect();
    let said: Vec<Option<Diagnostic>> = files
        .into_par_iter()
        .map(|IndexFile { name, text }| {
            let name = format!("{FOLDER}/{name}");
            let Ok(path) = OutputPath::new(&name) else { return Ok(None) };
            if let Some(source) = taken.get(&path) {
                let at = Span::file(*source);
                return Ok(Some(urls::static_clash(at, &format!("/{name}"), None)));
            }
            sink.put(&path, Content::Bytes(text.into_bytes()), None).map(|()| None)
        })
        .collect::<Result<_, Failure>>()?;
    Ok(said.into_iter().flatten().collect())
}
