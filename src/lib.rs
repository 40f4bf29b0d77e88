//! Content portability.
