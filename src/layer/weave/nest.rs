//! Puts pieces of marks among the spans of a content.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet, VecDeque};

use super::cuts::{Piece, cannot_nest};
use super::tree::{Hold, Kinds, Mark, Node, Source};
use crate::html::nesting::Context;

/// No address.
const NEVER: u32 = u32::MAX;

/// A node that is open. Only spans of the content have a depth there.
struct Open {
    source: Source,
    end: u32,
    depth: Option<usize>,
    /// Its place among the nodes.
    node: usize,
    rank: u16,
    is_block: bool,
    /// How many spans are written around it.
    level: usize,
    /// Whether it is written here. A span is not, in a mark that it cannot share a text
    /// with: it goes on behind, from `resumes` on.
    is_written: bool,
    resumes: u32,
}

/// Puts pieces, in the order of their starts, and points among the nodes.
pub(super) fn nest(
    old: &[Node],
    kinds: &Kinds<'_>,
    holds: &[Hold],
    marks: &[Mark],
    pieces: &[Piece],
    points: &[usize],
) -> Vec<Node> {
    let mut nest = Nest {
        kinds,
        marks,
        pieces: pieces.iter().map(Order::of).collect(),
        points: points.iter().copied().collect(),
        open: Vec::new(),
        nodes: Vec::with_capacity(old.len() + pieces.len() + points.len()),
    };
    // What has parts of its own, as a `ruby` has its `rt`: no piece of its range is in it.
    let homes = holds.iter().filter_map(|hold| match hold {
        Hold::Part { start, end } => Some((*start, *end)),
        Hold::Loose | Hold::Whole | Hold::Block => None,
    });
    let homes: HashSet<(u32, u32)> = homes.collect();
    for (at, node) in old.iter().enumerate() {
        let kind = kinds.of(node.source);
        let is_home = holds[at] == Hold::Whole && homes.contains(&(node.start, node.end));
        // What has no characters stands before a piece that starts there, if no other
        // span comes between.
        let is_leading = node.start == node.end;
        let is_loose = matches!(holds[at], Hold::Loose | Hold::Whole);
        let rank = nest.rank_of(node, kind.rank, &old[..at]);
        let is_before = |piece: &Piece| {
            let is_outside = || {
                let piece_rank = kinds.of(Source::New(piece.mark)).rank;
                let is_outer = is_home || piece_rank < rank;
                piece.end > node.end || (piece.end == node.end && is_outer)
            };
            let may_be = piece.start == node.start && !is_leading && is_loose;
            piece.start < node.start || (may_be && is_outside())
        };
        let is_point_before = |mark: &Mark| {
            let is_here = mark.ends_line || (!is_leading && is_loose);
            mark.stands_at() < node.start || (mark.stands_at() == node.start && is_here)
        };
        while nest.put_next(is_before, is_point_before, Some(node)) {}
        nest.pass(node, rank);
    }
    while nest.put_next(|_| true, |_| true, None) {}
    nest.close(u32::MAX, |_| true);
    nest.nodes
}

/// Pieces by their starts, of equal ones the longest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Order {
    start: u32,
    end: Reverse<u32>,
    mark: usize,
}

impl Order {
    fn of(piece: &Piece) -> Self {
        Self {
            start: piece.start,
            end: Reverse(piece.end),
            mark: piece.mark,
        }
    }

    fn piece(self) -> Piece {
        Piece {
            mark: self.mark,
            start: self.start,
            end: self.end.0,
        }
    }
}

struct Nest<'a> {
    kinds: &'a Kinds<'a>,
    marks: &'a [Mark],
    /// What is still to come.
    pieces: BTreeSet<Order>,
    points: VecDeque<usize>,
    open: Vec<Open>,
    nodes: Vec<Node>,
}

impl Nest<'_> {
    /// The rank by which a piece of its range goes outside of a span: that of the highest
    /// span of the same range around it.
    fn rank_of(&self, node: &Node, rank: u16, before: &[Node]) -> u16 {
        let parent = before.last().filter(|last| {
            last.depth + 1 == node.depth && (last.start, last.end) == (node.start, node.end)
        });
        let outer = parent.and_then(|_| {
            let last = self.open.iter().rev().find(|open| open.depth.is_some());
            last.map(|open| open.rank)
        });
        rank.max(outer.unwrap_or(0))
    }

    fn pass(&mut self, node: &Node, rank: u16) {
        self.close(node.start, |open| open.depth >= Some(node.depth));
        self.push(node.source, node.start, node.end, Some(node.depth), rank);
    }

    /// Puts the next piece or point, if it comes before the next span of the content.
    fn put_next(
        &mut self,
        is_before: impl Fn(&Piece) -> bool,
        is_point_before: impl Fn(&Mark) -> bool,
        next: Option<&Node>,
    ) -> bool {
        let piece = self.pieces.first().map(|order| order.piece());
        let piece = piece.filter(is_before);
        let point = self.points.front().copied();
        let point = point.filter(|point| is_point_before(&self.marks[*point]));
        match (piece, point) {
            (Some(piece), Some(point)) if piece.start < self.marks[point].stands_at() => {
                self.piece(piece);
            }
            (_, Some(point)) => self.point(point, next),
            (Some(piece), None) => self.piece(piece),
            (None, None) => return false,
        }
        true
    }

    fn piece(&mut self, mut piece: Piece) {
        self.pieces.remove(&Order::of(&piece));
        self.close(piece.start, |open| open.end <= piece.start);
        // Pieces of two marks, one of which was cut inside of the other, may cross.
        let mut around = self.open.iter().rev();
        if let Some(around) = around.find(|open| open.depth.is_none() && open.end < piece.end) {
            let end = around.end;
            let rest = Piece {
                start: end,
                ..piece
            };
            self.pieces.insert(Order::of(&rest));
            piece.end = end;
        }
        // What ends in the piece is split, and goes on in it. What cannot share a text
        // with it ends, and goes on behind it.
        let source = Source::New(piece.mark);
        let gives_way = |open: &Open| open.is_written && self.gives_way(open.source, source);
        let around = self.open.partition_point(|open| open.end >= piece.end);
        let first = self.open.iter().position(gives_way).unwrap_or(around);
        let outside = around - first.min(around);
        let mut split = self.split(first.min(around), piece.start);
        let inside = split.split_off(outside);
        for open in split {
            let is_in = self.gives_way(open.source, source);
            self.reopen_one(open, piece.start, is_in);
        }
        self.push(source, piece.start, piece.end, None, 0);
        self.reopen(inside, piece.start);
    }

    /// Whether a span of the content gives way to a mark, or to a piece of it.
    fn gives_way(&self, old: Source, new: Source) -> bool {
        let is_it = matches!((old, new), (Source::Old(_), Source::New(_)));
        is_it && cannot_nest(self.kinds.of(old).element, self.kinds.of(new).element)
    }

    /// Ends what is open from a place on, to open it again.
    fn split(&mut self, from: usize, at: u32) -> Vec<Open> {
        let split: Vec<Open> = self.open.drain(from..).collect();
        for open in split.iter().rev().filter(|open| open.is_written) {
            let is_empty = self.nodes[open.node].start == at;
            if is_empty && open.node + 1 == self.nodes.len() {
                // Nothing is left before it.
                self.nodes.pop();
            } else {
                self.nodes[open.node].end = at;
            }
        }
        split
    }

    /// Opens the first span again that gave way to a mark which has ended, unless
    /// something in it ended with the mark: that is closed first.
    fn resume(&mut self) {
        let mut open = self.open.iter();
        let Some(first) = open.position(|open| !open.is_written && open.resumes < open.end) else {
            return;
        };
        let at = self.open[first].resumes;
        if at == NEVER || self.open[first + 1..].iter().any(|open| open.end <= at) {
            return;
        }
        let split = self.split(first, at);
        self.reopen(split, at);
    }

    /// Puts a point before a span of the content, or behind all.
    fn point(&mut self, point: usize, next: Option<&Node>) {
        self.points.pop_front();
        let mark = &self.marks[point];
        let (at, ends_line) = (mark.stands_at(), mark.ends_line);
        // What the next span is in, too, has to stay open.
        let around = next.filter(|next| next.start == at);
        let around = around.map_or(0, |next| next.depth);
        let may_close = |open: &Open| open.end <= at && open.depth >= Some(around);
        let holds_line = |open: &Open| ends_line && open.is_block && open.end == at;
        self.close(at, |open| may_close(open) && !holds_line(open));
        // Nor does it stand in what holds nothing but parts of its own, as a table does.
        let source = Source::New(point);
        while !self.admits(source) && self.open.last().is_some_and(may_close) {
            self.open.pop();
        }
        self.push(source, at, at, None, 0);
        self.open.pop();
    }

    /// Whether HTML parsers would leave this in all that is open.
    fn admits(&self, source: Source) -> bool {
        let open = self.open.iter().filter(|open| open.is_written);
        let around = open.filter_map(|open| self.kinds.of(open.source).element);
        let context = around.fold(Context::ROOT, Context::enter);
        let element = self.kinds.of(source).element;
        element.is_none_or(|element| context.admits(element))
    }

    /// Opens a node in all that is open, unless it gives way to a mark.
    fn push(&mut self, source: Source, start: u32, end: u32, depth: Option<usize>, rank: u16) {
        let mut marks = self.open.iter().filter(|open| open.depth.is_none());
        let is_in = marks.any(|mark| self.gives_way(source, mark.source));
        let open = Open {
            source,
            end,
            depth,
            node: 0,
            rank,
            is_block: self.kinds.of(source).is_block,
            level: 0,
            is_written: true,
            resumes: NEVER,
        };
        self.reopen_one(open, start, is_in);
    }

    fn reopen(&mut self, split: Vec<Open>, start: u32) {
        for open in split {
            self.push(open.source, start, open.end, open.depth, open.rank);
        }
    }

    fn reopen_one(&mut self, open: Open, start: u32, is_in_mark: bool) {
        let level = self.open.last();
        let level = level.map_or(0, |open| open.level + usize::from(open.is_written));
        self.open.push(Open {
            node: self.nodes.len(),
            level,
            is_written: !is_in_mark,
            resumes: NEVER,
            ..open
        });
        if !is_in_mark {
            self.nodes.push(Node {
                source: open.source,
                start,
                end: open.end,
                depth: level,
            });
        }
    }

    /// Lets the spans go on that gave way to a mark, unless they do to another one.
    fn end_mark(&mut self, mark: Source, end: u32) {
        for at in 0..self.open.len() {
            let open = &self.open[at];
            if open.is_written || !self.gives_way(open.source, mark) {
                continue;
            }
            let mut marks = self.open.iter().filter(|other| other.depth.is_none());
            if !marks.any(|other| self.gives_way(open.source, other.source)) {
                self.open[at].resumes = end;
            }
        }
    }

    /// Closes spans of the content that are over, and the marks that end here or before:
    /// a span that goes on behind such a mark is split there.
    fn close(&mut self, at: u32, is_over: impl Fn(&Open) -> bool) {
        loop {
            let mark = self.open.iter().rposition(|open| open.depth.is_none());
            let mark = mark.filter(|mark| self.open[*mark].end <= at);
            let ends = mark.map_or(u32::MAX, |mark| self.open[mark].end);
            while let Some(open) = self.open.last() {
                let is_span = open.depth.is_some();
                if !is_span || open.end > ends || !is_over(open) {
                    break;
                }
                self.open.pop();
                self.resume();
            }
            let Some(mark) = mark else {
                return;
            };
            let end = self.open[mark].end;
            // A span that ends with the mark and is around what comes has no characters
            // left: what comes has none either, and belongs to the mark.
            if self.open[mark + 1..].iter().any(|open| open.end <= end) {
                return;
            }
            let split = self.split(mark + 1, end);
            if let Some(mark) = self.open.pop() {
                self.end_mark(mark.source, end);
            }
            self.reopen(split, end);
            self.resume();
        }
    }
}
