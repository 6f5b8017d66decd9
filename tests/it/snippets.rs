//! Snippets for the catalogue, and the doctor of what was pasted.

#![expect(clippy::disallowed_methods, reason = "tests meet the disk")]

use std::fmt::Write as _;

use snapbox::file;

use crate::site::{CONFIG, Site};

const IDS: &str = "
[providers.zendesk]
key = '0d9f1b3c-7a2e-4c55-9b1e-2f0a6d4e8c11'
[providers.tawk]
property = '5f0c1a2b3c4d5e6f7a8b9c0d'
[providers.tawk.widget]
fr = '1abcfr'
en = '2defen'
[providers.libraryh3lp]
service = { fr = 'biblio-fr', en = 'biblio-en' }
[providers.messenger]
page = 'biblio.cegep'
[providers.chatwoot]
website = 'aBcD1234'
url = 'https://clavardage.example.ca/'
[providers.crisp]
website = '0d9f1b3c-7a2e-4c55-9b1e-2f0a6d4e8c11'
";

const PROVIDERS: [&str; 6] = ["zendesk", "tawk", "libraryh3lp", "messenger", "chatwoot", "crisp"];

fn site() -> Site {
    let site = Site::small();
    site.write("guichet.toml", format!("{CONFIG}{IDS}"));
    site
}

/// Every form in both languages, then the steps of each version of Koha.
fn shown(site: &Site, provider: &str) -> String {
    let mut out = String::new();
    for form in ["click", "consent", "plain"] {
        for lang in ["fr", "en"] {
            let args = ["embed", provider, "--lang", lang, "--form", form];
            let run = site.run(&[&args[..], &["--format", "short"]].concat());
            assert_eq!(run.code, 0, "{run}");
            let _ = write!(out, "==== {lang} {form}\n{}", run.stdout);
        }
    }
    for version in ["22.05", "23.11", "24.11", "25.11", "26.05"] {
        for lang in ["fr", "en"] {
            let run = site.run(&["embed", provider, "--lang", lang, "--koha", version]);
            assert_eq!(run.code, 0, "{run}");
            let steps = run.stdout.split_once("</script>\n").map_or(&*run.stdout, |(_, end)| end);
            let _ = write!(out, "==== {lang} Koha {version}\n{steps}");
        }
    }
    out
}

#[test]
fn each_provider_has_its_snippet_and_steps_in_both_languages() {
    let site = site();
    snapbox::assert_data_eq!(shown(&site, "zendesk"), file!["snippets/zendesk.txt"].raw());
    snapbox::assert_data_eq!(shown(&site, "tawk"), file!["snippets/tawk.txt"].raw());
    snapbox::assert_data_eq!(shown(&site, "libraryh3lp"), file!["snippets/libraryh3lp.txt"].raw());
    snapbox::assert_data_eq!(shown(&site, "messenger"), file!["snippets/messenger.txt"].raw());
    snapbox::assert_data_eq!(shown(&site, "chatwoot"), file!["snippets/chatwoot.txt"].raw());
    snapbox::assert_data_eq!(shown(&site, "crisp"), file!["snippets/crisp.txt"].raw());
}

#[test]
fn without_a_language_every_language_of_the_site_has_its_snippet() {
    let run = site().run(&["embed", "tawk", "--format", "json"]);
    let views: Vec<serde_json::Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let langs: Vec<&str> = views.iter().map(|view| view["lang"].as_str().unwrap()).collect();
    assert_eq!(langs, ["fr", "en"], "{run}");
    for (view, widget) in views.iter().zip(["1abcfr", "2defen"]) {
        let address = format!("https://embed.tawk.to/5f0c1a2b3c4d5e6f7a8b9c0d/{widget}\"");
        assert!(view["snippet"].as_str().unwrap().contains(&address), "{view}");
        assert_eq!(view["place"], "OpacCredits");
        assert!(view["steps"].as_array().unwrap().len() >= 5);
    }
}

#[test]
fn what_embed_gives_has_nothing_wrong_for_the_doctor() {
    let site = site();
    for provider in PROVIDERS {
        for form in ["click", "plain"] {
            let args = ["embed", provider, "--lang", "fr", "--form", form, "--format", "short"];
            let snippet = site.run(&args).stdout;
            site.write("pasted.html", format!("<html lang=\"fr-CA\">{snippet}</html>"));
            let file = site.path("pasted.html");
            let run = site.run(&["doctor", file.to_str().unwrap(), "--format", "json"]);
            // A link to Messenger is no snippet that could be wrong.
            let expected = i32::from(provider == "messenger");
            assert_eq!(run.code, expected, "{provider} {form}: {run}");
        }
    }
}

#[test]
fn an_id_can_be_given_without_a_site() {
    let place = Site::empty();
    let key = "0d9f1b3c-7a2e-4c55-9b1e-2f0a6d4e8c11";
    let run = place.run(&["embed", "zendesk", "--id", key, "--lang", "en"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.contains(key) && run.stdout.contains("HTML customizations"), "{run}");
    let id = "5f0c1a2b3c4d5e6f7a8b9c0d/1abc";
    let run = place.run(&["embed", "tawk", "--id", id, "--lang", "fr"]);
    assert!(run.code == 0 && run.stdout.contains(&format!("embed.tawk.to/{id}")), "{run}");
}

#[test]
fn wrong_and_missing_ids_are_refused_in_words() {
    let place = Site::empty();
    for (args, word) in [
        (vec!["embed", "tawk", "--id", "PROPERTY_ID", "--lang", "fr"], "PROPERTY_ID"),
        (vec!["embed", "zendesk", "--id", "\"><script>", "--lang", "fr"], "identifiant"),
        (vec!["embed", "crisp", "--lang", "fr"], "providers.crisp.website"),
        (vec!["embed", "zopim", "--lang", "fr"], "zendesk"),
    ] {
        let run = place.run(&args);
        assert_eq!(run.code, 2, "{args:?} {run}");
        assert!(run.stderr.contains(word) && run.stdout.is_empty(), "{args:?} {run}");
    }
    let site = Site::small();
    site.write("guichet.toml", format!("{CONFIG}\n[providers.tawk]\nproperty = \"abc\"\n"));
    let run = site.run(&["embed", "tawk", "--lang", "fr"]);
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stderr.contains("guichet.toml:13:12") && run.stdout.is_empty(), "{run}");
    // An id on the command line does without that of the site.
    let run = site.run(&["embed", "tawk", "--id", "5f0c1a2b3c4d5e6f7a8b9c0d", "--lang", "fr"]);
    assert_eq!(run.code, 0, "{run}");
}

#[test]
fn the_doctor_says_where_and_what_to_do() {
    let place = Site::empty();
    place
        .write("page.html", "<p>Bas de page</p>\n<p>&lt;script src=\"x\"&gt;&lt;/script&gt;</p>\n");
    let file = place.path("page.html");
    let run = place.run(&["doctor", file.to_str().unwrap(), "--lang", "fr"]);
    assert_eq!(run.code, 1, "{run}");
    for word in ["G1302", ":2:4", "Code source", "&lt;script"] {
        assert!(run.stdout.contains(word), "{word}: {run}");
    }
    let run = place.run(&["doctor", "nowhere.html", "--lang", "fr"]);
    assert_eq!(run.code, 3, "{run}");
}
