//! `llms.txt` (the convention of llmstxt.org): what the site holds, for readers
//! that are language models, and `llms-full.txt`, all of it in one file.

use crate::base::{Failure, LangIdx};
use crate::render::body::Texts;
use crate::render::markdown::{flat, item, link, text, title};
use crate::render::places::Places;
use crate::site::{ArticleIdx, Node, PageRef};

/// The list of a language's articles, a part for each section at the top. That
/// of the default language leads to the others.
pub(super) fn index(places: &Places<'_>, lang: LangIdx, parts: &[Part]) -> String {
    let mut out = String::new();
    head(&mut out, places, lang);
    for part in parts {
        heading(&mut out, &part.title);
        for idx in &part.articles {
            item(&mut out, places, PageRef::Article(*idx));
        }
        out.push('\n');
    }
    let settings = places.settings;
    let others: Vec<LangIdx> = settings.langs().filter(|other| *other != lang).collect();
    if !others.is_empty() {
        let names = settings.langs().map(|lang| settings.language(lang).name.as_str());
        heading(&mut out, &names.collect::<Vec<&str>>().join(", "));
        for other in others {
            let href = places.absolute(&file(places, other, "llms.txt"));
            link(&mut out, &settings.language(other).name, &href);
            out.push_str(": ");
            out.push_str(&flat(&settings.language(other).title));
            out.push('\n');
        }
    }
    out
}

/// The articles of `llms-full.txt`, in order: each is a piece of it, after the head.
pub(super) fn articles(parts: &[Part]) -> Vec<ArticleIdx> {
    parts.iter().flat_map(|part| part.articles.iter().copied()).collect()
}

/// How `llms-full.txt` begins.
pub(super) fn start(places: &Places<'_>, lang: LangIdx) -> String {
    let mut out = String::new();
    head(&mut out, places, lang);
    out
}

/// What an article is in `llms-full.txt`.
///
/// # Errors
/// [`Failure::Lost`].
pub(super) fn article(texts: &Texts<'_>, idx: ArticleIdx) -> Result<String, Failure> {
    let (places, page) = (&texts.places, PageRef::Article(idx));
    let mut out = format!("---\n\n{}\n\n", places.absolute(places.site.url(page)));
    text(&mut out, texts, page)?;
    if !out.ends_with("\n\n") {
        out.push('\n');
    }
    Ok(out)
}

/// Where a language's file is.
pub(super) fn file(places: &Places<'_>, lang: LangIdx, name: &str) -> crate::base::UrlPath {
    if lang == places.settings.default_language
        && let Ok(path) = crate::base::OutputPath::new(name)
    {
        return crate::base::UrlPath::file(&path);
    }
    places.language_file(lang, name)
}

fn head(out: &mut String, places: &Places<'_>, lang: LangIdx) {
    let language = places.settings.language(lang);
    title(out, &language.title);
    if !language.description.is_empty() {
        out.push_str("> ");
        out.push_str(&flat(&language.description));
        out.push_str("\n\n");
    }
}

fn heading(out: &mut String, words: &str) {
    out.push_str("## ");
    out.push_str(&flat(words));
    out.push_str("\n\n");
}

/// A section at the top and the articles in it and below.
pub(super) struct Part {
    pub(super) title: String,
    pub(super) articles: Vec<ArticleIdx>,
}

/// The public articles of a language in the order of the navigation; those that
/// stand beside the sections come first, under the title of the home.
pub(super) fn parts(places: &Places<'_>, lang: LangIdx) -> Vec<Part> {
    let tree = &places.site.trees[lang.idx()];
    let is_shown = |idx: &ArticleIdx| {
        let article = places.site.article(*idx);
        article.lang == lang && article.meta.is_public()
    };
    let title = |node: &Node| places.site.section(node.section).meta.title.clone();
    let top = tree.articles.iter().copied().filter(is_shown).collect();
    let mut parts = vec![Part { title: title(tree), articles: top }];
    for node in &tree.sections {
        let mut articles = Vec::new();
        let mut stack = vec![node];
        while let Some(node) = stack.pop() {
            articles.extend(node.articles.iter().copied().filter(is_shown));
            stack.extend(node.sections.iter().rev());
        }
        parts.push(Part { title: title(node), articles });
    }
    parts.retain(|part| !part.articles.is_empty());
    parts
}
