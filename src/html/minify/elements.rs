//! What the elements are to white space.

/// `h1` to `h6`.
pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Elements whose content does not travel.
pub(super) fn keeps_content(name: &str) -> bool {
    matches!(name, "pre" | "code" | "svg" | "math")
        || matches!(name, "iframe" | "noembed" | "noframes" | "noscript" | "script" | "style")
        || matches!(name, "textarea" | "title" | "xmp")
}

/// Inline elements that the minifier trims like blocks.
pub(super) fn is_trimmed(name: &str) -> bool {
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
pub(super) fn is_block(name: &str) -> bool {
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
