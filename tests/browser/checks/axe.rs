//! axe-core finds nothing, its best practices included.

use std::path::Path;

use guichet_browser::emulation::{DESK, PHONE, Screen};
use guichet_browser::{Browser, Check, Findings, Key, Page, Worker};
use serde_json::Value;

/// The checks of this file.
pub const CHECKS: &[Check] = &[
    ("axe_finds_nothing_in_light", axe_finds_nothing_in_light),
    ("axe_finds_nothing_in_the_dark", axe_finds_nothing_in_the_dark),
    ("axe_finds_nothing_on_a_phone", axe_finds_nothing_on_a_phone),
    ("axe_finds_nothing_in_what_opens", axe_finds_nothing_in_what_opens),
];

fn axe_finds_nothing_in_light(worker: &Worker<'_>) {
    judge_all(worker, &worker.sites.pages(), "light", DESK);
}

fn axe_finds_nothing_in_the_dark(worker: &Worker<'_>) {
    judge_all(worker, &worker.sites.kinds_and_articles(), "dark", DESK);
}

fn axe_finds_nothing_on_a_phone(worker: &Worker<'_>) {
    judge_all(worker, &worker.sites.kinds_and_articles(), "light", PHONE);
}

fn axe_finds_nothing_in_what_opens(worker: &Worker<'_>) {
    let browser = worker.browser;
    let mut findings = Findings::new();
    let mut n_opened = 0;
    browser.on(PHONE);
    for scheme in ["light", "dark"] {
        browser.with("", &[("prefers-color-scheme", scheme)]);
        for page in worker.sites.articles().iter().take(4) {
            browser.open(&page.url);
            let openers = "[popovertarget]:not([popovertargetaction=hide]), [aria-haspopup=dialog]";
            for opener in browser.all(openers).iter().filter(|opener| opener.is_shown()) {
                opener.click();
                let open = "document.querySelector(':popover-open, dialog[open]')";
                browser.wait_for(&format!("{open} !== null"));
                let what = format!("{scheme}, « {} » open", opener.label());
                judge(browser, page, &what, &mut findings);
                n_opened += 1;
                browser.press(&[Key::Escape]);
                browser.wait_for(&format!("{open} === null"));
            }
        }
    }
    findings.expect(&"phone", n_opened > 0, || "nothing opens, not even a menu".to_owned());
    findings.end();
}

fn judge_all(worker: &Worker<'_>, pages: &[Page], scheme: &str, screen: Screen) {
    let browser = worker.browser;
    let mut findings = Findings::new();
    browser.on(screen);
    browser.with("", &[("prefers-color-scheme", scheme)]);
    for page in pages {
        browser.open(&page.url);
        judge(browser, page, scheme, &mut findings);
    }
    findings.end();
}

/// Runs axe-core in the page that is open.
fn judge(browser: &Browser, page: &Page, what: &str, findings: &mut Findings) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(&path).expect("axe-core: tests/browser/run installs it");
    let run = "return axe.run(document, {
        resultTypes: ['violations'],
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }).then((result) => ({
        nRules: result.passes.length + result.violations.length,
        found: result.violations.flatMap((rule) => rule.nodes.map((node) =>
            `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary.split('\\n')[1].trim()}`)),
    }));";
    let result = browser.script(&format!("{axe}\n{run}"), &[]);
    let place = format!("{page}, {what}");
    let n_rules = result["nRules"].as_u64().unwrap_or_default();
    findings.expect(&place, n_rules > 10, || format!("only {n_rules} rules had anything to judge"));
    for found in result["found"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        findings.add(&place, found);
    }
}
