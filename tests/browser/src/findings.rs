//! What one check found wrong, all of it at once.

/// Findings of a check; panics with all of them when it ends.
#[derive(Default)]
pub struct Findings(Vec<String>);

impl Findings {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes one.
    pub fn add(&mut self, finding: impl Into<String>) {
        self.0.push(finding.into());
    }

    /// Notes one unless a condition holds.
    pub fn expect(&mut self, holds: bool, finding: impl FnOnce() -> String) {
        if !holds {
            self.0.push(finding());
        }
    }

    /// Ends the check.
    #[track_caller]
    pub fn end(self) {
        assert!(self.0.is_empty(), "{} findings\n{}", self.0.len(), self.0.join("\n"));
    }
}
