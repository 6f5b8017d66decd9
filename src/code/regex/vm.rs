//! Runs a program, going back where a way leads nowhere.

use super::Assert;
use super::class::is_word;
use super::compile::{Insn, Kind, Loop, One, Program};

/// Not written.
const UNSET: usize = usize::MAX;
/// So many bytes that a loop takes cost as much as a step.
const BYTES_PER_STEP: usize = 8;

/// Ways that led nowhere before a program remembers them.
const PATIENCE: usize = 300;
/// So many words of memory cost as much as a step.
const WORDS_PER_STEP: usize = 4;
/// The largest memory of such ways, in words of 64 bits.
const MAX_MEMORY: usize = 1 << 20;

/// What to go on with when a way leads nowhere.
#[derive(Clone, Copy, Debug)]
enum Frame {
    /// Way number `way` of the branch at `pc`.
    Way { pc: usize, at: usize, way: usize },
    /// One less in the loop at `pc`, as long as more than `low` is reached.
    Less { pc: usize, low: usize, at: usize },
    /// One more in the loop at `pc`, which took `n` so far.
    More { pc: usize, at: usize, n: usize },
    /// The slot as it was.
    Slot { slot: usize, value: usize },
}

/// The machine: its memory is used again by the next expression.
#[derive(Debug, Default)]
pub(in crate::code) struct Vm {
    frames: Vec<Frame>,
    slots: Vec<usize>,
    fuel: usize,
}

/// What does not change while a program runs.
struct Run<'r> {
    program: &'r Program,
    text: &'r str,
    start: usize,
}

/// Where a program was without success: it need not try from there again, as long as
/// nothing but the place decides. So no expression takes exponential time.
#[derive(Default)]
struct Memory {
    n_failures: usize,
    bits: Vec<u64>,
}

impl Memory {
    /// Counts a way that led nowhere; the steps that this costs.
    fn failure(&mut self, run: &Run<'_>) -> usize {
        self.n_failures += 1;
        if self.n_failures == PATIENCE && !run.program.has_back_references {
            let n_words = run.program.insns.len() * (run.text.len() + 1) / 64 + 1;
            self.bits.resize(if n_words > MAX_MEMORY { 0 } else { n_words }, 0);
        }
        if self.n_failures == PATIENCE { 1 + self.bits.len() / WORDS_PER_STEP } else { 1 }
    }

    /// Whether the program was here before.
    fn knows(&mut self, run: &Run<'_>, pc: usize, at: usize) -> bool {
        if self.bits.is_empty() {
            return false;
        }
        let idx = pc * (run.text.len() + 1) + at;
        let Some(word) = self.bits.get_mut(idx / 64) else {
            return false;
        };
        let bit = 1 << (idx % 64);
        let is_known = *word & bit != 0;
        *word |= bit;
        is_known
    }
}

impl Run<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }
}

impl Vm {
    /// A machine that may take so many steps. When they are used up nothing matches.
    pub(in crate::code) fn new(fuel: usize) -> Self {
        Self { frames: Vec::new(), slots: Vec::new(), fuel }
    }

    /// So many more steps.
    pub(in crate::code) fn refuel(&mut self, fuel: usize) {
        self.fuel = self.fuel.saturating_add(fuel);
    }

    /// So many steps less.
    pub(in crate::code) fn spend(&mut self, steps: usize) {
        self.fuel = self.fuel.saturating_sub(steps);
    }

    /// Whether its steps are used up.
    pub(in crate::code) fn is_exhausted(&self) -> bool {
        self.fuel == 0
    }

    /// Where a group of the last match is.
    pub(in crate::code) fn group(&self, number: usize) -> Option<(usize, usize)> {
        let (start, end) = (*self.slots.get(2 * number)?, *self.slots.get(2 * number + 1)?);
        (start != UNSET && end != UNSET).then_some((start, end))
    }

    /// Tries a program at a place; the end of the match.
    pub(super) fn run(
        &mut self,
        program: &Program,
        text: &str,
        start: usize,
        at: usize,
    ) -> Option<usize> {
        self.slots.clear();
        self.slots.resize(program.n_slots, UNSET);
        self.frames.clear();
        let end = self.go(&Run { program, text, start }, 0, at)?;
        self.slots[0] = at;
        self.slots[1] = end;
        Some(end)
    }

    /// Runs from `pc` to the end of the program, or of this part of it.
    fn go(&mut self, run: &Run<'_>, mut pc: usize, mut at: usize) -> Option<usize> {
        let base = self.frames.len();
        let mut memory = Memory::default();
        loop {
            let next = match &run.program.insns[pc] {
                Insn::Done => {
                    self.keep_slots(base);
                    return Some(at);
                }
                Insn::One(one) => step(one, run.text, at).map(|at| (pc + 1, at)),
                Insn::Literal(bytes) => {
                    let is_next = run.text.as_bytes()[at..].starts_with(bytes);
                    is_next.then(|| (pc + 1, at + bytes.len()))
                }
                Insn::Branch(_) if memory.knows(run, pc, at) => None,
                Insn::Branch(branch) => branch.way(0, run.byte(at)).map(|(way, other)| {
                    if let Some(way) = other {
                        self.frames.push(Frame::Way { pc, at, way });
                    }
                    (way, at)
                }),
                Insn::Jump(to) => Some((*to, at)),
                Insn::Loop(own) => self.repeat(run, own, pc, at).map(|at| (pc + 1, at)),
                insn => self.rare(run, insn, pc, at),
            };
            self.fuel = self.fuel.saturating_sub(1);
            (pc, at) = match next {
                Some(next) => next,
                None => self.back(run, base, &mut memory)?,
            };
        }
    }

    /// The other instructions.
    fn rare(&mut self, run: &Run<'_>, insn: &Insn, pc: usize, at: usize) -> Option<(usize, usize)> {
        let is_fine = match insn {
            Insn::Save(slot) => {
                self.frames.push(Frame::Slot { slot: *slot, value: self.slots[*slot] });
                self.slots[*slot] = at;
                true
            }
            Insn::LeaveIfEmpty { slot, exit } => {
                return Some((if self.slots[*slot] == at { *exit } else { pc + 1 }, at));
            }
            Insn::Look { is_negative, next } => {
                let depth = self.frames.len();
                let is_match = self.go(run, pc + 1, at).is_some();
                if is_match && *is_negative {
                    self.restore(depth);
                }
                return (is_match != *is_negative).then_some((*next, at));
            }
            Insn::Atomic { next } => return self.go(run, pc + 1, at).map(|at| (*next, at)),
            Insn::Back(n) => {
                let mut chars = run.text[..at].char_indices().rev();
                let back = if *n == 0 { Some(at) } else { chars.nth(n - 1).map(|(at, _)| at) };
                return back.map(|at| (pc + 1, at));
            }
            Insn::BackReference { group, ignores_case } => {
                let (start, end) = self.group(*group)?;
                let before = run.text.as_bytes().get(start..end)?;
                let here = run.text.as_bytes().get(at..at + before.len())?;
                let is_same = here == before || *ignores_case && here.eq_ignore_ascii_case(before);
                return is_same.then_some((pc + 1, at + before.len()));
            }
            Insn::Assert(assert) => holds(*assert, run, at),
            _ => false,
        };
        is_fine.then_some((pc + 1, at))
    }

    /// Takes a character as often as its loop says.
    fn repeat(&mut self, run: &Run<'_>, own: &Loop, pc: usize, from: usize) -> Option<usize> {
        let mut at = from;
        for _ in 0..own.low {
            at = step(&own.one, run.text, at)?;
        }
        if own.kind == Kind::Lazy {
            return self.more(run, own, pc, (at, own.low));
        }
        let low = at;
        let mut n = own.low;
        while n < own.high
            && let Some(next) = step(&own.one, run.text, at)
        {
            at = next;
            n += 1;
        }
        self.fuel = self.fuel.saturating_sub((at - from) / BYTES_PER_STEP);
        if own.kind == Kind::Greedy && at > low {
            self.frames.push(Frame::Less { pc, low, at });
        }
        Some(at)
    }

    /// Takes characters until what follows the loop may come; `at` is after `n` of them.
    fn more(
        &mut self,
        run: &Run<'_>,
        own: &Loop,
        pc: usize,
        (mut at, mut n): (usize, usize),
    ) -> Option<usize> {
        while !own.follow.allows(run.byte(at)) {
            if n == own.high {
                return None;
            }
            at = step(&own.one, run.text, at)?;
            n += 1;
        }
        if n < own.high {
            self.frames.push(Frame::More { pc, at, n });
        }
        Some(at)
    }

    /// The last way not taken yet.
    fn back(&mut self, run: &Run<'_>, base: usize, memory: &mut Memory) -> Option<(usize, usize)> {
        while self.frames.len() > base {
            if self.fuel == 0 {
                self.restore(base);
                return None;
            }
            self.fuel = self.fuel.saturating_sub(memory.failure(run));
            match self.frames.pop()? {
                Frame::Slot { slot, value } => self.slots[slot] = value,
                Frame::Way { pc, at, way } => {
                    let Insn::Branch(branch) = &run.program.insns[pc] else { continue };
                    if let Some((to, other)) = branch.way(way, run.byte(at)) {
                        if let Some(way) = other {
                            self.frames.push(Frame::Way { pc, at, way });
                        }
                        return Some((to, at));
                    }
                }
                Frame::Less { pc, low, at } => {
                    let Insn::Loop(own) = &run.program.insns[pc] else { continue };
                    if let Some(at) = less(run, own, low, at) {
                        if at > low {
                            self.frames.push(Frame::Less { pc, low, at });
                        }
                        // A loop has no branch at its own place.
                        if !memory.knows(run, pc, at) {
                            return Some((pc + 1, at));
                        }
                    }
                }
                Frame::More { pc, at, n } => {
                    let Insn::Loop(own) = &run.program.insns[pc] else { continue };
                    let next = step(&own.one, run.text, at);
                    if let Some(at) = next.and_then(|at| self.more(run, own, pc, (at, n + 1)))
                        && !memory.knows(run, pc, at)
                    {
                        return Some((pc + 1, at));
                    }
                }
            }
        }
        None
    }

    /// Forgets the ways above `base`, not what the slots were.
    fn keep_slots(&mut self, base: usize) {
        if base == 0 {
            // Nothing will go back.
            self.frames.clear();
            return;
        }
        let mut kept = base;
        for idx in base..self.frames.len() {
            if matches!(self.frames[idx], Frame::Slot { .. }) {
                self.frames.swap(kept, idx);
                kept += 1;
            }
        }
        self.frames.truncate(kept);
    }

    /// Forgets the ways above `base`; the slots are as they were.
    fn restore(&mut self, base: usize) {
        while self.frames.len() > base {
            if let Some(Frame::Slot { slot, value }) = self.frames.pop() {
                self.slots[slot] = value;
            }
        }
    }
}

/// The next place before `at` where what follows the loop may come.
fn less(run: &Run<'_>, own: &Loop, low: usize, mut at: usize) -> Option<usize> {
    while at > low {
        at -= 1;
        while !run.text.is_char_boundary(at) {
            at -= 1;
        }
        if own.follow.allows(run.byte(at)) {
            return Some(at);
        }
    }
    None
}

/// After one character.
#[inline]
fn step(one: &One, text: &str, at: usize) -> Option<usize> {
    let byte = *text.as_bytes().get(at)?;
    if byte.is_ascii() {
        let is_fine = match one {
            One::Byte(wanted) => byte == *wanted,
            One::Fold(wanted) => byte.to_ascii_lowercase() == *wanted,
            One::Class(class) => class.has_ascii(byte),
            One::Any => true,
            One::AnyInLine => byte != b'\n',
        };
        return is_fine.then_some(at + 1);
    }
    let c = text[at..].chars().next()?;
    let is_fine = match one {
        One::Byte(_) => false,
        // The Kelvin sign is a K, the long s an S.
        One::Fold(wanted) => {
            *wanted == b'k' && c == '\u{212a}' || *wanted == b's' && c == '\u{17f}'
        }
        One::Class(class) => class.has_wide(c),
        One::Any | One::AnyInLine => true,
    };
    is_fine.then_some(at + c.len_utf8())
}

fn holds(assert: Assert, run: &Run<'_>, at: usize) -> bool {
    match assert {
        Assert::TextStart => at == 0,
        Assert::TextEnd => at == run.text.len(),
        Assert::LineStart => at == 0 || run.byte(at - 1) == Some(b'\n'),
        Assert::LineEnd => run.byte(at).is_none_or(|b| b == b'\n'),
        Assert::WordBoundary => word_before(run, at) != word_after(run, at),
        Assert::NotWordBoundary => word_before(run, at) == word_after(run, at),
        Assert::SearchStart => at == run.start,
    }
}

fn word_before(run: &Run<'_>, at: usize) -> bool {
    match at.checked_sub(1).and_then(|at| run.byte(at)) {
        Some(byte) if byte.is_ascii() => is_word(byte),
        Some(_) => run.text[..at].chars().next_back().is_some_and(is_word_char),
        None => false,
    }
}

fn word_after(run: &Run<'_>, at: usize) -> bool {
    match run.byte(at) {
        Some(byte) if byte.is_ascii() => is_word(byte),
        Some(_) => run.text[at..].chars().next().is_some_and(is_word_char),
        None => false,
    }
}

fn is_word_char(c: char) -> bool {
    regex_syntax::try_is_word_character(c).unwrap_or(false)
}
