//! Drafts, dates, audience: what is in the site on which day, and in which files.

#![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

use crate::site::{Site, TODAY};

fn with_dates() -> Site {
    let site = Site::small();
    let article = |front: &str, canary: &str| {
        format!("+++\ntitle = \"T {canary}\"\n{front}\n+++\n{canary}\n")
    };
    site.write("content/fr/draft.md", article("draft = true", "CANARYDRAFT"))
        .write("content/fr/later.md", article("publish_on = 2026-12-01", "CANARYLATER"))
        .write("content/fr/today.md", article("publish_on = \"2026-11-20\"", "CANARYTODAY"))
        .write("content/fr/gone.md", article("expires_on = 2026-11-20", "CANARYGONE"))
        .write("content/fr/soon.md", article("expires_on = 2026-11-21", "CANARYSOON"));
    site
}

#[test]
fn drafts_scheduled_and_expired_articles_are_absent() {
    let published = with_dates().build();
    for canary in ["CANARYDRAFT", "CANARYLATER", "CANARYGONE"] {
        assert_eq!(published.where_is(canary), Vec::<&str>::new());
    }
    for path in ["fr/today/index.html", "fr/soon/index.html"] {
        assert!(published.has(path), "{path}");
    }
}

#[test]
fn another_day_shows_other_articles() {
    let site = with_dates();
    let names_on = |day: &str| {
        let run = site.run(&["build", "--date", day]);
        assert_eq!(run.code, 0, "{run}");
        let names = ["later", "today", "gone", "soon", "draft"];
        let is_there = |name: &&str| site.path(&format!("public/fr/{name}/index.html")).is_file();
        names.into_iter().filter(is_there).collect::<Vec<_>>()
    };
    assert_eq!(names_on("2026-11-19"), ["gone", "soon"]);
    assert_eq!(names_on(TODAY), ["today", "soon"]);
    assert_eq!(names_on("2026-11-21"), ["today"]);
    assert_eq!(names_on("2026-12-01"), ["later", "today"]);
}

#[test]
fn drafts_are_built_when_asked() {
    let site = with_dates();
    let published = site.build_with(&["--drafts"]);
    assert!(published.has("fr/draft/index.html"));
    assert!(!site.build().has("fr/draft/index.html"), "and gone again without");
}

#[test]
fn a_link_to_a_draft_is_an_error() {
    let site = with_dates();
    site.write("content/fr/link.md", "# Lien\n\n[x](draft.md)\n");
    let problems = site.refused();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert_eq!((problems[0].path.as_str(), problems[0].line), ("content/fr/link.md", 3));
    site.build_with(&["--drafts"]);
}

#[test]
fn a_draft_is_no_translation() {
    let site = with_dates();
    site.write("content/en/draft.md", "# A draft in French\n");
    let published = site.build();
    assert!(!published.editions("en/draft/index.html").contains_key("fr-CA"));
    crate::inspect::is_sound(&published);
    let published = site.build_with(&["--drafts"]);
    assert!(published.editions("en/draft/index.html").contains_key("fr-CA"));
}

#[test]
fn a_day_that_is_no_day_is_wrong_use() {
    let site = Site::small();
    for day in ["2026-02-30", "hier", "", "2026-1-1", "20261120"] {
        let run = site.run(&["build", "--date", day]);
        assert_eq!(run.code, 2, "{day}: {run}");
    }
}

#[test]
fn articles_for_staff_and_without_feeds_stay_out_of_files_for_machines() {
    let site = Site::small();
    let article = |front: &str, canary: &str| {
        format!("+++\ntitle = \"T {canary}\"\nupdated = 2026-01-01\n{front}\n+++\n{canary}\n")
    };
    site.write("content/fr/staff.md", article("audience = \"staff\"", "CANARYSTAFF"))
        .write("content/fr/quiet.md", article("feeds = false", "CANARYQUIET"))
        .write("content/fr/open.md", article("audience = \"patron\"", "CANARYOPEN"));
    let published = site.build();
    for canary in ["CANARYSTAFF", "CANARYQUIET"] {
        let name = canary.trim_start_matches("CANARY").to_lowercase();
        assert!(published.has(&format!("fr/{name}/index.html")), "{name}");
        for file in ["sitemap.xml", "fr/atom.xml", "llms.txt", "llms-full.txt", "en/llms.txt"] {
            let Some(bytes) = published.files.get(file) else { continue };
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains(canary), "{canary} is in {file}");
            assert!(!text.contains(&format!("/fr/{name}/")), "{name} is in {file}");
        }
    }
    for file in ["fr/atom.xml", "llms-full.txt"] {
        assert!(published.text(file).contains("CANARYOPEN"), "{file}");
    }
    assert!(published.text("sitemap.xml").contains("/fr/open/"));
}

#[test]
fn a_section_that_is_not_published_takes_everything_below_it_along() {
    let site = Site::small();
    site.write("content/fr/loans/_index.md", "+++\ntitle = \"Prêts\"\ndraft = true\n+++\n");
    site.write("content/fr/loans/a.md", "# A\n\nTexte.\n").write("content/fr/loans/plan.txt", "x");
    site.write("content/fr/loans/deep/b.md", "# B\n\nTexte.\n");
    let published = site.build();
    let below = published.files.keys().filter(|path| path.starts_with("fr/loans"));
    assert_eq!(below.count(), 0);
    site.write("content/fr/x.md", "# X\n\n[a](loans/a.md)\n\n[b](loans/)\n");
    let problems = site.refused();
    assert_eq!(problems.len(), 2, "{problems:#?}");
    assert!(problems.iter().all(|problem| problem.code == "G0408"), "{problems:#?}");
}
