//! The colors that a style sheet gives its custom properties.

use crate::color::{self, Rgb};

/// A color on light pages, and on dark ones.
pub(super) type Both = [Rgb; 2];

/// The colors of a theme that carry words or mark parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Values {
    pub(super) paper: Both,
    pub(super) card: Both,
    pub(super) sunk: Both,
    pub(super) ink: Both,
    pub(super) soft: Both,
    pub(super) firm: Both,
    pub(super) focus: Both,
    pub(super) link: Both,
    pub(super) rule: Both,
    pub(super) band: Both,
    pub(super) on_band: Both,
    pub(super) gold: Both,
}

impl Values {
    /// Reads a style sheet; what it does not say is as in the built-in theme.
    pub(super) fn read(css: &str) -> Self {
        let own = |name: &str, light: u32, dark: u32| {
            value(css, name).unwrap_or_else(|| [light, dark].map(number))
        };
        Self {
            paper: own("paper", 0x00fd_fbf6, 0x0016_1a18),
            card: own("card", 0x00ff_ffff, 0x001e_2321),
            sunk: own("sunk", 0x00f4_efe4, 0x0021_2725),
            ink: own("ink", 0x0022_261f, 0x00e6_e3d9),
            soft: own("soft", 0x0057_5b50, 0x00b0_b2a6),
            firm: own("firm", 0x0087_7f6b, 0x0083_8a81),
            focus: own("focus", 0x001a_56c4, 0x008f_b8ff),
            link: own("link", 0x000b_5747, 0x0084_d3bb),
            rule: own("rule", 0x00b0_432b, 0x00e0_8b6d),
            band: own("band", 0x0012_443a, 0x000f_352d),
            on_band: own("on-band", 0x00fb_f6ea, 0x00fb_f6ea),
            gold: own("gold", 0x00e0_a63a, 0x00e0_a63a),
        }
    }

    /// What words stand on, on light pages (0) or dark ones (1), by the words for it.
    pub(super) fn grounds(&self, idx: usize) -> [(&'static str, Rgb); 3] {
        let dark = idx == 1;
        [
            (if dark { "dark-paper" } else { "paper" }, self.paper[idx.min(1)]),
            (if dark { "dark-card" } else { "card" }, self.card[idx.min(1)]),
            (if dark { "dark-sunk" } else { "sunk" }, self.sunk[idx.min(1)]),
        ]
    }

    /// What an accent may change, by name of the custom property.
    pub(super) fn all(&self) -> [(&'static str, Both); 4] {
        [("band", self.band), ("link", self.link), ("rule", self.rule), ("gold", self.gold)]
    }
}

fn number(value: u32) -> Rgb {
    let [_, red, green, blue] = value.to_be_bytes();
    Rgb([red, green, blue])
}

/// The last value of a custom property that is a pair, else the last that is a color:
/// what is written for one medium or one element is not a pair.
fn value(css: &str, name: &str) -> Option<Both> {
    let (mut pair, mut single) = (None, None);
    let property = format!("--{name}:");
    for (at, _) in css.match_indices(&property) {
        // Not the end of a longer name.
        if css[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_') {
            continue;
        }
        let rest = &css[at + property.len()..];
        let end = rest.find([';', '}']).unwrap_or(rest.len());
        let written = rest[..end].trim();
        match written.strip_prefix("light-dark(").and_then(|pair| pair.strip_suffix(')')) {
            Some(both) => pair = split(both).or(pair),
            None => single = color::parse(written).map(|color| [color; 2]).or(single),
        }
    }
    pair.or(single)
}

/// Two colors between commas that are in no parentheses.
fn split(both: &str) -> Option<Both> {
    let mut depth = 0_u32;
    let comma = both.find(|c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    })?;
    Some([color::parse(&both[..comma])?, color::parse(&both[comma + 1..])?])
}

#[cfg(test)]
mod tests {
    use super::{Values, value};
    use crate::color::Rgb;
    use crate::theme::Builtin;

    #[test]
    fn the_built_in_style_says_what_is_assumed_without_it() {
        let builtin = Builtin::embedded();
        let css = String::from_utf8_lossy(&builtin.files["styles/tokens.css"]);
        let read = Values::read(&css);
        for (idx, (one, two)) in read.all().into_iter().zip(Values::read("").all()).enumerate() {
            assert_eq!(one, two, "{idx}");
        }
        assert_eq!(read, Values::read(""));
    }

    #[test]
    fn the_last_pair_counts() {
        let css = ":root{--x: #111;--x: light-dark(#222, rgb(1, 2, 3))}.a{--x: var(--y)}\
                   @media print{:root{--x: #fff}}.b{--y-x: light-dark(#333, #444)}";
        assert_eq!(value(css, "x"), Some([Rgb([0x22; 3]), Rgb([1, 2, 3])]));
        assert_eq!(value(":root{--x: #111}", "x"), Some([Rgb([0x11; 3]); 2]));
        assert_eq!(value(":root{--x: light-dark(#222, var(--z))}", "x"), None);
        assert_eq!(value(":root{--x:light-dark(", "x"), None);
    }
}
