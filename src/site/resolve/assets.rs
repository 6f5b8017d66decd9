//! Files that are copied: beside articles, and those of `static/`.

use std::collections::BTreeSet;

use camino::Utf8Path;

use crate::base::paths::{folder_of, rest_below, stem_of};
use crate::base::{ContentPath, OutputPath, Sources, Span, Stamp, UrlPath};
use crate::config::HtmlPolicy;
use crate::diag::Diagnostic;
use crate::diag::catalog::files::{bad_file_name, html_file};
use crate::site::resolve::claims::{Claims, Owner};
use crate::site::resolve::lookup::Lookup;
use crate::site::{Asset, PageRef, Site};
use crate::source::OtherFile;

/// The files found by the read step.
pub(super) struct Files<'f> {
    pub(super) assets: Vec<OtherFile>,
    pub(super) statics: Vec<OtherFile>,
    /// Texts that are not published: the files of their folders are not either.
    pub(super) hidden: &'f BTreeSet<ContentPath>,
    /// What authors may do with HTML.
    pub(super) html: HtmlPolicy,
}

/// Files that browsers or servers run as pages. An author who may not write any
/// HTML in a text may not place it beside one either.
const PAGES: [&str; 11] =
    ["html", "htm", "xhtml", "xht", "shtml", "shtm", "svgz", "php", "phtml", "mhtml", "hta"];

/// Where addresses are taken and problems are said.
pub(super) struct Said<'s> {
    pub(super) claims: &'s mut Claims,
    pub(super) sources: &'s mut Sources,
    pub(super) diagnostics: &'s mut Vec<Diagnostic>,
}

/// Gives each file its address. A file beside a text stands below the text's
/// address; a file of `static/` keeps its path.
pub(super) fn resolve(site: &mut Site, files: &Files<'_>, said: &mut Said<'_>) {
    let folders = folders(site);
    let hidden: BTreeSet<&Utf8Path> = files
        .hidden
        .iter()
        .filter(|path| matches!(path.file_stem(), Some("index" | "_index")))
        .filter_map(|path| path.parent())
        .collect();
    for OtherFile { path, stamp } in &files.assets {
        let is_hidden =
            !hidden.is_empty() && path.ancestors().any(|folder| hidden.contains(folder));
        if is_hidden || path.file_name() == Some("questions.toml") {
            continue;
        }
        let is_page = path
            .extension()
            .is_some_and(|ext| PAGES.iter().any(|page| page.eq_ignore_ascii_case(ext)));
        if is_page && files.html != HtmlPolicy::Trusted {
            let at = Span::file(said.sources.add(path));
            said.diagnostics.push(html_file(at, path.as_str()));
            continue;
        }
        let Some((folder, page)) = home(&folders, path.as_str()) else { continue };
        let rest = rest_below(path.as_str(), folder);
        let url = format!("{}{rest}", site.url(page).as_str());
        add(site, (path, *stamp), url.trim_start_matches('/'), said);
    }
    for OtherFile { path, stamp } in &files.statics {
        add(site, (path, *stamp), rest_below(path.as_str(), "static"), said);
    }
}

/// The page whose address the files of a folder stand below.
fn folders(site: &Site) -> Lookup<String, PageRef> {
    let mut folders = Lookup::default();
    for page in site.pages() {
        let path = site.text(page).path.as_str().trim_end_matches('/');
        match page {
            PageRef::Section(_) if !is_markdown(path) => folders.insert(path.to_owned(), page),
            PageRef::Article(_) if stem_of(path) != "index" => {}
            PageRef::Article(_) | PageRef::Section(_) => {
                folders.insert(folder_of(path).to_owned(), page);
            }
        }
    }
    folders
}

fn is_markdown(path: &str) -> bool {
    matches!(Utf8Path::new(path).extension(), Some("md" | "markdown"))
}

/// The nearest folder above a file that has a page.
fn home<'p>(folders: &Lookup<String, PageRef>, path: &'p str) -> Option<(&'p str, PageRef)> {
    let mut folder = path;
    while !folder.is_empty() {
        folder = folder_of(folder);
        if let Some(page) = folders.get(folder) {
            return Some((folder, *page));
        }
    }
    None
}

fn add(site: &mut Site, (path, stamp): (&Utf8Path, Stamp), output: &str, said: &mut Said<'_>) {
    let source = said.sources.add(path);
    let at = Span::file(source);
    match OutputPath::new(output) {
        Ok(output) => {
            let url = UrlPath::file(&output);
            if said.claims.claim(&url, at, Owner::File) {
                site.assets.push(Asset { url, path: path.to_owned(), source, stamp });
            }
        }
        Err(_) => said.diagnostics.push(bad_file_name(at, path.as_str())),
    }
}
