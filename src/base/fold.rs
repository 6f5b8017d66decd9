//! Letters without their marks: for slugs, heading ids, collation keys and
//! the comparison of names.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, accents removed, ligatures spelled out: `Œuvre à l’été` → `oeuvre a l’ete`.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' => out.push('d'),
            _ => out.push(c),
        }
    }
    out
}

/// A slug: folded letters and digits of any script, joined by single hyphens.
///
/// Empty when the text has no letter and no digit; the caller then falls back.
pub fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in fold(text).nfc() {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The key under which two names collide on some file system: folded case,
/// one Unicode form. Accents still count.
pub fn collision_key(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{collision_key, slugify};

    #[test]
    fn slugs_fold_accents_and_keep_other_scripts() {
        assert_eq!(slugify("Où est l’été ?"), "ou-est-l-ete");
        assert_eq!(slugify("Œuvres d’art — prêt"), "oeuvres-d-art-pret");
        assert_eq!(slugify("図書館 の 利用"), "図書館-の-利用");
        assert_eq!(slugify("--a__b--"), "a-b");
        assert_eq!(slugify("!?"), "");
    }

    #[test]
    fn unicode_forms_and_case_collide() {
        assert_eq!(collision_key("E\u{301}te"), collision_key("éTE"));
        assert_ne!(collision_key("ete"), collision_key("été"));
    }
}
