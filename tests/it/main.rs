//! Integration tests.

#[cfg(test)]
mod inspect;
#[cfg(test)]
mod published;
#[cfg(test)]
mod site;

mod aliases;
mod assets;
mod commands;
mod editions;
mod faults_files;
mod faults_text;
mod killed;
mod machines;
mod mistakes;
mod navigation;
mod own_site;
mod places;
mod rendered;
mod repeatable;
mod safety;
mod schedule;
mod sources;
mod typography;
