//! What is made of the images that texts show, between resolving a site and rendering
//! it.
//!
//! An image that a text shows gets narrower copies in formats that take fewer bytes; one
//! that stands among the texts loses what must not be published: the place where it
//! was taken, what runs in a drawing. Both depend on its bytes and on a few settings
//! alone: what was made is kept in the depot under their digest, so that an image is
//! decoded once. Files of `static/` are published as they are, whoever shows them.

mod gate;
mod make;
mod record;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::base::paths::stem_of;
use crate::base::{Depot, Digest, OutputPath, Span, UrlPath};
use crate::config::Settings;
use crate::diag::Diagnostic;
use crate::diag::catalog::files as said;
use crate::files::Files;
use crate::images::{self, Fault, Image, MAX_BYTES, MAX_PIXELS};
use crate::markup::doc::LinkKind;
use crate::site::Site;
use crate::site::types::{Asset, Picture, Source, Target, Variant};

use gate::Gate;
use make::Maker;
use record::Record;

/// How much work may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureWork {
    /// Copies are made of every image that has none yet.
    Convert,
    /// Images are decoded, so that what is wrong with them is said; no copy is made.
    Look,
    /// What earlier builds made is used, no image is decoded: for the preview.
    Kept,
}

/// What pictures are made from.
#[derive(Clone, Copy)]
pub struct PictureContext<'c> {
    /// The site's folder.
    pub files: &'c dyn Files,
    /// What earlier builds made.
    pub depot: &'c dyn Depot,
    /// The site's settings.
    pub settings: &'c Settings,
    /// When the newest file of the site changed.
    pub newest: (i64, i64),
    /// How much may be done.
    pub work: PictureWork,
}

/// Makes the pictures of a site, on every core; what is wrong with images is said where
/// a text first shows them.
pub fn pictures(site: &mut Site, ctx: &PictureContext<'_>) -> Vec<Diagnostic> {
    let shown = shown(site);
    let gate = Gate::default();
    let make = |asset: &Asset| {
        let place = shown.get(&asset.url).copied();
        let is_cleaned = asset.path.starts_with("content");
        let maker = Maker { ctx, gate: &gate, is_shown: place.is_some(), is_cleaned };
        (is_cleaned || place.is_some()).then(|| maker.make(asset)).flatten()
    };
    let made: Vec<Option<Record>> = site.assets.par_iter().map(make).collect();
    let mut diagnostics = positions(site, ctx, &made);
    let mut pictures = BTreeMap::new();
    for (asset, record) in site.assets.iter().zip(made) {
        let Some(record) = record else { continue };
        let at = shown.get(&asset.url).copied().unwrap_or_else(|| Span::file(asset.source));
        diagnostics.extend(told(asset, &record, at));
        pictures.insert(asset.url.clone(), picture(asset, &record));
    }
    site.pictures = pictures;
    diagnostics
}

/// The images that texts show, and where the first of them does.
fn shown(site: &Site) -> BTreeMap<UrlPath, Span> {
    let mut shown = BTreeMap::new();
    for page in site.pages() {
        let text = site.text(page);
        for (link, target) in text.facts.links.iter().zip(&text.targets) {
            if let (LinkKind::Image, Target::Local(url, _)) = (link.kind, target) {
                shown.entry(url.clone()).or_insert(link.span);
            }
        }
    }
    shown
}

/// The images that are published with the place where they were taken: those out of
/// which it cannot be taken, and those that are copied as they are.
fn positions(site: &Site, ctx: &PictureContext<'_>, made: &[Option<Record>]) -> Vec<Diagnostic> {
    let pairs = site.assets.iter().zip(made);
    let untouched = pairs.filter(|(_, record)| match record {
        Some(record) => record.keeps_position,
        None => true,
    });
    let published: Vec<Image<'_>> = untouched
        .map(|(asset, _)| Image { path: &asset.path, source: asset.source, stamp: asset.stamp })
        .collect();
    images::positions(&published, ctx.files, ctx.depot, ctx.newest)
}

fn told(asset: &Asset, record: &Record, at: Span) -> Option<Diagnostic> {
    let path = asset.path.as_str();
    match record.fault {
        Some(Fault::Damaged) => Some(said::image_damaged(at, path)),
        Some(Fault::TooManyPixels) => {
            Some(said::image_too_large(at, path, (millions(MAX_PIXELS), "pixels")))
        }
        Some(Fault::TooManyBytes) => {
            Some(said::image_too_large(at, path, (millions(MAX_BYTES), "bytes")))
        }
        None if record.removed.is_empty() => None,
        None => Some(said::drawing_cleaned(at, path, &record.removed.join(", "))),
    }
}

fn millions(number: u64) -> usize {
    usize::try_from(number / 1_000_000).unwrap_or(usize::MAX)
}

fn picture(asset: &Asset, record: &Record) -> Picture {
    let mut sources: Vec<Source> = Vec::new();
    for copy in &record.copies {
        let Some(url) = copy_url(asset, copy) else { continue };
        let variant = Variant { width: copy.width, url, kept: copy.kept };
        match sources.last_mut() {
            Some(source) if source.format == copy.format => source.variants.push(variant),
            Some(_) | None => {
                sources.push(Source { format: copy.format, variants: vec![variant] });
            }
        }
    }
    Picture { size: record.size, sources, published: record.published }
}

/// Longest part of an image's name in that of a copy, in bytes.
const MAX_STEM: usize = 40;

/// `img/Plan du 2e.jpg` → `/assets/img/plan-du-2e-800.0123456789.webp`.
fn copy_url(asset: &Asset, copy: &record::CopyRecord) -> Option<UrlPath> {
    let mut stem = crate::base::fold::slugify(stem_of(asset.path.as_str()));
    stem.retain(|c| c.is_ascii());
    stem.truncate(MAX_STEM);
    let stem = stem.trim_matches('-');
    let stem = if stem.is_empty() { "image" } else { stem };
    let (width, print) = (copy.width, copy.kept.short());
    let name = format!("assets/img/{stem}-{width}.{print}.{}", copy.format.ending());
    OutputPath::new(&name).ok().map(|path| UrlPath::file(&path))
}

impl Site {
    /// The copies of images that pages name, each once: where it goes, and the key
    /// under which the depot keeps it.
    pub fn copies(&self) -> BTreeMap<OutputPath, Digest> {
        let sources = self.pictures.values().flat_map(|picture| &picture.sources);
        let variants = sources.flat_map(|source| &source.variants);
        variants.map(|variant| (variant.url.output(), variant.kept)).collect()
    }

    /// The picture of an image that a page shows.
    pub fn picture(&self, url: &UrlPath) -> Option<&Picture> {
        self.pictures.get(url)
    }
}
