//! Fenced code → runs of few classes. Knows nothing about articles or pages.

/// The few classes that a palette colours; `name` is the CSS class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Class {
    /// Uncoloured.
    Plain,
}

/// Coloured code, line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Highlighted {
    /// The lines without their breaks, each as runs of a CSS class and text.
    pub lines: Vec<Vec<(Option<&'static str>, String)>>,
}
