//! Destinations of links, made absolute in the Markdown itself; comments and
//! HTML that no page shows, taken out of it.

use std::ops::Range;

use std::borrow::Cow;

use crate::base::Span;
use crate::config::HtmlPolicy;
use crate::markup::doc::{LinkKind, RawLink};
use crate::markup::{encode_destination, is_unsafe_destination};
use crate::render::places::{Places, fragment};
use crate::site::{PageRef, Target, Text};

/// The expanded text of a page with every link absolute, without what readers of
/// the page do not see. Links that cannot be found again (made by a variable)
/// stay as they are.
pub(super) fn for_machines(places: &Places<'_>, page: PageRef) -> String {
    let text = places.site.text(page);
    let markdown = text.markdown.text();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    link_edits(&mut edits, places, page);
    for range in &text.doc.comments {
        let is_line = markdown.get(range.clone()).is_some_and(|slice| slice.ends_with('\n'));
        edits.push((range.clone(), String::from(if is_line { "\n" } else { "" })));
    }
    html_edits(&mut edits, text, places.settings.html);
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    apply(markdown, &edits)
}

/// Raw HTML as the policy left it. Under [`HtmlPolicy::Off`] the page shows its
/// signs, and so does the twin.
fn html_edits(edits: &mut Vec<(Range<usize>, String)>, text: &Text, policy: HtmlPolicy) {
    let markdown = text.markdown.text();
    let pieces = &text.doc.raw_pieces;
    let spans: Vec<Span> = pieces.iter().map(|raw| raw.span).collect();
    for (raw, range) in pieces.iter().zip(text.markdown.positions(&spans)) {
        let Some(range) = range else { continue };
        let Some(slice) = markdown.get(range.clone()) else { continue };
        let mut html = without_comments(&raw.html);
        if policy == HtmlPolicy::Off {
            html = html.replace('&', "&amp;").replace('<', "&lt;").into();
        }
        let html = html.trim_end_matches('\n');
        let kept = slice.trim_end_matches('\n');
        if html != kept {
            // Very many pieces may stand on one line: most have one line only.
            let html = if html.contains('\n') {
                html.replace('\n', &format!("\n{}", line_prefix(&markdown[..range.start])))
            } else {
                html.to_owned()
            };
            edits.push((range.start..range.start + kept.len(), html));
        }
    }
}

/// What the further lines of a block start with: the marks of quotes and the
/// room of items before its first line.
fn line_prefix(before: &str) -> String {
    let line = &before[before.rfind('\n').map_or(0, |idx| idx + 1)..];
    line.chars().map(|c| if matches!(c, '>' | '\t') { c } else { ' ' }).collect()
}

/// HTML without its comments; one that is left open goes on to the end.
fn without_comments(html: &str) -> Cow<'_, str> {
    let mut rest = html;
    let mut out = String::new();
    while let Some(start) = rest.find("<!--") {
        out.push_str(&rest[..start]);
        let inside = &rest[start + 4..];
        rest = inside.find("-->").map_or("", |end| &inside[end + 3..]);
    }
    if rest.len() == html.len() {
        return Cow::Borrowed(html);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn link_edits(edits: &mut Vec<(Range<usize>, String)>, places: &Places<'_>, page: PageRef) {
    let text = places.site.text(page);
    let markdown = text.markdown.text();
    let links: Vec<((&RawLink, &Target), Span)> = text
        .doc
        .links
        .iter()
        .zip(&text.targets)
        .filter(|(link, _)| link.kind != LinkKind::Autolink)
        .map(|(link, target)| ((link, target), link.span))
        .collect();
    let spans: Vec<Span> = links.iter().map(|(_, span)| *span).collect();
    for (((link, target), _), range) in links.iter().zip(text.markdown.positions(&spans)) {
        let Some(range) = range else { continue };
        let (Some(href), Some(slice)) =
            (absolute(places, page, link, target), markdown.get(range.clone()))
        else {
            continue;
        };
        if let Some((place, is_reference)) = destination(slice) {
            let href = if is_reference { format!("({href})") } else { href };
            edits.push((range.start + place.start..range.start + place.end, href));
        }
    }
}

fn apply(markdown: &str, edits: &[(Range<usize>, String)]) -> String {
    let mut out = String::with_capacity(markdown.len() + edits.len() * 32);
    let mut done = 0;
    for (range, href) in edits {
        if range.start < done {
            continue;
        }
        out.push_str(&markdown[done..range.start]);
        out.push_str(href);
        done = range.end;
    }
    out.push_str(&markdown[done..]);
    out
}

/// Where a link leads, for readers that are not on the page; none when the text
/// is already right.
fn absolute(places: &Places<'_>, page: PageRef, link: &RawLink, target: &Target) -> Option<String> {
    let href = match target {
        Target::Page { page, query, anchor } => {
            let id = anchor.as_deref().map(fragment).unwrap_or_default();
            let query = encode_destination(query);
            format!("{}{query}{id}", places.absolute(places.site.url(*page)))
        }
        Target::Local(url, rest) => format!("{}{rest}", places.absolute(url)),
        Target::Broken => broken(places, page, &link.dest)?,
        Target::Anchor(_) | Target::External(_) => return None,
    };
    let is_plain = !href.contains(['(', ')', '<', '>', ' ']);
    Some(if is_plain { href } else { format!("<{}>", href.replace(['<', '>'], "")) })
}

/// Where a link that leads nowhere would lead from its page; none within the page.
fn broken(places: &Places<'_>, page: PageRef, dest: &str) -> Option<String> {
    let dest = dest.trim();
    if dest.is_empty() || dest.starts_with('#') || is_unsafe_destination(dest) {
        return None;
    }
    let end = dest.find(['?', '#']).unwrap_or(dest.len());
    let (path, rest) = dest.split_at(end);
    let folder = places.site.url(page).encoded();
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    if path.starts_with('/') {
        parts.clear();
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let mut address = format!("/{}", parts.join("/"));
    if path.ends_with('/') || path.is_empty() {
        address.push('/');
    }
    let address = encode_destination(&format!("{address}{rest}"));
    Some(places.settings.base_url.absolute(&address))
}

/// Where the destination of a link stands in its own text, and whether it is a
/// reference, whose label is replaced by a destination in parentheses.
fn destination(link: &str) -> Option<(Range<usize>, bool)> {
    if let Some(inside) = link.strip_suffix(')') {
        let open = inside.rfind("](")? + 2;
        let start = open + (inside.len() - open - inside[open..].trim_start().len());
        let rest = &inside[start..];
        let len = if rest.starts_with('<') {
            rest.find('>')? + 1
        } else {
            rest.find(char::is_whitespace).unwrap_or(rest.len())
        };
        return Some((start..start + len, false));
    }
    if !link.ends_with(']') {
        return None;
    }
    let label = link.rfind("][").map(|at| at + 1);
    let is_label = |at: &usize| !link[at + 1..link.len() - 1].contains(['[', ']']);
    let start = label.filter(is_label).unwrap_or(link.len());
    Some((start..link.len(), true))
}

#[cfg(test)]
mod tests {
    use super::{destination, without_comments};

    #[test]
    fn comments_are_cut_out_of_html() {
        assert_eq!(without_comments("<p>a<!-- b --><i>c</i><!--d"), "<p>a<i>c</i>");
        assert_eq!(without_comments("<p>a"), "<p>a");
    }

    #[test]
    fn destinations_are_found_in_links_of_every_form() {
        for (link, place, is_reference) in [
            ("[a](b.md)", "b.md", false),
            ("![a](b.png \"t\")", "b.png", false),
            ("[a]( <b c.md> 't')", "<b c.md>", false),
            ("[![i](p.png)](b.md#x)", "b.md#x", false),
            ("[a](b(c).md)", "b(c).md", false),
            ("[a]()", "", false),
            ("[a][b]", "[b]", true),
            ("[a][]", "[]", true),
            ("[a]", "", true),
            ("[![i][p]]", "", true),
        ] {
            let (range, found) = destination(link).unwrap();
            assert_eq!((&link[range], found), (place, is_reference), "{link}");
        }
        assert_eq!(destination("https://a.example"), None);
    }
}
