//! `guichet search`: the answer engine of the site and of the widget, at the terminal.

use std::fmt::Write as _;
use std::io::BufRead as _;
use std::time::Instant;

use serde::Serialize;
use serde_json::Value;

use crate::answers::engine::Understood;
use crate::answers::{Answer, AskOptions, Engine, Hit};
use crate::base::{Failure, MemoryDepot};
use crate::cli::args::SearchOptions;
use crate::cli::world::SiteAt;
use crate::code::Highlighter;
use crate::diag::Arg;
use crate::i18n::Words;
use crate::pipeline::{self, BuildContext};
use crate::report::words;
use crate::site::Selection;

/// Hits when nothing is asked for.
const TOP: usize = 10;

/// A site that can be asked.
pub(super) struct Library {
    pub(super) engine: Engine,
    /// The language of pages when none is named.
    pub(super) lang: String,
}

impl Library {
    /// Reads the site and makes the very files that a build writes.
    pub(super) fn open(at: &SiteAt<'_>) -> Result<Self, Failure> {
        let depot = MemoryDepot::default();
        let ctx = BuildContext {
            files: &at.disk,
            selection: Selection { date: at.world.today, with_drafts: false },
            base_url: None,
            highlighter: &Highlighter::new(),
            depot: &depot,
        };
        let prepared = pipeline::prepare(&ctx)?.value;
        let settings = &prepared.settings;
        let codes = settings.languages.iter().map(|language| language.code.as_str());
        let codes: Vec<&str> = codes.collect();
        let files = pipeline::answers(&prepared, &depot)?;
        let engine = Engine::read(&codes, &|name| {
            files.iter().find(|file| file.name == name).map(|file| file.text.clone())
        });
        Ok(Self { engine, lang: settings.language(settings.default_language).code.clone() })
    }
}

/// Answers one question, or one a line.
pub(super) fn run(
    options: &SearchOptions,
    lang: Option<&str>,
    at: &SiteAt<'_>,
) -> Result<u8, Failure> {
    let library = Library::open(at)?;
    let lang = lang.unwrap_or(&library.lang);
    let top = options.top.unwrap_or(TOP);
    if options.stdin {
        return lines(&library, lang, top, at);
    }
    let question = options.question.join(" ");
    let start = Instant::now();
    let understood = library.engine.understand(&question, lang);
    let answer = library.engine.answer(&understood, top);
    let micros = start.elapsed().as_micros();
    if options.json {
        let reply = Reply::new(Value::Null, lang, &answer, micros);
        at.world.out(&line(&reply));
        return Ok(0);
    }
    let words = words(at.world.lang);
    at.world.out(&shown(&answer, &words));
    if options.explain {
        at.world.out(&explained(&library.engine, &understood, &words));
    }
    Ok(0)
}

/// A line of standard input → a line of standard output, whatever it holds.
fn lines(library: &Library, lang: &str, top: usize, at: &SiteAt<'_>) -> Result<u8, Failure> {
    let mut input = std::io::stdin().lock();
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        let read = input.read_until(b'\n', &mut bytes);
        let n_bytes = read.map_err(|source| Failure::Read { path: "<stdin>".into(), source })?;
        if n_bytes == 0 {
            return Ok(0);
        }
        let text = String::from_utf8_lossy(&bytes);
        at.world.out(&reply(library, text.trim(), lang, top));
    }
}

/// The reply to one line.
fn reply(library: &Library, text: &str, lang: &str, top: usize) -> String {
    let asked: Result<Value, _> = serde_json::from_str(text);
    let value = asked.as_ref().ok();
    let field = |key: &str| value.and_then(|value| value.get(key)).cloned();
    let id = field("id").unwrap_or(Value::Null);
    let own = field("lang").and_then(|lang| lang.as_str().map(str::to_owned));
    let lang = own.unwrap_or_else(|| lang.to_owned());
    let question = field("question").and_then(|text| text.as_str().map(str::to_owned));
    let start = Instant::now();
    let options = AskOptions { lang: &lang, top };
    let answer = library.engine.ask(question.as_deref().unwrap_or_default(), options);
    let mut reply = Reply::new(id, &lang, &answer, start.elapsed().as_micros());
    reply.error = match (&asked, &question) {
        (Err(_), _) => Some("invalid JSON"),
        (Ok(_), None) => Some("no question"),
        (Ok(_), Some(_)) => None,
    };
    line(&reply)
}

fn line(reply: &Reply<'_>) -> String {
    let mut text = serde_json::to_string(reply).unwrap_or_default();
    text.push('\n');
    text
}

/// What is printed for a question.
#[derive(Serialize)]
struct Reply<'a> {
    id: Value,
    lang: &'a str,
    answered: bool,
    confidence: f64,
    /// Microseconds.
    us: u64,
    hits: Vec<HitView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'static str>,
}

/// A hit as it is printed.
#[derive(Serialize)]
struct HitView<'a> {
    article: &'a str,
    lang: &'a str,
    score: f64,
    title: &'a str,
    url: &'a str,
    anchor: &'a str,
    heading: &'a str,
    passage: &'a str,
    marks: &'a [(usize, usize)],
}

impl<'a> Reply<'a> {
    fn new(id: Value, lang: &'a str, answer: &'a Answer, micros: u128) -> Self {
        Self {
            id,
            lang,
            answered: answer.is_answered,
            confidence: answer.confidence,
            us: u64::try_from(micros).unwrap_or(u64::MAX),
            hits: answer.hits.iter().map(HitView::new).collect(),
            error: None,
        }
    }
}

impl<'a> HitView<'a> {
    fn new(hit: &'a Hit) -> Self {
        let (anchor, heading) = match &hit.passage.heading {
            Some((id, words)) => (id.as_str(), words.as_str()),
            None => ("", ""),
        };
        Self {
            article: &hit.article,
            lang: &hit.lang,
            score: hit.score,
            title: &hit.title,
            url: &hit.url,
            anchor,
            heading,
            passage: &hit.passage.text,
            marks: &hit.passage.marks,
        }
    }
}

/// An answer for people.
fn shown(answer: &Answer, words: &Words) -> String {
    let percent = Arg::Number(percent(answer.confidence));
    let key = match (answer.hits.is_empty(), answer.is_answered) {
        (true, _) => "search-nothing",
        (false, true) => "search-answered",
        (false, false) => "search-not-answered",
    };
    let mut out = words.format(key, &[("percent", percent)]).unwrap_or_default();
    out.push('\n');
    for (idx, hit) in answer.hits.iter().enumerate() {
        let anchor = hit.passage.heading.as_ref().map(|(id, _)| format!("#{id}"));
        let heading = hit.passage.heading.as_ref().map(|(_, words)| format!(" › {words}"));
        let _ = write!(
            out,
            "\n{:>2}. {}{}  [{}, {:.2}]\n    {}{}\n",
            idx + 1,
            hit.title,
            heading.unwrap_or_default(),
            hit.lang,
            hit.score,
            hit.url,
            anchor.unwrap_or_default(),
        );
        for line in hit.passage.text.lines() {
            let _ = writeln!(out, "    {line}");
        }
    }
    out
}

/// How a question was understood, for people who tune their texts.
fn explained(engine: &Engine, understood: &Understood, words: &Words) -> String {
    let lang = Arg::Text(understood.lang.clone());
    let title = words.format("search-explained", &[("lang", lang)]).unwrap_or_default();
    let mut out = format!("\n{title}\n");
    for concept in &understood.concepts {
        let ways: Vec<String> = engine
            .ways(understood, concept)
            .into_iter()
            .map(|(stems, weight)| format!("{stems} {weight:.2}"))
            .collect();
        let ways = if ways.is_empty() { "—".to_owned() } else { ways.join(", ") };
        let _ = writeln!(out, "  {} ({:.2}) → {ways}", concept.words, concept.mass);
    }
    if let Some(signs) = &understood.signs {
        let values: Vec<String> = signs.values.iter().map(|value| format!("{value:.3}")).collect();
        let title = words.text("search-signs").unwrap_or_default();
        let _ = writeln!(out, "{title} {}", values.join(" "));
    }
    out
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share between 0 and 1"
)]
fn percent(share: f64) -> u64 {
    (share * 100.0).round() as u64
}
