//! White space and breaks that only what comes next decides.
//!
//! Nothing here knows what a tag is or which characters are white: it is told of
//! spaces, of inline content, and of the edges of blocks, and writes what stands
//! between them.
//!
//! | pending | written | by inline content | by the edge of a block, or a line break |
//! |---|---|---|---|
//! | a space | at once | stays | is unwritten |
//! | a separator | before the next character | is written | asks for what it asks |
//! | the edge of a stripped block | before inline content | becomes a `br` or a space where it was | is forgotten |
//!
//! A separator stands before the outermost span that opened behind the border and
//! holds the next character, with all that is in this span: it moves behind the
//! separator. What has ended between two blocks stays before it, and so does an image
//! that stands in the line before the border.

use super::config::LayoutConfig;
use super::spans::SpanBuffer;
use crate::authority::DisplayKind;
use crate::html::nesting::Context;
use crate::text::MAX_DEPTH;
use crate::text::required_break::{Borders, RequiredBreak, Separator};

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
    /// The first span that the separator stands before that is asked for here: it is
    /// written once the space is certain.
    place: usize,
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
    borders: Borders,
    /// The spans before this place stand in the line before the first border since
    /// the last character: an image is the last of them.
    in_line_before: usize,
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
    asked: Separator,
    line_is_empty: bool,
}

impl Pending {
    pub(super) fn new() -> Self {
        Self {
            borders: Borders::default(),
            in_line_before: 0,
            line_is_empty: true,
            space: None,
            ended_behind_space: Vec::new(),
            stripped: None,
        }
    }

    /// The state, if nothing that comes can change what has been written. No cell is
    /// open there.
    pub(super) fn settled(&self) -> Option<Settled> {
        (!self.may_change()).then_some(Settled {
            asked: self.borders.asked(),
            line_is_empty: self.line_is_empty,
        })
    }

    pub(super) fn reset(&mut self, to: Settled) {
        self.borders = Borders::between(to.asked);
        self.in_line_before = 0;
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

    /// How many characters at the end may have to be unwritten.
    pub(super) fn unsettled(&self) -> u32 {
        u32::from(self.space.is_some())
    }

    /// A run of collapsible white space.
    pub(super) fn space(&mut self, out: &mut SpanBuffer) {
        if self.line_is_empty || self.may_change() {
            return;
        }
        let spans = out.spans.len();
        let place = if self.borders.asked().is_nothing() {
            spans
        } else {
            self.place(out, spans, out.open.len())
        };
        self.space = Some(Space { spans, place });
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
        if self.space.is_some() && !self.borders.asked().is_nothing() {
            self.separate_before_space(out);
        }
        self.space = None;
        self.ended_behind_space.clear();
        self.line_is_empty = false;
    }

    /// An image is about to open: with no border before it, it stands in the line
    /// of the last character.
    pub(super) fn atom(&mut self, out: &SpanBuffer) {
        if self.borders.asked().is_nothing() {
            self.in_line_before = out.spans.len() + 1;
        }
    }

    /// A block that is written opens.
    #[inline]
    pub(super) fn open_block(&mut self, display: DisplayKind, out: &mut SpanBuffer) {
        self.end_line(out);
        self.borders.open(RequiredBreak::by(display));
        self.line_is_empty = true;
    }

    /// A block that is written closes.
    #[inline]
    pub(super) fn close_block(&mut self, display: DisplayKind, out: &mut SpanBuffer) {
        self.end_line(out);
        self.require(display);
    }

    /// The end of a block that is written, where neither a space nor a stripped edge
    /// is pending.
    #[inline]
    pub(super) fn require(&mut self, display: DisplayKind) {
        self.borders.close(RequiredBreak::by(display));
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

    /// Writes the separator that is asked for, before a character.
    #[inline]
    pub(super) fn flush(&mut self, out: &mut SpanBuffer) {
        if !self.borders.asked().is_nothing() {
            self.flush_at(out, out.spans.len(), out.open.len());
        }
    }

    /// Writes the separator where `last` spans stood and `depth` were open, and moves
    /// the spans behind it that it stands before.
    fn flush_at(&mut self, out: &mut SpanBuffer, last: usize, depth: usize) {
        let separator = self.borders.character();
        // Nothing is separated from the beginning of the text.
        if separator.is_nothing() || out.characters == 0 {
            return;
        }
        let place = self.place(out, last, depth);
        let length = separator.write(&mut out.text);
        out.count_moves(out.spans.len() - place);
        out.shift(place, length);
        out.characters += length;
    }

    /// The first span that a separator stands before, where `last` spans stand and
    /// `depth` are open: the outermost open one that opened behind the border.
    #[inline]
    fn place(&self, out: &SpanBuffer, last: usize, depth: usize) -> usize {
        let mut place = last;
        for open in out.open[..depth].iter().rev() {
            if open.span < self.in_line_before || out.spans[open.span].start != out.characters {
                break;
            }
            place = open.span;
        }
        place
    }

    /// A space is certain, and so is the separator before it.
    #[cold]
    fn separate_before_space(&mut self, out: &mut SpanBuffer) {
        let separator = self.borders.character();
        let Some(space) = self.space.take().filter(|_| out.characters > 1) else {
            return;
        };
        out.pop_ascii(1);
        let length = separator.write(&mut out.text);
        out.characters += length;
        out.push_char(' ');
        let ended = self.ended_behind_space.iter();
        out.count_moves(out.spans.len() - space.place + ended.len());
        for at in ended.copied().filter(|at| *at < space.place) {
            let span = &mut out.spans[at];
            span.end += length;
            span.byte_end += length;
        }
        out.shift(space.place, length);
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
        out.pop_ascii(1);
        out.count_moves(out.spans.len() - space.spans + self.ended_behind_space.len());
        for span in &mut out.spans[space.spans..] {
            span.start -= 1;
            span.end -= 1;
            span.byte_start -= 1;
            span.byte_end -= 1;
        }
        for at in self.ended_behind_space.drain(..) {
            let span = &mut out.spans[at];
            span.end -= 1;
            span.byte_end -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::config::LayoutConfig;
    use super::super::spans::{Open, SpanBuffer};
    use super::{Edge, Pending};
    use crate::authority::{Authority, DisplayKind, MarkupId};
    use crate::html::nesting::Context;
    use crate::text::steps::Step;

    /// What opens and closes in a script and in its drawing.
    const PAIRS: [(char, char, DisplayKind); 5] = [
        ('(', ')', DisplayKind::Inline),
        ('<', '>', DisplayKind::Cell),
        ('{', '}', DisplayKind::Block),
        ('[', ']', DisplayKind::Paragraph),
        ('*', '*', DisplayKind::Atomic),
    ];

    fn start(display: DisplayKind, out: &mut SpanBuffer) -> usize {
        let at = (20_000..).zip(PAIRS).find(|(_, pair)| pair.2 == display);
        out.start(MarkupId::new(at.map_or(0, |(id, _)| id)))
    }

    /// Goes through a script: letters are content, `_` is white space, `/` a line
    /// break, `|` and `:` are the edges of a stripped block and of a stripped cell,
    /// `*` is an image. The drawing has `_` for a space, `¶` for a line feed, `→` for a
    /// tab, and `‹›` around the `br` that a stripped edge became.
    fn laid(script: &str, config: &LayoutConfig) -> String {
        let (mut pending, mut out) = (Pending::new(), SpanBuffer::with_capacity(0));
        for c in script.chars() {
            match c {
                '_' => pending.space(&mut out),
                '|' => pending.stripped_edge(Edge::Line, &mut out),
                ':' => pending.stripped_edge(Edge::Cell, &mut out),
                '/' => {
                    pending.end_line(&mut out);
                    pending.flush(&mut out);
                    out.push_char('\n');
                    pending.begin_line();
                }
                '*' => {
                    pending.begin_content(&mut out, config, Context::ROOT);
                    pending.atom(&out);
                    let span = start(DisplayKind::Atomic, &mut out);
                    out.end(span);
                }
                'a'..='z' => {
                    pending.begin_content(&mut out, config, Context::ROOT);
                    pending.flush(&mut out);
                    out.push_char(c);
                }
                _ => match PAIRS.iter().find(|pair| pair.0 == c) {
                    Some(&(.., display)) => {
                        if display.is_block() {
                            pending.open_block(display, &mut out);
                        }
                        let span = start(display, &mut out);
                        let context = Context::ROOT;
                        out.open.push(Open {
                            span,
                            context,
                            display,
                        });
                    }
                    None => {
                        let open = out.open.pop().expect("something is open");
                        let may_change = pending.may_change();
                        if open.display.is_block() {
                            pending.close_block(open.display, &mut out);
                        }
                        out.end(open.span);
                        if may_change {
                            pending.span_ended(open.span, &out);
                        }
                    }
                },
            }
        }
        pending.unwrite_space(&mut out);
        assert!(out.open.is_empty(), "{script}");
        let mut drawing = String::new();
        let mut open = Vec::new();
        for step in out.finish().steps() {
            let (markup, is_start) = match step {
                Step::Text { text, .. } => {
                    drawing += &text.replace(' ', "_").replace('\n', "¶").replace('\t', "→");
                    continue;
                }
                Step::Open(span) => {
                    open.push(span.markup());
                    (span.markup(), true)
                }
                Step::Close => (open.pop().unwrap(), false),
            };
            let pair = markup.get().checked_sub(20_000);
            drawing.push(match pair.map(|at| PAIRS[at as usize]) {
                Some((sign, '*', _)) if is_start => sign,
                Some((_, '*', _)) => continue,
                Some((sign, _, _)) if is_start => sign,
                Some((_, sign, _)) => sign,
                None if is_start => '‹',
                None => '›',
            });
        }
        drawing
    }

    /// Each script is laid as its drawing.
    #[track_caller]
    fn check(config: &LayoutConfig, cases: &[(&str, &str)]) {
        for (script, drawing) in cases {
            assert_eq!(laid(script, config), *drawing, "{script}");
        }
    }

    #[test]
    fn a_space_stands_between_words_only() {
        check(
            &super::super::PLAIN,
            &[
                ("a_b", "a_b"),
                ("a__b", "a_b"),
                ("_a_", "a"),
                // It stands where the first of the white space is.
                ("a_(_b)", "a_(b)"),
                ("a(_b)", "a(_b)"),
                ("(a_)_b", "(a_)b"),
                // Taken back, it takes the spans behind it along.
                ("(a_)", "(a)"),
                ("a_()", "a()"),
                ("a(_)", "a()"),
                ("a(_)()/b", "a()()¶b"),
                ("a_/_b", "a¶b"),
                ("a_*", "a_*"),
                ("*_a", "*_a"),
                ("*_", "*"),
            ],
        );
    }

    #[test]
    fn the_strongest_break_is_written_before_the_next_content() {
        check(
            &super::super::PLAIN,
            &[
                ("[a][b]", "[a]¶¶[b]"),
                ("{a}{b}", "{a}¶{b}"),
                ("<a><b>", "<a>→<b>"),
                ("{a}[b]", "{a}¶¶[b]"),
                ("a[b]c", "a¶¶[b]¶¶c"),
                ("{[a]}{[b]}", "{[a]}¶¶{[b]}"),
                // No white space beside it.
                ("[a_]_[_b]", "[a]¶¶[b]"),
                ("a_[b]_c", "a¶¶[b]¶¶c"),
                // Not before the first content, and not behind the last.
                ("[][a][]", "[][a][]"),
                // What is empty stands before it.
                ("[a][][b]", "[a][]¶¶[b]"),
                // What opens the block that holds it is in this block.
                ("[a][()b]", "[a]¶¶[()b]"),
                ("[a][*b]", "[a]¶¶[*b]"),
                ("[a][{}b]", "[a]¶¶[{}b]"),
                ("[a]{[][()b]}", "[a]¶¶{[][()b]}"),
                ("[a]()[*_b]", "[a]()¶¶[*_b]"),
                ("[a]([b])", "[a]¶¶([b])"),
                // What stands in the line before stays there.
                ("a([b])", "a¶¶([b])"),
                ("a(()[b])", "a¶¶(()[b])"),
                ("a(*[b])", "a(*¶¶[b])"),
                ("a{}b", "a{}¶b"),
                ("a({}b)", "a¶({}b)"),
                ("[a]([b])", "[a]¶¶([b])"),
                ("[a/][b]", "[a¶]¶¶[b]"),
                ("[a]/b", "[a]¶¶¶b"),
                // An image is content, but no character.
                ("[a]*[b]", "[a]*¶¶[b]"),
                // A space behind it has the break before it; both are taken back.
                ("[a]*_b", "[a]*¶¶_b"),
                ("[a]*_[b]", "[a]*¶¶[b]"),
                ("[a]{*_}{b}", "[a]{*}¶¶{b}"),
                ("[a]{*_(b)}", "[a]¶¶{*_(b)}"),
                ("[a](*_)b", "[a]¶¶(*_)b"),
                ("[a]{(*_)*}", "[a]¶¶{(*_)*}"),
            ],
        );
    }

    #[test]
    fn cells_are_passed_one_by_one() {
        check(
            &super::super::PLAIN,
            &[
                ("{<a><><b>}", "{<a><>→→<b>}"),
                ("{<a>}{<><b>}", "{<a>}¶→{<><b>}"),
                ("{<a><_>}{<b>}", "{<a><>}¶{<b>}"),
                ("{<[a]><()[b]>}", "{<[a]>→<()[b]>}"),
                ("{<[a][b]><*>}c", "{<[a]¶¶[b]><*>}¶c"),
                ("{<a><*_><b>}", "{<a><*>→→<b>}"),
                ("{<a><*_b>}", "{<a>→<*_b>}"),
            ],
        );
    }

    #[test]
    fn a_stripped_edge_parts_inline_content() {
        let authority = Authority::standard();
        let with_br = LayoutConfig::new(&authority, |_| true);
        for (script, with, without) in [
            ("a|b", "a‹¶›b", "a_b"),
            ("a:b", "a_b", "a_b"),
            ("a:|b", "a‹¶›b", "a_b"),
            ("a_|_b", "a‹¶›b", "a_b"),
            ("|a|", "a", "a"),
            // Behind what has ended since, before what has started.
            ("(a|)b", "(a)‹¶›b", "(a)_b"),
            ("a|(b)", "a‹¶›(b)", "a_(b)"),
            ("(a|b)", "(a‹¶›b)", "(a_b)"),
            ("a|()b", "a‹¶›()b", "a_()b"),
            ("(a(|))b", "(a())‹¶›b", "(a())_b"),
            // A block and a line break part more.
            ("a|[b]", "a¶¶[b]", "a¶¶[b]"),
            ("a[b]|c", "a¶¶[b]¶¶c", "a¶¶[b]¶¶c"),
            ("a|/b", "a¶b", "a¶b"),
            ("a/|b", "a¶b", "a¶b"),
            ("[a]*|b", "[a]*¶¶‹¶›b", "[a]*¶¶_b"),
            ("[a]{*|(b)}", "[a]¶¶{*‹¶›(b)}", "[a]¶¶{*_(b)}"),
        ] {
            check(&with_br, &[(script, with)]);
            check(&super::super::PLAIN, &[(script, without)]);
        }
    }
}
