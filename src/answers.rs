//! The answer engine: a question in the patron's words → the articles that answer it,
//! the passage that does, and how sure that is.
//!
//! The index is made of parsed articles, in the build that makes the pages, and is
//! written as small files ([`wire`]) that the site's search, the widget and `guichet
//! search` read. The browser has an engine of its own, `answers/engine.js`, that does step by step what this one does: the
//! arithmetic is that of [`arithmetic`], and a test compares both.

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

use camino::Utf8Path;

use crate::base::{Content, Depot, Failure, OutputPath, Sink, SourceId, Sources, Span};
use crate::config::Settings;
use crate::data::{Fields, parse_toml};
use crate::diag::catalog::urls;
use crate::diag::{Diagnostic, Outcome};
use crate::files::Files;
use crate::site::Site;

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

/// Most bytes of a site's own thesaurus.
const MAX_TERMS: u64 = 1 << 20;

/// What is known of the languages of a site: the program's words and the site's own.
pub fn tongues(
    files: &dyn Files,
    settings: &Settings,
    sources: &mut Sources,
) -> Outcome<Vec<Tongue>> {
    let mut diagnostics = Vec::new();
    let read = files.read_at_most(Utf8Path::new(SITE_TERMS), MAX_TERMS).ok();
    let text = read.and_then(|bytes| String::from_utf8(bytes).ok());
    let source = text.as_ref().map_or(SourceId(0), |_| sources.add(SITE_TERMS));
    let value = text.map(|text| parse_toml(&text, source, 0).drain(&mut diagnostics));
    let mut fields = value.as_ref().map(|value| Fields::new(value, ""));
    let tongues = settings.languages.iter().map(|language| {
        let own = fields.as_mut().and_then(|fields| lines(fields, &language.code));
        Tongue::of(&language.code, &own.unwrap_or_default())
    });
    let tongues = tongues.collect();
    diagnostics.extend(fields.map_or_else(Vec::new, Fields::finish_open));
    Outcome { value: tongues, diagnostics }
}

fn lines(fields: &mut Fields<'_>, code: &str) -> Option<Vec<String>> {
    let table = fields.members().iter().find(|member| member.key == code)?;
    let mut inner = Fields::new(&table.value, &format!("{code}."));
    let lines = inner.strings("same").into_iter().map(|(line, _)| line).collect();
    fields.absorb(inner.finish());
    Some(lines)
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
    files: &[IndexFile],
    sink: &dyn Sink,
) -> Result<Vec<Diagnostic>, Failure> {
    let mut diagnostics = Vec::new();
    for file in files {
        let name = format!("{FOLDER}/{}", file.name);
        let Ok(path) = OutputPath::new(&name) else { continue };
        if let Some(asset) = site.assets.iter().find(|asset| asset.url.output() == path) {
            let at = Span::file(asset.source);
            diagnostics.push(urls::static_clash(at, &format!("/{name}"), None));
            continue;
        }
        sink.put(&path, Content::Bytes(file.text.clone().into_bytes()), None)?;
    }
    Ok(diagnostics)
}
