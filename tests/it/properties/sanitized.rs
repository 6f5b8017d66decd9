//! Whatever HTML authors write, what is left of it is on the list.

use guichet::html::sanitize::{Policy, clean_body, filter};
use guichet::markup::Dialect;
use guichet::markup::doc_html::{FragmentOptions, HtmlPolicy, fragment};
use proptest::prelude::*;

use crate::markup::TestWords;
use crate::properties::allowed::{RUNNING, SCHEMES, text_faults, tree_faults};

/// Elements: of the list, of other lists, and those that parsers treat apart.
const NAMES: &str = "a abbr b blockquote code col details div em h1 i img input label li ol p pre q rt \
    ruby section span table tbody td th tr ul script style svg math mtext mi mglyph malignmark \
    annotation-xml foreignObject desc title template noscript noembed textarea xmp plaintext iframe \
    select option form button frameset body html head base link meta object embed video source \
    animate set use image font nobr marquee x-y selectedcontent";

const KEYS: &str = "href src cite id name class title lang style onclick onerror onload srcdoc action \
    formaction target tabindex type checked for aria-label aria-x data-x xlink:href is ping srcset \
    background poster usemap autofocus contenteditable role hidden open start value colspan";

const VALUES: &[&str] = &[
    "x",
    "javascript:x",
    " jAva\tscript:x",
    "java&#115;cript:x",
    "javascript&colon;x",
    "data:text/html,<b>",
    "vbscript:x",
    "//h/x",
    "https://h/",
    "a'b",
    "a\"b",
    "</p><script>x</script>",
    "--><img src=x onerror=y>",
    "</style><b>",
    "`",
    "location",
    "guichet-x",
    "1",
    "checkbox",
    "_blank",
    "text/html",
    "&lt;&quot;&#0;&nGt;",
    "",
];

const PIECES: &[&str] = &[
    "text",
    " ",
    "\n",
    "\n\n",
    "<!--",
    "-->",
    "--!>",
    "<![CDATA[",
    "]]>",
    "<?",
    "?>",
    "<!doctype x>",
    "&lt;",
    "&amp;lt;",
    "<",
    ">",
    "/>",
    "\"",
    "'",
    "=",
    "</",
    "\u{c}",
    "*",
    "`",
    "> ",
    "- ",
    "| a |\n|-|\n",
    "```\n",
    "[a](",
    "![",
    "](javascript:x)",
    "<https://h>",
    "<java\nscript:x>",
    ":::note\n",
    "&colon;",
    "é",
    "&",
    ";",
];

/// A start tag of any sort, quoted in any way.
fn start_tag() -> impl Strategy<Value = String> {
    let names: Vec<&str> = NAMES.split_whitespace().collect();
    let keys: Vec<&str> = KEYS.split_whitespace().collect();
    let quote = prop::sample::select(vec!["", "'", "\"", "`"]);
    let between = prop::sample::select(vec![" ", "/", "\n", "\t", "\u{c}", ""]);
    let attribute = (between, prop::sample::select(keys), quote, prop::sample::select(VALUES))
        .prop_map(|(between, key, quote, value)| format!("{between}{key}={quote}{value}{quote}"));
    let end = prop::sample::select(vec![">", "/>", " >", "", "\n>"]);
    let attributes = prop::collection::vec(attribute, 0..4);
    (prop::sample::select(names), attributes, end)
        .prop_map(|(name, attributes, end)| format!("<{name}{}{end}", attributes.concat()))
}

/// Tags, text and halves of both in any order.
fn soup() -> impl Strategy<Value = String> {
    let names: Vec<&str> = NAMES.split_whitespace().collect();
    let piece = prop_oneof![
        4 => start_tag(),
        2 => prop::sample::select(names).prop_map(|name| format!("</{name}>")),
        3 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat())
}

/// Both walls alone and one after the other.
fn walls_hold(html: &str) {
    let filtered = filter(html, Policy::Safe).0;
    let clean = clean_body(&filtered);
    for result in [&filtered, &clean, &clean_body(html)] {
        let faults = tree_faults(result, |scheme| SCHEMES.contains(&scheme));
        assert!(faults.is_empty(), "{faults:?}\nfrom {html:?}\n  to {result:?}");
    }
    let faults = text_faults(&clean);
    assert!(faults.is_empty(), "{faults:?}\nfrom {html:?}\n  to {clean:?}");
    assert_eq!(clean_body(&clean), clean, "from {html:?}");
}

/// The same as a Markdown text, which cuts HTML into pieces of its own.
fn an_article_holds(text: &str) {
    let options = FragmentOptions {
        tag: "fr-CA",
        dialect: Dialect::Full,
        html: HtmlPolicy::Safe,
        words: &TestWords,
        highlight: &|_| None,
    };
    let html = fragment(text, &options).value;
    let faults = tree_faults(&html, |scheme| !RUNNING.contains(&scheme));
    assert!(faults.is_empty(), "{faults:?}\nfrom {text:?}\n  to {html:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_soup_of_tags_leaves_the_list(html in soup()) {
        walls_hold(&html);
        an_article_holds(&html);
    }

    #[test]
    fn no_text_at_all_leaves_the_list(html in any::<String>()) {
        walls_hold(&html);
        an_article_holds(&html);
    }
}

#[test]
fn the_judges_see_what_is_wrong() {
    for wrong in [
        "<script>x</script>",
        "<p onclick=\"x\">a</p>",
        "<a href=\" java\tscript:x\">a</a>",
        "<svg></svg>",
        "<!-- a -->",
        "<p style=\"x\">a</p>",
        "<a target=\"main\">a</a>",
    ] {
        assert!(!tree_faults(wrong, |scheme| SCHEMES.contains(&scheme)).is_empty(), "{wrong}");
    }
    for wrong in
        ["<script>", "<p x=\"y\">", "<p class='y'>", "<p class=\"y\"", "< p>", "<P>", "<p  >"]
    {
        assert!(!text_faults(wrong).is_empty(), "{wrong}");
    }
    assert_eq!(text_faults("<p class=\"a > b < c\">d</p>"), Vec::<String>::new());
}
