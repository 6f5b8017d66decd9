//! The order of words in each language.
//!
//! Data and rules are those of CLDR, through `icu_collator` (ICU4X): accents count
//! after letters (in Québec French from the end of the word: *cote, côte, coté,
//! côté*), case after accents, numbers by their value.

use std::cmp::Ordering;
use std::str::FromStr;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};

use crate::base::fold::fold;

/// Compares texts of one language. Cheap to build (a look-up in static data) and
/// shared freely between threads.
#[derive(Debug)]
pub struct Collator {
    /// None when the data has nothing, not even for the root language.
    rules: Option<CollatorBorrowed<'static>>,
}

impl Collator {
    /// The order of a language tag; a tag without rules of its own has those of
    /// its language, else the common order of the Unicode standard.
    pub fn for_tag(tag: &str) -> Self {
        let mut preferences = preferences(tag, CollatorPreferences::from_locale_strict);
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Tertiary);
        let rules = CollatorBorrowed::try_new(preferences, options)
            .or_else(|_| CollatorBorrowed::try_new(CollatorPreferences::default(), options));
        Self { rules: rules.ok() }
    }

    /// The order of two texts. Total: only identical texts are equal; what the
    /// language does not tell apart is ordered by code points.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let order = self.rules.as_ref().map_or(Ordering::Equal, |rules| rules.compare(a, b));
        order.then_with(|| a.cmp(b))
    }

    /// The heading under which a word stands in an index: `A` to `Z`, accents and
    /// ligatures folded (`Œuvre` under `O`), or `#` for digits, signs and letters of
    /// other scripts.
    pub fn initial(&self, word: &str) -> String {
        let first = word.chars().find(|c| c.is_alphanumeric()).unwrap_or('#');
        let letter = fold(first.encode_utf8(&mut [0; 4])).chars().next().unwrap_or('#');
        if letter.is_ascii_lowercase() {
            letter.to_ascii_uppercase().to_string()
        } else {
            "#".to_owned()
        }
    }
}

/// Reads a tag by the type that `read` wants, which `icu_collator` does not name.
fn preferences<L: FromStr>(
    tag: &str,
    read: impl Fn(&L) -> Result<CollatorPreferences, CollatorPreferences>,
) -> CollatorPreferences {
    tag.parse().ok().map_or_else(CollatorPreferences::default, |locale| match read(&locale) {
        Ok(preferences) | Err(preferences) => preferences,
    })
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use proptest::prelude::*;

    use super::Collator;

    fn sorted(tag: &str, words: &str) -> String {
        let collator = Collator::for_tag(tag);
        let mut words: Vec<&str> = words.split_whitespace().collect();
        words.sort_by(|a, b| collator.compare(a, b));
        words.join(" ")
    }

    #[test]
    fn accents_and_case_count_after_letters() {
        let words = "zèbre Éléphant eau été Zoo etuve École oeuvre œuf";
        let wanted = "eau École Éléphant été etuve œuf oeuvre zèbre Zoo";
        for tag in ["fr-CA", "fr", "en-CA", "xx-unknown", "not a tag"] {
            assert_eq!(sorted(tag, words), wanted, "{tag}");
        }
        assert_eq!(sorted("fr-CA", "côté coté côte cote"), "cote côte coté côté");
        assert_eq!(sorted("en", "côté coté côte cote"), "cote coté côte côté");
        assert_eq!(sorted("fr-CA", "b A a B"), "a A b B");
    }

    #[test]
    fn numbers_are_ordered_by_value() {
        assert_eq!(sorted("fr-CA", "p10 p2 p1 p02"), "p1 p02 p2 p10");
    }

    #[test]
    fn the_order_is_total_and_shared_between_threads() {
        fn is_sync<T: Sync + Send>() {}
        is_sync::<Collator>();
        let collator = Collator::for_tag("fr-CA");
        assert_eq!(collator.compare("e\u{301}", "\u{e9}"), Ordering::Less);
        assert_eq!(collator.compare("", ""), Ordering::Equal);
    }

    #[test]
    fn initials_fold_accents() {
        let collator = Collator::for_tag("fr-CA");
        for (word, initial) in [
            ("Écran", "E"),
            ("œuf", "O"),
            ("« zone »", "Z"),
            ("3D", "#"),
            ("", "#"),
            ("…", "#"),
            ("図書館", "#"),
            ("Ça", "C"),
            ("ÿ", "Y"),
            ("ﬁn", "F"),
            ("ß", "S"),
            ("Łódź", "L"),
        ] {
            assert_eq!(collator.initial(word), initial, "{word}");
        }
    }

    proptest! {
        #[test]
        fn comparing_is_antisymmetric_and_transitive(mut words in prop::collection::vec("[aeéÉè0-9 '-]{0,6}", 3)) {
            let collator = Collator::for_tag("fr-CA");
            words.sort_by(|a, b| collator.compare(a, b));
            prop_assert_ne!(collator.compare(&words[0], &words[2]), Ordering::Greater);
            prop_assert_eq!(
                collator.compare(&words[0], &words[1]),
                collator.compare(&words[1], &words[0]).reverse()
            );
            prop_assert_eq!(collator.compare(&words[0], &words[1]) == Ordering::Equal, words[0] == words[1]);
        }
    }
}
