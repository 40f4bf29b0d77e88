//! What HTML parsers do, knowing nothing of our table.

pub(crate) mod bytes;
pub(crate) mod foreign;
pub(crate) mod hygiene;
pub(crate) mod kind;
pub(crate) mod name;
pub(crate) mod nesting;
pub(crate) mod reference;
