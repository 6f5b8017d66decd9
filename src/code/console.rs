//! Sessions at a terminal: prompts, commands, and what they print.

use super::classes::{COMMENT, PROMPT};
use super::engine::Engine;
use super::grammar::Grammars;
use super::runs::Runs;

/// Between two lines.
#[derive(Default)]
pub(super) struct State<'g> {
    /// A command that goes on in the next line.
    unfinished: Option<Engine<'g>>,
}

impl<'g> State<'g> {
    /// Colors prompts and the commands after them; the rest is what was printed.
    pub(super) fn line(&mut self, grammars: &'g Grammars, line: &str, out: &mut Runs) {
        let shell = || grammars.find("bash").map(|shell| Engine::new(grammars, shell));
        let (engine, length) = if let Some(engine) = self.unfinished.take() {
            (Some(engine), if line.starts_with("> ") { 2 } else { 0 })
        } else if let Some(length) = prompt(line) {
            (shell(), length)
        } else {
            (None, 0)
        };
        let Some(mut engine) = engine else {
            out.push(line.starts_with("# ").then_some(COMMENT), line);
            return;
        };
        let (prompt, command) = line.split_at(length);
        out.push(Some(PROMPT), prompt);
        engine.line(command, out);
        self.unfinished = command.ends_with('\\').then_some(engine);
    }
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
