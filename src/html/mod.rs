//! The behaviour of HTML parsers, without any authority.

pub(crate) mod attributes;
pub(crate) mod bytes;
pub(crate) mod char_ref;
pub(crate) mod element;
pub(crate) mod forbidden_chars;
pub(crate) mod foreign;
pub(crate) mod index;
pub(crate) mod name;
pub(crate) mod nesting;
pub(crate) mod table_soundness;
pub(crate) mod word;
