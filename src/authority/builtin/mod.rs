//! The built-in tables, as data.

pub(super) mod article;
pub(super) mod standard;
