//! Splits a text at its blocks, and joins texts.
//!
//! [`AddressedText::join`] inserts the separator that the blocks on both sides require in
//! any text: directly before the next character, outside of every block that opens there.
//! [`AddressedText::split`] splits only where joining restores the text exactly, so
//! nothing is lost, whatever the text is.

use std::borrow::Cow;

use super::required_break::{
    Borders, RequiredBreak, Separator, separator_at_end, separator_at_start,
};
use super::span::{Attributes, Span};
use super::{AddressedText, TextError, TextFault, units};
use crate::authority::{Authority, DisplayKind, Entry};
use crate::html::bytes::is_white;
use crate::num::to_u32;

/// A place to split: the text and the spans before it.
#[derive(Clone, Copy, Debug, Default)]
struct Cut {
    character: u32,
    byte: u32,
    span: usize,
}

/// The end of the text before a piece.
#[derive(Clone, Copy, Debug, Default)]
struct Seam {
    has_text: bool,
    ends_white: bool,
    /// The separator required by the borders since the last character.
    asked: Separator,
}

/// The beginning of a piece.
#[derive(Clone, Copy, Debug)]
struct Head {
    /// The index of the first span that starts after the separator. All later spans do so
    /// as well.
    place: usize,
    /// The separator required before the first character.
    asked: Separator,
    begins_white: bool,
}

impl Seam {
    /// Returns the text to insert before the first character of a piece. A space
    /// separates inline content on both sides: words of two pieces are never joined.
    fn separator(self, head: &Head) -> Cow<'static, str> {
        if !self.has_text {
            return "".into();
        }
        if !head.asked.is_nothing() {
            return head.asked.text();
        }
        let is_parted = self.ends_white || head.begins_white;
        if is_parted { "".into() } else { " ".into() }
    }

    /// Returns the seam after a piece of this text from `start` to `end`, whose spans
    /// have all ended.
    fn behind(self, text: &str, start: u32, end: u32, spans: &[Span], of: &Authority) -> Self {
        let mut borders = Borders::between(self.asked);
        let mut open: Vec<&Span> = Vec::new();
        let mut passed = start;
        let mut pass = |borders: &mut Borders, to: u32| {
            if to > passed {
                borders.character();
                passed = to;
            }
        };
        for span in spans {
            for ended in open.drain(usize::from(span.depth)..).rev() {
                pass(&mut borders, ended.end);
                borders.close(required(ended, of));
            }
            pass(&mut borders, span.start);
            borders.open(required(span, of));
            open.push(span);
        }
        for ended in open.into_iter().rev() {
            pass(&mut borders, ended.end);
            borders.close(required(ended, of));
        }
        pass(&mut borders, end);
        let last = text.as_bytes().last();
        Self {
            has_text: self.has_text || last.is_some(),
            ends_white: last.map_or(self.ends_white, |last| is_white(*last)),
            asked: borders.asked(),
        }
    }
}

impl Head {
    /// Makes the head of a piece with this text. `leading` are its spans up to the first
    /// one that starts after its first character.
    fn new<'s>(
        seam: Seam,
        leading: impl Iterator<Item = &'s Span>,
        text: &str,
        authority: &Authority,
    ) -> Self {
        let mut borders = Borders::between(seam.asked);
        let mut open: Vec<&Span> = Vec::new();
        let (mut place, mut count) = (None, 0);
        for span in leading {
            for ended in open.drain(usize::from(span.depth)..).rev() {
                borders.close(required(ended, authority));
            }
            let is_image = display(span, authority) == Some(DisplayKind::Atomic);
            if is_image && borders.asked().is_nothing() {
                // An image is in the line before, and so are the spans around it.
                place = None;
            } else if span.start < span.end {
                place = place.or(Some(count));
            }
            borders.open(required(span, authority));
            open.push(span);
            count += 1;
        }
        for ended in open.iter().rev().take_while(|span| span.start == span.end) {
            borders.close(required(ended, authority));
        }
        Self {
            place: place.unwrap_or(count),
            asked: borders.asked(),
            begins_white: text.as_bytes().first().is_some_and(|b| is_white(*b)),
        }
    }
}

impl AddressedText {
    /// Splits the text into its outermost blocks and the inline content between them,
    /// e.g. to store each paragraph as a record of its own, as NPR's API does. O(n).
    ///
    /// Each piece is a text of its own, with addresses from 0. Pieces of a text that
    /// passes [`check`](Self::check) pass it too. [`join`](Self::join) restores the
    /// original text exactly. The text is not split where it could not, e.g. between
    /// blocks without the separator that they require, or before a U+FEFF, which no text
    /// begins with.
    ///
    /// ```
    /// use standoff::{AddressedText, Authority, FieldPolicy, Ingester};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let source = "<h2>Snow</h2><p>In <em>every</em> county.</p><ul><li>One</ul>";
    /// let body = ingester.ingest(source)?.into_content();
    ///
    /// let paragraphs = body.split(&authority);
    /// let texts: Vec<_> = paragraphs.iter().map(AddressedText::text).collect();
    /// assert_eq!(texts, ["Snow", "In every county.", "One"]);
    /// let em = paragraphs[1].spans().nth(1).unwrap();
    /// assert_eq!(em.range().to_string(), "3..8");
    ///
    /// assert_eq!(AddressedText::join(&paragraphs, &authority)?, body);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn split(&self, authority: &Authority) -> Vec<Self> {
        if self.is_blank() {
            return Vec::new();
        }
        let end = Cut {
            character: self.characters,
            byte: to_u32(self.text.len()),
            span: self.spans.len(),
        };
        let mut cuts = self.cuts(authority);
        cuts.push(end);
        let mut seam = Seam::default();
        // The start of each piece, and the length of the separator left out there.
        let mut begins: Vec<(Cut, u32)> = vec![(Cut::default(), 0)];
        let mut last_with_text = 0;
        let mut from = Cut::default();
        for to in cuts {
            let text = &self.text[from.byte as usize..to.byte as usize];
            let spans = &self.spans[from.span..to.span];
            if from.span > 0 || from.byte > 0 {
                match left_out(from, text, spans, seam, authority) {
                    Some(length) => begins.push((from, length)),
                    // Cannot be restored: joins the piece before. Empty pieces in between
                    // do so as well, since the break that they require does not fit.
                    None => begins.truncate(last_with_text + 1),
                }
            }
            if !text.is_empty() {
                last_with_text = begins.len() - 1;
            }
            seam = seam.behind(text, from.character, to.character, spans, authority);
            from = to;
        }
        let ends = begins[1..].iter().map(|(cut, _)| *cut).chain([end]);
        let pieces = begins.iter().zip(ends);
        let pieces = pieces.map(|(&(from, separator), to)| self.piece(from, separator, to));
        if self.is_validated_for(authority) {
            pieces.map(|piece| piece.validated_for(authority)).collect()
        } else {
            pieces.collect()
        }
    }

    /// Joins texts, whether [`split`](Self::split) made them or not. O(n). Two blocks get
    /// the separator that they have in any text. A space separates two texts without a
    /// block at their boundary.
    ///
    /// ```
    /// use standoff::{AddressedText, Authority};
    ///
    /// let authority = Authority::standard();
    /// let lines = [AddressedText::plain("Sing,")?, AddressedText::plain("goddess")?];
    /// assert_eq!(AddressedText::join(&lines, &authority)?.text(), "Sing, goddess");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The joined text exceeds 32-bit positions.
    pub fn join<'t>(
        pieces: impl IntoIterator<Item = &'t Self>,
        authority: &Authority,
    ) -> Result<Self, TextError> {
        let pieces: Vec<&Self> = pieces.into_iter().collect();
        let sum = |length: fn(&Self) -> usize| -> usize { pieces.iter().map(|t| length(t)).sum() };
        // A separator has at most two line feeds, and a tab for each cell.
        let bytes = sum(|piece| piece.text.len() + 2 + piece.spans.len());
        let values = sum(|piece| piece.attributes.values().len());
        let (spans, attributes) = (sum(|t| t.spans.len()), sum(|t| t.attributes.len()));
        let longest = bytes.max(values).max(spans).max(attributes);
        if u32::try_from(longest).is_err() {
            return Err(TextError::new("text", TextFault::TooLong));
        }
        let mut joined = Self::default();
        joined.text.reserve(bytes);
        joined.spans.reserve(spans);
        let mut seam = Seam::default();
        for piece in &pieces {
            joined.append(piece, seam, authority);
            seam = seam.behind(&piece.text, 0, piece.characters, &piece.spans, authority);
        }
        let is_validated = |piece: &&Self| piece.is_validated_for(authority);
        if pieces.iter().all(is_validated) {
            Ok(joined.validated_for(authority))
        } else {
            Ok(joined)
        }
    }

    fn append(&mut self, piece: &Self, seam: Seam, authority: &Authority) {
        let leading = piece.spans.iter().take_while(|span| span.start == 0);
        let head = Head::new(seam, leading, &piece.text, authority);
        let separator = if piece.text.is_empty() {
            "".into()
        } else {
            seam.separator(&head)
        };
        let (at, byte) = (self.characters, to_u32(self.text.len()));
        let length = to_u32(separator.len());
        // Spans that start or end before the separator stay there.
        let moves = |place: u32, stays: bool| place + if stays { 0 } else { length };
        for (index, span) in piece.spans.iter().enumerate() {
            let starts_before = span.start == 0 && index < head.place;
            let ends_before = span.end == 0 && index < head.place;
            let first_attribute = self.attributes.copy(&piece.attributes, span);
            self.spans.push(Span {
                start: at + moves(span.start, starts_before),
                byte_start: byte + moves(span.byte_start, starts_before),
                end: at + moves(span.end, ends_before),
                byte_end: byte + moves(span.byte_end, ends_before),
                first_attribute,
                ..*span
            });
        }
        self.text.push_str(&separator);
        self.text.push_str(&piece.text);
        self.characters += length + piece.characters;
    }

    /// Lists the positions next to outermost blocks, in order.
    fn cuts(&self, authority: &Authority) -> Vec<Cut> {
        let mut cuts = Vec::new();
        let mut before = Cut::default();
        let mut is_behind_block = false;
        let mut outermost = self.spans.iter().enumerate();
        loop {
            let next = outermost.find(|(_, span)| span.depth == 0);
            let here = match next {
                Some((index, span)) => Cut {
                    character: span.start,
                    byte: span.byte_start,
                    span: index,
                },
                None => Cut {
                    character: self.characters,
                    byte: to_u32(self.text.len()),
                    span: self.spans.len(),
                },
            };
            let is_block =
                next.is_some_and(|(_, span)| required(span, authority) != RequiredBreak::NOTHING);
            let between = &self.text[before.byte as usize..here.byte as usize];
            let behind = Cut {
                span: here.span,
                ..before
            };
            let is_separator = separator_at_start(between.as_bytes()) == between.len();
            if is_behind_block && (next.is_some() || !between.is_empty()) {
                cuts.push(behind);
            }
            let is_inline_before = if is_behind_block {
                !is_separator
            } else {
                behind.span > 0 || !between.is_empty()
            };
            if is_block && is_inline_before {
                let length = to_u32(separator_at_end(between.as_bytes()));
                cuts.push(Cut {
                    character: here.character - length,
                    byte: here.byte - length,
                    span: here.span,
                });
            }
            let Some((_, span)) = next else {
                return cuts;
            };
            is_behind_block = is_block;
            before.character = span.end;
            before.byte = span.byte_end;
        }
    }

    /// Copies the piece between two cuts, without the separator at its start.
    fn piece(&self, from: Cut, separator: u32, to: Cut) -> Self {
        let begins = from.byte + separator;
        let text = self.text[begins as usize..to.byte as usize].to_owned();
        let mut attributes = Attributes::default();
        let mut spans = Vec::with_capacity(to.span - from.span);
        for span in &self.spans[from.span..to.span] {
            let first_attribute = attributes.copy(&self.attributes, span);
            spans.push(Span {
                start: span.start.saturating_sub(from.character + separator),
                end: span.end.saturating_sub(from.character + separator),
                byte_start: span.byte_start.saturating_sub(begins),
                byte_end: span.byte_end.saturating_sub(begins),
                first_attribute,
                ..*span
            });
        }
        let characters = units::count(&text);
        Self::assemble(text, characters, spans, attributes)
    }
}

/// Returns the length of the separator at the start of a piece, if
/// [`AddressedText::join`] would write exactly that and restore every span.
fn left_out(
    from: Cut,
    text: &str,
    spans: &[Span],
    seam: Seam,
    authority: &Authority,
) -> Option<u32> {
    if text.is_empty() {
        return Some(0);
    }
    let fits = |length: u32| {
        let behind = from.character + length;
        let own = &text[length as usize..];
        let leading = spans.iter().take_while(|span| span.start <= behind);
        let head = Head::new(seam, leading.clone(), own, authority);
        !own.is_empty()
            && !own.starts_with('\u{FEFF}')
            && seam.separator(&head) == text[..length as usize]
            && leading.enumerate().all(|(index, span)| {
                if index >= head.place {
                    span.start == behind
                } else {
                    span.start == from.character && (span.end == span.start || span.end > behind)
                }
            })
    };
    // A separator precedes the first span that starts after it; without such a span, it
    // precedes text.
    let before_span = spans.iter().find(|span| span.start > from.character);
    let before_span = before_span.map(|span| span.start - from.character);
    let here = spans.iter().take_while(|span| span.start == from.character);
    let before_text = Head::new(seam, here, text, authority);
    let before_text = to_u32(seam.separator(&before_text).len());
    let is_separator = |length: &u32| {
        let separator = text.as_bytes().get(..*length as usize);
        separator.is_some_and(|text| separator_at_start(text) == text.len())
    };
    // Next to a block a separator is required exactly if text precedes it.
    let is_asked = |length: &u32| (*length > 0) == seam.has_text;
    let lengths = [before_span, Some(before_text)].into_iter().flatten();
    let mut lengths = lengths.filter(|length| is_asked(length) && is_separator(length));
    lengths.find(|length| fits(*length))
}

fn display(span: &Span, authority: &Authority) -> Option<DisplayKind> {
    match authority.entry(span.markup) {
        Some(Entry::Tag(tag)) => Some(tag.display()),
        _ => None,
    }
}

/// Returns the break that the borders of a span require.
fn required(span: &Span, authority: &Authority) -> RequiredBreak {
    display(span, authority).map_or(RequiredBreak::NOTHING, RequiredBreak::by)
}
