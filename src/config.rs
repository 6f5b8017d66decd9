//! `guichet.toml` → [`Settings`], where nothing is optional any more.

mod providers;
mod read;
pub mod schema;
mod settings;

pub use providers::{IdField, IdShape, PROVIDERS, Provider, ProviderKind, is_placeholder};
pub use read::{default_settings, read};
pub use settings::{BaseUrl, Dir, HtmlPolicy, Language, Level, Settings, ThemeSettings};
