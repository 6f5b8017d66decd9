//! The read step: which files the site has; nothing is interpreted but
//! `guichet.toml`. Texts are read when they are parsed.

use std::collections::BTreeSet;

use camino::Utf8Path;

use crate::base::{ContentPath, Failure, LangIdx, SourceId, Sources, Span, Stamp};
use crate::config::{self, Settings};
use crate::diag::catalog::{files as said, translations};
use crate::diag::nearest::nearest;
use crate::diag::{Diagnostic, Outcome};
use crate::files::{Entry, Files, Hidden};
use crate::source::decode::{MAX_TEXT, read_text};

/// The folders that a site's texts and files are in, besides `guichet.toml`.
pub const FOLDERS: [(&str, Hidden); 2] = [CONTENT, STATIC];

const CONTENT: (&str, Hidden) = ("content", Hidden::Skip);
const STATIC: (&str, Hidden) = ("static", Hidden::Keep);

/// Everything read.
#[derive(Debug)]
pub struct SourceTree {
    /// The settings of the site.
    pub settings: Settings,
    /// The table of files that spans point into.
    pub sources: Sources,
    /// Markdown files of every language, by path.
    pub markdown: Vec<ContentFile>,
    /// Other files below `content/<lang>/`, by path.
    pub assets: Vec<OtherFile>,
    /// Files below `static/`, by path.
    pub statics: Vec<OtherFile>,
}

/// A file that is copied.
#[derive(Debug)]
pub struct OtherFile {
    /// Its path below the root.
    pub path: ContentPath,
    /// What tells this version of it from another.
    pub stamp: Stamp,
}

impl SourceTree {
    /// When the newest of the files changed: before any of them is read.
    pub fn newest(&self) -> (i64, i64) {
        let markdown = self.markdown.iter().map(|file| file.stamp.changed);
        let others = self.assets.iter().chain(&self.statics).map(|file| file.stamp.changed);
        markdown.chain(others).max().unwrap_or_default()
    }
}

/// A Markdown file.
#[derive(Debug)]
pub struct ContentFile {
    /// Its path below the root.
    pub path: ContentPath,
    /// Its number.
    pub source: SourceId,
    /// Its language.
    pub lang: LangIdx,
    /// What tells this version of it from another.
    pub stamp: Stamp,
}

/// Reads the site. Without `guichet.toml` the folders of `content/` are the
/// languages.
///
/// # Errors
/// When there is neither configuration nor content, or a folder cannot be read.
pub fn read(files: &dyn Files) -> Result<Outcome<SourceTree>, Failure> {
    let mut reader = Reader { files, sources: Sources::default(), diagnostics: Vec::new() };
    let found = walk(files, CONTENT)?;
    let settings = reader.settings(&found)?;
    let mut tree = SourceTree {
        settings,
        sources: Sources::default(),
        markdown: Vec::new(),
        assets: Vec::new(),
        statics: Vec::new(),
    };
    let markdown = reader.content(found, &mut tree);
    tree.markdown = reader.numbered(markdown);
    for (path, entry) in walk(files, STATIC)? {
        if reader.is_usable(&path, &entry)
            && let Entry::File(stamp) = entry
        {
            tree.statics.push(OtherFile { path, stamp });
        }
    }
    tree.sources = reader.sources;
    Ok(Outcome { value: tree, diagnostics: reader.diagnostics })
}

fn walk(
    files: &dyn Files,
    (folder, hidden): (&str, Hidden),
) -> Result<Vec<(ContentPath, Entry)>, Failure> {
    files
        .walk(Utf8Path::new(folder), hidden)
        .map_err(|source| Failure::Read { path: folder.into(), source })
}

struct Reader<'f> {
    files: &'f dyn Files,
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn settings(&mut self, found: &[(ContentPath, Entry)]) -> Result<Settings, Failure> {
        let path = Utf8Path::new("guichet.toml");
        if !self.files.is_there(path) {
            let codes: BTreeSet<String> = found
                .iter()
                .filter_map(|(path, _)| folder_below_content(path))
                .filter(|code| crate::base::lang::is_language_code(code))
                .map(str::to_owned)
                .collect();
            if codes.is_empty() {
                return Err(Failure::NoConfig { path: ".".into() });
            }
            return Ok(config::default_settings(&codes.into_iter().collect::<Vec<_>>()));
        }
        let source = self.sources.add(path);
        let text = read_text(self.files, path, source)
            .map_err(|error| Failure::Read { path: path.to_owned(), source: error })?
            .drain(&mut self.diagnostics);
        Ok(config::read(&text, source).drain(&mut self.diagnostics))
    }

    /// Sorts what is below `content/` into Markdown files and assets.
    fn content(
        &mut self,
        found: Vec<(ContentPath, Entry)>,
        tree: &mut SourceTree,
    ) -> Vec<(LangIdx, ContentPath, Stamp)> {
        let mut markdown = Vec::new();
        let mut undeclared = BTreeSet::new();
        for (path, entry) in found {
            if matches!(entry, Entry::BadName(_)) {
                self.is_usable(&path, &entry);
                continue;
            }
            let code =
                folder_below_content(&path).unwrap_or_else(|| path.file_name().unwrap_or(""));
            let Some(lang) = tree.settings.lang(code) else {
                if undeclared.insert(code.to_owned()) {
                    let known = tree.settings.languages.iter().map(|l| l.code.as_str());
                    let near = nearest(code, known);
                    let at = Span::file(self.sources.add(path.clone()));
                    self.diagnostics.push(translations::undeclared_language(at, code, near));
                }
                continue;
            };
            if !self.is_usable(&path, &entry) {
                continue;
            }
            let is_markdown = matches!(path.extension(), Some("md" | "markdown"));
            if !is_markdown && self.is_lost_text(&path) {
                continue;
            }
            match entry {
                Entry::File(stamp) if is_markdown && stamp.size > MAX_TEXT as u64 => {
                    let at = Span::file(self.sources.add(path));
                    self.diagnostics.push(said::file_too_large(at, MAX_TEXT));
                }
                Entry::File(stamp) if is_markdown => markdown.push((lang, path, stamp)),
                Entry::File(stamp) => tree.assets.push(OtherFile { path, stamp }),
                Entry::SkippedLink(_) | Entry::Special | Entry::BadName(_) => {}
            }
        }
        markdown
    }

    /// Whether a file was meant as a text, or left by an editor: `A.MD`, `a.md~`,
    /// `a.md.bak`. Says so; it is not published as a file.
    fn is_lost_text(&mut self, path: &Utf8Path) -> bool {
        let name = path.file_name().unwrap_or_default().to_lowercase();
        let is_text = [".md", ".markdown", ".md~", ".md.bak", ".md.orig", ".md.swp", ".mdx"]
            .iter()
            .any(|end| name.ends_with(end));
        let is_litter = matches!(name.as_str(), "thumbs.db" | "desktop.ini");
        if is_text {
            let at = Span::file(self.sources.add(path));
            self.diagnostics.push(said::not_markdown(at, path.file_name().unwrap_or_default()));
        }
        is_text || is_litter
    }

    /// Whether an entry is a file with a portable name; says so if not.
    fn is_usable(&mut self, path: &Utf8Path, entry: &Entry) -> bool {
        let diagnostic = match entry {
            Entry::File(_) => return true,
            Entry::SkippedLink(target) => {
                let at = Span::file(self.sources.add(path));
                said::symlink_skipped(at, target)
            }
            Entry::Special => said::not_a_file(Span::file(self.sources.add(path))),
            Entry::BadName(name) => said::bad_file_name(Span::file(self.sources.add(path)), name),
        };
        self.diagnostics.push(diagnostic);
        false
    }

    fn numbered(&mut self, markdown: Vec<(LangIdx, ContentPath, Stamp)>) -> Vec<ContentFile> {
        let number = |(lang, path, stamp): (LangIdx, ContentPath, Stamp)| {
            let source = self.sources.add(path.clone());
            ContentFile { path, source, lang, stamp }
        };
        markdown.into_iter().map(number).collect()
    }
}

/// `fr` of `content/fr/a.md`.
fn folder_below_content(path: &Utf8Path) -> Option<&str> {
    let mut parts = path.components().skip(1);
    let folder = parts.next()?;
    parts.next().map(|_| folder.as_str())
}
