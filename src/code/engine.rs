//! Runs a grammar over lines, as syntect's `ParseState` does.
//!
//! syntect looks for each pattern of a context in the whole rest of the line and takes
//! the leftmost match. Here the places of the line are visited in turn, and at each
//! only the patterns are tried that may begin with the byte there: the first that
//! matches is the same one.

mod ops;
mod search;

use std::rc::Rc;

use super::classes::{KEYWORD, OPERATOR};
use super::grammar::{Context, ContextId, Grammars, Operation, Rule};
use super::regex::Vm;
use super::runs::Runs;
use super::scopes::{Op, Scopes};
use search::{Found, Groups, Search};

/// Contexts in contexts; syntect's limit.
const MAX_STACK: usize = 100;
/// Steps of the machine for each block, and for each byte of a line: one is some
/// nanoseconds, and usual code takes some ten for each byte.
const STEPS: (usize, usize) = (1_000_000, 200);
/// Matches one after the other that take nothing: more of them go round and round,
/// forever with syntect.
const MAX_IDLE: usize = 1000;
/// Scopes that open and close in a line, and for each of its bytes.
const MAX_OPS: (usize, usize) = (10_000, 100);

/// A grammar at work on one block.
pub(super) struct Engine<'g> {
    grammars: &'g Grammars,
    vm: Vm,
    stack: Vec<Level<'g>>,
    /// Heights of the stack at which rules of a `with_prototype` matched: what is
    /// below has no effect until the stack is as low again.
    prototype_starts: Vec<usize>,
    is_first_line: bool,
    scopes: Scopes,
    ops: Vec<(usize, Op)>,
    buffer: String,
    search: Search<'g>,
}

/// An open context.
struct Level<'g> {
    context: &'g Context,
    prototypes: Vec<&'g Context>,
    groups: Option<Rc<Groups<'g>>>,
}

/// Where a line is read.
struct Cursor {
    at: usize,
    /// Where something was pushed without being taken, and the height of the stack
    /// since: to pop there without taking anything would go on forever.
    pushed: (usize, usize),
    /// Matches since that took nothing.
    n_idle: usize,
}

impl<'g> Engine<'g> {
    pub(super) fn new(grammars: &'g Grammars, grammar: usize) -> Self {
        let start = grammars.start(grammar).and_then(|id| grammars.context(id));
        let level = |context| Level { context, prototypes: Vec::new(), groups: None };
        Self {
            grammars,
            vm: Vm::new(STEPS.0),
            stack: start.map(level).into_iter().collect(),
            prototype_starts: Vec::new(),
            is_first_line: true,
            scopes: Scopes::default(),
            ops: Vec::new(),
            buffer: String::new(),
            search: Search::default(),
        }
    }

    /// Adds the runs of the next line, which comes without its line break. When the
    /// block takes too long, the rest of it is plain.
    pub(super) fn line(&mut self, line: &str, out: &mut Runs) {
        if self.vm.is_exhausted() {
            out.push(None, line);
            return;
        }
        self.vm.refuel(STEPS.1 * line.len());
        // Grammars of the "newlines" dump want to see the line break.
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        buffer.push_str(line);
        buffer.push('\n');
        self.parse(&buffer);
        self.buffer = buffer;
        let mut done = 0;
        let ops = std::mem::take(&mut self.ops);
        for (at, op) in &ops {
            // A grammar may point behind the line break.
            let at = (*at).min(line.len());
            if at > done {
                self.push(&line[done..at], out);
                done = at;
            }
            self.scopes.apply(*op);
        }
        self.ops = ops;
        self.push(&line[done..], out);
    }

    /// Whether the steps of the block are used up.
    pub(super) fn is_exhausted(&self) -> bool {
        self.vm.is_exhausted()
    }

    fn push(&self, text: &str, out: &mut Runs) {
        let class = self.scopes.class();
        // `and`, `AS`, `instanceof` are operators to a grammar, words to a reader.
        let is_word = class == Some(OPERATOR) && text.starts_with(|c: char| c.is_alphabetic());
        out.push(if is_word { Some(KEYWORD) } else { class }, text);
    }

    /// Fills the ops of a line.
    fn parse(&mut self, line: &str) {
        self.ops.clear();
        self.search.line();
        if std::mem::take(&mut self.is_first_line)
            && let Some(verdict) =
                self.stack.last().and_then(|level| level.context.meta_content.first())
        {
            self.ops.push((0, Op::Push(*verdict)));
        }
        let mut cursor = Cursor { at: 0, pushed: (0, 0), n_idle: 0 };
        // A grammar that goes on forever without taking anything ends here.
        let max_ops = MAX_OPS.0 + MAX_OPS.1 * line.len();
        while self.token(line, &mut cursor).is_some() && self.ops.len() < max_ops {}
    }

    /// Reads on to the next match; `None`: there is none.
    fn token(&mut self, line: &str, cursor: &mut Cursor) -> Option<()> {
        if self.vm.is_exhausted() {
            return None;
        }
        let height = self.stack.len();
        while self.prototype_starts.last().is_some_and(|start| *start >= height) {
            self.prototype_starts.pop();
        }
        let may_loop = cursor.pushed == (cursor.at, height);
        let found = self.find(line, cursor.at, may_loop)?;
        let is_idle = found.end == cursor.at;
        cursor.n_idle = if is_idle { cursor.n_idle + 1 } else { 0 };
        if found.would_loop || cursor.n_idle > MAX_IDLE {
            // As if nothing matched here.
            cursor.n_idle = 0;
            cursor.at += line[cursor.at..].char_indices().nth(1)?.0;
            return Some(());
        }
        if is_idle && matches!(found.rule.operation, Operation::Push(_)) {
            cursor.pushed = (found.end, height + 1);
        }
        cursor.at = found.end;
        if found.is_from_prototype {
            self.prototype_starts.push(height);
        }
        let done = self.execute(line, &found);
        if done.is_none() {
            // syntect gives up on the line.
            self.ops.clear();
        }
        done
    }

    fn execute(&mut self, line: &str, found: &Found<'g>) -> Option<()> {
        let rule = found.rule;
        let context = self.stack.last()?.context;
        let targets = self.targets(&rule.operation)?;
        self.meta_before(found, context, &targets);
        for verdict in &rule.scopes {
            self.ops.push((found.at, Op::Push(*verdict)));
        }
        self.captures(rule);
        if !rule.scopes.is_empty() {
            self.ops.push((found.end, Op::Pop(rule.scopes.len())));
        }
        self.meta_after(found, context, &targets);
        self.change_stack(line, rule, &targets)
    }

    fn targets(&self, operation: &Operation) -> Option<Vec<&'g Context>> {
        let context = |id: &ContextId| self.grammars.context(*id);
        match operation {
            Operation::Push(ids) | Operation::Set(ids) => ids.iter().map(context).collect(),
            Operation::None | Operation::Pop => Some(Vec::new()),
            Operation::Broken => None,
        }
    }

    fn change_stack(&mut self, line: &str, rule: &'g Rule, targets: &[&'g Context]) -> Option<()> {
        let mut kept = Vec::new();
        match &rule.operation {
            Operation::Pop => drop(self.stack.pop()),
            // A `with_prototype` lasts until the level that it came with is left.
            Operation::Set(_) => kept = self.stack.pop()?.prototypes,
            _ => {}
        }
        for (idx, context) in targets.iter().enumerate() {
            let mut prototypes = std::mem::take(&mut kept);
            if idx + 1 == targets.len()
                && let Some(id) = rule.with_prototype
            {
                prototypes.push(self.grammars.context(id)?);
            }
            let uses_references =
                context.uses_references || prototypes.iter().any(|context| context.uses_references);
            let groups = uses_references.then(|| Rc::new(Groups::new(&self.vm, line)));
            self.stack.push(Level { context, prototypes, groups });
        }
        Some(())
    }
}
