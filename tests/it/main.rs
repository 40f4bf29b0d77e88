//! One integration binary: a module per law and per stage.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has to say where"
)]

mod architecture;
mod attack;
mod examples;
mod fuzz_seeds;
mod ids;
mod laws;
mod lex;
mod linear;
mod nesting;
mod random;
mod tree;
