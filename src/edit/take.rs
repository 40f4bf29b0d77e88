//! Takes out what goes, and joins lines whose border goes.

use super::doc::{Doc, Id, Leaf, LeafKind, Origin, Separator};
use super::edited::Why;
use crate::html::element::TablePart;
use crate::text::AddressedText;

/// Marks all leaves that ranges take. The ranges are in order and apart.
pub(super) fn take(doc: &Doc<'_>, leaves: &mut [Leaf<'_>], ranges: &[(u32, u32)]) {
    let mut next = 0;
    for leaf in leaves {
        while ranges.get(next).is_some_and(|range| range.1 <= leaf.at) {
            next += 1;
        }
        let Some(range) = ranges.get(next) else {
            return;
        };
        leaf.is_taken |= if leaf.has_text() {
            range.0 <= leaf.at
        } else {
            range.0 < leaf.at && !is_shape(doc, leaf)
        };
    }
}

/// Whether it is part of the shape of a table.
fn is_shape(doc: &Doc<'_>, leaf: &Leaf<'_>) -> bool {
    let own = doc.ids(leaf.path).last();
    own.is_some_and(|id| doc.kind(*id).is_shape())
}

/// Removes the tables that one of the ranges covers and reaches beyond.
pub(super) fn remove_tables(
    doc: &mut Doc<'_>,
    leaves: &mut [Leaf<'_>],
    content: &AddressedText,
    ranges: &[(u32, u32)],
) {
    for id in 0..doc.idents.len() {
        let Origin::Old(ordinal) = doc.idents[id].origin else {
            continue;
        };
        if doc.kind(id).element.table_part() != Some(TablePart::Table) {
            continue;
        }
        let Some(span) = content.span(ordinal as usize) else {
            continue;
        };
        let (start, end) = (span.start().get(), span.end().get());
        let next = ranges.partition_point(|range| range.1 < end);
        let goes = ranges.get(next).is_some_and(|range| {
            range.0 <= start
                && end <= range.1
                && (range.0 < start || end < range.1)
                && (start < end || range.0 < start && end < range.1)
        });
        if goes {
            remove(doc, leaves, id, (start, end), Why::Emptied);
        }
    }
}

/// Removes a tag with all that is in it.
pub(super) fn remove(
    doc: &mut Doc<'_>,
    leaves: &mut [Leaf<'_>],
    id: Id,
    range: (u32, u32),
    why: Why,
) {
    let first = leaves.partition_point(|leaf| leaf.at < range.0);
    for leaf in &mut leaves[first..] {
        if leaf.at > range.1 {
            break;
        }
        let ids = doc.ids(leaf.path);
        if let Some(place) = ids.iter().position(|other| *other == id) {
            (leaf.is_taken, leaf.is_removed) = (true, true);
            let inside: Vec<Id> = ids[place..].to_vec();
            for inner in inside {
                doc.idents[inner].why = why;
                doc.idents[inner].is_removed = true;
            }
        }
    }
}

/// A line: which leaves it has, and with which lines it becomes one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) first: usize,
    pub(super) end: usize,
    /// It has characters, and does not go with a tag.
    has_text: bool,
    /// The first line of those that it is joined to.
    pub(super) group: usize,
}

/// Finds the lines, and joins those whose border goes.
pub(super) fn join(
    doc: &Doc<'_>,
    leaves: &[Leaf<'_>],
    separators: &mut [Separator],
    ranges: &[(u32, u32)],
) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (index, leaf) in leaves.iter().enumerate() {
        let has_text = leaf.has_text() && !leaf.is_removed;
        match lines.last_mut() {
            Some(line) if line.group == leaf.line => {
                line.end = index + 1;
                line.has_text |= has_text;
            }
            _ => lines.push(Line {
                first: index,
                end: index + 1,
                has_text,
                group: leaf.line,
            }),
        }
    }
    let covers = |separator: &Separator| {
        let next = ranges.partition_point(|range| range.1 < separator.at + separator.characters);
        ranges
            .get(next)
            .is_some_and(|range| range.0 <= separator.at)
    };
    let mut next = 0;
    let mut last: Option<usize> = None;
    for at in 0..lines.len() {
        let line = lines[at];
        if !line.has_text {
            continue;
        }
        let first = next;
        while next < separators.len() && separators[next].before < line.end {
            next += 1;
        }
        let between = &mut separators[first..next];
        if let Some(last) = last {
            let goes = !between.is_empty() && between.iter().all(covers);
            let group = lines[last].group;
            let (before, behind) = (lines[group].first, line.first);
            let is_joined = goes
                && is_removable(
                    doc,
                    doc.container(leaves[before].path),
                    doc.container(leaves[behind].path),
                );
            if is_joined {
                lines[at].group = group;
            }
            for separator in between {
                separator.is_taken = if goes { is_joined } else { covers(separator) };
            }
        }
        last = Some(at);
    }
    lines
}

/// Whether the border between two containers is none of a table.
fn is_removable(doc: &Doc<'_>, one: &[Id], other: &[Id]) -> bool {
    let common = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let mut between = one[common..].iter().chain(&other[common..]);
    !between.any(|id| doc.kind(*id).is_shape())
}

/// Moves the leaves of joined lines into the container of their first line, and
/// returns the order that the leaves have then.
pub(super) fn order(doc: &mut Doc<'_>, leaves: &mut [Leaf<'_>], lines: &[Line]) -> Vec<usize> {
    let mut order = Vec::with_capacity(leaves.len());
    let mut held: Vec<usize> = Vec::new();
    let mut current = None;
    for (at, line) in lines.iter().enumerate() {
        let all = line.first..line.end;
        if !line.has_text {
            held.extend(all);
            continue;
        }
        if current == Some(line.group) {
            let container = doc.container(leaves[lines[line.group].first].path).to_vec();
            leaves[line.first].is_seam = true;
            rebase(doc, &mut leaves[all.clone()], &container);
        } else {
            order.append(&mut held);
            current = Some(line.group);
        }
        debug_assert!(line.group <= at);
        order.extend(all);
    }
    order.append(&mut held);
    order
}

/// Puts leaves into another container, with their inline tags.
fn rebase(doc: &mut Doc<'_>, leaves: &mut [Leaf<'_>], container: &[Id]) {
    let mut last = None;
    for leaf in leaves {
        let path = match last {
            Some((old, new)) if old == leaf.path => new,
            _ => {
                let ids = doc.ids(leaf.path).to_vec();
                let moves = |id: &Id| !container.contains(id) && !doc.kind(*id).is_block();
                let inline: Vec<Id> = ids.into_iter().filter(moves).collect();
                doc.path(container.iter().copied().chain(inline))
            }
        };
        if !leaf.is_taken {
            for id in doc.ids(leaf.path).to_vec() {
                if !container.contains(&id) && doc.kind(id).is_block() {
                    doc.idents[id].why = Why::Joined;
                }
            }
        }
        last = Some((leaf.path, path));
        leaf.path = path;
    }
}

/// Returns which cells have nothing left, and where: a leaf that went, and the tags up
/// to the cell.
pub(super) fn empty_cells(
    doc: &Doc<'_>,
    leaves: &[Leaf<'_>],
    filled: impl Iterator<Item = Id>,
) -> Vec<(usize, Vec<Id>)> {
    let mut has = vec![false; doc.idents.len()];
    for id in filled {
        has[id] = true;
    }
    for leaf in leaves.iter().filter(|leaf| !leaf.is_taken) {
        for &id in doc.ids(leaf.path) {
            has[id] = true;
        }
    }
    let mut empty = Vec::new();
    for (index, leaf) in leaves.iter().enumerate().filter(|(_, leaf)| leaf.is_taken) {
        let ids = doc.ids(leaf.path);
        let is_cell = |id: &Id| doc.kind(*id).is_cell() && !doc.idents[*id].is_removed;
        if let Some(place) = ids.iter().rposition(is_cell) {
            if !std::mem::replace(&mut has[ids[place]], true) {
                empty.push((index, ids[..=place].to_vec()));
            }
        }
    }
    empty
}

/// Whether a leaf is of text that is kept.
pub(super) fn is_kept_text(leaf: &Leaf<'_>) -> bool {
    leaf.has_text() && !leaf.is_taken && !matches!(leaf.kind, LeafKind::Empty)
}
