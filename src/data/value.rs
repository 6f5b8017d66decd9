//! A value with its place.

use crate::base::Span;

/// A value of a data file.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of value.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Kind {
    /// Text.
    String(String),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// True or false.
    Bool(bool),
    /// A TOML date or date-time, as written.
    Date(String),
    /// Nothing (`null` or an empty YAML value).
    Null,
    /// A list.
    List(Vec<Value>),
    /// A table, in order of appearance.
    Table(Vec<Member>),
}

/// A key of a table and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// Its value.
    pub value: Value,
}

impl Value {
    /// An empty table at a place.
    pub fn empty_table(span: Span) -> Self {
        Self { kind: Kind::Table(Vec::new()), span }
    }

    /// The members, when this is a table.
    pub fn members(&self) -> &[Member] {
        match &self.kind {
            Kind::Table(members) => members,
            _ => &[],
        }
    }

    /// The text, when this is a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            Kind::String(text) => Some(text),
            _ => None,
        }
    }

    /// As JSON, for templates and `extra`.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.kind {
            Kind::String(text) | Kind::Date(text) => text.as_str().into(),
            Kind::Integer(number) => (*number).into(),
            Kind::Float(number) => (*number).into(),
            Kind::Bool(flag) => (*flag).into(),
            Kind::Null => serde_json::Value::Null,
            Kind::List(items) => items.iter().map(Self::to_json).collect(),
            Kind::Table(members) => {
                members.iter().map(|m| (m.key.clone(), m.value.to_json())).collect()
            }
        }
    }
}
