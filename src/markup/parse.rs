//! Markdown → tree: the dialects, and the one place that runs the parser.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::base::MappedText;
use crate::diag::Outcome;
use crate::i18n::typography::Rules;
use crate::markup::doc::Doc;
use crate::markup::lines::Neutral;
use crate::markup::{build, finish, lines};

/// How deep blocks and spans may stand in each other. Deeper ones are left
/// out and their text is kept, so that no later walk can exhaust the stack.
pub const MAX_DEPTH: usize = 128;

/// How often a text is read again without lines that only looked like those of
/// a container, before containers are given up.
const MAX_TRIES: usize = 4;

/// What the text may use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// CommonMark, GFM, and what guichet adds.
    #[default]
    Full,
    /// CommonMark 0.31.2 and nothing else.
    CommonMark,
}

/// How a text is read.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct ParseOptions<'a> {
    /// What the text may use.
    pub dialect: Dialect,
    /// The typographic rules of its language; none: the text stays as typed.
    pub typography: Option<&'a Rules>,
}

impl<'a> ParseOptions<'a> {
    /// The full dialect, with the typographic rules of a language.
    pub fn full(typography: Option<&'a Rules>) -> Self {
        Self { dialect: Dialect::Full, typography }
    }

    /// The bare dialect.
    pub fn common_mark() -> Self {
        Self { dialect: Dialect::CommonMark, typography: None }
    }
}

/// Reads expanded Markdown. Every text is valid; what an author surely did not
/// mean is reported.
pub fn parse(mapped: &MappedText, options: &ParseOptions<'_>) -> Outcome<Doc> {
    let (mut built, _) = build_tree(mapped, options.dialect);
    if options.dialect == Dialect::Full {
        finish::finish(&mut built, options.typography);
    }
    Outcome { value: built.doc, diagnostics: built.diagnostics }
}

/// The text as the parser reads it, container lines hidden.
pub(super) fn neutral_of(mapped: &MappedText) -> Neutral<'_> {
    build_tree(mapped, Dialect::Full).1
}

fn build_tree(mapped: &MappedText, dialect: Dialect) -> (build::Built, Neutral<'_>) {
    let text = mapped.text();
    let build = |neutral| (build::build(&neutral, mapped, dialect), neutral);
    if dialect == Dialect::CommonMark {
        return build(lines::untouched(text));
    }
    let mut skip = BTreeSet::new();
    for _ in 0..MAX_TRIES {
        let (built, neutral) = build(lines::neutralize(text, &skip));
        if built.unused_markers.is_empty() {
            return (built, neutral);
        }
        skip.extend(built.unused_markers);
    }
    build(lines::untouched(text))
}

/// The parser's own options; listed one by one, since `all()` turns on the old
/// footnotes, and front matter in the middle of a text.
pub(super) fn parser_options(dialect: Dialect) -> Options {
    match dialect {
        Dialect::CommonMark => Options::empty(),
        Dialect::Full => {
            Options::ENABLE_TABLES
                | Options::ENABLE_FOOTNOTES
                | Options::ENABLE_STRIKETHROUGH
                | Options::ENABLE_TASKLISTS
                | Options::ENABLE_HEADING_ATTRIBUTES
                | Options::ENABLE_GFM
                | Options::ENABLE_DEFINITION_LIST
        }
    }
}

/// The places of code in a neutralized text, sorted, without overlap.
pub(super) fn code_ranges(text: &str) -> Vec<Range<usize>> {
    Parser::new_ext(text, parser_options(Dialect::Full))
        .into_offset_iter()
        .filter_map(|(event, range)| match event {
            Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => Some(range),
            _ => None,
        })
        .collect()
}
