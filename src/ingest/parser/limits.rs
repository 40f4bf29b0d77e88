//! The structural limits. They are constants with an exact meaning, not options, so that
//! every source has one tree. Markup beyond them is flattened; text is never lost.
//! ([`crate::ingest::lexer::MAX_ATTRIBUTES`] is the maximum number of attributes of a
//! tag.)

use crate::html::nesting::MAX_FORMATTING;

/// The maximum number of open elements below the root, formatting elements excepted. A
/// start tag beyond it is swallowed. Admitted nevertheless are elements that do not stay
/// open or do not nest by themselves: void and raw-text elements, the parts of an open
/// table (which may imply three more elements), and elements that foreign content cannot
/// contain.
pub(crate) const OPEN_ELEMENTS: usize = 256;

/// The maximum number of formatting elements that are open, or were closed by a block and
/// wait to be reopened. A start tag beyond it is swallowed.
pub(crate) const FORMATTING_ELEMENTS: usize = MAX_FORMATTING as usize;

/// The maximum number of stale markers. `applet`, `marquee`, `object` and `template`
/// isolate formatting elements with a marker, which a table or another end tag can leave
/// behind for ever. Start tags of the four beyond it are swallowed.
pub(crate) const STALE_MARKERS: usize = 64;

/// The maximum number of elements for each tag of a document, in addition to
/// [`CREATED_BASE`]. Beyond it, all formatting elements that can be closed are closed,
/// since blocks reopen them as new elements each time.
pub(crate) const CREATED_PER_TAG: u64 = 4;

/// See [`CREATED_PER_TAG`].
pub(crate) const CREATED_BASE: u64 = 4096;

/// A limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limit {
    OpenElements,
    FormattingElements,
    StaleMarkers,
    CreatedElements,
    Attributes,
}

/// Reports that a source hit a limit, once per limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LimitHit {
    pub(crate) limit: Limit,
    /// The first tag that hit it, in bytes of the source.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The number of swallowed tags, dropped attributes, or times that all formatting was
    /// closed.
    pub(crate) count: u64,
}

/// Whether the limits apply. Tests switch them off to show their effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limits {
    Hold,
    #[cfg_attr(
        not(feature = "_test"),
        allow(dead_code, reason = "tests switch them off")
    )]
    Off,
}
