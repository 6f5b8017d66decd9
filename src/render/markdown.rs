//! The Markdown twin of a page (`index.md`): what the author wrote, variables and
//! includes expanded, links absolute, so that a machine reads it anywhere.

mod absolute;

use std::borrow::Cow;

use crate::base::Failure;
use crate::render::body::Texts;
use crate::render::pages::IndexPage;
use crate::render::places::Places;
use crate::site::{ArticleIdx, IndexEntry, Node, PageRef, Tag};

use absolute::absolute;

/// The twin of an article, a section or a home; that of a section lists what
/// stands in it.
pub(super) fn page(
    texts: &Texts<'_>,
    page: PageRef,
    node: Option<&Node>,
) -> Result<String, Failure> {
    let places = &texts.places;
    let mut out = String::new();
    text(&mut out, texts, page)?;
    if let Some(node) = node {
        let sections = node.sections.iter().map(|node| PageRef::Section(node.section));
        let articles = node.articles.iter().map(|idx| PageRef::Article(*idx));
        let items: Vec<PageRef> = sections.chain(articles).collect();
        if !items.is_empty() && !out.ends_with("\n\n") {
            out.push('\n');
        }
        for page in items {
            item(&mut out, places, page);
        }
    }
    Ok(out)
}

/// Title, summary and text of a page.
pub(super) fn text(out: &mut String, texts: &Texts<'_>, page: PageRef) -> Result<(), Failure> {
    let places = &texts.places;
    let meta = places.site.meta(page);
    title(out, &meta.title);
    let text = places.site.text(page);
    let first = text.facts.first_paragraph.as_deref();
    let is_first_paragraph = first.is_some_and(|first| flat(first) == flat(&meta.description));
    if !meta.description.is_empty() && !is_first_paragraph {
        out.push_str(&flat(&meta.description));
        out.push_str("\n\n");
    }
    let body = texts.twin(text)?.close(|link| {
        let idx = link.0 as usize;
        absolute(places, page, text.facts.links.get(idx)?, text.targets.get(idx)?)
    });
    if !body.is_empty() {
        out.push_str(&body);
        out.push('\n');
    }
    Ok(())
}

/// The twin of the page of a tag.
pub(super) fn list(places: &Places<'_>, name: &str, articles: &[ArticleIdx]) -> String {
    let mut out = String::new();
    title(&mut out, name);
    for idx in articles {
        item(&mut out, places, PageRef::Article(*idx));
    }
    out
}

/// The twin of the page of all tags.
pub(super) fn tags(places: &Places<'_>, name: &str, tags: &[&Tag]) -> String {
    let mut out = String::new();
    title(&mut out, name);
    for tag in tags {
        link(&mut out, &tag.name, &places.absolute(&Places::twin(&tag.url)));
        out.push('\n');
    }
    out
}

/// The twin of a page of an index.
pub(super) fn index(places: &Places<'_>, name: &str, page: IndexPage<'_>) -> String {
    let mut out = String::new();
    title(&mut out, name);
    for (idx, (letter, entries)) in page.letters().enumerate() {
        if !page.shows(idx) {
            if page.letter.is_none() {
                link(&mut out, &letter.initial, &places.absolute(&Places::twin(&letter.url)));
                out.push('\n');
            }
            continue;
        }
        out.push_str("## ");
        out.push_str(&letter.initial);
        out.push_str("\n\n");
        for entry in entries {
            index_entry(&mut out, places, entry);
        }
        out.push('\n');
    }
    out.truncate(out.trim_end_matches('\n').len());
    out.push('\n');
    out
}

fn index_entry(out: &mut String, places: &Places<'_>, entry: &IndexEntry) {
    let tag = entry.tag.map(|tag| places.site.tag(tag));
    if let Some(tag) = tag {
        link(out, &tag.name, &places.absolute(&Places::twin(&tag.url)));
        out.push('\n');
    }
    for idx in &entry.articles {
        out.push_str(if tag.is_some() { "  " } else { "" });
        let page = PageRef::Article(*idx);
        let href = places.absolute(&Places::twin(places.site.url(page)));
        link(out, &places.site.meta(page).title, &href);
        out.push('\n');
    }
}

/// The twin of the page of choice: the homes of all languages.
pub(super) fn languages(places: &Places<'_>, name: &str) -> String {
    let mut out = String::new();
    title(&mut out, name);
    for lang in places.settings.langs() {
        let language = places.settings.language(lang);
        let home = places.site.url(PageRef::Section(places.site.home(lang)));
        link(&mut out, &language.name, &places.absolute(&Places::twin(home)));
        out.push_str(": ");
        out.push_str(&flat(&language.title));
        out.push('\n');
    }
    out
}

/// `- [title](address of the twin): summary`.
pub(super) fn item(out: &mut String, places: &Places<'_>, page: PageRef) {
    let meta = places.site.meta(page);
    link(out, &meta.title, &places.absolute(&Places::twin(places.site.url(page))));
    if !meta.description.is_empty() {
        out.push_str(": ");
        out.push_str(&flat(&meta.description));
    }
    out.push('\n');
}

/// `- [words](address)`.
pub(super) fn link(out: &mut String, words: &str, href: &str) {
    out.push_str("- [");
    for c in flat(words).chars() {
        if matches!(c, '[' | ']' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push_str("](");
    out.push_str(href);
    out.push(')');
}

/// `# title`.
pub(super) fn title(out: &mut String, words: &str) {
    out.push_str("# ");
    out.push_str(&flat(words));
    out.push_str("\n\n");
}

/// The words on one line, without control characters. No-break spaces stay.
pub(super) fn flat(words: &str) -> Cow<'_, str> {
    if is_flat(words) {
        return Cow::Borrowed(words);
    }
    let mut line = String::with_capacity(words.len());
    for part in words.split(|c: char| c.is_ascii_whitespace()).filter(|part| !part.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(part);
    }
    line.retain(|c| !c.is_control());
    Cow::Owned(line)
}

/// Whether words stand on one line already. Most do: a pass that never stops
/// early looks at many bytes at once.
fn is_flat(words: &str) -> bool {
    let bytes = words.as_bytes();
    let is_control = |b: u8| b < 0x20 || b == 0x7F;
    // U+0080–U+009F are C2 80 – C2 9F in UTF-8.
    let is_c1 = |b: u8, next: u8| b == 0xC2 && next < 0xA0;
    let is_gap = |b: u8, next: u8| b == b' ' && next == b' ';
    let Some((last, all)) = bytes.split_last() else {
        return true;
    };
    let pairs = all.iter().zip(&bytes[1..]);
    let has_odd = pairs.fold(is_control(*last), |any, (b, next)| {
        any | is_control(*b) | is_c1(*b, *next) | is_gap(*b, *next)
    });
    !has_odd && *last != b' ' && bytes[0] != b' '
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::flat;

    #[test]
    fn words_stand_on_one_line() {
        for (words, wanted) in [
            ("", ""),
            (" ", ""),
            (" a", "a"),
            ("a ", "a"),
            ("a  b", "a b"),
            ("a\r\n\tb\n", "a b"),
            ("a\u{7f}b\u{9f}", "ab"),
            ("\u{b}a \u{1} b", "a  b"),
            ("\u{a0}a\u{a0} »\u{2028}é", "\u{a0}a\u{a0} »\u{2028}é"),
        ] {
            assert_eq!(flat(words), wanted, "{words:?}");
        }
        assert!(matches!(flat("« déjà » plat"), Cow::Borrowed(_)));
    }
}
