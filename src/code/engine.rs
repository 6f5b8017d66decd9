//! Runs a grammar over lines.

use std::collections::BTreeMap;
use std::fmt;

use syntect::parsing::{BasicScopeStackOp, ParseState, ScopeStack, ScopeStackOp, SyntaxSet};

use super::Piece;
use super::classes::{KEYWORD, OPERATOR, Table, Verdict, class_of};
use super::push;

/// All grammars, and their names.
pub(super) struct Grammars {
    set: SyntaxSet,
    by_name: BTreeMap<String, usize>,
    table: Table,
}

impl fmt::Debug for Grammars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Grammars({})", self.set.syntaxes().len())
    }
}

impl Grammars {
    pub(super) fn load() -> Self {
        let set = two_face::syntax::extra_newlines();
        let mut by_name = BTreeMap::new();
        let syntaxes = || set.syntaxes().iter().enumerate();
        // Names first, extensions over them; of two grammars the later one counts,
        // as in syntect's own look-up.
        for (idx, syntax) in syntaxes().filter(|(_, syntax)| !syntax.hidden) {
            by_name.insert(syntax.name.to_ascii_lowercase(), idx);
        }
        for (idx, syntax) in syntaxes().filter(|(_, syntax)| !syntax.hidden) {
            for extension in &syntax.file_extensions {
                by_name.insert(extension.to_ascii_lowercase(), idx);
            }
        }
        Self { set, by_name, table: Table::new() }
    }

    /// The number of the grammar with this name or extension.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(&name.to_ascii_lowercase()).copied()
    }

    /// Names that an author may write after the fence.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let is_word = |name: &&str| {
            name.len() > 1
                && name
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'#' | b'-'))
        };
        self.by_name.keys().map(String::as_str).filter(is_word)
    }
}

/// A grammar at work on one block.
pub(super) struct Engine<'g> {
    grammars: &'g Grammars,
    state: ParseState,
    scopes: ScopeStack,
    /// Parallel to the scopes.
    verdicts: Vec<Verdict>,
    buffer: String,
}

impl<'g> Engine<'g> {
    pub(super) fn new(grammars: &'g Grammars, grammar: usize) -> Self {
        Self {
            grammars,
            state: ParseState::new(&grammars.set.syntaxes()[grammar]),
            scopes: ScopeStack::new(),
            verdicts: Vec::new(),
            buffer: String::new(),
        }
    }

    /// The runs of the next line, which comes without its line break.
    pub(super) fn line(&mut self, line: &str) -> Vec<Piece> {
        let mut out = Vec::new();
        self.line_into(line, &mut out);
        out
    }

    /// Adds the runs of the next line.
    pub(super) fn line_into(&mut self, line: &str, out: &mut Vec<Piece>) {
        // Grammars of the "newlines" dump want to see the line break.
        self.buffer.clear();
        self.buffer.push_str(line);
        self.buffer.push('\n');
        let ops = self.state.parse_line(&self.buffer, &self.grammars.set).unwrap_or_default();
        let mut done = 0;
        for (at, op) in ops {
            // A grammar may point behind the line break.
            let at = at.min(line.len());
            if at > done {
                self.push(&line[done..at], out);
                done = at;
            }
            self.apply(&op);
        }
        self.push(&line[done..], out);
    }

    fn push(&self, text: &str, out: &mut Vec<Piece>) {
        let class = class_of(&self.verdicts);
        // `and`, `AS`, `instanceof` are operators to a grammar, words to a reader.
        let is_word = class == Some(OPERATOR) && text.starts_with(|c: char| c.is_alphabetic());
        push(out, if is_word { Some(KEYWORD) } else { class }, text);
    }

    fn apply(&mut self, op: &ScopeStackOp) {
        let (table, verdicts) = (&self.grammars.table, &mut self.verdicts);
        // The only error is a grammar that restores what it never cleared: its
        // scopes stay as they are.
        let _ = self.scopes.apply_with_hook(op, |op, _| match op {
            BasicScopeStackOp::Push(scope) => verdicts.push(table.verdict(scope)),
            BasicScopeStackOp::Pop => {
                verdicts.pop();
            }
        });
    }
}
