//! What a reader meets: the sites that guichet builds, in a real browser.
//!
//! `sites` builds them with the real program, `server` serves them as a host would,
//! `driver` and `browser` speak WebDriver to Chromium, `runner` runs the checks of
//! `checks/` on as many browsers as there are cores. A check that fails panics; what it
//! says is what a person must mend.

pub mod browser;
pub mod driver;
pub mod element;
pub mod emulation;
pub mod findings;
pub mod network;
pub mod runner;
pub mod server;
pub mod sites;
pub mod words;

pub use browser::{Browser, Key};
pub use element::Element;
pub use findings::Findings;
pub use runner::{Check, Worker, run};
pub use sites::{LANGS, Page, Sites};
