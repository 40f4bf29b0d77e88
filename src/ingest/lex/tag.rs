//! Tags and their attributes.

use std::borrow::Cow;

use memchr::memchr;

use super::class::{self, ATTRIBUTE_NAME_END, SPACE, TAG_NAME_END, WORD_END};
use super::{Attribute, Lexer, MAX_ATTRIBUTES, Markup, Tag, Token, rewrite};

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
    /// The start tag at the `<` here; nothing if the source ends inside it.
    #[inline]
    pub(super) fn start_tag(&mut self) -> Markup<'s> {
        self.attributes.clear();
        let name_start = self.at + 1;
        let Some((tag, name_end)) = self.tag(name_start, Keep::Yes) else {
            return self.unfinished();
        };
        self.last_start_tag = &self.source[name_start..name_end];
        Markup::Token(Token::StartTag(tag))
    }

    /// The end tag at the `</` here; nothing if the source ends inside it.
    #[inline]
    pub(super) fn end_tag(&mut self) -> Markup<'s> {
        match self.tag(self.at + 2, Keep::No) {
            Some((tag, _)) => Markup::Token(Token::EndTag(tag)),
            None => self.unfinished(),
        }
    }

    /// Such a tag is dropped with all that follows it.
    fn unfinished(&mut self) -> Markup<'s> {
        self.at = self.source.len();
        Markup::Nothing
    }

    /// The tag and where its name ends.
    #[inline]
    fn tag(&mut self, name_start: usize, keep: Keep) -> Option<(Tag<'s>, usize)> {
        let start = self.at;
        let (name, name_end) = self.name(name_start, TAG_NAME_END)?;
        let attributes = self.read_attributes(name_end, keep)?;
        self.at = attributes.end;
        let tag = Tag {
            name,
            self_closing: attributes.self_closing,
            duplicate_attributes: attributes.duplicate,
            dropped_attributes: attributes.dropped,
            start,
            end: attributes.end,
        };
        Some((tag, name_end))
    }

    /// A name up to a byte of `end`, which its first byte may be (`<a =>`).
    #[inline]
    fn name(&self, start: usize, end: u8) -> Option<(Cow<'s, str>, usize)> {
        let bytes = self.source.as_bytes();
        let mut classes = class::of(*bytes.get(start)?);
        let mut at = start + 1;
        loop {
            let class = class::of(*bytes.get(at)?);
            if class & end != 0 {
                return Some((rewrite::name(&self.source[start..at], classes), at));
            }
            classes |= class;
            at += 1;
        }
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
                _ => {
                    let attribute = self.attribute(at)?;
                    at = attribute.end;
                    if keep == Keep::Yes {
                        self.keep(attribute, &mut found);
                    }
                }
            }
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#attribute-name-state>
    fn attribute(&self, start: usize) -> Option<Attribute<'s>> {
        let bytes = self.source.as_bytes();
        let (name, name_end) = self.name(start, ATTRIBUTE_NAME_END)?;
        let equals = class::skip(bytes, name_end, SPACE);
        let (value, end) = match bytes.get(equals)? {
            b'=' => self.value(class::skip(bytes, equals + 1, SPACE))?,
            _ => (Cow::Borrowed(""), name_end),
        };
        Some(Attribute {
            name,
            value,
            start,
            end,
        })
    }

    /// The value at `start` and where it ends, its quote included.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#before-attribute-value-state>
    fn value(&self, start: usize) -> Option<(Cow<'s, str>, usize)> {
        let bytes = self.source.as_bytes();
        let (raw, end) = match *bytes.get(start)? {
            quote @ (b'"' | b'\'') => {
                let open = start + 1;
                let close = open + memchr(quote, &bytes[open..])?;
                (open..close, close + 1)
            }
            _ => {
                let end = class::find(bytes, start, WORD_END)?;
                (start..end, end)
            }
        };
        Some((rewrite::attribute_value(&self.source[raw]), end))
    }

    /// The first attribute of a name counts. Beyond the limit nothing is
    /// compared, so a tag costs no more than its length times the limit.
    fn keep(&mut self, attribute: Attribute<'s>, found: &mut Attributes) {
        if self.attributes.len() == MAX_ATTRIBUTES {
            found.dropped = found.dropped.saturating_add(1);
        } else if self
            .attributes
            .iter()
            .any(|kept| kept.name == attribute.name)
        {
            found.duplicate = true;
        } else {
            self.attributes.push(attribute);
        }
    }
}
