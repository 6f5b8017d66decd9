//! The parse step: each Markdown file → front matter and tree, on every core.

use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use crate::base::{ContentPath, LangIdx, MappedText, SourceId, Sources, Span};
use crate::code::{Highlighter, MAX_LINES, Refusal};
use crate::config::Settings;
use crate::diag::catalog::{front, markup as said};
use crate::diag::nearest::nearest;
use crate::diag::{Diagnostic, Outcome};
use crate::i18n::typography::Rules;
use crate::markup::walk::Node;
use crate::markup::{self, Block, Doc, ExpandEnv, Fragment, ParseOptions};
use crate::source::front_matter::{FrontMatter, split};
use crate::source::read::{ContentFile, SourceTree};

/// Every file parsed, nothing linked yet.
#[derive(Debug)]
pub struct ParsedSite {
    /// The settings of the site.
    pub settings: Settings,
    /// The table of files that spans point into.
    pub sources: Sources,
    /// Articles and section texts, by path.
    pub pages: Vec<ParsedPage>,
    /// Other files below `content/<lang>/`, by path.
    pub assets: Vec<(LangIdx, ContentPath)>,
    /// Files below `static/`, by path.
    pub statics: Vec<ContentPath>,
}

/// One file of text.
#[derive(Debug)]
pub struct ParsedPage {
    /// Its language.
    pub lang: LangIdx,
    /// Its path below the root.
    pub path: ContentPath,
    /// Its number.
    pub source: SourceId,
    /// What it is the text of.
    pub kind: PageKind,
    /// The path that is its id: `loans/renewals`; empty for a home.
    pub place: Utf8PathBuf,
    /// What its front matter says.
    pub front: FrontMatter,
    /// Its title, typographic rules applied; the file's name when it has none.
    pub title: String,
    /// The expanded Markdown, front matter cut off.
    pub markdown: MappedText,
    /// Its tree, without the heading that is the title.
    pub doc: Doc,
}

/// What a file is the text of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// `name.md` or `name/index.md`; the flag tells the second.
    Article {
        /// Whether it has a folder of its own.
        has_folder: bool,
    },
    /// `_index.md`.
    Section,
}

/// Parses every file.
pub fn parse(tree: SourceTree, highlighter: &Highlighter) -> Outcome<ParsedSite> {
    let SourceTree { settings, sources, markdown, assets, statics } = tree;
    let shapes = shapes(&settings, &markdown);
    let split = |file: ContentFile| {
        let Outcome { value: (front, body), diagnostics } = split(&file.text, file.source);
        let has_late_front = diagnostics.iter().any(|d| d.code.name == "late-front-matter");
        (Cut { file, front, body, has_late_front }, diagnostics)
    };
    let cuts: Vec<(Cut, Vec<Diagnostic>)> = markdown.into_par_iter().map(split).collect();
    let fragments = Fragments::new(&settings, cuts.iter().map(|(cut, _)| cut));
    let rules: Vec<Rules> = settings.languages.iter().map(|l| Rules::for_tag(&l.tag)).collect();
    let ctx = Ctx { settings: &settings, rules: &rules, fragments: &fragments, highlighter };
    let parsed: Vec<Option<Outcome<ParsedPage>>> = cuts
        .par_iter()
        .zip(shapes)
        .map(|((cut, said), shape)| shape.map(|shape| ctx.page(cut, shape, said.clone())))
        .collect();
    let mut diagnostics = Vec::new();
    let pages = parsed.into_iter().flatten().map(|page| page.drain(&mut diagnostics)).collect();
    Outcome { value: ParsedSite { settings, sources, pages, assets, statics }, diagnostics }
}

/// A file with its front matter cut off.
struct Cut {
    file: ContentFile,
    front: FrontMatter,
    body: usize,
    /// Whether front matter stands where it is only text.
    has_late_front: bool,
}

/// What a file is, from its path alone; none for fragments.
type Shape = Option<(PageKind, Utf8PathBuf)>;

/// The shape of each file. A folder's `index.md` is an article, unless other
/// texts stand below the folder and it has no `_index.md`: then, as in many
/// trees that come from elsewhere, it is the section's text.
fn shapes(settings: &Settings, files: &[ContentFile]) -> Vec<Shape> {
    let places: Vec<Utf8PathBuf> =
        files.iter().map(|file| below_language(settings, file)).collect();
    let is_fragment = |place: &Utf8Path| {
        place
            .components()
            .any(|part| part.as_str().starts_with('_') && part.as_str() != "_index.md")
    };
    let mut busy: BTreeSet<(LangIdx, &Utf8Path)> = BTreeSet::new();
    for (file, place) in files.iter().zip(&places) {
        if is_fragment(place) || place.file_stem() == Some("index") {
            continue;
        }
        let own = place.file_stem() == Some("_index");
        for folder in place.ancestors().skip(if own { 2 } else { 1 }) {
            busy.insert((file.lang, folder));
        }
    }
    let mut indexed: BTreeSet<(LangIdx, &Utf8Path)> = BTreeSet::new();
    for (file, place) in files.iter().zip(&places) {
        if place.file_stem() == Some("_index") {
            indexed.extend(place.parent().map(|folder| (file.lang, folder)));
        }
    }
    let shape = |(file, place): (&ContentFile, &Utf8PathBuf)| {
        if is_fragment(place) {
            return None;
        }
        let folder = place.parent().unwrap_or(Utf8Path::new(""));
        match place.file_stem() {
            Some("_index") => Some((PageKind::Section, folder.to_owned())),
            Some("index") => {
                let key = (file.lang, folder);
                let is_home = folder.as_str().is_empty();
                if !indexed.contains(&key) && (is_home || busy.contains(&key)) {
                    Some((PageKind::Section, folder.to_owned()))
                } else {
                    Some((PageKind::Article { has_folder: true }, folder.to_owned()))
                }
            }
            _ => Some((PageKind::Article { has_folder: false }, place.with_extension(""))),
        }
    };
    files.iter().zip(&places).map(shape).collect()
}

/// The path below `content/<lang>/`.
fn below_language(settings: &Settings, file: &ContentFile) -> Utf8PathBuf {
    let folder = format!("content/{}", settings.language(file.lang).code);
    file.path.strip_prefix(&folder).unwrap_or(&file.path).to_owned()
}

/// Every Markdown file, for `{{ include }}`, by language and path below it.
struct Fragments<'t> {
    files: BTreeMap<(LangIdx, Utf8PathBuf), &'t Cut>,
}

impl<'t> Fragments<'t> {
    fn new(settings: &Settings, cuts: impl Iterator<Item = &'t Cut>) -> Self {
        let key = |cut: &'t Cut| ((cut.file.lang, below_language(settings, &cut.file)), cut);
        Self { files: cuts.map(key).collect() }
    }
}

/// The fragments that an article of one language may include.
struct OwnFragments<'t> {
    all: &'t Fragments<'t>,
    lang: LangIdx,
}

impl markup::Fragments for OwnFragments<'_> {
    fn find(&self, path: &str) -> Option<Fragment<'_>> {
        let cut = self.all.files.get(&(self.lang, Utf8PathBuf::from(path)))?;
        Some(Fragment { source: cut.file.source, text: &cut.file.text, offset: cut.body })
    }

    fn paths(&self) -> Vec<&str> {
        let own = self.all.files.keys().filter(|(lang, _)| *lang == self.lang);
        own.map(|(_, path)| path.as_str()).collect()
    }
}

struct Ctx<'c> {
    settings: &'c Settings,
    rules: &'c [Rules],
    fragments: &'c Fragments<'c>,
    highlighter: &'c Highlighter,
}

impl Ctx<'_> {
    fn page(
        &self,
        cut: &Cut,
        (kind, place): (PageKind, Utf8PathBuf),
        mut diagnostics: Vec<Diagnostic>,
    ) -> Outcome<ParsedPage> {
        let file = &cut.file;
        let language = self.settings.language(file.lang);
        let rules = &self.rules[file.lang.idx()];
        let fragments = OwnFragments { all: self.fragments, lang: file.lang };
        let below = below_language(self.settings, file);
        let env = ExpandEnv {
            variables: &language.variables,
            fragments: &fragments,
            path: below.as_str(),
        };
        let markdown =
            markup::expand(&file.text, cut.body, file.source, &env).drain(&mut diagnostics).text;
        let options = ParseOptions::full(Some(rules));
        let mut doc = markup::parse(&markdown, &options).drain(&mut diagnostics);
        diagnostics.extend(markup::filter_raw_html(&mut doc, self.settings.html));
        self.check_code(&mut doc, &mut diagnostics);
        let title = self.title(cut, &mut doc).unwrap_or_else(|| {
            // Front matter that cannot be read may well hold a title.
            if kind != PageKind::Section && !cut.front.is_unread && !cut.has_late_front {
                let end = file.text.len().min(cut.body);
                diagnostics.push(front::missing_title(Span::new(file.source, end..end)));
            }
            fallback_title(&place, language)
        });
        let (lang, path, source) = (file.lang, file.path.clone(), file.source);
        let front = cut.front.clone();
        let value = ParsedPage { lang, path, source, kind, place, front, title, markdown, doc };
        Outcome { value, diagnostics }
    }

    /// The title that the front matter gives, or the heading that opens the text.
    fn title(&self, cut: &Cut, doc: &mut Doc) -> Option<String> {
        match &cut.front.title {
            Some((title, _)) => {
                let title = self.rules[cut.file.lang.idx()].apply_str(title.trim());
                doc.drop_title(&title);
                Some(title)
            }
            None => doc.take_title().map(|heading| markup::plain_inlines(&heading.inlines)),
        }
    }

    /// Says which blocks of code cannot be coloured.
    fn check_code(&self, doc: &mut Doc, diagnostics: &mut Vec<Diagnostic>) {
        markup::walk::visit(&mut doc.blocks, &mut |node| {
            let Node::Block(Block::Code(block)) = node else { return };
            if block.lang.is_empty() {
                return;
            }
            match self.highlighter.refusal(&block.lang, &block.text) {
                Some(Refusal::Unknown) => {
                    let known = self.highlighter.known_languages();
                    let near = nearest(&block.lang, known);
                    diagnostics.push(said::unknown_code_language(block.span, &block.lang, near));
                }
                Some(Refusal::TooLong) => {
                    diagnostics.push(said::code_too_long(block.span, MAX_LINES));
                }
                None => {}
            }
        });
    }
}

/// The name of a file or folder as a title; the site's title for a home.
fn fallback_title(place: &Utf8Path, language: &crate::config::Language) -> String {
    place.file_name().map_or_else(|| language.title.clone(), name_as_title)
}

/// `course-reserves` → `Course reserves`.
pub fn name_as_title(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => words,
    }
}
