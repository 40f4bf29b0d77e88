//! The laws, one module each.

mod clean_text;
mod fidelity;
mod fixed_point;
mod hand_made;
mod inert;
mod model;
mod security;
pub(crate) mod setup;
pub(crate) mod source;
mod stock;
mod urls;
