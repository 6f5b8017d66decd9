//! Finds what looks technical in running text: addresses, e-mail, domain names,
//! file paths, command options, emoji codes.

use super::cells::{Cell, is_blank};

/// Marks the technical words.
pub(super) fn mark(cells: &mut [Cell]) {
    let mut start = 0;
    let mut is_suspect = false;
    for idx in 0..cells.len() {
        let ch = cells[idx].ch;
        if ends_token(ch) {
            if is_suspect {
                token(&mut cells[start..idx]);
            }
            start = idx + 1;
            is_suspect = false;
        } else {
            is_suspect |= matches!(ch, '/' | '\\' | ':' | '@' | '.' | '-');
        }
    }
    if is_suspect {
        token(&mut cells[start..]);
    }
}

/// What stands between words, whatever the rules do to it.
fn ends_token(ch: char) -> bool {
    is_blank(ch)
        || matches!(ch, '«' | '»' | '“' | '”' | '"' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>')
}

fn token(cells: &mut [Cell]) {
    if let Some(length) = emoji(cells) {
        protect(&mut cells[..length]);
        return token(&mut cells[length..]);
    }
    let scheme = cells.windows(3).position(|w| w[0].ch == ':' && w[1].ch == '/' && w[2].ch == '/');
    if let Some(colon) = scheme {
        let is_scheme = |cell: &Cell| cell.ch.is_ascii_alphanumeric() || "+-.".contains(cell.ch);
        let length = cells[..colon].iter().rev().take_while(|cell| is_scheme(cell)).count();
        let end = trimmed(cells);
        if colon - length < end {
            protect(&mut cells[colon - length..end]);
        }
        return;
    }
    if is_path(cells) {
        let end = trimmed(cells);
        return protect(&mut cells[..end]);
    }
    for part in cells.split_mut(|cell| matches!(cell.ch, '\'' | '’' | '‘')) {
        let end = trimmed(part);
        if is_technical(&part[..end]) {
            protect(&mut part[..end]);
        }
    }
}

fn protect(cells: &mut [Cell]) {
    for cell in cells {
        cell.is_protected = true;
    }
}

/// Length of `:name:` at the start of a token.
fn emoji(cells: &[Cell]) -> Option<usize> {
    if cells.first()?.ch != ':' {
        return None;
    }
    let is_name = |cell: &Cell| cell.ch.is_ascii_alphanumeric() || "_+-".contains(cell.ch);
    let length = cells[1..].iter().take_while(|cell| is_name(cell)).count();
    (length > 0 && cells.get(length + 1)?.ch == ':').then_some(length + 2)
}

/// Whether a token begins as paths do: `/x`, `./x`, `../x`, `~/x`, `C:\x`.
fn is_path(cells: &[Cell]) -> bool {
    let start: String = cells.iter().take(3).map(|cell| cell.ch).collect();
    let is_named = cells.iter().any(|cell| cell.ch.is_alphanumeric());
    is_named && (start.starts_with(['/', '\\']) || matches!(start.as_str(), "../" | "..\\"))
        || matches!(start.get(..2), Some("./" | "~/" | ".\\"))
        || start.ends_with(":\\") && start.starts_with(|ch: char| ch.is_ascii_alphabetic())
}

/// Length without the punctuation at the end; dots after a slash are no ellipsis.
fn trimmed(cells: &[Cell]) -> usize {
    let is_end = |cell: &Cell| ".,;:!?…%$€¢".contains(cell.ch);
    let end = cells.len() - cells.iter().rev().take_while(|cell| is_end(cell)).count();
    let is_folder = end > 0 && matches!(cells[end - 1].ch, '/' | '\\');
    end + cells[end..].iter().take_while(|cell| is_folder && cell.ch == '.').count()
}

fn is_technical(cells: &[Cell]) -> bool {
    let at = |idx: usize| cells.get(idx).map_or(' ', |cell| cell.ch);
    let dashes = cells.iter().take(3).take_while(|cell| cell.ch == '-').count();
    if (1..=2).contains(&dashes) && at(dashes).is_alphabetic() {
        return true;
    }
    let is_number = cells.iter().all(|cell| !cell.ch.is_alphabetic());
    let mut has_slash = false;
    for (idx, cell) in cells.iter().enumerate() {
        let is_inside = idx > 0 && at(idx - 1).is_alphanumeric() && at(idx + 1).is_alphanumeric();
        match cell.ch {
            '@' if is_inside => return true,
            '.' if is_inside && !is_number => return true,
            ':' if at(idx + 1) == ':' => return true,
            '/' | '\\' => has_slash = true,
            _ => {}
        }
    }
    has_slash && cells.len() > 1
}
