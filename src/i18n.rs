//! Languages at work: strings, dates, numbers, order of words, typography.

pub mod collation;
pub mod dates;
pub mod identify;
pub mod numbers;
pub mod typography;
pub mod words;

pub use collation::Collator;
pub use identify::Identifier;
pub use typography::Rules;
pub use words::Words;
