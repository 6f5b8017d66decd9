//! The encoder: rav1e, on one thread, so that the same pixels give the same bytes.

use avif_serialize::Aviffy;
use avif_serialize::constants as file;
use rav1e::color::{
    ChromaSampling, ColorDescription, ColorPrimaries, MatrixCoefficients, PixelRange,
    TransferCharacteristics,
};
use rav1e::config::SpeedSettings;
use rav1e::{Config, Context, EncoderConfig, EncoderStatus, Frame};

use crate::images::avif::AvifOptions;
use crate::images::pixels::Pixels;

/// Whether AVIF can be made.
pub(in crate::images) const IS_ENABLED: bool = true;

/// rav1e's fastest: the slower ones take ten times as long for a tenth of the bytes.
const SPEED: u8 = 10;

/// Shortest side that rav1e takes, in pixels.
const MIN_SIDE: usize = 16;

/// Encodes; none when rav1e cannot, as for images of a few pixels.
pub(in crate::images) fn encode(pixels: &Pixels, options: AvifOptions) -> Option<Vec<u8>> {
    if pixels.width.min(pixels.height) < MIN_SIDE {
        return None;
    }
    let sampling = if options.is_sharp { ChromaSampling::Cs444 } else { ChromaSampling::Cs420 };
    let color = still(pixels, options, sampling, colors)?;
    let alpha = if pixels.has_alpha {
        Some(still(pixels, options, ChromaSampling::Cs400, alphas)?)
    } else {
        None
    };
    let mut container = Aviffy::new();
    container
        .set_chroma_subsampling((!options.is_sharp, !options.is_sharp))
        .set_matrix_coefficients(file::MatrixCoefficients::Bt601)
        .set_full_color_range(true);
    if options.is_p3 {
        container.set_color_primaries(file::ColorPrimaries::DisplayP3);
    }
    let (width, height) = (u32::try_from(pixels.width).ok()?, u32::try_from(pixels.height).ok()?);
    Some(container.to_vec(&color, alpha.as_deref(), width, height, 8))
}

/// One picture of AV1.
fn still(
    pixels: &Pixels,
    options: AvifOptions,
    sampling: ChromaSampling,
    fill: fn(&Pixels, ChromaSampling, &mut Frame<u8>),
) -> Option<Vec<u8>> {
    let has_color = sampling != ChromaSampling::Cs400;
    let quantizer = quantizer(options.quality);
    let mut speed_settings = SpeedSettings::from_preset(SPEED);
    speed_settings.multiref = false;
    let config = EncoderConfig {
        width: pixels.width,
        height: pixels.height,
        bit_depth: 8,
        chroma_sampling: sampling,
        pixel_range: PixelRange::Full,
        color_description: has_color.then_some(ColorDescription {
            color_primaries: if options.is_p3 {
                ColorPrimaries::SMPTE432
            } else {
                ColorPrimaries::BT709
            },
            transfer_characteristics: TransferCharacteristics::SRGB,
            matrix_coefficients: MatrixCoefficients::BT601,
        }),
        still_picture: true,
        quantizer: quantizer.into(),
        min_quantizer: quantizer,
        speed_settings,
        ..EncoderConfig::default()
    };
    let config = Config::new().with_encoder_config(config).with_threads(1);
    let mut context: Context<u8> = config.new_context().ok()?;
    let mut frame = context.new_frame();
    fill(pixels, sampling, &mut frame);
    context.send_frame(frame).ok()?;
    context.flush();
    let mut out = Vec::new();
    loop {
        match context.receive_packet() {
            Ok(packet) => out.extend(packet.data),
            Err(EncoderStatus::Encoded) => {}
            Err(EncoderStatus::LimitReached) => return Some(out),
            Err(_) => return None,
        }
    }
}

/// The step of quantization, 0 to 255, that looks as good as WebP of the same quality.
fn quantizer(quality: u8) -> u8 {
    let lost = 100 - u32::from(quality.clamp(1, 100));
    // Straight from 20 at the best to 121 at 80, then to 255 at the worst.
    let step = if lost <= 20 { 20 + lost * 101 / 20 } else { 121 + (lost - 20) * 134 / 80 };
    u8::try_from(step).unwrap_or(u8::MAX)
}

/// Light and color of full range (ITU-R BT.601), color of the mean of its pixels.
fn colors(pixels: &Pixels, sampling: ChromaSampling, frame: &mut Frame<u8>) {
    let light = |pixel: &[u8]| {
        let [r, g, b] = [pixel[0], pixel[1], pixel[2]].map(u32::from);
        channel((19_595 * r + 38_470 * g + 7_471 * b + 32_768) >> 16)
    };
    fill(frame, 0, |y, out| values(pixels, y, out, light));
    let step = if sampling == ChromaSampling::Cs420 { 2 } else { 1 };
    for (plane, weights) in [(1, [-11_059, -21_709, 32_768]), (2, [32_768, -27_439, -5_329])] {
        fill(frame, plane, |y, out| {
            for (x, value) in out.iter_mut().enumerate() {
                *value = color(pixels, (x * step, y * step), step, weights);
            }
        });
    }
}

fn alphas(pixels: &Pixels, _: ChromaSampling, frame: &mut Frame<u8>) {
    fill(frame, 0, |y, out| values(pixels, y, out, |pixel| pixel[3]));
}

/// One value of each pixel of a row. Planes are a little larger than the image: what
/// is outside it is as its edge.
fn values(pixels: &Pixels, y: usize, out: &mut [u8], value: impl Fn(&[u8]) -> u8) {
    let (n, y) = (pixels.n_channels(), y.min(pixels.height - 1));
    let row = &pixels.bytes[y * pixels.width * n..(y + 1) * pixels.width * n];
    let mut last = 0;
    let mut each = row.chunks_exact(n).map(value);
    for out in out {
        last = each.next().unwrap_or(last);
        *out = last;
    }
}

/// The color of the square of pixels at a place.
fn color(pixels: &Pixels, (x, y): (usize, usize), step: usize, weights: [i32; 3]) -> u8 {
    let n = pixels.n_channels();
    let (x, y) = (x.min(pixels.width - 1), y.min(pixels.height - 1));
    let (mut sums, mut count) = ([0; 3], 0);
    for y in y..(y + step).min(pixels.height) {
        for x in x..(x + step).min(pixels.width) {
            let at = (y * pixels.width + x) * n;
            for (sum, channel) in sums.iter_mut().zip(&pixels.bytes[at..at + 3]) {
                *sum += i32::from(*channel);
            }
            count += 1;
        }
    }
    let sum: i32 = sums.iter().zip(weights).map(|(sum, weight)| sum * weight).sum();
    let value = 128 + ((sum / count.max(1) + 32_768) >> 16);
    u8::try_from(value.clamp(0, 255)).unwrap_or(u8::MAX)
}

/// Fills a plane row by row; `each` gets the number of a row and the row.
fn fill(frame: &mut Frame<u8>, plane: usize, each: impl Fn(usize, &mut [u8])) {
    let plane = &mut frame.planes[plane];
    let (width, height) = (plane.cfg.width, plane.cfg.height);
    let mut values = vec![0; width * height];
    for (y, row) in values.chunks_exact_mut(width.max(1)).enumerate() {
        each(y, row);
    }
    plane.copy_from_raw_u8(&values, width, 1);
}

fn channel(value: u32) -> u8 {
    u8::try_from(value).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::{encode, quantizer};
    use crate::images::avif::AvifOptions;
    use crate::images::pixels::Pixels;
    use crate::images::{Kind, header};

    fn gradient(width: usize, height: usize, has_alpha: bool) -> Pixels {
        let pixel = |idx: usize| {
            let part = |n: usize| u8::try_from(n % 256).unwrap();
            let pixel = [part(idx), part(idx / width * 3), part(255 - idx % 256), part(idx)];
            pixel.into_iter().take(if has_alpha { 4 } else { 3 })
        };
        let bytes = (0..width * height).flat_map(pixel).collect();
        Pixels { width, height, has_alpha, bytes }
    }

    #[test]
    fn every_size_and_kind_makes_a_file_with_its_size() {
        for has_alpha in [false, true] {
            for is_sharp in [false, true] {
                let pixels = gradient(67, 33, has_alpha);
                let options = AvifOptions { quality: 80, is_sharp, is_p3: is_sharp };
                let file = encode(&pixels, options).unwrap();
                let header = header(&file).unwrap();
                assert_eq!((header.kind, header.size), (Kind::Avif, Some((67, 33))));
                assert_eq!(encode(&pixels, options).unwrap(), file);
            }
        }
        let options = AvifOptions { quality: 80, is_sharp: false, is_p3: false };
        assert_eq!(encode(&gradient(8, 40, false), options), None);
    }

    #[test]
    fn more_quality_is_a_smaller_step() {
        let steps: Vec<u8> = (1..=100).map(quantizer).collect();
        assert!(steps.is_sorted_by(|a, b| a >= b), "{steps:?}");
        assert_eq!((steps[0], steps[79], steps[99]), (253, 121, 20));
    }
}
