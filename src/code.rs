//! Fenced code → runs of few classes. Knows nothing about articles or pages.

/// The few classes that a palette colours; `name` is the CSS class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Class {
    /// Uncoloured.
    Plain,
}
