//! Drawings, harmless and not.

use proptest::prelude::{ProptestConfig, Strategy, any, prop, proptest};
use proptest::prop_assert;

use super::{Drawing, drawing};

const NS: &str =
    "xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

fn svg(inside: &str) -> String {
    format!("<svg {NS}>{inside}</svg>")
}

#[test]
fn a_harmless_drawing_keeps_every_byte() {
    for inside in [
        "<g fill='url(#a)' id=\"x\"><path d=\"M0 0\"/></g><!-- note -->",
        "<style>.a { fill: red }</style><style><![CDATA[ a > b {} ]]></style>",
        "<a xlink:href=\"https://x.example/\"><text>é &amp; &#233;</text></a>",
        "<use xlink:href='#x'/><image href=\"data:image/png;base64,AA==\"/>",
        "<m:view xmlns:m=\"http://sodipodi.example/\" onload=\"\"/>"
            .replace(" onload=\"\"", "")
            .as_str(),
        "<animate attributeName=\"x\" values=\"1;2\"/><title>T</title>",
    ] {
        let found = drawing(svg(inside).as_bytes());
        assert_eq!(found, Drawing { is_whole: true, ..Drawing::default() }, "{inside}");
    }
    let with_top = format!(
        "\u{FEFF}<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE svg PUBLIC \"-//W3C\" \"http://x\">\n{}\n",
        svg("")
    );
    assert_eq!(drawing(with_top.as_bytes()), Drawing { is_whole: true, ..Drawing::default() });
}

#[test]
fn what_runs_or_loads_is_taken_out_and_named() {
    for (inside, left, removed) in [
        ("<script>1 &lt; 2</script><g/>", "<g/>", "<script>"),
        ("<g><s:script xmlns:s='http://www.w3.org/2000/svg'/></g>", "<g></g>", "<s:script>"),
        ("<g onclick=\"a()\" id='b'/>", "<g id='b'/>", "onclick"),
        ("<g ONLOAD='a()'/>", "<g/>", "ONLOAD"),
        (
            "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
            "",
            "<foreignObject>",
        ),
        ("<h:iframe xmlns:h='http://www.w3.org/1999/xhtml' src='//x'/>", "", "<h:iframe>"),
        (
            "<a xlink:href=\"java&#115;cript:a()\"><g/></a>",
            "<a><g/></a>",
            "xlink:href=\"javascript:a()\"",
        ),
        ("<use href='x.svg#a'/>", "<use/>", "href=\"x.svg#a\""),
        (
            "<image href='https://x.example/a.png' width='1'/>",
            "<image width='1'/>",
            "href=\"https://x.example/a.png\"",
        ),
        ("<image href='data:image/svg+xml,x'/>", "<image/>", "href=\"data:image/svg+xml,x\""),
        ("<set attributeName='xlink:href' to='#x'/>", "", "<set>"),
        ("<animate attributeName='onload' to='x'/>", "", "<animate>"),
        ("<g style='fill:url(//x)'/>", "<g/>", "style"),
        ("<g fill=\"url('//x')\"/>", "<g/>", "fill=\"url('//x')\""),
        ("<g xml:base='//x'/>", "<g/>", "xml:base=\"//x\""),
        ("<style>@import '//x'; a{}</style>", "<style> a{}</style>", "@import"),
        ("<style><![CDATA[a{b:url(//x)}]]></style>", "<style>a{b:url(#)}</style>", "url(//x)"),
        ("<?xml-stylesheet href='//x'?><g/>", "<g/>", "<?xml-stylesheet?>"),
        ("<script><g><script/></g></script><g/>", "<g/>", "<script>"),
    ] {
        let found = drawing(svg(inside).as_bytes());
        assert_eq!(found.clean.as_deref(), Some(&*svg(left)), "{inside}");
        assert_eq!(found.removed, [removed], "{inside}");
        assert!(found.is_whole, "{inside}");
        let again = drawing(svg(left).as_bytes());
        assert_eq!((again.clean, again.removed.len()), (None, 0), "{left}");
    }
}

#[test]
fn entities_of_a_drawing_are_written_out() {
    let text = "<!DOCTYPE svg [<!ENTITY ns \"http://www.w3.org/2000/svg\"><!ENTITY big \"&ns;&ns;\">]><svg xmlns=\"&ns;\"><text>&big;&lt;</text><s:script xmlns:s='&ns;'/></svg>";
    let found = drawing(text.as_bytes());
    assert_eq!(
        found.clean.as_deref(),
        Some("<svg xmlns=\"http://www.w3.org/2000/svg\"><text>&lt;</text></svg>")
    );
    assert_eq!(found.removed, ["&big;", "<s:script>"]);
}

#[test]
fn what_is_no_xml_ends_there() {
    for (text, left) in [
        ("<svg><g a=b/><script/></svg>", "<svg></svg>"),
        ("<svg><g>", "<svg><g></g></svg>"),
        ("<svg><g></svg>", "<svg><g></g></svg>"),
        ("<svg/><script/>", "<svg/>"),
        ("<svg><script>x", "<svg></svg>"),
        ("text", ""),
        ("<svg><a href='x<y'/></svg>", "<svg></svg>"),
    ] {
        let found = drawing(text.as_bytes());
        assert!(!found.is_whole, "{text}");
        assert_eq!(found.clean.as_deref(), Some(left), "{text}");
    }
    assert!(!drawing(b"").is_whole);
    assert!(!drawing("<g>".repeat(100_000).as_bytes()).is_whole);
}

#[test]
fn other_encodings_become_utf_8() {
    let latin = b"<?xml version='1.0' encoding='iso-8859-1'?><svg><text>\xE9</text></svg>";
    let found = drawing(latin);
    assert_eq!(found.clean.as_deref(), Some("<svg><text>é</text></svg>"));
    let wide: Vec<u8> = "\u{FEFF}<svg/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(drawing(&wide).clean.as_deref(), Some("<svg/>"));
}

#[test]
fn sizes_are_those_it_is_shown_at() {
    for (attributes, size) in [
        ("width='30' height='20px'", Some((30, 20))),
        ("viewBox='0 0 760.4 200'", Some((760, 200))),
        ("width='100%' height='100%' viewBox='0 0 7 2'", None),
        ("width='10' viewBox='0,0,40,20'", Some((10, 5))),
        ("width='3em' height='2em'", None),
        ("viewBox='0 0 0 1'", None),
        ("width='-1' height='1e9'", None),
        ("", None),
    ] {
        assert_eq!(drawing(format!("<svg {attributes}/>").as_bytes()).size, size, "{attributes}");
    }
}

const SOUP: &[&str] = &[
    "<svg xmlns='http://www.w3.org/2000/svg'>",
    "</svg>",
    "<g>",
    "</g>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?xml-x ",
    "?>",
    "<a href=\"",
    "\">",
    "javascript:x",
    " onload='x'",
    "<!DOCTYPE s [",
    "<!ENTITY a '",
    "'>",
    "]>",
    "&a;",
    "&#106;",
    "url(",
    "//x)",
    "@import",
    ";",
    "<x:script xmlns:x='http://www.w3.org/2000/svg'>",
    "</x:script>",
    "é",
    "<g ",
    "/>",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(SOUP), 0..40).prop_map(|pieces| pieces.concat())
}

#[test]
fn what_is_left_around_a_hole_makes_nothing_new() {
    let text =
        "<svg xmlns='http://www.w3.org/2000/svg'><style>url(<![CDATA[@import]]>--></style></svg>";
    let once = drawing(text.as_bytes()).clean.unwrap();
    assert!(drawing(once.as_bytes()).removed.is_empty(), "{once}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_comes_out_is_harmless_and_stays_so(text in soup()) {
        let text = format!("<svg xmlns='http://www.w3.org/2000/svg'>{text}");
        let once = drawing(text.as_bytes()).clean.unwrap_or(text);
        let again = drawing(once.as_bytes());
        prop_assert!(again.removed.is_empty(), "{once:?} {:?}", again.removed);
        if let Ok(tree) = roxmltree::Document::parse_with_options(&once, roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() }) {
            for node in tree.descendants().filter(roxmltree::Node::is_element) {
                assert_ne!(node.tag_name().name(), "script", "{once:?}");
                assert!(node.attributes().all(|attribute| !attribute.name().starts_with("on")), "{once:?}");
                let is_link = |attribute: &roxmltree::Attribute<'_, '_>| attribute.value().contains("javascript:");
                assert!(node.attributes().all(|attribute| attribute.name() != "href" || !is_link(&attribute)), "{once:?}");
            }
        }
    }

    #[test]
    fn any_bytes_are_borne(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        drawing(&bytes);
    }
}
