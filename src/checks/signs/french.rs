//! French: ordinals, ligatures, accents of capitals.
//!
//! OQLF, Vitrine linguistique: *Abréviation des adjectifs ordinaux*, *Ligatures*,
//! *Accents sur les majuscules*.

use crate::checks::signs::{Found, Problem, is_technical, tokens};

/// Endings that people give ordinals, and those they have: after 1, after others.
const ORDINALS: [(&str, &str, &str); 11] = [
    ("ère", "re", "e"),
    ("ere", "re", "e"),
    ("ères", "res", "es"),
    ("ier", "er", "e"),
    ("ière", "re", "e"),
    ("ème", "e", "e"),
    ("eme", "e", "e"),
    ("èmes", "es", "es"),
    ("emes", "es", "es"),
    ("ième", "e", "e"),
    ("ièmes", "es", "es"),
];

/// How words begin that are written with `œ`.
const LIGATURES: [&str; 19] = [
    "oeuvr",
    "coeur",
    "soeur",
    "oeil",
    "oeuf",
    "voeu",
    "noeud",
    "boeuf",
    "choeur",
    "moeurs",
    "foetus",
    "foetal",
    "oecumén",
    "manoeuvr",
    "désoeuvr",
    "rancoeur",
    "oesoph",
    "oenolog",
    "oedème",
];

/// Words that are often typed without the accent of their capital, and are no word
/// of another language.
const CAPITALS: [(&str, &str); 24] = [
    ("Ecole", "École"),
    ("Ecoles", "Écoles"),
    ("Ecoutez", "Écoutez"),
    ("Ecran", "Écran"),
    ("Ecrans", "Écrans"),
    ("Ecrire", "Écrire"),
    ("Ecrivez", "Écrivez"),
    ("Elève", "Élève"),
    ("Elèves", "Élèves"),
    ("Equipe", "Équipe"),
    ("Equipement", "Équipement"),
    ("Etablissement", "Établissement"),
    ("Etape", "Étape"),
    ("Etapes", "Étapes"),
    ("Etat", "État"),
    ("Etats", "États"),
    ("Eteignez", "Éteignez"),
    ("Etre", "Être"),
    ("Etudiant", "Étudiant"),
    ("Etudiante", "Étudiante"),
    ("Etudiants", "Étudiants"),
    ("Etudiantes", "Étudiantes"),
    ("Evaluer", "Évaluer"),
    ("Eviter", "Éviter"),
];

/// What follows `À` at the start of a sentence, and never the verb `A`.
const AFTER_A: [&str; 26] = [
    "la",
    "l",
    "partir",
    "noter",
    "propos",
    "titre",
    "moins",
    "cause",
    "condition",
    "compter",
    "défaut",
    "droite",
    "gauche",
    "savoir",
    "chaque",
    "cet",
    "cette",
    "votre",
    "vos",
    "notre",
    "nos",
    "distance",
    "côté",
    "travers",
    "retenir",
    "venir",
];

pub(super) fn check(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut is_start = true;
    let mut words = tokens(text).peekable();
    while let Some((start, token)) = words.next() {
        if token == "A" && is_start {
            let next = words.peek().map(|(_, next)| first_word(next));
            if next.is_some_and(|next| AFTER_A.contains(&next)) {
                let problem = Problem::Accent("A".to_owned(), "À".to_owned());
                found.push((start..start + 1, problem));
            }
        }
        is_start = token.ends_with(['.', '!', '?', '…', '«']);
        if !is_technical(token) {
            each_word(token, |at, word| found.extend(word_problem(start + at, word)));
        }
    }
    found
}

/// The letters that begin a token, in lower case only as they are.
fn first_word(token: &str) -> &str {
    let end = token.find(|ch: char| !ch.is_alphabetic()).unwrap_or(token.len());
    &token[..end]
}

/// Gives each run of letters and digits of a token.
fn each_word<'t>(token: &'t str, mut each: impl FnMut(usize, &'t str)) {
    let mut start = None;
    let ends = token.char_indices().chain([(token.len(), ' ')]);
    for (at, ch) in ends {
        match (start, ch.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                each(from, &token[from..at]);
                start = None;
            }
            _ => {}
        }
    }
}

fn word_problem(at: usize, word: &str) -> Option<Found> {
    let range = at..at + word.len();
    if let Some(right) = ordinal(word) {
        return Some((range, Problem::Ordinal(word.to_owned(), right)));
    }
    if let Some((_, right)) = CAPITALS.iter().find(|(plain, _)| *plain == word) {
        return Some((range, Problem::Accent(word.to_owned(), (*right).to_owned())));
    }
    let lower = word.to_lowercase();
    // Of words with a prefix, only those are listed that are used.
    let is_ligature = lower.contains("oe") && LIGATURES.iter().any(|stem| lower.starts_with(stem));
    is_ligature.then(|| {
        let right = word.replace("oe", "œ").replace("Oe", "Œ").replace("OE", "Œ");
        (range, Problem::Ligature(word.to_owned(), right))
    })
}

/// How an ordinal is abbreviated, when this is one that is not.
fn ordinal(word: &str) -> Option<String> {
    let is_roman = |ch: char| matches!(ch, 'I' | 'V' | 'X' | 'L' | 'C');
    let n_digits = word.len() - word.trim_start_matches(|ch: char| ch.is_ascii_digit()).len();
    let n_roman = word.len() - word.trim_start_matches(is_roman).len();
    let (number, ending) = word.split_at(n_digits.max(n_roman));
    // `Lier` is a verb.
    if number.is_empty() || n_roman > 0 && ending.starts_with("ier") {
        return None;
    }
    let (_, of_first, of_others) = ORDINALS.iter().find(|(wrong, _, _)| *wrong == ending)?;
    let ending = if matches!(number, "1" | "I") { of_first } else { of_others };
    Some(format!("{number}{ending}"))
}
