//! What a page costs, keeps to itself, and says to nobody.

use std::fmt::Write as _;

use guichet_browser::network::Transfer;
use guichet_browser::server::gzip;
use guichet_browser::{Browser, Check, Findings, Key, LANGS, Worker};
use serde_json::json;

/// The checks of this file.
pub const CHECKS: &[Check] = &[
    ("an_article_of_600_words_is_light", an_article_of_600_words_is_light),
    ("nothing_is_inline", nothing_is_inline),
    ("a_visit_leaves_no_trace", a_visit_leaves_no_trace),
];

/// Most bytes over the wire of a first visit, headers included, images apart.
const MAX_BYTES: u64 = 30_000;

/// Most requests of it.
const MAX_REQUESTS: usize = 5;

/// Most bytes of each kind, compressed by gzip. What is aimed at is 5,000 of HTML and
/// 8,000 of style; the vote, the contact and the structured data have taken pages
/// past it, and no page may go further.
const MAX_OF_KIND: [(&str, u64); 3] =
    [("Document", 5_700), ("Stylesheet", 8_200), ("Script", 10_000)];

/// Articles of about 600 words: of the small site, and of the own site, where the
/// navigation is longer.
fn articles_of_600_words(worker: &Worker<'_>) -> Vec<String> {
    let small = ["/fr/prets/renouveler/", "/en/loans/renew/"];
    let mut urls: Vec<String> = small.iter().map(|path| worker.sites.small.url(path)).collect();
    urls.extend(LANGS.iter().filter_map(|lang| nearest_to_600(worker, lang)));
    urls
}

/// The article of the own site whose length is nearest to 600 words.
fn nearest_to_600(worker: &Worker<'_>, lang: &str) -> Option<String> {
    let site = &worker.sites.own;
    let pages = site.html_files().into_iter().filter_map(|file| {
        let twin = std::fs::read_to_string(file.with_file_name("index.md")).ok()?;
        let html = std::fs::read_to_string(&file).ok()?;
        let path = file.parent()?.strip_prefix(&site.folder).ok()?.to_str()?.to_owned();
        let is_article = html.contains("<article") && path.starts_with(lang);
        is_article.then(|| (twin.split_whitespace().count().abs_diff(600), path))
    });
    let (_, path) = pages.min()?;
    Some(site.url(&format!("/{path}/")))
}

fn an_article_of_600_words_is_light(worker: &Worker<'_>) {
    let mut findings = Findings::new();
    let browser = worker.browser;
    let urls = articles_of_600_words(worker);
    assert_eq!(urls.len(), 4, "{urls:?}");
    for url in urls {
        browser.devtools("Network.clearBrowserCache", &json!({}));
        browser.log("performance");
        browser.open(&url);
        let all = loaded(browser, &url);
        let counted: Vec<_> = all.iter().filter(|transfer| transfer.kind != "Image").collect();
        let n_bytes: u64 = counted.iter().map(|transfer| transfer.n_bytes).sum();
        let mut said = format!("       {url}: {} requests, {n_bytes} bytes", counted.len());
        findings.expect(&url, n_bytes <= MAX_BYTES, || format!("{n_bytes} bytes: {counted:#?}"));
        findings.expect(&url, counted.len() <= MAX_REQUESTS, || {
            format!("{} requests: {counted:#?}", counted.len())
        });
        for (kind, limit) in MAX_OF_KIND {
            let of_kind = counted.iter().filter(|transfer| transfer.kind == kind);
            let bodies = of_kind.map(|transfer| body(worker, &transfer.url));
            let n_bytes: u64 = bodies.map(|body| gzip(&body).len() as u64).sum();
            let _ = write!(said, ", {kind} {n_bytes}");
            findings.expect(&url, n_bytes > 0, || format!("no {kind}"));
            findings.expect(&url, n_bytes <= limit, || {
                format!("{n_bytes} bytes of {kind}, at most {limit}")
            });
        }
        println!("{said}");
    }
    findings.end();
}

/// What a page has asked for, once all answers are there.
fn loaded(browser: &Browser, url: &str) -> Vec<Transfer> {
    let mut all: Vec<Transfer> = Vec::new();
    browser.settle();
    browser.wait("every request has its answer", || {
        all.extend(browser.transfers());
        let is_there = all.iter().any(|transfer| transfer.url == url);
        (is_there && all.iter().all(|transfer| transfer.n_bytes > 0)).then_some(())
    });
    all
}

/// The file at an address of one of the sites.
fn body(worker: &Worker<'_>, url: &str) -> Vec<u8> {
    let sites = [&worker.sites.own, &worker.sites.small];
    let site = sites.into_iter().find(|site| url.starts_with(site.origin()));
    let site = site.expect("an address of a site");
    let path = url[site.origin().len()..].trim_start_matches('/');
    let file = site.folder.join(path);
    let file = if file.is_dir() { file.join("index.html") } else { file };
    std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn nothing_is_inline(worker: &Worker<'_>) {
    let mut findings = Findings::new();
    let script = "return [...document.querySelectorAll('*')].flatMap((element) => {
        const name = element.tagName.toLowerCase();
        const found = [...element.attributes].filter(({ name }) => /^on|^style$/.test(name));
        const isData = name === 'script' && /json/.test(element.type);
        const isInline = name === 'style' || (name === 'script' && !element.src && !isData);
        return [...found.map((attribute) => `${name} ${attribute.name}`), ...(isInline ? [name] : [])];
    });";
    worker.browser.without_scripts();
    for page in worker.sites.pages() {
        worker.browser.open(&page.url);
        let found = worker.browser.script(script, &[]);
        findings.expect(&page, found == json!([]), || found.to_string());
        let has_policy = worker.browser.is("document.querySelector(\
            'meta[http-equiv=Content-Security-Policy]')?.content.includes(\"default-src 'none'\")");
        findings.expect(&page, has_policy, || "no policy in the page".to_owned());
    }
    findings.end();
}

/// Nothing on the console under the policy, nothing stored, nobody else asked.
fn a_visit_leaves_no_trace(worker: &Worker<'_>) {
    let mut findings = Findings::new();
    let browser = worker.browser;
    let mut n_requests = 0;
    for page in worker.sites.pages() {
        browser.open(&page.url);
        // A reader scrolls, jumps and looks around.
        (0..2).for_each(|_| browser.press(&[Key::Tab]));
        browser.script("scrollTo(0, document.body.scrollHeight); location.hash = 'g-title';", &[]);
        browser.settle();
        let stored = browser.script(include_str!("scripts/stored.js"), &[]);
        findings.expect(&page, stored == "", || format!("stored: {stored}"));
        for said in browser.console() {
            // The browser says of each address that leads nowhere that it leads nowhere.
            let is_status = page.kind == "not found" && said.contains("status of 404");
            findings.expect(&page, is_status, || said.clone());
        }
        let origin = browser.eval("location.origin");
        let origin = format!("{}/", origin.as_str().unwrap_or_default());
        for transfer in browser.transfers() {
            n_requests += 1;
            let is_ours = transfer.url.starts_with(&origin);
            findings.expect(&page, is_ours, || format!("asks {}", transfer.url));
            findings.expect(&page, !transfer.sets_cookie, || "a cookie".to_owned());
        }
    }
    findings.expect(&"log", n_requests > 100, || format!("has {n_requests} requests only"));
    findings.end();
}
