//! What the entries of an authority are to the rules.

use crate::authority::{AttributeId, Authority, DisplayKind, MarkupId, Status, TagEntry};

/// What an element is to the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Nothing,
    Link,
    Image,
    /// Something that plays.
    Player,
    Table,
    OrderedList,
    List,
    Item,
    Caption,
    Box,
    Struck,
    Superscript,
    Subscript,
    Quotation,
    /// Text that is meant letter by letter.
    Code,
    /// An entry of the user's own that shows something.
    Own,
}

impl Role {
    /// How many there are.
    pub(super) const COUNT: usize = Self::Own as usize + 1;

    fn of(tag: &TagEntry) -> Self {
        match tag.rendered_name() {
            "a" => Self::Link,
            "img" => Self::Image,
            "audio" | "video" => Self::Player,
            "table" => Self::Table,
            "ol" => Self::OrderedList,
            "ul" | "menu" | "dl" => Self::List,
            "li" => Self::Item,
            "figcaption" | "caption" => Self::Caption,
            "aside" | "details" => Self::Box,
            "del" | "s" | "strike" => Self::Struck,
            "sup" => Self::Superscript,
            "sub" => Self::Subscript,
            "q" => Self::Quotation,
            "code" | "pre" | "kbd" | "samp" | "var" => Self::Code,
            _ if tag.id().get() < MarkupId::FIRST_OF_USERS => Self::Nothing,
            _ if tag.display() == DisplayKind::Atomic => Self::Own,
            _ => Self::Nothing,
        }
    }
}

/// A tag, as the rules see it.
#[derive(Debug)]
pub(super) struct TagRole {
    pub(super) role: Role,
    pub(super) status: Status,
    pub(super) href: Option<AttributeId>,
    pub(super) alt: Option<AttributeId>,
    pub(super) title: Option<AttributeId>,
    pub(super) lang: Option<AttributeId>,
    pub(super) start: Option<AttributeId>,
}

/// The tags of an authority, in its order.
#[derive(Debug)]
pub(super) struct Roles {
    authority: Authority,
    tags: Vec<TagRole>,
}

/// What the entry of a span is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Known<'r> {
    Tag(&'r TagRole),
    Character,
    Unknown,
}

impl Roles {
    pub(super) fn new(authority: &Authority) -> Self {
        let tags = authority.tags().iter().map(|tag| {
            let id = |name: &str| tag.attribute_named(name).map(|known| known.id());
            TagRole {
                role: Role::of(tag),
                status: tag.status(),
                href: id("href"),
                alt: id("alt"),
                title: id("title"),
                lang: id("lang"),
                start: id("start"),
            }
        });
        Self {
            authority: authority.clone(),
            tags: tags.collect(),
        }
    }

    pub(super) fn of(&self, id: MarkupId) -> Known<'_> {
        use crate::authority::Slot;

        match self.authority.slot(id) {
            Some(Slot::Tag(at)) => Known::Tag(&self.tags[at as usize]),
            Some(Slot::Character(_)) => Known::Character,
            None => Known::Unknown,
        }
    }
}
