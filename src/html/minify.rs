//! Pages with fewer bytes and the same words.
//!
//! The work is done by minify-html; this module is its only caller and guards
//! what it would change (seen in 0.18.1):
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

use std::borrow::Cow;
use std::ops::Range;

use super::tokens::{Tag, Token, Tokens, is_space, is_void};

/// Elements that may be open at once; deeper pages are left alone, since the
/// minifier calls itself at each level.
const MAX_DEPTH: usize = 96;

/// The first of the 32 code points that Unicode keeps out of any text
/// (Unicode 16, §23.7 "Noncharacters").
const FIRST_SIGN: u32 = 0xfdd0;

/// The page `html` with fewer bytes. The words a reader sees, the text of `pre`,
/// `code` and `textarea`, non-breaking spaces: all unchanged. Deterministic;
/// never fails: what cannot be minified safely is returned as it is.
pub fn minify(html: &str) -> String {
    let Some(prepared) = prepare(html) else {
        return html.to_owned();
    };
    let bytes = minify_html::minify(prepared.html.as_bytes(), &options());
    String::from_utf8(bytes)
        .ok()
        .and_then(|text| restore(&text, &prepared))
        .unwrap_or_else(|| html.to_owned())
}

fn options() -> minify_html::Cfg {
    minify_html::Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        keep_input_type_text_attr: true,
        ..minify_html::Cfg::default()
    }
}

/// What is handed to the minifier.
struct Prepared<'a> {
    html: String,
    /// Stands for a space that must stay.
    space: char,
    /// Stands for the next of the contents.
    hole: char,
    /// Makes the name of an attribute unknown to the minifier.
    mask: char,
    /// Stands for `&lt;` in an attribute.
    less: char,
    contents: Vec<&'a str>,
}

/// What stands beside white space.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// The edge of a block: white space beside it is not seen.
    Block,
    /// An inline element, or what is not shown at all.
    Inline,
    /// The inner edge of an inline element that the minifier trims.
    Trimmed,
}

fn prepare(html: &str) -> Option<Prepared<'_>> {
    let mut signs =
        (FIRST_SIGN..FIRST_SIGN + 32).filter_map(char::from_u32).filter(|c| !html.contains(*c));
    let (space, hole, mask, less) = (signs.next()?, signs.next()?, signs.next()?, signs.next()?);
    let out = Prepared {
        html: String::with_capacity(html.len()),
        space,
        hole,
        mask,
        less,
        contents: Vec::new(),
    };
    let mut walk = Walk {
        source: html,
        out,
        text: String::new(),
        before: Side::Block,
        open: Vec::new(),
        is_in_head: false,
    };
    let mut tokens = Tokens::new(html);
    while let Some((token, range)) = tokens.next() {
        match token {
            Token::Text(text) => walk.text.push_str(text),
            Token::Start(tag) => walk.start(&tag, range, &mut tokens)?,
            Token::End(tag) => walk.end(&tag)?,
            Token::Comment | Token::Bogus => {}
            Token::Doctype => {
                walk.flush(Side::Block);
                walk.out.html.push_str(&html[range]);
            }
            Token::Unfinished => return None,
        }
    }
    walk.flush(Side::Block);
    walk.open.is_empty().then_some(walk.out)
}

struct Walk<'a> {
    source: &'a str,
    out: Prepared<'a>,
    /// Text since the last tag.
    text: String,
    /// What stands before that text.
    before: Side,
    open: Vec<Cow<'a, str>>,
    is_in_head: bool,
}

impl<'a> Walk<'a> {
    fn start(&mut self, tag: &Tag<'a>, range: Range<usize>, tokens: &mut Tokens<'a>) -> Option<()> {
        let name = tag.lower_name();
        if self.closes_another(&name) {
            return None;
        }
        let side = self.side(&name);
        let inner = if is_trimmed(&name) { Side::Trimmed } else { side };
        self.flush(side);
        self.tag(tag, range.clone())?;
        self.before = inner;
        if is_void(&name) || tag.is_self_closing && matches!(&*name, "svg" | "math") {
            return Some(());
        }
        if self.open.len() == MAX_DEPTH || name == "plaintext" {
            return None;
        }
        if keeps_content(&name) {
            let content = content(self.source, &name, range.end, tokens)?;
            if !content.is_empty() {
                self.out.html.push(self.out.hole);
                self.out.contents.push(content);
            }
        }
        self.is_in_head |= name == "head";
        self.open.push(name);
        Some(())
    }

    /// Whether a browser would end an open element here, unlike the source.
    fn closes_another(&self, name: &str) -> bool {
        let is_row =
            |name: &str| matches!(name, "li" | "dd" | "dt" | "tr" | "td" | "th" | "option");
        let parent = self.open.last().map_or("", |open| &**open);
        let is_in = |wanted: &str| {
            let ends =
                |open: &&Cow<'_, str>| matches!(&***open, "td" | "th" | "caption" | "button");
            self.open
                .iter()
                .rev()
                .take_while(|open| !ends(open) || *wanted == ***open)
                .any(|open| open == wanted)
        };
        match name {
            "a" | "button" => is_in(name),
            "br" | "legend" | "optgroup" => false,
            _ => {
                is_heading(name) && is_heading(parent)
                    || is_row(name) && parent == name
                    || is_block(name) && is_in("p")
            }
        }
    }

    /// The start tag as written, some names masked.
    fn tag(&mut self, tag: &Tag<'a>, range: Range<usize>) -> Option<()> {
        let mut seen: [&str; 8] = [""; 8];
        let mut copied = range.start;
        for (idx, attribute) in tag.attributes().enumerate() {
            if seen.iter().any(|name| name.eq_ignore_ascii_case(attribute.name)) {
                return None;
            }
            seen[idx % 8] = attribute.name;
            if changes_meaning(attribute.name, attribute.value) {
                let end = attribute.range.start + attribute.name.len();
                self.push_tag(&self.source[copied..end]);
                self.out.html.push(self.out.mask);
                copied = end;
            }
        }
        self.push_tag(&self.source[copied..range.end]);
        Some(())
    }

    fn push_tag(&mut self, markup: &str) {
        let mut pieces = markup.split("&lt;");
        self.out.html.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            self.out.html.push(self.out.less);
            self.out.html.push_str(piece);
        }
    }

    fn end(&mut self, tag: &Tag<'_>) -> Option<()> {
        let name = self.open.pop()?;
        if !name.eq_ignore_ascii_case(tag.name) {
            return None;
        }
        self.is_in_head &= name != "head";
        let side = self.side(&name);
        self.flush(if is_trimmed(&name) { Side::Trimmed } else { side });
        self.out.html.push_str("</");
        self.out.html.push_str(&name);
        self.out.html.push('>');
        self.before = side;
        Some(())
    }

    /// Writes the text before a tag, its significant spaces marked.
    fn flush(&mut self, after: Side) {
        let text = std::mem::take(&mut self.text);
        let blank = |c: char| u8::try_from(c).is_ok_and(is_space);
        let body = text.trim_start_matches(blank);
        let trimmed = body.trim_end_matches(blank);
        if trimmed.is_empty() {
            if !text.is_empty() {
                let is_seen = self.before != Side::Block && after != Side::Block;
                self.out.html.push(if is_seen { self.out.space } else { ' ' });
            }
        } else {
            self.edge(body.len() < text.len(), self.before);
            self.out.html.push_str(trimmed);
            self.edge(trimmed.len() < body.len(), after);
        }
        self.text = text;
        self.text.clear();
    }

    fn edge(&mut self, has_space: bool, beside: Side) {
        if has_space {
            self.out.html.push(if beside == Side::Trimmed { self.out.space } else { ' ' });
        }
    }

    fn side(&self, name: &str) -> Side {
        if self.is_in_head || is_block(name) { Side::Block } else { Side::Inline }
    }
}

/// The content of the element just opened; none if it has no end.
fn content<'a>(
    html: &'a str,
    name: &str,
    start: usize,
    tokens: &mut Tokens<'a>,
) -> Option<&'a str> {
    if !matches!(name, "pre" | "code" | "svg" | "math") {
        let (content, has_end) = tokens.raw_text(name);
        return has_end.then_some(content);
    }
    let mut depth = 1_usize;
    let mut ahead = tokens.clone();
    while let Some((token, range)) = ahead.next() {
        match token {
            Token::Start(tag) if tag.name.eq_ignore_ascii_case(name) => depth += 1,
            Token::End(tag) if tag.name.eq_ignore_ascii_case(name) => depth -= 1,
            Token::Unfinished => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(&html[start..range.start]);
        }
        tokens.clone_from(&ahead);
    }
    None
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

/// Whether the minifier would shorten the attribute to something else.
fn changes_meaning(name: &str, value: &str) -> bool {
    name.eq_ignore_ascii_case("hidden") && !value.is_empty()
        || name.eq_ignore_ascii_case("sandbox") && value.is_empty()
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Elements whose content does not travel.
fn keeps_content(name: &str) -> bool {
    matches!(name, "pre" | "code" | "svg" | "math")
        || matches!(name, "iframe" | "noembed" | "noframes" | "noscript" | "script" | "style")
        || matches!(name, "textarea" | "title" | "xmp")
}

/// Inline elements that the minifier trims like blocks.
fn is_trimmed(name: &str) -> bool {
    matches!(
        name,
        "audio"
            | "button"
            | "canvas"
            | "label"
            | "map"
            | "meter"
            | "object"
            | "output"
            | "progress"
            | "slot"
            | "video"
    )
}

/// Elements that stand on their own lines, so that white space beside their
/// tags, inside or outside, is not shown.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "br"
            | "caption"
            | "col"
            | "colgroup"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use scraper::{Html, Node};

    use super::{MAX_DEPTH, is_block, keeps_content, minify};

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
        let small = minify(html);
        assert_eq!(seen(&small), seen(html), "\nfrom {html:?}\n  to {small:?}");
        assert_eq!(minify(html), small);
        assert!(small.len() <= html.len() + 3 * html.matches("< ").count(), "{html:?} {small:?}");
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
        }
        assert_eq!(minify("<iframe sandbox=\"\"></iframe>"), "<iframe sandbox></iframe>");
    }

    #[test]
    fn a_page_keeps_its_frame() {
        let page = "<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n  <meta charset=\"utf-8\">\n  <title> Prêt &amp; retour </title>\n</head>\n<body>\n<h1>Prêt</h1>\n<svg viewBox=\"0 0 1 1\"> <path d=\"M0 0\"/> <title>x</title> </svg>\n</body>\n</html>\n";
        assert_eq!(
            minify(page),
            "<!doctype html><html lang=fr><head><meta charset=utf-8><title> Prêt &amp; retour </title></head><body><h1>Prêt</h1><svg viewbox=\"0 0 1 1\"> <path d=\"M0 0\"/> <title>x</title> </svg></body></html>"
        );
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
            let _ = minify(&piece.repeat(20_000));
        }
    }

    fn tree() -> impl Strategy<Value = String> {
        let leaf = prop::sample::select(vec![
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
            "<script> a  b </script>",
            "\u{202f}!",
            "<wbr>",
            " trois ",
            "&",
            "< ",
        ])
        .prop_map(str::to_owned);
        leaf.prop_recursive(6, 60, 6, |inner| {
            let names = vec![
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
            (prop::sample::select(names), prop::collection::vec(inner, 0..6)).prop_map(
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
            let _ = minify(&html);
        }
    }
}
