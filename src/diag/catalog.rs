//! Everything guichet can say about an author's text, one file per area.
//!
//! Areas: 01 configuration and data, 02 front matter, 03 markup, 04 links,
//! 05 translations, 06 templates and theme, 07 files and assets, 08 addresses,
//! 10 accessibility, 11 writing, 12 upkeep, 13 snippets. 10 to 12 matter to quality only:
//! `check` reports them, a build does not look for them.

pub mod accessibility;
pub mod config;
pub mod files;
pub mod front;
pub mod links;
pub mod markup;
pub mod snippets;
pub mod theme;
pub mod translations;
pub mod upkeep;
pub mod urls;
pub mod writing;

use crate::diag::Code;

/// Every code, sorted by number.
pub fn all() -> Vec<&'static Code> {
    let areas: [&[&'static Code]; 12] = [
        config::CODES,
        front::CODES,
        markup::CODES,
        links::CODES,
        translations::CODES,
        theme::CODES,
        files::CODES,
        urls::CODES,
        snippets::CODES,
        accessibility::CODES,
        writing::CODES,
        upkeep::CODES,
    ];
    let mut codes: Vec<&'static Code> = areas.into_iter().flatten().copied().collect();
    codes.sort_by_key(|code| code.number);
    codes
}

/// The code with this number or name.
pub fn find(number_or_name: &str) -> Option<&'static Code> {
    all().into_iter().find(|code| {
        code.number.eq_ignore_ascii_case(number_or_name) || code.name == number_or_name
    })
}
