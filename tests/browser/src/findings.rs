//! What one check found wrong, all of it at once.

use std::collections::BTreeMap;
use std::fmt::Display;

/// Findings of a check, each with the places where it was found; panics with all of them
/// when the check ends.
#[derive(Default)]
pub struct Findings(BTreeMap<String, Vec<String>>);

/// Most places that are named of one finding.
const MAX_PLACES: usize = 3;

impl Findings {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes one.
    pub fn add(&mut self, place: &impl Display, finding: impl Into<String>) {
        self.0.entry(finding.into()).or_default().push(place.to_string());
    }

    /// Notes one unless a condition holds.
    pub fn expect(&mut self, place: &impl Display, holds: bool, finding: impl FnOnce() -> String) {
        if !holds {
            self.add(place, finding());
        }
    }

    /// Ends the check.
    #[track_caller]
    pub fn end(self) {
        let lines = self.0.iter().map(|(finding, places)| {
            let named = &places[..places.len().min(MAX_PLACES)];
            let more = places.len() - named.len();
            let more = if more > 0 { format!("\n    and {more} more") } else { String::new() };
            format!("- {finding}\n    {}{more}", named.join("\n    "))
        });
        let lines: Vec<String> = lines.collect();
        assert!(lines.is_empty(), "{} findings\n{}", lines.len(), lines.join("\n"));
    }
}
