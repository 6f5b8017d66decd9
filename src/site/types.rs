//! The types of a resolved site. Indexes point into the vectors of [`Site`].

use std::collections::BTreeMap;

use crate::base::{ContentPath, Date, Digest, LangIdx, SourceId, Stamp, UrlPath};
use crate::images::Format;
use crate::markup::Facts;

/// Index into [`Site::articles`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ArticleIdx(pub u32);

/// Index into [`Site::sections`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SectionIdx(pub u32);

/// Index into [`Site::tags`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TagIdx(pub u32);

/// Everything resolved, all languages.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Articles, by language then id.
    pub articles: Vec<Article>,
    /// Sections, by language then id; each language's home is one (id empty).
    pub sections: Vec<Section>,
    /// Tags, by language then name in its collation.
    pub tags: Vec<Tag>,
    /// The navigation of each language, its home on top.
    pub trees: Vec<Node>,
    /// What says the same in several languages.
    pub sets: Vec<TranslationSet>,
    /// Old addresses and where they lead.
    pub redirects: Vec<Redirect>,
    /// Files beside articles and of `static/`.
    pub assets: Vec<Asset>,
    /// The index from A to Z of each language.
    pub alphabets: Vec<Alphabet>,
    /// The articles that the home of each language puts forward.
    pub asked: Vec<Vec<ArticleIdx>>,
    /// What is made of those that are images, by address.
    pub pictures: BTreeMap<UrlPath, Picture>,
}

/// A page with a place in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageRef {
    /// An article.
    Article(ArticleIdx),
    /// A section or a home.
    Section(SectionIdx),
}

/// One text in one language.
#[derive(Clone, Debug)]
pub struct Article {
    /// The article id, shared by its translations.
    pub id: String,
    /// Its language.
    pub lang: LangIdx,
    /// Its address.
    pub url: UrlPath,
    /// The section it stands in, of its own language.
    pub section: SectionIdx,
    /// What its front matter says.
    pub meta: Meta,
    /// What it says.
    pub text: Text,
    /// Index into [`Site::sets`].
    pub set: usize,
    /// Its tags, in the order written.
    pub tags: Vec<TagIdx>,
    /// Related articles of its language, best first.
    pub related: Vec<ArticleIdx>,
    /// The article before it in its section.
    pub previous: Option<ArticleIdx>,
    /// The article after it in its section.
    pub next: Option<ArticleIdx>,
}

/// A folder of articles, or a language's home.
#[derive(Clone, Debug)]
pub struct Section {
    /// The section id, shared by its translations; empty for a home.
    pub id: String,
    /// Its language.
    pub lang: LangIdx,
    /// Its address.
    pub url: UrlPath,
    /// The section above; none for a home.
    pub parent: Option<SectionIdx>,
    /// What its `_index.md` says, or defaults.
    pub meta: Meta,
    /// What it says; empty without `_index.md`.
    pub text: Text,
    /// Index into [`Site::sets`].
    pub set: usize,
}

/// The text of a page and where it was written.
#[derive(Clone, Debug)]
pub struct Text {
    /// The file, below the site's root; a folder for a section without `_index.md`.
    pub path: ContentPath,
    /// The file's number.
    pub source: SourceId,
    /// What other pages read of it.
    pub facts: Facts,
    /// The key under which the depot keeps the text itself
    /// ([`crate::source::body_key`]); none for an implied section.
    pub written: Option<Digest>,
    /// Where each of the links of [`Facts`] goes, in the same order.
    pub targets: Vec<Target>,
}

/// Where a link goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page of this site.
    Page {
        /// Which.
        page: PageRef,
        /// `?…` as written, or empty.
        query: String,
        /// A heading id in it.
        anchor: Option<String>,
    },
    /// A heading of the same page.
    Anchor(String),
    /// Any other address of this site: a file, a tag page. Decoded path, and
    /// what follows it (`?…`, `#…`), or nothing.
    Local(UrlPath, String),
    /// Another site, `mailto:`, `tel:`, as written.
    External(String),
    /// Nowhere: already reported.
    Broken,
}

/// What front matter says, defaults filled in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Meta {
    /// Title, typographic rules applied.
    pub title: String,
    /// Summary; the first paragraph when there is none. May be empty.
    pub description: String,
    /// How patrons ask it.
    pub questions: Vec<String>,
    /// Order in the section, low first.
    pub weight: i64,
    /// Date of the first version.
    pub date: Option<Date>,
    /// Date of the last change.
    pub updated: Option<Date>,
    /// When somebody must read it again.
    pub review_by: Option<Date>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Whom it is for.
    pub audience: Audience,
    /// The chat tool it is about.
    pub provider: Option<String>,
    /// The template it asks for, without `.html`.
    pub template: Option<String>,
    /// Whether search finds it.
    pub in_search: bool,
    /// Whether feeds carry it.
    pub in_feeds: bool,
    /// Anything else, for templates.
    pub extra: serde_json::Value,
}

/// Whom an article is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everybody.
    Patron,
    /// The library's staff: on the site, in no feed, no index, no sitemap.
    Staff,
}

/// A tag in one language.
#[derive(Clone, Debug)]
pub struct Tag {
    /// Its name, as first written.
    pub name: String,
    /// Its language.
    pub lang: LangIdx,
    /// Its address.
    pub url: UrlPath,
    /// Its articles, in navigation order.
    pub articles: Vec<ArticleIdx>,
    /// The tag with the same slug in each language, itself included, by
    /// [`LangIdx`].
    pub editions: Vec<Option<TagIdx>>,
}

/// An index from A to Z, as at the end of a book: under each subject the articles
/// about it; an article without a subject stands under its title.
#[derive(Clone, Debug)]
pub struct Alphabet {
    /// The address of the index.
    pub url: UrlPath,
    /// Its letters, in order.
    pub letters: Vec<Letter>,
    /// Whether each letter has a page of its own.
    pub is_split: bool,
}

/// A letter of an index.
#[derive(Clone, Debug)]
pub struct Letter {
    /// `A`, or `#` for digits and signs.
    pub initial: String,
    /// The address of its page, where it has one.
    pub url: UrlPath,
    /// What stands under it, in order.
    pub entries: Vec<IndexEntry>,
}

/// A line of an index.
#[derive(Clone, Debug)]
pub struct IndexEntry {
    /// What the line says: the name of a tag, or the title of an article.
    pub name: String,
    /// The tag; none when the line is an article.
    pub tag: Option<TagIdx>,
    /// The articles under it, in navigation order.
    pub articles: Vec<ArticleIdx>,
}

/// A section as one language's navigation shows it. What this language lacks is
/// listed all the same, in the language it exists in.
#[derive(Clone, Debug)]
pub struct Node {
    /// The section, maybe of another language.
    pub section: SectionIdx,
    /// Its articles, maybe of other languages, in order.
    pub articles: Vec<ArticleIdx>,
    /// Sections below, in order.
    pub sections: Vec<Node>,
}

/// The pages that say the same, one per language; none where it is missing.
#[derive(Clone, Debug)]
pub struct TranslationSet {
    /// By [`LangIdx`].
    pub pages: Vec<Option<PageRef>>,
}

/// Where a language switch leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alternate {
    /// To the same page in that language.
    Same(PageRef),
    /// The page is missing there: to the nearest section above it that exists.
    Nearest(SectionIdx),
}

/// An old address.
#[derive(Clone, Debug)]
pub struct Redirect {
    /// The old address.
    pub from: UrlPath,
    /// The page it leads to.
    pub to: PageRef,
}

/// A file that is copied as it is.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its address.
    pub url: UrlPath,
    /// The file, below the site's root.
    pub path: ContentPath,
    /// The file's number.
    pub source: SourceId,
    /// What tells this version of it from another.
    pub stamp: Stamp,
}

/// What is made of an image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// Width and height in CSS pixels.
    pub size: Option<(u32, u32)>,
    /// Its copies, a format each, the one with the fewest bytes first.
    pub sources: Vec<Source>,
    /// The key under which the depot keeps what is published at its address, when that
    /// is not the file itself.
    pub published: Option<Digest>,
}

/// The copies of an image in one format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The format.
    pub format: Format,
    /// The copies, narrow first.
    pub variants: Vec<Variant>,
}

/// A copy of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Its width in pixels.
    pub width: u32,
    /// Its address.
    pub url: UrlPath,
    /// The key under which the depot keeps it.
    pub kept: Digest,
}

impl Meta {
    /// Whether feeds, sitemaps and files for machines carry the article.
    pub fn is_public(&self) -> bool {
        self.audience == Audience::Patron && self.in_feeds
    }

    /// The day the text last changed, as far as the author says.
    pub fn last_change(&self) -> Option<Date> {
        self.updated.or(self.date)
    }
}

impl Site {
    /// An article.
    pub fn article(&self, idx: ArticleIdx) -> &Article {
        &self.articles[idx.0 as usize]
    }

    /// A section.
    pub fn section(&self, idx: SectionIdx) -> &Section {
        &self.sections[idx.0 as usize]
    }

    /// A tag.
    pub fn tag(&self, idx: TagIdx) -> &Tag {
        &self.tags[idx.0 as usize]
    }

    /// The home of a language.
    pub fn home(&self, lang: LangIdx) -> SectionIdx {
        self.trees[lang.idx()].section
    }

    /// Every page with a place in the tree: articles, then sections.
    pub fn pages(&self) -> impl Iterator<Item = PageRef> + use<> {
        let articles = (0..self.articles.len()).filter_map(|idx| u32::try_from(idx).ok());
        let sections = (0..self.sections.len()).filter_map(|idx| u32::try_from(idx).ok());
        articles
            .map(|idx| PageRef::Article(ArticleIdx(idx)))
            .chain(sections.map(|idx| PageRef::Section(SectionIdx(idx))))
    }

    /// The language of a page.
    pub fn lang(&self, page: PageRef) -> LangIdx {
        match page {
            PageRef::Article(idx) => self.article(idx).lang,
            PageRef::Section(idx) => self.section(idx).lang,
        }
    }

    /// The id of a page, shared by its translations; empty for a home.
    pub fn id(&self, page: PageRef) -> &str {
        match page {
            PageRef::Article(idx) => &self.article(idx).id,
            PageRef::Section(idx) => &self.section(idx).id,
        }
    }

    /// The address of a page.
    pub fn url(&self, page: PageRef) -> &UrlPath {
        match page {
            PageRef::Article(idx) => &self.article(idx).url,
            PageRef::Section(idx) => &self.section(idx).url,
        }
    }

    /// What a page's front matter says.
    pub fn meta(&self, page: PageRef) -> &Meta {
        match page {
            PageRef::Article(idx) => &self.article(idx).meta,
            PageRef::Section(idx) => &self.section(idx).meta,
        }
    }

    /// The text of a page.
    pub fn text(&self, page: PageRef) -> &Text {
        match page {
            PageRef::Article(idx) => &self.article(idx).text,
            PageRef::Section(idx) => &self.section(idx).text,
        }
    }

    /// The translation set of a page.
    pub fn set(&self, page: PageRef) -> &TranslationSet {
        match page {
            PageRef::Article(idx) => &self.sets[self.article(idx).set],
            PageRef::Section(idx) => &self.sets[self.section(idx).set],
        }
    }

    /// The sections above a page, home first.
    pub fn ancestors(&self, page: PageRef) -> Vec<SectionIdx> {
        let mut above = match page {
            PageRef::Article(idx) => Some(self.article(idx).section),
            PageRef::Section(idx) => self.section(idx).parent,
        };
        let mut ancestors = Vec::new();
        while let Some(idx) = above {
            ancestors.push(idx);
            above = self.section(idx).parent;
        }
        ancestors.reverse();
        ancestors
    }

    /// Where the switch to `lang` leads from a page.
    pub fn alternate(&self, page: PageRef, lang: LangIdx) -> Alternate {
        if let Some(same) = self.set(page).pages[lang.idx()] {
            return Alternate::Same(same);
        }
        for section in self.ancestors(page).into_iter().rev() {
            let set = self.set(PageRef::Section(section));
            if let Some(PageRef::Section(there)) = set.pages[lang.idx()] {
                return Alternate::Nearest(there);
            }
        }
        Alternate::Nearest(self.home(lang))
    }
}
