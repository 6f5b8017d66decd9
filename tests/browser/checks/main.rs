//! The checks, in a real browser. `tests/browser/run` installs what they need;
//! `cargo test --manifest-path tests/browser/Cargo.toml -- PART` runs those whose names
//! contain PART.

mod axe;
mod cost;
mod help;
mod keyboard;
mod languages;
mod layout;
mod markup;
mod preferences;
mod scripts_off;

use std::process::ExitCode;

use guichet_browser::{Check, run};

fn main() -> ExitCode {
    // The longest first: they share the cores with all the others then.
    let checks: Vec<Check> = [
        layout::CHECKS,
        axe::CHECKS,
        markup::CHECKS,
        keyboard::CHECKS,
        preferences::CHECKS,
        cost::CHECKS,
        help::CHECKS,
        scripts_off::CHECKS,
        languages::CHECKS,
    ]
    .concat();
    run(&checks)
}
