//! Stub of the allow-list for what authors write: lets nothing through.

use std::ops::Range;

/// What becomes of raw HTML.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Policy {
    /// What is on the allow-list stays.
    #[default]
    Safe,
    /// It is shown as text.
    Off,
    /// It stays as it is, and the site answers for it.
    Trusted,
}

/// Something that [`filter`] took out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// How the author knows it.
    pub what: String,
    /// Where it stood, in bytes of the piece.
    pub range: Range<usize>,
}

/// One raw piece according to the policy.
pub fn filter(html: &str, _policy: Policy) -> (String, Vec<Dropped>) {
    (String::new(), vec![Dropped { what: html.to_owned(), range: 0..html.len() }])
}

/// Cleans a whole rendered body.
pub fn clean_body(html: &str) -> String {
    html.to_owned()
}
