//! Pixels, and what is done with them before they are encoded.
//!
//! Whole numbers only, so that the same image has the same copies on every machine.

/// Pixels of eight bits a channel, row by row: red, green, blue, and alpha where there
/// are four channels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pixels {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) has_alpha: bool,
    pub(super) bytes: Vec<u8>,
}

/// Parts of one in a weight, as a power of two.
const SHIFT: u32 = 14;

/// Pixels of the source left and right of a new one that count, in new pixels: those
/// that the Catmull-Rom curve reaches.
const REACH: f64 = 2.0;

impl Pixels {
    pub(super) fn n_channels(&self) -> usize {
        if self.has_alpha { 4 } else { 3 }
    }

    /// The same in fewer pixels. Each is the mean of those it stands for, weighted by
    /// the curve of Catmull and Rom, which keeps edges sharp without echoes.
    pub(super) fn shrunk(&self, width: usize, height: usize) -> Self {
        if (width, height) == (self.width, self.height) {
            return self.clone();
        }
        let premultiplied = self.has_alpha.then(|| premultiplied(&self.bytes));
        let bytes = premultiplied.as_ref().unwrap_or(&self.bytes);
        let across = if self.has_alpha {
            narrower::<4>(bytes, self.width, width)
        } else {
            narrower::<3>(bytes, self.width, width)
        };
        drop(premultiplied);
        let mut bytes = lower(&across, self.height, height, width * self.n_channels());
        if self.has_alpha {
            unmultiply(&mut bytes);
        }
        Self { width, height, has_alpha: self.has_alpha, bytes }
    }

    /// As EXIF asks for it to be turned, 1 to 8.
    pub(super) fn turned(self, turn: u8) -> Self {
        if !(2..=8).contains(&turn) {
            return self;
        }
        let (n, w, h) = (self.n_channels(), self.width, self.height);
        let is_swapped = turn >= 5;
        let (width, height) = if is_swapped { (h, w) } else { (w, h) };
        let mut bytes = Vec::with_capacity(self.bytes.len());
        for y in 0..height {
            for x in 0..width {
                let (from_x, from_y) = match turn {
                    2 => (w - 1 - x, y),
                    3 => (w - 1 - x, h - 1 - y),
                    4 => (x, h - 1 - y),
                    5 => (y, x),
                    6 => (y, h - 1 - x),
                    7 => (w - 1 - y, h - 1 - x),
                    _ => (w - 1 - y, x),
                };
                let at = (from_y * w + from_x) * n;
                bytes.extend_from_slice(&self.bytes[at..at + n]);
            }
        }
        Self { width, height, has_alpha: self.has_alpha, bytes }
    }

    /// Without alpha where every pixel is opaque.
    pub(super) fn opaque(self) -> Self {
        if !self.has_alpha || self.bytes.chunks_exact(4).any(|pixel| pixel[3] != 255) {
            return self;
        }
        let bytes = self.bytes.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]);
        Self { has_alpha: false, bytes: bytes.collect(), ..self }
    }
}

/// Which pixels of a row or column make one of a shorter one, and how much of each.
struct Share {
    first: usize,
    weights: Vec<i32>,
}

/// The shares of each new pixel; the weights of each add up to one.
fn shares(from: usize, to: usize) -> Vec<Share> {
    let scale = as_f64(from) / as_f64(to);
    let share = |idx: usize| {
        let center = (as_f64(idx) + 0.5) * scale;
        let first = floor(center - REACH * scale).min(from - 1);
        let end = (floor(center + REACH * scale) + 1).clamp(first + 1, from);
        let curve: Vec<f64> =
            (first..end).map(|at| catmull_rom((as_f64(at) + 0.5 - center) / scale)).collect();
        let sum: f64 = curve.iter().sum();
        let one = f64::from(1 << SHIFT);
        let mut weights: Vec<i32> = curve.iter().map(|part| rounded(part / sum * one)).collect();
        // What rounding lost goes to the middle.
        let lost = (1 << SHIFT) - weights.iter().sum::<i32>();
        let middle = weights.len() / 2;
        weights[middle] += lost;
        Share { first, weights }
    };
    (0..to).map(share).collect()
}

/// The curve of Catmull and Rom (1974): cubic, through its points, zero from two on.
fn catmull_rom(x: f64) -> f64 {
    let x = x.abs();
    if x < 1.0 {
        (1.5 * x - 2.5) * x * x + 1.0
    } else if x < REACH {
        ((-0.5 * x + 2.5) * x - 4.0) * x + 2.0
    } else {
        0.0
    }
}

fn narrower<const N: usize>(bytes: &[u8], from: usize, to: usize) -> Vec<u8> {
    let shares = shares(from, to);
    let mut out = Vec::with_capacity(bytes.len() / from * to);
    for row in bytes.chunks_exact(from * N) {
        for Share { first, weights } in &shares {
            let mut sums = [1 << (SHIFT - 1); N];
            for (pixel, weight) in row[first * N..].chunks_exact(N).zip(weights) {
                for (sum, channel) in sums.iter_mut().zip(pixel) {
                    *sum += weight * i32::from(*channel);
                }
            }
            out.extend(sums.map(channel));
        }
    }
    out
}

fn lower(bytes: &[u8], from: usize, to: usize, row_len: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(row_len * to);
    let mut sums = vec![0; row_len];
    for Share { first, weights } in shares(from, to) {
        sums.fill(1 << (SHIFT - 1));
        for (row, weight) in bytes[first * row_len..].chunks_exact(row_len).zip(weights) {
            for (sum, channel) in sums.iter_mut().zip(row) {
                *sum += weight * i32::from(*channel);
            }
        }
        out.extend(sums.iter().map(|sum| channel(*sum)));
    }
    out
}

fn channel(sum: i32) -> u8 {
    u8::try_from((sum >> SHIFT).clamp(0, 255)).unwrap_or(u8::MAX)
}

fn premultiplied(bytes: &[u8]) -> Vec<u8> {
    let times = |channel: u8, alpha: u8| {
        let product = (u32::from(channel) * u32::from(alpha) + 127) / 255;
        u8::try_from(product).unwrap_or(u8::MAX)
    };
    let pixel = |pixel: &[u8]| {
        let alpha = pixel[3];
        [times(pixel[0], alpha), times(pixel[1], alpha), times(pixel[2], alpha), alpha]
    };
    bytes.chunks_exact(4).flat_map(pixel).collect()
}

fn unmultiply(bytes: &mut [u8]) {
    for pixel in bytes.chunks_exact_mut(4) {
        let alpha = u32::from(pixel[3]);
        for channel in pixel.iter_mut().take(3).filter(|_| alpha > 0) {
            let whole = (u32::from(*channel) * 255 + alpha / 2) / alpha;
            *channel = u8::try_from(whole).unwrap_or(u8::MAX);
        }
    }
}

/// No image is so large that a number of its pixels is not whole in an `f64`.
fn as_f64(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a pixel of an image")]
fn floor(number: f64) -> usize {
    number.max(0.0) as usize
}

#[expect(clippy::cast_possible_truncation, reason = "a weight is at most two")]
fn rounded(number: f64) -> i32 {
    number.round() as i32
}

#[cfg(test)]
mod tests {
    use super::{Pixels, SHIFT, shares};

    fn gray(width: usize, rows: &[u8]) -> Pixels {
        let bytes = rows.iter().flat_map(|value| [*value; 3]).collect();
        Pixels { width, height: rows.len() / width, has_alpha: false, bytes }
    }

    fn reds(pixels: &Pixels) -> Vec<u8> {
        pixels.bytes.chunks_exact(pixels.n_channels()).map(|pixel| pixel[0]).collect()
    }

    #[test]
    fn weights_add_up_to_one() {
        for (from, to) in [(1, 1), (2, 1), (7, 3), (4_032, 800), (1_000, 999), (65_535, 1)] {
            for share in shares(from, to) {
                assert_eq!(share.weights.iter().sum::<i32>(), 1 << SHIFT, "{from} {to}");
                assert!(share.first + share.weights.len() <= from, "{from} {to}");
            }
        }
    }

    #[test]
    fn a_plain_area_stays_as_it_is() {
        let plain = gray(40, &[77; 40 * 30]);
        let small = plain.shrunk(13, 7);
        assert_eq!((small.width, small.height), (13, 7));
        assert!(reds(&small).iter().all(|value| *value == 77));
    }

    #[test]
    fn halves_are_means() {
        let rows: Vec<u8> = (0..16).flat_map(|_| [0, 0, 0, 0, 200, 200, 200, 200]).collect();
        let small = gray(8, &rows).shrunk(2, 4);
        let reds = reds(&small);
        assert!(reds[0] < 20 && reds[1] > 180, "{reds:?}");
    }

    #[test]
    fn what_is_not_seen_gives_no_color() {
        let mut bytes = Vec::new();
        for _ in 0..32 {
            bytes.extend([255, 0, 0, 255, 0, 255, 0, 0]);
        }
        let pixels = Pixels { width: 8, height: 8, has_alpha: true, bytes };
        let small = pixels.shrunk(4, 4);
        for pixel in small.bytes.chunks_exact(4) {
            assert!(pixel[0] > 250 && pixel[1] < 5, "{pixel:?}");
            assert!((100..156).contains(&pixel[3]), "{pixel:?}");
        }
    }

    #[test]
    fn turns_are_those_of_exif() {
        // 1 2 3
        // 4 5 6
        let image = gray(3, &[1, 2, 3, 4, 5, 6]);
        for (turn, width, expected) in [
            (1, 3, [1, 2, 3, 4, 5, 6]),
            (2, 3, [3, 2, 1, 6, 5, 4]),
            (3, 3, [6, 5, 4, 3, 2, 1]),
            (4, 3, [4, 5, 6, 1, 2, 3]),
            (5, 2, [1, 4, 2, 5, 3, 6]),
            (6, 2, [4, 1, 5, 2, 6, 3]),
            (7, 2, [6, 3, 5, 2, 4, 1]),
            (8, 2, [3, 6, 2, 5, 1, 4]),
        ] {
            let turned = image.clone().turned(turn);
            assert_eq!((turned.width, reds(&turned)), (width, expected.to_vec()), "{turn}");
        }
    }

    #[test]
    fn alpha_that_hides_nothing_is_dropped() {
        let seen = Pixels { width: 1, height: 1, has_alpha: true, bytes: vec![1, 2, 3, 255] };
        assert_eq!(seen.clone().opaque().bytes, [1, 2, 3]);
        let half = Pixels { bytes: vec![1, 2, 3, 254], ..seen };
        assert_eq!(half.clone().opaque(), half);
    }
}
