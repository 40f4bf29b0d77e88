//! What each part of a render feeds into a fingerprint.
//!
//! The types that have one are of many rooms, and so this one stands above them all:
//! what a fingerprint is, and how it is digested, is in [`fingerprint`](crate::fingerprint).
//!
//! Every type is taken apart without `..`, and none by its getters: a field that is
//! new does not compile until it is said here what it means to a cache.

mod authority;
mod content;
mod profile;
mod record;
mod renderer;
