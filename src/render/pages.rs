//! The pages: each kind's own values, then its template.

mod kinds;
mod outline;

use std::collections::BTreeMap;

use rayon::prelude::*;
use tera::{Context, Map, Value};

use crate::base::{Artifacts, LangIdx, Span, UrlPath};
use crate::config::Settings;
use crate::diag::{Arg, Diagnostic, Outcome};
use crate::html::minify::minify;
use crate::render::markdown;
use crate::render::navigation::nodes_by_section;
use crate::render::shared::Shared;
use crate::render::{Look, add_text};
use crate::site::{Node, PageRef, SectionIdx, Site, TagIdx};

/// What is made: one HTML page each.
#[derive(Clone, Copy, Debug)]
enum Job {
    /// The page of choice, `/`.
    Root,
    /// An article, a section, a home.
    Page(PageRef),
    /// A tag.
    Tag(TagIdx),
    /// The tags of a language.
    Tags(LangIdx),
    /// `404.html`.
    NotFound,
    /// An old address: index into [`Site::redirects`].
    Redirect(usize),
}

/// A page before its template runs.
struct Draft {
    /// The template's name.
    template: String,
    /// The language of strings and shared values.
    lang: LangIdx,
    /// Where it goes.
    url: UrlPath,
    /// The text it is made of, for messages.
    origin: Option<Span>,
    /// `page`.
    page: Map,
    /// `nav`.
    nav: Value,
    /// Further values at the top.
    more: Vec<(&'static str, Value)>,
    /// The Markdown twin.
    markdown: Option<String>,
    /// What its text has wrong.
    diagnostics: Vec<Diagnostic>,
}

/// A finished page.
struct Made {
    files: Vec<(UrlPath, String)>,
    diagnostics: Vec<Diagnostic>,
}

/// The state of making all pages.
struct Press<'a> {
    shared: Shared<'a>,
    /// Where each section stands in the tree of its language.
    nodes: BTreeMap<SectionIdx, &'a Node>,
}

/// Makes every page, with its Markdown twin beside it.
pub fn pages(site: &Site, settings: &Settings, look: Look<'_>) -> Outcome<Artifacts> {
    let shared = Shared::new(site, settings, look);
    let nodes = nodes_by_section(&shared.places);
    let press = Press { shared, nodes };
    let made: Vec<Made> = jobs(&press).into_par_iter().map(|job| press.make(job)).collect();
    let mut files = Artifacts::new();
    let mut diagnostics = Vec::new();
    for page in made {
        for (url, text) in page.files {
            add_text(&mut files, &url, text);
        }
        diagnostics.extend(page.diagnostics);
    }
    Outcome { value: files, diagnostics: once_each(diagnostics) }
}

fn jobs(press: &Press<'_>) -> Vec<Job> {
    let places = &press.shared.places;
    let mut jobs: Vec<Job> = places.site.pages().map(Job::Page).collect();
    let n_tags = u32::try_from(places.site.tags.len()).unwrap_or(u32::MAX);
    jobs.extend((0..n_tags).map(|idx| Job::Tag(TagIdx(idx))));
    let tagged = places.settings.langs().filter(|lang| places.tags_page(*lang).is_some());
    jobs.extend(tagged.map(Job::Tags));
    jobs.extend((0..places.site.redirects.len()).map(Job::Redirect));
    jobs.extend([Job::Root, Job::NotFound]);
    jobs
}

/// One mistake in a template shows on every page: it is said once, for the
/// first page.
fn once_each(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut seen = std::collections::BTreeSet::new();
    let shown = |arg: &(&'static str, Arg)| match &arg.1 {
        Arg::Text(text) => text.clone(),
        Arg::Number(number) => number.to_string(),
    };
    let mut all = diagnostics;
    all.retain(|diagnostic| {
        let args: Vec<String> = diagnostic.args.iter().map(shown).collect();
        seen.insert((diagnostic.code.number, diagnostic.span, args))
    });
    all
}

impl Press<'_> {
    fn make(&self, job: Job) -> Made {
        let draft = match job {
            Job::Root => self.root(),
            Job::Page(page) => self.page(page),
            Job::Tag(tag) => self.tag(tag),
            Job::Tags(lang) => self.tags(lang),
            Job::NotFound => self.not_found(),
            Job::Redirect(idx) => self.redirect(idx),
        };
        self.print(draft)
    }

    fn print(&self, draft: Draft) -> Made {
        let mut context = Context::new();
        context.insert_value("page", Value::from(draft.page));
        context.insert_value("nav", draft.nav);
        for (name, value) in draft.more {
            context.insert_value(name, value);
        }
        let mut made = Made { files: Vec::new(), diagnostics: draft.diagnostics };
        let engine = &self.shared.engines[draft.lang.idx()];
        match engine.render(&draft.template, &context) {
            Ok(html) => made.files.push((draft.url.clone(), minify(&html))),
            Err(fault) => {
                made.diagnostics.push(self.shared.theme.diagnose(&fault, draft.origin));
            }
        }
        if let Some(markdown) = draft.markdown {
            made.files.push((markdown::twin_of(&draft.url), markdown));
        }
        made
    }
}
