//! Changes content: text and markup, all at once or not at all.

mod apply;
mod change;
mod doc;
mod edit;
mod edited;
mod fault;
mod leaves;
pub(crate) mod mapping;
mod marks;
mod put;
mod stretches;
mod take;
mod trace;
mod verb;
mod write;

pub use edit::{Edit, Piece};
pub use edited::{Edited, Gone, Why};
pub use fault::{EditError, EditFault};
pub use mapping::{Mapping, Side};
