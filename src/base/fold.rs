//! Letters without their marks: for slugs, heading ids, collation keys and
//! the comparison of names.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, accents removed, ligatures spelled out: `Œuvre à l’été` → `oeuvre a l’ete`.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// [`fold`], at the end of `out`.
pub fn fold_into(text: &str, out: &mut String) {
    let start = out.len();
    if text.is_ascii() {
        out.push_str(text);
        out[start..].make_ascii_lowercase();
        return;
    }
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
}

/// A slug: folded letters and digits of any script, joined by single hyphens.
///
/// Empty when the text has no letter and no digit; the caller then falls back.
pub fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut add = |c: char| {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    };
    if text.is_ascii() {
        text.chars().for_each(|c| add(c.to_ascii_lowercase()));
    } else {
        fold(text).nfc().for_each(add);
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The key under which two names collide on some file system: folded case,
/// one Unicode form. Accents still count.
pub fn collision_key(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfc().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{collision_key, fold, fold_into, slugify};

    #[test]
    fn slugs_fold_accents_and_keep_other_scripts() {
        assert_eq!(slugify("Où est l’été ?"), "ou-est-l-ete");
        assert_eq!(slugify("Œuvres d’art — prêt"), "oeuvres-d-art-pret");
        assert_eq!(slugify("図書館 の 利用"), "図書館-の-利用");
        assert_eq!(slugify("--a__b--"), "a-b");
        assert_eq!(slugify("!?"), "");
    }

    #[test]
    fn plain_letters_are_folded_like_others() {
        assert_eq!(fold("A b-C"), "a b-c");
        assert_eq!(fold("ÀB"), "ab");
        let mut out = String::from("X");
        fold_into("Yz", &mut out);
        assert_eq!(out, "Xyz");
        assert_eq!(collision_key("A/B.md"), "a/b.md");
    }

    #[test]
    fn unicode_forms_and_case_collide() {
        assert_eq!(collision_key("E\u{301}te"), collision_key("éTE"));
        assert_ne!(collision_key("ete"), collision_key("été"));
    }
}
