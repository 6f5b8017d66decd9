//! Which language a passage is in, when it is not that of its page.
//!
//! French and English are told apart by their function words: names, titles and
//! lists have none, so they are never mistaken. Other languages are learned from the
//! texts of the site itself, as triples of letters (Cavnar and Trenkle 1994, with the
//! likelihood of a smoothed model in place of ranks). A wrong alarm costs an author
//! more than a passage that is missed: what is not plain is not said.

mod function_words;

use std::collections::BTreeMap;

use crate::base::lang::primary;

use function_words::{is_english, is_french};

/// Fewest words that tell anything.
const MIN_WORDS: usize = 8;

/// Fewest function words of the other language.
const MIN_HITS: usize = 4;

/// Triples that are learned of a language at most: more tell no more.
const MAX_LEARNED: u32 = 200_000;

/// Fewest triples a language must be learned from.
const MIN_LEARNED: u32 = 4_000;

/// Fewest triples of a passage that are compared.
const MIN_TRIPLES: u32 = 60;

/// How much likelier a triple must be in the other language, on average: the natural
/// logarithm. Neighbors (Spanish and Portuguese) are about 0.4 apart, French and
/// English 1.5.
const MARGIN: f64 = 0.6;

/// What is known of the languages of a site.
#[derive(Clone, Debug, Default)]
pub struct Identifier {
    learned: BTreeMap<String, Model>,
}

/// How often triples of letters occur in a language.
#[derive(Clone, Debug, Default)]
struct Model {
    counts: BTreeMap<[char; 3], u32>,
    n: u32,
}

impl Identifier {
    /// Learns from a text in the language of a tag.
    pub fn learn(&mut self, tag: &str, text: &str) {
        let model = self.learned.entry(primary(tag)).or_default();
        if model.n < MAX_LEARNED {
            triples(text, |triple| {
                *model.counts.entry(triple).or_default() += 1;
                model.n += 1;
            });
        }
    }

    /// The primary subtag of the language that a passage is plainly in, when it is
    /// not that of the tag `own`.
    pub fn foreign(&self, passage: &str, own: &str) -> Option<String> {
        let own = primary(own);
        let is_told = |lang: &str| matches!(lang, "fr" | "en");
        if is_told(&own)
            && let Some(other) = by_words(passage, &own)
        {
            return Some(other.to_owned());
        }
        self.by_triples(passage, &own)
    }

    fn by_triples(&self, passage: &str, own: &str) -> Option<String> {
        let ours = self.learned.get(own).filter(|model| model.n >= MIN_LEARNED)?;
        let own_score = ours.score(passage)?;
        let others = self.learned.iter().filter(|(lang, model)| {
            let is_pair = |a: &str, b: &str| own == a && lang.as_str() == b;
            let is_told = is_pair("fr", "en") || is_pair("en", "fr");
            lang.as_str() != own && !is_told && model.n >= MIN_LEARNED
        });
        let scores = others.filter_map(|(lang, model)| Some((model.score(passage)?, lang)));
        let (score, lang) = scores.max_by(|a, b| a.0.total_cmp(&b.0))?;
        (score - own_score >= MARGIN).then(|| lang.clone())
    }
}

impl Model {
    /// The mean logarithm of the likelihood of the triples of a passage.
    fn score(&self, passage: &str) -> Option<f64> {
        let (mut sum, mut n) = (0.0, 0_u32);
        let all = f64::from(self.n) + 10_000.0;
        triples(passage, |triple| {
            let count = self.counts.get(&triple).copied().unwrap_or(0);
            sum += ((f64::from(count) + 0.5) / all).ln();
            n += 1;
        });
        (n >= MIN_TRIPLES).then(|| sum / f64::from(n))
    }
}

/// Gives each three letters that follow each other, a word's ends counting as spaces.
fn triples(text: &str, mut each: impl FnMut([char; 3])) {
    let mut last = [' ', ' '];
    for ch in text.chars().flat_map(char::to_lowercase) {
        let ch = if ch.is_alphabetic() { ch } else { ' ' };
        if ch == ' ' && last[1] == ' ' {
            continue;
        }
        if last != [' ', ' '] {
            each([last[0], last[1], ch]);
        }
        last = [last[1], ch];
    }
}

/// French in English or English in French.
fn by_words(passage: &str, own: &str) -> Option<&'static str> {
    let (mut n_words, mut french, mut english) = (0_usize, 0_usize, 0_usize);
    for word in passage.split(|ch: char| !ch.is_alphabetic()).filter(|word| !word.is_empty()) {
        n_words += 1;
        let word = word.to_lowercase();
        french += usize::from(is_french(&word));
        english += usize::from(is_english(&word));
    }
    let (ours, theirs, other) =
        if own == "fr" { (french, english, "en") } else { (english, french, "fr") };
    let is_plain =
        n_words >= MIN_WORDS && theirs >= MIN_HITS && theirs >= 4 * ours && theirs * 5 >= n_words;
    is_plain.then_some(other)
}

#[cfg(test)]
mod tests {
    use super::Identifier;

    fn check(passage: &str, own: &str, expected: Option<&str>) {
        assert_eq!(Identifier::default().foreign(passage, own).as_deref(), expected, "{passage}");
    }

    #[test]
    fn a_whole_sentence_of_the_other_language_is_known() {
        let english = "You can renew your loans from your account until the item is due.";
        let french =
            "Vous pouvez renouveler vos prêts dans votre dossier jusqu’à la date de retour.";
        check(english, "fr-CA", Some("en"));
        check(french, "en", Some("fr"));
        check(english, "en", None);
        check(french, "fr", None);
    }

    #[test]
    fn names_lists_and_mixed_sentences_are_not_foreign() {
        for (passage, own) in [
            ("Zendesk, Intercom, Crisp, Chatwoot, Zammad, Libraryh3lp, Messenger, tawk.to", "fr"),
            ("Appuyez sur Save changes, puis sur Back to the list of items in the widget.", "fr"),
            ("The Bibliothèque de la Rive-Claire is on the campus du Quai, and it is open.", "en"),
            ("Read the terms of use.", "fr"),
            ("", "fr"),
        ] {
            check(passage, own, None);
        }
    }

    #[test]
    fn other_languages_are_learned_from_the_site() {
        let spanish = "Puede renovar sus préstamos desde su cuenta hasta la fecha de vencimiento. \
             La biblioteca abre todos los días de la semana y ofrece salas de trabajo.";
        let french = "Vous pouvez renouveler vos prêts dans votre dossier jusqu’à la date prévue. \
             La bibliothèque ouvre tous les jours de la semaine et offre des salles de travail.";
        let mut known = Identifier::default();
        for _ in 0..40 {
            known.learn("es", spanish);
            known.learn("fr-CA", french);
        }
        let passage = "La biblioteca ofrece préstamos todos los días de la semana desde su cuenta";
        assert_eq!(known.foreign(passage, "fr-CA").as_deref(), Some("es"));
        assert_eq!(known.foreign(passage, "es"), None);
        let passage =
            "La bibliothèque offre des prêts tous les jours de la semaine dans votre salle";
        assert_eq!(known.foreign(passage, "es").as_deref(), Some("fr"));
        assert_eq!(known.foreign(passage, "fr"), None);
        assert_eq!(Identifier::default().foreign(passage, "es"), None, "nothing was learned");
    }
}
