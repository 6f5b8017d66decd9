//! Words that hold to their neighbor: units after a number, abbreviations before
//! a number or a name.

/// Symbols of units, not their names: a name may begin a line; no `A`, `C`, `V`,
/// which are more often a letter of the alphabet.
const UNITS: &[&str] = &[
    "GB", "GHz", "Gb", "Gbit", "Go", "Hz", "KB", "Kb", "Ko", "L", "MB", "MHz", "MW", "Mb", "Mbit",
    "Mo", "TB", "To", "bit", "cl", "cm", "cm²", "cm³", "dB", "dL", "dl", "dm", "dpi", "g", "h",
    "ha", "kB", "kHz", "kV", "kW", "kWh", "kbit", "kg", "km", "km²", "ko", "l", "lb", "m", "mA",
    "mL", "mg", "min", "ml", "mm", "mm²", "ms", "m²", "m³", "oz", "po", "ppp", "px", "s", "°",
    "°C", "°F", "µg", "µm", "Ω",
];

/// The longest unit, in characters.
pub(super) const MAX_UNIT: usize = 4;

/// Whether a word is the symbol of a unit.
pub(super) fn is_unit(word: &str) -> bool {
    UNITS.binary_search(&word).is_ok()
}

/// Whether a word (without its period) goes with the number that follows.
pub(super) fn is_before_number(word: &str, has_period: bool) -> bool {
    match word {
        "n°" | "N°" | "nº" | "Nº" => !has_period,
        "p" | "pp" | "art" | "chap" | "fig" | "vol" | "al" | "no" => has_period,
        _ => false,
    }
}

/// The longest title, its period counted, in bytes.
pub(super) const MAX_TITLE: usize = 5;

/// Whether a title (without its period) goes with the name that follows.
pub(super) fn is_before_name(word: &str, has_period: bool) -> bool {
    match word {
        "M" | "MM" => has_period,
        "Mme" | "Mmes" | "Mlle" | "Mlles" | "Dr" | "Dre" | "Drs" => !has_period,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_UNIT, UNITS, is_unit};

    #[test]
    fn units_are_sorted_and_short() {
        assert!(UNITS.is_sorted());
        assert!(UNITS.iter().all(|unit| unit.chars().count() <= MAX_UNIT));
        assert!(is_unit("km") && is_unit("°C") && !is_unit("jours") && !is_unit("A"));
    }
}
