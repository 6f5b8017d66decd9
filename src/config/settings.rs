//! What a site asks for, every default filled in.

use std::collections::BTreeMap;

use crate::base::{LangIdx, Span};
use crate::color::Rgb;
use crate::config::contact::{Contact, Feedback};
use crate::config::providers::Provider;
pub use crate::html::sanitize::Policy as HtmlPolicy;
use crate::images;

/// The settings of a site.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// Where the site is published.
    pub base_url: BaseUrl,
    /// The languages, in the order of the configuration.
    pub languages: Vec<Language>,
    /// The language that is complete, and that `x-default` names.
    pub default_language: LangIdx,
    /// The look.
    pub theme: ThemeSettings,
    /// What happens to raw HTML in articles.
    pub html: HtmlPolicy,
    /// Severities that the site changed, by name of check.
    pub checks: BTreeMap<String, Level>,
    /// The answer engine.
    pub search: SearchSettings,
    /// Whether the headers of hosts are written.
    pub has_headers: bool,
    /// What is made of images.
    pub images: ImageSettings,
    /// Words of links that say nothing, besides those that guichet knows.
    pub vague_links: Vec<String>,
    /// Provider ids declared under `[providers]`.
    pub providers: BTreeMap<String, Provider>,
    /// Where votes on pages go; none when pages ask for none.
    pub feedback: Option<Feedback>,
    /// The address at which a text is edited, with `{path}` where the path of its
    /// file goes.
    pub edit: Option<String>,
    /// The ids of the articles that homes put forward, and where each is named;
    /// empty when the site does not choose.
    pub asked: Vec<(String, Span)>,
}

/// A language of the site.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Language {
    /// Folder name and first URL segment: `fr`.
    pub code: String,
    /// Full BCP 47 tag: `fr-CA`.
    pub tag: String,
    /// The language's own name for itself: `Français`.
    pub name: String,
    /// Direction of its script.
    pub dir: Dir,
    /// Title of the site in this language.
    pub title: String,
    /// Summary of the site in this language; may be empty.
    pub description: String,
    /// Values for `{{ name }}` in articles of this language.
    pub variables: BTreeMap<String, String>,
    /// How to reach a person.
    pub contact: Contact,
}

/// Direction of a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dir {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// The address the site is published at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    /// `https://host` without a final slash.
    pub origin: String,
    /// Path below the host, without a final slash; often empty.
    pub path: String,
}

/// The theme and its options.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ThemeSettings {
    /// Folder below `themes/`.
    pub name: String,
    /// The color of the library.
    pub accent: Option<Accent>,
    /// The picture in place of the title, in the theme's folder or in `static/`.
    pub logo: Option<(String, Span)>,
    /// The icon of browser tabs, found as the logo is.
    pub favicon: Option<(String, Span)>,
    /// How round corners are, in CSS pixels.
    pub radius: Option<u8>,
    /// Whether each page has a card: the picture that others show for a link to it.
    pub has_cards: bool,
    /// The `[theme]` table without its name, passed to templates.
    pub options: serde_json::Map<String, serde_json::Value>,
}

/// The answer engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SearchSettings {
    /// How sure an answer must be to be shown, in thousandths; else a person is
    /// offered.
    pub threshold: u32,
}

impl Default for SearchSettings {
    fn default() -> Self {
        Self { threshold: 500 }
    }
}

/// The color of a library, and where it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent {
    /// The band, links and buttons of light pages.
    pub light: (Rgb, Span),
    /// The links of dark pages; none: derived from the other.
    pub dark: Option<(Rgb, Span)>,
}

/// What is made of images.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ImageSettings {
    /// The copies to make of each.
    pub copies: images::Options,
    /// How wide an image is shown, as HTML has it (`sizes`): by it and by its screen a
    /// browser chooses one of the copies.
    pub sizes: String,
}

impl Default for ImageSettings {
    fn default() -> Self {
        let copies = images::Options {
            formats: vec![images::Format::WebP],
            widths: vec![480, 800, 1_200, 1_600],
            quality: 80,
        };
        // The column of the default theme.
        Self { copies, sizes: "(min-width: 45rem) 42rem, calc(100vw - 2rem)".to_owned() }
    }
}

/// A severity chosen by the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Nothing is published.
    Error,
    /// Said, and published.
    Warn,
    /// Not said.
    Off,
}

impl Settings {
    /// A language by index.
    pub fn language(&self, lang: LangIdx) -> &Language {
        &self.languages[lang.idx()]
    }

    /// The index of a language code.
    pub fn lang(&self, code: &str) -> Option<LangIdx> {
        let idx = self.languages.iter().position(|language| language.code == code)?;
        u8::try_from(idx).ok().map(LangIdx)
    }

    /// Every language index, in order.
    pub fn langs(&self) -> impl Iterator<Item = LangIdx> + use<> {
        (0..self.languages.len()).filter_map(|idx| u8::try_from(idx).ok()).map(LangIdx)
    }
}

impl BaseUrl {
    /// Reads an absolute http or https address; query and fragment are refused.
    pub fn parse(text: &str) -> Option<Self> {
        let lower = text.to_ascii_lowercase();
        let scheme =
            ["https://", "http://"].into_iter().find(|scheme| lower.starts_with(scheme))?;
        let rest = &text[scheme.len()..];
        let (host, path) = rest.find('/').map_or((rest, ""), |idx| rest.split_at(idx));
        let has_bad_host = host.is_empty()
            || host.contains(['@', '\\', '<', '>', '"', '\''])
            || host.chars().any(|c| c.is_whitespace() || c.is_control());
        let has_bad_path = path.contains(['?', '#', '\\', '<', '>', '"', ' '])
            || path.contains("//")
            || path.split('/').any(|segment| segment == ".." || segment == ".")
            || path.chars().any(char::is_control);
        if has_bad_host || has_bad_path || host.contains(['?', '#']) {
            return None;
        }
        let origin = format!("{scheme}{host}");
        Some(Self { origin, path: path.trim_end_matches('/').to_owned() })
    }

    /// The absolute address of an encoded path.
    pub fn absolute(&self, encoded: &str) -> String {
        format!("{}{}{encoded}", self.origin, self.path)
    }

    /// The address below the host of an encoded path.
    pub fn rooted(&self, encoded: &str) -> String {
        format!("{}{encoded}", self.path)
    }
}

impl Dir {
    /// The direction of a language's usual script, by primary subtag.
    pub fn of_tag(tag: &str) -> Self {
        let rtl = ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"];
        if rtl.contains(&crate::base::lang::primary(tag).as_str()) { Self::Rtl } else { Self::Ltr }
    }

    /// The HTML `dir` value.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn base_urls_are_absolute_and_clean() {
        let base = BaseUrl::parse("https://aide.example.ca/biblio/").unwrap();
        assert_eq!(base.absolute("/fr/"), "https://aide.example.ca/biblio/fr/");
        assert_eq!(base.rooted("/fr/"), "/biblio/fr/");
        for bad in [
            "aide.example.ca",
            "ftp://x",
            "https://",
            "https://a b/",
            "https://a/?q",
            "//a/",
            "https://u@h/",
        ] {
            assert!(BaseUrl::parse(bad).is_none(), "{bad}");
        }
    }
}
