//! Interface strings: the built-in ones of the language, those of the site over
//! them, message by message. A language guichet does not know gets English.

use std::borrow::Cow;

use camino::{Utf8Path, Utf8PathBuf};

use crate::base::lang::primary;
use crate::base::{Digest, Failure, SourceId, Sources, Span};
use crate::config::{Language, Settings};
use crate::diag::catalog::files::symlink_skipped;
use crate::diag::catalog::theme;
use crate::diag::nearest::nearest;
use crate::diag::{Diagnostic, Outcome};
use crate::files::{Entry, Files, Hidden};
use crate::i18n::Words;
use crate::source::decode::read_text;
use crate::theme::builtin::Builtin;
use crate::theme::layers::Layers;

/// The language whose strings stand in for those of others.
const FALLBACK: &str = "en";

/// The layers of every language.
pub(super) struct Texts {
    languages: Vec<Layered>,
    /// What reading the site's files says.
    diagnostics: Vec<Diagnostic>,
}

struct Layered {
    /// Built-in text, fallback first.
    builtin: Vec<String>,
    /// The site's file.
    site: Option<(SourceId, String)>,
}

/// Reads `i18n/<code>.ftl` of each language.
pub(super) fn read(
    builtin: &Builtin,
    files: &dyn Files,
    settings: &Settings,
    sources: &mut Sources,
) -> Result<Texts, Failure> {
    let mut languages = Vec::new();
    let mut diagnostics = Vec::new();
    for language in &settings.languages {
        let own = primary(&language.tag);
        let subtags = [FALLBACK, own.as_str()];
        let n_layers = if own == FALLBACK { 1 } else { 2 };
        let texts = subtags[..n_layers].iter().filter_map(|subtag| builtin.strings_of(subtag));
        let path = Utf8PathBuf::from(format!("i18n/{}.ftl", language.code));
        let site = if files.is_there(&path) {
            let source = sources.add(path.clone());
            match read_text(files, &path, source) {
                Ok(text) => Some((source, text.drain(&mut diagnostics))),
                Err(error) => {
                    let target = skipped_link(files, &path);
                    let Some(target) = target else {
                        return Err(Failure::Read { path, source: error });
                    };
                    diagnostics.push(symlink_skipped(Span::file(source), &target));
                    None
                }
            }
        } else {
            None
        };
        languages.push(Layered { builtin: texts.map(str::to_owned).collect(), site });
    }
    Ok(Texts { languages, diagnostics })
}

/// The languages that show English words around the text, though it is not theirs.
pub(super) fn check(files: &dyn Files, settings: &Settings) -> Vec<Diagnostic> {
    let builtin = Builtin::embedded();
    let is_lacking = |language: &&Language| {
        builtin.strings_of(&primary(&language.tag)).is_none()
            && !files.is_there(&Utf8PathBuf::from(format!("i18n/{}.ftl", language.code)))
    };
    let at = Span::file(SourceId(0));
    let lacking = settings.languages.iter().filter(is_lacking);
    lacking.map(|l| theme::untranslated_strings(at, &l.name, &l.code)).collect()
}

/// Where a link that is not followed points.
fn skipped_link(files: &dyn Files, path: &Utf8Path) -> Option<String> {
    let found = files.walk(Utf8Path::new("i18n"), Hidden::Skip).ok()?;
    found.into_iter().find_map(|(at, entry)| match entry {
        Entry::SkippedLink(target) if at == path => Some(target),
        _ => None,
    })
}

impl Texts {
    /// The strings of each language, in the order of the settings.
    pub(super) fn words(&self, settings: &Settings) -> Outcome<Vec<Words>> {
        let mut diagnostics = self.diagnostics.clone();
        let mut all = Vec::new();
        for (layered, language) in self.languages.iter().zip(&settings.languages) {
            let builtin = layered.builtin.iter().map(String::as_str);
            let site = layered.site.as_ref().map(|(_, text)| text.as_str());
            let layers: Vec<&str> = builtin.chain(site).collect();
            let (words, bad) = Words::new(&language.tag, &layers);
            if let Some((source, text)) = &layered.site {
                let own = bad.iter().filter(|bad| bad.layer == layers.len() - 1);
                diagnostics.extend(own.map(|bad| {
                    // The parser may end a place in the middle of a letter.
                    let at = Span::in_text(*source, bad.range.clone(), text);
                    theme::bad_strings(at, &bad.reason)
                }));
            }
            all.push(words);
        }
        Outcome { value: all, diagnostics }
    }

    /// The digest of what the strings of each language are read from.
    pub(super) fn digests(&self) -> Vec<Digest> {
        let digest = |layered: &Layered| {
            let builtin = layered.builtin.iter().map(String::as_bytes);
            let site = layered.site.as_ref().map(|(_, text)| text.as_bytes());
            Digest::of_parts(builtin.chain(site))
        };
        self.languages.iter().map(digest).collect()
    }

    /// Strings of the site that replace none and that no template names.
    pub(super) fn unused(&self, builtin: &Builtin, layers: &Layers<'_>) -> Vec<Diagnostic> {
        let own: Vec<Cow<'_, str>> = ["templates/", "scripts/"]
            .into_iter()
            .flat_map(|part| layers.part(part, "").collect::<Vec<_>>())
            .filter(|(_, layer)| layer.source.is_some())
            .map(|(_, layer)| layer.text())
            .collect();
        let known: Vec<&str> =
            builtin.strings.values().flat_map(|text| messages(text)).map(|(key, _)| key).collect();
        let mut diagnostics = Vec::new();
        for (source, text) in self.languages.iter().filter_map(|layered| layered.site.as_ref()) {
            for (key, at) in messages(text) {
                let is_named = known.contains(&key)
                    || own.iter().any(|text| {
                        text.contains(&format!("\"{key}")) || text.contains(&format!("'{key}"))
                    });
                if !is_named {
                    let span = Span::new(*source, at..at + key.len());
                    let near = nearest(key, known.iter().copied());
                    diagnostics.push(theme::unused_string(span, key, near));
                }
            }
        }
        diagnostics
    }
}

/// The messages that a Fluent text defines and where: an identifier at the start
/// of a line, followed by `=` (Fluent syntax 1.0, `Message`).
fn messages(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let at = start;
        start += line.len();
        let (key, _) = line.split_once('=')?;
        let key = key.trim_end_matches(' ');
        let is_name = key.starts_with(|c: char| c.is_ascii_alphabetic())
            && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        is_name.then_some((key, at))
    })
}
