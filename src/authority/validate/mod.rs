//! Checks of single entries, independent of the others.

mod attribute;
mod character;
mod tag;

pub(crate) use attribute::{check_prefixed_name, check_written_name, may_hold_url};
pub(super) use character::check_character;
pub(crate) use tag::check_rendered_name;
pub(super) use tag::check_tag;
