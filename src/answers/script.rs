//! The engine of the browser, `engine.js`, as it is served: without comments, without
//! spaces, its own names short.
//!
//! What the source keeps to, for this to be right: strings stand between single
//! quotes, no expression holds a space, and a statement of the outermost function
//! starts with two spaces and a letter. Two names may get one short name when they
//! never meet in such a statement, are not both properties and not both names of the
//! outermost function.

use std::collections::{BTreeMap, BTreeSet};

/// The source.
const SOURCE: &str = include_str!("engine.js");

/// What the source's names must not be taken for: words of the language and of the
/// browser, keys of an answer and of the head of an index, flags of expressions.
const KEPT: &str = "all anchor answered answers append article ask async at await break \
    catch clz32 concat confidence const content continue createElement currentScript delete \
    do docs document documentElement else endsWith every filter find flatMap floor for \
    forEach get glued gu guichet has head heading hits if includes index instanceof join keys \
    lang langs length let links load map marks match matchAll max min new normalize null of \
    onerror onload others passage posts push replace resolve return score self set slice some \
    sort split src startsWith stems steps stops test texts then threshold throw title \
    toLowerCase top u2010 u2011 url version while x7f Alphabetic Array Boolean Float64Array \
    HTMLScriptElement Infinity Map Math Object Promise RegExp Set œæßς";

/// A piece of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'s> {
    /// A name or a number.
    Name(&'s str),
    /// Anything else, strings whole.
    Rest(&'s str),
}

/// Where a name stands.
#[derive(Default)]
struct Uses {
    n: usize,
    statements: BTreeSet<usize>,
    is_property: bool,
    is_outer: bool,
}

/// The script that a site serves.
pub fn script() -> String {
    let statements = statements(SOURCE);
    let short = short_names(&statements);
    let mut out = String::with_capacity(SOURCE.len());
    for line in statements.iter().flatten() {
        write(line, &short, &mut out);
        if !out.ends_with([';', '{', ',', '(', '[', ':', '?', '\n']) {
            out.push('\n');
        }
    }
    out
}

/// The lines of each statement of the outermost function, in pieces.
fn statements(source: &str) -> Vec<Vec<Vec<Piece<'_>>>> {
    let mut statements: Vec<Vec<Vec<Piece<'_>>>> = vec![Vec::new()];
    for line in source.lines().filter(|line| !line.trim().is_empty()) {
        if line.trim_start().starts_with("//") {
            continue;
        }
        let is_start = line.strip_prefix("  ").is_some_and(|rest| rest.starts_with(is_name));
        if is_start || !line.starts_with(' ') {
            statements.push(Vec::new());
        }
        if let Some(last) = statements.last_mut() {
            last.push(pieces(line.trim()));
        }
    }
    statements
}

fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '\'' => rest[1..].find('\'').map_or(rest.len(), |at| at + 2),
            _ if is_name(first) => rest.find(|c| !is_name(c)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let piece = &rest[..end];
        pieces.push(if is_name(first) { Piece::Name(piece) } else { Piece::Rest(piece) });
        rest = &rest[end..];
    }
    pieces
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// The short name of each name, the most used first.
fn short_names<'s>(statements: &[Vec<Vec<Piece<'s>>>]) -> BTreeMap<&'s str, String> {
    let (names, letters) = uses(statements);
    let mut order: Vec<(&&str, &Uses)> = names.iter().collect();
    order.sort_by_key(|(name, uses)| (std::cmp::Reverse(uses.n), **name));
    let free: Vec<char> =
        ('a'..='z').chain('A'..='Z').filter(|letter| !letters.contains(letter)).collect();
    let mut short: BTreeMap<&str, String> = BTreeMap::new();
    for (name, uses) in order {
        let meets = |other: &Uses| {
            (uses.is_property && other.is_property)
                || (uses.is_outer && other.is_outer)
                || !uses.statements.is_disjoint(&other.statements)
        };
        let met = short.iter().filter(|(other, _)| meets(&names[**other]));
        let taken: BTreeSet<&str> = met.map(|(_, short)| short.as_str()).collect();
        let one = free.iter().map(char::to_string);
        let two = free.iter().flat_map(|letter| (0..10).map(move |n| format!("{letter}{n}")));
        if let Some(found) = one.chain(two).find(|short| !taken.contains(short.as_str())) {
            short.insert(name, found);
        }
    }
    short
}

/// The names to shorten, and the letters that are names already.
fn uses<'s>(statements: &[Vec<Vec<Piece<'s>>>]) -> (BTreeMap<&'s str, Uses>, BTreeSet<char>) {
    let kept: BTreeSet<&str> = KEPT.split_whitespace().collect();
    let mut names: BTreeMap<&str, Uses> = BTreeMap::new();
    let mut letters = BTreeSet::new();
    for (idx, lines) in statements.iter().enumerate() {
        for (nth, line) in lines.iter().enumerate() {
            let is_let = nth == 0 && line.first() == Some(&Piece::Name("let"));
            for (at, piece) in line.iter().enumerate() {
                let Piece::Name(name) = piece else { continue };
                if name.chars().count() == 1 {
                    letters.extend(name.chars());
                } else if !kept.contains(name) && !name.starts_with(|c: char| c.is_ascii_digit()) {
                    let uses = names.entry(name).or_default();
                    uses.n += 1;
                    uses.statements.insert(idx);
                    uses.is_property |= at > 0 && line[at - 1] == Piece::Rest(".");
                    uses.is_outer |= is_let && line.get(at + 2) == Some(&Piece::Rest("="));
                }
            }
        }
    }
    (names, letters)
}

/// A line with short names, and spaces only where two words would become one.
fn write(line: &[Piece<'_>], short: &BTreeMap<&str, String>, out: &mut String) {
    for (idx, piece) in line.iter().enumerate() {
        match piece {
            Piece::Name(name) => out.push_str(short.get(name).map_or(name, String::as_str)),
            Piece::Rest(" ") => {
                let last = out.chars().next_back().unwrap_or(' ');
                let next = match line.get(idx + 1) {
                    Some(Piece::Name(text) | Piece::Rest(text)) => text.chars().next(),
                    None => None,
                };
                let next = next.unwrap_or(' ');
                // `a - -b` stays apart too.
                if (is_name(last) && is_name(next)) || last == next {
                    out.push(' ');
                }
            }
            Piece::Rest(text) => out.push_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{SOURCE, pieces, script, short_names, statements};

    #[test]
    fn the_script_is_short_and_keeps_what_others_call() {
        let script = script();
        assert!(script.len() < 9_500, "{}", script.len());
        for kept in
            ["guichet.ask=", "guichet.load=", "answered", "confidence", "passage", "'posts'"]
        {
            assert!(script.contains(kept), "{kept}");
        }
        assert!(!script.contains("//") && !script.contains("concept"));
    }

    #[test]
    fn names_that_meet_have_different_short_names() {
        let statements = statements(SOURCE);
        let short = short_names(&statements);
        for lines in &statements {
            let mut seen = std::collections::BTreeMap::new();
            for piece in lines.iter().flatten() {
                if let super::Piece::Name(name) = piece
                    && let Some(short) = short.get(name)
                {
                    assert_eq!(*seen.entry(short).or_insert(name), name);
                }
            }
        }
    }

    #[test]
    fn strings_are_one_piece() {
        let texts: Vec<String> =
            pieces("f('a b', x)").iter().map(|piece| format!("{piece:?}")).collect();
        assert_eq!(texts[2], "Rest(\"'a b'\")");
    }
}
