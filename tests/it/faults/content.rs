//! The content.
mod files;
mod texts;
