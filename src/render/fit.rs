//! Fitting a text to a platform: its charset, its lines, its length.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::loss::{Loss, LossKind};
use super::transform::Transform;
use crate::profile::{Breaks, Charset, Limit, Unit};
use crate::text::{Address, AddressRange};

/// A text on its way out, which knows where its pieces come from.
pub(super) struct Draft<'t> {
    text: Cow<'t, str>,
    /// The text of the content that goes on at the end, not copied yet: pieces of
    /// it that lie side by side are copied at once.
    run: Range<usize>,
    content: &'t str,
    /// Where pieces begin in the draft, their addresses, and whether they run
    /// on character by character.
    pieces: Vec<Piece>,
    /// False where more of the content would come.
    is_whole: bool,
}

type Piece = (usize, u32, bool);

impl<'t> Draft<'t> {
    /// The clean text itself.
    pub(super) fn of(content: &'t str) -> Self {
        Self {
            text: Cow::Borrowed(content),
            run: 0..0,
            content,
            pieces: vec![(0, 0, true)],
            is_whole: true,
        }
    }

    /// Nothing yet of a content.
    pub(super) fn new(content: &'t str, capacity: usize) -> Self {
        Self {
            text: Cow::Owned(String::with_capacity(capacity)),
            run: 0..0,
            content,
            pieces: Vec::new(),
            is_whole: true,
        }
    }

    /// Text that stands for something at an address.
    pub(super) fn push(&mut self, text: &str, at: Address) {
        if !text.is_empty() {
            self.copy_run();
            self.pieces.push((self.text.len(), at.get(), false));
            self.text.to_mut().push_str(text);
        }
    }

    /// Text of the content, by its bytes.
    pub(super) fn push_text(&mut self, bytes: Range<usize>, start: Address) {
        if bytes.is_empty() {
            return;
        }
        if self.run.is_empty() || self.run.end != bytes.start {
            self.copy_run();
            self.pieces.push((self.text.len(), start.get(), true));
            self.run = bytes;
        } else {
            self.run.end = bytes.end;
        }
    }

    /// How much of it there is.
    pub(super) fn len(&self) -> usize {
        self.text.len() + self.run.len()
    }

    /// Whether nothing stands here yet on this line.
    pub(super) fn ends_line(&self) -> bool {
        self.len() == 0 || self.end().ends_with(['\n', '\t'])
    }

    /// Takes a space off the end.
    pub(super) fn drop_space(&mut self) {
        if self.end().ends_with(' ') {
            self.copy_run();
            self.text.to_mut().pop();
        }
    }

    /// All that comes of the content, or, if there would be more, a part of it.
    pub(super) fn finish(mut self, is_whole: bool) -> Self {
        self.copy_run();
        self.is_whole = is_whole;
        self
    }

    fn end(&self) -> &str {
        if self.run.is_empty() {
            &self.text
        } else {
            &self.content[self.run.clone()]
        }
    }

    fn copy_run(&mut self) {
        if !self.run.is_empty() {
            let run = &self.content[std::mem::take(&mut self.run)];
            self.text.to_mut().push_str(run);
        }
    }

    /// How much of the text no more content could change: a space at its end may
    /// be taken off, and the grapheme before it may go on.
    fn settled(&self) -> usize {
        if self.is_whole {
            self.text.len() + 1
        } else {
            self.text.trim_end_matches(' ').len()
        }
    }
}

/// A draft as a platform takes it.
#[derive(Default)]
pub(super) struct Fitted<'t> {
    pub(super) output: Cow<'t, str>,
    /// What was lost on the way.
    pub(super) losses: Vec<Loss>,
    /// Where the text was cut off: what is lost behind it is no loss of its own.
    pub(super) cut: Option<Address>,
}

/// The output of a draft on a platform. Unchanged text stays borrowed. `None`
/// where more of the content has to be seen.
pub(super) fn fit<'t>(draft: Draft<'t>, transform: &Transform, end: Address) -> Option<Fitted<'t>> {
    let is_free = transform.charset == Charset::Unicode
        && transform.breaks == Breaks::Keep
        && transform.limit.is_none();
    if is_free {
        let output = draft.text;
        return Some(Fitted {
            output,
            losses: Vec::new(),
            cut: None,
        });
    }
    let limit = transform.limit;
    // The output is rarely longer than what is let in.
    let capacity = limit.map_or(usize::MAX, |limit| {
        (limit.most() as usize).saturating_mul(2)
    });
    let mut fitter = Fitter {
        charset: transform.charset,
        breaks: transform.breaks,
        out: String::with_capacity(draft.text.len().min(capacity)),
        losses: Vec::new(),
        sources: Vec::new(),
        has_space: false,
    };
    let mut room = limit.map(|limit| Room::new(limit, transform.charset));
    let mut place = Place::new(&draft.pieces);
    for (byte, grapheme) in Graphemes::of(&draft.text) {
        let before = fitter.out.len();
        let range = place.range(byte, grapheme);
        fitter.grapheme(grapheme, range);
        if let Some(room) = &mut room {
            fitter.sources.push((before, range.start().get()));
            if room.takes(&fitter.out[before..]) {
                continue;
            }
            if byte + grapheme.len() >= draft.settled() {
                return None;
            }
            return cut(fitter, room, end, draft.is_whole);
        }
    }
    if !draft.is_whole {
        return None;
    }
    let output = match fitter.out == *draft.text {
        true => draft.text,
        false => Cow::Owned(fitter.out),
    };
    Some(Fitted {
        output,
        losses: fitter.losses,
        cut: None,
    })
}

/// The grapheme clusters of a text, and where they begin. Between two ASCII
/// characters there is always a border, but for CRLF ([UAX #29]).
///
/// [UAX #29]: https://www.unicode.org/reports/tr29/#Grapheme_Cluster_Boundary_Rules
struct Graphemes<'t> {
    rest: &'t str,
    byte: usize,
}

impl<'t> Graphemes<'t> {
    fn of(text: &'t str) -> Self {
        Self {
            rest: text,
            byte: 0,
        }
    }
}

impl<'t> Iterator for Graphemes<'t> {
    type Item = (usize, &'t str);

    #[inline]
    fn next(&mut self) -> Option<(usize, &'t str)> {
        let length = match *self.rest.as_bytes() {
            [] => return None,
            [first, next, ..] if (first | next).is_ascii() && first != b'\r' => 1,
            _ => self.rest.graphemes(true).next()?.len(),
        };
        let (grapheme, rest) = self.rest.split_at(length);
        let byte = self.byte;
        self.byte += length;
        self.rest = rest;
        Some((byte, grapheme))
    }
}

/// Follows the addresses of a draft, grapheme by grapheme.
struct Place<'p> {
    pieces: &'p [(usize, u32, bool)],
    next: usize,
    address: u32,
    runs_on: bool,
}

impl<'p> Place<'p> {
    fn new(pieces: &'p [(usize, u32, bool)]) -> Self {
        Self {
            pieces,
            next: 0,
            address: 0,
            runs_on: false,
        }
    }

    /// The addresses of the grapheme at this byte, which are asked for in order.
    #[inline]
    fn range(&mut self, byte: usize, grapheme: &str) -> AddressRange {
        let mut start = None;
        for (offset, _) in grapheme.char_indices() {
            while let Some(&(from, address, runs_on)) = self.pieces.get(self.next)
                && from <= byte + offset
            {
                (self.address, self.runs_on) = (address, runs_on);
                self.next += 1;
            }
            start.get_or_insert(self.address);
            self.address += u32::from(self.runs_on);
        }
        let start = Address::new(start.unwrap_or(self.address).min(self.address));
        AddressRange::new(start, Address::new(self.address)).unwrap_or_default()
    }
}

struct Fitter {
    charset: Charset,
    breaks: Breaks,
    out: String,
    losses: Vec<Loss>,
    /// Where in the output the graphemes begin, and their addresses, as long as
    /// there is a limit.
    sources: Vec<(usize, u32)>,
    /// A space stands before the next character of a line.
    has_space: bool,
}

impl Fitter {
    #[inline]
    fn grapheme(&mut self, grapheme: &str, range: AddressRange) {
        if self.charset == Charset::Unicode || grapheme.chars().all(|c| self.charset.has(c)) {
            self.push(grapheme);
            return;
        }
        let loss = Loss::new(LossKind::Character, grapheme, range);
        self.losses.push(loss);
        let substitute = self.charset.substitute(grapheme);
        self.push(&substitute);
    }

    #[inline]
    fn push(&mut self, text: &str) {
        if self.breaks == Breaks::Keep {
            self.out.push_str(text);
        } else if let [byte @ b'!'..=b'~'] = *text.as_bytes() {
            if std::mem::take(&mut self.has_space) {
                self.out.push(' ');
            }
            self.out.push(char::from(byte));
        } else {
            self.push_on_line(text);
        }
    }

    /// Text, with one space for each run of white space.
    fn push_on_line(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_ascii_whitespace() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}') {
                self.has_space = !self.out.is_empty();
                continue;
            }
            if std::mem::take(&mut self.has_space) {
                self.out.push(' ');
            }
            self.out.push(c);
        }
    }
}

/// How much of a limit is left.
struct Room {
    limit: Limit,
    charset: Charset,
    used: usize,
}

impl Room {
    fn new(limit: Limit, charset: Charset) -> Self {
        Self {
            limit,
            charset,
            used: 0,
        }
    }

    #[inline]
    fn takes(&mut self, more: &str) -> bool {
        self.used += self.measure(more);
        self.used <= self.limit.most() as usize
    }

    #[inline]
    fn measure(&self, text: &str) -> usize {
        // One ASCII character is one of everything.
        match text.len() {
            0 | 1 => text.len(),
            _ => self.measure_any(text),
        }
    }

    fn measure_any(&self, text: &str) -> usize {
        match self.limit.unit() {
            Unit::Characters => text.chars().count(),
            Unit::Graphemes => text.graphemes(true).count(),
            Unit::Utf16 => text.chars().map(char::len_utf16).sum(),
            Unit::Bytes => text.chars().map(|c| self.charset.bytes(c)).sum(),
        }
    }
}

/// Cuts an output that has become too long: after a word, or after a grapheme
/// where that would lose more than half. `None` where it ends in what only more
/// of the content can tell.
fn cut<'t>(fitter: Fitter, room: &Room, end: Address, is_whole: bool) -> Option<Fitted<'t>> {
    let Fitter {
        mut out,
        mut losses,
        sources,
        ..
    } = fitter;
    let ellipsis = room.charset.ellipsis();
    let most = room.limit.most() as usize;
    let for_text = most.saturating_sub(room.measure(ellipsis));
    let mut used = 0;
    let mut fits = 0;
    for (byte, grapheme) in Graphemes::of(&out) {
        used += room.measure(grapheme);
        if used > for_text {
            break;
        }
        fits = byte + grapheme.len();
    }
    let ends_word = out[fits..].starts_with(char::is_whitespace);
    let after_word = match out[..fits].rfind(char::is_whitespace) {
        Some(space) if !ends_word && space * 2 >= fits => space,
        _ => fits,
    };
    let kept = out[..after_word].trim_end().len();
    out.truncate(kept);
    let grapheme = sources.partition_point(|(byte, _)| *byte < kept);
    let start = match sources.get(grapheme) {
        Some((_, address)) => Address::new(*address),
        None if is_whole => end,
        None => return None,
    };
    // What is cut off is one loss, not those that were in it.
    losses.retain(|loss| loss.range().start() < start);
    if most >= room.measure(ellipsis) {
        out.push_str(ellipsis);
    }
    let range = AddressRange::new(start, end).unwrap_or_default();
    let name = format!("{most} {}", room.limit.unit().as_str());
    losses.push(Loss::new(LossKind::Cut, name, range));
    Some(Fitted {
        output: Cow::Owned(out),
        losses,
        cut: Some(start),
    })
}
