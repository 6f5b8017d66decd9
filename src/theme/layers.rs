//! The files of a theme: the built-in ones, those of the site over them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};

use crate::base::paths::check_segment;
use crate::base::{Failure, SourceId, Sources, Span};
use crate::data::{Kind, parse_toml};
use crate::diag::Diagnostic;
use crate::diag::catalog::files::symlink_skipped;
use crate::files::{Entry, Files, Hidden};
use crate::source::decode::{decode, read_text};
use crate::theme::builtin::Builtin;

/// Folders and files of a theme that mean something; anything else is ignored.
const PARTS: [&str; 5] = ["templates/", "styles/", "scripts/", "icons/", "fonts/"];

/// The largest file of a theme, in bytes.
const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// One file.
pub(super) struct Layer<'b> {
    pub(super) bytes: Cow<'b, [u8]>,
    /// Its number when the site wrote it.
    pub(super) source: Option<SourceId>,
    /// The built-in file it replaces.
    pub(super) replaces: Option<&'b [u8]>,
}

/// Every file of a theme, by path below its folder.
pub(super) struct Layers<'b> {
    pub(super) files: BTreeMap<String, Layer<'b>>,
    /// Numbers of the built-in templates, for messages that name one.
    pub(super) builtin_sources: BTreeMap<String, SourceId>,
    /// Whether the theme exists.
    pub(super) is_known: bool,
    /// What reading the site's files says.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Layer<'_> {
    /// The text; what is not UTF-8 is replaced.
    pub(super) fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }
}

impl<'b> Layers<'b> {
    /// The files of one part, by name below it: `templates/` → `article.html`.
    pub(super) fn part<'a>(
        &'a self,
        part: &'a str,
        extension: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a Layer<'b>)> {
        self.files
            .range(part.to_owned()..)
            .take_while(move |(path, _)| path.starts_with(part))
            .filter(move |(path, _)| path.ends_with(extension))
            .map(move |(path, layer)| (&path[part.len()..], layer))
    }
}

/// Reads the files of theme `name` over the built-in ones.
pub(super) fn read<'b>(
    builtin: &'b Builtin,
    files: &dyn Files,
    name: &str,
    sources: &mut Sources,
) -> Result<Layers<'b>, Failure> {
    let mut layers = Layers {
        files: BTreeMap::new(),
        builtin_sources: BTreeMap::new(),
        is_known: name == "guichet",
        diagnostics: Vec::new(),
    };
    for (path, bytes) in &builtin.files {
        let layer = Layer { bytes: Cow::Borrowed(bytes.as_ref()), source: None, replaces: None };
        layers.files.insert(path.clone(), layer);
        if path.starts_with("templates/") {
            let source = sources.add(Utf8Path::new("themes/guichet").join(path));
            layers.builtin_sources.insert(path.clone(), source);
        }
    }
    if check_segment(name).is_err() {
        return Ok(layers);
    }
    let folder = Utf8Path::new("themes").join(name);
    for (path, entry) in walk(files, &folder)? {
        let Ok(below) = path.strip_prefix(&folder) else { continue };
        layers.is_known = true;
        let below = below.as_str().to_owned();
        if let Entry::SkippedLink(target) = &entry {
            let at = Span::file(sources.add(path));
            layers.diagnostics.push(symlink_skipped(at, target));
            continue;
        }
        let is_small = matches!(entry, Entry::File(stamp) if stamp.size <= MAX_BYTES);
        if !is_small || !means_something(&below) {
            continue;
        }
        let bytes = files
            .read_at_most(&path, MAX_BYTES)
            .map_err(|source| Failure::Read { path: path.clone(), source })?;
        let replaces = builtin.files.get(&below).map(AsRef::as_ref);
        let source = sources.add(path);
        let bytes = if has_places(&below) {
            decode(&bytes, source).drain(&mut layers.diagnostics).into_bytes()
        } else {
            bytes
        };
        let layer = Layer { bytes: Cow::Owned(bytes), source: Some(source), replaces };
        layers.files.insert(below, layer);
    }
    Ok(layers)
}

/// The names of the site's themes.
pub(super) fn site_themes(files: &dyn Files) -> Result<BTreeSet<String>, Failure> {
    let found = walk(files, Utf8Path::new("themes"))?;
    let names = found.iter().filter_map(|(path, _)| path.components().nth(1));
    Ok(names.map(|name| name.as_str().to_owned()).collect())
}

/// Where the configuration names the theme.
pub(super) fn place_of_name(files: &dyn Files, sources: &Sources) -> Span {
    let config = SourceId(0);
    let path = sources.path(config);
    let text = read_text(files, path, config).ok().map(|text| text.value);
    let Some(text) = text.filter(|_| path == "guichet.toml") else { return Span::file(config) };
    let value = parse_toml(&text, config, 0).value;
    let theme = value.members().iter().find(|member| member.key == "theme");
    let name = theme.and_then(|theme| match &theme.value.kind {
        Kind::String(_) => Some(theme.value.span),
        _ => {
            let members = theme.value.members();
            members.iter().find(|member| member.key == "name").map(|member| member.value.span)
        }
    });
    name.unwrap_or(Span::file(config))
}

/// Whether messages point into a file: it is then read as texts are, so that byte
/// order marks and line ends of Windows move no place.
fn has_places(path: &str) -> bool {
    path == "theme.toml" || path.starts_with("templates/")
}

fn means_something(path: &str) -> bool {
    path == "theme.toml"
        || !path.contains('/') && (path.starts_with("favicon.") || path.starts_with("logo."))
        || PARTS.iter().any(|part| path.starts_with(part))
}

fn walk(files: &dyn Files, folder: &Utf8Path) -> Result<Vec<(Utf8PathBuf, Entry)>, Failure> {
    files
        .walk(folder, Hidden::Skip)
        .map_err(|source| Failure::Read { path: folder.to_owned(), source })
}
