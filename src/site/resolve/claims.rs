//! Who has which file of the output: two makers never share one, not even on a
//! file system that ignores case or Unicode form, and none stands where another
//! needs a folder.

use crate::base::fold::collision_key;
use crate::base::paths::folder_of;
use crate::base::{OutputPath, SourceId, Span, UrlPath};
use crate::config::Settings;
use crate::diag::Diagnostic;
use crate::diag::catalog::urls;
use crate::site::Site;
use crate::site::resolve::alphabet::index_of;
use crate::site::resolve::lookup::Lookup;

/// What a host reads, beside the pages: a site that asks for it has these files made
/// (`[deploy] headers`).
pub const HEADERS: [&str; 3] = ["_headers", "_headers.apache.conf", "_headers.nginx.conf"];

/// The files of guichet that a file of the site may replace.
pub const REPLACEABLE: [&str; 4] = ["robots.txt", HEADERS[0], HEADERS[1], HEADERS[2]];

/// Where the files of the theme are. Which ones is known later: no old address
/// leads there.
const THEME_FOLDER: &str = "assets/";

/// What an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// A page of the tree.
    Page,
    /// A page or file that guichet makes.
    Made,
    /// A file that is copied.
    File,
    /// A redirect.
    Alias,
}

/// Who took a place.
#[derive(Clone, Debug)]
struct Taken {
    url: UrlPath,
    at: Span,
    owner: Owner,
}

/// A file of the output: who took it, and whether it is the Markdown twin of the
/// page there.
#[derive(Clone, Copy, Debug)]
struct Place {
    taken: usize,
    is_twin: bool,
}

/// A folder of the output.
#[derive(Clone, Copy, Debug)]
struct Folder {
    /// The first file that needs it.
    first: Place,
    /// Who took its [`PAGE`] and its [`TWIN`], both at once.
    page: Option<usize>,
}

const PAGE: &str = "/index.html";
const TWIN: &str = "/index.md";

/// Output files already taken.
///
/// Of a folder that is there, all those above are too, and none of them is a file,
/// so that a new page costs a look at its own folder and the one above.
#[derive(Debug, Default)]
pub(super) struct Claims {
    all: Vec<Taken>,
    /// Files by folded path, but for the pages and twins that folders know.
    files: Lookup<String, Place>,
    /// Folders by folded path.
    folders: Lookup<String, Folder>,
    diagnostics: Vec<Diagnostic>,
}

impl Claims {
    /// The addresses of pages, and of what guichet makes besides: nobody else may
    /// have those. `decided`: where that of each section, then article, was.
    pub(super) fn of_pages(site: &Site, decided: &[Span], settings: &Settings) -> Self {
        let mut claims = Self { folders: Lookup::with_capacity(decided.len()), ..Self::default() };
        claims.claim_made_files(settings);
        let sections = site.sections.iter().map(|section| &section.url);
        let articles = site.articles.iter().map(|article| &article.url);
        for (url, at) in sections.chain(articles).zip(decided) {
            claims.claim(url, *at, Owner::Page);
        }
        claims
    }

    fn claim_made_files(&mut self, settings: &Settings) {
        let mut made = [
            "/",
            "/404.html",
            "/sitemap.xml",
            "/robots.txt",
            "/llms.txt",
            "/llms-full.txt",
            // The list of published files; `output`, which writes it, is above.
            "/.guichet-manifest",
        ]
        .map(str::to_owned)
        .to_vec();
        for language in &settings.languages {
            let code = &language.code;
            made.extend(["atom.xml", "llms.txt", "llms-full.txt"].map(|f| format!("/{code}/{f}")));
        }
        if settings.has_headers {
            made.extend(HEADERS.map(|name| format!("/{name}")));
        }
        let at = Span::file(SourceId(0));
        if let Ok(theme) = OutputPath::new(THEME_FOLDER.trim_end_matches('/')) {
            self.claim_folder(&theme, at);
        }
        for language in &settings.languages {
            self.claim(&index_of(&language.code), at, Owner::Made);
        }
        for url in made {
            let url = OutputPath::new(url.trim_start_matches('/'))
                .map_or_else(|_| UrlPath::page([]), |path| UrlPath::file(&path));
            self.claim(&url, at, Owner::Made);
        }
    }

    /// Takes an address, and for a page that of its Markdown twin; when somebody
    /// has one, says so and gives false.
    pub(super) fn claim(&mut self, url: &UrlPath, at: Span, owner: Owner) -> bool {
        let has_twin = owner != Owner::Alias && url.as_str().ends_with('/');
        let folder = collision_key(url.as_str().trim_matches('/'));
        if has_twin && !folder.is_empty() && self.is_free(&folder) {
            let first = self.take(url, at, owner);
            self.need(folder_of(&folder), first);
            self.folders.insert(folder, Folder { first, page: Some(first.taken) });
            return true;
        }
        let twin = has_twin.then(|| url.markdown_twin());
        let outputs = [Some(url.output()), twin];
        for output in outputs.iter().flatten() {
            if let Some(diagnostic) = self.clash(output.as_str(), url, at, owner) {
                self.diagnostics.push(diagnostic);
                return false;
            }
        }
        let first = self.take(url, at, owner);
        for (is_twin, output) in [false, true].into_iter().zip(outputs) {
            let Some(output) = output else { continue };
            let key = collision_key(output.as_str());
            let place = Place { is_twin, ..first };
            self.need(folder_of(&key), place);
            self.files.insert(key, place);
        }
        true
    }

    /// Takes a folder at the top of the output, in which guichet makes files.
    pub(super) fn claim_folder(&mut self, name: &OutputPath, at: Span) {
        let first = self.take(&UrlPath::file(name), at, Owner::Made);
        self.folders.insert(name.as_str().to_owned(), Folder { first, page: None });
    }

    fn take(&mut self, url: &UrlPath, at: Span, owner: Owner) -> Place {
        self.all.push(Taken { url: url.clone(), at, owner });
        Place { taken: self.all.len() - 1, is_twin: false }
    }

    /// Whether nothing is in a folder, nor a file where it or one above it would be.
    fn is_free(&self, folder: &str) -> bool {
        self.folders.get(folder).is_none()
            && self.files.get(folder).is_none()
            && self.above(folder).is_none()
    }

    /// The file that stands where a folder of `key` would be.
    fn above(&self, key: &str) -> Option<Place> {
        let mut folder = folder_of(key);
        while !folder.is_empty() && self.folders.get(folder).is_none() {
            if let Some(place) = self.file(folder) {
                return Some(place);
            }
            folder = folder_of(folder);
        }
        None
    }

    /// Notes the folders that a file needs.
    fn need(&mut self, mut folder: &str, first: Place) {
        while !folder.is_empty() && self.folders.get(folder).is_none() {
            self.folders.insert(folder.to_owned(), Folder { first, page: None });
            folder = folder_of(folder);
        }
    }

    fn file(&self, key: &str) -> Option<Place> {
        let of_page = |end: &str| self.folders.get(key.strip_suffix(end)?)?.page;
        let page = of_page(PAGE).map(|taken| Place { taken, is_twin: false });
        page.or_else(|| of_page(TWIN).map(|taken| Place { taken, is_twin: true }))
            .or_else(|| self.files.get(key).copied())
    }

    /// The output path at a place.
    fn output(&self, place: Place) -> OutputPath {
        let url = &self.all[place.taken].url;
        if place.is_twin { url.markdown_twin() } else { url.output() }
    }

    /// What stands in the way of an output file.
    fn clash(&self, output: &str, url: &UrlPath, at: Span, owner: Owner) -> Option<Diagnostic> {
        let key = collision_key(output);
        let same = self.file(&key);
        let is_replaced = REPLACEABLE.contains(&output)
            && owner == Owner::File
            && same.is_some_and(|place| self.all[place.taken].owner == Owner::Made);
        if is_replaced {
            return None;
        }
        let folder = |key: &str| self.folders.get(key).map(|folder| folder.first);
        let theme = || {
            let is_below = owner == Owner::Alias && key.starts_with(THEME_FOLDER);
            folder(THEME_FOLDER.trim_end_matches('/')).filter(|_| is_below)
        };
        let place = same.or_else(|| folder(&key)).or_else(|| self.above(&key)).or_else(theme)?;
        let (first, first_output) = (&self.all[place.taken], self.output(place));
        let is_same_file = first_output.as_str() == output;
        Some(match owner {
            Owner::Alias if first.owner == Owner::Alias => {
                urls::duplicate_alias(at, url.as_str(), first.at)
            }
            Owner::Alias => urls::alias_over_page(at, url.as_str(), first.at),
            _ if is_same_file && owner == Owner::Page => {
                urls::duplicate_url(at, url.as_str(), first.at)
            }
            _ if same.is_some() && !is_same_file => urls::url_collision(
                at,
                &format!("/{output}"),
                &format!("/{first_output}"),
                first.at,
            ),
            _ => urls::static_clash(at, &format!("/{output}"), Some(first.at)),
        })
    }

    /// Everything that was said.
    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}

#[cfg(test)]
mod tests {
    use super::{Claims, Owner};
    use crate::base::{OutputPath, SourceId, Span, UrlPath};

    fn file(path: &str) -> UrlPath {
        UrlPath::file(&OutputPath::new(path).unwrap())
    }

    #[test]
    fn files_folders_and_twins_do_not_share_a_place() {
        let at = Span::file(SourceId(0));
        let mut claims = Claims::default();
        claims.claim_folder(&OutputPath::new("assets").unwrap(), at);
        assert!(claims.claim(&UrlPath::page(["fr", "a"]), at, Owner::Page));
        assert!(claims.claim(&file("robots.txt"), at, Owner::Made));
        for taken in ["fr", "FR/A", "fr/a/index.html", "fr/a/index.md", "fr/a/index.md/x", "assets"]
        {
            assert!(!claims.claim(&file(taken), at, Owner::File), "{taken}");
        }
        for alias in ["robots.txt", "assets/x.css"] {
            assert!(!claims.claim(&UrlPath::page(alias.split('/')), at, Owner::Alias), "{alias}");
        }
        assert!(claims.claim(&file("robots.txt"), at, Owner::File));
        assert!(claims.claim(&file("assets/x.css"), at, Owner::File));
    }
}
