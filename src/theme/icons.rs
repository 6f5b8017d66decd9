//! Icons: SVG files that stand in the page, hidden from screen readers.

use std::collections::BTreeMap;

use crate::theme::layers::Layers;

/// Attributes of the `<svg>` tag that guichet sets itself.
const OWN: [&str; 3] = ["class", "aria-hidden", "focusable"];

/// The inline SVG of every icon, by name.
pub(super) fn inline_all(layers: &Layers<'_>) -> BTreeMap<String, String> {
    let icons = layers.part("icons/", ".svg");
    icons
        .filter_map(|(file, layer)| {
            let name = file.strip_suffix(".svg")?.to_owned();
            Some((name, inline(&layer.text())?))
        })
        .collect()
}

/// The `<svg>` element with the attributes of an icon; none without one.
fn inline(svg: &str) -> Option<String> {
    let start = svg.find("<svg")?;
    let end = start + svg[start..].find('>')?;
    let close = svg.rfind("</svg>").map_or(svg.len(), |at| at + "</svg>".len()).max(end + 1);
    let mut out = String::from("<svg class=\"icon\" aria-hidden=\"true\"");
    let mut rest = svg[start + "<svg".len()..end].trim();
    while let Some(equals) = rest.find('=') {
        let name = rest[..equals].trim();
        let value = rest[equals + 1..].trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let len = value[1..].find(quote)?;
        if !OWN.contains(&name) {
            out.push(' ');
            out.push_str(name);
            out.push('=');
            out.push_str(&value[..len + 2]);
        }
        rest = &value[len + 2..];
    }
    out.push_str(if rest.trim_end().ends_with('/') { "/>" } else { ">" });
    for line in svg[end + 1..close].lines() {
        out.push_str(line.trim());
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::inline;

    #[test]
    fn icons_get_their_class_and_are_hidden() {
        let svg = "<?xml version=\"1.0\"?>\n<svg class=\"x\" viewBox='0 0 24 24'>\n  <path d=\"M0 0\"/>\n</svg>\n";
        assert_eq!(
            inline(svg).as_deref(),
            Some(
                "<svg class=\"icon\" aria-hidden=\"true\" viewBox='0 0 24 24'><path d=\"M0 0\"/></svg>"
            )
        );
        assert_eq!(inline("no picture"), None);
        assert_eq!(inline("<svg"), None);
    }
}
