//! Content portability.

mod html;
mod ingest;

#[cfg(feature = "_test")]
#[doc(hidden)]
pub mod _test;
