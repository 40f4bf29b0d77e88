//! Rows of a table of artefacts.

use crate::words::words;

/// Says what one kind of markup means that an editor writes and does not mean.
///
/// A row applies to an element that has one of the row's [names](Self::with_elements),
/// the [attribute](Self::with_attribute), and one of the [words](Self::with_words) in its
/// value. All rows that apply to an element take effect, in any order. [`Keep`] wins over
/// all others, then [`Remove`] and [`Lose`], then [`Text`].
///
/// Markup that the field would store is not an artefact. So a row has no effect on an
/// attribute whose value the field keeps. A row without an attribute has none on an
/// element that the field admits. Therefore no table changes stored content.
///
/// ```
/// use standoff::policy::{ArtefactAction, ArtefactRow};
///
/// let bold = ArtefactRow::new(ArtefactAction::Become(vec!["strong".into()]))
///     .with_elements(["span"])
///     .with_attribute("style")
///     .with_property("font-weight")
///     .with_words(["bold", ">=600"]);
/// assert_eq!(bold.property(), Some("font-weight"));
/// ```
///
/// [`Keep`]: ArtefactAction::Keep
/// [`Remove`]: ArtefactAction::Remove
/// [`Lose`]: ArtefactAction::Lose
/// [`Text`]: ArtefactAction::Text
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::words::json_schema::plain)
)]
pub struct ArtefactRow {
    /// Names of elements; empty for any element. A `*` at the end stands for any ending.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub(super) elements: Vec<String>,
    /// The attribute that the element has; in a row with `silence` it may end in `*`.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub(super) attribute: Option<String>,
    /// A property in the attribute `style`.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub(super) property: Option<String>,
    /// Words, one of which the value contains; empty for any value.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub(super) words: Vec<String>,
    /// The action of the row.
    pub(super) then: ArtefactAction,
}

/// Says what a row of artefacts does.
///
/// In data it is a word (`"unwrap"`) or an object of one member (`{"become":
/// ["strong"]}`, `{"text": "alt"}`, `{"part": "list-item"}`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::words::json_schema::plain)
)]
#[non_exhaustive]
pub enum ArtefactAction {
    /// Leaves the element to authority and policy, whatever other rows say.
    Keep,
    /// Removes the attribute without a finding.
    Silence,
    /// Removes the attribute without a finding; an element without any other attribute or
    /// meaning loses its tags.
    Look,
    /// Removes the tags without a finding, whatever the other attributes say.
    Unwrap,
    /// Removes the element with its content, without a finding.
    Remove,
    /// Removes the element with its content and reports a loss.
    Lose,
    /// Replaces the tags with these, the first outermost. The first gets the other
    /// attributes. If none of these can open, an element with attributes that the field
    /// stores keeps its tags.
    Become(Vec<String>),
    /// Adds these tags inside the element, around its content.
    Add(Vec<String>),
    /// Replaces the element with the value of this attribute, as text. Where a table takes
    /// no text, as between its cells, the row has no effect.
    Text(String),
    /// Reads the element as a part of a larger structure.
    Part(ArtefactPart),
}

words! {
    /// The part that an element plays in the markup of an editor.
    pub enum ArtefactPart {
        /// A paragraph that is a list item, with `mso-list` in its style. The style has
        /// the level; the marker shows the kind of list.
        ListParagraph = "list-paragraph",
        /// The text that a program puts before an item.
        ListMarker = "list-marker",
        /// An item with an attribute for the kind of its list (`bullet`, `ordered`,
        /// `checked`, `unchecked`) and a class such as `ql-indent-2` for its level.
        ListItem = "list-item",
        /// The parent of lines of code.
        CodeBlock = "code-block",
        /// A line of code.
        CodeLine = "code-line",
        /// The check box of an item.
        TaskBox = "task-box",
        /// The parent of the check box of an item, and perhaps of its text.
        TaskLabel = "task-label",
        /// An element whose no-break spaces mean spaces.
        Space = "space",
        /// An element that is removed if it contains only a no-break space.
        Filler = "filler",
        /// An image whose URL is in another attribute until it is visible.
        LazyImage = "lazy-image",
        /// A fallback for browsers without scripts.
        Fallback = "fallback",
    }
}

impl ArtefactRow {
    /// Makes a row with this action; its elements and attribute are still to be set.
    #[must_use]
    pub fn new(then: ArtefactAction) -> Self {
        Self {
            elements: Vec::new(),
            attribute: None,
            property: None,
            words: Vec::new(),
            then,
        }
    }

    /// Sets the names of the elements. Without any, the row applies to every element with
    /// the attribute. A `*` at the end of a name stands for any ending.
    #[must_use]
    pub fn with_elements<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.elements = names.into_iter().map(Into::into).collect();
        self
    }

    /// Sets the attribute that the element has. In a row that
    /// [silences](ArtefactAction::Silence), a `*` at the end stands for any ending.
    #[must_use]
    pub fn with_attribute(mut self, name: impl Into<String>) -> Self {
        self.attribute = Some(name.into());
        self
    }

    /// Requires this property in the attribute `style`.
    #[must_use]
    pub fn with_property(mut self, name: impl Into<String>) -> Self {
        self.property = Some(name.into());
        self
    }

    /// Sets the words, one of which must be in the value of the property, among the
    /// classes of `class`, or equal to the value of any other attribute. `mso*` stands
    /// for every word that begins with `mso`, `>=600` for every number from 600 on; case
    /// does not matter. Without words any value will do.
    #[must_use]
    pub fn with_words<S: Into<String>>(mut self, words: impl IntoIterator<Item = S>) -> Self {
        self.words = words.into_iter().map(Into::into).collect();
        self
    }

    /// Returns the names of the elements; empty for any element.
    #[must_use]
    pub fn elements(&self) -> &[String] {
        &self.elements
    }

    /// Returns the name of the attribute.
    #[must_use]
    pub fn attribute(&self) -> Option<&str> {
        self.attribute.as_deref()
    }

    /// Returns the style property.
    #[must_use]
    pub fn property(&self) -> Option<&str> {
        self.property.as_deref()
    }

    /// Returns the words; empty for any value.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Returns the action.
    #[must_use]
    pub fn action(&self) -> &ArtefactAction {
        &self.then
    }
}
