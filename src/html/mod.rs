//! What HTML parsers do, knowing nothing of our table.

pub(crate) mod reference;
