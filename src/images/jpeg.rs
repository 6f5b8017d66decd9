//! Segments of JPEG (ITU-T T.81, annex B) up to the picture.

use super::bytes::{be16, upto};
use super::{Header, Kind, MAX_PARTS, place};

/// What opens XMP in an APP1 segment, and its continuation (XMP part 3, §1.1.3).
const XMP: [&[u8]; 2] =
    [b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"];

const APP1: u8 = 0xE1;

pub(super) fn header(bytes: &[u8]) -> Header {
    let mut header = Header::new(Kind::Jpeg);
    let mut at = 2;
    for _ in 0..MAX_PARTS {
        let Some((marker, data, next)) = segment(bytes, at) else { break };
        at = next;
        match marker {
            APP1 if data.starts_with(b"Exif\0") => {
                header.has_position |= place::is_in_exif(data);
                header.turn = place::turn(data).unwrap_or(header.turn);
            }
            APP1 if XMP.iter().any(|opening| data.starts_with(opening)) => {
                header.has_position |= place::is_in_xmp(data);
            }
            // A frame begins; the four left out are tables and a reserved sign.
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                if let (Some(height), Some(width)) = (be16(data, 1), be16(data, 3)) {
                    header.set_size(width.into(), height.into());
                }
            }
            _ => {}
        }
    }
    header
}

/// The marker at a byte, its data, and where the next one is. None where the picture
/// begins, at the end, and where no marker is.
pub(super) fn segment(bytes: &[u8], at: usize) -> Option<(u8, &[u8], usize)> {
    let rest = bytes.get(at..)?;
    let n_fill = rest.iter().take_while(|byte| **byte == 0xFF).count();
    let marker = *rest.get(n_fill)?;
    let at = at + n_fill + 1;
    match marker {
        _ if n_fill == 0 => None,
        0x00 | 0xD9 | 0xDA => None,
        0x01 | 0xD0..=0xD8 => Some((marker, &[], at)),
        _ => {
            let len = usize::from(be16(bytes, at)?).checked_sub(2)?;
            Some((marker, upto(bytes, at + 2, len), at + 2 + len))
        }
    }
}
