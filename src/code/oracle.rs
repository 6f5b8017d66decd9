//! Compares the engine with syntect's own: samples of many languages, as they are and
//! with mistakes in them, get the same runs.
//!
//! Known differences, none of which the samples show:
//! - An expression that goes back a million times matches nothing for syntect, while
//!   here it finds its match: the machine remembers where it was.
//! - From a hundred contexts in contexts on, a pattern that would push one more stops
//!   the line for syntect if it was found before the hundredth was pushed; here it is
//!   passed over, as it is for syntect otherwise.
//! - A grammar that enters and leaves contexts forever without taking anything makes
//!   syntect hang (JavaScript after a private field); here it goes on with the next
//!   character after a thousand such steps.
//! - A pattern that syntect cannot compile, or a grammar that closes all of its
//!   contexts, makes it panic; here nothing matches.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use syntect::parsing::{BasicScopeStackOp, ParseState, ScopeStack, SyntaxSet};

use super::classes::{ATTRIBUTE, KEYWORD, OPERATOR, STRING, Table, Verdict};
use super::runs::Runs;
use super::{Highlighter, Piece};

static HIGHLIGHTER: LazyLock<Highlighter> = LazyLock::new(Highlighter::new);
static ORACLE: LazyLock<Oracle> =
    LazyLock::new(|| Oracle { set: two_face::syntax::extra_newlines(), table: Table::new() });

/// Blocks of code, each after a line `=== language`.
const SAMPLES: &[&str] = &[
    include_str!("oracle/web.txt"),
    include_str!("oracle/data.txt"),
    include_str!("oracle/programs.txt"),
];

fn samples() -> Vec<(&'static str, &'static str)> {
    let parts = SAMPLES.iter().flat_map(|text| text.strip_prefix("=== ").unwrap().split("\n=== "));
    parts.map(|part| part.split_once('\n').unwrap()).collect()
}

struct Oracle {
    set: SyntaxSet,
    table: Table,
}

impl Oracle {
    /// The runs of a block, with syntect's parser.
    fn runs(&self, grammar: usize, text: &str) -> Vec<Vec<Piece>> {
        let mut state = ParseState::new(&self.set.syntaxes()[grammar]);
        let (mut scopes, mut verdicts) = (ScopeStack::new(), Vec::new());
        let mut lines = Vec::new();
        for line in text.lines() {
            let ops = state.parse_line(&format!("{line}\n"), &self.set).unwrap_or_default();
            let (mut runs, mut cut, mut done) = (Runs::default(), Vec::new(), 0);
            for (at, op) in ops {
                let at = at.min(line.len());
                if at > done {
                    push(&line[done..at], &verdicts, &mut runs);
                    done = at;
                }
                let _ = scopes.apply_with_hook(&op, |op, _| match op {
                    BasicScopeStackOp::Push(scope) => verdicts.push(self.table.verdict(scope)),
                    BasicScopeStackOp::Pop => drop(verdicts.pop()),
                });
            }
            push(&line[done..], &verdicts, &mut runs);
            runs.cut(line, &mut cut);
            lines.push(cut.into_iter().map(|(class, text)| (class, text.to_owned())).collect());
        }
        lines
    }
}

fn push(text: &str, verdicts: &[Verdict], runs: &mut Runs) {
    let class = class_of(verdicts);
    let is_word = class == Some(OPERATOR) && text.starts_with(|c: char| c.is_alphabetic());
    runs.push(if is_word { Some(KEYWORD) } else { class }, text);
}

/// The class of text inside scopes with these verdicts, outermost first.
fn class_of(verdicts: &[Verdict]) -> Option<&'static str> {
    for (idx, verdict) in verdicts.iter().enumerate().rev() {
        match verdict {
            Verdict::Class(STRING) if verdicts[..idx].ends_with(&[Verdict::Key]) => {
                return Some(ATTRIBUTE);
            }
            Verdict::Class(class) => return Some(class),
            Verdict::Plain => return None,
            Verdict::None | Verdict::Key => {}
        }
    }
    None
}

/// The first line that differs, ours and syntect's.
fn difference(lang: &str, text: &str) -> Option<(Vec<Piece>, Vec<Piece>)> {
    let grammar = HIGHLIGHTER.grammars().find(lang)?;
    let ours = HIGHLIGHTER.highlight(lang, text).unwrap().lines;
    let theirs = ORACLE.runs(grammar, text);
    assert_eq!(ours.len(), theirs.len());
    ours.into_iter().zip(theirs).find(|(ours, theirs)| ours != theirs)
}

#[test]
fn samples_have_the_runs_of_syntect() {
    let samples = samples();
    assert!(samples.len() > 65, "{}", samples.len());
    for (lang, text) in samples {
        assert_eq!(difference(lang, text), None, "{lang}");
    }
}

/// A mistake: what to do, where, and with what.
type Mistake = (u8, prop::sample::Index, prop::sample::Index, char);

fn with_mistakes(text: &str, mistakes: &[Mistake]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (what, one, other, c) in mistakes {
        let (i, j) = (one.index(lines.len()), other.index(lines.len()));
        let mut chars: Vec<char> = lines[i].chars().collect();
        let at = other.index(chars.len() + 1);
        match what {
            0 => lines.swap(i, j),
            1 => lines.insert(j, lines[i].clone()),
            2 if lines.len() > 1 => drop(lines.remove(i)),
            3 if at < chars.len() => drop(chars.remove(at)),
            4 if at < chars.len() => chars.insert(one.index(at + 1), chars[at]),
            5 if at < chars.len() => chars.swap(at, one.index(at + 1)),
            _ => chars.insert(at, *c),
        }
        if *what > 2 {
            lines[i] = chars.into_iter().collect();
        }
    }
    lines.join("\n")
}

proptest! {
    // Always the same mistakes: with others syntect might hang.
    #![proptest_config(ProptestConfig {
        cases: 200,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::default()
    })]
    #[test]
    fn mistakes_have_the_runs_of_syntect(
        (lang, text) in prop::sample::select(samples()),
        mistakes in prop::collection::vec(
            (0_u8..9, any::<prop::sample::Index>(), any::<prop::sample::Index>(),
             prop::sample::select("\"'`{}()[]<>$\\/#*=\t\u{e9}\u{212a}\u{1f600}".chars().collect::<Vec<_>>())),
            1..5,
        ),
    ) {
        let text = with_mistakes(text, &mistakes);
        prop_assert_eq!(difference(lang, &text), None, "{}\n{}", lang, text);
    }
}

/// The pages of a help site for libraries; the expressions of all grammars would take
/// syntect minutes to compile.
const GRAMMARS: &[&str] = &["HTML", "CSS", "JavaScript", "Python", "YAML"];

#[test]
fn expressions_match_where_those_of_syntect_do() {
    use syntect::parsing::{Regex as TheirRegex, Region};

    let classes = HIGHLIGHTER.grammars().classes();
    let mut vm = super::regex::Vm::new(usize::MAX);
    let lines: Vec<String> = samples()
        .into_iter()
        .filter(|(lang, _)| matches!(*lang, "html" | "css" | "js" | "python" | "yaml"))
        .flat_map(|(_, text)| text.lines().step_by(4).map(|line| format!("{line}\n")))
        .collect();
    for source in HIGHLIGHTER.grammars().sources(GRAMMARS) {
        if TheirRegex::try_compile(&source).is_some() {
            // It has references to groups of another expression.
            continue;
        }
        let (theirs, mut region) = (TheirRegex::new(source.clone()), Region::new());
        let ours = super::regex::Regex::new(&source, classes).unwrap();
        for line in &lines {
            let is_found = theirs.search(line, 0, line.len(), Some(&mut region));
            let wanted = if is_found { region.pos(0) } else { None };
            let places = (0..=line.len()).filter(|at| {
                line.is_char_boundary(*at) && ours.first().allows(line.as_bytes().get(*at).copied())
            });
            let found = places
                .into_iter()
                .find_map(|at| ours.match_at(&mut vm, classes, line, (0, at)).map(|end| (at, end)));
            assert_eq!(found, wanted, "{source} in {line}");
            if is_found {
                for group in 1..20 {
                    assert_eq!(vm.group(group), region.pos(group), "{group} of {source} in {line}");
                }
            }
        }
    }
    assert_eq!(classes.unsound(), Vec::<String>::new());
}

#[test]
fn every_expression_is_read_and_every_grammar_has_a_start() {
    let grammars = HIGHLIGHTER.grammars();
    let classes = grammars.classes();
    for (idx, syntax) in ORACLE.set.syntaxes().iter().enumerate() {
        let start = grammars.start(idx).unwrap();
        // The numbers of a state are only in its debug form.
        let state = format!("{:?}", ParseState::new(syntax));
        assert!(state.contains(&format!("context: {start:?}")), "{state} {start:?}");
    }
    for source in grammars.sources(&[]) {
        assert!(super::regex::Regex::new(&source, classes).is_ok(), "{source}");
    }
}

#[test]
fn no_expression_takes_exponential_time() {
    let text = format!("{}\n", "a".repeat(40));
    let classes = HIGHLIGHTER.grammars().classes();
    for source in ["(?:a+)+b", "(?:a|a)*b", "(?:(?:a*)*x?)*b", "(?=(?:a+.?)+c)", "(?:a*?)*?b"] {
        let mut vm = super::regex::Vm::new(1_000_000);
        let regex = super::regex::Regex::new(source, classes).unwrap();
        assert_eq!(regex.match_at(&mut vm, classes, &text, (0, 0)), None);
        assert!(!vm.is_exhausted(), "{source}");
    }
}

#[test]
fn what_takes_too_long_is_plain_from_there_on() {
    let line = format!("{}\n", "(".repeat(super::MAX_LINE));
    // D opens more contexts at each parenthesis than it closes.
    for lang in ["js", "d"] {
        let lines = HIGHLIGHTER.highlight(lang, &line.repeat(4)).unwrap().lines;
        assert_eq!(lines.len(), 4, "{lang}");
    }
    let is_plain = |line: &Vec<Piece>| line.iter().all(|(class, _)| class.is_none());
    let colored = HIGHLIGHTER.highlight("d", &line.repeat(4)).unwrap();
    assert!(colored.is_cut && colored.lines.last().is_some_and(is_plain));
    assert!(!HIGHLIGHTER.highlight("d", "int a;\n").unwrap().is_cut);
}
