//! Bytes of PNG, JPEG and WebP → pixels.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image_webp::WebPDecoder;
use png::{ColorType, Limits, Transformations};
use serde::{Deserialize, Serialize};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::images::pixels::Pixels;
use crate::images::{Header, Kind, strip};

/// Most pixels of an image that is converted: more than any telephone takes. The
/// largest takes about 300 MB of memory while it is.
pub const MAX_PIXELS: u64 = 64 * 1024 * 1024;

/// Most bytes of an image that is converted.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Scans of a progressive JPEG that are read; encoders make ten.
const MAX_SCANS: usize = 100;

/// Why nothing is made of an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    /// It cannot be read, or not to its end.
    Damaged,
    /// It has more than [`MAX_PIXELS`].
    TooManyPixels,
    /// It has more than [`MAX_BYTES`].
    TooManyBytes,
}

/// A decoded image.
pub(super) struct Photo {
    pub(super) pixels: Pixels,
    /// Its ICC profile of color.
    pub(super) profile: Option<Vec<u8>>,
    /// Whether its format loses nothing: then it is likely to be a screen or a drawing.
    pub(super) is_exact: bool,
}

/// Decodes an image that stands still. The size that its header tells is what the
/// decoder has to find too, before it takes memory. None when its colors are of a kind that
/// is not understood (those of print).
pub(super) fn decode(bytes: &[u8], header: &Header) -> Result<Option<Photo>, Fault> {
    let (width, height) = header.size.ok_or(Fault::Damaged)?;
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Fault::TooManyPixels);
    }
    // Others' code meets anybody's bytes: what it trips over is damaged.
    let size = (width as usize, height as usize);
    let decoded = catch_unwind(AssertUnwindSafe(|| match header.kind {
        Kind::Png => png(bytes, size).map(Some).ok_or(Fault::Damaged),
        Kind::Jpeg => jpeg(bytes, size),
        Kind::WebP => webp(bytes, size).map(Some).ok_or(Fault::Damaged),
        Kind::Gif | Kind::Avif | Kind::Heic => Ok(None),
    }));
    let photo = decoded.map_err(|_| Fault::Damaged)??;
    let is_whole = |pixels: &Pixels| {
        (pixels.width, pixels.height) == size
            && pixels.bytes.len() == pixels.width * pixels.height * pixels.n_channels()
    };
    match photo {
        Some(photo) if !is_whole(&photo.pixels) => Err(Fault::Damaged),
        photo => Ok(photo),
    }
}

fn png(bytes: &[u8], size: (usize, usize)) -> Option<Photo> {
    // Eight bytes a pixel is the most there is.
    let limits = Limits { bytes: usize::try_from(MAX_PIXELS * 8).ok()? };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let mut reader = decoder.read_info().ok()?;
    let (width, height) = (reader.info().width as usize, reader.info().height as usize);
    ((width, height) == size).then_some(())?;
    let mut buffer = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut buffer).ok()?;
    // What follows the picture is read too: a file that was cut shows there.
    reader.finish().ok()?;
    buffer.truncate(info.buffer_size());
    let (has_alpha, bytes) = match info.color_type {
        ColorType::Rgb => (false, buffer),
        ColorType::Rgba => (true, buffer),
        ColorType::Grayscale => (false, buffer.iter().flat_map(|gray| [*gray; 3]).collect()),
        ColorType::GrayscaleAlpha => {
            let pixel = |pixel: &[u8]| [pixel[0], pixel[0], pixel[0], pixel[1]];
            (true, buffer.chunks_exact(2).flat_map(pixel).collect())
        }
        ColorType::Indexed => return None,
    };
    let pixels = Pixels { width, height, has_alpha, bytes };
    let profile = reader.info().icc_profile.as_ref().map(|profile| profile.to_vec());
    Some(Photo { pixels: pixels.opaque(), profile, is_exact: true })
}

/// None when its colors are those of print.
fn jpeg(bytes: &[u8], size: (usize, usize)) -> Result<Option<Photo>, Fault> {
    // The decoder fills up with gray what is missing.
    strip::end_of_jpeg(bytes).ok_or(Fault::Damaged)?;
    let options = DecoderOptions::default()
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_max_scans(MAX_SCANS)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| Fault::Damaged)?;
    let info = decoder.info().ok_or(Fault::Damaged)?;
    let (width, height) = (usize::from(info.width), usize::from(info.height));
    if (width, height) != size {
        return Err(Fault::Damaged);
    }
    if matches!(decoder.input_colorspace(), Some(ColorSpace::CMYK | ColorSpace::YCCK)) {
        return Ok(None);
    }
    let bytes = decoder.decode().map_err(|_| Fault::Damaged)?;
    let pixels = Pixels { width, height, has_alpha: false, bytes };
    Ok(Some(Photo { pixels, profile: decoder.icc_profile(), is_exact: false }))
}

fn webp(bytes: &[u8], size: (usize, usize)) -> Option<Photo> {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).ok()?;
    decoder.set_memory_limit(usize::try_from(MAX_PIXELS * 4).ok()?);
    let (width, height) = decoder.dimensions();
    let (width, height) = (width as usize, height as usize);
    ((width, height) == size).then_some(())?;
    let mut buffer = vec![0; decoder.output_buffer_size()?];
    decoder.read_image(&mut buffer).ok()?;
    let has_alpha = decoder.has_alpha();
    let profile = decoder.icc_profile().ok()?;
    let is_exact = !decoder.is_lossy();
    let pixels = Pixels { width, height, has_alpha, bytes: buffer };
    Some(Photo { pixels: pixels.opaque(), profile, is_exact })
}
