//! Related articles: those named by the author, else those that share most.
//!
//! Two articles share tags, a section, and words of their titles and questions;
//! a shared thing counts by its rarity, `ln(N / n)` (inverse document frequency,
//! Spärck Jones 1972). Things shared by very many articles say nothing and are
//! skipped, which keeps the work linear in the number of articles.

use rayon::prelude::*;

use crate::base::fold::fold_into;
use crate::base::{LangIdx, Span};
use crate::diag::catalog::front;
use crate::diag::nearest::nearest;
use crate::diag::{Diagnostic, Outcome};
use crate::site::resolve::lookup::Lookup;
use crate::site::{Article, ArticleIdx, Site};

/// Most articles that may share a thing for it to count.
const MAX_SHARED: usize = 100;
/// Most related articles that are computed.
const N_RELATED: usize = 4;
/// Most unknown ids that get a suggestion: each costs a comparison with every id.
const MAX_SUGGESTIONS: usize = 20;
/// Weight of a shared tag, section, word.
const WEIGHTS: [f64; 3] = [2.0, 0.7, 1.0];

/// The related articles of each article; `written` holds what authors named.
pub(super) fn resolve(
    site: &Site,
    written: &[Option<Vec<(String, Span)>>],
) -> Outcome<Vec<Vec<ArticleIdx>>> {
    let mut outcome = Outcome::clean(nearest_of_all(site, written));
    if written.iter().all(Option::is_none) {
        return outcome;
    }
    let ids = Ids::new(site);
    for (idx, named) in (0..).map(ArticleIdx).zip(written) {
        let Some(named) = named else { continue };
        let lang = site.article(idx).lang;
        let found = named.iter().filter_map(|(id, span)| {
            ids.find((lang, id), *span, &mut outcome.diagnostics).filter(|found| *found != idx)
        });
        outcome.value[idx.0 as usize] = found.collect();
    }
    outcome
}

/// The ids of articles.
struct Ids<'i> {
    site: &'i Site,
    by_id: Lookup<(LangIdx, &'i str), ArticleIdx>,
    /// Those of every language.
    all: Lookup<&'i str, ()>,
}

impl<'i> Ids<'i> {
    fn new(site: &'i Site) -> Self {
        let articles = (0..).map(ArticleIdx).zip(&site.articles);
        let by_id = articles.map(|(idx, article)| ((article.lang, article.id.as_str()), idx));
        let all = site.articles.iter().map(|article| (article.id.as_str(), ()));
        Self { site, by_id: by_id.collect(), all: all.collect() }
    }

    /// The article an author named: in the same language; when it exists only in
    /// another, it is left out, since related articles never cross languages.
    fn find(
        &self,
        (lang, id): (LangIdx, &str),
        span: Span,
        said: &mut Vec<Diagnostic>,
    ) -> Option<ArticleIdx> {
        let found = self.by_id.get(&(lang, id)).copied();
        if found.is_none() && self.all.get(id).is_none() {
            let is_helped = said.len() < MAX_SUGGESTIONS;
            let articles = self.site.articles.iter();
            let ids = articles.filter(|article| is_helped && article.lang == lang);
            let near = nearest(id, ids.map(|article| article.id.as_str()));
            said.push(front::unknown_related(span, id, near));
        }
        found
    }
}

/// The nearest articles of each article for which no author named any.
fn nearest_of_all(site: &Site, written: &[Option<Vec<(String, Span)>>]) -> Vec<Vec<ArticleIdx>> {
    if written.iter().all(Option::is_some) {
        return vec![Vec::new(); written.len()];
    }
    let shared = Shared::new(site);
    let n = site.articles.len();
    let nearest = |scores: &mut Scores, (idx, named): (usize, &Option<_>)| match named {
        Some(_) => Vec::new(),
        None => shared.nearest(idx, scores),
    };
    written.par_iter().enumerate().map_init(|| Scores::new(n), nearest).collect()
}

/// What articles share. A thing is a number into `lists`; those that are shared by
/// none or by too many have no list.
struct Shared<'s> {
    site: &'s Site,
    /// By article: its tags, its section and its words in alphabetical order, those
    /// that count. Scores are added up in this order, so that they are the same sums
    /// in each build.
    things: Vec<Vec<usize>>,
    lists: Vec<List>,
}

/// The articles that share a thing, and what that counts.
struct List {
    articles: Vec<ArticleIdx>,
    value: f64,
}

/// The words of an article.
struct Words {
    folded: String,
    /// Each once, in alphabetical order: where it is in `folded`.
    at: Vec<(usize, usize)>,
}

impl Words {
    fn of(article: &Article) -> Self {
        let mut folded = String::new();
        for text in [&article.meta.title].into_iter().chain(&article.meta.questions) {
            fold_into(text, &mut folded);
            folded.push('\n');
        }
        let mut at = Vec::new();
        for word in folded.split(|c: char| !c.is_alphanumeric()) {
            // One of three bytes has at least one letter, one of two at most two.
            if word.len() > 2 && word.chars().count() > 2 {
                let start = word.as_ptr().addr() - folded.as_ptr().addr();
                at.push((start, start + word.len()));
            }
        }
        let word = |(start, end): (usize, usize)| &folded[start..end];
        at.sort_unstable_by(|a, b| word(*a).cmp(word(*b)));
        at.dedup_by(|a, b| word(*a) == word(*b));
        Self { folded, at }
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        self.at.iter().map(|(start, end)| &self.folded[*start..*end])
    }
}

/// Articles that share something, as they are gathered.
#[derive(Default)]
struct Gathered(Vec<Vec<ArticleIdx>>);

impl Gathered {
    fn add(&mut self, thing: usize, idx: ArticleIdx) {
        let list = &mut self.0[thing];
        // One more than counts is enough to know that there are too many.
        if list.len() <= MAX_SHARED {
            list.push(idx);
        }
    }
}

impl<'s> Shared<'s> {
    fn new(site: &'s Site) -> Self {
        let words: Vec<Words> = site.articles.par_iter().map(Words::of).collect();
        let (n_tags, n_sections) = (site.tags.len(), site.sections.len());
        let n_fixed = n_tags + n_sections;
        let mut gathered = Gathered(vec![Vec::new(); n_fixed]);
        let mut numbers: Lookup<(LangIdx, &str), usize> = Lookup::with_capacity(words.len());
        let mut things: Vec<Vec<usize>> = Vec::with_capacity(words.len());
        for ((idx, article), words) in (0..).map(ArticleIdx).zip(&site.articles).zip(&words) {
            let tags = article.tags.iter().map(|tag| tag.0 as usize);
            let mut own: Vec<usize> = Vec::with_capacity(article.tags.len() + 1 + words.at.len());
            own.extend(tags.chain([n_tags + article.section.0 as usize]));
            own.extend(words.iter().map(|word| {
                let number = *numbers.or_insert((article.lang, word), gathered.0.len());
                if number == gathered.0.len() {
                    gathered.0.push(Vec::new());
                }
                number
            }));
            for thing in &own {
                gathered.add(*thing, idx);
            }
            things.push(own);
        }
        let n = f64::from(u32::try_from(site.articles.len()).unwrap_or(u32::MAX));
        let list = |(thing, articles): (usize, Vec<ArticleIdx>)| {
            let kind = usize::from(thing >= n_tags) + usize::from(thing >= n_fixed);
            let shared = u32::try_from(articles.len()).unwrap_or(u32::MAX);
            List { articles, value: WEIGHTS[kind] * (n / f64::from(shared)).ln() }
        };
        let lists: Vec<List> = gathered.0.into_iter().enumerate().map(list).collect();
        // What is shared by all counts nothing, and is left out like what is by none.
        let counts = |thing: &usize| {
            (2..=MAX_SHARED).contains(&lists[*thing].articles.len()) && lists[*thing].value > 0.0
        };
        for own in &mut things {
            own.retain(&counts);
        }
        Self { site, things, lists }
    }

    fn nearest(&self, idx: usize, scores: &mut Scores) -> Vec<ArticleIdx> {
        let audience = self.site.articles[idx].meta.audience;
        for thing in &self.things[idx] {
            let list = &self.lists[*thing];
            list.articles.iter().for_each(|other| scores.add(*other, list.value));
        }
        let is_fit = |other: ArticleIdx| {
            other.0 as usize != idx && self.site.article(other).meta.audience == audience
        };
        scores.take_best(is_fit)
    }
}

/// A sum for each article, used again and again.
struct Scores {
    by_article: Vec<f64>,
    /// Those that are not zero.
    touched: Vec<ArticleIdx>,
}

impl Scores {
    fn new(n_articles: usize) -> Self {
        Self { by_article: vec![0.0; n_articles], touched: Vec::new() }
    }

    /// Adds a value above zero.
    fn add(&mut self, idx: ArticleIdx, value: f64) {
        let score = &mut self.by_article[idx.0 as usize];
        if *score <= 0.0 {
            self.touched.push(idx);
        }
        *score += value;
    }

    /// The highest, the first article among equals first; everything is zero again.
    fn take_best(&mut self, is_fit: impl Fn(ArticleIdx) -> bool) -> Vec<ArticleIdx> {
        let mut best: Vec<(ArticleIdx, f64)> = Vec::with_capacity(N_RELATED + 1);
        for idx in self.touched.drain(..) {
            let score = std::mem::take(&mut self.by_article[idx.0 as usize]);
            let is_before = |other: &(ArticleIdx, f64)| {
                other.1.total_cmp(&score).then_with(|| idx.cmp(&other.0)).is_gt()
            };
            let rank = best.iter().rposition(is_before).map_or(0, |rank| rank + 1);
            if rank < N_RELATED && is_fit(idx) {
                best.insert(rank, (idx, score));
                best.truncate(N_RELATED);
            }
        }
        best.into_iter().map(|(idx, _)| idx).collect()
    }
}
