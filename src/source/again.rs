//! Texts read anew for the checks of quality, which look at words that a build does
//! not keep.

use camino::Utf8Path;

use crate::base::paths::rest_below;
use crate::base::{LangIdx, MappedText, MemoryDepot, SourceId, Sources, Stamp};
use crate::config::Settings;
use crate::files::Files;
use crate::markup::{self, ExpandEnv};
use crate::source::front_matter::FrontMatter;
use crate::source::read::ContentFile;
use crate::source::texts::{OwnFragments, Texts};

/// The Markdown files of a site, each of which can be read again.
pub struct Again {
    list: Vec<ContentFile>,
    depot: MemoryDepot,
    settings: Settings,
}

/// A text as its author wrote it.
pub struct Written {
    /// What its front matter says.
    pub front: FrontMatter,
    /// The front matter itself.
    pub head: String,
    /// The body, variables and fragments in place.
    pub body: MappedText,
}

impl Again {
    /// Finds the texts of a site that was read before.
    pub fn new(settings: &Settings, sources: &Sources) -> Self {
        let file = |(source, path): (SourceId, &Utf8Path)| {
            let is_markdown = matches!(path.extension(), Some("md" | "markdown"));
            let code = path.as_str().strip_prefix("content/").filter(|_| is_markdown)?;
            let lang = settings.lang(code.split('/').next()?)?;
            Some(ContentFile { path: path.to_owned(), source, lang, stamp: Stamp::default() })
        };
        let mut list: Vec<ContentFile> = sources.iter().filter_map(file).collect();
        list.sort_by(|a, b| a.path.cmp(&b.path));
        Self { list, depot: MemoryDepot::default(), settings: settings.clone() }
    }

    /// The numbers of all texts, fragments and those that are not published included.
    pub fn sources(&self) -> impl Iterator<Item = SourceId> {
        self.list.iter().map(|file| file.source)
    }

    /// Gives `each` what reads these texts; fragments are read once.
    pub fn with<T>(&self, files: &dyn Files, each: impl FnOnce(&Reader<'_>) -> T) -> T {
        let mut by_source: Vec<(SourceId, usize)> =
            self.list.iter().enumerate().map(|(idx, file)| (file.source, idx)).collect();
        by_source.sort_unstable();
        let texts = Texts::new(files, &self.depot, &self.list);
        each(&Reader { again: self, texts, by_source })
    }
}

/// Reads texts.
pub struct Reader<'r> {
    again: &'r Again,
    texts: Texts<'r>,
    by_source: Vec<(SourceId, usize)>,
}

impl Reader<'_> {
    /// The text of a file; none when it is no text of the site.
    pub fn read(&self, source: SourceId) -> Option<Written> {
        let found = self.by_source.binary_search_by_key(&source, |(source, _)| *source).ok()?;
        let idx = self.by_source[found].1;
        let file = &self.again.list[idx];
        let cut = self.texts.read(idx);
        let language = self.again.settings.language(file.lang);
        let fragments = self.fragments(file.lang);
        let below = rest_below(file.path.as_str(), &fragments.folder);
        let env = ExpandEnv { variables: &language.variables, fragments: &fragments, path: below };
        let body = markup::expand(&cut.text, cut.body, source, &env).value.text;
        let head = cut.text[..cut.body.min(cut.text.len())].to_owned();
        Some(Written { front: *cut.front, head, body })
    }

    fn fragments(&self, lang: LangIdx) -> OwnFragments<'_> {
        let folder = format!("content/{}", self.again.settings.language(lang).code);
        OwnFragments { texts: &self.texts, lang, folder }
    }
}
