//! YAML text → values, by the events of a YAML 1.2 parser. Aliases and anchors
//! are refused: they let a few lines stand for gigabytes.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as YamlSpan};

use crate::base::{SourceId, Span};
use crate::data::reasons::yaml_reason;
use crate::data::{Kind, MAX_DEPTH, MAX_VALUES, Member, Value};
use crate::diag::catalog::config;
use crate::diag::{Diagnostic, Outcome};

/// Reads one YAML document that stands at byte `offset` of a source.
pub fn parse_yaml(text: &str, source: SourceId, offset: usize) -> Outcome<Value> {
    let mut builder = Builder {
        bytes: text.char_indices().map(|(idx, _)| idx).chain([text.len()]).collect(),
        source,
        offset,
        stack: Vec::new(),
        root: None,
        diagnostics: Vec::new(),
        n_values: 0,
    };
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => {
                if !builder.event(event, span) {
                    break;
                }
            }
            Err(error) => {
                let mark = builder.byte(error.marker().index());
                let (reason, mark) = yaml_reason(error.info(), text, mark);
                let at = Span::new(source, offset + mark..offset + mark);
                builder.diagnostics.push(config::yaml_syntax(at, reason, error.info()));
                break;
            }
        }
    }
    let whole = Span::new(source, offset..offset + text.len());
    builder.close_all();
    let value = builder.root.unwrap_or_else(|| Value::empty_table(whole));
    Outcome { value, diagnostics: builder.diagnostics }
}

struct Builder {
    /// Byte offset of each character.
    bytes: Vec<usize>,
    source: SourceId,
    offset: usize,
    stack: Vec<Open>,
    root: Option<Value>,
    diagnostics: Vec<Diagnostic>,
    n_values: usize,
}

/// A list or table being read.
enum Open {
    List(Span, Vec<Value>),
    Table(Span, Vec<Member>, BTreeMap<String, Span>, Option<(String, Span)>),
}

impl Builder {
    fn byte(&self, index: usize) -> usize {
        self.bytes.get(index).or(self.bytes.last()).copied().unwrap_or(0)
    }

    fn span(&self, span: YamlSpan) -> Span {
        let range = self.byte(span.start.index())..self.byte(span.end.index());
        Span::new(self.source, self.offset + range.start..self.offset + range.end)
    }

    /// Takes one event; false stops the reading.
    fn event(&mut self, event: Event<'_>, span: YamlSpan) -> bool {
        let at = self.span(span);
        match event {
            Event::Scalar(_, _, anchor, _)
            | Event::SequenceStart(anchor, _)
            | Event::MappingStart(anchor, _)
                if anchor > 0 =>
            {
                self.diagnostics.push(config::yaml_alias(at));
                return false;
            }
            Event::Alias(_) => {
                self.diagnostics.push(config::yaml_alias(at));
                return false;
            }
            Event::Scalar(text, style, _, _) => {
                let is_key = matches!(self.stack.last(), Some(Open::Table(_, _, _, None)));
                let kind = match style {
                    _ if is_key => Kind::String(text.into_owned()),
                    ScalarStyle::Plain => plain(&text),
                    _ => Kind::String(text.into_owned()),
                };
                return self.add(Value { kind, span: at });
            }
            Event::SequenceStart(..) => self.stack.push(Open::List(at, Vec::new())),
            Event::MappingStart(..) => {
                self.stack.push(Open::Table(at, Vec::new(), BTreeMap::new(), None));
            }
            Event::SequenceEnd | Event::MappingEnd => return self.close(),
            _ => {}
        }
        if self.stack.len() > MAX_DEPTH {
            self.diagnostics.push(config::too_deep(at, MAX_DEPTH));
            return false;
        }
        true
    }

    fn close(&mut self) -> bool {
        match self.stack.pop() {
            Some(Open::List(span, items)) => self.add(Value { kind: Kind::List(items), span }),
            Some(Open::Table(span, members, ..)) => {
                self.add(Value { kind: Kind::Table(members), span })
            }
            None => true,
        }
    }

    fn close_all(&mut self) {
        while !self.stack.is_empty() {
            self.close();
        }
    }

    fn add(&mut self, value: Value) -> bool {
        self.n_values += 1;
        if self.n_values > MAX_VALUES {
            self.diagnostics.push(config::too_many_keys(value.span, MAX_VALUES));
            return false;
        }
        match self.stack.last_mut() {
            None => self.root = Some(value),
            Some(Open::List(_, items)) => items.push(value),
            Some(Open::Table(_, members, seen, key)) => match (key.take(), value.kind) {
                (None, Kind::String(text)) => *key = Some((text, value.span)),
                (None, _) => *key = Some((String::from("?"), value.span)),
                (Some((name, key_span)), kind) => {
                    if let Some(first) = seen.get(&name) {
                        self.diagnostics.push(config::duplicate_key(key_span, &name, *first));
                    } else {
                        seen.insert(name.clone(), key_span);
                        let value = Value { kind, span: value.span };
                        members.push(Member { key: name, key_span, value });
                    }
                }
            },
        }
        true
    }
}

/// The YAML 1.2 core schema, without its octal and hexadecimal numbers; dates
/// stay text, the reader knows where it wants one.
fn plain(text: &str) -> Kind {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Kind::Null,
        "true" | "True" | "TRUE" => return Kind::Bool(true),
        "false" | "False" | "FALSE" => return Kind::Bool(false),
        _ => {}
    }
    if let Ok(number) = text.parse::<i64>() {
        return Kind::Integer(number);
    }
    let looks_numeric = text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
    match text.parse::<f64>() {
        Ok(number) if looks_numeric && text.bytes().any(|b| b.is_ascii_digit()) => {
            Kind::Float(number)
        }
        _ => Kind::String(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::parse_yaml;
    use crate::base::SourceId;
    use crate::data::Kind;

    #[test]
    fn scalars_lists_and_tables_are_read_with_places() {
        let text = "title: \"Été : prêt\"\nweight: 3\ntags: [a, b]\nextra:\n  deep: true\n";
        let outcome = parse_yaml(text, SourceId(0), 4);
        assert!(outcome.diagnostics.is_empty(), "{:?}", outcome.diagnostics);
        let members = outcome.value.members();
        assert_eq!(members[0].value.as_str(), Some("Été : prêt"));
        assert_eq!(members[1].value.kind, Kind::Integer(3));
        assert_eq!(&text[members[1].key_span.start as usize - 4..][..6], "weight");
        assert_eq!(members[3].value.members()[0].value.kind, Kind::Bool(true));
    }

    #[test]
    fn aliases_duplicates_and_depth_are_refused() {
        for (text, code) in [
            ("a: &x 1\nb: *x\n", "G0112"),
            ("a: 1\na: 2\n", "G0114"),
            ("a: [1", "G0102"),
            (&format!("a: {}", "[".repeat(50)), "G0111"),
        ] {
            let outcome = parse_yaml(text, SourceId(0), 0);
            assert_eq!(outcome.diagnostics[0].code.number, code, "{text}");
        }
    }
}
