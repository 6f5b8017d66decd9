//! Colors: what CSS calls them, how light they are, how well one stands out from
//! another.
//!
//! Contrast is that of WCAG 2.2 (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>).
//! Where a color must change, its lightness does, in Oklch (Björn Ottosson, *A
//! perceptual color space for image processing*, 2020; CSS Color 4 §9): the hue is
//! what people know a library by.

mod names;
mod oklch;
mod parse;

pub use oklch::Oklch;
pub use parse::parse;

/// A color of the screen: red, green, blue, as CSS has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rgb(pub [u8; 3]);

impl Rgb {
    /// `#12443a`.
    pub fn hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// How light it is, from 0 (black) to 1 (white).
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// How well it stands out from another: 1 (not at all) to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The nearest color for which `is_good`: the smallest change of lightness, hue
    /// kept, and colorfulness as far as the screen can show it.
    pub fn nearest(self, is_good: impl Fn(Self) -> bool) -> Option<Self> {
        if is_good(self) {
            return Some(self);
        }
        let here = Oklch::of(self);
        (1..=1000_u16).find_map(|step| {
            let change = f64::from(step) / 1000.0;
            let try_at = |lightness: f64| {
                let color = here.at(lightness).to_rgb();
                ((0.0..=1.0).contains(&lightness) && is_good(color)).then_some(color)
            };
            try_at(here.lightness - change).or_else(|| try_at(here.lightness + change))
        })
    }
}

/// The light of a value of a screen (IEC 61966-2-1).
fn linear(value: u8) -> f64 {
    let value = f64::from(value) / 255.0;
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

#[cfg(test)]
mod tests {
    use super::{Oklch, Rgb, parse};

    fn color(text: &str) -> Rgb {
        parse(text).unwrap()
    }

    #[test]
    fn contrast_is_that_of_known_pairs() {
        for (one, two, ratio) in [
            ("#000", "#fff", 21.0),
            ("#fff", "#fff", 1.0),
            // The pair on either side of the limit for text.
            ("#767676", "#fff", 4.54),
            ("#777", "#fff", 4.48),
            ("#00f", "#fff", 8.59),
            ("#f00", "#fff", 4.00),
            ("#0f0", "#fff", 1.37),
            ("#949494", "#fff", 3.03),
        ] {
            let found = color(one).contrast(color(two));
            assert!((found - ratio).abs() < 0.006, "{one} {two} {found}");
            assert!((color(two).contrast(color(one)) - found).abs() < 1e-12);
        }
    }

    #[test]
    fn the_nearest_color_keeps_its_hue_and_passes() {
        let white = color("#fff");
        let passes = |color: Rgb| color.contrast(white) >= 4.5;
        for text in ["#ffcc00", "#ff69b4", "#7fdbff", "#eeeeee", "#fff"] {
            let wanted = color(text);
            let found = wanted.nearest(passes).unwrap();
            assert!(passes(found) && found != wanted, "{text} {found:?}");
            assert!(found.contrast(white) < 4.6, "{text} changes no more than it must");
            let (before, after) = (Oklch::of(wanted), Oklch::of(found));
            if before.chroma > 0.02 {
                assert!((before.hue - after.hue).abs() < 3.0, "{text} {before:?} {after:?}");
            }
        }
        let good = color("#123456");
        assert_eq!(good.nearest(passes), Some(good));
        assert_eq!(good.nearest(|_| false), None);
    }
}
