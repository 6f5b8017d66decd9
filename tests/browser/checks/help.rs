//! What makes it a help center: finding, voting, reaching a person.

use guichet_browser::words::word;
use guichet_browser::{Browser, Check, Findings, Key, Worker};
use serde_json::json;

/// The checks of this file.
pub const CHECKS: &[Check] = &[
    ("a_question_typed_at_home_finds_its_article", a_question_typed_at_home_finds_its_article),
    ("a_question_that_finds_nothing_says_so", a_question_that_finds_nothing_says_so),
    (
        "without_scripts_a_question_leads_to_the_index",
        without_scripts_a_question_leads_to_the_index,
    ),
    ("a_vote_is_sent_without_leaving_the_page", a_vote_is_sent_without_leaving_the_page),
    ("without_scripts_a_vote_is_sent", without_scripts_a_vote_is_sent),
    ("a_person_can_be_reached_from_every_article", a_person_can_be_reached_from_every_article),
    ("a_wrong_address_suggests_articles", a_wrong_address_suggests_articles),
    ("a_section_prints_as_one", a_section_prints_as_one),
];

/// The field that looks for an article, reached by keyboard, with a question in it.
fn ask(browser: &Browser, lang: &str, question: &str) {
    let name = word(lang, "search-label");
    let field = browser.tab_to("the search field", 20, |element| element.label() == name);
    assert!(["searchbox", "combobox"].contains(&field.role().as_str()), "{}", field.role());
    browser.type_text(question);
    browser.press(&[Key::Enter]);
}

/// What the page says to those who do not see it change.
fn announced(browser: &Browser) -> String {
    let said = "[...document.querySelectorAll('[role=status], [aria-live]')]\
        .map((region) => region.textContent).join(' ')";
    browser.eval(said).as_str().unwrap_or_default().replace(['\u{a0}', '\u{202f}'], " ")
}

/// Addresses of the links that are shown in the text of the page.
fn links_shown(browser: &Browser) -> Vec<String> {
    let script = "return [...document.querySelectorAll('main a[href]')]
        .filter((link) => link.checkVisibility()).map((link) => link.pathname);";
    let links = browser.script(script, &[]);
    let links = links.as_array().into_iter().flatten();
    links.filter_map(|link| link.as_str().map(str::to_owned)).collect()
}

fn a_question_typed_at_home_finds_its_article(worker: &Worker<'_>) {
    let browser = worker.browser;
    for (lang, home, question, wanted, other) in [
        ("fr", "/fr/", "renouveller un pret", "/fr/prets/renouveler/", "/fr/outils/tout/"),
        ("en", "/en/", "renew", "/en/loans/renew/", "/en/tools/everything/"),
    ] {
        browser.open(&worker.sites.small.url(home));
        ask(browser, lang, question);
        browser
            .wait("the question is in the address", || browser.url().contains("?q=").then_some(()));
        let found = browser.wait("the article is found", || {
            Some(links_shown(browser)).filter(|links| links.iter().any(|link| link == wanted))
        });
        assert!(!found.iter().any(|link| link == other), "{question}: {found:?}");
        browser.wait("the number is announced", || announced(browser).contains('1').then_some(()));
        // From there, with Tab and Enter.
        let link = browser.find(&format!("main a[href='{wanted}']"));
        link.focus();
        browser.press(&[Key::Enter]);
        let aim = worker.sites.small.url(wanted);
        browser.wait("the article", || (browser.url() == aim).then_some(()));
    }
}

fn a_question_that_finds_nothing_says_so(worker: &Worker<'_>) {
    let browser = worker.browser;
    browser.open(&worker.sites.small.url("/fr/"));
    ask(browser, "fr", "xylophone");
    let nothing = word("fr", "index-none");
    browser.wait("it is said", || announced(browser).contains(&nothing).then_some(()));
}

fn without_scripts_a_question_leads_to_the_index(worker: &Worker<'_>) {
    let browser = worker.browser;
    browser.without_scripts();
    browser.open(&worker.sites.small.url("/fr/"));
    ask(browser, "fr", "renouveler");
    browser.wait("the question is in the address", || {
        browser.url().contains("?q=renouveler").then_some(())
    });
    let links = links_shown(browser);
    for wanted in ["/fr/prets/renouveler/", "/fr/outils/tout/", "/fr/prets/ici-seulement/"] {
        assert!(links.iter().any(|link| link == wanted), "{wanted} is not in {links:?}");
    }
}

/// Fills the vote by keyboard, up to the button that sends it.
fn fill_vote(browser: &Browser, choice: &str, words: &str) {
    let yes = word("fr", choice);
    browser.tab_to("the vote", 120, |element| {
        element.role() == "radio"
            && [word("fr", "vote-yes"), word("fr", "vote-no")].contains(&element.label())
    });
    browser.press(&[Key::Space]);
    if choice == "vote-no" {
        browser.press(&[Key::Right]);
    }
    let chosen = browser.focused().expect("a choice");
    assert_eq!(chosen.label(), yes);
    let field =
        browser.tab_to("the sentence", 3, |element| element.label() == word("fr", "vote-words"));
    assert!(field.is_shown());
    browser.type_text(words);
    browser
        .tab_to("the button that sends", 3, |element| element.label() == word("fr", "vote-send"));
    browser.press(&[Key::Enter]);
}

fn a_vote_is_sent_without_leaving_the_page(worker: &Worker<'_>) {
    let browser = worker.browser;
    let site = &worker.sites.small;
    let url = site.url("/fr/prets/renouveler/");
    browser.open(&url);
    fill_vote(browser, "vote-no", "Et l'été");
    let (address, body) = browser.wait("the vote has arrived", || {
        site.sent().into_iter().find(|(_, body)| body.contains("vote=no"))
    });
    assert_eq!(address, "/votes");
    for part in ["page=prets%2Frenewals", "lang=fr", "words=Et+l%27%C3%A9t%C3%A9"] {
        assert!(body.contains(part), "{part} is not in {body}");
    }
    let done = word("fr", "vote-done");
    browser.wait("thanks are said", || {
        let focused = browser.focused().map(|element| element.text()).unwrap_or_default();
        let said = format!("{focused} {}", announced(browser));
        said.replace(['\u{a0}', '\u{202f}'], " ").contains(&done).then_some(())
    });
    assert_eq!(browser.url(), url);
    assert_eq!(browser.script(include_str!("scripts/stored.js"), &[]), json!(""));
}

fn without_scripts_a_vote_is_sent(worker: &Worker<'_>) {
    let browser = worker.browser;
    let site = &worker.sites.small;
    browser.without_scripts();
    browser.open(&site.url("/fr/outils/tout/"));
    fill_vote(browser, "vote-yes", "Clair");
    let (_, body) = browser.wait("the vote has arrived", || {
        site.sent().into_iter().find(|(_, body)| body.contains("vote=yes"))
    });
    assert!(body.contains("page=outils%2Ftout") && body.contains("words=Clair"), "{body}");
    browser.wait("the page of thanks", || browser.url().ends_with("/votes").then_some(()));
}

fn a_person_can_be_reached_from_every_article(worker: &Worker<'_>) {
    let mut findings = Findings::new();
    let browser = worker.browser;
    let home =
        [("fr", "/fr/"), ("en", "/en/")].map(|(lang, path)| (lang, worker.sites.small.url(path)));
    let articles = worker.sites.articles().into_iter().filter(|page| page.kind != "section");
    for (lang, url) in articles.map(|page| (page.lang, page.url)).chain(home) {
        browser.open(&url);
        let hours = if lang == "fr" { "9 h à 17 h" } else { "9 a.m. to 5 p.m." };
        for selector in [
            "main a[href='tel:+14185550142'], main a[href='tel:4185550142']",
            "main a[href='mailto:aide@petite.example']",
        ] {
            let is_shown = browser.all(selector).iter().any(guichet_browser::Element::is_shown);
            findings.expect(&url, is_shown, || format!("no {selector}"));
        }
        let text = browser.eval("document.querySelector('main').innerText").to_string();
        let text = text.replace(['\u{a0}', '\u{202f}'], " ");
        for words in [word(lang, "contact-title"), hours.to_owned()] {
            findings.expect(&url, text.contains(&words), || format!("« {words} » is not shown"));
        }
    }
    findings.end();
}

fn a_wrong_address_suggests_articles(worker: &Worker<'_>) {
    let browser = worker.browser;
    browser.open(&worker.sites.small.url("/fr/prets/renouveler-un-livre.html"));
    browser.wait("the article is suggested", || {
        let links = links_shown(browser);
        links.iter().any(|link| link == "/fr/prets/renouveler/").then_some(())
    });
    let text = browser.eval("document.querySelector('main').innerText").to_string();
    assert!(
        text.replace(['\u{a0}', '\u{202f}'], " ").contains(&word("fr", "not-found-guess")),
        "{text}"
    );
}

fn a_section_prints_as_one(worker: &Worker<'_>) {
    let browser = worker.browser;
    browser.open(&worker.sites.small.url("/fr/prets/"));
    browser.script("window.print = () => { window.isPrinted = true; };", &[]);
    let name = word("fr", "print-section");
    browser
        .tab_to("the print button", 40, |element| element.is_button() && element.label() == name);
    browser.press(&[Key::Enter]);
    browser.wait_for("window.isPrinted === true");
    browser.with("print", &[]);
    let text = browser.eval("document.querySelector('main').innerText").to_string();
    for words in ["La liste de vos prêts s’affiche", "Sonnez si elle est gelée"] {
        assert!(text.contains(words), "« {words} » is not on paper");
    }
    // Ids stay one of a kind: the parts of several articles stand on one page.
    let twice = browser.script(
        "const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
         return ids.filter((id, idx) => ids.indexOf(id) !== idx);",
        &[],
    );
    assert_eq!(twice, json!([]));
}
