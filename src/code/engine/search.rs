//! Finds the next match in a line.

use std::cell::RefCell;
use std::rc::Rc;

use super::super::grammar::{Flat, Operation, Rule};
use super::super::regex::{Classes, Regex, Vm};
use super::{Engine, MAX_STACK};

/// What was found: a rule and where it matches. Its groups are in the machine.
pub(super) struct Found<'g> {
    pub(super) rule: &'g Rule,
    pub(super) at: usize,
    pub(super) end: usize,
    pub(super) is_from_prototype: bool,
    pub(super) would_loop: bool,
}

/// The groups of the match that opened a context, for the rules that refer to them.
pub(super) struct Groups<'g> {
    texts: Vec<Option<String>>,
    /// The rules with the texts in them.
    known: RefCell<Vec<Filled<'g>>>,
}

/// A rule and its expression with the texts in it.
type Filled<'g> = (&'g Rule, Option<Rc<Regex>>);

/// To look at so many open contexts costs as much as a step of the machine.
const LEVELS_PER_STEP: usize = 4;
/// References have one digit.
const N_GROUPS: usize = 10;

impl<'g> Groups<'g> {
    /// The groups of the last match.
    pub(super) fn new(vm: &Vm, line: &str) -> Self {
        let text = |number| {
            let (start, end) = vm.group(number)?;
            line.get(start..end).map(regex_syntax::escape)
        };
        Self { texts: (0..N_GROUPS).map(text).collect(), known: RefCell::default() }
    }

    fn regex(&self, rule: &'g Rule, classes: &Classes) -> Option<Rc<Regex>> {
        let mut known = self.known.borrow_mut();
        if let Some((_, regex)) = known.iter().find(|(known, _)| std::ptr::eq(*known, rule)) {
            return regex.clone();
        }
        let regex = Regex::new(&self.filled(&rule.source), classes).ok().map(Rc::new);
        known.push((rule, regex.clone()));
        regex
    }

    /// An expression with the texts instead of `\1` to `\9`.
    fn filled(&self, source: &str) -> String {
        let mut filled = String::with_capacity(source.len());
        let mut chars = source.chars();
        while let Some(c) = chars.next() {
            match (c, if c == '\\' { chars.next() } else { None }) {
                ('\\', Some(digit @ '0'..='9')) => {
                    let text = self.texts.iter().zip('0'..='9').find(|(_, name)| *name == digit);
                    filled.push_str(text.and_then(|(text, _)| text.as_deref()).unwrap_or(""));
                }
                (c, escaped) => {
                    filled.push(c);
                    filled.extend(escaped);
                }
            }
        }
        filled
    }
}

/// What is known of the line being read.
#[derive(Default)]
pub(super) struct Search<'g> {
    links: Vec<Link<'g>>,
    /// Rules that match nothing of use from where this search began.
    dead: Vec<&'g Rule>,
    /// Rules that depend on where a search began: syntect searches once and keeps what
    /// it found, and where it began.
    kept: Vec<(&'g Rule, usize, Option<usize>)>,
}

/// The rules of one context, in the order in which contexts are asked.
struct Link<'g> {
    rules: &'g Flat,
    groups: Option<Rc<Groups<'g>>>,
    is_prototype: bool,
}

/// A place of a line at which the rules are tried.
#[derive(Clone, Copy)]
struct Place<'l> {
    line: &'l str,
    start: usize,
    at: usize,
    may_loop: bool,
}

impl Search<'_> {
    /// A new line begins.
    pub(super) fn line(&mut self) {
        self.kept.clear();
    }
}

impl<'g> Engine<'g> {
    /// The first rule that matches at the first place where one does. `may_loop`: to pop
    /// at the start without taking anything would go on forever.
    pub(super) fn find(&mut self, line: &str, start: usize, may_loop: bool) -> Option<Found<'g>> {
        let mut search = std::mem::take(&mut self.search);
        search.dead.clear();
        // Contexts that are set several at a time have no limit.
        self.vm.spend(self.stack.len() / LEVELS_PER_STEP);
        self.link(&mut search.links);
        let mut at = start;
        let found = loop {
            let byte = line.as_bytes().get(at).copied();
            let place = Place { line, start, at, may_loop: may_loop && at == start };
            if let Some(found) = self.try_at(&mut search, place, byte) {
                break Some(found);
            }
            let Some(byte) = byte else { break None };
            at += 1;
            if !byte.is_ascii() {
                while !line.is_char_boundary(at) {
                    at += 1;
                }
            }
            if self.vm.is_exhausted() {
                break None;
            }
        };
        self.search = search;
        found
    }

    fn link(&self, links: &mut Vec<Link<'g>>) {
        links.clear();
        let from = self.prototype_starts.last().copied().unwrap_or(0);
        for level in self.stack.iter().skip(from) {
            links.extend(level.prototypes.iter().map(|context| Link {
                rules: self.grammars.rules(context),
                groups: level.groups.clone(),
                is_prototype: true,
            }));
        }
        let Some(level) = self.stack.last() else { return };
        let prototype = level.context.prototype.and_then(|id| self.grammars.context(id));
        links.extend(prototype.map(|context| Link {
            rules: self.grammars.rules(context),
            groups: None,
            is_prototype: false,
        }));
        links.push(Link {
            rules: self.grammars.rules(level.context),
            groups: level.groups.clone(),
            is_prototype: false,
        });
    }

    fn try_at(
        &mut self,
        search: &mut Search<'g>,
        place: Place<'_>,
        byte: Option<u8>,
    ) -> Option<Found<'g>> {
        let mut looping = None;
        let Search { links, dead, kept } = search;
        for link in links.iter() {
            let candidates = link.rules.candidates(byte);
            self.vm.spend(1 + candidates.len());
            for idx in candidates {
                let rule: &'g Rule = &link.rules.rules[*idx];
                if dead.iter().any(|dead| std::ptr::eq(*dead, rule)) {
                    continue;
                }
                let Some(end) = self.try_rule(rule, link.groups.as_deref(), kept, place) else {
                    continue;
                };
                let is_idle = match rule.operation {
                    Operation::None => end == place.at,
                    Operation::Push(_) => self.stack.len() >= MAX_STACK,
                    _ => false,
                };
                if is_idle {
                    dead.push(rule);
                    continue;
                }
                let would_loop =
                    place.may_loop && end == place.at && rule.operation == Operation::Pop;
                let is_from_prototype = link.is_prototype;
                let found = Found { rule, at: place.at, end, is_from_prototype, would_loop };
                if !would_loop {
                    return Some(found);
                }
                looping = Some(found);
            }
        }
        looping
    }

    fn try_rule(
        &mut self,
        rule: &'g Rule,
        groups: Option<&Groups<'g>>,
        kept: &mut Vec<(&'g Rule, usize, Option<usize>)>,
        place: Place<'_>,
    ) -> Option<usize> {
        let classes = self.grammars.classes();
        let Place { line, start, at, .. } = place;
        if rule.has_references
            && let Some(groups) = groups
        {
            let regex = groups.regex(rule, classes)?;
            let byte = line.as_bytes().get(at).copied();
            return regex
                .first()
                .allows(byte)
                .then(|| regex.match_at(&mut self.vm, classes, line, (start, at)))?;
        }
        let regex = rule.regex.as_ref()?;
        if !regex.uses_search_start() {
            return regex.match_at(&mut self.vm, classes, line, (start, at));
        }
        let known = kept.iter().position(|(known, ..)| std::ptr::eq(*known, rule));
        let idx = match known {
            Some(idx) if kept[idx].2.is_none_or(|found| found >= start) => idx,
            _ => {
                let places = (start..=line.len()).filter(|at| line.is_char_boundary(*at));
                let found = places
                    .into_iter()
                    .find(|at| regex.match_at(&mut self.vm, classes, line, (start, *at)).is_some());
                kept.retain(|(known, ..)| !std::ptr::eq(*known, rule));
                kept.push((rule, start, found));
                kept.len() - 1
            }
        };
        let (_, start, found) = kept[idx];
        (found == Some(at)).then(|| regex.match_at(&mut self.vm, classes, line, (start, at)))?
    }
}
