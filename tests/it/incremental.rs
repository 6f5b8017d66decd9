//! What a build makes depends on the site alone: with whatever earlier builds left,
//! it is what a build from nothing makes, byte for byte.
//!
//! Each case is a site and a sequence of edits. After every edit the site is built
//! over the last output, with the cache, and once more from nothing in memory.
//! `GUICHET_SEQUENCES` says how many sequences; 200 without it, in four parts that
//! run side by side.

#![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use camino::{Utf8Path, Utf8PathBuf};
use guichet::base::{Content, Date, Failure, Gather, MemoryDepot, date::parse_date};
use guichet::cache::DiskDepot;
use guichet::code::Highlighter;
use guichet::diag::{Diagnostic, Outcome};
use guichet::files::{Disk, Files as _, Seen};
use guichet::output::{self, PublishOptions, Publisher};
use guichet::pipeline::{self, BuildContext, Prepared};
use guichet::report::Report;
use guichet::site::{PictureWork, Selection};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::pictures::samples;
use crate::site::Site;

static HIGHLIGHTER: LazyLock<Highlighter> = LazyLock::new(Highlighter::new);

/// One change that an editor may make.
#[derive(Clone, Debug)]
enum Edit {
    /// Writes a text: file, title, body, what its front matter has besides.
    Write(usize, usize, usize, usize),
    Delete(usize),
    Rename(usize, usize),
    /// Writes a file that is no text.
    Other(usize, usize),
    DeleteOther(usize),
    Config(usize),
    /// Another day.
    Day(usize),
    Nothing,
    /// Loses or damages what is kept.
    Cache(usize),
}

const TEXTS: [&str; 12] = [
    "fr/_index.md",
    "en/_index.md",
    "fr/prets/_index.md",
    "en/prets/_index.md",
    "fr/prets/a.md",
    "en/prets/a.md",
    "fr/prets/b.md",
    "en/prets/c/index.md",
    "fr/notes/d.md",
    "en/notes/sub/e.md",
    "fr/_parts/bit.md",
    "en/_parts/bit.md",
];

const TITLES: [&str; 4] = ["Prêt", "Retard & amende", "Été <b>", "C"];

const BODIES: [&str; 10] = [
    "Du texte simple, avec {{ days }} jours.\n",
    "## Un titre\n\nTexte.\n\n## Deux\n\nFin.\n",
    "{{ include \"/_parts/bit.md\" }}\n\nAprès.\n",
    "Voir [a](/prets/a.md) et [le site](https://a.example/).\n",
    "```js\nconst a = 1; // {{ days }}\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "<div id=\"x\"><p>Du HTML <b>à la main</b></p></div>\n\n[ici](#x)\n",
    ":::note\nUne note.\n:::\n\nTexte[^1].\n\n[^1]: Une note de bas de page.\n",
    "![Plan](/img/plan.svg)\n\n{{ days }} {{ hours }}\n",
    "![Photo](/img/photo.png \"Une photo\")\n\n![Encore](/img/photo.png)\n",
    "",
];

const FRONTS: [&str; 9] = [
    "",
    "tags = [\"prêt\", \"C\"]\n",
    "weight = 3\ndescription = \"Un {{ days }} résumé\"\n",
    "updated = 2026-02-03\nquestions = [\"Comment ?\"]\n",
    "draft = true\n",
    "publish_on = 2026-06-01\n",
    "aliases = [\"/vieux/\"]\n",
    "audience = \"staff\"\n",
    "related = [\"prets/a\"]\nfeeds = false\n",
];

const OTHERS: [(&str, &[&str]); 8] = [
    ("static/img/plan.svg", &["<svg xmlns='http://www.w3.org/2000/svg'/>", "<svg/>"]),
    ("static/robots.txt", &["User-agent: *\n", "User-agent: b\n"]),
    ("content/fr/prets/plan.pdf", &["un", "deux"]),
    ("i18n/fr.ftl", &["skip = Aller au texte\n", "skip = Passer\nhome = Début\n"]),
    (
        "themes/guichet/templates/article.html",
        &[
            "{% extends \"guichet/article.html\" %}",
            "<!doctype html><html lang=\"{{ lang.tag }}\"><title>{{ page.title }}</title>\
             <main><h1>{{ page.title }}</h1>{{ page.content }}</main></html>",
        ],
    ),
    ("themes/guichet/styles/extra.css", &["a { color: red }", "a { color: blue }"]),
    ("content/fr/prets/c/note.txt", &["x", "y"]),
    // Images of these widths, the last one damaged.
    ("static/img/photo.png", &["60", "90", ""]),
];

const CONFIGS: [&str; 9] = [
    "[variables]\nhours = \"9\"\n",
    "[variables]\ndays = \"14\"\nhours = \"9\"\n",
    "[variables]\ndays = \"21\"\nhours = \"9\"\n",
    "[markdown]\nhtml = \"off\"\n[variables]\ndays = \"14\"\nhours = \"9\"\n",
    "[links]\nbroken = \"off\"\n[variables]\ndays = \"7\"\nhours = \"8\"\n",
    "[home]\nquestions = [\"prets/b\", \"prets/a\"]\n[contact]\nphone = \"{{ hours }}18 555\"\n\
     [feedback]\nendpoint = \"/votes\"\n[links]\nedit = \"https://e.example/{path}\"\n\
     [variables]\ndays = \"14\"\nhours = \"8\"\n",
    "[deploy]\nheaders = true\n[theme]\naccent = \"#0b4f8a\"\ncards = true\n[variables]\ndays = \"14\"\nhours = \"8\"\n",
    "[images]\nwidths = [20, 70]\nquality = 30\n[variables]\ndays = \"14\"\nhours = \"9\"\n",
    "[images]\nformats = []\n[variables]\ndays = \"14\"\nhours = \"9\"\n",
];

const DAYS: [&str; 2] = ["2026-05-01", "2026-07-01"];

fn edit() -> impl Strategy<Value = Edit> {
    let text = 0..TEXTS.len();
    prop_oneof![
        8 => (text.clone(), 0..TITLES.len(), 0..BODIES.len(), 0..FRONTS.len())
            .prop_map(|(file, title, body, front)| Edit::Write(file, title, body, front)),
        // The fragments, which other texts include.
        3 => (10..12_usize, 0..BODIES.len()).prop_map(|(file, body)| Edit::Write(file, 0, body, 0)),
        2 => text.clone().prop_map(Edit::Delete),
        2 => (text.clone(), text).prop_map(|(from, to)| Edit::Rename(from, to)),
        3 => (0..OTHERS.len(), 0..6_usize)
            .prop_map(|(file, n)| Edit::Other(file, n % OTHERS[file].1.len())),
        1 => (0..OTHERS.len()).prop_map(Edit::DeleteOther),
        2 => (0..CONFIGS.len()).prop_map(Edit::Config),
        1 => (0..DAYS.len()).prop_map(Edit::Day),
        1 => Just(Edit::Nothing),
        1 => (0..5_usize).prop_map(Edit::Cache),
    ]
}

/// A site being edited.
struct Edited {
    site: Site,
    day: Date,
}

impl Edited {
    fn new() -> Self {
        let site = Site::empty();
        let mut edited = Self { site, day: parse_date(DAYS[0]).unwrap() };
        edited.apply(&Edit::Config(1));
        edited.apply(&Edit::Other(0, 0));
        edited.apply(&Edit::Other(7, 0));
        let texts = [
            (0, 0, 0),
            (1, 0, 0),
            (4, 3, 0),
            (5, 1, 0),
            (6, 2, 2),
            (8, 8, 0),
            (9, 2, 2),
            (10, 0, 0),
            (11, 4, 0),
        ];
        for (file, body, front) in texts {
            edited.apply(&Edit::Write(file, file % TITLES.len(), body, front));
        }
        edited
    }

    fn root(&self) -> Utf8PathBuf {
        Utf8PathBuf::from_path_buf(self.site.root()).unwrap()
    }

    fn path(&self, path: &str) -> Utf8PathBuf {
        self.root().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        self.write_bytes(path, text.as_bytes());
    }

    fn write_bytes(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    fn apply(&mut self, edit: &Edit) {
        match edit {
            Edit::Write(file, title, body, front) => {
                let is_fragment = TEXTS[*file].contains("/_parts/");
                // A fragment that includes itself is an error by itself.
                let body = BODIES[if is_fragment && *body == 2 { 0 } else { *body }];
                let text =
                    format!("+++\ntitle = \"{}\"\n{}+++\n{body}", TITLES[*title], FRONTS[*front]);
                self.write(&format!("content/{}", TEXTS[*file]), &text);
            }
            Edit::Delete(file) => {
                let _ = std::fs::remove_file(self.path(&format!("content/{}", TEXTS[*file])));
            }
            Edit::Rename(from, to) => {
                let to = self.path(&format!("content/{}", TEXTS[*to]));
                std::fs::create_dir_all(to.parent().unwrap()).unwrap();
                let _ = std::fs::rename(self.path(&format!("content/{}", TEXTS[*from])), to);
            }
            Edit::Other(7, n) => {
                let width = OTHERS[7].1[*n].parse().unwrap_or(40);
                let mut image = samples::png(width, 40);
                image.truncate(if *n == 2 { image.len() / 2 } else { image.len() });
                self.write_bytes(OTHERS[7].0, &image);
            }
            Edit::Other(file, n) => self.write(OTHERS[*file].0, OTHERS[*file].1[*n]),
            Edit::DeleteOther(file) => {
                let _ = std::fs::remove_file(self.path(OTHERS[*file].0));
            }
            Edit::Config(n) => {
                let start = "title = \"Aide\"\nbase_url = \"https://aide.example/x/\"\n\
                     default_language = \"fr\"\n[languages.fr]\nname = \"Français\"\n\
                     [languages.en]\nname = \"English\"\n";
                self.write("guichet.toml", &format!("{start}{}", CONFIGS[*n]));
            }
            Edit::Day(n) => self.day = parse_date(DAYS[*n]).unwrap(),
            Edit::Nothing => {}
            Edit::Cache(how) => self.damage(*how),
        }
    }

    fn damage(&self, how: usize) {
        let cache = self.path(".guichet/cache");
        match how {
            0 => drop(std::fs::remove_dir_all(self.path(".guichet"))),
            1 => drop(std::fs::write(cache.join("texts"), "x".repeat(100_000))),
            2 => drop(std::fs::write(cache.join("index"), "guichet-cache 1 ")),
            3 => {
                let images = std::fs::read_dir(cache.join("images")).into_iter().flatten();
                for image in images.filter_map(Result::ok) {
                    std::fs::write(image.path(), "x".repeat(50)).unwrap();
                }
            }
            _ => drop(std::fs::remove_file(cache.join("texts"))),
        }
    }

    fn context<'c>(
        &self,
        files: &'c Seen<'c>,
        depot: &'c dyn guichet::base::Depot,
    ) -> BuildContext<'c> {
        let selection = Selection { date: self.day, with_drafts: false };
        BuildContext { files, selection, base_url: None, highlighter: &HIGHLIGHTER, depot }
    }

    /// Builds over what is there; the files of the output afterwards.
    fn build(&self) -> BTreeMap<String, Vec<u8>> {
        let disk = Disk::new(self.root());
        let mut depot = DiskDepot::open(&self.root()).0.unwrap();
        if let Err(Failure::Lost) = self.build_with(&disk, &depot) {
            depot.forget();
            self.build_with(&disk, &depot).unwrap();
        }
        depot.save();
        self.published()
    }

    fn build_with(&self, disk: &Disk, depot: &DiskDepot) -> Result<(), Failure> {
        let files = Seen::new(disk);
        let ctx = self.context(&files, depot);
        let Outcome { value: mut prepared, diagnostics } = pipeline::prepare(&ctx)?;
        pipeline::pictures(&ctx, &mut prepared, PictureWork::Convert);
        if is_refused(&prepared, diagnostics) {
            return Ok(());
        }
        let options = PublishOptions::default();
        let publisher = Publisher::open(disk, &self.path("public"), &options)?;
        let said = pipeline::render(&prepared, depot, &publisher)?;
        if is_refused(&prepared, said) {
            return Ok(());
        }
        publisher.finish(None).map(drop)
    }

    fn published(&self) -> BTreeMap<String, Vec<u8>> {
        let public = Disk::new(self.path("public"));
        let found = public.walk(Utf8Path::new(""), guichet::files::Hidden::Keep).unwrap();
        let found = found.into_iter().filter(|(path, _)| path.as_str() != output::MANIFEST);
        found.map(|(path, _)| (path.to_string(), public.read(&path).unwrap())).collect()
    }

    /// What a build from nothing makes; none when the site has errors.
    fn clean(&self) -> Option<BTreeMap<String, Vec<u8>>> {
        let disk = Disk::new(self.root());
        let files = Seen::new(&disk);
        let depot = MemoryDepot::default();
        let ctx = self.context(&files, &depot);
        let Outcome { value: mut prepared, mut diagnostics } = pipeline::prepare(&ctx).unwrap();
        pipeline::pictures(&ctx, &mut prepared, PictureWork::Convert);
        let gather = Gather::default();
        diagnostics.extend(pipeline::render(&prepared, &depot, &gather).unwrap());
        if is_refused(&prepared, diagnostics) {
            return None;
        }
        let files = gather.into_artifacts().into_iter().map(|(path, artifact)| {
            let bytes = match artifact.bytes {
                Content::Bytes(bytes) => bytes,
                Content::Copy(from) => disk.read(&from).unwrap(),
            };
            (path.as_str().to_owned(), bytes)
        });
        Some(files.collect())
    }
}

/// Whether the site has errors.
fn is_refused(prepared: &Prepared, said: Vec<Diagnostic>) -> bool {
    Report::new(said, &prepared.settings, &prepared.sources).is_refusal(false)
}

/// Gives how many of the builds had no error: those compare anything.
fn check(edits: &[Edit]) -> usize {
    let mut edited = Edited::new();
    let mut n_good = 0;
    let mut last = BTreeMap::new();
    for edit in std::iter::once(&Edit::Nothing).chain(edits) {
        edited.apply(edit);
        let built = edited.build();
        // A site with errors leaves what was published.
        let clean = edited.clean();
        n_good += usize::from(clean.is_some());
        let expected = clean.unwrap_or(last);
        for (path, bytes) in &expected {
            let found = built.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
            let wanted = String::from_utf8_lossy(bytes).into_owned();
            assert_eq!(found, Some(wanted), "{path} after {edit:?} of {edits:?}");
        }
        let surplus: Vec<&String> =
            built.keys().filter(|path| !expected.contains_key(*path)).collect();
        assert!(surplus.is_empty(), "{surplus:?} after {edit:?} of {edits:?}");
        last = built;
    }
    n_good
}

fn sequences(part: u8) {
    let asked = std::env::var("GUICHET_SEQUENCES").ok().and_then(|n| n.parse().ok());
    let cases = asked.unwrap_or(200_u32).div_ceil(4);
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let seed = [part; 32];
    let rng = proptest::test_runner::TestRng::from_seed(config.rng_algorithm, &seed);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let edits = prop::collection::vec(edit(), 1..6);
    let (n_good, n_builds) = (Cell::new(0), Cell::new(0));
    runner
        .run(&edits, |edits| {
            n_good.set(n_good.get() + check(&edits));
            n_builds.set(n_builds.get() + edits.len() + 1);
            Ok(())
        })
        .unwrap();
    let (n_good, n_builds) = (n_good.get(), n_builds.get());
    assert!(n_good * 2 > n_builds, "{n_good} of {n_builds} builds had no error");
}

#[test]
fn a_build_over_another_is_a_build_from_nothing_part_1() {
    sequences(1);
}

#[test]
fn a_build_over_another_is_a_build_from_nothing_part_2() {
    sequences(2);
}

#[test]
fn a_build_over_another_is_a_build_from_nothing_part_3() {
    sequences(3);
}

#[test]
fn a_build_over_another_is_a_build_from_nothing_part_4() {
    sequences(4);
}
