//! The reader of `guichet.toml`.

mod pictures;

use std::collections::BTreeMap;

use crate::base::lang::{default_tag, is_language_code};
use crate::base::paths::check_segment;
use crate::base::{LangIdx, SourceId, Span};
use crate::config::contact::{self, Contact};
use crate::config::providers;
use crate::config::settings::{
    BaseUrl, Dir, HtmlPolicy, ImageSettings, Language, Level, SearchSettings, Settings,
    ThemeSettings,
};
use crate::config::theme;
use crate::data::{Fields, Kind, Member, Value, parse_toml};
use crate::diag::catalog::{self, config};
use crate::diag::nearest::nearest;
use crate::diag::{Diagnostic, Outcome};

/// The keys of tables that other commands read; they are free here.
pub(super) const OPEN_TABLES: [&str; 2] = ["widget", "feeds"];

/// Reads the configuration. Whatever is wrong is said, and a default stands in.
pub fn read(text: &str, source: SourceId) -> Outcome<Settings> {
    let mut diagnostics = Vec::new();
    let value = parse_toml(text, source, 0).drain(&mut diagnostics);
    let outcome = Fields::read(&value, "", |fields| settings(fields, source));
    // A line that cannot be read may be the one that seems to be missing.
    let has_syntax_mistake = !diagnostics.is_empty();
    let mut settings_said = Vec::new();
    let settings = outcome.drain(&mut settings_said);
    settings_said.retain(|d| !(has_syntax_mistake && d.code.name == "missing-config-key"));
    diagnostics.extend(settings_said);
    Outcome { value: settings, diagnostics }
}

/// The settings of a folder that has only `content/`: its folders are the
/// languages, the first of `fr`, `en` or the alphabet is the default.
pub fn default_settings(codes: &[String]) -> Settings {
    let mut codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    if codes.is_empty() {
        codes.push("fr");
    }
    let rank = |code: &&str| ["fr", "en"].iter().position(|known| known == code).unwrap_or(9);
    codes.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.cmp(b)));
    let languages = codes.into_iter().map(|code| plain_language(code, "Guichet")).collect();
    Settings { languages, ..empty() }
}

fn empty() -> Settings {
    Settings {
        base_url: BaseUrl { origin: "http://localhost".to_owned(), path: String::new() },
        languages: Vec::new(),
        default_language: LangIdx(0),
        theme: ThemeSettings { name: "guichet".to_owned(), ..ThemeSettings::default() },
        html: HtmlPolicy::Safe,
        checks: BTreeMap::new(),
        search: SearchSettings::default(),
        has_headers: false,
        images: ImageSettings::default(),
        vague_links: Vec::new(),
        providers: BTreeMap::new(),
        feedback: None,
        edit: None,
        asked: Vec::new(),
    }
}

fn plain_language(code: &str, title: &str) -> Language {
    let name = match code {
        "fr" => "Français",
        "en" => "English",
        other => other,
    };
    let tag = default_tag(code);
    Language {
        code: code.to_owned(),
        name: name.to_owned(),
        dir: Dir::of_tag(&tag),
        tag,
        title: title.to_owned(),
        description: String::new(),
        variables: BTreeMap::new(),
        contact: Contact::default(),
    }
}

fn settings(fields: &mut Fields<'_>, source: SourceId) -> Settings {
    let top = Span::file(source);
    let mut settings = empty();
    let title = fields.string("title").map(|(title, _)| title);
    let description = fields.string("description").map_or_else(String::new, |(text, _)| text);
    base_url(fields, &mut settings, top);
    let variables =
        fields.value("variables").map_or_else(BTreeMap::new, |v| strings(fields, v, "variables."));
    let contact = contact::written(fields);
    let shared = Shared { title, description, variables, contact };
    settings.languages = languages(fields, &shared, top);
    default_language(fields, &mut settings, top);
    settings.theme = theme::theme(fields);
    markdown(fields, &mut settings);
    checks(fields, &mut settings);
    settings.search = search(fields);
    settings.images = pictures::images(fields);
    let codes: Vec<&str> = settings.languages.iter().map(|l| l.code.as_str()).collect();
    settings.providers = providers::read(fields, &codes);
    settings.feedback = contact::feedback(fields);
    if let Some(mut inner) = fields.table("home") {
        settings.asked = inner.strings("questions");
        fields.absorb(inner.finish());
    }
    if let Some(mut inner) = fields.table("deploy") {
        settings.has_headers = inner.bool("headers").unwrap_or(false);
        fields.absorb(inner.finish());
    }
    for table in OPEN_TABLES {
        if let Some(value) = fields.value(table) {
            refuse_secrets(fields, value, table);
        }
    }
    settings
}

/// What languages inherit from the top of the file.
struct Shared {
    title: Option<String>,
    description: String,
    variables: BTreeMap<String, String>,
    contact: contact::Written,
}

fn base_url(fields: &mut Fields<'_>, settings: &mut Settings, top: Span) {
    match fields.string("base_url") {
        None if fields.members().iter().any(|member| member.key == "base_url") => {}
        None => fields.report(config::missing_config_key(top, "base_url")),
        Some((text, span)) => match BaseUrl::parse(&text) {
            Some(url) => settings.base_url = url,
            None => fields.report(config::bad_base_url(span, &text)),
        },
    }
}

fn languages(fields: &mut Fields<'_>, shared: &Shared, top: Span) -> Vec<Language> {
    let mut languages: Vec<Language> = Vec::new();
    let members = fields.value("languages").map_or(&[][..], Value::members);
    for member in members {
        let code = &member.key;
        // The code names a folder, on every system.
        if !is_language_code(code) || check_segment(code).is_err() || languages.len() >= 100 {
            fields.report(config::bad_language_code(member.key_span, code));
            continue;
        }
        let twin = languages.iter().find(|known| known.code.eq_ignore_ascii_case(code));
        if twin.is_some() {
            fields.report(config::bad_language_code(member.key_span, code));
            continue;
        }
        let mut inner = Fields::new(&member.value, &format!("languages.{code}."));
        let language = language(&mut inner, code, shared);
        if language.title.is_empty() {
            inner.report(config::missing_config_key(member.key_span, "title"));
        }
        fields.absorb(inner.finish());
        languages.push(language);
    }
    if languages.is_empty() {
        if members.is_empty() {
            fields.report(config::missing_config_key(top, "languages"));
        }
        languages.push(plain_language("fr", shared.title.as_deref().unwrap_or("Guichet")));
    }
    languages
}

fn language(fields: &mut Fields<'_>, code: &str, shared: &Shared) -> Language {
    let mut language = plain_language(code, shared.title.as_deref().unwrap_or(""));
    language.description.clone_from(&shared.description);
    language.variables.clone_from(&shared.variables);
    if let Some((tag, span)) = fields.string("tag") {
        if is_language_code(&tag) {
            language.dir = Dir::of_tag(&tag);
            language.tag = tag;
        } else {
            fields.report(config::bad_language_code(span, &tag));
        }
    }
    if let Some((name, _)) = fields.string("name") {
        language.name = name;
    }
    if let Some((title, _)) = fields.string("title") {
        language.title = title;
    }
    if let Some((description, _)) = fields.string("description") {
        language.description = description;
    }
    if let Some(dir) = fields.choice("dir", &[("ltr", Dir::Ltr), ("rtl", Dir::Rtl)]) {
        language.dir = dir;
    }
    if let Some(value) = fields.value("variables") {
        let own = strings(fields, value, &format!("languages.{code}.variables."));
        language.variables.extend(own);
    }
    let own = contact::written(fields);
    language.contact = contact::settle(&shared.contact, &own, &language.variables, fields);
    language
}

fn default_language(fields: &mut Fields<'_>, settings: &mut Settings, top: Span) {
    match fields.string("default_language") {
        None if settings.languages.len() == 1 => {}
        None => fields.report(config::missing_config_key(top, "default_language")),
        Some((code, span)) => match settings.lang(&code) {
            Some(lang) => settings.default_language = lang,
            None => {
                let known = settings.languages.iter().map(|language| language.code.as_str());
                fields.report(config::unknown_language(span, &code, nearest(&code, known)));
            }
        },
    }
}

/// `[search]`: the threshold is a share, written as a number from 0 to 1.
fn search(fields: &mut Fields<'_>) -> SearchSettings {
    let mut search = SearchSettings::default();
    let Some(mut inner) = fields.table("search") else { return search };
    if let Some(value) = inner.value("threshold") {
        match thousandths(value) {
            Some(threshold) => search.threshold = threshold,
            None => {
                let shown = scalar(value).unwrap_or_default();
                let at = value.span;
                inner.report(config::bad_value(at, "search.threshold", &shown, "0.5, 0 … 1"));
            }
        }
    }
    fields.absorb(inner.finish());
    search
}

/// A share as thousandths.
fn thousandths(value: &Value) -> Option<u32> {
    let share = match value.kind {
        Kind::Float(share) => share,
        Kind::Integer(0) => 0.0,
        Kind::Integer(1) => 1.0,
        _ => return None,
    };
    (0..=1000).find(|thousandths| f64::from(*thousandths) >= share * 1000.0 - 0.5 && share >= 0.0)
}

fn markdown(fields: &mut Fields<'_>, settings: &mut Settings) {
    if let Some(mut inner) = fields.table("markdown") {
        let policies = [
            ("safe", HtmlPolicy::Safe),
            ("off", HtmlPolicy::Off),
            ("trusted", HtmlPolicy::Trusted),
        ];
        if let Some(policy) = inner.choice("html", &policies) {
            settings.html = policy;
        }
        fields.absorb(inner.finish());
    }
}

/// The levels of severity by the words for them.
pub(super) const LEVELS: [(&str, Level); 3] =
    [("error", Level::Error), ("warn", Level::Warn), ("off", Level::Off)];

/// The checks that `[links] broken` sets together.
const LINK_CHECKS: [&str; 6] = [
    "broken-link",
    "broken-anchor",
    "missing-image",
    "missing-file",
    "link-case",
    "link-to-hidden",
];

fn checks(fields: &mut Fields<'_>, settings: &mut Settings) {
    if let Some(mut inner) = fields.table("links") {
        if let Some(level) = inner.choice("broken", &LEVELS) {
            settings.checks.extend(LINK_CHECKS.map(|name| (name.to_owned(), level)));
        }
        settings.vague_links = inner.strings("vague").into_iter().map(|(words, _)| words).collect();
        if let Some((edit, span)) = inner.string("edit") {
            if contact::is_web(&edit) && edit.contains("{path}") {
                settings.edit = Some(edit);
            } else {
                let allowed = "https://…/{path}";
                inner.report(config::bad_value(span, "links.edit", &edit, allowed));
            }
        }
        fields.absorb(inner.finish());
    }
    let Some(value) = fields.value("checks") else { return };
    for Member { key, key_span, value } in value.members() {
        let Some(code) = catalog::find(key) else {
            let names: Vec<&str> = catalog::all().iter().map(|code| code.name).collect();
            fields.report(config::unknown_check(*key_span, key, nearest(key, names)));
            continue;
        };
        let level = value.as_str().and_then(|text| LEVELS.iter().find(|(name, _)| *name == text));
        match level {
            Some((_, level)) => {
                settings.checks.insert(code.name.to_owned(), *level);
            }
            None => fields.report(config::bad_value(
                value.span,
                &format!("checks.{key}"),
                value.as_str().unwrap_or("?"),
                "error, warn, off",
            )),
        }
    }
}

/// Names every secret below a value, at any depth.
fn refuse_secrets(fields: &mut Fields<'_>, value: &Value, path: &str) {
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut pending = vec![(value, path.to_owned())];
    while let Some((value, path)) = pending.pop() {
        for member in value.members() {
            let name = format!("{path}.{}", member.key);
            if crate::data::is_secret_key(&member.key) && scalar(&member.value).is_some() {
                found.push(config::secret_in_config(member.key_span, &name));
            } else {
                pending.push((&member.value, name));
            }
        }
    }
    fields.absorb(found);
}

/// A table of names and scalar values, as text.
fn strings(fields: &mut Fields<'_>, value: &Value, prefix: &str) -> BTreeMap<String, String> {
    let inner = Fields::new(value, prefix);
    let mut strings = BTreeMap::new();
    for member in inner.members() {
        match scalar(&member.value) {
            Some(text) => {
                strings.insert(member.key.clone(), text);
            }
            None => {
                let name = format!("{prefix}{}", member.key);
                fields.report(config::wrong_type(member.value.span, &name, "string"));
            }
        }
    }
    fields.absorb(inner.finish_open());
    strings
}

fn scalar(value: &Value) -> Option<String> {
    match &value.kind {
        Kind::String(text) | Kind::Date(text) => Some(text.clone()),
        Kind::Integer(number) => Some(number.to_string()),
        Kind::Float(number) => Some(number.to_string()),
        Kind::Bool(flag) => Some(flag.to_string()),
        Kind::Null | Kind::List(_) | Kind::Table(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::base::SourceId;

    const LEAST: &str = "title = 'B'\nbase_url = 'https://x.example/'\ndefault_language = 'fr'\n[languages.fr]\nname = 'Français'\n[languages.en]\ntitle = 'L'\n";

    #[test]
    fn the_least_configuration_is_enough() {
        let outcome = read(LEAST, SourceId(0));
        assert!(outcome.diagnostics.is_empty(), "{:?}", outcome.diagnostics);
        let settings = outcome.value;
        assert_eq!(settings.languages[0].tag, "fr-CA");
        assert_eq!(settings.languages[1].title, "L");
        assert_eq!(settings.languages[1].name, "English");
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let text = "titel = 'B'\nbase_url = 'x'\ndefault_language = 'de'\n[languages.fr]\nnom = 'x'\n[languages.'../x']\n[markdown]\nhtml = 'yes'\n[links]\nbroken = 'warn'\n[checks]\nbroken-lnk = 'off'\n[providers.zendesk]\ntoken = 'a'\n";
        let mut codes: Vec<_> =
            read(text, SourceId(0)).diagnostics.iter().map(|d| d.code.number).collect();
        codes.sort_unstable();
        assert_eq!(
            codes,
            ["G0103", "G0103", "G0105", "G0106", "G0107", "G0108", "G0109", "G0113", "G0116"]
        );
    }

    #[test]
    fn a_check_goes_by_its_name_or_its_number() {
        let text = format!("{LEAST}[checks]\ng1001 = 'error'\nvague-link = 'off'\n");
        let outcome = read(&text, SourceId(0));
        assert!(outcome.diagnostics.is_empty(), "{:?}", outcome.diagnostics);
        let names: Vec<_> = outcome.value.checks.keys().map(String::as_str).collect();
        assert_eq!(names, ["missing-alt", "vague-link"]);
    }

    #[test]
    fn variables_of_a_language_override_those_of_the_site() {
        let text =
            format!("{LEAST}[variables]\na = 1\nb = 'x'\n[languages.en.variables]\nb = 'y'\n");
        let settings = read(&text, SourceId(0)).value;
        assert_eq!(settings.languages[0].variables["b"], "x");
        assert_eq!(settings.languages[1].variables["a"], "1");
        assert_eq!(settings.languages[1].variables["b"], "y");
    }
}
