//! Letters as pixels, each drawn once.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a card is a few hundred pixels high, and what is cut is not negative"
)]

use std::sync::OnceLock;

use ttf_parser::{Face, GlyphId, OutlineBuilder, kern};

use crate::cards::raster::{Mask, Point};

/// A face at one size.
pub(super) struct Type {
    /// None if the embedded file were damaged: then nothing can be shown.
    face: Option<Face<'static>>,
    /// The size of the em, in pixels.
    pub(super) size: f32,
    /// Places between two pixels where a letter can begin: small letters that stand
    /// half a pixel off look ill set, large ones do not.
    steps: u8,
    /// By glyph, then place between two pixels.
    glyphs: Vec<OnceLock<Glyph>>,
}

/// A letter in pixels.
pub(super) struct Glyph {
    /// From the pen to its left edge.
    pub(super) left: i32,
    /// From the base line to its top edge, downwards.
    pub(super) top: i32,
    pub(super) width: usize,
    /// Row by row, as [`Mask::levels`].
    pub(super) levels: Vec<u8>,
}

impl Type {
    /// A face of an embedded file.
    pub(super) fn new(file: &'static [u8], size: f32) -> Self {
        let face = Face::parse(file, 0).ok();
        let count = face.as_ref().map_or(0, |face| usize::from(face.number_of_glyphs()));
        let steps = if size < 50.0 { 4 } else { 1 };
        let glyphs = (0..count * usize::from(steps)).map(|_| OnceLock::new()).collect();
        Self { face, size, steps, glyphs }
    }

    /// Whether there is a letter for a character.
    pub(super) fn has(&self, c: char) -> bool {
        self.id(c).is_some()
    }

    /// Where the pen stands before each character, and after the last.
    pub(super) fn pen_places(&self, text: &[char]) -> Vec<f32> {
        let mut places = Vec::with_capacity(text.len() + 1);
        let mut pen = 0.0;
        let mut before = None;
        places.push(pen);
        for (idx, c) in text.iter().enumerate() {
            let id = self.id(*c);
            if let (Some(left), Some(right)) = (before, id) {
                let kerning = self.kerning(left, right);
                pen += kerning;
                places[idx] += kerning;
            }
            pen += id.map_or(0.0, |id| self.advance(id));
            before = id;
            places.push(pen);
        }
        places
    }

    /// The letter for a character where the pen stands; the whole pixels of `x` are
    /// for the caller.
    pub(super) fn glyph(&self, c: char, x: f32) -> Option<&Glyph> {
        let id = self.id(c)?;
        let step = ((x - x.floor()) * f32::from(self.steps)) as u8;
        let glyph = usize::from(id.0) * usize::from(self.steps) + usize::from(step);
        let shift = f32::from(step) / f32::from(self.steps);
        Some(self.glyphs.get(glyph)?.get_or_init(|| self.draw(id, shift)))
    }

    fn id(&self, c: char) -> Option<GlyphId> {
        // Spaces and hyphens that hold together look like those that do not.
        let shown = match c {
            '\u{a0}' | '\u{202f}' | '\u{2007}' => ' ',
            '\u{2010}' | '\u{2011}' => '-',
            _ => c,
        };
        self.face.as_ref()?.glyph_index(shown)
    }

    /// Pixels in a unit of the font.
    fn scale(&self) -> f32 {
        let units = self.face.as_ref().map_or(1000, Face::units_per_em);
        self.size / f32::from(units)
    }

    fn advance(&self, id: GlyphId) -> f32 {
        let advance = self.face.as_ref().and_then(|face| face.glyph_hor_advance(id));
        f32::from(advance.unwrap_or(0)) * self.scale()
    }

    fn kerning(&self, left: GlyphId, right: GlyphId) -> f32 {
        let tables = self.face.as_ref().and_then(|face| face.tables().kern);
        let pairs = tables.and_then(|table: kern::Table<'_>| table.subtables.into_iter().next());
        let units = pairs.and_then(|pairs| pairs.glyphs_kerning(left, right));
        f32::from(units.unwrap_or(0)) * self.scale()
    }

    fn draw(&self, id: GlyphId, shift: f32) -> Glyph {
        let scale = self.scale();
        let bounds = self.face.as_ref().and_then(|face| face.glyph_bounding_box(id));
        let Some(bounds) = bounds else {
            return Glyph { left: 0, top: 0, width: 0, levels: Vec::new() };
        };
        let left = (f32::from(bounds.x_min) * scale + shift).floor();
        let right = (f32::from(bounds.x_max) * scale + shift).ceil();
        let (top, bottom) =
            ((-f32::from(bounds.y_max) * scale).floor(), (-f32::from(bounds.y_min) * scale).ceil());
        let width = (right - left) as usize;
        let mask = Mask::new(width, (bottom - top) as usize);
        let mut pen =
            Pen { mask, scale, origin: (shift - left, -top), at: (0.0, 0.0), start: (0.0, 0.0) };
        if let Some(face) = &self.face {
            face.outline_glyph(id, &mut pen);
        }
        Glyph { left: left as i32, top: top as i32, width, levels: pen.mask.levels() }
    }
}

/// Draws an outline into a mask, curves as short lines.
struct Pen {
    mask: Mask,
    scale: f32,
    /// Where the pen stands in the mask.
    origin: Point,
    at: Point,
    start: Point,
}

impl Pen {
    fn place(&self, x: f32, y: f32) -> Point {
        (self.origin.0 + x * self.scale, self.origin.1 - y * self.scale)
    }

    fn go(&mut self, to: Point) {
        self.mask.line(self.at, to);
        self.at = to;
    }
}

/// Lines in a curve: enough for letters of a hundred pixels.
const PARTS: u8 = 8;

fn between(from: Point, to: Point, part: f32) -> Point {
    (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part)
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = self.place(x, y);
        self.start = self.at;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.go(self.place(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (from, bend, to) = (self.at, self.place(x1, y1), self.place(x, y));
        for part in 1..=PARTS {
            let part = f32::from(part) / f32::from(PARTS);
            self.go(between(between(from, bend, part), between(bend, to, part), part));
        }
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (from, one, two, to) =
            (self.at, self.place(x1, y1), self.place(x2, y2), self.place(x, y));
        for part in 1..=PARTS {
            let part = f32::from(part) / f32::from(PARTS);
            let middle = between(one, two, part);
            let (a, b) = (between(from, one, part), between(two, to, part));
            self.go(between(between(a, middle, part), between(middle, b, part), part));
        }
    }

    fn close(&mut self) {
        self.go(self.start);
    }
}
