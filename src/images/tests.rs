//! Headers made here, whole, cut and damaged.

use proptest::prelude::*;

use super::{HEAD, Header, Kind, header, is_named_so, rest};

/// A TIFF file with a GPS directory of some entries: tag, and three fractions.
fn tiff(is_little: bool, entries: &[(u16, [(u32, u32); 3])]) -> Vec<u8> {
    let short = |n: u16| if is_little { n.to_le_bytes() } else { n.to_be_bytes() };
    let long = |n: u32| if is_little { n.to_le_bytes() } else { n.to_be_bytes() };
    let mut out = if is_little { b"II*\0".to_vec() } else { b"MM\0*".to_vec() };
    out.extend(long(8));
    // One entry: where the GPS directory is.
    out.extend([short(1), short(0x8825), short(4)].concat());
    out.extend([long(1), long(26), long(0)].concat());
    out.extend(short(u16::try_from(entries.len()).unwrap()));
    let values = 26 + 2 + 12 * entries.len() + 4;
    for (idx, (tag, _)) in entries.iter().enumerate() {
        out.extend([short(*tag), short(5)].concat());
        out.extend([long(3), long(u32::try_from(values + 24 * idx).unwrap())].concat());
    }
    out.extend(long(0));
    for (_, fractions) in entries {
        out.extend(fractions.iter().flat_map(|(n, d)| [long(*n), long(*d)].concat()));
    }
    out
}

const MONTREAL: [(u32, u32); 3] = [(45, 1), (30, 1), (0, 1)];

fn position() -> Vec<u8> {
    tiff(true, &[(2, MONTREAL), (4, MONTREAL)])
}

const XMP: &[u8] = b"<x:xmpmeta><rdf:Description exif:GPSLatitude=\"45,30.5N\"/></x:xmpmeta>";

fn jpeg(app1: &[u8]) -> Vec<u8> {
    let mut out = b"\xFF\xD8\xFF\xE0\x00\x04JF".to_vec();
    out.extend(b"\xFF\xFF\xE1");
    out.extend(u16::try_from(app1.len() + 2).unwrap().to_be_bytes());
    out.extend(app1);
    out.extend(b"\xFF\xC2\x00\x0B\x08\x00\x0A\x01\x00\x01\x01\x11\x00\xFF\xDA\x00\x02");
    out
}

fn png(name: &[u8], data: &[u8]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let ihdr = b"\0\0\x01\0\0\0\0\x0A\x08\x02\0\0\0".to_vec();
    let first: [(&[u8], &[u8]); 2] = [(b"IHDR", &ihdr), (b"IDAT", b"abc")];
    for (name, data) in first.into_iter().chain([(name, data), (b"IEND", b"")]) {
        out.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        out.extend([name, data, b"crc!"].concat());
    }
    out
}

fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
    let len = u32::try_from(data.len()).unwrap().to_le_bytes();
    [name, &len[..], data, &[0][..data.len() % 2]].concat()
}

fn webp(picture: usize, flags: u8, more: &[u8]) -> Vec<u8> {
    let vp8x = chunk(b"VP8X", &[flags, 0, 0, 0, 0xFF, 0, 0, 9, 0, 0]);
    let body = [b"WEBP", &*vp8x, &chunk(b"VP8 ", &vec![0; picture]), more].concat();
    [b"RIFF", &u32::try_from(body.len()).unwrap().to_le_bytes()[..], &body].concat()
}

fn isobox(name: &[u8], data: &[u8]) -> Vec<u8> {
    let len = u32::try_from(data.len() + 8).unwrap().to_be_bytes();
    [&len[..], name, data].concat()
}

fn heif(brand: &[u8], item: &[u8]) -> Vec<u8> {
    let ispe = |n: u8, m: u8| isobox(b"ispe", &[0, 0, 0, 0, 0, 0, n, m, 0, 0, 0, 10]);
    let ipco = isobox(b"ipco", &[ispe(0, 9), ispe(1, 0), ispe(0, 5)].concat());
    let meta = [b"\0\0\0\0", &*isobox(b"hdlr", b"pict"), &isobox(b"iprp", &ipco)].concat();
    let ftyp = isobox(b"ftyp", &[&b"mif1\0\0\0\0miaf"[..], brand].concat());
    [ftyp, isobox(b"meta", &meta), isobox(b"mdat", item)].concat()
}

/// A JPEG with a position.
pub(super) fn photo() -> Vec<u8> {
    jpeg(&[b"Exif\0\0", &*position()].concat())
}

/// One image of each kind with a position, 256 by 10 pixels.
fn photos() -> Vec<(Kind, Vec<u8>)> {
    let exif = [b"Exif\0\0", &*position()].concat();
    let xmp = [b"http://ns.adobe.com/xap/1.0/\0", XMP].concat();
    let itxt = [b"XML:com.adobe.xmp\0\0\0\0\0", XMP].concat();
    vec![
        (Kind::Jpeg, jpeg(&exif)),
        (Kind::Jpeg, jpeg(&[b"Exif\0\0", &*tiff(false, &[(4, MONTREAL)])].concat())),
        (Kind::Jpeg, jpeg(&xmp)),
        (Kind::Png, png(b"eXIf", &position())),
        (Kind::Png, png(b"iTXt", &itxt)),
        (Kind::WebP, webp(11, 8, &chunk(b"EXIF", &position()))),
        (Kind::WebP, webp(11, 4, &chunk(b"XMP ", XMP))),
        (Kind::Avif, heif(b"avif", &[b"\0\0\0\x06", &*exif].concat())),
        (Kind::Heic, heif(b"heic", XMP)),
    ]
}

#[test]
fn a_photo_says_its_kind_its_size_and_that_it_has_a_position() {
    for (kind, bytes) in photos() {
        let expected = Header { size: Some((256, 10)), has_position: true, ..Header::new(kind) };
        assert_eq!(header(&bytes), Some(expected));
    }
}

#[test]
fn an_image_without_a_position_has_none() {
    let unknown = [(0, 0), (0, 0), (0, 0)];
    let zero = [(0, 1), (0, 1), (0, 1)];
    let exif = |entries: &[(u16, _)]| [b"Exif\0\0", &*tiff(true, entries)].concat();
    let xmp = |text: &str| format!("http://ns.adobe.com/xap/1.0/\0{text}").into_bytes();
    let others = [
        jpeg(b"Exif\0\0II*\0\x08\0\0\0\0\0"),
        jpeg(&exif(&[(0, MONTREAL), (18, MONTREAL)])),
        jpeg(&exif(&[(2, unknown), (4, zero)])),
        jpeg(&xmp("<a exif:GPSLatitude=\"\" exif:GPSLatitudeRef=\"12\"/>")),
        jpeg(&xmp("<exif:GPSLatitude>0,0.000N</exif:GPSLatitude> 5 GPSLongitude")),
        png(b"tEXt", XMP),
        webp(11, 0, &chunk(b"ICCP", XMP)),
    ];
    for bytes in others {
        let header = header(&bytes).unwrap();
        assert_eq!((header.size, header.has_position), (Some((256, 10)), false));
    }
    let element = xmp("<exif:GPSLongitude>73,34.1W</exif:GPSLongitude>");
    assert!(header(&jpeg(&element)).unwrap().has_position);
}

#[test]
fn sizes_of_simple_files_are_read() {
    let size = |bytes: &[u8]| header(bytes).map(|header| (header.kind, header.size));
    assert_eq!(size(b"GIF89a\x00\x01\x0A\x00"), Some((Kind::Gif, Some((256, 10)))));
    assert_eq!(size(b"GIF87a\x00\x01"), Some((Kind::Gif, None)));
    let lossy = b"RIFF\0\0\0\0WEBPVP8 \x0A\0\0\0\0\0\0\x9D\x01\x2A\x00\x41\x0A\x00";
    assert_eq!(size(lossy), Some((Kind::WebP, Some((256, 10)))));
    let lossless = b"RIFF\0\0\0\0WEBPVP8L\x05\0\0\0\x2F\xFF\x40\x02\x00";
    assert_eq!(size(lossless), Some((Kind::WebP, Some((256, 10)))));
    for other in [&b""[..], b"<svg width=\"9\"/>", b"%PDF-1.7", b"RIFF\0\0\0\0WAVE", b"\xFF\xD8"] {
        assert_eq!(header(other), None);
    }
}

#[test]
fn exif_behind_the_picture_of_a_webp_is_asked_for() {
    let bytes = webp(HEAD + 1, 8, &chunk(b"EXIF", &position()));
    let header = header(&bytes).unwrap();
    let at = usize::try_from(header.rest.unwrap()).unwrap();
    assert!(!header.has_position && bytes[at..].starts_with(b"EXIF"));
    assert!(rest(&bytes[at..]));
    assert!(!rest(&bytes[at + 1..]));
    assert_eq!(super::header(&webp(HEAD + 1, 0, b"")).unwrap().rest, None);
}

#[test]
fn headers_that_lie_about_lengths_end() {
    for (_, bytes) in photos() {
        for at in 0..bytes.len() {
            header(&bytes[..at]);
            for sign in [0, 1, 0x7F, 0xFF] {
                let mut bytes = bytes.clone();
                let end = (at + 4).min(bytes.len());
                bytes[at..end].fill(sign);
                header(&bytes);
                rest(&bytes[at..]);
            }
        }
    }
    // As many parts as there is room for, none with anything in it.
    for part in [&b"\xFF\xE1\x00\x02"[..], b"\xFF\xD0", b"\0\0\0\0eXIfcrc!", b"Exif\0\0II*\0"] {
        for (_, bytes) in photos() {
            header(&[&bytes[..12], &part.repeat(2 * HEAD / part.len())].concat());
        }
    }
}

#[test]
fn images_are_known_by_their_names() {
    for name in ["a.jpg", "a.JPEG", "content/fr/a.b.webp", "a.jpg_original"] {
        assert!(is_named_so(name.into()), "{name}");
    }
    for name in ["jpg", "a.svg", "a.jpg.txt", ".png", "a.pdf"] {
        assert!(!is_named_so(name.into()), "{name}");
    }
}

proptest! {
    #[test]
    fn any_change_of_a_header_is_borne(
        which in 0..9_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..40),
        end in any::<prop::sample::Index>(),
    ) {
        let mut bytes = photos().swap_remove(which).1;
        for (at, sign) in changes {
            let at = at.index(bytes.len());
            bytes[at] = sign;
        }
        bytes.truncate(end.index(bytes.len() + 1));
        if let Some(header) = header(&bytes) {
            prop_assert!(header.size.is_none_or(|(width, height)| width > 0 && height > 0));
        }
        rest(&bytes);
    }

    #[test]
    fn any_bytes_are_borne(
        opening in prop::sample::select(vec![
            &b"\x89PNG\r\n\x1a\n"[..], b"\xFF\xD8\xFF", b"RIFF....WEBP", b"\0\0\0\x10ftypavif", b"",
        ]),
        more in prop::collection::vec(any::<u8>(), 0..2_000),
    ) {
        header(&[opening, &more].concat());
        rest(&more);
    }
}
