//! Tags and their attributes.

use std::ops::Range;

use super::class::{self, ATTRIBUTE_NAME_END, SPACE, TAG_NAME_END, WORD_END};
use super::{Attribute, Lexer, MAX_ATTRIBUTES, Sink, Tag};
use crate::growth;
use crate::html::bytes::{self, below, repeat, zeros};
use crate::html::name::Name;
use crate::html::word::WORD;

/// The summary of a tag's attributes.
#[derive(Default)]
struct Attributes {
    duplicate: bool,
    dropped: u32,
    self_closing: bool,
    /// Whether an attribute has no value, or a value with a `<`.
    is_odd: bool,
    /// The position after the `>`.
    end: usize,
}

/// What is known of a name when its end has been found: the name is as written and
/// [packed](crate::html::word::pack), or nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Word(u64);

impl Word {
    /// Nothing is known. No name has this word: no UTF-8 holds such a byte.
    const ANY: Self = Self(u64::MAX);
    /// The name is as written, and too long for a word.
    const LONG: Self = Self(0);
}

/// Whether attributes are kept, which those of end tags are not.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    Yes,
    No,
}

/// The byte range of a value, and its end including the quote.
type Value = (Range<usize>, usize);

impl<'s> Lexer<'s> {
    /// Reads the start tag here; pushes nothing if the source ends inside it.
    #[inline(always)]
    pub(super) fn start_tag<S: Sink<'s>>(&mut self, sink: &mut S) -> Result<(), S::Stop> {
        let name_start = self.at + 1;
        self.attributes.clear();
        self.name_at = name_start;
        match self.tag(name_start, Keep::Yes) {
            Some(tag) => sink.start_tag(self, &tag),
            None => self.unfinished(name_start),
        }
    }

    /// Reads the end tag here; pushes nothing if the source ends inside it.
    #[inline(always)]
    pub(super) fn end_tag<S: Sink<'s>>(&mut self, sink: &mut S) -> Result<(), S::Stop> {
        let name_start = self.at + 2;
        let likely = sink.likely_end();
        if let Some(end) = self.likely_end(name_start, likely) {
            self.at = end;
            sink.likely_end_tag(likely, end);
            return Ok(());
        }
        match self.tag(name_start, Keep::No) {
            Some(tag) => sink.end_tag(self, &tag),
            None => self.unfinished(name_start),
        }
    }

    /// Returns the end of the end tag here if it is the name of this word and nothing else.
    #[inline(always)]
    fn likely_end(&self, name_start: usize, word: u64) -> Option<usize> {
        if word == 0 {
            return None;
        }
        let bytes = self.source.as_bytes();
        let unused = word.leading_zeros() & !7;
        let is_it = bytes::eight(bytes, name_start)? << unused == word << unused;
        let name_end = name_start + WORD - unused as usize / 8;
        (is_it && bytes.get(name_end) == Some(&b'>')).then_some(name_end + 1)
    }

    #[inline(always)]
    fn tag(&mut self, name_start: usize, keep: Keep) -> Option<Tag<'s>> {
        let start = self.at;
        let (word, name_end) = self.name(name_start, TAG_NAME_END)?;
        let found = match self.source.as_bytes().get(name_end) {
            Some(b'>') => {
                if word == Word::ANY && self.source[name_start..name_end].contains('<') {
                    self.look_again(name_start, Some(name_end + 1));
                }
                Attributes {
                    end: name_end + 1,
                    ..Attributes::default()
                }
            }
            _ => {
                let found = self.read_attributes(name_end, keep)?;
                if found.is_odd {
                    self.look_again(name_start, Some(found.end));
                }
                found
            }
        };
        self.at = found.end;
        Some(Tag {
            name: self.named(word, name_start, name_end),
            self_closing: found.self_closing,
            duplicate_attributes: found.duplicate,
            dropped_attributes: found.dropped,
            start,
            end: found.end,
        })
    }

    /// Drops a tag that the source ends inside of, with everything after it.
    #[cold]
    fn unfinished<E>(&mut self, name_start: usize) -> Result<(), E> {
        self.look_again(name_start, None);
        self.at = self.source.len();
        Ok(())
    }

    /// Returns the word of a name and its end. The name extends to a byte of class `end`,
    /// but its first byte may be one, too (`<a =>`).
    #[inline(always)]
    fn name(&self, start: usize, end: u8) -> Option<(Word, usize)> {
        match self.plain_word(start, end) {
            Some((word, length @ 1..WORD)) => Some((Word(word), start + length)),
            Some((word, WORD)) => self.long_name(start, word, end),
            _ => self.any_name(start, end),
        }
    }

    /// Returns the word of a name that begins with these eight bytes, and its end.
    fn long_name(&self, start: usize, eight: u64, end: u8) -> Option<(Word, usize)> {
        let mut at = start + WORD;
        loop {
            match self.plain_word(at, end) {
                Some((_, WORD)) => at += WORD,
                Some((_, 0)) if at == start + WORD => return Some((Word(eight), at)),
                // It is too long for a word.
                Some((_, length)) => return Some((Word::LONG, at + length)),
                None => return self.any_name(start, end),
            }
        }
    }

    fn any_name(&self, start: usize, end: u8) -> Option<(Word, usize)> {
        let name_end = class::find(self.source.as_bytes(), start + 1, end)?;
        Some((Word::ANY, name_end))
    }

    /// Returns the name at this place.
    #[inline(always)]
    fn named(&self, word: Word, start: usize, end: usize) -> Name<'s> {
        match word {
            Word::ANY => Name::of(&self.source[start..end]),
            Word(word) => Name::packed(&self.source.as_bytes()[start..end], word),
        }
    }

    /// Returns up to eight bytes of a name that are as written, and their number; `None`
    /// if that is uncertain.
    #[inline(always)]
    fn plain_word(&self, start: usize, end: u8) -> Option<(u64, usize)> {
        let eight = bytes::eight(self.source.as_bytes(), start)?;
        let is = |byte| zeros(eight ^ repeat(byte));
        let ends = match end {
            // Also ends at `-`, since few tags have one, and at `<`, which needs a second
            // look.
            TAG_NAME_END => below(eight, b'/' + 1) | zeros((eight | repeat(2)) ^ repeat(b'>')),
            _ => below(eight, b' ' + 1) | is(b'/') | is(b'=') | is(b'>'),
        };
        if ends == 0 {
            return (!eight & repeat(0x20) == 0).then_some((eight, 8));
        }
        let bits = ends.trailing_zeros() & !7;
        let mask = (1 << bits) - 1;
        // Lower-case letters, digits and `-` have this bit; A–Z do not.
        let is_plain = !eight & mask & repeat(0x20) == 0;
        let is_ended = class::of((eight >> bits).to_le_bytes()[0]) & end != 0;
        (is_plain & is_ended).then_some((eight & mask, bits as usize / 8))
    }

    /// Reads all attributes:
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

    /// Reads the attribute that starts here; returns its end.
    ///
    /// Of several attributes with one name the first counts. Beyond the limit names are
    /// not compared, so the cost of a tag is at most its length times the limit.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#attribute-name-state>
    #[inline]
    fn attribute(&mut self, start: usize, keep: Keep, found: &mut Attributes) -> Option<usize> {
        let (word, name_end) = self.name(start, ATTRIBUTE_NAME_END)?;
        let name = self.named(word, start, name_end);
        let (written, end) = match self.source.as_bytes()[name_end..] {
            [b'=', quote @ (b'"' | b'\''), ..] => self.quoted(name_end + 2, quote, found)?,
            _ => self.any_value(name_end, found)?,
        };
        if keep == Keep::Yes {
            self.keep_attribute(
                Attribute::new(name, &self.source[written], start, end),
                found,
            );
        }
        Some(end)
    }

    #[inline]
    fn keep_attribute(&mut self, attribute: Attribute<'s>, found: &mut Attributes) {
        let is_it = |kept: &Attribute<'_>| kept.name == attribute.name;
        if self.attributes.len() == MAX_ATTRIBUTES {
            found.dropped = found.dropped.saturating_add(1);
        } else if self.attributes.iter().any(is_it) {
            found.duplicate = true;
        } else {
            growth::push(&mut self.attributes, attribute);
        }
    }

    /// Returns the byte range of the value that follows a name, if one does, and its end
    /// including the quote.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#after-attribute-name-state>
    fn any_value(&self, name_end: usize, found: &mut Attributes) -> Option<Value> {
        let bytes = self.source.as_bytes();
        let equals = class::skip(bytes, name_end, SPACE);
        if *bytes.get(equals)? != b'=' {
            found.is_odd = true;
            return Some((name_end..name_end, name_end));
        }
        let start = class::skip(bytes, equals + 1, SPACE);
        match *bytes.get(start)? {
            quote @ (b'"' | b'\'') => self.quoted(start + 1, quote, found),
            _ => {
                let end = class::find(bytes, start, WORD_END)?;
                found.is_odd |= memchr::memchr(b'<', &bytes[start..end]).is_some();
                Some((start..end, end))
            }
        }
    }

    /// Returns the byte range of the value up to its quote, and the end of that.
    #[inline]
    fn quoted(&self, open: usize, quote: u8, found: &mut Attributes) -> Option<Value> {
        let bytes = self.source.as_bytes();
        let mut close = bytes::find_near(bytes, open, quote, b'<')?;
        if bytes[close] == b'<' {
            found.is_odd = true;
            close += memchr::memchr(quote, &bytes[close..])?;
        }
        Some((open..close, close + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::{ATTRIBUTE_NAME_END, Keep, Lexer, Name, TAG_NAME_END, Word};

    #[test]
    fn a_plain_name_is_read_as_any_other() {
        let bytes = [
            "",
            "a",
            "z",
            "A",
            "Z",
            "0",
            "-",
            "_",
            "@",
            "`",
            "é",
            "—",
            "ㅡ",
            "\0",
            "\u{1}",
            "\t",
            "\n",
            "\u{C}",
            "\r",
            " ",
            "/",
            "=",
            ">",
            "<",
            "\"",
            "a1b2",
            "abcdef",
            "data-value",
        ];
        let (mut plain, mut all) = (0, 0);
        for end in [TAG_NAME_END, ATTRIBUTE_NAME_END] {
            for one in bytes {
                for two in bytes {
                    for three in bytes {
                        let source = format!("{one}{two}{three} b='c' d=e>f");
                        let lexer = Lexer::starting_at(&source, 0);
                        let parts = |(word, end): (Word, usize)| {
                            let name = lexer.named(word, 0, end);
                            (name.get().into_owned(), name.word(), end)
                        };
                        let any = lexer.any_name(0, end).map(parts);
                        assert_eq!(lexer.name(0, end).map(parts), any, "{source:?}");
                        all += 1;
                        let first = lexer.plain_word(0, end);
                        plain += usize::from(first.is_some_and(|(_, length)| length > 0));
                    }
                }
            }
        }
        assert!(plain > all / 8, "{plain} of {all}");
    }

    #[test]
    fn a_likely_end_tag_is_read_as_any_other() {
        let names = [
            "p",
            "P",
            "p\0",
            "p1",
            "b",
            "h1",
            "em",
            "figure",
            "textarea",
            "textares",
            "blockquote",
        ];
        let mut likely = 0;
        for name in names {
            let word = Name::of(name).word();
            for written in names {
                for behind in [
                    ">",
                    ">and more",
                    " >and more",
                    "/>and more",
                    "",
                    "<i>and more",
                ] {
                    let source = format!("</{written}{behind}");
                    let mut lexer = Lexer::starting_at(&source, 0);
                    let Some(end) = lexer.likely_end(2, word) else {
                        continue;
                    };
                    let tag = lexer.tag(2, Keep::No).expect("it has an end");
                    assert_eq!((tag.name, tag.end), (Name::of(name), end), "{source:?}");
                    likely += 1;
                }
            }
        }
        // Short names as they are written where enough follows, and the two of eight bytes
        // at the end.
        assert_eq!(likely, 11);
    }
}
