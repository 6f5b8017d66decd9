//! The keys of the configuration as a JSON Schema (draft 2020-12), described in the
//! language of messages.

use serde_json::{Map, Value, json};

use crate::config::schema::{Holds, KEYS, Key, REQUIRED, level_names};
use crate::diag::catalog;
use crate::i18n::Words;
use crate::report::words::{MessageLang, words};

/// The schema, as text.
pub fn schema(lang: MessageLang) -> String {
    let words = words(lang);
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "guichet.toml",
        "description": words.text("schema").unwrap_or_default(),
        "type": "object",
        "properties": properties("", &words),
        "required": REQUIRED,
        "additionalProperties": false,
    });
    // A language of a site with several is named by it.
    schema["anyOf"] = json!([
        { "required": ["default_language"] },
        { "properties": { "languages": { "maxProperties": 1 } } },
    ]);
    let text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    format!("{text}\n")
}

/// The keys directly below a path, which is empty or ends with a point.
fn properties(prefix: &str, words: &Words) -> Map<String, Value> {
    let below = KEYS.iter().filter_map(|key| {
        let name = key.path.strip_prefix(prefix)?;
        (!name.contains('.') && name != "*").then_some((name, key))
    });
    below.map(|(name, key)| (name.to_owned(), property(key, words))).collect()
}

fn property(key: &Key, words: &Words) -> Value {
    let mut value = shape(key, words);
    if let Some(text) = words.text(&words_of(key)) {
        value["description"] = text.into();
    }
    value
}

/// The key of the words that describe a key: `schema-languages-any-title`.
fn words_of(key: &Key) -> String {
    format!("schema-{}", key.path.replace('*', "any").replace(['.', '_'], "-"))
}

fn shape(key: &Key, words: &Words) -> Value {
    let own = || properties(&format!("{}.", key.path), words);
    let each = || properties(&format!("{}.*.", key.path), words);
    match key.holds {
        Holds::Text => json!({ "type": "string" }),
        Holds::Shaped(pattern, example) => {
            json!({ "type": "string", "pattern": pattern, "examples": [example] })
        }
        Holds::Address => {
            json!({ "type": "string", "format": "uri", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://[^?#]+$" })
        }
        Holds::Choice(allowed) => json!({ "type": "string", "enum": allowed }),
        Holds::Share => json!({ "type": "number", "minimum": 0, "maximum": 1 }),
        Holds::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Holds::Color => {
            let color = json!({ "type": "string" });
            let both = json!({ "light": color, "dark": color });
            let mut both = closed(both.as_object().unwrap_or(&Map::new()));
            both["required"] = json!(["light"]);
            json!({ "oneOf": [color, both] })
        }
        Holds::Flag => json!({ "type": "boolean" }),
        Holds::Choices(allowed) => {
            json!({ "type": "array", "items": { "type": "string", "enum": allowed } })
        }
        Holds::Whole(from, to) => json!({ "type": "integer", "minimum": from, "maximum": to }),
        Holds::Wholes(from, to) => json!({
            "type": "array",
            "items": { "type": "integer", "minimum": from, "maximum": to },
        }),
        Holds::Table => closed(&own()),
        Holds::Tables => json!({
            "type": "object",
            "propertyNames": { "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$" },
            "additionalProperties": closed(&each()),
            "minProperties": 1,
        }),
        Holds::Named(names) => {
            let one = |name: &&str| ((*name).to_owned(), values());
            closed(&names.iter().map(one).collect())
        }
        Holds::Values => values(),
        Holds::TextOrTexts => json!({
            "oneOf": [
                { "type": "string" },
                { "type": "object", "additionalProperties": { "type": "string" } },
            ],
        }),
        Holds::TextOrOpen => json!({
            "oneOf": [
                { "type": "string" },
                { "type": "object", "properties": own(), "additionalProperties": true },
            ],
        }),
        Holds::Checks => checks(words),
        Holds::Open => json!({ "type": "object" }),
    }
}

/// A table that may have no other key.
fn closed(properties: &Map<String, Value>) -> Value {
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// A table of values that can be written as text.
fn values() -> Value {
    let value = json!({ "type": ["string", "number", "boolean"] });
    json!({ "type": "object", "additionalProperties": value })
}

/// The checks by name, each with what it means, and by number.
fn checks(words: &Words) -> Value {
    let level = json!({ "type": "string", "enum": level_names() });
    let codes = catalog::all().into_iter().map(|code| {
        let mut level = level.clone();
        if let Some(text) = words.format(&format!("{}.explain", code.number), &[]) {
            level["description"] = format!("{}: {text}", code.number).into();
        }
        (code.name.to_owned(), level)
    });
    let mut table = closed(&codes.collect());
    table["patternProperties"] = json!({ "^[Gg][0-9]{4}$": level });
    table
}

#[cfg(test)]
mod tests {
    use super::{KEYS, MessageLang, schema, words, words_of};

    #[test]
    fn every_key_is_described_in_every_language() {
        for lang in [MessageLang::Fr, MessageLang::En] {
            let words = words(lang);
            for key in KEYS.iter().filter(|key| !key.path.ends_with('*')) {
                assert!(words.text(&words_of(key)).is_some(), "{lang:?} {}", key.path);
            }
        }
    }

    #[test]
    fn the_schema_is_a_tree_of_every_key() {
        let schema: serde_json::Value = serde_json::from_str(&schema(MessageLang::Fr)).unwrap();
        let languages = &schema["properties"]["languages"]["additionalProperties"];
        assert_eq!(languages["properties"]["dir"]["enum"][1], "rtl");
        assert_eq!(languages["additionalProperties"], false);
        let theme = &schema["properties"]["theme"]["oneOf"][1];
        assert_eq!(theme["properties"]["name"]["type"], "string");
        let check = &schema["properties"]["checks"]["properties"]["vague-link"];
        assert!(check["description"].as_str().unwrap().starts_with("G1005: Bien des gens"));
        assert!(schema["properties"]["providers"]["properties"]["zendesk"].is_object());
    }
}
