//! What HTML parsers do, knowing nothing of our table.

#[allow(dead_code, reason = "the stages that ask are built on top of this one")]
pub(crate) mod kind;
#[allow(dead_code, reason = "the stages that ask are built on top of this one")]
pub(crate) mod nesting;
pub(crate) mod reference;
