//! The answer engine from outside: `guichet search`, the files of its indexes, and the
//! browser's half.

#![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::site::{CONFIG, Site};

/// Questions that both halves are asked.
const N_QUESTIONS: usize = 2000;

/// A library of a few articles, some in one language only.
fn library() -> Site {
    let site = Site::empty();
    site.write("guichet.toml", CONFIG);
    let article = |path: &str, title: &str, more: &str, body: &str| {
        site.write(
            &format!("content/{path}"),
            format!("+++\ntitle = \"{title}\"\n{more}+++\n{body}\n"),
        );
    };
    article(
        "fr/prets/renouveler.md",
        "Renouveler un emprunt",
        "questions = [\"garder mon livre plus longtemps\"]\nid = \"loans/renew\"\n",
        "Ouvrez votre dossier et cochez le document.\n\n## Conditions {#conditions}\n\nPersonne ne l'a réservé.",
    );
    article(
        "en/loans/renew.md",
        "Renew a loan",
        "",
        "Open your account and tick the item.\n\n## Conditions {#conditions}\n\nNobody has placed a hold on it.",
    );
    article(
        "fr/prets/amendes.md",
        "Amendes et retards",
        "",
        "L'amende est de 0,25 $ par jour. Vous recevez un avis par courriel.",
    );
    article(
        "en/print.md",
        "Print in colour",
        "",
        "A page in colour costs 50 cents. Pay with your card.",
    );
    article(
        "fr/secret.md",
        "Procédure du personnel",
        "audience = \"staff\"\n",
        "Le coffre est au sous-sol.",
    );
    article("fr/ebauche.md", "Ébauche du coffre", "draft = true\n", "Le coffre.");
    article("fr/vieux.md", "Vieux coffre", "expires_on = 2026-01-01\n", "Le coffre.");
    article("fr/cache.md", "Coffre caché", "search = false\n", "Le coffre.");
    site
}

/// What is answered to some questions, as JSON.
fn ask(site: &Site, questions: &[(&str, &str)]) -> Vec<Value> {
    let mut input = String::new();
    for (idx, (lang, question)) in questions.iter().enumerate() {
        let line = json!({ "id": idx, "lang": lang, "question": question });
        writeln!(input, "{line}").unwrap();
    }
    replies(&site.run_with_input(&["search", "--stdin"], &input).stdout)
}

fn replies(stdout: &str) -> Vec<Value> {
    stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn first(reply: &Value) -> &str {
    reply["hits"][0]["article"].as_str().unwrap_or("")
}

#[test]
fn questions_find_their_article_in_the_words_of_patrons() {
    let site = library();
    let cases = [
        ("fr", "comment renouveler mon livre?", "fr/loans/renew"),
        ("fr", "prolonger mon pret", "fr/loans/renew"),
        ("fr", "jveux garder mon livre plus longtemps", "fr/loans/renew"),
        ("fr", "RENOUVLER", "fr/loans/renew"),
        ("fr", "combien coûte un retard", "fr/prets/amendes"),
        ("en", "how do I extend my loan", "en/loans/renew"),
        // The language of the question, not of the page.
        ("fr", "how do I renew this", "en/loans/renew"),
        ("en", "est-ce que je peux renouveler", "fr/loans/renew"),
        // What exists in one language only.
        ("fr", "imprimer en couleur", "en/print"),
        ("en", "what is the fine", "fr/prets/amendes"),
    ];
    let questions: Vec<(&str, &str)> = cases.iter().map(|(lang, text, _)| (*lang, *text)).collect();
    for (reply, (lang, text, expected)) in ask(&site, &questions).iter().zip(cases) {
        assert_eq!(first(reply), expected, "{lang} {text}: {reply}");
    }
}

#[test]
fn an_answer_names_its_place_and_marks_its_words() {
    let site = library();
    let reply = &ask(&site, &[("fr", "est-ce que personne l'a réservé")])[0];
    let hit = &reply["hits"][0];
    assert_eq!(hit["article"], "fr/loans/renew");
    assert_eq!(hit["lang"], "fr");
    assert_eq!(hit["anchor"], "conditions");
    assert_eq!(hit["heading"], "Conditions");
    assert_eq!(hit["url"], "/fr/prets/renouveler/");
    let passage: Vec<u16> = hit["passage"].as_str().unwrap().encode_utf16().collect();
    let marked = hit["marks"].as_array().unwrap().iter().map(|mark| {
        let [from, to] = [0, 1].map(|idx| usize::try_from(mark[idx].as_u64().unwrap()).unwrap());
        String::from_utf16(&passage[from..to]).unwrap()
    });
    assert_eq!(marked.collect::<Vec<_>>(), ["Personne", "réservé"]);
}

#[test]
fn what_is_not_for_patrons_is_never_found() {
    let site = library();
    for reply in ask(&site, &[("fr", "coffre"), ("fr", "procédure du personnel au sous-sol")]) {
        let text = reply.to_string();
        for hidden in ["secret", "ebauche", "vieux", "cache"] {
            assert!(!text.contains(&format!("fr/{hidden}\"")), "{text}");
        }
        assert_eq!(reply["answered"], false);
    }
    assert_eq!(site.run(&["build"]).code, 0);
    let index = site.read("public/answers/fr.js");
    assert!(!index.contains("sous-sol") && !index.contains("coffre"), "{index}");
}

#[test]
fn every_line_gets_a_reply_and_the_same_one_again() {
    let site = library();
    let long = "renouveler ".repeat(460);
    let input = format!(
        "\n{{\"id\":\"a\"}}\nnot json\n{}\n{}\n[1]\n{}\n{}\n\u{fffd}\n",
        json!({ "id": 7, "lang": "fr", "question": long }),
        json!({ "id": null, "lang": "xx", "question": "🙂 \u{0}\u{7} ?!…" }),
        json!({ "id": "é", "lang": "fr", "question": 12 }),
        json!({ "lang": "fr", "question": "renouveler" }),
    );
    let without_time = |stdout: &str| -> Vec<Value> {
        let mut replies = replies(stdout);
        for reply in &mut replies {
            assert!(reply.as_object_mut().unwrap().remove("us").is_some());
        }
        replies
    };
    let once = site.run_with_input(&["search", "--stdin", "--top", "2"], &input);
    assert_eq!(once.code, 0, "{once}");
    let replies = without_time(&once.stdout);
    assert_eq!(replies.len(), 9, "{once}");
    for reply in &replies {
        let confidence = reply["confidence"].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&confidence) && reply["answered"].is_boolean());
        assert!(reply["hits"].as_array().unwrap().len() <= 2);
    }
    assert_eq!(replies[3]["id"], 7);
    assert_eq!(first(&replies[3]), "fr/loans/renew");
    assert_eq!(replies[6]["id"], "é");
    assert_eq!(first(&replies[7]), "fr/loans/renew");
    let again = site.run_with_input(&["search", "--stdin", "--top", "2"], &input);
    assert_eq!(without_time(&again.stdout), replies);
}

#[test]
fn a_folder_of_texts_alone_can_be_asked() {
    let site = library();
    std::fs::remove_file(site.path("guichet.toml")).unwrap();
    assert_eq!(first(&ask(&site, &[("fr", "renouveler")])[0]), "fr/loans/renew");
    let run = site.run(&["search", "--lang", "en", "renew", "my", "loan"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.contains("Renew a loan"), "{run}");
    let run = site.run(&["search", "--lang", "en", "--explain", "extend"]);
    assert!(run.stdout.contains("renew 0.75"), "{run}");
    assert_eq!(site.run(&["search"]).code, 2);
}

#[test]
fn a_site_adds_words_and_moves_the_threshold() {
    let site = library();
    assert_eq!(ask(&site, &[("fr", "zorglub")])[0]["hits"], json!([]));
    site.write("i18n/terms.toml", "[fr]\nsame = [\"zorglub = amende\"]\n");
    let reply = &ask(&site, &[("fr", "zorglub")])[0];
    assert_eq!(first(reply), "fr/prets/amendes");
    for (threshold, is_answered) in [("0", true), ("1.0", false)] {
        site.write("guichet.toml", format!("{CONFIG}[search]\nthreshold = {threshold}\n"));
        assert_eq!(ask(&site, &[("fr", "zorglub")])[0]["answered"], is_answered);
    }
    site.write("guichet.toml", format!("{CONFIG}[search]\nthreshold = 2\nthresold = 1\n"));
    let run = site.run(&["check", "--lang", "en"]);
    assert!(run.stdout.contains("G0109") && run.stdout.contains("G0103"), "{run}");
    for (bytes, code) in
        [(&b"[fre]\nsame = []\n"[..], "G0103"), (b"[fr]\nsame = [\"pr\xeat = loan\"]\n", "G0701")]
    {
        site.write("i18n/terms.toml", bytes);
        let run = site.run(&["check", "--format", "short"]);
        let said = run
            .stdout
            .lines()
            .any(|line| line.starts_with("i18n/terms.toml:") && line.contains(code));
        assert!(said, "{code}: {run}");
    }
    site.write("i18n/terms.toml", "[fr]\nsmae = []\n");
    let run = site.run(&["check", "--lang", "en"]);
    assert!(run.stdout.contains("i18n/terms.toml"), "{run}");
}

#[test]
fn a_list_of_questions_is_measured() {
    let site = library();
    let line = |question: &str, expected: &[&str]| {
        json!({ "lang": "fr", "question": question, "kind": "plain", "expected": expected })
            .to_string()
    };
    let lines = [
        line("renouveler un livre", &["fr/loans/renew"]),
        line("amende", &["fr/loans/renew"]),
        line("la météo de demain", &[]),
    ];
    site.write("questions.jsonl", lines.join("\n"));
    let run = site.run(&["evaluate", "questions.jsonl", "--lang", "en", "--misses"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.contains("fr\tplain\t2\t0.500"), "{run}");
    assert!(run.stdout.contains("amende\tfr/prets/amendes"), "{run}");
    assert!(run.stdout.contains("AUC 1.000"), "{run}");
    assert_eq!(site.run(&["evaluate", "questions.jsonl", "--min-r1", "0.4"]).code, 0);
    assert_eq!(site.run(&["evaluate", "questions.jsonl", "--min-r1", "0.6"]).code, 1);
    assert_eq!(site.run(&["evaluate", "absent.jsonl"]).code, 3);
    site.write("questions.jsonl", format!("{}\n\n{{\"lang\": \"fr\"\n", lines[0]));
    let run = site.run(&["evaluate", "questions.jsonl", "--lang", "fr"]);
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stderr.contains("questions.jsonl:3") && run.stdout.contains("plain\t1"), "{run}");
}

#[test]
fn files_of_the_site_stand_before_those_of_the_engine() {
    let site = library();
    site.write("static/answers/fr.js", "alert()");
    let run = site.run(&["build", "--lang", "en"]);
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stderr.contains("static/answers/fr.js"), "{run}");
}

/// What patrons might type: the questions of this repository's own articles and their
/// titles, whole, cut, misspelt, put together.
fn many_questions() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts: Vec<(String, String)> = Vec::new();
    for lang in ["fr", "en"] {
        let walk = walkdir::WalkDir::new(root.join("content").join(lang)).sort_by_file_name();
        for entry in walk.into_iter().filter_map(Result::ok) {
            if entry.path().extension().is_none_or(|extension| extension != "md") {
                continue;
            }
            let text = std::fs::read_to_string(entry.path()).unwrap();
            let quoted = text.lines().filter_map(|line| {
                let line = line.trim().strip_prefix("title = ").unwrap_or(line.trim());
                line.strip_prefix('"')?.split('"').next()
            });
            texts.extend(quoted.map(|text| (lang.to_owned(), text.to_owned())));
        }
    }
    assert!(texts.len() > 300, "{}", texts.len());
    let mut state = 1u64;
    let mut random = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(state >> 33).unwrap() % n
    };
    let mut questions = Vec::new();
    while questions.len() < N_QUESTIONS {
        let (lang, text) = &texts[random(texts.len())];
        let mut chars: Vec<char> = text.chars().collect();
        match random(5) {
            0 => {}
            1 => drop(chars.remove(random(chars.len()))),
            2 => chars.truncate(1 + random(chars.len())),
            3 => {
                let at = random(chars.len());
                chars.insert(at, ['s', '’', '-', 'É', '9', '館', ' ', '😀'][random(8)]);
            }
            _ => chars.extend(texts[random(texts.len())].1.chars().skip(random(20))),
        }
        let page = if random(6) == 0 { ["fr", "en"][random(2)] } else { lang.as_str() };
        questions.push((page.to_owned(), chars.into_iter().collect()));
    }
    questions
}

#[test]
fn the_browser_gives_the_very_same_answers() {
    let version = Command::new("node").arg("--version").output();
    assert!(version.is_ok_and(|version| version.status.success()), "tests/run installs Node");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = Site::empty();
    let copy = |from: &str| {
        let walk = walkdir::WalkDir::new(root.join(from)).into_iter().filter_map(Result::ok);
        for entry in walk.filter(|entry| entry.file_type().is_file()) {
            let below = entry.path().strip_prefix(root).unwrap().to_str().unwrap();
            site.write(below, std::fs::read(entry.path()).unwrap());
        }
    };
    ["content", "guichet.toml"].into_iter().for_each(copy);
    // Articles without a twin are in both indexes.
    for path in ["fr/citing/mla.md", "en/loans/intercampus.md"] {
        std::fs::remove_file(site.path("content").join(path)).unwrap();
    }
    let config = site.read("guichet.toml");
    site.write("guichet.toml", format!("{config}\n[links]\nbroken = \"off\"\n"));
    let build = site.run(&["build"]);
    assert_eq!(build.code, 0, "{build}");
    let mut input = String::new();
    for (idx, (lang, question)) in many_questions().iter().enumerate() {
        let line = json!({ "id": idx, "lang": lang, "question": question });
        writeln!(input, "{line}").unwrap();
    }
    let ours = replies(&site.run_with_input(&["search", "--stdin"], &input).stdout);
    site.write("questions.jsonl", &input);
    let folder = site.path("public/answers");
    let output = Command::new("node")
        .arg(root.join("tests/it/answers/ask.mjs"))
        .arg(folder.join("engine.js"))
        .arg(&folder)
        .stdin(Stdio::from(std::fs::File::open(site.path("questions.jsonl")).unwrap()))
        .output()
        .unwrap();
    let theirs = replies(&String::from_utf8(output.stdout).unwrap());
    assert_eq!(ours.len(), N_QUESTIONS);
    assert_eq!(theirs.len(), N_QUESTIONS, "{}", String::from_utf8_lossy(&output.stderr));
    for (our, their) in ours.iter().zip(&theirs) {
        assert_eq!(our["confidence"].as_f64(), their["confidence"].as_f64(), "{our}");
        for key in ["id", "answered", "hits"] {
            assert_eq!(our[key], their[key], "{key} of {our}");
        }
    }
    let n_answered = ours.iter().filter(|reply| reply["answered"] == true).count();
    assert!(n_answered > N_QUESTIONS / 2, "{n_answered}");
}

#[test]
fn the_engine_and_its_first_request_are_small() {
    let site = library();
    assert_eq!(site.run(&["build"]).code, 0);
    let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
    for entry in std::fs::read_dir(site.path("public/answers")).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        sizes.insert(name, usize::try_from(entry.metadata().unwrap().len()).unwrap());
    }
    // A small site is one file a language; about a third of these bytes travel.
    let names: Vec<&str> = sizes.keys().map(String::as_str).collect();
    assert_eq!(names, ["en.js", "engine.js", "fr.js"]);
    assert!(sizes["engine.js"] < 10_000, "{sizes:?}");
}
