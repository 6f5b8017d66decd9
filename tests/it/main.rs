//! Tests of the whole, in one binary. `cfg(test)` tells the linter that they are.

#[cfg(test)]
mod commonmark;
#[cfg(test)]
mod gfm;
#[cfg(test)]
mod markup;
#[cfg(test)]
mod markup_properties;
#[cfg(test)]
mod output;
#[cfg(test)]
mod serve;
#[cfg(test)]
mod specification;
#[cfg(test)]
mod tidy;
