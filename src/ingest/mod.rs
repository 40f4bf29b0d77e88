//! Source to addressed text.

pub(crate) mod lex;
