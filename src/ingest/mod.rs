//! Source to addressed text.

pub(crate) mod guard;
pub(crate) mod lex;
pub(crate) mod limit;
pub(crate) mod repair;
