//! The colors of a site: the accent of `guichet.toml`, what follows from it, and
//! whether all of it can be read.
//!
//! What the theme's own style says stays: its values are read from the style sheet, so
//! that a site which changes them is measured with what its readers see. An accent is
//! used as it is on light pages, or refused; what it becomes on dark ones is derived.
//! Only lightness changes, in Oklch.

mod pairs;
mod values;

use std::fmt::Write as _;

use crate::base::Span;
use crate::color::{Oklch, Rgb};
use crate::config::{Accent, ThemeSettings};
use crate::diag::Diagnostic;
use crate::diag::catalog::theme;

use pairs::{Pair, Worst};
use values::Values;

/// The colors that more than the style sheet needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The band at the top of light pages.
    pub band: Rgb,
    /// The same on dark pages.
    pub dark_band: Rgb,
    /// Words on the band.
    pub on_band: Rgb,
    /// Few and small things on the band.
    pub gold: Rgb,
}

/// How light the links of dark pages are, by Oklch.
const DARK_LINK: f64 = 0.81;

/// The most colorful links of dark pages, by Oklch: what is more dazzles.
const DARK_CHROMA: f64 = 0.12;

/// How much of its lightness and colorfulness the band keeps on dark pages.
const DARK_BAND: f64 = 0.85;

/// What the settings make of a style sheet: what is to be added to it, and the colors
/// for other uses. An accent that cannot be read is said, and counts as absent.
///
/// `place` tells where a style of the site sets a custom property: what is hard to read
/// because of one is said there.
pub(super) fn look(
    css: &str,
    settings: &ThemeSettings,
    place: &dyn Fn(&str) -> Option<Span>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (String, Look) {
    let mut values = Values::read(css);
    let own = values;
    let mut added = String::new();
    if let Some(accent) = settings.accent {
        let found = refused(&values, accent);
        if found.is_empty() {
            values = with_accent(values, accent);
            colors(&mut added, &own, &values);
        }
        diagnostics.extend(found);
    }
    diagnostics.extend(styles(&values, place));
    if let Some(radius) = settings.radius {
        let _ = write!(added, ":root{{--round: {radius}px}}");
    }
    if !added.is_empty() {
        added = format!("@layer tokens{{{added}}}");
    }
    let [band, dark_band] = values.band;
    (added, Look { band, dark_band, on_band: values.on_band[0], gold: values.gold[0] })
}

/// The theme with the color of a library.
fn with_accent(mut values: Values, accent: Accent) -> Values {
    let light = accent.light.0;
    let here = Oklch::of(light);
    let on_band = values.on_band[1];
    let darker =
        Oklch { chroma: here.chroma * DARK_BAND, ..here.at(here.lightness * DARK_BAND) }.to_rgb();
    let dark_band = darker.nearest(|band| band.contrast(on_band) >= pairs::TEXT).unwrap_or(darker);
    let derived = Oklch { chroma: here.chroma.min(DARK_CHROMA), ..here.at(DARK_LINK) }.to_rgb();
    let grounds = values.grounds(1);
    let stands_out = |link: Rgb| grounds.iter().all(|(_, g)| link.contrast(*g) >= pairs::TEXT);
    let dark = accent
        .dark
        .map_or_else(|| derived.nearest(stands_out).unwrap_or(derived), |(dark, _)| dark);
    values.band = [light, dark_band];
    values.link = [light, dark];
    values.rule = [light, dark];
    for (gold, band) in values.gold.iter_mut().zip(values.band) {
        // The contour of what has the keyboard's focus, on the band.
        *gold = gold.nearest(|gold| gold.contrast(band) >= pairs::PART).unwrap_or(*gold);
    }
    values
}

/// What the styles of a site make hard to read, each color once.
fn styles(values: &Values, place: &dyn Fn(&str) -> Option<Span>) -> Vec<Diagnostic> {
    let pairs = Pair::all(values);
    let mut found: Vec<(&str, Diagnostic)> = Vec::new();
    for pair in &pairs {
        let ratio = pair.front.contrast(pair.back);
        let [front, back] = pair.names;
        if ratio >= pair.least || found.iter().any(|(name, _)| *name == front) {
            continue;
        }
        if let Some(at) = place(front).or_else(|| place(back)) {
            let near = pair.front.nearest(|near| near.contrast(pair.back) >= pair.least);
            let (color, near) = (pair.front.hex(), near.map(Rgb::hex));
            let measured = (cut(ratio), pair.least);
            let said = theme::low_contrast_style(
                at,
                (front, &color),
                pair.place,
                measured,
                near.as_deref(),
            );
            found.push((front, said));
        }
    }
    found.into_iter().map(|(_, said)| said).collect()
}

/// Two places after the point; cut, not rounded: 4.496 is not 4.5.
fn cut(ratio: f64) -> f64 {
    (ratio * 100.0).floor() / 100.0
}

/// What an accent does wrong, each color once: for its worst pair.
fn refused(values: &Values, accent: Accent) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let light = |color: Rgb| {
        let mut pairs = Pair::links(values, color, 0);
        pairs.push(Pair::on_band(values, color));
        pairs
    };
    found.extend(refusal(accent.light, &light));
    if let Some(dark) = accent.dark {
        found.extend(refusal(dark, &|color| Pair::links(values, color, 1)));
    }
    found
}

/// Says that a color cannot be read, and which near one can.
fn refusal((color, at): (Rgb, Span), pairs: &dyn Fn(Rgb) -> Vec<Pair>) -> Option<Diagnostic> {
    let Worst { place, ratio } = pairs::worst(&pairs(color))?;
    let nearest = color.nearest(|near| pairs::worst(&pairs(near)).is_none());
    let nearest = nearest.map(Rgb::hex);
    Some(theme::low_contrast(at, &color.hex(), place, cut(ratio), nearest.as_deref()))
}

/// The custom properties that differ from the theme's own; first for browsers without
/// `light-dark()`.
fn colors(out: &mut String, own: &Values, values: &Values) {
    let changed: Vec<_> = own.all().into_iter().zip(values.all()).filter(|(a, b)| a != b).collect();
    let mut plain = String::new();
    let mut both = String::new();
    for (_, (name, [light, dark])) in changed {
        let (light, dark) = (light.hex(), dark.hex());
        let _ = write!(plain, "--{name}: {light};");
        let _ = write!(both, "--{name}: light-dark({light}, {dark});");
    }
    let (plain, both) = (plain.trim_end_matches(';'), both.trim_end_matches(';'));
    let _ =
        write!(out, ":root{{{plain}}}@supports (color: light-dark(#000, #fff)){{:root{{{both}}}}}");
}

#[cfg(test)]
mod tests;
