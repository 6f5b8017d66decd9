//! How large a drawing is shown.

use super::scan::Tag;

/// Longest side that is told, in CSS pixels.
const MAX_SIDE: f64 = 65_535.0;

/// Width and height of the `<svg>` on top, in CSS pixels: as it says, or as its
/// coordinates go (SVG 2 §8.2).
pub(super) fn size(tag: &Tag<'_>) -> Option<(u32, u32)> {
    let value = |name: &str| {
        let found = tag.attributes.iter().find(|attribute| attribute.name == name);
        found.map(|attribute| attribute.value.trim())
    };
    let (width, height) = (value("width"), value("height"));
    let coordinates = value("viewBox").and_then(coordinates);
    match (width.map(pixels), height.map(pixels)) {
        (Some(Some(width)), Some(Some(height))) => Some((width, height)),
        (None, None) => {
            let (width, height) = coordinates?;
            Some((whole(width)?, whole(height)?))
        }
        (Some(Some(width)), None) => {
            let (w, h) = coordinates?;
            Some((width, whole(f64::from(width) * h / w)?))
        }
        (None, Some(Some(height))) => {
            let (w, h) = coordinates?;
            Some((whole(f64::from(height) * w / h)?, height))
        }
        _ => None,
    }
}

/// A length without a unit or in pixels.
fn pixels(text: &str) -> Option<u32> {
    whole(text.strip_suffix("px").unwrap_or(text).trim().parse().ok()?)
}

fn coordinates(text: &str) -> Option<(f64, f64)> {
    let is_between = |c: char| c.is_ascii_whitespace() || c == ',';
    let numbers: Vec<f64> = text
        .split(is_between)
        .filter(|part| !part.is_empty())
        .take(5)
        .map_while(|part| part.parse().ok())
        .collect();
    match numbers[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the bounds are checked"
)]
fn whole(length: f64) -> Option<u32> {
    let rounded = length.round();
    (1.0..=MAX_SIDE).contains(&rounded).then_some(rounded as u32)
}
