//! Languages at work: strings, dates, numbers, order of words, typography.

pub mod dates;
pub mod typography;
pub mod words;

pub use words::Words;
