//! The laws, one module each.

mod fixed_point;
mod linear;
mod one_answer;
mod one_record;
mod reassembly;
mod same;
pub(crate) mod setup;
pub(crate) mod source;
mod stack;
