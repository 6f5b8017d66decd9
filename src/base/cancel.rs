//! A wish to stop, asked for between two files.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::base::Failure;

/// Shared by whoever asks to stop (a signal handler) and whoever works. It holds
/// the number of the signal, because the exit code needs it.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicUsize>);

impl Cancel {
    /// Asks to stop because of `signal`.
    pub fn ask(&self, signal: i32) {
        self.0.store(usize::try_from(signal).unwrap_or(0), Ordering::Relaxed);
    }

    /// The signal that asks to stop.
    pub fn signal(&self) -> Option<i32> {
        match self.0.load(Ordering::Relaxed) {
            0 => None,
            signal => i32::try_from(signal).ok(),
        }
    }

    /// Ends the work when it is asked for.
    ///
    /// # Errors
    /// [`Failure::Interrupted`] with the signal.
    pub fn check(&self) -> Result<(), Failure> {
        self.signal().map_or(Ok(()), |signal| Err(Failure::Interrupted(signal)))
    }

    /// The number itself, for a signal handler that may only store one: 0 goes on.
    pub fn cell(&self) -> Arc<AtomicUsize> {
        Arc::clone(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Cancel;

    #[test]
    fn every_copy_hears_the_wish() {
        let cancel = Cancel::default();
        let copy = cancel.clone();
        assert!(copy.check().is_ok());
        cancel.ask(15);
        assert_eq!(copy.signal(), Some(15));
        assert_eq!(copy.check().unwrap_err().exit_code(), 143);
    }
}
