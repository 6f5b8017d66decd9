//! Strings of one language, in Fluent, layered: later layers override earlier
//! ones message by message.

use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Pattern};
use unic_langid::LanguageIdentifier;

use crate::diag::Arg;

/// The strings of one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
    /// Messages and attributes without arguments, formatted once.
    plain: BTreeMap<String, String>,
}

/// A layer that is not Fluent: where (bytes) and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLayer {
    /// Number of the layer.
    pub layer: usize,
    /// The place in it.
    pub range: std::ops::Range<usize>,
    /// What the parser says.
    pub reason: String,
}

impl Words {
    /// Builds the strings of `tag` from layers of Fluent text. What is broken in
    /// a layer is reported and left out; the rest of it counts.
    pub fn new(tag: &str, layers: &[&str]) -> (Self, Vec<BadLayer>) {
        let lang: LanguageIdentifier = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![lang]);
        bundle.set_use_isolating(false);
        let mut bad = Vec::new();
        let mut keys = Vec::new();
        for (layer, text) in layers.iter().enumerate() {
            let resource = match FluentResource::try_new((*text).to_owned()) {
                Ok(resource) => resource,
                Err((resource, errors)) => {
                    bad.extend(errors.into_iter().map(|error| BadLayer {
                        layer,
                        range: error.pos.clone(),
                        reason: error.to_string(),
                    }));
                    resource
                }
            };
            keys.extend(keys_of(&resource));
            bundle.add_resource_overriding(resource);
        }
        let mut words = Self { bundle, plain: BTreeMap::new() };
        keys.sort();
        keys.dedup();
        for key in keys {
            if let Some((text, true)) = words.try_format(&key, None) {
                words.plain.insert(key, text);
            }
        }
        (words, bad)
    }

    /// The text of a message without arguments; `key` or `key.attribute`.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.plain.get(key).map(String::as_str)
    }

    /// The text of a message, its arguments filled in; `key` or `key.attribute`.
    pub fn format(&self, key: &str, args: &[(&str, Arg)]) -> Option<String> {
        if let Some(text) = self.plain.get(key) {
            return Some(text.clone());
        }
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            values.set(
                (*name).to_owned(),
                match arg {
                    Arg::Text(text) => FluentValue::from(text.clone()),
                    Arg::Number(number) => FluentValue::from(*number),
                },
            );
        }
        self.try_format(key, Some(&values)).map(|(text, _)| text)
    }

    /// Every key that exists, `key.attribute` included, sorted.
    pub fn plain_keys(&self) -> impl Iterator<Item = &str> {
        self.plain.keys().map(String::as_str)
    }

    /// Whether a message exists.
    pub fn has(&self, key: &str) -> bool {
        self.pattern(key).is_some()
    }

    fn pattern(&self, key: &str) -> Option<&Pattern<&str>> {
        let (id, attribute) = key.split_once('.').map_or((key, None), |(id, a)| (id, Some(a)));
        let message = self.bundle.get_message(id)?;
        match attribute {
            Some(name) => message.get_attribute(name).map(|attribute| attribute.value()),
            None => message.value(),
        }
    }

    /// The text and whether it came out without an error.
    fn try_format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<(String, bool)> {
        let pattern = self.pattern(key)?;
        let mut errors: Vec<FluentError> = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors).into_owned();
        Some((text, errors.is_empty()))
    }
}

fn keys_of(resource: &FluentResource) -> Vec<String> {
    let mut keys = Vec::new();
    for entry in resource.entries() {
        if let Entry::Message(message) = entry {
            if message.value.is_some() {
                keys.push(message.id.name.to_owned());
            }
            for attribute in &message.attributes {
                keys.push(format!("{}.{}", message.id.name, attribute.id.name));
            }
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::Words;
    use crate::diag::Arg;

    #[test]
    fn plurals_follow_the_language_and_layers_override() {
        let base = "pages = { $n ->\n    [one] { $n } page\n   *[other] { $n } pages\n}\nhi = Hello\nbye = Bye\n    .title = T\n";
        let (words, bad) = Words::new("fr-CA", &[base, "hi = Bonjour\n"]);
        assert!(bad.is_empty());
        assert_eq!(words.format("pages", &[("n", Arg::Number(0))]).as_deref(), Some("0 page"));
        assert_eq!(words.format("pages", &[("n", Arg::Number(2))]).as_deref(), Some("2 pages"));
        assert_eq!(words.text("hi"), Some("Bonjour"));
        assert_eq!(words.text("bye.title"), Some("T"));
        assert_eq!(words.text("nope"), None);
    }

    #[test]
    fn a_broken_message_leaves_the_others() {
        let (words, bad) = Words::new("en", &["a = A\nb = {\nc = C\n"]);
        assert_eq!(bad.len(), 1);
        assert_eq!(words.text("a"), Some("A"));
    }
}
