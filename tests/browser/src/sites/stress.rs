//! A site that strains the layout.

use std::fmt::Write as _;
use std::path::Path;

/// Sections, parts of each, articles of each part: 4 × 5 × 10 articles.
const SHAPE: [usize; 3] = [4, 5, 10];

/// A French word of forty letters.
const LONG_WORD: &str = "anticonstitutionnellementhexafluorurique";

const SETTINGS: &str = r#"title = "Bibliothèque interuniversitaire des sciences de l’environnement"
base_url = "https://aide.example/"
default_language = "fr"

[languages.fr]
name = "Français"
tag = "fr-CA"

[languages.en]
name = "English"
tag = "en-CA"

[languages.ar]
name = "العربية"
tag = "ar"
title = "المكتبة"
"#;

/// Writes it anew.
pub(super) fn write(folder: &Path) {
    let _ = std::fs::remove_dir_all(folder.join("content"));
    put(&folder.join("guichet.toml"), SETTINGS);
    for lang in ["fr", "en", "ar"] {
        let tree = folder.join("content").join(lang);
        put(&tree.join("_index.md"), &format!("# {}\n\n{LONG_WORD}\n", title(lang, 0)));
        let sections = if lang == "ar" { 1 } else { SHAPE[0] };
        for section in 0..sections {
            let folder = tree.join(format!("section-{section}"));
            let text = format!("# {} {section}\n", title(lang, section));
            put(&folder.join("_index.md"), &text);
            for part in 0..SHAPE[1] {
                let folder = folder.join(format!("part-{part}"));
                put(
                    &folder.join("_index.md"),
                    &format!("# {} {section}.{part}\n", title(lang, part)),
                );
                for article in 0..SHAPE[2] {
                    let text = deep(lang, [section, part, article]);
                    put(&folder.join(format!("deep-{article}.md")), &text);
                }
            }
        }
        put(&tree.join("section-0/strain.md"), &strain(lang));
    }
}

fn put(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a file in a folder")).expect("a folder");
    std::fs::write(path, text).expect("a file");
}

fn title(lang: &str, n: usize) -> String {
    let long = match lang {
        "fr" => "Comment demander, renouveler puis annuler une réservation intercampus?",
        "en" => "How do I request, renew and then cancel an intercampus reservation?",
        _ => "كيف أجدد إعارة كتاب من مكتبة الجامعة الأخرى؟",
    };
    if n.is_multiple_of(2) { long.to_owned() } else { format!("Section {n} {LONG_WORD}") }
}

fn deep(lang: &str, [section, part, article]: [usize; 3]) -> String {
    let title = title(lang, section + part + article);
    format!(
        "# {title} {section}.{part}.{article}\n\nA.\n\n## B {{#b}}\n\nC.\n\n## D {{#d}}\n\nE.\n"
    )
}

/// An article of which nothing fits on a phone.
fn strain(lang: &str) -> String {
    let mut text = format!(
        "+++\ntitle = \"{}\"\ntags = [\"{LONG_WORD}\", \"{}\"]\nowner = \"{LONG_WORD}\"\nupdated = 2026-11-02\n+++\n",
        title(lang, 1),
        title(lang, 0),
    );
    let url = format!("https://example.org/{}", "un/chemin/bien/long/".repeat(8));
    let _ = writeln!(text, "{LONG_WORD}, <{url}>, `{}`.\n", "x".repeat(120));
    for level in ["##", "###", "####"] {
        let _ = writeln!(text, "{level} {LONG_WORD} {}\n\n{LONG_WORD}\n", title(lang, 0));
    }
    let cells = |cell: &str| format!("| {} |\n", [cell; 6].join(" | "));
    let _ = writeln!(
        text,
        "{}|---|--:|:-:|---|---|---|\n{}{}",
        cells("Colonne"),
        cells(LONG_WORD),
        cells("un mot")
    );
    let _ =
        writeln!(text, "```sh title=\"{LONG_WORD}{LONG_WORD}\"\necho {}\n```\n", "mot ".repeat(60));
    let _ = writeln!(text, "> [!WARNING]\n> {LONG_WORD} {url}\n");
    let _ = writeln!(
        text,
        ":::tabs\n\n== {LONG_WORD}\n\n{LONG_WORD}\n\n== {}\n\nB\n\n== C\n\nD\n\n== E\n\nF\n\n:::\n",
        title(lang, 0)
    );
    let _ = writeln!(text, ":::details {LONG_WORD} {}\n\n{url}\n\n:::\n", title(lang, 0));
    let _ = writeln!(
        text,
        ":::steps\n\n1. {LONG_WORD}\n\n   `{}`\n\n2. {url}\n\n:::\n",
        "y".repeat(90)
    );
    let _ = writeln!(text, "{LONG_WORD}\n: {LONG_WORD} {LONG_WORD}\n\n> > > {LONG_WORD}\n");
    let _ = writeln!(
        text,
        "1. a\n   - b\n     - c\n       - d\n         - {LONG_WORD}\n\nFin.[^1]\n\n[^1]: {LONG_WORD} {url}"
    );
    text
}
