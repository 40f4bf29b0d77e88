//! One integration binary: a module per law and per stage.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has to say where"
)]

mod adopt;
mod architecture;
mod authority;
mod charset;
mod circles;
#[cfg(feature = "charsets")]
mod config_faults;
mod edit;
mod examples;
mod findings;
mod fuzz_seeds;
mod ids;
mod ingest;
#[cfg(feature = "schemars")]
mod json_schema;
mod laws;
mod layers;
mod lex;
mod linear;
mod lint;
mod markdown;
mod model;
mod nesting;
mod pages;
mod pipeline;
mod platforms;
mod readme;
mod real_content;
mod record;
mod render;
mod stored;
mod styles;
mod syntax;
mod tape_itself;
#[cfg(feature = "charsets")]
mod text_formats;
mod tree;
mod writers;

use standoff_tests::{attack, hostile, law, tape};
