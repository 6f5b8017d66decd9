//! `guichet.toml` → [`Settings`], where nothing is optional any more.

mod read;
pub mod schema;
mod settings;

pub use read::{PROVIDERS, default_settings, read};
pub use settings::{BaseUrl, Dir, HtmlPolicy, Language, Level, Provider, Settings, ThemeSettings};
