//! Tags: one page per tag and language.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::fold::{fold, slugify};
use crate::base::paths::{check_segment, name_of};
use crate::base::{LangIdx, Span, UrlPath};
use crate::config::Settings;
use crate::diag::Outcome;
use crate::diag::catalog::urls;
use crate::i18n::collation::Collator;
use crate::site::resolve::claims::{Claims, Owner};
use crate::site::{ArticleIdx, Site, Tag, TagIdx};

/// Makes the tags of each language and gives them to the articles. Names that
/// differ by case and accents only (`prêt`, `Pret`) are one tag, called as it is
/// most often. Those that differ by a sign (`C++`, `C#`) are two, and the second
/// gets a number in its address.
pub(super) fn resolve(
    site: &mut Site,
    written: &[Vec<(String, Span)>],
    settings: &Settings,
    claims: &mut Claims,
) -> Outcome<()> {
    let mut outcome = Outcome::clean(());
    let found = drafts(site, written, &mut outcome);
    for lang in settings.langs() {
        let code = &settings.language(lang).code;
        let mut slugs = Slugs::default();
        let own: Vec<(String, &Draft<'_>)> = found
            .iter()
            .filter(|((of, _), _)| *of == lang)
            .map(|((_, name), draft)| (slugs.free(&slugify(name)), draft))
            .collect();
        if let Some((_, first)) = own.first() {
            claims.claim(&UrlPath::page([code.as_str(), "tags"]), first.span, Owner::Made);
        }
        let mut tags: Vec<Tag> = own
            .into_iter()
            .map(|(slug, draft)| {
                let url = UrlPath::page([code.as_str(), "tags", &slug]);
                claims.claim(&url, draft.span, Owner::Made);
                Tag {
                    name: draft.name(),
                    lang,
                    url,
                    articles: draft.articles.clone(),
                    editions: Vec::new(),
                }
            })
            .collect();
        let collator = Collator::for_tag(&settings.language(lang).tag);
        tags.sort_by(|a, b| collator.compare(&a.name, &b.name).then_with(|| a.url.cmp(&b.url)));
        site.tags.extend(tags);
    }
    pair(site, settings.languages.len());
    give(site);
    outcome
}

/// A name as written: its key, empty when it cannot name a tag, and the number of
/// the draft it belongs to in each language.
struct Written {
    key: String,
    drafts: Vec<Option<usize>>,
}

/// The tags found, by language and key.
fn drafts<'w>(
    site: &Site,
    written: &'w [Vec<(String, Span)>],
    outcome: &mut Outcome<()>,
) -> BTreeMap<(LangIdx, String), Draft<'w>> {
    let mut names: BTreeMap<&str, Written> = BTreeMap::new();
    let mut numbers: BTreeMap<(LangIdx, String), usize> = BTreeMap::new();
    let mut drafts: Vec<Draft<'w>> = Vec::new();
    for ((idx, article), tags) in (0..).map(ArticleIdx).zip(&site.articles).zip(written) {
        for (name, span) in tags {
            let known = names.entry(name).or_insert_with(|| Written::new(name, site.trees.len()));
            if known.key.is_empty() {
                outcome.diagnostics.push(urls::bad_tag(*span, name.trim()));
                continue;
            }
            let number = known.drafts[article.lang.idx()].get_or_insert_with(|| {
                let key = (article.lang, known.key.clone());
                *numbers.entry(key).or_insert_with(|| {
                    drafts.push(Draft::new(*span));
                    drafts.len() - 1
                })
            });
            let draft = &mut drafts[*number];
            *draft.names.entry(name.trim()).or_default() += 1;
            if draft.articles.last() != Some(&idx) {
                draft.articles.push(idx);
            }
        }
    }
    let mut drafts: Vec<Option<Draft<'w>>> = drafts.into_iter().map(Some).collect();
    numbers.into_iter().filter_map(|(key, number)| Some((key, drafts[number].take()?))).collect()
}

impl Written {
    fn new(name: &str, n_langs: usize) -> Self {
        let words: Vec<&str> = name.split_whitespace().collect();
        let key = if slugify(name).is_empty() { String::new() } else { fold(&words.join(" ")) };
        Self { key, drafts: vec![None; n_langs] }
    }
}

/// The longest slug of a tag, in bytes, before a number: a name on a disk has 255.
const MAX_SLUG: usize = 200;

/// The slugs of a language's tags.
#[derive(Default)]
struct Slugs {
    taken: BTreeSet<String>,
    /// The last number tried after each slug.
    counts: BTreeMap<String, u32>,
}

impl Slugs {
    /// A slug that no other tag has and that every disk takes: with a number where
    /// it is taken or the name of a device (`con-2`), cut where it is too long.
    fn free(&mut self, slug: &str) -> String {
        let slug = &slug[..slug.floor_char_boundary(MAX_SLUG)];
        let mut free = slug.to_owned();
        while check_segment(&free).is_err() || !self.taken.insert(free.clone()) {
            let count = self.counts.entry(slug.to_owned()).or_insert(1);
            *count += 1;
            free = format!("{slug}-{count}");
        }
        free
    }
}

/// Tags with the same slug say the same in their languages.
fn pair(site: &mut Site, n_langs: usize) {
    fn slug(tag: &Tag) -> &str {
        name_of(tag.url.as_str().trim_end_matches('/'))
    }
    let mut sets: BTreeMap<&str, Vec<Option<TagIdx>>> = BTreeMap::new();
    for (idx, tag) in (0..).map(TagIdx).zip(&site.tags) {
        sets.entry(slug(tag)).or_insert_with(|| vec![None; n_langs])[tag.lang.idx()] = Some(idx);
    }
    let of = |tag: &Tag| sets.get(slug(tag)).cloned().unwrap_or_default();
    let editions: Vec<Vec<Option<TagIdx>>> = site.tags.iter().map(of).collect();
    for (tag, editions) in site.tags.iter_mut().zip(editions) {
        tag.editions = editions;
    }
}

struct Draft<'w> {
    span: Span,
    names: BTreeMap<&'w str, usize>,
    articles: Vec<ArticleIdx>,
}

impl Draft<'_> {
    fn new(span: Span) -> Self {
        Self { span, names: BTreeMap::new(), articles: Vec::new() }
    }

    /// The most frequent spelling; among equals the first in code point order.
    fn name(&self) -> String {
        let mut best = ("", 0);
        for (name, n) in &self.names {
            if *n > best.1 {
                best = (name, *n);
            }
        }
        best.0.to_owned()
    }
}

fn give(site: &mut Site) {
    let tags = (0..).map(TagIdx).zip(&site.tags);
    let pairs: Vec<(TagIdx, ArticleIdx)> =
        tags.flat_map(|(tag, t)| t.articles.iter().map(move |article| (tag, *article))).collect();
    for (tag, article) in pairs {
        site.articles[article.0 as usize].tags.push(tag);
    }
    // In the order of the tree, so that a tag's page reads like the navigation.
    let order = navigation_order(site);
    for tag in &mut site.tags {
        tag.articles.sort_by_key(|idx| order[idx.0 as usize]);
    }
}

/// The rank of each article in its language's navigation.
fn navigation_order(site: &Site) -> Vec<usize> {
    let mut order = vec![usize::MAX; site.articles.len()];
    let mut rank = 0;
    for (lang, tree) in site.trees.iter().enumerate() {
        let mut pending = vec![tree];
        while let Some(node) = pending.pop() {
            for idx in &node.articles {
                if site.article(*idx).lang.idx() == lang {
                    order[idx.0 as usize] = rank;
                    rank += 1;
                }
            }
            pending.extend(node.sections.iter().rev());
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::{MAX_SLUG, Slugs};

    #[test]
    fn slugs_are_free_and_every_disk_takes_them() {
        let mut slugs = Slugs::default();
        let long = "é".repeat(MAX_SLUG);
        let made = ["a", "a", "con", "com1", "con"].map(|slug| slugs.free(slug));
        assert_eq!(made, ["a", "a-2", "con-2", "com1-2", "con-3"]);
        assert_eq!(slugs.free(&long), "é".repeat(MAX_SLUG / 2));
        assert_eq!(slugs.free(&long), format!("{}-2", "é".repeat(MAX_SLUG / 2)));
    }
}
