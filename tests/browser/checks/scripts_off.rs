//! A reader whose browser runs no script.

use guichet_browser::emulation::{DESK, PHONE};
use guichet_browser::words::word;
use guichet_browser::{Browser, Check, Element, Findings, Key, Worker};
use serde_json::json;

/// The checks of this file.
pub const CHECKS: &[Check] = &[
    ("without_scripts_every_page_reads", without_scripts_every_page_reads),
    ("without_scripts_the_menu_opens", without_scripts_the_menu_opens),
    ("without_scripts_tabs_and_details_work", without_scripts_tabs_and_details_work),
    ("without_scripts_the_language_changes", without_scripts_the_language_changes),
    ("without_scripts_the_same_text_is_there", without_scripts_the_same_text_is_there),
];

fn without_scripts_every_page_reads(worker: &Worker<'_>) {
    // What works by itself: popovers, commands, forms that go somewhere.
    let dead = "return [...document.querySelectorAll('button, input:not([type=radio], \
        [type=checkbox], [type=hidden]), select, textarea, [role=button]')]
        .filter((control) => control.checkVisibility())
        .filter((control) => !control.popoverTargetElement && !control.commandForElement
            && !control.form?.hasAttribute('action'))
        .map((control) => control.outerHTML.slice(0, 80));";
    let mut findings = Findings::new();
    let browser = worker.browser;
    browser.without_scripts();
    for (screen, pages) in [(DESK, worker.sites.pages()), (PHONE, worker.sites.in_french())] {
        browser.on(screen);
        for page in pages {
            browser.open(&page.url);
            let place = format!("{page}, {} px", screen.width);
            let title = browser.find("main h1");
            findings.expect(&place, title.is_shown(), || "no title to be seen".to_owned());
            let found = browser.script(include_str!("scripts/sideways.js"), &[]);
            findings.expect(&place, found["over"] == 0, || found.to_string());
            let links = browser.all("header a[href], main a[href]");
            let is_way_on = links.iter().any(Element::is_shown);
            findings.expect(&place, is_way_on, || "no link to go on".to_owned());
            let dead = browser.script(dead, &[]);
            findings.expect(&place, dead == json!([]), || format!("does nothing: {dead}"));
        }
    }
    findings.end();
}

fn without_scripts_the_menu_opens(worker: &Worker<'_>) {
    let browser = worker.browser;
    browser.without_scripts();
    browser.on(PHONE);
    browser.open(&worker.sites.small.url("/fr/prets/renouveler/"));
    let name = word("fr", "menu");
    let button = browser.tab_to("the menu", 20, |element| element.label() == name);
    browser.press(&[Key::Enter]);
    let link = browser.tab_to("Outils", 20, |element| element.label() == "Outils");
    assert!(link.is_shown(), "{} opens nothing", button.label());
    browser.press(&[Key::Enter]);
    let aim = worker.sites.small.url("/fr/outils/");
    browser.wait("the section", || (browser.url() == aim).then_some(()));
}

fn main_text(browser: &Browser) -> String {
    let text = browser.eval("document.querySelector('main').innerText");
    text.as_str().unwrap_or_default().to_owned()
}

fn without_scripts_tabs_and_details_work(worker: &Worker<'_>) {
    let browser = worker.browser;
    browser.without_scripts();
    browser.open(&worker.sites.small.url("/fr/outils/tout/"));
    for (label, text) in [
        ("Ordinateur", "Cliquez en haut"),
        ("Comptoir", "Demandez-nous."),
        ("Téléphone", "Touchez le menu."),
    ] {
        let labels = browser.all("main label, main [role=tab]");
        let tab = labels.iter().find(|tab| tab.text() == label).expect("a tab");
        tab.click();
        browser.wait(text, || main_text(browser).contains(text).then_some(()));
    }
    assert!(!main_text(browser).contains("Cliquez en haut"), "all tabs are shown at once");
    browser.find("main summary").click();
    browser.wait("details", || main_text(browser).contains("nous la bloquons").then_some(()));
}

fn without_scripts_the_language_changes(worker: &Worker<'_>) {
    let browser = worker.browser;
    browser.without_scripts();
    browser.open(&worker.sites.small.url("/fr/outils/tout/"));
    browser.tab_to("English", 20, |element| element.label().starts_with("English"));
    browser.press(&[Key::Enter]);
    let aim = worker.sites.small.url("/en/tools/everything/");
    browser.wait("the page in English", || (browser.url() == aim).then_some(()));
}

fn without_scripts_the_same_text_is_there(worker: &Worker<'_>) {
    let mut findings = Findings::new();
    let browser = worker.browser;
    // Buttons are what scripts add; the words of the article are the same.
    let text = "(() => { const main = document.querySelector('main').cloneNode(true);
        main.querySelectorAll('button, template, [role=status]').forEach((part) => part.remove());
        return main.textContent.replace(/\\s+/g, ' ').trim(); })()";
    // A wrong address gets suggestions from a script.
    let pages = worker.sites.in_french();
    for page in pages.iter().filter(|page| page.kind != "not found") {
        browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": false }));
        browser.open(&page.url);
        browser.settle();
        let with = browser.eval(text);
        browser.without_scripts();
        browser.open(&page.url);
        let without = browser.eval(text);
        findings.expect(page, with == without, || format!("{with}\nwithout scripts: {without}"));
    }
    findings.end();
}
