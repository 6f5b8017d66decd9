//! Names, addresses, links, images and translations.

use std::fmt::Write as _;

use crate::faults::{all_of, measured};
use crate::inspect::is_sound;
use crate::published::Published;
use crate::site::{CONFIG, Problem, Site, build_args, files_in, names_in, repeated};

fn article(text: &str) -> Site {
    let site = Site::small();
    site.write("content/fr/x.md", text);
    site
}

/// Refused at a place of a file, in words that hold some; nothing outside the site.
#[track_caller]
fn is_refused_at(site: &Site, (path, line): (&str, u64), words: &[&str]) -> Vec<Problem> {
    let outside = names_in(&site.path(".."));
    let problems = site.refused();
    let found = problems.iter().any(|problem| {
        problem.path == path
            && problem.line == line
            && problem.column > 0
            && words.iter().all(|word| problem.text.contains(word))
    });
    assert!(found, "{path}:{line} {words:?} is not in {problems:#?}");
    assert!(!site.path("public").exists(), "something was published");
    assert_eq!(names_in(&site.path("..")), outside, "something was written outside");
    problems
}

#[test]
fn a_slug_alias_id_or_language_code_that_leaves_the_output_is_refused() {
    for bad in
        ["..", "../x", "../../x", "/etc/x", "a/../../x", "C:/x", "C:x", "a\\\\b", "a\\u0000b"]
    {
        for (front, yaml) in [("slug = ", "slug: "), ("id = ", "id: ")] {
            for text in [
                format!("+++\ntitle = \"T\"\n{front}\"{bad}\"\n+++\nx\n"),
                format!("---\ntitle: T\n{yaml}\"{}\"\n---\nx\n", bad.replace("\\u0000", "\\0")),
            ] {
                is_refused_at(&article(&text), ("content/fr/x.md", 3), &[]);
            }
        }
        let site = Site::small();
        site.write("guichet.toml", format!("{CONFIG}\n[languages.\"{bad}\"]\nname = \"x\"\n"));
        is_refused_at(&site, ("guichet.toml", 12), &["G0106"]);
    }
    for bad in
        ["/../x/", "../x", "/a/../../x/", "C:/x/", "/C:/x/", "/a\\\\b/", "/a\\u0000b/", "//x/"]
    {
        let text = format!("+++\ntitle = \"T\"\naliases = [\"{bad}\"]\n+++\nx\n");
        is_refused_at(&article(&text), ("content/fr/x.md", 3), &[]);
    }
}

#[test]
fn a_value_that_looks_like_a_secret_is_not_echoed() {
    const SECRET: &str = "sk_live_51SECRETCANARY";
    for table in ["[providers.zendesk]", "[providers.tawk]"] {
        for key in ["token", "api_key", "password", "secret"] {
            let site = Site::small();
            site.write("guichet.toml", format!("{CONFIG}{table}\n{key} = \"{SECRET}\"\n"));
            let mut said = String::new();
            for format in ["human", "short", "json", "github"] {
                let run = site.run(&build_args(&["--format", format]));
                assert_eq!(run.code, 1, "{run}");
                assert!(run.stderr.contains(key), "{run}");
                said.push_str(&run.stdout);
                said.push_str(&run.stderr);
            }
            assert!(!said.contains("SECRETCANARY"), "{said}");
        }
    }
    // A value of the wrong kind under such a name, and one in an article.
    for text in [
        format!("+++\ntitle = \"T\"\nweight = \"{SECRET}\"\napi_key = \"{SECRET}\"\n+++\nx\n"),
        format!("---\ntitle: T\ndraft: x\ntoken: {SECRET}\n---\nx\n"),
    ] {
        let site = article(&text);
        for format in ["json", "short", "human"] {
            let run = site.run(&build_args(&["--format", format]));
            assert_eq!(run.code, 1, "{run}");
            let of_key = run
                .stderr
                .lines()
                .filter(|line| line.contains("token") || line.contains("api_key"));
            for line in of_key {
                assert!(!line.contains("SECRETCANARY"), "{format}: {run}");
            }
        }
    }
}

#[test]
fn wrong_types_dates_keys_and_fences_are_refused_with_file_line_key_and_nearest() {
    let cases: [(&str, u64, &[&str]); 9] = [
        ("+++\ntitle = \"T\"\nweight = \"x\"\n+++\n", 3, &["weight"]),
        ("+++\ntitle = \"T\"\nupdated = \"2026-02-30\"\n+++\n", 3, &["updated"]),
        ("---\ntitle: T\nupdated: 2026-13-01\n---\n", 3, &["updated", "2026-13-01"]),
        ("+++\ntitle = \"T\"\ntitle = \"U\"\n+++\n", 3, &["title"]),
        ("---\ntitle: T\ntitle: U\n---\n", 3, &["title"]),
        ("+++\ntitle = \"T\"\n", 1, &["+++"]),
        ("---\ntitle: T\n", 1, &["---"]),
        ("+++\ntitle = \"T\"\nslug = \n+++\n", 3, &[]),
        ("---\ntitle: T\nslug: [\n---\n", 3, &[]),
    ];
    for (text, line, words) in cases {
        let site = article(&format!("{text}Texte.\n"));
        let problems = site.refused();
        let found = problems.iter().any(|problem| {
            problem.path == "content/fr/x.md"
                && problem.line.abs_diff(line) <= u64::from(words.is_empty())
                && words.iter().all(|word| problem.text.contains(word))
        });
        assert!(found, "{text}: {problems:#?}");
    }
    let site = article("+++\ntitle = \"T\"\nwieght = 3\n+++\nTexte.\n");
    let warnings = site.warnings();
    assert_eq!((warnings[0].line, warnings[0].name.as_str()), (3, "unknown-key"));
    assert!(warnings[0].text.contains("“weight”"), "{warnings:#?}");
}

#[test]
fn snippets_that_are_missing_or_outside_are_refused_where_they_are_asked_for() {
    for path in [
        "_none.md",
        "../_x.md",
        "../../secret",
        "/etc/passwd",
        "../en/good.md",
        "..\\\\secret",
        "_a/../../../secret",
    ] {
        let site = article(&format!("# T\n\n{{{{ include \"{path}\" }}}}\n"));
        site.write("../secret", "SECRETCANARY").write("secret", "SECRETCANARY");
        let problems = is_refused_at(&site, ("content/fr/x.md", 3), &["include"]);
        assert!(problems.iter().all(|problem| !problem.text.contains("SECRETCANARY")));
    }
}

#[test]
fn a_snippet_that_includes_itself_is_refused_with_the_chain() {
    let site = article("# T\n\n{{ include \"_a.md\" }}\n");
    site.write("content/fr/_a.md", "A\n\n{{ include \"_b.md\" }}\n")
        .write("content/fr/_b.md", "B\n\nC {{ include \"_a.md\" }}\n");
    is_refused_at(&site, ("content/fr/_b.md", 3), &["x.md → _a.md → _b.md → _a.md"]);
    let site = article("# T\n\n{{ include \"x.md\" }}\n");
    is_refused_at(&site, ("content/fr/x.md", 3), &["x.md"]);
}

#[test]
fn a_broken_page_anchor_image_case_or_language_is_refused_with_its_column() {
    let cases = [
        ("Un [lien](rien.md).", 4, "broken-link"),
        ("Un [lien](good.md#rien).", 4, "broken-anchor"),
        ("Un ![plan](rien.png).", 4, "missing-image"),
        ("Un [fichier](rien.pdf).", 4, "missing-file"),
        ("Un [lien](Good.md).", 4, "link-case"),
        ("Un ![plan](/Plan.svg).", 4, "link-case"),
        ("É [lien](../en/rien.md).", 3, "broken-link"),
        ("É [lien](/en/rien/).", 3, "broken-link"),
        ("É [lien](../../../../secret.pdf).", 3, "link-outside"),
        ("É [lien](javascript:alert).", 3, "unsafe-link"),
    ];
    for (text, column, name) in cases {
        let site = article(&format!("# T\n\n{text}\n"));
        site.write("static/plan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        let problems = is_refused_at(&site, ("content/fr/x.md", 3), &[name]);
        assert_eq!(problems[0].column, column, "{text}: {problems:#?}");
    }
}

#[test]
fn thousands_of_broken_links_are_fifty_a_count_and_a_file_with_all() {
    const N: usize = 4_000;
    for text in [
        format!("# T\n\n{}", repeated(N, |n| format!("[x](rien-{n}.md)\n"))),
        format!("# T\n\n{}\n", repeated(N, |n| format!("é [x](rien-{n}.md) "))),
    ] {
        let site = article(&text);
        let done = measured(site.command(&build_args(&["--lang", "en"])));
        assert_eq!(done.run.code, 1);
        let said = &done.run.stderr;
        assert_eq!(said.matches("--> ").count(), 50);
        assert!(said.len() < 60_000, "{} bytes", said.len());
        let last = said.lines().last().unwrap();
        let counts = last.replace(',', "");
        assert!(counts.contains("4000 errors") && counts.contains("3950"), "{last}");
        assert!(last.contains(".guichet/report.txt"), "{last}");
        let report = site.read(".guichet/report.txt");
        assert_eq!(report.matches("error[G0401]").count(), N);
        assert!(report.contains("rien-3999.md"));
        // The file that is asked for, and the one of itself goes.
        let run = site.run(&build_args(&["--report", "../all.txt", "--format", "short"]));
        assert_eq!(run.stderr.lines().count(), 51, "{run}");
        assert!(run.stderr.contains("all.txt"), "{run}");
        assert_eq!(site.read("../all.txt"), report);
        assert!(!site.path(".guichet/report.txt").exists());
        site.run(&["check", "--date", crate::site::TODAY, "--lang", "en"]);
        assert!(site.read(".guichet/report.txt").matches("G0401").count() == N);
        // Once all is well nobody finds an old report.
        site.write("content/fr/x.md", "# T\n");
        site.build();
        assert!(!site.path(".guichet/report.txt").exists());
    }
}

#[test]
fn a_broken_link_in_each_of_many_texts_gets_no_more_suggestions_than_are_read() {
    let site = Site::small();
    for n in 1000..1300 {
        site.write(&format!("content/fr/t{n}.md"), format!("# T {n}\n\n[x](t{n}x.md)\n"));
    }
    let problems = site.refused();
    assert_eq!(problems.len(), 300);
    let is_helped = |text: &str| text.contains("did you mean");
    let helped = problems.iter().filter(|problem| is_helped(&problem.text)).count();
    assert_eq!(helped, 200);
    // The first ones, whatever the number of threads.
    assert!(is_helped(&problems[0].text) && !is_helped(&problems[299].text));
}

#[test]
fn a_report_is_never_written_over_something_else() {
    let site = article("# T\n\n[x](rien.md)\n");
    let before = (all_of(&site), files_in(&site.path("content")));
    for path in ["content/fr/x.md", "guichet.toml", "content"] {
        let run = site.run(&build_args(&["--report", path, "--lang", "en"]));
        assert_eq!(run.code, 2, "{path}: {run}");
        assert!(run.stderr.contains(path), "{path}: {run}");
    }
    assert!((all_of(&site), files_in(&site.path("content"))) == before);
}

#[test]
fn redirects_in_a_circle_or_off_the_site_are_refused() {
    let site = Site::small();
    for (name, alias) in [("un", "/fr/deux/"), ("deux", "/fr/un/")] {
        site.write(
            &format!("content/fr/{name}.md"),
            format!("+++\ntitle = \"{name}\"\naliases = [\"{alias}\"]\n+++\nx\n"),
        );
    }
    is_refused_at(&site, ("content/fr/un.md", 3), &["deux"]);
    let text = "+++\ntitle = \"T\"\naliases = [\"/fr/x/\"]\n+++\nx\n";
    is_refused_at(&article(text), ("content/fr/x.md", 3), &[]);
    for alias in ["https://evil.example/", "//evil.example/", "/\\\\evil.example/", "javascript:x"]
    {
        let text = format!("+++\ntitle = \"T\"\naliases = [\"{alias}\"]\n+++\nx\n");
        is_refused_at(&article(&text), ("content/fr/x.md", 3), &[]);
    }
}

/// A PNG head that promises a hundred thousand pixels a side.
fn bomb() -> Vec<u8> {
    let side = 100_000_u32.to_be_bytes();
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(),
        &side,
        &side,
        b"\x08\x06\0\0\0",
        &[0; 4],
        b"\xff\xff\xff\xffIDAT",
    ]
    .concat()
}

#[test]
fn images_that_lie_are_copied_untouched_and_never_put_into_a_page() {
    let svg = "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a \"SECRETCANARY\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"><script>alert(1)</script><text>&a;&b;</text></svg>";
    let images: [(&str, Vec<u8>); 7] = [
        ("bomb.png", bomb()),
        ("cut.jpg", b"\xff\xd8\xff\xe1\xff\xff".to_vec()),
        ("lie.png", b"GIF89a\xff\xff\xff\xff".to_vec()),
        ("polyglot.gif", b"GIF89a/*\0\0*/=1;alert(1);<script>alert(1)</script>".to_vec()),
        ("empty.webp", Vec::new()),
        ("script.svg", svg.as_bytes().to_vec()),
        ("deep.svg", "<g>".repeat(100_000).into_bytes()),
    ];
    let site = Site::small();
    let mut text = "# T\n\n".to_owned();
    for (name, bytes) in &images {
        site.write(&format!("static/{name}"), bytes);
        write!(text, "![un dessin](/{name})\n\n").unwrap();
    }
    site.write("content/fr/x.md", text);
    let done = measured(site.command(&build_args(&[])));
    assert_eq!(done.run.code, 0, "{}", done.run);
    assert!(done.memory < 200_000_000, "{} bytes of memory", done.memory);
    let published = Published::read(&site.path("public"), "https://aide.example.ca/");
    is_sound(&published);
    for (name, bytes) in &images {
        assert!(published.files[*name] == *bytes, "{name} was changed");
    }
    for path in published.pages() {
        let page = published.text(path);
        assert!(!page.contains("alert(1)") && !page.contains("SECRETCANARY"), "{path}");
    }
}

#[test]
fn a_page_without_its_translation_is_built_and_the_switch_says_so() {
    let site = Site::small();
    site.write("content/fr/seul.md", "# Seul\n\nEn français.\n");
    let published = site.build_with(&["--strict"]);
    is_sound(&published);
    let page = published.page("fr/seul/index.html");
    let switch = crate::published::select(&page, "header a[hreflang=en-CA]");
    for link in &switch {
        let href = crate::published::attr(link, "href");
        assert!(published.has(&published.follow("fr/seul/index.html", &href)), "{href}");
    }
    assert!(!published.has("en/seul/index.html"));
    let said: String = page.root_element().text().collect();
    assert!(
        said.contains("non traduite"),
        "the page does not say that there is no English one: {said}"
    );
}
