//! The structural limits: constants with an exact meaning, not options, so
//! that every source has one tree. Beyond them markup is flattened; text never
//! goes. (How many attributes of a tag are kept: [`crate::ingest::lexer::MAX_ATTRIBUTES`].)

use crate::html::nesting::MAX_FORMATTING;

/// A start tag that finds so many elements open below the root is swallowed;
/// the formatting elements are counted apart. Let in all the same, since none
/// of them stays open or nests by itself: void and raw-text elements, the parts
/// of an open table (it may so imply three more), what a foreign element cannot
/// hold.
pub(crate) const OPEN_ELEMENTS: usize = 256;

/// A start tag of a formatting element that finds so many of them open, or
/// closed by a block and waiting to be reopened, is swallowed.
pub(crate) const FORMATTING_ELEMENTS: usize = MAX_FORMATTING as usize;

/// `applet`, `marquee`, `object` and `template` fence formatting elements off
/// with a marker, which a table or another end tag can leave behind for good.
/// Once there are so many, the start tags of the four are swallowed.
pub(crate) const STALE_MARKERS: usize = 64;

/// A document may have so many elements for each of its tags, and
/// [`CREATED_BASE`] more. Beyond, all formatting elements that can be are
/// closed: blocks reopen them, each time as new elements.
pub(crate) const CREATED_PER_TAG: u64 = 4;

/// See [`CREATED_PER_TAG`].
pub(crate) const CREATED_BASE: u64 = 4096;

/// Which limit a source hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limit {
    OpenElements,
    FormattingElements,
    StaleMarkers,
    CreatedElements,
    Attributes,
}

/// One report for each limit, however often it was hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LimitHit {
    pub(crate) limit: Limit,
    /// The tag that hit it first, in bytes of the source.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// How many tags were swallowed, attributes dropped, or times all
    /// formatting was closed.
    pub(crate) count: u64,
}

/// Whether the limits hold. Off only shows in tests what they are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limits {
    Hold,
    #[cfg_attr(
        not(feature = "_test"),
        allow(dead_code, reason = "tests switch them off")
    )]
    Off,
}
