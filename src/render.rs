//! The render step: [`Site`] and [`Theme`] → files, each given away as soon as it
//! is made.
//!
//! [`pages`] makes what people read, [`machines`] what machines read; both are
//! views of the same site, and nothing is read back from HTML. Values that many
//! pages show (navigation, links, the list of languages) are made once and
//! shared: the cost of a page does not grow with the number of pages. A page whose
//! inputs are those of an earlier build is not made again.

mod body;
mod cards;
mod key;
mod machines;
mod markdown;
mod navigation;
mod pages;
mod places;
mod policy;
mod shared;
mod structured;
mod views;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::base::lang::primary;
use crate::base::{
    Content, Depot, Digest, Discard, Failure, OutputPath, Pieces, Shelf, Sink, Span,
};
use crate::code::Highlighter;
use crate::config::{HtmlPolicy, Settings};
use crate::diag::catalog::urls;
use crate::diag::{Diagnostic, Outcome};
use crate::i18n::Words;
use crate::markup::Dialect;
use crate::markup::doc::CodeBlock;
use crate::markup::doc_html;
use crate::site::{Asset, REPLACEABLE, Site};
use crate::theme::{Builtin, Theme};

use body::Texts;
use places::Places;
use shared::Shared;

/// What files are made from.
#[derive(Clone, Copy)]
pub struct RenderContext<'r> {
    /// The site.
    pub site: &'r Site,
    /// Its settings.
    pub settings: &'r Settings,
    /// Templates, styles, strings.
    pub theme: &'r Theme,
    /// Where the parse step left the texts.
    pub depot: &'r dyn Depot,
}

/// Makes every file of the output. A file that the site brings (`static/robots.txt`)
/// stands before what guichet would make at its address. Gives what the templates
/// have wrong.
///
/// # Errors
/// What the sink says; [`Failure::Lost`] when the depot no longer has a text.
pub fn render(ctx: &RenderContext<'_>, sink: &dyn Sink) -> Result<Vec<Diagnostic>, Failure> {
    let own = own_files(ctx.site);
    let mut diagnostics = in_the_way(&own, ctx.theme);
    // What has no place is not written; the templates are tried all the same.
    let sink = if diagnostics.is_empty() { sink } else { &Discard };
    ctx.site.assets.par_iter().try_for_each(|asset| own_file(ctx, asset, sink))?;
    let sink = Guarded { sink, own: &own, clashes: Mutex::default() };
    for asset in &ctx.theme.assets.files {
        sink.put(&asset.path, Content::Bytes(asset.bytes.clone()), None)?;
    }
    let copies: Vec<(OutputPath, Digest)> = ctx.site.copies().into_iter().collect();
    copies.par_iter().try_for_each(|(path, kept)| kept_file(ctx, path, *kept, &sink))?;
    let places = Places { site: ctx.site, settings: ctx.settings };
    let shared = Shared::new(Texts { places, depot: ctx.depot }, ctx.theme);
    let (keys, said) = pages::pages(&shared, &sink)?;
    diagnostics.extend(said);
    machines::machines(&shared, &keys, &sink)?;
    cards::cards(&shared, &sink)?;
    let clashes = sink.clashes.into_inner().unwrap_or_else(PoisonError::into_inner);
    diagnostics.extend(clashes.into_values());
    Ok(diagnostics)
}

/// A file that the site brings: as it is, or an image without what must not be
/// published.
fn own_file(ctx: &RenderContext<'_>, asset: &Asset, sink: &dyn Sink) -> Result<(), Failure> {
    let path = asset.url.output();
    match ctx.site.picture(&asset.url).and_then(|picture| picture.published) {
        Some(kept) => kept_file(ctx, &path, kept, sink),
        None => sink.put(&path, Content::Copy(asset.path.clone()), None),
    }
}

/// A file that the depot keeps under the digest of its bytes.
fn kept_file(
    ctx: &RenderContext<'_>,
    path: &OutputPath,
    kept: Digest,
    sink: &dyn Sink,
) -> Result<(), Failure> {
    if sink.keep(path, kept) {
        return Ok(());
    }
    let bytes = ctx.depot.get(Shelf::Picture, kept).ok_or(Failure::Lost)?;
    sink.put(path, Content::Bytes(bytes), Some(kept))
}

/// Keeps what guichet makes away from the addresses of files that the site brings.
struct Guarded<'g> {
    sink: &'g dyn Sink,
    /// Where the files that the site brings come from.
    own: &'g BTreeMap<OutputPath, Span>,
    clashes: Mutex<BTreeMap<OutputPath, Diagnostic>>,
}

impl Sink for Guarded<'_> {
    fn is_void(&self) -> bool {
        self.sink.is_void()
    }

    fn keep(&self, path: &OutputPath, inputs: Digest) -> bool {
        !self.own.contains_key(path) && self.sink.keep(path, inputs)
    }

    fn put(
        &self,
        path: &OutputPath,
        content: Content,
        inputs: Option<Digest>,
    ) -> Result<(), Failure> {
        if self.is_taken(path) {
            return Ok(());
        }
        self.sink.put(path, content, inputs)
    }

    fn put_pieces(
        &self,
        path: &OutputPath,
        pieces: Pieces<'_>,
        inputs: Option<Digest>,
    ) -> Result<(), Failure> {
        if self.is_taken(path) {
            return Ok(());
        }
        self.sink.put_pieces(path, pieces, inputs)
    }
}

impl Guarded<'_> {
    /// Whether a file of the site stands there, which is said.
    fn is_taken(&self, path: &OutputPath) -> bool {
        let Some(diagnostic) = clash(self.own, path) else { return false };
        if !REPLACEABLE.contains(&path.as_str()) {
            let mut clashes = self.clashes.lock().unwrap_or_else(PoisonError::into_inner);
            clashes.insert(path.clone(), diagnostic);
        }
        true
    }
}

/// Where the files that the site brings come from, by output path.
fn own_files(site: &Site) -> BTreeMap<OutputPath, Span> {
    let file = |asset: &Asset| (asset.url.output(), Span::file(asset.source));
    site.assets.iter().map(file).collect()
}

/// Says that a file of the site stands where the theme or guichet puts one. Names
/// of pages are checked when the site is resolved; those of the theme's files,
/// and how many parts a sitemap has, are known only here.
fn clash(own: &BTreeMap<OutputPath, Span>, path: &OutputPath) -> Option<Diagnostic> {
    let at = *own.get(path)?;
    Some(urls::static_clash(at, &format!("/{path}"), None))
}

/// Files of the site that stand where the theme needs a folder, or the reverse.
fn in_the_way(own: &BTreeMap<OutputPath, Span>, theme: &Theme) -> Vec<Diagnostic> {
    let is_above = |above: &OutputPath, below: &OutputPath| {
        below.as_str().strip_prefix(above.as_str()).is_some_and(|rest| rest.starts_with('/'))
    };
    let mut found = Vec::new();
    let cards = OutputPath::new(cards::FOLDER).ok();
    if let Some((path, at)) = cards.and_then(|folder| own.get_key_value(&folder)) {
        found.push(urls::static_clash(*at, &format!("/{path}/"), None));
    }
    for (path, at) in own.iter().filter(|(path, _)| path.as_str().starts_with("assets/")) {
        let files = theme.assets.files.iter();
        let mut clashes = files
            .filter(|file| is_above(path, &file.path) || is_above(&file.path, path))
            .map(|file| urls::static_clash(*at, &format!("/{}", file.path), None));
        found.extend(clashes.next());
    }
    found
}

/// Markdown → a fragment of HTML without a site, with the strings of the built-in
/// theme in the text's language; links stay as written.
pub fn fragment(text: &str, tag: &str, dialect: Dialect, html: HtmlPolicy) -> Outcome<String> {
    let builtin = Builtin::embedded();
    let strings = [tag, "en"].iter().find_map(|t| builtin.strings_of(&primary(t))).unwrap_or("");
    let words = Words::new(tag, &[strings]).0;
    let highlighter = Highlighter::new();
    let highlight = &|block: &CodeBlock| doc_html::highlight(&highlighter, block);
    doc_html::fragment(
        text,
        &doc_html::FragmentOptions { tag, dialect, html, words: &words, highlight },
    )
}

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
