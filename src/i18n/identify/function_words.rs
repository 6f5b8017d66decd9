//! Function words of French and English that the other language does not have: no
//! `on`, `a`, `son`, `for` and the like on either side. Sorted.

const FRENCH: [&str; 93] = [
    "afin", "ainsi", "alors", "après", "au", "aucun", "aucune", "aussi", "autre", "autres", "aux",
    "avant", "avec", "avez", "avoir", "beaucoup", "ce", "ceci", "cela", "celle", "celui", "ces",
    "cet", "cette", "ceux", "chaque", "chez", "dans", "de", "depuis", "des", "doit", "donc",
    "dont", "du", "elle", "elles", "est", "et", "faire", "fait", "il", "ils", "je", "jusqu", "la",
    "le", "les", "leur", "leurs", "lorsque", "lui", "mais", "même", "nos", "notre", "nous", "ont",
    "où", "par", "parce", "pas", "pendant", "peut", "peuvent", "pour", "pouvez", "puis", "qu",
    "quand", "que", "quel", "quelle", "quelques", "qui", "sans", "selon", "sera", "ses", "si",
    "sont", "sous", "sur", "toujours", "tous", "toute", "toutes", "très", "un", "une", "vos",
    "votre", "vous",
];

const ENGLISH: [&str; 93] = [
    "about", "after", "again", "all", "also", "and", "any", "are", "at", "be", "because", "been",
    "before", "being", "between", "both", "by", "can", "cannot", "could", "did", "do", "does",
    "down", "each", "every", "from", "had", "has", "have", "he", "her", "here", "his", "how", "in",
    "into", "is", "it", "its", "just", "like", "may", "might", "more", "most", "must", "my", "not",
    "of", "only", "other", "our", "out", "over", "same", "she", "should", "some", "such", "than",
    "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "through",
    "to", "under", "until", "up", "very", "was", "we", "were", "what", "when", "where", "which",
    "while", "who", "will", "with", "without", "would", "yes", "you", "your",
];

/// Whether a word in lower case is a function word of French and not of English.
pub(super) fn is_french(word: &str) -> bool {
    FRENCH.binary_search(&word).is_ok()
}

/// Whether a word in lower case is a function word of English and not of French.
pub(super) fn is_english(word: &str) -> bool {
    ENGLISH.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{ENGLISH, FRENCH, is_english, is_french};

    #[test]
    fn the_lists_are_sorted_and_apart() {
        assert!(FRENCH.is_sorted() && ENGLISH.is_sorted());
        assert!(ENGLISH.iter().all(|word| is_english(word) && !is_french(word)));
        assert!(FRENCH.iter().all(|word| is_french(word) && !is_english(word)));
    }
}
