//! Attacks, against each wall alone and both together. The result is read by an
//! independent parser and must hold nothing outside the list.

use proptest::prelude::*;
use scraper::{Html, Node};

use crate::html::minify;

use super::{Policy, allow, clean_body, filter, is_safe_url};

/// What is wrong in a result, as a browser reads it.
fn faults(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for parsed in [Html::parse_fragment(html), Html::parse_document(html)] {
        for node in parsed.tree.values() {
            match node {
                Node::Comment(_) | Node::ProcessingInstruction(_) => {
                    found.push("a comment".to_owned());
                }
                Node::Element(element) => {
                    let name = element.name();
                    if matches!(name, "html" | "head" | "body") && element.attrs().count() == 0 {
                        continue;
                    }
                    if &*element.name.ns != "http://www.w3.org/1999/xhtml" {
                        found.push(format!("foreign <{name}>"));
                    }
                    if !allow::is_element(name) && !allow::WRITER_ELEMENTS.contains(&name) {
                        found.push(format!("<{name}>"));
                    }
                    for (key, value) in element.attrs() {
                        found.extend(attribute_fault(name, key, value));
                    }
                }
                _ => {}
            }
        }
    }
    found
}

fn attribute_fault(element: &str, key: &str, value: &str) -> Option<String> {
    let is_writers = match (element, key) {
        ("input", "type") => allow::INPUT_TYPES.contains(&value),
        _ => allow::WRITER_ATTRIBUTES
            .iter()
            .any(|(of, names)| *of == element && names.contains(&key)),
    };
    let is_unsafe_url = matches!(key, "href" | "src" | "cite") && !is_safe_url(value);
    let is_fine = (allow::is_attribute(element, key) || is_writers) && !is_unsafe_url;
    (!is_fine).then(|| format!("<{element} {key}={value:?}>"))
}

fn check(html: &str) {
    let first = filter(html, Policy::Safe).0;
    let small = minify(&clean_body(&first));
    for result in [first.clone(), clean_body(&first), clean_body(html), small] {
        let found = faults(&result);
        assert!(found.is_empty(), "{found:?}\nfrom {html:?}\n  to {result:?}");
        assert!(!result.to_lowercase().contains("<script"), "{html:?} -> {result:?}");
    }
    let clean = clean_body(&first);
    assert_eq!(clean_body(&clean), clean, "{html:?}");
}

#[test]
fn no_attack_comes_through() {
    assert!(ATTACKS.len() >= 150, "{}", ATTACKS.len());
    let n_dangerous = ATTACKS.iter().filter(|attack| !faults(attack).is_empty()).count();
    assert!(n_dangerous > 150, "the parser must see the danger: {n_dangerous}");
    for attack in ATTACKS {
        check(attack);
        for (before, after) in WRAPS {
            check(&format!("{before}{attack}{after}"));
        }
    }
}

#[test]
fn an_attack_in_any_attribute_or_scheme_fails() {
    for event in EVENTS {
        check(&format!("<img src=x {event}=alert(1)>"));
        check(&format!("<p/{event}='alert(1)' x>y</p>"));
        check(&format!("<a href=x\n{}\u{c}=alert(1)>y</a>", event.to_uppercase()));
    }
    for scheme in SCHEMES {
        for (element, attribute) in URL_ATTRIBUTES {
            check(&format!("<{element} {attribute}=\"{scheme}\">y</{element}>"));
            check(&format!("<{element} {attribute}={scheme}>y"));
        }
    }
}

#[test]
fn names_that_hide_properties_are_dropped_from_authors() {
    for name in ["currentScript", "location", "body", "forms", "guichetConfig", "COOKIE"] {
        let html = format!("<a id={name} name='{name}'>x</a><img name={name} src=y>");
        let out = filter(&html, Policy::Safe).0;
        assert_eq!(out, "<a>x</a><img src=\"y\">", "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn tag_soup_stays_inside_the_list(pieces in prop::collection::vec(0..SOUP.len(), 0..14)) {
        let html: String = pieces.iter().map(|idx| SOUP[*idx]).collect();
        check(&html);
    }

    #[test]
    fn any_signs_stay_inside_the_list(html in "[<>/!\\-='\"`&;:#xa-eps \\t\\n\u{0}\u{c}\\[\\]]{0,50}") {
        check(&html);
    }

    #[test]
    fn cleaning_a_body_twice_is_cleaning_it_once(pieces in prop::collection::vec(0..SOUP.len(), 0..20)) {
        let html: String = pieces.iter().map(|idx| SOUP[*idx]).collect();
        let once = clean_body(&html);
        prop_assert_eq!(clean_body(&once), once);
    }
}

const WRAPS: &[(&str, &str)] = &[
    ("<p>", "</p>"),
    ("<table><tr><td>", "</td></tr></table>"),
    ("<table>", "</table>"),
    ("<details><summary>", "</summary></details>"),
    ("<a href='", "'>x</a>"),
    ("<p title=\"", "\">x</p>"),
    ("<svg>", "</svg>"),
    ("<math><mtext>", "</mtext></math>"),
    ("<pre><code>", "</code></pre>"),
    ("<!--", "-->"),
];

const EVENTS: &[&str] = &[
    "onclick",
    "onerror",
    "onload",
    "onmouseover",
    "onfocus",
    "onblur",
    "onbegin",
    "onend",
    "onanimationstart",
    "ontransitionend",
    "onpointerover",
    "ontoggle",
    "onwheel",
    "onscroll",
    "onbeforematch",
    "onbeforetoggle",
    "oncontentvisibilityautostatechange",
    "onhashchange",
    "onmessage",
    "onpageshow",
    "onpopstate",
    "onresize",
    "oncopy",
    "onpaste",
    "ondrag",
    "onkeydown",
    "onsecuritypolicyviolation",
    "onauxclick",
    "onformdata",
    "oninvalid",
    "onslotchange",
];

const SCHEMES: &[&str] = &[
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "java&#115;cript:alert(1)",
    "java&#x73;cript:alert(1)",
    "java&#x0073cript:alert(1)",
    "jav\tascript:alert(1)",
    "jav\nascript:alert(1)",
    "jav\rascript:alert(1)",
    "jav&#x09;ascript:alert(1)",
    "jav&#x0A;ascript:alert(1)",
    "jav&Tab;ascript:alert(1)",
    "jav&NewLine;ascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "javascript&#0000058alert(1)",
    "&#14;javascript:alert(1)",
    "\u{1}javascript:alert(1)",
    "&#1;javascript:alert(1)",
    "java\u{0}script:alert(1)",
    "\u{0}javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "data:image/svg+xml,<svg/onload=alert(1)>",
    "d&#97;ta:text/html,x",
    "vbscript:msgbox(1)",
    "livescript:x",
    "mocha:x",
    "blob:null/x",
    "filesystem:x",
    "file:///etc/passwd",
    "view-source:javascript:x",
    "feed:javascript:x",
    "jar:javascript:x",
    "ms-its:x",
    "about:blank",
    "x-javascript:alert(1)",
    "&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;x",
];

const URL_ATTRIBUTES: &[(&str, &str)] = &[
    ("a", "href"),
    ("img", "src"),
    ("blockquote", "cite"),
    ("q", "cite"),
    ("a", "xlink:href"),
    ("img", "srcset"),
    ("img", "lowsrc"),
    ("img", "dynsrc"),
    ("img", "longdesc"),
    ("a", "ping"),
    ("body", "background"),
    ("table", "background"),
    ("td", "background"),
    ("form", "action"),
    ("button", "formaction"),
    ("input", "formaction"),
    ("iframe", "src"),
    ("embed", "src"),
    ("object", "data"),
    ("video", "poster"),
    ("base", "href"),
    ("link", "href"),
    ("area", "href"),
    ("use", "href"),
    ("image", "href"),
    ("p", "style"),
    ("source", "srcset"),
    ("track", "src"),
];

const SOUP: &[&str] = &[
    "<svg>",
    "</svg>",
    "<math>",
    "</math>",
    "<mtext>",
    "<mglyph>",
    "<malignmark>",
    "<annotation-xml encoding=text/html>",
    "<foreignObject>",
    "<desc>",
    "<title>",
    "</title>",
    "<style>",
    "</style>",
    "<script>",
    "</script>",
    "<template>",
    "</template>",
    "<noscript>",
    "</noscript>",
    "<textarea>",
    "</textarea>",
    "<xmp>",
    "</xmp>",
    "<plaintext>",
    "<iframe>",
    "</iframe>",
    "<select>",
    "<option>",
    "</select>",
    "<form>",
    "</form>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "</td>",
    "<caption>",
    "<colgroup>",
    "<col>",
    "<tbody>",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href=x>",
    "<a href='javascript:y'>",
    "</a>",
    "<div>",
    "</div>",
    "<h1>",
    "</h1>",
    "<h2>",
    "<li>",
    "<ul>",
    "</ul>",
    "<dd>",
    "<dt>",
    "<ruby>",
    "<rt>",
    "<rp>",
    "<pre>\n",
    "<pre>",
    "</pre>",
    "<code>",
    "<br>",
    "</br>",
    "<hr>",
    "<img src=x onerror=y>",
    "<image>",
    "<input type=text>",
    "<!--",
    "-->",
    "--!>",
    "<!-->",
    "<![CDATA[",
    "]]>",
    "<?x",
    "<!doctype html>",
    "<body onload=x>",
    "<html onload=x>",
    "<head>",
    "<frameset>",
    "<nobr>",
    "<button>",
    "<applet>",
    "<marquee>",
    "<object>",
    "<details open ontoggle=x>",
    "<summary>",
    "x",
    " ",
    "\n",
    "&lt;script&gt;",
    "&amp;lt;",
    "<",
    ">",
    "\"",
    "'",
    "`",
    "\u{0}",
    "<a b='",
    "<c d=\"",
    "='x'>",
    "/>",
    "<font color=x>",
    "<s>",
    "<small>",
    "<em>",
    "</em>",
    "<span title='</span><script>'>",
    "</span>",
    "<label for=x>",
];

const ATTACKS: &[&str] = &[
    // Plain and disguised scripts.
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.example/a.js></SCRIPT>",
    "<script/src=x></script>",
    "<script\n>alert(1)</script\n>",
    "<script x>alert(1)</script y>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>alert(1)//<</script>",
    "<script>alert(1)",
    "<script <b>alert(1)</script>",
    "<script/\u{0}>alert(1)</script>",
    "<\u{0}script>alert(1)</script>",
    "<script\u{0}>alert(1)</script>",
    "<script>/*<!--<script>*/alert(1)</script>--></script>",
    "<script type=module>import 'x'</script>",
    "<script type=text/template><img src=x onerror=alert(1)></script>",
    "</script><script>alert(1)</script>",
    "<script>x</script<img src=x onerror=alert(1)>>",
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "<%<script>alert(1)</script>%>",
    // Elements that load or run.
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe><img src=x onerror=alert(1)></iframe>",
    "<iframe><!--</iframe><img src=x onerror=alert(1)>--></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<object><param name=movie value=x></object>",
    "<embed src=javascript:alert(1)>",
    "<applet code=x></applet>",
    "<base href=//x.example/>",
    "<link rel=stylesheet href=//x.example/a.css>",
    "<link rel=import href=data:text/html,x>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<meta charset=utf-7>+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "<form action=javascript:alert(1)><input type=submit></form>",
    "<form id=x></form><button form=x formaction=javascript:alert(1)>y</button>",
    "<input onfocus=alert(1) autofocus>",
    "<input type=image src=x onerror=alert(1)>",
    "<isindex action=javascript:alert(1) type=image>",
    "<select onfocus=alert(1) autofocus><option>x</select>",
    "<textarea onfocus=alert(1) autofocus>x</textarea>",
    "<keygen onfocus=alert(1) autofocus>",
    "<video src=x onerror=alert(1)></video>",
    "<video><source onerror=alert(1)></video>",
    "<audio src onloadstart=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<bgsound src=javascript:alert(1)>",
    "<layer src=x></layer>",
    "<frameset onload=alert(1)><frame src=javascript:alert(1)></frameset>",
    "<body onload=alert(1)>x",
    "<body background=javascript:alert(1)>",
    "<html xmlns:x=y onload=alert(1)>",
    "<portal src=x>",
    "<dialog open onclose=alert(1)>x</dialog>",
    "<slot onslotchange=alert(1)>x</slot>",
    "<fencedframe src=x></fencedframe>",
    "<blink onclick=alert(1)>x</blink>",
    "<xss style=behavior:url(x)>x</xss>",
    "<x onclick=alert(1)>x</x>",
    "<custom-element onclick=x is=y>x</custom-element>",
    // Attributes.
    "<img src=x onerror=alert(1)>",
    "<img src=x:x onerror=alert(1)//",
    "<img/src=x/onerror=alert(1)>",
    "<img src=x\u{c}onerror=alert(1)>",
    "<img \"\"\"><script>alert(1)</script>\">",
    "<img src='x'onerror='alert(1)'>",
    "<img src=`x`onerror=alert(1)>",
    "<img src=\"`` onerror=alert(1)\">",
    "<img alt='``onmouseover=alert(1)'>",
    "<img =\"onerror=alert(1)\" src=x>",
    "<img ='=' onerror=alert(1) src=x>",
    "<img src=x onerror\u{0}=alert(1)>",
    "<img src=x on\u{0}error=alert(1)>",
    "<img src=x onerror =alert(1)>",
    "<img src=x oNeRrOr=alert(1)>",
    "<img srcset='x 1x, javascript:alert(1) 2x'>",
    "<img usemap=#x><map name=x><area href=javascript:alert(1)></map>",
    "<img name=currentScript src=x>",
    "<img id=location name=body src=x>",
    "<p style=background:url(javascript:alert(1))>x</p>",
    "<p style='width:expression(alert(1))'>x</p>",
    "<p style='position:fixed;inset:0'>x</p>",
    "<p style=-moz-binding:url(x)>x</p>",
    "<a href=x target='main'>y</a>",
    "<a href=x ping=//y>z</a>",
    "<a href=x download onclick=alert(1)>z</a>",
    "<a href='x' href='javascript:alert(1)'>y</a>",
    "<a href='javascript:alert(1)' href='x'>y</a>",
    "<a href=\"x\" title=\"</a><script>alert(1)</script>\">y</a>",
    "<a href=\"x\"title='\"onclick=alert(1)'>y</a>",
    "<a href=javascript&colon;alert&lpar;1&rpar;>x</a>",
    "<a href='&#32;javascript:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='javas\u{200b}cript:alert(1)'>x</a>",
    "<a href='\u{a0}javascript:alert(1)'>x</a>",
    "<a href='\u{2028}javascript:alert(1)'>x</a>",
    "<a href='//javascript:alert(1)'>x</a>",
    "<a href='https:javascript:alert(1)'>x</a>",
    "<a href=\"javascript:/*--></title></style></textarea></script><svg/onload=alert(1)>\">x</a>",
    "<a href=\"data:text/html;charset=utf-8,%3Cscript%3E\">x</a>",
    "<a is=x-y href=x>y</a>",
    "<a autofocus onfocus=alert(1) tabindex=1 href=x>y</a>",
    "<p contenteditable oninput=alert(1)>x</p>",
    "<p popover id=x onbeforetoggle=alert(1)>y</p><button popovertarget=x>z</button>",
    "<p accesskey=x onclick=alert(1)>y</p>",
    "<p data-bind='html:x' v-html=y ng-app x-on:click=z @click=w :href=v>u</p>",
    "<p itemprop=x slot=y part=z nonce=w>v</p>",
    "<td background=javascript:alert(1)>x",
    "<table background=javascript:alert(1)><tr><td>x</table>",
    "<ol onclick=x start='1\"onclick=alert(1)'><li value=x>y</ol>",
    // Foreign content and mutation.
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><script>alert&#40;1)</script>",
    "<svg><script href=data:,alert(1) />",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x>",
    "<svg><a><animate attributeName=href values=javascript:alert(1) /><text>x</text></a></svg>",
    "<svg><set attributeName=href to=javascript:alert(1)>",
    "<svg><use href='data:image/svg+xml,<svg id=x xmlns=y><script>z</script></svg>#x'/></svg>",
    "<svg><image href=x onerror=alert(1)></svg>",
    "<svg><foreignObject><iframe src=javascript:alert(1)></foreignObject></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<svg><style><!--</style><img src=x onerror=alert(1)>--></style>",
    "<svg><title><style><img src=x onerror=alert(1)></style></title></svg>",
    "<svg><desc><table><svg><style><img src=x onerror=alert(1)></style>",
    "<svg><p><style><g title=\"</style><img src onerror=alert(1)>\">",
    "<svg><![CDATA[><img src=x onerror=alert(1)>]]></svg>",
    "<svg><noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<math href=javascript:alert(1)>x</math>",
    "<math><a xlink:href=javascript:alert(1)>x</a></math>",
    "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>x</maction></math>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<math><annotation-xml encoding=\"text/html\"><style><img src=x onerror=alert(1)></style></annotation-xml></math>",
    "<math><annotation-xml encoding=\"application/xhtml+xml\"><p><script>alert(1)</script></p></annotation-xml></math>",
    "<math><mi><b><style><img src=x onerror=alert(1)></style></b></mi></math>",
    "<math><mtext><h1><a><h6></a></h6><mglyph><svg><mtext><style><a title=\"</style><img src onerror='alert(1)'>\"></style></h1>",
    "<math><mtext><svg><annotation-xml><foreignObject><style><a title=\"</style><img src=x onerror=alert(1)>\">",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<noembed><img src=\"</noembed><iframe onload=alert(1)>\"></noembed>",
    "<noframes><img src=\"</noframes><iframe onload=alert(1)>\"></noframes>",
    "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
    "<textarea><p title=\"</textarea><img src=x onerror=alert(1)>\">",
    "<title><p title=\"</title><img src=x onerror=alert(1)>\">",
    "<template><p title=\"</template><img src=x onerror=alert(1)>\"></template>",
    "<template shadowrootmode=open><script>alert(1)</script></template>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<listing>&lt;img onerror=alert(1) src=x&gt;</listing>",
    "<pre><!-- <pre>--><img src=x onerror=alert(1)></pre>",
    "<select><template><img src=x onerror=alert(1)></template></select>",
    "<select><noembed></select><script>alert(1)</script>",
    "<select><svg><style><img src=x onerror=alert(1)></style></svg></select>",
    "<table><td><svg><desc><td></desc></svg><title><p title='</title><img src=x onerror=alert(1)>'>",
    "<table><tr><td><form><table></td></tr></table><math><style><img src=x onerror=alert(1)></style>",
    "<a><table><a href=javascript:alert(1)>x</a></table></a>",
    "<p><b><table><p></b><script>alert(1)</script></table>",
    "<b><p><i></b><img src=x onerror=alert(1)></i></p>",
    "<dl><dd><dt><plaintext><img src=x onerror=alert(1)>",
    "<frameset><frame src=x></frameset><noframes><img src=x onerror=alert(1)>",
    // Comments and declarations.
    "<!--><img src=x onerror=alert(1)>-->",
    "<!---><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<!-- <!-- --> <img src=x onerror=alert(1)> -->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![if true]><script>alert(1)</script><![endif]>",
    "<comment><img src='</comment><img src=x onerror=alert(1)>'></comment>",
    "<!doctype html><script>alert(1)</script>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'z'>]><img src=x onerror=alert(1)>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<? foo='><script>alert(1)</script>'>",
    "<! foo='><script>alert(1)</script>'>",
    "</ foo='><script>alert(1)</script>'>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<![CDATA[><script>alert(1)</script>",
    "</p onclick=alert(1)><img src=x onerror=alert(1)>",
    "</br onclick=alert(1)>",
    "<img src=x onerror=alert(1)",
    "<img src=\"x\" onerror=\"alert(1)",
    "<a href='x",
    "<p title='&quot;><script>alert(1)</script>'>x</p>",
    "<p title=\"&lt;img src=x onerror=alert(1)&gt;\">x</p>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "<p>&amp;lt;script&amp;gt;</p>",
    "\u{feff}<script>alert(1)</script>",
    "<ſcript>alert(1)</ſcript>",
    "<İmg src=x onerror=alert(1)>",
    "<IMG SRC=x ONERROR=alert(1)\u{2028}>",
    "<image src=x onerror=alert(1)>",
    "<image href=javascript:alert(1)>",
    "<a\u{a0}href=javascript:alert(1)>x</a>",
    "<a\u{b}href=javascript:alert(1)>x</a>",
    "<a/href=javascript:alert(1)>x</a>",
    "<a\thref=\tjavascript:alert(1)>x</a>",
    "<a\rhref\r=\rjavascript:alert(1)>x</a>",
    "<details open ontoggle=alert(1)><summary onclick=alert(1)>x</summary></details>",
    "<details><summary>x</summary><script>alert(1)</script>",
    "</details><script>alert(1)</script><details>",
    "</div></div></article></main></body></html><script>alert(1)</script>",
];
