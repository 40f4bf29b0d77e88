//! Real content of editors, authors and platforms, fault by fault. The names of the tests
//! have the numbers under which the faults were found.

mod accounted;
mod artefacts;
mod authority;
mod large_tables;
mod links;
mod markdown_readers;
mod messages;
mod renders;
mod text;
