//! What is written of a stretch, and what comes of it.

use std::borrow::Cow;

use super::doc::{LeafKind, PathId};
use crate::text::AddressedText;

/// What is written, one after the other.
#[derive(Clone, Debug)]
pub(super) enum Out<'t> {
    Leaf {
        kind: LeafKind<'t>,
        path: PathId,
        /// The line that it stands in.
        group: usize,
        /// The address in the old text, of what was there.
        at: Option<u32>,
        is_seam: bool,
        in_pre: bool,
        is_pinned: bool,
    },
    /// New text: line feeds in it part.
    Text {
        text: Cow<'t, str>,
        path: PathId,
        group: usize,
    },
    /// A separator of the old text whose border stays.
    Separator { at: u32, characters: u32 },
    /// Something new comes in at an address of the old text.
    Cut { at: u32 },
}

/// What was written, to find out where the characters of the old text are.
#[derive(Clone, Copy, Debug)]
pub(super) enum Trace {
    /// Characters, and where they are now.
    Run {
        old: Option<u32>,
        new: u32,
        characters: u32,
    },
    /// White space that may be collapsed.
    Space {
        old: Option<u32>,
    },
    Separator {
        old: u32,
        characters: u32,
    },
    Cut {
        old: u32,
        new: u32,
    },
}

/// A stretch as it was written.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) text: AddressedText,
    pub(super) keep: Vec<bool>,
    pub(super) open: Vec<(usize, u32)>,
    pub(super) trace: Vec<Trace>,
    /// The steps that its layout took.
    pub(super) steps: u64,
}
