//! One image → copies of it that take fewer bytes, in several widths.

use serde::{Deserialize, Serialize};

use crate::images::avif::{self, AvifOptions};
use crate::images::decode::{Fault, MAX_BYTES, Photo, decode};
use crate::images::pixels::Pixels;
use crate::images::profile::{MAX_PROFILE, Space, space};
use crate::images::webp::{self, Loss};
use crate::images::{Header, Kind, header_of_whole};

/// A format that copies are made in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Format {
    /// AV1 Image File Format: the fewest bytes, and a second or more to make.
    Avif,
    /// WebP.
    WebP,
}

/// The formats that this program can make, as a configuration names them.
pub const FORMATS: &[(&str, Format)] = if avif::IS_ENABLED {
    &[("avif", Format::Avif), ("webp", Format::WebP)]
} else {
    &[("webp", Format::WebP)]
};

/// What copies to make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// The formats; none: no image is decoded.
    pub formats: Vec<Format>,
    /// Widths in pixels, narrow first; none is wider than the image.
    pub widths: Vec<u32>,
    /// 1 to 100, as WebP has it.
    pub quality: u8,
}

/// A copy of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// Its format.
    pub format: Format,
    /// Width in pixels.
    pub width: u32,
    /// The file.
    pub bytes: Vec<u8>,
}

/// What was made of an image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// The copies, by format and then narrow first.
    pub copies: Vec<Copy>,
    /// Why there are none, when something is wrong.
    pub fault: Option<Fault>,
}

/// A width that is nearer than this to the widest is left out, in hundredths of it.
const TOO_NEAR: u32 = 90;

/// How much larger a file without loss may be, in hundredths, and still be taken.
const EXACT_IS_WORTH: usize = 125;

impl Format {
    /// Its media type.
    pub fn media(self) -> &'static str {
        match self {
            Self::Avif => "image/avif",
            Self::WebP => "image/webp",
        }
    }

    /// How its files are named.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Avif => "avif",
            Self::WebP => "webp",
        }
    }
}

/// Makes the copies of an image. What moves has none, nor what is of another format
/// than PNG, JPEG and WebP.
///
/// Each copy takes fewer bytes than the image itself and than every wider copy of its
/// format, and a format has copies only if it has the widest: a browser that chooses
/// it never gets less than there is. What cameras write into a file is in no copy, but
/// for a profile of color that is not that of the web.
pub fn convert(bytes: &[u8], options: &Options) -> Made {
    match opened(bytes) {
        Ok(Some((header, photo))) => {
            Made { copies: copies(&photo, header, options, bytes.len()), fault: None }
        }
        Ok(None) => Made::default(),
        Err(fault) => Made { copies: Vec::new(), fault: Some(fault) },
    }
}

/// Whether an image could be converted: it is decoded, and nothing is made of it.
pub fn look(bytes: &[u8]) -> Option<Fault> {
    opened(bytes).err()
}

fn opened(bytes: &[u8]) -> Result<Option<(Header, Photo)>, Fault> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Fault::TooManyBytes);
    }
    let header = header_of_whole(bytes).ok_or(Fault::Damaged)?;
    let is_still =
        !header.is_animated && matches!(header.kind, Kind::Png | Kind::Jpeg | Kind::WebP);
    if !is_still {
        return Ok(None);
    }
    Ok(decode(bytes, &header)?.map(|photo| (header, photo)))
}

fn copies(photo: &Photo, header: Header, options: &Options, n_bytes: usize) -> Vec<Copy> {
    let Some((width, height)) = header.shown_size() else { return Vec::new() };
    let widths = widths(width, &options.widths);
    let is_swapped = header.turn >= 5;
    let mut images: Vec<(u32, Pixels)> = Vec::new();
    for width_wanted in widths.into_iter().rev() {
        let part = u64::from(height) * u64::from(width_wanted) + u64::from(width) / 2;
        let height_wanted = (part / u64::from(width)).max(1);
        let (w, h) = (width_wanted as usize, usize::try_from(height_wanted).unwrap_or(1));
        let (w, h) = if is_swapped { (h, w) } else { (w, h) };
        // Of the next wider one: nobody sees the difference, and it is much less work.
        let image = images.last().map_or(&photo.pixels, |(_, wider)| wider).shrunk(w, h);
        images.push((width_wanted, image));
    }
    for (_, image) in &mut images {
        let nothing = Pixels { width: 0, height: 0, has_alpha: false, bytes: Vec::new() };
        *image = std::mem::replace(image, nothing).turned(header.turn);
    }
    let mut all = Vec::new();
    let mut limit = n_bytes;
    // The widest of WebP is what the widest of AVIF has to beat.
    for format in [Format::WebP, Format::Avif] {
        if options.formats.contains(&format) {
            let made = of_format(photo, &images, (format, options.quality), limit);
            limit = made.last().map_or(limit, |widest: &Copy| widest.bytes.len());
            all.splice(0..0, made);
        }
    }
    all
}

/// The copies of one format, narrow first, if the widest is smaller than `limit`.
fn of_format(
    photo: &Photo,
    images: &[(u32, Pixels)],
    (format, quality): (Format, u8),
    limit: usize,
) -> Vec<Copy> {
    let mut made: Vec<Copy> = Vec::new();
    for (width, image) in images {
        let limit = made.last().map_or(limit, |wider| wider.bytes.len());
        let bytes = encode(photo, image, format, quality).filter(|bytes| bytes.len() < limit);
        match bytes {
            Some(bytes) => made.push(Copy { format, width: *width, bytes }),
            None if made.is_empty() => return made,
            None => {}
        }
    }
    made.reverse();
    made
}

fn encode(photo: &Photo, image: &Pixels, format: Format, quality: u8) -> Option<Vec<u8>> {
    let profile = photo.profile.as_deref().filter(|profile| profile.len() <= MAX_PROFILE);
    let space = space(photo.profile.as_deref());
    let is_sharp = photo.is_exact;
    match format {
        Format::Avif if space == Space::Other => None,
        Format::Avif => {
            avif::encode(image, AvifOptions { quality, is_sharp, is_p3: space == Space::P3 })
        }
        Format::WebP => {
            let profile = profile.filter(|_| matches!(space, Space::P3 | Space::Other));
            let lossy = webp::encode(image, Loss::Some { quality, is_sharp }, profile)?;
            if !photo.is_exact {
                return Some(lossy);
            }
            // Screens and drawings are often smaller without loss, and always better.
            let exact = webp::encode(image, Loss::None, profile)
                .filter(|exact| exact.len() * 100 <= lossy.len() * EXACT_IS_WORTH);
            exact.or(Some(lossy))
        }
    }
}

/// The widths to make of an image of this width: none wider, the widest of them as
/// wide as may be, and none that hardly differs from it.
fn widths(width: u32, wanted: &[u32]) -> Vec<u32> {
    let Some(most) = wanted.iter().max() else { return Vec::new() };
    let widest = width.min(*most);
    let is_apart =
        |narrower: &u32| u64::from(*narrower) * 100 <= u64::from(widest) * u64::from(TOO_NEAR);
    let mut widths: Vec<u32> = wanted.iter().copied().filter(is_apart).collect();
    widths.push(widest);
    widths.sort_unstable();
    widths.dedup();
    widths
}

#[cfg(test)]
mod tests {
    use super::widths;

    #[test]
    fn no_width_is_wider_than_the_image() {
        let wanted = [480, 800, 1_200, 1_600];
        assert_eq!(widths(4_000, &wanted), [480, 800, 1_200, 1_600]);
        assert_eq!(widths(1_000, &wanted), [480, 800, 1_000]);
        assert_eq!(widths(820, &wanted), [480, 820]);
        assert_eq!(widths(100, &wanted), [100]);
        assert_eq!(widths(100, &[]), [0; 0]);
    }
}
