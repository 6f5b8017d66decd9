//! Nothing is too wide, cut, or moves.

use guichet_browser::emulation::{DESK, PHONE, Screen, TABLET, ZOOMED};
use guichet_browser::server::LATE;
use guichet_browser::{Browser, Check, Findings, Page, Worker};
use serde_json::json;

/// The checks of this file.
pub const CHECKS: &[Check] = &[
    ("no_page_scrolls_sideways_at_a_desk", no_page_scrolls_sideways_at_a_desk),
    ("no_page_scrolls_sideways_on_a_tablet", no_page_scrolls_sideways_on_a_tablet),
    ("no_page_scrolls_sideways_on_a_phone", no_page_scrolls_sideways_on_a_phone),
    ("no_page_scrolls_sideways_at_400_percent", no_page_scrolls_sideways_at_400_percent),
    ("spaced_text_still_fits", spaced_text_still_fits),
    ("nothing_moves_while_a_page_loads", nothing_moves_while_a_page_loads),
];

/// WCAG 2.2, success criterion 1.4.12: what a reader may set without losing anything.
const SPACING: &str = "* { line-height: 1.5 !important; letter-spacing: .12em !important; \
    word-spacing: .16em !important; } p { margin-block-end: 2em !important; }";

fn no_page_scrolls_sideways_at_a_desk(worker: &Worker<'_>) {
    all_fit(worker, DESK);
}

fn no_page_scrolls_sideways_on_a_tablet(worker: &Worker<'_>) {
    all_fit(worker, TABLET);
}

fn no_page_scrolls_sideways_on_a_phone(worker: &Worker<'_>) {
    all_fit(worker, PHONE);
}

fn no_page_scrolls_sideways_at_400_percent(worker: &Worker<'_>) {
    all_fit(worker, ZOOMED);
}

fn all_fit(worker: &Worker<'_>, screen: Screen) {
    let mut findings = Findings::new();
    worker.browser.on(screen);
    for page in worker.sites.pages() {
        worker.browser.open(&page.url);
        fits(worker.browser, &page, screen, &mut findings);
    }
    findings.end();
}

fn spaced_text_still_fits(worker: &Worker<'_>) {
    let mut findings = Findings::new();
    let browser = worker.browser;
    for screen in [DESK, PHONE] {
        browser.on(screen);
        for page in worker.sites.pages() {
            browser.open(&page.url);
            // The policy of the page forbids style elements, not what a reader's tool does.
            let apply = "const sheet = new CSSStyleSheet(); sheet.replaceSync(arguments[0]); \
                         document.adoptedStyleSheets.push(sheet);";
            browser.script(apply, &[json!(SPACING)]);
            fits(browser, &page, screen, &mut findings);
        }
    }
    findings.end();
}

fn fits(browser: &Browser, page: &Page, screen: Screen, findings: &mut Findings) {
    let found = browser.script(include_str!("scripts/sideways.js"), &[]);
    let place = format!("{page}, {} px", screen.width);
    findings.expect(&place, found["over"] == 0, || {
        format!("{} px too wide: {}", found["over"], found["sticking"])
    });
    findings
        .expect(&place, found["cut"] == json!([]), || format!("text is cut in {}", found["cut"]));
}

fn nothing_moves_while_a_page_loads(worker: &Worker<'_>) {
    let mut findings = Findings::new();
    let browser = worker.browser;
    for screen in [DESK, PHONE] {
        browser.on(screen);
        for page in worker.sites.kinds_and_articles() {
            // Each page as the first one somebody opens, on a slow network.
            browser.devtools("Network.clearBrowserCache", &json!({}));
            browser.open(&format!("{}{LATE}", page.url));
            browser.settle();
            browser
                .script("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' });", &[]);
            browser.settle();
            let shift = browser.script(include_str!("scripts/shift.js"), &[]);
            let place = format!("{page}, {} px, by {}", screen.width, shift["sum"]);
            findings.expect(&place, shift["sum"].as_f64() == Some(0.0), || {
                format!("a shift of {}", shift["moved"])
            });
        }
    }
    findings.end();
}
