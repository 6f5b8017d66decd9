//! A reader with nothing but a keyboard.

use guichet_browser::emulation::{DESK, PHONE, TABLET, ZOOMED};
use guichet_browser::words::word;
use guichet_browser::{Browser, Check, Element, Findings, Key, LANGS, Page, Worker};
use serde_json::json;

/// The checks of this file.
pub const CHECKS: &[Check] = &[
    ("the_first_tab_stop_skips_to_the_title", the_first_tab_stop_skips_to_the_title),
    ("the_focus_is_marked_and_in_sight_everywhere", the_focus_is_marked_and_in_sight_everywhere),
    ("the_menu_of_a_phone_opens_and_closes_by_keyboard", the_menu_of_a_phone_opens_and_closes),
    ("the_outline_of_a_tablet_leads_to_its_heading", the_outline_of_a_tablet_leads),
    ("tabs_change_by_keyboard", tabs_change_by_keyboard),
    ("details_open_by_keyboard", details_open_by_keyboard),
    ("code_is_copied_by_keyboard", code_is_copied_by_keyboard),
    ("the_appearance_is_kept_only_once_chosen", the_appearance_is_kept_only_once_chosen),
];

/// Most presses of Tab on a page that is walked through: an index has hundreds of links,
/// which are all alike.
const MAX_STOPS: usize = 150;

/// Presses Tab from the top of the page on and notes each stop where the focus cannot be
/// seen or does not leave. Gives the number of stops.
pub fn walk(browser: &Browser, findings: &mut Findings) -> usize {
    let (mut first, mut last) = (None, None);
    for n_stops in 0..MAX_STOPS {
        browser.press(&[Key::Tab]);
        let found = browser.script(include_str!("scripts/focus.js"), &[]);
        let at = found["at"].as_u64();
        if at.is_none() || (n_stops > 1 && at == first) {
            return n_stops;
        }
        let what = found["what"].as_str().unwrap_or_default();
        let place = format!("{}: {what}", browser.url());
        findings.expect(&place, found["isMarked"] == true, || "the focus has no mark".to_owned());
        findings.expect(&place, found["isInSight"] == true, || "the focus is covered".to_owned());
        if at == last {
            findings.add(&place, "the focus does not leave");
            return n_stops;
        }
        first = first.or(at);
        last = at;
    }
    MAX_STOPS
}

/// The button with a name in the words of the interface.
fn is_named(lang: &str, key: &str) -> impl Fn(&Element<'_>) -> bool + use<> {
    let name = word(lang, key);
    move |element| element.is_button() && element.label() == name
}

fn the_first_tab_stop_skips_to_the_title(worker: &Worker<'_>) {
    let mut findings = Findings::new();
    let browser = worker.browser;
    for page in worker.sites.pages().iter().filter(|page| LANGS.contains(&page.lang)) {
        browser.open(&page.url);
        browser.press(&[Key::Tab]);
        browser.settle();
        let Some(first) = browser.focused() else {
            findings.add(page, "Tab leads nowhere");
            continue;
        };
        let (role, label) = (first.role(), first.label());
        findings.expect(page, role == "link" && label == word(page.lang, "skip-link"), || {
            format!("the first stop is {role} « {label} »")
        });
        findings.expect(page, first.is_shown(), || "the skip link is not seen".to_owned());
        browser.press(&[Key::Enter]);
        browser.settle();
        let is_there = browser.is("document.querySelector('h1').contains(document.activeElement)");
        findings.expect(page, is_there, || "the skip link does not lead to the title".to_owned());
        // What follows is after the title, not the band again.
        browser.press(&[Key::Tab]);
        let is_after = browser.is("document.activeElement === document.body || \
            (document.querySelector('h1').compareDocumentPosition(document.activeElement) & 4) !== 0");
        findings.expect(page, is_after, || "Tab goes back above the title".to_owned());
    }
    findings.end();
}

fn the_focus_is_marked_and_in_sight_everywhere(worker: &Worker<'_>) {
    let mut findings = Findings::new();
    let browser = worker.browser;
    let kinds = worker.sites.in_french();
    let is_one_of = |page: &Page, kinds: &[&str]| kinds.contains(&page.kind);
    let everything = ["everything"];
    let typical = ["everything", "home", "section"];
    for (screen, scheme, few) in [
        (DESK, "light", None),
        (DESK, "dark", Some(&everything[..])),
        (ZOOMED, "light", Some(&typical[..])),
    ] {
        browser.on(screen);
        browser.with("", &[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]);
        for page in kinds.iter().filter(|page| few.is_none_or(|few| is_one_of(page, few))) {
            browser.open(&page.url);
            let n_stops = walk(browser, &mut findings);
            findings.expect(page, n_stops >= 2, || format!("{n_stops} stops"));
        }
    }
    findings.end();
}

fn the_menu_of_a_phone_opens_and_closes(worker: &Worker<'_>) {
    let browser = worker.browser;
    browser.on(PHONE);
    for (lang, path) in [("fr", "/fr/prets/renouveler/"), ("en", "/en/loans/renew/")] {
        browser.open(&worker.sites.small.url(path));
        let name = word(lang, "nav-label");
        let is_open = || {
            let lists = browser.all("nav");
            lists.iter().any(|list| list.label() == name && list.is_shown())
        };
        assert!(!is_open(), "{path}: the menu covers the page before it is asked for");
        let button = browser.tab_to("the menu button", 20, is_named(lang, "menu"));
        assert!(button.is_shown(), "{path}");
        browser.press(&[Key::Enter]);
        browser.wait("the menu is open", || is_open().then_some(()));
        // The next stops are in the menu, not in the page below it.
        browser.press(&[Key::Tab]);
        let menu = browser.find(":popover-open, dialog[open]");
        assert!(menu.has_focus_within(), "{path}: Tab does not enter the menu");
        let current =
            browser.find(":popover-open [aria-current=page], dialog[open] [aria-current=page]");
        assert!(current.is_shown(), "{path}: the menu does not show where the reader is");
        browser.press(&[Key::Escape]);
        browser.wait("the menu is closed", || (!is_open()).then_some(()));
        let back = browser.focused().expect("the focus is somewhere");
        assert_eq!(back.label(), button.label(), "{path}: the focus does not return");
        // Once more, and to a page with Enter.
        browser.press(&[Key::Space]);
        browser.wait("the menu is open again", || is_open().then_some(()));
        let section = if lang == "fr" { "Outils" } else { "Tools" };
        let link = browser.tab_to(section, 20, |element| element.label() == section);
        let aim = link.attribute("href");
        browser.press(&[Key::Enter]);
        browser.wait("the section is open", || browser.url().ends_with(&aim).then_some(()));
    }
}

fn the_outline_of_a_tablet_leads(worker: &Worker<'_>) {
    let browser = worker.browser;
    browser.on(TABLET);
    browser.with("", &[("prefers-reduced-motion", "reduce")]);
    browser.open(&worker.sites.small.url("/fr/outils/tout/"));
    browser.tab_to("the outline", 40, is_named("fr", "on-this-page"));
    browser.press(&[Key::Enter]);
    browser.wait_for("document.querySelector(':popover-open, dialog[open]') !== null");
    browser.tab_to("a heading", 20, |element| element.label() == "Tableaux");
    browser.press(&[Key::Enter]);
    browser.wait("the fragment is in the address", || {
        browser.url().ends_with("#tables").then_some(())
    });
    browser.wait_for("document.querySelector(':popover-open, dialog[open]') === null");
    // The heading is in sight, under whatever sticks to the top.
    browser.wait_for(
        "(() => { const box = document.getElementById('tables').getBoundingClientRect();
         const hit = document.elementFromPoint(box.left + 5, box.top + box.height / 2);
         return box.top >= 0 && box.bottom <= innerHeight
             && document.getElementById('tables').contains(hit); })()",
    );
}

fn tabs_change_by_keyboard(worker: &Worker<'_>) {
    let browser = worker.browser;
    browser.open(&worker.sites.small.url("/fr/outils/tout/"));
    let shown = || browser.eval("document.querySelector('main').innerText").to_string();
    assert!(shown().contains("Touchez le menu.") && !shown().contains("Demandez-nous."));
    let first = browser.tab_to("the tabs", 80, |element| element.label() == "Téléphone");
    assert!(["radio", "tab"].contains(&first.role().as_str()), "{}", first.role());
    browser.press(&[Key::Right]);
    let second = browser.focused().expect("a tab");
    assert_eq!(second.label(), "Ordinateur");
    assert!(shown().contains("Cliquez en haut") && !shown().contains("Touchez le menu."));
    browser.press(&[Key::Right]);
    assert!(shown().contains("Demandez-nous."));
    browser.press(&[Key::Left]);
    assert!(shown().contains("Cliquez en haut") && !shown().contains("Demandez-nous."));
}

fn details_open_by_keyboard(worker: &Worker<'_>) {
    let browser = worker.browser;
    browser.open(&worker.sites.small.url("/fr/outils/tout/"));
    let shown = || browser.eval("document.querySelector('main').innerText").to_string();
    assert!(!shown().contains("nous la bloquons"));
    browser.tab_to("the details", 80, |element| element.text().contains("ma carte est perdue"));
    browser.press(&[Key::Enter]);
    browser.wait("the details are open", || shown().contains("nous la bloquons").then_some(()));
    browser.press(&[Key::Space]);
    browser.wait("they are closed", || (!shown().contains("nous la bloquons")).then_some(()));
}

fn code_is_copied_by_keyboard(worker: &Worker<'_>) {
    let browser = worker.browser;
    browser.open(&worker.sites.small.url("/fr/outils/tout/"));
    let origin = browser.eval("location.origin");
    let permissions = json!({ "origin": origin, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    browser.devtools("Browser.grantPermissions", &permissions);
    let is_copy = is_named("fr", "copy-code");
    let expected = [
        "<!-- Aide -->\n<script src=\"https://aide.petite.example/widget.js\"",
        // Of a session, the commands alone.
        "guichet build --strict\nguichet check",
        "/// Rend la somme.\nfn somme(a: u32, b: u32) -> u32 { a + b /* ou plus */ }",
    ];
    for start in expected {
        let button = browser.tab_to("a copy button", 80, &is_copy);
        assert!(button.is_shown(), "a button that has the focus is not seen");
        browser.press(&[Key::Enter]);
        let copied = browser.wait("something is copied", || {
            let text = browser.script("return navigator.clipboard.readText();", &[]);
            text.as_str().filter(|text| text.starts_with(start)).map(str::to_owned)
        });
        assert!(!copied.contains("Fini."), "{copied}");
        let done = word("fr", "code-copied");
        browser.wait("it is said", || (button.label() == done).then_some(()));
        browser.wait("it is announced", || {
            let said = "[...document.querySelectorAll('[role=status], [aria-live=polite]')]\
                        .map((region) => region.textContent).join(' ')";
            browser.eval(said).to_string().replace('\u{a0}', " ").contains(&done).then_some(())
        });
    }
}

fn the_appearance_is_kept_only_once_chosen(worker: &Worker<'_>) {
    let browser = worker.browser;
    let stored = || browser.script(include_str!("scripts/stored.js"), &[]);
    let ground = || browser.eval("getComputedStyle(document.body).backgroundColor").to_string();
    browser.open(&worker.sites.small.url("/fr/outils/tout/"));
    let light = ground();
    browser.with("", &[("prefers-color-scheme", "dark")]);
    let dark = ground();
    assert_ne!(light, dark, "the page does not follow the system");
    assert_eq!(stored(), "");
    let names = ["auto", "light", "dark"].map(|name| word("fr", &format!("appearance-{name}")));
    let is_it = |element: &Element<'_>| element.is_button() && names.contains(&element.label());
    let button = browser.tab_to("the appearance", 20, is_it);
    assert_eq!(button.label(), names[0]);
    browser.press(&[Key::Enter]);
    browser.wait("it is light in a dark room", || (ground() == light).then_some(()));
    assert_eq!(button.label(), names[1]);
    assert_ne!(stored(), "", "a choice is kept");
    browser.press(&[Key::Enter]);
    browser.with("", &[("prefers-color-scheme", "light")]);
    browser.wait("it is dark in a light room", || (ground() == dark).then_some(()));
    assert_eq!(button.label(), names[2]);
    // The next page has it from its first frame on, the other language too.
    browser.open(&worker.sites.small.url("/en/loans/renew/"));
    assert_eq!(ground(), dark);
    browser.open(&worker.sites.small.url("/fr/outils/tout/"));
    let button = browser.tab_to("the appearance", 20, is_it);
    browser.press(&[Key::Space]);
    browser.wait("it follows the system again", || (ground() == light).then_some(()));
    assert_eq!(button.label(), names[0]);
    assert_eq!(stored(), "", "nothing is kept for what is the default");
}
