//! The model: clean text and the spans of markup on it.
//!
//! # Two doors
//!
//! An [`AddressedText`] keeps its invariants because there are only two ways to make
//! one:
//!
//! | door | used by | effect |
//! |---|---|---|
//! | `layout::TextWriter` | ingest, [`TextBuilder`] and code that replays content through it, [`AddressedText::plain`] | *makes* white space, separators and addresses from tags and text |
//! | `AddressedText::from_raw` | JSON, bytes, rows; a render with resolved embeds, a migration that changes ids of spans | takes known addresses and *refuses* whatever breaks an invariant |
//!
//! [`AddressedText::split`] and [`AddressedText::join`] use neither: they cut and move
//! content that came through one of the two. Nesting and values depend on an authority,
//! so the doors do not check them; [`AddressedText::check`] and every renderer do.
//! Content that was already checked is marked as `validated_for` that very authority.
//!
//! # The files
//!
//! | file | holds |
//! |---|---|
//! | `address`, `span`, `units` | positions, the stored record of a span, positions in other units |
//! | `whitespace`, `required_break` | classes of white space, separators that blocks require |
//! | `content` | the methods that rustdoc lists first: plain text, and getters |
//! | `layout` | the first door |
//! | `builder` | the first door for callers: checks every tag against an authority |
//! | `validate` | the second door, and the check against an authority |
//! | `steps` | the stored spans, one after the other |
//! | `resolve` | the events of a text for writers of tags |
//! | `events` | the public events, for renderers of others |
//! | `split` | splits a text at its blocks, and joins the pieces |
//! | `slice` | cuts a range out, markup and all |
//! | `find`, `index` | places of words; ranges in other units |
//! | `storage` | JSON, bytes, rows |

mod address;
pub(crate) mod blank;
mod builder;
mod content;
mod events;
mod find;
mod index;
pub(crate) mod layout;
pub(crate) mod required_break;
pub(crate) mod resolve;
mod slice;
mod span;
mod split;
pub(crate) mod steps;
mod storage;
pub(crate) mod units;
mod validate;
mod validated_for;
pub(crate) mod whitespace;

use std::fmt;

pub use address::{Address, AddressRange, ReversedRange};
pub use builder::{BuildError, TextBuilder};
pub use events::{Event, Events, Tag, Unwritten};
pub use index::Index;
pub use span::{Ordinal, SpanRef};
#[cfg(feature = "fingerprint")]
pub(crate) use storage::FORMAT;
#[cfg(feature = "rows")]
pub use storage::rows;
pub use storage::{StoredText, VersionError};
#[cfg(feature = "serde")]
pub use storage::{WireError, WireText};
pub use units::{OffBorder, Unit, UnitIndex};
pub(crate) use validate::RawSpan;
pub use validate::{Relation, TextError, TextFault};

use crate::authority::{AttributeId, MarkupId};
use crate::num::to_u32;

use span::{Attributes, Span};
use validated_for::ValidatedFor;

/// The maximum depth of spans, including the outermost.
pub const MAX_DEPTH: usize = 256;

/// Clean text and the spans of its markup: a tree in standoff form.
///
/// Spans are in document order (pre-order) with a depth, so a document has exactly one
/// form, and spans without text (`br`, `img`, an empty cell) keep their place. Made by
/// ingest, by a [`TextBuilder`], or read from storage; every door checks the same
/// invariants:
///
/// * no span reaches beyond the text; starts are in ascending order; a child lies
///   inside its parent; siblings do not overlap; depth rises by at most one and stays
///   below [`MAX_DEPTH`];
/// * text and attribute values hold no CR, no NUL, no control but TAB and LF, and no
///   noncharacter; the text does not begin with U+FEFF.
///
/// ```
/// use standoff::{Authority, FieldPolicy, Ingester};
///
/// let ingester = Ingester::new(&FieldPolicy::new(), &Authority::standard())?;
/// let content = ingester.ingest("<p>One</p><p>T<em>w</em>o</p>")?.into_content();
/// assert_eq!(content.text(), "One\n\nTwo");
/// assert_eq!(content.spans().len(), 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # What stands between blocks
///
/// The text is `innerText` of what a source admits, as a browser gives it for a page
/// where nothing is hidden. So paragraphs are parted by an empty line, other blocks by a
/// line feed, and each cell but the last of its row is followed by a tab, empty or not.
/// The text never begins or ends with any of these. It differs from `innerText` where:
///
/// * a row begins the text with empty cells: there are no tabs for them,
/// * a row ends with empty cells: there are no tabs behind its last text,
/// * a block stands at the beginning or the end of its cell: the tab of the cell is all
///   that parts it from other cells. Paragraphs of one cell keep the empty line between
///   them,
/// * a row is empty: it is no line,
/// * an element is shown in place of its content (`video`): a fallback is no text.
///
/// What parts two blocks is in no span of either. It stands before the outermost span
/// that opens with the second block, and what else begins there, such as an image, is
/// in this span. What stands between the two blocks, such as an `hr`, comes before it.
///
/// ```
/// use standoff::{Authority, FieldPolicy, Ingester};
///
/// let ingester = Ingester::new(&FieldPolicy::new(), &Authority::article())?;
/// let ferries = "<table><tr><td><p>Pier</p><td><td>9<tr><td><td><td>10</table>";
/// let ferries = ingester.ingest(ferries)?.into_content();
/// assert_eq!(ferries.text(), "Pier\t\t9\n\t\t10");
///
/// let notes = ingester.ingest("<p>One</p><p><img src=/2.png>Two</p>")?.into_content();
/// let places: Vec<String> = notes.spans().map(|span| span.range().to_string()).collect();
/// assert_eq!(places, ["0..3", "5..8", "5..5"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct AddressedText {
    text: String,
    /// The number of characters in the text.
    characters: u32,
    spans: Vec<Span>,
    attributes: Attributes,
    validated_for: ValidatedFor,
}

impl AddressedText {
    /// Puts together parts that one of the two doors has made or checked.
    fn assemble(text: String, characters: u32, spans: Vec<Span>, attributes: Attributes) -> Self {
        debug_assert_eq!(characters as usize, text.chars().count());
        Self {
            text,
            characters,
            spans,
            attributes,
            validated_for: ValidatedFor::default(),
        }
    }

    /// Returns the same text with each span under another entry, with those of its
    /// attributes that have an id there. No two may have one.
    pub(crate) fn rekeyed(
        &self,
        markup: impl Fn(MarkupId) -> MarkupId,
        attribute: impl Fn(MarkupId, AttributeId) -> Option<AttributeId>,
    ) -> Self {
        let mut attributes = Attributes::default();
        let spans = self.spans.iter().map(|span| {
            let first = attributes.len();
            let mut count = 0;
            for (id, value) in self.attributes.of(span) {
                if let Some(id) = attribute(span.markup, id) {
                    attributes.push(id, &self.values()[value]);
                    count += 1;
                }
            }
            Span {
                markup: markup(span.markup),
                first_attribute: if count == 0 { 0 } else { to_u32(first) },
                attribute_count: count,
                ..*span
            }
        });
        let spans = spans.collect();
        Self::assemble(self.text.clone(), self.characters, spans, attributes)
    }

    /// The attribute values of all spans, end to end.
    pub(crate) fn values(&self) -> &str {
        self.attributes.values()
    }

    /// The span at a place among all.
    fn span_ref<'t>(&'t self, ordinal: usize, span: &'t Span) -> SpanRef<'t> {
        SpanRef {
            content: self,
            span,
            ordinal: to_u32(ordinal),
        }
    }
}

impl fmt::Debug for AddressedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AddressedText")
            .field("text", &self.text)
            .field("spans", &self.spans().collect::<Vec<_>>())
            .finish()
    }
}
