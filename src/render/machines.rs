//! Files for machines: sitemap, robots, news feeds, `llms.txt`.
//!
//! Only articles for everybody are in them ([`crate::site::Meta::is_public`]). No
//! clock is read: dates are those that authors wrote.

mod atom;
mod llms;
mod sitemap;
mod xml;

use crate::base::{Artifacts, OutputPath, UrlPath};
use crate::config::Settings;
use crate::render::add_text;
use crate::render::places::Places;
use crate::site::Site;

/// Makes the files for machines.
pub fn machines(site: &Site, settings: &Settings) -> Artifacts {
    let places = Places { site, settings };
    let mut files = Artifacts::new();
    for (name, text) in sitemap::sitemaps(&places) {
        add_at(&mut files, &name, text);
    }
    add_at(&mut files, "robots.txt", robots(&places));
    for lang in settings.langs() {
        add_text(&mut files, &places.language_file(lang, "atom.xml"), atom::feed(&places, lang));
        let is_default = lang == settings.default_language;
        for (name, text) in
            [("llms.txt", llms::index(&places, lang)), ("llms-full.txt", llms::full(&places, lang))]
        {
            if is_default {
                add_at(&mut files, name, text);
            } else {
                add_text(&mut files, &places.language_file(lang, name), text);
            }
        }
    }
    files
}

/// `robots.txt` (RFC 9309): everything may be read, and here is the list.
fn robots(places: &Places<'_>) -> String {
    let sitemap = places.settings.base_url.absolute("/sitemap.xml");
    format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n")
}

/// Adds a file at the top of the output.
fn add_at(files: &mut Artifacts, name: &str, text: String) {
    if let Ok(path) = OutputPath::new(name) {
        add_text(files, &UrlPath::file(&path), text);
    }
}

#[cfg(test)]
mod tests;
