//! Numbers as people write them.
//!
//! French: a comma, groups of three digits parted by a non-breaking space:
//! `24 350,72` (OQLF, *Écriture des nombres*), sizes in octets: `1,2 Mo`. English: a
//! point and commas: `24,350.72`, `1.2 MB`. Other languages: a point and non-breaking
//! spaces, as in ISO 80000-1. Four digits are grouped too.

use crate::base::lang;

/// Signs and words of a language.
struct Style {
    group: &'static str,
    decimal: &'static str,
    /// Units of 1, 10³, 10⁶, 10⁹ and 10¹² bytes (SI prefixes).
    bytes: [&'static str; 5],
}

const FRENCH: Style = Style { group: "\u{a0}", decimal: ",", bytes: ["o", "ko", "Mo", "Go", "To"] };
const ENGLISH: Style = Style { group: ",", decimal: ".", bytes: ["B", "kB", "MB", "GB", "TB"] };
const OTHER: Style = Style { group: "\u{a0}", decimal: ".", bytes: ["B", "kB", "MB", "GB", "TB"] };

/// `24 350` in French, `24,350` in English.
pub fn format_integer(tag: &str, number: i64) -> String {
    let sign = if number < 0 { "−" } else { "" };
    format!("{sign}{}", grouped(style(tag), number.unsigned_abs()))
}

/// A number with exactly `places` decimals (at most 9), given as a whole number of
/// the last of them: `(2_435_072, 2)` is `24 350,72`. No floating point, no doubt.
pub fn format_decimal(tag: &str, number: i64, places: u32) -> String {
    let places = places.min(9);
    if places == 0 {
        return format_integer(tag, number);
    }
    let style = style(tag);
    let scale = 10_u64.pow(places);
    let (whole, rest) = (number.unsigned_abs() / scale, number.unsigned_abs() % scale);
    let sign = if number < 0 { "−" } else { "" };
    let width = usize::try_from(places).unwrap_or_default();
    format!("{sign}{}{}{rest:0width$}", grouped(style, whole), style.decimal)
}

/// A file size, rounded up to one decimal below ten: `1,2 Mo`, `1.2 MB`, `350 ko`.
pub fn format_bytes(tag: &str, bytes: u64) -> String {
    let style = style(tag);
    let (mut unit, mut size) = (0, 1_u64);
    while unit + 1 < style.bytes.len() && bytes.div_ceil(size) >= 1000 {
        unit += 1;
        size *= 1000;
    }
    let tenths = if unit == 0 { bytes.saturating_mul(10) } else { bytes.div_ceil(size / 10) };
    let name = style.bytes[unit];
    if unit == 0 || tenths % 10 == 0 || tenths >= 100 {
        format!("{}\u{a0}{name}", grouped(style, tenths.div_ceil(10)))
    } else {
        format!("{}{}{}\u{a0}{name}", tenths / 10, style.decimal, tenths % 10)
    }
}

fn style(tag: &str) -> &'static Style {
    match lang::primary(tag).as_str() {
        "fr" => &FRENCH,
        "en" => &ENGLISH,
        _ => &OTHER,
    }
}

fn grouped(style: &Style, number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 2);
    for (idx, digit) in digits.char_indices() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            out.push_str(style.group);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{format_bytes, format_decimal, format_integer};

    #[test]
    fn integers_and_decimals_follow_the_language() {
        assert_eq!(format_integer("fr-CA", 24_350), "24\u{a0}350");
        assert_eq!(format_integer("en", -1_234_567), "−1,234,567");
        assert_eq!(
            format_integer("fr", i64::MIN),
            "−9\u{a0}223\u{a0}372\u{a0}036\u{a0}854\u{a0}775\u{a0}808"
        );
        assert_eq!(format_integer("de", 999), "999");
        assert_eq!(format_decimal("fr-CA", 2_435_072, 2), "24\u{a0}350,72");
        assert_eq!(format_decimal("en-CA", 2_435_072, 2), "24,350.72");
        assert_eq!(format_decimal("fr", -5, 2), "−0,05");
        assert_eq!(format_decimal("fr", 5, 0), "5");
    }

    #[test]
    fn sizes_are_short() {
        for (bytes, fr, en) in [
            (0, "0\u{a0}o", "0\u{a0}B"),
            (999, "999\u{a0}o", "999\u{a0}B"),
            (1000, "1\u{a0}ko", "1\u{a0}kB"),
            (1_200_000, "1,2\u{a0}Mo", "1.2\u{a0}MB"),
            (1_150_001, "1,2\u{a0}Mo", "1.2\u{a0}MB"),
            (350_000, "350\u{a0}ko", "350\u{a0}kB"),
            (9_950_000, "10\u{a0}Mo", "10\u{a0}MB"),
            (12_340_000, "13\u{a0}Mo", "13\u{a0}MB"),
            (999_999, "1\u{a0}Mo", "1\u{a0}MB"),
            (5_000_000_000_000_000, "5\u{a0}000\u{a0}To", "5,000\u{a0}TB"),
        ] {
            assert_eq!(format_bytes("fr-CA", bytes), fr);
            assert_eq!(format_bytes("en-CA", bytes), en);
        }
        assert_eq!(format_bytes("fr", u64::MAX), "18\u{a0}446\u{a0}745\u{a0}To");
    }
}
