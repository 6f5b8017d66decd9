//! Typography of running text: quotes, apostrophes, dashes, and the spaces that
//! must not break, by the rules of each language.
//!
//! French follows the OQLF, *Espacement avant et après les signes de ponctuation
//! et les autres signes* (Vitrine linguistique, article 22039): in Québec nothing
//! before `;` `!` `?`, a non-breaking space before `:` `%` `$` and inside « »; in
//! France a narrow one (U+202F) before `;` `!` `?`. English has curly quotes and
//! ties numbers to their units.
//!
//! Rules see the text of a whole block, across emphasis and links, and give the
//! same text when applied again. Addresses, paths and command options written in
//! the text are left alone; code and attributes never get here.

mod line;
mod protect;
mod signs;
mod spaces;
mod words;

use line::{Bytes, Line};
use protect::Protected;

use crate::base::lang;

/// The rules of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    kind: Kind,
}

/// A piece of a block's line of text, in reading order.
///
/// What takes no room between words (a footnote mark, a tag of raw HTML) is left
/// out.
#[derive(Debug)]
pub enum Run<'a> {
    /// Words.
    Text(&'a mut String),
    /// Code, an image, a task box: counts as a letter.
    Opaque,
    /// A line break, soft or hard: counts as a space that stays.
    Break,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    None,
    FrenchCanada,
    FrenchFrance,
    English,
}

impl Kind {
    fn is_french(self) -> bool {
        matches!(self, Self::FrenchCanada | Self::FrenchFrance)
    }
}

impl Rules {
    /// The rules of a language tag: `fr-CA`, any other `fr`, any `en`; other
    /// languages have none.
    pub fn for_tag(tag: &str) -> Self {
        let kind = match lang::primary(tag).as_str() {
            "fr" => {
                let is_canada =
                    tag.split(['-', '_']).skip(1).any(|part| part.eq_ignore_ascii_case("ca"));
                if is_canada { Kind::FrenchCanada } else { Kind::FrenchFrance }
            }
            "en" => Kind::English,
            _ => Kind::None,
        };
        Self { kind }
    }

    /// Applies the rules to the text of one block.
    pub fn apply(self, runs: &mut [Run<'_>]) {
        let is_quiet = |run: &Run<'_>| match run {
            Run::Text(text) => is_quiet(text),
            Run::Opaque | Run::Break => true,
        };
        if self.kind != Kind::None && !runs.iter().all(is_quiet) {
            self.rework(runs);
        }
    }

    /// Applies the rules to a text that stands alone: a title, a summary.
    pub fn apply_str(self, text: &str) -> String {
        let mut text = text.to_owned();
        self.apply(&mut [Run::Text(&mut text)]);
        text
    }

    fn rework(self, runs: &mut [Run<'_>]) {
        let mut line = Line::gather(runs);
        let mut protected = Protected::find(&line.text);
        signs::replace(&mut line, &mut protected, self.kind);
        let edits = spaces::adjust(&line.text, &protected, self.kind);
        line.change(&edits);
        line.scatter(runs);
    }
}

/// Whether no rule of any language can find something in a run, whatever stands
/// beside it. Most runs are quiet; looking is cheaper than working.
fn is_quiet(text: &str) -> bool {
    static LOUD: Bytes = Bytes::of(b"'\":;!?0123456789.-\xc2MD");
    let bytes = text.as_bytes();
    LOUD.find(text).all(|idx| {
        let next = bytes.get(idx + 1);
        match bytes[idx] {
            // Ellipses, and abbreviations: `M. Roy`.
            b'.' => idx > 0 && next.is_some_and(|b| *b != b'.') && bytes[idx - 1] != b'M',
            b'-' => idx > 0 && next.is_some_and(u8::is_ascii_alphabetic),
            // « and »
            0xc2 => !matches!(next, Some(0xab | 0xbb)),
            // `Mme Roy`, `Dr Roy`
            b'M' | b'D' => !matches!(next, None | Some(b'm' | b'l' | b'r' | b'M' | b'.')),
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests;
