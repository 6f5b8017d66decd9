//! Images: what one says of itself, and what is made of it for the web. Bytes in,
//! bytes out.
//!
//! [`header()`] tells kind, size, turn, and whether it is told where it was taken. Any
//! bytes give an answer, in time linear in what is looked at: at most [`HEAD`] bytes
//! from the beginning and [`REST`] from a place that the header names.
//!
//! [`convert()`] decodes an image and makes narrower copies of it in formats that take
//! fewer bytes; [`without_position`] takes out where it was taken and leaves every
//! pixel; [`drawing`] takes out of an SVG what runs or loads.

mod avif;
mod boxes;
mod bytes;
mod chunks;
mod convert;
mod decode;
pub mod drawing;
mod jpeg;
mod pixels;
mod place;
mod positions;
mod profile;
mod strip;
#[cfg(test)]
pub(crate) mod tests;
mod webp;

use camino::Utf8Path;
use serde::{Deserialize, Serialize};

pub use convert::{Copy, FORMATS, Format, Made, Options, convert, look};
pub use decode::{Fault, MAX_BYTES, MAX_PIXELS};
pub use drawing::Drawing;
pub use positions::{Image, positions};
pub use strip::without_position;

/// Bytes of the beginning that are looked at.
pub const HEAD: usize = 192 * 1024;

/// Bytes that are looked at behind the picture itself, where WebP keeps its EXIF.
pub const REST: usize = 64 * 1024;

/// Segments, chunks or boxes of one file that are looked at.
const MAX_PARTS: usize = 64;

/// Endings of names of the images that are looked into. Drawings (SVG) have no
/// header, and no camera makes them.
const ENDINGS: [&str; 14] = [
    "jpg", "jpeg", "jpe", "jfif", "pjpeg", "pjp", "png", "apng", "gif", "webp", "avif", "heic",
    "heif", "hif",
];

/// What an image is, by its first bytes and not by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Portable Network Graphics.
    Png,
    /// JPEG, with JFIF or EXIF.
    Jpeg,
    /// GIF 87a and 89a.
    Gif,
    /// WebP.
    WebP,
    /// AVIF, alone or as a sequence.
    Avif,
    /// HEIC, and what else is HEIF but not AVIF.
    Heic,
}

/// What the header of an image says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The kind.
    pub kind: Kind,
    /// Width and height in pixels, as stored: a turn that EXIF asks for is not made.
    /// None when the header does not get so far, or says zero.
    pub size: Option<(u32, u32)>,
    /// Whether EXIF or XMP hold a latitude or a longitude.
    pub has_position: bool,
    /// The byte of the file at which it goes on after the picture, when it says that
    /// EXIF or XMP is there and it was not seen: for [`rest`].
    pub rest: Option<u64>,
    /// Whether it moves; of a GIF that is not known.
    pub is_animated: bool,
    /// How EXIF asks for it to be turned when shown: 1, as stored, to 8 (EXIF 2.3
    /// §4.6.4, tag 0x0112).
    pub turn: u8,
}

impl Header {
    fn new(kind: Kind) -> Self {
        Self { kind, size: None, has_position: false, rest: None, is_animated: false, turn: 1 }
    }

    /// Width and height as it is shown.
    pub fn shown_size(&self) -> Option<(u32, u32)> {
        let (width, height) = self.size?;
        Some(if self.turn >= 5 { (height, width) } else { (width, height) })
    }

    fn set_size(&mut self, width: u32, height: u32) {
        self.size = (width > 0 && height > 0).then_some((width, height));
    }
}

/// Reads the header of an image from the beginning of a file. None when it is none
/// that is known.
pub fn header(bytes: &[u8]) -> Option<Header> {
    read(&bytes[..bytes.len().min(HEAD)])
}

/// Reads the header of an image of which all bytes are there.
pub fn header_of_whole(bytes: &[u8]) -> Option<Header> {
    read(bytes)
}

fn read(bytes: &[u8]) -> Option<Header> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(chunks::png(bytes))
    } else if bytes.starts_with(b"\xFF\xD8\xFF") {
        Some(jpeg::header(bytes))
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        Some(chunks::gif(bytes))
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(&b"WEBP"[..]) {
        Some(chunks::webp(bytes))
    } else {
        boxes::header(bytes)
    }
}

/// Whether what stands at [`Header::rest`] holds a position.
pub fn rest(bytes: &[u8]) -> bool {
    chunks::webp_rest(&bytes[..bytes.len().min(REST)])
}

/// Whether a file is named as images are that have a header. `exiftool` leaves the
/// image it changed beside the new one, under its name and `_original`.
pub fn is_named_so(path: &Utf8Path) -> bool {
    path.extension().is_some_and(|ending| {
        let ending = ending.strip_suffix("_original").unwrap_or(ending);
        ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
    })
}
