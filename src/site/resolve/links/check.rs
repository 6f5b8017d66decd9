//! One page's links followed one by one.

use std::cell::RefCell;
use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use crate::base::fold::collision_key;
use crate::base::paths::folder_of;
use crate::base::{LangIdx, UrlPath};
use crate::diag::catalog::links;
use crate::diag::nearest::nearest;
use crate::diag::{Diagnostic, Outcome};
use crate::markup;
use crate::markup::doc::{LinkKind, RawLink};
use crate::site::resolve::links::Index;
use crate::site::resolve::links::address::{Local, is_external, join, split};
use crate::site::{PageRef, Target, twins};

/// A link being followed.
#[derive(Clone, Copy)]
struct Link<'l> {
    raw: &'l RawLink,
    /// The page it stands in.
    page: PageRef,
    lang: LangIdx,
    /// Whether a suggestion is looked for when it leads nowhere.
    is_helped: bool,
    /// The counterparts of headings found so far for this text.
    twins: &'l RefCell<Twins>,
}

/// The counterparts of the headings of one page in another.
type Twins = BTreeMap<(PageRef, PageRef), BTreeMap<String, String>>;

/// Most broken links of one text that get a suggestion.
pub(super) const MAX_SUGGESTIONS: usize = 20;

impl Index<'_> {
    /// Follows the links of one page. The first `n_helped` of those that lead nowhere
    /// get a suggestion: each costs a comparison with every name of a folder.
    pub(super) fn page(&self, page: PageRef, n_helped: usize) -> Outcome<Vec<Target>> {
        let text = self.site.text(page);
        let lang = self.site.lang(page);
        let mut outcome = Outcome::clean(Vec::with_capacity(text.facts.links.len()));
        let twins = RefCell::new(Twins::new());
        for raw in &text.facts.links {
            let is_helped = outcome.diagnostics.len() < n_helped;
            let target = match self.follow(Link { raw, page, lang, is_helped, twins: &twins }) {
                Ok(target) => target,
                Err(diagnostic) => {
                    outcome.diagnostics.push(*diagnostic);
                    Target::Broken
                }
            };
            outcome.value.push(target);
        }
        outcome
    }

    fn follow(&self, link: Link<'_>) -> Result<Target, Box<Diagnostic>> {
        let dest = link.raw.dest.trim();
        if markup::is_unsafe_destination(dest) {
            return Err(Box::new(links::unsafe_link(link.raw.span, dest)));
        }
        if link.raw.kind == LinkKind::Autolink || is_external(dest) {
            return Ok(Target::External(dest.to_owned()));
        }
        let local = split(dest);
        if local.path.is_empty() && link.raw.kind == LinkKind::Link && dest.starts_with(['#', '?'])
        {
            return self.within(link, local);
        }
        let folder = self.folder(link);
        let Some(path) = self.source_path(folder, link.lang, &local.path) else {
            return Err(Box::new(links::link_outside(link.raw.span, dest)));
        };
        if link.raw.kind == LinkKind::Link
            && let Some(page) = self.find_page(&path, link.lang, &local.path)
        {
            return self.to_page(link, page, local);
        }
        if let Some(url) = self.find_file(&path, link, &local.path) {
            let rest = format!("{}{}", local.query, fragment(local.anchor.as_deref()));
            return Ok(Target::Local(url, rest));
        }
        Err(Box::new(self.lost(link, &path, dest)))
    }

    /// The folder of the file that the link is written in, an included fragment
    /// maybe.
    fn folder(&self, link: Link<'_>) -> &str {
        let path = self.sources.path(link.raw.span.source).as_str();
        let is_below = path
            .strip_prefix("content")
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        folder_of(if is_below { path } else { self.site.text(link.page).path.as_str() })
    }

    /// The path below the root that a destination names.
    fn source_path(&self, folder: &str, lang: LangIdx, path: &str) -> Option<Utf8PathBuf> {
        match path.strip_prefix('/') {
            Some(rooted) => join(&self.trees[lang.idx()], rooted),
            None => join(folder, path),
        }
    }

    fn within(&self, link: Link<'_>, local: Local) -> Result<Target, Box<Diagnostic>> {
        let Some(anchor) = local.anchor else {
            let url = self.site.url(link.page).clone();
            return Ok(Target::Local(url, local.query));
        };
        self.check_anchor(link, link.page, &anchor)?;
        Ok(Target::Anchor(anchor))
    }

    /// A page by source path, by the same path in another language, or by address.
    fn find_page(&self, path: &Utf8Path, lang: LangIdx, written: &str) -> Option<PageRef> {
        let found = self
            .page_at(path)
            .or_else(|| self.other_trees(path, lang).find_map(|path| self.page_at(&path)));
        if let Some(page) = found {
            // A path into another language's tree means that edition only when
            // the author leaves the own tree on purpose.
            let is_deliberate = self.site.lang(page) != lang && self.page_at(path).is_some();
            return Some(if is_deliberate {
                page
            } else {
                self.edition(page, lang).unwrap_or(page)
            });
        }
        let base = &self.settings.base_url.path;
        let address = written.strip_prefix(base.as_str()).unwrap_or(written);
        if !address.starts_with('/') {
            return None;
        }
        let with_slash = format!("{}/", address.trim_end_matches('/'));
        self.urls().get(with_slash.as_str()).copied().flatten()
    }

    /// `a.md`, or without extension `a`, `a/`, `a/index.md`, `a/_index.md`.
    fn page_at(&self, path: &Utf8Path) -> Option<PageRef> {
        let path = path.as_str();
        self.pages.get(path).copied().or_else(|| {
            let mut tried = String::with_capacity(path.len() + 10);
            [".md", ".markdown", "/index.md", "/_index.md"].iter().find_map(|end| {
                tried.clear();
                tried.push_str(path);
                tried.push_str(end);
                self.pages.get(tried.trim_start_matches('/')).copied()
            })
        })
    }

    /// The same path in the other languages, the default one first.
    fn other_trees(&self, path: &Utf8Path, lang: LangIdx) -> impl Iterator<Item = Utf8PathBuf> {
        let rest = path.as_str().strip_prefix(&self.trees[lang.idx()]);
        let rest = rest.filter(|rest| rest.is_empty() || rest.starts_with('/')).map(str::to_owned);
        let default = self.settings.default_language;
        let others =
            [default].into_iter().chain(self.settings.langs().filter(move |l| *l != default));
        let trees = others.filter(move |other| *other != lang);
        trees.filter_map(move |other| {
            let tree = &self.trees[other.idx()];
            rest.as_ref().map(|rest| Utf8PathBuf::from(format!("{tree}{rest}")))
        })
    }

    fn find_file(&self, path: &Utf8Path, link: Link<'_>, written: &str) -> Option<UrlPath> {
        let file = |path: &Utf8Path| self.files.get(path.as_str()).map(|url| (*url).clone());
        let beside = file(path)
            .or_else(|| self.other_trees(path, link.lang).find_map(|path| file(&path)))
            .or_else(|| self.beside_editions(link, written).find_map(|path| file(&path)));
        if beside.is_some() {
            return beside;
        }
        let address = written.strip_prefix(self.settings.base_url.path.as_str()).unwrap_or(written);
        let rooted = address.strip_prefix('/')?;
        let fixed = static_path(rooted).and_then(|path| file(&path));
        fixed.or_else(|| {
            self.urls().get(address)?;
            Some(UrlPath::page(address.split('/'))).filter(|url| url.as_str() == address).or_else(
                || crate::base::OutputPath::new(rooted).ok().map(|path| UrlPath::file(&path)),
            )
        })
    }

    /// The path beside the other editions of the page, that of the default
    /// language first: translations share the files of their original.
    fn beside_editions(&self, link: Link<'_>, written: &str) -> impl Iterator<Item = Utf8PathBuf> {
        let set = &self.site.set(link.page).pages;
        let default = set.get(self.settings.default_language.idx()).copied().flatten();
        let others = default.into_iter().chain(set.iter().copied().flatten());
        let others = others.filter(move |other| *other != link.page && !written.starts_with('/'));
        others
            .filter_map(move |other| join(folder_of(self.site.text(other).path.as_str()), written))
    }

    fn to_page(
        &self,
        link: Link<'_>,
        page: PageRef,
        local: Local,
    ) -> Result<Target, Box<Diagnostic>> {
        let query = local.query;
        let Some(anchor) = local.anchor else {
            return Ok(Target::Page { page, query, anchor: None });
        };
        let anchor = self.anchor_in(link, page, anchor);
        self.check_anchor(link, page, &anchor)?;
        Ok(Target::Page { page, query, anchor: Some(anchor) })
    }

    /// The anchor in the edition that is shown: an author who looked at the
    /// other language's text wrote that text's heading.
    fn anchor_in(&self, link: Link<'_>, page: PageRef, anchor: String) -> String {
        if self.anchors(page).contains(anchor.as_str()) {
            return anchor;
        }
        let others = self.site.set(page).pages.iter().flatten().filter(|other| **other != page);
        let twin = others.filter(|other| self.anchors(**other).contains(anchor.as_str())).find_map(
            |other| {
                let mut known = link.twins.borrow_mut();
                let pairs = known.entry((*other, page)).or_insert_with(|| {
                    twins(&self.site.text(*other).facts, &self.site.text(page).facts)
                });
                pairs.get(&anchor).cloned()
            },
        );
        twin.unwrap_or(anchor)
    }

    fn check_anchor(
        &self,
        link: Link<'_>,
        page: PageRef,
        anchor: &str,
    ) -> Result<(), Box<Diagnostic>> {
        let known = self.anchors(page);
        if known.contains(anchor) {
            return Ok(());
        }
        let near = link.is_helped.then(|| nearest(anchor, known.iter().copied())).flatten();
        let path = &self.site.text(page).path;
        Err(Box::new(links::broken_anchor(link.raw.span, anchor, path.as_str(), near)))
    }

    /// What to say about a destination that is not there.
    fn lost(&self, link: Link<'_>, path: &Utf8Path, dest: &str) -> Diagnostic {
        let at = link.raw.span;
        if self.is_hidden(path) || self.other_trees(path, link.lang).any(|p| self.is_hidden(&p)) {
            return links::link_to_hidden(at, dest);
        }
        let rooted = split(dest).path.strip_prefix('/').map(str::to_owned);
        let fixed = rooted.and_then(|path| join("static", &path));
        let places = [Some(path), fixed.as_deref()];
        let mut keys = places.iter().flatten().map(|path| collision_key(path.as_str()));
        if let Some(actual) = keys.find_map(|key| self.names().folded.get(&key)) {
            return links::link_case(at, dest, &self.as_written(link, Utf8Path::new(actual)));
        }
        let near = link.is_helped.then(|| places.iter().flatten().find_map(|path| self.near(path)));
        let near = near.flatten().map(|path| self.as_written(link, Utf8Path::new(&path)));
        let near = near.as_deref();
        let is_page = matches!(path.extension(), None | Some("md" | "markdown" | "html"));
        match link.raw.kind {
            LinkKind::Image => links::missing_image(at, dest, near),
            LinkKind::Link | LinkKind::Autolink if is_page => links::broken_link(at, dest, near),
            LinkKind::Link | LinkKind::Autolink => links::missing_file(at, dest, near),
        }
    }

    /// Whether a path, or the text it stands for, is not published.
    fn is_hidden(&self, path: &Utf8Path) -> bool {
        let tries = [
            path.to_owned(),
            Utf8PathBuf::from(format!("{path}.md")),
            path.join("index.md"),
            path.join("_index.md"),
        ];
        tries.iter().any(|path| self.hidden.contains(path))
    }

    /// A path below the root as an author writes it in the file of the link.
    fn as_written(&self, link: Link<'_>, path: &Utf8Path) -> String {
        if let Ok(rest) = path.strip_prefix("static") {
            return format!("/{rest}");
        }
        let tree = &self.trees[link.lang.idx()];
        if link.raw.dest.trim().starts_with('/')
            && let Ok(rest) = path.strip_prefix(tree)
        {
            return format!("/{rest}");
        }
        let folder = Utf8Path::new(self.folder(link));
        let same = folder.components().zip(path.components()).take_while(|(a, b)| a == b).count();
        let ups = folder.components().skip(same).map(|_| "..");
        let downs = path.components().skip(same).map(|part| part.as_str());
        ups.chain(downs).collect::<Vec<_>>().join("/")
    }

    /// A file of the same folder with a similar name, else one of the same
    /// name elsewhere in the language.
    fn near(&self, path: &Utf8Path) -> Option<String> {
        let folder = path.parent()?;
        let name = path.file_name()?;
        let siblings = self.names().within.get(folder.as_str()).map_or(&[][..], Vec::as_slice);
        if let Some(found) = nearest(name, siblings.iter().copied()) {
            return Some(folder.join(found).into_string());
        }
        let tree: Utf8PathBuf = path.components().take(2).map(|part| part.as_str()).collect();
        let same = self.names().called.get(name).map_or(&[][..], Vec::as_slice);
        same.iter().find(|other| other.starts_with(&tree)).map(|other| other.as_str().to_owned())
    }
}

/// A path from the root of the site as one below `static`; none when it is rooted
/// once more.
fn static_path(rooted: &str) -> Option<Utf8PathBuf> {
    let parts = || rooted.split('/').filter(|part| !matches!(*part, "" | "."));
    (!rooted.starts_with('/')).then(|| ["static"].into_iter().chain(parts()).collect())
}

fn fragment(anchor: Option<&str>) -> String {
    anchor.map_or_else(String::new, |anchor| format!("#{anchor}"))
}
