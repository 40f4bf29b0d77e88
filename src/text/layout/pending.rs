//! White space and breaks that only what comes next decides.
//!
//! Nothing here knows what a tag is or which characters are white: it is told of
//! spaces, of inline content, and of the edges of blocks, and writes what stands
//! between them.
//!
//! | pending | written | by inline content | by the edge of a block, or a line break |
//! |---|---|---|---|
//! | a space | at once | stays | is unwritten |
//! | a required break | before the next character | is written | the stronger of the two |
//! | the edge of a stripped block | before inline content | becomes a `br` or a space where it was | is forgotten |
//!
//! A space that is unwritten takes the required break with it that was written
//! before it. A required break stands outside of the spans that start behind it:
//! those that have just been opened move.

use super::config::LayoutConfig;
use super::spans::SpanBuffer;
use crate::authority::DisplayKind;
use crate::html::nesting::Context;
use crate::num::to_u32;
use crate::text::MAX_DEPTH;
use crate::text::required_break::RequiredBreak;

/// The edge of a block that was stripped; the greater one parts more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Edge {
    Cell,
    Line,
}

/// The last space written, as long as it may have to be unwritten.
#[derive(Debug)]
struct Space {
    /// How many spans stood before it.
    spans: usize,
    /// The break that was written together with it, and how many of the open spans
    /// that moved.
    required: RequiredBreak,
    moved: usize,
}

/// Where the edge of a stripped block lies: the shallowest place since.
#[derive(Debug)]
struct Stripped {
    spans: usize,
    depth: usize,
    is_cell: bool,
}

/// What is pending at the end of a text.
#[derive(Debug)]
pub(super) struct Pending {
    required: RequiredBreak,
    /// No inline content since the last block, line break or beginning.
    line_is_empty: bool,
    space: Option<Space>,
    /// Spans from before the space that have ended behind it.
    ended_behind_space: Vec<usize>,
    stripped: Option<Stripped>,
}

/// What is pending where nothing can change what has been.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settled {
    required: RequiredBreak,
    line_is_empty: bool,
}

impl Pending {
    pub(super) const fn new() -> Self {
        Self {
            required: RequiredBreak::NOTHING,
            line_is_empty: true,
            space: None,
            ended_behind_space: Vec::new(),
            stripped: None,
        }
    }

    /// The state, if nothing that comes can change what has been written.
    pub(super) fn settled(&self) -> Option<Settled> {
        (!self.may_change()).then_some(Settled {
            required: self.required,
            line_is_empty: self.line_is_empty,
        })
    }

    pub(super) fn reset(&mut self, to: Settled) {
        self.required = to.required;
        self.line_is_empty = to.line_is_empty;
        self.space = None;
        self.ended_behind_space.clear();
        self.stripped = None;
    }

    /// Whether what comes may unwrite a space or bring a stripped edge to light.
    #[inline]
    pub(super) fn may_change(&self) -> bool {
        self.space.is_some() || self.stripped.is_some()
    }

    /// Whether inline content has come since the last edge of a block or line break.
    pub(super) fn line_has_content(&self) -> bool {
        !self.line_is_empty && self.stripped.is_none()
    }

    /// A run of collapsible white space.
    pub(super) fn space(&mut self, out: &mut SpanBuffer) {
        if self.line_is_empty || self.may_change() {
            return;
        }
        let required = self.required;
        let moved = self.flush(out);
        self.space = Some(Space {
            spans: out.spans.len(),
            required,
            moved,
        });
        out.push_char(' ');
    }

    /// Inline content is about to come: a space before it stays, and a stripped edge
    /// parts it from what was before.
    #[inline]
    pub(super) fn begin_content(
        &mut self,
        out: &mut SpanBuffer,
        config: &LayoutConfig,
        context: Context,
    ) {
        if self.stripped.is_some() {
            self.flush_stripped(out, config, context);
        }
        self.space = None;
        self.ended_behind_space.clear();
        self.line_is_empty = false;
    }

    /// The edge of a block that is written.
    #[inline]
    pub(super) fn block_edge(&mut self, display: DisplayKind, out: &mut SpanBuffer) {
        self.end_line(out);
        self.require(display);
    }

    /// The end of a block that is written, where neither a space nor a stripped edge
    /// is pending.
    #[inline]
    pub(super) fn require(&mut self, display: DisplayKind) {
        self.required = self.required.and(RequiredBreak::by(display));
        self.line_is_empty = true;
    }

    /// The edge of a block that was stripped.
    pub(super) fn stripped_edge(&mut self, edge: Edge, out: &mut SpanBuffer) {
        self.unwrite_space(out);
        if self.line_is_empty {
            return;
        }
        let here = Stripped {
            spans: out.spans.len(),
            depth: out.open.len(),
            is_cell: true,
        };
        self.stripped.get_or_insert(here).is_cell &= edge == Edge::Cell;
    }

    /// A line ends here, by a block or a line break: no white space at its end is
    /// rendered, and a stripped edge parts nothing more.
    #[inline]
    pub(super) fn end_line(&mut self, out: &mut SpanBuffer) {
        self.unwrite_space(out);
        self.stripped = None;
    }

    /// A line begins, behind a line break.
    pub(super) fn begin_line(&mut self) {
        self.line_is_empty = true;
    }

    /// A span has ended, and is no longer open.
    pub(super) fn span_ended(&mut self, span: usize, out: &SpanBuffer) {
        if self.space.as_ref().is_some_and(|space| span < space.spans) {
            self.ended_behind_space.push(span);
        }
        let depth = out.open.len();
        match &mut self.stripped {
            Some(stripped) if depth < stripped.depth => {
                stripped.depth = depth;
                stripped.spans = out.spans.len();
            }
            _ => {}
        }
    }

    /// Writes the required break; returns how many open spans that moved.
    #[inline]
    pub(super) fn flush(&mut self, out: &mut SpanBuffer) -> usize {
        if self.required == RequiredBreak::NOTHING {
            return 0;
        }
        self.flush_at(out, out.spans.len(), out.open.len())
    }

    /// Writes the required break where `last` spans stood and `depth` were open, and
    /// moves the spans that had just been opened there behind it: separators lie
    /// outside of the blocks that they separate.
    fn flush_at(&mut self, out: &mut SpanBuffer, last: usize, depth: usize) -> usize {
        let required = std::mem::take(&mut self.required);
        // Nothing is separated from the beginning of the text.
        if required == RequiredBreak::NOTHING || out.characters == 0 {
            return 0;
        }
        let length = required.write(&mut out.text);
        let moved = out.shift_opened_here(last, depth, length);
        out.count_moves(moved + out.spans.len() - last);
        out.shift(last, length);
        out.characters += length;
        moved
    }

    /// A stripped edge between two pieces of inline content: a `br` or a space, at
    /// the place of the edge. Nothing but empty spans has come since.
    #[cold]
    fn flush_stripped(&mut self, out: &mut SpanBuffer, config: &LayoutConfig, context: Context) {
        let Some(stripped) = self.stripped.take() else {
            return;
        };
        let inner = out.open.get(stripped.depth);
        let context = inner.map_or(context, |open| open.context);
        let line_break = config.line_break.filter(|(_, element)| {
            !stripped.is_cell && stripped.depth < MAX_DEPTH && context.admits(*element)
        });
        self.flush_at(out, stripped.spans, stripped.depth);
        out.count_moves(out.spans.len() - stripped.spans);
        out.shift(stripped.spans, 1);
        match line_break {
            Some((markup, _)) => {
                out.push_char('\n');
                out.insert_over_last(markup, stripped.spans, stripped.depth);
            }
            None => out.push_char(if context.in_pre() { '\n' } else { ' ' }),
        }
    }

    /// The line has ended: its trailing space is not rendered.
    #[inline]
    pub(super) fn unwrite_space(&mut self, out: &mut SpanBuffer) {
        if let Some(space) = self.space.take() {
            self.unwrite(&space, out);
        }
    }

    fn unwrite(&mut self, space: &Space, out: &mut SpanBuffer) {
        // Nothing is separated from the beginning of the text.
        let is_first = out.characters == 1;
        let separator = if is_first {
            ""
        } else {
            space.required.separator()
        };
        let length = 1 + to_u32(separator.len());
        out.pop_ascii(length);
        out.count_moves(out.spans.len() - space.spans + self.ended_behind_space.len());
        for span in &mut out.spans[space.spans..] {
            span.start -= length;
            span.end -= length;
            span.byte_start -= length;
            span.byte_end -= length;
        }
        for span in &mut out.spans[space.spans - space.moved..space.spans] {
            span.start -= length - 1;
            span.byte_start -= length - 1;
        }
        for at in self.ended_behind_space.drain(..) {
            let span = &mut out.spans[at];
            span.end -= length;
            span.byte_end -= length;
        }
        self.required = self.required.and(space.required);
    }
}
