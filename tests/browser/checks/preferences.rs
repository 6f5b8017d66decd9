//! High contrast, reduced motion, paper.

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
        for page in worker.sites.in_french() {
            browser.open(&page.url);
            assert!(browser.is("matchMedia('(forced-colors: active)').matches"));
            let found = browser.script(include_str!("scripts/invisible.js"), &[]);
            findings.expect(&format!("{page}, {scheme}"), found == json!([]), || found.to_string());
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
        const list = here.parentElement.parentElement;
        const other = [...list.querySelectorAll('a[href]')]
            .find((link) => link.parentElement.parentElement === list && link !== here);
        const signs = (link) => { const style = getComputedStyle(link); return [
            style.fontWeight, style.textDecorationLine, style.borderInlineStartColor,
            style.borderInlineStartWidth, style.borderBlockEndWidth, style.outlineStyle].join(' '); };
        return other ? signs(here) !== signs(other) : 'no neighbor';";
    let differs = browser.script(differs, &[]);
    findings.expect(page, differs == json!(true), || format!("current page: {differs}"));
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
    for page in worker.sites.in_french() {
        browser.open(&page.url);
        let found = browser.script(moving, &[]);
        findings.expect(&page, found == json!([]), || found.to_string());
    }
    findings.end();
}

fn paper_shows_the_text(worker: &Worker<'_>) {
    let mut findings = Findings::new();
    let browser = worker.browser;
    browser.with("print", &[("prefers-color-scheme", "dark")]);
    let is_read = |kind: &str| !["root", "not found"].contains(&kind);
    for page in worker.sites.in_french().iter().filter(|page| is_read(page.kind)) {
        browser.open(&page.url);
        let seen = "return [...document.querySelectorAll('nav, button, form, dialog, [popover]')]
            .filter((part) => part.checkVisibility() && part.getBoundingClientRect().height > 0)
            .map((part) => part.tagName + '.' + part.className + ' ' + (part.ariaLabel ?? ''));";
        let seen = browser.script(seen, &[]);
        findings.expect(page, seen == json!([]), || format!("on paper: {seen}"));
        let is_text_shown = browser.is("document.querySelector('main h1').checkVisibility()");
        findings.expect(page, is_text_shown, || "no title on paper".to_owned());
        // Paper is white, whatever the screen is.
        let scheme = browser.eval("getComputedStyle(document.documentElement).colorScheme");
        findings.expect(page, !scheme.to_string().contains("dark"), || scheme.to_string());
    }
    // What a screen folds away is on paper.
    let everything = worker.sites.small.url("/fr/outils/tout/");
    browser.open(&everything);
    for folded in ["Demandez-nous.", "Appelez-nous"] {
        let script = "const walker = document.createTreeWalker(document.querySelector('main'), 4);
            for (let node; (node = walker.nextNode()); ) if (node.data.includes(arguments[0])) {
                const range = document.createRange(); range.selectNode(node);
                return node.parentElement.checkVisibility({ contentVisibilityAuto: true })
                    && range.getBoundingClientRect().height > 0;
            } return 'not found';";
        let shown = browser.script(script, &[json!(folded)]);
        findings.expect(&everything, shown == json!(true), || {
            format!("« {folded} » is not on paper: {shown}")
        });
    }
    findings.end();
}

fn every_page_kind_prints(worker: &Worker<'_>) {
    let mut findings = Findings::new();
    for page in worker.sites.in_french() {
        worker.browser.open(&page.url);
        let pdf = worker.browser.print();
        let is_page = |bytes: &&[u8]| *bytes == b"/Type /Page\n" || *bytes == b"/Type /Page ";
        let n_pages = pdf.windows(12).filter(is_page).count();
        findings.expect(&page, pdf.starts_with(b"%PDF-"), || "no PDF".to_owned());
        // An index is long; a page that grows on paper is a fault of its styles.
        findings.expect(&page, (1..=30).contains(&n_pages), || format!("{n_pages} sheets"));
    }
    findings.end();
}
