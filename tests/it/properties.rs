//! What holds for every site, whatever is in its files: nothing that runs, nothing
//! outside the output, no place outside its text, no panic. The fuzz targets
//! (`fuzz/`) look for the same with more patience and share the judges.

mod allowed;
mod anything;
mod found;
mod inside;
mod names;
mod sanitized;
mod spans;
mod world;
