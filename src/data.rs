//! Data that people write: TOML and YAML as one tree of values with places.
//!
//! Configuration and front matter are read through [`Fields`], which checks
//! kinds, remembers which keys were asked for, and names the unknown ones with
//! the nearest known name. Reading never fails: it gives what is usable.

mod fields;
mod reasons;
mod toml;
mod value;
mod yaml;

pub use fields::{Fields, is_secret_key};
pub use toml::parse_toml;
pub use value::{Kind, Member, Value};
pub use yaml::parse_yaml;

/// Deepest nesting of tables and lists.
pub const MAX_DEPTH: usize = 32;
/// Most keys and list items in one file or front matter.
pub const MAX_VALUES: usize = 20_000;
