//! The resolve step: parsed files → [`Site`].
//!
//! 1. drafts, scheduled and expired texts are left out ([`select`]);
//! 2. folders become sections, texts get their ids and addresses ([`place`]);
//! 3. texts with the same id become translation sets, and each language gets
//!    its navigation ([`tree`]), while pages take their addresses ([`claims`]);
//! 4. tags, indexes, links, redirects, related articles and files are resolved.

mod alphabet;
mod asked;
mod assets;
mod claims;
mod links;
mod lookup;
mod meta;
mod place;
mod redirects;
mod related;
mod select;
mod tags;
mod tree;

pub use claims::{HEADERS, REPLACEABLE};

use crate::base::{Date, Sources};
use crate::config::Settings;
use crate::diag::Outcome;
use crate::site::Site;
use crate::site::resolve::claims::Claims;
use crate::source::ParsedSite;

/// A resolved site and what belongs to it.
#[derive(Debug)]
pub struct Resolved {
    /// The site.
    pub site: Site,
    /// Its settings.
    pub settings: Settings,
    /// The table of files that spans point into.
    pub sources: Sources,
}

/// Which texts take part.
#[derive(Clone, Copy, Debug)]
pub struct Selection {
    /// The day that schedules are compared with.
    pub date: Date,
    /// Whether drafts are in.
    pub with_drafts: bool,
}

/// Resolves a parsed site.
pub fn resolve(parsed: ParsedSite, selection: Selection) -> Outcome<Resolved> {
    let ParsedSite { settings, mut sources, pages, assets, statics } = parsed;
    let mut diagnostics = Vec::new();
    let chosen = select::select(pages, selection);
    let placed = place::place(chosen.shown, &settings).drain(&mut diagnostics);
    let mut site = placed.site;
    let (built, mut claims) = rayon::join(
        || tree::build(&site, &settings),
        || Claims::of_pages(&site, &placed.decided, &settings),
    );
    tree::store(&mut site, built);
    tags::resolve(&mut site, &placed.tags, &settings, &mut claims).drain(&mut diagnostics);
    site.alphabets = alphabet::resolve(&site, &settings, &mut claims);
    site.asked = asked::resolve(&site, &settings).drain(&mut diagnostics);
    diagnostics.extend(asked::check_contacts(&site, &settings));
    let files = assets::Files { assets, statics, hidden: &chosen.hidden, html: settings.html };
    let mut said =
        assets::Said { claims: &mut claims, sources: &mut sources, diagnostics: &mut diagnostics };
    assets::resolve(&mut site, &files, &mut said);
    redirects::resolve(&mut site, &placed.aliases, &mut claims).drain(&mut diagnostics);
    let (related, targets) = rayon::join(
        || related::resolve(&site, &placed.related),
        || links::Index::new(&site, &settings, &sources, &chosen.hidden).resolve_all(),
    );
    let related = related.drain(&mut diagnostics);
    let targets = targets.drain(&mut diagnostics);
    for (article, related) in site.articles.iter_mut().zip(related) {
        article.related = related;
    }
    links::store(&mut site, targets);
    diagnostics.extend(claims.into_diagnostics());
    Outcome { value: Resolved { site, settings, sources }, diagnostics }
}
