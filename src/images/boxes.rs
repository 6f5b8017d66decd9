//! AVIF and HEIC: boxes of ISO/IEC 14496-12, with the size in `ispe` (ISO/IEC
//! 23008-12 §6.5.3).

use memchr::memmem;

use super::bytes::{be32, be64, upto};
use super::{Header, Kind, MAX_PARTS, place};

pub(super) fn header(bytes: &[u8]) -> Option<Header> {
    let (name, brands) = boxes(bytes).next()?;
    if name != b"ftyp" {
        return None;
    }
    let mut header = Header::new(kind(brands)?);
    header.is_animated = brands.starts_with(b"avis") || brands.starts_with(b"msf1");
    let properties = find(bytes, b"meta")
        .and_then(|meta| find(upto(meta, 4, meta.len()), b"iprp"))
        .and_then(|properties| find(properties, b"ipco"));
    // A picture is put together of tiles and has a small copy: it is the largest.
    let sizes = boxes(properties.unwrap_or_default())
        .filter(|(name, _)| *name == b"ispe")
        .filter_map(|(_, data)| Some((be32(data, 4)?, be32(data, 8)?)));
    let largest = sizes.max_by_key(|(width, height)| u64::from(*width) * u64::from(*height));
    // A quarter of a turn (§6.5.10) would swap them: then they are not told.
    let is_turned = boxes(properties.unwrap_or_default())
        .any(|(name, data)| name == b"irot" && data.first().is_none_or(|angle| angle & 1 == 1));
    if let Some((width, height)) = largest.filter(|_| !is_turned) {
        header.set_size(width, height);
    }
    // EXIF and XMP are items somewhere in the file, mostly before the picture: they
    // are known by their first bytes, the tables of items are not followed.
    header.has_position = place::is_in_xmp(bytes)
        || memmem::find_iter(bytes, b"Exif\0\0")
            .take(MAX_PARTS)
            .any(|at| place::is_in_exif(&bytes[at..]));
    Some(header)
}

fn kind(brands: &[u8]) -> Option<Kind> {
    let is_any = |names: &[&[u8; 4]]| {
        // Between the first brand and the others stands a version.
        let all = brands.chunks_exact(4).enumerate().filter(|(idx, _)| *idx != 1).take(MAX_PARTS);
        all.into_iter().any(|(_, brand)| names.iter().any(|name| brand == *name))
    };
    if is_any(&[b"avif", b"avis"]) {
        Some(Kind::Avif)
    } else if is_any(&[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"]) {
        Some(Kind::Heic)
    } else {
        None
    }
}

fn find<'b>(bytes: &'b [u8], wanted: &[u8]) -> Option<&'b [u8]> {
    boxes(bytes).find(|(name, _)| *name == wanted).map(|(_, data)| data)
}

/// Boxes one after the other, by name, as much of each as there is.
fn boxes(bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut at = 0;
    let next = move || {
        let name = bytes.get(at + 4..at + 8)?;
        let (start, len) = match be32(bytes, at)? {
            0 => (at + 8, bytes.len()),
            1 => (at + 16, usize::try_from(be64(bytes, at + 8)?).ok()?.checked_sub(16)?),
            len => (at + 8, (len as usize).checked_sub(8)?),
        };
        at = start.saturating_add(len).min(bytes.len());
        Some((name, upto(bytes, start, len)))
    };
    std::iter::from_fn(next).take(MAX_PARTS)
}
