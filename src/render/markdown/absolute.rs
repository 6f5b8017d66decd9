//! Where the links of a twin lead: absolute, so that a machine reads it anywhere.

use crate::markup::doc::RawLink;
use crate::markup::{encode_destination, is_unsafe_destination};
use crate::render::places::{Places, fragment};
use crate::site::{PageRef, Target};

/// Where a link leads, for readers that are not on the page; none when the text
/// is already right.
pub(super) fn absolute(
    places: &Places<'_>,
    page: PageRef,
    link: &RawLink,
    target: &Target,
) -> Option<String> {
    let href = match target {
        Target::Page { page, query, anchor } => {
            let id = anchor.as_deref().map(fragment).unwrap_or_default();
            let query = encode_destination(query);
            format!("{}{query}{id}", places.absolute(places.site.url(*page)))
        }
        Target::Local(url, rest) => format!("{}{rest}", places.absolute(url)),
        Target::Broken => broken(places, page, &link.dest)?,
        Target::Anchor(_) | Target::External(_) => return None,
    };
    let is_plain = !href.contains(['(', ')', '<', '>', ' ']);
    Some(if is_plain { href } else { format!("<{}>", href.replace(['<', '>'], "")) })
}

/// Where a link that leads nowhere would lead from its page; none within the page.
fn broken(places: &Places<'_>, page: PageRef, dest: &str) -> Option<String> {
    let dest = dest.trim();
    if dest.is_empty() || dest.starts_with('#') || is_unsafe_destination(dest) {
        return None;
    }
    let end = dest.find(['?', '#']).unwrap_or(dest.len());
    let (path, rest) = dest.split_at(end);
    let folder = places.site.url(page).encoded();
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    if path.starts_with('/') {
        parts.clear();
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let mut address = format!("/{}", parts.join("/"));
    if path.ends_with('/') || path.is_empty() {
        address.push('/');
    }
    let address = encode_destination(&format!("{address}{rest}"));
    Some(places.settings.base_url.absolute(&address))
}
