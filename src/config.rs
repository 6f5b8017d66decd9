//! `guichet.toml` → [`Settings`], where nothing is optional any more.

mod contact;
mod read;
mod settings;

pub use contact::{Contact, Feedback, OpeningHours, Place, Receiver};
pub use read::{PROVIDERS, default_settings, read};
pub use settings::{BaseUrl, Dir, HtmlPolicy, Language, Level, Provider, Settings, ThemeSettings};
