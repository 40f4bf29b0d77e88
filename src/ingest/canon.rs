//! Stored content, brought to the authority and the field of today.

use std::borrow::Cow;

use super::Ingester;
use super::admit::Opening;
use super::lex::Attribute;
use super::limit::FORMATTING_ELEMENTS;
use super::tables::{Numbered, Tables};
use crate::html::nesting::Surface;
use crate::html::reference::Decoded;
use crate::text::AddressedText;
use crate::text::pieces::{Piece, Pieces, Why, Written, attributes, pieces};

impl Ingester {
    /// What stored content becomes when it is saved again today: every tag is
    /// admitted as the entry that its rendered name belongs to, what the field
    /// no longer admits is stripped, white space and separators are made anew.
    ///
    /// The same as rendering canonical HTML and ingesting that, without the
    /// HTML between.
    ///
    /// ```
    /// use standoff::authority::Status;
    /// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
    ///
    /// let then = Authority::standard();
    /// let stored = Ingester::new(&FieldPolicy::new(), &then)?.ingest("<b>Hi</b>")?.into_content();
    ///
    /// let b = then.tag_named("b").unwrap().clone().renders_as("strong");
    /// let now = then.to_builder().tag(b).build()?;
    /// let canon = Ingester::new(&FieldPolicy::new(), &now)?.canon(&stored);
    /// let strong = now.tag_named("strong").unwrap().id();
    /// assert_eq!(canon.spans().next().unwrap().markup(), strong);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn canon(&self, content: &AddressedText) -> AddressedText {
        let authority = self.authority();
        let mut admit = self.admit(content.text().len());
        let pieces = || {
            Bounded::new(pieces(content, authority, |_, tag| {
                Written::Element(authority.element(tag))
            }))
        };

        let mut tables = Tables::default();
        for piece in pieces() {
            match piece {
                Piece::Open { tag, .. } | Piece::Void { tag, .. } => {
                    tables.open(admit.fate(authority.tags()[tag].rendered_name(), false));
                    if let Piece::Void { .. } = piece {
                        tables.close(&admit);
                    }
                }
                Piece::Close { .. } => tables.close(&admit),
                Piece::Text(text) => tables.show(Surface::of_text(text)),
                Piece::Character(_) => tables.show(Surface::TEXT),
                Piece::Left { .. } | Piece::LeftEnd => {}
            }
        }
        let unsound = tables.finish();
        let mut unsound = Numbered::new(&unsound);

        for piece in pieces() {
            match piece {
                Piece::Open { span, tag, .. } | Piece::Void { span, tag } => {
                    let attributes: Vec<Attribute<'_>> = attributes(span, authority, tag)
                        .flatten()
                        .map(|(entry, value)| Attribute {
                            name: Cow::Borrowed(entry.name()),
                            value,
                            start: 0,
                            end: 0,
                        })
                        .collect();
                    admit.open(&Opening {
                        name: authority.tags()[tag].rendered_name(),
                        foreign: false,
                        attributes: &attributes,
                        start: 0,
                        end: 0,
                        cloned: false,
                        implied: true,
                        unsound: unsound.next(),
                    });
                    if let Piece::Void { .. } = piece {
                        admit.close();
                    }
                }
                Piece::Close { .. } => admit.close(),
                Piece::Text(text) => admit.text(text),
                Piece::Character(entry) => admit.reference(Decoded::from(entry.character())),
                Piece::Left { .. } | Piece::LeftEnd => {}
            }
        }
        admit.finish().0
    }
}

/// The pieces within the limits of a source. The tags of stored content are all
/// closed and lie in one another as deep as a source may have it, so that only
/// one limit is left to reach.
struct Bounded<'t> {
    pieces: Pieces<'t>,
    formatting: usize,
    /// The tags that are open.
    open: Vec<Bound>,
}

#[derive(Clone, Copy)]
enum Bound {
    Formatting,
    Swallowed,
    Other,
}

impl<'t> Bounded<'t> {
    fn new(pieces: Pieces<'t>) -> Self {
        Self {
            pieces,
            formatting: 0,
            open: Vec::new(),
        }
    }
}

impl<'t> Iterator for Bounded<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        let piece = self.pieces.next()?;
        match piece {
            Piece::Open { span, element, .. } => {
                let bound = match element.is_formatting() {
                    true if self.formatting == FORMATTING_ELEMENTS => Bound::Swallowed,
                    true => Bound::Formatting,
                    false => Bound::Other,
                };
                self.open.push(bound);
                match bound {
                    Bound::Formatting => self.formatting += 1,
                    Bound::Swallowed => {
                        let why = Why::Misplaced;
                        return Some(Piece::Left { span, why });
                    }
                    Bound::Other => {}
                }
            }
            Piece::Close { .. } => match self.open.pop() {
                Some(Bound::Formatting) => self.formatting -= 1,
                Some(Bound::Swallowed) => return Some(Piece::LeftEnd),
                Some(Bound::Other) | None => {}
            },
            _ => {}
        }
        Some(piece)
    }
}
