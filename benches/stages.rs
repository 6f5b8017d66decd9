//! The stages of one article, each alone: parse, typography, highlight, HTML,
//! sanitize, minify, compact. `cargo bench --bench stages`.

use divan::{Bencher, black_box};
use guichet::base::{MappedText, SourceId};
use guichet::code::Highlighter;
use guichet::config::HtmlPolicy;
use guichet::html::minify::compact;
use guichet::html::{minify, sanitize};
use guichet::i18n::typography::Rules;
use guichet::markup::{Dialect, ParseOptions, parse};
use guichet::render;

fn main() {
    divan::main();
}

/// A patron's article of this repository, twice as long as most.
const ARTICLE: &str = include_str!("../content/fr/loans/loan-rules.md");
/// A provider's guide: containers, tables, code.
const GUIDE: &str = include_str!("../content/fr/guichet/markdown.md");

fn body(text: &str) -> &str {
    text.splitn(3, "+++").nth(2).unwrap_or(text)
}

#[divan::bench(args = ["article", "guide"])]
fn parse_markdown(bencher: Bencher<'_, '_>, which: &str) {
    let text = body(if which == "guide" { GUIDE } else { ARTICLE });
    let mapped = MappedText::verbatim(SourceId(0), text, 0);
    bencher.bench(|| parse(black_box(&mapped), &ParseOptions::full(None)));
}

#[divan::bench]
fn typography(bencher: Bencher<'_, '_>) {
    let rules = Rules::for_tag("fr-CA");
    bencher.bench(|| rules.apply_str(black_box(body(ARTICLE))));
}

#[divan::bench(args = ["article", "guide"])]
fn render_fragment(bencher: Bencher<'_, '_>, which: &str) {
    let text = body(if which == "guide" { GUIDE } else { ARTICLE });
    bencher.bench(|| render::fragment(black_box(text), "fr-CA", Dialect::Full, HtmlPolicy::Off));
}

#[divan::bench(args = ["html", "js", "python", "rust", "toml"])]
fn highlight(bencher: Bencher<'_, '_>, lang: &str) {
    let highlighter = Highlighter::new();
    let text = "const value = renew(\"loan\", 14); // renew <b>now</b>\n".repeat(12);
    let _ = highlighter.highlight(lang, &text);
    bencher.bench(|| highlighter.highlight(black_box(lang), black_box(&text)).is_ok());
}

#[divan::bench]
fn sanitize_body(bencher: Bencher<'_, '_>) {
    let html = render::fragment(body(GUIDE), "fr-CA", Dialect::Full, HtmlPolicy::Off).value;
    bencher.bench(|| sanitize::clean_body(black_box(&html)));
}

#[divan::bench]
fn minify_body(bencher: Bencher<'_, '_>) {
    let html = render::fragment(body(GUIDE), "fr-CA", Dialect::Full, HtmlPolicy::Off).value;
    bencher.bench(|| minify(black_box(&html)));
}

#[divan::bench]
fn compact_body(bencher: Bencher<'_, '_>) {
    let html = render::fragment(body(GUIDE), "fr-CA", Dialect::Full, HtmlPolicy::Off).value;
    bencher.bench(|| compact(black_box(&html)));
}
