//! A program without the encoder.

use crate::images::avif::AvifOptions;
use crate::images::pixels::Pixels;

/// Whether AVIF can be made.
pub(in crate::images) const IS_ENABLED: bool = false;

/// Makes none.
pub(in crate::images) fn encode(_pixels: &Pixels, _options: AvifOptions) -> Option<Vec<u8>> {
    None
}
