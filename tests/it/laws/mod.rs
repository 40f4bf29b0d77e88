//! The laws, one module each.

mod fixed_point;
pub(crate) mod setup;
pub(crate) mod source;
