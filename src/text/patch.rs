//! Puts rewritten stretches into a copy of a text.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::span::{CopiedRun, Span};
use super::{AddressedText, SpanRef, units};
use crate::authority::AttributeId;
use crate::num::to_u32;

/// A stretch of a text, written anew. One character before it and one behind it are
/// part of both, so that what stands between them is settled.
#[derive(Debug)]
pub(crate) struct Patch {
    /// The characters around it; `None` at the ends of the text.
    pub(crate) before: Option<u32>,
    pub(crate) after: Option<u32>,
    /// The spans that start behind the one character, and up to the start of the other.
    pub(crate) spans: Range<usize>,
    /// The stretch, with a character of one byte for each of the two.
    pub(crate) with: AddressedText,
    /// Which of its spans are kept.
    pub(crate) keep: Vec<bool>,
    /// The spans of the text that are open at the character before: the first ones of
    /// the stretch.
    pub(crate) heads: Vec<u32>,
    /// Spans of the stretch that are open at the character behind it, and which spans
    /// of the text they are.
    pub(crate) open: Vec<(usize, u32)>,
}

/// Characters inside of one text leaf that are replaced by others. No span starts or
/// ends at them.
#[derive(Clone, Debug)]
pub(crate) struct Splice<'a> {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The bytes of the two.
    pub(crate) bytes: Range<usize>,
    pub(crate) new: Cow<'a, str>,
}

/// How far a splice and all before it move what stands behind.
#[derive(Clone, Copy, Debug)]
struct Moved {
    end: u32,
    characters: i64,
    bytes: i64,
}

/// New values for all attributes of a span.
pub(crate) type NewValues<'a> = (u32, Vec<(AttributeId, &'a str)>);

/// Turns addresses of a text into bytes; quickest in ascending order.
#[derive(Debug)]
pub(crate) struct Bytes<'t> {
    content: &'t AddressedText,
    last: (u32, usize),
}

/// So many characters are counted sooner than a span is found.
const NEAR: u32 = 32;

impl<'t> Bytes<'t> {
    pub(crate) fn of(content: &'t AddressedText) -> Self {
        let last = (0, 0);
        Self { content, last }
    }

    /// The byte of an address within the text.
    pub(crate) fn at(&mut self, address: u32) -> usize {
        let text = &self.content.text;
        if text.len() == self.content.characters as usize {
            return address as usize;
        }
        let mut best = (0, 0);
        if self.last.0 <= address {
            best = self.last;
            if address - best.0 < NEAR {
                return best.1 + units::byte_of(&text[best.1..], address - best.0);
            }
        }
        let next = self.content.first_span_behind(address);
        if let Some(span) = next.checked_sub(1).map(|last| self.content.spans[last]) {
            for (character, byte) in [(span.start, span.byte_start), (span.end, span.byte_end)] {
                if best.0 < character && character <= address {
                    best = (character, byte as usize);
                }
            }
        }
        let byte = best.1 + units::byte_of(&text[best.1..], address - best.0);
        self.last = (address, byte);
        byte
    }
}

/// The spans around spans.
#[derive(Debug)]
pub(crate) struct Parents<'t> {
    spans: &'t [Span],
    /// All of them: made when one stands too far before its span.
    all: OnceCell<Vec<u32>>,
}

impl<'t> Parents<'t> {
    /// So many spans are passed sooner than all are listed.
    const NEAR: usize = 64;

    pub(crate) fn of(content: &'t AddressedText) -> Self {
        Self {
            spans: &content.spans,
            all: OnceCell::new(),
        }
    }

    /// The span around the one at a place among all.
    pub(crate) fn parent(&self, ordinal: usize) -> Option<usize> {
        let outer = self.spans.get(ordinal)?.depth.checked_sub(1)?;
        let before = &self.spans[ordinal.saturating_sub(Self::NEAR)..ordinal];
        if let Some(behind) = before.iter().rev().position(|span| span.depth == outer) {
            return Some(ordinal - 1 - behind);
        }
        let all = self.all.get_or_init(|| list_parents(self.spans));
        Some(all[ordinal] as usize).filter(|parent| *parent < ordinal)
    }
}

/// For each span the one around it; itself if there is none.
fn list_parents(spans: &[Span]) -> Vec<u32> {
    // The last span of each depth.
    let mut open: Vec<u32> = Vec::new();
    let parents = (0..).zip(spans).map(|(ordinal, span)| {
        open.truncate(usize::from(span.depth));
        let parent = open.last().copied().unwrap_or(ordinal);
        open.push(ordinal);
        parent
    });
    parents.collect()
}

impl AddressedText {
    /// The span at a place among all.
    pub(crate) fn span(&self, ordinal: usize) -> Option<SpanRef<'_>> {
        self.spans
            .get(ordinal)
            .map(|span| self.span_ref(ordinal, span))
    }

    /// How many spans start at an address or before it.
    pub(crate) fn first_span_behind(&self, address: u32) -> usize {
        self.spans.partition_point(|span| span.start <= address)
    }

    /// Copies the text with these stretches and splices, which are apart, and new
    /// values for some spans outside of the stretches. All are in order.
    pub(crate) fn patched(
        &self,
        patches: &[Patch],
        splices: &[Splice<'_>],
        values: &[NewValues<'_>],
    ) -> Self {
        let more = patches.iter().map(|patch| patch.with.text.len());
        let more: usize = more
            .chain(splices.iter().map(|splice| splice.new.len()))
            .sum();
        let mut moved = STAYED;
        let moves = splices.iter().map(|splice| {
            let new = i64::from(units::count(&splice.new));
            moved.end = splice.end;
            moved.characters += new - i64::from(splice.end - splice.start);
            moved.bytes += signed(splice.new.len()) - signed(splice.bytes.len());
            moved
        });
        let moves: Vec<Moved> = moves.collect();
        let mut copy = Copy {
            from: self,
            to: Self::default(),
            bytes: Bytes::of(self),
            passed: (0, 0, 0),
            open: Vec::new(),
            first: 0,
            values,
            splices,
            moves: &moves,
        };
        copy.to.text.reserve(self.text.len() + more);
        copy.to.spans.reserve(self.spans.len() + 4 * patches.len());
        for patch in patches {
            copy.up_to(patch);
            copy.put(patch);
        }
        copy.rest();
        copy.to
    }
}

/// A copy that is being made.
struct Copy<'t> {
    from: &'t AddressedText,
    to: AddressedText,
    bytes: Bytes<'t>,
    /// What has been copied: characters, bytes, spans.
    passed: (u32, usize, usize),
    /// Spans that were open where a stretch ended, and where they are in the copy.
    open: Vec<(u32, usize)>,
    /// Where the spans that were copied last begin in the copy.
    first: usize,
    values: &'t [NewValues<'t>],
    /// Those that have not been copied.
    splices: &'t [Splice<'t>],
    moves: &'t [Moved],
}

impl Copy<'_> {
    /// Copies what stands before a character and the spans before a place.
    fn copy(&mut self, characters: u32, byte: usize, spans: usize) {
        let (from, to) = (self.from, &mut self.to);
        let place = Place {
            from: (self.passed.0, to_u32(self.passed.1)),
            to: (to.characters, to_u32(to.text.len())),
            moves: self.moves,
        };
        let mut passed = self.passed.1;
        while let Some(splice) = self
            .splices
            .first()
            .filter(|splice| splice.end <= characters)
        {
            to.text.push_str(&from.text[passed..splice.bytes.start]);
            to.text.push_str(&splice.new);
            passed = splice.bytes.end;
            self.splices = &self.splices[1..];
        }
        to.text.push_str(&from.text[passed..byte]);
        to.characters = place.of(characters, to_u32(byte)).0;
        self.first = to.spans.len();
        let (first, copied) = (self.passed.2, &from.spans[self.passed.2..spans]);
        let mut walk = place.walk();
        let changes = |value: &&NewValues<'_>| (value.0 as usize) < spans;
        let run = match self.values.first().filter(changes) {
            Some(_) => None,
            None => to.attributes.copy_run(&from.attributes, copied),
        };
        if let Some(moved) = run {
            walk.spans(copied, moved, &mut to.spans);
        } else {
            for (ordinal, span) in (to_u32(first)..).zip(copied) {
                let mut copied = walk.span(span);
                match self.values.first() {
                    Some((changed, new)) if *changed == ordinal => {
                        let first = to.attributes.len();
                        for (id, value) in new {
                            to.attributes.push(*id, value);
                        }
                        copied.first_attribute = if new.is_empty() { 0 } else { to_u32(first) };
                        copied.attribute_count = u16::try_from(new.len()).unwrap_or(u16::MAX);
                        self.values = &self.values[1..];
                    }
                    _ => copied.first_attribute = to.attributes.copy(&from.attributes, span),
                }
                to.spans.push(copied);
            }
        }
        self.passed = (characters, byte, spans);
    }

    fn up_to(&mut self, patch: &Patch) {
        let end = patch.before.map_or(0, |before| before + 1);
        let byte = self.bytes.at(end);
        self.copy(end, byte, patch.spans.start);
    }

    fn rest(&mut self) {
        let from = self.from;
        self.copy(from.characters, from.text.len(), from.spans.len());
    }

    /// Where a span of the text is in the copy, if it has been open since the last
    /// stretch or begins behind it.
    fn copied(&self, ordinal: u32) -> Option<usize> {
        let first = self.passed.2 - (self.to.spans.len() - self.first);
        match (ordinal as usize).checked_sub(first) {
            Some(behind) => Some(self.first + behind),
            None => {
                let open = self.open.iter().find(|(open, _)| *open == ordinal);
                open.map(|(_, copied)| *copied)
            }
        }
    }

    /// Puts a stretch in; what stands before it has been copied.
    fn put(&mut self, patch: &Patch) {
        let heads: Vec<Option<usize>> = patch.heads.iter().map(|head| self.copied(*head)).collect();
        let with = &patch.with;
        let (before, after) = (patch.before.is_some(), patch.after.is_some());
        let place = Place {
            from: (u32::from(before), u32::from(before)),
            to: (self.to.characters, to_u32(self.to.text.len())),
            moves: &[],
        };
        let end = with.text.len() - usize::from(after);
        self.to.text.push_str(&with.text[usize::from(before)..end]);
        self.to.characters += with.characters - u32::from(before) - u32::from(after);
        let old_end = patch.after.unwrap_or(self.from.characters);
        let old_byte = self.bytes.at(old_end);
        let mut ids: Vec<Option<usize>> = Vec::with_capacity(with.spans.len());
        for (at, span) in with.spans.iter().enumerate() {
            if let Some(head) = heads.get(at) {
                if let Some(head) = *head {
                    let head = &mut self.to.spans[head];
                    (head.end, head.byte_end) = place.of(span.end, span.byte_end);
                }
                ids.push(*head);
            } else if patch.keep[at] {
                let first_attribute = self.to.attributes.copy(&with.attributes, span);
                let (start, byte_start) = place.of(span.start, span.byte_start);
                let (end, byte_end) = place.of(span.end, span.byte_end);
                ids.push(Some(self.to.spans.len()));
                self.to.spans.push(Span {
                    start,
                    byte_start,
                    end,
                    byte_end,
                    first_attribute,
                    ..*span
                });
            } else {
                ids.push(None);
            }
        }
        self.passed = (old_end, old_byte, patch.spans.end);
        let behind = Place {
            from: (old_end, to_u32(old_byte)),
            to: (self.to.characters, to_u32(self.to.text.len())),
            moves: self.moves,
        };
        self.open.clear();
        for (at, ordinal) in &patch.open {
            if let Some(copied) = ids[*at] {
                let old = &self.from.spans[*ordinal as usize];
                let span = &mut self.to.spans[copied];
                (span.end, span.byte_end) = behind.of(old.end, old.byte_end);
                self.open.push((*ordinal, copied));
            }
        }
        while self
            .values
            .first()
            .is_some_and(|(ordinal, _)| (*ordinal as usize) < patch.spans.end)
        {
            self.values = &self.values[1..];
        }
        self.first = self.to.spans.len();
    }
}

/// Moves positions.
#[derive(Clone, Copy)]
struct Place<'m> {
    from: (u32, u32),
    to: (u32, u32),
    /// The splices that are passed on the way.
    moves: &'m [Moved],
}

impl<'m> Place<'m> {
    fn of(self, character: u32, byte: u32) -> (u32, u32) {
        self.walk().end(character, byte)
    }

    fn walk(self) -> Walk<'m> {
        let passed = self.moves.partition_point(|moved| moved.end <= self.from.0);
        let (before, moves) = self.moves.split_at(passed);
        let before = before.last().copied().unwrap_or(STAYED);
        let by = |to: u32, from: u32| i64::from(to) - i64::from(from);
        let stayed = Shift {
            characters: by(self.to.0, self.from.0) - before.characters,
            bytes: by(self.to.1, self.from.1) - before.bytes,
        };
        Walk {
            stayed,
            last: stayed.and(before),
            moves,
        }
    }
}

/// What stands before all splices.
const STAYED: Moved = Moved {
    end: 0,
    characters: 0,
    bytes: 0,
};

/// How far positions move.
#[derive(Clone, Copy)]
struct Shift {
    characters: i64,
    bytes: i64,
}

impl Shift {
    fn and(self, moved: Moved) -> Self {
        Self {
            characters: self.characters + moved.characters,
            bytes: self.bytes + moved.bytes,
        }
    }

    #[inline]
    fn of(self, character: u32, byte: u32) -> (u32, u32) {
        (moved(character, self.characters), moved(byte, self.bytes))
    }

    /// The two as what is added to a place within the text, modulo 2³².
    fn modulo(self) -> (u32, u32) {
        let modulo = |by: i64| u32::try_from(by.rem_euclid(1 << 32)).unwrap_or_default();
        (modulo(self.characters), modulo(self.bytes))
    }
}

/// Moves positions of spans, whose starts come in order.
struct Walk<'m> {
    /// Without any splice.
    stayed: Shift,
    /// With the splices before the last start.
    last: Shift,
    moves: &'m [Moved],
}

impl Walk<'_> {
    /// Copies spans whose attributes were copied as a whole.
    fn spans(&mut self, mut spans: &[Span], attributes: CopiedRun, to: &mut Vec<Span>) {
        while let Some(first) = spans.first() {
            self.start(first.start, first.byte_start);
            let next = self.moves.first().map(|next| next.end);
            let before = next.map_or(spans.len(), |next| {
                spans.partition_point(|span| span.start < next)
            });
            let (own, rest) = spans.split_at(before);
            let (next, by) = (next.unwrap_or(u32::MAX), self.last.modulo());
            to.extend(own.iter().map(|span| {
                let end = if span.end < next {
                    (
                        span.end.wrapping_add(by.0),
                        span.byte_end.wrapping_add(by.1),
                    )
                } else {
                    self.end(span.end, span.byte_end)
                };
                Span {
                    start: span.start.wrapping_add(by.0),
                    byte_start: span.byte_start.wrapping_add(by.1),
                    end: end.0,
                    byte_end: end.1,
                    first_attribute: attributes.index(span),
                    ..*span
                }
            }));
            spans = rest;
        }
    }

    /// Moves a span. Its attributes are still those of the text.
    #[inline]
    fn span(&mut self, span: &Span) -> Span {
        let (start, byte_start) = self.start(span.start, span.byte_start);
        let (end, byte_end) = self.end(span.end, span.byte_end);
        Span {
            start,
            byte_start,
            end,
            byte_end,
            ..*span
        }
    }

    #[inline]
    fn start(&mut self, character: u32, byte: u32) -> (u32, u32) {
        while let [next, rest @ ..] = self.moves {
            if next.end > character {
                break;
            }
            (self.last, self.moves) = (self.stayed.and(*next), rest);
        }
        self.last.of(character, byte)
    }

    /// The end of a span whose start was asked for last.
    #[inline]
    fn end(&self, character: u32, byte: u32) -> (u32, u32) {
        match self.moves.first() {
            Some(next) if next.end <= character => {
                let passed = self.moves.partition_point(|moved| moved.end <= character);
                self.stayed.and(self.moves[passed - 1]).of(character, byte)
            }
            _ => self.last.of(character, byte),
        }
    }
}

#[inline]
fn moved(at: u32, by: i64) -> u32 {
    let place = i64::from(at) + by;
    u32::try_from(place.max(0)).unwrap_or(u32::MAX)
}

fn signed(length: usize) -> i64 {
    i64::from(to_u32(length))
}
