//! Which colors must stand out from which, and how far.

use crate::color::Rgb;
use crate::theme::look::values::Values;

/// For words (WCAG 2.2, 1.4.3).
pub(super) const TEXT: f64 = 4.5;

/// For parts that one must see to use a page: contours, marks (WCAG 2.2, 1.4.11).
pub(super) const PART: f64 = 3.0;

/// Two colors, one on the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// Where they meet: a variant of the message.
    pub(super) place: &'static str,
    /// The custom properties of the two.
    pub(super) names: [&'static str; 2],
    pub(super) front: Rgb,
    pub(super) back: Rgb,
    /// The least contrast.
    pub(super) least: f64,
}

/// The pair that is read worst.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Worst {
    pub(super) place: &'static str,
    pub(super) ratio: f64,
}

impl Pair {
    /// Links of this color on light pages (0) or dark ones (1).
    pub(super) fn links(values: &Values, color: Rgb, idx: usize) -> Vec<Self> {
        let grounds = values.grounds(idx).into_iter();
        let pair = |(place, back)| Self {
            place,
            names: ["link", ground(place)],
            front: color,
            back,
            least: TEXT,
        };
        grounds.map(pair).collect()
    }

    /// Words on a band or button of this color.
    pub(super) fn on_band(values: &Values, color: Rgb) -> Self {
        let names = ["on-band", "band"];
        Self { place: "band", names, front: values.on_band[0], back: color, least: TEXT }
    }

    /// Every pair of a theme, in both appearances.
    pub(super) fn all(values: &Values) -> Vec<Self> {
        let mut pairs = Vec::new();
        for idx in [0, 1] {
            for (place, back) in values.grounds(idx) {
                for (name, front, least) in [
                    ("ink", values.ink[idx], TEXT),
                    ("soft", values.soft[idx], TEXT),
                    ("link", values.link[idx], TEXT),
                    ("focus", values.focus[idx], PART),
                    ("firm", values.firm[idx], PART),
                    ("rule", values.rule[idx], PART),
                ] {
                    pairs.push(Self { place, names: [name, ground(place)], front, back, least });
                }
            }
            let (band, on_band, gold) = (values.band[idx], values.on_band[idx], values.gold[idx]);
            for (name, front, least) in [("on-band", on_band, TEXT), ("gold", gold, PART)] {
                pairs.push(Self { place: "band", names: [name, "band"], front, back: band, least });
            }
        }
        pairs
    }
}

/// The custom property of what is behind words.
fn ground(place: &'static str) -> &'static str {
    place.trim_start_matches("dark-")
}

/// The pair that falls shortest of what it must have; none when all pass.
pub(super) fn worst(pairs: &[Pair]) -> Option<Worst> {
    let measured = pairs.iter().map(|pair| (pair, pair.front.contrast(pair.back)));
    measured
        .filter(|(pair, ratio)| *ratio < pair.least)
        .min_by(|(a, x), (b, y)| (x / a.least).total_cmp(&(y / b.least)))
        .map(|(pair, ratio)| Worst { place: pair.place, ratio })
}
