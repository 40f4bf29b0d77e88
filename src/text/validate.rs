//! The invariants, asked at the doors where spans come from outside.

use super::resolve::{Plan, ResolvedEvent, ResolvedEvents};
use super::span::{Attributes, Span};
use super::{AddressedText, BuildError, MAX_DEPTH, TextBuilder};
use crate::At;
use crate::authority::{AttributeId, Authority, MarkupId, Slot, ValueFault, Verdict};
use crate::html::forbidden_chars;
use crate::num::to_u32;
use crate::words::words;

/// A fault of an addressed text, and where it is, as `spans[3].attributes[0]`.
pub type TextError = At<TextFault>;

/// An invariant that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TextFault {
    /// The text or the values are longer than positions reach.
    #[error("longer than 32-bit positions reach")]
    TooLong,
    /// A character that no stored text holds.
    #[error("{character:?} at {at} is not a character of clean text")]
    Character {
        /// The character.
        character: char,
        /// How many characters stand before it.
        at: u32,
    },
    /// A span ends before it starts.
    #[error("reversed: from {start} to {end}")]
    Reversed {
        /// Its start.
        start: u32,
        /// Its end.
        end: u32,
    },
    /// A span reaches beyond the text.
    #[error("ends at {end}, and the text at {length}")]
    OutOfRange {
        /// Its end.
        end: u32,
        /// The length of the text.
        length: u32,
    },
    /// A span starts before the one before it.
    #[error("starts at {start}, before the span in front of it")]
    OutOfOrder {
        /// Its start.
        start: u32,
    },
    /// A span overlaps its parent or the sibling before it.
    #[error("overlaps {} that ends at {end}", .with.phrase())]
    Overlap {
        /// What it overlaps.
        with: Relation,
        /// Where that ends.
        end: u32,
    },
    /// A span is deeper than its place in the order allows.
    #[error("the depth {depth} does not follow: at most {most}")]
    Depth {
        /// Its depth.
        depth: u16,
        /// The greatest that would be right.
        most: usize,
    },
    /// A span of more attributes than are counted.
    #[error("more than {} attributes", u16::MAX)]
    Attributes,
    /// A span has two values for one attribute.
    #[error("the attribute {0} is given twice")]
    AttributeTwice(AttributeId),
    /// The authority has no entry of this id.
    #[error("the authority has no entry {0}")]
    UnknownMarkup(MarkupId),
    /// The entry has no attribute of this id.
    #[error("the entry has no attribute {0}")]
    UnknownAttribute(AttributeId),
    /// The entry's rule refuses a value.
    #[error("the value is refused: {}", .0.message())]
    Value(ValueFault),
    /// The text under a character entry or a void tag is not what it stands for.
    #[error("does not cover the text of its entry")]
    Covers,
    /// HTML parsers would not leave the tag or the text where it is.
    #[error("cannot stand here")]
    Nesting,
    /// White space or separators differ from what the spans ask for.
    #[error("the white space at {at} is not what the spans around it ask for")]
    WhiteSpace {
        /// How many characters stand before it.
        at: u32,
    },
}

words! {
    /// What a span is to another.
    pub enum Relation {
        /// The span that it lies in.
        Parent = "parent",
        /// One that lies in the same.
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

/// A span as it comes from outside.
#[derive(Clone, Debug)]
pub(crate) struct RawSpan<'a> {
    pub(crate) markup: MarkupId,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) depth: u16,
    pub(crate) attributes: Vec<(AttributeId, &'a str)>,
}

impl AddressedText {
    /// The checked door: takes spans that are known, and refuses whatever breaks an
    /// invariant. Checks all that can be checked without an authority.
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

    /// Checks against an authority, in O(n): that every id is known and every value
    /// meets its rule, that every tag can stand where it is, and that white
    /// space and separators are those that the spans ask for.
    ///
    /// What ingest and a [`TextBuilder`] make passes; stored content passes as long
    /// as its authority has not changed under it. Rendering does not need this:
    /// it leaves out what does not pass, with a loss.
    ///
    /// # Errors
    ///
    /// The first [fault](TextFault) in document order, with the path to it.
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

    /// Builds the same again: what the builder refuses does not stand, and where
    /// the texts part, the white space is not what it should be.
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

/// The first attribute that a span has two values for; `ids` is room to sort them in.
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

/// Character positions to bytes, for the positions that the spans have.
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

    /// Zeros, so that the system has no need to find the memory.
    #[test]
    fn a_text_that_positions_do_not_reach() {
        let text = String::from_utf8(vec![0; 1 << 32]).unwrap_or_default();
        let refused = AddressedText::from_raw(text, &[]).map_err(|error| error.to_string());
        let expect = "text: longer than 32-bit positions reach";
        assert_eq!(refused, Err(expect.into()));
    }
}
