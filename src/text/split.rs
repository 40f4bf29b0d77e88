//! Splits a text at its blocks, and joins texts.
//!
//! [`AddressedText::join`] writes between two pieces the separator that such blocks
//! have in any text, by the rules of all doors: the break that their boundaries
//! require, directly before the next character, outside of every block that opens
//! there. [`AddressedText::split`] splits only where that restores the text exactly, so
//! nothing is lost, whatever the text is.

use super::required_break::RequiredBreak;
use super::span::{Attributes, Span};
use super::{AddressedText, TextError, TextFault, units};
use crate::authority::{Authority, Entry};
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
    /// The break required by boundaries since the last character.
    asked: RequiredBreak,
}

/// The beginning of a piece.
#[derive(Clone, Copy, Debug)]
struct Head {
    /// The number of spans that start before its first character.
    leading: usize,
    /// The number of those, from the innermost, that have text and so start behind the
    /// separator.
    moved: usize,
    /// The break that their boundaries require.
    asked: RequiredBreak,
    begins_white: bool,
}

impl Seam {
    /// Returns the separator before the first character of a piece. A space separates
    /// inline content on both sides, so that words of two pieces are never joined.
    fn separator(self, head: &Head) -> &'static str {
        if !self.has_text {
            return "";
        }
        match self.asked.and(head.asked) {
            RequiredBreak::NOTHING if self.ends_white || head.begins_white => "",
            RequiredBreak::NOTHING => " ",
            asked => asked.separator(),
        }
    }

    /// Returns the seam behind a piece of this text and these spans.
    fn behind(self, text: &str, end: u32, spans: &[Span], authority: &Authority) -> Self {
        let last = spans.iter().filter(|span| span.end == end);
        let asked = asked(last, authority);
        match text.as_bytes().last() {
            Some(last) => Self {
                has_text: true,
                ends_white: is_white(*last),
                asked,
            },
            None => Self {
                asked: self.asked.and(asked),
                ..self
            },
        }
    }
}

impl Head {
    /// Makes the head of a piece from the spans that start at or before its first
    /// character, given by their ends in the piece and their breaks.
    fn new(spans: impl Iterator<Item = (u32, RequiredBreak)>, text: &str) -> Self {
        let (mut leading, mut moved, mut all) = (0, 0, RequiredBreak::NOTHING);
        for (end, asked) in spans {
            leading += 1;
            moved = if end == 0 { 0 } else { moved + 1 };
            all = all.and(asked);
        }
        Self {
            leading,
            moved,
            asked: all,
            begins_white: text.as_bytes().first().is_some_and(|b| is_white(*b)),
        }
    }

    fn is_moved(&self, span: usize) -> bool {
        (self.leading - self.moved..self.leading).contains(&span)
    }
}

impl AddressedText {
    /// Splits the text into its outermost blocks, and the inline content between them.
    /// O(n). E.g. to store each paragraph as a record of its own, as NPR's API does.
    ///
    /// Each piece is a text of its own, with addresses from 0. Pieces of a text that
    /// passes [`check`](Self::check) pass it too. [`join`](Self::join) restores the
    /// original text exactly. Where it could not, the text is not split: e.g. between
    /// blocks without the separator that they require, or before a U+FEFF, which no
    /// text begins with.
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
        // The starts of the pieces, and the lengths of the separators left out there.
        let mut begins: Vec<(Cut, u32)> = vec![(Cut::default(), 0)];
        let mut last_with_text = 0;
        let mut from = Cut::default();
        for to in cuts {
            let text = &self.text[from.byte as usize..to.byte as usize];
            let spans = &self.spans[from.span..to.span];
            if from.span > 0 || from.byte > 0 {
                match left_out(from, text, spans, seam, authority) {
                    Some(length) => begins.push((from, length)),
                    // Does not fit: part of the piece before. Empty pieces between go
                    // with it, since the break that they require does not fit.
                    None => begins.truncate(last_with_text + 1),
                }
            }
            if !text.is_empty() {
                last_with_text = begins.len() - 1;
            }
            seam = seam.behind(text, to.character, spans, authority);
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

    /// Joins texts, made by [`split`](Self::split) or any others. O(n). Two blocks get
    /// the separator that they have in any text. Two texts without a block at their
    /// boundary get a space.
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
        // The longest separator has two bytes.
        let bytes = sum(|piece| piece.text.len() + 2);
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
            seam = seam.behind(&piece.text, piece.characters, &piece.spans, authority);
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
        let leading = leading.map(|span| (span.end, asked([span], authority)));
        let head = Head::new(leading, &piece.text);
        let separator = if piece.text.is_empty() {
            ""
        } else {
            seam.separator(&head)
        };
        let (at, byte) = (self.characters, to_u32(self.text.len()));
        let length = to_u32(separator.len());
        // Spans that start or end before the first character do so before the
        // separator.
        let moves = |place: u32, stays: bool| place + if stays { 0 } else { length };
        for (index, span) in piece.spans.iter().enumerate() {
            let starts_before = index < head.leading && !head.is_moved(index);
            let ends_before = span.end == 0;
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
        self.text.push_str(separator);
        self.text.push_str(&piece.text);
        self.characters += length + piece.characters;
    }

    /// Lists the places beside the outermost blocks, in order.
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
                next.is_some_and(|(_, span)| asked([span], authority) != RequiredBreak::NOTHING);
            let between = &self.text[before.byte as usize..here.byte as usize];
            let behind = Cut {
                span: here.span,
                ..before
            };
            let is_separator = matches!(between, "" | "\t" | "\n" | "\n\n");
            if is_behind_block && (next.is_some() || !between.is_empty()) {
                cuts.push(behind);
            }
            let is_inline_before = if is_behind_block {
                !is_separator
            } else {
                behind.span > 0 || !between.is_empty()
            };
            if is_block && is_inline_before {
                let separators = ["\n\n", "\n", "\t"].into_iter();
                let separator = separators.filter(|separator| between.ends_with(separator));
                let length = separator.map(str::len).next().map_or(0, to_u32);
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
    // Beside a block: a break is required if there is text before.
    let separators: &[&str] = if seam.has_text {
        &["\n\n", "\n", "\t"]
    } else {
        &[""]
    };
    let mut fitting = separators.iter().filter(|separator| {
        let Some(own) = text.strip_prefix(**separator) else {
            return false;
        };
        let behind = from.character + to_u32(separator.len());
        let end_in_piece = |end: u32| {
            if end == from.character {
                Some(0)
            } else {
                end.checked_sub(behind)
            }
        };
        let leading = spans.iter().take_while(|span| span.start <= behind);
        let head = leading.clone().map(|span| {
            let end = end_in_piece(span.end).unwrap_or_default();
            (end, asked([span], authority))
        });
        let head = Head::new(head, own);
        !own.is_empty()
            && !own.starts_with('\u{FEFF}')
            && seam.separator(&head) == **separator
            && leading.enumerate().all(|(index, span)| {
                let start = if head.is_moved(index) {
                    behind
                } else {
                    from.character
                };
                let end = match end_in_piece(span.end) {
                    Some(0) => from.character,
                    Some(end) => behind + end,
                    None => return false,
                };
                (span.start, span.end) == (start, end)
            })
    });
    fitting.next().map(|separator| to_u32(separator.len()))
}

/// Returns the break that the boundaries of spans require.
fn asked<'s>(spans: impl IntoIterator<Item = &'s Span>, authority: &Authority) -> RequiredBreak {
    spans
        .into_iter()
        .fold(RequiredBreak::NOTHING, |asked, span| {
            match authority.entry(span.markup) {
                Some(Entry::Tag(tag)) => asked.and(RequiredBreak::by(tag.display())),
                _ => asked,
            }
        })
}
