//! Which elements and attributes of a drawing run or load something.

use super::css;

/// What a namespace is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// SVG.
    Svg,
    /// Another one that browsers act on.
    Foreign,
    /// One that no browser knows: notes of editors.
    Other,
}

impl Space {
    /// The namespace of a name (Namespaces in XML 1.0, §2).
    pub(super) fn of(uri: &str) -> Self {
        match uri {
            "http://www.w3.org/2000/svg" | "" => Self::Svg,
            "http://www.w3.org/1999/xhtml"
            | "http://www.w3.org/1998/Math/MathML"
            | "http://www.w3.org/1999/XSL/Transform"
            | "http://www.w3.org/2001/xml-events"
            | "http://www.w3.org/2001/XInclude"
            | "http://www.mozilla.org/keymaster/gatekeeper/there.is.only.xul" => Self::Foreign,
            _ => Self::Other,
        }
    }
}

/// Elements of SVG 1.1 and 2 that neither run nor load anything by themselves.
const ELEMENTS: &[&str] = &[
    "a",
    "altGlyph",
    "altGlyphDef",
    "altGlyphItem",
    "animate",
    "animateColor",
    "animateMotion",
    "animateTransform",
    "circle",
    "clipPath",
    "color-profile",
    "cursor",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "flowPara",
    "flowRegion",
    "flowRoot",
    "flowSpan",
    "font",
    "font-face",
    "font-face-format",
    "font-face-name",
    "font-face-src",
    "font-face-uri",
    "g",
    "glyph",
    "glyphRef",
    "hatch",
    "hatchpath",
    "hkern",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "mesh",
    "meshgradient",
    "meshpatch",
    "meshrow",
    "metadata",
    "missing-glyph",
    "mpath",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "set",
    "solidcolor",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tref",
    "tspan",
    "use",
    "view",
    "vkern",
];

/// Prefix and local name.
pub(super) fn split(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

/// Whether an element goes with all it contains.
pub(super) fn is_dropped(space: Space, local: &str) -> bool {
    match space {
        Space::Svg => ELEMENTS.binary_search(&local).is_err(),
        Space::Foreign => true,
        Space::Other => false,
    }
}

/// What an attribute that runs or loads something is called; none when it may stay.
/// `value` is what it means, characters decoded.
pub(super) fn bad_attribute(element: &str, name: &str, value: &str) -> Option<String> {
    let (prefix, local) = split(name);
    let local = local.to_ascii_lowercase();
    // Browsers leave such characters out of an address.
    let plain: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let lower = plain.to_ascii_lowercase();
    let is_bad = match (prefix, local.as_str()) {
        ("xmlns", _) | ("", "xmlns") => false,
        (_, local) if local.starts_with("on") => true,
        ("xml", "base") => true,
        (_, "href" | "src") => !is_address(element, &lower),
        (_, "attributename") => false,
        _ => {
            lower.contains("javascript:")
                || lower.contains("vbscript:")
                || css::clean(value).is_some()
        }
    };
    is_bad.then(|| match local.as_str() {
        local if local.starts_with("on") || local == "style" => name.to_owned(),
        _ => {
            let shown: String = plain.chars().take(40).collect();
            format!("{name}=\"{shown}\"")
        }
    })
}

/// Whether an address of an element (lower case, without spaces) stays within the
/// drawing, or leads a reader who follows it to another page.
fn is_address(element: &str, lower: &str) -> bool {
    if lower.is_empty() || lower.starts_with('#') {
        return true;
    }
    match element {
        "a" => ["https://", "http://", "mailto:"].iter().any(|start| lower.starts_with(start)),
        "image" | "feImage" => css::is_raster(lower),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::ELEMENTS;

    #[test]
    fn the_list_is_sorted_for_the_search() {
        assert!(ELEMENTS.is_sorted());
    }
}
