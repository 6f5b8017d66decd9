//! The text of a page, taken from the depot: links followed, raw HTML as the
//! settings have it.

use crate::base::{Depot, Failure, LangIdx, Shelf};
use crate::config::HtmlPolicy;
use crate::html::minify::minify_fragment;
use crate::html::sanitize;
use crate::markup::doc::LinkKind;
use crate::markup::doc_html::{ImageSource, ResolvedLink};
use crate::markup::{OpenHtml, OpenText, encode_destination};
use crate::render::places::{Places, fragment};
use crate::site::{Source, Target, Text};
use crate::source::{body_key, twin_key};

/// Images narrower than this are shown as wide as they are on any screen, in pixels.
const SMALL: u32 = 300;

/// The texts of a site.
#[derive(Clone, Copy)]
pub(super) struct Texts<'a> {
    pub(super) places: Places<'a>,
    pub(super) depot: &'a dyn Depot,
}

impl Texts<'_> {
    /// The HTML of a text whose links lead to `targets`.
    ///
    /// # Errors
    /// [`Failure::Lost`].
    pub(super) fn html(&self, text: &Text, targets: &[ResolvedLink]) -> Result<String, Failure> {
        let Some(written) = text.written else { return Ok(String::new()) };
        let bytes = self.depot.get(Shelf::Large, body_key(written)).ok_or(Failure::Lost)?;
        let html = OpenHtml::from_bytes(&bytes).ok_or(Failure::Lost)?.close(targets);
        if !text.facts.has_raw_html {
            return Ok(html);
        }
        // The pieces were filtered when the text was parsed; what they open and
        // leave open shows only in the whole.
        Ok(match self.places.settings.html {
            HtmlPolicy::Safe => minify_fragment(&sanitize::clean_body(&html)),
            HtmlPolicy::Trusted => minify_fragment(&html),
            HtmlPolicy::Off => html,
        })
    }

    /// The Markdown for machines.
    ///
    /// # Errors
    /// [`Failure::Lost`].
    pub(super) fn twin(&self, text: &Text) -> Result<OpenText, Failure> {
        let Some(written) = text.written else { return Ok(OpenText::default()) };
        let bytes = self.depot.get(Shelf::Large, twin_key(written)).ok_or(Failure::Lost)?;
        OpenText::from_bytes(&bytes).ok_or(Failure::Lost)
    }
}

/// Where each link of a text leads.
pub(super) fn resolve(places: &Places<'_>, text: &Text, lang: LangIdx) -> Vec<ResolvedLink> {
    let is_image =
        |idx: usize| text.facts.links.get(idx).is_some_and(|link| link.kind == LinkKind::Image);
    let links = text.targets.iter().enumerate();
    links.map(|(idx, target)| follow(places, target, lang, is_image(idx))).collect()
}

fn follow(places: &Places<'_>, target: &Target, lang: LangIdx, is_image: bool) -> ResolvedLink {
    match target {
        Target::Page { page, query, anchor } => {
            let there = places.site.lang(*page);
            let mut href = places.rooted(places.site.url(*page));
            href.push_str(&encode_destination(query));
            if let Some(id) = anchor {
                href.push_str(&fragment(id));
            }
            let hreflang = (there != lang).then(|| places.settings.language(there).tag.clone());
            ResolvedLink { href, hreflang, ..ResolvedLink::default() }
        }
        Target::Anchor(id) => ResolvedLink { href: fragment(id), ..ResolvedLink::default() },
        Target::Local(url, rest) => {
            let href = format!("{}{}", places.rooted(url), encode_destination(rest));
            let picture = places.site.picture(url).filter(|_| is_image);
            let Some(picture) = picture else {
                return ResolvedLink { href, ..ResolvedLink::default() };
            };
            let sources = picture.sources.iter().map(|source| image_source(places, source));
            let sizes = sizes(places, picture.size);
            ResolvedLink {
                href,
                size: picture.size,
                sources: sources.collect(),
                sizes,
                ..ResolvedLink::default()
            }
        }
        Target::External(address) => {
            let is_web =
                ["http://", "https://", "//"].iter().any(|start| address.starts_with(start));
            ResolvedLink {
                href: encode_destination(address),
                is_external: is_web && !is_image,
                ..ResolvedLink::default()
            }
        }
        Target::Broken => ResolvedLink::default(),
    }
}

fn image_source(places: &Places<'_>, source: &Source) -> ImageSource {
    let variants = source.variants.iter();
    let set = variants.map(|variant| format!("{} {}w", places.rooted(&variant.url), variant.width));
    let srcset = set.collect::<Vec<_>>().join(", ");
    ImageSource { media: source.format.media().to_owned(), srcset }
}

/// How wide an image is shown: as the settings have it, and no wider than it is.
fn sizes(places: &Places<'_>, size: Option<(u32, u32)>) -> String {
    let settings = &places.settings.images;
    match size {
        Some((width, _)) if width < SMALL => format!("{width}px"),
        Some(_) | None => settings.sizes.clone(),
    }
}
