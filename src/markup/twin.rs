//! The Markdown of a page for machines: what the author wrote, expanded, without
//! what readers of the page do not see. Destinations of links are open until the
//! site is known, as in [`crate::markup::doc_html`].

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::base::{MappedText, Span};
use crate::html::sanitize::Policy;
use crate::markup::doc::{Block, Doc, LinkId, LinkKind};

/// Markdown with places for the destinations of links.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenText {
    text: String,
    /// In the order of their places.
    links: Vec<OpenLink>,
}

/// The destination of a link, as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct OpenLink {
    /// Its bytes in the text.
    range: Range<u32>,
    /// Which link.
    link: LinkId,
    /// Whether it is a label, which a destination in parentheses replaces.
    is_reference: bool,
}

/// A change of the text.
enum Edit {
    Replace(String),
    Open { link: LinkId, is_reference: bool },
}

impl OpenText {
    /// The bytes that [`OpenText::from_bytes`] reads back.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Strings, numbers and lists always have a form.
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// Reads bytes back; none when they are others'.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// The text with other destinations: `absolute` says where a link leads, none
    /// when what is written is right.
    pub fn close(&self, absolute: impl Fn(LinkId) -> Option<String>) -> String {
        let mut out = String::with_capacity(self.text.len() + self.links.len() * 32);
        let mut done = 0;
        for open in &self.links {
            let range = open.range.start as usize..open.range.end as usize;
            if range.start < done {
                continue;
            }
            let Some(href) = absolute(open.link) else { continue };
            out.push_str(self.text.get(done..range.start).unwrap_or_default());
            if open.is_reference {
                out.extend(["(", &href, ")"]);
            } else {
                out.push_str(&href);
            }
            done = range.end;
        }
        out.push_str(self.text.get(done..).unwrap_or_default());
        out
    }

    /// The part of the text in `range`.
    fn cut(&self, range: Range<usize>) -> Self {
        let (start, end) = (number(range.start), number(range.end));
        let inside = |open: &&OpenLink| open.range.start >= start && open.range.end <= end;
        let moved = |open: &OpenLink| OpenLink {
            range: open.range.start - start..open.range.end - start,
            ..open.clone()
        };
        let links = self.links.iter().filter(inside).map(moved).collect();
        Self { text: self.text.get(range).unwrap_or_default().to_owned(), links }
    }
}

/// The text of a page for machines, without the heading that became its title.
/// Links that cannot be found again (made by a variable) stay as they are.
pub fn twin(markdown: &MappedText, doc: &Doc, policy: Policy) -> OpenText {
    let text = markdown.text();
    let mut edits: Vec<(Range<usize>, Edit)> = Vec::new();
    link_edits(&mut edits, markdown, doc);
    for range in &doc.comments {
        let is_line = text.get(range.clone()).is_some_and(|slice| slice.ends_with('\n'));
        let kept = String::from(if is_line { "\n" } else { "" });
        edits.push((range.clone(), Edit::Replace(kept)));
    }
    html_edits(&mut edits, markdown, doc, policy);
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let open = apply(text, edits);
    open.cut(without_title(&open.text, doc))
}

/// Raw HTML as the policy left it. Under [`Policy::Off`] the page shows its
/// signs, and so does the twin.
fn html_edits(
    edits: &mut Vec<(Range<usize>, Edit)>,
    mapped: &MappedText,
    doc: &Doc,
    policy: Policy,
) {
    let markdown = mapped.text();
    let pieces = &doc.raw_pieces;
    let spans: Vec<Span> = pieces.iter().map(|raw| raw.span).collect();
    for (raw, range) in pieces.iter().zip(mapped.positions(&spans)) {
        let Some(range) = range else { continue };
        let Some(slice) = markdown.get(range.clone()) else { continue };
        let mut html = without_comments(&raw.html);
        if policy == Policy::Off {
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
            edits.push((range.start..range.start + kept.len(), Edit::Replace(html)));
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

fn link_edits(edits: &mut Vec<(Range<usize>, Edit)>, mapped: &MappedText, doc: &Doc) {
    let markdown = mapped.text();
    let links: Vec<(LinkId, Span)> = (0..)
        .map(LinkId)
        .zip(&doc.links)
        .filter(|(_, link)| link.kind != LinkKind::Autolink)
        .map(|(id, link)| (id, link.span))
        .collect();
    let spans: Vec<Span> = links.iter().map(|(_, span)| *span).collect();
    for ((link, _), range) in links.into_iter().zip(mapped.positions(&spans)) {
        let Some(range) = range else { continue };
        let Some(slice) = markdown.get(range.clone()) else { continue };
        if let Some((place, is_reference)) = destination(slice) {
            let range = range.start + place.start..range.start + place.end;
            edits.push((range, Edit::Open { link, is_reference }));
        }
    }
}

fn apply(markdown: &str, edits: Vec<(Range<usize>, Edit)>) -> OpenText {
    let mut out = OpenText { text: String::with_capacity(markdown.len()), links: Vec::new() };
    let mut done = 0;
    for (range, edit) in edits {
        if range.start < done {
            continue;
        }
        out.text.push_str(&markdown[done..range.start]);
        match edit {
            Edit::Replace(text) => out.text.push_str(&text),
            Edit::Open { link, is_reference } => {
                let start = number(out.text.len());
                out.text.push_str(&markdown[range.clone()]);
                let range = start..number(out.text.len());
                out.links.push(OpenLink { range, link, is_reference });
            }
        }
        done = range.end;
    }
    out.text.push_str(&markdown[done..]);
    out
}

/// The text without the heading that became the page's title. The tree has lost
/// it; when the tree still starts with a `# heading`, the title came from the
/// front matter and the text keeps its own.
fn without_title(body: &str, doc: &Doc) -> Range<usize> {
    let start = body.len() - body.trim_start().len();
    let rest = &body[start..];
    let end_of = |text: &str| text.find('\n').map_or((text.len(), text.len()), |at| (at, at + 1));
    let title = if matches!(doc.blocks.first(), Some(Block::Heading(heading)) if heading.level == 1)
    {
        0
    } else {
        let (end, next) = end_of(rest);
        let (first, below) = (&rest[..end], &rest[next..]);
        let (end, after) = end_of(below);
        let second = below[..end].trim_end();
        let is_setext = !second.is_empty() && second.bytes().all(|b| b == b'=');
        match () {
            () if first.starts_with("# ") => next,
            () if is_setext && !first.trim().is_empty() => next + after,
            () => 0,
        }
    };
    let rest = &rest[title..];
    let start = start + title + (rest.len() - rest.trim_start().len());
    start..start + rest.trim().len()
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
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
