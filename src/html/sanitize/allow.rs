//! What authors may write: elements, attributes, the values of some.

/// Elements that authors may write.
pub(super) const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements that only guichet writes: the boxes of tasks and the radio buttons
/// of tabs, and the copies of images. Authors have no form, thus no use for the former.
pub(super) const WRITER_ELEMENTS: &[&str] = &["input", "label", "picture", "source"];

/// Elements that go with all they contain: their text is code, or is not meant
/// to be shown, or would be read by other rules than ours.
pub(super) const WITHOUT_CONTENT: &[&str] = &[
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "script",
    "style",
    "template",
    "textarea",
    "title",
    "xmp",
];

/// Attributes of every element. Neither `style` (covers the page, loads images)
/// nor `data-*` (other scripts of the page may act on them).
pub(super) const GLOBAL: &[&str] =
    &["class", "dir", "hidden", "id", "lang", "role", "tabindex", "title", "translate"];

/// Attributes of some elements.
pub(super) const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang", "name", "rel", "target", "type"]),
    ("blockquote", &["cite"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("del", &["cite", "datetime"]),
    ("details", &["open"]),
    ("img", &["alt", "decoding", "height", "loading", "src", "width"]),
    ("ins", &["cite", "datetime"]),
    ("li", &["value"]),
    ("ol", &["reversed", "start", "type"]),
    ("q", &["cite"]),
    ("td", &["align", "colspan", "headers", "rowspan"]),
    ("th", &["abbr", "align", "colspan", "headers", "rowspan", "scope"]),
    ("time", &["datetime"]),
];

/// Attributes of the elements that only guichet writes.
pub(super) const WRITER_ATTRIBUTES: &[(&str, &[&str])] = &[
    ("input", &["checked", "disabled", "name"]),
    ("label", &["for"]),
    ("source", &["sizes", "srcset", "type"]),
];

/// The `input`s of guichet's writer.
pub(super) const INPUT_TYPES: &[&str] = &["checkbox", "radio"];

/// The longest id kept, in bytes.
const MAX_ID: usize = 128;

/// Whether authors may write the element (name in lower case).
pub(super) fn is_element(name: &str) -> bool {
    ELEMENTS.binary_search(&name).is_ok()
}

/// Whether the element goes with its content (name in lower case).
pub(super) fn loses_content(name: &str) -> bool {
    WITHOUT_CONTENT.binary_search(&name).is_ok()
}

/// Whether the attribute may stand on the element (names in lower case).
pub(super) fn is_attribute(element: &str, name: &str) -> bool {
    GLOBAL.contains(&name)
        || is_aria(name)
        || ATTRIBUTES
            .iter()
            .find(|(of, _)| *of == element)
            .is_some_and(|(_, names)| names.contains(&name))
}

/// `aria-` and letters.
pub(super) fn is_aria(name: &str) -> bool {
    name.strip_prefix("aria-")
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_lowercase()))
}

/// Whether a value may stand in an attribute; URLs are checked elsewhere.
pub(super) fn is_value(attribute: &str, value: &str) -> bool {
    match attribute {
        // A positive number takes the page's order of focus away from it.
        "tabindex" => matches!(value, "0" | "-1"),
        // A named target could replace another window of the reader.
        "target" => value.eq_ignore_ascii_case("_blank"),
        "id" | "name" => is_id(value),
        _ => true,
    }
}

/// Whether an author's `id` or `name` is harmless.
///
/// Browsers publish elements with an id or a name as properties of `window`,
/// and some of `document`, before or instead of what scripts expect there: an
/// image named `currentScript` hides the real `document.currentScript` (DOM
/// clobbering; HTML standard, "named access on the Window object" and
/// "`DOMTreeAccessors`"). So: a plain shape, no name of a property that scripts
/// read, nothing that begins like the names of guichet's own scripts.
pub(super) fn is_id(value: &str) -> bool {
    let has_shape = !value.is_empty()
        && value.len() <= MAX_ID
        && value.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'));
    let lower = value.to_ascii_lowercase();
    has_shape
        && !lower.starts_with("guichet")
        && !lower.starts_with("__")
        && CLOBBERING.binary_search(&lower.as_str()).is_err()
}

/// Lower-case names of properties of `window`, `document`, `Element` and `form`
/// that scripts commonly read.
const CLOBBERING: &[&str] = &[
    "action",
    "activeelement",
    "addeventlistener",
    "alert",
    "all",
    "anchors",
    "append",
    "appendchild",
    "applets",
    "atob",
    "attributes",
    "baseuri",
    "body",
    "btoa",
    "caches",
    "characterset",
    "childelementcount",
    "childnodes",
    "children",
    "classlist",
    "clonenode",
    "close",
    "closed",
    "closest",
    "compatmode",
    "confirm",
    "console",
    "constructor",
    "contains",
    "contenttype",
    "cookie",
    "cookiestore",
    "createelement",
    "createelementns",
    "createevent",
    "createtextnode",
    "crypto",
    "currentscript",
    "customelements",
    "dataset",
    "default",
    "defaultview",
    "designmode",
    "dispatchevent",
    "doctype",
    "document",
    "documentelement",
    "documenturi",
    "domain",
    "elements",
    "embeds",
    "enctype",
    "eval",
    "event",
    "exports",
    "external",
    "fetch",
    "firstchild",
    "firstelementchild",
    "focus",
    "fonts",
    "form",
    "forms",
    "frameelement",
    "frames",
    "getattribute",
    "getelementbyid",
    "getelementsbyclassname",
    "getelementsbyname",
    "getelementsbytagname",
    "getselection",
    "globalthis",
    "hasattribute",
    "hasownproperty",
    "head",
    "history",
    "host",
    "images",
    "implementation",
    "importnode",
    "importscripts",
    "indexeddb",
    "inert",
    "innerhtml",
    "innertext",
    "inputencoding",
    "insertadjacenthtml",
    "insertbefore",
    "issecurecontext",
    "lastchild",
    "lastelementchild",
    "lastmodified",
    "links",
    "localname",
    "localstorage",
    "location",
    "matches",
    "matchmedia",
    "method",
    "module",
    "namespaceuri",
    "navigation",
    "navigator",
    "nextsibling",
    "nodename",
    "nodetype",
    "nodevalue",
    "normalize",
    "onclick",
    "onerror",
    "onload",
    "open",
    "opener",
    "origin",
    "outerhtml",
    "ownerdocument",
    "parent",
    "parentelement",
    "parentnode",
    "performance",
    "plugins",
    "postmessage",
    "prepend",
    "previoussibling",
    "print",
    "process",
    "promise",
    "prompt",
    "prototype",
    "queryselector",
    "queryselectorall",
    "readystate",
    "referrer",
    "remove",
    "removeattribute",
    "removechild",
    "removeeventlistener",
    "replacechild",
    "replacechildren",
    "replacewith",
    "require",
    "reset",
    "rootelement",
    "screen",
    "scripts",
    "scrollingelement",
    "self",
    "serviceworker",
    "sessionstorage",
    "setattribute",
    "shadowroot",
    "stylesheets",
    "submit",
    "symbol",
    "tagname",
    "textcontent",
    "top",
    "tostring",
    "trustedtypes",
    "url",
    "valueof",
    "visibilitystate",
    "visualviewport",
    "webkiturl",
    "window",
    "write",
    "writeln",
    "xmlversion",
];

#[cfg(test)]
mod tests {
    use super::{CLOBBERING, ELEMENTS, WITHOUT_CONTENT, is_id};

    #[test]
    fn lists_are_sorted_for_the_search() {
        for list in [ELEMENTS, WITHOUT_CONTENT, CLOBBERING] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn ids_that_hide_properties_are_refused() {
        for good in ["prêt", "note-2", "fn:1", "renouveler.en_ligne", "図書館"] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", "a b", "currentScript", "BODY", "guichet-x", "__proto__", "a'b", "forms"] {
            assert!(!is_id(bad), "{bad}");
        }
    }
}
