//! Writes the corpus that the measurements are made on: bilingual articles of
//! about 800 words, the same bytes every time.
//!
//! `cargo bench --bench corpus -- DIR N` writes N articles in each of two
//! languages: code on 40 %, tables on 30 %, images on 20 %, two to five internal
//! links each, sections two to three deep.

#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "a tool of measurements")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const FR: &[&str] = &[
    "la",
    "bibliothèque",
    "prête",
    "des",
    "documents",
    "pour",
    "une",
    "durée",
    "de",
    "quatorze",
    "jours",
    "et",
    "l'usager",
    "renouvelle",
    "son",
    "emprunt",
    "dans",
    "le",
    "catalogue",
    "avant",
    "l'échéance",
    "si",
    "personne",
    "n'a",
    "réservé",
    "cet",
    "exemplaire",
    "au",
    "comptoir",
    "du",
    "prêt",
    "chaque",
    "étudiante",
    "reçoit",
    "un",
    "avis",
    "par",
    "courriel",
    "lorsque",
    "sa",
    "réservation",
    "est",
    "prête",
    "à",
    "cueillir",
    "sur",
    "place",
];
const EN: &[&str] = &[
    "the",
    "library",
    "lends",
    "items",
    "for",
    "a",
    "period",
    "of",
    "fourteen",
    "days",
    "and",
    "patrons",
    "renew",
    "their",
    "loans",
    "in",
    "catalogue",
    "before",
    "due",
    "date",
    "unless",
    "somebody",
    "else",
    "has",
    "placed",
    "hold",
    "on",
    "this",
    "copy",
    "at",
    "desk",
    "each",
    "student",
    "receives",
    "notice",
    "by",
    "e-mail",
    "when",
    "reserved",
    "item",
    "is",
    "ready",
    "to",
    "be",
    "picked",
    "up",
];

/// A small generator of numbers (`SplitMix64`, Steele et al. 2014): the same
/// sequence on every machine.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap_or(0)
    }

    fn happens(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let [dir, n] = args.as_slice() else {
        // `cargo bench` without arguments runs every bench: nothing to write then.
        return;
    };
    let n: usize = n.parse().expect("the number of articles");
    write_corpus(Path::new(dir), n).expect("the corpus is written");
}

fn write_corpus(dir: &Path, n: usize) -> std::io::Result<()> {
    let config = "title = \"Corpus\"\nbase_url = \"https://corpus.example/\"\n\
                  default_language = \"fr\"\n[languages.fr]\nname = \"Français\"\n\
                  [languages.en]\nname = \"English\"\n[variables]\ndays = \"14\"\n";
    std::fs::create_dir_all(dir)?;
    std::fs::write(dir.join("guichet.toml"), config)?;
    for (lang, words) in [("fr", FR), ("en", EN)] {
        let root = dir.join("content").join(lang);
        let mut done = std::collections::BTreeSet::new();
        for idx in 0..n {
            let path = root.join(place(idx));
            let folder = path.parent().expect("a folder").to_owned();
            if done.insert(folder.clone()) {
                std::fs::create_dir_all(&folder)?;
                write_indexes(&root, &folder)?;
                std::fs::write(folder.join("plan.svg"), SVG)?;
            }
            std::fs::write(path, article(idx, n, words))?;
        }
    }
    Ok(())
}

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\" width=\"40\" \
                   height=\"20\"><rect width=\"40\" height=\"20\" fill=\"#ccc\"/></svg>\n";

/// `s3/t2/a-00042.md`: about 60 articles a folder, half of the folders one deeper.
fn place(idx: usize) -> PathBuf {
    let group = idx / 60;
    let (section, topic) = (group / 8, group % 8);
    let folder = if topic % 2 == 0 {
        format!("s{section}/t{topic}")
    } else {
        format!("s{section}/t{topic}/u")
    };
    PathBuf::from(folder).join(format!("a-{idx:05}.md"))
}

fn write_indexes(root: &Path, folder: &Path) -> std::io::Result<()> {
    for above in folder.ancestors().take_while(|above| *above != root) {
        let name = above.file_name().and_then(|name| name.to_str()).unwrap_or("x");
        std::fs::write(above.join("_index.md"), format!("+++\ntitle = \"Section {name}\"\n+++\n"))?;
    }
    Ok(())
}

fn article(idx: usize, n: usize, words: &[&str]) -> String {
    let mut numbers = Numbers(idx as u64 + 1);
    let mut text = format!(
        "+++\ntitle = \"Article {idx} {} {}\"\ndescription = \"{}\"\ntags = [\"tag{}\", \"tag{}\"]\n\
         updated = 2026-0{}-1{}\nquestions = [\"{}\"]\n+++\n",
        words[idx % words.len()],
        words[(idx / 7) % words.len()],
        sentence(&mut numbers, words, 12),
        idx % 40,
        idx % 17,
        idx % 9 + 1,
        idx % 9,
        sentence(&mut numbers, words, 7),
    );
    let code_at = numbers.happens(40).then(|| numbers.below(6));
    let table_at = numbers.happens(30).then(|| numbers.below(6));
    let image_at = numbers.happens(20).then(|| numbers.below(6));
    let n_links = 2 + numbers.below(4);
    for part in 0..6 {
        let _ = write!(text, "\n## {}\n\n", sentence(&mut numbers, words, 4));
        for _ in 0..3 {
            paragraph(&mut text, &mut numbers, words);
        }
        if part < n_links {
            link(&mut text, &mut numbers, (idx, n));
        }
        if part == 3 {
            list(&mut text, &mut numbers, words);
        }
        if code_at == Some(part) {
            code(&mut text, &mut numbers);
        }
        if table_at == Some(part) {
            table(&mut text, &mut numbers, words);
        }
        if image_at == Some(part) {
            text.push_str("\n![Plan](plan.svg)\n");
        }
    }
    text
}

fn sentence(numbers: &mut Numbers, words: &[&str], length: usize) -> String {
    let chosen: Vec<&str> = (0..length).map(|_| words[numbers.below(words.len())]).collect();
    chosen.join(" ")
}

fn paragraph(text: &mut String, numbers: &mut Numbers, words: &[&str]) {
    for _ in 0..3 {
        let length = 9 + numbers.below(8);
        let _ = write!(text, "{}. ", sentence(numbers, words, length));
    }
    let _ = write!(
        text,
        "*{}*, **{}** `{}`.\n\n",
        words[numbers.below(words.len())],
        words[numbers.below(words.len())],
        numbers.below(999)
    );
}

/// A link to an article of the same folder.
fn link(text: &mut String, numbers: &mut Numbers, (idx, n): (usize, usize)) {
    let first = idx / 60 * 60;
    let other = first + numbers.below(60.min(n - first));
    let _ = write!(text, "[article {other}](a-{other:05}.md)\n\n");
}

fn list(text: &mut String, numbers: &mut Numbers, words: &[&str]) {
    for _ in 0..5 {
        let _ = writeln!(text, "- {}", sentence(numbers, words, 8));
    }
    text.push('\n');
}

fn table(text: &mut String, numbers: &mut Numbers, words: &[&str]) {
    text.push_str("| a | b | c |\n|---|---:|---|\n");
    for _ in 0..6 {
        let _ = writeln!(
            text,
            "| {} | {} | {} |",
            sentence(numbers, words, 2),
            numbers.below(500),
            sentence(numbers, words, 3)
        );
    }
    text.push('\n');
}

/// About 620 bytes of code, different in every article.
fn code(text: &mut String, numbers: &mut Numbers) {
    let kinds: [(&str, &str, &str); 4] = [
        ("js", "const value = fetchLoan(", ", { renew: true }); // renew"),
        ("python", "value = renew_loan(", ", renew=True)  # renew"),
        ("html", "<p class=\"loan\" data-id=\"", "\">renew &amp; keep</p>"),
        ("rust", "let value = renew_loan(", ", Renew::Yes)?; // renew"),
    ];
    let (lang, before, after) = kinds[numbers.below(kinds.len())];
    let _ = writeln!(text, "```{lang}");
    for _ in 0..10 {
        let _ = writeln!(text, "{before}{}{after}", numbers.next() % 10_000_000);
    }
    text.push_str("```\n\n");
}
