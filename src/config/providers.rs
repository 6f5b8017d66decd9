//! The chat tools guichet knows, and the ids by which each is found.
//!
//! Shapes of ids: the providers' own snippets and developer pages, November 2026.

use std::collections::BTreeMap;

use crate::base::Span;
use crate::config::BaseUrl;
use crate::data::{Fields, Kind, Value, is_secret_key};
use crate::diag::Diagnostic;
use crate::diag::catalog::{config, snippets};
use crate::diag::nearest::nearest;

/// A chat tool.
#[derive(Debug)]
pub struct ProviderKind {
    /// Its name in `guichet.toml` and on the command line.
    pub name: &'static str,
    /// What its snippet needs, the id that tells one account from another first.
    pub fields: &'static [IdField],
}

/// An id of a provider.
#[derive(Debug)]
pub struct IdField {
    /// Key below `[providers.<name>]`.
    pub key: &'static str,
    /// What it must look like.
    pub shape: IdShape,
    /// What stands in when it is not given; none: it must be given.
    pub default: Option<&'static str>,
    /// Whether each language may have its own.
    pub is_per_language: bool,
}

/// What an id looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdShape {
    /// 8-4-4-4-12 hexadecimal digits.
    Uuid,
    /// 24 hexadecimal digits.
    Hex24,
    /// Letters, digits, `-` and `_`, at most 64.
    Word,
    /// Letters, digits, `-`, `_` and points: the name of a Facebook page.
    Page,
    /// A host name.
    Host,
    /// An https address.
    Address,
}

/// The ids of a provider, as the site has them: of each key, those of its languages,
/// or one for all below the empty name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provider {
    ids: BTreeMap<String, BTreeMap<String, String>>,
}

const fn one(key: &'static str, shape: IdShape, default: Option<&'static str>) -> IdField {
    IdField { key, shape, default, is_per_language: false }
}

const fn each(key: &'static str, shape: IdShape, default: Option<&'static str>) -> IdField {
    IdField { key, shape, default, is_per_language: true }
}

/// Every provider. An empty default says: may be missing.
pub static PROVIDERS: &[ProviderKind] = &[
    ProviderKind {
        name: "zendesk",
        fields: &[one("key", IdShape::Uuid, None), one("subdomain", IdShape::Host, Some(""))],
    },
    ProviderKind { name: "messenger", fields: &[one("page", IdShape::Page, None)] },
    ProviderKind {
        name: "libraryh3lp",
        fields: &[
            each("service", IdShape::Word, None),
            each("queue", IdShape::Word, Some("")),
            one("host", IdShape::Host, Some("ca.libraryh3lp.com")),
        ],
    },
    ProviderKind {
        name: "tawk",
        fields: &[
            each("property", IdShape::Hex24, None),
            each("widget", IdShape::Word, Some("default")),
        ],
    },
    ProviderKind { name: "libanswers", fields: &[one("url", IdShape::Address, Some(""))] },
    ProviderKind {
        name: "chatwoot",
        fields: &[
            one("website", IdShape::Word, None),
            one("url", IdShape::Address, Some("https://app.chatwoot.com")),
        ],
    },
    ProviderKind { name: "zammad", fields: &[one("url", IdShape::Address, Some(""))] },
    ProviderKind { name: "intercom", fields: &[one("app", IdShape::Word, None)] },
    ProviderKind { name: "crisp", fields: &[one("website", IdShape::Uuid, None)] },
];

/// Their names, in the same order.
pub(crate) const PROVIDER_NAMES: &[&str] = &[
    "zendesk",
    "messenger",
    "libraryh3lp",
    "tawk",
    "libanswers",
    "chatwoot",
    "zammad",
    "intercom",
    "crisp",
];

impl IdShape {
    /// The variant of its description in `i18n/cli`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Uuid => "uuid",
            Self::Hex24 => "hex24",
            Self::Word => "word",
            Self::Page => "page",
            Self::Host => "host",
            Self::Address => "address",
        }
    }

    /// Whether a text may be such an id. What this accepts can stand in HTML, in a
    /// script and in an address as it is.
    pub fn accepts(self, text: &str) -> bool {
        let all = |of: &dyn Fn(char) -> bool| text.chars().all(of);
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let has_size = (1..=64).contains(&text.len()) && !is_placeholder(text);
        match self {
            Self::Uuid => {
                let groups: Vec<usize> = text.split('-').map(str::len).collect();
                groups == [8, 4, 4, 4, 12] && all(&|c| c == '-' || c.is_ascii_hexdigit())
            }
            Self::Hex24 => text.len() == 24 && all(&|c| c.is_ascii_hexdigit()),
            Self::Word => has_size && all(&is_name),
            Self::Page => has_size && all(&|c| is_name(c) || c == '.'),
            Self::Host => is_host(text),
            Self::Address => {
                let has_scheme = text.starts_with("https://");
                let is_plain = all(&|c| is_name(c) || matches!(c, '.' | ':' | '/'));
                has_scheme && is_plain && BaseUrl::parse(text).is_some()
            }
        }
    }
}

/// Whether a text is what an example has in the place of an id: `PROPERTY_ID`.
pub fn is_placeholder(text: &str) -> bool {
    let is_shouted = text.contains('_')
        && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    let upper = text.to_ascii_uppercase();
    let names = ["YOUR", "VOTRE", "EXAMPLE", "EXEMPLE", "CHANGEME"];
    let is_crossed = text.len() > 2 && upper.chars().all(|c| matches!(c, 'X' | '-'));
    is_shouted
        || is_crossed
        || matches!(text, "KEY" | "PAGE")
        || names.iter().any(|name| upper.contains(name))
}

fn is_host(text: &str) -> bool {
    let is_label = |label: &str| {
        let is_edge = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        label.len() <= 63
            && is_edge(label.chars().next())
            && is_edge(label.chars().last())
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    text.len() <= 253 && text.split('.').all(is_label)
}

impl ProviderKind {
    /// The provider with a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        PROVIDERS.iter().find(|kind| kind.name == name)
    }
}

impl Provider {
    /// The id of a key in a language; empty when it may be missing and is.
    pub fn id<'p>(&'p self, field: &'p IdField, lang: &str) -> Option<&'p str> {
        let given = self.ids.get(field.key);
        let given = given.and_then(|ids| ids.get(lang).or_else(|| ids.get("")));
        given.map(String::as_str).or(field.default)
    }

    /// Puts an id in the place of those of the site, for every language.
    pub fn set(&mut self, key: &str, id: &str) {
        self.ids.insert(key.to_owned(), BTreeMap::from([(String::new(), id.to_owned())]));
    }

    /// Whether nothing is given.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}

/// Reads `[providers]`.
pub(super) fn read(fields: &mut Fields<'_>, languages: &[&str]) -> BTreeMap<String, Provider> {
    let mut providers = BTreeMap::new();
    let Some(value) = fields.value("providers") else { return providers };
    let mut said = Vec::new();
    for member in value.members() {
        let Some(kind) = ProviderKind::named(&member.key) else {
            let near = nearest(&member.key, PROVIDERS.iter().map(|kind| kind.name));
            let name = format!("providers.{}", member.key);
            said.push(config::unknown_config_key(member.key_span, &name, near));
            continue;
        };
        let mut reader = Reader { kind, languages, said: &mut said };
        providers.insert(member.key.clone(), reader.provider(&member.value));
    }
    fields.absorb(said);
    providers
}

struct Reader<'r> {
    kind: &'static ProviderKind,
    languages: &'r [&'r str],
    said: &'r mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn provider(&mut self, value: &Value) -> Provider {
        let mut provider = Provider::default();
        let table = format!("providers.{}", self.kind.name);
        if !matches!(value.kind, Kind::Table(_)) {
            self.said.push(config::wrong_type(value.span, &table, "table"));
        }
        for member in value.members() {
            let name = format!("{table}.{}", member.key);
            let field = self.kind.fields.iter().find(|field| field.key == member.key);
            match field {
                _ if is_secret_key(&member.key) => {
                    self.said.push(config::secret_in_config(member.key_span, &name));
                }
                Some(field) => {
                    let ids = self.ids(field, &member.value, &name);
                    provider.ids.insert(member.key.clone(), ids);
                }
                None => {
                    let near = nearest(&member.key, self.kind.fields.iter().map(|f| f.key));
                    self.said.push(config::unknown_config_key(member.key_span, &name, near));
                }
            }
        }
        provider
    }

    /// One id for all languages, or a table of them by language.
    fn ids(&mut self, field: &IdField, value: &Value, name: &str) -> BTreeMap<String, String> {
        let mut ids = BTreeMap::new();
        match &value.kind {
            Kind::Table(_) if field.is_per_language => {
                for member in value.members() {
                    if !self.languages.contains(&member.key.as_str()) {
                        let near = nearest(&member.key, self.languages.iter().copied());
                        let name = format!("{name}.{}", member.key);
                        self.said.push(config::unknown_config_key(member.key_span, &name, near));
                    } else if let Some(id) = self.id(field, &member.value, name) {
                        ids.insert(member.key.clone(), id);
                    }
                }
            }
            _ => {
                if let Some(id) = self.id(field, value, name) {
                    ids.insert(String::new(), id);
                }
            }
        }
        ids
    }

    fn id(&mut self, field: &IdField, value: &Value, name: &str) -> Option<String> {
        let text = match &value.kind {
            Kind::String(text) => text.trim().to_owned(),
            Kind::Integer(number) => number.to_string(),
            _ => {
                self.said.push(config::wrong_type(value.span, name, "string"));
                return None;
            }
        };
        self.checked(field, text, value.span, name)
    }

    fn checked(&mut self, field: &IdField, text: String, at: Span, name: &str) -> Option<String> {
        let text = match field.shape {
            IdShape::Address => text.trim_end_matches('/').to_owned(),
            _ => text,
        };
        if field.shape.accepts(&text) {
            return Some(text);
        }
        self.said.push(snippets::bad_provider_id(at, name, &text, field.shape.name()));
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{IdShape, is_placeholder};
    use crate::base::SourceId;

    #[test]
    fn ids_have_the_shape_their_provider_gives_them() {
        let uuid = "0d9f1b3c-7a2e-4c55-9b1e-2f0a6d4e8c11";
        for (shape, good, bad) in [
            (IdShape::Uuid, uuid, "0d9f1b3c7a2e4c559b1e2f0a6d4e8c11"),
            (IdShape::Hex24, "5f0c1a2b3c4d5e6f7a8b9c0d", "5f0c1a2b3c4d5e6f7a8b9c0"),
            (IdShape::Word, "1h2-x_3", "a b"),
            (IdShape::Word, "default", "WIDGET_ID"),
            (IdShape::Page, "biblio.cegep", "https://m.me/biblio"),
            (IdShape::Host, "ca.libraryh3lp.com", "ca.libraryh3lp.com/"),
            (IdShape::Address, "https://chat.example.ca:8443", "http://chat.example.ca"),
            (IdShape::Address, "https://chat.example.ca", "https://chat.example.ca/'"),
        ] {
            assert!(shape.accepts(good), "{good}");
            assert!(!shape.accepts(bad), "{bad}");
            for hostile in ["", "'", "\"><script>", "a&b", "a\nb", "é", "${x}", "</script>"] {
                assert!(!shape.accepts(hostile), "{shape:?} {hostile:?}");
            }
        }
        assert!(is_placeholder("PROPERTY_ID") && is_placeholder("your-key"));
        assert!(!is_placeholder("default") && !is_placeholder(uuid));
    }

    #[test]
    fn the_names_are_those_of_the_providers() {
        let names: Vec<&str> = super::PROVIDERS.iter().map(|kind| kind.name).collect();
        assert_eq!(names, super::PROVIDER_NAMES);
    }

    #[test]
    fn each_language_may_have_its_own_widget() {
        let text = "title = 'B'\nbase_url = 'https://x.example/'\ndefault_language = 'fr'\n\
            [languages.fr]\n[languages.en]\n[providers.tawk]\nproperty = '5f0c1a2b3c4d5e6f7a8b9c0d'\n\
            [providers.tawk.widget]\nfr = '1abc'\nen = '2def'\n";
        let outcome = crate::config::read(text, SourceId(0));
        assert!(outcome.diagnostics.is_empty(), "{:?}", outcome.diagnostics);
        let tawk = &outcome.value.providers["tawk"];
        let kind = super::ProviderKind::named("tawk").unwrap();
        let ids = |lang: &str| kind.fields.iter().map(|f| tawk.id(f, lang)).collect::<Vec<_>>();
        assert_eq!(ids("en"), [Some("5f0c1a2b3c4d5e6f7a8b9c0d"), Some("2def")]);
        assert_eq!(ids("de"), [Some("5f0c1a2b3c4d5e6f7a8b9c0d"), Some("default")]);
    }

    #[test]
    fn wrong_ids_are_said_where_they_stand() {
        let text = "title = 'B'\nbase_url = 'https://x.example/'\ndefault_language = 'fr'\n\
            [languages.fr]\n[providers.tawk]\nproperty = 'PROPERTY_ID'\nwidgets = 'x'\n\
            widget = { de = 'x' }\napi_key = 'x'\n[providers.crisp]\nwebsite = 3\n[providers.twak]\n";
        let outcome = crate::config::read(text, SourceId(0));
        let mut names: Vec<&str> = outcome.diagnostics.iter().map(|d| d.code.name).collect();
        names.sort_unstable();
        assert_eq!(
            names,
            [
                "bad-provider-id",
                "bad-provider-id",
                "secret-in-config",
                "unknown-config-key",
                "unknown-config-key",
                "unknown-config-key"
            ]
        );
    }
}
