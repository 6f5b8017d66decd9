//! The tree of an article.
//!
//! Links and images are numbers into [`Doc::links`]: resolving a site fills a
//! parallel list of targets and leaves the tree untouched.

use serde::{Deserialize, Serialize};

use crate::base::Span;

/// One article's text as a tree.
#[derive(Clone, Debug, Default)]
pub struct Doc {
    /// The text, top-down.
    pub blocks: Vec<Block>,
    /// Every link and image as written, in order of appearance.
    pub links: Vec<RawLink>,
    /// Footnotes in order of first mark; those never marked are left out.
    pub footnotes: Vec<Footnote>,
    /// Whether the text holds raw HTML, so that the result must be sanitised.
    pub has_raw_html: bool,
    /// Ids that raw HTML gives, for links to name.
    pub raw_ids: Vec<String>,
    /// Every piece of raw HTML as the policy left it, for the text's twin.
    pub raw_pieces: Vec<RawHtml>,
    /// Where comments stand in the expanded text, in bytes. Nobody is to read
    /// them, so they are in no block.
    pub comments: Vec<std::ops::Range<usize>>,
}

/// Number of a link in [`Doc::links`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LinkId(pub u32);

/// A link or image as the author wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawLink {
    /// The destination, unescaped.
    pub dest: String,
    /// What it is.
    pub kind: LinkKind,
    /// The whole link in the source.
    pub span: Span,
}

/// Whether a destination is followed or shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkKind {
    /// `[text](dest)`, `[text][ref]`.
    Link,
    /// `![alt](dest)`.
    Image,
    /// `<https://…>` or a bare address: never a source path.
    Autolink,
}

/// A block of text.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// `> quoted`.
    Quote(Vec<Block>),
    /// A GFM alert or a `:::note` container.
    Callout {
        /// Which word and colour it has.
        kind: CalloutKind,
        /// The author's title; none: the word of the kind, from the strings.
        title: Vec<Inline>,
        /// What it says.
        blocks: Vec<Block>,
    },
    /// `:::details Summary`.
    Details {
        /// The line that is always shown; empty: a word from the strings.
        summary: Vec<Inline>,
        /// What opens.
        blocks: Vec<Block>,
    },
    /// `:::steps`: a numbered procedure; usually one ordered list.
    Steps(Vec<Block>),
    /// `:::tabs`.
    Tabs {
        /// Number of this group in the article, from 1, for unique names.
        group: u32,
        /// The panels in order.
        panels: Vec<Panel>,
    },
    /// A list.
    List {
        /// First number of an ordered list.
        start: Option<u64>,
        /// Whether items are shown without paragraphs.
        is_tight: bool,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A fenced or indented block of code.
    Code(CodeBlock),
    /// A table.
    Table(Table),
    /// Terms and their definitions.
    Definitions(Vec<Definition>),
    /// An image with a title that stands alone: a figure with its caption.
    Figure {
        /// The image.
        link: LinkId,
        /// Alternative text.
        alt: String,
        /// The caption.
        caption: Vec<Inline>,
    },
    /// A thematic break.
    Rule,
    /// A block of raw HTML.
    Html(RawHtml),
}

/// A heading of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Unique in the article.
    pub id: String,
    /// Whether the author wrote the id.
    pub is_explicit: bool,
    /// Classes from heading attributes.
    pub classes: Vec<String>,
    /// The words.
    pub inlines: Vec<Inline>,
    /// The heading in the source.
    pub span: Span,
}

/// The kinds of callout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CalloutKind {
    /// Further information.
    Note,
    /// Advice.
    Tip,
    /// What must not be missed.
    Important,
    /// What may go wrong.
    Warning,
    /// What will do harm (`:::danger`, `[!CAUTION]`).
    Danger,
}

impl CalloutKind {
    /// The name used in classes and string keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }
}

/// A panel of tabs.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// The words of its tab.
    pub label: Vec<Inline>,
    /// What it shows.
    pub blocks: Vec<Block>,
}

/// A block of code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeBlock {
    /// First word of the info string, as written; empty if none.
    pub lang: String,
    /// `title="…"`.
    pub title: Option<String>,
    /// Marked lines `{2,4-6}`, one-based, sorted, without repeats.
    pub marked: Vec<u32>,
    /// The code, ending with a line break unless empty.
    pub text: String,
    /// The block in the source.
    pub span: Span,
}

/// A table: every row has as many cells as the head.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Alignment of each column.
    pub columns: Vec<Align>,
    /// Header cells.
    pub head: Vec<Vec<Inline>>,
    /// Body cells, row by row.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// Alignment of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// As the theme has it.
    None,
    /// Left.
    Left,
    /// Centre.
    Center,
    /// Right.
    Right,
}

/// A term and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// The term.
    pub term: Vec<Inline>,
    /// Its definitions.
    pub meanings: Vec<Vec<Block>>,
    /// Whether they are shown without paragraphs.
    pub is_tight: bool,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq)]
pub struct Footnote {
    /// The name the author gave it.
    pub name: String,
    /// How many marks refer to it.
    pub n_marks: u32,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Where its name first stands in the source.
    pub span: Span,
}

/// Raw HTML and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawHtml {
    /// As written, or already filtered (see [`crate::html::sanitize`]).
    pub html: String,
    /// Where it stands.
    pub span: Span,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Inline {
    /// Text, typographic rules applied.
    Text(String),
    /// `code`.
    Code(String),
    /// *Emphasis*.
    Emphasis(Vec<Inline>),
    /// **Strong**.
    Strong(Vec<Inline>),
    /// ~~Struck~~.
    Strikethrough(Vec<Inline>),
    /// A link.
    Link {
        /// Its destination.
        link: LinkId,
        /// Its title, if any.
        title: String,
        /// Its words.
        inlines: Vec<Inline>,
    },
    /// An image in a line of text.
    Image {
        /// The image.
        link: LinkId,
        /// Its title, if any.
        title: String,
        /// Alternative text.
        alt: String,
    },
    /// A footnote mark: index into [`Doc::footnotes`] and which mark of it, from 1.
    FootnoteMark {
        /// Index of the footnote.
        footnote: u32,
        /// 1 for its first mark, 2 for its second …
        nth: u32,
    },
    /// The box of a task list item.
    TaskMark(bool),
    /// A line break in the source.
    SoftBreak,
    /// A line break that is shown.
    HardBreak,
    /// Raw inline HTML.
    Html(RawHtml),
}
