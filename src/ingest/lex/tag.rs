//! Tags and their attributes.

use std::ops::Range;

use super::class::{self, ATTRIBUTE_NAME_END, SPACE, TAG_NAME_END, WORD_END};
use super::{Attribute, Lexer, MAX_ATTRIBUTES, Sink, Tag};
use crate::html::bytes::{self, below, repeat, zeros};
use crate::html::name::{self, Name};

/// What the attributes of a tag came to.
#[derive(Default)]
struct Attributes {
    duplicate: bool,
    dropped: u32,
    self_closing: bool,
    /// Behind the `>`.
    end: usize,
}

/// Whether attributes are kept: those of an end tag are not.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    Yes,
    No,
}

impl<'s> Lexer<'s> {
    /// The start tag here; nothing if the source ends inside it.
    #[inline(always)]
    pub(super) fn start_tag<S: Sink<'s>>(&mut self, sink: &mut S) -> Result<(), S::Stop> {
        let name_start = self.at + 1;
        self.attributes.clear();
        self.name_at = name_start;
        match self.tag(name_start, Keep::Yes) {
            Some(tag) => sink.start_tag(self, &tag),
            None => self.unfinished(),
        }
    }

    /// The end tag here, likewise.
    #[inline(always)]
    pub(super) fn end_tag<S: Sink<'s>>(&mut self, sink: &mut S) -> Result<(), S::Stop> {
        match self.tag(self.at + 2, Keep::No) {
            Some(tag) => sink.end_tag(self, &tag),
            None => self.unfinished(),
        }
    }

    #[inline(always)]
    fn tag(&mut self, name_start: usize, keep: Keep) -> Option<Tag<'s>> {
        let start = self.at;
        let (word, name_end) = self.name(name_start, TAG_NAME_END, b'>')?;
        let found = match self.source.as_bytes().get(name_end) {
            Some(b'>') => Attributes {
                end: name_end + 1,
                ..Attributes::default()
            },
            _ => self.read_attributes(name_end, keep)?,
        };
        self.at = found.end;
        Some(Tag {
            name: Name::packed(self.source, name_start, name_end, word),
            self_closing: found.self_closing,
            duplicate_attributes: found.duplicate,
            dropped_attributes: found.dropped,
            start,
            end: found.end,
        })
    }

    /// Such a tag is dropped with all that follows it.
    #[cold]
    fn unfinished<E>(&mut self) -> Result<(), E> {
        self.at = self.source.len();
        Ok(())
    }

    /// The word of the name up to a byte of the class `end`, which its first
    /// byte may be (`<a =>`), and where it ends. `other` is the byte of that
    /// class, but for `>`, that is greater than all others.
    #[inline(always)]
    fn name(&self, start: usize, end: u8, other: u8) -> Option<(u64, usize)> {
        match self.short_name(start, end, other) {
            (0, _) => self.any_name(start, end),
            short => Some(short),
        }
    }

    /// The same for a name of up to seven bytes in lower case; 0 for others.
    #[inline(always)]
    fn short_name(&self, start: usize, end: u8, other: u8) -> (u64, usize) {
        let bytes = self.source.as_bytes();
        let Some(eight) = bytes::eight(bytes, start) else {
            return (0, 0);
        };
        let ends = below(eight, b'0') | zeros(eight ^ repeat(b'>')) | zeros(eight ^ repeat(other));
        let bits = ends.trailing_zeros() & !7;
        if bits & 63 == 0 {
            return (0, 0);
        }
        let name_end = start + bits as usize / 8;
        let mask = (1 << bits) - 1;
        // Letters in lower case and digits have this bit; A–Z have not.
        let is_lower = !eight & mask & repeat(0x20) == 0;
        let is_ended = class::of((eight >> bits).to_le_bytes()[0]) & end != 0;
        match is_lower & is_ended {
            true => (eight & mask, name_end),
            false => (0, 0),
        }
    }

    fn any_name(&self, start: usize, end: u8) -> Option<(u64, usize)> {
        let bytes = self.source.as_bytes();
        let length = class::find(bytes.get(start + 1..)?, 0, end)?;
        let name_end = start + 1 + length;
        let word = name::pack_folded(&self.source[start..name_end]);
        Some((word, name_end))
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#before-attribute-name-state>
    fn read_attributes(&mut self, mut at: usize, keep: Keep) -> Option<Attributes> {
        let bytes = self.source.as_bytes();
        let mut found = Attributes::default();
        loop {
            at = class::skip(bytes, at, SPACE);
            match bytes.get(at)? {
                b'>' => {
                    found.end = at + 1;
                    return Some(found);
                }
                b'/' => {
                    at += 1;
                    found.self_closing = bytes.get(at) == Some(&b'>');
                }
                _ => at = self.attribute(at, keep, &mut found)?,
            }
        }
    }

    /// Reads the attribute that starts here. Where it ends.
    ///
    /// The first of a name counts. Beyond the limit nothing is compared, so a
    /// tag costs no more than its length times the limit.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#attribute-name-state>
    #[inline]
    fn attribute(&mut self, start: usize, keep: Keep, found: &mut Attributes) -> Option<usize> {
        let bytes = self.source.as_bytes();
        let (word, name_end) = self.name(start, ATTRIBUTE_NAME_END, b'=')?;
        let name = Name::packed(self.source, start, name_end, word);
        let equals = class::skip(bytes, name_end, SPACE);
        let (written, end) = match bytes.get(equals)? {
            b'=' => self.value(class::skip(bytes, equals + 1, SPACE))?,
            _ => (name_end..name_end, name_end),
        };
        if keep == Keep::No {
        } else if self.attributes.len() == MAX_ATTRIBUTES {
            found.dropped = found.dropped.saturating_add(1);
        } else if self.attributes.iter().any(|kept| kept.name == name) {
            found.duplicate = true;
        } else {
            let written = &self.source[written];
            self.attributes
                .push(Attribute::new(name, written, start, end));
        }
        Some(end)
    }

    /// The bytes of the value at `start` and where it ends, its quote included.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#before-attribute-value-state>
    #[inline]
    fn value(&self, start: usize) -> Option<(Range<usize>, usize)> {
        let bytes = self.source.as_bytes();
        Some(match *bytes.get(start)? {
            quote @ (b'"' | b'\'') => {
                let open = start + 1;
                let close = bytes::find_near(bytes, open, quote)?;
                (open..close, close + 1)
            }
            _ => {
                let end = class::find(bytes, start, WORD_END)?;
                (start..end, end)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{ATTRIBUTE_NAME_END, Lexer, TAG_NAME_END};

    #[test]
    fn a_short_name_is_read_as_any_other() {
        let bytes = [
            "", "a", "z", "A", "Z", "0", "-", "_", "@", "`", "é", "\0", "\u{1}", "\t", "\n",
            "\u{C}", "\r", " ", "/", "=", ">", "<", "\"", "a1b2", "abcdef",
        ];
        let (mut short, mut all) = (0, 0);
        for (end, other) in [(TAG_NAME_END, b'>'), (ATTRIBUTE_NAME_END, b'=')] {
            for one in bytes {
                for two in bytes {
                    for three in bytes {
                        let source = format!("{one}{two}{three} b='c' d=e>f");
                        let lexer = Lexer::new(&source);
                        let (word, name_end) = lexer.short_name(0, end, other);
                        all += 1;
                        if word != 0 {
                            let long = lexer.any_name(0, end);
                            assert_eq!(Some((word, name_end)), long, "{source:?}");
                            short += 1;
                        }
                    }
                }
            }
        }
        assert!(short > all / 8, "{short} of {all}");
    }
}
