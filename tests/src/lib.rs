//! Shared by tests and benches: generators of sources, of content and of archives, and
//! a stock parser as an oracle.

#![allow(
    missing_docs,
    missing_debug_implementations,
    clippy::exhaustive_enums,
    clippy::exhaustive_structs,
    reason = "nobody outside of this repository uses it"
)]
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has to say where"
)]

/// The page of the cookbook that needs a parser of Markdown.
#[cfg(doctest)]
#[doc = include_str!("../../src/cookbook/markdown_in.md")]
pub mod markdown_in {}

pub mod accounted;
pub mod attack;
pub mod edits;
pub mod generate;
#[cfg(feature = "serde")]
pub mod hand_made;
pub mod hostile;
#[cfg(feature = "rows")]
pub mod in_order;
#[cfg(feature = "proptest")]
pub mod law;
pub mod layers;
pub mod renders;
pub mod setup;
#[cfg(feature = "proptest")]
mod shrink;
pub mod source;
pub mod steps;
pub mod stock;
pub mod tape;
