//! `guichet schema`: what `guichet.toml` may hold, for editors.

use crate::cli::world::World;
use crate::report;

/// Prints the JSON Schema of the configuration.
pub(super) fn run(world: &World) -> u8 {
    world.out(&report::schema(world.lang));
    0
}
