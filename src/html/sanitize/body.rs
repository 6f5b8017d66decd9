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

fn cleaner() -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .add_tags(allow::ELEMENTS)
        .add_tags(allow::WRITER_ELEMENTS)
        .add_clean_content_tags(allow::WITHOUT_CONTENT)
        .add_generic_attributes(allow::GLOBAL)
        .add_generic_attribute_prefixes(&["aria-"])
        .add_tag_attribute_values("input", "type", allow::INPUT_TYPES)
        .add_url_schemes(url::SCHEMES)
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(keep);
    for (element, attributes) in allow::ATTRIBUTES.iter().chain(allow::WRITER_ATTRIBUTES) {
        builder.add_tag_attributes(*element, *attributes);
    }
    builder
}

/// The values; ids are left alone, most are those of guichet's own headings.
fn keep<'v>(_element: &str, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    let is_fine = match attribute {
        "href" | "src" | "cite" => url::is_safe_url(value),
        "id" | "name" => true,
        _ if attribute.starts_with("aria-") => allow::is_aria(attribute),
        _ => allow::is_value(attribute, value),
    };
    is_fine.then_some(Cow::Borrowed(value))
}
