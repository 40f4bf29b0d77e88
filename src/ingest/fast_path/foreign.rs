//! Passes over SVG and MathML.

use super::{FastPath, NeedsParser};
use crate::html::element::Element;
use crate::html::foreign::{breaks_out, turns_back};
use crate::html::name::Name;
use crate::ingest::admit::Opening;
use crate::ingest::event::{Closing, OpenTag, Origin};
use crate::ingest::lexer::{Lexer, Sink, Tag, Text, Token, normalize_newlines};
use crate::ingest::parser::limits::OPEN_ELEMENTS;
use crate::ingest::text_pieces::{TextPiece, is_bad, text_pieces};
use crate::policy::TagRule;

impl<'s> FastPath<'s, '_, '_> {
    /// Passes over SVG or MathML, which is removed with its content, provided that it
    /// consists of foreign elements and text and ends with its own end tags.
    pub(super) fn foreign(
        &mut self,
        lexer: &mut Lexer<'s>,
        tag: &Tag<'s>,
    ) -> Result<(), NeedsParser> {
        if !self.context.parser_admits(Element::Ordinary) {
            return Err(NeedsParser);
        }
        self.open_foreign(lexer, tag);
        self.created += 1;
        if !tag.self_closing {
            lexer.allow_cdata(true);
            let mut foreign = Foreign {
                path: self,
                open: vec![tag.name],
                is_formula: tag.name.element() == Element::Math,
            };
            let end = lexer.run(&mut foreign);
            if let Err(End::NeedsParser) = end {
                return Err(NeedsParser);
            }
            let closing = Closing {
                end: 0,
                is_never: true,
                word: 0,
            };
            foreign.close_to(0, closing);
            lexer.allow_cdata(false);
        } else {
            self.admit.close(Closing::default());
        }
        Ok(())
    }

    fn open_foreign(&mut self, lexer: &Lexer<'s>, tag: &Tag<'s>) {
        self.admit.open(&Opening {
            tag: OpenTag {
                name: tag.name,
                is_foreign: true,
                attributes: lexer.attributes(),
                start: tag.start,
                end: tag.end,
                origin: Origin::Written,
            },
            rule: &TagRule::foreign(tag.name.element()),
            is_unsound: false,
        });
    }
}

/// The foreign elements below a root.
struct Foreign<'f, 's, 'c, 'a> {
    path: &'f mut FastPath<'s, 'c, 'a>,
    open: Vec<Name<'s>>,
    /// Whether the text stays.
    is_formula: bool,
}

enum End {
    /// Everything is closed.
    Closed,
    /// See [`NeedsParser`].
    NeedsParser,
}

impl Foreign<'_, '_, '_, '_> {
    /// Closes all elements but this many.
    fn close_to(&mut self, keep: usize, closing: Closing) {
        while self.open.len() > keep {
            self.open.pop();
            self.path.admit.close(closing);
        }
    }

    /// Adds text of a formula.
    fn text_of_formula(&mut self, text: &str, start: usize) -> Result<(), End> {
        let is_plain = |byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
        if text.bytes().all(is_plain) {
            self.path.admit.text(text, (start, start + text.len()));
            return Ok(());
        }
        for piece in text_pieces(text, start) {
            match piece {
                TextPiece::Clean { text, start } => {
                    let bytes = (start, start + text.len());
                    self.path.admit.text(&normalize_newlines(text), bytes);
                }
                // A NUL becomes another character in foreign content.
                TextPiece::Nul(_) => return Err(End::NeedsParser),
                TextPiece::Bad { .. } => {}
            }
        }
        Ok(())
    }

    fn passed(&mut self, text: &str, start: usize) {
        for at in memchr::memchr_iter(b'\0', text.as_bytes()) {
            self.path.admit.removed('\0', start + at, start + at + 1);
        }
        self.path.raw_text(text, start);
    }
}

impl<'s> Sink<'s> for Foreign<'_, 's, '_, '_> {
    type Stop = End;

    fn text(&mut self, _: &mut Lexer<'s>, text: Text<'s>) -> Result<(), End> {
        if self.is_formula {
            if text.words == text.end {
                self.path.admit.text(" ", (text.start, text.end));
                return Ok(());
            }
            return self.text_of_formula(text.get(), text.start);
        }
        if text.words < text.end {
            self.passed(text.get(), text.start);
        }
        Ok(())
    }

    fn start_tag(&mut self, lexer: &mut Lexer<'s>, tag: &Tag<'s>) -> Result<(), End> {
        self.path.tags += 1;
        self.path.created += 1;
        let depth = self.path.open.len() + self.open.len();
        if self.open.last().copied().is_some_and(turns_back)
            || breaks_out(tag.name)
            || tag.name == *"font"
            || tag.dropped_attributes > 0
            || depth + 1 >= OPEN_ELEMENTS - 8
        {
            return Err(End::NeedsParser);
        }
        self.path.open_foreign(lexer, tag);
        if tag.self_closing {
            self.path.admit.close(Closing::default());
        } else {
            self.open.push(tag.name);
        }
        Ok(())
    }

    fn end_tag(&mut self, _: &mut Lexer<'s>, tag: &Tag<'s>) -> Result<(), End> {
        let Some(at) = self.open.iter().rposition(|open| *open == tag.name) else {
            return Err(End::NeedsParser);
        };
        self.close_to(at, Closing::by_tag(tag.name, tag.end));
        if self.open.is_empty() {
            Err(End::Closed)
        } else {
            Ok(())
        }
    }

    fn other(&mut self, _: &mut Lexer<'s>, token: Token<'s>) -> Result<(), End> {
        match token {
            Token::Comment {
                start,
                end,
                is_closed,
                ..
            } => self.path.comment(start, end, is_closed),
            Token::Doctype(doctype) => {
                let (start, end) = (doctype.start, doctype.end);
                self.path.comment(start, end, doctype.is_closed);
            }
            Token::Reference { chars, start, end } if self.is_formula => match chars.single() {
                Some(c) if is_bad(c) => {}
                Some(c) if c.is_ascii_whitespace() => {
                    self.path
                        .admit
                        .text(c.encode_utf8(&mut [0; 4]), (start, end));
                }
                _ => self.path.admit.reference(chars, (start, end)),
            },
            Token::Reference { chars, start, end } => self.path.raw_reference(chars, start, end),
            Token::Replacement { .. } => return Err(End::NeedsParser),
            // A CDATA section.
            Token::Text { text, start } if self.is_formula => {
                return self.text_of_formula(text, start);
            }
            Token::Text { text, start } => self.passed(text, start),
            Token::StartTag(_) | Token::EndTag(_) | Token::Eof => {}
        }
        Ok(())
    }
}
