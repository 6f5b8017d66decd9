//! The command line: arguments → a command → an exit code.
//!
//! Only here and in `report` is there a terminal; only here are the clock and
//! the environment read.

mod args;
mod build;
mod check;
mod doctor;
mod embed;
mod evaluate;
mod explain;
mod help;
mod init;
mod new;
mod render;
mod said;
mod schema;
mod search;
mod serve;
mod terminal;
mod world;

use std::process::ExitCode;

use clap::FromArgMatches as _;

use crate::base::Failure;
use crate::cli::args::{Args, Command};
use crate::cli::world::World;
use crate::report;

/// Runs the program: 0 done, 1 problems in the site, 2 wrong use, 3 environment.
pub fn main() -> ExitCode {
    let world = World::new();
    let command = help::command(world.lang);
    let parsed = command.try_get_matches_from(&world.args).and_then(|m| Args::from_arg_matches(&m));
    let code = match parsed {
        Ok(args) => run(args, world),
        Err(error) => help::usage(&error, &world),
    };
    ExitCode::from(code)
}

fn run(args: Args, mut world: World) -> u8 {
    if let Some(tag) = &args.lang {
        world.lang = report::MessageLang::from_tag(tag);
    }
    let result = dispatch(args, &world);
    match result {
        Ok(code) => code,
        Err(failure) => {
            world.err(&report::failure(&failure, world.lang));
            failure.exit_code()
        }
    }
}

fn dispatch(args: Args, world: &World) -> Result<u8, Failure> {
    let site = world.site(args.root.as_deref(), args.format);
    match args.command {
        Command::Init(options) => init::run(&options, world),
        Command::New(options) => new::run(&options, &site),
        Command::Build(options) => build::run(&options, &site),
        Command::Check(options) => check::run(&options, &site),
        Command::Serve(options) => serve::run(&options, &site),
        Command::Render(options) => render::run(&options, args.lang.as_deref(), &site),
        Command::Search(options) => search::run(&options, args.lang.as_deref(), &site),
        Command::Evaluate(options) => evaluate::run(&options, &site),
        Command::Embed(options) => embed::run(&options, args.lang.as_deref(), &site),
        Command::Doctor(options) => doctor::run(&options, &site),
        Command::Explain(options) => explain::run(&options, world),
        Command::Schema => Ok(schema::run(world)),
        Command::Completions(options) => Ok(help::completions(options.shell, world)),
    }
}
