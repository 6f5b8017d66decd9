//! Oklch: lightness as the eye sees it, colorfulness, hue.

use crate::color::{Rgb, linear};

/// A color by lightness, colorfulness and hue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Oklch {
    /// 0 (black) to 1 (white).
    pub lightness: f64,
    /// 0 (gray) to about 0.3.
    pub chroma: f64,
    /// Degrees; any value for a gray.
    pub hue: f64,
}

/// How far out of the screen's colors a value may be and count as its edge: less than
/// half a step of a screen.
const EDGE: f64 = 0.000_5;

impl Oklch {
    /// The color of a screen.
    pub fn of(color: Rgb) -> Self {
        let [red, green, blue] = color.0.map(linear);
        // Matrices: Ottosson 2020, as of 2021-01-25.
        let long = 0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue;
        let medium = 0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue;
        let short = 0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue;
        let (long, medium, short) = (long.cbrt(), medium.cbrt(), short.cbrt());
        let lightness = 0.210_454_255_3 * long + 0.793_617_785_0 * medium - 0.004_072_046_8 * short;
        let a = 1.977_998_495_1 * long - 2.428_592_205_0 * medium + 0.450_593_709_9 * short;
        let b = 0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766_0 * short;
        Self { lightness, chroma: a.hypot(b), hue: b.atan2(a).to_degrees().rem_euclid(360.0) }
    }

    /// The same hue, lighter or darker.
    #[must_use]
    pub fn at(self, lightness: f64) -> Self {
        Self { lightness, ..self }
    }

    /// The color on a screen; one that no screen of this kind can show loses
    /// colorfulness until it can.
    pub fn to_rgb(self) -> Rgb {
        if let Some(color) = self.shown() {
            return color;
        }
        let (mut low, mut high) = (0.0, self.chroma);
        for _ in 0..24 {
            let middle = f64::midpoint(low, high);
            if (Self { chroma: middle, ..self }).shown().is_some() {
                low = middle;
            } else {
                high = middle;
            }
        }
        let gray = Self { chroma: low, ..self };
        gray.shown().unwrap_or(if self.lightness < 0.5 { Rgb([0; 3]) } else { Rgb([255; 3]) })
    }

    /// The color, if a screen can show it.
    fn shown(self) -> Option<Rgb> {
        let (sin, cos) = self.hue.to_radians().sin_cos();
        let (a, b) = (self.chroma * cos, self.chroma * sin);
        let cube = |value: f64| value * value * value;
        let long = cube(self.lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
        let medium = cube(self.lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
        let short = cube(self.lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b);
        let light = [
            4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
            -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
            -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701_0 * short,
        ];
        let is_shown = light.iter().all(|value| (-EDGE..=1.0 + EDGE).contains(value));
        is_shown.then(|| Rgb(light.map(screen)))
    }
}

/// The value of a screen for a light (IEC 61966-2-1).
fn screen(light: f64) -> u8 {
    let light = light.clamp(0.0, 1.0);
    let value =
        if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    round(value * 255.0)
}

/// The nearest step of a screen.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "kept between 0 and 255"
)]
pub(super) fn round(value: f64) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::Oklch;
    use crate::color::Rgb;

    #[test]
    fn known_colors_have_their_known_values() {
        // The values of CSS Color 4 and its tests.
        for (rgb, [lightness, chroma, hue]) in [
            ([255, 0, 0], [0.627_96, 0.257_68, 29.234]),
            ([0, 128, 0], [0.519_75, 0.176_86, 142.495]),
            ([0, 0, 255], [0.452_01, 0.313_21, 264.052]),
        ] {
            let found = Oklch::of(Rgb(rgb));
            assert!((found.lightness - lightness).abs() < 0.000_1, "{found:?}");
            assert!((found.chroma - chroma).abs() < 0.000_1, "{found:?}");
            assert!((found.hue - hue).abs() < 0.02, "{found:?}");
        }
    }

    #[test]
    fn every_color_comes_back() {
        for red in (0..=255).step_by(15) {
            for green in (0..=255).step_by(15) {
                for blue in (0..=255).step_by(15) {
                    let color = Rgb([red, green, blue]);
                    assert_eq!(Oklch::of(color).to_rgb(), color);
                }
            }
        }
    }

    #[test]
    fn what_no_screen_shows_loses_colorfulness() {
        let wild = Oklch { lightness: 0.9, chroma: 0.4, hue: 264.0 };
        let shown = Oklch::of(wild.to_rgb());
        assert!((shown.lightness - 0.9).abs() < 0.01 && shown.chroma < 0.1, "{shown:?}");
        assert_eq!(wild.at(1.2).to_rgb(), Rgb([255; 3]));
        assert_eq!(wild.at(-0.2).to_rgb(), Rgb([0; 3]));
    }
}
