//! The pages: what each is made from ([`kinds`], [`inputs`]), then its template.

mod alphabet;
mod inputs;
mod kinds;
mod outline;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::base::{Content, Digest, Failure, LangIdx, OutputPath, Sink};
use crate::diag::{Arg, Diagnostic};
use crate::html::minify::compact;
use crate::render::navigation::nodes_by_section;
use crate::render::shared::Shared;
use crate::site::{Node, PageRef, SectionIdx, TagIdx};
use crate::theme::Fault;

pub(super) use alphabet::IndexPage;
use inputs::Inputs;

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
    /// A page of the index of a language: the first, or that of a letter.
    Index(LangIdx, Option<usize>),
    /// `404.html`.
    NotFound,
    /// An old address: index into [`crate::site::Site::redirects`].
    Redirect(usize),
}

/// The state of making all pages.
struct Press<'a> {
    shared: &'a Shared<'a>,
    sink: &'a dyn Sink,
    /// Where each section stands in the tree of its language.
    nodes: BTreeMap<SectionIdx, &'a Node>,
}

/// The digests of what each page is made from, in the order of
/// [`crate::site::Site::pages`], then those of tags; none where it is not known.
pub(super) type Keys = Vec<Option<Digest>>;

/// Makes every page, with its Markdown twin beside it, and gives each to `sink` as
/// soon as it is done.
///
/// # Errors
/// What the sink says, and [`Failure::Lost`].
pub(super) fn pages(
    shared: &Shared<'_>,
    sink: &dyn Sink,
) -> Result<(Keys, Vec<Diagnostic>), Failure> {
    let nodes = nodes_by_section(&shared.places);
    let press = Press { shared, sink, nodes };
    let made: Vec<Made> =
        jobs(&press).into_par_iter().map(|job| press.make(job)).collect::<Result<_, Failure>>()?;
    let mut keys = Keys::with_capacity(made.len());
    let mut diagnostics = Vec::new();
    for page in made {
        keys.push(page.key);
        diagnostics.extend(page.diagnostics);
    }
    Ok((keys, once_each(diagnostics)))
}

/// A page that was made or kept.
struct Made {
    key: Option<Digest>,
    diagnostics: Vec<Diagnostic>,
}

fn jobs(press: &Press<'_>) -> Vec<Job> {
    let places = &press.shared.places;
    let mut jobs: Vec<Job> = places.site.pages().map(Job::Page).collect();
    let n_tags = u32::try_from(places.site.tags.len()).unwrap_or(u32::MAX);
    jobs.extend((0..n_tags).map(|idx| Job::Tag(TagIdx(idx))));
    let tagged = places.settings.langs().filter(|lang| places.tags_page(*lang).is_some());
    jobs.extend(tagged.map(Job::Tags));
    for (lang, alphabet) in places.settings.langs().zip(&places.site.alphabets) {
        let n_pages = if alphabet.is_split { alphabet.letters.len() } else { 0 };
        jobs.push(Job::Index(lang, None));
        jobs.extend((0..n_pages).map(|letter| Job::Index(lang, Some(letter))));
    }
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
    fn make(&self, job: Job) -> Result<Made, Failure> {
        let mut inputs = match job {
            Job::Root => self.root(),
            Job::Page(page) => self.page(page),
            Job::Tag(tag) => self.tag(tag),
            Job::Tags(lang) => self.tags(lang),
            Job::Index(lang, letter) => self.index(lang, letter),
            Job::NotFound => self.not_found(),
            Job::Redirect(idx) => self.redirect(idx),
        };
        let diagnostics = std::mem::take(&mut inputs.diagnostics);
        // What there is something to say about is made each time.
        let key = inputs.key(self.shared).filter(|_| diagnostics.is_empty());
        let mut made = Made { key, diagnostics };
        let twin = inputs.twin.as_ref().map(|_| inputs.url.markdown_twin());
        if !self.is_kept(&inputs, twin.as_ref(), key) {
            self.print(&inputs, twin.as_ref(), &mut made)?;
        }
        Ok(made)
    }

    fn is_kept(&self, inputs: &Inputs<'_>, twin: Option<&OutputPath>, key: Option<Digest>) -> bool {
        let Some(key) = key else { return false };
        let has_twin = twin.is_none_or(|twin| self.sink.keep(twin, key));
        has_twin && self.sink.keep(&inputs.url.output(), key)
    }

    fn print(
        &self,
        inputs: &Inputs<'_>,
        twin: Option<&OutputPath>,
        made: &mut Made,
    ) -> Result<(), Failure> {
        let shared = self.shared;
        let engine = &shared.engines[inputs.lang.idx()];
        let mut context = inputs.context(shared)?;
        let diagnose = |fault: &Fault| shared.theme.diagnose(fault, inputs.origin);
        let html = inputs.nav_html(shared).map_err(diagnose).and_then(|nav| {
            context.insert_value("nav_html", nav);
            engine.render(&inputs.template, &context).map_err(|fault| diagnose(&fault))
        });
        match html {
            Ok(html) => {
                let content = Content::Bytes(compact(&html).into_bytes());
                self.sink.put(&inputs.url.output(), content, made.key)?;
            }
            Err(diagnostic) => {
                made.key = None;
                made.diagnostics.push(diagnostic);
            }
        }
        if let (Some(path), Some(markdown)) = (twin, inputs.markdown(shared)?) {
            self.sink.put(path, Content::Bytes(markdown.into_bytes()), made.key)?;
        }
        Ok(())
    }
}
