//! Every key of `guichet.toml`, for the JSON Schema that editors complete and check
//! by. A test compares this table with what the reader of the configuration knows.

use crate::config::providers::PROVIDER_NAMES;
use crate::config::read::{LEVELS, OPEN_TABLES};

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Holds {
    /// Text.
    Text,
    /// Text of a shape: a regular expression, and an example.
    Shaped(&'static str, &'static str),
    /// An absolute address of the web.
    Address,
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// A number from 0 to 1.
    Share,
    /// A list of texts.
    Texts,
    /// A color, or one for light pages and one for dark ones.
    Color,
    /// True or false.
    Flag,
    /// A list of some of a few words.
    Choices(&'static [&'static str]),
    /// A whole number, from and to.
    Whole(u32, u32),
    /// A list of such.
    Wholes(u32, u32),
    /// A table of the keys that are listed below it, and no other.
    Table,
    /// A table of tables: each has the keys that are listed below `*`.
    Tables,
    /// The same, of names that are known.
    Named(&'static [&'static str]),
    /// A table of free names and texts, numbers, dates or flags.
    Values,
    /// A text, or a table of free names and texts.
    TextOrTexts,
    /// A text, or a table with the keys that are listed and any other.
    TextOrOpen,
    /// A table of the names of checks and their levels.
    Checks,
    /// A table that is not read by a build.
    Open,
}

/// A key of the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its path, `*` for a name that the site chooses: `languages.*.title`.
    pub path: &'static str,
    /// What it holds.
    pub holds: Holds,
}

const fn key(path: &'static str, holds: Holds) -> Key {
    Key { path, holds }
}

/// The words of a level of severity.
const LEVEL_NAMES: [&str; LEVELS.len()] = [LEVELS[0].0, LEVELS[1].0, LEVELS[2].0];

// What the reader takes, but for variables, which may stand for anything.
const PHONE: Holds = Holds::Shaped("^$|\\{\\{|[0-9].*[0-9].*[0-9]", "418 555-0142");
const MAIL: Holds = Holds::Shaped("^$|\\{\\{|^[^@]+@[^@]+$", "aide@example.ca");
const PLACE: Holds = Holds::Shaped("^$|\\{\\{|^https?://|^[^:]+$", "spaces/ask");
const ENDPOINT: Holds = Holds::Shaped("^https?://|^/|^mailto:", "mailto:aide@example.ca");
const EDIT: Holds = Holds::Shaped("^https?://.*\\{path\\}", "https://git.example/{path}");

/// The keys that the site must have.
pub const REQUIRED: [&str; 2] = ["base_url", "languages"];

/// Every key, in the order of the documentation; a table before what is in it.
pub const KEYS: &[Key] = &[
    key("title", Holds::Text),
    key("description", Holds::Text),
    key("base_url", Holds::Address),
    key("default_language", Holds::Text),
    key("languages", Holds::Tables),
    key("languages.*.name", Holds::Text),
    key("languages.*.tag", Holds::Text),
    key("languages.*.title", Holds::Text),
    key("languages.*.description", Holds::Text),
    key("languages.*.dir", Holds::Choice(&["ltr", "rtl"])),
    key("languages.*.variables", Holds::Values),
    key("languages.*.contact", Holds::Table),
    key("languages.*.contact.phone", PHONE),
    key("languages.*.contact.email", MAIL),
    key("languages.*.contact.form", PLACE),
    key("languages.*.contact.chat", PLACE),
    key("languages.*.contact.hours", Holds::TextOrTexts),
    key("variables", Holds::Values),
    key("home", Holds::Table),
    key("home.questions", Holds::Texts),
    key("contact", Holds::Table),
    key("contact.phone", PHONE),
    key("contact.email", MAIL),
    key("contact.form", PLACE),
    key("contact.chat", PLACE),
    key("contact.hours", Holds::TextOrTexts),
    key("feedback", Holds::Table),
    key("feedback.endpoint", ENDPOINT),
    key("theme", Holds::TextOrOpen),
    key("theme.name", Holds::Text),
    key("theme.accent", Holds::Color),
    key("theme.logo", Holds::Text),
    key("theme.favicon", Holds::Text),
    key("theme.radius", Holds::Whole(0, 24)),
    key("theme.cards", Holds::Flag),
    key("deploy", Holds::Table),
    key("deploy.headers", Holds::Flag),
    key("markdown", Holds::Table),
    key("markdown.html", Holds::Choice(&["safe", "off", "trusted"])),
    key("links", Holds::Table),
    key("links.broken", Holds::Choice(&LEVEL_NAMES)),
    key("links.vague", Holds::Texts),
    key("links.edit", EDIT),
    key("search", Holds::Table),
    key("search.threshold", Holds::Share),
    key("checks", Holds::Checks),
    key("images", Holds::Table),
    key("images.formats", Holds::Choices(&["avif", "webp"])),
    key("images.widths", Holds::Wholes(16, 8_192)),
    key("images.quality", Holds::Whole(1, 100)),
    key("images.sizes", Holds::Text),
    key("providers", Holds::Named(PROVIDER_NAMES)),
    key("providers.*", Holds::Values),
    key(OPEN_TABLES[0], Holds::Open),
    key(OPEN_TABLES[1], Holds::Open),
];

/// The words for a level, in the order of [`crate::config::Level`].
pub fn level_names() -> [&'static str; 3] {
    LEVEL_NAMES
}
