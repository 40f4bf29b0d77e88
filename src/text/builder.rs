//! The builder: the layout's door for callers, who need not have HTML.

use super::layout::{PLAIN, TextWriter};
use super::{AddressedText, MAX_DEPTH};
use crate::authority::{AttributeId, Authority, Entry, MarkupId, TagEntry, Verdict};
use crate::html::forbidden_chars;

/// Builds addressed text call by call: from database rows, from an editor's
/// JSON, from any tree that you walk.
///
/// White space is collapsed and separators are written as in ingest; tags are
/// checked against the authority and against what HTML parsers let stand.
///
/// ```
/// use standoff::Authority;
/// use standoff::text::Builder;
///
/// let authority = Authority::standard();
/// let id = |name: &str| authority.tag_named(name).unwrap().id();
///
/// let mut builder = Builder::new(&authority);
/// builder.open(id("p"), &[])?;
/// builder.text("One ")?;
/// builder.open(id("em"), &[])?;
/// builder.text("two")?;
/// builder.close()?;
/// builder.close()?;
/// let content = builder.finish()?;
/// assert_eq!(content.text(), "One two");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Builder<'a> {
    authority: &'a Authority,
    writer: TextWriter<'static>,
    /// How many text bytes came in, so that positions stay in 32 bits.
    bytes: usize,
}

/// What a [`Builder`] refuses. The builder is as it was before the call.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The authority has no tag, or no character, of this id.
    #[error("the authority has no such entry {0}")]
    UnknownMarkup(MarkupId),
    /// A tag that has no content was opened, or one that has was made void.
    #[error("the entry {0} and the call differ in whether it has content")]
    Void(MarkupId),
    /// The tag has no attribute of this id.
    #[error("the tag has no attribute {0}")]
    UnknownAttribute(AttributeId),
    /// The attribute was given before.
    #[error("the attribute {0} is given twice")]
    AttributeTwice(AttributeId),
    /// The rule of the attribute refuses the value.
    #[error("the value of attribute {id} is refused: {why}")]
    Value {
        /// The attribute.
        id: AttributeId,
        /// Why.
        why: &'static str,
    },
    /// HTML parsers would not leave the tag here.
    #[error("the tag {0} cannot stand here")]
    Nesting(MarkupId),
    /// HTML parsers would not leave text here.
    #[error("text cannot stand here")]
    Text,
    /// More than [`MAX_DEPTH`] tags would be open.
    #[error("deeper than {MAX_DEPTH}")]
    Depth,
    /// More text than 32-bit positions reach.
    #[error("more text than 32-bit positions reach")]
    TooLong,
    /// There is no open tag to close.
    #[error("nothing is open")]
    NothingOpen,
    /// Tags are still open at the end.
    #[error("{0} tags are still open")]
    StillOpen(usize),
}

impl<'a> Builder<'a> {
    /// An empty text, of this authority's entries.
    #[must_use]
    pub fn new(authority: &'a Authority) -> Self {
        Self {
            authority,
            writer: TextWriter::new(&PLAIN, 0),
            bytes: 0,
        }
    }

    /// Opens a tag.
    ///
    /// # Errors
    ///
    /// An unknown id, an attribute that the tag does not admit, a value that
    /// its rule refuses, or a place where the tag cannot stand.
    pub fn open(
        &mut self,
        id: MarkupId,
        attributes: &[(AttributeId, &str)],
    ) -> Result<(), BuildError> {
        self.tag(id, attributes, false)
    }

    /// Puts a tag that has no content: `br`, `img`, `hr`.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open).
    pub fn void(
        &mut self,
        id: MarkupId,
        attributes: &[(AttributeId, &str)],
    ) -> Result<(), BuildError> {
        self.tag(id, attributes, true)
    }

    /// Adds text.
    ///
    /// # Errors
    ///
    /// Where text cannot stand: between the rows of a table.
    pub fn text(&mut self, text: &str) -> Result<(), BuildError> {
        let is_white = text.bytes().all(|b| b.is_ascii_whitespace());
        if !self.writer.context().admits_text() && !is_white {
            return Err(BuildError::Text);
        }
        self.count(text.len())?;
        self.writer.text(text);
        Ok(())
    }

    /// Adds the character of a character entry, marked.
    ///
    /// # Errors
    ///
    /// An unknown id, a place where text cannot stand, or too deep a one.
    pub fn character(&mut self, id: MarkupId) -> Result<(), BuildError> {
        let Some(Entry::Character(entry)) = self.authority.entry(id) else {
            return Err(BuildError::UnknownMarkup(id));
        };
        if !self.writer.context().admits_text() {
            return Err(BuildError::Text);
        }
        if self.writer.depth() == MAX_DEPTH {
            return Err(BuildError::Depth);
        }
        self.count(4)?;
        self.writer.marked(id, entry.character());
        Ok(())
    }

    /// Closes the innermost open tag.
    ///
    /// # Errors
    ///
    /// Where nothing is open.
    pub fn close(&mut self) -> Result<(), BuildError> {
        if self.writer.depth() == 0 {
            return Err(BuildError::NothingOpen);
        }
        self.writer.close();
        Ok(())
    }

    /// The addressed text.
    ///
    /// # Errors
    ///
    /// Where tags are still open.
    pub fn finish(self) -> Result<AddressedText, BuildError> {
        match self.writer.depth() {
            0 => Ok(self.writer.finish().validated_for(self.authority)),
            open => Err(BuildError::StillOpen(open)),
        }
    }

    fn tag(
        &mut self,
        id: MarkupId,
        attributes: &[(AttributeId, &str)],
        is_void: bool,
    ) -> Result<(), BuildError> {
        let authority = self.authority;
        let Some(index) = authority.tag_index(id) else {
            return Err(BuildError::UnknownMarkup(id));
        };
        let (tag, element) = (&authority.tags()[index], authority.element(index));
        if element.is_void() != is_void {
            return Err(BuildError::Void(id));
        }
        if self.writer.depth() == MAX_DEPTH {
            return Err(BuildError::Depth);
        }
        if !self.writer.context().admits(element) {
            return Err(BuildError::Nesting(id));
        }
        let values = check_values(tag, attributes)?;
        self.count(4 + values.iter().map(|(_, value)| value.len()).sum::<usize>())?;
        let first = self.writer.attributes();
        for (id, value) in &values {
            self.writer.attribute(*id, value);
        }
        if is_void {
            self.writer.void(id, element, tag.displayed(), first);
        } else {
            self.writer.open(id, element, tag.displayed(), first);
        }
        Ok(())
    }

    fn count(&mut self, bytes: usize) -> Result<(), BuildError> {
        let total = self.bytes.saturating_add(bytes);
        if total > (u32::MAX / 4) as usize {
            return Err(BuildError::TooLong);
        }
        self.bytes = total;
        Ok(())
    }
}

fn check_values(
    tag: &TagEntry,
    attributes: &[(AttributeId, &str)],
) -> Result<Vec<(AttributeId, String)>, BuildError> {
    let mut values: Vec<(AttributeId, String)> = Vec::with_capacity(attributes.len());
    for &(id, value) in attributes {
        let Some(entry) = tag.attribute_with_id(id) else {
            return Err(BuildError::UnknownAttribute(id));
        };
        if values.iter().any(|(other, _)| *other == id) {
            return Err(BuildError::AttributeTwice(id));
        }
        let clean = forbidden_chars::clean_value(value).unwrap_or_else(|| value.to_owned());
        match entry.value().check(&clean) {
            Verdict::Kept => values.push((id, clean)),
            Verdict::Changed(better) => values.push((id, better)),
            Verdict::Refused(why) => return Err(BuildError::Value { id, why }),
        }
    }
    Ok(values)
}
