//! Names that the grammars do not know.

use super::simple::Syntax;

/// What reads a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// Nothing.
    Plain,
    /// A reader of our own.
    Simple(Syntax),
    /// Prompts, commands and what they print.
    Console,
    /// The grammar of this name.
    Named(&'static str),
    /// The grammar of this number.
    Grammar(usize),
}

const ALIASES: &[(&str, Reader)] = &[
    ("", Reader::Plain),
    ("ansi", Reader::Plain),
    ("apache", Reader::Named(".htaccess")),
    ("apacheconf", Reader::Named(".htaccess")),
    ("ascii", Reader::Plain),
    ("bash-session", Reader::Console),
    ("batch", Reader::Named("bat")),
    ("c++", Reader::Named("cpp")),
    ("cmd-session", Reader::Console),
    ("conf", Reader::Named("ini")),
    ("console", Reader::Console),
    ("csharp", Reader::Named("cs")),
    ("docker", Reader::Named("dockerfile")),
    ("dosini", Reader::Named("ini")),
    ("dotenv", Reader::Named(".env")),
    ("fluent", Reader::Simple(Syntax::Fluent)),
    ("ftl", Reader::Simple(Syntax::Fluent)),
    ("golang", Reader::Named("go")),
    ("htaccess", Reader::Named(".htaccess")),
    ("javascript", Reader::Named("js")),
    ("json5", Reader::Named("json")),
    ("jsonc", Reader::Named("json")),
    ("jsonl", Reader::Named("json")),
    ("jsx", Reader::Named("tsx")),
    ("ksh", Reader::Named("bash")),
    ("mermaid", Reader::Plain),
    ("mjs", Reader::Named("js")),
    ("none", Reader::Plain),
    ("output", Reader::Plain),
    ("patch", Reader::Named("diff")),
    ("plain", Reader::Plain),
    ("plaintext", Reader::Plain),
    ("posh", Reader::Simple(Syntax::PowerShell)),
    ("powershell", Reader::Simple(Syntax::PowerShell)),
    ("ps", Reader::Simple(Syntax::PowerShell)),
    ("ps1", Reader::Simple(Syntax::PowerShell)),
    ("psm1", Reader::Simple(Syntax::PowerShell)),
    ("pwsh", Reader::Simple(Syntax::PowerShell)),
    ("python3", Reader::Named("python")),
    ("shell", Reader::Named("bash")),
    ("shell-script", Reader::Named("bash")),
    ("shell-session", Reader::Console),
    ("shellsession", Reader::Console),
    ("svg", Reader::Named("xml")),
    ("tera", Reader::Named("jinja2")),
    ("term", Reader::Console),
    ("terminal", Reader::Console),
    ("text", Reader::Plain),
    ("txt", Reader::Plain),
    ("typescript", Reader::Named("ts")),
    ("viml", Reader::Named("vim")),
    ("webmanifest", Reader::Named("json")),
    ("yml", Reader::Named("yaml")),
];

/// The reader of a name that the grammars lack or understand otherwise.
pub(super) fn reader(name: &str) -> Option<Reader> {
    let name = name.to_ascii_lowercase();
    ALIASES.binary_search_by(|(alias, _)| (*alias).cmp(&name)).ok().map(|idx| ALIASES[idx].1)
}

/// The names, except the empty one.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    ALIASES.iter().map(|(alias, _)| *alias).filter(|alias| !alias.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{ALIASES, Reader, reader};
    use crate::code::grammar::Grammars;

    #[test]
    fn aliases_are_sorted_and_lead_to_grammars() {
        assert!(ALIASES.is_sorted_by_key(|(alias, _)| *alias));
        let grammars = Grammars::load();
        for (alias, reader) in ALIASES {
            if let Reader::Named(name) = reader {
                assert!(grammars.find(name).is_some(), "{alias} -> {name}");
            }
        }
        assert_eq!(reader("Shell-Session"), Some(Reader::Console));
        assert_eq!(reader("rust"), None);
    }
}
