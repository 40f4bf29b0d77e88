//! What the laws are held under, shared with the other tests.

#[path = "../it/laws/hand_made.rs"]
#[allow(dead_code, reason = "shared")]
pub(crate) mod hand_made;
#[path = "../it/laws/setup.rs"]
#[allow(dead_code, reason = "shared")]
pub(crate) mod setup;
#[path = "../it/laws/source.rs"]
#[allow(dead_code, reason = "shared")]
pub(crate) mod source;
#[path = "../it/laws/stock.rs"]
#[allow(dead_code, reason = "shared")]
pub(crate) mod stock;
