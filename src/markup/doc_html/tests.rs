//! Tests of the HTML of articles that need more than a text.

use super::{
    DocContext, DocWords, FragmentOptions, HtmlPolicy, ImageSource, ResolvedLink, fragment, write,
};
use crate::base::{MappedText, SourceId};
use crate::code::Highlighted;
use crate::markup::doc::CodeBlock;
use crate::markup::{Dialect, Doc, ParseOptions, parse};

struct Words;

impl DocWords for Words {
    fn word(&self, _key: &str) -> &'static str {
        "word"
    }

    fn label(&self, _key: &str, subject: &str) -> String {
        format!("to {subject}")
    }
}

fn doc(text: &str) -> Doc {
    parse(&MappedText::verbatim(SourceId(0), text, 0), &ParseOptions::full(None)).value
}

fn html(text: &str, targets: &[ResolvedLink]) -> String {
    let ctx = DocContext { words: &Words, highlight: &colored, html: HtmlPolicy::Trusted };
    write(&doc(text), &ctx).close(targets)
}

fn colored(code: &CodeBlock) -> Option<Highlighted> {
    let line = |text: &str| vec![(Some("k"), text.to_owned()), (None, "<".to_owned())];
    (code.lang == "x")
        .then(|| Highlighted { lines: code.text.lines().map(line).collect(), is_cut: false })
}

fn to(href: &str) -> ResolvedLink {
    ResolvedLink { href: href.to_owned(), ..ResolvedLink::default() }
}

#[test]
fn links_lead_to_their_targets() {
    let english = ResolvedLink { hreflang: Some("en-CA".to_owned()), ..to("/en/a/") };
    assert_eq!(html("[a](a.md)", &[english]), "<p><a href=\"/en/a/\" hreflang=\"en-CA\">a</a></p>");
    let external = ResolvedLink { is_external: true, ..to("https://b.example/?a&b") };
    assert_eq!(
        html("[a](x)", &[external]),
        "<p><a href=\"https://b.example/?a&amp;b\" class=\"external\" rel=\"noopener\">a</a></p>"
    );
}

#[test]
fn links_that_lead_nowhere_are_words() {
    assert_eq!(html("[*a*](x) ![b](y)", &[]), "<p><em>a</em> b</p>");
    assert_eq!(html("[a](x)", &[to("")]), "<p>a</p>");
    assert_eq!(html("[a](x)", &[to("JavaScript:alert(1)")]), "<p>a</p>");
}

#[test]
fn images_know_their_size_and_all_but_the_first_wait() {
    let target = ResolvedLink { size: Some((640, 480)), ..to("/a.png") };
    assert_eq!(
        html("![b](a.png) ![c](a.png)", &[target.clone(), target]),
        "<p><img src=\"/a.png\" alt=\"b\" width=\"640\" height=\"480\"> \
         <img src=\"/a.png\" alt=\"c\" width=\"640\" height=\"480\" loading=\"lazy\" \
         decoding=\"async\"></p>"
    );
}

#[test]
fn an_image_has_its_copies_around_it() {
    let source = ImageSource { media: "image/webp".to_owned(), srcset: "/a-9.webp 9w".to_owned() };
    let target = ResolvedLink { sources: vec![source], sizes: "9px".to_owned(), ..to("/a.png") };
    assert_eq!(
        html("![b](a.png)", &[target]),
        "<p><picture><source type=\"image/webp\" srcset=\"/a-9.webp 9w\" sizes=\"9px\">\
         <img src=\"/a.png\" alt=\"b\"></picture></p>"
    );
}

#[test]
fn colored_code_keeps_its_marked_lines() {
    assert_eq!(
        html("```x {2}\na\nb\n```", &[]),
        "<figure class=\"code\"><pre tabindex=\"0\"><code class=\"language-x\">\
         <span class=\"k\">a</span>&lt;\n<span class=\"line marked\"><span class=\"k\">b</span>&lt;\n\
         </span></code></pre></figure>"
    );
}

#[test]
fn fragments_are_rendered_without_a_site() {
    let mut options = FragmentOptions {
        tag: "und",
        dialect: Dialect::Full,
        html: HtmlPolicy::Off,
        words: &Words,
        highlight: &|_| None,
    };
    let outcome = fragment("a <b> [c](d e.md) [c](<d e.md>)", &options);
    assert_eq!(outcome.value, "<p>a &lt;b&gt; [c](d e.md) <a href=\"d%20e.md\">c</a></p>\n");
    options.html = HtmlPolicy::Trusted;
    assert_eq!(fragment("<b>x</b>", &options).value, "<p><b>x</b></p>\n");
    options.dialect = Dialect::CommonMark;
    let outcome = fragment("# a <b>\n:::", &options);
    assert_eq!(outcome.value, "<h1>a <b></h1>\n<p>:::</p>\n");
    assert!(outcome.diagnostics.is_empty());
}
