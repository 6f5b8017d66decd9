//! Tests of the whole, in one binary.

mod commonmark;
mod gfm;
mod markup;
mod markup_properties;
mod specification;
