//! The `guichet` program: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    guichet::cli::main()
}
