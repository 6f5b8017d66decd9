//! The elements open at a place of a page, and whether a browser has the same
//! ones open.
//!
//! A parser closes, moves and invents elements where tags are not well nested;
//! white space then decides about more than itself: after `<p><b>a</p>`, a space
//! alone opens a second `b`. Here is known only what every parser does; all else
//! is answered with no.

use std::ops::Range;

use super::elements::Kind;

/// Elements that may be open at once. Browsers stop nesting at 512.
const MAX_OPEN: usize = 400;

/// What is open around a place, each a bit.
type Scope = u16;
const A: Scope = 1;
const NOBR: Scope = 1 << 1;
const BUTTON: Scope = 1 << 2;
const FORM: Scope = 1 << 3;
const P: Scope = 1 << 4;
/// A `li` that another would end.
const LI: Scope = 1 << 5;
/// A `dd` or `dt` that another would end.
const TERM: Scope = 1 << 6;
const SELECT: Scope = 1 << 7;
const HEAD: Scope = 1 << 8;
/// Spaces are shown.
const PRE: Scope = 1 << 9;
/// `svg` or `math`, which stay as they are.
const FOREIGN: Scope = 1 << 10;

/// How far a page has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    Start,
    Doctype,
    Html,
    Head,
    Body,
    After,
}

/// An open element.
struct Open {
    name: Range<usize>,
    kind: Kind,
    /// What is open inside it.
    scope: Scope,
}

/// The open elements.
pub(super) struct Nesting<'a> {
    html: &'a [u8],
    open: Vec<Open>,
    phase: Phase,
    /// Of the innermost element, if any.
    kind: Option<Kind>,
    scope: Scope,
}

impl<'a> Nesting<'a> {
    /// Nothing is open yet in the page `html`.
    pub(super) fn page(html: &'a str) -> Self {
        let html = html.as_bytes();
        Self { html, open: Vec::with_capacity(32), phase: Phase::Start, kind: None, scope: 0 }
    }

    /// Nothing is open yet in the fragment `html`, which stands in a block.
    pub(super) fn fragment(html: &'a str) -> Self {
        Self { phase: Phase::Body, ..Self::page(html) }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether spaces are shown here.
    pub(super) fn is_preformatted(&self) -> bool {
        self.scope & (PRE | FOREIGN) != 0
    }

    /// Whether this is inside `svg` or `math`.
    pub(super) fn is_foreign(&self) -> bool {
        self.scope & FOREIGN != 0
    }

    /// Whether `<![CDATA[` is no comment here.
    pub(super) fn has_cdata(&self) -> bool {
        self.kind.is_some_and(Kind::is_foreign)
    }

    /// Whether white space beside a tag of this kind is not shown here.
    pub(super) fn is_block(&self, kind: Kind) -> bool {
        self.scope & HEAD != 0 || kind.is_block()
    }

    /// Whether this is right inside a block, or inside nothing.
    pub(super) fn is_in_block(&self) -> bool {
        self.kind.is_none_or(Kind::is_block)
    }

    /// A doctype comes; whether it counts.
    pub(super) fn doctype(&mut self) -> bool {
        let counts = self.phase == Phase::Start;
        self.phase = self.phase.max(Phase::Doctype);
        counts
    }

    /// Text comes that is not only white space; whether it stays here.
    pub(super) fn text(&mut self) -> bool {
        if self.kind.is_none_or(|kind| kind == Kind::Html) {
            let stays = self.phase != Phase::After;
            self.phase = self.phase.max(Phase::Body);
            return stays;
        }
        let is_table = |kind: Kind| kind == Kind::Table || kind.is_in_table();
        self.scope & HEAD == 0 && !self.kind.is_some_and(is_table)
    }

    /// A start tag comes: its kind, if the element opens here and ends nothing.
    pub(super) fn admit(&mut self, name: &[u8]) -> Option<Kind> {
        if let Some(parent @ (Kind::Svg | Kind::Math | Kind::MathText)) = self.kind {
            return Kind::foreign(parent, name);
        }
        let kind = Kind::of(name);
        (self.is_in_phase(kind) && self.fits_parent(kind) && self.fits_scope(kind)).then_some(kind)
    }

    /// Opens the element admitted; not if there are too many.
    pub(super) fn push(&mut self, name: Range<usize>, kind: Kind) -> bool {
        self.scope = inside(kind, self.scope);
        self.kind = Some(kind);
        self.open.push(Open { name, kind, scope: self.scope });
        self.open.len() < MAX_OPEN
    }

    /// An end tag comes: the kind of the innermost element, if it is its own.
    pub(super) fn pop(&mut self, name: &[u8]) -> Option<Kind> {
        let last = self.open.pop()?;
        if !self.html[last.name].eq_ignore_ascii_case(name) {
            return None;
        }
        self.kind = self.open.last().map(|open| open.kind);
        self.scope = self.open.last().map_or(0, |open| open.scope);
        if matches!(last.kind, Kind::Html | Kind::Body) {
            self.phase = Phase::After;
        }
        Some(last.kind)
    }

    /// Moves the phase on: the tags of the frame come once, in order.
    fn is_in_phase(&mut self, kind: Kind) -> bool {
        let is_frame = matches!(kind, Kind::Html | Kind::Head | Kind::Body);
        if self.kind.is_some_and(|parent| parent != Kind::Html) {
            return !is_frame;
        }
        let (latest, next) = match kind {
            Kind::Html => (Phase::Doctype, Phase::Html),
            Kind::Head => (Phase::Html, Phase::Head),
            Kind::Body => (Phase::Head, Phase::Body),
            kind if kind.is_of_head() => (Phase::Body, self.phase.max(Phase::Head)),
            _ => (Phase::Body, Phase::Body),
        };
        let is_in_time = self.phase <= latest;
        self.phase = next;
        is_in_time
    }

    fn fits_parent(&self, kind: Kind) -> bool {
        let Some(parent) = self.kind else {
            return !is_part(kind);
        };
        match parent {
            Kind::Table | Kind::Rows | Kind::Row | Kind::Columns => {
                is_in(kind, parent) || kind == Kind::Template || is_script_in(kind, parent)
            }
            Kind::Heading => kind != Kind::Heading && !is_part(kind),
            Kind::Choice | Kind::Choices => {
                let ends = kind == Kind::Choices || kind == Kind::Hr || kind == Kind::Ruby;
                !ends && (kind, parent) != (Kind::Choice, Kind::Choice) && !is_part(kind)
            }
            Kind::P | Kind::Li | Kind::Term | Kind::Ruby => kind != Kind::Ruby && !is_part(kind),
            _ => !is_part(kind),
        }
    }

    fn fits_scope(&self, kind: Kind) -> bool {
        if self.scope & SELECT != 0 {
            let is_choice = matches!(kind, Kind::Choice | Kind::Choices | Kind::Hr);
            return is_choice || matches!(kind, Kind::Script | Kind::Template);
        }
        if self.scope & HEAD != 0 && !kind.is_of_head() {
            return false;
        }
        let p = if kind.ends_p() { P } else { 0 };
        let ended = match kind {
            Kind::Odd => return false,
            Kind::A => A,
            Kind::Nobr => NOBR,
            Kind::Button => BUTTON,
            Kind::Form => FORM,
            Kind::Li => LI,
            Kind::Term => TERM,
            _ => 0,
        };
        self.scope & (p | ended) == 0
    }
}

/// Elements that are dropped outside tables.
fn is_part(kind: Kind) -> bool {
    kind.is_in_table() || matches!(kind, Kind::Caption | Kind::Column | Kind::Cell)
}

/// Whether the part of a table may be right inside the other.
fn is_in(kind: Kind, parent: Kind) -> bool {
    match kind {
        Kind::Caption | Kind::Columns | Kind::Rows => parent == Kind::Table,
        Kind::Column => matches!(parent, Kind::Table | Kind::Columns),
        Kind::Row => matches!(parent, Kind::Table | Kind::Rows),
        Kind::Cell => parent != Kind::Columns,
        _ => false,
    }
}

fn is_script_in(kind: Kind, parent: Kind) -> bool {
    kind.is_of_script() && parent != Kind::Columns
}

/// What is open inside an element, by what is open around it.
fn inside(kind: Kind, outer: Scope) -> Scope {
    let kept = match kind {
        Kind::Template => outer & (PRE | FOREIGN),
        Kind::Cell | Kind::Caption => outer & !(A | NOBR | BUTTON | P | LI | TERM),
        kind if kind.hides_items() => outer & !(LI | TERM),
        _ => outer,
    };
    kept | match kind {
        Kind::A => A,
        Kind::Nobr => NOBR,
        Kind::Button => BUTTON,
        Kind::Form => FORM,
        Kind::P => P,
        Kind::Li => LI,
        Kind::Term => TERM,
        Kind::Select => SELECT,
        Kind::Head => HEAD,
        Kind::Pre | Kind::Code => PRE,
        Kind::Svg | Kind::Math => FOREIGN,
        _ => 0,
    }
}
