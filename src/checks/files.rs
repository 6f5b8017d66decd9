//! Files that nothing uses, and images much larger than a page shows.
//!
//! Every file beside a text is there for a text. In `static/` only images are looked
//! at: a form or a policy may be linked from a catalogue or a message, and the icons
//! that browsers ask for by name are linked from nowhere. A name that stands anywhere
//! links are not followed (front matter, raw HTML, drafts, fragments, templates,
//! styles, strings, settings) counts as a use, whatever file of that name is meant.

use std::collections::{BTreeMap, BTreeSet};

use camino::Utf8Path;
use rayon::prelude::*;

use crate::base::paths::percent_decoded;
use crate::base::{Failure, Span, UrlPath};
use crate::checks::CheckContext;
use crate::diag::Diagnostic;
use crate::diag::catalog::upkeep as said;
use crate::files::{Entry, Hidden};
use crate::images;
use crate::markup::doc::LinkKind;
use crate::site::{Asset, Target};

/// Wider images, in pixels, are more than any screen shows of them: the text column
/// is 740 pixels wide at most, 1,480 on a screen of double density.
const MAX_WIDTH: u32 = 2_400;

/// Bytes that no image of a text column needs.
const MAX_BYTES: u64 = 1024 * 1024;

/// Largest file of the theme or of strings that is searched for names.
const MAX_TEXT: u64 = 1024 * 1024;

/// Longest name of a file that is looked for, in bytes, as it may be written.
const MAX_NAME: usize = 800;

/// What browsers and systems ask for by name, by the beginning of the name.
const KNOWN_BY_NAME: [&str; 6] =
    ["favicon", "apple-touch-icon", "android-chrome", "mstile", "safari-pinned-tab", "icon-"];

pub(super) fn check(
    ctx: &CheckContext<'_>,
    mut names: BTreeSet<String>,
) -> Result<Vec<Diagnostic>, Failure> {
    names_of_theme(ctx, &mut names)?;
    let uses = uses(ctx);
    let assets = ctx.site.assets.par_iter();
    let found = assets.flat_map_iter(|asset| {
        let at = uses.get(&asset.url);
        let is_used = at.is_some() || is_named(asset, &names) || !is_looked_for(asset);
        let unused =
            (!is_used).then(|| said::unused_file(Span::file(asset.source), asset.path.as_str()));
        let at = at.copied().flatten().unwrap_or_else(|| Span::file(asset.source));
        let large = if is_used { oversized(ctx, asset, at) } else { None };
        unused.into_iter().chain(large)
    });
    Ok(found.collect())
}

/// The address of each file that a text shows or leads to, with the first place that
/// shows it as an image.
fn uses<'s>(ctx: &CheckContext<'s>) -> BTreeMap<&'s UrlPath, Option<Span>> {
    let mut uses: BTreeMap<&UrlPath, Option<Span>> = BTreeMap::new();
    for page in ctx.site.pages() {
        let text = ctx.site.text(page);
        for (target, link) in text.targets.iter().zip(&text.facts.links) {
            if let Target::Local(url, _) = target {
                let at = (link.kind == LinkKind::Image).then_some(link.span);
                let first = uses.entry(url).or_default();
                *first = first.or(at);
            }
        }
    }
    uses
}

/// Whether a file must have a use that can be seen.
fn is_looked_for(asset: &Asset) -> bool {
    let Ok(rest) = asset.path.strip_prefix("static") else { return true };
    let name = rest.file_name().unwrap_or_default().to_lowercase();
    let is_known = KNOWN_BY_NAME.iter().any(|known| name.starts_with(known))
        || rest.components().any(|part| part.as_str().starts_with('.'));
    is_image(&asset.path) && !is_known
}

fn is_image(path: &Utf8Path) -> bool {
    images::is_named_so(path)
        || path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("svg"))
}

fn is_named(asset: &Asset, names: &BTreeSet<String>) -> bool {
    asset.path.file_name().is_some_and(|name| names.contains(name))
}

fn oversized(ctx: &CheckContext<'_>, asset: &Asset, at: Span) -> Option<Diagnostic> {
    if !is_image(&asset.path) {
        return None;
    }
    let head = ctx.files.head(&asset.path, images::HEAD as u64).unwrap_or_default();
    let width = images::header(&head).and_then(|header| header.size).map(|(width, _)| width);
    let wide = width.filter(|width| *width > MAX_WIDTH);
    let is_large = wide.is_some() || asset.stamp.size > MAX_BYTES;
    let kib = asset.stamp.size.div_ceil(1024);
    is_large.then(|| said::oversized_image(at, asset.path.as_str(), wide, kib))
}

/// The names in the files of the site that are no texts: what a template shows.
fn names_of_theme(ctx: &CheckContext<'_>, names: &mut BTreeSet<String>) -> Result<(), Failure> {
    let mut paths = vec![Utf8Path::new("guichet.toml").to_owned()];
    for folder in ["themes", "i18n"] {
        let walk = ctx.files.walk(Utf8Path::new(folder), Hidden::Skip);
        let walk = walk.map_err(|source| Failure::Read { path: folder.into(), source })?;
        let files = walk.into_iter().filter(|(_, entry)| matches!(entry, Entry::File(_)));
        paths.extend(files.map(|(path, _)| path));
    }
    for path in paths.iter().filter(|path| !is_image(path)) {
        let bytes = ctx.files.read_at_most(path, MAX_TEXT).unwrap_or_default();
        names_into(&String::from_utf8_lossy(&bytes), names);
    }
    Ok(())
}

/// Adds what in a text may be the name of a file: what stands between the signs that
/// names are quoted by or joined to paths with, and all of what stands between double
/// quotes and slashes, for names with spaces.
pub(super) fn names_into(text: &str, names: &mut BTreeSet<String>) {
    let is_cut = |ch: char| ch.is_whitespace() || "\"'()<>[]{}/\\=,;|?#&`«»“”".contains(ch);
    let plain = text.split(is_cut);
    let quoted = text.split(['"', '/', '\n', '<', '>']).map(str::trim);
    let is_name = |word: &&str| word.len() <= MAX_NAME && word.contains('.');
    for word in plain.chain(quoted).filter(is_name) {
        names.insert(percent_decoded(word));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::names_into;

    #[test]
    fn names_are_found_in_front_matter_and_html() {
        let mut names = BTreeSet::new();
        names_into(
            "[extra]\nimage = \"img/une photo.png\"\n+++\n<img src='b.svg'> url(c.webp) plan%20(1).pdf\n",
            &mut names,
        );
        names_into("<a href=\"x/plan%20(1).pdf\">", &mut names);
        for name in ["une photo.png", "b.svg", "c.webp", "plan (1).pdf"] {
            assert!(names.contains(name), "{name} in {names:?}");
        }
    }
}
