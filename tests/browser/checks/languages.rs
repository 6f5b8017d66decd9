//! From one language to the other.

use guichet_browser::words::word;
use guichet_browser::{Browser, Check, Element, Findings, Key, Worker};

/// The checks of this file.
pub const CHECKS: &[Check] = &[
    ("the_switch_leads_to_the_same_page_and_heading", the_switch_leads_to_the_same_heading),
    ("the_switch_leads_to_the_heading_being_read", the_switch_leads_to_the_heading_being_read),
    ("the_switch_says_what_is_missing_before_the_click", the_switch_says_what_is_missing),
    ("the_first_page_offers_both_languages", the_first_page_offers_both_languages),
    ("a_wrong_address_is_answered_in_both_languages", a_wrong_address_is_answered_in_both),
    ("an_old_address_leads_to_the_new_one", an_old_address_leads_to_the_new_one),
    ("every_page_says_its_language", every_page_says_its_language),
];

/// The link of the switch: named by the language itself, whatever stands beside it.
fn to_language<'a>(browser: &'a Browser, name: &str) -> Element<'a> {
    let links = browser.all("header a[hreflang], header nav a[hreflang]");
    let found = links.into_iter().find(|link| link.label().starts_with(name) && link.is_shown());
    found.unwrap_or_else(|| panic!("{}: no link « {name} » in the band", browser.url()))
}

fn the_switch_leads_to_the_same_heading(worker: &Worker<'_>) {
    let browser = worker.browser;
    let site = &worker.sites.small;
    browser.open(&site.url("/fr/prets/renouveler/#refused"));
    let link = to_language_anywhere(browser, "English");
    assert_eq!(link.role(), "link");
    assert!(link.attribute("hreflang").starts_with("en"));
    link.focus();
    browser.press(&[Key::Enter]);
    let aim = site.url("/en/loans/renew/#refused");
    browser.wait("the same heading in English", || (browser.url() == aim).then_some(()));
    browser
        .wait_for("document.getElementById('refused').getBoundingClientRect().top < innerHeight");
    // And back, without a heading.
    browser.open(&site.url("/en/loans/renew/"));
    to_language(browser, "Français").click();
    let aim = site.url("/fr/prets/renouveler/");
    browser.wait("the same page in French", || (browser.url() == aim).then_some(()));
}

fn the_switch_leads_to_the_heading_being_read(worker: &Worker<'_>) {
    let browser = worker.browser;
    let site = &worker.sites.small;
    browser.open(&site.url("/fr/prets/renouveler/"));
    let scroll = "document.getElementById('how-often').scrollIntoView({ behavior: 'instant' });";
    browser.script(scroll, &[]);
    browser.settle();
    let link = to_language_anywhere(browser, "English");
    browser.script("arguments[0].click();", &[link.argument()]);
    let aim = site.url("/en/loans/renew/#how-often");
    browser.wait("the heading being read, in English", || (browser.url() == aim).then_some(()));
}

/// The same link where the band has been scrolled away.
fn to_language_anywhere<'a>(browser: &'a Browser, name: &str) -> Element<'a> {
    let links = browser.all("header a[hreflang]");
    links.into_iter().find(|link| link.label().starts_with(name)).expect("a switch")
}

fn the_switch_says_what_is_missing(worker: &Worker<'_>) {
    let browser = worker.browser;
    let site = &worker.sites.small;
    for (lang, path, other, section) in [
        ("fr", "/fr/prets/ici-seulement/", "English", "/en/loans/"),
        ("en", "/en/loans/here-only/", "Français", "/fr/prets/"),
    ] {
        browser.open(&site.url(path));
        let link = to_language(browser, other);
        let missing = word(lang, "language-missing");
        assert!(link.label().contains(&missing), "{path}: « {} »", link.label());
        assert!(
            link.text().replace(['\u{a0}', '\u{202f}'], " ").contains(&missing),
            "{path}: not seen"
        );
        link.click();
        let aim = site.url(section);
        browser.wait("the nearest section", || (browser.url() == aim).then_some(()));
        // There, its own list names the language of what it lacks.
        let marked = browser.all(&format!("main a[hreflang^={lang}]"));
        assert!(!marked.is_empty(), "{section}: articles of {lang} are not marked");
        for entry in marked {
            assert!(entry.attribute("lang").starts_with(lang), "{section}: {}", entry.label());
        }
    }
}

fn the_first_page_offers_both_languages(worker: &Worker<'_>) {
    let browser = worker.browser;
    let site = &worker.sites.small;
    for (lang, home) in [("fr", "/fr/"), ("en", "/en/")] {
        browser.open(&site.url("/"));
        let enter = word(lang, "root-enter");
        let link = browser.tab_to(&enter, 10, |element| element.label() == enter);
        assert!(link.is_shown());
        browser.press(&[Key::Enter]);
        let aim = site.url(home);
        browser.wait("the home page", || (browser.url() == aim).then_some(()));
    }
}

fn a_wrong_address_is_answered_in_both(worker: &Worker<'_>) {
    let browser = worker.browser;
    let site = &worker.sites.small;
    for (lang, home) in [("fr", "/fr/"), ("en", "/en/")] {
        browser.open(&site.url("/fr/pas/ici/du/tout/"));
        let text = browser.eval("document.querySelector('main').innerText").to_string();
        assert!(text.replace('\u{a0}', " ").contains(&word(lang, "not-found-title")), "{text}");
        let link = browser.find(&format!("main a[href='{home}']"));
        assert_eq!(link.label(), word(lang, "not-found-home"));
        link.click();
        let aim = site.url(home);
        browser.wait("the home page", || (browser.url() == aim).then_some(()));
    }
}

fn an_old_address_leads_to_the_new_one(worker: &Worker<'_>) {
    let browser = worker.browser;
    let site = &worker.sites.small;
    for (old, new) in
        [("/ancienne-adresse/", "/fr/outils/tout/"), ("/old-address/", "/en/tools/everything/")]
    {
        browser.open(&site.url(old));
        let aim = site.url(new);
        browser.wait("the new address", || (browser.url() == aim).then_some(()));
    }
}

fn every_page_says_its_language(worker: &Worker<'_>) {
    let mut findings = Findings::new();
    for page in worker.sites.pages() {
        worker.browser.open(&page.url);
        let lang = worker.browser.eval("document.documentElement.lang");
        let is_right = lang.as_str().is_some_and(|lang| lang.starts_with(page.lang));
        findings.expect(&page, is_right, || format!("lang is {lang}"));
        let dir = worker.browser.eval("getComputedStyle(document.body).direction");
        findings.expect(&page, (dir == "rtl") == (page.lang == "ar"), || format!("written {dir}"));
    }
    findings.end();
}
