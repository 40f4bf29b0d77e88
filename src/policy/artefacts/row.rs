//! A row of a table of artefacts.

use crate::words::words;

/// One thing that an editor writes and does not mean, and what it means instead.
///
/// A row applies to an element of one of its [elements](Self::with_elements) that has
/// its [attribute](Self::with_attribute) with one of its [words](Self::with_words).
/// All rows that apply to an element are heeded, in any order: [`Keep`] wins over all,
/// then [`Remove`] and [`Lose`], then [`Text`].
///
/// What the field would store as it is, is no artefact: a row says nothing about an
/// attribute whose value the field keeps, nor, without an attribute, about an element
/// that the field admits. So no table changes what the field has stored.
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
    /// Names of elements; any element where there are none. `*` at the end for any ending.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub(super) elements: Vec<String>,
    /// The attribute that the element has; a row that silences may end it in `*`.
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
    /// Words, one of which is in the value; any value where there are none.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub(super) words: Vec<String>,
    /// What the row does.
    pub(super) then: ArtefactAction,
}

/// What a row of artefacts does.
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
    /// Leaves the attribute out without a finding.
    Silence,
    /// Leaves the attribute out without a finding; an element that has nothing but
    /// looks loses its tags.
    Look,
    /// Takes the tags off, without a finding.
    Unwrap,
    /// Takes the element out with its content, without a finding.
    Remove,
    /// Takes the element out with its content, and reports a loss.
    Lose,
    /// Puts these tags in the place of the element's own, the first outermost. It gets
    /// the other attributes.
    Become(Vec<String>),
    /// Puts these tags into the element, around its content.
    Add(Vec<String>),
    /// Puts the value of this attribute as text in the place of the element.
    Text(String),
    /// Takes the element as a part of something larger.
    Part(ArtefactPart),
}

words! {
    /// The part that an element plays in what an editor writes.
    pub enum ArtefactPart {
        /// A paragraph that is an item of a list, with `mso-list` in its style: the
        /// level is there, the kind of list is in the marker.
        ListParagraph = "list-paragraph",
        /// The text that a program puts before an item.
        ListMarker = "list-marker",
        /// An item that says by an attribute of which kind its list is (`bullet`,
        /// `ordered`, `checked`, `unchecked`) and by a class `ql-indent-2` how deep it
        /// lies.
        ListItem = "list-item",
        /// Holds lines of code.
        CodeBlock = "code-block",
        /// A line of code.
        CodeLine = "code-line",
        /// The check box of an item.
        TaskBox = "task-box",
        /// Holds the check box of an item, and may hold its text.
        TaskLabel = "task-label",
        /// Its no-break spaces are spaces.
        Space = "space",
        /// Nothing, where it holds a no-break space only.
        Filler = "filler",
        /// A picture whose address is in another attribute until it is seen.
        LazyImage = "lazy-image",
        /// Holds for browsers without scripts what they would not see.
        Fallback = "fallback",
    }
}

impl ArtefactRow {
    /// Makes a row that does this, about no element yet.
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

    /// Sets the names of the elements; without them it is any that has the attribute.
    /// A name that ends in `*` stands for all that begin so.
    #[must_use]
    pub fn with_elements<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.elements = names.into_iter().map(Into::into).collect();
        self
    }

    /// Sets the attribute that the element has. A name that ends in `*` stands for
    /// all that begin so, in a row that [silences](ArtefactAction::Silence).
    #[must_use]
    pub fn with_attribute(mut self, name: impl Into<String>) -> Self {
        self.attribute = Some(name.into());
        self
    }

    /// Asks for this property in the attribute `style`.
    #[must_use]
    pub fn with_property(mut self, name: impl Into<String>) -> Self {
        self.property = Some(name.into());
        self
    }

    /// Sets the words, one of which has to be there: of the value of the property, of
    /// a `class`, else the whole value. `mso*` is any that begins so, `>=600` a number;
    /// letter case counts for nothing. Without words any value does.
    #[must_use]
    pub fn with_words<S: Into<String>>(mut self, words: impl IntoIterator<Item = S>) -> Self {
        self.words = words.into_iter().map(Into::into).collect();
        self
    }

    /// Returns the names of the elements; none for any element.
    #[must_use]
    pub fn elements(&self) -> &[String] {
        &self.elements
    }

    /// Returns the name of the attribute.
    #[must_use]
    pub fn attribute(&self) -> Option<&str> {
        self.attribute.as_deref()
    }

    /// Returns the property of the style.
    #[must_use]
    pub fn property(&self) -> Option<&str> {
        self.property.as_deref()
    }

    /// Returns the words of the value; none for any value.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Returns what it does.
    #[must_use]
    pub fn action(&self) -> &ArtefactAction {
        &self.then
    }
}
