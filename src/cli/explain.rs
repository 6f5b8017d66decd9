//! `guichet explain CODE`: what a code means.

use crate::base::Failure;
use crate::cli::args::ExplainOptions;
use crate::cli::world::World;
use crate::diag::catalog;
use crate::report;

/// Prints the explanation of a code given by number or name.
pub(super) fn run(options: &ExplainOptions, world: &World) -> Result<u8, Failure> {
    match catalog::find(&options.code) {
        Some(code) => {
            world.out(&report::explain(code, world.lang));
            Ok(0)
        }
        None => Err(Failure::Usage { what: "failure-unknown-code", value: options.code.clone() }),
    }
}
