//! Destinations of links, made absolute in the Markdown itself.

use std::ops::Range;

use crate::base::Span;
use crate::markup::doc::LinkKind;
use crate::render::places::{Places, fragment};
use crate::site::{Target, Text};

/// The expanded text of a page with every link that was followed absolute.
/// Links that cannot be found again (made by a variable) stay as they are.
pub(in crate::render) fn with_absolute_links(places: &Places<'_>, text: &Text) -> String {
    let markdown = text.markdown.text();
    let links: Vec<(&Target, Span)> = text
        .doc
        .links
        .iter()
        .zip(&text.targets)
        .filter(|(link, _)| link.kind != LinkKind::Autolink)
        .map(|(link, target)| (target, link.span))
        .collect();
    let spans: Vec<Span> = links.iter().map(|(_, span)| *span).collect();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for ((target, _), range) in links.iter().zip(text.markdown.positions(&spans)) {
        let Some(range) = range else { continue };
        let (Some(href), Some(slice)) = (absolute(places, target), markdown.get(range.clone()))
        else {
            continue;
        };
        if let Some((place, is_reference)) = destination(slice) {
            let href = if is_reference { format!("({href})") } else { href };
            edits.push((range.start + place.start..range.start + place.end, href));
        }
    }
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    apply(markdown, &edits)
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
fn absolute(places: &Places<'_>, target: &Target) -> Option<String> {
    let href = match target {
        Target::Page { page, anchor } => {
            let id = anchor.as_deref().map(fragment).unwrap_or_default();
            format!("{}{id}", places.absolute(places.site.url(*page)))
        }
        Target::Local(url, rest) => format!("{}{rest}", places.absolute(url)),
        Target::Anchor(_) | Target::External(_) | Target::Broken => return None,
    };
    let is_plain = !href.contains(['(', ')', '<', '>', ' ']);
    Some(if is_plain { href } else { format!("<{}>", href.replace(['<', '>'], "")) })
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
    use super::destination;

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
