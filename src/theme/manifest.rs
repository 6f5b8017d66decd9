//! `theme.toml`: which styles and scripts a page gets, in which order.

use crate::base::{SourceId, Span};
use crate::data::{Fields, Kind, Value, parse_toml};
use crate::diag::Outcome;
use crate::theme::layers::Layers;

/// What `theme.toml` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// Files of `styles/`, in the order they are joined.
    pub(super) styles: Vec<(String, Span)>,
    /// Scripts, in the order of their tags.
    pub(super) scripts: Vec<ScriptEntry>,
    /// The icon of browser tabs: a file below the theme's folder.
    pub(super) favicon: Option<(String, Span)>,
}

/// A script that pages load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ScriptEntry {
    /// A file of `scripts/`.
    pub(super) file: String,
    /// Where it is named.
    pub(super) span: Span,
    /// Whether it is a classic script that runs before the page is painted.
    pub(super) is_blocking: bool,
}

/// Reads the theme's `theme.toml`. What is wrong in a built-in one is a bug of
/// guichet and has no place in the site: it is said at the file as a whole.
pub(super) fn read(layers: &Layers<'_>) -> Outcome<Manifest> {
    let Some(layer) = layers.files.get("theme.toml") else {
        return Outcome::clean(Manifest::default());
    };
    let source = layer.source.unwrap_or(SourceId(0));
    let mut diagnostics = Vec::new();
    let value = parse_toml(&layer.text(), source, 0).drain(&mut diagnostics);
    let manifest = Fields::read(&value, "", |fields| {
        fields.value("name");
        let styles = fields.strings("styles");
        let favicon = fields.string("favicon");
        let scripts = match fields.value("scripts").map(|value| &value.kind) {
            Some(Kind::List(items)) => {
                items.iter().filter_map(|item| script(fields, item)).collect()
            }
            Some(_) | None => Vec::new(),
        };
        Manifest { styles, scripts, favicon }
    });
    Outcome { value: manifest.drain(&mut diagnostics), diagnostics }
}

fn script(fields: &mut Fields<'_>, item: &Value) -> Option<ScriptEntry> {
    let outcome = Fields::read(item, "scripts.", |script| {
        let (file, span) = script.string("file")?;
        let is_blocking = script.bool("blocking").unwrap_or(false);
        Some(ScriptEntry { file, span, is_blocking })
    });
    fields.absorb(outcome.diagnostics);
    outcome.value
}
