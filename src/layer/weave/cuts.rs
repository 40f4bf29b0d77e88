//! Cuts marks where they cannot be whole: at borders of lines, at spans that they cross
//! and that stay whole, at spans with which they cannot share a text.

use std::collections::BTreeMap;

use super::tree::{Hold, Kind, Kinds, Node, Source};
use crate::html::element::Element;
use crate::html::nesting::Context;
use crate::text::MAX_DEPTH;

/// A piece of a mark that is to be one span.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// The index of the mark.
    pub(super) mark: usize,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// A mark that is being cut.
struct Cutting {
    mark: usize,
    start: u32,
    end: u32,
    /// Where it is cut.
    cuts: Vec<u32>,
    /// What it does not cover.
    holes: Vec<(u32, u32)>,
}

/// Something that a mark may cross: a span, or another mark.
#[derive(Clone, Copy)]
struct Other {
    kind: Kind,
    start: u32,
    end: u32,
    hold: Hold,
    /// Whether it may be split anywhere.
    is_divisible: bool,
}

/// Cuts the marks, each of which has characters, in the order of their starts. `None` if
/// more of them share a character than can stand in one another.
///
/// So few do, and all of it takes time in proportion to spans and marks.
pub(super) fn pieces(
    nodes: &[Node],
    kinds: &Kinds<'_>,
    (holds, divisible): (&[Hold], &[bool]),
    lines: &[(u32, u32)],
    marks: &[(usize, u32, u32)],
) -> Option<Vec<Piece>> {
    let spans: Vec<Other> = nodes
        .iter()
        .zip(holds.iter().zip(divisible))
        .filter(|(node, (hold, _))| node.start < node.end || matches!(hold, Hold::Part { .. }))
        .map(|(node, (&hold, &is_divisible))| Other {
            kind: kinds.of(node.source),
            start: node.start,
            end: node.end,
            hold,
            is_divisible,
        })
        .collect();
    let mut pieces = Vec::new();
    // Spans and marks that started before, and may reach here.
    let mut around: Vec<Other> = Vec::new();
    let mut passed: Vec<Cutting> = Vec::new();
    let mut next = 0;
    for Piece { mark, start, end } in alone(marks, kinds, lines) {
        while let Some(span) = spans.get(next).filter(|span| span.start < start) {
            around.retain(|other| other.end > span.start);
            around.push(*span);
            next += 1;
        }
        around.retain(|other| other.end > start);
        let kind = kinds.of(Source::New(mark));
        let mut cutting = Cutting {
            mark,
            start,
            end,
            cuts: Vec::new(),
            holes: Vec::new(),
        };
        let within = spans[next..].iter().take_while(|span| span.start < end);
        for other in around.iter().chain(within) {
            cutting.meet(kind, other, true);
        }
        passed.retain(|other| {
            let is_over = other.end <= start;
            if is_over {
                other.push_to(lines, &mut pieces);
            }
            !is_over
        });
        if passed.len() == MAX_DEPTH {
            return None;
        }
        for other in &mut passed {
            let other_kind = kinds.of(Source::New(other.mark));
            let as_other = |cutting: &Cutting, kind| Other {
                kind,
                start: cutting.start,
                end: cutting.end,
                hold: Hold::Loose,
                is_divisible: true,
            };
            cutting.meet(kind, &as_other(other, other_kind), true);
            other.meet(other_kind, &as_other(&cutting, kind), false);
        }
        passed.push(cutting);
    }
    for cutting in &passed {
        cutting.push_to(lines, &mut pieces);
    }
    pieces.sort_by_key(|piece| (piece.start, u32::MAX - piece.end, piece.mark));
    Some(pieces)
}

/// What is left of each mark once the later ones have taken from it what cannot be in
/// both; from the first character to the last one, in order.
fn alone(marks: &[(usize, u32, u32)], kinds: &Kinds<'_>, lines: &[(u32, u32)]) -> Vec<Piece> {
    let mut left = Vec::with_capacity(marks.len());
    // What the later marks have, for each element that does not stand in itself.
    let mut taken: Vec<(Element, Ranges)> = Vec::new();
    for &(mark, start, end) in marks.iter().rev() {
        let Some((start, end)) = trimmed((start, end), lines) else {
            continue;
        };
        let element = kinds.of(Source::New(mark)).element;
        let mut parts = vec![(start, end)];
        for (other, ranges) in &taken {
            if cannot_nest(element, Some(*other)) {
                parts = parts
                    .into_iter()
                    .flat_map(|part| ranges.outside(part))
                    .collect();
            }
        }
        let trimmed = parts.into_iter().filter_map(|part| trimmed(part, lines));
        left.extend(trimmed.map(|(start, end)| Piece { mark, start, end }));
        if let Some(element) = element.filter(|_| cannot_nest(element, element)) {
            let own = taken.iter().position(|(other, _)| *other == element);
            let own = own.unwrap_or_else(|| {
                taken.push((element, Ranges::default()));
                taken.len() - 1
            });
            taken[own].1.add((start, end));
        }
    }
    left.sort_by_key(|piece| (piece.start, piece.mark));
    left
}

/// The part of a range from its first character in a line to its last one.
fn trimmed((start, end): (u32, u32), lines: &[(u32, u32)]) -> Option<(u32, u32)> {
    let first = lines.partition_point(|line| line.1 <= start);
    let behind = lines.partition_point(|line| line.0 < end);
    let start = start.max(lines.get(first)?.0);
    let end = end.min(lines[..behind].last()?.1);
    (start < end).then_some((start, end))
}

/// Ranges that do not touch: their ends by their starts.
#[derive(Default)]
struct Ranges(BTreeMap<u32, u32>);

impl Ranges {
    fn add(&mut self, (mut start, mut end): (u32, u32)) {
        while let Some((from, to)) = self.last_before(end) {
            if to < start {
                break;
            }
            self.0.remove(&from);
            (start, end) = (start.min(from), end.max(to));
        }
        self.0.insert(start, end);
    }

    /// The last range that begins up to here.
    fn last_before(&self, at: u32) -> Option<(u32, u32)> {
        let (from, to) = self.0.range(..=at).next_back()?;
        Some((*from, *to))
    }

    /// The parts of a range that are in none of these.
    fn outside(&self, (mut start, end): (u32, u32)) -> Vec<(u32, u32)> {
        let mut parts = Vec::new();
        let first = self.last_before(start).map_or(start, |(from, _)| from);
        for (from, to) in self.0.range(first..end) {
            if start < *from {
                parts.push((start, *from));
            }
            start = start.max(*to);
        }
        if start < end {
            parts.push((start, end));
        }
        parts
    }
}

impl Cutting {
    /// Cuts where the two cross, if the other one stays whole; and leaves out what has to
    /// stay of a span that it cannot share. Of two of one rank the first stays whole.
    fn meet(&mut self, kind: Kind, other: &Other, is_first: bool) {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        if start >= end && other.start < other.end {
            return;
        }
        if is_first && cannot_nest(kind.element, other.kind.element) {
            // A span gives way to a mark, unless it is not to be split.
            if !other.is_divisible {
                self.holes.push((start, end));
            }
            return;
        }
        let is_around = match other.hold {
            Hold::Block => false,
            Hold::Part { start, end } => self.is_around(start, end),
            Hold::Loose | Hold::Whole => true,
        };
        if !is_around {
            self.cuts.extend([start, end]);
            return;
        }
        let is_outer = other.kind.rank < kind.rank || (other.kind.rank == kind.rank && is_first);
        if is_outer || other.hold != Hold::Loose {
            if other.start < self.start && other.end < self.end {
                self.cuts.push(other.end);
            }
            if self.start < other.start && self.end < other.end {
                self.cuts.push(other.start);
            }
        }
    }

    /// Whether it has all of a range, and more.
    fn is_around(&self, start: u32, end: u32) -> bool {
        (self.start <= start && end <= self.end) && (self.start, self.end) != (start, end)
    }

    fn push_to(&self, lines: &[(u32, u32)], pieces: &mut Vec<Piece>) {
        let mut holes = self.holes.clone();
        holes.sort_unstable();
        let mut holes = holes.into_iter().peekable();
        let mut cuts = self.cuts.clone();
        cuts.sort_unstable();
        let mut push = |start: u32, end: u32| {
            if start < end {
                pieces.push(Piece {
                    mark: self.mark,
                    start,
                    end,
                });
            }
        };
        let first = lines.partition_point(|line| line.1 <= self.start);
        // What is passed: a hole may reach beyond where it is met first.
        let mut passed = self.start;
        for line in lines[first..].iter().take_while(|line| line.0 < self.end) {
            let (start, end) = (self.start.max(line.0), self.end.min(line.1));
            if start >= end {
                continue;
            }
            let from = cuts.partition_point(|cut| *cut <= start);
            let to = cuts.partition_point(|cut| *cut < end);
            passed = passed.max(start);
            for cut in cuts[from..to].iter().copied().chain([end]) {
                while let Some(hole) = holes.next_if(|hole| hole.0 < cut) {
                    push(passed, hole.0);
                    passed = passed.max(hole.1);
                }
                push(passed, cut);
                passed = passed.max(cut);
            }
        }
    }
}

/// Whether one of two elements cannot stand in the other, where both could stand alone.
pub(super) fn cannot_nest(one: Option<Element>, other: Option<Element>) -> bool {
    let (Some(one), Some(other)) = (one, other) else {
        return false;
    };
    let root = Context::ROOT;
    let refuses = |outer: Element, inner: Element| {
        root.admits(outer) && root.admits(inner) && !root.enter(outer).admits(inner)
    };
    refuses(one, other) && refuses(other, one)
}
