//! `guichet.toml` → [`Settings`], where nothing is optional any more.

mod contact;
mod providers;
mod read;
pub mod schema;
mod settings;
mod theme;

pub use contact::{Contact, Feedback, OpeningHours, Place, Receiver};
pub use providers::{IdField, IdShape, PROVIDERS, Provider, ProviderKind, is_placeholder};
pub use read::{default_settings, read};
pub use settings::{Accent, BaseUrl, Dir, HtmlPolicy, Language, Level, Settings, ThemeSettings};
