//! The Markdown twin of a page (`index.md`): what the author wrote, variables and
//! includes expanded, links absolute, so that a machine reads it anywhere.

mod absolute;

use crate::base::Failure;
use crate::render::body::Texts;
use crate::render::places::Places;
use crate::site::{ArticleIdx, Node, PageRef, Tag};

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
pub(super) fn flat(words: &str) -> String {
    let is_gap = |c: char| c.is_ascii_whitespace();
    let parts = words.split(is_gap).filter(|part| !part.is_empty());
    let mut line = parts.collect::<Vec<&str>>().join(" ");
    line.retain(|c| !c.is_control());
    line
}
