//! Content portability.

pub mod authority;
mod error;
pub mod field;
mod html;
pub mod ingest;
pub mod profile;
pub mod render;
pub mod text;

#[cfg(feature = "_test")]
#[doc(hidden)]
pub mod _test;

pub use authority::Authority;
pub use error::TooLong;
pub use field::FieldPolicy;
pub use ingest::{Finding, Ingested, Ingester};
pub use profile::Profile;
pub use render::{Loss, Rendered, Renderer};
pub use text::AddressedText;
