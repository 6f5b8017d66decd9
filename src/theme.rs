//! The look of a site: templates, styles, scripts, icons and interface strings.
//!
//! The theme `guichet` is in the binary. A site overrides it file by file
//! (`themes/<name>/templates/article.html`) and string by string (`i18n/fr.ftl`);
//! a theme of another name is a set of overrides too. An override reaches the
//! file it replaces as `guichet/<name>`: `{% extends "guichet/article.html" %}`.
//!
//! Everything is in memory before a page is rendered, so that a template can
//! name no file but those of the theme. Template types stay in this module and
//! in [`crate::render`].

mod assets;
mod brand;
mod builtin;
mod css;
mod engine;
mod fault;
mod icons;
mod integrity;
mod layers;
mod look;
mod manifest;
mod scan;
mod steps;
mod strings;
mod templates;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Digest, Failure, LangIdx, Sources, Span};
use crate::config::Settings;
use crate::diag::catalog::theme;
use crate::diag::nearest::nearest;
use crate::diag::{Diagnostic, Outcome};
use crate::files::{Files, Hidden};
use crate::i18n::Words;

pub use assets::{AssetFile, Linked, Script, ThemeAssets};
pub use brand::Picture;
pub use builtin::Builtin;
pub use engine::{Engine, MAX_PAGE_BYTES, MAX_RANGE};
pub use fault::{Fault, Limit};
pub use look::Look;
pub use steps::MAX_STEPS;
pub use templates::MAX_CHAIN;

use engine::Toolbox;
use templates::Templates;

/// The folders that a site's themes and strings are in.
pub const FOLDERS: [(&str, Hidden); 2] = [("themes", Hidden::Keep), ("i18n", Hidden::Keep)];

/// A theme, ready to make engines from.
#[derive(Clone)]
pub struct Theme {
    /// Its files for the browser.
    pub assets: ThemeAssets,
    /// The digest of every file of the theme and of every string.
    pub digest: Digest,
    templates: Templates,
    words: Arc<Vec<Words>>,
    words_digests: Vec<Digest>,
    icons: Arc<BTreeMap<String, String>>,
}

/// Loads the theme that the settings name. Files of the site get their numbers
/// in `sources`, so that what is wrong in them has a place.
///
/// # Errors
/// When a file of the site cannot be read.
pub fn load(
    files: &dyn Files,
    settings: &Settings,
    sources: &mut Sources,
) -> Result<Outcome<Theme>, Failure> {
    load_over(&Builtin::embedded(), files, settings, sources)
}

/// What matters to quality only: languages without interface strings of their own.
pub fn check(files: &dyn Files, settings: &Settings) -> Vec<Diagnostic> {
    strings::check(files, settings)
}

/// Loads the theme over another built-in one; see [`load`].
///
/// # Errors
/// When a file of the site cannot be read.
pub fn load_over(
    builtin: &Builtin,
    files: &dyn Files,
    settings: &Settings,
    sources: &mut Sources,
) -> Result<Outcome<Theme>, Failure> {
    let mut diagnostics = Vec::new();
    let name = settings.theme.name.as_str();
    let layers = layers::read(builtin, files, name, sources)?;
    if !layers.is_known {
        diagnostics.push(unknown_theme(files, name, sources)?);
    }
    diagnostics.extend(layers.diagnostics.iter().cloned());
    let icons = Arc::new(icons::inline_all(&layers));
    let texts = strings::read(builtin, files, settings, sources)?;
    diagnostics.extend(texts.unused(builtin, &layers));
    let words = Arc::new(texts.words(settings).drain(&mut diagnostics));
    let words_digests = texts.digests();
    let digest = digest_of(&layers, name, &words_digests);
    let toolbox = Toolbox::new(settings, &words, &icons);
    let templates = templates::compile(&layers, &toolbox).drain(&mut diagnostics);
    let assets = assets::build(&layers, files, &settings.theme).drain(&mut diagnostics);
    Ok(Outcome {
        value: Theme { assets, digest, templates, words, words_digests, icons },
        diagnostics,
    })
}

impl Theme {
    /// The interface strings of a language.
    pub fn words(&self, lang: LangIdx) -> &Words {
        &self.words[lang.idx()]
    }

    /// The interface strings of a language, and the digest of what they were read
    /// from.
    pub fn words_and_digest(&self, lang: LangIdx) -> (&Words, Digest) {
        (&self.words[lang.idx()], self.words_digests[lang.idx()])
    }

    /// Whether a template exists; its name ends in `.html`.
    pub fn has_template(&self, name: &str) -> bool {
        self.templates.has(name)
    }

    /// The names of the templates, sorted.
    pub fn template_names(&self) -> impl Iterator<Item = &str> {
        self.templates.names()
    }

    /// The inline SVG of an icon.
    pub fn icon(&self, name: &str) -> Option<&str> {
        self.icons.get(name).map(String::as_str)
    }

    /// The engine of one language: its pages share the values of `shared`, which
    /// no page pays for.
    pub fn engine(&self, settings: &Settings, lang: LangIdx, shared: tera::Context) -> Engine {
        let toolbox = Toolbox::new(settings, &self.words, &self.icons);
        self.templates.engine(&toolbox, lang, shared)
    }

    /// Says what went wrong in a template while it made the page of `page`.
    pub fn diagnose(&self, fault: &Fault, page: Option<Span>) -> Diagnostic {
        let keys = fault.missing.as_ref().and_then(|missing| self.words.get(missing.lang.idx()));
        self.templates.diagnose(fault, page, keys)
    }
}

/// The digest of everything a theme is made from.
fn digest_of(layers: &layers::Layers<'_>, name: &str, words: &[Digest]) -> Digest {
    let files = layers.files.iter();
    let files = files.flat_map(|(path, layer)| {
        let replaced = layer.replaces.unwrap_or_default();
        [path.as_bytes(), layer.bytes.as_ref(), replaced]
    });
    let words = words.iter().map(|digest| &digest.as_bytes()[..]);
    Digest::of_parts(std::iter::once(name.as_bytes()).chain(files).chain(words))
}

fn unknown_theme(files: &dyn Files, name: &str, sources: &Sources) -> Result<Diagnostic, Failure> {
    let at = layers::place_of_name(files, sources);
    let folders = layers::site_themes(files)?;
    let known = folders.iter().map(String::as_str).chain(["guichet"]);
    Ok(theme::unknown_theme(at, name, nearest(name, known)))
}

#[cfg(test)]
mod tests;
