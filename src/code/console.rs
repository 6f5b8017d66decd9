//! Sessions at a terminal: prompts, commands, and what they print.

use super::classes::{COMMENT, PROMPT};
use super::engine::{Engine, Grammars};
use super::{Highlighted, push};

/// Colors prompts and the commands after them; the rest is what was printed.
pub(super) fn highlight(grammars: &Grammars, text: &str) -> Highlighted {
    let Some(shell) = grammars.find("bash") else {
        return Highlighted::plain(text);
    };
    // A command that goes on in the next line.
    let mut unfinished: Option<Engine<'_>> = None;
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut pieces = Vec::new();
        let (mut engine, command) = if let Some(engine) = unfinished.take() {
            let prompt = if line.starts_with("> ") { 2 } else { 0 };
            push(&mut pieces, Some(PROMPT), &line[..prompt]);
            (engine, &line[prompt..])
        } else if let Some(length) = prompt(line) {
            push(&mut pieces, Some(PROMPT), &line[..length]);
            (Engine::new(grammars, shell), &line[length..])
        } else {
            let class = line.starts_with("# ").then_some(COMMENT);
            push(&mut pieces, class, line);
            lines.push(pieces);
            continue;
        };
        engine.line_into(command, &mut pieces);
        unfinished = command.ends_with('\\').then_some(engine);
        lines.push(pieces);
    }
    Highlighted { lines }
}

/// Length of the prompt at the start of a line, its space included: `$ `,
/// `user@host:~$ `, `(env) % `, `PS C:\> `, `C:\Users>`.
fn prompt(line: &str) -> Option<usize> {
    if line == "$" {
        return Some(1);
    }
    let bytes = line.as_bytes();
    let is_drive = bytes.first().is_some_and(u8::is_ascii_uppercase) && bytes.get(1) == Some(&b':');
    if is_drive || line.starts_with("PS ") {
        let end = line.find('>')? + 1;
        return Some(end + usize::from(line[end..].starts_with(' ')));
    }
    let end = line.find("$ ").or_else(|| line.find("% "))?;
    let before = &line[..end];
    let host = before.strip_prefix('(').and_then(|rest| rest.split_once(") "));
    let host = host.map_or(before, |(_, host)| host);
    let is_host = host.is_empty() || host.contains('@') && !host.contains(' ');
    is_host.then_some(end + 2)
}

#[cfg(test)]
mod tests {
    use super::prompt;

    #[test]
    fn prompts_are_told_from_output() {
        for (line, length) in [
            ("$ ls", 2),
            ("% ls", 2),
            ("ana@poste:~/x$ ls", 15),
            ("(venv) $ ls", 9),
            ("PS C:\\Users> dir", 13),
            ("C:\\Users>dir", 9),
        ] {
            assert_eq!(prompt(line), Some(length), "{line}");
        }
        for line in ["", "total 12", "100 % done", "price: 5$ or 6$", "# note", "C: is full"] {
            assert_eq!(prompt(line), None, "{line}");
        }
    }
}
