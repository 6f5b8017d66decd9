//! Cards: the picture that a chat or a social network shows for a link to a page.
//!
//! A card is 1200 × 630 pixels, the size that Facebook, `LinkedIn`, Slack and Teams
//! ask for (The Open Graph protocol, <https://ogp.me>): the title of the page, the
//! library, the language, in the colors of the site, over a shelf of books. It has
//! at most sixteen colors, and letters are drawn once for a whole site, so that a
//! card costs less than a page. The same words and colors give the same bytes.

mod font;
mod lines;
mod png;
mod raster;

pub use png::Color;

use font::Type;
use lines::Title;
use raster::LEVELS;

/// Which drawing this is. Cards that other programs keep by address go by it: another
/// drawing of the same words has another.
pub const EDITION: &str = "1";

/// Pixels across.
pub const WIDTH: u16 = 1200;

/// Pixels down.
pub const HEIGHT: u16 = 630;

static SERIF: &[u8] = include_bytes!("cards/fonts/literata.ttf");
static SANS: &[u8] = include_bytes!("cards/fonts/figtree.ttf");

/// What a card says. A text in a script without letters here is left out.
#[derive(Clone, Copy, Debug)]
pub struct Card<'c> {
    /// The title of the page.
    pub title: &'c str,
    /// The name of the site.
    pub library: &'c str,
    /// The section the page is in; may be empty.
    pub section: &'c str,
    /// The language, in its own words.
    pub language: &'c str,
}

/// The colors of the cards of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Behind everything.
    pub back: Color,
    /// The words.
    pub ink: Color,
    /// Few and small things.
    pub gold: Color,
}

/// Draws the cards of a site.
pub struct Painter {
    palette: Palette,
    titles: [(Type, usize); 4],
    name: Type,
    note: Type,
}

/// Where words begin and end, in pixels.
const EDGE: i32 = 88;

/// The longest line of a title, in pixels.
const WORDS: f32 = 1200.0 - 2.0 * 88.0;

/// The longest line that stays clear of the books, in pixels.
const BESIDE_BOOKS: f32 = 600.0;

/// The number of the gold among the colors, and that of the dark.
const GOLD: u8 = LEVELS + 1;
const DARK: u8 = LEVELS + 2;

impl Painter {
    /// A painter with these colors.
    pub fn new(palette: Palette) -> Self {
        let serif = |size, lines| (Type::new(SERIF, size), lines);
        Self {
            palette,
            titles: [serif(88.0, 1), serif(78.0, 2), serif(66.0, 3), serif(56.0, 4)],
            name: Type::new(SANS, 34.0),
            note: Type::new(SANS, 28.0),
        }
    }

    /// The PNG of a card.
    pub fn draw(&self, card: &Card<'_>) -> Vec<u8> {
        let mut canvas = Canvas::new();
        canvas.shelf();
        let title = self.title(card.title);
        // What has no title here has the name in its place.
        match &title {
            Some(title) => {
                canvas.title(title);
                self.name(&mut canvas, card.library);
            }
            None => {
                if let Some(name) = self.title(card.library) {
                    canvas.title(&name);
                }
            }
        }
        self.note(&mut canvas, card);
        png::encode(&canvas.pixels, usize::from(WIDTH), &self.colors())
    }

    fn title(&self, text: &str) -> Option<Title<'_>> {
        let (first, _) = &self.titles[0];
        let text = lines::drawable(text, first)?;
        let sizes = self.titles.each_ref().map(|(letters, most)| (letters, *most));
        lines::set(&text, &sizes, WORDS)
    }

    /// The name of the library, at the top.
    fn name(&self, canvas: &mut Canvas, library: &str) {
        if let Some(name) = lines::drawable(library, &self.name) {
            let name = lines::one_line(&name, &self.name, WORDS - 32.0);
            canvas.bar((EDGE, 78), (10, 34), GOLD);
            canvas.words(&name, &self.name, (EDGE + 30, 106), Tone::Full);
        }
    }

    /// The section, cut if it must be, and the language, beside the books.
    fn note(&self, canvas: &mut Canvas, card: &Card<'_>) {
        let letters = &self.note;
        let language = lines::drawable(card.language, letters).unwrap_or_default();
        let end: Vec<char> = [' ', '·', ' '].into_iter().chain(language.iter().copied()).collect();
        let mut note = language;
        if let Some(section) = lines::drawable(card.section, letters) {
            let room = BESIDE_BOOKS - letters.pen_places(&end).last().copied().unwrap_or(0.0);
            note = lines::one_line(&section, letters, room);
            note.extend(end);
        }
        canvas.words(&note, letters, (EDGE, 556), Tone::Soft);
    }

    /// From the back to the ink, then gold and the dark between books.
    fn colors(&self) -> Vec<Color> {
        let Palette { back, ink, gold } = self.palette;
        let mut colors: Vec<Color> = (0..=LEVELS).map(|level| mix(back, ink, level)).collect();
        colors.push(gold);
        colors.push(mix(back, [0, 0, 0], 2));
        colors
    }
}

/// A color `level` steps of [`LEVELS`] from one to another.
fn mix(from: Color, to: Color, level: u8) -> Color {
    let steps = u16::from(LEVELS);
    let level = u16::from(level);
    std::array::from_fn(|idx| {
        let (from, to) = (u16::from(from[idx]), u16::from(to[idx]));
        let mixed = (from * (steps - level) + to * level + steps / 2) / steps;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    })
}

/// How strong words are.
#[derive(Clone, Copy)]
enum Tone {
    Full,
    Soft,
}

/// The pixels of a card, as numbers of colors.
struct Canvas {
    pixels: Vec<u8>,
}

/// The books of the shelf: from the left, width, height, color, and where bands
/// of another color are, from the top.
const BOOKS: [(i32, i32, i32, u8, [i32; 2]); 14] = [
    (0, 26, 118, 3, [18, 26]),
    (29, 18, 138, 6, [14, 14]),
    (50, 34, 104, 1, [22, 80]),
    (87, 15, 124, 4, [0, 0]),
    (105, 23, 146, GOLD, [18, 120]),
    (131, 38, 112, 2, [34, 34]),
    (172, 20, 128, 5, [16, 23]),
    (195, 28, 92, DARK, [18, 18]),
    (226, 18, 134, 4, [16, 110]),
    (247, 31, 120, 1, [24, 31]),
    (281, 22, 140, 5, [18, 18]),
    (306, 16, 108, GOLD, [0, 0]),
    (325, 29, 126, 3, [20, 96]),
    (357, 19, 100, 6, [14, 14]),
];

/// Where the shelf of books begins.
const SHELF_LEFT: i32 = 1200 - 88 - 376;

/// Where the books stand.
const BOARD: i32 = 608;

impl Canvas {
    fn new() -> Self {
        Self { pixels: vec![0; usize::from(WIDTH) * usize::from(HEIGHT)] }
    }

    fn bar(&mut self, (x, y): (i32, i32), (width, height): (i32, i32), color: u8) {
        for row in y.max(0)..(y + height).min(i32::from(HEIGHT)) {
            let from = pixel(x.clamp(0, i32::from(WIDTH)), row);
            let to = pixel((x + width).clamp(0, i32::from(WIDTH)), row);
            self.pixels[from..to].fill(color);
        }
    }

    fn shelf(&mut self) {
        self.bar((0, BOARD), (i32::from(WIDTH), i32::from(HEIGHT) - BOARD), GOLD);
        for (x, width, height, color, bands) in BOOKS {
            let (x, top) = (SHELF_LEFT + x, BOARD - height);
            self.bar((x, top), (width, height), color);
            let band = if color == GOLD { 0 } else { GOLD };
            for y in bands.into_iter().filter(|y| *y > 0) {
                self.bar((x + 3, top + y), (width - 6, 3), band);
            }
        }
    }

    /// A title, in the middle between the name and the books.
    #[expect(clippy::cast_possible_truncation, reason = "a card is a few hundred pixels high")]
    fn title(&mut self, title: &Title<'_>) {
        let size = title.letters.size;
        let leading = (size * 1.17).round() as i32;
        let count = i32::try_from(title.lines.len()).unwrap_or(1);
        let block = leading * (count - 1) + (size * 0.7) as i32;
        let middle = 300;
        let mut y = middle - block / 2 + (size * 0.7) as i32;
        for line in &title.lines {
            self.words(line, title.letters, (EDGE, y), Tone::Full);
            y += leading;
        }
    }

    /// Words on a base line.
    #[expect(clippy::cast_possible_truncation, reason = "a card is a few hundred pixels wide")]
    fn words(&mut self, text: &[char], letters: &Type, (x, y): (i32, i32), tone: Tone) {
        for (c, place) in text.iter().zip(letters.pen_places(text)) {
            let Some(glyph) = letters.glyph(*c, place) else { continue };
            let left = x + place.floor() as i32 + glyph.left;
            for (row, levels) in (y + glyph.top..).zip(glyph.levels.chunks(glyph.width.max(1))) {
                self.row(left, row, levels, tone);
            }
        }
    }

    fn row(&mut self, left: i32, row: i32, levels: &[u8], tone: Tone) {
        if !(0..i32::from(HEIGHT)).contains(&row) {
            return;
        }
        for (x, level) in (left..).zip(levels) {
            let level = match tone {
                Tone::Full => *level,
                Tone::Soft => *level * 4 / 5,
            };
            if level > 0 && (0..i32::from(WIDTH)).contains(&x) {
                let pixel = &mut self.pixels[pixel(x, row)];
                *pixel = level.max(*pixel);
            }
        }
    }
}

/// The number of a pixel of the card; the caller knows that it is one.
fn pixel(x: i32, y: i32) -> usize {
    usize::try_from(y * i32::from(WIDTH) + x).unwrap_or(0)
}

#[cfg(test)]
mod tests;
