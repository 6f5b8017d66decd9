//! Languages of a site, as small numbers into the settings' list.

/// Index of a language in the site's ordered list of languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LangIdx(pub u8);

impl LangIdx {
    /// The index as `usize`.
    pub fn idx(self) -> usize {
        usize::from(self.0)
    }
}

/// Tells whether `name` may name a language folder and URL segment: a BCP 47
/// shape of letters, digits and hyphens (`fr`, `fr-CA`, `zh-Hant`), 2 to 35 long.
pub fn is_language_code(name: &str) -> bool {
    (2..=35).contains(&name.len())
        && name.split('-').enumerate().all(|(idx, part)| {
            let is_word =
                (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
            is_word
                && (idx > 0 || (part.len() >= 2 && part.bytes().all(|b| b.is_ascii_alphabetic())))
        })
}

/// The primary subtag, lower case: `fr` of `fr-CA`.
pub fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase()
}

/// The full tag meant by a language code. `fr` alone is Québec French and `en`
/// alone is Canadian English: guichet is made for Québec libraries.
pub fn default_tag(code: &str) -> String {
    match code {
        "fr" => "fr-CA".to_owned(),
        "en" => "en-CA".to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{default_tag, is_language_code, primary};

    #[test]
    fn codes_are_bcp47_shaped() {
        for good in ["fr", "fr-CA", "zh-Hant", "pt-BR", "iu"] {
            assert!(is_language_code(good), "{good}");
        }
        for bad in ["", "f", "..", "fr/..", "fr_CA", "fr-", "-fr", "C:", "1f", "a b"] {
            assert!(!is_language_code(bad), "{bad}");
        }
    }

    #[test]
    fn tags_have_defaults_and_primary_subtags() {
        assert_eq!(default_tag("fr"), "fr-CA");
        assert_eq!(primary("EN-ca"), "en");
    }
}
