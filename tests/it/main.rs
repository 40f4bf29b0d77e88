//! One integration binary: a module per law and per stage.
#![allow(
    clippy::unwrap_used,
    unreachable_pub,
    reason = "a test may stop at the first surprise, and its modules share helpers"
)]

mod nesting;
mod random;
