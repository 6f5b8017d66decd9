//! Where each link goes: by source path, in the reader's own language.

mod address;
mod check;

use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use crate::base::fold::collision_key;
use crate::base::{ContentPath, LangIdx, Sources, UrlPath};
use crate::config::Settings;
use crate::diag::Outcome;
use crate::site::{PageRef, Site, Target};

/// Everything a link may lead to.
pub(super) struct Index<'i> {
    site: &'i Site,
    settings: &'i Settings,
    sources: &'i Sources,
    hidden: &'i BTreeSet<ContentPath>,
    /// Texts by path below the root; sections also by their folder.
    pages: BTreeMap<Utf8PathBuf, PageRef>,
    /// Files by path below the root.
    files: BTreeMap<&'i Utf8Path, &'i UrlPath>,
    /// Paths of `pages` and `files` by their folded case, for the message.
    by_case: BTreeMap<String, &'i str>,
    /// The same paths by folder and by name, for suggestions.
    names: Names<'i>,
    /// Every address of the site.
    urls: BTreeMap<&'i str, Option<PageRef>>,
    /// The anchors of each page: articles, then sections.
    anchors: Vec<BTreeSet<String>>,
}

/// Paths by their parts.
#[derive(Default)]
struct Names<'i> {
    by_folder: BTreeMap<&'i Utf8Path, Vec<&'i str>>,
    by_name: BTreeMap<&'i str, Vec<&'i Utf8Path>>,
}

impl<'i> Names<'i> {
    fn add(&mut self, path: &'i Utf8Path) {
        if let (Some(folder), Some(name)) = (path.parent(), path.file_name()) {
            self.by_folder.entry(folder).or_default().push(name);
            self.by_name.entry(name).or_default().push(path);
        }
    }
}

impl<'i> Index<'i> {
    /// Gathers the addresses, paths and anchors of a site.
    pub(super) fn new(
        site: &'i Site,
        settings: &'i Settings,
        sources: &'i Sources,
        hidden: &'i BTreeSet<ContentPath>,
    ) -> Self {
        let pages_list: Vec<PageRef> = site.pages().collect();
        let mut pages = BTreeMap::new();
        let mut by_case = BTreeMap::new();
        let mut names = Names::default();
        let mut urls: BTreeMap<&str, Option<PageRef>> = BTreeMap::new();
        for page in &pages_list {
            let path = &site.text(*page).path;
            pages.insert(path.clone(), *page);
            by_case.insert(collision_key(path.as_str()), path.as_str());
            names.add(path);
            if matches!(page, PageRef::Section(_))
                && path.file_stem().is_some_and(|stem| stem.ends_with("index"))
            {
                pages.extend(path.parent().map(|folder| (folder.to_owned(), *page)));
            }
            urls.insert(site.url(*page).as_str(), Some(*page));
        }
        let tag_homes = site.tags.iter().filter_map(|tag| {
            let url = tag.url.as_str().trim_end_matches('/');
            url.rfind('/').map(|idx| &url[..=idx])
        });
        let others = site.tags.iter().map(|tag| tag.url.as_str());
        let aliases = site.redirects.iter().map(|redirect| redirect.from.as_str());
        let assets = site.assets.iter().map(|asset| asset.url.as_str());
        urls.extend(others.chain(tag_homes).chain(aliases).chain(assets).map(|url| (url, None)));
        urls.insert("/", None);
        let files: BTreeMap<&Utf8Path, &UrlPath> =
            site.assets.iter().map(|asset| (asset.path.as_path(), &asset.url)).collect();
        for path in files.keys() {
            names.add(path);
        }
        by_case.extend(files.keys().map(|path| (collision_key(path.as_str()), path.as_str())));
        let anchors = pages_list.par_iter().map(|page| check::anchors(site.text(*page))).collect();
        Self { site, settings, sources, hidden, pages, files, by_case, names, urls, anchors }
    }

    /// The targets of every page, in the order of [`Site::pages`].
    pub(super) fn resolve_all(&self) -> Outcome<Vec<Vec<Target>>> {
        let pages: Vec<PageRef> = self.site.pages().collect();
        let resolved: Vec<Outcome<Vec<Target>>> =
            pages.par_iter().map(|page| self.page(*page)).collect();
        let mut outcome = Outcome::clean(Vec::with_capacity(pages.len()));
        for page in resolved {
            let targets = page.drain(&mut outcome.diagnostics);
            outcome.value.push(targets);
        }
        outcome
    }

    fn anchors(&self, page: PageRef) -> &BTreeSet<String> {
        match page {
            PageRef::Article(idx) => &self.anchors[idx.0 as usize],
            PageRef::Section(idx) => &self.anchors[self.site.articles.len() + idx.0 as usize],
        }
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
