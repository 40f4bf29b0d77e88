//! The text of a draft under construction, and the origin of each part.

use std::borrow::Cow;
use std::ops::Range;

use crate::render::draft::Map;
use crate::render::draft::seam::Space;
use crate::text::{Address, AddressRange, AddressedText, units};

/// Whose a text is that is put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// Markup, perhaps: it is written as it is.
    Profile,
    /// It is part of what is to be read, and escaped like that.
    Content,
    /// It is a URL: it stays as it is, but for the escapes of the syntax.
    Url,
}

/// White space that was taken off the end.
#[derive(Debug, Default)]
pub(super) struct White {
    pub(super) text: String,
    /// Where it is in the content, if it is.
    source: Option<Address>,
}

/// A text that grows at its end, with its map.
#[derive(Debug)]
pub(super) struct DraftText<'d> {
    content: &'d str,
    /// Borrowed as long as it is the beginning of the content.
    text: Cow<'d, str>,
    /// How much room to make once it is not.
    room: usize,
    map: Map,
    /// The byte of the content at which text at the end goes on; `None` if the end is
    /// no text of the content.
    run_end: Option<usize>,
    /// The last edge of a mark. Text before it stays.
    edge: usize,
    /// The white space at the end. It may be long and stay, so that it is not read
    /// again at every edge.
    space: Space,
    /// A known place in the content, in bytes and in characters.
    counted: (usize, u32),
}

impl<'d> DraftText<'d> {
    /// Makes an empty text, which will have `budget` bytes or all of the content, and some
    /// that is put in.
    pub(super) fn new(content: &'d AddressedText, budget: usize) -> Self {
        let all = content.text().len();
        Self {
            content: content.text(),
            text: Cow::Borrowed(""),
            room: (all + all / 16 + 64).min(budget),
            map: Map::new(Address::new(content.char_len())),
            run_end: None,
            edge: 0,
            space: Space::default(),
            counted: (0, 0),
        }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the text of a range without what is the profile's own.
    pub(super) fn of_content(&self, bytes: Range<usize>) -> String {
        let mut of_content = String::with_capacity(bytes.len());
        let mut from = bytes.start;
        for own in self.map.own_in(bytes.clone()) {
            of_content.push_str(&self.text[from..own.start]);
            from = own.end;
        }
        of_content.push_str(&self.text[from..bytes.end]);
        of_content
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Returns the white space at the end.
    pub(super) fn space(&self) -> Space {
        self.space
    }

    /// Returns how many bytes of white space are at the end.
    pub(super) fn space_bytes(&self) -> usize {
        self.space.bytes()
    }

    /// Returns whether the last line is empty.
    pub(super) fn is_at_line_start(&self) -> bool {
        self.text.is_empty() || self.text.ends_with(['\n', '\t'])
    }

    /// Returns the last edge of a mark.
    pub(super) fn edge(&self) -> usize {
        self.edge
    }

    /// Puts the edge of a mark at the end.
    pub(super) fn set_edge(&mut self) -> usize {
        self.edge = self.text.len();
        self.edge
    }

    /// Adds text of the content, which is there at `byte`.
    pub(super) fn push_content(&mut self, text: &str, byte: usize) {
        if self.run_end != Some(byte) {
            let start = self.address(byte);
            self.map.run(self.text.len(), start);
        }
        let end = byte + text.len();
        match self.text {
            Cow::Borrowed(before) if before.len() == byte => {
                self.text = Cow::Borrowed(&self.content[..end]);
                self.space.push(text);
            }
            _ => self.push(text),
        }
        self.run_end = Some(end);
    }

    /// Adds text that replaces characters of the content.
    pub(super) fn push_for(&mut self, text: &str, source: AddressRange) {
        if !text.is_empty() {
            self.map.stand(self.text.len(), source);
            self.push(text);
            self.run_end = None;
        }
    }

    /// Adds text of the profile that replaces characters of the content.
    pub(super) fn push_instead(&mut self, text: &str, source: AddressRange) {
        if !text.is_empty() {
            self.map.instead(self.text.len(), source);
            self.push(text);
            self.run_end = None;
        }
    }

    /// Adds text that stands for no character of the content.
    pub(super) fn push_by(&mut self, owner: Owner, text: &str, at: Address) {
        match owner {
            Owner::Profile => self.push_own(text, at),
            Owner::Url => self.push_url(text, at),
            Owner::Content => {
                self.push_for(text, AddressRange::new(at, at).unwrap_or_default());
            }
        }
    }

    /// Adds text of the profile.
    pub(super) fn push_own(&mut self, text: &str, at: Address) {
        if !text.is_empty() {
            self.map.own(self.text.len(), at);
            self.push(text);
            self.run_end = None;
        }
    }

    /// Adds a URL: it stays as it is, but for the escapes of the syntax.
    pub(super) fn push_url(&mut self, url: &str, at: Address) {
        if !url.is_empty() {
            self.map.url(self.text.len(), at);
            self.push(url);
            self.run_end = None;
        }
    }

    fn push(&mut self, text: &str) {
        self.owned().push_str(text);
        self.space.push(text);
    }

    fn owned(&mut self) -> &mut String {
        if let Cow::Borrowed(before) = self.text {
            let mut text = String::with_capacity(self.room.max(before.len()));
            text.push_str(before);
            self.text = Cow::Owned(text);
        }
        self.text.to_mut()
    }

    fn truncate(&mut self, end: usize) {
        match &mut self.text {
            Cow::Borrowed(text) => *text = &text[..end],
            Cow::Owned(text) => text.truncate(end),
        }
    }

    /// Removes bytes of white space from the end, but none that a mark covers.
    pub(super) fn trim(&mut self, bytes: usize) {
        if bytes > 0 {
            let end = self.text.len().saturating_sub(bytes).max(self.edge);
            self.space.pop(&self.text[end..]);
            self.truncate(end);
            self.run_end = None;
        }
    }

    /// Returns the text from a byte on, as white space that is to be put elsewhere.
    pub(super) fn white_from(&self, byte: usize) -> White {
        White {
            text: self.text[byte..].to_owned(),
            source: self.map.run_from(&self.text, byte),
        }
    }

    /// Removes the white space at the end, also where a mark covers it, and returns it.
    pub(super) fn take_white(&mut self) -> White {
        let end = self.text.trim_end().len();
        let white = self.white_from(end);
        self.truncate(end);
        if !white.text.is_empty() {
            self.space.pop(&white.text);
            self.edge = self.edge.min(end);
            self.run_end = None;
        }
        white
    }

    /// Adds white space that was taken.
    pub(super) fn push_white(&mut self, white: &White, at: Address) {
        match white.source {
            Some(source) if !white.text.is_empty() => {
                self.map.run(self.text.len(), source);
                self.push(&white.text);
                self.run_end = None;
            }
            _ => self.push_own(&white.text, at),
        }
    }

    /// Removes from the end what `trimmed` leaves out, but nothing that a mark covers.
    pub(super) fn trim_end(&mut self, trimmed: impl Fn(&str) -> &str) {
        let loose = &self.text[self.edge..];
        self.trim(loose.len() - trimmed(loose).len());
    }

    /// Notes a known place in the content, so that fewer characters have to be counted.
    pub(super) fn pass(&mut self, byte: usize, address: Address) {
        self.counted = (byte, address.get());
    }

    /// Returns the address of a byte of the content. Calls must come in ascending
    /// order.
    pub(super) fn address(&mut self, byte: usize) -> Address {
        let (from, address) = self.counted;
        let passed = units::count(&self.content[from..byte]);
        self.counted = (byte, address.saturating_add(passed));
        Address::new(self.counted.1)
    }

    pub(super) fn into_parts(self) -> (Cow<'d, str>, Map) {
        (self.text, self.map)
    }
}
