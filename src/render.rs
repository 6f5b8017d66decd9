//! The render step: [`Site`] and [`Theme`] → files.
//!
//! [`pages()`] makes what people read, [`machines`] what machines read; both are
//! views of the same site, and nothing is read back from HTML. Values that many
//! pages show (navigation, links, the list of languages) are made once and
//! shared: the cost of a page does not grow with the number of pages.

mod body;
pub mod doc_html;
pub mod machines;
mod markdown;
mod navigation;
mod pages;
mod places;
mod shared;
mod views;

use crate::base::lang::primary;
use std::collections::BTreeMap;

use crate::base::{Artifacts, Content, OutputPath, Span};
use crate::code::Highlighter;
use crate::config::{HtmlPolicy, Settings};
use crate::diag::catalog::urls;
use crate::diag::{Diagnostic, Outcome};
use crate::i18n::Words;
use crate::markup::Dialect;
use crate::markup::doc::CodeBlock;
use crate::site::Site;
use crate::theme::{Builtin, Theme};

pub use pages::pages;

/// What pages look like.
#[derive(Clone, Copy)]
pub struct Look<'l> {
    /// Templates, styles, strings.
    pub theme: &'l Theme,
    /// Colors code.
    pub highlighter: &'l Highlighter,
}

/// Makes every file of the output. A file that the site brings (`static/robots.txt`)
/// stands before what guichet would make at its address.
pub fn render(site: &Site, settings: &Settings, look: Look<'_>) -> Outcome<Artifacts> {
    let mut files = Artifacts::new();
    for asset in &site.assets {
        files.copy(asset.url.output(), asset.path.clone());
    }
    let mut diagnostics = Vec::new();
    let own = own_files(site);
    diagnostics.extend(in_the_way(&own, look.theme));
    for asset in &look.theme.assets.files {
        if !files.insert(asset.path.clone(), asset.bytes.clone()) {
            diagnostics.extend(clash(&own, &asset.path));
        }
    }
    let made = pages(site, settings, look).drain(&mut diagnostics);
    for (path, artifact) in made.into_iter().chain(machines::machines(site, settings)) {
        if files.get(&path).is_none() {
            files.add(path, artifact.bytes);
        } else if path.as_str() != "robots.txt" {
            diagnostics.extend(clash(&own, &path));
        }
    }
    Outcome { value: files, diagnostics }
}

/// Where the files that the site brings come from, by output path.
fn own_files(site: &Site) -> BTreeMap<OutputPath, Span> {
    let file = |asset: &crate::site::Asset| (asset.url.output(), Span::file(asset.source));
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
    let words = body::BodyWords { words: &Words::new(tag, &[strings]).0 };
    let highlighter = Highlighter::new();
    let highlight = &|block: &CodeBlock| body::highlight(&highlighter, block);
    doc_html::fragment(
        text,
        &doc_html::FragmentOptions { tag, dialect, html, words: &words, highlight },
    )
}

/// Adds a text file at a path made of safe segments.
fn add_text(files: &mut Artifacts, url: &crate::base::UrlPath, text: String) {
    files.add(url.output(), Content::Bytes(text.into_bytes()));
}

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
