//! The laws, one module each, and what they share.

mod clean_text;
mod fidelity;
mod fixed_point;
mod hand_made;
mod inert;
mod linear;
mod model;
mod one_answer;
mod one_record;
mod reassembly;
mod security;
pub(crate) mod setup;
pub(crate) mod source;
mod stack;
mod stock;
mod urls;
mod vouched;
