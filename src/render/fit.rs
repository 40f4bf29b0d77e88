//! Fitting a text to a platform: its charset, its lines, its length.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::loss::{Loss, LossKind};
use super::transform::Transform;
use crate::profile::{Breaks, Charset, Limit, Unit};
use crate::text::{Address, AddressRange};

/// A text on its way out, which knows where its pieces come from.
pub(super) struct Draft<'t> {
    text: Cow<'t, str>,
    /// Where pieces begin in the draft, their addresses, and whether they run
    /// on character by character.
    pieces: Vec<(usize, u32, bool)>,
}

impl<'t> Draft<'t> {
    /// The clean text itself.
    pub(super) fn of(text: &'t str) -> Self {
        Self {
            text: Cow::Borrowed(text),
            pieces: vec![(0, 0, true)],
        }
    }

    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self {
            text: Cow::Owned(String::with_capacity(bytes)),
            pieces: Vec::new(),
        }
    }

    /// Text that stands for something at an address.
    pub(super) fn push(&mut self, text: &str, at: Address) {
        self.piece(text, at, false);
    }

    /// Text of the content.
    pub(super) fn push_text(&mut self, text: &str, start: Address) {
        self.piece(text, start, true);
    }

    /// Whether nothing stands here yet on this line.
    pub(super) fn ends_line(&self) -> bool {
        self.text.is_empty() || self.text.ends_with(['\n', '\t'])
    }

    /// Takes a space off the end.
    pub(super) fn drop_space(&mut self) {
        if self.text.ends_with(' ') {
            self.text.to_mut().pop();
        }
    }

    fn piece(&mut self, text: &str, at: Address, runs_on: bool) {
        if !text.is_empty() {
            self.pieces.push((self.text.len(), at.get(), runs_on));
            self.text.to_mut().push_str(text);
        }
    }
}

/// The output of a draft on a platform. Unchanged text stays borrowed.
pub(super) fn fit<'t>(
    draft: Draft<'t>,
    transform: &Transform,
    end: Address,
    losses: &mut Vec<Loss>,
) -> Cow<'t, str> {
    let is_free = transform.charset == Charset::Unicode
        && transform.breaks == Breaks::Keep
        && transform.limit.is_none();
    if is_free {
        return draft.text;
    }
    let mut fitter = Fitter {
        charset: transform.charset,
        breaks: transform.breaks,
        out: String::with_capacity(draft.text.len()),
        sources: Vec::new(),
        has_space: false,
    };
    let mut room = transform
        .limit
        .map(|limit| Room::new(limit, transform.charset));
    let mut place = Place::new(&draft.pieces);
    for (byte, grapheme) in draft.text.grapheme_indices(true) {
        let before = fitter.out.len();
        let range = place.range(byte, grapheme);
        fitter.grapheme(grapheme, range, losses);
        if let Some(room) = &mut room
            && !room.takes(&fitter.out[before..])
        {
            cut(&mut fitter, room, end, losses);
            return Cow::Owned(fitter.out);
        }
    }
    if fitter.out == *draft.text {
        return draft.text;
    }
    Cow::Owned(fitter.out)
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
    /// Where in the output the graphemes begin, and their addresses.
    sources: Vec<(usize, u32)>,
    /// A space stands before the next character of a line.
    has_space: bool,
}

impl Fitter {
    fn grapheme(&mut self, grapheme: &str, range: AddressRange, losses: &mut Vec<Loss>) {
        self.sources.push((self.out.len(), range.start().get()));
        if grapheme.chars().all(|c| self.charset.has(c)) {
            self.push(grapheme);
            return;
        }
        losses.push(Loss::new(LossKind::Character, grapheme, range));
        let substitute = self.charset.substitute(grapheme);
        self.push(&substitute);
    }

    fn push(&mut self, text: &str) {
        if self.breaks == Breaks::Keep {
            self.out.push_str(text);
            return;
        }
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

    fn takes(&mut self, more: &str) -> bool {
        self.used += self.measure(more);
        self.used <= self.limit.most() as usize
    }

    fn measure(&self, text: &str) -> usize {
        match self.limit.unit() {
            Unit::Characters => text.chars().count(),
            Unit::Graphemes => text.graphemes(true).count(),
            Unit::Utf16 => text.chars().map(char::len_utf16).sum(),
            Unit::Bytes => text.chars().map(|c| self.charset.bytes(c)).sum(),
        }
    }
}

/// Cuts an output that has become too long: after a word, or after a grapheme
/// where that would lose more than half.
fn cut(fitter: &mut Fitter, room: &Room, end: Address, losses: &mut Vec<Loss>) {
    let ellipsis = room.charset.ellipsis();
    let most = room.limit.most() as usize;
    let for_text = most.saturating_sub(room.measure(ellipsis));
    let mut used = 0;
    let mut fits = 0;
    for (byte, grapheme) in fitter.out.grapheme_indices(true) {
        used += room.measure(grapheme);
        if used > for_text {
            break;
        }
        fits = byte + grapheme.len();
    }
    let ends_word = fitter.out[fits..].starts_with(char::is_whitespace);
    let after_word = match fitter.out[..fits].rfind(char::is_whitespace) {
        Some(space) if !ends_word && space * 2 >= fits => space,
        _ => fits,
    };
    let kept = fitter.out[..after_word].trim_end().len();
    fitter.out.truncate(kept);
    let grapheme = fitter.sources.partition_point(|(byte, _)| *byte < kept);
    let start = fitter
        .sources
        .get(grapheme)
        .map_or(end, |(_, address)| Address::new(*address));
    // What is cut off is one loss, not those that were in it.
    losses.retain(|loss| loss.range().start() < start);
    if most >= room.measure(ellipsis) {
        fitter.out.push_str(ellipsis);
    }
    let range = AddressRange::new(start, end).unwrap_or_default();
    let name = format!("{most} {}", room.limit.unit().as_str());
    losses.push(Loss::new(LossKind::Cut, name, range));
}
