//! The files of an index: small scripts that hand their content to the engine, so
//! that they load from any origin and from a disk as well.
//!
//! The head of a language (`fr.js`) holds its grammar, its stems, the thesaurus and
//! the lengths of its articles. Where stems stand (`posts`) and what articles say
//! (`texts`) are in it while all of it is small; else they are cut into parts that a
//! question fetches as it needs them. Numbers are written in signs of five bits, a
//! sixth telling that more follow.

mod numbers;
mod read;
mod write;

pub use read::read;
pub use write::write;

/// The version of the format: the engine refuses others.
const VERSION: u32 = 1;

/// Name of the function that takes a file, before the parenthesis.
const CALL: &str = "guichet.load(";

/// A file of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexFile {
    /// Its name in the folder of the indexes.
    pub name: String,
    /// Its content.
    pub text: String,
}

#[cfg(test)]
mod tests;
