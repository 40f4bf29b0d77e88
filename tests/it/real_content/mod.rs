//! Real content of editors, authors and platforms, fault by fault. The names of the tests
//! have the numbers under which the faults were found.

mod accounted;
mod artefacts;
mod authority;
mod large_tables;
mod lines;
mod links;
mod markdown_readers;
mod markup;
mod messages;
mod renders;
mod scripts;
mod text;
