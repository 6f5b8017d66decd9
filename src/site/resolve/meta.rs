//! Front matter → [`Meta`], defaults filled in.

use crate::i18n::typography::Rules;
use crate::site::{Audience, Meta};
use crate::source::FrontMatter;

/// Longest description made from a first paragraph, in characters.
const MAX_DESCRIPTION: usize = 160;

/// Fills in the defaults; `first`, the first paragraph, stands in for a missing
/// description. Takes what it uses out of `front`.
pub(super) fn meta(front: &mut FrontMatter, title: String, first: &str, rules: Rules) -> Meta {
    let written = front.description.as_ref().map(|(text, _)| text.trim());
    let written = written.filter(|text| !text.is_empty());
    Meta {
        title,
        description: written.map_or_else(|| cut(first), |text| rules.apply_str(&one_line(text))),
        questions: std::mem::take(&mut front.questions),
        weight: front.weight,
        date: front.date,
        updated: front.updated,
        review_by: front.review_by.map(|(day, _)| day),
        owner: front.owner.take(),
        audience: if front.is_staff { Audience::Staff } else { Audience::Patron },
        provider: front.provider.take(),
        template: front.template.take().map(|(name, _)| name),
        in_search: !front.is_unsearched,
        in_feeds: !front.is_unfed,
        extra: front.extra.take(),
    }
}

fn one_line(text: &str) -> String {
    start(text, usize::MAX)
}

/// At least the first `n_bytes` of a text, its spaces made one.
fn start(text: &str, n_bytes: usize) -> String {
    let mut line = String::with_capacity(text.len().min(n_bytes));
    for word in text.split_ascii_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if line.len() >= n_bytes {
            break;
        }
    }
    line
}

/// The start of a text, cut at a word.
fn cut(text: &str) -> String {
    // A character has four bytes at most.
    let text = start(text, MAX_DESCRIPTION * 4 + 4);
    let Some((end, _)) = text.char_indices().nth(MAX_DESCRIPTION) else { return text };
    let end = text[..end].rfind(' ').unwrap_or(end);
    format!("{}…", text[..end].trim_end_matches([',', ';', ':', ' ', '\u{a0}']))
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn long_paragraphs_are_cut_at_a_word() {
        let text = "mot ".repeat(60);
        let cut = cut(&text);
        assert!(cut.ends_with("mot…") && cut.chars().count() <= 161);
    }
}
