//! `guichet embed PROVIDER`: the snippet to paste, and where.

use std::fmt::Write as _;

use serde::Serialize;

use camino::Utf8Path;

use crate::base::lang::{default_tag, primary};
use crate::base::{Failure, Sources};
use crate::cli::args::EmbedOptions;
use crate::cli::world::SiteAt;
use crate::config::{Provider, ProviderKind, Settings, default_settings, read};
use crate::diag::Arg;
use crate::i18n::Words;
use crate::report::{Format, MessageLang, Report, words};
use crate::snippets::{self, Form, Place, Snippet, Wording};
use crate::source::decode::read_text;

/// One snippet, for `--format json`.
#[derive(Serialize)]
struct View<'v> {
    provider: &'v str,
    lang: &'v str,
    form: &'static str,
    place: &'static str,
    koha: String,
    snippet: &'v str,
    steps: Vec<String>,
    hosts: Vec<String>,
}

/// Prints the snippet of each language, or of the one asked for. 1 when the site's ids
/// are wrong, 2 when there is none.
pub(super) fn run(
    options: &EmbedOptions,
    lang: Option<&str>,
    at: &SiteAt<'_>,
) -> Result<u8, Failure> {
    let Some(kind) = ProviderKind::named(&options.provider) else {
        return Err(Failure::Usage { what: "failure-no-id", value: options.provider.clone() });
    };
    let (settings, refused) = settings(kind, at)?;
    let ids = match &options.provider_id {
        Some(given) => given_ids(kind, given)?,
        None if refused => return Ok(1),
        None => settings.providers.get(kind.name).cloned().unwrap_or_default(),
    };
    let mut out = String::new();
    for (code, tag, name) in languages(&settings, lang) {
        let language = MessageLang::from_tag(&tag);
        let own = words(language);
        let text = |key: &str| own.text(key).unwrap_or_default();
        let wording = Wording {
            code: &code,
            tag: &tag,
            label: text("embed-label"),
            label_messenger: text("embed-label-messenger"),
            unavailable: text("embed-unavailable"),
        };
        let made =
            snippets::snippet(kind, &ids, &wording, options.form.into()).map_err(|field| {
                let value = format!("providers.{}.{}", kind.name, field.key);
                Failure::Usage { what: "failure-no-id", value }
            })?;
        let page = Printed { kind, ids: &ids, options, code: &code, name: &name, made: &made };
        match at.style.format {
            Format::Short => out.push_str(&made.text),
            Format::Json => out.push_str(&page.json(&words(at.world.lang))),
            Format::Human | Format::Github => page.human(&mut out, &words(at.world.lang)),
        }
    }
    at.world.out(&out);
    Ok(0)
}

/// The settings of the site, if there is one; whether the ids of this provider are
/// wrong, which has been said.
fn settings(kind: &ProviderKind, at: &SiteAt<'_>) -> Result<(Settings, bool), Failure> {
    let path = Utf8Path::new("guichet.toml");
    let mut sources = Sources::default();
    let source = sources.add(path);
    let decoded = match read_text(&at.disk, path, source) {
        Ok(decoded) => decoded,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let codes = ["fr".to_owned(), "en".to_owned()];
            return Ok((default_settings(&codes), false));
        }
        Err(source) => return Err(Failure::Read { path: at.root.join(path), source }),
    };
    let mut said = Vec::new();
    let text = decoded.drain(&mut said);
    let settings = read(&text, source).drain(&mut said);
    // What is wrong elsewhere in the file is for `check` to say.
    let name = format!("providers.{}", kind.name);
    said.retain(|found| {
        let is_own = |arg: &Arg| matches!(arg, Arg::Text(text) if text.starts_with(&name));
        found.code.name == "invalid-toml" || found.args.iter().any(|(_, arg)| is_own(arg))
    });
    let report = Report::new(said, &settings, &sources);
    let refused = report.is_refusal(false);
    if refused {
        at.world.err(&report.print(&at.disk, &sources, at.style, None));
    }
    Ok((settings, refused))
}

/// The ids of `--id`: `ID`, or `PROPERTY/WIDGET`.
fn given_ids(kind: &'static ProviderKind, given: &str) -> Result<Provider, Failure> {
    let mut ids = Provider::default();
    let n_fields = if kind.name == "tawk" { 2 } else { 1 };
    let mut parts = given.splitn(n_fields, '/');
    for field in kind.fields.iter().take(n_fields) {
        let Some(id) = parts.next().map(str::trim) else { break };
        if !field.shape.accepts(id) {
            return Err(Failure::Usage { what: "failure-bad-id", value: given.to_owned() });
        }
        ids.set(field.key, id);
    }
    Ok(ids)
}

/// Code, tag and name of the languages asked for.
fn languages(settings: &Settings, asked: Option<&str>) -> Vec<(String, String, String)> {
    let of_site = settings.languages.iter();
    let all: Vec<(String, String, String)> =
        of_site.map(|l| (l.code.clone(), l.tag.clone(), l.name.clone())).collect();
    let Some(asked) = asked else { return all };
    let is_asked =
        |(code, ..): &&(String, String, String)| code == asked || primary(code) == primary(asked);
    match all.iter().find(is_asked) {
        Some(language) => vec![language.clone()],
        None => {
            let code = primary(asked);
            vec![(code.clone(), default_tag(&code), code)]
        }
    }
}

struct Printed<'p> {
    kind: &'static ProviderKind,
    ids: &'p Provider,
    options: &'p EmbedOptions,
    code: &'p str,
    name: &'p str,
    made: &'p Snippet,
}

impl Printed<'_> {
    fn steps(&self, words: &Words) -> Vec<String> {
        let has_script = self.made.text.contains("<script") || self.made.form == Form::Consent;
        let text = |value: &str| Arg::Text(value.to_owned());
        let args = [("language", text(self.name)), ("provider", text(self.kind.name))];
        snippets::steps(self.made.place, self.options.koha, has_script)
            .into_iter()
            .filter_map(|key| words.format(key, &args))
            .collect()
    }

    fn hosts(&self) -> Vec<String> {
        let hosts = snippets::policy_hosts(self.kind, self.ids);
        hosts.into_iter().map(|(directive, hosts)| format!("{directive} {hosts}")).collect()
    }

    fn koha(&self) -> String {
        clap::ValueEnum::to_possible_value(&self.options.koha)
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default()
    }

    fn human(&self, out: &mut String, words: &Words) {
        let text = |value: &str| Arg::Text(value.to_owned());
        let args = [
            ("provider", text(self.kind.name)),
            ("language", text(self.name)),
            ("version", text(&self.koha())),
        ];
        let mut line = |key: &str| {
            out.push_str(&words.format(key, &args).unwrap_or_default());
            out.push_str("\n\n");
        };
        line("embed-title");
        line("embed-paste");
        out.push_str(&self.made.text);
        out.push('\n');
        out.push_str(&words.format("embed-where", &args).unwrap_or_default());
        out.push_str("\n\n");
        for (idx, step) in self.steps(words).iter().enumerate() {
            let _ = writeln!(out, "{}. {step}", idx + 1);
        }
        out.push('\n');
        let hosts = self.hosts();
        if !hosts.is_empty() {
            out.push_str(words.text("embed-hosts").unwrap_or_default());
            out.push_str("\n\n");
            for host in &hosts {
                let _ = writeln!(out, "    {host}");
            }
            out.push('\n');
        }
    }

    fn json(&self, words: &Words) -> String {
        let view = View {
            provider: self.kind.name,
            lang: self.code,
            form: match self.made.form {
                Form::Click => "click",
                Form::Consent => "consent",
                Form::Plain => "plain",
            },
            place: match self.made.place {
                Place::OpacCredits => "OpacCredits",
                Place::CookieConsentedJs => "CookieConsentedJS",
            },
            koha: self.koha(),
            snippet: &self.made.text,
            steps: self.steps(words),
            hosts: self.hosts(),
        };
        serde_json::to_string(&view).map(|line| line + "\n").unwrap_or_default()
    }
}
