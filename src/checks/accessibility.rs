//! Alternative texts, headings, words of links, headers of tables.
//!
//! Left be: an `<img>` with an empty `alt` or hidden from screen readers, which is
//! how decoration is said; addresses in code and in quotes, those of the own computer,
//! and those of references, which styles of citation want to be seen; the empty corner
//! of a table whose first column names its rows.

use std::ops::Range;

use crate::base::Span;
use crate::base::fold::fold;
use crate::checks::passages::is_reference;
use crate::checks::vague;
use crate::diag::Diagnostic;
use crate::diag::catalog::accessibility as said;
use crate::markup::Prose;
use crate::markup::prose::{HeadAt, ImageAt, Line, LinkAt};

/// Which words say nothing.
pub(super) struct Words<'w> {
    /// The language tag of the text.
    pub(super) tag: &'w str,
    /// What the site adds.
    pub(super) vague: &'w [String],
}

/// Where a range of the expanded text comes from.
pub(super) type Place<'p> = &'p dyn Fn(Range<usize>) -> Span;

/// Checks a text; `is_title` tells whether a heading that opens it is its title.
pub(super) fn check(
    prose: &Prose,
    words: &Words<'_>,
    is_title: &dyn Fn(&str) -> bool,
    place: Place<'_>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    found.extend(prose.images.iter().filter_map(|image| alt(image, words, place)));
    headings(prose, is_title, place, &mut found);
    let references = References::of(prose);
    let links = prose.links.iter();
    found.extend(links.filter_map(|link| link_words(link, words, &references, place)));
    let addresses = prose.addresses().filter(|(_, range)| !references.hold(range));
    let bare = addresses.filter(|(address, _)| is_address(address));
    found.extend(bare.map(|(address, range)| said::address_as_link(place(range), address)));
    prose.heads.iter().for_each(|head| headers(head, place, &mut found));
    found
}

fn alt(image: &ImageAt, words: &Words<'_>, place: Place<'_>) -> Option<Diagnostic> {
    let at = place(image.place.clone());
    match image.alt.as_deref().map(str::trim) {
        None => Some(said::missing_alt(at, &image.dest)),
        Some("") if !image.is_raw => Some(said::missing_alt(at, &image.dest)),
        Some(alt) if is_vague_alt(alt, &image.dest, words.tag) => Some(said::vague_alt(at, alt)),
        Some(_) => None,
    }
}

/// The name of a file, or a word that any image is.
fn is_vague_alt(alt: &str, dest: &str, tag: &str) -> bool {
    let name = dest.rsplit('/').next().unwrap_or(dest);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let has_ending = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif"]
        .iter()
        .any(|ending| alt.len() > ending.len() && fold(alt).ends_with(ending));
    let is_stem = !alt.contains(' ') && alt.contains(['_', '-', '0', '1', '2']) && alt == stem;
    has_ending || is_stem || vague::is_vague_alt(alt, tag)
}

fn headings(
    prose: &Prose,
    is_title: &dyn Fn(&str) -> bool,
    place: Place<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let mut before = 1;
    for heading in &prose.headings {
        let at = || place(heading.place.clone());
        let title = heading.text.trim();
        if heading.level == 1 && !(heading.is_first && is_title(title)) {
            found.push(said::second_h1(at(), title));
        } else if heading.level > before + 1 {
            found.push(said::heading_jump(at(), heading.level, before + 1));
        }
        before = heading.level;
    }
}

fn link_words(
    link: &LinkAt,
    words: &Words<'_>,
    references: &References,
    place: Place<'_>,
) -> Option<Diagnostic> {
    let at = || place(link.place.clone());
    let text = link.words.trim();
    if text.is_empty() {
        // What an image lacks is said of the image.
        return (!link.has_image).then(|| said::empty_link(at()));
    }
    if is_address(text) {
        return (!references.hold(&link.place)).then(|| said::address_as_link(at(), text));
    }
    vague::is_vague_link(text, words.tag, words.vague).then(|| said::vague_link(at(), text))
}

/// Whether words are an address of the web. That of the own computer has no name, and
/// is there to be typed.
fn is_address(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let mut schemes = ["http://", "https://"].iter();
    let Some(rest) = schemes.find_map(|scheme| lower.strip_prefix(scheme)) else { return false };
    let is_own = ["localhost", "127.0.0.1", "[::1]"].iter().any(|host| rest.starts_with(host));
    !is_own && !text.contains(char::is_whitespace)
}

/// The places of the lines where an address may be seen, in order: references to
/// sources, and quotes.
struct References(Vec<Range<usize>>);

impl References {
    fn of(prose: &Prose) -> Self {
        let lines = prose.lines.iter().filter(|line| line.is_quoted || is_citation(line));
        Self(lines.map(Line::whole).collect())
    }

    fn hold(&self, place: &Range<usize>) -> bool {
        let after = self.0.partition_point(|line| line.start <= place.start);
        after > 0 && place.start < self.0[after - 1].end
    }
}

/// Whether a line is a reference, by its words or by its shape: a title in italics or
/// between quotation marks, or a year, and an address as the last of its parts.
fn is_citation(line: &Line) -> bool {
    let text = line.text.as_str();
    let has_part = [", http", ". http"].iter().any(|start| text.contains(start));
    let is_year = |word: &str| {
        let digits = word.trim_matches(|ch: char| !ch.is_alphanumeric());
        digits.len() == 4 && digits.parse::<u16>().is_ok_and(|year| (1500..2100).contains(&year))
    };
    let has_title = line.apart.len() > line.links.len() || text.contains(['«', '“', '"']);
    is_reference(text) || has_part && (has_title || text.split_whitespace().any(is_year))
}

fn headers(head: &HeadAt, place: Place<'_>, found: &mut Vec<Diagnostic>) {
    let n_empty = head.is_empty.iter().filter(|is_empty| **is_empty).count();
    if n_empty == head.is_empty.len() {
        found.push(said::empty_header(place(head.place.clone()), n_empty));
        return;
    }
    let is_corner = n_empty == 1 && head.is_empty.first() == Some(&true);
    if is_corner {
        return;
    }
    let cells = head.cells.iter().zip(&head.is_empty).filter(|(_, is_empty)| **is_empty);
    found.extend(cells.map(|(cell, _)| said::empty_header(place(cell.clone()), 1)));
}
