//! `guichet evaluate`: how well the site answers a list of questions.

use std::collections::BTreeMap;

use camino::Utf8Path;
use serde::Deserialize;

use crate::answers::{Answer, AskOptions};
use crate::base::Failure;
use crate::cli::args::EvaluateOptions;
use crate::cli::search::Library;
use crate::cli::world::SiteAt;
use crate::diag::Arg;
use crate::i18n::Words;
use crate::report::words;

/// Most bytes of a file of questions.
const MAX_BYTES: u64 = 64 << 20;

/// Hits that count for the mean reciprocal rank.
const TOP: usize = 10;

/// A line of a file of questions.
#[derive(Debug, Deserialize)]
struct Question {
    lang: String,
    #[serde(rename = "question")]
    text: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    expected: Vec<String>,
}

/// What some questions got.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    n: f64,
    first: f64,
    three: f64,
    reciprocal: f64,
}

/// How answers are told from hand-offs.
#[derive(Debug, Default)]
struct HandOff {
    /// Confidence of each question that has an answer.
    answerable: Vec<f64>,
    /// Confidence of each that has none.
    unanswerable: Vec<f64>,
    n_right: f64,
    n_handed: f64,
}

/// Asks every question; 1 when a level that was asked for is not reached, or a line is
/// no question: what is left out would make the figures better than they are.
pub(super) fn run(options: &EvaluateOptions, at: &SiteAt<'_>) -> Result<u8, Failure> {
    let library = Library::open(at)?;
    let words = words(at.world.lang);
    let mut tallies: BTreeMap<(String, String), Tally> = BTreeMap::new();
    let mut all = Tally::default();
    let mut hand_off = HandOff::default();
    let mut misses = String::new();
    let mut is_whole = true;
    for path in options.questions.iter().map(|path| at.world.absolute(path)) {
        let (questions, bad) = questions(&path, at)?;
        for line in bad {
            let args = [("path", Arg::Text(path.to_string())), ("line", Arg::Number(line))];
            let said = words.format("evaluate-bad-line", &args).unwrap_or_default();
            at.world.err(&format!("{said}\n"));
            is_whole = false;
        }
        if questions.is_empty() {
            let path = [("path", Arg::Text(path.to_string()))];
            at.world
                .err(&format!("{}\n", words.format("evaluate-none", &path).unwrap_or_default()));
        }
        for question in questions {
            let ask = AskOptions { lang: &question.lang, top: TOP };
            let answer = library.engine.ask(&question.text, ask);
            let rank = rank(&question, &answer);
            hand_off.add(&question, &answer, rank);
            if question.expected.is_empty() {
                continue;
            }
            all.add(rank);
            let kind = (question.lang.clone(), question.kind.clone());
            tallies.entry(kind).or_default().add(rank);
            if rank != Some(0) {
                misses.push_str(&miss(&question, &answer, rank));
            }
        }
    }
    if options.misses {
        at.world.out(&misses);
    }
    at.world.out(&table(&tallies, all, &words));
    at.world.out(&hand_off.line(&words));
    Ok(u8::from(!is_whole || is_below(options, all, &hand_off)))
}

/// The questions of a file, and the numbers of the lines that are none.
fn questions(path: &Utf8Path, at: &SiteAt<'_>) -> Result<(Vec<Question>, Vec<u64>), Failure> {
    let read = at.world.read_at_most(path, MAX_BYTES);
    let bytes = read.map_err(|source| Failure::Read { path: path.to_owned(), source })?;
    let text = String::from_utf8_lossy(&bytes);
    let mut bad = Vec::new();
    let mut questions = Vec::new();
    for (line, number) in text.lines().zip(1_u64..).filter(|(line, _)| !line.trim().is_empty()) {
        match serde_json::from_str(line) {
            Ok(question) => questions.push(question),
            Err(_) => bad.push(number),
        }
    }
    Ok((questions, bad))
}

/// Where the first article that answers stands.
fn rank(question: &Question, answer: &Answer) -> Option<usize> {
    answer.hits.iter().position(|hit| question.expected.contains(&hit.article))
}

fn miss(question: &Question, answer: &Answer, rank: Option<usize>) -> String {
    let place = rank.map_or_else(|| "–".to_owned(), |rank| (rank + 1).to_string());
    let first = answer.hits.first().map_or("–", |hit| hit.article.as_str());
    let Question { lang, text, kind, expected } = question;
    format!("{place}\t{lang}\t{kind}\t{text}\t{first}\t{}\n", expected.join(" "))
}

fn table(tallies: &BTreeMap<(String, String), Tally>, all: Tally, words: &Words) -> String {
    let mut out = format!("{}\n", words.text("evaluate-head").unwrap_or_default());
    let mut langs: BTreeMap<&str, Tally> = BTreeMap::new();
    for ((lang, kind), tally) in tallies {
        out.push_str(&tally.line(lang, kind));
        langs.entry(lang).or_default().join(*tally);
    }
    let every = words.text("evaluate-all").unwrap_or_default();
    for (lang, tally) in langs {
        out.push_str(&tally.line(lang, every));
    }
    out.push_str(&all.line(every, every));
    out
}

fn is_below(options: &EvaluateOptions, all: Tally, hand_off: &HandOff) -> bool {
    let below = |least: Option<f64>, value: f64| least.is_some_and(|least| value < least);
    below(options.min_r1, all.share(all.first))
        || below(options.min_r3, all.share(all.three))
        || below(options.min_auc, hand_off.auc())
}

impl Tally {
    fn add(&mut self, rank: Option<usize>) {
        let place = rank.and_then(|rank| u32::try_from(rank + 1).ok());
        self.n += 1.0;
        self.first += if place == Some(1) { 1.0 } else { 0.0 };
        self.three += if place.is_some_and(|place| place <= 3) { 1.0 } else { 0.0 };
        self.reciprocal += place.map_or(0.0, |place| 1.0 / f64::from(place));
    }

    fn join(&mut self, other: Self) {
        self.n += other.n;
        self.first += other.first;
        self.three += other.three;
        self.reciprocal += other.reciprocal;
    }

    fn share(self, sum: f64) -> f64 {
        if self.n > 0.0 { sum / self.n } else { 0.0 }
    }

    fn line(self, lang: &str, kind: &str) -> String {
        let [first, three, mrr] = [self.first, self.three, self.reciprocal];
        let [first, three, mrr] = [first, three, mrr].map(|sum| self.share(sum));
        format!("{lang}\t{kind}\t{}\t{first:.3}\t{three:.3}\t{mrr:.3}\n", self.n)
    }
}

impl HandOff {
    fn add(&mut self, question: &Question, answer: &Answer, rank: Option<usize>) {
        if question.expected.is_empty() {
            self.unanswerable.push(answer.confidence);
            self.n_handed += if answer.is_answered { 0.0 } else { 1.0 };
        } else {
            self.answerable.push(answer.confidence);
            let is_right = answer.is_answered && rank.is_some_and(|rank| rank < 3);
            self.n_right += if is_right { 1.0 } else { 0.0 };
        }
    }

    /// How often a question that has an answer gets more confidence than one that
    /// has none.
    fn auc(&self) -> f64 {
        let (mut wins, mut n) = (0.0, 0.0);
        for with in &self.answerable {
            for without in &self.unanswerable {
                n += 1.0;
                if with > without {
                    wins += 1.0;
                } else if with >= without {
                    wins += 0.5;
                }
            }
        }
        if n > 0.0 { wins / n } else { 1.0 }
    }

    fn line(&self, words: &Words) -> String {
        let percent = |part: f64, of: &[f64]| {
            let n = of.iter().fold(0.0, |n, _| n + 1.0);
            let share = if n > 0.0 { part / n } else { 0.0 };
            Arg::Text(format!("{:.1}", share * 100.0))
        };
        let args = [
            ("handed", percent(self.n_handed, &self.unanswerable)),
            ("right", percent(self.n_right, &self.answerable)),
            ("unanswerable", Arg::Number(self.unanswerable.len() as u64)),
            ("answerable", Arg::Number(self.answerable.len() as u64)),
            ("auc", Arg::Text(format!("{:.3}", self.auc()))),
        ];
        format!("{}\n", words.format("evaluate-hand-off", &args).unwrap_or_default())
    }
}
