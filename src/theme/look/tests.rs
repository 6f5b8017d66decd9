//! Accents that libraries may have.

use super::pairs::{Pair, worst};
use super::values::Values;
use super::{Look, look, refused, with_accent};
use crate::base::{SourceId, Span};
use crate::color::{Rgb, parse};
use crate::config::{Accent, ThemeSettings};
use crate::diag::{Arg, Diagnostic};

fn accent(light: &str, dark: Option<&str>) -> Accent {
    let at = Span::file(SourceId(0));
    let color = |text: &str| (parse(text).unwrap(), at);
    Accent { light: color(light), dark: dark.map(color) }
}

fn asked(light: &str) -> ThemeSettings {
    ThemeSettings { accent: Some(accent(light, None)), ..ThemeSettings::default() }
}

fn look_at(css: &str, settings: &ThemeSettings, said: &mut Vec<Diagnostic>) -> (String, Look) {
    look(css, settings, &|name| css.find(&format!("--{name}:")).map(|_| at()), said)
}

/// A style of the site.
fn at() -> Span {
    Span::file(SourceId(7))
}

fn arg<'a>(diagnostic: &'a Diagnostic, name: &str) -> &'a str {
    match diagnostic.args.iter().find(|(key, _)| *key == name) {
        Some((_, Arg::Text(text))) => text,
        _ => "",
    }
}

#[test]
fn every_pair_of_the_built_in_theme_passes() {
    assert_eq!(worst(&Pair::all(&Values::read(""))), None);
}

#[test]
fn an_accent_passes_everywhere_or_is_refused_with_one_that_does() {
    let values = Values::read("");
    let steps = [0, 51, 102, 153, 204, 255];
    let (mut n_good, mut n_refused) = (0, 0);
    for red in steps {
        for green in steps {
            for blue in steps {
                let color = Rgb([red, green, blue]);
                let wanted = accent(&color.hex(), None);
                let said = refused(&values, wanted);
                let near = match said.first() {
                    None => wanted,
                    Some(said) => accent(arg(said, "nearest"), None),
                };
                assert!(refused(&values, near).is_empty(), "{color:?} {near:?}");
                let made = with_accent(values, near);
                assert_eq!(worst(&Pair::all(&made)), None, "{color:?} {near:?} {made:?}");
                if said.is_empty() { n_good += 1 } else { n_refused += 1 }
            }
        }
    }
    assert!(n_good > 40 && n_refused > 40, "{n_good} {n_refused}");
}

#[test]
fn a_refusal_names_the_pair_the_ratio_and_the_nearest_color() {
    let values = Values::read("");
    let said = refused(&values, accent("#ffcc00", Some("#14294a")));
    assert_eq!(said.len(), 2, "{said:?}");
    assert_eq!(arg(&said[0], "color"), "#ffcc00");
    assert_eq!(arg(&said[0], "place"), "sunk");
    assert_eq!(arg(&said[0], "ratio"), "1.31");
    let near = parse(arg(&said[0], "nearest")).unwrap();
    let (sunk, wanted) = (values.sunk[0], super::pairs::TEXT);
    assert!((wanted..wanted + 0.1).contains(&near.contrast(sunk)), "{near:?}");
    assert_eq!(arg(&said[1], "place"), "dark-sunk");
}

#[test]
fn a_style_of_the_site_is_measured_as_it_is() {
    let mut said = Vec::new();
    look_at("", &asked("#0b6e4f"), &mut said);
    assert!(said.is_empty(), "{said:?}");
    look_at(":root{--sunk: light-dark(#c9c9c9, #222)}", &asked("#0b6e4f"), &mut said);
    assert_eq!(said.iter().filter(|said| said.code.name == "low-contrast").count(), 1, "{said:?}");
}

#[test]
fn what_is_added_is_small_and_in_the_layer_of_tokens() {
    let mut said = Vec::new();
    let (css, colors) = look_at("", &ThemeSettings { radius: Some(0), ..asked("navy") }, &mut said);
    assert!(css.starts_with("@layer tokens{:root{--band: #000080;--link: #000080;"), "{css}");
    assert!(css.ends_with("}}:root{--round: 0px}}"), "{css}");
    assert!(css.len() < 400, "{css}");
    assert_eq!(css.matches('{').count(), css.matches('}').count());
    assert_eq!(colors.band, Rgb([0, 0, 0x80]));
    let (css, colors) = look_at("", &ThemeSettings::default(), &mut said);
    assert_eq!((css.as_str(), colors.band.hex().as_str()), ("", "#12443a"));
    let (css, colors) = look_at("", &asked("#ffcc00"), &mut said);
    assert_eq!((css.as_str(), colors.band.hex().as_str()), ("", "#12443a"), "refused: as without");
}

#[test]
fn a_style_that_makes_words_hard_to_read_is_said_at_its_place() {
    let mut said = Vec::new();
    let css = ":root{--soft: light-dark(#aaaaaa, #b0b2a6);--gold: #223344}";
    look_at(css, &ThemeSettings::default(), &mut said);
    let shown: Vec<_> = said.iter().map(|said| (said.code.name, arg(said, "name"))).collect();
    assert_eq!(shown, [("low-contrast-style", "soft"), ("low-contrast-style", "gold")]);
    assert_eq!(said[0].span, at());
    let near = parse(arg(&said[0], "nearest")).unwrap();
    assert!(near.contrast(Values::read("").paper[0]) >= 4.5, "{near:?}");
    assert_eq!((arg(&said[1], "least"), arg(&said[1], "place")), ("3", "band"));
    // What the theme says itself is not the site's to mend.
    said.clear();
    look(css, &ThemeSettings::default(), &|_| None, &mut said);
    assert!(said.is_empty(), "{said:?}");
}
