//! HTML whose links do not lead anywhere yet.
//!
//! Where a link leads depends on the whole site; everything else of a text depends
//! on the text alone. So the text is written once, with a place for each link, and
//! the places are filled in when the site is known. What is kept of an article
//! between two builds is the former.

use serde::{Deserialize, Serialize};

use crate::html::Writer;
use crate::html::writer::escape_into;
use crate::markup::doc::LinkId;
use crate::markup::is_unsafe_destination;

/// Where a link or image leads once the site is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ResolvedLink {
    /// The address as it stands in the attribute, before HTML escaping; empty
    /// when it leads nowhere: the words are then shown without a link.
    pub href: String,
    /// The language tag of the page, when it is not the article's.
    pub hreflang: Option<String>,
    /// Whether it leads to another site.
    pub is_external: bool,
    /// Width and height of an image in CSS pixels, when known.
    pub size: Option<(u32, u32)>,
    /// Copies of an image in other formats, the one with the fewest bytes first.
    pub sources: Vec<ImageSource>,
    /// How wide an image is shown, as HTML has it (`sizes`), when there are copies.
    pub sizes: String,
}

/// The copies of an image in one format.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImageSource {
    /// The media type.
    pub media: String,
    /// Addresses and widths, as HTML has them (`srcset`).
    pub srcset: String,
}

/// HTML with places for links.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenHtml {
    pub(super) html: String,
    /// In the order of their places.
    pub(super) links: Vec<OpenLink>,
}

/// A place for a part of a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct OpenLink {
    /// Bytes of the HTML before it.
    pub(super) at: u32,
    /// Which link.
    pub(super) link: LinkId,
    pub(super) part: Part,
}

/// What is to be written for a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Part {
    /// The opening tag; its `title`.
    Start(String),
    /// The closing tag.
    End,
    /// The whole image.
    Image { alt: String, title: String },
}

impl OpenHtml {
    /// The bytes that [`OpenHtml::from_bytes`] reads back.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Strings, numbers and lists always have a form.
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// Reads bytes back; none when they are others'.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// The HTML, with nothing in the places of links.
    pub fn without_links(&self) -> &str {
        &self.html
    }

    /// Fills in the links; `targets` is parallel to the links of the text. A
    /// missing one leads nowhere.
    pub fn close(&self, targets: &[ResolvedLink]) -> String {
        let mut out = Writer::with_capacity(self.html.len() + self.links.len() * 64);
        let mut done = 0;
        let mut n_images = 0;
        for open in &self.links {
            let at = open.at as usize;
            out.trusted(self.html.get(done..at).unwrap_or_default());
            done = at;
            let target = targets.get(open.link.0 as usize).filter(|target| leads(target));
            match (&open.part, target) {
                (Part::Start(title), Some(target)) => start(&mut out, target, title),
                (Part::End, Some(_)) => out.close("a"),
                (Part::Start(_) | Part::End, None) => {}
                (Part::Image { alt, title }, Some(target)) => {
                    image(&mut out, target, (alt, title), n_images);
                    n_images += 1;
                }
                (Part::Image { alt, .. }, None) => out.text(alt),
            }
        }
        out.trusted(self.html.get(done..).unwrap_or_default());
        out.finish()
    }
}

/// Whether a link leads anywhere without running code.
fn leads(target: &ResolvedLink) -> bool {
    !target.href.is_empty() && !is_unsafe_destination(&target.href)
}

fn start(out: &mut Writer, target: &ResolvedLink, title: &str) {
    out.trusted("<a");
    attribute(out, "href", &target.href);
    if !title.is_empty() {
        attribute(out, "title", title);
    }
    if let Some(lang) = &target.hreflang {
        attribute(out, "hreflang", lang);
    }
    if target.is_external {
        out.trusted(" class=\"external\" rel=\"noopener\"");
    }
    out.trusted(">");
}

/// An image, with its copies for the browser to choose from. The first of a text is
/// likely to be seen at once: only the others wait until they are near.
fn image(out: &mut Writer, target: &ResolvedLink, (alt, title): (&str, &str), n_before: usize) {
    let has_copies = !target.sources.is_empty();
    if has_copies {
        out.trusted("<picture>");
    }
    for source in &target.sources {
        out.trusted("<source");
        attribute(out, "type", &source.media);
        attribute(out, "srcset", &source.srcset);
        attribute(out, "sizes", &target.sizes);
        out.trusted(">");
    }
    out.trusted("<img");
    attribute(out, "src", &target.href);
    attribute(out, "alt", alt);
    if let Some((width, height)) = target.size {
        attribute(out, "width", &width.to_string());
        attribute(out, "height", &height.to_string());
    }
    if !title.is_empty() {
        attribute(out, "title", title);
    }
    if n_before > 0 {
        out.trusted(" loading=\"lazy\" decoding=\"async\"");
    }
    out.trusted(">");
    if has_copies {
        out.trusted("</picture>");
    }
}

fn attribute(out: &mut Writer, name: &str, value: &str) {
    let mut text = String::with_capacity(name.len() + value.len() + 4);
    text.push(' ');
    text.push_str(name);
    text.push_str("=\"");
    escape_into(&mut text, value);
    text.push('"');
    out.trusted(&text);
}
