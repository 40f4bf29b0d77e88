//! Changes content: text and markup, all at once or not at all.

mod mapping;

#[allow(unused_imports, reason = "used by the edits and layers to come")]
pub(crate) use mapping::Section;
pub use mapping::{Mapping, Side};
