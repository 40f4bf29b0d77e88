//! Puts pieces of marks among the spans of a content.

use super::cuts::Piece;
use super::tree::{Hold, Kinds, Mark, Node, Source};
use crate::html::nesting::Context;

/// A node that is open. Only spans of the content have a depth there.
struct Open {
    source: Source,
    end: u32,
    depth: Option<usize>,
    /// Its place among the nodes.
    node: usize,
    rank: u16,
    is_block: bool,
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
        open: Vec::new(),
        nodes: Vec::with_capacity(old.len() + pieces.len() + points.len()),
    };
    let mut pieces = pieces.iter().peekable();
    let mut points = points.iter().copied().peekable();
    for (at_node, node) in old.iter().enumerate() {
        let kind = kinds.of(node.source);
        // What has no characters stands before a piece that starts there, if no other
        // span comes between.
        let is_leading = node.start == node.end;
        let is_loose = matches!(holds[at_node], Hold::Loose | Hold::Whole);
        // A span and those in it that have the same range.
        let rank = nest.rank_of(node, kind.rank, &old[..at_node]);
        loop {
            let is_before = |piece: &Piece| {
                let is_outside = || {
                    let piece_rank = kinds.of(Source::New(piece.mark)).rank;
                    piece.end > node.end || (piece.end == node.end && piece_rank < rank)
                };
                let may_be = piece.start == node.start && !is_leading && is_loose;
                piece.start < node.start || (may_be && is_outside())
            };
            let is_point_before = |point: &usize| {
                let (at, ends_line) = (marks[*point].stands_at(), marks[*point].ends_line);
                let is_here = ends_line || (!is_leading && is_loose);
                at < node.start || (at == node.start && is_here)
            };
            let piece = pieces.peek().filter(|piece| is_before(piece));
            let point = points.peek().filter(|point| is_point_before(point));
            match (piece, point) {
                (Some(piece), Some(point)) if piece.start < marks[*point].stands_at() => {
                    nest.piece(pieces.next());
                }
                (_, Some(_)) => nest.point(points.next(), marks, Some(node)),
                (Some(_), None) => nest.piece(pieces.next()),
                (None, None) => break,
            }
        }
        nest.pass(node, rank);
    }
    loop {
        match (pieces.peek(), points.peek()) {
            (Some(piece), Some(point)) if piece.start < marks[*point].stands_at() => {
                nest.piece(pieces.next());
            }
            (_, Some(_)) => nest.point(points.next(), marks, None),
            (Some(_), None) => nest.piece(pieces.next()),
            (None, None) => break,
        }
    }
    nest.close(u32::MAX, |_| true);
    nest.nodes
}

struct Nest<'a> {
    kinds: &'a Kinds<'a>,
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

    fn piece(&mut self, piece: Option<&Piece>) {
        let Some(piece) = piece else {
            return;
        };
        self.close(piece.start, |open| open.end <= piece.start);
        // What ends in the piece is split, and goes on in it.
        let split = self.open.partition_point(|open| open.end >= piece.end);
        let split: Vec<Open> = self.open.drain(split..).collect();
        for open in split.iter().rev() {
            self.nodes[open.node].end = piece.start;
        }
        let source = Source::New(piece.mark);
        self.push(source, piece.start, piece.end, None, 0);
        self.reopen(split, piece.start);
    }

    /// Puts a point before a span of the content, or behind all.
    fn point(&mut self, point: Option<usize>, marks: &[Mark], next: Option<&Node>) {
        let Some(point) = point else {
            return;
        };
        let (at, ends_line) = (marks[point].stands_at(), marks[point].ends_line);
        // It stays in the block of its line.
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
        let open = self.open.iter();
        let around = open.filter_map(|open| self.kinds.of(open.source).element);
        let context = around.fold(Context::ROOT, Context::enter);
        let element = self.kinds.of(source).element;
        element.is_none_or(|element| context.admits(element))
    }

    /// Opens a node in all that is open.
    fn push(&mut self, source: Source, start: u32, end: u32, depth: Option<usize>, rank: u16) {
        self.open.push(Open {
            source,
            end,
            depth,
            node: self.nodes.len(),
            rank,
            is_block: self.kinds.of(source).is_block,
        });
        self.nodes.push(Node {
            source,
            start,
            end,
            depth: self.open.len() - 1,
        });
    }

    fn reopen(&mut self, split: Vec<Open>, start: u32) {
        for open in split {
            self.push(open.source, start, open.end, open.depth, open.rank);
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
            let split: Vec<Open> = self.open.drain(mark + 1..).collect();
            for open in &split {
                self.nodes[open.node].end = end;
            }
            self.open.pop();
            self.reopen(split, end);
        }
    }
}
