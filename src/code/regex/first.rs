//! What a match may begin with.

use super::class::Class;
use super::{Assert, Node};

/// The bytes that may come next, and whether the text may end here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::code) struct First {
    bytes: [u64; 4],
    end: bool,
    /// Whether the rest matches whatever comes.
    is_sure: bool,
}

impl First {
    /// Anything.
    pub(in crate::code) const ALL: Self = Self { bytes: [u64::MAX; 4], end: true, is_sure: false };
    /// Anything: there are no more conditions.
    pub(super) const SURE: Self = Self { is_sure: true, ..Self::ALL };
    /// Nothing: no match.
    pub(in crate::code) const NONE: Self = Self { bytes: [0; 4], end: false, is_sure: false };

    /// Whether `byte` may come next; `None`: the end.
    pub(in crate::code) fn allows(&self, byte: Option<u8>) -> bool {
        byte.map_or(self.end, |b| self.bytes[usize::from(b >> 6)] >> (b & 63) & 1 == 1)
    }

    fn of(is_in: impl Fn(u8) -> bool) -> Self {
        let mut first = Self::NONE;
        for byte in 0..=u8::MAX {
            if is_in(byte) {
                first.add(byte);
            }
        }
        first
    }

    fn add(&mut self, byte: u8) {
        self.bytes[usize::from(byte >> 6)] |= 1 << (byte & 63);
    }

    pub(in crate::code) fn or(mut self, other: Self) -> Self {
        for (mine, its) in self.bytes.iter_mut().zip(other.bytes) {
            *mine |= its;
        }
        self.end |= other.end;
        self.is_sure |= other.is_sure;
        self
    }

    fn and(mut self, other: Self) -> Self {
        for (mine, its) in self.bytes.iter_mut().zip(other.bytes) {
            *mine &= its;
        }
        self.end &= other.end;
        self.is_sure = false;
        self
    }

    fn class(class: &Class) -> Self {
        let [low, high] = class.ascii();
        let wide = if class.may_be_wide() { u64::MAX } else { 0 };
        Self { bytes: [low, high, wide, wide], ..Self::NONE }
    }

    /// Whether the rest matches whatever comes.
    pub(super) fn is_sure(self) -> bool {
        self.is_sure
    }

    fn unsure(self) -> Self {
        Self { is_sure: false, ..self }
    }

    /// Whether nothing allowed here is allowed there.
    pub(super) fn is_disjoint(self, other: Self) -> bool {
        self.and(other) == Self::NONE
    }
}

/// What may come where `node` is tried, if `follow` may come after it.
pub(super) fn of(node: &Node, follow: First) -> First {
    match node {
        Node::Empty => follow,
        Node::Char(c, ignores_case) => char(*c, *ignores_case),
        Node::Class(class) => First::class(class),
        Node::Any => First { end: false, ..First::ALL },
        Node::AnyInLine => First::of(|b| b != b'\n'),
        Node::Concat(nodes) => {
            // What comes after the first character does not matter.
            let end = nodes.iter().position(is_one).map_or(nodes.len(), |idx| idx + 1);
            nodes[..end].iter().rev().fold(follow, |follow, node| of(node, follow))
        }
        Node::Alt(nodes) => {
            nodes.iter().fold(First::NONE, |first, node| first.or(of(node, follow)))
        }
        Node::Group(node, _) | Node::Atomic(node) => of(node, follow),
        Node::Repeat { node, low, high, .. } => repeat(node, (*low, *high), follow),
        Node::Look { is_behind: true, .. } => follow.unsure(),
        Node::Look { node, is_negative: false, .. } => of(node, First::ALL).and(follow),
        Node::Look { node, .. } => exactly(node).map_or(follow.unsure(), |not| {
            let allowed = First::of(|b| !b.is_ascii() || !not.allows(Some(b)));
            First { end: follow.end, ..allowed.and(follow) }
        }),
        Node::Assert(Assert::TextEnd) => First { end: true, ..First::NONE }.and(follow),
        Node::Assert(Assert::LineEnd) => {
            First { end: true, ..First::of(|b| b == b'\n') }.and(follow)
        }
        Node::Assert(_) => follow.unsure(),
        // It may be empty.
        Node::BackReference(..) => First::ALL,
    }
}

/// What may come where `node` is repeated.
pub(super) fn repeat(node: &Node, (low, high): (usize, usize), follow: First) -> First {
    if high == 0 {
        return follow;
    }
    let once = of(node, follow).or(follow);
    if low == 0 { once } else { of(node, once) }
}

fn is_one(node: &Node) -> bool {
    matches!(node, Node::Char(..) | Node::Class(_) | Node::Any | Node::AnyInLine)
}

fn char(c: char, ignores_case: bool) -> First {
    let mut buffer = [0; 4];
    let lead = c.encode_utf8(&mut buffer).as_bytes()[0];
    let mut first = First::NONE;
    first.add(lead);
    if ignores_case {
        first.add(lead ^ 32);
        // The Kelvin sign is a K, the long s an S.
        if matches!(lead | 32, b'k' | b's') {
            first.bytes[2..].fill(u64::MAX);
        }
    }
    first
}

/// The first bytes after which `node` surely matches, if that is known.
fn exactly(node: &Node) -> Option<First> {
    match node {
        Node::Char(c, _) if !c.is_ascii() => None,
        Node::Char(..) | Node::Class(_) | Node::Any | Node::AnyInLine => Some(of(node, First::ALL)),
        Node::Group(node, _) => exactly(node),
        Node::Alt(nodes) => {
            let known = nodes.iter().filter_map(exactly);
            Some(known.fold(First::NONE, First::or))
        }
        _ => None,
    }
}
