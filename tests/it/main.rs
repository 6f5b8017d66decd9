//! Tests of the whole, in one binary. `cfg(test)` tells the linter that they are.

#[cfg(test)]
mod output;
#[cfg(test)]
mod serve;
