//! Markdown → a fragment of HTML, without a site: what `guichet render` does.

use crate::base::{MappedText, SourceId};
use crate::code::Highlighted;
use crate::diag::Outcome;
use crate::html::{Writer, sanitize};
use crate::i18n::typography::Rules;
use crate::markup::doc::{CodeBlock, LinkKind, RawLink};
use crate::markup::doc_html::{DocContext, DocWords, HtmlPolicy, ResolvedLink, write, write_exact};
use crate::markup::{Dialect, ParseOptions, encode_destination, filter_raw_html, parse};

/// How a fragment is rendered.
#[derive(Clone, Copy)]
pub struct FragmentOptions<'a> {
    /// The language tag of the text, for its typographic rules.
    pub tag: &'a str,
    /// What the text may use. The bare dialect keeps everything as it is.
    pub dialect: Dialect,
    /// What happens to raw HTML in the full dialect.
    pub html: HtmlPolicy,
    /// The strings of the language.
    pub words: &'a dyn DocWords,
    /// Colours code.
    pub highlight: &'a dyn Fn(&CodeBlock) -> Option<Highlighted>,
}

/// Renders a text; links stay as they are written. Places in diagnostics are
/// those of source 0.
pub fn fragment(text: &str, options: &FragmentOptions<'_>) -> Outcome<String> {
    let mapped = MappedText::verbatim(SourceId(0), text, 0);
    if options.dialect == Dialect::CommonMark {
        let parsed = parse(&mapped, &ParseOptions::common_mark());
        let mut out = Writer::new();
        write_exact(&parsed.value, &mut out);
        return Outcome { value: out.finish(), diagnostics: parsed.diagnostics };
    }
    let rules = Rules::for_tag(options.tag);
    let mut diagnostics = Vec::new();
    let mut doc = parse(&mapped, &ParseOptions::full(Some(&rules))).drain(&mut diagnostics);
    diagnostics.extend(filter_raw_html(&mut doc, options.html));
    let targets: Vec<ResolvedLink> = doc.links.iter().map(as_written).collect();
    let (words, highlight) = (options.words, options.highlight);
    let ctx = DocContext { words, highlight, html: options.html };
    let mut html = write(&doc, &ctx).close(&targets);
    if !html.is_empty() && !html.ends_with('\n') {
        html.push('\n');
    }
    let is_cleaned = options.html == HtmlPolicy::Safe && doc.has_raw_html;
    let value = if is_cleaned { sanitize::clean_body(&html) } else { html };
    Outcome { value, diagnostics }
}

fn as_written(link: &RawLink) -> ResolvedLink {
    let is_external = link.kind != LinkKind::Image
        && ["http://", "https://", "//"].iter().any(|start| link.dest.starts_with(start));
    ResolvedLink { href: encode_destination(&link.dest), is_external, ..ResolvedLink::default() }
}
