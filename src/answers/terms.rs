//! What the engine knows of the languages of a site: `i18n/terms/` of the program,
//! and what the site adds.

use serde::Deserialize;

use crate::answers::grammar::Grammar;
use crate::answers::lexicon::Lexicon;
use crate::answers::thesaurus::Thesaurus;

/// The files that are in the program, by primary language subtag.
const TERMS: [(&str, &str); 2] = [
    ("fr", include_str!("../../i18n/terms/fr.toml")),
    ("en", include_str!("../../i18n/terms/en.toml")),
];

/// The dictionaries that are in the program, by the languages of their two sides.
const DICTIONARIES: [(&str, &str, &str); 1] =
    [("fr", "en", include_str!("../../i18n/terms/fr-en.toml"))];

/// What is known of a language.
#[derive(Clone, Debug, Default)]
pub struct Tongue {
    /// Code of the language on the site.
    pub code: String,
    /// Primary subtag: which language it is.
    pub primary: String,
    /// How its words are taken apart.
    pub grammar: Grammar,
    /// Which words say the same.
    pub thesaurus: Thesaurus,
}

/// A file of `i18n/terms/`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Terms {
    stops: String,
    glued: String,
    steps: Vec<String>,
    same: String,
}

impl Tongue {
    /// What is known of the language with this code; `more` are the lines of the
    /// site's own thesaurus. Of a language without a file, words are known whole.
    pub fn of(code: &str, more: &[String]) -> Self {
        let primary = crate::base::lang::primary(code);
        let file = TERMS.iter().find(|(known, _)| *known == primary);
        let terms: Terms = file.and_then(|(_, text)| toml::from_str(text).ok()).unwrap_or_default();
        let grammar = Grammar::read(&terms.stops, &terms.steps, &terms.glued);
        let lines = terms.same.lines().chain(more.iter().map(String::as_str));
        let thesaurus = Thesaurus::read(lines, &grammar);
        Self { code: code.to_owned(), primary, grammar, thesaurus }
    }
}

/// The dictionary from one language to another; empty when there is none.
pub fn dictionary(from: &Tongue, to: &Tongue) -> Lexicon {
    for (left, right, text) in DICTIONARIES {
        let is_forward = left == from.primary && right == to.primary;
        let is_backward = left == to.primary && right == from.primary;
        if !is_forward && !is_backward {
            continue;
        }
        let terms: Terms = toml::from_str(text).unwrap_or_default();
        let pairs = terms.same.lines().filter_map(|line| line.split_once('='));
        let pairs: Vec<(&str, &str)> = pairs
            .map(|(left, right)| if is_forward { (left, right) } else { (right, left) })
            .collect();
        return Lexicon::read(pairs, &from.grammar, &to.grammar);
    }
    Lexicon::default()
}

#[cfg(test)]
mod tests {
    use super::{DICTIONARIES, TERMS, Terms, Tongue, dictionary};

    #[test]
    fn the_files_of_the_program_can_be_read() {
        for (code, text) in TERMS {
            let terms: Terms = toml::from_str(text).unwrap();
            assert!(terms.same.lines().count() > 170, "{code}");
        }
        for (_, _, text) in DICTIONARIES {
            let terms: Terms = toml::from_str(text).unwrap();
            assert!(terms.same.lines().all(|line| line.matches(" = ").count() == 1));
        }
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        let stem = |code: &str, word: &str| Tongue::of(code, &[]).grammar.stem(word);
        let same = |code: &str, words: &[&str]| {
            let stems: Vec<String> = words.iter().map(|word| stem(code, word)).collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{words:?} {stems:?}");
        };
        same("fr", &["renouveler", "renouvelle", "renouvele", "renouvellement", "renouvelez"]);
        same("fr", &["reservation", "reservations", "reserver", "reserve"]);
        same("fr", &["bibliotheque", "bibliotheques"]);
        same("fr", &["journal", "journaux"]);
        same("fr", &["bloque", "bloquer", "bloques"]);
        same("en", &["renew", "renewal", "renewing", "renewed", "renews"]);
        same("en", &["library", "libraries"]);
        same("en", &["scan", "scans", "scanning", "scanned"]);
        same("en", &["cite", "citing", "citation", "citations"]);
    }

    #[test]
    fn a_dictionary_goes_both_ways() {
        let (fr, en) = (Tongue::of("fr", &[]), Tongue::of("en-CA", &[]));
        let there = dictionary(&fr, &en).translate(&fr.grammar.terms("mot de passe oublié"));
        assert!(there.contains(&en.grammar.stem("password")), "{there:?}");
        let back = dictionary(&en, &fr).translate(&en.grammar.terms("renew"));
        assert!(back.contains(&fr.grammar.stem("renouveler")), "{back:?}");
    }

    #[test]
    fn an_unknown_language_keeps_its_words_whole() {
        let tongue = Tongue::of("de", &["buch = band".to_owned()]);
        assert_eq!(tongue.grammar.stem("bücher"), "bücher");
        assert!(tongue.grammar.stops.is_empty());
    }
}
