//! Help, wrong use and completions, in the language of messages.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory as _};

use crate::cli::args::Args;
use crate::cli::world::World;
use crate::diag::Arg;
use crate::i18n::Words;
use crate::report::{MessageLang, words};

/// The command line with its help in the language of messages.
pub(super) fn command(lang: MessageLang) -> Command {
    let words = words(lang);
    let mut command = translate(Args::command(), "guichet", &words);
    command.build();
    headings(command, &words)
}

fn translate(command: Command, path: &str, words: &Words) -> Command {
    let about = words.text(&format!("help-{path}")).map(str::to_owned);
    let mut command = command.mut_args(|arg| {
        let key = format!("arg-{}", arg.get_id().as_str().replace('_', "-"));
        match words.text(&key) {
            Some(text) => arg.help(text.to_owned()),
            None => arg,
        }
    });
    if let Some(about) = about {
        command = command.about(about);
    }
    if let Some(examples) = words.text(&format!("help-{path}.examples")) {
        command = command.after_help(examples.to_owned());
    }
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    for name in names {
        let path = format!("{path}-{name}");
        command = command.mut_subcommand(name, |sub| translate(sub, &path, words));
    }
    command
}

/// The titles of the parts of a help page, and clap's own arguments.
fn headings(command: Command, words: &Words) -> Command {
    let text = |key: &str, fallback: &str| words.text(key).unwrap_or(fallback).to_owned();
    let (commands, options) = (text("help-commands", "Commands"), text("help-options", "Options"));
    let arguments = text("help-arguments", "Arguments");
    let usage = text("help-usage", "Usage:");
    let template = format!(
        "{{before-help}}{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}"
    );
    dress(command, &Dress { commands, options, arguments, template })
}

struct Dress {
    commands: String,
    options: String,
    arguments: String,
    template: String,
}

fn dress(command: Command, dress_as: &Dress) -> Command {
    let command = command
        .help_template(dress_as.template.clone())
        .subcommand_help_heading(dress_as.commands.clone())
        .mut_args(|arg| {
            let heading = if arg.is_positional() { &dress_as.arguments } else { &dress_as.options };
            arg.help_heading(heading.clone())
        });
    command.mut_subcommands(|sub| dress(sub, dress_as))
}

/// Says what is wrong with the command line; help and version are no error.
pub(super) fn usage(error: &clap::Error, world: &World) -> u8 {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            world.out(&error.render().to_string());
            return 0;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            world.err(&error.render().to_string());
            return 2;
        }
        _ => {}
    }
    let words = words(world.lang);
    let args: Vec<(&str, Arg)> = [
        ("arg", ContextKind::InvalidArg),
        ("sub", ContextKind::InvalidSubcommand),
        ("value", ContextKind::InvalidValue),
        ("valid", ContextKind::ValidValue),
        ("near", ContextKind::SuggestedArg),
        ("near", ContextKind::SuggestedSubcommand),
        ("near", ContextKind::SuggestedValue),
    ]
    .into_iter()
    .filter_map(|(name, kind)| Some((name, Arg::Text(plain(error.get(kind)?)))))
    .collect();
    let key = match error.kind() {
        ErrorKind::UnknownArgument => "usage-unknown-argument",
        ErrorKind::InvalidSubcommand => "usage-unknown-command",
        ErrorKind::MissingRequiredArgument => "usage-missing-argument",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "usage-bad-value",
        ErrorKind::MissingSubcommand => "usage-missing-command",
        ErrorKind::ArgumentConflict => "usage-conflict",
        _ => "usage-other",
    };
    let level = words.text("level-error").unwrap_or("error");
    let message = words.format(key, &args).unwrap_or_else(|| error.to_string());
    let mut text = format!("{level}: {message}\n");
    if args.iter().any(|(name, _)| *name == "near") {
        text.push_str(&words.format("usage-near", &args).unwrap_or_default());
        text.push('\n');
    }
    text.push_str(words.text("usage-help").unwrap_or_default());
    text.push('\n');
    world.err(&text);
    2
}

fn plain(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(values) => values.join(", "),
        other => other.to_string(),
    }
}

/// Prints the completions of a shell.
pub(super) fn completions(shell: clap_complete::Shell, world: &World) -> u8 {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut command(world.lang), "guichet", &mut bytes);
    world.out(&String::from_utf8_lossy(&bytes));
    0
}
