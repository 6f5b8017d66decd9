//! An image without what its camera wrote beside the picture, every pixel as it was.
//!
//! What turns the image and what its colors mean stay: it looks the same.

use super::bytes::{be32, upto};
use super::chunks::HAS_EXIF_OR_XMP;
use super::webp;
use super::{Header, Kind, header_of_whole, jpeg, place};

/// The image without the place where it was taken, nor anything else that is no
/// picture; none when that cannot be taken out of its kind of file.
pub fn without_position(bytes: &[u8]) -> Option<Vec<u8>> {
    let header = header_of_whole(bytes)?;
    match header.kind {
        Kind::Jpeg => jpeg(bytes, &header),
        Kind::Png => png(bytes, &header),
        Kind::WebP => webp(bytes, &header),
        Kind::Gif | Kind::Avif | Kind::Heic => None,
    }
}

/// The byte behind the end of a JPEG picture (ITU-T T.81 §B.1.1.2); none when it does
/// not end. Telephones put more pictures behind it.
pub(super) fn end_of_jpeg(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        at += memchr::memchr(0xFF, bytes.get(at..)?)?;
        match *bytes.get(at + 1)? {
            0xD9 => return Some(at + 2),
            0xFF => at += 1,
            // A byte of the picture, a mark to start anew, or a mark without data.
            0x00 | 0x01 | 0xD0..=0xD8 => at += 2,
            _ => {
                let next = jpeg::segment(bytes, at).map(|(_, _, next)| next);
                at = next.or_else(|| start_of_scan(bytes, at))?;
            }
        }
    }
}

/// Where the picture begins behind the mark that announces it.
fn start_of_scan(bytes: &[u8], at: usize) -> Option<usize> {
    let len = usize::from(super::bytes::be16(bytes, at + 2)?);
    Some(at + 2 + len)
}

fn jpeg(bytes: &[u8], header: &Header) -> Option<Vec<u8>> {
    let mut out = bytes.get(..2)?.to_vec();
    if header.turn != 1 {
        let exif = [b"Exif\0\0", &place::exif_of_turn(header.turn)[..]].concat();
        out.extend([0xFF, 0xE1]);
        out.extend(u16::try_from(exif.len() + 2).ok()?.to_be_bytes());
        out.extend(exif);
    }
    let mut at = 2;
    while let Some((marker, data, next)) = jpeg::segment(bytes, at) {
        let is_picture = match marker {
            0xE2 => data.starts_with(b"ICC_PROFILE\0"),
            // JFIF, and what Adobe says of the colors; the rest is for programs.
            0xE0 | 0xEE => true,
            0xE1..=0xEF | 0xFE => false,
            _ => true,
        };
        if is_picture {
            out.extend(bytes.get(at..next)?);
        }
        at = next;
    }
    let end = end_of_jpeg(bytes).unwrap_or(bytes.len());
    out.extend(bytes.get(at..end.max(at))?);
    Some(out)
}

fn png(bytes: &[u8], header: &Header) -> Option<Vec<u8>> {
    let mut out = bytes.get(..8)?.to_vec();
    let mut at = 8;
    while let Some(name) = bytes.get(at + 4..at + 8) {
        let len = (be32(bytes, at)? as usize).saturating_add(12);
        let chunk = upto(bytes, at, len);
        match name {
            b"eXIf" | b"iTXt" | b"tEXt" | b"zTXt" => {}
            _ => out.extend(chunk),
        }
        if name == b"IHDR" && header.turn != 1 {
            out.extend(png_chunk(*b"eXIf", &place::exif_of_turn(header.turn))?);
        }
        if name == b"IEND" {
            break;
        }
        at = at.saturating_add(len);
    }
    Some(out)
}

fn png_chunk(name: [u8; 4], data: &[u8]) -> Option<Vec<u8>> {
    let checked = [&name, data].concat();
    let len = u32::try_from(data.len()).ok()?.to_be_bytes();
    Some([&len[..], &checked, &crc(&checked).to_be_bytes()].concat())
}

/// The check of a PNG chunk (third edition, annex D), of a few bytes.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 }
        })
    };
    !bytes.iter().fold(u32::MAX, step)
}

fn webp(bytes: &[u8], header: &Header) -> Option<Vec<u8>> {
    let mut extended = Vec::new();
    let exif = (header.turn != 1).then(|| place::exif_of_turn(header.turn));
    let mut kept = Vec::new();
    for (name, data) in webp::chunks(bytes)? {
        match &name {
            b"EXIF" | b"XMP " => {}
            b"VP8X" => extended = data.to_vec(),
            _ => kept.push((name, data)),
        }
    }
    if let Some(flags) = extended.first_mut() {
        *flags &= !HAS_EXIF_OR_XMP;
        *flags |= if exif.is_some() { 0b1000 } else { 0 };
        kept.insert(0, (*b"VP8X", &extended));
    }
    if let Some(exif) = &exif {
        kept.push((*b"EXIF", exif));
    }
    webp::riff(&kept, &[])
}
