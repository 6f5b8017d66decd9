//! PNG (third edition, §5.3) and WebP (RFC 9649), which are lists of chunks; GIF,
//! whose size stands at the beginning (`GIF89a` §18).

use super::bytes::{be32, le16, le24, le32, upto};
use super::{Header, Kind, MAX_PARTS, place};

pub(super) fn gif(bytes: &[u8]) -> Header {
    let mut header = Header::new(Kind::Gif);
    if let (Some(width), Some(height)) = (le16(bytes, 6), le16(bytes, 8)) {
        header.set_size(width.into(), height.into());
    }
    header
}

pub(super) fn png(bytes: &[u8]) -> Header {
    let mut header = Header::new(Kind::Png);
    let mut at = 8;
    for _ in 0..MAX_PARTS {
        let Some(len) = be32(bytes, at) else { break };
        let Some(name) = bytes.get(at + 4..at + 8) else { break };
        let data = upto(bytes, at + 8, len as usize);
        match name {
            b"IHDR" => {
                if let (Some(width), Some(height)) = (be32(data, 0), be32(data, 4)) {
                    header.set_size(width, height);
                }
            }
            b"eXIf" => {
                header.has_position |= place::is_in_exif(data);
                header.turn = place::turn(data).unwrap_or(header.turn);
            }
            b"acTL" => header.is_animated = true,
            // Compressed text is not unpacked: its second field is not 0.
            b"iTXt" if data.starts_with(b"XML:com.adobe.xmp\0\0") => {
                header.has_position |= place::is_in_xmp(data);
            }
            b"IEND" => break,
            _ => {}
        }
        at = at.saturating_add(12).saturating_add(len as usize);
    }
    header
}

/// Bits of `VP8X` that say that EXIF or XMP is in the file.
pub(super) const HAS_EXIF_OR_XMP: u8 = 0b1100;

/// The bit of `VP8X` that says that it moves.
const IS_ANIMATED: u8 = 0b10;

pub(super) fn webp(bytes: &[u8]) -> Header {
    let mut header = Header::new(Kind::WebP);
    let mut has_more = false;
    let end = each_chunk(upto(bytes, 12, bytes.len()), |name, data| match name {
        b"VP8X" => {
            let flags = data.first().copied().unwrap_or_default();
            has_more = flags & HAS_EXIF_OR_XMP != 0;
            header.is_animated = flags & IS_ANIMATED != 0;
            if let (Some(width), Some(height)) = (le24(data, 4), le24(data, 7)) {
                header.set_size(width + 1, height + 1);
            }
        }
        // The first frame; RFC 6386 §9.1.
        b"VP8 " if header.size.is_none() && data.get(3..6) == Some(&b"\x9D\x01\x2A"[..]) => {
            if let (Some(width), Some(height)) = (le16(data, 6), le16(data, 8)) {
                header.set_size(u32::from(width & 0x3FFF), u32::from(height & 0x3FFF));
            }
        }
        b"VP8L" if header.size.is_none() && data.first() == Some(&0x2F) => {
            if let Some(bits) = le32(data, 1) {
                header.set_size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
            }
        }
        _ => {
            header.has_position |= is_position(name, data);
            if name == b"EXIF" {
                header.turn = place::turn(data).unwrap_or(header.turn);
            }
        }
    });
    let end = end.saturating_add(12);
    header.rest = (has_more && !header.has_position && end >= bytes.len() as u64).then_some(end);
    header
}

pub(super) fn webp_rest(bytes: &[u8]) -> bool {
    let mut has_position = false;
    each_chunk(bytes, |name, data| has_position |= is_position(name, data));
    has_position
}

fn is_position(name: &[u8], data: &[u8]) -> bool {
    match name {
        b"EXIF" => place::is_in_exif(data),
        b"XMP " => place::is_in_xmp(data),
        _ => false,
    }
}

/// Gives each chunk of a RIFF file to `each`, as much of it as there is; where the
/// last one ends, which may be behind the bytes.
fn each_chunk(bytes: &[u8], mut each: impl FnMut(&[u8], &[u8])) -> u64 {
    let mut at = 0_usize;
    for _ in 0..MAX_PARTS {
        let name = bytes.get(at..at.saturating_add(4));
        let Some((name, len)) = name.zip(le32(bytes, at.saturating_add(4))) else { break };
        each(name, upto(bytes, at + 8, len as usize));
        // A chunk of an odd length is followed by a byte that fills it up.
        at = at.saturating_add(8).saturating_add(len as usize).saturating_add(len as usize % 2);
    }
    at as u64
}
