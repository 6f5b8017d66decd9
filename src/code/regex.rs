//! Regular expressions of grammars, tried at one place of a line at a time.
//!
//! Grammars hold thousands of expressions, most of them never tried, and those that
//! are tried mostly fail at the first byte. So reading an expression is cheap
//! ([`parse`]), the bytes that a match may begin with are known without compiling it
//! ([`first`]), and a small backtracking machine runs it ([`vm`]). The dialect is
//! Oniguruma's as far as fancy-regex 0.16 reads it, which the grammars are tested
//! with; what else there is makes an expression [`Unsupported`].

mod class;
mod compile;
mod first;
mod parse;
mod vm;

use std::sync::OnceLock;

pub(super) use class::Classes;
pub(super) use first::First;
pub(super) use vm::Vm;

use compile::Program;

/// An expression that cannot be read: no grammar of the dump has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unsupported;

/// The parts of an expression.
#[derive(Clone, Debug)]
enum Node {
    /// Nothing.
    Empty,
    /// A character; `true`: an ASCII letter in either case.
    Char(char, bool),
    /// One character of a class.
    Class(class::Shared),
    /// Any character.
    Any,
    /// Any character but the line break.
    AnyInLine,
    /// One after the other.
    Concat(Vec<Node>),
    /// The first that leads to a match.
    Alt(Vec<Node>),
    /// A numbered group.
    Group(Box<Node>, usize),
    /// `usize::MAX`: no limit.
    Repeat { node: Box<Node>, low: usize, high: usize, is_greedy: bool },
    /// What matched in it first is final.
    Atomic(Box<Node>),
    /// Looks without moving.
    Look { node: Box<Node>, is_behind: bool, is_negative: bool },
    /// A condition on the place.
    Assert(Assert),
    /// The text of a group; `true`: in either case.
    BackReference(usize, bool),
}

/// Conditions on a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Assert {
    TextStart,
    TextEnd,
    LineStart,
    LineEnd,
    WordBoundary,
    NotWordBoundary,
    /// Where the search began (`\G`).
    SearchStart,
}

/// An expression: read when made, compiled when first tried.
#[derive(Debug)]
pub(super) struct Regex {
    text: String,
    first: First,
    uses_search_start: bool,
    program: OnceLock<Option<Program>>,
}

impl Regex {
    /// Reads an expression.
    pub(super) fn new(text: &str, classes: &Classes) -> Result<Self, Unsupported> {
        let node = parse::parse(text, classes)?;
        Ok(Self {
            text: text.to_owned(),
            first: first::of(&node, First::ALL),
            uses_search_start: text.contains("\\G"),
            program: OnceLock::new(),
        })
    }

    /// What a match may begin with.
    pub(super) fn first(&self) -> &First {
        &self.first
    }

    /// Whether a match depends on where the search began.
    pub(super) fn uses_search_start(&self) -> bool {
        self.uses_search_start
    }

    /// Tries the expression at `at`, for a search that began at `start`; the end of the
    /// match. The groups are in `vm` then.
    pub(super) fn match_at(
        &self,
        vm: &mut Vm,
        classes: &Classes,
        text: &str,
        (start, at): (usize, usize),
    ) -> Option<usize> {
        let program = self.program.get_or_init(|| {
            let node = parse::parse(&self.text, classes).ok()?;
            compile::compile(&node).ok()
        });
        vm.run(program.as_ref()?, text, start, at)
    }
}
