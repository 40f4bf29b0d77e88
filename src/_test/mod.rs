//! Not API: small views of the private stages for this crate's own tests,
//! benches and fuzz targets. Plain data in, plain data out.

pub mod lex;
mod nesting;

pub use nesting::{element_is_renderable, element_names, nesting_admits, nesting_parser_admits};
