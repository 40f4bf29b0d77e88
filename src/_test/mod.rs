//! Not API: small views of the private stages for this crate's own tests,
//! benches and fuzz targets. Plain data in, plain data out.

#[cfg(feature = "charsets")]
pub mod charset;
pub mod edit;
pub mod ingest;
pub mod lexer;
pub mod lint;
pub mod nesting;
pub mod parser;
pub mod render;
pub mod validated;
