//! `guichet.toml` → [`Settings`], where nothing is optional any more.

mod read;
mod settings;
mod theme;

pub use read::{PROVIDERS, default_settings, read};
pub use settings::{
    Accent, BaseUrl, Dir, HtmlPolicy, Language, Level, Provider, Settings, ThemeSettings,
};
