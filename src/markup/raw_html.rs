//! Raw HTML in a text: filtered with its place, and the ids it brings.

use crate::base::Span;
use crate::diag::Diagnostic;
use crate::diag::catalog::markup as catalog;
use crate::html::sanitize::{self, Policy};
use crate::markup::Doc;
use crate::markup::doc::RawHtml;
use crate::markup::walk::visit_raw_html;

/// Passes every piece of raw HTML through the policy and says what was left
/// out; keeps the ids that links may name in [`Doc::raw_ids`], and the pieces.
///
/// Under [`Policy::Safe`] the rendered body is still to be cleaned as a whole,
/// since pieces do not show what they open and leave open.
pub fn filter_raw_html(doc: &mut Doc, policy: Policy) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if !doc.has_raw_html {
        return diagnostics;
    }
    let mut ids = Vec::new();
    let mut pieces = Vec::new();
    visit_raw_html(doc, &mut |raw| {
        if policy == Policy::Safe {
            filter(raw, &mut diagnostics);
        }
        if policy != Policy::Off {
            collect_ids(&raw.html, &mut ids);
        }
        pieces.push(raw.clone());
    });
    doc.raw_pieces = pieces;
    doc.raw_ids = ids;
    diagnostics
}

fn filter(raw: &mut RawHtml, diagnostics: &mut Vec<Diagnostic>) {
    let (html, dropped) = sanitize::filter(&raw.html, Policy::Safe);
    // The place inside the piece is known when it is a plain slice.
    let is_slice = raw.span.range().len() == raw.html.trim_end_matches('\n').len()
        || raw.span.range().len() == raw.html.len();
    for dropped in dropped {
        let std::ops::Range { start, end } = raw.span.range();
        // The piece may have a line break more than its place.
        let inside = start + dropped.range.start..(start + dropped.range.end).min(end);
        let at = if is_slice { Span::new(raw.span.source, inside) } else { raw.span };
        diagnostics.push(catalog::html_dropped(at, &dropped.what));
    }
    raw.html = html;
}

/// The values of `id` and `name` attributes, quoted or not.
fn collect_ids(html: &str, ids: &mut Vec<String>) {
    for name in ["id=", "name="] {
        collect_values(html, name, ids);
    }
}

/// The values of the attribute `name`, written with its `=`.
pub(super) fn collect_values(html: &str, name: &str, ids: &mut Vec<String>) {
    for (at, _) in html.match_indices(name) {
        let is_attribute = html[..at].ends_with(|c: char| c.is_ascii_whitespace());
        let value = &html[at + name.len()..];
        let value = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split(quote).next(),
            _ => value.split(|c: char| c.is_ascii_whitespace() || c == '>').next(),
        };
        if let Some(value) = value.filter(|value| is_attribute && !value.is_empty()) {
            ids.push(value.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{collect_ids, filter_raw_html};
    use crate::base::{MappedText, SourceId};
    use crate::html::sanitize::Policy;
    use crate::markup::{ParseOptions, parse};

    #[test]
    fn what_is_dropped_ends_where_the_text_ends() {
        let text = "a[^1]\n\n[^0]: x [^two]\n <script>two]: > q\n";
        let mapped = MappedText::verbatim(SourceId(0), text, 0);
        let mut doc = parse(&mapped, &ParseOptions::full(None)).value;
        let said = filter_raw_html(&mut doc, Policy::Safe);
        let shown: Vec<Option<&str>> = said.iter().map(|d| text.get(d.span.range())).collect();
        assert_eq!(shown, [Some("<script>two]: > q\n")]);
    }

    #[test]
    fn ids_of_raw_html_are_found() {
        let mut ids = Vec::new();
        collect_ids("<a id=\"x y\"></a><p class=k id=z><a name='n'> grid=9", &mut ids);
        assert_eq!(ids, ["x y", "z", "n"]);
    }
}
