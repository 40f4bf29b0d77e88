//! Tag entries.

use super::{AttributeEntry, AttributeId, MarkupId};
use crate::words::words;

words! {
    /// Says how a tag is displayed, which decides what separates the words around it in
    /// the clean text.
    #[derive(Default)]
    pub enum DisplayKind {
        /// Part of the line; no separator.
        #[default]
        Inline = "inline",
        /// Part of the line, and visible even without text (`img`): white space on both
        /// sides is kept. If it is written as `audio`, `canvas` or `video`, it has no
        /// content: browsers show the element in place of its content.
        Atomic = "atomic",
        /// A line break: the tag covers one LF of the text.
        Break = "break",
        /// On lines of its own: an LF before and after.
        Block = "block",
        /// A paragraph: an empty line before and after.
        Paragraph = "paragraph",
        /// A table cell: a TAB before the next cell, even if cells are empty.
        Cell = "cell",
    }
}

impl DisplayKind {
    /// Tells whether the tag is on lines of its own.
    #[must_use]
    pub const fn is_block(self) -> bool {
        matches!(self, Self::Block | Self::Paragraph | Self::Cell)
    }
}

words! {
    /// Says at which edges a span takes in text that an [edit](crate::edit::Edit) inserts.
    #[derive(Default)]
    pub enum Growth {
        /// At neither: typing after a link does not extend it.
        None = "none",
        /// At the end: typing after bold text goes on in bold.
        #[default]
        End = "end",
        /// At both.
        Both = "both",
    }
}

words! {
    /// Says whether an entry is in use, to be replaced, or retired.
    #[derive(Default)]
    pub enum Status {
        /// In use.
        #[default]
        Active = "active",
        /// To be replaced. Stored for editors; this crate does not use it yet: the entry
        /// is admitted and rendered like an active one.
        Deprecated = "deprecated",
        /// Rendered in stored content; ingest strips it, with a finding.
        Retired = "retired",
    }
}

/// Describes a tag of the authority: its names, display and attributes.
///
/// ```
/// use standoff::authority::{DisplayKind, Status, TagEntry};
///
/// let aside = TagEntry::new(10_001, "pullquote")
///     .with_alias("pull-quote")
///     .with_rendered_name("aside")
///     .with_display(DisplayKind::Block)
///     .with_status(Status::Deprecated);
/// assert_eq!(aside.rendered_name(), "aside");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::words::json_schema::plain)
)]
#[cfg_attr(feature = "serde", serde(expecting = "a tag", deny_unknown_fields))]
pub struct TagEntry {
    /// The number that content stores: from 10,000 on for entries of your own.
    pub(crate) id: MarkupId,
    /// The name, in lower case.
    pub(crate) name: String,
    /// Other names accepted on ingest.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub(crate) aliases: Vec<String>,
    /// The name under which the tag is written. Default: its own.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub(crate) renders_as: Option<String>,
    /// How the tag is displayed. Default: `inline`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) display: DisplayKind,
    /// The attributes that the tag admits.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub(crate) attributes: Vec<AttributeEntry>,
    /// Names and values of attributes that profiles write on output.
    #[cfg_attr(
        feature = "serde",
        serde(
            default,
            skip_serializing_if = "Vec::is_empty",
            deserialize_with = "sets"
        )
    )]
    pub(crate) sets: Vec<(String, String)>,
    /// The edges at which a span takes in inserted text. Default: `end`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) growth: Growth,
    /// Of two overlapping spans the one with the lower rank is outside. Default: 0.
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) rank: u16,
    /// Whether the tag is in use. Default: `active`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) status: Status,
}

/// Reads the attributes that a tag sets on output.
#[cfg(feature = "serde")]
fn sets<'de, D: serde::Deserializer<'de>>(data: D) -> Result<Vec<(String, String)>, D::Error> {
    use serde::de::DeserializeSeed;

    crate::data::PairsOfTexts("sets").deserialize(data)
}

impl TagEntry {
    /// Makes an active inline tag without attributes, rendered under its own name.
    ///
    /// Checks nothing: [`AuthorityBuilder::build`] does.
    ///
    /// [`AuthorityBuilder::build`]: super::AuthorityBuilder::build
    #[must_use]
    pub fn new(id: impl Into<MarkupId>, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            aliases: Vec::new(),
            renders_as: None,
            display: DisplayKind::default(),
            attributes: Vec::new(),
            sets: Vec::new(),
            growth: Growth::default(),
            rank: 0,
            status: Status::default(),
        }
    }

    /// Accepts another name on ingest.
    #[must_use]
    pub fn with_alias(mut self, name: impl Into<String>) -> Self {
        self.aliases.push(name.into());
        self
    }

    /// Renders under this name instead of its own. The tag does not claim the name: `b`
    /// may render as `strong` beside a tag `strong`.
    #[must_use]
    pub fn with_rendered_name(mut self, name: impl Into<String>) -> Self {
        self.renders_as = Some(name.into());
        self
    }

    /// Sets how the tag is displayed. Default: [inline](DisplayKind::Inline).
    #[must_use]
    pub fn with_display(mut self, display: DisplayKind) -> Self {
        self.display = display;
        self
    }

    /// Admits another attribute.
    #[must_use]
    pub fn with_attribute(mut self, attribute: AttributeEntry) -> Self {
        self.attributes.push(attribute);
        self
    }

    /// Adds an attribute that profiles write on output, after the stored ones and instead
    /// of one of the same name. Canonical HTML does not write it.
    #[must_use]
    pub fn with_set_attribute(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.sets.push((name.into(), value.into()));
        self
    }

    /// Sets the edges at which a span takes in text that an [edit](crate::edit::Edit)
    /// inserts. Default: [the end](Growth::End).
    #[must_use]
    pub fn with_growth(mut self, growth: Growth) -> Self {
        self.growth = growth;
        self
    }

    /// Sets the rank: of two marks that cross, an [edit](crate::edit::Edit::mark) puts the
    /// one with the lower rank outside. Default: 0.
    #[must_use]
    pub fn with_rank(mut self, rank: u16) -> Self {
        self.rank = rank;
        self
    }

    /// Sets the status. Default: [active](Status::Active).
    #[must_use]
    pub fn with_status(mut self, status: Status) -> Self {
        self.status = status;
        self
    }

    /// Returns the id that content stores.
    #[must_use]
    pub fn id(&self) -> MarkupId {
        self.id
    }

    /// Returns the name, in lower case.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Lists the other names accepted on ingest.
    pub fn aliases(&self) -> impl Iterator<Item = &str> {
        self.aliases.iter().map(String::as_str)
    }

    /// Returns the name under which the tag is written: its own, unless another is set.
    #[must_use]
    pub fn rendered_name(&self) -> &str {
        self.renders_as.as_deref().unwrap_or(&self.name)
    }

    /// Returns how the tag is displayed.
    #[must_use]
    pub fn display(&self) -> DisplayKind {
        self.display
    }

    /// Lists the attributes that the tag admits.
    #[must_use]
    pub fn attributes(&self) -> &[AttributeEntry] {
        &self.attributes
    }

    /// Lists the required attributes.
    pub(crate) fn required(&self) -> impl Iterator<Item = &AttributeEntry> {
        self.attributes
            .iter()
            .filter(|attribute| attribute.required)
    }

    /// Finds the attribute with this id.
    #[must_use]
    pub fn attribute(&self, id: AttributeId) -> Option<&AttributeEntry> {
        self.attributes
            .iter()
            .find(|attribute| attribute.id() == id)
    }

    /// Finds the attribute with this lower-case name.
    #[must_use]
    pub fn attribute_named(&self, name: &str) -> Option<&AttributeEntry> {
        let mut attributes = self.attributes.iter();
        attributes.find(|attribute| attribute.name() == name)
    }

    /// Lists the names and values of the attributes that profiles set on output, in
    /// order.
    pub fn set_attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.sets.iter().map(|(name, value)| (&**name, &**value))
    }

    /// Returns the edges at which a span takes in inserted text.
    #[must_use]
    pub fn growth(&self) -> Growth {
        self.growth
    }

    /// Returns the rank: of two marks that cross, the one with the lower rank is outside.
    #[must_use]
    pub fn rank(&self) -> u16 {
        self.rank
    }

    /// Returns the status.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status
    }

    /// Returns the text that the tag puts into the clean text: LF for a line break.
    #[must_use]
    pub fn void_text(&self) -> &'static str {
        match self.display {
            DisplayKind::Break => "\n",
            _ => "",
        }
    }
}
