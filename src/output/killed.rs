//! A build that is killed between any two steps, one after the other.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Steps until the process ends; 0 when it does not.
static LEFT: AtomicUsize = AtomicUsize::new(0);

/// Ends the process when its time has come, without clearing anything up.
pub(super) fn step() {
    if LEFT.load(Ordering::Relaxed) > 0 && LEFT.fetch_sub(1, Ordering::Relaxed) == 1 {
        std::process::abort();
    }
}
