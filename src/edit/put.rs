//! Finds where what is new stands, and which tags it takes.

use std::borrow::Cow;

use super::change::{Change, New};
use super::doc::{Doc, Id, Leaf, LeafKind, Origin, PathId};
use super::leaves::{Leaves, Stretch, read};
use super::marks::root;
use super::take::{Line, is_kept_text};
use crate::authority::{Authority, DisplayKind, Growth};
use crate::html::element::Element;
use crate::html::nesting::Context;
use crate::text::AddressedText;

/// Something new at its place.
#[derive(Debug)]
pub(super) struct Put<'t> {
    /// It comes before what stands at this place of the order, or behind it.
    pub(super) place: (usize, bool),
    pub(super) at: u32,
    pub(super) what: What<'t>,
}

#[derive(Debug)]
pub(super) enum What<'t> {
    Text {
        text: Cow<'t, str>,
        path: PathId,
        group: usize,
    },
    /// Leaves, each in a group of leaves that stand in one line.
    Leaves(Vec<(Leaf<'t>, usize)>),
}

/// Where something new is put.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// A leaf, and whether it comes behind it.
    leaf: Option<(usize, bool)>,
    /// The leaf that says in which container.
    line: Option<usize>,
}

/// The leaves of a stretch in their new order.
pub(super) struct Placer<'w, 't> {
    pub(super) doc: &'w mut Doc<'t>,
    pub(super) leaves: &'w [Leaf<'t>],
    pub(super) lines: &'w [Line],
    pub(super) authority: &'w Authority,
    /// Where each leaf stands in the order.
    places: Vec<usize>,
    /// The nearest leaf of kept text in the same line, up to each place and from it.
    kept_before: Vec<Option<usize>>,
    kept_behind: Vec<Option<usize>>,
    /// The number of the next group of leaves that stand in one line.
    groups: usize,
}

impl<'w, 't> Placer<'w, 't> {
    pub(super) fn new(
        doc: &'w mut Doc<'t>,
        leaves: &'w [Leaf<'t>],
        lines: &'w [Line],
        order: &[usize],
        authority: &'w Authority,
    ) -> Self {
        let group = |leaf: usize| lines[leaves[leaf].line].group;
        let kept = |order: &mut dyn Iterator<Item = &usize>| {
            let mut last: Option<usize> = None;
            let kept = order.map(|&leaf| {
                last = last.filter(|last| group(*last) == group(leaf));
                if is_kept_text(&leaves[leaf]) {
                    last = Some(leaf);
                }
                last
            });
            kept.collect::<Vec<_>>()
        };
        let kept_before = kept(&mut order.iter());
        let mut kept_behind = kept(&mut order.iter().rev());
        kept_behind.reverse();
        let mut places = vec![0; leaves.len()];
        for (place, &leaf) in order.iter().enumerate() {
            places[leaf] = place;
        }
        Self {
            doc,
            leaves,
            lines,
            authority,
            places,
            kept_before,
            kept_behind,
            groups: lines.len(),
        }
    }

    /// The first leaf of text from an address on.
    fn text_from(&self, address: u32) -> Option<usize> {
        let first = self.leaves.partition_point(|leaf| leaf.at < address);
        let mut leaves = (first..self.leaves.len()).filter(|at| self.leaves[*at].has_text());
        leaves.next()
    }

    /// The last leaf of text before an address.
    fn text_before(&self, address: u32) -> Option<usize> {
        let first = self.leaves.partition_point(|leaf| leaf.at < address);
        (0..first).rev().find(|at| self.leaves[*at].has_text())
    }

    fn ends_at(&self, leaf: usize, address: u32) -> bool {
        self.leaves[leaf].at + self.leaves[leaf].characters == address
    }

    fn end_of_line(&self, leaf: usize) -> Place {
        let last = self.lines[self.leaves[leaf].line].end - 1;
        Place {
            leaf: Some((last, true)),
            line: Some(leaf),
        }
    }

    fn before(leaf: usize) -> Place {
        Place {
            leaf: Some((leaf, false)),
            line: Some(leaf),
        }
    }

    fn place(&self, change: &Change<'_>) -> Place {
        let (start, end) = change.middle;
        if start == end {
            return self.place_at(change);
        }
        let is_usable = |leaf: &usize| !self.leaves[*leaf].is_removed;
        let first = self.text_from(start);
        match first {
            Some(leaf) if self.leaves[leaf].at == start && is_usable(&leaf) => Self::before(leaf),
            _ => {
                let last = self.text_before(start);
                let begins_with_separator = first.is_none_or(|leaf| self.leaves[leaf].at > start);
                if let Some(last) = last.filter(|_| begins_with_separator).filter(is_usable) {
                    return self.end_of_line(last);
                }
                let from = first.unwrap_or(self.leaves.len());
                let texts = (from..self.leaves.len()).filter(|at| self.leaves[*at].has_text());
                let mut texts = texts.take_while(|at| self.leaves[*at].at <= end);
                match texts.find(is_usable) {
                    Some(leaf) => Self::before(leaf),
                    None => Place {
                        leaf: first.map(|leaf| (leaf, false)),
                        line: None,
                    },
                }
            }
        }
    }

    /// The place of something that takes nothing out.
    fn place_at(&self, change: &Change<'_>) -> Place {
        let at = change.middle.0;
        let before = self.text_before(at).filter(|leaf| self.ends_at(*leaf, at));
        let behind = self
            .text_from(at)
            .filter(|leaf| self.leaves[*leaf].at == at);
        if change.range.0 < change.range.1 {
            // Inside of what it leaves: beside that.
            match (before, behind) {
                (Some(leaf), _) if change.range.0 < at => {
                    return Place {
                        leaf: Some((leaf, true)),
                        line: Some(leaf),
                    };
                }
                (_, Some(leaf)) if at < change.range.1 => return Self::before(leaf),
                _ => {}
            }
        }
        let is_pinned = |leaf: &usize| self.leaves[*leaf].is_pinned;
        let before = before.filter(|leaf| !is_pinned(leaf));
        let behind = behind.filter(|leaf| !is_pinned(leaf));
        match (before, behind) {
            (Some(before), Some(behind))
                if self.leaves[before].line == self.leaves[behind].line =>
            {
                self.before_spans_of(behind, Some(before))
            }
            (Some(before), _) => self.end_of_line(before),
            (None, Some(behind)) => self.before_spans_of(behind, None),
            (None, None) => Place {
                leaf: self.leaves.len().checked_sub(1).map(|last| (last, true)),
                line: None,
            },
        }
    }

    /// Before a character and the tags that start with it, behind what stands before
    /// these.
    fn before_spans_of(&self, leaf: usize, before: Option<usize>) -> Place {
        let line = self.lines[self.leaves[leaf].line];
        let first = before.map_or(line.first, |before| before + 1);
        let outer = before.map_or(&[][..], |before| self.doc.ids(self.leaves[before].path));
        let starts = self.around(leaf).iter().find(|id| !outer.contains(id));
        let holds = |leaf: &usize| {
            let ids = self.doc.ids(self.leaves[*leaf].path);
            starts.is_some_and(|id| ids.contains(id))
        };
        Place {
            leaf: Some(((first..leaf).find(holds).unwrap_or(leaf), false)),
            line: Some(leaf),
        }
    }

    /// The inline tags around a leaf, without the tag that it is.
    fn around(&self, leaf: usize) -> &[Id] {
        let leaf = &self.leaves[leaf];
        let inline = self.doc.inline(leaf.path);
        match leaf.kind {
            LeafKind::Void | LeafKind::Character(_) => &inline[..inline.len().saturating_sub(1)],
            LeafKind::Text(_) | LeafKind::Empty => inline,
        }
    }

    fn roots(&self, leaf: usize) -> Vec<Id> {
        let around = self.around(leaf).iter();
        around.map(|id| root(self.doc, *id)).collect()
    }

    /// The inline tags that cover all text of a range. Pieces of tags that are alike
    /// count as one.
    fn covering(&self, range: (u32, u32)) -> Vec<Id> {
        let first = self.leaves.partition_point(|leaf| leaf.at < range.0);
        let mut covering: Option<Vec<Id>> = None;
        let mut last = None;
        for (at, leaf) in self.leaves.iter().enumerate().skip(first) {
            if leaf.at >= range.1 {
                break;
            }
            if !leaf.has_text() || last.replace(leaf.path) == Some(leaf.path) {
                continue;
            }
            let here = self.roots(at);
            match &mut covering {
                Some(covering) => covering.retain(|id| self.has(&here, *id)),
                None => covering = Some(here),
            }
        }
        covering.unwrap_or_default()
    }

    /// Whether a tag, or one like it, is among others.
    fn has(&self, all: &[Id], id: Id) -> bool {
        let is_it = |other: &Id| *other == id || self.doc.is_alike(*other, id);
        all.iter().any(is_it)
    }

    /// Puts in what a change has that is new.
    pub(super) fn put(
        &mut self,
        change: &Change<'t>,
        leaf_of_span: impl Fn(u32) -> Option<Id>,
    ) -> Option<Put<'t>> {
        if matches!(change.new, New::Nothing) {
            return None;
        }
        let filled = change.fills.and_then(leaf_of_span);
        let mut place = self.place(change);
        let mut group = place
            .line
            .map_or(usize::MAX, |leaf| self.lines[self.leaves[leaf].line].group);
        let mut container: Vec<Id> = match place.line {
            Some(leaf) => self.doc.container(self.leaves[leaf].path).to_vec(),
            None => Vec::new(),
        };
        let mut needed: Vec<Id> = Vec::new();
        if let Some(filled) = filled {
            let holds = |leaf: &usize| self.doc.ids(self.leaves[*leaf].path).contains(&filled);
            let stands_in = container.contains(&filled)
                || place.line.is_some_and(|leaf| holds(&leaf)) && change.range.0 < change.range.1;
            let start = self.leaves.partition_point(|leaf| leaf.at < change.range.0);
            let first = (start..self.leaves.len()).find(holds);
            if let Some(first) = first {
                let ids = self.doc.ids(self.leaves[first].path);
                let end = ids
                    .iter()
                    .position(|id| *id == filled)
                    .map_or(0, |at| at + 1);
                let up_to = ids[..end].to_vec();
                if stands_in {
                    needed = up_to
                        .into_iter()
                        .filter(|id| !container.contains(id))
                        .collect();
                } else {
                    let blocks = up_to.iter().rposition(|id| self.doc.kind(*id).is_block());
                    let inline = blocks.map_or(0, |at| at + 1);
                    container = up_to[..inline].to_vec();
                    needed = up_to[inline..].to_vec();
                    place = Self::before(first);
                    group = self.lines[self.leaves[first].line].group;
                }
            }
        }
        let beside = |kept: &[Option<usize>], is_before: bool| -> Option<usize> {
            let (leaf, is_behind) = place.leaf?;
            place.line?;
            let here = self.places[leaf];
            let there = match (is_before, is_behind) {
                (true, true) | (false, false) => Some(here),
                (true, false) => here.checked_sub(1),
                (false, true) => Some(here + 1),
            }?;
            let found = kept.get(there).copied().flatten()?;
            (self.lines[self.leaves[found].line].group == group).then_some(found)
        };
        let before = beside(&self.kept_before, true).map(|leaf| self.roots(leaf));
        let behind = beside(&self.kept_behind, false).map(|leaf| self.roots(leaf));
        let inline = self.inline(
            change,
            before.unwrap_or_default(),
            behind.unwrap_or_default(),
            needed,
        );
        let place_in_order = match place.leaf {
            Some((leaf, is_behind)) => (self.places[leaf], is_behind),
            None => (usize::MAX, true),
        };
        let what = match &change.new {
            New::Nothing => return None,
            New::Text(text) => What::Text {
                text: text.clone(),
                path: self.doc.path(container.into_iter().chain(inline)),
                group,
            },
            New::Content(content) => {
                What::Leaves(self.content(change.part, content, &container, &inline, group))
            }
        };
        Some(Put {
            place: place_in_order,
            at: change.middle.0,
            what,
        })
    }

    /// The inline tags that something new takes.
    fn inline(
        &self,
        change: &Change<'_>,
        before: Vec<Id>,
        behind: Vec<Id>,
        needed: Vec<Id>,
    ) -> Vec<Id> {
        let through = |id: &Id| self.has(&before, *id) && self.has(&behind, *id);
        let takes: Vec<Id> = if let New::Content(_) = change.new {
            before.iter().filter(|id| through(id)).copied().collect()
        } else if change.middle.0 < change.middle.1 {
            self.covering(change.middle)
        } else {
            let is_insertion = change.range.0 == change.range.1;
            let grows_on = is_insertion || change.range.0 < change.middle.0;
            let grows_back = is_insertion || change.middle.1 < change.range.1;
            let growth = |id: &Id| self.doc.kind(*id).growth;
            let end = |id: &Id| matches!(growth(id), Growth::End | Growth::Both);
            let both = |id: &Id| growth(id) == Growth::Both;
            let covering = if is_insertion {
                Vec::new()
            } else {
                self.covering(change.range)
            };
            let takes = |id: &Id| through(id) || self.has(&covering, *id);
            let mut list: Vec<Id> = before.clone();
            list.retain(|id| takes(id) || grows_on && end(id));
            let mut last = 0;
            for &id in &behind {
                let alike = |other: &Id| *other == id || self.doc.is_alike(*other, id);
                if let Some(at) = list.iter().position(alike) {
                    last = at + 1;
                } else if takes(&id) || grows_back && both(&id) {
                    let rank = self.doc.kind(id).rank;
                    let outer = list[last..].iter();
                    last += outer
                        .take_while(|id| self.doc.kind(**id).rank <= rank)
                        .count();
                    list.insert(last, id);
                    last += 1;
                }
            }
            for id in covering {
                if !self.has(&list, id) {
                    list.push(id);
                }
            }
            list
        };
        let rest = takes.into_iter().filter(|id| !self.has(&needed, *id));
        let rest: Vec<Id> = rest.collect();
        needed.into_iter().chain(rest).collect()
    }

    /// The leaves of content that is put in, with the tags around its place.
    fn content(
        &mut self,
        part: usize,
        content: &'t AddressedText,
        container: &[Id],
        inline: &[Id],
        group: usize,
    ) -> Vec<(Leaf<'t>, usize)> {
        let origin = |ordinal| Origin::Piece { part, ordinal };
        let whole = Stretch::whole(content);
        let Leaves { mut leaves, .. } =
            read(self.doc, content, &whole, &[], self.authority, origin);
        let is_inline = |doc: &Doc<'_>, leaf: &Leaf<'_>| {
            let mut ids = doc.ids(leaf.path).iter();
            !ids.any(|id| doc.kind(*id).is_block())
        };
        let first_block = leaves.iter().position(|leaf| !is_inline(self.doc, leaf));
        let last_block = leaves.iter().rposition(|leaf| !is_inline(self.doc, leaf));
        let holder = match first_block {
            Some(_) => self.holder(&leaves, container),
            None => container.len(),
        };
        let around: Vec<Id> = container.iter().chain(inline).copied().collect();
        let first_group = self.groups;
        let mut put = Vec::with_capacity(leaves.len());
        for (index, leaf) in leaves.iter_mut().enumerate() {
            let own = self.doc.ids(leaf.path).to_vec();
            let is_beside = first_block.is_none_or(|first| index < first)
                || last_block.is_some_and(|last| index > last);
            let outer = if is_beside {
                &around[..]
            } else {
                &container[..holder]
            };
            leaf.path = self.doc.path(outer.iter().copied().chain(own));
            let line = if is_beside {
                group
            } else {
                first_group + leaf.line
            };
            self.groups = self.groups.max(first_group + leaf.line + 1);
            put.push((*leaf, line));
        }
        put
    }

    /// How much of a container is around blocks that are put into it: up to the
    /// innermost block that takes them.
    fn holder(&self, leaves: &[Leaf<'_>], container: &[Id]) -> usize {
        let outermost = leaves.iter().filter_map(|leaf| {
            let ids = self.doc.ids(leaf.path);
            let has_block = ids.iter().any(|id| self.doc.kind(*id).is_block());
            ids.first()
                .filter(|_| has_block)
                .map(|id| self.doc.kind(*id).element)
        });
        let mut outermost: Vec<Element> = outermost.collect();
        outermost.dedup();
        let mut contexts = vec![Context::ROOT];
        for id in container {
            let outer = contexts[contexts.len() - 1];
            contexts.push(outer.enter(self.doc.kind(*id).element));
        }
        let takes = |end: usize| {
            let is_holder = match end.checked_sub(1) {
                None => true,
                Some(at) => {
                    let kind = self.doc.kind(container[at]);
                    kind.is_block()
                        && kind.display != DisplayKind::Paragraph
                        && !kind.element.is_heading()
                        && !matches!(kind.element, Element::Pre | Element::P)
                }
            };
            is_holder
                && outermost
                    .iter()
                    .all(|element| contexts[end].admits(*element))
        };
        (0..=container.len())
            .rev()
            .find(|end| takes(*end))
            .unwrap_or(0)
    }
}
