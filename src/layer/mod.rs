//! Places on a text that are not part of it, and what becomes of them when the text
//! changes.

mod folded;
mod followed;
mod lift;
mod marks;
mod place;
mod quote;
mod rebase;
#[cfg(feature = "rows")]
pub mod rows;
#[cfg(all(feature = "serde", feature = "rows"))]
mod stored;
mod weave;

pub use followed::{Followed, Lost};
pub use lift::Lifted;
pub use marks::{Layer, OtherText, OutOfText, Unopened};
pub use place::{Place, Placed, Way};
pub use quote::{Located, Quote};
pub use rebase::Rebase;
pub use weave::Shown;
