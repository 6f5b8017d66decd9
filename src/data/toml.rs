//! TOML text → values. The parser recovers, so one bad line hides no other.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::base::{SourceId, Span};
use crate::data::reasons::toml_reason;
use crate::data::{Kind, MAX_DEPTH, MAX_VALUES, Member, Value};
use crate::diag::catalog::config;
use crate::diag::{Diagnostic, Outcome};

/// Most mistakes that are told of one text.
const MAX_ERRORS: usize = 20;

/// Reads TOML that stands at byte `offset` of a source.
pub fn parse_toml(text: &str, source: SourceId, offset: usize) -> Outcome<Value> {
    let at =
        |range: std::ops::Range<usize>| Span::new(source, offset + range.start..offset + range.end);
    let whole = at(0..text.len());
    let mut diagnostics = Vec::new();
    let rest;
    let (mut table, mut errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        rest = without_mistakes(text, &at, &mut diagnostics);
        (table, errors) = DeTable::parse_recoverable(&rest);
    }
    let broken: Vec<_> = errors.iter().filter_map(toml::de::Error::span).collect();
    let mut builder = Builder { at: &at, broken: &broken, n_values: 0, overflow: None };
    let value = Value { kind: Kind::Table(builder.members(table.get_ref(), 0)), span: whole };
    match builder.overflow {
        Some((span, Limit::Depth)) => diagnostics.push(config::too_deep(span, MAX_DEPTH)),
        Some((span, Limit::Count)) => diagnostics.push(config::too_many_keys(span, MAX_VALUES)),
        None => {}
    }
    Outcome { value, diagnostics }
}

/// The text with the lines that are no TOML blank, each told of once. The parser may
/// lose all that follows a mistake: read anew without it, nothing is said to be
/// missing which is there.
fn without_mistakes(
    text: &str,
    at: &dyn Fn(std::ops::Range<usize>) -> Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> String {
    let mut rest = text.to_owned();
    while diagnostics.len() < MAX_ERRORS {
        let Some((range, message)) = first_error(&rest) else { break };
        let reason = toml_reason(&message, text, range.clone());
        let first = (reason == "duplicate").then(|| first_of(&rest, &range)).flatten();
        diagnostics.push(match first {
            Some(first) => {
                config::duplicate_key(at(range.clone()), &text[range.clone()], at(first))
            }
            None => config::toml_syntax(at(range.clone()), reason, &message),
        });
        let line = line_around(&rest, range.start);
        if rest[line.clone()].trim().is_empty() {
            break;
        }
        let blank = " ".repeat(line.len());
        rest.replace_range(line, &blank);
    }
    rest
}

/// Where a key was there first, that is repeated at `again`: at the start of a line
/// above it, in the same table.
fn first_of(text: &str, again: &std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
    let key = text.get(again.clone()).filter(|key| !key.is_empty())?;
    let line = line_around(text, again.start);
    let is_header = text[line.clone()].trim_start().starts_with('[');
    let mut end = line.start;
    let mut first = None;
    for line in text[..line.start].split_inclusive('\n').rev() {
        let start = end - line.len();
        let begin = start + line.len() - line.trim_start().len();
        let found = if is_header {
            line.trim().trim_matches(['[', ']']).trim() == key && line.trim().starts_with('[')
        } else {
            let rest = line.trim_start().strip_prefix(key);
            rest.is_some_and(|rest| rest.trim_start().starts_with('='))
        };
        if found {
            let at = begin + line.trim_start().find(key).unwrap_or(0);
            first = Some(at..at + key.len());
            break;
        }
        if !is_header && line.trim_start().starts_with('[') {
            break;
        }
        end = start;
    }
    first
}

/// The first thing that is no TOML, and what the parser says of it.
fn first_error(text: &str) -> Option<(std::ops::Range<usize>, String)> {
    let (_, errors) = DeTable::parse_recoverable(text);
    let places = errors.iter().map(|error| (error.span().unwrap_or(0..0), error));
    let (range, error) = places.min_by_key(|(range, _)| range.start)?;
    Some((range, error.message().to_owned()))
}

/// The line that a byte stands in, without its end.
fn line_around(text: &str, at: usize) -> std::ops::Range<usize> {
    let at = at.min(text.len());
    let start = text.as_bytes()[..at].iter().rposition(|b| *b == b'\n').map_or(0, |idx| idx + 1);
    let end = text.as_bytes()[at..].iter().position(|b| *b == b'\n');
    start..end.map_or(text.len(), |idx| at + idx)
}

enum Limit {
    Depth,
    Count,
}

struct Builder<'a> {
    at: &'a dyn Fn(std::ops::Range<usize>) -> Span,
    /// Where the text is not TOML.
    broken: &'a [std::ops::Range<usize>],
    n_values: usize,
    overflow: Option<(Span, Limit)>,
}

impl Builder<'_> {
    /// Whether the parser had to invent this value: it says nothing of its own.
    fn is_broken(&self, range: &std::ops::Range<usize>) -> bool {
        self.broken.iter().any(|error| error.start <= range.end && range.start <= error.end)
    }

    fn members(&mut self, table: &DeTable<'_>, depth: usize) -> Vec<Member> {
        let mut members: Vec<Member> = Vec::with_capacity(table.len());
        for (key, value) in table {
            if let Some(value) = self.value(value, depth + 1) {
                members.push(Member {
                    key: key.get_ref().to_string(),
                    key_span: (self.at)(key.span()),
                    value,
                });
            }
        }
        members.sort_by_key(|member| member.key_span.start);
        members
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, depth: usize) -> Option<Value> {
        let span = (self.at)(value.span());
        self.n_values += 1;
        if depth > MAX_DEPTH {
            self.overflow.get_or_insert((span, Limit::Depth));
            return None;
        }
        if self.n_values > MAX_VALUES {
            self.overflow.get_or_insert((span, Limit::Count));
            return None;
        }
        let is_scalar = !matches!(value.get_ref(), DeValue::Array(_) | DeValue::Table(_));
        if is_scalar && self.is_broken(&value.span()) {
            return Some(Value { kind: Kind::Null, span });
        }
        let kind = match value.get_ref() {
            DeValue::String(text) => Kind::String(text.to_string()),
            DeValue::Integer(number) => {
                i64::from_str_radix(&number.as_str().replace('_', ""), number.radix())
                    .map_or_else(|_| Kind::String(number.as_str().to_owned()), Kind::Integer)
            }
            DeValue::Float(number) => {
                Kind::Float(number.as_str().replace('_', "").parse().unwrap_or(0.0))
            }
            DeValue::Boolean(flag) => Kind::Bool(*flag),
            DeValue::Datetime(date) => Kind::Date(date.to_string()),
            DeValue::Array(items) => {
                Kind::List(items.iter().filter_map(|item| self.value(item, depth + 1)).collect())
            }
            DeValue::Table(table) => Kind::Table(self.members(table, depth)),
        };
        Some(Value { kind, span })
    }
}

#[cfg(test)]
mod tests {
    use super::first_of;

    #[test]
    fn a_key_that_is_there_twice_is_found_in_its_table_only() {
        for (text, first) in [
            ("a = 1\nb = 2\na = 3\n", Some(0)),
            ("a = 1\n[t]\nb = 1\na = 3\n", None),
            ("x = 1\n[t]\ny = 2\n[t]\n", Some(7)),
        ] {
            let key = if text.ends_with("]\n") { "t" } else { "a" };
            let at = text.rfind(key).unwrap();
            assert_eq!(first_of(text, &(at..at + 1)).map(|range| range.start), first, "{text}");
        }
    }

    use super::parse_toml;
    use crate::base::SourceId;
    use crate::data::Kind;

    #[test]
    fn values_carry_their_place_and_order() {
        let outcome = parse_toml("b = 1\na = ['x', 2026-01-02]\n", SourceId(0), 100);
        assert!(outcome.diagnostics.is_empty());
        let members = outcome.value.members();
        assert_eq!(members[0].key, "b");
        assert_eq!(members[0].value.span.start, 104);
        let Kind::List(items) = &members[1].value.kind else { panic!("not a list") };
        assert_eq!(items[1].kind, Kind::Date("2026-01-02".into()));
    }

    #[test]
    fn several_errors_are_reported_and_the_rest_is_kept() {
        let outcome = parse_toml("a = \nok = 1\nb = [1,\nc = 2", SourceId(0), 0);
        assert!(!outcome.diagnostics.is_empty());
        assert!(outcome.value.members().iter().any(|m| m.key == "ok"));
    }

    #[test]
    fn a_line_that_cannot_be_read_hides_none_after_it() {
        for bad in ["title: 'x'", "base_url 'x'", "title = \"x", "a = oui", "a == 2"] {
            let outcome = parse_toml(&format!("{bad}\nok = 1\n[t]\nb = 2\n"), SourceId(0), 0);
            assert_eq!(outcome.diagnostics.len(), 1, "{bad}");
            let keys: Vec<_> = outcome.value.members().iter().map(|m| m.key.as_str()).collect();
            assert_eq!(keys, ["ok", "t"], "{bad}");
        }
    }

    #[test]
    fn deep_and_wide_data_is_refused_with_the_limit() {
        let deep = format!("a = {}1{}", "[".repeat(60), "]".repeat(60));
        assert_eq!(parse_toml(&deep, SourceId(0), 0).diagnostics[0].code.number, "G0111");
        let wide = format!("a = [{}]", "1,".repeat(30_000));
        assert_eq!(parse_toml(&wide, SourceId(0), 0).diagnostics[0].code.number, "G0115");
    }
}
