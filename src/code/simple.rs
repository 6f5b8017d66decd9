//! Small readers for languages without a grammar. They see words, strings,
//! numbers and comments; no more is needed to read an example.

use super::classes::{
    ATTRIBUTE, BUILT_IN, COMMENT, ESCAPE, FUNCTION, KEYWORD, NUMBER, OPERATOR, STRING, VARIABLE,
};
use super::runs::Runs;

/// The languages read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    /// Messages of Project Fluent.
    Fluent,
    /// Windows PowerShell and PowerShell 7.
    PowerShell,
}

/// Between two lines.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct State {
    /// Placeables that are open.
    depth: usize,
    /// Whether a comment is open.
    is_comment: bool,
}

impl State {
    /// Colors a line.
    pub(super) fn line(&mut self, syntax: Syntax, line: &str, out: &mut Runs) {
        match syntax {
            Syntax::Fluent => fluent_line(line, &mut self.depth, out),
            Syntax::PowerShell => powershell_line(line, &mut self.is_comment, out),
        }
    }
}

/// `depth`: placeables open at the start of the line.
fn fluent_line(line: &str, depth: &mut usize, out: &mut Runs) {
    if line.starts_with('#') {
        out.push(Some(COMMENT), line);
        return;
    }
    let mut rest = line;
    let is_start = !line.starts_with([' ', '\t']) || line.trim_start().starts_with('.');
    if *depth == 0
        && is_start
        && let Some(equals) = line.find('=')
    {
        out.push(Some(ATTRIBUTE), line[..equals].trim_end());
        out.push(None, &line[line[..equals].trim_end().len()..equals]);
        out.push(Some(OPERATOR), "=");
        rest = &line[equals + 1..];
    }
    while let Some(first) = rest.chars().next() {
        let length = if *depth == 0 {
            rest.find(['{', '}']).unwrap_or(rest.len()).max(first.len_utf8())
        } else {
            token_length(rest, "-_")
        };
        let (token, after) = rest.split_at(length);
        let class = match first {
            '{' => {
                *depth += 1;
                Some(ESCAPE)
            }
            '}' => {
                *depth = depth.saturating_sub(1);
                Some(ESCAPE)
            }
            _ if *depth == 0 => None,
            '"' => Some(STRING),
            '$' => Some(VARIABLE),
            '0'..='9' => Some(NUMBER),
            'A'..='Z' => Some(FUNCTION),
            '-' if after.starts_with('>') => Some(OPERATOR),
            '[' | ']' | '*' | '>' => Some(OPERATOR),
            _ => None,
        };
        out.push(class, token);
        rest = after;
    }
}

/// `is_comment`: whether a `<# … #>` is open at the start of the line.
fn powershell_line(line: &str, is_comment: &mut bool, out: &mut Runs) {
    let mut rest = line;
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        let is_free = before.is_whitespace() || "({;|=,".contains(before);
        *is_comment |= rest.starts_with("<#");
        let (length, class) = if *is_comment {
            let end = rest.find("#>").map(|idx| idx + 2);
            *is_comment = end.is_none();
            (end.unwrap_or(rest.len()), Some(COMMENT))
        } else if first == '#' && is_free {
            (rest.len(), Some(COMMENT))
        } else {
            let length = token_length(rest, if is_free || first == '$' { "-_:" } else { "_" });
            (length, powershell_class(&rest[..length], is_free))
        };
        out.push(class, &rest[..length]);
        before = rest[..length].chars().next_back().unwrap_or(' ');
        rest = &rest[length..];
    }
}

fn powershell_class(token: &str, is_free: bool) -> Option<&'static str> {
    let lower = token.to_ascii_lowercase();
    match token.as_bytes()[0] {
        b'"' | b'\'' => Some(STRING),
        b'$' if matches!(lower.as_str(), "$true" | "$false" | "$null" | "$_") => Some(BUILT_IN),
        b'$' if token.len() > 1 => Some(VARIABLE),
        b'`' => Some(ESCAPE),
        b'-' if is_free && token.len() > 1 => Some(ATTRIBUTE),
        b'0'..=b'9' if is_free => Some(NUMBER),
        b'|' | b'=' | b'+' | b'&' => Some(OPERATOR),
        _ if !is_free => None,
        _ if POWERSHELL_WORDS.binary_search(&lower.as_str()).is_ok() => Some(KEYWORD),
        _ if token.contains('-') && token.as_bytes()[0].is_ascii_alphabetic() => Some(FUNCTION),
        _ => None,
    }
}

const POWERSHELL_WORDS: &[&str] = &[
    "begin",
    "break",
    "catch",
    "class",
    "continue",
    "do",
    "dynamicparam",
    "else",
    "elseif",
    "end",
    "enum",
    "exit",
    "filter",
    "finally",
    "for",
    "foreach",
    "function",
    "if",
    "in",
    "param",
    "process",
    "return",
    "switch",
    "throw",
    "trap",
    "try",
    "until",
    "using",
    "while",
];

/// Length of the word, string or sign at the start of a text that is not empty;
/// `joints` are what words may contain besides letters and digits.
fn token_length(text: &str, joints: &str) -> usize {
    let mut chars = text.char_indices();
    let Some((_, first)) = chars.next() else {
        return 0;
    };
    let is_part = |c: char| c.is_alphanumeric() || joints.contains(c);
    if first == '"' || first == '\'' {
        let mut is_escaped = false;
        for (idx, c) in chars {
            if c == first && !is_escaped {
                return idx + 1;
            }
            is_escaped = !is_escaped && (c == '\\' || c == '`');
        }
        return text.len();
    }
    if first == '$' || is_part(first) {
        return chars.find(|(_, c)| !is_part(*c)).map_or(text.len(), |(idx, _)| idx);
    }
    first.len_utf8()
}

#[cfg(test)]
mod tests {
    use super::{POWERSHELL_WORDS, State, Syntax};
    use crate::code::runs::Runs;

    fn show(syntax: Syntax, text: &str) -> Vec<String> {
        let mut state = State::default();
        let lines = text.lines().map(|line| {
            let (mut runs, mut cut) = (Runs::default(), Vec::new());
            state.line(syntax, line, &mut runs);
            runs.cut(line, &mut cut);
            cut.into_iter()
                .map(|(class, text)| {
                    class.map_or(text.to_owned(), |c| format!("[{} {text}]", &c[3..]))
                })
                .collect()
        });
        lines.collect()
    }

    #[test]
    fn fluent_messages_are_read() {
        let text = "# Note\npages = { $n ->\n    [one] { $n } page\n   *[other] { NUMBER($n, min: 2) } { \"x\" }\n}\n    .title = T = 1\n";
        assert_eq!(
            show(Syntax::Fluent, text),
            [
                "[c # Note]",
                "[a pages] [o =] [e {] [v $n] [o ->]",
                "    [o []one[o ]] [e {] [v $n] [e }] page",
                "   [o *[]other[o ]] [e {] [f NUMBER]([v $n], min: [n 2]) [e } {] [s \"x\"] [e }]",
                "[e }]",
                "[a     .title] [o =] T = 1",
            ]
        );
    }

    #[test]
    fn powershell_is_read() {
        assert!(POWERSHELL_WORDS.is_sorted());
        assert_eq!(
            show(
                Syntax::PowerShell,
                "Get-ChildItem -Path C:\\x | Where-Object { $_.Length -gt 10 } # y\n<# a\nb #> if ($true) { \"c `\" d\" }"
            ),
            [
                "[f Get-ChildItem] [a -Path] C:\\x [o |] [f Where-Object] { [b $_].Length [a -gt] [n 10] } [c # y]",
                "[c <# a]",
                "[c b #>] [k if] ([b $true]) { [s \"c `\" d\"] }",
            ]
        );
    }
}
