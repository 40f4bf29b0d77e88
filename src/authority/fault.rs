//! What can be wrong with a table, and where.

use std::fmt;

use super::MarkupId;
use crate::html::element::Unrenderable;

/// A contradiction in an authority table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {fault}")]
pub struct AuthorityError {
    path: String,
    fault: AuthorityFault,
}

impl AuthorityError {
    pub(super) fn new(path: impl fmt::Display, fault: AuthorityFault) -> Self {
        let path = path.to_string();
        Self { path, fault }
    }

    /// Where it is, as `tags[3].attributes[0].name`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What it is.
    #[must_use]
    pub fn fault(&self) -> &AuthorityFault {
        &self.fault
    }
}

/// What is wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AuthorityFault {
    /// Two entries have one id.
    #[error("the id {0} is taken")]
    IdTaken(MarkupId),
    /// An id below 10,000 that is not the crate's, or is another entry's there.
    #[error("the id {0} belongs to the crate; yours start at 10000")]
    IdReserved(MarkupId),
    /// Two attributes of a tag have one id.
    #[error("the attribute id {0} is taken")]
    AttributeIdTaken(u16),
    /// Not `[a-z][a-z0-9-]*`.
    #[error("`{0}` is not a name of lower-case letters, digits and `-`")]
    Name(String),
    /// Two entries claim one name.
    #[error("`{0}` is claimed already")]
    NameTaken(String),
    /// HTML parsers do not read an element of this name as markup in a text.
    #[error("`{name}` may not be rendered: {why}")]
    NotRenderable {
        /// The name.
        name: String,
        /// Why.
        why: &'static str,
    },
    /// One of the entry's names never has content and another may.
    #[error("`{0}` and the rendered name differ in whether they have content")]
    Void(String),
    /// Entries render as each other's names.
    #[error("its rendered name leads back to itself")]
    RenderedCycle,
    /// An element that parsers put in by themselves is missing.
    #[error("`{name}` needs an entry that claims `{missing}`")]
    Missing {
        /// What is rendered.
        name: &'static str,
        /// What parsers put around it.
        missing: &'static str,
    },
    /// `br` and only `br` is displayed as a line break.
    #[error("`br`, and nothing else, is displayed as a break")]
    Break,
    /// Attributes that run code, load or restyle, or rewrite the tree.
    #[error("the attribute `{0}` is never safe")]
    UnsafeAttribute(String),
    /// An attribute that browsers read as a URL has another rule.
    #[error("the attribute `{0}` holds a URL and needs the rule `url`")]
    NeedsUrl(String),
    /// A scheme that runs code, or is not a scheme.
    #[error("the scheme `{0}` may not be allowed")]
    Scheme(String),
    /// A rule that no value meets, or a word that no attribute can hold.
    #[error("no value can meet the rule")]
    EmptyRule,
    /// A character that HTML or the clean text needs for itself.
    #[error("{0:?} cannot be marked")]
    Character(char),
    /// Two entries mark one character.
    #[error("{0:?} is marked already")]
    CharacterTaken(char),
    /// The reference does not stand for the character alone.
    #[error("`{reference}` is not a reference to {character:?}")]
    Reference {
        /// The reference.
        reference: String,
        /// The character.
        character: char,
    },
}

impl AuthorityFault {
    pub(super) fn not_renderable(name: &str, why: Unrenderable) -> Self {
        let why = match why {
            Unrenderable::RawText => "its text is not read as HTML",
            Unrenderable::Foreign => "it is SVG or MathML",
            Unrenderable::Template => "its content is not part of the document",
            Unrenderable::Form => "it is a form or one of its controls",
            Unrenderable::Document => "it belongs to a document",
            Unrenderable::Plugin => "it embeds or runs something",
            Unrenderable::Rewritten => "parsers read it as something else",
        };
        let name = name.to_owned();
        Self::NotRenderable { name, why }
    }
}

/// Fails with a fault.
pub(super) fn fault<T>(
    path: impl fmt::Display,
    fault: AuthorityFault,
) -> Result<T, AuthorityError> {
    Err(AuthorityError::new(path, fault))
}
