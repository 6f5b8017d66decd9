//! Drawings (SVG 2) without what runs or loads.
//!
//! An SVG is a program as much as a picture: who opens it alone runs its scripts as
//! those of the site. Elements of SVG pass a list; attributes, styles and addresses
//! pass rules; what the browser does not act on, such as the notes of editors, stays.
//! Nothing is written anew but what changes: a harmless drawing keeps every byte.
//!
//! The text is read as strictly as a browser reads XML; where it is no XML any more,
//! a browser stops, and so does what is kept. Linear time.

mod css;
mod names;
mod scan;
mod size;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;

use names::Space;
use scan::{Piece, Scan, Tag};

/// Elements within each other; what is deeper is dropped.
const MAX_DEPTH: usize = 512;

/// Prefixes of namespaces that are known at once; a drawing with more ends there.
const MAX_SPACES: usize = 1024;

/// Things taken out that are named.
const MAX_NAMED: usize = 8;

/// Longest value of an entity that a drawing defines, in bytes, and how often such are
/// written out.
const MAX_ENTITY: usize = 1024;
const MAX_ENTITIES: usize = 10_000;

/// What a drawing is without what runs or loads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// The drawing, when something was taken out of it.
    pub clean: Option<String>,
    /// What was taken out, as its author knows it, each once.
    pub removed: Vec<String>,
    /// Width and height in CSS pixels, as it says or as its coordinates go.
    pub size: Option<(u32, u32)>,
    /// Whether it is XML to its end, with an `<svg>` on top.
    pub is_whole: bool,
}

/// How often a drawing is read again because something was taken out of it.
const MAX_PASSES: usize = 8;

/// In place of a drawing that has something to take out each time it is read.
const NOTHING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

/// Reads a drawing and takes out what runs or loads.
pub fn drawing(bytes: &[u8]) -> Drawing {
    let mut drawing = pass(bytes);
    // What stood on both sides of what was taken out may be one thing now.
    for _ in 0..MAX_PASSES {
        let Some(clean) = drawing.clean.as_deref().filter(|_| !drawing.removed.is_empty()) else {
            return drawing;
        };
        let next = pass(clean.as_bytes());
        if next.removed.is_empty() {
            return drawing;
        }
        drawing.clean = next.clean;
        let room = MAX_NAMED.saturating_sub(drawing.removed.len());
        let new = next.removed.into_iter().filter(|name| !drawing.removed.contains(name));
        let new: Vec<String> = new.take(room).collect();
        drawing.removed.extend(new);
    }
    drawing.clean = Some(NOTHING.to_owned());
    drawing
}

fn pass(bytes: &[u8]) -> Drawing {
    let text = decoded(bytes);
    let mut cleaner = Cleaner {
        text: &text,
        out: String::new(),
        copied: 0,
        removed: Vec::new(),
        open: Vec::new(),
        spaces: Vec::new(),
        entities: BTreeMap::new(),
        n_entities: 0,
        size: None,
        n_roots: 0,
    };
    let is_whole = cleaner.run();
    let is_changed = cleaner.copied > 0 || matches!(text, Cow::Owned(_));
    let clean = is_changed.then(|| {
        cleaner.out.push_str(&text[cleaner.copied..]);
        std::mem::take(&mut cleaner.out)
    });
    let is_whole = is_whole && cleaner.n_roots == 1;
    Drawing { clean, removed: cleaner.removed, size: cleaner.size, is_whole }
}

/// UTF-8 as it is; UTF-16 with its mark, and anything else, as UTF-8.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let units = |order: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| order([pair[0], pair[1]]));
        let text: String = char::decode_utf16(units.skip(1))
            .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        Cow::Owned(text)
    };
    match bytes {
        [0xFE, 0xFF, ..] => units(u16::from_be_bytes),
        [0xFF, 0xFE, ..] => units(u16::from_le_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            // Latin-1, which its declaration says mostly.
            Err(_) => Cow::Owned(bytes.iter().map(|byte| char::from(*byte)).collect()),
        },
    }
}

struct Cleaner<'t> {
    text: &'t str,
    out: String,
    /// Bytes of the text that are in the output or were left out of it.
    copied: usize,
    removed: Vec<String>,
    open: Vec<Open<'t>>,
    /// Prefixes and what they stand for, the innermost last.
    spaces: Vec<(&'t str, Space)>,
    /// The entities that the drawing defines.
    entities: BTreeMap<&'t str, &'t str>,
    n_entities: usize,
    size: Option<(u32, u32)>,
    n_roots: usize,
}

struct Open<'t> {
    name: &'t str,
    /// How many prefixes there were before it.
    n_spaces: usize,
    /// Where it begins, if it goes with all it contains.
    dropped_from: Option<usize>,
    is_style: bool,
}

impl<'t> Cleaner<'t> {
    /// Whether the text is XML to its end.
    fn run(&mut self) -> bool {
        let mut scan = Scan::new(self.text);
        while scan.at < self.text.len() {
            let start = scan.at;
            let is_read = match scan.next() {
                Some(piece) => self.piece(piece, start, scan.at),
                None => false,
            };
            if !is_read {
                self.stop(start);
                return false;
            }
        }
        let is_closed = self.open.is_empty();
        if !is_closed {
            self.stop(self.text.len());
        }
        is_closed
    }

    /// Drops the rest, and closes what is open.
    fn stop(&mut self, at: usize) {
        let from = self.open.iter().find_map(|open| open.dropped_from);
        self.cut(from.unwrap_or(at), self.text.len(), "");
        let kept = self.open.iter().take_while(|open| open.dropped_from.is_none());
        for open in kept.collect::<Vec<_>>().into_iter().rev() {
            self.out.push_str("</");
            self.out.push_str(open.name);
            self.out.push('>');
        }
    }

    fn piece(&mut self, piece: Piece<'t>, start: usize, end: usize) -> bool {
        match piece {
            Piece::Text(text) => {
                self.characters(text, start, end);
                // Outside the drawing there are only spaces, and a mark at the start.
                !self.open.is_empty() || text.trim_start_matches('\u{FEFF}').trim().is_empty()
            }
            Piece::Literal(text) => {
                if self.is_in_style() {
                    self.style(&format!("<![CDATA[{text}]]>"), text, (start, end));
                }
                !self.open.is_empty()
            }
            Piece::Comment => true,
            Piece::Instruction(name, text) => {
                self.instruction(name, text, start, end);
                true
            }
            Piece::Doctype(subset) => {
                if !self.open.is_empty() || self.n_roots > 0 {
                    return false;
                }
                if let Some(subset) = subset {
                    self.entities = scan::entities(subset, MAX_ENTITY);
                    self.cut(start, end, "");
                }
                true
            }
            Piece::Open(tag) => self.open(&tag, start, end),
            Piece::Close(name) => self.close(name, end),
        }
    }

    fn instruction(&mut self, name: &str, text: &str, start: usize, end: usize) {
        if self.is_dropping() {
            return;
        }
        if name == "xml" {
            // The text is UTF-8 by now: another encoding would make it another text.
            let lower = text.to_ascii_lowercase();
            let is_same = !lower.contains("encoding")
                || ["utf-8", "utf8", "us-ascii"].iter().any(|known| lower.contains(known));
            if !is_same {
                self.cut(start, end, "");
            }
        } else if name.to_ascii_lowercase().starts_with("xml-") {
            self.remove(start, end, &format!("<?{name}?>"));
        }
    }

    fn is_in_style(&self) -> bool {
        self.open.last().is_some_and(|open| open.is_style) && !self.is_dropping()
    }

    fn is_dropping(&self) -> bool {
        self.open.last().is_some_and(|open| open.dropped_from.is_some())
    }

    fn characters(&mut self, text: &'t str, start: usize, end: usize) {
        if self.is_dropping() {
            return;
        }
        if self.is_in_style() {
            let plain = scan::decode(text, &self.entities);
            self.style(text, &plain, (start, end));
        } else if let Some(written) = self.written_out(text) {
            self.cut(start, end, &written);
        }
    }

    /// A sheet of styles, as written and as meant.
    fn style(&mut self, raw: &str, plain: &str, (start, end): (usize, usize)) {
        let clean = css::clean(plain);
        if let Some((clean, what)) = clean {
            self.remove(start, end, &what);
            self.out.push_str(&scan::escape(&clean));
        } else if !raw.starts_with("<![")
            && let Some(written) = self.written_out(raw)
        {
            self.cut(start, end, &written);
        }
    }

    /// A text whose entities are those of the drawing, with what they stand for; none
    /// when it has none.
    fn written_out(&mut self, text: &str) -> Option<String> {
        let (written, used, unknown) = scan::write_out(text, &self.entities)?;
        self.n_entities += used;
        if let Some(name) = unknown {
            self.name(&format!("&{name};"));
        }
        // So many that they would fill the memory: they stand for nothing.
        Some(if self.n_entities > MAX_ENTITIES { String::new() } else { written })
    }

    fn open(&mut self, tag: &Tag<'t>, start: usize, end: usize) -> bool {
        let is_deep = self.open.len() >= MAX_DEPTH || self.spaces.len() >= MAX_SPACES;
        if is_deep || (self.open.is_empty() && self.n_roots > 0) {
            return false;
        }
        let n_spaces = self.spaces.len();
        for attribute in tag.attributes.iter().take(MAX_SPACES) {
            let prefix = match attribute.name {
                "xmlns" => "",
                name => match name.strip_prefix("xmlns:") {
                    Some(prefix) => prefix,
                    None => continue,
                },
            };
            let uri = scan::decode(attribute.value, &self.entities);
            self.spaces.push((prefix, Space::of(uri.trim())));
        }
        let (prefix, local) = names::split(tag.name);
        let space = self.space(prefix);
        if self.open.is_empty() {
            self.n_roots += usize::from(local == "svg");
            self.size = size::size(tag);
        }
        let mut dropped_from = self.open.last().and_then(|open| open.dropped_from);
        if dropped_from.is_none() {
            if names::is_dropped(space, local) || self.is_animating_link(tag, local) {
                dropped_from = Some(start);
                self.name(&format!("<{}>", tag.name));
            } else {
                self.attributes(tag, local);
            }
        }
        if tag.is_empty {
            self.spaces.truncate(n_spaces);
            if dropped_from == Some(start) {
                self.cut(start, end, "");
            }
            return true;
        }
        let is_style = local.eq_ignore_ascii_case("style");
        self.open.push(Open { name: tag.name, n_spaces, dropped_from, is_style });
        true
    }

    fn space(&self, prefix: &str) -> Space {
        let found = self.spaces.iter().rev().find(|(known, _)| *known == prefix);
        // Without a namespace it would be SVG if it stood in a page.
        found.map_or(Space::Svg, |(_, space)| *space)
    }

    /// Whether it gives another element an address or a handler later.
    fn is_animating_link(&self, tag: &Tag<'t>, local: &str) -> bool {
        let is_animation = local.starts_with("animate") || local == "set";
        is_animation
            && tag.attributes.iter().filter(|a| a.name == "attributeName").any(|attribute| {
                let value = scan::decode(attribute.value, &self.entities);
                let (_, name) = names::split(value.trim());
                let name = name.to_ascii_lowercase();
                name == "href" || name.starts_with("on")
            })
    }

    fn attributes(&mut self, tag: &Tag<'t>, element: &str) {
        for attribute in &tag.attributes {
            let value = scan::decode(attribute.value, &self.entities);
            if let Some(what) = names::bad_attribute(element, attribute.name, &value) {
                self.remove(attribute.start, attribute.end, &what);
            } else if let Some(written) = self.written_out(attribute.value) {
                self.cut(attribute.value_start, attribute.end - 1, &written);
            }
        }
    }

    fn close(&mut self, name: &str, end: usize) -> bool {
        let Some(open) = self.open.pop_if(|open| open.name == name) else { return false };
        self.spaces.truncate(open.n_spaces);
        let is_still_dropped = self.is_dropping();
        if let Some(from) = open.dropped_from.filter(|_| !is_still_dropped) {
            self.cut(from, end, "");
        }
        true
    }

    /// Takes a piece out and names it.
    fn remove(&mut self, start: usize, end: usize, what: &str) {
        self.name(what);
        self.cut(start, end, "");
    }

    fn name(&mut self, what: &str) {
        if self.removed.len() < MAX_NAMED && !self.removed.iter().any(|known| known == what) {
            self.removed.push(what.to_owned());
        }
    }

    /// Replaces a piece of the text, behind those replaced before.
    fn cut(&mut self, start: usize, end: usize, with: &str) {
        self.out.push_str(self.text.get(self.copied..start).unwrap_or_default());
        self.out.push_str(with);
        self.copied = end.max(self.copied);
    }
}
