//! Fenced code → runs of few classes. Knows nothing about articles or pages.
//!
//! Grammars are those of Sublime Text, through syntect and the dump of two-face;
//! small languages they lack have a reader of their own ([`simple`], [`console`]).
//! Of the hundreds of scopes a grammar tells apart, sixteen classes remain, and
//! neighbors of one class are one run: pages stay small.

mod classes;
mod console;
mod engine;
mod languages;
mod simple;

use std::sync::OnceLock;

use engine::{Engine, Grammars};
use languages::Reader;

pub use classes::CLASSES;

/// The longest line that is colored, in bytes: regular expressions on longer ones
/// are slow, and no one reads them.
pub const MAX_LINE: usize = 4096;
/// The most lines of a block that is colored.
pub const MAX_LINES: usize = 5000;
/// The largest block that is colored, in bytes.
pub const MAX_BYTES: usize = 256 * 1024;

/// A run of text and its class, if it has one.
pub type Piece = (Option<&'static str>, String);

/// A block of code, line by line, without line breaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Highlighted {
    /// The runs of each line; put together they are the text as it was.
    pub lines: Vec<Vec<Piece>>,
}

impl Highlighted {
    /// The text without colors.
    pub fn plain(text: &str) -> Self {
        let lines = text.lines().map(|line| {
            let piece: Piece = (None, line.to_owned());
            if line.is_empty() { Vec::new() } else { vec![piece] }
        });
        Self { lines: lines.collect() }
    }
}

/// Why a block has no colors; it is shown plain then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No one knows the language.
    Unknown,
    /// Longer than [`MAX_LINE`], [`MAX_LINES`] or [`MAX_BYTES`].
    TooLong,
}

/// Colors code. Shared by all threads; grammars are loaded when the first block
/// needs them, regular expressions when the first block of a language does.
#[derive(Debug, Default)]
pub struct Highlighter {
    grammars: OnceLock<Grammars>,
}

impl Highlighter {
    /// A highlighter that has loaded nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Colors `text`, written in the language that the author calls `lang`: a name,
    /// an alias or a file extension, in any case. Empty and `text` mean no language,
    /// which is not an error.
    pub fn highlight(&self, lang: &str, text: &str) -> Result<Highlighted, Refusal> {
        Ok(match self.reader(lang, text)? {
            Reader::Plain => Highlighted::plain(text),
            Reader::Simple(syntax) => simple::highlight(syntax, text),
            Reader::Console => console::highlight(self.grammars(), text),
            Reader::Named(name) => {
                let grammar = self.grammars().find(name);
                grammar.map_or_else(|| Highlighted::plain(text), |grammar| self.run(grammar, text))
            }
            Reader::Grammar(grammar) => self.run(grammar, text),
        })
    }

    /// Why [`Highlighter::highlight`] would refuse, without the work of coloring.
    pub fn refusal(&self, lang: &str, text: &str) -> Option<Refusal> {
        self.reader(lang, text).err()
    }

    /// What reads a block.
    fn reader(&self, lang: &str, text: &str) -> Result<Reader, Refusal> {
        let reader = languages::reader(lang).map_or_else(
            || self.grammars().find(lang).map(Reader::Grammar).ok_or(Refusal::Unknown),
            Ok,
        )?;
        let is_long = text.len() > MAX_BYTES
            || text.lines().count() > MAX_LINES
            || text.lines().any(|line| line.len() > MAX_LINE);
        if is_long && reader != Reader::Plain { Err(Refusal::TooLong) } else { Ok(reader) }
    }

    /// Every name that [`Highlighter::highlight`] knows, sorted, for suggestions.
    pub fn known_languages(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.grammars().names().collect();
        for name in languages::names() {
            names.push(name);
        }
        names.sort_unstable();
        names.dedup();
        names
    }

    fn run(&self, grammar: usize, text: &str) -> Highlighted {
        let mut engine = Engine::new(self.grammars(), grammar);
        Highlighted { lines: text.lines().map(|line| engine.line(line)).collect() }
    }

    fn grammars(&self) -> &Grammars {
        self.grammars.get_or_init(Grammars::load)
    }
}

/// Adds text to a line; neighbors of one class become one run, spaces between them
/// included.
fn push(line: &mut Vec<Piece>, class: Option<&'static str>, text: &str) {
    if text.is_empty() {
        return;
    }
    let is_blank = |text: &str| text.bytes().all(|b| b == b' ' || b == b'\t');
    let class = class.filter(|_| !is_blank(text));
    if let [.., (before, run), (None, space)] = line.as_mut_slice()
        && *before == class
        && is_blank(space)
    {
        run.push_str(space);
        line.pop();
    }
    match line.last_mut() {
        Some((last, run)) if *last == class => run.push_str(text),
        _ => line.push((class, text.to_owned())),
    }
}

#[cfg(test)]
mod tests;
