//! What a document is, step by step, to those that admit it: one vocabulary for the
//! tree of a source and for stored content.

use super::lexer::Attribute;
use crate::html::char_ref::Decoded;
use crate::html::element::Element;
use crate::html::name::Name;
use crate::html::word::pack;
use crate::policy::{CompiledPolicy, TagAction, TagRule};

/// What comes next, in document order. Positions are in bytes of the source.
#[cfg_attr(
    not(feature = "_test"),
    allow(dead_code, reason = "tests look at every position")
)]
#[derive(Debug, Clone, Copy)]
pub(crate) enum Event<'e, 's> {
    /// An element opens.
    Open(OpenTag<'e, 's>),
    /// Text, its newlines normalised. A CR that came from a reference remains.
    /// One run may come in several pieces. White space may stand [`NOWHERE`].
    Text { text: &'e str, bytes: Bytes },
    /// A reference among text, never one to white space.
    Reference {
        chars: Decoded,
        start: usize,
        end: usize,
    },
    /// A control or noncharacter, raw or from a reference, that no text keeps.
    Bad {
        char: char,
        start: usize,
        end: usize,
    },
    /// A tag, start or end, that a limit swallowed. It may have separated what
    /// stands around it.
    Swallowed {
        name: &'e str,
        start: usize,
        end: usize,
    },
    /// The element closes.
    Close { name: &'e str, closing: Closing },
}

/// A range of the source.
pub(crate) type Bytes = (usize, usize);

/// No range of the source.
pub(crate) const NOWHERE: Bytes = (0, 0);

/// How an element closes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Closing {
    /// Behind the last end tag inside of it, the one that closes it included; 0 for
    /// none.
    pub(crate) end: usize,
    /// With the source.
    pub(crate) is_never: bool,
    /// The [word](Name::word) of that end tag.
    pub(crate) word: u64,
}

impl Closing {
    /// By its own end tag, which ends here.
    pub(crate) fn by_tag(name: Name<'_>, end: usize) -> Self {
        Self {
            end,
            is_never: false,
            word: name.word(),
        }
    }
}

/// An element as it opens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OpenTag<'e, 's> {
    pub(crate) name: Name<'e>,
    /// Not in the HTML namespace.
    pub(crate) is_foreign: bool,
    /// In source order.
    pub(crate) attributes: &'e [Attribute<'s>],
    /// The tag it was made from: for a cloned element the last earlier tag of the
    /// same name and attributes, for an implied one the tag that implied it.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) origin: Origin,
}

/// What an element was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A tag of its own.
    Written,
    /// An earlier tag, which has been reported: the element is reopened or split.
    Cloned,
    /// Nothing: there is no tag of it to report.
    Implied,
}

impl OpenTag<'_, '_> {
    /// Whether HTML shows nothing of the element: it is [hidden], and no search
    /// shows it, or it is a `dialog` that is not open. Entries that say so
    /// themselves, by an attribute of that name, are what their authority makes of
    /// them.
    ///
    /// [hidden]: https://html.spec.whatwg.org/multipage/interaction.html#the-hidden-attribute
    #[inline]
    pub(super) fn is_hidden(&self, rule: &TagRule) -> bool {
        match &rule.action {
            TagAction::Keep(kept) => !kept.admits_hidden && hides(self.attributes),
            TagAction::Unwrap(_) => {
                let is_open = || {
                    let mut attributes = self.attributes.iter();
                    attributes.any(|attribute| attribute.name == *"open")
                };
                hides(self.attributes) || (rule.element == Element::Dialog && !is_open())
            }
            TagAction::Remove => false,
        }
    }

    /// Whether MathML begins here, of which its text stays.
    pub(super) fn is_formula(&self) -> bool {
        self.is_foreign && self.name == *"math"
    }

    /// Asks with what a policy does with it: what is foreign goes.
    #[inline]
    pub(super) fn with_rule<R>(
        &self,
        policy: &CompiledPolicy,
        ask: impl FnOnce(&TagRule) -> R,
    ) -> R {
        if self.is_foreign {
            ask(&TagRule::foreign(self.name.element()))
        } else {
            ask(policy.rule(self.name))
        }
    }
}

/// Whether attributes say that their element is hidden.
#[inline]
pub(super) fn hides(attributes: &[Attribute<'_>]) -> bool {
    let is_it = |attribute: &&Attribute<'_>| attribute.name.word() == const { pack(b"hidden") };
    match attributes.iter().find(is_it) {
        None => false,
        Some(hidden) => !hidden.value().eq_ignore_ascii_case("until-found"),
    }
}
