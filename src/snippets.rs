//! What is pasted into a catalogue so that patrons reach a chat tool, and what may be
//! wrong with what was pasted.
//!
//! The forms in `forms/` are guichet's own, over the calls that the providers document
//! (November 2026). What stands in them for an id is filled in only with what
//! [`crate::config::IdShape`] accepts, so nothing needs to be escaped.

mod doctor;
mod koha;

use rust_embed::RustEmbed;

use crate::config::{IdField, Provider, ProviderKind};

pub use doctor::{Examined, MAX_EXAMINED, Page, examine};
pub use koha::{KohaVersion, Place, steps};

#[derive(RustEmbed)]
#[folder = "src/snippets/forms"]
struct Forms;

/// The providers that have a snippet.
pub const EMBEDDABLE: [&str; 6] =
    ["zendesk", "tawk", "libraryh3lp", "messenger", "chatwoot", "crisp"];

/// How a snippet treats the patron's privacy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// A button; nothing of the provider is loaded before it is pressed.
    #[default]
    Click,
    /// A script for Koha's `CookieConsentedJS`: loaded once the patron consents.
    Consent,
    /// The provider's own bubble, loaded with every page.
    Plain,
}

/// The language a snippet is for, and its words in it.
#[derive(Clone, Copy, Debug)]
pub struct Wording<'w> {
    /// Code of the language: `fr`.
    pub code: &'w str,
    /// Its tag: `fr-CA`.
    pub tag: &'w str,
    /// On the button: speak with a person.
    pub label: &'w str,
    /// On the link to Messenger.
    pub label_messenger: &'w str,
    /// In the place of the chat, without scripts.
    pub unavailable: &'w str,
}

/// A snippet, ready to be pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// What to paste.
    pub text: String,
    /// Where.
    pub place: Place,
    /// The form it has; that asked for may not exist.
    pub form: Form,
}

/// The snippet of a provider in a language.
///
/// # Errors
/// The id that is missing.
pub fn snippet(
    kind: &'static ProviderKind,
    ids: &Provider,
    wording: &Wording<'_>,
    form: Form,
) -> Result<Snippet, &'static IdField> {
    let (form, text) = form_text(kind, form);
    let mut out = text;
    for field in kind.fields {
        let id = ids.id(field, wording.code).ok_or(field)?;
        out = out.replace(&format!("[[{}]]", field.key), id);
    }
    for (mark, value) in [
        ("[[code]]", wording.code),
        ("[[tag]]", wording.tag),
        ("[[tag_lower]]", &wording.tag.to_ascii_lowercase()),
        ("[[label]]", wording.label),
        ("[[label_messenger]]", wording.label_messenger),
        ("[[unavailable]]", wording.unavailable),
    ] {
        out = out.replace(mark, value);
    }
    let place = match form {
        Form::Consent => Place::CookieConsentedJs,
        Form::Click | Form::Plain => Place::OpacCredits,
    };
    Ok(Snippet { text: out, place, form })
}

/// The text of a form, or that of the button where the provider has no other.
fn form_text(kind: &ProviderKind, form: Form) -> (Form, String) {
    let read = |form: Form| {
        let end = match form {
            Form::Click => "click.html",
            Form::Consent => "consent.js",
            Form::Plain => "plain.html",
        };
        let file = Forms::get(&format!("{}.{end}", kind.name))?;
        Some((form, String::from_utf8_lossy(&file.data).into_owned()))
    };
    read(form).or_else(|| read(Form::Click)).unwrap_or_default()
}

/// The hosts a page must allow for a provider, as directives of a
/// Content-Security-Policy. The vendors publish no complete list: to be tried in
/// report-only mode.
pub fn policy_hosts(kind: &ProviderKind, ids: &Provider) -> Vec<(&'static str, String)> {
    let own = |key: &str| {
        let field = kind.fields.iter().find(|field| field.key == key);
        field.and_then(|field| ids.id(field, "")).unwrap_or_default().to_owned()
    };
    match kind.name {
        "zendesk" => vec![
            ("script-src", "https://static.zdassets.com".to_owned()),
            (
                "connect-src",
                "https://ekr.zdassets.com https://*.zendesk.com wss://*.zendesk.com".to_owned(),
            ),
            ("img-src", "https://*.zdassets.com".to_owned()),
        ],
        "tawk" => vec![
            ("script-src", "https://*.tawk.to https://cdn.jsdelivr.net".to_owned()),
            ("connect-src", "https://*.tawk.to wss://*.tawk.to".to_owned()),
            ("img-src", "https://*.tawk.to".to_owned()),
            ("frame-src", "https://*.tawk.to".to_owned()),
        ],
        "libraryh3lp" => vec![
            ("script-src", format!("https://{}", own("host"))),
            ("frame-src", format!("https://{}", own("host"))),
        ],
        "chatwoot" => vec![("script-src", own("url")), ("frame-src", own("url"))],
        "crisp" => vec![
            ("script-src", "https://client.crisp.chat".to_owned()),
            ("connect-src", "https://*.crisp.chat wss://*.crisp.chat".to_owned()),
            ("img-src", "https://*.crisp.chat".to_owned()),
        ],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{EMBEDDABLE, Form, Wording, form_text, snippet};
    use crate::config::{IdShape, Provider, ProviderKind};

    fn wording() -> Wording<'static> {
        Wording {
            code: "fr",
            tag: "fr-CA",
            label: "Clavarder",
            label_messenger: "Messenger",
            unavailable: "Indisponible",
        }
    }

    fn good(shape: IdShape) -> &'static str {
        match shape {
            IdShape::Uuid => "0d9f1b3c-7a2e-4c55-9b1e-2f0a6d4e8c11",
            IdShape::Hex24 => "5f0c1a2b3c4d5e6f7a8b9c0d",
            IdShape::Word => "abc123",
            IdShape::Page => "biblio.cegep",
            IdShape::Host => "ca.libraryh3lp.com",
            IdShape::Address => "https://chat.example.ca",
        }
    }

    #[test]
    fn every_form_of_every_provider_is_filled_in_whole() {
        for name in EMBEDDABLE {
            let kind = ProviderKind::named(name).unwrap();
            let mut ids = Provider::default();
            let needed = kind.fields.iter().find(|field| field.default.is_none());
            assert_eq!(
                snippet(kind, &ids, &wording(), Form::Click).err().map(|field| field.key),
                needed.map(|field| field.key),
                "{name}"
            );
            for field in kind.fields {
                ids.set(field.key, good(field.shape));
            }
            for form in [Form::Click, Form::Consent, Form::Plain] {
                let made = snippet(kind, &ids, &wording(), form).unwrap();
                assert!(!made.text.contains("[[") && !made.text.contains("]]"), "{}", made.text);
                let first = &kind.fields[0];
                assert!(made.text.contains(good(first.shape)), "{name} {form:?}");
                assert!(!made.text.contains("http:"), "{name} {form:?}");
                let has_tags = made.text.contains('<');
                assert_eq!(has_tags, made.form != Form::Consent, "{name} {form:?}");
                assert!(form_text(kind, form).1.ends_with('\n'));
            }
        }
    }
}
