//! Tests of the whole, in one binary. `cfg(test)` tells the linter that they are.

#[cfg(test)]
mod commonmark;
#[cfg(test)]
mod gfm;
#[cfg(test)]
mod inspect;
#[cfg(test)]
mod markup;
#[cfg(test)]
mod markup_properties;
#[cfg(test)]
mod output;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod published;
#[cfg(test)]
mod serve;
#[cfg(test)]
mod site;
#[cfg(test)]
mod specification;
#[cfg(test)]
mod supply_chain;
#[cfg(test)]
mod tidy;

#[cfg(test)]
mod aliases;
#[cfg(test)]
mod answer_sets;
#[cfg(test)]
mod answers;
#[cfg(test)]
mod assets;
#[cfg(test)]
mod commands;
#[cfg(test)]
mod editions;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod help_center;
#[cfg(test)]
mod incremental;
#[cfg(test)]
mod look;
#[cfg(test)]
mod machines;
#[cfg(test)]
mod mistakes;
#[cfg(test)]
mod navigation;
#[cfg(test)]
mod nothing_to_do;
#[cfg(test)]
mod own_site;
#[cfg(test)]
mod pictures;
#[cfg(test)]
mod places;
#[cfg(test)]
mod quality;
#[cfg(test)]
mod rendered;
#[cfg(test)]
mod repeatable;
#[cfg(test)]
mod safety;
#[cfg(test)]
mod schedule;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod snippets;
#[cfg(test)]
mod sources;
#[cfg(test)]
mod typography;
