//! Feeds each part of a render into a fingerprint.
//!
//! The fingerprinted types belong to many rooms, so this room is above them all.
//! [`fingerprint`](crate::fingerprint) has the fingerprint itself and its digest.
//!
//! Every type is destructured without `..`, and none is read by its getters: a new
//! field does not compile until its effect on a cache is stated here.

mod authority;
mod content;
mod profile;
mod record;
mod renderer;
