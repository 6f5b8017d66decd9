//! Whatever authors call things, nothing is made outside the output.

use std::path::Path;

use proptest::prelude::*;

use crate::properties::world::World;
use crate::site::{Site, build_args, files_in};

/// Names that mean something to a disk, an address or guichet.
const NAMES: &[&str] = &[
    "..",
    ".",
    "a",
    "A",
    "index",
    "_index",
    "tags",
    "fr",
    "en",
    "assets",
    "con",
    "nul.txt",
    "COM1",
    "com¹",
    "lpt9.x",
    "aux",
    "C:",
    "C:x",
    "a.",
    "a ",
    " a",
    "a\\b",
    "..\\x",
    "%2e%2e",
    "%00",
    "a?b",
    "a#b",
    "a:b",
    "a*",
    "<b>",
    "\"",
    "'",
    "|",
    "é",
    "e\u{301}",
    "É",
    "图",
    "\u{202e}a",
    "\u{200b}",
    "\u{a0}",
    "ﬁ",
    "İ",
    "ß",
    "-",
    "--",
    "!",
    "~",
    ".hidden",
    ".git",
    ".guichet",
    ".guichet-manifest",
    "404.html",
    "robots.txt",
    "sitemap.xml",
    "llms.txt",
    "atom.xml",
    "index.html",
    "index.md",
    "x.html",
    "a\nb",
    "a\tb",
    "a\u{7f}",
    "javascript:x",
    "//h",
    "https://h",
];

/// One name: of the list, long, or of any signs.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::sample::select(NAMES).prop_map(str::to_owned),
        1 => "\\PC{0,8}",
        1 => (1usize..400, prop::sample::select(vec!["a", "é", "A.", "b "]))
            .prop_map(|(n, part)| part.repeat(n)),
    ]
}

/// Names with signs between them.
fn path() -> impl Strategy<Value = String> {
    let sign = prop::sample::select(vec!["/", "/", "/", "//", "\\", "/../"]);
    (prop::sample::select(vec!["", "/", "//", "../"]), prop::collection::vec((name(), sign), 1..5))
        .prop_map(|(start, parts)| {
            let parts: Vec<String> = parts.into_iter().map(|(name, sign)| name + sign).collect();
            format!("{start}{}", parts.concat().trim_end_matches('/'))
        })
}

/// A path that a disk may hold below a folder: no empty name, no `.`, no `..`.
fn on_disk(folder: &str, path: &str) -> String {
    let is_name = |name: &&str| !matches!(*name, "" | "." | "..") && name.len() <= 255;
    let names = path.split('/').filter(is_name).map(|name| name.replace('\0', ""));
    [folder.to_owned()].into_iter().chain(names).collect::<Vec<_>>().join("/")
}

/// A string of TOML.
fn quoted(text: &str) -> String {
    let signs: Vec<String> = text.chars().map(|c| format!("\\U{:08X}", u32::from(c))).collect();
    format!("\"{}\"", signs.concat())
}

/// Everything in a site that has a name.
#[derive(Clone, Debug)]
struct Names {
    languages: Vec<String>,
    slug: Option<String>,
    id: Option<String>,
    aliases: Vec<String>,
    tags: Vec<String>,
    texts: Vec<String>,
    files: Vec<String>,
    statics: Vec<String>,
    theme: Option<String>,
    scripts: Vec<String>,
}

fn names() -> impl Strategy<Value = Names> {
    let some = || prop::collection::vec(path(), 0..3);
    let first =
        (prop::collection::vec(name(), 0..3), prop::option::of(name()), prop::option::of(path()));
    let second = (some(), some(), prop::option::weighted(0.2, name()));
    (first, second, (some(), some(), some(), some())).prop_map(
        |((languages, slug, id), (aliases, tags, theme), (texts, files, statics, scripts))| Names {
            languages,
            slug,
            id,
            aliases,
            tags,
            texts,
            files,
            statics,
            theme,
            scripts,
        },
    )
}

impl Names {
    fn world(&self) -> World {
        let mut config = crate::site::CONFIG.to_owned();
        for code in &self.languages {
            config.extend(["[languages.", &quoted(code), "]\n"]);
        }
        if let Some(theme) = &self.theme {
            config.insert_str(0, &format!("theme = {}\n", quoted(theme)));
        }
        let list = |values: &[String]| {
            values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", ")
        };
        let mut front =
            format!("aliases = [{}]\ntags = [{}]\n", list(&self.aliases), list(&self.tags));
        for (key, value) in [("slug", &self.slug), ("id", &self.id)] {
            if let Some(value) = value {
                front.extend([key, " = ", &quoted(value), "\n"]);
            }
        }
        let mut world = World::small()
            .with("guichet.toml", config)
            .with("content/fr/page/index.md", format!("+++\n{front}+++\n# T\n"));
        for text in &self.texts {
            let below = on_disk("content/fr", text);
            world = world.with(&format!("{below}.md"), "# T\n");
            world = world.with(&format!("{below}/_index.md"), "# T\n");
        }
        for (folder, paths) in [
            ("content/fr", &self.files),
            ("content/fr/page", &self.files),
            ("static", &self.statics),
            ("themes/guichet/scripts", &self.scripts),
        ] {
            for path in paths {
                world = world.with(&on_disk(folder, path), "x");
            }
        }
        world
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_name_leads_out_of_the_output(names in names()) {
        if let Some(made) = names.world().build() {
            made.is_sound();
        }
    }
}

/// The program itself, on a disk: what lies beside the output stays as it was.
#[test]
fn hostile_names_change_nothing_beside_the_output() {
    for path in
        ["../../canary", "../canary", "/canary", "a/../../canary", "..\\canary", "C:/canary"]
    {
        let site = Site::small();
        let value = quoted(path);
        let front = format!("+++\naliases = [{value}]\nslug = {value}\nid = {value}\n+++\n# A\n");
        site.write("content/fr/a.md", front);
        // Only an alias from the root of the site is one of these.
        is_contained(&site, path);
    }
    for name in ["canary\\..\\..\\x", "..canary", "C:canary", "canary\n", "-canary"] {
        let site = Site::small();
        site.write(&format!("static/{name}"), "x").write(&format!("content/fr/{name}.md"), "# A\n");
        is_contained(&site, name);
    }
}

fn is_contained(site: &Site, name: &str) {
    let base = site.root().parent().unwrap().to_owned();
    let outside = |base: &Path| {
        let mut files = files_in(base);
        files.retain(|path, _| {
            !path.starts_with("site/public/") && !path.starts_with("site/.guichet/")
        });
        files
    };
    let before = outside(&base);
    let run = site.run(&build_args(&[]));
    assert!(matches!(run.code, 0 | 1), "{name}: {run}");
    assert_eq!(outside(&base), before, "{name}");
}
