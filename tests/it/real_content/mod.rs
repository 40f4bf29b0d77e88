//! What real editors, authors and platforms do, fault by fault as it was found: the
//! numbers are kept in the names of the tests.

mod accounted;
mod artefacts;
mod authority;
mod large_tables;
mod lines;
mod markup;
mod renders;
mod scripts;
mod text;
