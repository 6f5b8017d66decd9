//! The sites that are looked at, built by the real program and served.
//!
//! | site | what |
//! |---|---|
//! | own | the documentation of this repository |
//! | small | `sites/small`: everything an article may hold, in few pages |
//! | stress | generated: long words, long titles, wide tables, 200 articles, a language written from right to left |

mod stress;

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::server::Host;

/// The languages that every page kind is looked at in.
pub const LANGS: [&str; 2] = ["fr", "en"];

/// The root of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).expect("the package stands in tests/browser").to_owned()
}

/// One page that is looked at.
#[derive(Clone, Debug)]
pub struct Page {
    /// What kind of page, to name it by.
    pub kind: &'static str,
    /// Language of its text.
    pub lang: &'static str,
    /// Where it is served.
    pub url: String,
}

impl std::fmt::Display for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({}) {}", self.kind, self.lang, self.url)
    }
}

/// A site, built and served.
pub struct Site {
    /// The output folder.
    pub folder: PathBuf,
    host: Host,
}

impl Site {
    /// The address of a page.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.host.origin)
    }

    /// `http://127.0.0.1:<port>`.
    pub fn origin(&self) -> &str {
        &self.host.origin
    }

    /// The forms that pages have sent in any browser: address, body.
    pub fn sent(&self) -> Vec<(String, String)> {
        self.host.sent()
    }

    /// Every HTML file of the site, sorted.
    pub fn html_files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let mut folders = vec![self.folder.clone()];
        while let Some(folder) = folders.pop() {
            let entries = std::fs::read_dir(&folder).expect("a folder of the output");
            for entry in entries.filter_map(Result::ok) {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "html") {
                    files.push(path);
                }
            }
        }
        files.sort();
        files
    }
}

/// All of them.
pub struct Sites {
    /// The documentation of this repository.
    pub own: Site,
    /// Everything an article may hold.
    pub small: Site,
    /// What strains a layout.
    pub stress: Site,
}

/// Page kinds of the own site and where they are: kind, in French, in English.
const OWN: [(&str, [&str; 2]); 7] = [
    ("home", ["/fr/", "/en/"]),
    ("section", ["/fr/emprunter/", "/en/borrowing/"]),
    ("article", ["/fr/emprunter/retards-et-amendes/", "/en/borrowing/overdue-and-fines/"]),
    ("guide", ["/fr/clavardage/zendesk/", "/en/chat/zendesk/"]),
    ("tag", ["/fr/tags/guichet/", "/en/tags/guichet/"]),
    ("tags", ["/fr/tags/", "/en/tags/"]),
    ("index", ["/fr/a-z/", "/en/a-z/"]),
];

/// The same for the small site.
const SMALL: [(&str, [&str; 2]); 5] = [
    ("everything", ["/fr/outils/tout/", "/en/tools/everything/"]),
    ("600 words", ["/fr/prets/renouveler/", "/en/loans/renew/"]),
    ("one language", ["/fr/prets/ici-seulement/", "/en/loans/here-only/"]),
    ("staff", ["/fr/outils/personnel/", "/en/tools/personnel/"]),
    ("section", ["/fr/prets/", "/en/loans/"]),
];

/// The same for the site that strains.
const STRESS: [(&str, [&str; 2]); 4] = [
    ("home", ["/fr/", "/en/"]),
    ("strain", ["/fr/section-0/strain/", "/en/section-0/strain/"]),
    ("deep", ["/fr/section-3/part-2/deep-7/", "/en/section-3/part-2/deep-7/"]),
    ("section", ["/fr/section-3/", "/en/section-3/"]),
];

impl Sites {
    /// Builds all of them with the program as it stands, and serves them.
    pub fn build() -> Self {
        let program = program();
        let scratch = scratch();
        let small = scratch.join("small");
        // What the program remembers stays, in `.guichet/`; a file that is gone is gone.
        for folder in ["content", "themes", "i18n", "static"] {
            let _ = std::fs::remove_dir_all(small.join(folder));
        }
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sites/small"), &small);
        let stress = scratch.join("stress");
        stress::write(&stress);
        Self {
            own: built(&program, &root(), &scratch.join("own-out")),
            small: built(&program, &small, &scratch.join("small-out")),
            stress: built(&program, &stress, &scratch.join("stress-out")),
        }
    }

    /// Pages of every kind in both languages, the first page of the site and the one for
    /// a wrong address included.
    pub fn kinds(&self) -> Vec<Page> {
        let mut pages = pages(&self.own, &OWN);
        pages.push(Page { kind: "root", lang: "fr", url: self.own.url("/") });
        let nowhere = self.own.url("/fr/emprunter/nulle-part/");
        pages.push(Page { kind: "not found", lang: "fr", url: nowhere });
        pages
    }

    /// Pages with everything that an article may hold.
    pub fn articles(&self) -> Vec<Page> {
        pages(&self.small, &SMALL)
    }

    /// Pages that strain the layout, one of them written from right to left.
    pub fn strained(&self) -> Vec<Page> {
        let mut pages = pages(&self.stress, &STRESS);
        let rtl = self.stress.url("/ar/section-0/strain/");
        pages.push(Page { kind: "right to left", lang: "ar", url: rtl });
        pages
    }

    /// Every kind, and everything an article may hold.
    pub fn kinds_and_articles(&self) -> Vec<Page> {
        [self.kinds(), self.articles()].concat()
    }

    /// The same in one language, for what does not depend on it.
    pub fn in_french(&self) -> Vec<Page> {
        let mut pages = self.kinds_and_articles();
        pages.retain(|page| page.lang == "fr");
        pages
    }

    /// All of these.
    pub fn pages(&self) -> Vec<Page> {
        [self.kinds(), self.articles(), self.strained()].concat()
    }
}

fn pages(site: &Site, table: &[(&'static str, [&str; 2])]) -> Vec<Page> {
    let rows = table.iter().flat_map(|(kind, paths)| {
        LANGS.iter().zip(paths).map(|(lang, path)| {
            let file = site.folder.join(&path[1..]).join("index.html");
            assert!(file.is_file(), "{path} has moved: put its new address into src/sites.rs");
            Page { kind, lang, url: site.url(path) }
        })
    });
    rows.collect()
}

/// The target folder that this very program was built in.
fn target() -> PathBuf {
    let own = std::env::current_exe().expect("a program knows where it is");
    let profile = own.ancestors().find(|folder| folder.ends_with("debug"));
    let target = profile.and_then(Path::parent).expect("a debug build stands in a target folder");
    target.to_owned()
}

/// The program, built from the sources as they stand.
fn program() -> PathBuf {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let status = Command::new(cargo)
        .args(["build", "--locked", "--quiet", "--bin", "guichet", "--target-dir"])
        .arg(target())
        .current_dir(root())
        .status()
        .expect("cargo runs");
    assert!(status.success(), "guichet does not compile");
    target().join("debug/guichet")
}

/// Where sites are made: kept, so that the next run builds only what has changed.
fn scratch() -> PathBuf {
    let folder = target().join("browser-sites");
    std::fs::create_dir_all(&folder).expect("the target folder takes files");
    folder
}

/// Builds a site; any warning fails.
fn built(program: &Path, root: &Path, out: &Path) -> Site {
    let output = Command::new(program)
        .args(["build", "--strict", "--lang", "en", "--root"])
        .arg(root)
        .arg("--out")
        .arg(out)
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}\n{said}", root.display());
    Site { folder: out.to_owned(), host: Host::serve(out) }
}

/// Copies a folder with all below it.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder of the package").filter_map(Result::ok) {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("a copy");
        }
    }
}
