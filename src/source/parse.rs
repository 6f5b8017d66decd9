//! The parse step: each Markdown file → what the site keeps of it, on every core.
//!
//! What a text compiles to depends on its bytes, the values of the variables and
//! the bytes of the fragments it uses, and on what is the same for all texts of its
//! language ([`Ctx::base_of`]). All of that is recorded with the result, so that a
//! later build takes the result and leaves the work. Warnings are part of it; a text
//! with an error is compiled each time.

use std::cell::RefCell;
use std::collections::BTreeSet;

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use crate::base::paths::{folder_of, name_of, rest_below, stem_of};
use crate::base::{ContentPath, Depot, Digest, LangIdx, Shelf, SourceId, Sources, Span};
use crate::code::{Highlighter, MAX_LINES, Refusal};
use crate::config::Settings;
use crate::diag::catalog::{front, markup as said};
use crate::diag::nearest::nearest;
use crate::diag::{Diagnostic, KeptWarning, Outcome};
use crate::files::Files;
use crate::i18n::Words;
use crate::i18n::typography::Rules;
use crate::markup::doc_html::{self, DocContext};
use crate::markup::walk::Node;
use crate::markup::{
    self, Block, Doc, ExpandEnv, Expanded, Facts, OpenHtml, OpenText, ParseOptions, Passages,
};
use crate::source::compiled::{Compiled, body_key, passages_key, twin_key};
use crate::source::front_matter::FrontMatter;
use crate::source::read::{ContentFile, OtherFile, SourceTree};
use crate::source::texts::{Cut, OwnFragments, Texts};

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
    pub assets: Vec<OtherFile>,
    /// Files below `static/`, by path.
    pub statics: Vec<OtherFile>,
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
    /// What its front matter says: large, so that pages are light to move.
    pub front: Box<FrontMatter>,
    /// Its title, typographic rules applied; the file's name when it has none.
    pub title: String,
    /// What other pages read of it.
    pub facts: Facts,
    /// The key under which the depot keeps the text itself ([`crate::source::body_key`]).
    pub written: Option<Digest>,
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

/// What parsing needs besides the files.
#[derive(Clone, Copy)]
pub struct ParseContext<'c> {
    /// Where texts are read.
    pub files: &'c dyn Files,
    /// What earlier builds left, and where texts wait for their pages.
    pub depot: &'c dyn Depot,
    /// Colors code.
    pub highlighter: &'c Highlighter,
    /// The interface strings of each language, in the order of the settings, with
    /// the digest of what they were read from.
    pub words: &'c [(&'c Words, Digest)],
}

/// Parses every file.
pub fn parse(tree: SourceTree, outer: &ParseContext<'_>) -> Outcome<ParsedSite> {
    let SourceTree { settings, sources, markdown, assets, statics } = tree;
    let shapes = shapes(&settings, &markdown);
    let texts = Texts::new(outer.files, outer.depot, &markdown);
    let rules: Vec<Rules> = settings.languages.iter().map(|l| Rules::for_tag(&l.tag)).collect();
    let ctx = Ctx { settings: &settings, rules: &rules, texts: &texts, outer };
    let bases: Vec<Digest> = settings.langs().map(|lang| ctx.base_of(lang)).collect();
    let parsed: Vec<Option<Outcome<ParsedPage>>> = shapes
        .into_par_iter()
        .enumerate()
        .map(|(idx, shape)| shape.map(|shape| ctx.page(idx, shape, &bases)))
        .collect();
    let mut diagnostics = Vec::new();
    let mut pages = Vec::with_capacity(parsed.len());
    for (idx, page) in parsed.into_iter().enumerate() {
        match page {
            Some(page) => pages.push(page.drain(&mut diagnostics)),
            // What is wrong in the front matter of a fragment is said by nobody else.
            None if texts.is_read(idx) => {
                diagnostics.extend(texts.cut(idx).diagnostics.iter().cloned());
            }
            None => {}
        }
    }
    Outcome { value: ParsedSite { settings, sources, pages, assets, statics }, diagnostics }
}

/// What a file is, from its path alone; none for fragments.
type Shape = Option<(PageKind, Utf8PathBuf)>;

/// The shape of each file. A folder's `index.md` is an article, unless other
/// texts stand below the folder and it has no `_index.md`: then, as in many
/// trees that come from elsewhere, it is the section's text.
fn shapes(settings: &Settings, files: &[ContentFile]) -> Vec<Shape> {
    let trees: Vec<String> =
        settings.languages.iter().map(|l| format!("content/{}", l.code)).collect();
    let places: Vec<(LangIdx, &str)> =
        files.iter().map(|file| (file.lang, below_language(&trees, file))).collect();
    let is_fragment =
        |place: &str| place.split('/').any(|part| part.starts_with('_') && part != "_index.md");
    let indexed: BTreeSet<(LangIdx, &str)> = places
        .iter()
        .filter(|(_, place)| stem_of(place) == "_index")
        .map(|(lang, place)| (*lang, folder_of(place)))
        .collect();
    let is_index = |place: &str| stem_of(place) == "index" && !is_fragment(place);
    let is_asked = places.iter().any(|(_, place)| is_index(place));
    let texts = places.iter().filter(|(_, place)| is_asked && !is_fragment(place));
    let busy = busy(texts.filter(|(_, place)| stem_of(place) != "index"));
    let shape = |&(lang, place): &(LangIdx, &str)| {
        if is_fragment(place) {
            return None;
        }
        let folder = folder_of(place);
        let kind = match stem_of(place) {
            "_index" => PageKind::Section,
            "index" => {
                let key = (lang, folder);
                let is_home = folder.is_empty();
                if !indexed.contains(&key) && (is_home || busy.contains(&key)) {
                    PageKind::Section
                } else {
                    PageKind::Article { has_folder: true }
                }
            }
            stem => {
                let end = place.len() - name_of(place).len() + stem.len();
                let place = Utf8PathBuf::from(&place[..end]);
                return Some((PageKind::Article { has_folder: false }, place));
            }
        };
        Some((kind, Utf8PathBuf::from(folder)))
    };
    places.iter().map(shape).collect()
}

/// The folders that texts stand below; that of an `_index.md` is not below itself.
fn busy<'p>(texts: impl Iterator<Item = &'p (LangIdx, &'p str)>) -> BTreeSet<(LangIdx, &'p str)> {
    let mut busy = BTreeSet::new();
    for (lang, place) in texts {
        let own = folder_of(place);
        if stem_of(place) == "_index" && own.is_empty() {
            continue;
        }
        let mut folder = if stem_of(place) == "_index" { folder_of(own) } else { own };
        // Above a folder that is known, all are.
        while busy.insert((*lang, folder)) && !folder.is_empty() {
            folder = folder_of(folder);
        }
    }
    busy
}

/// The path below `content/<lang>/`.
fn below_language<'f>(trees: &[String], file: &'f ContentFile) -> &'f str {
    rest_below(file.path.as_str(), &trees[file.lang.idx()])
}

struct Ctx<'c> {
    settings: &'c Settings,
    rules: &'c [Rules],
    texts: &'c Texts<'c>,
    outer: &'c ParseContext<'c>,
}

/// What a text is written to.
struct Forms {
    body: OpenHtml,
    twin: OpenText,
    passages: Passages,
}

/// Where a text stands and what it is the text of.
type Place = (PageKind, Utf8PathBuf);

impl Ctx<'_> {
    /// The digest of everything but texts and variables that the compiled texts of
    /// a language depend on.
    fn base_of(&self, lang: LangIdx) -> Digest {
        let language = self.settings.language(lang);
        let policy = format!("{:?}", self.settings.html);
        let words = self.outer.words.get(lang.idx()).map(|(_, digest)| *digest);
        Digest::of_parts([
            crate::base::PROGRAM.as_bytes(),
            language.code.as_bytes(),
            language.tag.as_bytes(),
            language.title.as_bytes(),
            policy.as_bytes(),
            words.as_ref().map_or(&[][..], |digest| digest.as_bytes()),
        ])
    }

    fn page(&self, idx: usize, place: Place, bases: &[Digest]) -> Outcome<ParsedPage> {
        let file = &self.texts.list[idx];
        let fragments = OwnFragments {
            texts: self.texts,
            lang: file.lang,
            folder: format!("content/{}", self.settings.language(file.lang).code),
        };
        let key_of = |digest: Digest| {
            let base = bases[file.lang.idx()];
            // What a file is the text of depends on its neighbors.
            let kind = format!("{:?}", place.0);
            let parts = [base.as_bytes(), file.path.as_str().as_bytes(), kind.as_bytes()];
            Digest::of_parts(parts.into_iter().chain([&digest.as_bytes()[..]]))
        };
        let (digest, read) = match self.texts.known(idx) {
            Some(digest) => (digest, None),
            None => {
                let cut = self.texts.read(idx);
                (cut.digest, Some(cut))
            }
        };
        let key = key_of(digest);
        if let Some((compiled, diagnostics)) = self.known(file, key, &fragments) {
            let written = compiled.written(key);
            return Outcome { value: page_of(file, place, compiled, written), diagnostics };
        }
        let cut = read.unwrap_or_else(|| self.texts.read(idx));
        let key = key_of(cut.digest);
        let Outcome { value: (mut compiled, texts), diagnostics } =
            self.compile(file, cut, &place, &fragments);
        let source_of = |path: &str| self.source_of(&fragments, path);
        let written = compiled.written(key);
        self.keep(written, &texts);
        let is_clean = |(path, _): &(String, Digest)| {
            let idx = fragments.number(path);
            idx.is_none_or(|idx| self.texts.cut(idx).diagnostics.is_empty())
        };
        if let Some(warnings) = diagnostics.iter().map(KeptWarning::of).collect::<Option<_>>()
            && compiled.includes.iter().all(is_clean)
        {
            compiled.warnings = warnings;
            if let Some(bytes) = compiled.to_bytes(file.source, &source_of) {
                self.outer.depot.put(Shelf::Small, key, bytes);
            }
        }
        Outcome { value: page_of(file, place, compiled, written), diagnostics }
    }

    /// Keeps what a text is written to.
    fn keep(&self, written: Digest, texts: &Forms) {
        let put = |key: Digest, bytes: Vec<u8>| self.outer.depot.put(Shelf::Large, key, bytes);
        put(body_key(written), texts.body.to_bytes());
        put(twin_key(written), texts.twin.to_bytes());
        put(passages_key(written), texts.passages.to_bytes());
    }

    fn source_of(&self, fragments: &OwnFragments<'_>, path: &str) -> Option<SourceId> {
        fragments.number(path).map(|idx| self.texts.list[idx].source)
    }

    /// What an earlier build made of a file, if everything it was made from is as
    /// it was.
    fn known(
        &self,
        file: &ContentFile,
        key: Digest,
        fragments: &OwnFragments<'_>,
    ) -> Option<(Compiled, Vec<Diagnostic>)> {
        let bytes = self.outer.depot.get(Shelf::Small, key)?;
        let source_of = |path: &str| self.source_of(fragments, path);
        let mut compiled = Compiled::from_bytes(&bytes, file.source, &source_of)?;
        let variables = &self.settings.language(file.lang).variables;
        let is_same =
            compiled.variables.iter().all(|(name, value)| variables.get(name) == Some(value))
                && compiled.includes.iter().all(|(path, digest)| {
                    fragments.number(path).is_some_and(|idx| self.texts.digest(idx) == *digest)
                });
        let depot = self.outer.depot;
        let written = compiled.written(key);
        let is_kept = |key: Digest| depot.holds(Shelf::Large, key);
        let warnings = std::mem::take(&mut compiled.warnings).into_iter().map(KeptWarning::restore);
        let warnings: Vec<Diagnostic> = warnings.collect::<Option<_>>()?;
        let keys = [body_key(written), twin_key(written), passages_key(written)];
        let is_whole = is_same && keys.into_iter().all(is_kept);
        is_whole.then_some((compiled, warnings))
    }

    fn compile(
        &self,
        file: &ContentFile,
        mut cut: Cut,
        (kind, place): &Place,
        fragments: &OwnFragments<'_>,
    ) -> Outcome<(Compiled, Forms)> {
        let mut diagnostics = std::mem::take(&mut cut.diagnostics);
        let language = self.settings.language(file.lang);
        let variables = &language.variables;
        let below = file.path.strip_prefix(&fragments.folder).unwrap_or(&file.path);
        let env = ExpandEnv { variables, fragments, path: below.as_str() };
        let expanded =
            markup::expand(&cut.text, cut.body, file.source, &env).drain(&mut diagnostics);
        let options = ParseOptions::full(Some(&self.rules[file.lang.idx()]));
        let mut doc = markup::parse(&expanded.text, &options).drain(&mut diagnostics);
        diagnostics.extend(markup::filter_raw_html(&mut doc, self.settings.html));
        self.check_code(&mut doc, &mut diagnostics);
        let title = self.title(file.lang, &cut, &mut doc).unwrap_or_else(|| {
            // Front matter that cannot be read may well hold a title.
            if *kind != PageKind::Section && !cut.front.is_unread && !cut.has_late_front {
                let end = cut.text.len().min(cut.body);
                diagnostics.push(front::missing_title(Span::new(file.source, end..end)));
            }
            fallback_title(place, language)
        });
        let body = self.body(file.lang, &doc, &mut diagnostics);
        let twin = markup::twin(&expanded.text, &doc, self.settings.html);
        let Expanded { includes, variables: names, .. } = expanded;
        let includes = includes.into_iter().filter_map(|path| {
            let digest = self.texts.cut(fragments.number(&path)?).digest;
            Some((path, digest))
        });
        let values = names.into_iter().filter_map(|name| {
            let value = variables.get(&name)?.clone();
            Some((name, value))
        });
        let compiled = Compiled {
            front: cut.front,
            title,
            facts: Facts::of(&doc),
            includes: includes.collect(),
            variables: values.collect(),
            warnings: Vec::new(),
        };
        let passages = Passages::of(&doc);
        Outcome { value: (compiled, Forms { body, twin, passages }), diagnostics }
    }

    /// The text as its page shows it.
    fn body(&self, lang: LangIdx, doc: &Doc, diagnostics: &mut Vec<Diagnostic>) -> OpenHtml {
        let Some((words, _)) = self.outer.words.get(lang.idx()) else { return OpenHtml::default() };
        let highlighter = self.outer.highlighter;
        let cut = RefCell::new(Vec::new());
        let highlight = |block: &markup::doc::CodeBlock| {
            let colored = doc_html::highlight(highlighter, block)?;
            if colored.is_cut {
                cut.borrow_mut().push(said::code_too_slow(block.span));
            }
            Some(colored)
        };
        let policy = self.settings.html;
        let ctx = DocContext { words: *words, highlight: &highlight, html: policy };
        let body = doc_html::write(doc, &ctx);
        diagnostics.extend(cut.take());
        body
    }

    /// The title that the front matter gives, or the heading that opens the text.
    fn title(&self, lang: LangIdx, cut: &Cut, doc: &mut Doc) -> Option<String> {
        match &cut.front.title {
            Some((title, _)) => {
                let title = self.rules[lang.idx()].apply_str(title.trim());
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
            match self.outer.highlighter.refusal(&block.lang, &block.text) {
                Some(Refusal::Unknown) => {
                    let known = self.outer.highlighter.known_languages();
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

/// A file with what it compiles to.
fn page_of(
    file: &ContentFile,
    (kind, place): Place,
    compiled: Compiled,
    written: Digest,
) -> ParsedPage {
    let Compiled { front, title, facts, .. } = compiled;
    let (lang, path, source) = (file.lang, file.path.clone(), file.source);
    ParsedPage { lang, path, source, kind, place, front, title, facts, written: Some(written) }
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
