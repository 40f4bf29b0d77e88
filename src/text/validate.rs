//! Checks the invariants of texts whose spans come from outside.

use super::resolve::{Plan, ResolvedEvent, ResolvedEvents};
use super::span::{Attributes, Span};
use super::{AddressedText, BuildError, MAX_DEPTH, TextBuilder};
use crate::At;
use crate::authority::{AttributeId, Authority, MarkupId, Slot, ValueFault, Verdict};
use crate::html::forbidden_chars;
use crate::num::to_u32;
use crate::words::words;

/// Reports a fault of an addressed text with its path, e.g. `spans[3].attributes[0]`.
pub type TextError = At<TextFault>;

/// Names an invariant that a text breaks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TextFault {
    /// The text or the values exceed 32-bit positions.
    #[error("longer than 32-bit positions reach")]
    TooLong,
    /// A character that is not allowed in stored text.
    #[error("{character:?} at {at} is not a character of clean text")]
    Character {
        /// The character.
        character: char,
        /// The number of characters before it.
        at: u32,
    },
    /// A span ends before it starts.
    #[error("reversed: from {start} to {end}")]
    Reversed {
        /// The start of the span.
        start: u32,
        /// The end of the span.
        end: u32,
    },
    /// A span reaches beyond the text.
    #[error("ends at {end}, and the text at {length}")]
    OutOfRange {
        /// The end of the span.
        end: u32,
        /// The length of the text.
        length: u32,
    },
    /// A span starts before the one before it.
    #[error("starts at {start}, before the span in front of it")]
    OutOfOrder {
        /// The start of the span.
        start: u32,
    },
    /// A span overlaps its parent or the sibling before it.
    #[error("overlaps {} that ends at {end}", .with.phrase())]
    Overlap {
        /// The kind of the other span.
        with: Relation,
        /// The end of the other span.
        end: u32,
    },
    /// A span is deeper than its place in the order allows.
    #[error("the depth {depth} does not follow: at most {most}")]
    Depth {
        /// The depth of the span.
        depth: u16,
        /// The maximum allowed depth.
        most: usize,
    },
    /// A span has more attributes than can be counted.
    #[error("more than {} attributes", u16::MAX)]
    Attributes,
    /// A span has two values for one attribute.
    #[error("the attribute {0} is given twice")]
    AttributeTwice(AttributeId),
    /// The authority has no entry with this id.
    #[error("the authority has no entry {0}")]
    UnknownMarkup(MarkupId),
    /// The entry has no attribute with this id.
    #[error("the entry has no attribute {0}")]
    UnknownAttribute(AttributeId),
    /// The rule of an attribute refuses the value.
    #[error("the value is refused: {}", .0.message())]
    Value(ValueFault),
    /// The text under a character entry or a void tag is not the text of that entry.
    #[error("does not cover the text of its entry")]
    Covers,
    /// HTML parsers would not leave the tag or the text at its place.
    #[error("cannot stand here")]
    Nesting,
    /// White space or separators differ from those that the spans require.
    #[error("the white space at {at} is not what the spans around it ask for")]
    WhiteSpace {
        /// The number of characters before them.
        at: u32,
    },
}

words! {
    /// The relation between two spans.
    pub enum Relation {
        /// The span around it.
        Parent = "parent",
        /// A span with the same parent.
        Sibling = "sibling",
    }
}

impl Relation {
    fn phrase(self) -> &'static str {
        match self {
            Self::Parent => "its parent",
            Self::Sibling => "a sibling",
        }
    }
}

/// A span from outside, unchecked.
#[derive(Clone, Debug)]
pub(crate) struct RawSpan<'a> {
    pub(crate) markup: MarkupId,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) depth: u16,
    pub(crate) attributes: Vec<(AttributeId, &'a str)>,
}

impl AddressedText {
    /// Makes a text from known spans, or refuses them if they break an invariant.
    /// Checks everything that needs no authority.
    pub(crate) fn from_raw(text: String, raw: &[RawSpan<'_>]) -> Result<Self, TextError> {
        let values = raw.iter().flat_map(|span| &span.attributes);
        let value_bytes: usize = values.map(|(_, value)| value.len()).sum();
        if u32::try_from(text.len().max(value_bytes).max(raw.len())).is_err() {
            return Err(TextError::new("text", TextFault::TooLong));
        }
        check_characters(&text, || "text".into())?;
        if text.starts_with('\u{FEFF}') {
            let (character, at) = ('\u{FEFF}', 0);
            let fault = TextFault::Character { character, at };
            return Err(TextError::new("text", fault));
        }
        let characters = super::units::count(&text);
        check_tree(raw, characters)?;

        let bytes = byte_positions(&text, raw);
        let mut attributes = Attributes::default();
        let mut spans = Vec::with_capacity(raw.len());
        let mut ids = Vec::new();
        for (index, span) in raw.iter().enumerate() {
            let fault = |fault| TextError::new(format!("spans[{index}]"), fault);
            let first = attributes.len();
            for (at, (id, value)) in span.attributes.iter().enumerate() {
                check_characters(value, || format!("spans[{index}].attributes[{at}]"))?;
                attributes.push(*id, value);
            }
            if let Some(twice) = given_twice(&span.attributes, &mut ids) {
                return Err(fault(TextFault::AttributeTwice(twice)));
            }
            let count = span.attributes.len();
            let attribute_count = u16::try_from(count).map_err(|_| fault(TextFault::Attributes))?;
            spans.push(Span {
                markup: span.markup,
                start: span.start,
                end: span.end,
                byte_start: bytes(span.start),
                byte_end: bytes(span.end),
                first_attribute: if count == 0 { 0 } else { to_u32(first) },
                attribute_count,
                depth: span.depth,
            });
        }
        Ok(Self::assemble(text, characters, spans, attributes))
    }

    /// Checks the text against an authority, in O(n): every id is known, every value
    /// meets its rule, every tag is allowed at its place, and white space and
    /// separators are those that the spans require.
    ///
    /// Content made by ingest or a [`TextBuilder`] passes, and so does stored content
    /// as long as its authority has not changed. Rendering does not need this check: it
    /// leaves out whatever does not pass, with a loss.
    ///
    /// # Errors
    ///
    /// The first [fault](TextFault) in document order, with its path.
    pub fn check(&self, authority: &Authority) -> Result<(), TextError> {
        for (index, span) in self.spans().enumerate() {
            let fault = |fault| Err(TextError::new(format!("spans[{index}]"), fault));
            let (attributes, is_covered) = match authority.slot(span.markup()) {
                Some(Slot::Tag(at)) => {
                    let (tag, element) = (
                        &authority.tags()[at as usize],
                        authority.element(at as usize),
                    );
                    let is_covered = !element.is_void() || span.text() == tag.void_text();
                    (tag.attributes(), is_covered)
                }
                Some(Slot::Character(at)) => {
                    let entry = &authority.characters()[at as usize];
                    (&[][..], span.text().chars().eq([entry.character()]))
                }
                None => return fault(TextFault::UnknownMarkup(span.markup())),
            };
            if !is_covered {
                return fault(TextFault::Covers);
            }
            for (at, (id, value)) in span.attributes().enumerate() {
                let fault = |fault| {
                    let path = format!("spans[{index}].attributes[{at}]");
                    Err(TextError::new(path, fault))
                };
                let Some(attribute) = attributes.iter().find(|entry| entry.id() == id) else {
                    return fault(TextFault::UnknownAttribute(id));
                };
                match attribute.value().check(value) {
                    Verdict::Kept => {}
                    Verdict::Changed(_) => {
                        return fault(TextFault::Value(ValueFault::Spelling));
                    }
                    Verdict::Refused(why) => return fault(TextFault::Value(why)),
                }
            }
        }
        self.check_placed(authority)
    }

    /// Rebuilds the text: a tag that the builder refuses is misplaced, and a difference
    /// in the text is wrong white space.
    fn check_placed(&self, authority: &Authority) -> Result<(), TextError> {
        let mut builder = TextBuilder::new(authority);
        let mut started = 0_usize;
        let plan = Plan::of_elements(authority);
        let events = ResolvedEvents::new(self, authority, &plan);
        let result = events.try_for_each(&mut |event: ResolvedEvent<'_>| {
            started += usize::from(event.starts_span());
            match event {
                ResolvedEvent::Start { span, .. } => {
                    let attributes: Vec<_> = span.attributes().collect();
                    builder.open(span.markup(), &attributes)
                }
                ResolvedEvent::Void { span, .. } => {
                    let attributes: Vec<_> = span.attributes().collect();
                    builder.void(span.markup(), &attributes)
                }
                ResolvedEvent::Character { entry, .. } => builder.character(entry.id()),
                ResolvedEvent::Text { text, .. } => builder.text(text),
                ResolvedEvent::End { .. } => builder.close(),
                ResolvedEvent::Unwritten { span, .. } => {
                    Err(BuildError::UnknownMarkup(span.markup()))
                }
                ResolvedEvent::Separator { .. } | ResolvedEvent::UnwrittenEnd => Ok(()),
            }
        });
        if result.is_err() {
            let path = format!("spans[{}]", started.saturating_sub(1));
            return Err(TextError::new(path, TextFault::Nesting));
        }
        let Ok(again) = builder.finish() else {
            return Err(TextError::new("spans", TextFault::Nesting));
        };
        if again == *self {
            return Ok(());
        }
        let texts = self.text.chars().zip(again.text.chars());
        let same = to_u32(texts.take_while(|(a, b)| a == b).count());
        let (spans, others) = (self.spans.iter(), again.spans.iter());
        let parted = spans
            .zip(others)
            .find(|(a, b)| (a.start, a.end) != (b.start, b.end));
        let at = parted.map_or(same, |(a, b)| {
            if a.start == b.start {
                same.min(a.end.min(b.end))
            } else {
                same.min(a.start.max(b.start))
            }
        });
        Err(TextError::new("text", TextFault::WhiteSpace { at }))
    }
}

/// Returns the first attribute with two values; `ids` is a buffer to sort in.
fn given_twice(
    attributes: &[(AttributeId, &str)],
    ids: &mut Vec<AttributeId>,
) -> Option<AttributeId> {
    ids.clear();
    ids.extend(attributes.iter().map(|(id, _)| *id));
    ids.sort_unstable();
    let twice = ids.windows(2).find(|pair| pair[0] == pair[1]);
    twice.map(|pair| pair[0])
}

fn check_characters(text: &str, path: impl FnOnce() -> String) -> Result<(), TextError> {
    let is_wrong = |c: &char| matches!(c, '\r' | '\x0C') || forbidden_chars::is_removed(*c);
    match (0..).zip(text.chars()).find(|(_, c)| is_wrong(c)) {
        Some((at, character)) => {
            let fault = TextFault::Character { character, at };
            Err(TextError::new(path(), fault))
        }
        None => Ok(()),
    }
}

fn check_tree(raw: &[RawSpan<'_>], length: u32) -> Result<(), TextError> {
    // The ends of the open spans.
    let mut open: Vec<u32> = Vec::new();
    let mut last_start = 0;
    for (
        index,
        &RawSpan {
            start, end, depth, ..
        },
    ) in raw.iter().enumerate()
    {
        let fault = |fault| Err(TextError::new(format!("spans[{index}]"), fault));
        if start > end {
            return fault(TextFault::Reversed { start, end });
        }
        if end > length {
            return fault(TextFault::OutOfRange { end, length });
        }
        if start < last_start {
            return fault(TextFault::OutOfOrder { start });
        }
        let most = open.len().min(MAX_DEPTH - 1);
        if usize::from(depth) > most {
            return fault(TextFault::Depth { depth, most });
        }
        let sibling = open.get(usize::from(depth)).copied();
        if let Some(sibling) = sibling.filter(|sibling| *sibling > start) {
            let (with, end) = (Relation::Sibling, sibling);
            return fault(TextFault::Overlap { with, end });
        }
        open.truncate(depth.into());
        if let Some(parent) = open.last().copied().filter(|parent| *parent < end) {
            let (with, end) = (Relation::Parent, parent);
            return fault(TextFault::Overlap { with, end });
        }
        open.push(end);
        last_start = start;
    }
    Ok(())
}

/// Converts the character positions of spans to bytes.
fn byte_positions(text: &str, raw: &[RawSpan<'_>]) -> impl Fn(u32) -> u32 + use<> {
    let mut wanted: Vec<u32> = raw.iter().flat_map(|span| [span.start, span.end]).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut known = Vec::with_capacity(wanted.len());
    let mut indices = text.char_indices();
    let mut passed = 0;
    for position in wanted {
        let skip = (position - passed) as usize;
        let mut at = indices.offset();
        if skip > 0 {
            let _ = indices.nth(skip - 1);
            at = indices.offset();
        }
        passed = position;
        known.push((position, to_u32(at)));
    }
    move |position| match known.binary_search_by_key(&position, |(position, _)| *position) {
        Ok(at) => known[at].1,
        Err(_) => 0,
    }
}

#[cfg(all(test, target_pointer_width = "64"))]
mod tests {
    use super::AddressedText;

    /// Zeros, so that the system need not allocate the memory.
    #[test]
    fn a_text_that_positions_do_not_reach() {
        let text = String::from_utf8(vec![0; 1 << 32]).unwrap_or_default();
        let refused = AddressedText::from_raw(text, &[]).map_err(|error| error.to_string());
        let expect = "text: longer than 32-bit positions reach";
        assert_eq!(refused, Err(expect.into()));
    }
}
