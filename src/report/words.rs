//! The words of the program: messages, help, failures.

use rust_embed::RustEmbed;

use crate::base::Failure;
use crate::diag::{Arg, Code};
use crate::i18n::Words;

/// The language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum MessageLang {
    /// English.
    #[default]
    En,
    /// Québec French.
    Fr,
}

#[derive(RustEmbed)]
#[folder = "i18n/cli"]
struct Embedded;

impl MessageLang {
    /// From a code or a POSIX locale: `fr`, `fr-CA`, `fr_CA.UTF-8`; anything
    /// that is not French is English.
    pub fn from_tag(tag: &str) -> Self {
        if crate::base::lang::primary(tag) == "fr" { Self::Fr } else { Self::En }
    }

    /// The code of the language.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    fn tag(self) -> &'static str {
        match self {
            Self::En => "en-CA",
            Self::Fr => "fr-CA",
        }
    }
}

/// The words of a language.
pub fn words(lang: MessageLang) -> Words {
    let layers = layers(lang);
    let texts: Vec<&str> = layers.iter().map(String::as_str).collect();
    Words::new(lang.tag(), &texts).0
}

/// The Fluent files of a language, sorted by name.
pub(super) fn layers(lang: MessageLang) -> Vec<String> {
    let prefix = format!("{}/", lang.code());
    let mut names: Vec<String> = Embedded::iter()
        .filter(|name| name.starts_with(&prefix) && name.ends_with(".ftl"))
        .map(|name| name.to_string())
        .collect();
    names.sort();
    names
        .iter()
        .filter_map(|name| Embedded::get(name))
        .map(|file| String::from_utf8_lossy(&file.data).into_owned())
        .collect()
}

/// The page of `guichet explain CODE`.
pub fn explain(code: &Code, lang: MessageLang) -> String {
    let words = words(lang);
    let level = super::lines::level(code.level, &words);
    let text = words.format(&format!("{}.explain", code.number), &[]).unwrap_or_default();
    format!("{level}[{}] {}\n\n{text}\n", code.number, code.name)
}

/// What a failure says, on one or two lines.
pub fn failure(failure: &Failure, lang: MessageLang) -> String {
    let words = words(lang);
    let text = |value: &str| Arg::Text(value.to_owned());
    let cause = |error: &std::io::Error| Arg::Text(io_cause(error, &words));
    let (key, args) = match failure {
        Failure::Read { path, source } => {
            ("failure-read", vec![("path", text(path.as_str())), ("cause", cause(source))])
        }
        Failure::Write { path, source } => {
            ("failure-write", vec![("path", text(path.as_str())), ("cause", cause(source))])
        }
        Failure::NoConfig { path } => ("failure-no-config", vec![("path", text(path.as_str()))]),
        Failure::Locked { path, holder } => {
            ("failure-locked", vec![("path", text(path.as_str())), ("holder", text(holder))])
        }
        Failure::Output { path, reason } => (*reason, vec![("path", text(path.as_str()))]),
        Failure::Port { port, source } => {
            ("failure-port", vec![("port", text(&port.to_string())), ("cause", cause(source))])
        }
        Failure::Usage { what, value } => (*what, vec![("value", text(value))]),
        Failure::Lost => ("failure-lost", Vec::new()),
        Failure::Interrupted(_) => ("failure-interrupted", Vec::new()),
    };
    let message = words.format(key, &args).unwrap_or_else(|| failure.to_string());
    let mut said = labelled("level-error", &message, &words);
    if let Some(help) = words.format(&format!("{key}.help"), &args) {
        said.push_str(&labelled("level-help", &help, &words));
    }
    said
}

/// A line that begins with the word for `level`, a key of `i18n/cli`: `error: …`.
pub fn labelled(level: &str, text: &str, words: &Words) -> String {
    let word = words.text(level).unwrap_or("error");
    let args = [("word", Arg::Text(word.to_owned())), ("text", Arg::Text(text.to_owned()))];
    let line = words.format("labelled", &args).unwrap_or_else(|| format!("{word}: {text}"));
    format!("{line}\n")
}

/// The usual causes in the language of messages; the system's words otherwise.
fn io_cause(error: &std::io::Error, words: &Words) -> String {
    use std::io::ErrorKind;
    let key = match error.kind() {
        ErrorKind::NotFound => "cause-not-found",
        ErrorKind::PermissionDenied => "cause-permission",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "cause-no-space",
        ErrorKind::FileTooLarge => "cause-too-large",
        ErrorKind::ReadOnlyFilesystem => "cause-read-only",
        ErrorKind::AddrInUse => "cause-address-in-use",
        ErrorKind::IsADirectory => "cause-is-folder",
        ErrorKind::NotADirectory => "cause-not-folder",
        _ => return error.to_string(),
    };
    words.text(key).map_or_else(|| error.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{MessageLang, layers, words};
    use crate::diag::catalog;
    use crate::i18n::Words;

    #[test]
    fn every_code_has_words_help_and_an_explanation_in_both_languages() {
        for lang in [MessageLang::En, MessageLang::Fr] {
            let words = words(lang);
            for code in catalog::all() {
                for part in ["", ".help", ".explain"] {
                    let key = format!("{}{part}", code.number);
                    assert!(words.has(&key), "{} lacks {key}", lang.code());
                }
            }
        }
    }

    #[test]
    fn the_words_are_valid_fluent_with_the_same_keys() {
        let mut keys = Vec::new();
        for lang in [MessageLang::En, MessageLang::Fr] {
            let layers = layers(lang);
            let texts: Vec<&str> = layers.iter().map(String::as_str).collect();
            let (words, bad) = Words::new(lang.tag(), &texts);
            assert!(bad.is_empty(), "{bad:?}");
            let found: Vec<String> = words.plain_keys().map(str::to_owned).collect();
            keys.push(found);
        }
        assert_eq!(keys[0], keys[1]);
    }

    #[test]
    fn codes_are_unique_and_numbered_by_area() {
        let codes = catalog::all();
        for pair in codes.windows(2) {
            assert!(pair[0].number < pair[1].number, "{}", pair[1].number);
        }
        let mut names: Vec<_> = codes.iter().map(|code| code.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), codes.len());
    }
}
