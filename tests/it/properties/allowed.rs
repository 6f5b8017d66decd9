//! What may stand in an article made under the safe policy, written down a second
//! time: a list that the sanitizer shared with its judge would hide a hole in it.
//!
//! Two readings. [`tree_faults`] parses the result as a browser does and walks the
//! tree. [`text_faults`] parses nothing: the sanitizer's own writer has one form for
//! a tag, and whatever has another form would be read by luck only.

use scraper::{Html, Node};

/// Elements of authors and of guichet's writer.
const ELEMENTS: &str = " a abbr address article aside b bdi bdo blockquote br caption cite code col \
    colgroup dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i \
    img input ins kbd label li mark nav ol p picture pre q rp rt ruby s samp section small source span strong sub \
    summary sup table tbody td tfoot th thead time tr u ul var wbr ";

/// Attributes of every element.
const EVERYWHERE: &str = " class dir hidden id lang role tabindex title translate ";

/// Attributes of some elements.
const OF_SOME: &[(&str, &str)] = &[
    ("a", " href hreflang name rel target type "),
    ("blockquote", " cite "),
    ("col", " span "),
    ("colgroup", " span "),
    ("del", " cite datetime "),
    ("details", " open "),
    ("img", " alt decoding height loading src width "),
    ("input", " checked disabled name type "),
    ("ins", " cite datetime "),
    ("label", " for "),
    ("li", " value "),
    ("ol", " reversed start type "),
    ("q", " cite "),
    ("source", " sizes srcset type "),
    ("td", " align colspan headers rowspan "),
    ("th", " abbr align colspan headers rowspan scope "),
    ("time", " datetime "),
];

/// Schemes that authors may write in HTML.
pub(crate) const SCHEMES: &[&str] = &["http", "https", "mailto", "sms", "tel"];

/// Schemes that run or show what their author made up: nowhere.
pub(crate) const RUNNING: &[&str] = &["javascript", "vbscript", "data"];

/// Which schemes an address may have.
pub(crate) type IsScheme = fn(&str) -> bool;

/// What a browser finds in the result and should not.
pub(crate) fn tree_faults(html: &str, is_scheme: IsScheme) -> Vec<String> {
    let mut found = Vec::new();
    for parsed in [Html::parse_fragment(html), Html::parse_document(html)] {
        for node in parsed.tree.values() {
            match node {
                Node::Comment(_) | Node::ProcessingInstruction(_) | Node::Doctype(_) => {
                    found.push(format!("{node:?}"));
                }
                Node::Element(element) => {
                    let name = element.name();
                    // The frame that a parser puts around everything.
                    let is_frame = matches!(name, "html" | "head" | "body");
                    if is_frame && element.attrs().next().is_none() {
                        continue;
                    }
                    if &*element.name.ns != "http://www.w3.org/1999/xhtml" {
                        found.push(format!("foreign <{name}>"));
                    }
                    found.extend(element_fault(name));
                    for (key, value) in element.attrs() {
                        found.extend(attribute_fault(name, key));
                        found.extend(value_fault((name, key), value, is_scheme));
                    }
                }
                Node::Document | Node::Fragment | Node::Text(_) => {}
            }
        }
    }
    found
}

/// What in the text is no tag in the one form of the sanitizer's writer:
/// `</name>`, or `<name` with ` key="value"` any number of times and `>`.
pub(crate) fn text_faults(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let piece = &rest[start + 1..];
        rest = after_tag(piece).unwrap_or_else(|| {
            found.push(format!("<{}", piece.chars().take(60).collect::<String>()));
            piece
        });
    }
    found
}

/// What follows a tag, given what follows its `<`.
fn after_tag(piece: &str) -> Option<&str> {
    if let Some(end) = piece.strip_prefix('/') {
        let (name, after) = end.split_once('>')?;
        return is_in(ELEMENTS, name).then_some(after);
    }
    let (name, mut rest) = piece.split_at(piece.find([' ', '>'])?);
    if !is_in(ELEMENTS, name) {
        return None;
    }
    while let Some(attribute) = rest.strip_prefix(' ') {
        let (key, after) = attribute.split_once("=\"")?;
        let (_, after) = after.split_once('"')?;
        if attribute_fault(name, key).is_some() {
            return None;
        }
        rest = after;
    }
    rest.strip_prefix('>')
}

fn element_fault(name: &str) -> Option<String> {
    (!is_in(ELEMENTS, name)).then(|| format!("<{name}>"))
}

fn attribute_fault(element: &str, key: &str) -> Option<String> {
    let of_this = OF_SOME.iter().find(|(of, _)| *of == element);
    let aria = key.strip_prefix("aria-");
    let is_aria =
        aria.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_lowercase()));
    let is_of_this = of_this.is_some_and(|(_, keys)| is_in(keys, key));
    let is_fine = is_aria || is_in(EVERYWHERE, key) || is_of_this;
    (!is_fine).then(|| format!("<{element} {key}>"))
}

fn value_fault((element, key): (&str, &str), value: &str, is_scheme: IsScheme) -> Option<String> {
    let is_fine = match key {
        "href" | "src" | "cite" => scheme(value).is_none_or(|scheme| is_scheme(&scheme)),
        "srcset" => value
            .split(',')
            .filter_map(|image| image.split_whitespace().next())
            .all(|address| scheme(address).is_none_or(|scheme| is_scheme(&scheme))),
        "target" => value.eq_ignore_ascii_case("_blank"),
        "tabindex" => matches!(value, "0" | "-1"),
        "type" if element == "input" => {
            ["checkbox", "radio"].iter().any(|kind| value.eq_ignore_ascii_case(kind))
        }
        _ => true,
    };
    (!is_fine).then(|| format!("<{element} {key}={value:?}>"))
}

/// The scheme of an address as the URL standard reads it: controls and spaces
/// around it and tabs and line breaks in it do not count.
pub(crate) fn scheme(address: &str) -> Option<String> {
    let trimmed = address.trim_matches(|c: char| c <= ' ');
    let read: String = trimmed.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let (scheme, _) = read.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

/// Whether a word stands in a list with spaces around each.
fn is_in(list: &str, word: &str) -> bool {
    !word.is_empty() && !word.contains(' ') && list.contains(&format!(" {word} "))
}
