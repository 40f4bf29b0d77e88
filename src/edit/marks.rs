//! Marks and unmarks ranges, line by line.

use std::ops::Range;

use super::doc::{Doc, Id, Leaf, LeafKind, PathId};
use super::edited::Why;
use crate::authority::MarkupId;
use crate::html::nesting::Context;

/// The leaves of each line that a range covers: from its first character there to its
/// last one.
fn covered(leaves: &[Leaf<'_>], (start, end): (u32, u32)) -> Vec<Range<usize>> {
    let first = leaves.partition_point(|leaf| leaf.at < start);
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut last_line = None;
    for (index, leaf) in leaves.iter().enumerate().skip(first) {
        if leaf.at >= end {
            break;
        }
        if !leaf.has_text() || leaf.is_pinned {
            continue;
        }
        match lines.last_mut() {
            Some(line) if last_line == Some(leaf.line) => line.end = index + 1,
            _ => lines.push(index..index + 1),
        }
        last_line = Some(leaf.line);
    }
    lines
}

/// The nearest leaf with text before or behind a place, in the line of a leaf.
fn neighbour<'l, 't>(
    mut leaves: impl Iterator<Item = &'l Leaf<'t>>,
    line: usize,
) -> Option<&'l Leaf<'t>>
where
    't: 'l,
{
    let found = leaves.find(|leaf| leaf.has_text() || leaf.line != line)?;
    (found.line == line && found.has_text()).then_some(found)
}

/// Puts a tag over a range. It is new, and is not used where a tag like it is there.
pub(super) fn mark<'t>(doc: &mut Doc<'t>, leaves: &mut [Leaf<'t>], range: (u32, u32), mut tag: Id) {
    for (number, line) in covered(leaves, range).into_iter().enumerate() {
        if number > 0 {
            // A tag of its own in each line.
            let ident = doc.idents[tag].clone();
            tag = doc.add(ident);
        }
        Marker::new(doc, leaves, line, tag).mark();
    }
}

struct Marker<'w, 't> {
    doc: &'w mut Doc<'t>,
    leaves: &'w mut [Leaf<'t>],
    line: Range<usize>,
    tag: Id,
    /// The paths of the characters beside the range.
    before: Option<PathId>,
    behind: Option<PathId>,
    /// Where the tag reaches beyond the range, since it becomes one with others.
    reaches: (bool, bool),
    /// For tags that have been compared, up to which leaf that counts, and whether the
    /// new one is outside.
    compared: Vec<(Id, usize, bool)>,
}

impl<'w, 't> Marker<'w, 't> {
    fn new(doc: &'w mut Doc<'t>, leaves: &'w mut [Leaf<'t>], line: Range<usize>, tag: Id) -> Self {
        let number = leaves[line.start].line;
        let before = neighbour(leaves[..line.start].iter().rev(), number).map(|leaf| leaf.path);
        let behind = neighbour(leaves[line.end..].iter(), number).map(|leaf| leaf.path);
        let has = |path: Option<PathId>| path.is_some_and(|path| doc.has_alike(path, tag));
        let reaches = (has(before), has(behind));
        Self {
            doc,
            leaves,
            line,
            tag,
            before,
            behind,
            reaches,
            compared: Vec::new(),
        }
    }

    fn mark(mut self) {
        self.unite();
        let mut last: Option<(PathId, PathId)> = None;
        for index in self.line.clone() {
            let leaf = self.leaves[index];
            if self.doc.has_alike(leaf.path, self.tag) {
                last = None;
                continue;
            }
            let path = match last {
                Some((old, new)) if old == leaf.path => new,
                _ => self.marked(index),
            };
            last = Some((leaf.path, path));
            self.leaves[index].path = path;
        }
    }

    /// Makes one tag of all those like it that it touches. What is in one like it stays.
    fn unite(&mut self) {
        let inside = self.leaves[self.line.clone()].iter().map(|leaf| leaf.path);
        let paths = self.before.into_iter().chain(inside).chain(self.behind);
        let mut alike: Vec<Id> = Vec::new();
        let mut last = None;
        for path in paths {
            if last.replace(path) == Some(path) {
                continue;
            }
            let mut inline = self.doc.inline(path).iter();
            let outer = inline.find(|id| self.doc.is_alike(**id, self.tag));
            alike.extend(outer.filter(|id| alike.last() != Some(id)));
        }
        if let Some(&first) = alike.first() {
            let first = root(self.doc, first);
            for id in alike {
                let id = root(self.doc, id);
                if id != first {
                    self.doc.idents[id].joined = Some(first);
                    self.doc.idents[id].why = Why::Joined;
                }
            }
            self.tag = first;
        }
    }

    /// The path of a leaf with the tag in it.
    fn marked(&mut self, index: usize) -> PathId {
        let leaf = self.leaves[index];
        let container = self.doc.container(leaf.path).to_vec();
        let mut inline = self.doc.inline(leaf.path).to_vec();
        let own = match leaf.kind {
            LeafKind::Void | LeafKind::Character(_) => inline.pop(),
            LeafKind::Text(_) | LeafKind::Empty => None,
        };
        inline.retain(|id| {
            let stays = can_nest(self.doc, *id, self.tag);
            if !stays {
                self.doc.idents[*id].why = Why::Nesting;
            }
            stays
        });
        let place = inline.iter().position(|id| self.is_outside(*id, index));
        inline.insert(place.unwrap_or(inline.len()), self.tag);
        self.doc
            .path(container.into_iter().chain(inline).chain(own))
    }

    /// Whether the new tag is outside of another one at a leaf.
    fn is_outside(&mut self, other: Id, index: usize) -> bool {
        let known = self.compared.iter().position(|(id, ..)| *id == other);
        if let Some(known) = known {
            let (_, end, is_outside) = self.compared[known];
            if index < end {
                return is_outside;
            }
            self.compared.swap_remove(known);
        }
        let has = |leaf: &Leaf<'_>| self.doc.has_alike(leaf.path, other);
        let behind = &self.leaves[index..self.line.end];
        let end = index + behind.iter().take_while(|leaf| has(leaf)).count();
        let before = &self.leaves[self.line.start..index];
        let start = index - before.iter().rev().take_while(|leaf| has(leaf)).count();
        let beside =
            |path: Option<PathId>| path.is_some_and(|path| self.doc.has_alike(path, other));
        // Which of the two reaches further, on each side.
        let left = start == self.line.start;
        let left = reach(left, left && beside(self.before), self.reaches.0);
        let right = end == self.line.end;
        let right = reach(right, right && beside(self.behind), self.reaches.1);
        let (new_is_longer, other_is_longer) = (left.0 || right.0, left.1 || right.1);
        let (new, old) = (self.doc.kind(self.tag), self.doc.kind(other));
        let is_outside = match (new_is_longer, other_is_longer) {
            (true, false) => true,
            (false, true) => false,
            _ => new.rank < old.rank,
        };
        self.compared.push((other, end, is_outside));
        is_outside
    }
}

/// Whether the new tag reaches further on a side, and whether the other one does.
fn reach(reaches_edge: bool, other_goes_on: bool, new_goes_on: bool) -> (bool, bool) {
    if !reaches_edge {
        return (true, false);
    }
    (new_goes_on && !other_goes_on, other_goes_on && !new_goes_on)
}

/// The tag that a tag has become one with.
pub(super) fn root(doc: &Doc<'_>, mut id: Id) -> Id {
    while let Some(joined) = doc.idents[id].joined {
        id = joined;
    }
    id
}

/// Whether one of two tags can stand in the other.
fn can_nest(doc: &Doc<'_>, one: Id, other: Id) -> bool {
    let (one, other) = (doc.kind(one).element, doc.kind(other).element);
    let admits = |outer, inner| Context::ROOT.enter(outer).admits(inner);
    admits(one, other) || admits(other, one)
}

/// Takes the tags of an entry off a range.
pub(super) fn unmark(
    doc: &mut Doc<'_>,
    leaves: &mut [Leaf<'_>],
    range: (u32, u32),
    entry: MarkupId,
) {
    for line in covered(leaves, range) {
        let is_of_entry = |doc: &Doc<'_>, id: Id| doc.idents[id].markup == entry;
        let taken = |doc: &Doc<'_>, leaf: &Leaf<'_>| -> Vec<Id> {
            let inline = doc.inline(leaf.path).iter().copied();
            inline.filter(|id| is_of_entry(doc, *id)).collect()
        };
        let number = leaves[line.start].line;
        let first = line.start.checked_sub(1).map(|before| &leaves[before]);
        let first = first.filter(|leaf| leaf.line == number);
        let mut before: Vec<Id> = first.map(|leaf| taken(doc, leaf)).unwrap_or_default();
        let mut last: Option<(PathId, PathId)> = None;
        for index in line.clone() {
            let leaf = leaves[index];
            let has = match last {
                Some((old, _)) if old == leaf.path => before.clone(),
                _ => taken(doc, &leaf),
            };
            leaves[index].is_seam |= has != before;
            if has.is_empty() {
                last = None;
            } else {
                let path = match last {
                    Some((old, new)) if old == leaf.path => new,
                    _ => {
                        let ids = doc.ids(leaf.path).to_vec();
                        let container = doc.container(leaf.path).len();
                        let stays = |at: usize, id: Id| at < container || !has.contains(&id);
                        let stay = ids.iter().enumerate().filter(|(at, id)| stays(*at, **id));
                        let stay: Vec<Id> = stay.map(|(_, id)| *id).collect();
                        doc.path(stay)
                    }
                };
                last = Some((leaf.path, path));
                leaves[index].path = path;
                for id in &has {
                    doc.idents[*id].why = Why::Unwrapped;
                }
            }
            before = has;
        }
        if let Some(leaf) = leaves.get(line.end).copied() {
            if leaf.line == number && taken(doc, &leaf) != before {
                leaves[line.end].is_seam = true;
            }
        }
    }
}
