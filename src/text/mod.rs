//! The model: clean text and the spans of markup on it.
//!
//! # Two ways to make a text
//!
//! An [`AddressedText`] keeps its invariants because there are only two ways to make one:
//!
//! | way | used by | effect |
//! |---|---|---|
//! | `layout::TextWriter` | ingest, [`TextBuilder`] and code that replays content through it, [`AddressedText::plain`] | *makes* white space, separators and addresses from tags and text |
//! | `AddressedText::from_raw` | JSON, bytes, rows; renders with resolved embeds, migrations that change ids of spans | takes known addresses and *refuses* whatever breaks an invariant |
//!
//! [`AddressedText::split`] and [`AddressedText::join`] use neither: they cut and move
//! existing content. Nesting and values depend on an authority, so `from_raw` does not
//! check them; [`AddressedText::check`] and every renderer do. Content that was already
//! checked is marked as `validated_for` that very authority.
//!
//! # The files
//!
//! | file | holds |
//! |---|---|
//! | `address`, `span`, `units`, `weight` | positions, the stored record of a span, positions in other units, what characters weigh on X |
//! | `whitespace`, `required_break` | classes of white space, separators that blocks require |
//! | `content` | the methods that rustdoc lists first: plain text, and getters |
//! | `layout` | the first way: `TextWriter` |
//! | `builder` | the first way, for callers: checks every tag against an authority |
//! | `validate` | the second way, and the check against an authority |
//! | `steps` | the stored spans, one by one |
//! | `resolve` | the events of a text, for writers of tags |
//! | `events` | the public events, for renderers outside of this crate |
//! | `split` | splits a text at its blocks, and joins the pieces |
//! | `slice` | cuts a range out, markup and all |
//! | `patch` | puts rewritten stretches into a copy |
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
pub(crate) mod patch;
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
#[cfg(feature = "charsets")]
pub(crate) mod weight;
pub(crate) mod whitespace;

use std::fmt;

pub use address::{Address, AddressRange};
pub(crate) use builder::checked_values;
pub use builder::{BuildError, TextBuilder};
pub use events::{Event, Events, Tag, Unwritten};
pub use index::Index;
pub use span::{Ordinal, SpanRef};
#[cfg(feature = "fingerprint")]
pub(crate) use storage::FORMAT;
#[cfg(any(feature = "serde", feature = "rows"))]
pub use storage::StorageError;
#[cfg(feature = "serde")]
pub use storage::WireText;
#[cfg(feature = "rows")]
pub use storage::rows;
pub use storage::{StoredText, VersionError};
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
/// Spans are in document order (pre-order) and have a depth. So a document has exactly
/// one form, and spans without text (`br`, `img`, an empty cell) keep their place. Texts
/// come from ingest, from a [`TextBuilder`], or from storage. All of them guarantee these
/// invariants:
///
/// * no span reaches beyond the text; starts are in ascending order; a child lies inside
///   its parent; siblings do not overlap; depth rises by at most one and stays below
///   [`MAX_DEPTH`];
/// * text and attribute values contain no CR, NUL, noncharacter, or control except TAB
///   and LF; the text does not begin with U+FEFF.
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
/// # Separators between blocks
///
/// The text is what a browser returns as `innerText` for the admitted part of a source,
/// on a page where nothing is hidden. An empty line separates paragraphs, a line feed
/// separates other blocks, and a tab follows each cell but the last of its row, even if
/// it is empty. The text never begins or ends with a separator. It differs from
/// `innerText` in these cases:
///
/// * Empty cells at the beginning of the text have no tabs.
/// * Empty cells at the end of a row have no tabs after the last text of the row.
/// * A block at the beginning or end of its cell is separated from other cells only by
///   the cell's tab. An empty line separates paragraphs within one cell.
/// * An empty row is not a line.
/// * Some elements are shown in place of their content (`video`): such a fallback is not
///   part of the text.
///
/// The separator of two blocks belongs to neither of their spans. It precedes the
/// outermost span that opens with the second block. Everything that begins there, such as
/// an image, is inside this span. Elements between the two blocks, such as an `hr`, come
/// before the separator.
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
    /// Assembles parts that the layout or `from_raw` has made or checked.
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

    /// Returns the text with each span under another entry, together with those of its
    /// attributes that have an id there. No two attributes of a span may get one id.
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

    /// Returns the concatenated attribute values of all spans.
    pub(crate) fn values(&self) -> &str {
        self.attributes.values()
    }

    /// Returns how many attributes all spans have.
    pub(crate) fn attribute_count(&self) -> usize {
        self.attributes.len()
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
