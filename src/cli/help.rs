//! Help, wrong use and completions, in the language of messages.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory as _};

use crate::cli::args::Args;
use crate::cli::world::World;
use crate::diag::Arg;
use crate::i18n::Words;
use crate::report::{self, MessageLang, words};

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
    let (help, version) = (text("arg-help", "Print help"), text("arg-version", "Print version"));
    let about_help = text("help-help", "Print help");
    let command_name = text("help-command", "COMMAND");
    let template = format!(
        "{{before-help}}{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}"
    );
    dress(
        command,
        &Dress {
            command: command_name,
            commands,
            options,
            arguments,
            template,
            help,
            version,
            about_help,
        },
    )
}

struct Dress {
    command: String,
    commands: String,
    options: String,
    arguments: String,
    template: String,
    help: String,
    version: String,
    about_help: String,
}

fn dress(command: Command, dress_as: &Dress) -> Command {
    let command = command
        .help_template(dress_as.template.clone())
        .subcommand_help_heading(dress_as.commands.clone())
        .subcommand_value_name(dress_as.command.clone())
        .mut_args(|arg| {
            let heading = if arg.is_positional() { &dress_as.arguments } else { &dress_as.options };
            let arg = match arg.get_id().as_str() {
                "help" => arg.help(dress_as.help.clone()).long_help(dress_as.help.clone()),
                "version" => arg.help(dress_as.version.clone()),
                _ => arg,
            };
            // The words of the arguments say these in the language of messages.
            let arg = arg.hide_default_value(true).hide_possible_values(true);
            arg.help_heading(heading.clone())
        });
    command.mut_subcommands(|sub| {
        let is_help = sub.get_name() == "help";
        let sub = dress(sub, dress_as);
        if is_help { sub.about(dress_as.about_help.clone()) } else { sub }
    })
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
    let message = words.format(key, &args).unwrap_or_else(|| error.to_string());
    let mut text = report::labelled("level-error", &message, &words);
    if let Some(advice) = advice(error, &args).and_then(|key| words.format(key, &args)) {
        text.push_str(&report::labelled("level-help", &advice, &words));
    }
    text.push_str(words.text("usage-help").unwrap_or_default());
    text.push('\n');
    world.err(&text);
    2
}

/// What to write instead.
fn advice(error: &clap::Error, args: &[(&str, Arg)]) -> Option<&'static str> {
    let has = |wanted: &str| {
        args.iter().any(|(name, arg)| {
            *name == wanted && matches!(arg, Arg::Text(text) if !text.is_empty())
        })
    };
    if has("near") {
        return Some("usage-near");
    }
    if error.kind() == ErrorKind::InvalidValue && has("valid") {
        return Some("usage-valid");
    }
    let arg = plain(error.get(ContextKind::InvalidArg)?);
    match arg.split(' ').next() {
        Some("--date") => Some("usage-date"),
        Some("--base-url") => Some("usage-base-url"),
        Some("--port") => Some("usage-port"),
        _ => None,
    }
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
