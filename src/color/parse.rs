//! What CSS calls a color: `#12443a`, `rgb(…)`, `hsl(…)`, `oklch(…)`, a name.

use crate::color::oklch::round;
use crate::color::{Oklch, Rgb, names};

/// The longest text that may be a color, in bytes.
const MAX_LEN: usize = 64;

/// Reads a color (CSS Color 4). What lets something shine through is no color here.
pub fn parse(text: &str) -> Option<Rgb> {
    let text = text.trim();
    if text.len() > MAX_LEN {
        return None;
    }
    if let Some(digits) = text.strip_prefix('#') {
        return hex(digits);
    }
    match text.split_once('(') {
        Some((name, rest)) => function(&name.to_ascii_lowercase(), rest.strip_suffix(')')?),
        None => names::find(text),
    }
}

/// `12443a` or `abc`.
fn hex(digits: &str) -> Option<Rgb> {
    let value = |at: usize| char::from(*digits.as_bytes().get(at)?).to_digit(16);
    let byte = |high: usize, low: usize| u8::try_from(value(high)? * 16 + value(low)?).ok();
    match digits.len() {
        3 => Some(Rgb([byte(0, 0)?, byte(1, 1)?, byte(2, 2)?])),
        6 => Some(Rgb([byte(0, 1)?, byte(2, 3)?, byte(4, 5)?])),
        _ => None,
    }
}

fn function(name: &str, values: &str) -> Option<Rgb> {
    let parts: Vec<&str> =
        values.split([',', ' ']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let [one, two, three] = <[&str; 3]>::try_from(parts).ok()?;
    match name {
        "rgb" | "rgba" => {
            let channel = |part| Some(round(number(part, 255.0)?));
            Some(Rgb([channel(one)?, channel(two)?, channel(three)?]))
        }
        "hsl" | "hsla" => {
            // Both are of a hundred, with the sign or without.
            let share = |part: &str| Some((number(part, 100.0)? / 100.0).clamp(0.0, 1.0));
            Some(hsl(angle(one)?, share(two)?, share(three)?))
        }
        "oklch" => {
            let lightness = number(one, 1.0)?.clamp(0.0, 1.0);
            let chroma = number(two, 0.4)?.max(0.0);
            Some(Oklch { lightness, chroma, hue: angle(three)? }.to_rgb())
        }
        _ => None,
    }
}

/// A number, or a percentage of `whole`.
fn number(text: &str, whole: f64) -> Option<f64> {
    let (digits, of_hundred) = match text.strip_suffix('%') {
        Some(digits) => (digits, true),
        None => (text, false),
    };
    // `inf` and `nan` are numbers to Rust.
    let is_plain = digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+'));
    let value = digits.parse::<f64>().ok().filter(|_| is_plain)?;
    Some(if of_hundred { value * whole / 100.0 } else { value })
}

/// Degrees.
fn angle(text: &str) -> Option<f64> {
    number(text.strip_suffix("deg").unwrap_or(text), 360.0).map(|value| value.rem_euclid(360.0))
}

/// CSS Color 4 §7.1.
fn hsl(hue: f64, saturation: f64, lightness: f64) -> Rgb {
    let reach = saturation * lightness.min(1.0 - lightness);
    let channel = |offset: f64| {
        let place = (offset + hue / 30.0) % 12.0;
        let value = lightness - reach * (place - 3.0).min(9.0 - place).clamp(-1.0, 1.0);
        round(value * 255.0)
    };
    Rgb([channel(0.0), channel(8.0), channel(4.0)])
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::color::Rgb;

    #[test]
    fn colors_are_read_as_browsers_read_them() {
        for (text, hex) in [
            ("#12443a", "#12443a"),
            ("#ABC", "#aabbcc"),
            (" #fff ", "#ffffff"),
            ("rgb(18, 68, 58)", "#12443a"),
            ("rgb(18 68 58)", "#12443a"),
            ("RGB(100%, 0%, 50%)", "#ff0080"),
            ("hsl(168, 58%, 17%)", "#12443a"),
            ("hsl(120deg 100% 25%)", "#008000"),
            ("hsl(-120 100 50)", "#0000ff"),
            ("oklch(0.62796 0.25768 29.234)", "#ff0000"),
            ("oklch(51.975% 0.17686 142.495)", "#008000"),
            ("Navy", "#000080"),
        ] {
            assert_eq!(parse(text).map(Rgb::hex).as_deref(), Some(hex), "{text}");
        }
    }

    #[test]
    fn what_is_no_color_is_none() {
        for text in [
            "",
            "#",
            "#12",
            "#12345",
            "#12443a80",
            "12443a",
            "bleu",
            "rgb(1, 2)",
            "rgb(1 2 3 / 50%)",
            "rgb(1, 2, 3",
            "hsl(x, 1%, 1%)",
            "oklch(nan 0 0)",
            "rgb(inf 0 0)",
            "#é1244",
            "lab(1 2 3)",
            "var(--x)",
            "url(x)",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
