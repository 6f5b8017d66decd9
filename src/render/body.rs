//! The text of a page: links followed, raw HTML as the settings have it.

use crate::base::LangIdx;
use crate::code::{Highlighted, Highlighter};
use crate::config::HtmlPolicy;
use crate::diag::Arg;
use crate::html::{Writer, sanitize};
use crate::i18n::Words;
use crate::markup::doc::{CodeBlock, LinkKind};
use crate::markup::encode_destination;
use crate::render::doc_html::{self, DocContext, DocWords, ResolvedLink};
use crate::render::places::{Places, fragment};
use crate::render::shared::Shared;
use crate::site::{Target, Text};

/// The HTML of a text in language `lang`.
pub(super) fn html(shared: &Shared<'_>, text: &Text, lang: LangIdx) -> String {
    let (places, words) = (&shared.places, shared.theme.words(lang));
    let policy = places.settings.html;
    let targets = resolve(places, text, lang);
    let words = BodyWords { words };
    let highlight = |block: &CodeBlock| highlight(shared.highlighter, block);
    let ctx = DocContext { targets: &targets, words: &words, highlight: &highlight, html: policy };
    let mut out = Writer::new();
    doc_html::write(&text.doc, &ctx, &mut out);
    let html = out.finish();
    // The pieces were filtered when the text was parsed; what they open and
    // leave open shows only in the whole.
    let must_clean = policy == HtmlPolicy::Safe && text.doc.has_raw_html;
    if must_clean { sanitize::clean_body(&html) } else { html }
}

/// Colours a block; what cannot be coloured stays plain and was reported by the
/// parse step.
pub(super) fn highlight(highlighter: &Highlighter, block: &CodeBlock) -> Option<Highlighted> {
    if block.lang.is_empty() {
        return None;
    }
    highlighter.highlight(&block.lang, &block.text).ok()
}

/// Where each link of a text leads.
fn resolve(places: &Places<'_>, text: &Text, lang: LangIdx) -> Vec<ResolvedLink> {
    let is_image =
        |idx: usize| text.doc.links.get(idx).is_some_and(|link| link.kind == LinkKind::Image);
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
            ResolvedLink { href, ..ResolvedLink::default() }
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

/// The interface strings under the names that the text's writer uses.
pub(super) struct BodyWords<'a> {
    pub(super) words: &'a Words,
}

impl DocWords for BodyWords<'_> {
    fn word(&self, name: &str) -> &str {
        self.words.text(name).unwrap_or_default()
    }

    fn label(&self, name: &str, subject: &str) -> String {
        let subject_args = ["title", "n"].map(|arg| (arg, Arg::Text(subject.to_owned())));
        self.words.format(name, &subject_args).unwrap_or_else(|| subject.to_owned())
    }
}
