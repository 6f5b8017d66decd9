//! Fenced code → runs of few classes. Knows nothing about articles or pages.
//!
//! Grammars are those of Sublime Text, through syntect and the dump of two-face;
//! small languages they lack have a reader of their own ([`simple`], [`console`]).
//! Of the hundreds of scopes a grammar tells apart, sixteen classes remain, and
//! neighbors of one class are one run: pages stay small.

mod classes;
mod console;
mod engine;
mod grammar;
mod languages;
mod regex;
mod runs;
mod scopes;
mod simple;

use std::sync::OnceLock;

use engine::Engine;
use grammar::Grammars;
use languages::Reader;
use runs::Runs;

pub use classes::CLASSES;
pub use runs::Run;

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
    /// Whether the steps of the block were used up, so that the rest is plain.
    pub is_cut: bool,
}

impl Highlighted {
    /// The text without colors.
    pub fn plain(text: &str) -> Self {
        let lines = text.lines().map(|line| {
            let piece: Piece = (None, line.to_owned());
            if line.is_empty() { Vec::new() } else { vec![piece] }
        });
        Self { lines: lines.collect(), is_cut: false }
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
    /// which is not an error. What takes too long to color is plain from there on.
    pub fn highlight(&self, lang: &str, text: &str) -> Result<Highlighted, Refusal> {
        let mut lines = Vec::new();
        let is_whole = self.each_line(lang, text, &mut |runs| {
            lines.push(runs.iter().map(|(class, text)| (*class, (*text).to_owned())).collect());
        })?;
        Ok(Highlighted { lines, is_cut: !is_whole })
    }

    /// Colors `text` as [`Highlighter::highlight`] does and hands over the runs of one
    /// line after the other: put together they are the line, without its line break.
    /// Gives whether the steps of the block were enough.
    pub fn each_line(
        &self,
        lang: &str,
        text: &str,
        sink: &mut dyn FnMut(&[Run<'_>]),
    ) -> Result<bool, Refusal> {
        let reader = self.reader(lang, text)?;
        let grammar = match reader {
            Reader::Grammar(grammar) => Some(grammar),
            Reader::Named(name) => self.grammars().find(name),
            Reader::Plain | Reader::Simple(_) | Reader::Console => None,
        };
        let mut engine = grammar.map(|grammar| Engine::new(self.grammars(), grammar));
        let mut simple = simple::State::default();
        let mut console = console::State::default();
        let (mut runs, mut cut) = (Runs::default(), Vec::new());
        for line in text.lines() {
            match (&mut engine, reader) {
                (Some(engine), _) => engine.line(line, &mut runs),
                (_, Reader::Simple(syntax)) => simple.line(syntax, line, &mut runs),
                (_, Reader::Console) => console.line(self.grammars(), line, &mut runs),
                _ => runs.push(None, line),
            }
            runs.cut(line, &mut cut);
            sink(&cut);
        }
        Ok(engine.is_none_or(|engine| !engine.is_exhausted()))
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

    fn grammars(&self) -> &Grammars {
        self.grammars.get_or_init(Grammars::load)
    }
}

#[cfg(test)]
mod oracle;
#[cfg(test)]
mod tests;
