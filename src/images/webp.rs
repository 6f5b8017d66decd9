//! Pixels → WebP (RFC 9649). libwebp encodes; the profile of color is put in here,
//! for which the simple form of the file has no place.

use webp::{Encoder, PixelLayout, WebPConfig};

use super::bytes::{le32, upto};
use super::pixels::Pixels;

/// Longest side, in pixels.
pub(super) const MAX_SIDE: usize = 16_383;

/// How hard libwebp looks for a smaller file, 0 to 6: its own choice.
const METHOD: i32 = 4;

/// Bits of `VP8X`: a profile of color, alpha.
const HAS_PROFILE: u8 = 0b10_0000;
const HAS_ALPHA: u8 = 0b1_0000;

/// How to encode.
#[derive(Clone, Copy, Debug)]
pub(super) enum Loss {
    /// Of a quality from 1 to 100; `sharp` keeps thin colored lines.
    Some { quality: u8, is_sharp: bool },
    /// None.
    None,
}

/// Encodes; none when libwebp cannot.
pub(super) fn encode(pixels: &Pixels, loss: Loss, profile: Option<&[u8]>) -> Option<Vec<u8>> {
    if pixels.width.max(pixels.height) > MAX_SIDE {
        return None;
    }
    let layout = if pixels.has_alpha { PixelLayout::Rgba } else { PixelLayout::Rgb };
    let (width, height) = (u32::try_from(pixels.width).ok()?, u32::try_from(pixels.height).ok()?);
    let mut config = WebPConfig::new().ok()?;
    config.method = METHOD;
    match loss {
        Loss::Some { quality, is_sharp } => {
            config.quality = f32::from(quality);
            config.use_sharp_yuv = i32::from(is_sharp);
        }
        Loss::None => config.lossless = 1,
    }
    let encoded = Encoder::new(&pixels.bytes, layout, width, height).encode_advanced(&config);
    let file = encoded.ok()?.to_vec();
    match profile {
        Some(profile) => with_profile(&file, profile, pixels),
        None => Some(file),
    }
}

/// Puts a profile before the picture.
fn with_profile(file: &[u8], profile: &[u8], pixels: &Pixels) -> Option<Vec<u8>> {
    let mut flags = HAS_PROFILE | if pixels.has_alpha { HAS_ALPHA } else { 0 };
    let mut rest = file.get(12..)?;
    if let Some(extended) = rest.strip_prefix(b"VP8X") {
        flags |= extended.get(4)?;
        rest = extended.get(4 + le32(extended, 0)? as usize..)?;
    }
    let side = |side: usize| Some(u32::try_from(side).ok()?.checked_sub(1)?.to_le_bytes());
    let (width, height) = (side(pixels.width)?, side(pixels.height)?);
    let mut extended = vec![flags, 0, 0, 0];
    extended.extend(&width[..3]);
    extended.extend(&height[..3]);
    riff(&[(*b"VP8X", &extended), (*b"ICCP", profile)], rest)
}

/// A file of chunks, and more chunks as they are.
pub(super) fn riff(chunks: &[([u8; 4], &[u8])], rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = b"WEBP".to_vec();
    for (name, data) in chunks {
        body.extend(name);
        body.extend(u32::try_from(data.len()).ok()?.to_le_bytes());
        body.extend(*data);
        body.extend(vec![0; data.len() % 2]);
    }
    body.extend(rest);
    Some([b"RIFF", &u32::try_from(body.len()).ok()?.to_le_bytes()[..], &body].concat())
}

/// The chunks of a file, by name; none when it ends within one.
pub(super) fn chunks(file: &[u8]) -> Option<Vec<([u8; 4], &[u8])>> {
    let mut at = 12;
    let mut chunks = Vec::new();
    while at < file.len() {
        let name: [u8; 4] = file.get(at..at + 4)?.try_into().ok()?;
        let len = le32(file, at + 4)? as usize;
        let data = upto(file, at + 8, len);
        if data.len() < len {
            return None;
        }
        chunks.push((name, data));
        at += 8 + len + len % 2;
    }
    Some(chunks)
}

#[cfg(test)]
mod tests {
    use super::{Loss, chunks, encode};
    use crate::images::header;
    use crate::images::pixels::Pixels;

    #[test]
    fn a_profile_goes_with_every_form_of_the_file() {
        for has_alpha in [false, true] {
            let n_channels = if has_alpha { 4 } else { 3 };
            let bytes = (0..20 * 10 * n_channels).map(|n: u32| n.to_le_bytes()[0]).collect();
            let pixels = Pixels { width: 20, height: 10, has_alpha, bytes };
            for loss in [Loss::None, Loss::Some { quality: 80, is_sharp: true }] {
                let file = encode(&pixels, loss, Some(b"odd")).unwrap();
                assert_eq!(header(&file).unwrap().size, Some((20, 10)));
                let chunks = chunks(&file).unwrap();
                assert_eq!(chunks[0].0, *b"VP8X");
                assert_eq!(chunks[0].1[0] & 0b10_0000, 0b10_0000);
                assert_eq!(chunks[0].1[0] & 0b1_0000 != 0, has_alpha);
                assert_eq!(chunks[1], (*b"ICCP", &b"odd"[..]));
                let mut decoder =
                    image_webp::WebPDecoder::new(std::io::Cursor::new(&file)).unwrap();
                assert_eq!(decoder.icc_profile().unwrap().as_deref(), Some(&b"odd"[..]));
                let mut out = vec![0; decoder.output_buffer_size().unwrap()];
                decoder.read_image(&mut out).unwrap();
            }
        }
    }
}
