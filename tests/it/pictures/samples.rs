//! Images made here: no file of pixels is kept.

/// A photo-like picture: soft color and a little noise, so that a format without loss
/// is large.
fn pixel(x: u32, y: u32) -> [u8; 3] {
    let noise = |salt: u32| {
        let mixed = (x ^ y.rotate_left(16) ^ salt).wrapping_mul(0x9E37_79B1);
        (mixed ^ mixed >> 15).wrapping_mul(0x85EB_CA77) >> 28
    };
    let (x, y) = (x / 4 % 200, y / 3 % 200);
    [x + noise(1), y + noise(2), u32::midpoint(x, y) + noise(3)]
        .map(|channel| u8::try_from(channel).unwrap())
}

/// A PNG of that picture.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let bytes = (0..height).flat_map(|y| (0..width).flat_map(move |x| pixel(x, y)));
    png_of(width, height, png::ColorType::Rgb, &bytes.collect::<Vec<_>>())
}

/// A PNG of some pixels.
pub(crate) fn png_of(width: u32, height: u32, color: png::ColorType, bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(color);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(bytes).unwrap();
    writer.finish().unwrap();
    out
}

/// A PNG that moves: two frames.
pub(crate) fn apng(width: u32, height: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_animated(2, 0).unwrap();
    let mut writer = encoder.write_header().unwrap();
    for value in [0, 200] {
        writer.write_image_data(&vec![value; (width * height) as usize]).unwrap();
    }
    writer.finish().unwrap();
    out
}

/// A WebP of that picture, of a quality from 1 to 100.
pub(crate) fn webp(width: u32, height: u32, quality: u8) -> Vec<u8> {
    let bytes: Vec<u8> =
        (0..height).flat_map(|y| (0..width).flat_map(move |x| pixel(x, y))).collect();
    webp::Encoder::from_rgb(&bytes, width, height).encode(quality.into()).to_vec()
}

/// What makes a JPEG of few colors as heavy as one of a camera: a comment.
pub(crate) const HEAVY: (u8, &[u8]) = (0xFE, &[b'x'; 60_000]);

/// A WebP that moves: its header says so.
pub(crate) fn animated_webp(width: u8, height: u8) -> Vec<u8> {
    let mut body = b"WEBPVP8X\x0A\0\0\0\x02\0\0\0".to_vec();
    body.extend([width - 1, 0, 0, height - 1, 0, 0]);
    body.extend(b"ANIM\x06\0\0\0\0\0\0\0\0\0ANMF\0\0\0\0");
    [b"RIFF", &u32::try_from(body.len()).unwrap().to_le_bytes()[..], &body].concat()
}

/// A GIF of a size.
pub(crate) fn gif(width: u8, height: u8) -> Vec<u8> {
    let head = [b"GIF89a", &[width, 0, height, 0, 0x80, 0, 0][..], &[0, 0, 0, 255, 255, 255]];
    [&head.concat()[..], &[0x2C, 0, 0, 0, 0, width, 0, height, 0, 0, 2, 2, 0x44, 1, 0, 0x3B]]
        .concat()
}

/// EXIF with a turn, and the position 45° 30' north when asked for.
pub(crate) fn exif(turn: u8, has_position: bool) -> Vec<u8> {
    let mut out = b"MM\0*\0\0\0\x08\0".to_vec();
    out.extend([2, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0]);
    out.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x26\0\0\0\0");
    out.extend(b"\0\x01\0\x02\0\x05\0\0\0\x03\0\0\0\x38\0\0\0\0");
    let degrees: [u32; 6] = if has_position { [45, 1, 30, 1, 0, 1] } else { [0; 6] };
    out.extend(degrees.iter().flat_map(|number| number.to_be_bytes()));
    out
}

/// A gray baseline JPEG (ITU-T T.81) of whole blocks of 8 by 8 pixels, each of one
/// gray (modulo 256), with some segments before the picture.
pub(crate) fn jpeg(
    columns: u16,
    rows: u16,
    gray: impl Fn(u16, u16) -> u16,
    segments: &[(u8, &[u8])],
) -> Vec<u8> {
    let mut out = b"\xFF\xD8".to_vec();
    let mut segment = |marker: u8, data: &[u8]| {
        out.extend([0xFF, marker]);
        out.extend(u16::try_from(data.len() + 2).unwrap().to_be_bytes());
        out.extend(data);
    };
    for (marker, data) in segments {
        segment(*marker, data);
    }
    segment(0xDB, &[&[0][..], &[8; 64]].concat());
    let [height, width] = [rows * 8, columns * 8].map(u16::to_be_bytes);
    segment(0xC0, &[&[8], &height[..], &width[..], &[1, 1, 0x11, 0]].concat());
    // Twelve codes of four bits for the differences of gray; one code, the end of a
    // block, for the rest.
    let dc: Vec<u8> = (0..12).collect();
    segment(0xC4, &[&[0, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &dc].concat());
    segment(0xC4, &[0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    segment(0xDA, &[1, 1, 0, 0, 63, 0]);
    let mut bits = Bits::default();
    let mut last = 0;
    for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column))) {
        let value = i32::from(gray(column, row) % 256) - 128;
        let difference = value - last;
        last = value;
        let size = 32 - difference.unsigned_abs().leading_zeros();
        bits.push(size, 4);
        let shown = if difference < 0 { difference - 1 } else { difference };
        bits.push(shown.cast_unsigned() & ((1 << size) - 1), size);
        bits.push(0, 1);
    }
    out.extend(bits.finish());
    out.extend(b"\xFF\xD9");
    out
}

#[derive(Default)]
struct Bits {
    out: Vec<u8>,
    now: u32,
    n: u32,
}

impl Bits {
    fn push(&mut self, value: u32, n: u32) {
        for bit in (0..n).rev() {
            self.now = self.now << 1 | (value >> bit & 1);
            self.n += 1;
            if self.n == 8 {
                let byte = u8::try_from(self.now).unwrap();
                self.out.push(byte);
                self.out.extend((byte == 0xFF).then_some(0));
                (self.now, self.n) = (0, 0);
            }
        }
    }

    fn finish(mut self) -> Vec<u8> {
        while self.n > 0 {
            self.push(1, 1);
        }
        self.out
    }
}
