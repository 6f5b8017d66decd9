//! Integration tests.

mod output;
mod serve;
