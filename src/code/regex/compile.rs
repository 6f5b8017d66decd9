//! Turns an expression into a program.

use super::class::Shared;
use super::first::{self, First};
use super::{Assert, Node, Unsupported};

type Result<T> = std::result::Result<T, Unsupported>;

/// The most instructions of a program; nested counts multiply.
const MAX_LENGTH: usize = 100_000;
/// The most branches whose first bytes are compared one by one.
const MAX_SCANNED: usize = 4;

/// The program of an expression.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) insns: Vec<Insn>,
    /// Starts and ends of groups, and places where loops began.
    pub(super) n_slots: usize,
    pub(super) has_back_references: bool,
}

/// What takes one character.
#[derive(Clone, Debug)]
pub(super) enum One {
    /// This byte.
    Byte(u8),
    /// This ASCII letter, in lower case, or its other case.
    Fold(u8),
    /// A character of the class.
    Class(Shared),
    /// Any character.
    Any,
    /// Any character but the line break.
    AnyInLine,
}

/// An instruction. Numbers are places in the program, except where said.
#[derive(Debug)]
pub(super) enum Insn {
    One(One),
    Literal(Box<[u8]>),
    Loop(Box<Loop>),
    Branch(Box<Branch>),
    Jump(usize),
    /// Writes the place in the text into this slot.
    Save(usize),
    /// Goes on behind the loop if nothing was taken since the slot was written.
    LeaveIfEmpty {
        slot: usize,
        exit: usize,
    },
    /// The program up to the next [`Insn::Done`] runs alone, then it goes on at `next`.
    Look {
        is_negative: bool,
        next: usize,
    },
    /// The same, at the place where it ended.
    Atomic {
        next: usize,
    },
    /// So many characters back.
    Back(usize),
    BackReference {
        group: usize,
        ignores_case: bool,
    },
    Assert(Assert),
    Done,
}

/// One character, several times.
#[derive(Debug)]
pub(super) struct Loop {
    pub(super) one: One,
    pub(super) low: usize,
    pub(super) high: usize,
    pub(super) kind: Kind,
    /// What may come after it.
    pub(super) follow: First,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// As often as possible, then less often.
    Greedy,
    /// As seldom as possible.
    Lazy,
    /// As often as possible: less often leads nowhere.
    Possessive,
}

/// Several ways to go on, the best first.
#[derive(Debug)]
pub(super) struct Branch {
    ways: Vec<(First, usize)>,
    /// Which list each byte has, and last the end of the text; empty: no lists.
    table: Vec<u16>,
    lists: Vec<Vec<usize>>,
}

impl Branch {
    /// Where way number `n`, or the next possible one, leads, and the one after it.
    pub(super) fn way(&self, n: usize, next: Option<u8>) -> Option<(usize, Option<usize>)> {
        if !self.table.is_empty() {
            let byte = next.map_or(256, usize::from);
            let list = &self.lists[usize::from(self.table[byte])];
            let way = self.ways[*list.get(n)?].1;
            return Some((way, (n + 1 < list.len()).then_some(n + 1)));
        }
        let find = |from: usize| {
            let ways = self.ways.iter().enumerate().skip(from);
            ways.filter(|(_, (first, _))| first.allows(next)).map(|(idx, _)| idx).next()
        };
        let idx = find(n)?;
        Some((self.ways[idx].1, find(idx + 1)))
    }

    fn index(&mut self) {
        if self.ways.len() <= MAX_SCANNED {
            return;
        }
        for byte in (0..=u8::MAX).map(Some).chain([None]) {
            let list: Vec<usize> =
                (0..self.ways.len()).filter(|idx| self.ways[*idx].0.allows(byte)).collect();
            let known = self.lists.iter().position(|known| *known == list);
            let number = known.unwrap_or_else(|| {
                self.lists.push(list);
                self.lists.len() - 1
            });
            self.table.push(u16::try_from(number).unwrap_or(0));
        }
    }
}

/// Compiles an expression.
pub(super) fn compile(node: &Node) -> Result<Program> {
    let n_groups = groups(node);
    let mut compiler = Compiler { insns: Vec::new(), n_slots: 2 * (n_groups + 1) };
    compiler.node(node, First::SURE)?;
    compiler.insns.push(Insn::Done);
    let Compiler { insns, n_slots } = compiler;
    let has_back_references = insns.iter().any(|insn| matches!(insn, Insn::BackReference { .. }));
    Ok(Program { insns, n_slots, has_back_references })
}

/// The highest number of a group.
fn groups(node: &Node) -> usize {
    match node {
        Node::Group(node, number) => groups(node).max(*number),
        Node::Concat(nodes) | Node::Alt(nodes) => nodes.iter().map(groups).max().unwrap_or(0),
        Node::Repeat { node, .. } | Node::Atomic(node) | Node::Look { node, .. } => groups(node),
        _ => 0,
    }
}

struct Compiler {
    insns: Vec<Insn>,
    n_slots: usize,
}

impl Compiler {
    fn push(&mut self, insn: Insn) -> Result<usize> {
        if self.insns.len() >= MAX_LENGTH {
            return Err(Unsupported);
        }
        self.insns.push(insn);
        Ok(self.insns.len() - 1)
    }

    /// `follow`: what may come after the node.
    fn node(&mut self, node: &Node, follow: First) -> Result<()> {
        if let Some(one) = one(node) {
            return self.push(Insn::One(one)).map(drop);
        }
        match node {
            Node::Concat(nodes) => self.concat(nodes, follow)?,
            Node::Alt(nodes) => self.alternatives(&factor(nodes.clone()), follow)?,
            Node::Group(node, number) => {
                self.push(Insn::Save(2 * number))?;
                self.node(node, follow)?;
                self.push(Insn::Save(2 * number + 1))?;
            }
            Node::Repeat { .. } => self.repeat(node, follow)?,
            Node::Atomic(node) => {
                let at = self.push(Insn::Atomic { next: 0 })?;
                self.node(node, First::SURE)?;
                let next = self.push(Insn::Done)? + 1;
                self.insns[at] = Insn::Atomic { next };
            }
            Node::Look { node, is_behind: false, is_negative } => {
                self.look(*is_negative, |own| own.node(node, First::SURE))?;
            }
            Node::Look { node, is_negative, .. } => self.behind(node, *is_negative)?,
            Node::Assert(assert) => drop(self.push(Insn::Assert(*assert))?),
            Node::BackReference(group, ignores_case) => {
                let (group, ignores_case) = (*group, *ignores_case);
                if 2 * group + 1 >= self.n_slots {
                    return Err(Unsupported);
                }
                self.push(Insn::BackReference { group, ignores_case })?;
            }
            // What is not ASCII.
            Node::Char(c, _) => {
                let bytes = c.encode_utf8(&mut [0; 4]).as_bytes().into();
                self.push(Insn::Literal(bytes))?;
            }
            Node::Empty | Node::Class(_) | Node::Any | Node::AnyInLine => {}
        }
        Ok(())
    }

    fn concat(&mut self, nodes: &[Node], follow: First) -> Result<()> {
        let mut follows = vec![follow; nodes.len()];
        for idx in (1..nodes.len()).rev() {
            follows[idx - 1] = first::of(&nodes[idx], follows[idx]);
        }
        let mut idx = 0;
        while idx < nodes.len() {
            let literal: String = nodes[idx..]
                .iter()
                .map_while(|node| match node {
                    Node::Char(c, false) => Some(*c),
                    _ => None,
                })
                .collect();
            let n_chars = literal.chars().count();
            if n_chars > 1 {
                self.push(Insn::Literal(literal.into_bytes().into()))?;
                idx += n_chars;
            } else {
                self.node(&nodes[idx], follows[idx])?;
                idx += 1;
            }
        }
        Ok(())
    }

    fn alternatives(&mut self, nodes: &[Node], follow: First) -> Result<()> {
        if let [node] = nodes {
            return self.node(node, follow);
        }
        let at = self.push(Insn::Jump(0))?;
        let mut ways = Vec::with_capacity(nodes.len());
        let mut jumps = Vec::with_capacity(nodes.len());
        for node in nodes {
            ways.push((first::of(node, follow), self.insns.len()));
            self.node(node, follow)?;
            jumps.push(self.push(Insn::Jump(0))?);
        }
        self.branch(at, ways);
        let end = self.insns.len();
        for jump in jumps {
            self.insns[jump] = Insn::Jump(end);
        }
        Ok(())
    }

    fn branch(&mut self, at: usize, ways: Vec<(First, usize)>) {
        let mut branch = Branch { ways, table: Vec::new(), lists: Vec::new() };
        branch.index();
        self.insns[at] = Insn::Branch(Box::new(branch));
    }

    fn repeat(&mut self, repeat: &Node, follow: First) -> Result<()> {
        let Node::Repeat { node, low, high, is_greedy } = repeat else {
            return Ok(());
        };
        let (low, high) = (*low, *high);
        if let Some(one) = one(node) {
            let is_final = low == high
                || *is_greedy
                    && (follow.is_sure() || first::of(node, First::ALL).is_disjoint(follow));
            let kind = match is_greedy {
                _ if is_final => Kind::Possessive,
                true => Kind::Greedy,
                false => Kind::Lazy,
            };
            let one = Loop { one, low, high, kind, follow };
            return self.push(Insn::Loop(Box::new(one))).map(drop);
        }
        for idx in 0..low {
            let rest = (low - idx - 1, high.saturating_sub(idx + 1));
            self.node(node, first::repeat(node, rest, follow))?;
        }
        if high == usize::MAX {
            return self.endless(node, *is_greedy, follow);
        }
        let mut branches = Vec::new();
        for idx in low..high {
            branches.push(self.push(Insn::Jump(0))?);
            self.node(node, first::repeat(node, (0, high - idx - 1), follow))?;
        }
        let end = self.insns.len();
        for at in branches {
            let enter = (first::of(node, first::repeat(node, (0, 2), follow)), at + 1);
            let ways = if *is_greedy { [enter, (follow, end)] } else { [(follow, end), enter] };
            self.branch(at, ways.into());
        }
        Ok(())
    }

    /// Any number of times.
    fn endless(&mut self, node: &Node, is_greedy: bool, follow: First) -> Result<()> {
        let again = first::repeat(node, (0, usize::MAX), follow);
        let at = self.push(Insn::Jump(0))?;
        let slot = is_nullable(node).then_some(self.n_slots);
        if let Some(slot) = slot {
            self.n_slots += 1;
            self.push(Insn::Save(slot))?;
        }
        self.node(node, again)?;
        if let Some(slot) = slot {
            let exit = self.insns.len() + 2;
            self.push(Insn::LeaveIfEmpty { slot, exit })?;
        }
        let exit = self.push(Insn::Jump(at))? + 1;
        let enter = (first::of(node, again), at + 1);
        let ways = if is_greedy { [enter, (follow, exit)] } else { [(follow, exit), enter] };
        self.branch(at, ways.into());
        Ok(())
    }

    fn look(
        &mut self,
        is_negative: bool,
        inner: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        let at = self.push(Insn::Look { is_negative, next: 0 })?;
        inner(self)?;
        let next = self.push(Insn::Done)? + 1;
        self.insns[at] = Insn::Look { is_negative, next };
        Ok(())
    }

    /// Each alternative goes back as far as it is long.
    fn behind(&mut self, node: &Node, is_negative: bool) -> Result<()> {
        let ways = match node {
            Node::Alt(nodes) if length(node).is_none() => nodes.as_slice(),
            node => std::slice::from_ref(node),
        };
        self.look(is_negative, |own| {
            let at = own.push(Insn::Jump(0))?;
            let mut jumps = Vec::new();
            let mut branch = Vec::new();
            for way in ways {
                branch.push((First::ALL, own.insns.len()));
                own.push(Insn::Back(length(way).ok_or(Unsupported)?))?;
                own.node(way, First::SURE)?;
                jumps.push(own.push(Insn::Jump(0))?);
            }
            own.branch(at, branch);
            let end = own.insns.len();
            for jump in jumps {
                own.insns[jump] = Insn::Jump(end);
            }
            Ok(())
        })
    }
}

fn one(node: &Node) -> Option<One> {
    match node {
        Node::Char(c, false) => u8::try_from(*c).ok().filter(u8::is_ascii).map(One::Byte),
        Node::Char(c, true) => {
            u8::try_from(*c).ok().map(|byte| One::Fold(byte.to_ascii_lowercase()))
        }
        Node::Class(class) => Some(One::Class(Shared::clone(class))),
        Node::Any => Some(One::Any),
        Node::AnyInLine => Some(One::AnyInLine),
        _ => None,
    }
}

/// Whether the node may match nothing.
fn is_nullable(node: &Node) -> bool {
    match node {
        Node::Char(..) | Node::Class(_) | Node::Any | Node::AnyInLine => false,
        Node::Concat(nodes) => nodes.iter().all(is_nullable),
        Node::Alt(nodes) => nodes.iter().any(is_nullable),
        Node::Group(node, _) | Node::Atomic(node) => is_nullable(node),
        Node::Repeat { node, low, .. } => *low == 0 || is_nullable(node),
        Node::Empty | Node::Look { .. } | Node::Assert(_) | Node::BackReference(..) => true,
    }
}

/// How many characters the node takes, if always the same number.
fn length(node: &Node) -> Option<usize> {
    match node {
        Node::Empty | Node::Look { .. } | Node::Assert(_) => Some(0),
        Node::Char(..) | Node::Class(_) | Node::Any | Node::AnyInLine => Some(1),
        Node::Concat(nodes) => nodes.iter().map(length).sum(),
        Node::Alt(nodes) => {
            let mut lengths = nodes.iter().map(length);
            let one = lengths.next()??;
            lengths.all(|other| other == Some(one)).then_some(one)
        }
        Node::Group(node, _) | Node::Atomic(node) => length(node),
        Node::Repeat { node, low, high, .. } => {
            length(node).filter(|_| low == high).map(|length| length * low)
        }
        Node::BackReference(..) => None,
    }
}

/// The first character and the rest of an alternative that begins with one.
fn split(node: Node) -> std::result::Result<((char, bool), Node), Node> {
    match node {
        Node::Char(c, ignores_case) => Ok((key(c, ignores_case), Node::Empty)),
        Node::Concat(mut nodes) => match nodes[0] {
            Node::Char(c, ignores_case) => {
                nodes.remove(0);
                let rest =
                    if nodes.len() == 1 { nodes.swap_remove(0) } else { Node::Concat(nodes) };
                Ok((key(c, ignores_case), rest))
            }
            _ => Err(Node::Concat(nodes)),
        },
        node => Err(node),
    }
}

fn key(c: char, ignores_case: bool) -> (char, bool) {
    (if ignores_case { c.to_ascii_lowercase() } else { c }, ignores_case)
}

/// Joins neighbors that begin with the same character: lists of words become trees.
/// Neighbors that begin with different characters exclude each other, so their order
/// does not matter, while that of words with the same beginning stays.
fn factor(nodes: Vec<Node>) -> Vec<Node> {
    let mut out = Vec::new();
    let mut run: Vec<((char, bool), Vec<Node>)> = Vec::new();
    for node in nodes {
        match split(node) {
            Ok((key, rest)) => {
                // Letters in any case and letters in one case may overlap.
                let is_same = |known: &(char, bool)| {
                    known.1 == key.1
                        || !known.0.is_ascii_alphabetic()
                        || !key.0.is_ascii_alphabetic()
                };
                if !run.iter().all(|(known, _)| is_same(known)) {
                    end(&mut run, &mut out);
                }
                match run.iter_mut().find(|(known, _)| *known == key) {
                    Some((_, rests)) => rests.push(rest),
                    None => run.push((key, vec![rest])),
                }
            }
            Err(node) => {
                end(&mut run, &mut out);
                out.push(node);
            }
        }
    }
    end(&mut run, &mut out);
    out
}

fn end(run: &mut Vec<((char, bool), Vec<Node>)>, out: &mut Vec<Node>) {
    for ((c, ignores_case), mut rests) in run.drain(..) {
        let first = Node::Char(c, ignores_case);
        let rest = if rests.len() == 1 { rests.swap_remove(0) } else { Node::Alt(rests) };
        out.push(match rest {
            Node::Empty => first,
            Node::Concat(mut nodes) => {
                nodes.insert(0, first);
                Node::Concat(nodes)
            }
            rest => Node::Concat(vec![first, rest]),
        });
    }
}
