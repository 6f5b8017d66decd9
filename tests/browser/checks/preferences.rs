//! High contrast, reduced motion, paper.

use guichet_browser::emulation::PHONE;
use guichet_browser::{Check, Findings, Worker};
use serde_json::json;

use crate::keyboard::walk;

/// The checks of this file.
pub const CHECKS: &[Check] = &[
    ("forced_colors_hide_nothing", forced_colors_hide_nothing),
    ("forced_colors_show_the_focus_and_the_current_page", forced_colors_show_the_focus),
    ("reduced_motion_moves_nothing", reduced_motion_moves_nothing),
    ("paper_shows_the_text_and_not_the_frame", paper_shows_the_text),
    ("every_page_kind_prints", every_page_kind_prints),
];

fn forced_colors_hide_nothing(worker: &Worker<'_>) {
    let mut findings = Findings::new();
    let browser = worker.browser;
    for scheme in ["light", "dark"] {
        browser.with("", &[("forced-colors", "active"), ("prefers-color-scheme", scheme)]);
        for page in worker.sites.pages() {
            browser.open(&page.url);
            assert!(browser.is("matchMedia('(forced-colors: active)').matches"));
            let found = browser.script(include_str!("scripts/invisible.js"), &[]);
            findings.expect(found == json!([]), || format!("{page}, {scheme}: {found}"));
        }
    }
    findings.end();
}

fn forced_colors_show_the_focus(worker: &Worker<'_>) {
    let mut findings = Findings::new();
    let browser = worker.browser;
    browser.with("", &[("forced-colors", "active"), ("prefers-reduced-motion", "reduce")]);
    let page = &worker.sites.articles()[0];
    browser.open(&page.url);
    walk(browser, &mut findings);
    // The link to the page itself differs from its neighbors by more than a color.
    let differs = "const here = document.querySelector('nav [aria-current=page]');
        const other = [...document.querySelectorAll('nav a[href]')]
            .find((link) => link.parentElement.parentElement === here.parentElement.parentElement && link !== here);
        const signs = (link) => { const style = getComputedStyle(link); return [
            style.fontWeight, style.textDecorationLine, style.borderInlineStartColor,
            style.borderInlineStartWidth, style.borderBlockEndWidth, style.outlineStyle].join(' '); };
        return other ? signs(here) !== signs(other) : 'no neighbor';";
    let differs = browser.script(differs, &[]);
    findings.expect(differs == json!(true), || format!("{page}: current page: {differs}"));
    findings.end();
}

fn reduced_motion_moves_nothing(worker: &Worker<'_>) {
    let mut findings = Findings::new();
    let browser = worker.browser;
    browser.with("", &[("prefers-reduced-motion", "reduce")]);
    let moving = "return [...document.querySelectorAll('*')].flatMap((element) =>
        ['', '::before', '::after', '::backdrop'].flatMap((part) => {
            const style = getComputedStyle(element, part || null);
            const longest = (times) => Math.max(...times.split(',').map(parseFloat));
            const moves = (style.animationName !== 'none' && longest(style.animationDuration) > .01)
                || longest(style.transitionDuration) > .01 || style.scrollBehavior === 'smooth';
            return moves ? [element.tagName + '.' + element.className + part] : [];
        }));";
    for page in worker.sites.pages() {
        browser.open(&page.url);
        let found = browser.script(moving, &[]);
        findings.expect(found == json!([]), || format!("{page}: {found}"));
    }
    findings.end();
}

fn paper_shows_the_text(worker: &Worker<'_>) {
    let mut findings = Findings::new();
    let browser = worker.browser;
    browser.with("print", &[("prefers-color-scheme", "dark")]);
    let pages = [worker.sites.kinds(), worker.sites.articles()].concat();
    for page in pages.iter().filter(|page| page.kind != "root" && page.kind != "not found") {
        browser.open(&page.url);
        let seen = "return [...document.querySelectorAll('nav, button, form, dialog, [popover]')]
            .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height > 0)
            .map((element) => element.tagName + '.' + element.className + ' ' + (element.ariaLabel ?? ''));";
        let seen = browser.script(seen, &[]);
        findings.expect(seen == json!([]), || format!("{page}: on paper: {seen}"));
        let is_text_shown = browser.is("document.querySelector('main h1').checkVisibility()");
        findings.expect(is_text_shown, || format!("{page}: no title on paper"));
        // Paper is white, whatever the screen is.
        let ground = browser.eval("getComputedStyle(document.documentElement).colorScheme");
        findings.expect(!ground.to_string().contains("dark"), || format!("{page}: {ground}"));
    }
    // What a screen folds away is on paper.
    browser.open(&worker.sites.small.url("/fr/outils/tout/"));
    for hidden in ["Demandez-nous.", "Appelez-nous"] {
        let script = "const walker = document.createTreeWalker(document.querySelector('main'), 4);
            for (let node; (node = walker.nextNode()); ) if (node.data.includes(arguments[0])) {
                const range = document.createRange(); range.selectNode(node);
                return node.parentElement.checkVisibility({ contentVisibilityAuto: true })
                    && range.getBoundingClientRect().height > 0;
            } return 'not found';";
        let shown = browser.script(script, &[json!(hidden)]);
        findings.expect(shown == json!(true), || format!("« {hidden} » is not on paper: {shown}"));
    }
    findings.end();
}

fn every_page_kind_prints(worker: &Worker<'_>) {
    let mut findings = Findings::new();
    worker.browser.on(PHONE);
    for page in [worker.sites.kinds(), worker.sites.articles()].concat() {
        worker.browser.open(&page.url);
        let pdf = worker.browser.print();
        let is_page = |bytes: &&[u8]| *bytes == b"/Type /Page\n" || *bytes == b"/Type /Page ";
        let n_pages = pdf.windows(12).filter(is_page).count();
        findings.expect(pdf.starts_with(b"%PDF-"), || format!("{page}: no PDF"));
        findings.expect((1..=12).contains(&n_pages), || format!("{page}: {n_pages} sheets"));
    }
    findings.end();
}
