//! Pixels of at most sixteen colors → a PNG (W3C Portable Network Graphics, third
//! edition).

use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, TDEFLStatus, compress_to_output, create_comp_flags_from_zip_params,
};

/// A color, red first.
pub type Color = [u8; 3];

/// How hard the pixels are packed: 1 to 10. Most of a card is one color: the next
/// effort takes twice as long and saves a fifth.
const EFFORT: i32 = 1;

/// The bytes of a window of 32 KiB, the largest there is (RFC 1950 §2.2).
const WINDOW_BITS: i32 = 15;

/// A PNG of `pixels`, numbers of `colors` row by row, `width` in each row, which is
/// even.
pub(super) fn encode(pixels: &[u8], width: usize, colors: &[Color]) -> Vec<u8> {
    let height = pixels.len() / width;
    let mut out = Vec::with_capacity(16 * 1024);
    out.extend_from_slice(b"\x89PNG\r\n\x1a\n");
    let mut header = Vec::with_capacity(13);
    for side in [width, height] {
        header.extend_from_slice(&u32::try_from(side).unwrap_or(u32::MAX).to_be_bytes());
    }
    // Four bits a pixel, colors from a palette, nothing unusual.
    header.extend_from_slice(&[4, 3, 0, 0, 0]);
    chunk(&mut out, *b"IHDR", &header);
    chunk(&mut out, *b"PLTE", colors.as_flattened());
    chunk(&mut out, *b"IDAT", &packed(pixels, width));
    chunk(&mut out, *b"IEND", &[]);
    out
}

/// Rows of two pixels a byte, each after a zero: no filter. The first color is most
/// common, so that an empty row and the mark before it are one run.
fn packed(pixels: &[u8], width: usize) -> Vec<u8> {
    let mut rows = Vec::with_capacity(pixels.len() / 2 + pixels.len() / width);
    for row in pixels.chunks_exact(width) {
        rows.push(0);
        rows.extend(row.as_chunks::<2>().0.iter().map(|[left, right]| left << 4 | right & 15));
    }
    let flags = create_comp_flags_from_zip_params(EFFORT, WINDOW_BITS, 0);
    let mut packer = CompressorOxide::new(flags);
    let mut out = Vec::with_capacity(16 * 1024);
    let (status, _) = compress_to_output(&mut packer, &rows, TDEFLFlush::Finish, |bytes| {
        out.extend_from_slice(bytes);
        true
    });
    debug_assert_eq!(status, TDEFLStatus::Done, "memory takes everything");
    out
}

fn chunk(out: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    out.extend_from_slice(&u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes());
    let start = out.len();
    out.extend_from_slice(&kind);
    out.extend_from_slice(data);
    let sum = crc(&out[start..]);
    out.extend_from_slice(&sum.to_be_bytes());
}

/// The checksum of a chunk (annex D of the specification).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        let [low, ..] = (sum ^ u32::from(*byte)).to_le_bytes();
        CRCS[usize::from(low)] ^ sum >> 8
    })
}

static CRCS: [u32; 256] = crcs();

const fn crcs() -> [u32; 256] {
    let mut table = [0; 256];
    let mut idx = 0;
    let mut byte: u32 = 0;
    while idx < 256 {
        let mut sum = byte;
        let mut bit = 0;
        while bit < 8 {
            sum = if sum & 1 == 1 { 0xedb8_8320 ^ sum >> 1 } else { sum >> 1 };
            bit += 1;
        }
        table[idx] = sum;
        idx += 1;
        byte += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::{crc, encode};

    #[test]
    fn the_checksum_is_that_of_the_specification() {
        // The end of every PNG.
        assert_eq!(crc(b"IEND"), 0xae42_6082);
    }

    #[test]
    fn pixels_come_back() {
        let pixels = [0, 1, 2, 3, 3, 2, 1, 0];
        let png = encode(&pixels, 4, &[[0, 0, 0], [255, 0, 0], [0, 255, 0], [0, 0, 255]]);
        let at = png.windows(4).position(|kind| kind == b"IDAT").unwrap();
        let len = u32::from_be_bytes(png[at - 4..at].try_into().unwrap()) as usize;
        let rows = miniz_oxide::inflate::decompress_to_vec_zlib(&png[at + 4..at + 4 + len]);
        assert_eq!(rows.unwrap(), [0, 0x01, 0x23, 0, 0x32, 0x10]);
        assert_eq!(png[16..24], [0, 0, 0, 4, 0, 0, 0, 2]);
    }
}
