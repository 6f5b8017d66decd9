//! `[contact]` and `[feedback]`: how a reader reaches a person, and what becomes of
//! a vote on a page.

use std::collections::BTreeMap;

use crate::base::Span;
use crate::data::{Fields, Kind, Value};
use crate::diag::catalog::{config, markup};
use crate::diag::nearest::nearest;

/// How to reach a person, in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Contact {
    /// When somebody answers.
    pub hours: Vec<OpeningHours>,
    /// A telephone number, as people write it.
    pub phone: Option<String>,
    /// An address for mail.
    pub email: Option<String>,
    /// The page of a form.
    pub form: Option<Place>,
    /// The page of a chat.
    pub chat: Option<Place>,
}

/// A page that a reader is led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// An address, a path of the site's host (`/chat/`), or the id of an article.
    pub to: String,
    /// Where it is written.
    pub at: Span,
}

impl Place {
    /// The id of an article, unless the place is an address or a path.
    pub fn id(&self) -> Option<&str> {
        (!is_web(&self.to) && !self.to.starts_with('/')).then_some(&self.to)
    }
}

/// A line of the opening hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpeningHours {
    /// Which days; empty when the hours say it.
    pub days: String,
    /// From when to when.
    pub hours: String,
}

/// Where votes on pages go.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Feedback {
    /// The address that takes the form; `mailto:` for mail.
    pub action: String,
    /// Who takes it.
    pub receiver: Receiver,
}

/// Who takes votes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Receiver {
    /// The host of the site.
    Here,
    /// Another host: scheme and host, `https://votes.example`.
    There(String),
    /// A mailbox.
    Mail,
}

/// `[contact]` as written: what a language does not say is taken from the site.
#[derive(Clone, Debug, Default)]
pub(super) struct Written {
    values: BTreeMap<&'static str, (String, Span)>,
    hours: Option<Vec<(String, String, Span)>>,
}

/// What a place may be, for messages.
const PLACES: &str = "https://…, /…, spaces/ask";

const KEYS: [&str; 4] = ["phone", "email", "form", "chat"];

/// Reads the table `contact` of `fields`.
pub(super) fn written(fields: &mut Fields<'_>) -> Written {
    let Some(mut inner) = fields.table("contact") else { return Written::default() };
    let mut written = Written::default();
    for key in KEYS {
        if let Some(value) = inner.string(key) {
            written.values.insert(key, value);
        }
    }
    written.hours = inner.value("hours").and_then(|value| hours(&mut inner, value));
    fields.absorb(inner.finish());
    written
}

/// Hours are a line, or a table of days and hours.
fn hours(fields: &mut Fields<'_>, value: &Value) -> Option<Vec<(String, String, Span)>> {
    match &value.kind {
        Kind::String(text) => Some(vec![(String::new(), text.clone(), value.span)]),
        Kind::Table(days) => {
            let line = |member: &crate::data::Member| match &member.value.kind {
                Kind::String(text) => Some((member.key.clone(), text.clone(), member.value.span)),
                _ => fields.wrong(&member.value, "hours", "string"),
            };
            Some(days.iter().filter_map(line).collect())
        }
        _ => fields.wrong(value, "hours", "string"),
    }
}

/// What holds for a language: its own values over those of the site, its variables
/// in them.
pub(super) fn settle(
    site: &Written,
    own: &Written,
    variables: &BTreeMap<String, String>,
    fields: &mut Fields<'_>,
) -> Contact {
    let mut filled = |(text, at): &(String, Span)| {
        let text = expand(text, *at, variables, fields).trim().to_owned();
        (text, *at)
    };
    let mut value = |key: &'static str| {
        let written = own.values.get(key).or_else(|| site.values.get(key))?;
        Some(filled(written)).filter(|(text, _)| !text.is_empty())
    };
    let [phone, email, form, chat] = KEYS.map(&mut value);
    let lines = own.hours.as_ref().or(site.hours.as_ref());
    let hours = lines.into_iter().flatten().map(|(days, text, at)| OpeningHours {
        days: filled(&(days.clone(), *at)).0,
        hours: filled(&(text.clone(), *at)).0,
    });
    let hours = hours.filter(|line| !line.hours.is_empty()).collect();
    let is_phone = |text: &str| text.chars().filter(char::is_ascii_digit).count() >= 3;
    let is_there = |text: &str| is_web(text) || is_path(text) || is_id(text);
    let place = |value: Option<(String, Span)>| value.map(|(to, at)| Place { to, at });
    Contact {
        hours,
        phone: valid(phone, "contact.phone", "418 555-0142", is_phone, fields)
            .map(|(text, _)| text),
        email: valid(email, "contact.email", "aide@example.ca", is_mail, fields)
            .map(|(text, _)| text),
        form: place(valid(form, "contact.form", PLACES, is_there, fields)),
        chat: place(valid(chat, "contact.chat", PLACES, is_there, fields)),
    }
}

fn valid(
    value: Option<(String, Span)>,
    key: &str,
    allowed: &str,
    is_valid: impl Fn(&str) -> bool,
    fields: &mut Fields<'_>,
) -> Option<(String, Span)> {
    let (text, at) = value?;
    if is_valid(&text) {
        return Some((text, at));
    }
    fields.report(config::bad_value(at, key, &text, allowed));
    None
}

/// Puts the values of variables in a text. Values are taken as they are.
fn expand(
    text: &str,
    at: Span,
    variables: &BTreeMap<String, String>,
    fields: &mut Fields<'_>,
) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((name, after)) = after.split_once("}}") else { break };
        out.push_str(before);
        let name = name.trim();
        match variables.get(name) {
            Some(value) => out.push_str(value),
            None => {
                let near = nearest(name, variables.keys().map(String::as_str));
                fields.report(markup::unknown_variable(at, name, near));
            }
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Reads the table `feedback`.
pub(super) fn feedback(fields: &mut Fields<'_>) -> Option<Feedback> {
    let mut inner = fields.table("feedback")?;
    let endpoint = inner.string("endpoint");
    fields.absorb(inner.finish());
    let (text, at) = endpoint?;
    let found = receiver(&text).map(|receiver| Feedback { action: text.clone(), receiver });
    if found.is_none() {
        let allowed = "https://…, /…, mailto:…";
        fields.report(config::bad_value(at, "feedback.endpoint", &text, allowed));
    }
    found
}

fn receiver(text: &str) -> Option<Receiver> {
    if let Some(mailbox) = text.strip_prefix("mailto:") {
        return is_mail(mailbox).then_some(Receiver::Mail);
    }
    if is_path(text) {
        return Some(Receiver::Here);
    }
    is_web(text).then(|| {
        let host = text.find("://").map_or(0, |idx| idx + 3);
        let end = text[host..].find(['/', '?', '#']).map_or(text.len(), |idx| host + idx);
        Receiver::There(text[..end].to_owned())
    })
}

/// `https://host…` whose host is of the signs of hosts: it also stands in a
/// policy, where other signs have a meaning.
pub(super) fn is_web(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let Some(rest) = rest.filter(|_| is_clean(text)) else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_sign = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    !host.is_empty() && host.chars().all(is_sign)
}

/// Whether a text may be the id of an article: what has a colon is an address.
fn is_id(text: &str) -> bool {
    !text.contains(':') && !text.starts_with('/') && is_clean(text)
}

fn is_path(text: &str) -> bool {
    text.starts_with('/') && !text.starts_with("//") && is_clean(text)
}

fn is_mail(text: &str) -> bool {
    let parts = text.split_once('@').filter(|(name, host)| !name.is_empty() && !host.is_empty());
    parts.is_some_and(|(_, host)| !host.contains('@'))
        && is_clean(text)
        && !text.contains(['?', '&', '#', '%'])
}

fn is_clean(text: &str) -> bool {
    !text.contains(['\\', '<', '>', '"', '\''])
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::Receiver;
    use crate::base::SourceId;
    use crate::config::{Settings, read};
    use crate::diag::Outcome;

    fn settings(more: &str) -> Outcome<Settings> {
        let least = "title = 'B'\nbase_url = 'https://x.example/'\ndefault_language = 'fr'\n";
        let text = format!("{least}{more}");
        let languages = if more.contains("[languages.fr") { "" } else { "[languages.fr]\n" };
        read(&format!("{text}{languages}[languages.en]\n"), SourceId(0))
    }

    fn codes(more: &str) -> Vec<&'static str> {
        settings(more).diagnostics.iter().map(|d| d.code.number).collect()
    }

    #[test]
    fn a_language_says_what_differs_and_variables_have_their_values() {
        let text = "[variables]\nphone = '418 555-0142'\n[contact]\nphone = '{{ phone }}'\n\
            email = 'a@b.example'\n[languages.fr.contact]\nemail = ''\n\
            [languages.fr.contact.hours]\n'Lundi' = '9 h'\n'Mardi' = '10 h'\n";
        let outcome = settings(text);
        assert!(outcome.diagnostics.is_empty(), "{:?}", outcome.diagnostics);
        let [fr, en] = &outcome.value.languages[..] else { panic!() };
        assert_eq!(fr.contact.phone.as_deref(), Some("418 555-0142"));
        assert_eq!(fr.contact.email, None);
        let days: Vec<&str> = fr.contact.hours.iter().map(|line| line.days.as_str()).collect();
        assert_eq!(days, ["Lundi", "Mardi"]);
        assert_eq!(en.contact.email.as_deref(), Some("a@b.example"));
        assert!(en.contact.hours.is_empty());
    }

    #[test]
    fn what_leads_nowhere_is_refused() {
        for (wrong, code) in [
            ("[contact]\nphone = 'poste'\n", "G0109"),
            ("[contact]\nemail = 'a b@c.example'\n", "G0109"),
            ("[contact]\nform = 'javascript:alert(1)'\n", "G0109"),
            ("[contact]\nchat = '//elsewhere.example'\n", "G0109"),
            ("[contact]\nphone = '{{ telephone }}'\n", "G0301"),
            ("[contact]\nfax = '1'\n", "G0103"),
            ("[contact]\nhours = 3\n", "G0104"),
            ("[feedback]\nendpoint = 'https://a.example;script-src/x'\n", "G0109"),
            ("[feedback]\nendpoint = 'mailto:a@b.example?cc=c'\n", "G0109"),
        ] {
            assert!(codes(wrong).contains(&code), "{wrong}");
        }
    }

    #[test]
    fn votes_go_to_a_host_or_a_mailbox() {
        for (endpoint, wanted) in [
            ("/votes", Receiver::Here),
            ("https://v.example:8443/a?b", Receiver::There("https://v.example:8443".to_owned())),
            ("mailto:aide@b.example", Receiver::Mail),
        ] {
            let outcome = settings(&format!("[feedback]\nendpoint = '{endpoint}'\n"));
            assert_eq!(outcome.value.feedback.unwrap().receiver, wanted);
        }
    }
}
