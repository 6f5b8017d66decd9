//! Related articles: those named by the author, else those that share most.
//!
//! Two articles share tags, a section, and words of their titles and questions;
//! a shared thing counts by its rarity, `ln(N / n)` (inverse document frequency,
//! Spärck Jones 1972). Things shared by very many articles say nothing and are
//! skipped, which keeps the work linear in the number of articles.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::fold::fold;
use crate::base::{LangIdx, Span};
use crate::diag::Outcome;
use crate::diag::catalog::front;
use crate::diag::nearest::nearest;
use crate::site::{Article, ArticleIdx, Site};

/// Most articles that may share a thing for it to count.
const MAX_SHARED: usize = 100;
/// Most related articles that are computed.
const N_RELATED: usize = 4;
/// Most unknown ids that get a suggestion: each costs a comparison with every id.
const MAX_SUGGESTIONS: usize = 20;
/// Weight of a shared tag, section, word.
const WEIGHTS: [f64; 3] = [2.0, 0.7, 1.0];

/// Fills in the related articles; `written` holds what authors named.
pub(super) fn resolve(site: &mut Site, written: &[Option<Vec<(String, Span)>>]) -> Outcome<()> {
    let mut outcome = Outcome::clean(());
    let by_id: BTreeMap<(LangIdx, &str), ArticleIdx> = (0..)
        .map(ArticleIdx)
        .zip(&site.articles)
        .map(|(idx, article)| ((article.lang, article.id.as_str()), idx))
        .collect();
    let ids = Ids { all: by_id.keys().map(|(_, id)| *id).collect(), by_id };
    let postings = Postings::new(site);
    let related: Vec<Vec<ArticleIdx>> = (0..)
        .map(ArticleIdx)
        .zip(written)
        .map(|(idx, named)| match named {
            Some(named) => {
                let lang = site.article(idx).lang;
                let named = named.iter();
                named
                    .filter_map(|(id, span)| {
                        ids.find((lang, id), *span, &mut outcome).filter(|found| *found != idx)
                    })
                    .collect()
            }
            None => postings.nearest(site, idx),
        })
        .collect();
    for (article, related) in site.articles.iter_mut().zip(related) {
        article.related = related;
    }
    outcome
}

/// The ids of articles.
struct Ids<'i> {
    by_id: BTreeMap<(LangIdx, &'i str), ArticleIdx>,
    /// Those of every language.
    all: BTreeSet<&'i str>,
}

impl Ids<'_> {
    /// The article an author named: in the same language; when it exists only in
    /// another, it is left out, since related articles never cross languages.
    fn find(
        &self,
        (lang, id): (LangIdx, &str),
        span: Span,
        outcome: &mut Outcome<()>,
    ) -> Option<ArticleIdx> {
        let found = self.by_id.get(&(lang, id)).copied();
        if found.is_none() && !self.all.contains(id) {
            let is_helped = outcome.diagnostics.len() < MAX_SUGGESTIONS;
            let ids = self.by_id.keys().filter(|(of, _)| is_helped && *of == lang);
            let near = nearest(id, ids.map(|(_, id)| *id));
            outcome.diagnostics.push(front::unknown_related(span, id, near));
        }
        found
    }
}

/// A thing that articles may share: its kind and its name.
type Thing = (usize, LangIdx, String);

struct Postings {
    by_thing: BTreeMap<Thing, Vec<ArticleIdx>>,
    n_articles: f64,
}

impl Postings {
    fn new(site: &Site) -> Self {
        let mut by_thing: BTreeMap<Thing, Vec<ArticleIdx>> = BTreeMap::new();
        for (idx, article) in (0..).map(ArticleIdx).zip(&site.articles) {
            for thing in things(article) {
                let list = by_thing.entry(thing).or_default();
                if list.last() != Some(&idx) && list.len() <= MAX_SHARED {
                    list.push(idx);
                }
            }
        }
        by_thing.retain(|_, list| (2..=MAX_SHARED).contains(&list.len()));
        let n = u32::try_from(site.articles.len()).unwrap_or(u32::MAX);
        Self { by_thing, n_articles: f64::from(n) }
    }

    fn nearest(&self, site: &Site, idx: ArticleIdx) -> Vec<ArticleIdx> {
        let article = site.article(idx);
        let mut scores: BTreeMap<ArticleIdx, f64> = BTreeMap::new();
        for thing in things(article) {
            let Some(list) = self.by_thing.get(&thing) else { continue };
            let n = u32::try_from(list.len()).unwrap_or(u32::MAX);
            let value = WEIGHTS[thing.0] * (self.n_articles / f64::from(n)).ln();
            for other in list {
                *scores.entry(*other).or_default() += value;
            }
        }
        let is_fit = |other: &ArticleIdx| {
            *other != idx && site.article(*other).meta.audience == article.meta.audience
        };
        let mut ranked: Vec<(ArticleIdx, f64)> =
            scores.into_iter().filter(|(other, score)| is_fit(other) && *score > 0.0).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        ranked.into_iter().take(N_RELATED).map(|(other, _)| other).collect()
    }
}

/// What an article may share, each thing once.
fn things(article: &Article) -> Vec<Thing> {
    let lang = article.lang;
    let tags = article.tags.iter().map(|tag| (0, lang, format!("{}", tag.0)));
    let section = [(1, lang, format!("{}", article.section.0))];
    let mut words: Vec<String> = [&article.meta.title]
        .into_iter()
        .chain(&article.meta.questions)
        .flat_map(|text| {
            let folded = fold(text);
            let parts = folded.split(|c: char| !c.is_alphanumeric());
            parts.filter(|word| word.chars().count() > 2).map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    words.sort_unstable();
    words.dedup();
    tags.chain(section).chain(words.into_iter().map(|word| (2, lang, word))).collect()
}
