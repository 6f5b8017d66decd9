//! Pixels → AVIF. The encoder brings many crates: a program may be built without
//! (feature `avif`).

#[cfg(not(feature = "avif"))]
mod disabled;
#[cfg(feature = "avif")]
mod enabled;

#[cfg(not(feature = "avif"))]
pub(super) use disabled::{IS_ENABLED, encode};
#[cfg(feature = "avif")]
pub(super) use enabled::{IS_ENABLED, encode};

/// How to encode.
#[derive(Clone, Copy, Debug)]
pub(super) struct AvifOptions {
    /// 1 to 100.
    pub(super) quality: u8,
    /// Whether thin colored lines are kept: color is then as fine as light.
    pub(super) is_sharp: bool,
    /// Whether the colors are those of Display P3, else of sRGB.
    pub(super) is_p3: bool,
}
