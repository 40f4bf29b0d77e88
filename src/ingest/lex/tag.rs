//! Tags and their attributes.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;

use super::class::{self, ATTRIBUTE_NAME_END, FOLDED, SPACE, TAG_NAME_END, WORD_END};
use super::{Attribute, Lexer, MAX_ATTRIBUTES, Markup, Tag, Token, rewrite};
use crate::html::bytes;
use crate::html::hygiene;
use crate::html::name::Name;

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
pub(super) enum Keep {
    Yes,
    No,
}

impl<'s> Lexer<'s> {
    /// The tag whose name starts here; nothing if the source ends inside it.
    #[inline(always)]
    pub(super) fn tag(&mut self, name_start: usize, keep: Keep) -> Markup<'s> {
        let start = self.at;
        let bytes = self.source.as_bytes();
        let Some((name, name_end)) = self.name(name_start, TAG_NAME_END) else {
            return self.unfinished();
        };
        if keep == Keep::Yes {
            self.attributes.clear();
            self.last_start_tag = name.written();
        }
        let mut found = Attributes::default();
        if bytes.get(name_end) == Some(&b'>') {
            found.end = name_end + 1;
        } else {
            match self.read_attributes(name_end, keep) {
                Some(attributes) => found = attributes,
                None => return self.unfinished(),
            }
        }
        self.at = found.end;
        let tag = Tag {
            name,
            self_closing: found.self_closing,
            duplicate_attributes: found.duplicate,
            dropped_attributes: found.dropped,
            start,
            end: found.end,
        };
        Markup::Token(match keep {
            Keep::Yes => Token::StartTag(tag),
            Keep::No => Token::EndTag(tag),
        })
    }

    /// Such a tag is dropped with all that follows it.
    #[cold]
    fn unfinished(&mut self) -> Markup<'s> {
        self.at = self.source.len();
        Markup::Nothing
    }

    /// A name up to a byte of `end`, which its first byte may be (`<a =>`).
    #[inline(always)]
    fn name(&self, start: usize, end: u8) -> Option<(Name<'s>, usize)> {
        let bytes = self.source.as_bytes();
        let mut classes = class::of(*bytes.get(start)?);
        let mut at = start + 1;
        loop {
            let class = class::of(*bytes.get(at)?);
            if class & end != 0 {
                break;
            }
            classes |= class;
            at += 1;
        }
        let name = match classes & FOLDED {
            0 => Name::plain_at(self.source, start, at),
            _ => Name::folded(&self.source[start..at]),
        };
        Some((name, at))
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
        let (name, name_end) = self.name(start, ATTRIBUTE_NAME_END)?;
        let equals = class::skip(bytes, name_end, SPACE);
        let (raw, end) = match bytes.get(equals)? {
            b'=' => self.value(class::skip(bytes, equals + 1, SPACE))?,
            _ => (name_end..name_end, name_end),
        };
        if keep == Keep::No {
        } else if self.attributes.len() == MAX_ATTRIBUTES {
            found.dropped = found.dropped.saturating_add(1);
        } else if self.attributes.iter().any(|kept| kept.name == name) {
            found.duplicate = true;
        } else {
            let raw = &self.source[raw];
            let is_plain = is_plain_value(raw.as_bytes());
            self.attributes.push(Attribute {
                name,
                value: match is_plain {
                    true => Cow::Borrowed(raw),
                    false => rewrite::attribute_value(raw),
                },
                is_clean: is_plain,
                start,
                end,
            });
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
                let close = open + memchr(quote, &bytes[open..])?;
                (open..close, close + 1)
            }
            _ => {
                let end = class::find(bytes, start, WORD_END)?;
                (start..end, end)
            }
        })
    }
}

/// Whether a value is what it means and what is stored: no references, no
/// controls, nothing that may be a noncharacter.
fn is_plain_value(value: &[u8]) -> bool {
    !bytes::any(value, |byte, _| hygiene::is_suspect(byte) | (byte == b'&'))
}
