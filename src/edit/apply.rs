//! Does an edit: checks all of it, writes anew the lines that it touches, and copies
//! the rest.

use std::borrow::Cow;

use super::change::Change;
use super::doc::{Doc, Id, Leaf, LeafKind, Origin, Separator};
use super::edited::{Edited, Gone, Why};
use super::fault::{EditError, EditFault};
use super::leaves::{Leaves, Stretch, read};
use super::mapping::{Mapping, Section};
use super::marks;
use super::out::Out;
use super::parts::Edit;
use super::plan::Plan;
use super::put::{Placer, Put, What};
use super::stretches;
use super::take;
use super::trace::sections;
use super::verb::{self, Verb, ends};
use super::write::Writer;
use crate::authority::{Authority, MarkupId};
use crate::num::to_u32;
use crate::text::patch::{NewValues, Parents, Patch, Splice};
use crate::text::units;
use crate::text::{AddressedText, Ordinal};

impl Edit<'_> {
    /// Makes the content that the edit leads to. The given one is not changed.
    ///
    /// Time and memory: what is copied, the spans, n log n in the parts, and the length
    /// times the depth of the lines that are touched.
    ///
    /// # Errors
    ///
    /// A part that cannot be done, and nothing is: the [fault](super::EditFault), with
    /// the path to the part, such as `replace[3]` for the fourth of all parts.
    pub fn apply(
        &self,
        content: &AddressedText,
        authority: &Authority,
    ) -> Result<Edited, EditError> {
        let applied = self.apply_counted(content, authority);
        applied.map(|(edited, _)| edited)
    }

    /// Applies the edit, and counts the steps that writing anew takes: leaves that are
    /// read, leaves that are written, steps of their layout, splices.
    pub(crate) fn apply_counted(
        &self,
        content: &AddressedText,
        authority: &Authority,
    ) -> Result<(Edited, u64), EditError> {
        let refuse = |(part, fault): (usize, EditFault)| {
            let verb = self.parts[part].verb();
            EditError::new(format!("{verb}[{part}]"), fault)
        };
        let plan = Plan::of(self, content, authority).map_err(refuse)?;
        let parents = Parents::of(content);
        let is_plain = plain(&plan.changes, content, &parents);
        let stretches = stretches::around(content, authority, &parents, &plan.touched(&is_plain));
        let mut done = Done {
            sections: Vec::new(),
            passed: 0,
            patches: Vec::with_capacity(stretches.len()),
            splices: Vec::new(),
        };
        let mut gone = Vec::new();
        let mut steps = 0;
        let mut refused: Option<(usize, EditFault)> = None;
        let (mut changes, mut verbs) = (&plan.changes[..], plan.verbs_in_order());
        for stretch in stretches {
            let first = stretch.before.map_or(0, |before| before + 1);
            let before = changes.partition_point(|change| change.range.0 < first);
            done.splice(&changes[..before]);
            changes = &changes[before..];
            let is_in = |start: u32| stretch.after.is_none_or(|after| start < after);
            let here = changes.partition_point(|change| is_in(change.range.0));
            let (own, rest) = changes.split_at(here);
            changes = rest;
            let later = verbs.partition_point(|(_, verb)| is_in(verb.range.0));
            let mut own_verbs: Vec<_> = verbs.drain(..later).collect();
            own_verbs.sort_by_key(|(number, _)| *number);
            let work = Work {
                content,
                authority,
                plan: &plan,
                stretch: &stretch,
                doc: Doc::default(),
            };
            match work.done(own, &own_verbs, &mut gone) {
                Ok(Some((patch, new, taken))) => {
                    steps += taken;
                    done.keep_to(first);
                    done.sections.extend(new);
                    done.passed = stretch.after.unwrap_or(content.char_len());
                    done.patches.push(patch);
                }
                Ok(None) => {}
                Err(fault) => {
                    let is_first = refused.as_ref().is_none_or(|refused| fault.0 < refused.0);
                    if is_first {
                        refused = Some(fault);
                    }
                }
            }
        }
        if let Some(refused) = refused {
            return Err(refuse(refused));
        }
        done.splice(changes);
        done.keep_to(content.char_len());
        let values = plan.values.iter().map(|(ordinal, values)| {
            let values = values.iter().map(|(id, value)| (*id, &**value));
            (*ordinal, values.collect())
        });
        let values: Vec<NewValues<'_>> = values.collect();
        let new = content.patched(&done.patches, &done.splices, &values);
        let is_vouched = content.is_validated_for(authority) && plan.pieces_are_sound(authority);
        gone.sort_by_key(|gone: &Gone| (gone.piece, gone.ordinal));
        steps += u64::from(to_u32(done.splices.len()));
        let edited = Edited {
            content: if is_vouched {
                new.validated_for(authority)
            } else {
                new
            },
            mapping: Mapping::from_sections(done.sections),
            gone,
        };
        Ok((edited, steps))
    }
}

/// Returns which changes are plain. Two that touch are not: what one of them puts in
/// stands beside what the other does.
fn plain(changes: &[Change<'_>], content: &AddressedText, parents: &Parents<'_>) -> Vec<bool> {
    let mut is_plain: Vec<bool> = changes
        .iter()
        .map(|change| change.is_plain(content, parents))
        .collect();
    for (at, pair) in changes.windows(2).enumerate() {
        if pair[0].range.1 == pair[1].range.0 {
            is_plain[at..at + 2].fill(false);
        }
    }
    is_plain
}

/// What has been done, up to an address of the old text.
struct Done<'t> {
    sections: Vec<Section>,
    passed: u32,
    patches: Vec<Patch>,
    splices: Vec<Splice<'t>>,
}

impl<'t> Done<'t> {
    fn keep_to(&mut self, address: u32) {
        self.sections.push(Section::Kept(address - self.passed));
        self.passed = address;
    }

    /// Does changes that are plain.
    fn splice(&mut self, changes: &[Change<'t>]) {
        for change in changes {
            let (start, end) = change.middle;
            let new = change.new_words();
            self.keep_to(start);
            self.sections.push(Section::Changed {
                old: end - start,
                new: units::count(&new),
            });
            self.passed = end;
            let bytes = change.middle_bytes.clone();
            self.splices.push(Splice {
                start,
                end,
                bytes,
                new,
            });
        }
    }
}

/// One stretch that is written anew.
struct Work<'w, 't> {
    content: &'t AddressedText,
    authority: &'t Authority,
    plan: &'w Plan<'t>,
    stretch: &'w Stretch,
    doc: Doc<'t>,
}

type Refused = (usize, EditFault);

impl<'t> Work<'_, 't> {
    fn done(
        mut self,
        changes: &[Change<'t>],
        verbs: &[(usize, &Verb)],
        gone: &mut Vec<Gone>,
    ) -> Result<Option<(Patch, Vec<Section>, u64)>, Refused> {
        let cuts = cuts(changes, verbs);
        let leaves = read(
            &mut self.doc,
            self.content,
            self.stretch,
            &cuts,
            self.authority,
            Origin::Old,
        );
        let Leaves {
            mut leaves,
            mut separators,
        } = leaves;
        let mut changes = changes.to_vec();
        for change in &mut changes {
            change.settle(&separators)?;
        }
        if verbs.is_empty() && changes.iter().all(Change::is_idle) {
            return Ok(None);
        }
        self.set_values();
        for (_, verb) in verbs {
            self.verb(verb, &mut leaves)?;
        }
        let ranges = taken(&changes);
        take::take(&self.doc, &mut leaves, &ranges);
        self.empty_filled(&changes, &mut leaves);
        take::remove_tables(&mut self.doc, &mut leaves, self.content, &ranges);
        let lines = take::join(&self.doc, &leaves, &mut separators, &ranges);
        let order = take::order(&mut self.doc, &mut leaves, &lines);
        let (first, heads) = (self.stretch.spans.start, self.stretch.heads.len());
        let ident_of = |ordinal: u32| Some((ordinal as usize).checked_sub(first)? + heads);
        let mut placer = Placer::new(&mut self.doc, &leaves, &lines, &order, self.authority);
        let puts: Vec<Put<'t>> = changes
            .iter()
            .filter_map(|change| placer.put(change, ident_of))
            .collect();
        let groups: Vec<usize> = lines.iter().map(|line| line.group).collect();
        let outs = self.outs(&leaves, &groups, &order, &separators, puts);
        let steps = u64::from(to_u32(leaves.len() + outs.len()));
        let written = Writer::new(&mut self.doc, self.authority).write(outs)?;
        self.tell(gone);
        let sections = sections(self.content, self.stretch, &written);
        let patch = Patch {
            before: self.stretch.before,
            after: self.stretch.after,
            spans: self.stretch.spans.clone(),
            with: written.text,
            keep: written.keep,
            heads: self.stretch.heads.clone(),
            open: if self.stretch.after.is_some() {
                written.open
            } else {
                Vec::new()
            },
        };
        Ok(Some((patch, sections, steps + written.steps)))
    }

    /// The ident of a span of the stretch.
    fn ident(&self, ordinal: u32) -> Option<Id> {
        let behind = (ordinal as usize).checked_sub(self.stretch.spans.start)?;
        Some(behind + self.stretch.heads.len())
    }

    /// Gives spans the values that they are to have.
    fn set_values(&mut self) {
        for ident in &mut self.doc.idents {
            let Origin::Old(ordinal) = ident.origin else {
                continue;
            };
            let values = &self.plan.values;
            if let Ok(at) = values.binary_search_by_key(&ordinal, |(ordinal, _)| *ordinal) {
                let values = values[at].1.iter();
                let values = values.map(|(id, value)| (*id, Cow::Owned(value.to_string())));
                ident.attributes = values.collect();
            }
        }
    }

    fn verb(&mut self, verb: &Verb, leaves: &mut Vec<Leaf<'t>>) -> Result<(), Refused> {
        let range = verb.range;
        match &verb.what {
            verb::What::Mark(entry, values) => {
                let origin = Origin::New { part: verb.part };
                let tag = self
                    .doc
                    .add(verb::ident(*entry, values, origin, self.authority));
                marks::mark(&mut self.doc, leaves, range, tag);
            }
            verb::What::Unmark(entry) => {
                self.unwrap_around_blocks(leaves, range, *entry);
                marks::unmark(&mut self.doc, leaves, range, *entry);
            }
            verb::What::Wrap(ordinal, entry, values) => {
                if let Some(id) = self.ident(*ordinal) {
                    let origin = Origin::New { part: verb.part };
                    let tag = verb::ident(*entry, values, origin, self.authority);
                    let tag = self.doc.add(tag);
                    self.doc.idents[id].wrapped_by = Some(verb.part);
                    verb::wrap(&mut self.doc, leaves, range, id, tag);
                }
            }
            verb::What::Unwrap(ordinal) => {
                if let Some(id) = self.ident(*ordinal) {
                    verb::unwrap(&mut self.doc, leaves, range, id, self.content);
                }
            }
            verb::What::Remove(ordinal) => {
                if let Some(id) = self.ident(*ordinal) {
                    take::remove(&mut self.doc, leaves, id, range, Why::Removed);
                }
            }
        }
        Ok(())
    }

    /// Takes off the tags of an entry that lie in a range whole and have blocks in them.
    fn unwrap_around_blocks(
        &mut self,
        leaves: &mut [Leaf<'t>],
        range: (u32, u32),
        entry: MarkupId,
    ) {
        for id in self.doc.around_blocks(entry) {
            let ident = &self.doc.idents[id];
            let Origin::Old(ordinal) = ident.origin else {
                continue;
            };
            let span = self.content.span(ordinal as usize);
            let Some(span) = span else {
                continue;
            };
            let (start, end) = ends(span.range());
            if start < end && range.0 <= start && end <= range.1 {
                verb::unwrap(&mut self.doc, leaves, (start, end), id, self.content);
            }
        }
    }

    /// Takes all that filled spans hold but text, which is replaced.
    fn empty_filled(&mut self, changes: &[Change<'t>], leaves: &mut [Leaf<'t>]) {
        for change in changes {
            let Some(id) = change.fills.and_then(|ordinal| self.ident(ordinal)) else {
                continue;
            };
            let first = leaves.partition_point(|leaf| leaf.at < change.range.0);
            for leaf in &mut leaves[first..] {
                if leaf.at > change.range.1 {
                    break;
                }
                let ids = self.doc.ids(leaf.path);
                let Some(place) = ids.iter().position(|other| *other == id) else {
                    continue;
                };
                let inner = ids[place + 1..].to_vec();
                leaf.is_taken |= !leaf.has_text();
                if inner.iter().any(|id| self.doc.kind(*id).is_shape()) && leaf.is_taken {
                    leaf.is_removed = true;
                    for id in inner {
                        self.doc.idents[id].is_removed = true;
                    }
                }
            }
        }
    }

    /// All that is to be written, in its order.
    fn outs(
        &mut self,
        leaves: &[Leaf<'t>],
        groups: &[usize],
        order: &[usize],
        separators: &[Separator],
        mut puts: Vec<Put<'t>>,
    ) -> Vec<Out<'t>> {
        let mut filled: Vec<Id> = Vec::new();
        for put in &puts {
            let paths: Vec<_> = match &put.what {
                What::Text { path, .. } => vec![*path],
                What::Leaves(leaves) => leaves.iter().map(|(leaf, _)| leaf.path).collect(),
            };
            for path in paths {
                filled.extend(self.doc.ids(path));
            }
        }
        let mut cells = vec![None; leaves.len()];
        for (leaf, ids) in take::empty_cells(&self.doc, leaves, filled.into_iter()) {
            cells[leaf] = Some(self.doc.path(ids));
        }
        puts.sort_by_key(|put| put.place);
        let mut puts = puts.into_iter().peekable();
        let mut outs = Vec::with_capacity(order.len() + 2);
        let mut separators = separators.iter().peekable();
        for (place, &index) in order.iter().enumerate() {
            let leaf = leaves[index];
            if leaf.has_text() {
                while let Some(one) = separators.next_if(|one| one.before <= index) {
                    if !one.is_taken {
                        outs.push(Out::Separator {
                            at: one.at,
                            characters: one.characters,
                        });
                    }
                }
            }
            while let Some(put) = puts.next_if(|put| put.place <= (place, false)) {
                put_in(put, &mut outs);
            }
            let group = groups[leaf.line];
            if !leaf.is_taken {
                outs.push(Out::Leaf {
                    kind: leaf.kind,
                    path: leaf.path,
                    group,
                    at: leaf.has_text().then_some(leaf.at),
                    is_seam: leaf.is_seam,
                    in_pre: leaf.in_pre,
                    is_pinned: leaf.is_pinned,
                });
            } else if let Some(path) = cells[index] {
                outs.push(Out::Leaf {
                    kind: LeafKind::Empty,
                    path,
                    group,
                    at: None,
                    is_seam: false,
                    in_pre: false,
                    is_pinned: false,
                });
            }
            while let Some(put) = puts.next_if(|put| put.place <= (place, true)) {
                put_in(put, &mut outs);
            }
        }
        for put in puts {
            put_in(put, &mut outs);
        }
        outs
    }

    /// Tells which spans are there no more.
    fn tell(&self, gone: &mut Vec<Gone>) {
        let (first, heads) = (self.stretch.spans.start, self.stretch.heads.len());
        let mut is_written = vec![false; self.stretch.spans.len()];
        for ident in &self.doc.idents {
            match ident.origin {
                Origin::Old(ordinal) if ident.is_written => {
                    let at = (ordinal as usize).checked_sub(first);
                    if let Some(written) = at.and_then(|at| is_written.get_mut(at)) {
                        *written = true;
                    }
                }
                Origin::Piece { part, ordinal } if !ident.is_written => {
                    let span = self
                        .plan
                        .piece(part)
                        .and_then(|piece| piece.span(ordinal as usize));
                    if let Some(span) = span {
                        gone.push(Gone {
                            piece: Some(part),
                            ordinal: span.ordinal(),
                            range: span.range(),
                            why: ident.why,
                        });
                    }
                }
                _ => {}
            }
        }
        for (at, _) in is_written
            .iter()
            .enumerate()
            .filter(|(_, written)| !**written)
        {
            let ordinal = first + at;
            if let Some(span) = self.content.span(ordinal) {
                gone.push(Gone {
                    piece: None,
                    ordinal: Ordinal::new(span.ordinal().get()),
                    range: span.range(),
                    why: self.doc.idents[heads + at].why,
                });
            }
        }
    }
}

fn put_in<'t>(put: Put<'t>, outs: &mut Vec<Out<'t>>) {
    outs.push(Out::Cut { at: put.at });
    match put.what {
        What::Text { text, path, group } => outs.push(Out::Text { text, path, group }),
        What::Leaves(leaves) => outs.extend(leaves.into_iter().map(|(leaf, group)| Out::Leaf {
            kind: leaf.kind,
            path: leaf.path,
            group,
            at: None,
            is_seam: false,
            in_pre: leaf.in_pre,
            is_pinned: false,
        })),
    }
}

/// Where texts are cut: at the ends of all ranges.
fn cuts(changes: &[Change<'_>], verbs: &[(usize, &Verb)]) -> Vec<u32> {
    let changes = changes.iter().flat_map(|change| {
        [
            change.range.0,
            change.range.1,
            change.middle.0,
            change.middle.1,
        ]
    });
    let verbs = verbs
        .iter()
        .flat_map(|(_, verb)| [verb.range.0, verb.range.1]);
    let mut cuts: Vec<u32> = changes.chain(verbs).collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// What goes, in order; ranges that touch are one.
fn taken(changes: &[Change<'_>]) -> Vec<(u32, u32)> {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for change in changes {
        let (start, end) = change.middle;
        match ranges.last_mut() {
            _ if start == end => {}
            Some(last) if last.1 >= start => last.1 = last.1.max(end),
            _ => ranges.push((start, end)),
        }
    }
    ranges
}
