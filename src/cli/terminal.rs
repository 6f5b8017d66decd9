//! What a long command shows while it works, and when it is done.

use std::time::Duration;

use crate::cli::world::World;
use crate::diag::Arg;
use crate::i18n::Words;

/// A line that is replaced as the work goes on; only on a terminal.
pub(super) struct Progress<'w> {
    world: &'w World,
    is_shown: bool,
}

impl<'w> Progress<'w> {
    /// Starts; `is_quiet` never shows anything.
    pub(super) fn new(world: &'w World, is_quiet: bool) -> Self {
        Self { world, is_shown: world.is_terminal && !is_quiet }
    }

    /// Shows a step.
    pub(super) fn step(&self, text: &str) {
        if self.is_shown {
            self.world.err(&format!("\r\x1b[2K{text}"));
        }
    }

    /// Removes the line.
    pub(super) fn clear(&self) {
        if self.is_shown {
            self.world.err("\r\x1b[2K");
        }
    }
}

/// A duration as people read it.
pub(super) fn duration(time: Duration, words: &Words) -> String {
    let millis = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    if millis < 1000 {
        return format!("{millis} ms");
    }
    let args = [("whole", Arg::Number(millis / 1000)), ("tenth", Arg::Number(millis % 1000 / 100))];
    words.format("seconds", &args).unwrap_or_else(|| format!("{} s", millis / 1000))
}
