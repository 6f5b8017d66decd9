//! One tree of Markdown in several languages becomes a help site, feeds for
//! chat tools, and a help widget.
//!
//! The story is told in [`pipeline`]: **read → parse → resolve → render**, then
//! the command **writes**. Modules stand on floors and import only from floors
//! below; `ARCHITECTURE.md` holds the table, a test enforces it.

pub mod base;
pub mod diag;
pub mod files;

pub mod cards;
pub mod code;
pub mod color;
pub mod data;
pub mod html;
pub mod i18n;
pub mod images;

pub mod config;
pub mod markup;

pub mod snippets;
pub mod source;

pub mod site;
pub mod theme;

pub mod answers;
pub mod checks;
pub mod render;

pub mod cache;
pub mod output;
pub mod pipeline;
pub mod report;

pub mod serve;

pub mod cli;
