//! SVG and MathML, passed over.

use std::borrow::Cow;

use super::{No, Scan};
use crate::html::kind::Element;
use crate::ingest::admit::{Fate, Opening};
use crate::ingest::lex::{Tag, Token};
use crate::ingest::limit::OPEN_ELEMENTS;
use crate::ingest::repair::{TextPiece, text_pieces};

impl<'s> Scan<'s, '_, '_> {
    /// SVG or MathML, which goes with its content: passes over it, as long as
    /// it is foreign elements and text and ends by its own end tags.
    pub(super) fn foreign(&mut self, tag: &Tag<'s>) -> Result<(), No> {
        if !self.context().parser_admits(Element::Ordinary) {
            return Err(No);
        }
        self.admit.open(&Opening {
            name: &tag.name,
            fate: Fate::Remove,
            attributes: &[],
            start: tag.start,
            end: tag.end,
            cloned: false,
            implied: false,
            unsound: false,
        });
        self.created += 1;
        let mut open: Vec<Cow<'s, str>> = Vec::new();
        if !tag.self_closing {
            open.push(tag.name.clone());
        }
        while let Some(current) = open.last() {
            self.lexer.allow_cdata(true);
            match self.lexer.next() {
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
                    if turns_back(current)
                        || breaks_out(&tag.name)
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
        self.lexer.allow_cdata(false);
        self.admit.close();
        Ok(())
    }
}

/// Start tags that end foreign content ([the list][list]); `font` does with
/// some attributes.
///
/// [list]: https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign
fn breaks_out(name: &str) -> bool {
    const NAMES: [&str; 45] = [
        "b",
        "big",
        "blockquote",
        "body",
        "br",
        "center",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "font",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "hr",
        "i",
        "img",
        "li",
        "listing",
        "menu",
        "meta",
        "nobr",
        "ol",
        "p",
        "pre",
        "ruby",
        "s",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "table",
        "tt",
        "u",
        "ul",
        "var",
    ];
    NAMES.contains(&name)
}

/// Foreign elements with HTML in them, or that may have.
fn turns_back(name: &str) -> bool {
    const NAMES: [&str; 9] = [
        "annotation-xml",
        "desc",
        "foreignobject",
        "mi",
        "mn",
        "mo",
        "ms",
        "mtext",
        "title",
    ];
    NAMES.contains(&name)
}
