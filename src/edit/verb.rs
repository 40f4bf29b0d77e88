//! What is done to spans and marks, before any text changes.

use std::borrow::Cow;

use super::doc::{Doc, Id, Ident, Leaf, LeafKind, Origin, PathId};
use super::edited::Why;
use crate::authority::{AttributeId, Authority, MarkupId};
use crate::text::patch::Bytes;
use crate::text::{AddressRange, AddressedText};

/// A mark, or what is done to a span, and the range that it touches.
#[derive(Clone, Debug)]
pub(super) struct Verb {
    pub(super) part: usize,
    pub(super) range: (u32, u32),
    pub(super) what: What,
}

pub(super) type Values = Vec<(AttributeId, String)>;

#[derive(Clone, Debug)]
pub(super) enum What {
    Mark(MarkupId, Values),
    Unmark(MarkupId),
    Wrap(u32, MarkupId, Values),
    Unwrap(u32),
    Remove(u32),
}

/// A tag that a part of the edit puts in.
pub(super) fn ident<'t>(
    entry: MarkupId,
    values: &Values,
    origin: Origin,
    authority: &Authority,
) -> Ident<'t> {
    let values = values.iter();
    let values = values.map(|(id, value)| (*id, Cow::Owned(value.clone())));
    Ident::new(entry, values.collect(), origin, authority)
}

/// The range of addresses of a span.
pub(super) fn ends(range: AddressRange) -> (u32, u32) {
    (range.start().get(), range.end().get())
}

/// Changes the paths of the leaves in a tag.
fn change_paths<'t>(
    doc: &mut Doc<'t>,
    leaves: &mut [Leaf<'t>],
    range: (u32, u32),
    id: Id,
    change: impl Fn(&mut Vec<Id>, usize),
    mut also: impl FnMut(&mut Leaf<'t>),
) {
    let first = leaves.partition_point(|leaf| leaf.at < range.0);
    let mut last: Option<(PathId, PathId)> = None;
    for leaf in &mut leaves[first..] {
        if leaf.at > range.1 {
            break;
        }
        let ids = doc.ids(leaf.path);
        let Some(place) = ids.iter().position(|other| *other == id) else {
            continue;
        };
        let is_own = place + 1 == ids.len();
        let path = match last {
            Some((old, new)) if old == leaf.path => new,
            _ => {
                let mut ids = ids.to_vec();
                change(&mut ids, place);
                doc.path(ids)
            }
        };
        last = Some((leaf.path, path));
        leaf.path = path;
        if is_own {
            also(leaf);
        }
    }
}

/// Puts a tag around another one.
pub(super) fn wrap<'t>(
    doc: &mut Doc<'t>,
    leaves: &mut [Leaf<'t>],
    range: (u32, u32),
    id: Id,
    tag: Id,
) {
    change_paths(
        doc,
        leaves,
        range,
        id,
        |ids, at| ids.insert(at, tag),
        |_| {},
    );
}

/// Takes a tag off. A void tag goes; the character of a marked one stays.
pub(super) fn unwrap<'t>(
    doc: &mut Doc<'t>,
    leaves: &mut [Leaf<'t>],
    range: (u32, u32),
    id: Id,
    content: &'t AddressedText,
) {
    doc.idents[id].why = Why::Unwrapped;
    let off = |ids: &mut Vec<Id>, at: usize| {
        ids.remove(at);
    };
    change_paths(doc, leaves, range, id, off, |leaf| match leaf.kind {
        LeafKind::Character(_) => {
            let start = Bytes::of(content).at(leaf.at);
            let end = Bytes::of(content).at(leaf.at + leaf.characters);
            leaf.kind = LeafKind::Text(&content.text()[start..end]);
        }
        LeafKind::Void if leaf.has_text() => leaf.kind = LeafKind::Text(" "),
        LeafKind::Void => leaf.kind = LeafKind::Empty,
        LeafKind::Text(_) | LeafKind::Empty => {}
    });
}
