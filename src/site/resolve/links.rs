//! Where each link goes: by source path, in the reader's own language.

mod address;
mod check;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use camino::Utf8Path;
use rayon::prelude::*;

use crate::base::fold::collision_key;
use crate::base::paths::{folder_of, name_of, stem_of};
use crate::base::{ContentPath, LangIdx, Sources, UrlPath};
use crate::config::Settings;
use crate::diag::Outcome;
use crate::site::resolve::lookup::Lookup;
use crate::site::{PageRef, Site, Target};

/// Everything a link may lead to. What few links need is gathered for the first of
/// them: by one thread, which asks no other, while those that need it too wait.
pub(super) struct Index<'i> {
    site: &'i Site,
    settings: &'i Settings,
    sources: &'i Sources,
    hidden: &'i BTreeSet<ContentPath>,
    /// The folder of each language's texts: `content/fr`.
    trees: Vec<String>,
    /// Texts by path below the root; sections also by their folder.
    pages: Lookup<&'i str, PageRef>,
    /// Files by path below the root.
    files: Lookup<&'i str, &'i UrlPath>,
    /// What messages about links that lead nowhere show.
    names: OnceLock<Names<'i>>,
    /// Every address of the site.
    urls: OnceLock<Lookup<&'i str, Option<PageRef>>>,
    /// The anchors of each page: articles, then sections.
    anchors: Vec<OnceLock<BTreeSet<&'i str>>>,
}

/// The paths of texts and files.
#[derive(Default)]
struct Names<'i> {
    /// By folded case.
    folded: BTreeMap<String, &'i str>,
    /// Names, by folder.
    within: BTreeMap<&'i str, Vec<&'i str>>,
    /// By name.
    called: BTreeMap<&'i str, Vec<&'i Utf8Path>>,
}

impl<'i> Names<'i> {
    fn of(site: &'i Site) -> Self {
        let mut names = Self::default();
        for page in site.pages() {
            names.add(&site.text(page).path);
        }
        let mut files: Vec<&Utf8Path> = site.assets.iter().map(|a| a.path.as_path()).collect();
        files.sort_unstable();
        for path in files {
            names.add(path);
        }
        names
    }

    fn add(&mut self, path: &'i Utf8Path) {
        self.folded.insert(collision_key(path.as_str()), path.as_str());
        let (folder, name) = (folder_of(path.as_str()), name_of(path.as_str()));
        self.within.entry(folder).or_default().push(name);
        self.called.entry(name).or_default().push(path);
    }
}

/// Most broken links of a site that get a suggestion; no more are printed than that.
const MAX_SUGGESTIONS: usize = 200;

impl<'i> Index<'i> {
    /// Gathers the paths of a site.
    pub(super) fn new(
        site: &'i Site,
        settings: &'i Settings,
        sources: &'i Sources,
        hidden: &'i BTreeSet<ContentPath>,
    ) -> Self {
        let n_pages = site.articles.len() + site.sections.len();
        let mut pages = Lookup::with_capacity(n_pages);
        for page in site.pages() {
            // That of a home without text ends with a slash.
            let path = site.text(page).path.as_str().trim_end_matches('/');
            pages.insert(path, page);
            if matches!(page, PageRef::Section(_)) && stem_of(path).ends_with("index") {
                pages.insert(folder_of(path), page);
            }
        }
        let trees = settings.languages.iter().map(|l| format!("content/{}", l.code)).collect();
        let files = site.assets.iter().map(|asset| (asset.path.as_str(), &asset.url)).collect();
        let anchors = (0..n_pages).map(|_| OnceLock::new()).collect();
        let (names, urls) = (OnceLock::new(), OnceLock::new());
        Self { site, settings, sources, hidden, trees, pages, files, names, urls, anchors }
    }

    fn names(&self) -> &Names<'i> {
        self.names.get_or_init(|| Names::of(self.site))
    }

    fn urls(&self) -> &Lookup<&'i str, Option<PageRef>> {
        self.urls.get_or_init(|| {
            let site = self.site;
            let pages = site.pages().map(|page| (site.url(page).as_str(), Some(page)));
            let tag_homes = site.tags.iter().filter_map(|tag| {
                let url = tag.url.as_str().trim_end_matches('/');
                url.rfind('/').map(|idx| &url[..=idx])
            });
            let others = site.tags.iter().map(|tag| tag.url.as_str());
            let aliases = site.redirects.iter().map(|redirect| redirect.from.as_str());
            let assets = site.assets.iter().map(|asset| asset.url.as_str());
            let others = others.chain(tag_homes).chain(aliases).chain(assets).chain(["/"]);
            pages.chain(others.map(|url| (url, None))).collect()
        })
    }

    /// The targets of every page, in the order of [`Site::pages`].
    pub(super) fn resolve_all(&self) -> Outcome<Vec<Vec<Target>>> {
        let pages: Vec<PageRef> = self.site.pages().collect();
        let mut resolved: Vec<Outcome<Vec<Target>>> =
            pages.par_iter().map(|page| self.page(*page, 0)).collect();
        // Only now it is known which are the first that lead nowhere.
        let mut left = MAX_SUGGESTIONS;
        let mut helped: Vec<(&mut Outcome<Vec<Target>>, PageRef, usize)> = Vec::new();
        for (outcome, page) in resolved.iter_mut().zip(&pages) {
            let n_helped = outcome.diagnostics.len().min(check::MAX_SUGGESTIONS).min(left);
            left -= n_helped;
            if n_helped > 0 {
                helped.push((outcome, *page, n_helped));
            }
        }
        helped.into_par_iter().for_each(|(outcome, page, n_helped)| {
            *outcome = self.page(page, n_helped);
        });
        let mut outcome = Outcome::clean(Vec::with_capacity(pages.len()));
        for page in resolved {
            let targets = page.drain(&mut outcome.diagnostics);
            outcome.value.push(targets);
        }
        outcome
    }

    /// Every id that a link may name in a page.
    fn anchors(&self, page: PageRef) -> &BTreeSet<&'i str> {
        let idx = match page {
            PageRef::Article(idx) => idx.0 as usize,
            PageRef::Section(idx) => self.site.articles.len() + idx.0 as usize,
        };
        self.anchors[idx].get_or_init(|| self.site.text(page).facts.anchors().collect())
    }

    /// The edition of a page in a language, if there is one.
    fn edition(&self, page: PageRef, lang: LangIdx) -> Option<PageRef> {
        self.site.set(page).pages[lang.idx()]
    }
}

/// Gives the targets to their pages.
pub(super) fn store(site: &mut Site, targets: Vec<Vec<Target>>) {
    let mut targets = targets.into_iter();
    for article in &mut site.articles {
        article.text.targets = targets.next().unwrap_or_default();
    }
    for section in &mut site.sections {
        section.text.targets = targets.next().unwrap_or_default();
    }
}
