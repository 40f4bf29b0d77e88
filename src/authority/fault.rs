//! The faults of an authority, and where they are.

use std::fmt;

use super::list::Origin;
use super::{AttributeId, MarkupId};
use crate::words::words;
use crate::{At, Faults, html};

/// Lists all contradictions of an authority in the order of its data, each with its path,
/// as in `tags[3].attributes[0].name`.
pub type AuthorityError = Faults<AuthorityFault>;

/// Says what is wrong with an entry of an authority.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AuthorityFault {
    /// Two entries have one id.
    #[error("the id {id} is taken already by `{by}`")]
    IdTaken {
        /// The id.
        id: MarkupId,
        /// The name of the entry that has it already.
        by: String,
    },
    /// An id below 10,000 that the crate does not use, or uses for another entry.
    #[error("the id {0} belongs to the crate; yours start at 10000")]
    IdReserved(MarkupId),
    /// Two attributes of a tag have one id.
    #[error("the attribute id {id} is taken already by `{by}`")]
    AttributeIdTaken {
        /// The id.
        id: AttributeId,
        /// The name of the attribute that has it already.
        by: String,
    },
    /// A name that is not of the form `[a-z][a-z0-9-]*`.
    #[error("`{0}` is not a name of lower-case letters, digits and `-`")]
    Name(String),
    /// Two entries claim one name.
    #[error("`{name}` is claimed already by {by}")]
    NameTaken {
        /// The name.
        name: String,
        /// The entry that claims it already.
        by: MarkupId,
    },
    /// Two attributes of a tag have one name.
    #[error("`{name}` is the name of attribute {by} already")]
    AttributeNameTaken {
        /// The name.
        name: String,
        /// The attribute that has it already.
        by: AttributeId,
    },
    /// One attribute is set on output twice.
    #[error("`{0}` is set already")]
    SetTwice(String),
    /// A value that no attribute can hold.
    #[error("{0:?} is no value that an attribute can hold")]
    SetValue(String),
    /// HTML parsers do not read an element of this name as markup within text.
    #[error("`{name}` may not be rendered: {}", .why.sentence())]
    NotRenderable {
        /// The name.
        name: String,
        /// The reason.
        why: Unrenderable,
    },
    /// One name of the entry is of a void element and another is not.
    #[error("`{0}` and the rendered name differ in whether they have content")]
    Void(String),
    /// The rendered names of some entries form a cycle.
    #[error("its rendered name leads back to itself")]
    RenderedCycle,
    /// A tag's parent, which parsers insert by themselves, has no entry.
    #[error("`{name}` needs an entry that claims `{missing}`")]
    Missing {
        /// The rendered element.
        name: &'static str,
        /// The element that parsers put around it.
        missing: &'static str,
    },
    /// `br` has another display than [`Break`](super::DisplayKind::Break), or another tag
    /// has that one.
    #[error("`br`, and nothing else, is displayed as a break")]
    Break,
    /// An attribute that runs code, loads, restyles, or rewrites the tree.
    #[error("the attribute `{0}` is never safe")]
    UnsafeAttribute(String),
    /// An attribute that browsers read as a URL has a rule other than `url`.
    #[error("the attribute `{0}` holds a URL and needs the rule `url`")]
    NeedsUrl(String),
    /// `br`, or a part of a table, requires an attribute: parsers insert these elements
    /// without a tag.
    #[error("`{0}` cannot be required: the element is also put in without a tag")]
    RequiredOnPart(String),
    /// A scheme that runs code, or that is not a scheme.
    #[error("the scheme `{0}` may not be allowed")]
    Scheme(String),
    /// A rule that no value can meet, or a word that no attribute can hold.
    #[error("no value can meet the rule")]
    EmptyRule,
    /// A character that HTML or the clean text reserves.
    #[error("{0:?} cannot be marked")]
    Character(char),
    /// Two entries mark one character.
    #[error("{character:?} is marked already by {by}")]
    CharacterTaken {
        /// The character.
        character: char,
        /// The entry that marks it.
        by: MarkupId,
    },
    /// The reference does not decode to this character alone.
    #[error("`{reference}` is not a reference to {character:?}")]
    Reference {
        /// The reference.
        reference: String,
        /// The character.
        character: char,
    },
    /// Rows that do not fit together, or a value that its column does not have.
    #[cfg(feature = "rows")]
    #[error(transparent)]
    Row(#[from] crate::RowFault),
}

words! {
    /// Says why no authority may render an element.
    pub enum Unrenderable {
        /// The content is read as raw text, always or while scripting is on.
        RawText = "raw-text",
        /// The element begins SVG or MathML, or returns to HTML inside them.
        Foreign = "foreign",
        /// The content is no part of the document: `template`.
        Template = "template",
        /// The element is a form or a form control.
        Form = "form",
        /// The element belongs to a document, not to content.
        Document = "document",
        /// The element runs or embeds something.
        Plugin = "plugin",
        /// Parsers rewrite the element, or it is obsolete and has a parsing rule of its
        /// own.
        Rewritten = "rewritten",
    }
}

impl Unrenderable {
    fn sentence(self) -> &'static str {
        match self {
            Self::RawText => "its text is not read as HTML",
            Self::Foreign => "it is SVG or MathML",
            Self::Template => "its content is not part of the document",
            Self::Form => "it is a form or one of its controls",
            Self::Document => "it belongs to a document",
            Self::Plugin => "it embeds or runs something",
            Self::Rewritten => "parsers read it as something else",
        }
    }
}

impl AuthorityFault {
    pub(super) fn not_renderable(name: &str, why: html::element::Unrenderable) -> Self {
        use html::element::Unrenderable as Why;
        let why = match why {
            Why::RawText => Unrenderable::RawText,
            Why::Foreign => Unrenderable::Foreign,
            Why::Template => Unrenderable::Template,
            Why::Form => Unrenderable::Form,
            Why::Document => Unrenderable::Document,
            Why::Plugin => Unrenderable::Plugin,
            Why::Rewritten => Unrenderable::Rewritten,
        };
        let name = name.to_owned();
        Self::NotRenderable { name, why }
    }
}

/// The part of the data that is at fault, in the order of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Version,
    Tag(usize),
    Character(usize),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version => f.write_str("authority"),
            Self::Tag(at) => write!(f, "tags[{at}]"),
            Self::Character(at) => write!(f, "characters[{at}]"),
        }
    }
}

/// The faults found so far.
pub(super) struct Found<'o> {
    tags: &'o [Origin],
    characters: &'o [Origin],
    faults: Vec<(Place, At<AuthorityFault>)>,
}

impl<'o> Found<'o> {
    pub(super) fn new(tags: &'o [Origin], characters: &'o [Origin]) -> Self {
        Self {
            tags,
            characters,
            faults: Vec::new(),
        }
    }

    /// Adds a fault of a column; an empty column is the whole entry.
    pub(super) fn add(&mut self, place: Place, column: impl fmt::Display, fault: AuthorityFault) {
        let place = match place {
            Place::Version => Place::Version,
            Place::Tag(at) => Place::Tag(self.tags[at].place),
            Place::Character(at) => Place::Character(self.characters[at].place),
        };
        let at = match column.to_string() {
            column if column.is_empty() => At::new(place.to_string(), fault),
            column => At::new(column, fault).inside(&place.to_string()),
        };
        self.faults.push((place, at));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.faults.is_empty()
    }

    /// Returns `value` if there are no faults.
    pub(super) fn finish<T>(mut self, value: T) -> Result<T, AuthorityError> {
        self.faults.sort_by_key(|(place, _)| *place);
        let faults = self.faults.into_iter().map(|(_, fault)| fault);
        Faults::or(faults.collect(), value)
    }
}
