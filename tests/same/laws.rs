//! What the laws are held under, shared with the other tests.

#[path = "../it/laws/setup.rs"]
#[allow(dead_code, reason = "shared")]
pub(crate) mod setup;
#[path = "../it/laws/source.rs"]
#[allow(dead_code, reason = "shared")]
pub(crate) mod source;
