//! Where an image was taken, as EXIF or XMP tell, and how it is turned.
//!
//! EXIF is a TIFF file (TIFF 6.0 §2): directories of entries of 12 bytes; tag 0x8825
//! of the first directory points to that of GPS, whose tags 2 and 4 are latitude and
//! longitude (EXIF 2.3 §4.6.6).

use memchr::memmem;

use super::bytes::{be16, be32, le16, le32, upto};

/// Entries of one directory that are looked at.
const MAX_ENTRIES: usize = 64;

const GPS: u16 = 0x8825;
const LATITUDE: u16 = 2;
const LONGITUDE: u16 = 4;

/// Bytes before a name of XMP in which the tag begins, if it is one: `</exif:`.
const LONGEST_PREFIX: usize = 16;

/// How the image is turned.
const ORIENTATION: u16 = 0x0112;

/// The type of a number of two bytes.
const SHORT: u16 = 3;

/// The type of a fraction of two unsigned numbers.
const RATIONAL: u16 = 5;

struct Tiff<'b> {
    bytes: &'b [u8],
    is_little: bool,
}

#[derive(Clone, Copy)]
struct Entry {
    tag: u16,
    kind: u16,
    count: u32,
    /// The value if it fits into four bytes, else where it is.
    value: u32,
}

/// Whether EXIF, with or without the word that opens it in JPEG, holds a position.
pub(super) fn is_in_exif(bytes: &[u8]) -> bool {
    let Some(tiff) = Tiff::open(bytes) else { return false };
    let gps = tiff.long(4).and_then(|first| tiff.entries(first).find(|entry| entry.tag == GPS));
    gps.is_some_and(|gps| {
        let mut entries = tiff.entries(gps.value);
        entries.any(|entry| matches!(entry.tag, LATITUDE | LONGITUDE) && tiff.is_known(entry))
    })
}

/// How EXIF asks for the image to be turned: 1 to 8.
pub(super) fn turn(bytes: &[u8]) -> Option<u8> {
    let tiff = Tiff::open(bytes)?;
    let entry = tiff.entries(tiff.long(4)?).find(|entry| entry.tag == ORIENTATION)?;
    // A short number stands in the first two of the four bytes.
    let value = if tiff.is_little { entry.value & 0xFFFF } else { entry.value >> 16 };
    u8::try_from(value).ok().filter(|turn| entry.kind == SHORT && (1..=8).contains(turn))
}

/// EXIF that says nothing but how the image is turned.
pub(super) fn exif_of_turn(turn: u8) -> Vec<u8> {
    let entry = [0x01, 0x12, 0, SHORT.to_be_bytes()[1], 0, 0, 0, 1, 0, turn, 0, 0];
    [&b"MM\0*\0\0\0\x08\0\x01"[..], &entry, &[0; 4]].concat()
}

impl<'b> Tiff<'b> {
    fn open(bytes: &'b [u8]) -> Option<Self> {
        let bytes = if bytes.starts_with(b"Exif\0") { upto(bytes, 6, bytes.len()) } else { bytes };
        let is_little = match bytes.get(..4)? {
            b"II*\0" => true,
            b"MM\0*" => false,
            _ => return None,
        };
        Some(Self { bytes, is_little })
    }

    fn short(&self, at: usize) -> Option<u16> {
        if self.is_little { le16(self.bytes, at) } else { be16(self.bytes, at) }
    }

    fn long(&self, at: usize) -> Option<u32> {
        if self.is_little { le32(self.bytes, at) } else { be32(self.bytes, at) }
    }

    fn entries(&self, directory: u32) -> impl Iterator<Item = Entry> {
        let start = directory as usize;
        let n_entries = usize::from(self.short(start).unwrap_or(0)).min(MAX_ENTRIES);
        (0..n_entries).map_while(move |idx| {
            let at = start.checked_add(2 + 12 * idx)?;
            Some(Entry {
                tag: self.short(at)?,
                kind: self.short(at + 2)?,
                count: self.long(at + 4)?,
                value: self.long(at + 8)?,
            })
        })
    }

    /// Whether degrees, minutes or seconds are more than nothing: cameras that do not
    /// know where they are write 0/0 or 0/1. What cannot be looked at counts.
    fn is_known(&self, entry: Entry) -> bool {
        if entry.kind != RATIONAL {
            return entry.count > 0;
        }
        (0..entry.count.min(3) as usize).any(|idx| {
            let at = (entry.value as usize).saturating_add(8 * idx);
            let part = |at: usize| self.long(at).unwrap_or(1);
            part(at) != 0 && part(at.saturating_add(4)) != 0
        })
    }
}

/// Whether XMP holds a position: `exif:GPSLatitude` or `exif:GPSLongitude`, as an
/// element or an attribute, with a value that is not zero (XMP part 2, §2.1).
pub(super) fn is_in_xmp(bytes: &[u8]) -> bool {
    memmem::find_iter(bytes, b"GPSL").any(|at| {
        let rest = upto(bytes, at, 64);
        let names = [&b"GPSLatitude"[..], b"GPSLongitude"];
        let Some(rest) = names.iter().find_map(|name| rest.strip_prefix(*name)) else {
            return false;
        };
        let before = &bytes[at.saturating_sub(LONGEST_PREFIX)..at];
        let is_end = before
            .iter()
            .rposition(|b| *b == b'<')
            .is_some_and(|tag| before.get(tag + 1) == Some(&b'/'));
        let is_before = |b: &u8| b.is_ascii_whitespace() || b"=\"'>-+".contains(b);
        let n_before = rest.iter().take_while(|b| is_before(b)).count();
        let value = rest[n_before..].iter().take_while(|b| b.is_ascii_digit() || b".,".contains(b));
        !is_end && n_before > 0 && value.into_iter().any(|b| matches!(b, b'1'..=b'9'))
    })
}
