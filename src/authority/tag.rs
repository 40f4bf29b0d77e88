//! Tag entries.

use super::{AttributeEntry, AttributeId, MarkupId};
use crate::words::words;

words! {
    /// How a tag is displayed, which decides what stands between the words around
    /// it in the clean text.
    #[derive(Default)]
    pub enum DisplayKind {
        /// Part of the line: nothing is put around it.
        #[default]
        Inline = "inline",
        /// Part of the line and something to see even when it holds no text
        /// (`img`): white space on both of its sides stays. Written as `audio`,
        /// `canvas` or `video`, it holds nothing: browsers show it in place of that.
        Atomic = "atomic",
        /// A line break: the tag covers one LF of the text.
        Break = "break",
        /// Lines of its own: an LF before and after.
        Block = "block",
        /// A paragraph: an empty line before and after.
        Paragraph = "paragraph",
        /// A table cell: a TAB before the next one, for each that is empty, too.
        Cell = "cell",
    }
}

impl DisplayKind {
    /// Tells whether it stands on lines of its own.
    #[must_use]
    pub const fn is_block(self) -> bool {
        matches!(self, Self::Block | Self::Paragraph | Self::Cell)
    }
}

words! {
    /// Which edges of a span take in text that an [edit](crate::edit::Edit) inserts
    /// right at them.
    #[derive(Default)]
    pub enum Growth {
        /// Neither: a link stays as long as it was.
        None = "none",
        /// The end: typing goes on in bold.
        #[default]
        End = "end",
        /// Both.
        Both = "both",
    }
}

words! {
    /// Where an entry stands in its life.
    #[derive(Default)]
    pub enum Status {
        /// In use.
        #[default]
        Active = "active",
        /// To be replaced. Stored for editors; this crate does not use it yet: the
        /// entry is admitted and rendered as any other.
        Deprecated = "deprecated",
        /// Renders in stored content; new content loses it, with a finding.
        Retired = "retired",
    }
}

/// A tag of the authority: names, display, attributes.
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
    /// Other names that are accepted on ingest.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub(crate) aliases: Vec<String>,
    /// The name that it is written under. Default: its own.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub(crate) renders_as: Option<String>,
    /// How it is displayed. Default: `inline`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) display: DisplayKind,
    /// The attributes that it admits.
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
    /// Which edges take in text that is inserted at them. Default: `end`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) growth: Growth,
    /// Of two overlapping spans the one with the lower rank is put outside. Default: 0.
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) rank: u16,
    /// Where it stands in its life. Default: `active`.
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
    /// Nothing is checked here; [`AuthorityBuilder::build`] checks it all.
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

    /// Accepts one name more on ingest.
    #[must_use]
    pub fn with_alias(mut self, name: impl Into<String>) -> Self {
        self.aliases.push(name.into());
        self
    }

    /// Renders under this name instead of its own. It is not claimed: `b` may
    /// render as `strong` beside a `strong` of its own.
    #[must_use]
    pub fn with_rendered_name(mut self, name: impl Into<String>) -> Self {
        self.renders_as = Some(name.into());
        self
    }

    /// Sets how it is displayed. Default: [inline](DisplayKind::Inline).
    #[must_use]
    pub fn with_display(mut self, display: DisplayKind) -> Self {
        self.display = display;
        self
    }

    /// Admits one attribute more.
    #[must_use]
    pub fn with_attribute(mut self, attribute: AttributeEntry) -> Self {
        self.attributes.push(attribute);
        self
    }

    /// Adds an attribute that profiles write on output, last and over a stored one;
    /// canonical HTML does not write it.
    #[must_use]
    pub fn with_set_attribute(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.sets.push((name.into(), value.into()));
        self
    }

    /// Sets which edges take in text that an [edit](crate::edit::Edit) inserts at them.
    /// Default: [the end](Growth::End).
    #[must_use]
    pub fn with_growth(mut self, growth: Growth) -> Self {
        self.growth = growth;
        self
    }

    /// Sets the rank: of two marks that cross, the one with the lower rank is put
    /// outside by an [edit](crate::edit::Edit::mark). Default: 0.
    #[must_use]
    pub fn with_rank(mut self, rank: u16) -> Self {
        self.rank = rank;
        self
    }

    /// Sets where it stands in its life. Default: [in use](Status::Active).
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

    /// Returns its own name, in lower case.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Lists the other names that it accepts on ingest.
    pub fn aliases(&self) -> impl Iterator<Item = &str> {
        self.aliases.iter().map(String::as_str)
    }

    /// Returns the name that it is written under: its own, if no other is set.
    #[must_use]
    pub fn rendered_name(&self) -> &str {
        self.renders_as.as_deref().unwrap_or(&self.name)
    }

    /// Returns how it is displayed.
    #[must_use]
    pub fn display(&self) -> DisplayKind {
        self.display
    }

    /// Lists the attributes that it admits.
    #[must_use]
    pub fn attributes(&self) -> &[AttributeEntry] {
        &self.attributes
    }

    /// The attributes that it needs.
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

    /// Finds the attribute of this name, which is in lower case.
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

    /// Returns which edges take in text that is inserted at them.
    #[must_use]
    pub fn growth(&self) -> Growth {
        self.growth
    }

    /// Returns the rank: of two marks that cross, the lower one is put outside.
    #[must_use]
    pub fn rank(&self) -> u16 {
        self.rank
    }

    /// Returns where it stands in its life.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status
    }

    /// Returns the text that it puts into the clean text: LF for a line break.
    #[must_use]
    pub fn void_text(&self) -> &'static str {
        match self.display {
            DisplayKind::Break => "\n",
            _ => "",
        }
    }
}
