//! The second wall: the whole article, read by a browser's rules.

use std::borrow::Cow;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::allow;
use super::depth;
use super::url;

/// How often the result is read again before the markup is given up; two are
/// enough for all the tag soup of the tests.
const MAX_ROUNDS: usize = 4;

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(cleaner);

/// Parses, cleans and writes again until the result stays as it is: what a
/// browser reads in it is then what was checked (no mutation on reparsing).
pub(super) fn clean(html: &str) -> String {
    let mut current = round(html);
    for _ in 0..MAX_ROUNDS {
        let next = round(&current);
        if next == current {
            return current;
        }
        current = next;
    }
    // Markup that changes at each reading: only its text is safe.
    let text = Builder::empty().clean(&current).to_string();
    round(&text)
}

fn round(html: &str) -> String {
    CLEANER.clean(&depth::limited(html)).to_string()
}

/// Every list is replaced, none is added to: the library's "empty" builder still has
/// its own elements' attributes and schemes.
fn cleaner() -> Builder<'static> {
    let attributes = allow::ATTRIBUTES.iter().chain(allow::WRITER_ATTRIBUTES);
    let attributes = attributes.map(|(element, names)| (*element, names.iter().copied().collect()));
    let mut builder = Builder::empty();
    builder
        .tags(allow::ELEMENTS.iter().chain(allow::WRITER_ELEMENTS).copied().collect())
        .clean_content_tags(allow::WITHOUT_CONTENT.iter().copied().collect())
        .generic_attributes(allow::GLOBAL.iter().copied().collect())
        .generic_attribute_prefixes(["aria-"].into_iter().collect())
        .tag_attributes(attributes.collect())
        .add_tag_attribute_values("input", "type", allow::INPUT_TYPES)
        .url_schemes(url::SCHEMES.iter().copied().collect())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(keep);
    builder
}

/// The values; ids are left alone, most are those of guichet's own headings.
fn keep<'v>(_element: &str, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    let is_fine = match attribute {
        "href" | "src" | "cite" => url::is_safe_url(value),
        "srcset" => is_safe_set(value),
        "id" | "name" => true,
        _ if attribute.starts_with("aria-") => allow::is_aria(attribute),
        _ => allow::is_value(attribute, value),
    };
    is_fine.then_some(Cow::Borrowed(value))
}

/// Whether every address of a list of images is one that may stand in a page.
fn is_safe_set(value: &str) -> bool {
    let addresses = value.split(',').filter_map(|image| image.split_whitespace().next());
    addresses.into_iter().all(url::is_safe_url)
}
