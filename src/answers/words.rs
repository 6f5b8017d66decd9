//! Text → words, in any language: runs of letters or of digits, folded.
//!
//! The browser does the same with the same classes of Unicode; `themes/guichet/answers`
//! holds its half, and a test compares the two.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Lower case, without accents.
    pub text: String,
    /// Bytes of the text it stands on.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// Which run a character belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    /// Of a script that writes no spaces between words.
    Unspaced,
    Letter,
    Other,
}

fn class(c: char) -> Class {
    if c.is_ascii() {
        return match c {
            '0'..='9' => Class::Digit,
            'a'..='z' | 'A'..='Z' => Class::Letter,
            _ => Class::Other,
        };
    }
    match c {
        _ if c.is_numeric() => Class::Digit,
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Class::Unspaced,
        _ if c.is_alphabetic() || is_combining_mark(c) => Class::Letter,
        _ => Class::Other,
    }
}

/// Folds a word: compatibility forms and accents undone, lower case.
pub fn fold_word(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(word.len());
    for c in word.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'ς' => out.push('σ'),
            _ => out.push(c),
        }
    }
    out
}

/// The words of a text. Acronyms written with points are one word (`P.E.B.`), and so
/// is a letter joined to a word (`e-mail`); two signs make a word where no spaces
/// are written.
pub fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        let kind = class(first);
        if kind == Class::Other {
            continue;
        }
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = chars.next_if(|(_, c)| class(*c) == kind) {
            end = at + c.len_utf8();
        }
        let slice = &text[start..end];
        if kind == Class::Unspaced {
            pairs(slice, start, &mut words);
            continue;
        }
        let folded = fold_word(slice);
        if folded.is_empty() {
            continue;
        }
        match words.last_mut() {
            Some(last) if kind == Class::Letter && joins(text, last, start, &folded) => {
                last.text.push_str(&folded);
                last.end = end;
            }
            _ => words.push(Word { text: folded, start, end }),
        }
    }
    words
}

/// Whether a word goes on the one before it.
fn joins(text: &str, last: &Word, start: usize, folded: &str) -> bool {
    // The browser counts in UTF-16.
    let units = |text: &str| text.encode_utf16().count();
    let n_last = units(&last.text);
    match text.get(last.end..start) {
        Some("-" | "\u{2010}" | "\u{2011}") => n_last == 1 && units(folded) > 2,
        Some(".") => units(folded) == 1 && units(&text[last.start..last.end]) == 2 * n_last - 1,
        _ => false,
    }
}

/// Each two neighboring signs; one that stands alone is a word.
fn pairs(slice: &str, start: usize, words: &mut Vec<Word>) {
    let signs: Vec<(usize, char)> = slice.char_indices().collect();
    let mut push = |from: usize, to: usize| {
        let text = fold_word(&slice[from..to]);
        if !text.is_empty() {
            words.push(Word { text, start: start + from, end: start + to });
        }
    };
    if let [_] = signs[..] {
        push(0, slice.len());
    }
    for (idx, pair) in signs.windows(2).enumerate() {
        let end = signs.get(idx + 2).map_or(slice.len(), |(at, _)| *at);
        push(pair[0].0, end);
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    fn texts(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn apostrophes_hyphens_and_signs_part_words() {
        assert_eq!(texts("L’été, qu'est-ce"), ["l", "ete", "qu", "est", "ce"]);
        assert_eq!(texts("étudiant·e·s (élu(e)s)"), ["etudiant", "e", "s", "elu", "e", "s"]);
        assert_eq!(texts("24h/24, 13h30"), ["24", "h", "24", "13", "h", "30"]);
    }

    #[test]
    fn acronyms_and_joined_letters_are_one_word() {
        assert_eq!(texts("P.E.B. e-mail a-t-il"), ["peb", "email", "a", "t", "il"]);
        assert_eq!(texts("fin. a b"), ["fin", "a", "b"]);
        assert_eq!(texts("Le p. 3"), ["le", "p", "3"]);
    }

    #[test]
    fn signs_without_spaces_go_by_two() {
        assert_eq!(texts("図書館"), ["図書", "書館"]);
        assert_eq!(texts("本 a"), ["本", "a"]);
    }

    #[test]
    fn punctuation_alone_is_no_word() {
        assert_eq!(texts("?! \u{0} 🙂 …"), [""; 0]);
    }
}
