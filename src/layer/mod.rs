//! Places on a text that are not part of it, and what becomes of them when the text
//! changes.

mod folded;
mod place;
mod rebase;

pub use place::{Place, Placed, Way};
pub use rebase::Rebase;
