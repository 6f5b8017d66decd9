//! Whatever goes wrong while an author types, a message points into the text.

use proptest::prelude::*;

use crate::properties::world::World;
use crate::site::CONFIG;

const ARTICLE: &str = r#"+++
title = "Prêt {{ sigle }} entre bibliothèques"
slug = "pret"
tags = ["prêt", "été"]
date = 2024-02-29
aliases = ["/ancien/", "/vieux.html"]
related = ["good"]
[extra]
note = { a = ["é", 1.5] }
+++
# Prêt

Un [lien](good.md#ici) vers {{ sigle }} et ![plan](plan.svg "Le plan"), <b onclick=x>é</b>.

:::note Été
- {{ include "_shared/contact.md" }}
:::

:::tabs
== Un
[a][b] `{{ code }}` www.exemple.ca
== Deux
```rust {1,2} title="é"
fn é() {}
```
:::

| à | b |
|---|---|
| [é](nulle-part.md) | ![](x.png) |

[b]: ../en/good.md#here
[^n]: É[^n]
"#;

const YAML: &str = "---\ntitle: Été à l’école\ntags: [é, \"b\"]\nweight: 3\nextra:\n  - a: é\n---\n# É\n\n<details><summary>é</summary>\n\n[x](#là)\n</details>\n";

const TEMPLATE: &str = "{% extends \"guichet/article.html\" %}\n{# été #}\n{% block main %}é{{ page.title | upper }}{{ t(key=\"menu\") }}\n{% for x in page.toc %}«{{ x.title }}»{% endfor %}{{ super() }}{% endblock %}\n";

const STRINGS: &str =
    "# Été\nmenu = Menü { $n }\nfootnotes-title = Nôtes\n    .attr = é\nautre-été = x\n";

/// What fits nowhere, or only in some places.
const PIECES: &[&str] = &[
    "é",
    "漢",
    "\u{1F600}",
    "e\u{301}",
    "\u{a0}",
    "\r\n",
    "\r",
    "\n",
    "\t",
    "\u{feff}",
    "\u{0}",
    "\u{85}",
    "\u{2028}",
    "{{",
    "}}",
    "{{ é }}",
    "{{ include \"é.md\" }}",
    "{%",
    "%}",
    "{{ é",
    "[é](",
    "](é)",
    "![é](",
    "[é]",
    "[^é]",
    ":::",
    ":::é",
    ":::tabs",
    "== é",
    "```",
    "<é>",
    "<b é='",
    "<!--",
    "<script>é</script>",
    "\"",
    "'",
    "=",
    "é = ",
    "[é]\n",
    "[[",
    "]]",
    "+++",
    "---",
    "# é\n",
    "> é\n> ",
    "- é\n",
    "|é|",
    "&é;",
    "www.é.ca",
    "https://é",
    "a: é\n",
    "  é: [",
    "é = 'é\n",
    "clé-secrète-token = 'x'\n",
    "{ $é",
    "-é = {",
];

/// One stroke of a careless hand.
#[derive(Clone, Debug)]
enum Stroke {
    Insert(usize, &'static str),
    Remove(usize, usize),
    Double(usize, usize),
    Cut(usize),
}

fn strokes() -> impl Strategy<Value = Vec<Stroke>> {
    let stroke = prop_oneof![
        4 => (any::<usize>(), prop::sample::select(PIECES)).prop_map(|(at, s)| Stroke::Insert(at, s)),
        2 => (any::<usize>(), 1usize..20).prop_map(|(at, n)| Stroke::Remove(at, n)),
        1 => (any::<usize>(), 1usize..60).prop_map(|(at, n)| Stroke::Double(at, n)),
        1 => any::<usize>().prop_map(Stroke::Cut),
    ];
    prop::collection::vec(stroke, 1..6)
}

/// The text after the strokes; places count characters.
fn struck(text: &str, strokes: &[Stroke]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for stroke in strokes {
        let place = |at: usize| at % (chars.len() + 1);
        match *stroke {
            Stroke::Insert(at, piece) => {
                let at = place(at);
                chars.splice(at..at, piece.chars());
            }
            Stroke::Remove(at, n) => {
                let at = place(at);
                let end = chars.len().min(at + n);
                chars.drain(at..end);
            }
            Stroke::Double(at, n) => {
                let at = place(at);
                let again = chars[at..chars.len().min(at + n)].to_vec();
                chars.splice(at..at, again);
            }
            Stroke::Cut(at) => chars.truncate(place(at)),
        }
    }
    chars.into_iter().collect()
}

/// The site that is written on.
fn world() -> World {
    let config =
        format!("{CONFIG}\n[variables]\nsigle = \"PEB — é\"\n[theme]\nname = \"guichet\"\n");
    World::small()
        .with("guichet.toml", config)
        .with("content/fr/a.md", ARTICLE)
        .with("content/fr/b.md", YAML)
        .with(
            "content/fr/_shared/contact.md",
            "+++\ntitle = 'x'\n+++\n\nÉcrivez à {{ sigle }}.\n\nOu [là](good.md).\n",
        )
        .with("content/fr/plan.svg", "<svg/>")
        .with("themes/guichet/templates/article.html", TEMPLATE)
        .with("i18n/fr.ftl", STRINGS)
}

const FILES: &[&str] = &[
    "guichet.toml",
    "content/fr/a.md",
    "content/fr/a.md",
    "content/fr/a.md",
    "content/fr/b.md",
    "content/fr/_shared/contact.md",
    "themes/guichet/templates/article.html",
    "i18n/fr.ftl",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_message_points_into_the_text(file in prop::sample::select(FILES), strokes in strokes()) {
        let mut world = world();
        let text = String::from_utf8(world.0[file].clone()).unwrap();
        world = world.with(file, struck(&text, &strokes));
        if let Some(made) = world.build() {
            made.is_sound();
        }
    }
}

#[test]
fn line_ends_and_marks_of_windows_move_no_place() {
    let plain = world()
        .with("themes/guichet/templates/home.html", "{# é #}\n\n{% block é %}\n{{ é\n")
        .with("themes/guichet/theme.toml", "name = 'é'\nstyles = ['nulle-part.css']\n\nx = \n");
    let config = String::from_utf8(plain.0["guichet.toml"].clone()).unwrap();
    for theme in ["guichet", "guichets"] {
        let config = config.replace("\"guichet\"", &format!("\"{theme}\""));
        let plain = plain.clone().with("guichet.toml", config);
        let mut windows = plain.clone();
        for bytes in windows.0.values_mut() {
            let text = String::from_utf8(bytes.clone()).unwrap();
            *bytes = format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes();
        }
        let (plain, windows) = (plain.build().unwrap(), windows.build().unwrap());
        windows.is_sound();
        assert!(plain.said.len() > 3, "{:?}", plain.names());
        assert_eq!(windows.said, plain.said);
    }
}
