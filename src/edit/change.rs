//! A replacement: what of it goes, and what is new.

use std::borrow::Cow;
use std::ops::Range;

use super::doc::Separator;
use super::fault::EditFault;
use crate::html::forbidden_chars;
use crate::text::patch::{Bytes, Parents};
use crate::text::{Address, AddressedText};

type Refused = (usize, EditFault);

/// A replacement, as it is done.
#[derive(Clone, Debug)]
pub(super) struct Change<'t> {
    /// Its part of the edit.
    pub(super) part: usize,
    /// What is replaced.
    pub(super) range: (u32, u32),
    /// What of it goes: what both texts begin and end with stays.
    pub(super) middle: (u32, u32),
    /// The bytes of what is replaced, and of what goes.
    pub(super) bytes: Range<usize>,
    pub(super) middle_bytes: Range<usize>,
    pub(super) new: New<'t>,
    /// The span that is filled.
    pub(super) fills: Option<u32>,
}

#[derive(Clone, Debug)]
pub(super) enum New<'t> {
    Nothing,
    Text(Cow<'t, str>),
    Content(&'t AddressedText),
}

impl<'t> Change<'t> {
    /// Leaves what both texts begin and end with.
    pub(super) fn trim(&mut self, content: &AddressedText, bytes: &mut Bytes<'_>) {
        let (start, end) = self.range;
        self.bytes = bytes.at(start)..bytes.at(end);
        self.middle_bytes = self.bytes.clone();
        let New::Text(new) = &self.new else {
            return;
        };
        let old = &content.text()[self.bytes.clone()];
        if self.fills.is_some() && old.contains(['\n', '\t']) {
            return;
        }
        let is_alike = |(one, other): &(char, char)| one == other;
        let before = old.chars().zip(new.chars()).take_while(is_alike);
        let (mut characters, mut length) = (0, 0);
        for (c, _) in before {
            characters += 1;
            length += c.len_utf8();
        }
        let (old, new) = (&old[length..], &new[length..]);
        let behind = old.chars().rev().zip(new.chars().rev());
        let (mut last, mut tail) = (0, 0);
        for (c, _) in behind.take_while(is_alike) {
            last += 1;
            tail += c.len_utf8();
        }
        self.middle_bytes = self.bytes.start + length..self.bytes.end - tail;
        self.middle = (start + characters, end - last);
    }

    /// Whether it only puts words in the place of words, in the middle of a line and
    /// of all tags around it: then nothing else can change there.
    pub(super) fn is_plain(&self, content: &AddressedText, parents: &Parents<'_>) -> bool {
        let new = match &self.new {
            New::Nothing => "",
            New::Text(new) => new,
            New::Content(_) => return false,
        };
        let (start, end) = self.middle;
        if self.fills.is_some() || start == 0 {
            return false;
        }
        let text = content.text();
        let (byte, byte_end) = (self.middle_bytes.start, self.middle_bytes.end);
        // A byte order mark goes where it comes to begin the text.
        let is_solid =
            |c: Option<char>| c.is_some_and(|c| !c.is_ascii_whitespace() && c != '\u{FEFF}');
        if !is_solid(text[..byte].chars().next_back()) || !is_solid(text[byte_end..].chars().next())
        {
            return false;
        }
        let before = (start - self.range.0) as usize;
        let old = &text[self.bytes.clone()];
        if old.contains(['\n', '\t']) {
            return false;
        }
        let new = rest(new, before, (self.range.1 - end) as usize);
        let is_word = |c: char| !matches!(c, '\0'..='\x1F' | '\u{FEFF}');
        if new.contains("  ")
            || !new.chars().all(is_word)
            || forbidden_chars::clean_value(new).is_some()
        {
            return false;
        }
        let spans = content.first_span_behind(start - 1);
        let next = content.span(spans);
        if next.is_some_and(|next| next.start().get() <= end) {
            return false;
        }
        let mut outer = spans.checked_sub(1);
        while let Some(ordinal) = outer {
            let Some(span) = content.span(ordinal) else {
                return false;
            };
            if (start..=end).contains(&span.end().get()) {
                return false;
            }
            outer = parents.parent(ordinal);
        }
        true
    }

    /// What is new, without what both texts begin and end with.
    pub(super) fn new_words(&self) -> Cow<'t, str> {
        let New::Text(new) = &self.new else {
            return Cow::Borrowed("");
        };
        let before = (self.middle.0 - self.range.0) as usize;
        let behind = (self.range.1 - self.middle.1) as usize;
        match new {
            Cow::Borrowed(new) => Cow::Borrowed(rest(new, before, behind)),
            Cow::Owned(new) => Cow::Owned(rest(new, before, behind).to_owned()),
        }
    }

    /// Takes the borders of separators for the ends of what goes, and settles what is
    /// new.
    pub(super) fn settle(&mut self, separators: &[Separator]) -> Result<(), Refused> {
        let inside = |address: u32| {
            let next = separators.partition_point(|one| one.at + one.characters <= address);
            let found = separators.get(next)?;
            (found.at < address).then_some((found.at, found.at + found.characters))
        };
        for address in [self.range.0, self.range.1] {
            if let Some((before, after)) = inside(address) {
                let (before, after) = (Address::new(before), Address::new(after));
                return Err((self.part, EditFault::InSeparator { before, after }));
            }
        }
        if let Some((before, _)) = inside(self.middle.0) {
            self.middle.0 = before;
        }
        if let Some((_, after)) = inside(self.middle.1) {
            self.middle.1 = after;
        }
        if let New::Text(_) = self.new {
            let words = self.new_words();
            self.new = match words.is_empty() {
                true => New::Nothing,
                false => New::Text(words),
            };
        }
        Ok(())
    }

    /// Whether it changes nothing.
    pub(super) fn is_idle(&self) -> bool {
        self.middle.0 == self.middle.1 && matches!(self.new, New::Nothing) && self.fills.is_none()
    }
}

/// A text without so many characters at its beginning and at its end.
fn rest(text: &str, before: usize, behind: usize) -> &str {
    let start = byte_of(text, before);
    let end = match behind.checked_sub(1) {
        None => text.len(),
        Some(last) => {
            let end = text.char_indices().rev().nth(last);
            end.map_or(0, |(at, _)| at)
        }
    };
    text.get(start..end).unwrap_or_default()
}

fn byte_of(text: &str, characters: usize) -> usize {
    text.char_indices()
        .nth(characters)
        .map_or(text.len(), |(at, _)| at)
}
