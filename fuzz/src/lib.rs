//! What each target does with the bytes it is given. A broken promise panics.

// The judges of the properties in the test suite: written once, apart from what
// they judge.
#[path = "../../tests/it/properties/allowed.rs"]
mod allowed;
#[path = "../../tests/it/properties/inside.rs"]
mod inside;
mod texts;

mod code;
mod data;
mod expander;
mod html;
mod markdown;
mod url;

pub use code::highlighter;
pub use data::{config, front_matter};
pub use expander::expander;
pub use html::sanitizer;
pub use markdown::markdown_to_html;
pub use url::url;
