//! Colors for code: the first line names the language.

use guichet::code::CLASSES;

use crate::markdown::HIGHLIGHTER;
use crate::texts::text;

/// Coloring changes no letter, whatever the language.
pub fn highlighter(data: &[u8]) {
    let text = text(data);
    let (lang, code) = text.split_once('\n').unwrap_or((&text, ""));
    let Ok(colored) = HIGHLIGHTER.highlight(lang, code) else {
        assert!(HIGHLIGHTER.refusal(lang, code).is_some());
        return;
    };
    let shown: Vec<String> = colored
        .lines
        .iter()
        .map(|line| line.iter().map(|(_, run)| run.as_str()).collect())
        .collect();
    let written: Vec<&str> = code.lines().collect();
    assert_eq!(shown, written, "{lang}");
    let classes = colored.lines.iter().flatten().filter_map(|(class, _)| *class);
    for class in classes {
        assert!(CLASSES.contains(&class), "{class}");
    }
}
