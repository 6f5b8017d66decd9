//! What a browser makes of a page before and after: the same tree.

use std::fmt::Write as _;

use proptest::prelude::*;
use scraper::{Html, Node};

use super::{compact, minify_fragment};

/// What the style sheet of browsers puts on lines of its own (HTML standard,
/// §15.3), and what is not shown but ends a line's text.
const BLOCKS: &str = " html head body address article aside blockquote center dialog dd details \
    dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend \
    li listing main menu nav ol optgroup option p plaintext pre search section summary table \
    caption colgroup col tbody tfoot thead tr td th ul xmp br ";

/// Elements whose white space is part of the text, or of a script's.
const VERBATIM: &str = " code iframe listing math noembed noframes noscript plaintext pre script \
    style svg textarea title xmp ";

enum Event {
    /// The edge of an element, and whether text beside it begins or ends a line.
    Tag(String, bool),
    /// Text, whether its spaces count, and whether it is in the head.
    Text(String, bool, bool),
}

impl Event {
    fn is_edge(&self) -> bool {
        matches!(self, Event::Tag(_, true))
    }

    fn is_blank(&self) -> bool {
        let is_space = |c| matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c');
        matches!(self, Event::Text(text, false, _) if text.chars().all(is_space))
    }

    /// The start tag (`<`) or the end tag (`</`) of an inline element.
    fn is_inline(&self, sign: &str) -> bool {
        matches!(self, Event::Tag(text, false) if text.starts_with("</") == (sign == "</"))
    }
}

fn is_in(list: &str, name: &str) -> bool {
    list.contains(&format!(" {name} "))
}

fn edges(node: &Node) -> Option<(String, String, bool)> {
    match node {
        Node::Element(element) => {
            let mut open = format!("<{:?} {}", element.name.ns, element.name());
            let mut attributes: Vec<String> =
                element.attrs.iter().map(|(name, value)| format!(" {name:?}={value:?}")).collect();
            attributes.sort();
            let _ = write!(open, "{}>", attributes.concat());
            let is_block = is_in(BLOCKS, element.name());
            Some((open, format!("</{}>", element.name()), is_block))
        }
        Node::Doctype(doctype) => Some((format!("{doctype:?}"), String::new(), true)),
        Node::Fragment => Some(("#fragment".into(), "/#fragment".into(), true)),
        _ => None,
    }
}

fn events(page: &Html) -> Vec<Event> {
    let mut out: Vec<Event> = Vec::new();
    let mut node = page.tree.root();
    let mut is_open = true;
    loop {
        if let Node::Text(text) = node.value() {
            let is_under = |list: &str, stops_at_template: bool| {
                node.ancestors()
                    .take_while(|up| !stops_at_template || !matches!(up.value(), Node::Fragment))
                    .filter_map(|up| up.value().as_element())
                    .any(|element| is_in(list, element.name()))
            };
            match out.last_mut() {
                _ if !is_open => {}
                Some(Event::Text(before, ..)) => before.push_str(text),
                _ => out.push(Event::Text(
                    text.to_string(),
                    is_under(VERBATIM, false),
                    is_under(" head ", true),
                )),
            }
        } else if let Some((open, close, is_block)) = edges(node.value()) {
            out.push(Event::Tag(if is_open { open } else { close }, is_block));
        }
        let next = if is_open { node.first_child() } else { None };
        let (after, opens) =
            match (next.or_else(|| node.next_sibling().filter(|_| !is_open)), is_open) {
                (Some(next), _) => (next, true),
                (None, true) => (node, false),
                (None, false) => match node.parent() {
                    Some(parent) => (parent, false),
                    None => return out,
                },
            };
        (node, is_open) = (after, opens);
    }
}

/// The tree as text, without comments and without white space that is not shown.
fn tree_of(html: &str) -> String {
    let page = Html::parse_document(html);
    let events = events(&page);
    let mut out = format!("{:?}", page.quirks_mode);
    // At the ends of a line, spaces are not shown inside inline elements either.
    let is_line_start = |idx: usize| {
        let mut before =
            events[..idx].iter().rev().skip_while(|e| e.is_inline("<") || e.is_blank());
        before.next().is_none_or(Event::is_edge)
    };
    let is_line_end = |idx: usize| {
        let mut after = events[idx + 1..].iter().skip_while(|e| e.is_inline("</") || e.is_blank());
        after.next().is_none_or(Event::is_edge)
    };
    for (idx, event) in events.iter().enumerate() {
        match event {
            Event::Tag(text, _) | Event::Text(text, true, _) => out.push_str(text),
            Event::Text(text, false, is_in_head) => {
                let spaces = [' ', '\t', '\n', '\r', '\x0c'];
                let mut line = text.replace(&spaces[1..], " ");
                while line.contains("  ") {
                    line = line.replace("  ", " ");
                }
                if *is_in_head || is_line_start(idx) {
                    line = line.trim_start_matches(' ').to_owned();
                }
                if *is_in_head || is_line_end(idx) {
                    line = line.trim_end_matches(' ').to_owned();
                }
                out.push_str(&line);
            }
        }
        out.push('\n');
    }
    while out.contains("\n\n") {
        out = out.replace("\n\n", "\n");
    }
    out
}

fn check(html: &str) {
    let small = compact(html);
    assert_eq!(tree_of(&small), tree_of(html), "\nfrom {html:?}\n  to {small:?}");
    assert_eq!(compact(&small), small, "twice is not once: {html:?}");
    assert_eq!(compact(html), small);
}

#[test]
fn odd_pages_stay_the_same_to_a_browser() {
    for html in [
        "<p><b>a</p> <p>b</p>",
        "<table> x <tr> <td> a </td> </tr> </table> b",
        "a <table> <!-- c -->x</table>",
        "a <table> <tr> <td> b <table> </table> <table> c </table> </td> </tr> d </table>",
        "<body>a </body>b",
        "<html><body> <b>a</b> </body> </html><b>b</b>",
        "<<!-- c -->b>x</b>",
        "&am<!-- c -->p; &#3<!-- c -->8;",
        "<p a= =b c='' =d>x</p>",
        "<p a=\"\"=d>x</p>",
        "<a b='1'c=\"2\"/d e=/>x</a>",
        "<a href=\"x/\">y</a> <a href='/'>y</a> <br class=\"x\"/> <br/>",
        "<img alt=\"a`b\" title='a=b' src=\"a'b\" id='a\"b' lang=\"\">",
        "<a href=\"?a&amp\" title='&lt' rel=\"&amp;\">x</a>",
        "<P CLASS=\"a\"> x </p> <DIV> y </DIV>",
        "<p class=a class=\"b\"> x </p>",
        "<svg viewBox=\"0 0 1 1\"/> <b> x </b>",
        "<svg><p> a </p></svg> <p> b </p>",
        "<svg> <![CDATA[ </svg> ]]> <title> <b> x </b> </title> </svg> <p> b </p>",
        "<svg><style> a </style><script> < </script></svg> <b> x </b>",
        "<math> <mi> x </mi> </math> <p> b </p>",
        "<math><mi><b> x </b></mi></math> <p> b </p>",
        "<![CDATA[ x ]]> y ]]>",
        "<script><!-- <script> </script> a </script> <p> --></script> <p> b </p>",
        "<script><!--> </script> <p> b </p><script><!-- </script> <p> c </p>",
        "<title> a <b> </title> <p> c",
        "<head> <title>a</title> </head> <body> <p> a </p> </body> </html> x",
        "<html> <head> <div> a </div> </head> b",
        "a <html lang=fr> b <body class=x> c",
        "a <!doctype html> b",
        "<!-- c --> <!DOCTYPE  HTML > <!doctype html> <p>",
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01//EN\"> <p> a <table> </table>",
        "<!doctype> <p> a <table> </table>",
        "<plaintext> a </plaintext> b",
        "<xmp> <b> a </xmp > b",
        "<noscript> <p> a </noscript> <p> b </p>",
        "<template> <tr> <td> a </td> </tr> </template> <b> c </b>",
        "<head><template> <b>a</b> <b>c</b> </template></head>",
        "<iframe srcdoc=\"<p> a </p>\"> <p> b </iframe> c",
        "<textarea>\n\n a </textarea> <pre>\n\n a <!-- c -->\n</pre>",
        "<pre><!-- c -->\n a</pre>",
        "<select> <option> a <option> b </select> <select> <div>a</div> <div>b</div> </select>",
        "<ul> <li> a <li> b </ul> <li> <div> <li> c",
        "<a> a <div> <a> b </a> </div> </a>",
        "<button> <p> a <button> b </button> </p> </button>",
        "<form> a <form> b </form> c </form> d",
        "<ruby> a <rt> b <rt> c </ruby>",
        "<frameset> <frame> </frameset> <p> a",
        "<image> a </image> <img> </img> </p> </br> b",
        "\0 a <p> \0 </p>",
        "a < b <3 </3> <?php a ?> </> c </",
        "<p> a <b x='",
        "<p> a <!-- b",
        "a\r\n\r\nb\x0c\tc\u{a0} d",
    ] {
        check(html);
        let _ = minify_fragment(html);
    }
}

const LEAVES: &[&str] = &[
    "un",
    " deux ",
    " ",
    "\n  ",
    "a  b\nc",
    "\u{a0}",
    "&nbsp;",
    "&am",
    "p;",
    "&#3",
    "8",
    "<",
    "< ",
    "&lt;b&gt;",
    "<br>",
    "<br/>",
    "<hr> ",
    "<img src=\"x\" alt=''>",
    "<!-- c -->",
    "<!---->",
    "<?x?>",
    "</3>",
    "<![CDATA[x>]]>",
    "<input type=\"checkbox\"/> ",
    "<wbr>",
    "<link rel='x y' href=\"/\">",
    "<script> a  b </script>",
    "<style> b </style>",
    "<title> t </title>",
    "<col>",
    "<svg/>",
    "<textarea> a </textarea>",
    "<noscript> <b> </noscript>",
    "<path d=\"M0 0\"/>",
    "<meta a=\"\" b>",
    "<script><!-- <script> </script> --> </script>",
];

const ELEMENTS: &[&str] = &[
    "div",
    "nav",
    "p",
    "a",
    "span",
    "b",
    "i",
    "label",
    "li",
    "ul",
    "section",
    "h2",
    "h3",
    "code",
    "pre",
    "button",
    "summary",
    "details",
    "em",
    "custom-tag",
    "dd",
    "dt",
    "dl",
    "main",
    "table",
    "tbody",
    "thead",
    "tr",
    "td",
    "th",
    "caption",
    "colgroup",
    "select",
    "option",
    "optgroup",
    "template",
    "svg",
    "math",
    "mi",
    "desc",
    "foreignObject",
    "g",
    "form",
    "ruby",
    "rt",
    "rp",
    "html",
    "head",
    "body",
    "object",
    "center",
    "dialog",
    "legend",
    "nobr",
    "font",
    "listing",
    "address",
    "DIV",
    "bdo",
    "search",
];

const TAGS: &[&str] = &[
    "<",
    "<",
    "<",
    "<",
    "<",
    "<x a=\"1\" ",
    "</",
    "</",
    "</",
    "<!",
    "<p class=\"a\" id='b'c=\"\"",
];

const ATTRIBUTES: &[&str] = &[
    "",
    "",
    "",
    "",
    " class=\"a\"",
    " id='b c'  ",
    " href=\"/x/\"",
    " hidden=\"\"",
    " a=b",
    "/",
    " a = 'b' ",
    " =a",
    " a=\"\"b",
    " a='\"'",
    " A=\"&quot;\"",
    " a=\"b=c\"\nB=\"`\"",
    " x=y/",
    " c=",
];

fn tree() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(LEAVES).prop_map(str::to_owned);
    leaf.prop_recursive(7, 60, 6, |inner| {
        let element = (
            prop::sample::select(ELEMENTS),
            prop::sample::select(ATTRIBUTES),
            prop::collection::vec(inner, 0..6),
            // One tag in some is forgotten.
            0..40_u8,
        );
        element.prop_map(|(name, attributes, children, luck)| match luck {
            0 => format!("<{name}{attributes}>{}", children.concat()),
            1 => format!("{}</{name}{attributes}>", children.concat()),
            2..12 => {
                let inner = children.concat();
                format!("<table> <tr{attributes}> <td> {inner}</td> </tr> </table>")
            }
            12..20 => format!("<ul> <li{attributes}> {} </li> </ul>", children.concat()),
            _ => format!("<{name}{attributes}>{}</{name} >", children.concat()),
        })
    })
}

fn soup() -> impl Strategy<Value = String> {
    let tag = (
        prop::sample::select(TAGS),
        prop::sample::select(ELEMENTS),
        prop::sample::select(ATTRIBUTES),
    )
        .prop_map(|(open, name, attributes)| format!("{open}{name}{attributes}>"));
    let leaf = prop::sample::select(LEAVES).prop_map(str::to_owned);
    prop::collection::vec(prop_oneof![tag, leaf], 0..14).prop_map(|parts| parts.concat())
}

fn page() -> impl Strategy<Value = String> {
    (prop::collection::vec(tree(), 0..3), prop::collection::vec(tree(), 0..5), 0..8_u8).prop_map(
        |(head, body, frame)| match frame {
            0 => body.concat(),
            1 => format!("<!DOCTYPE html> {}", body.concat()),
            2 => format!("<html> <body> {} </body> </html> ", body.concat()),
            3 => format!("<head> {} </head> {}", head.concat(), body.concat()),
            4 => format!("<title> a </title> <meta> <body> {} </body>", body.concat()),
            _ => format!(
                "<!doctype html>\n<html>\n<head>\n<meta a=\"b\"> <style> a </style> </head>\n<body>\n{} </body>\n</html>\n",
                body.concat()
            ),
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn a_browser_builds_the_same_tree(html in page()) {
        check(&html);
    }

    #[test]
    fn a_browser_builds_the_same_tree_of_soup(html in soup()) {
        check(&html);
    }

    #[test]
    fn any_signs_give_the_same_tree(html in "[<>/!?\\-='\"&;# a-cp\\n\u{a0}\u{0}\\[\\]`]{0,60}") {
        check(&html);
    }
}
