//! Stores addressed text: JSON, bytes, rows of a relational database.

// rustdoc lists the methods of `StoredText` by the order of modules.
mod stored;

#[cfg(feature = "binary")]
mod binary;
#[cfg(any(feature = "serde", feature = "rows"))]
mod error;
#[cfg(feature = "serde")]
mod json;
#[cfg(feature = "rows")]
pub mod rows;

#[cfg(any(feature = "serde", feature = "rows"))]
pub use error::StorageError;
#[cfg(feature = "serde")]
pub use json::WireText;
#[cfg(feature = "fingerprint")]
pub(crate) use stored::FORMAT;
pub use stored::{StoredText, VersionError};
