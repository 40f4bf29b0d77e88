//! Cuts marks where they cannot be whole: at borders of lines, at spans that they cross
//! and that stay whole, at spans with which they cannot share a text.

use super::tree::{Hold, Kind, Kinds, Node, Source};
use crate::html::element::Element;
use crate::html::nesting::Context;

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
}

/// Cuts the marks, each of which has characters, in the order of their starts.
pub(super) fn pieces(
    nodes: &[Node],
    kinds: &Kinds<'_>,
    holds: &[Hold],
    lines: &[(u32, u32)],
    marks: &[(usize, u32, u32)],
) -> Vec<Piece> {
    let spans: Vec<Other> = nodes
        .iter()
        .zip(holds)
        .filter(|(node, hold)| node.start < node.end || matches!(hold, Hold::Part { .. }))
        .map(|(node, &hold)| Other {
            kind: kinds.of(node.source),
            start: node.start,
            end: node.end,
            hold,
        })
        .collect();
    let mut pieces = Vec::new();
    // Spans and marks that started before, and may reach here.
    let mut around: Vec<Other> = Vec::new();
    let mut passed: Vec<Cutting> = Vec::new();
    let mut next = 0;
    for &(mark, start, end) in marks {
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
        for other in &mut passed {
            let other_kind = kinds.of(Source::New(other.mark));
            let as_other = |cutting: &Cutting, kind| Other {
                kind,
                start: cutting.start,
                end: cutting.end,
                hold: Hold::Loose,
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
    pieces
}

impl Cutting {
    /// Cuts where the two cross, if the other one stays whole; and leaves out what the
    /// two cannot share. Of two of one rank the first stays whole.
    fn meet(&mut self, kind: Kind, other: &Other, is_first: bool) {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        if start >= end && other.start < other.end {
            return;
        }
        if is_first && cannot_nest(kind.element, other.kind.element) {
            self.holes.push((start, end));
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
        let mut cuts = self.cuts.clone();
        cuts.sort_unstable();
        let first = lines.partition_point(|line| line.1 <= self.start);
        for line in lines[first..].iter().take_while(|line| line.0 < self.end) {
            let (mut start, end) = (self.start.max(line.0), self.end.min(line.1));
            if start >= end {
                continue;
            }
            let from = cuts.partition_point(|cut| *cut <= start);
            let to = cuts.partition_point(|cut| *cut < end);
            for cut in cuts[from..to].iter().copied().chain([end]) {
                self.push_without(&holes, (start, cut), pieces);
                start = cut;
            }
        }
    }

    fn push_without(&self, holes: &[(u32, u32)], of: (u32, u32), pieces: &mut Vec<Piece>) {
        let (mut start, end) = of;
        let mut push = |start, end| {
            if start < end {
                pieces.push(Piece {
                    mark: self.mark,
                    start,
                    end,
                });
            }
        };
        for hole in holes.iter().filter(|hole| hole.0 < end) {
            push(start, hole.0);
            start = start.max(hole.1);
        }
        push(start, end);
    }
}

/// Whether one of two elements cannot stand in the other, where both could stand alone.
fn cannot_nest(one: Option<Element>, other: Option<Element>) -> bool {
    let (Some(one), Some(other)) = (one, other) else {
        return false;
    };
    let root = Context::ROOT;
    let refuses = |outer: Element, inner: Element| {
        root.admits(outer) && root.admits(inner) && !root.enter(outer).admits(inner)
    };
    refuses(one, other) && refuses(other, one)
}
