//! A site in memory, built and looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use guichet::base::{Artifacts, Gather, MemoryDepot, SourceId, Sources};
use guichet::code::Highlighter;
use guichet::config::Settings;
use guichet::diag::{Diagnostic, Outcome};
use guichet::files::{Files as _, Memory};
use guichet::pipeline::{BuildContext, Prepared, pictures, prepare, render};
use guichet::report::{Format, MessageLang, Report, Style};
use guichet::site::{PictureWork, Selection};
use guichet::source::decode::decode;

use crate::properties::inside::{path_fault, span_faults};
use crate::site::{CONFIG, TODAY};

/// Grammars are loaded once for all tests.
static HIGHLIGHTER: LazyLock<Highlighter> = LazyLock::new(Highlighter::new);

/// The files of a site, by path.
#[derive(Clone, Debug, Default)]
pub(crate) struct World(pub(crate) BTreeMap<String, Vec<u8>>);

/// What a build made and said.
pub(crate) struct Made {
    files: Memory,
    pub(crate) artifacts: Artifacts,
    settings: Settings,
    sources: Sources,
    pub(crate) said: Vec<Diagnostic>,
}

impl World {
    /// The least configuration and one article in two languages.
    pub(crate) fn small() -> Self {
        Self::default()
            .with("guichet.toml", CONFIG)
            .with("content/fr/good.md", "# Bon article\n\n## Ici\n\nUn texte.\n")
            .with("content/en/good.md", "# Good article\n\n## Here\n\nSome text.\n")
    }

    pub(crate) fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.insert(path.to_owned(), bytes.into());
        self
    }

    /// Builds it; none when there is no site at all.
    pub(crate) fn build(&self) -> Option<Made> {
        let mut files = Memory::default();
        for (path, bytes) in &self.0 {
            files.insert(path.clone(), bytes.clone());
        }
        let selection = Selection { date: TODAY.parse().unwrap(), with_drafts: true };
        let depot = MemoryDepot::default();
        let ctx = BuildContext {
            files: &files,
            selection,
            base_url: None,
            highlighter: &HIGHLIGHTER,
            depot: &depot,
        };
        let Outcome { value: mut prepared, diagnostics: mut said } = prepare(&ctx).ok()?;
        said.extend(pictures(&ctx, &mut prepared, PictureWork::Convert));
        let gather = Gather::default();
        said.extend(render(&prepared, &depot, &gather).ok()?);
        let Prepared { settings, sources, .. } = prepared;
        Some(Made { files, artifacts: gather.into_artifacts(), settings, sources, said })
    }
}

impl Made {
    /// Names of what was said.
    pub(crate) fn names(&self) -> Vec<&str> {
        self.said.iter().map(|diagnostic| diagnostic.code.name).collect()
    }

    /// Every promise that holds for any site.
    #[track_caller]
    pub(crate) fn is_sound(&self) {
        let faults: Vec<String> =
            self.artifacts.iter().filter_map(|(path, _)| path_fault(path.as_str())).collect();
        assert!(faults.is_empty(), "{faults:?}");
        let report = Report::new(self.said.clone(), &self.settings, &self.sources);
        if !report.is_refusal(false) {
            self.shares_no_place();
        }
        self.spans_are_inside();
        for format in [Format::Human, Format::Json] {
            let style = Style { format, lang: MessageLang::from_tag("en"), has_color: false };
            report.print(&self.files, &self.sources, style, None);
        }
    }

    /// No file stands where another needs a folder, even where case does not count.
    #[track_caller]
    fn shares_no_place(&self) {
        let paths = self.artifacts.iter().map(|(path, _)| path.as_str().to_lowercase());
        let mut taken = BTreeSet::new();
        let paths: Vec<String> = paths.collect();
        for path in &paths {
            assert!(taken.insert(path.as_str()), "{path} is made twice");
        }
        for path in &paths {
            for (end, _) in path.match_indices('/') {
                assert!(!taken.contains(&path[..end]), "{} is above {path}", &path[..end]);
            }
        }
    }

    #[track_caller]
    fn spans_are_inside(&self) {
        let sources: BTreeSet<SourceId> = self
            .said
            .iter()
            .flat_map(|said| {
                [said.span].into_iter().chain(said.related.iter().map(|related| related.span))
            })
            .map(|span| span.source)
            .collect();
        let texts: BTreeMap<SourceId, String> = sources
            .into_iter()
            .filter_map(|source| {
                let bytes = self.files.read(self.sources.path(source)).ok()?;
                Some((source, decode(&bytes, source).value))
            })
            .collect();
        let faults = span_faults(&self.said, |source| texts.get(&source).map(String::as_str));
        assert!(faults.is_empty(), "{faults:?}");
    }
}
