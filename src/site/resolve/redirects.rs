//! Aliases: old addresses that lead to a page.

use crate::base::{OutputPath, Span, UrlPath};
use crate::diag::Outcome;
use crate::diag::catalog::urls;
use crate::site::resolve::claims::{Claims, Owner};
use crate::site::{PageRef, Redirect, Site};

/// Checks every alias and takes its address.
pub(super) fn resolve(
    site: &mut Site,
    aliases: &[(PageRef, String, Span)],
    claims: &mut Claims,
) -> Outcome<()> {
    let mut outcome = Outcome::clean(());
    for (page, alias, at) in aliases {
        let Some(from) = address(alias) else {
            outcome.diagnostics.push(urls::bad_alias(*at, alias));
            continue;
        };
        if from == *site.url(*page) {
            outcome.diagnostics.push(urls::alias_cycle(*at, alias));
        } else if claims.claim(&from, *at, Owner::Alias) {
            site.redirects.push(Redirect { from, to: *page });
        }
    }
    outcome
}

/// An alias is a path from the root of the site: a page's, or a `.html` file's.
fn address(alias: &str) -> Option<UrlPath> {
    let path = alias.strip_prefix('/').unwrap_or(alias);
    if path.contains([':', '?', '#', '%']) || path.starts_with('/') {
        return None;
    }
    if std::path::Path::new(path).extension().is_some_and(|ext| ext == "html" || ext == "htm") {
        return OutputPath::new(path).ok().map(|path| UrlPath::file(&path));
    }
    let page = path.trim_end_matches('/');
    let url = UrlPath::page(OutputPath::new(page).ok()?.as_str().split('/'));
    // Its file has a longer path than the page.
    OutputPath::new(url.output().as_str()).ok().map(|_| url)
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn aliases_are_safe_paths_of_this_site() {
        assert_eq!(address("/old/a/").unwrap().as_str(), "/old/a/");
        assert_eq!(address("old/a").unwrap().as_str(), "/old/a/");
        assert_eq!(address("/old.html").unwrap().as_str(), "/old.html");
        for bad in ["", "/", "../x", "//evil.example/", "https://x/", "a/../b", "a\\b", "/a?b"] {
            assert!(address(bad).is_none(), "{bad}");
        }
    }
}
