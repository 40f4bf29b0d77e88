//! What an edit works on: tags, the paths of tags around a text, and the leaves of the
//! tree in their order.

use std::borrow::Cow;

use super::edited::Why;
use crate::authority::{AttributeId, Authority, DisplayKind, Growth, MarkupId, Slot};
use crate::html::element::{Element, TablePart};
use crate::text::SpanRef;

/// A tag, by its number among those of the work.
pub(super) type Id = usize;

/// What the authority says of an entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    pub(super) element: Element,
    pub(super) display: DisplayKind,
    pub(super) growth: Growth,
    pub(super) rank: u16,
    /// The character that it stands for.
    pub(super) character: Option<char>,
}

impl Kind {
    /// An entry that the authority lacks is carried along, as an inline tag.
    pub(super) fn of(markup: MarkupId, authority: &Authority) -> Self {
        let unknown = Self {
            element: Element::Ordinary,
            display: DisplayKind::Inline,
            growth: Growth::None,
            rank: u16::MAX,
            character: None,
        };
        match authority.slot(markup) {
            Some(Slot::Tag(at)) => {
                let tag = &authority.tags()[at as usize];
                Self {
                    element: authority.element(at as usize),
                    display: tag.display(),
                    growth: tag.growth(),
                    rank: tag.rank(),
                    character: None,
                }
            }
            Some(Slot::Character(at)) => Self {
                character: Some(authority.characters()[at as usize].character()),
                ..unknown
            },
            None => unknown,
        }
    }

    pub(super) fn is_block(self) -> bool {
        self.display.is_block()
    }

    /// Whether it keeps its place however empty it is.
    pub(super) fn is_cell(self) -> bool {
        self.display == DisplayKind::Cell || self.element.table_part() == Some(TablePart::Cell)
    }

    /// Whether its border is part of the shape of a table.
    pub(super) fn is_shape(self) -> bool {
        self.is_cell() || self.element.table_part().is_some()
    }

    /// Whether an inline tag can be put over characters.
    pub(super) fn can_mark(self) -> bool {
        self.display == DisplayKind::Inline
            && self.character.is_none()
            && !self.element.is_void()
            && self.element.table_part().is_none()
    }
}

/// Where a tag comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// A span of the content.
    Old(u32),
    /// A span of the piece that a part puts in.
    Piece { part: usize, ordinal: u32 },
    /// A part of the edit. It is an error if it cannot stand.
    New { part: usize },
    /// A line break that a line feed became.
    Break,
}

/// A tag. It can be written as several spans.
#[derive(Clone, Debug)]
pub(super) struct Ident<'t> {
    pub(super) markup: MarkupId,
    pub(super) kind: Kind,
    pub(super) attributes: Vec<(AttributeId, Cow<'t, str>)>,
    pub(super) origin: Origin,
    /// The tag that it has become one with.
    pub(super) joined: Option<Id>,
    /// The tag that goes on for it behind the place where it was parted.
    pub(super) parted: Option<Id>,
    /// Why it is not written, if it is not.
    pub(super) why: Why,
    pub(super) is_written: bool,
    /// It could stand where it stood; what could not is carried along.
    pub(super) is_sound: bool,
    /// It goes, with all that it holds.
    pub(super) is_removed: bool,
    /// The part that asked for the tag around it.
    pub(super) wrapped_by: Option<usize>,
}

impl<'t> Ident<'t> {
    pub(super) fn new(
        markup: MarkupId,
        attributes: Vec<(AttributeId, Cow<'t, str>)>,
        origin: Origin,
        authority: &Authority,
    ) -> Self {
        Self {
            markup,
            kind: Kind::of(markup, authority),
            attributes,
            origin,
            joined: None,
            parted: None,
            why: Why::Emptied,
            is_written: false,
            is_sound: true,
            is_removed: false,
            wrapped_by: None,
        }
    }
}

/// The path to a leaf, by its number: all tags around it, outermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PathId(usize);

#[derive(Clone, Copy, Debug)]
struct PathRecord {
    start: usize,
    end: usize,
    /// Where the container ends: the innermost block and all around it.
    inline: usize,
}

/// Tags and paths.
#[derive(Debug, Default)]
pub(super) struct Doc<'t> {
    pub(super) idents: Vec<Ident<'t>>,
    ids: Vec<Id>,
    paths: Vec<PathRecord>,
}

impl<'t> Doc<'t> {
    pub(super) fn add(&mut self, ident: Ident<'t>) -> Id {
        self.idents.push(ident);
        self.idents.len() - 1
    }

    /// Adds the tag of a span.
    pub(super) fn add_span(
        &mut self,
        span: SpanRef<'t>,
        origin: Origin,
        authority: &Authority,
    ) -> Id {
        let attributes = span.attributes();
        let attributes = attributes.map(|(id, value)| (id, Cow::Borrowed(value)));
        self.add(Ident::new(
            span.markup(),
            attributes.collect(),
            origin,
            authority,
        ))
    }

    pub(super) fn kind(&self, id: Id) -> Kind {
        self.idents[id].kind
    }

    pub(super) fn path(&mut self, ids: impl IntoIterator<Item = Id>) -> PathId {
        let start = self.ids.len();
        self.ids.extend(ids);
        let end = self.ids.len();
        let mut inline = end;
        while inline > start && !self.idents[self.ids[inline - 1]].kind.is_block() {
            inline -= 1;
        }
        self.paths.push(PathRecord { start, end, inline });
        PathId(self.paths.len() - 1)
    }

    /// All tags of a path.
    pub(super) fn ids(&self, path: PathId) -> &[Id] {
        let PathRecord { start, end, .. } = self.paths[path.0];
        &self.ids[start..end]
    }

    /// The innermost block of a path, and all around it.
    pub(super) fn container(&self, path: PathId) -> &[Id] {
        let PathRecord { start, inline, .. } = self.paths[path.0];
        &self.ids[start..inline]
    }

    /// The inline tags of a path that are in its container.
    pub(super) fn inline(&self, path: PathId) -> &[Id] {
        let PathRecord { end, inline, .. } = self.paths[path.0];
        &self.ids[inline..end]
    }

    /// The inline tags of an entry that have blocks in them.
    pub(super) fn around_blocks(&self, entry: MarkupId) -> Vec<Id> {
        let containers = self.paths.iter();
        let containers = containers.flat_map(|path| &self.ids[path.start..path.inline]);
        let is_it = |id: &Id| {
            let ident = &self.idents[*id];
            ident.markup == entry && !ident.kind.is_block()
        };
        let mut around: Vec<Id> = containers.copied().filter(is_it).collect();
        around.sort_unstable();
        around.dedup();
        around
    }

    /// Whether two tags are of one entry and have the same values.
    pub(super) fn is_alike(&self, one: Id, other: Id) -> bool {
        let (one, other) = (&self.idents[one], &self.idents[other]);
        one.markup == other.markup && one.attributes == other.attributes
    }

    /// Whether a path has an inline tag like this one in its container.
    pub(super) fn has_alike(&self, path: PathId, id: Id) -> bool {
        let mut inline = self.inline(path).iter();
        inline.any(|other| *other == id || self.is_alike(*other, id))
    }
}

/// What a leaf is.
#[derive(Clone, Copy, Debug)]
pub(super) enum LeafKind<'t> {
    Text(&'t str),
    /// A void tag: the last of the path.
    Void,
    /// A marked character, under the last tag of the path.
    Character(char),
    /// Nothing: the last tag of the path has no content.
    Empty,
}

/// A leaf of the tree: some text, or a tag without text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaf<'t> {
    pub(super) kind: LeafKind<'t>,
    pub(super) path: PathId,
    /// Its address, and its number of characters.
    pub(super) at: u32,
    pub(super) characters: u32,
    /// The line that it stands in; a block without text is one of its own.
    pub(super) line: usize,
    /// It goes.
    pub(super) is_taken: bool,
    /// It goes with a tag that goes, whatever that is.
    pub(super) is_removed: bool,
    /// Tags that touch here become one, if they are alike.
    pub(super) is_seam: bool,
    /// White space is content where it stands.
    pub(super) in_pre: bool,
    /// It stands around the stretch that is written anew.
    pub(super) is_pinned: bool,
}

impl Leaf<'_> {
    pub(super) fn has_text(&self) -> bool {
        self.characters > 0
    }
}

/// What parts two blocks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Separator {
    pub(super) at: u32,
    pub(super) characters: u32,
    /// The leaf of the character behind it.
    pub(super) before: usize,
    /// Its border goes.
    pub(super) is_taken: bool,
}
