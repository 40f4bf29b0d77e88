//! SVG and MathML, passed over.

use super::{No, Scan};
use crate::html::foreign::{breaks_out, turns_back};
use crate::html::kind::Element;
use crate::html::name::Name;
use crate::ingest::admit::Opening;
use crate::ingest::known::Known;
use crate::ingest::lex::{Lexer, Tag, Token};
use crate::ingest::limit::OPEN_ELEMENTS;
use crate::ingest::repair::{TextPiece, text_pieces};

impl<'s> Scan<'s, '_, '_> {
    /// SVG or MathML, which goes with its content: passes over it, as long as
    /// it is foreign elements and text and ends by its own end tags.
    pub(super) fn foreign(&mut self, lexer: &mut Lexer<'s>, tag: &Tag<'s>) -> Result<(), No> {
        if !self.context.parser_admits(Element::Ordinary) {
            return Err(No);
        }
        self.admit.open(&Opening {
            name: tag.name,
            known: &Known::foreign(tag.name.element()),
            attributes: &[],
            start: tag.start,
            end: tag.end,
            cloned: false,
            implied: false,
            unsound: false,
        });
        self.created += 1;
        let mut open: Vec<Name<'s>> = Vec::new();
        if !tag.self_closing {
            open.push(tag.name);
        }
        while let Some(&current) = open.last() {
            lexer.allow_cdata(true);
            match lexer.next() {
                Token::Text { text, start } => {
                    for piece in text_pieces(text, start) {
                        if let TextPiece::Nul(start) = piece {
                            self.admit.removed('\0', start, start + 1);
                        }
                    }
                }
                Token::Reference { .. } => {}
                Token::Replacement { .. } => return Err(No),
                Token::Comment { start, end, .. } => self.comment(start, end),
                Token::Doctype(doctype) => self.comment(doctype.start, doctype.end),
                Token::StartTag(tag) => {
                    self.tags += 1;
                    self.created += 1;
                    if turns_back(&current.get())
                        || breaks_out(&tag.name.get())
                        || tag.name == *"font"
                        || tag.dropped_attributes > 0
                        || self.open.len() + open.len() + 1 >= OPEN_ELEMENTS - 8
                    {
                        return Err(No);
                    }
                    if !tag.self_closing {
                        open.push(tag.name);
                    }
                }
                Token::EndTag(tag) => match open.iter().rposition(|open| *open == tag.name) {
                    Some(at) => open.truncate(at),
                    None => return Err(No),
                },
                Token::Eof => break,
            }
        }
        lexer.allow_cdata(false);
        self.admit.close();
        Ok(())
    }
}
