//! The articles that the configuration names: the questions that homes put forward,
//! else the first of each section in turn; and where a reader reaches a person.

use std::collections::BTreeSet;

use crate::base::{LangIdx, Span};
use crate::config::Settings;
use crate::diag::catalog::config;
use crate::diag::nearest::nearest;
use crate::diag::{Diagnostic, Outcome};
use crate::site::resolve::lookup::Lookup;
use crate::site::{ArticleIdx, Audience, Node, Site};

/// How many questions a home shows when the site names none.
const N_ASKED: usize = 8;
/// Most unknown ids that get a suggestion: each costs a comparison with every id.
const MAX_SUGGESTIONS: usize = 20;

/// The articles of each language.
pub(super) fn resolve(site: &Site, settings: &Settings) -> Outcome<Vec<Vec<ArticleIdx>>> {
    if settings.asked.is_empty() {
        return Outcome::clean(settings.langs().map(|lang| first_of_each(site, lang)).collect());
    }
    let mut outcome = Outcome::clean(vec![Vec::new(); settings.languages.len()]);
    let articles = (0..).map(ArticleIdx).zip(&site.articles);
    let by_id: Lookup<(LangIdx, &str), ArticleIdx> =
        articles.map(|(idx, article)| ((article.lang, article.id.as_str()), idx)).collect();
    for (id, at) in &settings.asked {
        let mut is_known = false;
        for lang in settings.langs() {
            if let Some(idx) = by_id.get(&(lang, id.as_str())) {
                outcome.value[lang.idx()].push(*idx);
                is_known = true;
            }
        }
        if !is_known {
            unknown(site, "home.questions", id, *at, &mut outcome.diagnostics);
        }
    }
    outcome
}

/// Checks the articles at which a reader reaches a person.
pub(super) fn check_contacts(site: &Site, settings: &Settings) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    let mut seen = BTreeSet::new();
    for contact in settings.languages.iter().map(|language| &language.contact) {
        for (key, place) in [("contact.form", &contact.form), ("contact.chat", &contact.chat)] {
            let Some(place) = place else { continue };
            let Some(id) = place.id() else { continue };
            // What the site says is there once for each language.
            let is_new = seen.insert(place.at);
            if is_new && !site.articles.iter().any(|article| article.id == id) {
                unknown(site, key, id, place.at, &mut said);
            }
        }
    }
    said
}

fn unknown(site: &Site, key: &str, id: &str, at: Span, said: &mut Vec<Diagnostic>) {
    let is_helped = said.len() < MAX_SUGGESTIONS;
    let ids = site.articles.iter().filter(|_| is_helped);
    let near = nearest(id, ids.map(|article| article.id.as_str()));
    said.push(config::unknown_article(at, key, id, near));
}

/// In turn the first article of each top section, then the second …, in the order
/// of the navigation: those for patrons who ask it in some words of theirs.
fn first_of_each(site: &Site, lang: LangIdx) -> Vec<ArticleIdx> {
    let Some(tree) = site.trees.get(lang.idx()) else { return Vec::new() };
    let of = |node: &Node| -> Vec<ArticleIdx> {
        let is_asked = |idx: &&ArticleIdx| {
            let article = site.article(**idx);
            let meta = &article.meta;
            let is_for_patrons = meta.audience == Audience::Patron && meta.in_search;
            article.lang == lang && is_for_patrons && !meta.questions.is_empty()
        };
        node.articles.iter().filter(is_asked).take(N_ASKED).copied().collect()
    };
    let sections: Vec<Vec<ArticleIdx>> =
        std::iter::once(tree).chain(&tree.sections).map(of).collect();
    let rounds = (0..N_ASKED).flat_map(|round| sections.iter().filter_map(move |of| of.get(round)));
    rounds.take(N_ASKED).copied().collect()
}
