//! The texts of a site, read from disk when something needs them: a text that an
//! earlier build has compiled, and whose file is as it was, is never read.

use std::sync::OnceLock;

use crate::base::{Depot, Digest, LangIdx, Span};
use crate::diag::catalog::files as said;
use crate::diag::{Diagnostic, Outcome};
use crate::files::Files;
use crate::source::decode::{MAX_TEXT, decode};
use crate::source::front_matter::{FrontMatter, split};
use crate::source::read::ContentFile;

/// A file read, its front matter cut off.
#[derive(Debug)]
pub(super) struct Cut {
    /// Its text.
    pub(super) text: String,
    /// Of its bytes, before decoding.
    pub(super) digest: Digest,
    /// What its front matter says.
    pub(super) front: Box<FrontMatter>,
    /// Where the body starts.
    pub(super) body: usize,
    /// Whether front matter stands where it is only text.
    pub(super) has_late_front: bool,
    /// What is wrong so far.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Cut {
    /// In place of a file that could not be read.
    fn unread(why: Diagnostic) -> Self {
        Self {
            text: String::new(),
            digest: Digest::of(b""),
            front: Box::default(),
            body: 0,
            has_late_front: false,
            diagnostics: vec![why],
        }
    }
}

/// Every Markdown file, read at most once.
pub(super) struct Texts<'t> {
    files: &'t dyn Files,
    depot: &'t dyn Depot,
    pub(super) list: &'t [ContentFile],
    cuts: Vec<OnceLock<Cut>>,
    /// When the newest of the files changed.
    newest: (i64, i64),
}

impl<'t> Texts<'t> {
    pub(super) fn new(files: &'t dyn Files, depot: &'t dyn Depot, list: &'t [ContentFile]) -> Self {
        let newest = list.iter().map(|file| file.stamp.changed).max().unwrap_or_default();
        let cuts = list.iter().map(|_| OnceLock::new()).collect();
        Self { files, depot, list, cuts, newest }
    }

    /// The number of a file, by language and path below the root.
    pub(super) fn find(&self, path: &camino::Utf8Path) -> Option<usize> {
        self.list.binary_search_by(|file| file.path.as_path().cmp(path)).ok()
    }

    /// The text of a file that others include, read now unless it was already: one
    /// version of it serves the whole build.
    pub(super) fn cut(&self, idx: usize) -> &Cut {
        self.cuts[idx].get_or_init(|| self.read(idx))
    }

    /// The digest of a file that others include, of the version that [`Texts::cut`]
    /// gives or would give.
    pub(super) fn digest(&self, idx: usize) -> Digest {
        if let Some(cut) = self.cuts[idx].get() {
            return cut.digest;
        }
        self.known(idx).unwrap_or_else(|| self.cut(idx).digest)
    }

    /// The digest of a file's bytes, when its stamp tells.
    pub(super) fn known(&self, idx: usize) -> Option<Digest> {
        let file = &self.list[idx];
        self.depot.digest(&file.path, &file.stamp)
    }

    /// Whether a file was read.
    pub(super) fn is_read(&self, idx: usize) -> bool {
        self.cuts[idx].get().is_some()
    }

    /// Reads a file, for its own page. It is not kept: texts are many.
    pub(super) fn read(&self, idx: usize) -> Cut {
        let file = &self.list[idx];
        let bytes = match self.files.read_at_most(&file.path, MAX_TEXT as u64) {
            Ok(bytes) => bytes,
            Err(error) => {
                let at = Span::file(file.source);
                let why = match error.kind() {
                    std::io::ErrorKind::FileTooLarge => said::file_too_large(at, MAX_TEXT),
                    _ => said::vanished_file(at),
                };
                return Cut::unread(why);
            }
        };
        let digest = Digest::of(&bytes);
        self.depot.remember(&file.path, &file.stamp, digest, self.newest);
        let mut diagnostics = Vec::new();
        let text = decode(&bytes, file.source).drain(&mut diagnostics);
        let Outcome { value: (front, body), diagnostics: said } = split(&text, file.source);
        let has_late_front = said.iter().any(|d| d.code.name == "late-front-matter");
        diagnostics.extend(said);
        Cut { text, digest, front: Box::new(front), body, has_late_front, diagnostics }
    }
}

/// The fragments that a text of one language may include.
pub(super) struct OwnFragments<'t> {
    pub(super) texts: &'t Texts<'t>,
    pub(super) lang: LangIdx,
    /// `content/fr`.
    pub(super) folder: String,
}

impl OwnFragments<'_> {
    /// The number of the file at a path below the language's folder.
    pub(super) fn number(&self, path: &str) -> Option<usize> {
        self.texts.find(camino::Utf8Path::new(&format!("{}/{path}", self.folder)))
    }
}

impl crate::markup::Fragments for OwnFragments<'_> {
    fn find(&self, path: &str) -> Option<crate::markup::Fragment<'_>> {
        let idx = self.number(path)?;
        let cut = self.texts.cut(idx);
        let source = self.texts.list[idx].source;
        Some(crate::markup::Fragment { source, text: &cut.text, offset: cut.body })
    }

    fn paths(&self) -> Vec<&str> {
        let own = self.texts.list.iter().filter(|file| file.lang == self.lang);
        own.filter_map(|file| file.path.strip_prefix(&self.folder).ok())
            .map(camino::Utf8Path::as_str)
            .collect()
    }
}
