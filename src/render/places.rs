//! Where things are: addresses below the host, absolute ones, counterparts in
//! other languages.

use crate::base::paths::encode_path;
use crate::base::{LangIdx, UrlPath};
use crate::config::{Place, Settings};
use crate::site::{Alternate, Audience, PageRef, Site, TagIdx};

/// A site and its settings: what addresses are made from.
#[derive(Clone, Copy)]
pub(super) struct Places<'a> {
    pub(super) site: &'a Site,
    pub(super) settings: &'a Settings,
}

/// Pages that say the same, for search engines: language tags and absolute
/// addresses, `x-default` last.
pub(super) type Hreflang = Vec<(String, String)>;

impl Places<'_> {
    /// The address below the host.
    pub(super) fn rooted(&self, url: &UrlPath) -> String {
        self.settings.base_url.rooted(&url.encoded())
    }

    /// The absolute address.
    pub(super) fn absolute(&self, url: &UrlPath) -> String {
        self.settings.base_url.absolute(&url.encoded())
    }

    /// The address of a page's Markdown twin.
    pub(super) fn twin(url: &UrlPath) -> UrlPath {
        UrlPath::file(&url.markdown_twin())
    }

    /// A file at the top of a language: `atom.xml` → `/fr/atom.xml`.
    pub(super) fn language_file(&self, lang: LangIdx, name: &str) -> UrlPath {
        join(&UrlPath::page([self.settings.language(lang).code.as_str()]), name)
    }

    /// The page that lists the tags of a language: the folder their pages are in.
    pub(super) fn tags_page(&self, lang: LangIdx) -> Option<UrlPath> {
        // Tags are sorted by language.
        let first = self.site.tags.partition_point(|tag| tag.lang < lang);
        let tag = self.site.tags.get(first).filter(|tag| tag.lang == lang)?;
        let mut segments: Vec<&str> = tag.url.as_str().split('/').collect();
        segments.truncate(segments.len().saturating_sub(2));
        Some(UrlPath::page(segments))
    }

    /// The index of a language.
    pub(super) fn index(&self, lang: LangIdx) -> Option<&UrlPath> {
        self.site.alphabets.get(lang.idx()).map(|alphabet| &alphabet.url)
    }

    /// The address of a place that the settings name. An article that the language
    /// lacks is the one of the first language that has it.
    pub(super) fn reached(&self, place: &Place, lang: LangIdx) -> Option<String> {
        let Some(id) = place.id() else {
            let is_path = place.to.starts_with('/');
            let base = &self.settings.base_url;
            return Some(if is_path { base.rooted(&place.to) } else { place.to.clone() });
        };
        let mut found = self.site.articles.iter().filter(|article| article.id == id);
        let first = found.next()?;
        let own = std::iter::once(first).chain(found).find(|article| article.lang == lang);
        Some(self.rooted(&own.unwrap_or(first).url))
    }

    /// Where the text of a page is edited, if the site says.
    pub(super) fn edit_url(&self, page: PageRef) -> Option<String> {
        let text = self.site.text(page);
        // A section without a text has no file.
        text.written?;
        let pattern = self.settings.edit.as_ref()?;
        Some(pattern.replace("{path}", &encode_path(text.path.as_str())))
    }

    /// Whether search engines may list a page: whoever it is for, it is not staff.
    pub(super) fn is_indexed(&self, page: PageRef) -> bool {
        self.site.meta(page).audience == Audience::Patron
    }

    /// Whether search engines may list a tag: one of its articles is for everybody.
    pub(super) fn is_tag_indexed(&self, tag: TagIdx) -> bool {
        let articles = &self.site.tag(tag).articles;
        articles.iter().any(|idx| self.is_indexed(PageRef::Article(*idx)))
    }

    /// Whether a page is the home of a language.
    pub(super) fn is_home(&self, page: PageRef) -> bool {
        matches!(page, PageRef::Section(idx) if self.site.section(idx).parent.is_none())
    }

    /// The editions of a page, itself included. `x-default` is the edition of the
    /// default language, else the first; for homes it is the page of choice, `/`.
    pub(super) fn hreflang(&self, page: PageRef) -> Hreflang {
        if self.is_home(page) {
            return self.home_hreflang();
        }
        self.editions(page, |_| true)
    }

    /// The editions that files for machines carry, so that a sitemap names no
    /// address that it does not list.
    pub(super) fn public_hreflang(&self, page: PageRef) -> Hreflang {
        if self.is_home(page) {
            return self.home_hreflang();
        }
        self.editions(page, |other| self.site.meta(other).is_public())
    }

    fn editions(&self, page: PageRef, is_named: impl Fn(PageRef) -> bool) -> Hreflang {
        let pages = &self.site.set(page).pages;
        self.hreflang_of(|lang| {
            let other = pages.get(lang.idx()).copied().flatten().filter(|page| is_named(*page))?;
            Some(self.absolute(self.site.url(other)))
        })
    }

    /// The editions of the page of a tag: the tags with the same slug.
    pub(super) fn tag_hreflang(&self, tag: TagIdx, is_named: impl Fn(TagIdx) -> bool) -> Hreflang {
        let editions = &self.site.tag(tag).editions;
        self.hreflang_of(|lang| {
            let other = editions.get(lang.idx()).copied().flatten().filter(|tag| is_named(*tag))?;
            Some(self.absolute(&self.site.tag(other).url))
        })
    }

    /// The editions of the homes, and `/` for readers of other languages.
    pub(super) fn home_hreflang(&self) -> Hreflang {
        let home = |lang: LangIdx| {
            Some(self.absolute(self.site.url(PageRef::Section(self.site.home(lang)))))
        };
        let mut all = self.hreflang_of(home);
        if let Some(last) = all.last_mut() {
            last.1 = self.absolute(&UrlPath::page([]));
        }
        all
    }

    /// The editions of the pages of tags.
    pub(super) fn tags_hreflang(&self) -> Hreflang {
        self.hreflang_of(|lang| self.tags_page(lang).map(|url| self.absolute(&url)))
    }

    /// The editions of the indexes.
    pub(super) fn index_hreflang(&self) -> Hreflang {
        self.hreflang_of(|lang| self.index(lang).map(|url| self.absolute(url)))
    }

    fn hreflang_of(&self, edition: impl Fn(LangIdx) -> Option<String>) -> Hreflang {
        let editions: Vec<(LangIdx, String)> =
            self.settings.langs().filter_map(|lang| Some((lang, edition(lang)?))).collect();
        let default = editions
            .iter()
            .find(|(lang, _)| *lang == self.settings.default_language)
            .or_else(|| editions.first())
            .map(|(_, href)| ("x-default".to_owned(), href.clone()));
        let tagged = editions
            .iter()
            .map(|(lang, href)| (self.settings.language(*lang).tag.clone(), href.clone()));
        tagged.chain(default).collect()
    }

    /// Where the switch to `lang` leads, and whether the page is missing there.
    pub(super) fn switch(&self, page: PageRef, lang: LangIdx) -> (String, bool) {
        match self.site.alternate(page, lang) {
            Alternate::Same(there) => (self.rooted(self.site.url(there)), false),
            Alternate::Nearest(section) => {
                (self.rooted(self.site.url(PageRef::Section(section))), true)
            }
        }
    }

    /// The address of a language's home.
    pub(super) fn home(&self, lang: LangIdx) -> String {
        self.rooted(self.site.url(PageRef::Section(self.site.home(lang))))
    }
}

/// A file in the folder of a page.
fn join(folder: &UrlPath, name: &str) -> UrlPath {
    let path = format!("{}{name}", folder.as_str().trim_start_matches('/'));
    crate::base::OutputPath::new(&path).map_or_else(|_| folder.clone(), |path| UrlPath::file(&path))
}

/// `#id`, percent-encoded.
pub(super) fn fragment(id: &str) -> String {
    format!("#{}", encode_path(id))
}
