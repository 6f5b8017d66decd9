//! Ctrl-C and the request to end, turned into a wish that is heard between two files.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::base::Cancel;

/// From now on SIGINT and SIGTERM ask `cancel` to stop. A second one ends the
/// process at once, with the exit code of its signal.
///
/// # Errors
/// When the system refuses a handler.
pub fn listen(cancel: &Cancel) -> std::io::Result<()> {
    let is_second = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // In this order: the first signal must not find the flag it raises.
        flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&is_second))?;
        flag::register(signal, Arc::clone(&is_second))?;
        flag::register_usize(signal, cancel.cell(), usize::try_from(signal).unwrap_or(0))?;
    }
    Ok(())
}
