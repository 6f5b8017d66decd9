//! Ctrl-C and the request to end: at once while nothing is being written, between
//! two files while something is.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::base::Cancel;

/// The signals of this process, heard.
pub struct Signals {
    cancel: Cancel,
    /// While raised, a signal ends the process with the exit code of its number.
    at_once: Arc<AtomicBool>,
}

impl Signals {
    /// From now on SIGINT and SIGTERM end the process with exit code 130 or 143.
    /// Where the system refuses a handler, its own behavior stays.
    pub fn listen() -> Self {
        let signals = Self { cancel: Cancel::default(), at_once: Arc::new(AtomicBool::new(true)) };
        for signal in [SIGINT, SIGTERM] {
            // In this order: a held signal raises the flag that a second one finds.
            let number = usize::try_from(signal).unwrap_or(0);
            let _ = flag::register_conditional_shutdown(
                signal,
                128 + signal,
                Arc::clone(&signals.at_once),
            );
            let _ = flag::register(signal, Arc::clone(&signals.at_once));
            let _ = flag::register_usize(signal, signals.cancel.cell(), number);
        }
        signals
    }

    /// From now on a first signal is a wish that is heard between two files; a
    /// second one ends the process at once.
    pub fn hold(&self) -> Cancel {
        self.at_once.store(false, Ordering::SeqCst);
        self.cancel.clone()
    }
}
