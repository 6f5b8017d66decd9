//! The logo and the icon of browser tabs that a site names: files of its theme's
//! folder, published under a name that changes with their bytes, or of `static/`,
//! where they keep theirs.

mod size;

use camino::Utf8Path;

use crate::base::{OutputPath, Span, UrlPath};
use crate::diag::Diagnostic;
use crate::diag::catalog::theme;
use crate::diag::nearest::nearest;
use crate::files::{Files, Hidden};
use crate::theme::layers::Layers;

/// The largest picture whose size is read, in bytes; a larger one has no business in
/// the head of a page.
const MAX_BYTES: u64 = 1024 * 1024;

/// Kinds of picture, by the end of the name.
const KINDS: [(&str, &str); 7] = [
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("ico", "image/x-icon"),
    ("webp", "image/webp"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
];

/// A picture that pages show around the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its address.
    pub url: UrlPath,
    /// Its media type.
    pub kind: &'static str,
    /// Width and height, in CSS pixels, when they are known.
    pub size: Option<(u32, u32)>,
}

/// A picture that was found, and where.
pub(super) enum Found {
    /// In the theme: its bytes are to be published.
    Theme(Vec<u8>),
    /// In `static/`, which is published anyway.
    Static(OutputPath, Vec<u8>),
}

/// The media type of a file, by its name.
pub(super) fn kind(name: &str) -> Option<&'static str> {
    let (_, extension) = name.rsplit_once('.')?;
    KINDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(extension)).map(|(_, kind)| *kind)
}

/// Width and height of a picture.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    size::size(bytes)
}

/// Looks for the picture that a setting names.
pub(super) fn find(
    layers: &Layers<'_>,
    files: &dyn Files,
    (name, at): (&str, Span),
) -> Result<Found, Diagnostic> {
    let name = name.trim_start_matches('/').trim_start_matches("static/");
    let missing = |near: Option<&str>| theme::missing_picture(at, name, near);
    let Some(path) = OutputPath::new(name).ok().filter(|_| kind(name).is_some()) else {
        return Err(missing(None));
    };
    if let Some(layer) = layers.files.get(name) {
        return Ok(Found::Theme(layer.bytes.to_vec()));
    }
    let file = Utf8Path::new("static").join(name);
    if files.is_there(&file) {
        // One that is too large to be looked at still is a picture.
        let bytes = files.read_at_most(&file, MAX_BYTES).unwrap_or_default();
        return Ok(Found::Static(path, bytes));
    }
    let known = files.walk(Utf8Path::new("static"), Hidden::Skip).unwrap_or_default();
    let known: Vec<&str> = known
        .iter()
        .filter_map(|(path, _)| path.as_str().strip_prefix("static/"))
        .filter(|name| kind(name).is_some())
        .collect();
    Err(missing(nearest(name, known)))
}
