//! Stub of the typographic rules of a language.

/// The rules of one language.
#[derive(Clone, Debug, Default)]
pub struct Rules;

/// A piece of one block's inline sequence, in reading order.
#[derive(Debug)]
pub enum Run<'a> {
    /// Words.
    Text(&'a mut String),
    /// Code, an image, an address.
    Opaque,
    /// A line break in the source.
    Break,
}

impl Rules {
    /// The rules of a language tag.
    pub fn for_tag(_tag: &str) -> Self {
        Self
    }

    /// Applies the rules to one block's runs.
    pub fn apply(&self, _runs: &mut [Run<'_>]) {}
}
