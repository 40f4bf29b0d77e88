//! White space and breaks whose fate depends on what follows.
//!
//! This module knows neither tags nor classes of characters. It receives spaces, inline
//! content and edges of blocks, and writes the separators between them.
//!
//! | pending | written | if inline content follows | if the edge of a block or a line
//! break follows |
//! |---|---|---|---|
//! | a space | at once | stays | is removed |
//! | a separator | before the next character | is written | is combined with the break
//! that the edge requires |
//! | the edge of a stripped block | before inline content | becomes a `br` or a space, at
//! its place | is dropped |
//!
//! A separator precedes the outermost span that opens after the border and contains the
//! next character, so this span and all spans in it move behind the separator. Spans that
//! end between two blocks stay before it, and so does an image in the line before the
//! border.

use super::config::LayoutConfig;
use super::spans::SpanBuffer;
use crate::authority::DisplayKind;
use crate::html::nesting::Context;
use crate::text::MAX_DEPTH;
use crate::text::required_break::{Borders, RequiredBreak, Separator};

/// The edge of a stripped block; the greater one separates more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Edge {
    Cell,
    Line,
}

/// The last space, while it may still be removed.
#[derive(Debug)]
struct Space {
    /// The number of spans before it.
    spans: usize,
    /// The first span that comes after the pending separator, which is written once the
    /// space is certain.
    place: usize,
}

/// The position of the edge of a stripped block: the shallowest one since.
#[derive(Debug)]
struct Stripped {
    spans: usize,
    depth: usize,
    is_cell: bool,
}

/// The pending state at the end of a text.
#[derive(Debug)]
pub(super) struct Pending {
    borders: Borders,
    /// The spans below this index are in the line before the first border since the last
    /// character; the last of them is an image.
    in_line_before: usize,
    /// Whether no inline content has come since the last block, line break or start.
    line_is_empty: bool,
    space: Option<Space>,
    /// Spans that started before the space and ended after it.
    ended_behind_space: Vec<usize>,
    stripped: Option<Stripped>,
}

/// The pending state if later content cannot change the output.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settled {
    asked: Separator,
    line_is_empty: bool,
}

impl Default for Pending {
    fn default() -> Self {
        Self {
            borders: Borders::default(),
            in_line_before: 0,
            line_is_empty: true,
            space: None,
            ended_behind_space: Vec::new(),
            stripped: None,
        }
    }
}

impl Pending {
    /// Returns to the start of a text.
    pub(super) fn restart(&mut self) {
        self.reset(Settled {
            asked: Separator::default(),
            line_is_empty: true,
        });
    }

    /// Returns the state, unless later content may change the output so far. No cell may
    /// be open.
    pub(super) fn settled(&self) -> Option<Settled> {
        (!self.may_change()).then_some(Settled {
            asked: self.borders.asked(),
            line_is_empty: self.line_is_empty,
        })
    }

    pub(super) fn reset(&mut self, to: Settled) {
        self.borders.restart(to.asked);
        self.in_line_before = 0;
        self.line_is_empty = to.line_is_empty;
        self.space = None;
        self.ended_behind_space.clear();
        self.stripped = None;
    }

    /// Whether later content may remove a space or write a stripped edge.
    #[inline]
    pub(super) fn may_change(&self) -> bool {
        self.space.is_some() || self.stripped.is_some()
    }

    /// Whether no inline content has come since the last block, line break or start.
    pub(super) fn line_is_empty(&self) -> bool {
        self.line_is_empty
    }

    /// Whether inline content has come since the last edge of a block or line break.
    pub(super) fn line_has_content(&self) -> bool {
        !self.line_is_empty && self.stripped.is_none()
    }

    /// Returns how many characters at the end may still be removed.
    pub(super) fn unsettled(&self) -> u32 {
        u32::from(self.space.is_some())
    }

    /// Adds a run of collapsible white space.
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

    /// Announces inline content: keeps a space before it, and separates it from content
    /// before a stripped edge.
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

    /// Announces an image. Without a border before it, it is in the line of the last
    /// character.
    pub(super) fn atom(&mut self, out: &SpanBuffer) {
        if self.borders.asked().is_nothing() {
            self.in_line_before = out.spans.len() + 1;
        }
    }

    /// Opens a written block.
    #[inline]
    pub(super) fn open_block(&mut self, display: DisplayKind, out: &mut SpanBuffer) {
        self.end_line(out);
        self.borders.open(RequiredBreak::by(display));
        self.line_is_empty = true;
    }

    /// Closes a written block.
    #[inline]
    pub(super) fn close_block(&mut self, display: DisplayKind, out: &mut SpanBuffer) {
        self.end_line(out);
        self.require(display);
    }

    /// Closes a written block when neither a space nor a stripped edge is pending.
    #[inline]
    pub(super) fn require(&mut self, display: DisplayKind) {
        self.borders.close(RequiredBreak::by(display));
        self.line_is_empty = true;
    }

    /// Adds the edge of a stripped block.
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

    /// Ends the line at a block or a line break: white space at its end is removed, and a
    /// stripped edge no longer separates anything.
    #[inline]
    pub(super) fn end_line(&mut self, out: &mut SpanBuffer) {
        self.unwrite_space(out);
        self.stripped = None;
    }

    /// Begins a line after a line break.
    pub(super) fn begin_line(&mut self) {
        self.line_is_empty = true;
    }

    /// Records that a span has ended and is no longer open.
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

    /// Writes the pending separator before a character.
    #[inline]
    pub(super) fn flush(&mut self, out: &mut SpanBuffer) {
        if !self.borders.asked().is_nothing() {
            self.flush_at(out, out.spans.len(), out.open.len());
        }
    }

    /// Writes the separator at the point where the text had `last` spans, `depth` of them
    /// open, and moves the spans that come after it.
    fn flush_at(&mut self, out: &mut SpanBuffer, last: usize, depth: usize) {
        let separator = self.borders.character();
        // The start of the text needs no separator.
        if separator.is_nothing() || out.characters == 0 {
            return;
        }
        let place = self.place(out, last, depth);
        let length = separator.write(&mut out.text);
        out.count_moves(out.spans.len() - place);
        out.shift(place, length);
        out.characters += length;
    }

    /// Returns the first span that comes after a separator at the point where the text
    /// had `last` spans, `depth` of them open: the outermost open span that opened after
    /// the border.
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

    /// Writes the separator before a space that has become certain.
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

    /// Writes a `br` or a space for a stripped edge between two pieces of inline content,
    /// at the place of the edge. Only empty spans have come since.
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

    /// Removes the trailing space of a line, which is not rendered.
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

    /// Opening and closing characters in scripts and drawings, with their display.
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

    /// Lays a script out. In a script letters are content, `_` is white space, `/` a line
    /// break, `|` and `:` are the edges of a stripped block and a stripped cell, `*` is
    /// an image. In the drawing `_` is a space, `¶` a line feed, `→` a tab, and `‹›`
    /// enclose a `br` that replaced a stripped edge.
    fn laid(script: &str, config: &LayoutConfig) -> String {
        let (mut pending, mut out) = (Pending::default(), SpanBuffer::default());
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

    /// Checks each script against its drawing.
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
                // It stays where the first white space was.
                ("a_(_b)", "a_(b)"),
                ("a(_b)", "a(_b)"),
                ("(a_)_b", "(a_)b"),
                // Removed, it moves the spans after it.
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
                // No white space beside the separator.
                ("[a_]_[_b]", "[a]¶¶[b]"),
                ("a_[b]_c", "a¶¶[b]¶¶c"),
                // Neither before the first content nor after the last.
                ("[][a][]", "[][a][]"),
                // Empty blocks come before the separator.
                ("[a][][b]", "[a][]¶¶[b]"),
                // A span that opens the outer block stays inside this block.
                ("[a][()b]", "[a]¶¶[()b]"),
                ("[a][*b]", "[a]¶¶[*b]"),
                ("[a][{}b]", "[a]¶¶[{}b]"),
                ("[a]{[][()b]}", "[a]¶¶{[][()b]}"),
                ("[a]()[*_b]", "[a]()¶¶[*_b]"),
                ("[a]([b])", "[a]¶¶([b])"),
                // A span that begins in the line before stays there.
                ("a([b])", "a¶¶([b])"),
                ("a(()[b])", "a¶¶(()[b])"),
                ("a(*[b])", "a(*¶¶[b])"),
                ("a{}b", "a{}¶b"),
                ("a({}b)", "a¶({}b)"),
                ("[a]([b])", "[a]¶¶([b])"),
                ("[a/][b]", "[a¶]¶¶[b]"),
                ("[a]/b", "[a]¶¶¶b"),
                // An image is content, but not a character.
                ("[a]*[b]", "[a]*¶¶[b]"),
                // A space after an image follows the separator; both are removed
                // together.
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
            // After the spans that have ended since, before those that have started.
            ("(a|)b", "(a)‹¶›b", "(a)_b"),
            ("a|(b)", "a‹¶›(b)", "a_(b)"),
            ("(a|b)", "(a‹¶›b)", "(a_b)"),
            ("a|()b", "a‹¶›()b", "a_()b"),
            ("(a(|))b", "(a())‹¶›b", "(a())_b"),
            // A block or a line break separates more.
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
