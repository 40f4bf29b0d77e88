//! Puts texts around spans, and in their place.

use std::borrow::Cow;

use super::scripts::{Said, Script};
use super::text::{Owner, White};
use super::{Behind, Maker, Open, Opening};
use crate::authority::DisplayKind;
use crate::html::element::Element;
use crate::text::{Address, AddressRange, SpanRef};

impl<'d> Maker<'d> {
    /// Puts texts around a span. White space at its edges stays outside of them, and a
    /// span with nothing else in it has none.
    pub(super) fn surround(
        &mut self,
        span: SpanRef<'_>,
        (before, after): (Cow<'d, str>, Cow<'d, str>),
        owner: Owner,
        open: &mut Open<'d>,
    ) {
        if self.hidden > 0 {
            return;
        }
        let at = span.range().start();
        if span.byte_range().is_empty() {
            if self.is_inline_element(span) {
                return;
            }
            open.behind = Some(Behind::text(after, owner, 0));
            if !before.is_empty() {
                self.begin(at);
                self.text.push_by(owner, &before, at);
            }
            return;
        }
        self.openings.push(Opening {
            text: before,
            owner,
            at,
            marks: self.marks.len(),
        });
        open.behind = Some(Behind::text(after, owner, self.openings.len()));
    }

    /// Writes what stands behind a span that began at a byte of the text.
    pub(super) fn close_behind(&mut self, behind: Behind<'d>, start: usize, at: Address) {
        let Behind {
            text,
            owner,
            opening,
            link,
        } = behind;
        // Nothing to read came: nothing stands around it.
        let is_blank = opening > 0 && self.openings.len() >= opening;
        if is_blank {
            self.openings.truncate(opening - 1);
        }
        if self.hidden == 0 && !text.is_empty() && !is_blank {
            // An empty span has its separators before the text behind it.
            if start == self.text.len() {
                self.begin(at);
            }
            let white = match opening {
                0 => White::default(),
                _ => self.take_white(start),
            };
            self.end_line_for(&text, at);
            self.text.push_by(owner, &text, at);
            self.put_white_behind(&white, at);
            self.begins_line = self.flatten.is_some() && text.starts_with('\n');
        }
        if let Some(link) = link {
            self.close_link(link, start, at);
        }
    }

    /// Puts the white space of a span behind what was put in there. Something hidden
    /// before it is still beside the text that comes.
    pub(super) fn put_white_behind(&mut self, white: &White, at: Address) {
        self.text.push_white(white, at);
        self.separator = None;
        if self.flatten.is_none() {
            let is_after_hidden = self.is_after_hidden && !white.text.is_empty();
            self.shown();
            self.is_after_hidden = is_after_hidden;
        }
    }

    /// Whether an element without content shows nothing.
    fn is_inline_element(&self, span: SpanRef<'_>) -> bool {
        let authority = self.source.authority;
        authority.tag_index(span.markup()).is_some_and(|tag| {
            authority.tags()[tag].display() == DisplayKind::Inline
                && !authority.element(tag).is_void()
        })
    }

    /// Ends the line, if what comes next has to begin one.
    pub(super) fn begin_line(&mut self, at: Address) {
        let begins_line = std::mem::take(&mut self.begins_line);
        if begins_line && self.text.len() > 0 && !self.text.as_str().ends_with('\n') {
            self.text.push_own("\n", at);
        }
    }

    /// Ends the line before a text behind a span, if that does not begin one itself.
    fn end_line_for(&mut self, text: &str, at: Address) {
        if text.starts_with('\n') {
            self.begins_line = false;
        }
        self.begin_line(at);
    }

    /// Writes the texts that wait for something to read.
    pub(super) fn write_openings(&mut self) {
        if self.openings.is_empty() {
            return;
        }
        let at = self.openings[0].at;
        if !self.openings.iter().all(|opening| opening.text.is_empty()) {
            self.separate(at, true);
            self.begin_line(at);
            self.write_marker(at);
        }
        let openings = std::mem::take(&mut self.openings);
        for Opening {
            text,
            owner,
            at,
            marks,
        } in openings
        {
            if text.is_empty() {
                continue;
            }
            self.start_marks_before(marks);
            self.begins_line = self.flatten.is_some() && text.ends_with('\n');
            self.begin_line(at);
            self.text.push_by(owner, &text, at);
            if self.flatten.is_some() {
                self.is_after_hidden = false;
                self.is_divided = true;
            } else {
                self.shown();
            }
        }
    }

    /// Takes white space off the end, back to a byte, unless a mark or preformatted text
    /// holds it.
    pub(super) fn take_white(&mut self, from: usize) -> White {
        if self.preformatted > 0 {
            return White::default();
        }
        let text = self.text.as_str();
        // What was there may have been taken back.
        let length = text.len().saturating_sub(from);
        let bytes = self.text.space_bytes().min(length);
        // What a mark covers stays.
        let end = (text.len() - bytes).max(self.text.edge());
        let white = self.text.white_from(end);
        self.text.trim(bytes);
        self.keep_borders();
        white
    }

    /// Puts in the description of a span, on one line and in square brackets.
    pub(super) fn describe(&mut self, value: &str, source: AddressRange) {
        if self.hidden > 0 {
            return;
        }
        let mut line = String::with_capacity(value.len() + 2);
        for word in value.split_whitespace() {
            line.push(if line.is_empty() { '[' } else { ' ' });
            line.push_str(word);
        }
        if !line.is_empty() {
            line.push(']');
            self.begin(source.start());
            self.text.push_for(&line, source);
        }
    }

    /// The text of a span that is raised or lowered, and what stands beside it.
    pub(super) fn script(&self, span: SpanRef<'d>) -> Script<'d> {
        let (content, bytes) = (self.source.content, span.byte_range());
        let text = content.text();
        Script {
            before: &text[..bytes.start],
            text: &text[bytes.clone()],
            behind: &text[bytes.end..],
            is_link: !bytes.is_empty() && self.is_link(span),
        }
    }

    /// Whether a span fills a link, or begins with one.
    fn is_link(&self, span: SpanRef<'d>) -> bool {
        let bytes = span.byte_range();
        let mut beside = self.source.content.spans_beside(span).take(4);
        beside.any(|other| {
            let theirs = other.byte_range();
            let is_around = other.depth() < span.depth() && theirs == bytes;
            let is_in = other.depth() > span.depth() && theirs.end <= bytes.end;
            (is_around || (is_in && !theirs.is_empty())) && self.is_written_as(other, Element::A)
        })
    }

    fn is_written_as(&self, span: SpanRef<'_>, element: Element) -> bool {
        let tag = self.source.authority.tag_index(span.markup());
        tag.is_some_and(|tag| self.source.authority.element(tag) == element)
    }

    /// Says a span that is raised or lowered.
    pub(super) fn say(&mut self, span: SpanRef<'d>, said: Said<'d>, open: &mut Open<'d>) {
        match said {
            Said::AsItIs => {}
            Said::Between(before, after) => {
                self.surround(span, (before, after), Owner::Profile, open);
            }
            Said::Signs(before, after) => {
                self.surround(span, (before.into(), after.into()), Owner::Content, open);
            }
            Said::Instead(text) => {
                if self.hidden == 0 {
                    self.begin(span.range().start());
                    self.text.push_for(&text, span.range());
                }
                open.hides = true;
            }
        }
    }

    /// Whether a span is in brackets, or has nothing to put into them.
    pub(super) fn is_in_brackets(&self, span: SpanRef<'_>) -> bool {
        let (text, bytes) = (self.source.content.text(), span.byte_range());
        let before = text[..bytes.start].trim_end().chars().next_back();
        let first = text[bytes].trim_start().chars().next();
        first.is_none_or(opens_bracket) || before.is_some_and(opens_bracket)
    }
}

fn opens_bracket(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '（' | '［' | '【' | '〔' | '〈' | '《' | '「' | '｢'
    )
}
