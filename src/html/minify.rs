//! Pages with fewer bytes and the same words.
//!
//! Which function is for what:
//!
//! - [`compact()`] is for what guichet makes itself: whole pages, each one, at the
//!   price of reading them once. It cuts white space, comments and quotes, and
//!   nothing else. It is right for any HTML, but stops where HTML is not well
//!   nested;
//! - [`minify_fragment`] is for HTML that others wrote, inside a block of a page:
//!   minify-html makes more of it (attributes that say what goes without saying,
//!   styles, character references), at thirty times the price. [`minify`] does
//!   the same to a whole page.
//!
//! This module is the only caller of minify-html and guards what it would change
//! (seen in 0.18.1):
//!
//! - it deletes white space between inline siblings in `div`, `nav`, `section`
//!   and the like: `<nav><a>un</a> <a>deux</a></nav>` would read `undeux`. Such
//!   spaces travel as a sign that it takes for a letter;
//! - it trims `label` and other inline elements as if they were blocks: same cure;
//! - the content of `pre`, `code`, `svg`, `script` and others does not travel at
//!   all: it is put back as it was;
//! - it shortens `hidden="until-found"` and drops an empty `sandbox`, which both
//!   mean something else then: the name of such an attribute carries a sign;
//! - it writes `&lt;` in attributes as `<`, which is right but leaves only one
//!   quote between an author's words and a tag: a sign again;
//! - it reads by its own rules, recursively: what is not well nested, or is too
//!   deep, or repeats an attribute, is returned as it came, unminified.
//!
//! Comments go; scripts and styles are left alone; closing tags and the tags of
//! `html` and `head` stay.

mod compact;
mod cut;
mod elements;
mod nesting;
mod prepare;
#[cfg(test)]
mod same_tree;
mod tags;

pub use compact::compact;
use compact::is_whole;
use prepare::{Prepared, prepare};

/// The page `html` with fewer bytes. The words a reader sees, the text of `pre`,
/// `code` and `textarea`, non-breaking spaces: all unchanged. Deterministic;
/// never fails: what cannot be minified safely is returned as it is.
pub fn minify(html: &str) -> String {
    shrink(html, false).unwrap_or_else(|| html.to_owned())
}

/// The HTML of an author with fewer bytes, as [`minify`], to be put into a block
/// of a page (`main`, `div`): white space at its ends goes. What would not stay
/// inside that block is returned as it is.
pub fn minify_fragment(html: &str) -> String {
    shrink(html, true).unwrap_or_else(|| html.to_owned())
}

fn shrink(html: &str, is_fragment: bool) -> Option<String> {
    if !is_whole(html, is_fragment) {
        return None;
    }
    let prepared = prepare(html)?;
    let bytes = minify_html::minify(prepared.html.as_bytes(), &options());
    String::from_utf8(bytes).ok().and_then(|text| restore(&text, &prepared))
}

fn options() -> minify_html::Cfg {
    minify_html::Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        keep_input_type_text_attr: true,
        ..minify_html::Cfg::default()
    }
}

/// Puts spaces and contents back; none if the minifier lost one.
fn restore(text: &str, prepared: &Prepared<'_>) -> Option<String> {
    let mut out = String::with_capacity(
        text.len() + prepared.contents.iter().map(|c| c.len()).sum::<usize>(),
    );
    let mut contents = prepared.contents.iter();
    let mut rest = text;
    let signs = [prepared.space, prepared.hole, prepared.mask, prepared.less];
    while let Some(idx) = rest.find(signs) {
        out.push_str(&rest[..idx]);
        rest = &rest[idx..];
        if rest.starts_with(prepared.space) {
            out.push(' ');
        } else if rest.starts_with(prepared.hole) {
            out.push_str(contents.next()?);
        } else if rest.starts_with(prepared.less) {
            out.push_str("&lt;");
        }
        rest = &rest[prepared.space.len_utf8()..];
    }
    out.push_str(rest);
    contents.next().is_none().then_some(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use scraper::{Html, Node};

    use super::elements::{is_block, keeps_content};
    use super::prepare::MAX_DEPTH;
    use super::{compact, minify, minify_fragment};

    /// What a reader sees: words, blocks apart, verbatim text as it is.
    fn seen(html: &str) -> Vec<String> {
        let page = Html::parse_document(html);
        let mut out = String::new();
        let mut node = page.tree.root();
        let mut verbatim = 0;
        loop {
            match node.value() {
                Node::Text(text) if verbatim > 0 => {
                    out.push_str(&text.replace(' ', "\u{1}").replace('\n', "\u{2}"));
                }
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => {
                    out.push_str(if is_block(element.name()) { " " } else { "" });
                    verbatim += usize::from(keeps_content(element.name()));
                }
                _ => {}
            }
            let mut next = node.first_child();
            while next.is_none() {
                if let Node::Element(element) = node.value() {
                    out.push_str(if is_block(element.name()) { " " } else { "" });
                    verbatim -= usize::from(keeps_content(element.name()));
                }
                next = node.next_sibling();
                if next.is_none() {
                    let Some(parent) = node.parent() else {
                        return words(&out);
                    };
                    node = parent;
                }
            }
            node = next.unwrap();
        }
    }

    fn words(text: &str) -> Vec<String> {
        text.split([' ', '\n', '\t', '\r', '\x0c'])
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    }

    fn check(html: &str) {
        for shrink in [minify, minify_fragment, compact] {
            let small = shrink(html);
            assert_eq!(seen(&small), seen(html), "\nfrom {html:?}\n  to {small:?}");
            assert_eq!(shrink(html), small);
            let more = 3 * html.matches("< ").count();
            assert!(small.len() <= html.len() + more, "{html:?} {small:?}");
        }
        assert!(compact(html).len() <= html.len(), "{html:?}");
    }

    #[test]
    fn spaces_between_inline_siblings_stay() {
        for (html, small) in [
            ("<nav> <a>un</a> <a>deux</a> </nav>", "<nav><a>un</a> <a>deux</a></nav>"),
            ("<nav><a>un</a>\n <!-- x -->\n<a>deux</a></nav>", "<nav><a>un</a> <a>deux</a></nav>"),
            ("<div><label>a </label><b>b</b></div>", "<div><label>a </label><b>b</b></div>"),
            ("<div><label> a</label> <input></div>", "<div><label> a</label> <input></div>"),
            ("<main>\n<p> a\n b </p>\n\n<p>c</p>\n</main>", "<main><p>a b</p><p>c</p></main>"),
            (
                "<ul> <li> a <b>b</b> </li> <li>c</li> </ul>",
                "<ul><li>a <b>b</b></li><li>c</li></ul>",
            ),
            (
                "<div><a>a</a> <script>x</script> <a>b</a></div>",
                "<div><a>a</a> <script>x</script> <a>b</a></div>",
            ),
        ] {
            assert_eq!(minify(html), small, "{html}");
            assert_eq!(minify_fragment(html), small, "{html}");
            assert_eq!(compact(html), small, "{html}");
        }
    }

    #[test]
    fn verbatim_text_and_special_spaces_stay() {
        for html in [
            "<pre>\n  a  <b> b </b>\n\n c </pre>",
            "<p>x <code> a  <i> b</i> </code></p>",
            "<textarea>\n\n a </textarea>",
            "<p>24\u{a0}350\u{202f}$\u{2009}!</p>",
            "<script>let a =  '<b> x'; // y\n</script>",
            "<div hidden=until-found>a</div>",
        ] {
            assert_eq!(minify(html), html);
            assert_eq!(compact(html), html);
        }
        for shrink in [minify, compact] {
            assert_eq!(shrink("<iframe sandbox=\"\"></iframe>"), "<iframe sandbox></iframe>");
        }
    }

    #[test]
    fn a_page_keeps_its_frame() {
        let page = "<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n  <meta charset=\"utf-8\">\n  <title> Prêt &amp; retour </title>\n</head>\n<body>\n<h1>Prêt</h1>\n<svg viewBox=\"0 0 1 1\"> <path d=\"M0 0\"/> <title>x</title> </svg>\n</body>\n</html>\n";
        let small = "<!doctype html><html lang=fr><head><meta charset=utf-8><title> Prêt &amp; retour </title></head><body><h1>Prêt</h1><svg viewBox=\"0 0 1 1\"> <path d=\"M0 0\"/> <title>x</title> </svg></body></html>";
        assert_eq!(compact(page), small);
        assert_eq!(minify(page), small.replace("viewBox", "viewbox"));
        assert_eq!(minify_fragment(page), page, "a page is no fragment");
    }

    #[test]
    fn attributes_lose_what_they_can_and_no_more() {
        for (html, small) in [
            ("<a href=\"/fr/\"  class='x' >a</a >", "<a href=/fr/ class=x>a</a>"),
            ("<br class=\"x\"/>", "<br class=x>"),
            ("<svg class=\"x\"/>", "<svg class=\"x\"/>"),
            ("<img alt=\"\" src = 'a b'>", "<img alt src='a b'>"),
            ("<p title=\"a`b\" id='a=b' lang=\">\">", "<p title=\"a`b\" id='a=b' lang=\">\">"),
            ("<p a=\"\" =b>", "<p a=\"\" =b>"),
            ("<pre class=\"x\"> <b id=\"y\"> </b> </pre>", "<pre class=x> <b id=y> </b> </pre>"),
        ] {
            assert_eq!(compact(html), small);
        }
    }

    #[test]
    fn a_page_is_compacted_up_to_where_it_is_not_well_nested() {
        for (html, small) in [
            ("<p> a <b> b </p> <i>", "<p>a <b> b </p> <i>"),
            (
                "<p> a </p> <table> <tr> <!-- b --> x </table>",
                "<p>a</p> <table> <tr> <!-- b --> x </table>",
            ),
            ("<ul> <li> a </li> <!-- b --> </p> <li>", "<ul><li>a</li> <!-- b --> </p> <li>"),
            ("<p> a <b x='", "<p>a <b x='"),
            ("<div> <div> <script> a", "<div><div> <script> a"),
        ] {
            assert_eq!(compact(html), small);
        }
    }

    #[test]
    fn comments_stay_where_text_would_become_something_else() {
        for html in ["a <<!-- c -->b>", "&am<!-- c -->p;", "<pre><!-- c -->\n</pre>"] {
            assert_eq!(compact(html), html);
        }
        assert_eq!(compact("a<!-- c -->b<!-- d --> <!-- e -->c<?f?>"), "ab c");
    }

    #[test]
    fn what_is_not_well_nested_is_left_alone() {
        for html in ["<p> a <b> b </p>", "a </b> c", "<p  a a>x</p>", "<p> a <b x='", "<pre> a"] {
            assert_eq!(minify(html), html);
        }
        let deep = format!("{}{}", "<b> ".repeat(MAX_DEPTH + 1), "</b>".repeat(MAX_DEPTH + 1));
        assert_eq!(minify(&deep), deep);
        let signs: String = (0xfdd0..0xfdf0).filter_map(char::from_u32).collect();
        assert_eq!(minify(&format!("<p> {signs} </p>")), format!("<p> {signs} </p>"));
    }

    #[test]
    fn long_odd_pages_take_linear_time() {
        for piece in ["<b>", "<!--", "<code>", "</", "a <i> b</i> ", "<p x='", "<code>x</code> "] {
            let long = piece.repeat(20_000);
            let _ = (minify(&long), compact(&long));
        }
    }

    const LEAVES: &[&str] = &[
        "un",
        "deux",
        " ",
        "\n  ",
        "\u{a0}",
        "&nbsp;",
        "é",
        "&lt;b&gt;",
        "&amp;lt;",
        ".",
        "<br>",
        "<img src=x alt=''>",
        "<!-- c -->",
        "<input type=checkbox> ",
        "<hr>",
        "<wbr>",
        " trois ",
        "<script> a  b </script>",
        "\u{202f}!",
        "&",
        "< ",
    ];

    const ELEMENTS: &[&str] = &[
        "div",
        "nav",
        "p",
        "a",
        "span",
        "b",
        "label",
        "li",
        "ul",
        "section",
        "h2",
        "code",
        "pre",
        "td",
        "blockquote",
        "button",
        "summary",
        "details",
        "textarea",
        "em",
        "custom-tag",
        "noscript",
        "dd",
        "main",
        "output",
        "aside",
        "svg",
    ];

    fn tree() -> impl Strategy<Value = String> {
        let leaf = prop::sample::select(LEAVES).prop_map(str::to_owned);
        leaf.prop_recursive(6, 60, 6, |inner| {
            (prop::sample::select(ELEMENTS), prop::collection::vec(inner, 0..6)).prop_map(
                |(name, children)| match name {
                    "td" => format!("<table> <tr> <td>{}</td> </tr> </table>", children.concat()),
                    _ => format!("<{name}>{}</{name}>", children.concat()),
                },
            )
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]
        #[test]
        fn the_words_of_any_page_stay(parts in prop::collection::vec(tree(), 0..5)) {
            check(&parts.concat());
        }

        #[test]
        fn any_text_is_survived(html in "[<>/!\\-='\"&;# a-c\\n\u{a0}\u{0}\\[\\]]{0,60}") {
            let _ = (minify(&html), minify_fragment(&html));
        }
    }
}
