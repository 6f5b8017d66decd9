//! HTML as text: the writer that escapes, the allow-list for what authors
//! write, the minifier. Knows nothing about sites.

pub mod minify;
pub mod sanitize;
pub(crate) mod tokens;
pub mod writer;

pub use minify::minify;
pub use writer::Writer;
