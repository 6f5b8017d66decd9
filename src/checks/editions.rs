//! Translations that are missing or older than their original.

use crate::base::Span;
use crate::config::Settings;
use crate::diag::Diagnostic;
use crate::diag::catalog::translations;
use crate::site::{Article, PageRef, Site};

/// Translations that are missing or older than their original.
pub(super) fn check(site: &Site, settings: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for set in &site.sets {
        let articles = set.pages.iter().map(|page| match page {
            Some(PageRef::Article(idx)) => Some(site.article(*idx)),
            Some(PageRef::Section(_)) | None => None,
        });
        let articles: Vec<Option<&Article>> = articles.collect();
        let main = articles[settings.default_language.idx()];
        let Some(original) = main.or_else(|| articles.iter().flatten().next().copied()) else {
            continue;
        };
        for (language, article) in settings.languages.iter().zip(&articles) {
            match article {
                None => {
                    let at = Span::file(original.text.source);
                    found.push(translations::missing_translation(at, &language.name, &original.id));
                }
                Some(translation) if is_stale(original, translation) => {
                    let at = Span::file(translation.text.source);
                    found.push(translations::stale_translation(at, &language.name, &original.id));
                }
                Some(_) => {}
            }
        }
    }
    found
}

fn is_stale(original: &Article, translation: &Article) -> bool {
    let changes = (original.meta.last_change(), translation.meta.last_change());
    matches!(changes, (Some(ours), Some(theirs)) if theirs < ours)
}
