//! The line that opens a fenced block: ```` ```rust title="main.rs" {2,4-6} ````.

/// The longest line number that may be marked.
const MAX_LINE: u32 = 100_000;

/// What is read of an info string, in bytes.
const MAX_INFO: usize = 1000;

/// What the line says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Info {
    pub(super) lang: String,
    pub(super) title: Option<String>,
    /// Ranges of marked lines, first and last, as written.
    pub(super) marked: Vec<(u32, u32)>,
}

/// Reads an info string. What it does not know is ignored, as CommonMark wants.
pub(super) fn parse(info: &str) -> Info {
    let mut found = Info::default();
    let mut rest = info.get(..MAX_INFO).unwrap_or(info).trim();
    if rest.len() > MAX_INFO {
        rest = "";
    }
    let word = rest.find([' ', '\t', '{']).unwrap_or(rest.len());
    if !rest[..word].contains('=') {
        rest[..word].clone_into(&mut found.lang);
        rest = rest[word..].trim_start();
    }
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("title=") {
            let (title, after) = value(after);
            found.title = Some(title.to_owned()).filter(|title| !title.is_empty());
            rest = after.trim_start();
        } else if let Some((ranges, after)) =
            rest.strip_prefix('{').and_then(|after| after.split_once('}'))
        {
            found.marked.extend(ranges.split(',').filter_map(line_range));
            rest = after.trim_start();
        } else {
            let end = rest.find([' ', '\t']).unwrap_or(rest.len());
            rest = rest[end..].trim_start();
        }
    }
    found
}

/// The marked lines of a block of `n_lines`, sorted, without repeats.
pub(super) fn marked_lines(ranges: &[(u32, u32)], n_lines: usize) -> Vec<u32> {
    let n_lines = u32::try_from(n_lines).unwrap_or(u32::MAX).min(MAX_LINE);
    let mut sorted: Vec<(u32, u32)> = ranges.to_vec();
    sorted.sort_unstable();
    let mut lines = Vec::new();
    let mut next = 1;
    for (first, last) in sorted {
        let from = first.max(next);
        let to = last.min(n_lines);
        lines.extend(from..=to);
        next = next.max(to.saturating_add(1));
    }
    lines
}

/// A quoted value, or one up to the next space.
fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(pair) = text.strip_prefix(quote).and_then(|text| text.split_once(quote)) {
            return pair;
        }
    }
    text.split_once([' ', '\t']).unwrap_or((text, ""))
}

/// `3` or `4-6`.
fn line_range(text: &str) -> Option<(u32, u32)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let first: u32 = first.trim().parse().ok()?;
    let last: u32 = last.trim().parse().ok()?;
    (first >= 1 && first <= last).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::{marked_lines, parse};

    #[test]
    fn language_title_and_lines_are_read_in_any_order() {
        let info = parse("rust title=\"my file.rs\" {2,4-6}");
        assert_eq!((info.lang.as_str(), info.title.as_deref()), ("rust", Some("my file.rs")));
        assert_eq!(info.marked, [(2, 2), (4, 6)]);
        let info = parse("{1} title=x y");
        assert_eq!((info.lang.as_str(), info.title.as_deref()), ("", Some("x")));
        assert_eq!(parse("js{3}").lang, "js");
        assert_eq!(parse("title='a b'").title.as_deref(), Some("a b"));
        assert_eq!(parse("  ").lang, "");
        assert_eq!(parse("c {x,0,6-4,-1").marked, []);
    }

    #[test]
    fn marked_lines_stay_inside_the_block() {
        assert_eq!(marked_lines(&[(4, 6), (2, 2), (5, 4_000_000_000)], 7), [2, 4, 5, 6, 7]);
        assert_eq!(marked_lines(&[(9, 9)], 3), [0_u32; 0]);
    }
}
