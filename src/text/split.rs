//! A text parted at its blocks, and put together again.
//!
//! [`AddressedText::join`] writes between two pieces what stands between such
//! blocks in any text, by the rules that all doors have: what their borders ask for,
//! right before the next character, inside of no block that opens there.
//! [`AddressedText::split`] parts where that would bring back what is there, and
//! nowhere else, so that nothing is lost, whatever the text is.

use super::required_break::RequiredBreak;
use super::span::{Attributes, Span};
use super::{AddressedText, TextError, TextFault, units};
use crate::authority::{Authority, Entry};
use crate::html::bytes::is_white;
use crate::num::to_u32;

/// A place where a text may be parted: up to where the text goes, and the spans.
#[derive(Clone, Copy, Debug, Default)]
struct Cut {
    character: u32,
    byte: u32,
    span: usize,
}

/// What stands before a piece.
#[derive(Clone, Copy, Debug, Default)]
struct Seam {
    has_text: bool,
    ends_white: bool,
    /// What the borders since the last character ask for.
    asked: RequiredBreak,
}

/// How a piece begins.
#[derive(Clone, Copy, Debug)]
struct Head {
    /// How many spans stand before its first character,
    leading: usize,
    /// and how many of them, the last, are opened right there.
    moved: usize,
    /// What their borders ask for.
    asked: RequiredBreak,
    begins_white: bool,
}

impl Seam {
    /// What is put before the first character of a piece. Inline content on both
    /// sides is parted by a space: words of two pieces are never joined.
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

    /// The seam behind a piece of this text and these spans.
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
    /// Of spans, by where they would start and end in a piece, up to the first
    /// that starts behind its first character.
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
    /// Parts this text into each of its outermost blocks and what inline content
    /// stands between them: O(n). A paragraph is a record of its own, as in NPR's
    /// API.
    ///
    /// Each piece is a text by itself, with addresses that begin at 0; what passes
    /// [`check`](Self::check) is parted into pieces that do. [`join`](Self::join)
    /// makes of them the text that was, exactly. Where it would not, as between
    /// blocks without the separator that they ask for, or before a U+FEFF, which no
    /// text begins with, the text is not parted.
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
        // Where pieces begin, and how long the separator is that is left out there.
        let mut begins: Vec<(Cut, u32)> = vec![(Cut::default(), 0)];
        let mut last_with_text = 0;
        let mut from = Cut::default();
        for to in cuts {
            let text = &self.text[from.byte as usize..to.byte as usize];
            let spans = &self.spans[from.span..to.span];
            if from.span > 0 || from.byte > 0 {
                match left_out(from, text, spans, seam, authority) {
                    Some(length) => begins.push((from, length)),
                    // It belongs to what was before, and so do the pieces without
                    // text between: what they ask for is what does not fit.
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

    /// Puts texts together, in O(n): those that [`split`](Self::split) has made, or any
    /// others. Between two blocks stands what stands between such blocks in a text;
    /// between two that have no block at their border, a space.
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
    /// Where they are longer together than 32-bit positions reach.
    pub fn join<'t>(
        pieces: impl IntoIterator<Item = &'t Self>,
        authority: &Authority,
    ) -> Result<Self, TextError> {
        let pieces: Vec<&Self> = pieces.into_iter().collect();
        let sum = |length: fn(&Self) -> usize| -> usize { pieces.iter().map(|t| length(t)).sum() };
        // No separator is longer than two bytes.
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
        // What starts or ends before the first character does so before the separator.
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

    /// The places beside the outermost blocks, in order.
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

    /// The piece that begins at a cut, behind a separator of so many characters.
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

/// How long the separator is with which a piece begins, if [`AddressedText::join`]
/// would write just that, and put every span where it is.
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
    // Beside a block, so that one of them is asked for, if there is a text before.
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

/// What the borders of spans ask for.
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
