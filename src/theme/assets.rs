//! The theme's files for the browser, under names that change with their bytes:
//! one style sheet, the scripts, the fonts, the favicon, the logo.

use std::collections::BTreeMap;

use crate::base::digest::Digest;
use crate::base::{OutputPath, Span, UrlPath};
use crate::config::ThemeSettings;
use crate::diag::catalog::theme;
use crate::diag::nearest::nearest;
use crate::diag::{Diagnostic, Outcome};
use crate::files::Files;
use crate::theme::brand::{self, Found, Picture};
use crate::theme::css;
use crate::theme::integrity::integrity;
use crate::theme::layers::Layers;
use crate::theme::look::{self, Look};
use crate::theme::manifest::{self, Manifest, ScriptEntry};

/// What the browser gets.
#[derive(Clone, Debug)]
pub struct ThemeAssets {
    /// The style sheet; none when the theme has no style.
    pub styles: Option<Linked>,
    /// The scripts, in the order of their tags.
    pub scripts: Vec<Script>,
    /// The icon of browser tabs.
    pub favicon: Option<Picture>,
    /// The picture in place of the site's title.
    pub logo: Option<Picture>,
    /// The colors for other uses than the style sheet.
    pub look: Look,
    /// Every file, those that scripts import included, by output path.
    pub files: Vec<AssetFile>,
}

/// A file of the theme in the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetFile {
    /// Where it goes.
    pub path: OutputPath,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A file that pages link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// Its address.
    pub url: UrlPath,
    /// Its integrity (`sha384-…`).
    pub integrity: String,
}

/// A script that pages load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// Its file.
    pub file: Linked,
    /// Whether it is a classic script that runs before the page is painted;
    /// otherwise it is a module.
    pub is_blocking: bool,
}

/// Makes the files of the theme.
pub(super) fn build(
    layers: &Layers<'_>,
    files: &dyn Files,
    settings: &ThemeSettings,
) -> Outcome<ThemeAssets> {
    let mut diagnostics = Vec::new();
    let manifest = manifest::read(layers).drain(&mut diagnostics);
    let mut css = styles(layers, &manifest, &mut diagnostics);
    let place = |name: &str| place_of(layers, name);
    let (added, look) = look::look(&css, settings, &place, &mut diagnostics);
    push_css(&mut css, &added);
    let mut assets = ThemeAssets::new(look);
    let css = assets.fonts(layers, css);
    if !css.is_empty() {
        assets.styles = assets.add(&settings.name, "css", css.into_bytes());
    }
    assets.scripts(layers, &manifest, &mut diagnostics);
    let mut brand = |named: &Option<(String, Span)>, stem: &str, assets: &mut ThemeAssets| {
        let (name, at) = named.as_ref()?;
        match brand::find(layers, files, (name, *at)) {
            Ok(found) => assets.picture(stem, name, found),
            Err(said) => {
                diagnostics.push(said);
                None
            }
        }
    };
    assets.logo = brand(&settings.logo, "logo", &mut assets);
    assets.favicon = brand(&settings.favicon, "favicon", &mut assets);
    if assets.favicon.is_none() {
        assets.theme_favicon(layers, &manifest, &mut diagnostics);
    }
    Outcome { value: assets, diagnostics }
}

impl ThemeAssets {
    fn new(look: Look) -> Self {
        let (scripts, files) = (Vec::new(), Vec::new());
        Self { styles: None, scripts, favicon: None, logo: None, look, files }
    }

    /// Adds the fonts that the style names as `../fonts/name`; the style with their
    /// final names.
    fn fonts(&mut self, layers: &Layers<'_>, mut css: String) -> String {
        for (file, layer) in layers.part("fonts/", "") {
            let named = format!("../fonts/{file}");
            let name = file.rsplit('/').next().unwrap_or(file);
            let Some((stem, extension)) = name.rsplit_once('.') else { continue };
            if css.contains(&named)
                && let Some(font) = self.add(stem, extension, layer.bytes.to_vec())
            {
                // Both are in one folder.
                let last = font.url.as_str().rsplit('/').next().unwrap_or_default();
                css = css.replace(&named, last);
            }
        }
        css
    }

    /// Adds the scripts, and those they import.
    fn scripts(
        &mut self,
        layers: &Layers<'_>,
        manifest: &Manifest,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let modules = modules(layers, &manifest.scripts, diagnostics);
        for entry in &manifest.scripts {
            match modules.get(entry.file.as_str()) {
                Some(text) => {
                    let stem = stem(&entry.file);
                    if let Some(file) = self.add(stem, "js", text.clone().into_bytes()) {
                        self.scripts.push(Script { file, is_blocking: entry.is_blocking });
                    }
                }
                None => diagnostics.push(missing(layers, "scripts/", &entry.file, entry.span)),
            }
        }
        for (file, text) in &modules {
            let is_tagged = manifest.scripts.iter().any(|entry| entry.file == *file);
            if !is_tagged {
                self.add(stem(file), "js", text.clone().into_bytes());
            }
        }
    }

    /// Adds the icon that the theme brings.
    fn theme_favicon(
        &mut self,
        layers: &Layers<'_>,
        manifest: &Manifest,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let Some((file, span)) = &manifest.favicon else { return };
        match layers.files.get(file.as_str()) {
            Some(layer) => {
                let found = Found::Theme(layer.bytes.to_vec());
                self.favicon = self.picture("favicon", file, found);
            }
            None => diagnostics.push(missing(layers, "", file, *span)),
        }
    }

    /// Adds a picture of the theme; one of `static/` is there already.
    fn picture(&mut self, stem: &str, name: &str, found: Found) -> Option<Picture> {
        let kind = brand::kind(name)?;
        Some(match found {
            Found::Theme(bytes) => {
                let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
                let size = brand::size(&bytes);
                let url = self.add(stem, &extension.to_ascii_lowercase(), bytes)?.url;
                Picture { url, kind, size }
            }
            Found::Static(path, bytes) => {
                Picture { url: UrlPath::file(&path), kind, size: brand::size(&bytes) }
            }
        })
    }

    /// Adds a file under its final name.
    fn add(&mut self, stem: &str, extension: &str, bytes: Vec<u8>) -> Option<Linked> {
        let path = OutputPath::new(&final_name(stem, extension, &bytes)).ok()?;
        let linked = Linked { url: UrlPath::file(&path), integrity: integrity(&bytes) };
        if !self.files.iter().any(|file| file.path == path) {
            self.files.push(AssetFile { path, bytes });
        }
        Some(linked)
    }
}

/// Where a style of the site sets a custom property.
fn place_of(layers: &Layers<'_>, name: &str) -> Option<Span> {
    let property = format!("--{name}:");
    let places = layers.part("styles/", ".css").filter_map(|(_, layer)| {
        let text = layer.text();
        let at = text.rfind(&property)?;
        // Files with line ends of Windows are counted in another way.
        let is_plain = !text.contains(['\r', '\u{feff}', '\u{fffd}']);
        let source = layer.source?;
        let end = at + property.len() - 1;
        Some(if is_plain { Span::new(source, at..end) } else { Span::file(source) })
    });
    places.last()
}

fn final_name(stem: &str, extension: &str, bytes: &[u8]) -> String {
    format!("assets/{stem}.{}.{extension}", Digest::of(bytes).short())
}

/// `lib/dialog.js` → `dialog`.
fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.strip_suffix(".js").unwrap_or(name)
}

/// The styles joined: those of `theme.toml` in its order, then those the site
/// adds without a `theme.toml` of its own, by name.
fn styles(layers: &Layers<'_>, manifest: &Manifest, diagnostics: &mut Vec<Diagnostic>) -> String {
    let mut out = String::new();
    for (file, span) in &manifest.styles {
        match layers.files.get(&format!("styles/{file}")) {
            Some(layer) => push_css(&mut out, &layer.text()),
            None => diagnostics.push(missing(layers, "styles/", file, *span)),
        }
    }
    let has_own = layers.files.get("theme.toml").is_some_and(|layer| layer.source.is_some());
    if !has_own {
        for (file, layer) in layers.part("styles/", ".css") {
            let is_listed = manifest.styles.iter().any(|(listed, _)| listed == file);
            if layer.source.is_some() && !is_listed {
                push_css(&mut out, &layer.text());
            }
        }
    }
    out
}

fn push_css(out: &mut String, css: &str) {
    let small = css::minify(css.trim_start_matches('\u{feff}'));
    if !out.is_empty() && !small.is_empty() {
        out.push('\n');
    }
    out.push_str(&small);
}

/// Every script that is named or imported, imports pointing to final names.
fn modules<'a>(
    layers: &'a Layers<'_>,
    entries: &[ScriptEntry],
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<&'a str, String> {
    let texts: BTreeMap<&str, String> =
        layers.part("scripts/", ".js").map(|(file, layer)| (file, layer.text().into())).collect();
    let mut done: BTreeMap<&str, String> = BTreeMap::new();
    let mut waiting = wanted(&texts, entries);
    // Each round finishes the scripts whose imports are all finished.
    while !waiting.is_empty() {
        let (ready, blocked): (Vec<&str>, Vec<&str>) = waiting
            .iter()
            .partition(|file| imports(&texts[**file], &texts).all(|file| done.contains_key(file)));
        if ready.is_empty() {
            let span = |file: &str| {
                let source = layers.files[&format!("scripts/{file}")].source;
                source.map(Span::file).or(entries.first().map(|entry| entry.span))
            };
            let circle = blocked.iter().filter_map(|file| Some((*file, span(file)?)));
            diagnostics.extend(circle.take(1).map(|(file, at)| theme::script_circle(at, file)));
            break;
        }
        for file in ready {
            let text = with_final_imports(&texts[file], &texts, &done);
            done.insert(file, text);
        }
        waiting = blocked;
    }
    done
}

/// The scripts named, and all that they import.
fn wanted<'a>(texts: &BTreeMap<&'a str, String>, entries: &[ScriptEntry]) -> Vec<&'a str> {
    let mut found: Vec<&'a str> = Vec::new();
    let named = entries.iter().filter_map(|entry| texts.get_key_value(entry.file.as_str()));
    let mut stack: Vec<&'a str> = named.map(|(file, _)| *file).collect();
    while let Some(file) = stack.pop() {
        if !found.contains(&file) {
            found.push(file);
            stack.extend(imports(&texts[file], texts));
        }
    }
    found
}

/// The theme's scripts that a text names as `"./file.js"`.
fn imports<'a, 't>(
    text: &'t str,
    texts: &'t BTreeMap<&'a str, String>,
) -> impl Iterator<Item = &'a str> + use<'a, 't> {
    let is_named = move |file: &&'a str| {
        text.contains(&format!("\"./{file}\"")) || text.contains(&format!("'./{file}'"))
    };
    texts.keys().copied().filter(is_named)
}

fn with_final_imports(
    text: &str,
    texts: &BTreeMap<&str, String>,
    done: &BTreeMap<&str, String>,
) -> String {
    let mut out = text.to_owned();
    for file in imports(text, texts) {
        let Some(bytes) = done.get(file) else { continue };
        let path = final_name(stem(file), "js", bytes.as_bytes());
        let name = path.trim_start_matches("assets/");
        for quote in ['"', '\''] {
            let named = format!("{quote}./{file}{quote}");
            out = out.replace(&named, &format!("{quote}./{name}{quote}"));
        }
    }
    out
}

fn missing(layers: &Layers<'_>, part: &str, name: &str, at: Span) -> Diagnostic {
    let known = layers.part(part, "").map(|(file, _)| file);
    theme::missing_theme_file(at, name, nearest(name, known))
}
