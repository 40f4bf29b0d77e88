//! The events of a document for those that admit it: one vocabulary for the tree of a
//! source and for stored content.

use super::lexer::Attribute;
use crate::html::char_ref::Decoded;
use crate::html::element::Element;
use crate::html::name::Name;
use crate::html::word::pack;
use crate::policy::{CompiledPolicy, TagAction, TagRule};

/// The next event, in document order. Positions are in bytes of the source.
#[cfg_attr(
    not(feature = "_test"),
    allow(dead_code, reason = "tests look at every position")
)]
#[derive(Debug, Clone, Copy)]
pub(crate) enum Event<'e, 's> {
    /// An element opens.
    Open(OpenTag<'e, 's>),
    /// Text with normalised newlines. A CR that came from a reference remains. A run may
    /// come in several pieces. White space may have the position [`NOWHERE`], and the
    /// parser gives it where it can.
    Text { text: &'e str, bytes: Bytes },
    /// A reference among text, but never to white space.
    Reference {
        chars: Decoded,
        start: usize,
        end: usize,
    },
    /// A control or noncharacter, raw or from a reference, which no text keeps.
    Bad {
        char: char,
        start: usize,
        end: usize,
    },
    /// A start or end tag that a limit dropped. It may separate the words around it.
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

/// An empty range, for what is not in the source.
pub(crate) const NOWHERE: Bytes = (0, 0);

/// How an element closes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Closing {
    /// The end of the last end tag inside of the element, including its own; 0 if there
    /// is none.
    pub(crate) end: usize,
    /// Whether only the end of the source closes it.
    pub(crate) is_never: bool,
    /// The [word](Name::word) of that last end tag.
    pub(crate) word: u64,
}

impl Closing {
    /// Closes an element by its own end tag, which ends here.
    pub(crate) fn by_tag(name: Name<'_>, end: usize) -> Self {
        Self::by_word(name.word(), end)
    }

    /// Closes an element by its own end tag of this [word](Name::word).
    pub(crate) fn by_word(word: u64, end: usize) -> Self {
        Self {
            end,
            is_never: false,
            word,
        }
    }
}

/// The start of an element.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OpenTag<'e, 's> {
    pub(crate) name: Name<'e>,
    /// Whether the element is not in the HTML namespace.
    pub(crate) is_foreign: bool,
    /// In the order of the source.
    pub(crate) attributes: &'e [Attribute<'s>],
    /// The start of its tag. A cloned element has the last earlier tag of the same name
    /// and attributes, an implied one the tag that implied it.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) origin: Origin,
}

/// Says whether an element has a tag of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The element has a tag of its own.
    Written,
    /// The element is a copy that reopens or splits an earlier one, which has been
    /// reported.
    Cloned,
    /// No tag wrote the element, so there is nothing to report.
    Implied,
}

impl OpenTag<'_, '_> {
    /// Whether HTML does not show the element: it has the attribute [hidden], without
    /// `until-found`, or is a `dialog` that is not open. Does not apply to an entry that
    /// admits `hidden`: its meaning is up to the authority.
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

    /// Whether the element begins a formula in MathML, whose text stays.
    pub(super) fn is_formula(&self) -> bool {
        self.is_foreign && self.name == *"math"
    }

    /// Passes the rule for the element to `ask`; a foreign element is removed.
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

/// Whether attributes hide their element.
#[inline]
pub(super) fn hides(attributes: &[Attribute<'_>]) -> bool {
    let is_it = |attribute: &&Attribute<'_>| attribute.name.word() == const { pack(b"hidden") };
    match attributes.iter().find(is_it) {
        None => false,
        Some(hidden) => !hidden.value().eq_ignore_ascii_case("until-found"),
    }
}
