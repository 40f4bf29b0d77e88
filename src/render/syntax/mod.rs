//! One writer for each syntax; each owns the escaping of its contexts.

mod escape;
pub(super) mod html;
pub(super) mod plain;
