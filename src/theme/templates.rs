//! Templates: compiled once, cloned for each language.

use std::collections::BTreeMap;

use tera::{Context, Tera};

use crate::base::{LangIdx, SourceId, Span};
use crate::diag::catalog::theme;
use crate::diag::nearest::nearest;
use crate::diag::{Diagnostic, Outcome};
use crate::i18n::Words;
use crate::theme::engine::{Engine, Toolbox};
use crate::theme::fault::{Fault, Limit, Place, faults_of};
use crate::theme::layers::Layers;
use crate::theme::steps::{Counted, named};

/// The folder under which a site's template reaches the built-in one it replaces.
const BUILTIN: &str = "guichet/";

/// How many templates may be in each other, by including or extending.
pub const MAX_CHAIN: usize = 32;

/// The templates of a theme.
#[derive(Clone)]
pub(super) struct Templates {
    tera: Tera,
    origins: BTreeMap<String, Origin>,
}

/// Where a template was written.
#[derive(Clone)]
struct Origin {
    source: SourceId,
    text: String,
    /// The text as it is compiled.
    counted: Counted,
    /// Whether the site wrote it: only then can a place in it be shown.
    is_site: bool,
}

/// A template to compile.
struct Piece {
    text: String,
    counted: Counted,
    /// Built-in text to go on with when the site's is broken.
    spare: Option<String>,
    origin: Origin,
}

/// Compiles every template. Those of the site that are broken are reported, and
/// the built-in ones stand in for them.
pub(super) fn compile(layers: &Layers<'_>, toolbox: &Toolbox) -> Outcome<Templates> {
    let mut pieces = pieces(layers);
    let origins = pieces.iter().map(|(name, p)| (name.clone(), p.origin.clone())).collect();
    let mut templates = Templates { tera: Tera::default(), origins };
    toolbox.register(&mut templates.tera, LangIdx(0));
    let mut faults = drop_long_chains(&mut pieces);
    // Every round drops at least one template of the site, or is the last.
    loop {
        let texts = pieces.iter().map(|(name, p)| (name.as_str(), p.counted.text.as_str()));
        let Err(error) = templates.tera.add_raw_templates(texts) else { break };
        // What is wrong is told of the templates as they were written.
        let error = check_as_written(&pieces, toolbox).err().unwrap_or(error);
        let found = faults_of(&error, "");
        let is_syntax = matches!(error.kind(), tera::ErrorKind::SyntaxError(_));
        let dropped = drop_broken(&mut pieces, &found);
        // What a dropped template leaves behind is no second mistake.
        if is_syntax || faults.is_empty() {
            faults.extend(found);
        }
        if dropped == 0 && drop_all(&mut pieces) == 0 {
            break;
        }
    }
    let diagnostics = faults.iter().map(|fault| templates.say(fault, None, None)).collect();
    Outcome { value: templates, diagnostics }
}

/// Compiles the templates without their counting.
fn check_as_written(pieces: &BTreeMap<String, Piece>, toolbox: &Toolbox) -> tera::TeraResult<()> {
    let mut tera = Tera::default();
    toolbox.register(&mut tera, LangIdx(0));
    tera.add_raw_templates(pieces.iter().map(|(name, p)| (name.as_str(), p.text.as_str())))
}

fn pieces(layers: &Layers<'_>) -> BTreeMap<String, Piece> {
    let mut pieces = BTreeMap::new();
    let mut wanted = Vec::new();
    let mut spares = Vec::new();
    for (name, layer) in layers.part("templates/", "") {
        let text = layer.text().into_owned();
        let spare = layer.replaces.map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let builtin = layers.builtin_sources.get(&format!("templates/{name}")).copied();
        if let (Some(spare), Some(source)) = (&spare, builtin) {
            spares.push((format!("{BUILTIN}{name}"), spare.clone(), source));
        }
        let source = layer.source.or(builtin).unwrap_or(SourceId(0));
        let is_site = layer.source.is_some();
        if is_site {
            wanted.push(text.clone());
        }
        let counted = Counted::new(&text);
        let origin = Origin { source, text: text.clone(), counted: counted.clone(), is_site };
        pieces.insert(name.to_owned(), Piece { text, counted, spare, origin });
    }
    // A built-in template is there twice only for a site that asks for it: it
    // would define its components twice.
    for (name, text, source) in spares {
        let quoted = [format!("\"{name}\""), format!("'{name}'")];
        if wanted.iter().any(|text| quoted.iter().any(|quoted| text.contains(quoted))) {
            let counted = Counted::new(&text);
            let written = text.clone();
            let origin = Origin { source, text, counted: counted.clone(), is_site: false };
            let piece = Piece { text: written, counted, spare: None, origin };
            pieces.entry(name).or_insert(piece);
        }
    }
    pieces
}

/// Replaces or removes the templates of the site that are at fault; how many.
fn drop_broken(pieces: &mut BTreeMap<String, Piece>, faults: &[Fault]) -> usize {
    let mut n_dropped = 0;
    for fault in faults {
        n_dropped += usize::from(drop_one(pieces, &fault.template));
    }
    n_dropped
}

fn drop_all(pieces: &mut BTreeMap<String, Piece>) -> usize {
    let names: Vec<String> = pieces.keys().cloned().collect();
    names.iter().filter(|name| drop_one(pieces, name)).count()
}

fn drop_one(pieces: &mut BTreeMap<String, Piece>, name: &str) -> bool {
    let Some(piece) = pieces.get_mut(name) else { return false };
    if !std::mem::take(&mut piece.origin.is_site) {
        return false;
    }
    match piece.spare.take() {
        Some(spare) => {
            piece.counted = Counted::new(&spare);
            piece.text = spare;
        }
        None => {
            pieces.remove(name);
        }
    }
    true
}

/// A fault at its place in the template as it was written.
fn in_original<'c>(fault: Fault, counted: impl Fn(&str) -> Option<&'c Counted>) -> Fault {
    let Some(counted) = counted(&fault.template) else { return fault };
    let place = match fault.place {
        Place::Range(range) => Place::Range(counted.original_range(range)),
        Place::LineColumn(line, column) => {
            let at = offset(&counted.text, line, column);
            let at = counted.original(at);
            Place::Range(at..at)
        }
        Place::Whole => Place::Whole,
    };
    Fault { place, ..fault }
}

/// How many templates each of them is in or has in it by including and extending,
/// itself counted. What names itself, by a detour or not, has no number: the library
/// refuses it.
fn chains(pieces: &BTreeMap<String, Piece>) -> BTreeMap<&str, usize> {
    let mut users: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut n_unknown: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, piece) in pieces {
        let named = named(&piece.origin.text);
        let known = named.iter().filter_map(|other| pieces.get_key_value(other));
        let known: Vec<&str> = known.map(|(other, _)| other.as_str()).collect();
        n_unknown.insert(name, known.len());
        for other in known {
            users.entry(other).or_default().push(name);
        }
    }
    let free = n_unknown.iter().filter(|(_, n)| **n == 0).map(|(name, _)| (*name, 1));
    let mut ready: Vec<(&str, usize)> = free.collect();
    let mut lengths: BTreeMap<&str, usize> = ready.iter().copied().collect();
    let mut done = BTreeMap::new();
    while let Some((name, length)) = ready.pop() {
        done.insert(name, length);
        for user in users.get(name).into_iter().flatten() {
            let longest = lengths.entry(user).or_insert(0);
            *longest = (*longest).max(length + 1);
            let n = n_unknown.entry(user).or_insert(1);
            *n = n.saturating_sub(1);
            if *n == 0 {
                ready.push((user, *longest));
            }
        }
    }
    done
}

/// Drops the templates of the site that are more than [`MAX_CHAIN`] deep, for each
/// takes room on the stack; tells of the first of each chain.
fn drop_long_chains(pieces: &mut BTreeMap<String, Piece>) -> Vec<Fault> {
    let lengths = chains(pieces).into_iter().filter(|(_, length)| *length > MAX_CHAIN);
    let long: Vec<(String, usize)> = lengths.map(|(name, n)| (name.to_owned(), n)).collect();
    let mut faults = Vec::new();
    for (name, length) in long {
        if length == MAX_CHAIN + 1 {
            faults.push(Fault::limit(&name, Limit::Chain));
        }
        drop_one(pieces, &name);
    }
    faults
}

impl Templates {
    /// Whether a template exists.
    pub(super) fn has(&self, name: &str) -> bool {
        self.tera.contains_template(name)
    }

    /// The names of the templates, sorted.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.origins.keys().map(String::as_str)
    }

    /// The engine of a language.
    pub(super) fn engine(&self, toolbox: &Toolbox, lang: LangIdx, shared: Context) -> Engine {
        let mut tera = self.tera.clone();
        toolbox.register(&mut tera, lang);
        *tera.global_context() = shared;
        Engine { tera }
    }

    /// Says what is wrong, at its place when the site wrote the template.
    pub(super) fn diagnose(
        &self,
        fault: &Fault,
        page: Option<Span>,
        words: Option<&Words>,
    ) -> Diagnostic {
        let fault = in_original(fault.clone(), |name| Some(&self.origins.get(name)?.counted));
        self.say(&fault, page, words)
    }

    /// Says what is wrong at a place in the template as it was written.
    fn say(&self, fault: &Fault, page: Option<Span>, words: Option<&Words>) -> Diagnostic {
        let at = self.span(fault);
        let place = self.place(fault);
        if let Some(limit) = fault.limit {
            return theme::template_limit(at, &place, limit.key(), limit.most(), page);
        }
        if let Some(missing) = &fault.missing {
            let near = words.and_then(|words| nearest(&missing.key, words.plain_keys()));
            return theme::missing_string(at, &missing.key, &missing.code, &place, near);
        }
        theme::template_error(at, &place, &fault.reason, page)
    }

    /// `article.html:12`.
    fn place(&self, fault: &Fault) -> String {
        let Some(origin) = self.origins.get(&fault.template) else { return "*.html".to_owned() };
        let line = match fault.place {
            Place::Whole => return fault.template.clone(),
            Place::Range(ref range) => {
                1 + origin.text.bytes().take(range.start).filter(|b| *b == b'\n').count()
            }
            Place::LineColumn(line, _) => line,
        };
        format!("{}:{line}", fault.template)
    }

    fn span(&self, fault: &Fault) -> Span {
        let Some(origin) = self.origins.get(&fault.template) else {
            // The error names no template: the first of the site, or none.
            let site = self.origins.values().find(|origin| origin.is_site);
            return Span::file(site.map_or(SourceId(0), |origin| origin.source));
        };
        if !origin.is_site {
            return Span::file(origin.source);
        }
        match fault.place {
            Place::Whole => Span::file(origin.source),
            Place::Range(ref range) => Span::in_text(origin.source, range.clone(), &origin.text),
            Place::LineColumn(line, column) => {
                let at = offset(&origin.text, line, column);
                Span::new(origin.source, at..at)
            }
        }
    }
}

/// The byte at a line and a column, both from 1; columns count characters.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[start..];
    let before = rest.char_indices().nth(column.saturating_sub(1));
    start + before.map_or(rest.len(), |(idx, _)| idx)
}
