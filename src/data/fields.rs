//! Reading the fields of a table, with everything wrong said at once.

use crate::base::date::parse_date;
use crate::base::{Date, Span};
use crate::data::{Kind, Member, Value};
use crate::diag::catalog::{config, front};
use crate::diag::nearest::nearest;
use crate::diag::{Diagnostic, Outcome};

/// A table being read. Ask for each known key, then call [`Fields::finish`].
pub struct Fields<'v> {
    members: &'v [Member],
    span: Span,
    /// Path of the table, for messages: `widget.` or empty.
    prefix: String,
    known: Vec<&'static str>,
    diagnostics: Vec<Diagnostic>,
}

impl<'v> Fields<'v> {
    /// Reads `value`, a table; `prefix` is its path with a final point, or empty.
    pub fn new(value: &'v Value, prefix: &str) -> Self {
        let mut fields = Self {
            members: value.members(),
            span: value.span,
            prefix: prefix.to_owned(),
            known: Vec::new(),
            diagnostics: Vec::new(),
        };
        if !matches!(value.kind, Kind::Table(_)) {
            let name = prefix.trim_end_matches('.');
            fields.diagnostics.push(config::wrong_type(value.span, name, "table"));
        }
        fields
    }

    /// Where the table stands.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The members not asked for yet, for tables whose keys are free names.
    pub fn members(&self) -> &'v [Member] {
        self.members
    }

    /// The value of a key.
    pub fn value(&mut self, key: &'static str) -> Option<&'v Value> {
        self.known.push(key);
        let member = self.members.iter().find(|member| member.key == key)?;
        (member.value.kind != Kind::Null).then_some(&member.value)
    }

    /// A string.
    pub fn string(&mut self, key: &'static str) -> Option<(String, Span)> {
        let value = self.value(key)?;
        match &value.kind {
            Kind::String(text) => Some((text.clone(), value.span)),
            _ => self.wrong(value, key, "string"),
        }
    }

    /// A string, or a number written where text is wanted (a telephone, a slug `2026`).
    pub fn text(&mut self, key: &'static str) -> Option<(String, Span)> {
        let value = self.value(key)?;
        match &value.kind {
            Kind::String(text) => Some((text.clone(), value.span)),
            Kind::Integer(number) => Some((number.to_string(), value.span)),
            _ => self.wrong(value, key, "string"),
        }
    }

    /// A whole number.
    pub fn integer(&mut self, key: &'static str) -> Option<(i64, Span)> {
        let value = self.value(key)?;
        match value.kind {
            Kind::Integer(number) => Some((number, value.span)),
            _ => self.wrong(value, key, "integer"),
        }
    }

    /// True or false.
    pub fn bool(&mut self, key: &'static str) -> Option<bool> {
        let value = self.value(key)?;
        match value.kind {
            Kind::Bool(flag) => Some(flag),
            _ => self.wrong(value, key, "bool"),
        }
    }

    /// A date, written bare or as text. The day of a TOML date-time counts.
    pub fn date(&mut self, key: &'static str) -> Option<(Date, Span)> {
        let value = self.value(key)?;
        let (Kind::Date(text) | Kind::String(text)) = &value.kind else {
            return self.wrong(value, key, "date");
        };
        let is_timestamp = matches!(text.as_bytes().get(10), Some(b'T' | b't' | b' '));
        let day = if is_timestamp { text.get(..10).unwrap_or(text) } else { text };
        match parse_date(day) {
            Some(date) => Some((date, value.span)),
            None => {
                let name = self.name(key);
                self.diagnostics.push(config::bad_date(value.span, &name, text));
                None
            }
        }
    }

    /// A list of strings.
    pub fn strings(&mut self, key: &'static str) -> Vec<(String, Span)> {
        let Some(value) = self.value(key) else { return Vec::new() };
        match &value.kind {
            Kind::List(items) => items
                .iter()
                .filter_map(|item| match &item.kind {
                    Kind::String(text) => Some((text.clone(), item.span)),
                    Kind::Null => None,
                    _ => self.wrong(item, key, "string"),
                })
                .collect(),
            _ => self.wrong(value, key, "strings").unwrap_or_default(),
        }
    }

    /// One of a few words; `T` is looked up in `allowed`.
    pub fn choice<T: Copy>(&mut self, key: &'static str, allowed: &[(&str, T)]) -> Option<T> {
        let (text, span) = self.string(key)?;
        let found = allowed.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
        if found.is_none() {
            let names: Vec<&str> = allowed.iter().map(|(name, _)| *name).collect();
            let name = self.name(key);
            self.diagnostics.push(config::bad_value(span, &name, &text, &names.join(", ")));
        }
        found
    }

    /// A table below this one.
    pub fn table(&mut self, key: &'static str) -> Option<Fields<'v>> {
        let value = self.value(key)?;
        let prefix = format!("{}{key}.", self.prefix);
        Some(Fields::new(value, &prefix))
    }

    /// Takes over what was said about a table below this one.
    pub fn absorb(&mut self, diagnostics: Vec<Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    /// Reports a problem found by the caller.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Ends a table whose keys are free names: nothing is unknown.
    pub fn finish_open(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// Ends a table whose keys are free names, but for those that look like one that is
    /// known: they are most often misspelled.
    pub fn finish_near(mut self) -> Vec<Diagnostic> {
        for member in self.unknown() {
            if let Some(near) = meant(&member.key, &self.known) {
                let name = self.name(&member.key);
                let found = config::unknown_config_key(member.key_span, &name, Some(near));
                self.diagnostics.push(found);
            }
        }
        self.diagnostics
    }

    /// Ends a table of the configuration: names the unknown keys.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        for member in self.unknown() {
            let name = self.name(&member.key);
            let found = if is_secret_key(&member.key) {
                config::secret_in_config(member.key_span, &name)
            } else {
                let near = meant(&member.key, &self.known);
                config::unknown_config_key(member.key_span, &name, near)
            };
            self.diagnostics.push(found);
        }
        self.diagnostics
    }

    /// Ends a front matter: names the unknown keys.
    pub fn finish_front(mut self) -> Vec<Diagnostic> {
        for member in self.unknown() {
            let near = meant(&member.key, &self.known);
            self.diagnostics.push(front::unknown_key(member.key_span, &member.key, near));
        }
        self.diagnostics
    }

    /// A value of the wrong kind; gives no value.
    pub fn wrong<T>(&mut self, value: &Value, key: &str, expected: &str) -> Option<T> {
        // A value that is not there, or that its own mistake was told of already.
        if value.kind == Kind::Null {
            return None;
        }
        let is_whole = !self.prefix.is_empty() && key.starts_with(&self.prefix);
        let name = if is_whole { key.to_owned() } else { self.name(key) };
        self.diagnostics.push(config::wrong_type(value.span, &name, expected));
        None
    }

    fn unknown(&self) -> Vec<&'v Member> {
        let is_known = |member: &&Member| self.known.contains(&member.key.as_str());
        self.members.iter().filter(|member| !is_known(member)).collect()
    }

    fn name(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }
}

/// Keys as people write them in French, and their names.
const FRENCH_KEYS: [(&str, &str); 18] = [
    ("titre", "title"),
    ("étiquette", "tags"),
    ("étiquettes", "tags"),
    ("etiquettes", "tags"),
    ("mots-clés", "tags"),
    ("brouillon", "draft"),
    ("poids", "weight"),
    ("identifiant", "id"),
    ("gabarit", "template"),
    ("alias", "aliases"),
    ("public", "audience"),
    ("responsable", "owner"),
    ("nom", "name"),
    ("langues", "languages"),
    ("couleur", "accent"),
    ("arrondi", "radius"),
    ("icône", "favicon"),
    ("cartes", "cards"),
];

/// The known key that was meant: its French name, or the nearest.
fn meant<'k>(key: &str, known: &[&'k str]) -> Option<&'k str> {
    let french = FRENCH_KEYS.iter().find(|(french, _)| *french == key.to_lowercase());
    french
        .and_then(|(_, name)| known.iter().find(|known| *known == name))
        .copied()
        .or_else(|| nearest(key, known.iter().copied()))
}

/// Whether a key is likely to hold a secret, which must come from the environment.
pub fn is_secret_key(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    ["password", "passwd", "secret", "token", "api_key", "apikey", "client_secret", "mot_de_passe"]
        .iter()
        .any(|word| key.contains(word))
}

/// Runs a reader over a table and gathers what it says.
impl<'v> Fields<'v> {
    /// Reads a table with `read`, naming unknown keys.
    pub fn read<T>(
        value: &'v Value,
        prefix: &str,
        read: impl FnOnce(&mut Self) -> T,
    ) -> Outcome<T> {
        let mut fields = Self::new(value, prefix);
        let value = read(&mut fields);
        Outcome { value, diagnostics: fields.finish() }
    }
}

#[cfg(test)]
mod tests {
    use super::Fields;
    use crate::base::SourceId;
    use crate::data::parse_toml;

    #[test]
    fn kinds_are_checked_and_unknown_keys_named() {
        let text = "titel = 'x'\nweight = 'heavy'\ndate = '2026-02-30'\ntags = 'one'\n";
        let value = parse_toml(text, SourceId(0), 0).value;
        let outcome = Fields::read(&value, "", |fields| {
            fields.string("title");
            fields.integer("weight");
            fields.date("date");
            fields.strings("tags").len()
        });
        assert_eq!(outcome.value, 0);
        let codes: Vec<_> = outcome.diagnostics.iter().map(|d| d.code.number).collect();
        assert_eq!(codes, ["G0104", "G0110", "G0104", "G0103"]);
    }

    #[test]
    fn french_names_of_keys_are_understood() {
        assert_eq!(super::meant("Titre", &["title", "tags"]), Some("title"));
        assert_eq!(super::meant("étiquettes", &["title", "tags"]), Some("tags"));
        assert_eq!(super::meant("titre", &["name"]), None);
    }

    #[test]
    fn a_secret_is_refused_without_being_shown() {
        let value = parse_toml("api_token = 'hush'\n", SourceId(0), 0).value;
        let outcome = Fields::read(&value, "providers.zendesk.", |_| ());
        assert_eq!(outcome.diagnostics[0].code.number, "G0113");
        assert!(!format!("{:?}", outcome.diagnostics).contains("hush"));
    }
}
