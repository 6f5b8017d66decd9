//! The engine of the browser, `engine.js`, as it is served: without comments, without
//! spaces, its own names short.

/// The source.
const SOURCE: &str = include_str!("engine.js");

/// Names of the source, in the order of the short ones that take their place. They are
/// in no string and in no expression of the source.
const NAMES: &[&str] = &[
    "concept",
    "word",
    "doc",
    "stem",
    "list",
    "best",
    "term",
    "found",
    "text",
    "weight",
    "number",
    "words",
    "last",
    "other",
    "ways",
    "mass",
    "part",
    "head",
    "question",
    "sum",
    "own",
    "row",
    "name",
    "known",
    "line",
    "units",
    "bits",
    "out",
    "sign",
    "content",
    "before",
    "share",
    "asked",
    "more",
    "shared",
    "covered",
    "mark",
    "start",
    "most",
    "key",
    "code",
    "near",
    "phrase",
    "much",
    "item",
    "refuse",
    "element",
    "average",
    "stop",
    "longer",
    "rest",
    "ln",
    "zeros",
    "value",
    "power",
    "lines",
    "page",
    "worth",
    "parts",
    "settle",
    "signs",
    "VALUE",
    "run",
    "letters",
    "ending",
    "shorter",
    "follow",
    "window",
    "bestUnit",
    "whole",
    "fit",
    "first",
    "ours",
    "theirs",
    "places",
    "next",
    "from",
    "unit",
    "says",
    "script",
    "waiting",
    "loading",
    "numbers",
    "shift",
    "way",
    "size",
    "fetchParts",
    "what",
    "fold",
    "pair",
    "between",
    "stemOf",
    "terms",
    "allowed",
    "far",
    "like",
    "twos",
    "idf",
    "matches",
    "rare",
    "nth",
    "marksOf",
    "id",
    "offset",
    "counts",
    "search",
    "main",
    "UNSPACED",
    "said",
    "least",
    "error",
    "step",
    "folder",
    "indexes",
    "SIGNS",
    "read",
    "wanted",
    "take",
    "end",
    "done",
    "fetchPosts",
    "questions",
    "fetchTexts",
    "WORD",
    "SPELL",
    "unspaced",
    "distance",
    "likeness",
    "similar",
    "link",
    "concepts",
    "square",
    "weigh",
    "rank",
    "WEIGHTS",
    "sure",
    "language",
];

/// The script that a site serves.
pub fn script() -> String {
    shorten(SOURCE, NAMES)
}

fn shorten(source: &str, names: &[&str]) -> String {
    let mut out = String::with_capacity(source.len());
    for line in source.lines().map(str::trim).filter(|line| !line.starts_with("//")) {
        line_into(line, names, &mut out);
        if !out.is_empty() && !out.ends_with([';', '{', ',', '(', '[', ':', '?', '\n']) {
            out.push('\n');
        }
    }
    out
}

/// One line: strings as they are, names short, spaces only between words.
fn line_into(line: &str, names: &[&str], out: &mut String) {
    let mut chars = line.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if matches!(c, '\'' | '`') {
            let end = line[start + 1..].find(c).map_or(line.len(), |at| start + at + 2);
            out.push_str(&line[start..end]);
            while chars.next_if(|(at, _)| *at < end).is_some() {}
        } else if is_name(c) {
            let mut end = start + c.len_utf8();
            while let Some((at, c)) = chars.next_if(|(_, c)| is_name(*c)) {
                end = at + c.len_utf8();
            }
            let name = &line[start..end];
            match names.iter().position(|known| *known == name) {
                Some(place) => out.push_str(&short(place)),
                None => out.push_str(name),
            }
        } else if c == ' ' {
            let next = chars.peek().map_or(' ', |(_, c)| *c);
            let last = out.chars().next_back().unwrap_or(' ');
            // `a - -b`, `a + +b`.
            if is_name(last) && is_name(next) || last == next {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// Letters that are no name in the source.
const LETTERS: &[u8] = b"defhloqrtvwzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// The short name with a number: one letter, then two.
fn short(place: usize) -> String {
    let letter = |place: usize| char::from(LETTERS[place % LETTERS.len()]);
    let first = letter(place);
    if place < LETTERS.len() {
        first.to_string()
    } else {
        format!("{first}{}", place / LETTERS.len())
    }
}
