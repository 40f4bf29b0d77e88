//! Builds content without HTML, through the layout.

use super::layout::{PLAIN, TextWriter};
use super::{AddressedText, MAX_DEPTH};
use crate::UnknownName;
use crate::authority::{
    AttributeEntry, AttributeId, Authority, Entry, EntryKind, MarkupId, TagEntry, ValueFault,
    Verdict,
};
use crate::html::element::Element;
use crate::html::forbidden_chars;
use crate::html::nesting::Context;

/// Builds addressed text call by call: from database rows, from an editor's JSON, from
/// any tree.
///
/// White space is collapsed and separators are written as in ingest. Tags are checked
/// against the authority and against the nesting rules of HTML parsers.
///
/// ```
/// use standoff::Authority;
/// use standoff::text::TextBuilder;
///
/// let authority = Authority::standard();
/// let mut builder = TextBuilder::new(&authority);
/// builder.open_named("p", &[])?;
/// builder.text("Listen ")?;
/// builder.open_named("a", &[("href", "/live")])?;
/// builder.text("now")?;
/// let error = builder.open_named("p", &[]).unwrap_err();
/// assert_eq!(error.to_string(), "a `p` cannot stand in a `p`");
/// builder.close()?;
/// builder.close()?;
/// let content = builder.finish()?;
/// assert_eq!(content.text(), "Listen now");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct TextBuilder<'a> {
    authority: &'a Authority,
    writer: TextWriter<'static>,
    /// The open tags, by their indices in the authority.
    open: Vec<usize>,
    /// The number of text bytes so far, which keeps positions within 32 bits.
    bytes: usize,
}

/// Reports a refused call of a [`TextBuilder`]. The builder is unchanged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The authority has no entry with this id.
    #[error("the authority has no entry {0}")]
    UnknownMarkup(MarkupId),
    /// The authority has no tag with this name.
    #[error("the authority has no tag {}", .0.quoted())]
    UnknownTag(UnknownName),
    /// A tag was used as a character, or a character as a tag.
    #[error("`{name}` is a {kind}, not a {asked}")]
    Kind {
        /// The name of the entry.
        name: String,
        /// The kind of the entry.
        kind: EntryKind,
        /// The kind that the call needs.
        asked: EntryKind,
    },
    /// A tag without content was opened.
    #[error("`{0}` has no content: it is put, not opened")]
    HasNoContent(String),
    /// A tag with content was added as a void tag.
    #[error("`{0}` has content: it is opened and closed")]
    HasContent(String),
    /// The tag has no attribute with this id.
    #[error("`{tag}` has no attribute {id}")]
    UnknownAttribute {
        /// The name of the tag.
        tag: String,
        /// The id.
        id: AttributeId,
    },
    /// The tag has no attribute with this name.
    #[error("`{tag}` has no attribute {}", .name.quoted())]
    UnknownAttributeName {
        /// The name of the tag.
        tag: String,
        /// The name of the attribute.
        name: UnknownName,
    },
    /// The attribute was given twice.
    #[error("`{tag}` is given `{name}` twice")]
    AttributeTwice {
        /// The name of the tag.
        tag: String,
        /// The name of the attribute.
        name: String,
    },
    /// The rule of the attribute refuses the value.
    #[error("`{tag}` cannot have the value {value:?} for `{name}`: {}", .why.message())]
    Value {
        /// The name of the tag.
        tag: String,
        /// The name of the attribute.
        name: String,
        /// The value.
        value: String,
        /// Why the rule refuses it.
        why: ValueFault,
    },
    /// HTML parsers would not leave the tag inside of this one, or browsers would not
    /// show it there: `video` in [`Authority::article`] holds nothing.
    #[error("a `{tag}` cannot stand in a `{parent}`")]
    Nesting {
        /// The name of the tag.
        tag: String,
        /// The name of the open tag that cannot hold it.
        parent: String,
    },
    /// HTML parsers would not leave the tag outside all other tags.
    #[error("a `{0}` cannot stand on its own")]
    Alone(String),
    /// HTML parsers would not leave text inside of this tag, or browsers would not show
    /// it there.
    #[error("text cannot stand in a `{0}`")]
    Text(String),
    /// More than [`MAX_DEPTH`] tags would be open.
    #[error("more than {MAX_DEPTH} tags would be open")]
    Depth,
    /// The text exceeds 32-bit positions.
    #[error("more text than 32-bit positions reach")]
    TooLong,
    /// There is no open tag to close.
    #[error("nothing is open")]
    NothingOpen,
    /// Tags are still open at the end, outermost first.
    #[error("still open: {}", .0.join(", "))]
    StillOpen(Vec<String>),
}

impl<'a> TextBuilder<'a> {
    /// Makes a builder with an empty text, for entries of this authority.
    #[must_use]
    pub fn new(authority: &'a Authority) -> Self {
        Self {
            authority,
            writer: TextWriter::new(&PLAIN, 0),
            open: Vec::new(),
            bytes: 0,
        }
    }

    /// Opens a tag, given by its id.
    ///
    /// # Errors
    ///
    /// An unknown id, an attribute that the tag lacks, a value that its rule refuses,
    /// or a place where the tag is not allowed.
    pub fn open(
        &mut self,
        id: MarkupId,
        attributes: &[(AttributeId, &str)],
    ) -> Result<(), BuildError> {
        let at = self.find(id)?;
        self.put(at, attributes.iter().copied(), by_id, false)
    }

    /// Opens a tag, given by its name, with attributes given by name.
    ///
    /// # Errors
    ///
    /// Like [`open`](Self::open); unknown names are reported with the nearest known
    /// ones.
    pub fn open_named(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
    ) -> Result<(), BuildError> {
        let at = self.find_named(name)?;
        self.put(at, attributes.iter().copied(), by_name, false)
    }

    /// Adds a tag without content, given by its id: `br`, `img`, `hr`.
    ///
    /// # Errors
    ///
    /// Like [`open`](Self::open).
    pub fn void(
        &mut self,
        id: MarkupId,
        attributes: &[(AttributeId, &str)],
    ) -> Result<(), BuildError> {
        let at = self.find(id)?;
        self.put(at, attributes.iter().copied(), by_id, true)
    }

    /// Adds a tag without content, given by its name, with attributes given by name.
    ///
    /// # Errors
    ///
    /// Like [`open_named`](Self::open_named).
    pub fn void_named(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
    ) -> Result<(), BuildError> {
        let at = self.find_named(name)?;
        self.put(at, attributes.iter().copied(), by_name, true)
    }

    /// Adds text.
    ///
    /// # Errors
    ///
    /// Text is not allowed here: between the rows of a table.
    pub fn text(&mut self, text: &str) -> Result<(), BuildError> {
        let is_white = text.bytes().all(|b| b.is_ascii_whitespace());
        if !is_white {
            self.check_text()?;
        } else if self.in_fallback() {
            return Ok(());
        }
        self.count(text.len())?;
        self.writer.text(text);
        Ok(())
    }

    /// Adds the character of a character entry, with its span.
    ///
    /// # Errors
    ///
    /// An unknown id, a place where text is not allowed, or too many open tags.
    pub fn character(&mut self, id: MarkupId) -> Result<(), BuildError> {
        let entry = match self.authority.entry(id) {
            Some(Entry::Character(entry)) => entry,
            Some(entry) => return Err(kind(entry, EntryKind::Character)),
            None => return Err(BuildError::UnknownMarkup(id)),
        };
        self.check_text()?;
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
    /// No tag is open.
    pub fn close(&mut self) -> Result<(), BuildError> {
        if self.open.pop().is_none() {
            return Err(BuildError::NothingOpen);
        }
        self.writer.close();
        Ok(())
    }

    /// Finishes the text and returns it.
    ///
    /// # Errors
    ///
    /// Tags are still open.
    pub fn finish(self) -> Result<AddressedText, BuildError> {
        if self.open.is_empty() {
            return Ok(self.writer.finish().validated_for(self.authority));
        }
        let names = self.open.iter().map(|&at| self.name(at));
        Err(BuildError::StillOpen(names.collect()))
    }

    fn find(&self, id: MarkupId) -> Result<usize, BuildError> {
        match (self.authority.tag_index(id), self.authority.entry(id)) {
            (Some(at), _) => Ok(at),
            (None, Some(entry)) => Err(kind(entry, EntryKind::Tag)),
            (None, None) => Err(BuildError::UnknownMarkup(id)),
        }
    }

    fn find_named(&self, name: &str) -> Result<usize, BuildError> {
        let tags = self.authority.tags();
        let unknown = || {
            let known = tags.iter().map(TagEntry::name);
            BuildError::UnknownTag(UnknownName::new(name, known))
        };
        let at = tags.iter().position(|tag| tag.name() == name);
        at.ok_or_else(unknown)
    }

    /// Adds the tag at an index; `known` looks up its attributes.
    fn put<'n, K>(
        &mut self,
        at: usize,
        attributes: impl Iterator<Item = (K, &'n str)>,
        known: impl Fn(&TagEntry, K) -> Result<&AttributeEntry, BuildError>,
        is_void: bool,
    ) -> Result<(), BuildError> {
        let authority = self.authority;
        let (tag, element) = (&authority.tags()[at], authority.element(at));
        match (element.is_void(), is_void) {
            (true, false) => return Err(BuildError::HasNoContent(self.name(at))),
            (false, true) => return Err(BuildError::HasContent(self.name(at))),
            _ => {}
        }
        if self.writer.depth() == MAX_DEPTH {
            return Err(BuildError::Depth);
        }
        if let Some(&parent) = self.open.last().filter(|_| self.in_fallback()) {
            let (tag, parent) = (self.name(at), self.name(parent));
            return Err(BuildError::Nesting { tag, parent });
        }
        if !self.writer.context().admits(element) {
            return Err(self.refused(at, element));
        }
        let values = check_values(tag, attributes, known)?;
        self.count(4 + values.iter().map(|(_, value)| value.len()).sum::<usize>())?;
        let first = self.writer.attributes();
        for (id, value) in &values {
            self.writer.attribute(*id, value);
        }
        if is_void {
            self.writer.void(tag.id(), element, tag.display(), first);
        } else {
            self.writer.open(tag.id(), element, tag.display(), first);
            self.open.push(at);
        }
        Ok(())
    }

    /// Returns why the tag at an index is not allowed here: names the outermost open
    /// tag inside which it is not admitted any more.
    #[cold]
    fn refused(&self, at: usize, element: Element) -> BuildError {
        let tag = self.name(at);
        let mut context = Context::ROOT;
        let mut admitted = context.admits(element);
        let mut parent = None;
        for &open in &self.open {
            context = context.enter(self.authority.element(open));
            let admits = context.admits(element);
            if !admits && (admitted || parent.is_none()) {
                parent = Some(open);
            }
            admitted = admits;
        }
        match parent {
            Some(parent) => BuildError::Nesting {
                tag,
                parent: self.name(parent),
            },
            None => BuildError::Alone(tag),
        }
    }

    fn check_text(&self) -> Result<(), BuildError> {
        match self.open.last() {
            Some(&at) if self.in_fallback() || !self.writer.context().admits_text() => {
                Err(BuildError::Text(self.name(at)))
            }
            _ => Ok(()),
        }
    }

    /// Whether browsers show the innermost open tag in place of what would come.
    fn in_fallback(&self) -> bool {
        let innermost = self.open.last();
        innermost.is_some_and(|at| self.authority.holds_fallback(*at))
    }

    fn name(&self, at: usize) -> String {
        self.authority.tags()[at].name().to_owned()
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

fn kind(entry: Entry<'_>, asked: EntryKind) -> BuildError {
    BuildError::Kind {
        name: entry.name().to_owned(),
        kind: entry.kind(),
        asked,
    }
}

fn by_id(tag: &TagEntry, id: AttributeId) -> Result<&AttributeEntry, BuildError> {
    tag.attribute(id).ok_or_else(|| {
        let tag = tag.name().to_owned();
        BuildError::UnknownAttribute { tag, id }
    })
}

fn by_name<'t>(tag: &'t TagEntry, name: &str) -> Result<&'t AttributeEntry, BuildError> {
    tag.attribute_named(name).ok_or_else(|| {
        let known = tag.attributes().iter().map(AttributeEntry::name);
        BuildError::UnknownAttributeName {
            tag: tag.name().to_owned(),
            name: UnknownName::new(name, known),
        }
    })
}

/// Returns attributes, given by their ids, as the rules of a tag have them.
pub(crate) fn checked_values<'n>(
    tag: &TagEntry,
    attributes: impl Iterator<Item = (AttributeId, &'n str)>,
) -> Result<Vec<(AttributeId, String)>, BuildError> {
    check_values(tag, attributes, by_id)
}

fn check_values<'n, K>(
    tag: &TagEntry,
    attributes: impl Iterator<Item = (K, &'n str)>,
    known: impl Fn(&TagEntry, K) -> Result<&AttributeEntry, BuildError>,
) -> Result<Vec<(AttributeId, String)>, BuildError> {
    let mut values: Vec<(AttributeId, String)> = Vec::new();
    for (key, value) in attributes {
        let entry = known(tag, key)?;
        let id = entry.id();
        let names = || (tag.name().to_owned(), entry.name().to_owned());
        if values.iter().any(|(other, _)| *other == id) {
            let (tag, name) = names();
            return Err(BuildError::AttributeTwice { tag, name });
        }
        let clean = forbidden_chars::clean_value(value).unwrap_or_else(|| value.to_owned());
        match entry.value().check(&clean) {
            Verdict::Kept => values.push((id, clean)),
            Verdict::Changed(better) => values.push((id, better)),
            Verdict::Refused(why) => {
                let (tag, name) = names();
                let value = clean;
                return Err(BuildError::Value {
                    tag,
                    name,
                    value,
                    why,
                });
            }
        }
    }
    Ok(values)
}
