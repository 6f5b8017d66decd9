//! Why a text is not TOML or YAML, as a variant of the messages in `i18n/cli`. The
//! parsers speak English only; what is not known here is said in their words.

use std::ops::Range;

/// The quotes that word processors write instead of straight ones.
const CURLY: [char; 6] = ['“', '”', '«', '»', '‘', '’'];

/// The variant of `G0101` for an error of the TOML parser at `range` of `text`.
pub(super) fn toml_reason(message: &str, text: &str, range: Range<usize>) -> &'static str {
    let rest = text.get(range.start..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let before = text.get(..range.start).unwrap_or_default().trim_end_matches(' ');
    let message = message.split(", expected").next().unwrap_or_default();
    match message {
        _ if rest.starts_with(CURLY) => "curly",
        "string values must be quoted" if line.trim().is_empty() => "value",
        "string values must be quoted" if looks_like_date(line) => "date",
        "string values must be quoted" if is_yes_or_no(line) => "bool",
        "string values must be quoted" => "unquoted",
        "duplicate key" => "duplicate",
        "key with no value" => "equals",
        "invalid unquoted key" if rest.starts_with(':') => "equals",
        "missing value" | "missing value for key" => "value",
        "unexpected key or value" if before.ends_with(['"', '\'']) => "quote",
        "unexpected key or value" | "extra `=`" => "extra",
        "unexpected leading zero" => "zero",
        "missing comma between array elements" | "extra comma in array" => "array",
        m if m.starts_with("unclosed") => "array",
        m if m.contains("date") || m.contains("time") => "date",
        m if m.contains("escape") => "escape",
        m if m.contains("key") => "key",
        m if m.contains("quote") || m.contains("string") => "quote",
        _ => "other",
    }
}

/// The variant of `G0102` for an error of the YAML parser at byte `at` of `text`, and
/// the byte where the mistake is rather than where the parser met it.
pub(super) fn yaml_reason(info: &str, text: &str, at: usize) -> (&'static str, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |idx| idx + 1);
    let start_of_line = &before[line_start..];
    let reason = match info {
        i if i.contains("tab") => "tab",
        _ if start_of_line.starts_with('\t') => "tab",
        i if i.contains("mapping values are not allowed") => {
            if start_of_line.contains(": ") {
                "colon"
            } else if start_of_line.starts_with(' ') {
                "indent"
            } else {
                return ("key", previous_line(&before[..line_start]));
            }
        }
        i if i.contains("escape character") => "escape",
        i if i.contains("quoted scalar") => "quote",
        i if i.contains("flow sequence") || i.contains("flow mapping") => "list",
        i if i.contains("simple key") => {
            return ("key", previous_line(&before[..line_start]));
        }
        i if i.contains("unexpected character") || i.contains("unknown anchor") => "sign",
        i if i.contains("are not allowed in this context") => "sign",
        i if i.contains("block scalar") => "sign",
        i if i.contains("indent") || i.contains("block") || i.contains("document start") => {
            "indent"
        }
        _ => "other",
    };
    (reason, at)
}

/// Yes or no as people write it.
fn is_yes_or_no(line: &str) -> bool {
    let word = line.split('#').next().unwrap_or_default().trim().to_lowercase();
    matches!(word.as_str(), "oui" | "non" | "vrai" | "faux" | "yes" | "no" | "true" | "false")
}

/// Where the last line of a text that ends with a line end begins.
fn previous_line(text: &str) -> usize {
    text.trim_end().rfind('\n').map_or(0, |idx| idx + 1)
}

/// `2026-13-24`, `24/11/2026`: figures and signs between them.
fn looks_like_date(line: &str) -> bool {
    let text = line.trim();
    let is_date = |b: u8| b.is_ascii_digit() || b"-/. :T".contains(&b);
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(is_date)
        && text.bytes().filter(|b| b"-/.".contains(b)).count() >= 2
}

#[cfg(test)]
mod tests {
    use crate::base::SourceId;
    use crate::data::{parse_toml, parse_yaml};

    fn reason(diagnostics: &[crate::diag::Diagnostic]) -> String {
        assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
        match &diagnostics[0].args[0].1 {
            crate::diag::Arg::Text(text) => text.clone(),
            crate::diag::Arg::Number(_) => String::new(),
        }
    }

    #[test]
    fn usual_mistakes_in_toml_have_a_reason() {
        for (text, expected) in [
            ("title = Bonjour\n", "unquoted"),
            ("title = Bonjour le monde\n", "unquoted"),
            ("draft = oui\n", "bool"),
            ("tags = [a, b]\n", "unquoted"),
            ("title = \"Bonjour\n", "quote"),
            ("title = Bonjour\"\n", "quote"),
            ("title = 'L'heure'\n", "quote"),
            ("title = \"dit \"bonjour\" ici\"\n", "quote"),
            ("title = “Bonjour”\n", "curly"),
            ("title = « Bonjour »\n", "curly"),
            ("title \"x\"\n", "equals"),
            ("title: \"x\"\n", "equals"),
            ("title =\n", "value"),
            ("date = 2026-13-24\n", "date"),
            ("date = 2026-2-4\n", "date"),
            ("date = 24/11/2026\n", "date"),
            ("t = {a = 1, a = 2}\n", "duplicate"),
            ("tags = [\"a\" \"b\"]\n", "array"),
            ("tags = [\"a\"\n", "array"),
            ("[languages.fr\n", "array"),
            ("a = \"c:\\dir\"\n", "escape"),
            ("clé = 1\n", "key"),
            ("t = 010\n", "zero"),
            ("a == 1\n", "extra"),
        ] {
            let outcome = parse_toml(text, SourceId(0), 0);
            assert_eq!(reason(&outcome.diagnostics), expected, "{text}");
        }
    }

    #[test]
    fn usual_mistakes_in_yaml_have_a_reason() {
        for (text, expected, at) in [
            ("title: Prêt : durée\n", "colon", 13),
            ("tags:\n\t- a\n", "tab", 7),
            ("title: \"x\n", "quote", 7),
            ("title: 'l'heure'\n", "quote", 10),
            ("tags: [a, b\n", "list", 12),
            ("title: x\n  tags: [a]\n", "indent", 15),
            (" title: x\ntags: y\n", "indent", 10),
            ("a: 1\ntitle x\ntags: y\n", "key", 5),
            ("title: @x\n", "sign", 7),
            ("title: - x\n", "sign", 7),
            ("title: \"c:\\d\"\n", "escape", 7),
        ] {
            let outcome = parse_yaml(text, SourceId(0), 0);
            assert_eq!(reason(&outcome.diagnostics), expected, "{text}");
            assert_eq!(outcome.diagnostics[0].span.start, at, "{text}");
        }
    }
}
