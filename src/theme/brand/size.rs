//! Width and height of a picture, from its header.

use std::ops::Range;

/// Most segments of a JPEG that are passed over.
const MAX_SEGMENTS: usize = 64;

/// Width and height, in pixels; none for what is no picture, or says neither.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some((big(bytes, 16..20)?, big(bytes, 20..24)?)),
        [b'G', b'I', b'F', b'8', ..] => Some((little(bytes, 6..8)?, little(bytes, 8..10)?)),
        [0xff, 0xd8, ..] => jpeg(bytes),
        [b'R', b'I', b'F', b'F', ..] => webp(bytes),
        _ => svg(std::str::from_utf8(bytes).ok()?),
    };
    size.filter(|(width, height)| (1..=65_535).contains(width) && (1..=65_535).contains(height))
}

fn big(bytes: &[u8], at: Range<usize>) -> Option<u32> {
    Some(bytes.get(at)?.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
}

fn little(bytes: &[u8], at: Range<usize>) -> Option<u32> {
    Some(bytes.get(at)?.iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
}

/// The start of a frame (ITU-T T.81, B.2.2).
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    for _ in 0..MAX_SEGMENTS {
        let marker = big(bytes, at..at + 2)?;
        let is_frame =
            (0xffc0..=0xffcf).contains(&marker) && ![0xffc4, 0xffc8, 0xffcc].contains(&marker);
        if is_frame {
            return Some((big(bytes, at + 7..at + 9)?, big(bytes, at + 5..at + 7)?));
        }
        at += 2 + usize::try_from(big(bytes, at + 2..at + 4)?).ok()?;
    }
    None
}

/// RFC 9649.
fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8 " => Some((little(bytes, 26..28)? & 0x3fff, little(bytes, 28..30)? & 0x3fff)),
        b"VP8L" => {
            let bits = little(bytes, 21..25)?;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8X" => Some((little(bytes, 24..27)? + 1, little(bytes, 27..30)? + 1)),
        _ => None,
    }
}

/// The attributes of the root of an SVG: its width and height, else its view box.
fn svg(text: &str) -> Option<(u32, u32)> {
    let start = text.find("<svg")?;
    let end = text[start..].find('>')?;
    let tag = &text[start..start + end];
    let length =
        |name| pixels(attribute(tag, name)?.strip_suffix("px").unwrap_or(attribute(tag, name)?));
    if let (Some(width), Some(height)) = (length("width"), length("height")) {
        return Some((width, height));
    }
    let mut view = attribute(tag, "viewBox")?.split([' ', ',']).filter(|part| !part.is_empty());
    Some((pixels(view.nth(2)?)?, pixels(view.next()?)?))
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let at = tag.match_indices(name).map(|(at, _)| at).find(|at| {
        tag[..*at].ends_with(|c: char| c.is_ascii_whitespace())
            && tag[at + name.len()..].starts_with(['=', ' '])
    })?;
    let rest = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest[1..].split(quote).next()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "kept between 0 and 100 000"
)]
fn pixels(text: &str) -> Option<u32> {
    let is_plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let number = text.parse::<f64>().ok().filter(|_| is_plain)?;
    Some(number.round().clamp(0.0, 100_000.0) as u32)
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn each_kind_says_its_size() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x02\0\0\0\x20";
        assert_eq!(size(png), Some((258, 32)));
        assert_eq!(size(b"GIF89a\x02\x01\x20\0"), Some((258, 32)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc2\0\x11\x08\0\x20\x01\x02";
        assert_eq!(size(jpeg), Some((258, 32)));
        assert_eq!(size(b"RIFF....WEBPVP8X....\0\0\0\0\x01\x01\0\x1f\0\0"), Some((258, 32)));
        for svg in [
            "<?xml version='1.0'?><svg width=\"258\" height=\"32px\" viewBox=\"0 0 1 1\">",
            "<svg viewBox = '0 0 258 32' xmlns='x'>",
            "<svg width='100%' height='100%' stroke-width='9' viewBox='0,0,257.6,32'>",
        ] {
            assert_eq!(size(svg.as_bytes()), Some((258, 32)), "{svg}");
        }
    }

    #[test]
    fn what_says_nothing_has_no_size() {
        let long = [b"\xff\xd8".as_slice(), &b"\xff\xe0\0\x02".repeat(500)].concat();
        for bytes in [
            b"".as_slice(),
            b"\x89PNG",
            b"\xff\xd8\xff",
            b"RIFF",
            b"<svg>",
            b"<svg",
            b"text",
            b"<svg width='0' height='0'>",
            b"\xff\xfe",
            &long,
        ] {
            assert_eq!(size(bytes), None);
        }
    }
}
