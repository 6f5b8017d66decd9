//! What `check` says and a build does not: each remark at its place, and no other.

use crate::site::{CONFIG, Problem, Site, TODAY, build_args};

/// A text after its front matter, and each remark: its name, and what stands where
/// the caret begins.
type Case = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const TEXTS: [Case; 20] = [
    (
        "fr/alt",
        "![](plan.png) ![capture d'écran](plan.png) ![IMG_12.png](plan.png) ![Le plan](plan.png)\n\n<img src=\"plan.png\" alt=\"\"> <img src=\"plan.png\">\n",
        &[
            ("missing-alt", "![](plan"),
            ("vague-alt", "![capture"),
            ("vague-alt", "![IMG_12"),
            ("missing-alt", "<img src=\"plan.png\">"),
        ],
    ),
    (
        "en/alt",
        "![](plan.png) ![screenshot](plan.png) ![The map](plan.png)\n",
        &[("missing-alt", "![](plan"), ("vague-alt", "![screenshot")],
    ),
    (
        "fr/headings",
        "# Autre\n\n## Un\n\n#### Deux\n\n> ### Trois\n\n## Fin\n",
        &[("second-h1", "# Autre"), ("heading-jump", "#### Deux")],
    ),
    (
        "en/headings",
        "### One\n\n:::note A title\nx\n:::\n\n## Two\n\n### Three\n",
        &[("heading-jump", "### One")],
    ),
    (
        "fr/links",
        "[Cliquez ici](alt.md), [tout savoir](alt.md), [](alt.md), https://a.example/b, <https://a.example>, www.a.example, `https://a.example`, [le plan](alt.md), [![Plan](plan.png)](alt.md)\n\n> https://a.example\n\nRoy, A. (2024). Titre. https://a.example/c\n\n- http://localhost:4000/\n",
        &[
            ("vague-link", "[Cliquez"),
            ("vague-link", "[tout"),
            ("empty-link", "[](alt"),
            ("address-as-link", "https://a.example/b"),
            ("address-as-link", "<https://a.example>"),
        ],
    ),
    (
        "en/links",
        "[Click here](alt.md), [Read more…](alt.md), [https://a.example](https://a.example), [ici](alt.md)\n",
        &[("vague-link", "[Click"), ("vague-link", "[Read"), ("address-as-link", "[https")],
    ),
    (
        "fr/tables",
        "|  |  |\n|---|---|\n| a | b |\n\n|  | x |\n|---|---|\n| a | b |\n\n| x |  | y |\n|---|---|---|\n| a | b | c |\n",
        &[("empty-header", "|  |  |"), ("empty-header", "  | y |")],
    ),
    ("en/tables", "|  |\n|---|\n| a |\n", &[("empty-header", "|  |")]),
    (
        "fr/quotes",
        "Un mot \"seul et un “autre” mot.\n\n« Un paragraphe\n\n« puis un autre »\n\nUn écran de 24\" et « fin\n",
        &[("unpaired-quote", "\"seul"), ("foreign-quotes", "“autre"), ("unpaired-quote", "« fin")],
    ),
    (
        "en/quotes",
        "A «word» and a \"lone one, 5’ 4” tall.\n",
        &[("foreign-quotes", "«word"), ("unpaired-quote", "\"lone")],
    ),
    (
        "fr/spaces",
        "Un mot , un ( autre ), l' usager et prêts,retours.\n\nVraiment ? Oui : `x` .\n",
        &[
            ("misplaced-space", " , un"),
            ("misplaced-space", "( autre"),
            ("misplaced-space", " ),"),
            ("misplaced-space", "l' usager"),
            ("misplaced-space", "s,r"),
            ("misplaced-space", " ."),
        ],
    ),
    (
        "en/spaces",
        "Really ? See [^1]. Node.js and .htaccess are 1,000.\n\n[^1]: A note.\n",
        &[("misplaced-space", " ? See")],
    ),
    (
        "fr/letters",
        "L´usager de la 1ère oeuvre.\n\nA la fin, Etudiants.\n\n<span lang=\"en\">The oeuvre</span>, `oeuvre`.\n",
        &[
            ("wrong-apostrophe", "´usager"),
            ("wrong-ordinal", "1ère"),
            ("missing-ligature", "oeuvre"),
            ("missing-accent", "A la"),
            ("missing-accent", "Etudiants"),
        ],
    ),
    ("en/letters", "The user´s 1ère oeuvre. A la carte.\n", &[("wrong-apostrophe", "´s")]),
    (
        "fr/passages",
        "You can renew your loans from your account : until the item is due .\n\n> You can renew your loans from your account until the item is due.\n\n« You can renew your loans from your account until the item is due. »\n\n*You can renew your loans from your account until the item is due.*\n\nAppuyez sur **Save changes to the list of your items**, puis attendez.\n\n<div lang=\"en\">\n\nYou can renew your loans from your account until the item is due.\n\n</div>\n",
        &[("foreign-passage", "You can")],
    ),
    (
        "en/passages",
        "- Vous pouvez renouveler vos prêts dans votre dossier avant la date de retour.\n- Roy, A. (2020). *Le prêt dans les bibliothèques du Québec, de la fin du siècle à nos jours*.\n- The Bibliothèque de la Rive-Claire is on the campus du Quai, and it is open.\n",
        &[("foreign-passage", "Vous")],
    ),
    (
        "fr/several",
        "This is a text that was never translated into the other language.\n\nIt has more than one paragraph, and all of them are in English.\n\nThe third is here because there must be more than two of them.\n\nThe fourth is the last one that is in this text, and it is short.\n",
        &[("foreign-passage", "This is")],
    ),
    (
        "en/variables",
        "See {{ quoted }} and (  {{ phone }}) now.\n",
        &[("unpaired-quote", "{{ quoted"), ("misplaced-space", "(  {{")],
    ),
    (
        "fr/clean",
        "## Prêt\n\nLe prêt dure 14 jours; « renouvelez »-le dans [votre dossier](alt.md) : c'est gratuit!\n\n| Jour | Heure |\n|---|---|\n| lundi | 8 h |\n",
        &[],
    ),
    (
        "en/clean",
        "## Loans\n\nA loan is \"14 days\" long: renew it in [your account](alt.md); it’s free!\n",
        &[],
    ),
];

/// A site of these texts, where nothing else is to be said.
fn site() -> Site {
    let site = Site::empty();
    let more = "[links]\nvague = [\"Tout savoir\"]\n[checks]\nmissing-translation = \"off\"\norphan-page = \"off\"\n[variables]\nquoted = '\"x'\nphone = \"418 555-0142\"\n";
    site.write("guichet.toml", format!("{CONFIG}{more}"));
    for lang in ["fr", "en"] {
        site.write(&format!("content/{lang}/_index.md"), front("Accueil", "home"));
        site.write(&format!("content/{lang}/plan.png"), png(10));
    }
    for (path, text, _) in TEXTS {
        let file = format!("content/{path}.md");
        site.write(&file, format!("{}{text}", front(path, path)));
    }
    site
}

fn front(title: &str, description: &str) -> String {
    format!("+++\ntitle = \"{title}\"\ndescription = \"{description}\"\n+++\n")
}

/// A picture all of one color.
fn png(width: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, 100);
    encoder.set_color(png::ColorType::Grayscale);
    let pixels = vec![0; width as usize * 100];
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    bytes
}

fn checked(site: &Site) -> Vec<Problem> {
    checked_on(site, TODAY)
}

fn checked_on(site: &Site, date: &str) -> Vec<Problem> {
    let run = site.run(&["check", "--date", date, "--format", "json"]);
    assert_eq!(run.code, 0, "{run}");
    run.problems()
}

/// What stands where a problem begins.
fn at<'t>(text: &'t str, problem: &Problem) -> &'t str {
    let line = text.lines().nth(usize::try_from(problem.line).unwrap() - 1).unwrap();
    let column = usize::try_from(problem.column).unwrap() - 1;
    let start = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    &line[start..]
}

#[test]
fn each_remark_stands_at_its_words_and_there_is_no_other() {
    let site = site();
    let problems = checked(&site);
    for (path, _, expected) in TEXTS {
        let file = format!("content/{path}.md");
        let text = site.read(&file);
        let found: Vec<(&str, &str)> = problems
            .iter()
            .filter(|problem| problem.path == file)
            .map(|problem| (problem.name.as_str(), at(&text, problem)))
            .collect();
        assert_eq!(found.len(), expected.len(), "{path}: {found:#?}");
        for (name, words) in expected {
            let is_there = found.iter().any(|(code, here)| code == name && here.starts_with(words));
            assert!(is_there, "{path}: {name} at {words:?} in {found:#?}");
        }
    }
    let others: Vec<_> = problems.iter().filter(|p| !p.path.starts_with("content/")).collect();
    assert!(others.is_empty(), "{others:#?}");
    assert!(problems.iter().all(|problem| problem.severity == "warning"));
}

#[test]
fn a_build_says_nothing_of_it() {
    let run = site().run(&build_args(&["--strict", "--format", "json"]));
    assert_eq!((run.code, run.problems().len()), (0, 0), "{run}");
}

#[test]
fn every_remark_can_be_an_error_or_nothing() {
    let site = site();
    let names: std::collections::BTreeSet<&str> =
        TEXTS.iter().flat_map(|(_, _, all)| all.iter().map(|(name, _)| *name)).collect();
    let config = site.read("guichet.toml");
    let levels = |level: &str| -> String {
        let lines: Vec<String> =
            names.iter().map(|name| format!("{name} = \"{level}\"\n")).collect();
        config.replace("[checks]\n", &format!("[checks]\n{}", lines.concat()))
    };
    site.write("guichet.toml", levels("off"));
    assert_eq!(checked(&site).len(), 0);
    site.write("guichet.toml", levels("error"));
    let run = site.run(&["check", "--date", TODAY, "--format", "json"]);
    assert_eq!(run.code, 1, "{run}");
    assert!(run.problems().iter().all(|problem| problem.severity == "error"), "{run}");
}

#[test]
fn remarks_speak_both_languages() {
    let site = site();
    for (lang, words) in [
        (
            "fr",
            ["n’a pas de texte de remplacement", "ne dit pas où mène le lien", "avant la virgule"],
        ),
        ("en", ["has no alternative text", "does not say where the link leads", "before “,”"]),
    ] {
        let args = ["check", "--date", TODAY, "--lang", lang, "--report", "all.txt"];
        let run = site.run(&args);
        assert_eq!(run.code, 0, "{run}");
        let all = site.read("all.txt");
        for words in &words[..2] {
            assert!(all.contains(words), "{words} in {all}");
        }
        let space = if lang == "fr" { "avant « , »" } else { words[2] };
        assert!(all.contains(space), "{all}");
        assert!(!all.contains("{ $"), "{all}");
    }
}

#[test]
fn pages_that_nobody_looks_after_are_named() {
    let site = Site::empty();
    site.write("guichet.toml", CONFIG);
    site.write("content/fr/_index.md", front("Accueil", "a"));
    site.write("content/en/_index.md", front("Home", "a"));
    for lang in ["fr", "en"] {
        let page = |name: &str, text: &str| {
            let text = text.replacen("\n+++\n", "\nrelated = []\n+++\n", 1);
            site.write(&format!("content/{lang}/{name}.md"), text);
        };
        page("one", &format!("{}[x y](two.md)\n", front("Même titre", "Même description.")));
        page("two", &format!("{}[z](one.md)\n", front("même  titre", "Même   description.")));
        page(
            "three",
            "+++\ntitle = \"Trois\"\nreview_by = 2026-11-19\nowner = \"Alice\"\n+++\n[one](one.md)\n",
        );
        page(
            "four",
            "+++\ntitle = \"Quatre\"\ndescription = \"d\"\nreview_by = 2026-11-20\n+++\n[3](three.md)\n",
        );
    }
    let problems = checked(&site);
    for lang in ["fr", "en"] {
        let found: Vec<(&str, &str, u64)> = problems
            .iter()
            .filter(|problem| problem.path.starts_with(&format!("content/{lang}/")))
            .map(|problem| {
                let name = problem.path.rsplit('/').next().unwrap();
                (name, problem.name.as_str(), problem.line)
            })
            .collect();
        assert_eq!(
            found,
            [
                ("four.md", "orphan-page", 2),
                ("three.md", "missing-description", 2),
                ("three.md", "review-overdue", 3),
                ("two.md", "duplicate-title", 2),
                ("two.md", "duplicate-description", 3),
            ]
        );
    }
    let overdue = problems.iter().find(|problem| problem.name == "review-overdue").unwrap();
    assert!(overdue.text.contains("2026-11-19") && overdue.text.contains("Alice"), "{overdue:?}");
    let later = checked_on(&site, "2026-11-21");
    assert_eq!(later.iter().filter(|problem| problem.name == "review-overdue").count(), 4);
}

#[test]
fn files_that_nothing_uses_and_large_images_are_named() {
    let site = Site::empty();
    site.write("guichet.toml", format!("{CONFIG}[checks]\norphan-page = \"off\"\n"));
    let text = "![Plan](plan.png) ![Large](large.png)\n\n<img src=\"logo.png\" alt=\"Le sceau\">\n\n[Formulaire](<demande (1).pdf>)\n";
    let front = "+++\ntitle = \"Guide\"\ndescription = \"d\"\n[extra]\ncover = \"page de titre.png\"\n+++\n";
    site.write("content/fr/guide/index.md", format!("{front}{text}"));
    site.write("content/en/guide/index.md", format!("{front}{text}"));
    for name in ["plan.png", "logo.png", "page de titre.png", "reste.png"] {
        site.write(&format!("content/fr/guide/{name}"), png(800));
    }
    site.write("content/fr/guide/demande (1).pdf", "%PDF");
    site.write("content/fr/guide/reste.pdf", "%PDF");
    site.write("content/fr/guide/large.png", png(4_000));
    site.write(
        "content/fr/draft.md",
        "+++\ntitle = \"D\"\ndraft = true\n+++\n![x](/brouillon.png)\n",
    );
    for name in ["favicon.png", "theme.png", "oubli.png", "brouillon.png", ".well-known/a.png"] {
        site.write(&format!("static/{name}"), png(10));
    }
    site.write("static/politique.pdf", "%PDF");
    site.write("themes/guichet/styles/own.css", "a { background: url(/theme.png) }");
    let found: Vec<(String, String, u64)> = checked(&site)
        .into_iter()
        .filter(|problem| problem.name != "missing-translation")
        .map(|problem| (problem.path, problem.name, problem.line))
        .collect();
    let expected = [
        ("content/fr/guide/index.md", "oversized-image", 7),
        ("content/fr/guide/reste.pdf", "unused-file", 1),
        ("content/fr/guide/reste.png", "unused-file", 1),
        ("static/oubli.png", "unused-file", 1),
    ];
    let expected: Vec<_> = expected
        .iter()
        .map(|(path, name, line)| ((*path).to_owned(), (*name).to_owned(), *line))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_language_without_a_list_is_learned_from_its_texts() {
    let site = Site::empty();
    site.write(
        "guichet.toml",
        format!("{CONFIG}[languages.es]\ntitle = \"B\"\n[checks]\nmissing-translation = \"off\"\n"),
    );
    let spanish = "Puede renovar sus préstamos desde su cuenta hasta la fecha de vencimiento. La biblioteca abre todos los días de la semana y ofrece salas de trabajo a los estudiantes.\n\n";
    let french = "Vous pouvez renouveler vos prêts dans votre dossier jusqu’à la date prévue. La bibliothèque ouvre tous les jours de la semaine et offre des salles de travail.\n\n";
    site.write("content/es/a.md", format!("{}{}", front("A", "a"), spanish.repeat(40)));
    let left =
        "La biblioteca ofrece a los estudiantes salas de trabajo todos los días de la semana.\n";
    site.write("content/fr/a.md", format!("{}{}{left}", front("A", "a"), french.repeat(40)));
    let found: Vec<_> = checked(&site)
        .into_iter()
        .filter(|problem| problem.name == "foreign-passage")
        .map(|problem| (problem.path, problem.line))
        .collect();
    assert_eq!(found, [("content/fr/a.md".to_owned(), 5 + 80)]);
}

#[test]
fn a_text_with_warnings_is_said_the_same_by_the_next_build() {
    let site = Site::small();
    site.write("content/fr/_note.md", "Une <blink>note</blink>.\n");
    site.write(
        "content/fr/good.md",
        "+++\ntitle = \"Bon\"\nwieght = 3\n+++\n{{ include \"_note.md\" }}\n\n[^rien] <blink>x</blink>\n\n```nulle\nx\n```\n",
    );
    let said = |site: &Site| {
        let run = site.run(&build_args(&["--format", "json"]));
        assert_eq!(run.code, 0, "{run}");
        run.problems().into_iter().map(|p| format!("{p:?}")).collect::<Vec<_>>()
    };
    let first = said(&site);
    assert!(first.len() >= 5, "{first:#?}");
    assert_eq!(said(&site), first);
    // Numbers of files are others when there is a file more before.
    site.write("content/fr/a.md", "# A\n\nTexte.\n");
    assert_eq!(said(&site), first);
    site.write("content/fr/_note.md", "Une note.\n");
    let later = said(&site);
    assert!(later.len() < first.len(), "{later:#?}");
}
