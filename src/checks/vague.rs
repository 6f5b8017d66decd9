//! Words that say nothing out of their sentence, by language. A site adds its own
//! with `[links] vague`.

use crate::base::fold::fold;
use crate::base::lang::primary;

/// Words of links in French, folded.
const FRENCH: [&str; 43] = [
    "ici",
    "cliquez",
    "cliquez ici",
    "cliquer ici",
    "clique ici",
    "cliquez la",
    "cliquez sur ce lien",
    "par ici",
    "la",
    "lien",
    "ce lien",
    "le lien",
    "suivez ce lien",
    "suivre ce lien",
    "ce site",
    "ce site web",
    "cette page",
    "la page",
    "page",
    "voir la page",
    "suite",
    "la suite",
    "lire la suite",
    "voir la suite",
    "lire plus",
    "en lire plus",
    "en savoir plus",
    "pour en savoir plus",
    "savoir plus",
    "plus",
    "plus d info",
    "plus d infos",
    "plus d information",
    "plus d informations",
    "plus de details",
    "voir plus",
    "voir",
    "voir ici",
    "voyez ici",
    "details",
    "cet article",
    "ce document",
    "ce texte",
];

/// Words of links in English, folded.
const ENGLISH: [&str; 34] = [
    "here",
    "click",
    "click here",
    "click this",
    "click this link",
    "this",
    "link",
    "this link",
    "the link",
    "follow this link",
    "this site",
    "this website",
    "this page",
    "the page",
    "page",
    "more",
    "read more",
    "read more here",
    "see more",
    "see here",
    "see this",
    "learn more",
    "find out more",
    "more info",
    "more information",
    "more details",
    "for more information",
    "details",
    "continue",
    "continue reading",
    "this article",
    "this document",
    "go here",
    "go",
];

/// What any image is, in French and English, folded.
const IMAGES: [&str; 27] = [
    "image",
    "une image",
    "photo",
    "photographie",
    "figure",
    "illustration",
    "dessin",
    "schema",
    "graphique",
    "icone",
    "logo",
    "capture",
    "capture d ecran",
    "copie d ecran",
    "ecran",
    "an image",
    "picture",
    "photograph",
    "drawing",
    "diagram",
    "graphic",
    "icon",
    "screen",
    "screenshot",
    "screen shot",
    "screen capture",
    "screencap",
];

/// Whether the words of a link say nothing of where it leads.
pub(super) fn is_vague_link(words: &str, tag: &str, more: &[String]) -> bool {
    let words = plain(words);
    let list: &[&str] = match primary(tag).as_str() {
        "fr" => &FRENCH,
        "en" => &ENGLISH,
        _ => &[],
    };
    list.contains(&words.as_str()) || more.iter().any(|more| plain(more) == words)
}

/// Whether an alternative text says only that there is an image.
pub(super) fn is_vague_alt(alt: &str, tag: &str) -> bool {
    let is_listed = matches!(primary(tag).as_str(), "fr" | "en");
    is_listed && IMAGES.contains(&plain(alt).as_str())
}

/// Folded letters and digits, one space between words.
fn plain(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{ENGLISH, FRENCH, IMAGES, is_vague_alt, is_vague_link, plain};

    #[test]
    fn the_lists_hold_what_words_are_folded_to() {
        for word in FRENCH.iter().chain(&ENGLISH).chain(&IMAGES) {
            assert_eq!(plain(word), **word);
        }
    }

    #[test]
    fn vague_words_are_known_in_their_language_only() {
        for (words, tag, expected) in [
            ("Cliquez ici", "fr-CA", true),
            ("cliquez-ici !", "fr", true),
            ("Plus d’infos…", "fr", true),
            ("Là", "fr", true),
            ("Click here", "en", true),
            ("Click here", "fr", false),
            ("Renouveler ici", "fr", false),
            ("ici", "es", false),
            ("À propos", "fr", true),
        ] {
            let more = ["à propos".to_owned()];
            assert_eq!(is_vague_link(words, tag, &more), expected, "{words}");
        }
        assert!(is_vague_alt("Capture d’écran", "fr-CA"));
        assert!(!is_vague_alt("Capture d’écran du menu Aide", "fr-CA"));
    }
}
