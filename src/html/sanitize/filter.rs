//! The first wall: one piece of an author's HTML, tag by tag, written anew.

use std::ops::Range;

use super::Dropped;
use super::allow;
use super::url;
use crate::html::tokens::{Attribute, Tag, Token, Tokens, is_void};

/// Attributes kept on one tag; browsers and parsers search them in a row.
const MAX_ATTRIBUTES: usize = 32;

/// Keeps what is on the list; reports the rest.
pub(super) fn filter(html: &str) -> (String, Vec<Dropped>) {
    let mut filter = Filter { out: String::with_capacity(html.len()), dropped: Vec::new() };
    let mut tokens = Tokens::new(html);
    while let Some((token, range)) = tokens.next() {
        match token {
            Token::Text(text) => push_text(&mut filter.out, text),
            Token::Start(tag) => filter.start(&tag, range, &mut tokens),
            Token::End(tag) => filter.end(&tag),
            // An author's note to other authors: no reader misses it.
            Token::Comment => {}
            Token::Doctype => filter.drop("<!doctype>".to_owned(), range),
            Token::Bogus | Token::Unfinished => filter.drop(head_of(&html[range.clone()]), range),
        }
    }
    (filter.out, filter.dropped)
}

struct Filter {
    out: String,
    dropped: Vec<Dropped>,
}

impl Filter {
    fn drop(&mut self, what: String, range: Range<usize>) {
        self.dropped.push(Dropped { what, range });
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>, tokens: &mut Tokens<'_>) {
        let name = tag.lower_name();
        if allow::is_element(&name) {
            self.out.push('<');
            self.out.push_str(&name);
            self.attributes(&name, tag);
            self.out.push('>');
            return;
        }
        let mut end = range.end;
        if name == "plaintext" {
            tokens.skip_all();
        } else if allow::loses_content(&name) {
            let (content, has_end) = tokens.raw_text(&name);
            end += content.len();
            if has_end && let Some((_, closing)) = tokens.next() {
                end = closing.end;
            }
        }
        self.drop(format!("<{}>", shortened(&name)), range.start..end);
    }

    fn end(&mut self, tag: &Tag<'_>) {
        // What was dropped was reported at its start tag.
        let name = tag.lower_name();
        if allow::is_element(&name) && !is_void(&name) {
            self.out.push_str("</");
            self.out.push_str(&name);
            self.out.push('>');
        }
    }

    fn attributes(&mut self, element: &str, tag: &Tag<'_>) {
        let mut seen: Vec<String> = Vec::new();
        for attribute in tag.attributes() {
            let name = attribute.name.to_ascii_lowercase();
            if let Some(what) = refusal(element, &name, &attribute) {
                self.drop(what, attribute.range);
            } else if seen.len() < MAX_ATTRIBUTES && !seen.contains(&name) {
                self.out.push(' ');
                self.out.push_str(&name);
                if !attribute.value.is_empty() || matches!(name.as_str(), "alt" | "href") {
                    self.out.push_str("=\"");
                    push_value(&mut self.out, attribute.value);
                    self.out.push('"');
                }
                seen.push(name);
            }
        }
    }
}

/// Why an attribute may not stay: its name, with the value where that is wrong.
fn refusal(element: &str, name: &str, attribute: &Attribute<'_>) -> Option<String> {
    if !allow::is_attribute(element, name) {
        return Some(shortened(name).to_owned());
    }
    let is_fine = match name {
        "href" | "src" | "cite" => url::is_safe_raw_url(attribute.value),
        _ => allow::is_value(name, &url::decode(attribute.value)),
    };
    (!is_fine).then(|| format!("{name}=\"{}\"", shortened(attribute.value)))
}

/// Text, its signs escaped; character references stay as written.
fn push_text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\0' => {}
            _ => out.push(c),
        }
    }
}

/// A value for double quotes; character references stay as written.
fn push_value(out: &mut String, value: &str) {
    for c in value.chars() {
        match c {
            '"' => out.push_str("&quot;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\0' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
}

/// The first word of a piece of markup, to name it in a message.
fn head_of(markup: &str) -> String {
    let word = markup.split([' ', '\t', '\n', '\r', '>']).next().unwrap_or(markup);
    shortened(word).to_owned()
}

fn shortened(text: &str) -> &str {
    text.char_indices().nth(40).map_or(text, |(idx, _)| &text[..idx])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::filter;

    fn kept(html: &str) -> String {
        filter(html).0
    }

    fn dropped(html: &str) -> Vec<String> {
        filter(html).1.into_iter().map(|d| format!("{} {}", d.what, &html[d.range])).collect()
    }

    #[test]
    fn allowed_markup_comes_through() {
        let html = "<details open><summary>Plus</summary>\n\n<p class=\"x y\" lang='en'>Été &amp; hiver</p></details>";
        assert_eq!(
            kept(html),
            "<details open><summary>Plus</summary>\n\n<p class=\"x y\" lang=\"en\">Été &amp; hiver</p></details>"
        );
        assert_eq!(filter(html).1, []);
        assert_eq!(
            kept("</DIV><BR/><img SRC=a.png alt>"),
            "</div><br><img src=\"a.png\" alt=\"\">"
        );
    }

    #[test]
    fn the_text_of_unknown_elements_stays_and_code_goes() {
        assert_eq!(kept("<blink>a <font>b</font></blink>"), "a b");
        assert_eq!(kept("a<script>if (1<2) x()</script>b<style>p{}</style>c"), "abc");
        assert_eq!(kept("a<iframe src=x>y</iframe>b<template><p>c</template>d"), "abd");
        assert_eq!(kept("a<plaintext>b</plaintext>c"), "a");
        assert_eq!(kept("a<!-- b -->c<?php d?>e<![CDATA[f]]>g"), "aceg");
        assert_eq!(kept("1 < 2 > 3 <3"), "1 &lt; 2 &gt; 3 &lt;3");
    }

    #[test]
    fn each_drop_is_reported_with_its_place() {
        assert_eq!(
            dropped("é<a href='javascript:x' onclick=y style=z>k</a><script>s</script>"),
            [
                "href=\"javascript:x\" href='javascript:x'",
                "onclick onclick=y",
                "style style=z",
                "<script> <script>s</script>",
            ]
        );
        assert_eq!(
            dropped("<p id=location name=x>"),
            ["id=\"location\" id=location", "name name=x"]
        );
        assert_eq!(dropped("a <b title='"), ["<b <b title='"]);
    }

    #[test]
    fn a_very_long_piece_takes_linear_time() {
        for piece in [
            "<template>",
            "<a ",
            "<![CDATA[",
            "</",
            "<b x='",
            "<!--",
            "</script",
            "<iframe></iframe",
        ] {
            let html = piece.repeat(20_000);
            let _ = filter(&html);
        }
        let many: String = " a=1 bb=2 aria-x=3 aria-label aria-yy".repeat(20_000);
        assert!(kept(&format!("<p{many}>")).len() < 400);
    }

    proptest! {
        #[test]
        fn any_text_is_filtered_and_filtering_again_changes_nothing(html in "\\PC{0,80}") {
            let (once, _) = filter(&html);
            prop_assert_eq!(filter(&once).0, once);
        }
    }
}
