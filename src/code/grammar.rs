//! The grammars, made ready for the engine context by context.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};
use syntect::parsing::syntax_definition::{
    Context as Source, ContextReference, MatchOperation, MatchPattern, Pattern,
};
use syntect::parsing::{ClearAmount, Scope, SyntaxSet};

use super::classes::{Table, Verdict};
use super::regex::{Classes, First, Regex};

/// Includes in includes.
const MAX_DEPTH: usize = 100;

/// All grammars, and their names.
pub(super) struct Grammars {
    set: SyntaxSet,
    by_name: BTreeMap<String, usize>,
    table: Table,
    classes: Classes,
    /// The contexts of each grammar, once one of them is needed.
    contexts: Vec<OnceLock<Vec<OnceLock<Option<Context>>>>>,
    starts: Vec<OnceLock<Option<ContextId>>>,
}

/// The number of a grammar and of a context in it: the public form of syntect's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct ContextId {
    syntax_index: usize,
    context_index: usize,
}

impl fmt::Debug for Grammars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Grammars({})", self.set.syntaxes().len())
    }
}

/// A context: what may come, and which scopes it has.
#[derive(Debug)]
pub(super) struct Context {
    pub(super) meta: Vec<Verdict>,
    pub(super) meta_content: Vec<Verdict>,
    pub(super) clears: Option<ClearAmount>,
    pub(super) prototype: Option<ContextId>,
    pub(super) uses_references: bool,
    patterns: Vec<Item>,
    flat: OnceLock<Flat>,
}

#[derive(Debug)]
enum Item {
    Rule(Arc<Rule>),
    Include(Option<ContextId>),
}

/// A pattern and what it does.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) source: String,
    /// `None`: it cannot be read, so it never matches.
    pub(super) regex: Option<Regex>,
    /// Whether its references mean groups of the match that opened the context.
    pub(super) has_references: bool,
    pub(super) scopes: Vec<Verdict>,
    pub(super) captures: Vec<(usize, Vec<Verdict>)>,
    pub(super) operation: Operation,
    pub(super) with_prototype: Option<ContextId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Operation {
    None,
    Pop,
    Push(Vec<ContextId>),
    Set(Vec<ContextId>),
    /// Leads to a grammar that the dump lacks.
    Broken,
}

/// The rules of a context and of what it includes, in order.
#[derive(Debug)]
pub(super) struct Flat {
    pub(super) rules: Vec<Arc<Rule>>,
    /// Which list each byte has, and last the end of the text.
    table: Vec<usize>,
    lists: Vec<Vec<usize>>,
}

impl Flat {
    fn new(rules: Vec<Arc<Rule>>) -> Self {
        let firsts: Vec<First> = rules.iter().map(|rule| rule.first()).collect();
        let mut known: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        let table = (0..=u8::MAX).map(Some).chain([None]).map(|byte| {
            let list: Vec<usize> =
                (0..rules.len()).filter(|idx| firsts[*idx].allows(byte)).collect();
            let number = known.len();
            *known.entry(list).or_insert(number)
        });
        let table = table.collect();
        let mut lists = vec![Vec::new(); known.len()];
        for (list, number) in known {
            lists[number] = list;
        }
        Self { rules, table, lists }
    }

    /// The rules that may match before `byte`, in order; `None`: at the end.
    pub(super) fn candidates(&self, byte: Option<u8>) -> &[usize] {
        &self.lists[self.table[byte.map_or(256, usize::from)]]
    }
}

impl Rule {
    fn first(&self) -> First {
        match &self.regex {
            // Not known before the references are.
            _ if self.has_references => First::ALL,
            // Whether it failed before matters, so it must be tried.
            Some(regex) if regex.uses_search_start() => First::ALL,
            Some(regex) => *regex.first(),
            None => First::NONE,
        }
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
        let contexts = syntaxes().map(|_| OnceLock::new()).collect();
        let starts = syntaxes().map(|_| OnceLock::new()).collect();
        let (table, classes) = (Table::new(), Classes::default());
        Self { set, by_name, table, classes, contexts, starts }
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

    pub(super) fn classes(&self) -> &Classes {
        &self.classes
    }

    /// Where a grammar begins: syntect makes a context of its own for it, that only
    /// enters the main one.
    pub(super) fn start(&self, grammar: usize) -> Option<ContextId> {
        *self.starts.get(grammar)?.get_or_init(|| {
            let scope = self.set.syntaxes()[grammar].scope;
            (0..self.contexts_of(grammar)?.len())
                .map(|context_index| ContextId { syntax_index: grammar, context_index })
                .find(|id| self.source(*id).is_some_and(|source| is_start(source, scope)))
        })
    }

    pub(super) fn context(&self, id: ContextId) -> Option<&Context> {
        let context = self.contexts_of(id.syntax_index)?.get(id.context_index)?;
        context.get_or_init(|| Some(self.build(self.source(id)?))).as_ref()
    }

    /// The rules of a context.
    pub(super) fn rules<'g>(&'g self, context: &'g Context) -> &'g Flat {
        context.flat.get_or_init(|| {
            let mut rules = Vec::new();
            self.collect(context, 0, &mut rules);
            Flat::new(rules)
        })
    }

    fn collect(&self, context: &Context, depth: usize, rules: &mut Vec<Arc<Rule>>) {
        for item in &context.patterns {
            match item {
                Item::Rule(rule) => rules.push(Arc::clone(rule)),
                Item::Include(id) => {
                    let context = id.and_then(|id| self.context(id));
                    if let Some(context) = context.filter(|_| depth < MAX_DEPTH) {
                        self.collect(context, depth + 1, rules);
                    }
                }
            }
        }
    }

    fn contexts_of(&self, syntax_index: usize) -> Option<&Vec<OnceLock<Option<Context>>>> {
        let contexts = self.contexts.get(syntax_index)?.get_or_init(|| {
            let mut contexts = Vec::new();
            while self.source(ContextId { syntax_index, context_index: contexts.len() }).is_some() {
                contexts.push(OnceLock::new());
            }
            contexts
        });
        Some(contexts)
    }

    /// A context as syntect has it.
    fn source(&self, id: ContextId) -> Option<&Source> {
        direct(id)?.resolve(&self.set).ok()
    }

    fn build(&self, source: &Source) -> Context {
        let patterns = source.patterns.iter().map(|pattern| match pattern {
            Pattern::Match(pattern) => Item::Rule(Arc::new(self.rule(pattern))),
            Pattern::Include(reference) => Item::Include(id_of(reference)),
        });
        Context {
            meta: self.verdicts(&source.meta_scope),
            meta_content: self.verdicts(&source.meta_content_scope),
            clears: source.clear_scopes,
            prototype: source.prototype.and_then(|id| convert(&id)),
            uses_references: source.uses_backrefs,
            patterns: patterns.collect(),
            flat: OnceLock::new(),
        }
    }

    fn rule(&self, pattern: &MatchPattern) -> Rule {
        let all = |references: &[ContextReference]| -> Option<Vec<ContextId>> {
            references.iter().map(id_of).collect()
        };
        let operation = match &pattern.operation {
            MatchOperation::None => Some(Operation::None),
            MatchOperation::Pop => Some(Operation::Pop),
            MatchOperation::Push(references) => all(references).map(Operation::Push),
            MatchOperation::Set(references) => all(references).map(Operation::Set),
        };
        let captures = pattern.captures.iter().flatten();
        let source = pattern.regex.regex_str();
        Rule {
            source: source.to_owned(),
            regex: Regex::new(source, &self.classes).ok(),
            has_references: pattern.has_captures,
            scopes: self.verdicts(&pattern.scope),
            captures: captures.map(|(n, scopes)| (*n, self.verdicts(scopes))).collect(),
            operation: operation.unwrap_or(Operation::Broken),
            with_prototype: pattern.with_prototype.as_ref().and_then(id_of),
        }
    }

    fn verdicts(&self, scopes: &[Scope]) -> Vec<Verdict> {
        scopes.iter().map(|scope| self.table.verdict(*scope)).collect()
    }
}

fn is_start(source: &Source, scope: Scope) -> bool {
    let [Pattern::Match(pattern)] = source.patterns.as_slice() else {
        return false;
    };
    source.meta_content_scope == [scope]
        && pattern.regex.regex_str().is_empty()
        && matches!(pattern.operation, MatchOperation::Push(_))
}

/// syntect does not show the numbers of a context, but writes and reads them.
fn convert<T: Serialize, U: for<'de> Deserialize<'de>>(value: &T) -> Option<U> {
    serde_json::from_value(serde_json::to_value(value).ok()?).ok()
}

fn direct(id: ContextId) -> Option<ContextReference> {
    convert(&BTreeMap::from([("Direct", id)]))
}

fn id_of(reference: &ContextReference) -> Option<ContextId> {
    convert(&reference.id().ok()?)
}

#[cfg(test)]
impl Grammars {
    /// The expressions of the grammars with these names, or of all.
    pub(super) fn sources(&self, names: &[&str]) -> std::collections::BTreeSet<String> {
        let mut sources = std::collections::BTreeSet::new();
        for (syntax_index, syntax) in self.set.syntaxes().iter().enumerate() {
            if !names.is_empty() && !names.contains(&syntax.name.as_str()) {
                continue;
            }
            for context_index in 0..self.contexts_of(syntax_index).unwrap().len() {
                let source = self.source(ContextId { syntax_index, context_index }).unwrap();
                sources.extend(source.patterns.iter().filter_map(|pattern| match pattern {
                    Pattern::Match(pattern) => Some(pattern.regex.regex_str().to_owned()),
                    Pattern::Include(_) => None,
                }));
            }
        }
        sources
    }
}
